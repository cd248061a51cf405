"""RDF in: terms as light values, and the readers of Turtle, N-Triples, RDF/XML and JSON-LD."""

from lexique.rdf.addresses import DOCUMENT_BASE, is_relative
from lexique.rdf.kinds import RDF_EXTENSIONS, Kind, kind_of
from lexique.rdf.reading import (
    RdfDocument,
    find_rdf_files,
    read_document,
    read_resources,
    read_statements,
    read_triples,
)
from lexique.rdf.terms import (
    BlankNode,
    Iri,
    Literal,
    PlainResource,
    Resource,
    Statement,
    Term,
    Triple,
)

__all__ = [
    "DOCUMENT_BASE",
    "RDF_EXTENSIONS",
    "BlankNode",
    "Iri",
    "Kind",
    "Literal",
    "PlainResource",
    "RdfDocument",
    "Resource",
    "Statement",
    "Term",
    "Triple",
    "find_rdf_files",
    "is_relative",
    "kind_of",
    "read_document",
    "read_resources",
    "read_statements",
    "read_triples",
]
