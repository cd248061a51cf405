"""Shapes that the engine does not compile, judged by pySHACL, the reference.

A shape that looks at nothing but its focus node and the reference vocabulary is judged over a
thousand records at a time (measured: the size with the best use of memory; speed does not depend on
it). What reads further, or what nobody here understands, is judged over everything at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lexique.namespaces import SH
from lexique.rdf.terms import Resource, Triple
from lexique.shacl.records import Record
from lexique.shacl.result import Result

CHUNK = 1_000
_TARGETS = frozenset(
    SH[name]
    for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "target")
)


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
) -> Iterator[Result]:
    """Yield what pySHACL finds of the shapes `excused`; without any, it is not even imported."""
    near = frozenset(each.name for each in excused if each.is_local)
    far = frozenset(each.name for each in excused if not each.is_local)
    if far:
        everything = [*reference, *(triple for each in records for triple in triples_of(each))]
        yield from _validated(everything, _only(shapes, far))
    if near:
        about_reference = set(_validated(reference, _only(shapes, near)))
        yield from sorted(about_reference, key=Result.sort_key)
        left = iter(records)
        while chunk := list(islice(left, CHUNK)):
            triples = [*reference, *(triple for each in chunk for triple in triples_of(each))]
            found = _validated(triples, _only(shapes, near))
            yield from (result for result in found if result not in about_reference)


def triples_of(record: Record) -> Iterator[Triple]:
    """Yield the statements of a record as triples."""
    for predicate, values in record.values.items():
        for value in values:
            yield record.focus, predicate, value


def _validated(data: Iterable[Triple], shapes: Iterable[Triple]) -> tuple[Result, ...]:
    from lexique.shacl.reference import validate_core

    return validate_core(data, shapes)


def _only(shapes: Iterable[Triple], names: frozenset[Resource]) -> list[Triple]:
    """Return the shapes graph in which only the shapes `names` have something to judge."""
    return [triple for triple in shapes if triple[1] not in _TARGETS or triple[0] in names]
