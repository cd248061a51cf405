"""From shapes to a plan: each check a formula over bits of single predicates, and what is pending.

A plan is made once and never changed. It knows nothing of memory or of records; `streaming` runs
it. How a formula comes about:

* what depends on one predicate of the focus node only is a bit (a whole shape, or one constraint);
* sh:and, sh:or, sh:not, sh:xone, sh:node and sh:property over the focus node are taken apart;
* a path that is an alternative of predicates is taken apart where SHACL treats each value alone;
* the rest is pending: it is evaluated on the record, unless the bits decide the formula without it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from lexique.namespaces import RDFS
from lexique.rdf.terms import Iri, Literal, Resource, Term
from lexique.shacl.constraints import SetTest, is_pairwise, is_value_test, set_test
from lexique.shacl.evaluation import PROPERTY, Evaluator
from lexique.shacl.formulas import (
    FALSE,
    TRUE,
    Bit,
    Formula,
    Pending,
    conjunction,
    disjunction,
    exactly_one,
    negation,
    pending_of,
)
from lexique.shacl.locality import Locality, Reads, join_key, of_path, union
from lexique.shacl.paths import Compound, Path, Step
from lexique.shacl.query_facts import QueryFacts
from lexique.shacl.shapes import Constraint, Query, Shape, Shapes, Target, component
from lexique.shacl.targets import SUBJECTS_OF, TARGET_CLASS, TYPE, classes_of
from lexique.shacl.view import Graph

Test = Callable[[Graph, Term], bool]
_VALUES = 1_000
"""Values of which a test remembers whether they pass."""
_SUBCLASS = Iri(RDFS.subClassOf)


class Leaf(NamedTuple):
    """Something that is evaluated on the record itself, and what it reads there."""

    reads: tuple[Iri, ...] | None
    """Predicates whose values decide it; None where the name of the node counts too."""
    test: Test | None
    """True where there is no fault; None for a query, and for what needs other records."""
    query: Query | None = None
    key: Iri | None = None
    """The predicate on which it is joined with other records."""
    looks_outside: bool = False
    """True for a query that goes on from the values of the record."""


class Check(NamedTuple):
    """One constraint of one shape, for the focus nodes of the shape that it hangs under."""

    shape: Shape
    place: int
    """Which of the constraints of the shape."""
    targeted: Shape
    reads: Reads
    violated: Formula


class Rules(NamedTuple):
    """The rules of a plan that share one key, and what they read of a record."""

    key: Iri
    checks: frozenset[int]
    reads: tuple[Iri, ...]


class Plan(NamedTuple):
    """All checks of one shapes graph that can be run record by record, and what cannot."""

    checks: tuple[Check, ...]
    unplanned: tuple[Shape, ...]
    """Targeted shapes that look at other records in a way that no key describes."""
    tests: tuple[tuple[Iri, Test], ...]
    """What each bit is: a predicate, and what is true of its values."""
    leaves: tuple[Leaf, ...]
    watched: frozenset[Iri]
    """Predicates that no record may have: checks read them backwards, in the reference alone."""
    rules: tuple[Rules, ...]
    """The rules that look across records, by key."""


@dataclass(slots=True)
class Planner:
    """Collects bits and leaves while formulas are made."""

    shapes: Shapes
    evaluator: Evaluator
    locality: Locality
    facts_of: Callable[[Query], QueryFacts]
    of_records: frozenset[Iri]
    """Predicates that records have: what reads them backwards meets other records."""
    of_reference: frozenset[Iri] = frozenset()
    """Predicates that the reference has: none of them can be a key."""
    _places: dict[Hashable, Bit] = field(default_factory=dict)
    _tests: list[tuple[Iri, Test]] = field(default_factory=list)
    _leaves: list[Leaf] = field(default_factory=list)
    _conforms: dict[Resource, Formula] = field(default_factory=dict)

    def plan(self, targeted: Iterable[Shape], whole: frozenset[Resource]) -> Plan:
        """Return the plan for shapes with targets; those in `whole` stay unplanned."""
        checks: list[Check] = []
        unplanned: list[Shape] = []
        for shape in targeted:
            try:
                if shape.name in whole:
                    raise _Unplanned
                checks.extend(self._checks(shape))
            except _Unplanned:
                unplanned.append(shape)
        # Classes of targets are looked for among all subclasses, which a record might state.
        backward = {_SUBCLASS} if checks else set[Iri]()
        for check in checks:
            backward |= check.reads.backward
        return Plan(
            tuple(checks),
            tuple(unplanned),
            tuple(self._tests),
            tuple(self._leaves),
            frozenset(backward - self.of_records),
            tuple(self._rules(checks)),
        )

    def _rules(self, checks: Sequence[Check]) -> Iterator[Rules]:
        by_key: dict[Iri, list[int]] = {}
        for place, check in enumerate(checks):
            for leaf in pending_of(check.violated):
                key = self._leaves[leaf].key
                if key is not None:
                    by_key.setdefault(key, []).append(place)
        for key, places in by_key.items():
            reads = union(checks[place].reads for place in places)
            named = {key, TYPE} | reads.own | reads.beyond | reads.backward
            yield Rules(key, frozenset(places), tuple(sorted(named)))

    def _checks(self, targeted: Shape) -> list[Check]:
        return list(self._made_checks(targeted))

    def _made_checks(self, targeted: Shape) -> Iterator[Check]:
        aimed = disjunction(self._target(each) for each in targeted.targets)
        for shape, place in parts_of(self.shapes, targeted):
            violated = conjunction((aimed, negation(self._holds(shape, place))))
            if violated != FALSE:
                reads = self.locality.of_constraint(shape, shape.constraints[place])
                yield Check(shape, place, targeted, reads, violated)

    def _target(self, target: Target) -> Formula:
        if target.kind == SUBJECTS_OF:
            return self._present(Iri(str(target.term)))
        if target.kind != TARGET_CLASS or _SUBCLASS in self.of_records:
            raise _Unplanned
        return self._bit(TYPE, target, lambda graph, node: _is_instance(graph, node, target.term))

    def _present(self, predicate: Iri) -> Formula:
        return self._bit(
            predicate, "present", lambda graph, node: bool(graph.objects(node, predicate))
        )

    def _bit(self, predicate: Iri, name: Hashable, test: Test) -> Formula:
        key = (predicate, name)
        if key not in self._places:
            self._places[key] = Bit(len(self._tests))
            self._tests.append((predicate, test))
        return self._places[key]

    def _leaf(self, leaf: Leaf) -> Formula:
        self._leaves.append(leaf)
        return Pending(len(self._leaves) - 1)

    def _conforming(self, name: Resource) -> Formula:
        """Return when a focus node conforms to a shape."""
        if name not in self._conforms:
            self._conforms[name] = self._made(name)
        return self._conforms[name]

    def _made(self, name: Resource) -> Formula:
        shape = self.shapes.get(name)
        if shape is None or shape.is_deactivated:
            return TRUE
        reads = self.locality.of_shape(name)
        if self._is_of_one(reads):
            return self._bit(next(iter(reads.own)), name, self.evaluator.test_of(name))
        return conjunction(self._holds(shape, place) for place in range(len(shape.constraints)))

    def _holds(self, shape: Shape, place: int) -> Formula:
        """Return when one constraint of a shape finds no fault at a focus node."""
        constraint = shape.constraints[place]
        reads = self.locality.of_constraint(shape, constraint)
        if constraint.query is not None:
            return self._query(constraint.query, reads)
        if self._is_of_one(reads):
            predicate = next(iter(reads.own))
            return self._bit(
                predicate, (shape.name, place), self.evaluator.constraint_test(shape, place)
            )
        if shape.path is None:
            return self._at_focus(shape, place, reads)
        if not self._is_local(reads):
            return self._joined(shape, constraint, reads)
        taken = self._by_predicate(shape, constraint, reads)
        return taken or self._spared(
            shape, constraint, Leaf(_key(reads), self.evaluator.constraint_test(shape, place))
        )

    def _is_of_one(self, reads: Reads) -> bool:
        """Return whether a check depends on the values of one predicate alone."""
        return len(reads.own) == 1 and not reads.is_whole and self._is_local(reads)

    def _is_local(self, reads: Reads) -> bool:
        return not reads.backward & self.of_records

    def _at_focus(self, shape: Shape, place: int, reads: Reads) -> Formula:
        constraint = shape.constraints[place]
        parts = [self._conforming(name) for name in constraint.shapes]
        if constraint.component in (component("And"), component("Node"), PROPERTY):
            return conjunction(parts)
        if constraint.component == component("Or"):
            return disjunction(parts)
        if constraint.component == component("Not"):
            return negation(parts[0])
        if constraint.component == component("Xone"):
            return exactly_one(parts)
        return self._leaf(Leaf(_key(reads), self.evaluator.constraint_test(shape, place)))

    def _by_predicate(self, shape: Shape, constraint: Constraint, reads: Reads) -> Formula | None:
        """Return the formula of a path `p|q|...` as one of p and one of q, where that is one."""
        predicates = _alternatives(shape.path)
        kind = constraint.component
        if not predicates:
            return None
        if kind == component("MinCount") and constraint.number == 1:
            return disjunction(self._present(each) for each in predicates)
        if kind == component("MaxCount") and constraint.number == 0:
            return conjunction(negation(self._present(each)) for each in predicates)
        if not is_value_test(kind) and not is_pairwise(kind):
            return None
        passes = set_test(constraint, self.evaluator.test_of)
        if is_value_test(kind) and not reads.looks_outside:
            passes = _remembering(passes)
        return conjunction(self._on_part(shape, constraint, each, passes) for each in predicates)

    def _on_part(
        self, shape: Shape, constraint: Constraint, predicate: Iri, passes: SetTest
    ) -> Formula:

        def test(graph: Graph, node: Term) -> bool:
            return passes(graph, node, graph.objects(node, predicate))

        if not is_pairwise(constraint.component):
            return self._bit(predicate, (shape.name, constraint), test)
        other = Iri(str(constraint.terms[0]))
        if other == predicate:
            return self._bit(predicate, (shape.name, constraint), test)
        pair = self._leaf(Leaf((predicate, other), test))
        return disjunction(
            (negation(self._present(predicate)), negation(self._present(other)), pair)
        )

    def _joined(self, shape: Shape, constraint: Constraint, reads: Reads) -> Formula:
        key = join_key(shape.path)
        after = self.locality.after_join(shape, constraint) if key else reads
        if key is None or key in self.of_reference or not self._is_local(after):
            raise _Unplanned
        return self._spared(shape, constraint, Leaf(_key(reads), None, key=key))

    def _spared(self, shape: Shape, constraint: Constraint, leaf: Leaf) -> Formula:
        """Return a pending leaf, spared where the record has nothing the path could start with."""
        pending = self._leaf(leaf)
        starts = _starts(shape.path)
        if starts is None or not _passes_without_values(constraint.component):
            return pending
        return disjunction((conjunction(negation(self._present(p)) for p in starts), pending))

    def _query(self, query: Query, reads: Reads) -> Formula:
        facts = self.facts_of(query)
        keys = facts.join_keys(self.of_records) - self.of_reference
        if facts.refusal or not (self._is_local(reads) or keys):
            raise _Unplanned
        required = [self._required(path, term) for path, term in facts.required]
        # Any of the keys is right; the last by name keeps the choice the same in every run.
        key = None if self._is_local(reads) else max(keys)
        leaf = self._leaf(Leaf(_key(reads), None, query, key, reads.looks_outside))
        return negation(conjunction((*required, negation(leaf))))

    def _required(self, path: Path, term: Term | None) -> Formula:
        """Return whether a pattern that the query cannot do without can match at all."""
        reads, _ = of_path(path)
        if not self._is_of_one(reads):
            return TRUE
        predicate = next(iter(reads.own))
        return self._bit(predicate, (path, term), partial(_leads_to, path, term))


def _remembering(passes: SetTest) -> SetTest:
    """Return a test of values that depends on nothing else, so that each is looked at once.

    What stands alone under a predicate is remembered with it; several values come again in ever
    other company.
    """
    known: dict[Term, bool] = {}

    def is_good(graph: Graph, node: Term, value: Term) -> bool:
        found = known.get(value)
        if found is None:
            if len(known) >= _VALUES:
                known.clear()
            found = known[value] = passes(graph, node, (value,))
        return found

    def all_pass(graph: Graph, node: Term, values: Sequence[Term]) -> bool:
        if len(values) < 2:
            return passes(graph, node, values)
        return all(is_good(graph, node, value) for value in values)

    return all_pass


_COUNTS_FROM_ABOVE = frozenset(
    {component("MaxCount"), component("UniqueLang"), component("QualifiedMaxCount"), PROPERTY}
)


def _passes_without_values(kind: Iri) -> bool:
    return is_value_test(kind) or is_pairwise(kind) or kind in _COUNTS_FROM_ABOVE


class _Unplanned(Exception):
    """A shape looks at other records in a way that no key describes, or aims at any node."""


def parts_of(shapes: Shapes, shape: Shape) -> Iterator[tuple[Shape, int]]:
    """Yield the constraints that the focus nodes of a shape meet, those of its properties too."""
    if shape.is_deactivated:
        return
    for place, constraint in enumerate(shape.constraints):
        if constraint.component == PROPERTY and shape.path is None:
            inner = shapes.get(constraint.shapes[0])
            if inner is not None:
                yield from parts_of(shapes, inner)
        else:
            yield shape, place


def _key(reads: Reads) -> tuple[Iri, ...] | None:
    return None if reads.is_whole else tuple(sorted(reads.own))


def _alternatives(path: Path | None) -> tuple[Iri, ...]:
    """Return the predicates of a path that is one, or one of several; else nothing."""
    if isinstance(path, Iri):
        return (path,)
    if not isinstance(path, Compound) or path.step is not Step.ALTERNATIVE:
        return ()
    named = tuple(dict.fromkeys(part for part in path.parts if isinstance(part, Iri)))
    return named if all(isinstance(part, Iri) for part in path.parts) else ()


def _starts(path: Path | None) -> tuple[Iri, ...] | None:
    """Return the predicates one of which a record needs for a path to lead anywhere."""
    if isinstance(path, Iri):
        return (path,)
    if path is None or path.step in (Step.INVERSE, Step.ZERO_OR_MORE, Step.ZERO_OR_ONE):
        return None
    if path.step is not Step.ALTERNATIVE:
        return _starts(path.parts[0])
    found = [_starts(part) for part in path.parts]
    named = [each for each in found if each is not None]
    return tuple(p for each in named for p in each) if len(named) == len(found) else None


def _is_instance(graph: Graph, node: Term, class_: Term) -> bool:
    return any(each in graph.objects(node, TYPE) for each in classes_of(graph, class_))


def _leads_to(path: Path, term: Term | None, graph: Graph, node: Term) -> bool:
    values = graph.values(node, path)
    # A literal may be matched by value (`true` is `1` to some processors): any value will do.
    return bool(values) if term is None or isinstance(term, Literal) else term in values
