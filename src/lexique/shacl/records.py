"""What the engine takes: one focus node with its own statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from lexique.rdf.terms import BlankNode, Iri, Literal, Resource, Term, Triple

Statements = Mapping[Iri, tuple[Term, ...]]
"""Predicate to its distinct objects; an empty tuple says the same as no entry."""


class Part:
    """Statements that come again from record to record, so that they are looked at once."""

    __slots__ = ("looked_at_by", "stated", "turned")

    def __init__(self, stated: Statements) -> None:
        self.stated = stated
        self.looked_at_by: object = None
        """The stream that looked at it last."""
        self.turned = 0
        """What that stream found: see `streaming`."""


class Record(NamedTuple):
    """One focus node and its own statements, whether it came from RDF or from a table row."""

    focus: Resource
    values: Statements
    parts: Sequence[Part] = ()
    """The same statements in parts, where the source has such; no predicate is in two of them."""


@runtime_checkable
class Divisible(Protocol):
    """Records that several processes can read, each a part of its own."""

    def __iter__(self) -> Iterator[Record]: ...

    def parts(self, number: int) -> Sequence[Iterable[Record]]:
        """Return at most `number` parts, in order; each can be sent to another process."""


@runtime_checkable
class Unordered(Protocol):
    """Records of a source that may speak of one node in several places."""

    def __iter__(self) -> Iterator[Record]: ...

    def regrouped(self) -> Iterable[Record]:
        """Return the same records with all statements of a node together."""


def grouped(triples: Iterable[Triple]) -> list[Record]:
    """Return one record per subject, in order of first appearance; a repeated triple counts once.

    SHACL counts distinct triples (RDF graphs are sets), while N-Triples may repeat a line.
    """
    subjects: dict[Resource, dict[Iri, dict[Term, None]]] = {}
    for subject, predicate, value in triples:
        node = apart(subject)
        subjects.setdefault(node, {}).setdefault(predicate, {})[_apart_term(value)] = None
    return [
        Record(subject, {predicate: tuple(values) for predicate, values in statements.items()})
        for subject, statements in subjects.items()
    ]


def resources_of(record: Record) -> Iterator[Resource]:
    """Yield the values of a record that may have statements of their own."""
    for values in record.values.values():
        for value in values:
            if not isinstance(value, Literal):
                yield value


def apart(node: Resource) -> Resource:
    """Return `node` so that no blank node equals an IRI: N-Triples allows a colon in a label."""
    if isinstance(node, BlankNode) and ":" in node:
        return BlankNode(node.replace(":", "\x1f"))
    return node


def _apart_term(term: Term) -> Term:
    return term if isinstance(term, Literal) else apart(term)
