"""Shapes that the engine does not compile, judged by pySHACL, the reference.

A shape that looks at nothing but its focus node and the reference vocabulary is judged over a
thousand records at a time (measured: the size with the best use of memory; speed does not depend on
it). What reads further, or what nobody here understands, is judged over everything at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from lexique.namespaces import RDF, SH
from lexique.rdf.terms import Iri, Literal, Resource, Triple
from lexique.shacl.records import Record
from lexique.shacl.result import Result
from lexique.shacl.view import MemoryGraph

CHUNK = 1_000
_TARGETS = tuple(
    Iri(SH[name])
    for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "target")
)
_PROPERTY, _DEACTIVATED = Iri(SH["property"]), Iri(SH["deactivated"])
_COUNTED_OUT = Iri(SH["qualifiedValueShapesDisjoint"])
_USES = tuple(
    Iri(iri) for iri in (SH["node"], SH["not"], SH["qualifiedValueShape"], _PROPERTY, RDF.first)
)
"""What a shape is named by where another rests on it; `rdf:first` in the list of an sh:or."""


class Excused(NamedTuple):
    """A targeted shape that is left to pySHACL, and why."""

    name: Resource
    reason: str
    is_local: bool = False
    """True where one record and the reference are known to decide it."""


def judged(
    shapes: Sequence[Triple],
    excused: Sequence[Excused],
    records: Iterable[Record],
    reference: Sequence[Triple],
    n_processes: int = 1,
) -> Iterator[Result]:
    """Yield what pySHACL finds of the shapes `excused`; without any, it is not even imported."""
    near = frozenset(each.name for each in excused if each.is_local)
    far = frozenset(each.name for each in excused if not each.is_local)
    if far:
        everything = [*reference, *(triple for each in records for triple in triples_of(each))]
        yield from _validated(everything, hoisted(shapes, far))
    if near:
        work = _Work(tuple(hoisted(shapes, near)), tuple(reference))
        yield from work.about_reference
        yield from _by_chunks(work, _chunks(records), n_processes)


class _Work:
    """Shapes that look at nothing but their focus node, and what they find in the reference."""

    def __init__(self, shapes: Sequence[Triple], reference: Sequence[Triple]) -> None:
        self.shapes = shapes
        self.reference = reference
        self.about_reference = _validated(reference, shapes)

    def of(self, triples: Sequence[Triple]) -> list[Result]:
        """Return the results for some records."""
        known = set(self.about_reference)
        found = _validated([*self.reference, *triples], self.shapes)
        return [result for result in found if result not in known]


def _chunks(records: Iterable[Record]) -> Iterator[list[Triple]]:
    left = iter(records)
    while chunk := list(islice(left, CHUNK)):
        yield [triple for each in chunk for triple in triples_of(each)]


def _by_chunks(work: _Work, chunks: Iterator[list[Triple]], n_processes: int) -> Iterator[Result]:
    """Yield the results chunk by chunk, in order, several chunks at once where that is wanted."""
    if n_processes == 1:
        yield from chain.from_iterable(map(work.of, chunks))
        return
    from multiprocessing import get_context

    with get_context("spawn").Pool(n_processes) as pool:
        while together := list(islice(chunks, n_processes)):
            yield from chain.from_iterable(pool.map(work.of, together, chunksize=1))


def triples_of(record: Record) -> Iterator[Triple]:
    """Yield the statements of a record as triples."""
    for predicate, values in record.values.items():
        for value in values:
            yield record.focus, predicate, value


def _validated(data: Iterable[Triple], shapes: Iterable[Triple]) -> tuple[Result, ...]:
    from lexique.shacl.reference import validate_core

    return validate_core(data, shapes)


def hoisted(shapes: Iterable[Triple], names: frozenset[Resource]) -> list[Triple]:
    """Return the shapes graph in which only the shapes `names` have something to judge.

    Their targets are given to the property shapes under them, which pySHACL then applies to all
    focus nodes at once, three times faster. A shape that others rest on, or whose properties count
    each other out, is left as it is.
    """
    graph = MemoryGraph(shapes)
    hoisting = frozenset(name for name in names if _may_hoist(graph, name))
    found: list[Triple] = []
    for triple in graph.triples():
        subject, predicate, value = triple
        if subject in hoisting and predicate == _PROPERTY and not isinstance(value, Literal):
            found += [
                (value, kind, target)
                for kind in _TARGETS
                for target in graph.objects(subject, kind)
            ]
        elif predicate not in _TARGETS or subject in names:
            found.append(triple)
    return found


def _may_hoist(graph: MemoryGraph, name: Resource) -> bool:
    is_used = any(name in values for values in map(graph.values_of, _USES))
    properties = graph.objects(name, _PROPERTY)
    is_counted_out = any(graph.objects(each, _COUNTED_OUT) for each in properties)
    has_own = any(kind in graph.statements(each) for each in properties for kind in _TARGETS)
    is_off = bool(graph.objects(name, _DEACTIVATED))
    return not (is_used or is_counted_out or has_own or is_off)
