"""One declaration as read: what it states, and where each value came from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import NamedTuple, Protocol

from lexique.finding import Location
from lexique.model import Resolution
from lexique.namespaces import LEX, RDF
from lexique.rdf.terms import Iri, Literal, Term, Triple
from lexique.shacl.records import Record

DECLARATION = Iri(LEX["Declaration"])
_TYPE = Iri(RDF.type)
_TYPED = (DECLARATION,)

Raw = str | Term
"""What stands in a source: the text of a cell, or the object of a statement."""


class Entry(Protocol):
    """What a source says of one declaration: the texts of a row, the statements of a subject."""

    @property
    def node(self) -> str:
        """The IRI that stands for it in the data graph."""

    @property
    def values(self) -> Mapping[str, tuple[Raw, ...]]:
        """Heading or predicate to what stands there; nothing for a blank cell."""

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


class Declaration(NamedTuple):
    """One engagement of one person in one place for one period, as an institution states it."""

    entry: Entry
    values: Mapping[str, tuple[Value, ...]]
    """Local name of a property to its values, in document order."""
    derived: Mapping[str, tuple[Term, ...]] = {}
    """What the reader states about it: outcome of harmonising, kind of pseudonym ..."""
    resolution: Resolution | None = None
    """What harmonising the name of the role gave; None where there is no name."""

    @property
    def node(self) -> str:
        """The IRI that stands for it in the data graph."""
        return self.entry.node

    def location(self, value: Value | None = None) -> Location:
        """Return the place of the declaration, or of one of its values."""
        return self.entry.location(value.column, value.raw) if value else self.entry.location()

    def record(self) -> Record:
        """Return the declaration as the engine takes it: no value twice."""
        stated: dict[Iri, tuple[Term, ...]] = {_TYPE: _TYPED}
        for name, values in self.values.items():
            terms = (values[0].term,) if len(values) == 1 else _distinct(values)
            stated[_property(name)] = terms
        for name, more in self.derived.items():
            predicate = _property(name)
            known = stated.get(predicate)
            stated[predicate] = tuple(dict.fromkeys((*known, *more))) if known else more
        return Record(Iri(self.entry.node), stated)

    def triples(self) -> Iterator[Triple]:
        """Yield the declaration as triples, each once."""
        subject, stated = self.record()
        for predicate, terms in stated.items():
            for term in terms:
                yield subject, predicate, term

    def first(self, name: str) -> Value | None:
        """Return the first value of a property."""
        return next(iter(self.values.get(name, ())), None)

    def iris(self, name: str) -> tuple[str, ...]:
        """Return the concepts that a property states, derived ones included."""
        terms = [value.term for value in self.values.get(name, ())]
        return tuple(
            str(item) for item in (*terms, *self.derived.get(name, ())) if isinstance(item, Iri)
        )

    def text(self, name: str) -> str | None:
        """Return the first literal value of a property as RDF has it."""
        found = self.first(name)
        return found.term.value if found and isinstance(found.term, Literal) else None


def _distinct(values: tuple[Value, ...]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(value.term for value in values))


@cache
def _property(name: str) -> Iri:
    """Return the IRI of a property; there are as many as the model has."""
    return Iri(LEX[name])
