"""The three kinds of RDF term, and a statement made of them, as light values.

Literals keep their lexical form as written: `01` and `1` stay two texts.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from lexique.model import Source
from lexique.namespaces import RDF, XSD
from lexique.rdf.stated import Stated


class Iri(str):
    """An absolute IRI."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{self}>"


class BlankNode(str):
    """The label of a blank node, without `_:`; means something in its own document only."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"_:{self}"


STRING = Iri(XSD.string)
LANG_STRING = Iri(RDF.langString)


class Literal(NamedTuple):
    """A text with its language tag (lower case, as RDF compares them) or its datatype."""

    value: str
    language: str = ""
    datatype: Iri = STRING


Resource: TypeAlias = Iri | BlankNode
Term: TypeAlias = Iri | BlankNode | Literal
Triple: TypeAlias = tuple[Resource, Iri, Term]
PlainResource: TypeAlias = tuple[str, Stated]
"""A resource, and what statements that follow each other say of it, as bare texts."""


class Statement(NamedTuple):
    """One triple and where its object stands in the document, where that is known.

    `where` is the place of the predicate for the first object on the predicate's line, else of
    the object itself: the line on which an editor shows the statement.
    """

    subject: Resource
    predicate: Iri
    object: Term
    where: Source | None = None
