"""RDF in: terms as light values, and the readers of Turtle, N-Triples, RDF/XML and JSON-LD.

The readers are loaded when the first of them is asked for: tables do without.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from lexique.rdf.kinds import RDF_EXTENSIONS, Kind, kind_of
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

if TYPE_CHECKING:
    from lexique.rdf.addresses import DOCUMENT_BASE, is_relative
    from lexique.rdf.reading import (
        RdfDocument,
        find_rdf_files,
        read_document,
        read_resources,
        read_statements,
        read_triples,
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

_LATER = {
    "addresses": ("DOCUMENT_BASE", "is_relative"),
    "reading": (
        "RdfDocument",
        "find_rdf_files",
        "read_document",
        "read_resources",
        "read_statements",
        "read_triples",
    ),
}
"""Module to the names that are taken from it when one of them is asked for."""


def __getattr__(name: str) -> Any:
    """Return what one of the modules that need pyoxigraph gives."""
    for module, names in _LATER.items():
        if name in names:
            return getattr(import_module(f"lexique.rdf.{module}"), name)
    raise AttributeError(f"module 'lexique.rdf' has no attribute {name!r}")
