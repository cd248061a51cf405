"""One declaration as read: what it states, and where each value came from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, Protocol

from lexique.finding import Location
from lexique.model import Resolution
from lexique.namespaces import LEX, RDF
from lexique.rdf.terms import Iri, Literal, Term, Triple
from lexique.shacl.records import Part, Record

DECLARATION = Iri(LEX["Declaration"])
_TYPE = Iri(RDF.type)
_TYPED = {_TYPE: (DECLARATION,)}

Raw = str | Term
"""What stands in a source: the text of a cell, or the object of a statement."""


Content = str | tuple[Raw, ...]
"""What stands in one cell: a text or several, or the objects of one predicate; false if nothing."""


class Entry(Protocol):
    """What a source says of one declaration: the texts of a row, the statements of a subject."""

    @property
    def node(self) -> str:
        """The IRI that stands for it in the data graph."""

    @property
    def headings(self) -> Sequence[str]:
        """Headings or predicates."""

    @property
    def cells(self) -> Sequence[Content]:
        """What stands under each of them, as far as anything follows."""

    @property
    def spoilt(self) -> Collection[str]:
        """Names of the properties whose value the source itself lost: errors of formulas."""

    def location(self, column: str | None = None, raw: Raw = "") -> Location:
        """Return the place of the entry, or of what stands in one of its columns."""


class Value(NamedTuple):
    """One value of a property: the text as found, and the term made of it."""

    text: str
    term: Term
    doubt: str = ""
    """Why the text is not what the property expects: a code of `DateFault`, or of `values`."""
    column: str = ""
    raw: Raw = ""
    """Where it came from; many declarations share one Value."""


Values = Mapping[str, tuple[Value, ...]]
"""Local name of a property to its values, in document order."""
Derived = Mapping[str, tuple[Term, ...]]
"""The same for what a reader states itself: outcome of harmonising, kind of pseudonym ..."""


class Piece(Part):
    """What cells that are read together say of a declaration, and nothing else decides.

    Most cells come again from row to row, and so do pieces.
    """

    __slots__ = ("derived", "resolution", "values")

    def __init__(
        self, values: Values, derived: Derived, resolution: Resolution | None = None
    ) -> None:
        super().__init__(_stated(values, derived))
        self.values = values
        self.derived = derived
        self.resolution = resolution

    def iris(self, name: str) -> tuple[str, ...]:
        """Return the concepts that a property states."""
        return _iris(self.values.get(name, ()))


class Declaration(NamedTuple):
    """One engagement of one person in one place for one period, as an institution states it."""

    entry: Entry
    values: Values
    derived: Derived
    resolution: Resolution | None
    """What harmonising the name of the role gave; None where there is no name."""

    @classmethod
    def of(cls, entry: Entry, pieces: Iterable[Piece]) -> Declaration:
        """Return the declaration that pieces make, of which no two state the same property."""
        values: dict[str, tuple[Value, ...]] = {}
        derived: dict[str, tuple[Term, ...]] = {}
        resolution = None
        for piece in pieces:
            values |= piece.values
            derived |= piece.derived
            resolution = resolution or piece.resolution
        return cls(entry, values, derived, resolution)

    @property
    def node(self) -> str:
        """The IRI that stands for it in the data graph."""
        return self.entry.node

    def location(self, value: Value | None = None) -> Location:
        """Return the place of the declaration, or of one of its values."""
        return self.entry.location(value.column, value.raw) if value else self.entry.location()

    def triples(self) -> Iterator[Triple]:
        """Yield the declaration as triples, each once."""
        subject = Iri(self.node)
        yield subject, _TYPE, DECLARATION
        for predicate, terms in _stated(self.values, self.derived).items():
            for term in terms:
                yield subject, predicate, term

    def first(self, name: str) -> Value | None:
        """Return the first value of a property."""
        return next(iter(self.values.get(name, ())), None)

    def iris(self, name: str) -> tuple[str, ...]:
        """Return the concepts that a property states."""
        return _iris(self.values.get(name, ()))

    def text(self, name: str) -> str | None:
        """Return the first literal value of a property as RDF has it."""
        found = self.first(name)
        return found.term.value if found and isinstance(found.term, Literal) else None


def record_of(entry: Entry, pieces: Sequence[Piece]) -> Record:
    """Return a declaration as the engine takes it."""
    stated: dict[Iri, tuple[Term, ...]] = {}
    for piece in pieces:
        stated.update(piece.stated)
    return Record(Iri(entry.node), stated, pieces)


def common_piece(derived: Derived) -> Piece:
    """Return what every declaration states: that it is one, and what is derived of all alike."""
    piece = Piece({}, derived)
    piece.stated = {**_TYPED, **piece.stated}
    return piece


def _stated(values: Values, derived: Derived) -> dict[Iri, tuple[Term, ...]]:
    """Return values and what is derived as RDF has them: no value twice."""
    stated = {
        _property(name): (found[0].term,) if len(found) == 1 else _distinct(found)
        for name, found in values.items()
    }
    for name, more in derived.items():
        predicate = _property(name)
        known = stated.get(predicate)
        stated[predicate] = tuple(dict.fromkeys((*known, *more))) if known else more
    return stated


def _iris(values: Iterable[Value]) -> tuple[str, ...]:
    return tuple(str(value.term) for value in values if isinstance(value.term, Iri))


def _distinct(values: tuple[Value, ...]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(value.term for value in values))


@cache
def _property(name: str) -> Iri:
    """Return the IRI of a property; there are as many as the model has."""
    return Iri(LEX[name])
