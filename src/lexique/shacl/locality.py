"""What a shape reads: which statements of its focus node, and what lies outside of it.

A check may be remembered for all focus nodes with equal statements as long as it reads nothing but
those and the reference vocabulary. This module says, shape by shape, what is read; that what lies
outside really is vocabulary and no other record is checked while records stream by (`streaming`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import NamedTuple

from lexique.namespaces import RDF, RDFS
from lexique.rdf.terms import Iri, Resource
from lexique.shacl.paths import Compound, Path, Step, reversed_path
from lexique.shacl.shapes import Constraint, Query, Shape, Shapes, component

_TYPE, _SUBCLASS = Iri(RDF.type), Iri(RDFS.subClassOf)


class Reads(NamedTuple):
    """The predicates that a check reads, by where it reads them."""

    own: frozenset[Iri] = frozenset()
    """Forwards at the focus node."""
    beyond: frozenset[Iri] = frozenset()
    """Forwards at other nodes."""
    backward: frozenset[Iri] = frozenset()
    """From object to subject: any record that has such a predicate may be met."""
    is_whole: bool = False
    """True where the name of the focus node or all its statements matter."""
    is_whole_beyond: bool = False
    """True where all statements of another node matter."""

    def __or__(self, other: Reads) -> Reads:
        if other == NOTHING or self == NOTHING:
            return self if other == NOTHING else other
        return Reads(
            self.own | other.own,
            self.beyond | other.beyond,
            self.backward | other.backward,
            self.is_whole or other.is_whole,
            self.is_whole_beyond or other.is_whole_beyond,
        )

    @property
    def looks_outside(self) -> bool:
        """Return whether anything but the focus node's own statements is read."""
        return bool(self.beyond or self.backward or self.is_whole_beyond)


NOTHING = Reads()


class At(NamedTuple):
    """Where one may stand: at the focus node, at any other, or at either."""

    may_be_focus: bool
    may_be_elsewhere: bool

    def or_at(self, other: At) -> At:
        """Return where one may stand who is at one or the other."""
        return At(
            self.may_be_focus or other.may_be_focus,
            self.may_be_elsewhere or other.may_be_elsewhere,
        )


FOCUS, ELSEWHERE = At(True, False), At(False, True)
QueryReads = Callable[[Query], Reads]
_OF_THE_TERM = frozenset(
    component(name)
    for name in (
        *("Datatype", "NodeKind", "In", "Pattern", "LanguageIn", "MinLength", "MaxLength"),
        *("MinExclusive", "MinInclusive", "MaxExclusive", "MaxInclusive"),
        *("HasValue", "UniqueLang", "Equals", "Disjoint", "LessThan", "LessThanOrEquals"),
    )
)
"""Components that look at a value node itself, not only at how many there are."""
_OF_A_PAIR = frozenset(
    component(name) for name in ("Equals", "Disjoint", "LessThan", "LessThanOrEquals")
)


class Locality:
    """What the shapes of one shapes graph read; each is looked at once."""

    def __init__(self, shapes: Shapes, of_query: QueryReads) -> None:
        self._shapes = shapes
        self._of_query = of_query
        self._known: dict[tuple[Resource, At], Reads] = {}
        self._of_constraints: dict[tuple[Resource, Constraint, At], Reads] = {}

    def of_shape(self, name: Resource, at: At = FOCUS) -> Reads:
        """Return what conformance to a shape reads, at the focus node or elsewhere."""
        key = (name, at)
        if key not in self._known:
            shape = self._shapes.get(name)
            self._known[key] = NOTHING if shape is None else self._of(shape, at)
        return self._known[key]

    def of_constraint(self, shape: Shape, constraint: Constraint, at: At = FOCUS) -> Reads:
        """Return what one constraint of a shape reads, its path included."""
        key = (shape.name, constraint, at)
        if key not in self._of_constraints:
            reads, values = of_path(shape.path, at)
            self._of_constraints[key] = reads | self._of_component(constraint, at, values)
        return self._of_constraints[key]

    def after_join(self, shape: Shape, constraint: Constraint) -> Reads:
        """Return what a constraint on a path `k/^k/...` reads once it has reached other records."""
        assert isinstance(shape.path, Compound)
        walked, to = _sequence(shape.path.parts[2:], ELSEWHERE)
        return walked | self._of_component(constraint, ELSEWHERE, to)

    def _of(self, shape: Shape, at: At) -> Reads:
        if shape.is_deactivated:
            return NOTHING
        return union(self.of_constraint(shape, each, at) for each in shape.constraints)

    def _of_component(self, constraint: Constraint, at: At, values: At) -> Reads:
        kind = constraint.component
        reads = union(self.of_shape(name, values) for name in constraint.shapes)
        if kind == component("Closed"):
            return Reads(is_whole=values.may_be_focus, is_whole_beyond=values.may_be_elsewhere)
        if kind == component("Class"):
            supers = Reads(beyond=frozenset({_SUBCLASS}))
            return _forward(_TYPE, values) | supers
        if kind in _OF_THE_TERM and values.may_be_focus:
            reads |= Reads(is_whole=True)
        if kind in _OF_A_PAIR:
            reads |= _forward(Iri(str(constraint.terms[0])), at)
        if constraint.query is not None:
            reads |= _moved(self._of_query(constraint.query), at)
        return reads


def _moved(reads: Reads, at: At) -> Reads:
    """Return what is read when the focus node of `reads` may stand elsewhere too."""
    if at == FOCUS:
        return reads
    own = reads.own if at.may_be_focus else frozenset()
    return Reads(
        own,
        reads.beyond | reads.own,
        reads.backward,
        reads.is_whole and at.may_be_focus,
        reads.is_whole_beyond or reads.is_whole,
    )


def _forward(predicate: Iri, at: At) -> Reads:
    one, none = frozenset({predicate}), frozenset[Iri]()
    return Reads(one if at.may_be_focus else none, one if at.may_be_elsewhere else none)


def of_path(path: Path | None, at: At = FOCUS) -> tuple[Reads, At]:
    """Return what walking a path reads, and where it may lead."""
    if path is None:
        return NOTHING, at
    if isinstance(path, Iri):
        return _forward(path, at), ELSEWHERE
    step, parts = path
    if step is Step.SEQUENCE:
        return _sequence(parts, at)
    if step is Step.ALTERNATIVE:
        walked = [of_path(part, at) for part in parts]
        return union(reads for reads, _ in walked), reduce(At.or_at, (to for _, to in walked))
    if step is Step.INVERSE:
        return _inverse(parts[0], at)
    return _repeated(step, parts[0], at)


def _sequence(parts: tuple[Path, ...], at: At) -> tuple[Reads, At]:
    reads = NOTHING
    for part in parts:
        more, at = of_path(part, at)
        reads |= more
    return reads, at


def _inverse(path: Path, at: At) -> tuple[Reads, At]:
    if isinstance(path, Iri):
        return Reads(backward=frozenset({path})), ELSEWHERE
    return of_path(reversed_path(path), at)


def _repeated(step: Step, path: Path, at: At) -> tuple[Reads, At]:
    reads, to = of_path(path, at)
    if step is not Step.ZERO_OR_ONE:
        again, further = of_path(path, to)
        reads, to = reads | again, to.or_at(further)
    return reads, to if step is Step.ONE_OR_MORE else to.or_at(at)


def union(reads: Iterable[Reads]) -> Reads:
    """Return what several checks read together."""
    return reduce(Reads.__or__, reads, NOTHING)


def join_key(path: Path | None) -> Iri | None:
    """Return k where a path begins `k/^k`: it leads to the records that share a value of k."""
    if isinstance(path, Compound) and path.step is Step.SEQUENCE:
        first, second = path.parts[:2]
        if isinstance(first, Iri) and second == Compound(Step.INVERSE, (first,)):
            return first
    return None
