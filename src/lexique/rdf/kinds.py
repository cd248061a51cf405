"""The four RDF syntaxes we read, told by the extension of a file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath


class Kind(StrEnum):
    """An RDF syntax."""

    TURTLE = "turtle"
    N_TRIPLES = "ntriples"
    RDF_XML = "rdfxml"
    JSON_LD = "jsonld"


KIND_BY_EXTENSION = {
    ".ttl": Kind.TURTLE,
    ".turtle": Kind.TURTLE,
    ".nt": Kind.N_TRIPLES,
    ".rdf": Kind.RDF_XML,
    ".owl": Kind.RDF_XML,
    ".xml": Kind.RDF_XML,
    ".jsonld": Kind.JSON_LD,
}

RDF_EXTENSIONS = tuple(extension[1:] for extension in KIND_BY_EXTENSION)
"""The same without dot, as files.find_inputs takes them."""

NAME_OF_KIND = {
    Kind.TURTLE: "Turtle",
    Kind.N_TRIPLES: "N-Triples",
    Kind.RDF_XML: "RDF/XML",
    Kind.JSON_LD: "JSON-LD",
}


def kind_of(path: str) -> Kind | None:
    """Return the syntax that the extension of `path` announces, or None for any other file."""
    return KIND_BY_EXTENSION.get(PurePath(path).suffix.lower())
