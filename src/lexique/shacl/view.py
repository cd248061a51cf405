"""Graphs as the engine sees them: one indexed in memory, and one record laid over a reference.

The checks are written against the `Graph` protocol and do not know which of them they read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from lexique.rdf.terms import Iri, Literal, Resource, Term, Triple
from lexique.shacl.paths import Path, values_at

Statements = Mapping[Iri, Sequence[Term]]
_NOTHING: Statements = {}


class Graph(Protocol):
    """A set of triples that can be asked forwards and backwards."""

    def objects(self, subject: Term, predicate: Iri) -> Sequence[Term]:
        """Return the distinct objects of `subject` and `predicate`."""

    def subjects(self, predicate: Iri, value: Term) -> Sequence[Term]:
        """Return the distinct subjects that have `value` under `predicate`."""

    def statements(self, subject: Term) -> Statements:
        """Return everything stated of `subject`."""

    def values(self, node: Term, path: Path) -> tuple[Term, ...]:
        """Return the distinct nodes that `path` leads to from `node`."""


class MemoryGraph:
    """Triples indexed by subject, and by predicate and object once somebody asks backwards."""

    def __init__(self, triples: Iterable[Triple] = ()) -> None:
        self._forward: dict[Term, dict[Iri, list[Term]]] = {}
        self._backward: dict[Iri, dict[Term, list[Term]]] = {}
        for subject, predicate, value in dict.fromkeys(triples):
            self._forward.setdefault(subject, {}).setdefault(predicate, []).append(value)

    def objects(self, subject: Term, predicate: Iri) -> Sequence[Term]:
        return self._forward.get(subject, _NOTHING).get(predicate, ())

    def subjects(self, predicate: Iri, value: Term) -> Sequence[Term]:
        index = self._backward.get(predicate)
        if index is None:
            index = self._backward[predicate] = self._indexed(predicate)
        return index.get(value, ())

    def statements(self, subject: Term) -> Statements:
        return self._forward.get(subject, _NOTHING)

    def values(self, node: Term, path: Path) -> tuple[Term, ...]:
        return values_at(self, node, path)

    def nodes(self) -> Iterable[Term]:
        """Return every subject, in order of first appearance."""
        return self._forward

    def triples(self) -> Iterable[Triple]:
        """Yield every triple, subject by subject."""
        for subject, statements in self._forward.items():
            assert not isinstance(subject, Literal)
            for predicate, values in statements.items():
                for value in values:
                    yield subject, predicate, value

    def nodes_with(self, predicate: Iri) -> Iterable[Term]:
        """Return the subjects that have any value under `predicate`."""
        return (node for node, stated in self._forward.items() if predicate in stated)

    def values_of(self, predicate: Iri) -> Iterable[Term]:
        """Return the distinct objects of `predicate`."""
        found = (stated.get(predicate, ()) for stated in self._forward.values())
        return dict.fromkeys(value for values in found for value in values)

    def __len__(self) -> int:
        return sum(len(v) for stated in self._forward.values() for v in stated.values())

    def _indexed(self, predicate: Iri) -> dict[Term, list[Term]]:
        index: dict[Term, list[Term]] = {}
        for subject, stated in self._forward.items():
            for value in stated.get(predicate, ()):
                index.setdefault(value, []).append(subject)
        return index


class Overlay:
    """A reference graph with the statements of one record laid over it.

    What a check learns here holds in the whole export as long as the nodes it looked up
    (`visited`) are no records themselves; the stream compares the two at its end.
    """

    def __init__(self, reference: MemoryGraph) -> None:
        self._reference = reference
        self._focus: Term = Iri("")
        self._own: Mapping[Iri, Sequence[Term]] = _NOTHING
        self._walked: dict[tuple[Term, Path], tuple[Term, ...]] = {}
        """Where paths led to in the record shown: many checks begin with the same one."""
        self.visited: set[Term] = set()

    def show(self, focus: Resource, values: Mapping[Iri, Sequence[Term]]) -> None:
        """Lay another record over the reference, which must not speak of that node itself."""
        self._focus = focus
        self._own = values
        self._walked.clear()

    def objects(self, subject: Term, predicate: Iri) -> Sequence[Term]:
        if subject == self._focus:
            return self._own.get(predicate, ())
        if isinstance(subject, Literal):
            return ()
        self.visited.add(subject)
        return self._reference.objects(subject, predicate)

    def subjects(self, predicate: Iri, value: Term) -> Sequence[Term]:
        known = self._reference.subjects(predicate, value)
        if value in self._own.get(predicate, ()) and self._focus not in known:
            return (*known, self._focus)
        return known

    def statements(self, subject: Term) -> Statements:
        if subject == self._focus:
            return self._own
        self.visited.add(subject)
        return self._reference.statements(subject)

    def values(self, node: Term, path: Path) -> tuple[Term, ...]:
        if isinstance(path, Iri):
            return tuple(self.objects(node, path))
        found = self._walked.get((node, path))
        if found is None:
            found = self._walked[node, path] = values_at(self, node, path)
        return found


class Layered:
    """A reference graph and some records together, of which none is described in both."""

    def __init__(self, reference: MemoryGraph, records: MemoryGraph, visited: set[Term]) -> None:
        self._reference = reference
        self._records = records
        self._visited = visited

    def objects(self, subject: Term, predicate: Iri) -> Sequence[Term]:
        own = self._records.statements(subject)
        if own:
            return own.get(predicate, ())
        if not isinstance(subject, Literal):
            self._visited.add(subject)
        return self._reference.objects(subject, predicate)

    def subjects(self, predicate: Iri, value: Term) -> Sequence[Term]:
        found = self._records.subjects(predicate, value)
        return (*self._reference.subjects(predicate, value), *found)

    def statements(self, subject: Term) -> Statements:
        own = self._records.statements(subject)
        if not own:
            self._visited.add(subject)
        return own or self._reference.statements(subject)

    def values(self, node: Term, path: Path) -> tuple[Term, ...]:
        return values_at(self, node, path)
