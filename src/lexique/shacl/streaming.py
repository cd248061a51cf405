"""One pass over records: bits from each value, checks from bits, results from violated checks.

Three memories, all bounded, so that a million records need no more room than a thousand:

* per predicate, distinct values -> which bits they turn;
* per group of checks, distinct bits -> which checks are violated and which are left open;
* per pending leaf, distinct values of the predicates it reads -> its truth (or rows of a query).

Queries that several records wait for run once for a whole batch of records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from lexique.rdf.terms import Iri, Resource, Term
from lexique.shacl.constraints import is_value_test
from lexique.shacl.evaluation import Evaluator, Fault, result_of
from lexique.shacl.formulas import (
    FALSE,
    TRUE,
    Formula,
    bits_of,
    given,
    holds,
    pending_of,
)
from lexique.shacl.plan import Check, Leaf, Plan, Test
from lexique.shacl.query_facts import Rows, Runner
from lexique.shacl.records import Part, Record, Statements, resources_of
from lexique.shacl.result import Result
from lexique.shacl.view import MemoryGraph, Overlay

BATCH = 1_000
"""Records whose queries run together."""
_VALUES, _MASKS, _TRUTHS, _ROWS = 4_000, 2_000, 1_000, 3_000
"""Entries after which a memory of each kind is emptied."""
_WIDEST = 8
"""Predicates on which the checks of one group may depend together."""

Key = tuple[tuple[Term, ...], ...]
Tick = Callable[[int], None]
"""Is told how many records were just done."""
_NOBODY = Iri("urn:lexique:nobody")


class NotAlone(Exception):
    """A record has a predicate that a check reads backwards: it must look at all records."""

    def __init__(self, predicate: Iri) -> None:
        super().__init__(predicate)
        self.predicate = predicate


class Judged(NamedTuple):
    """What is known of one record: its results, and what has to wait for other records."""

    record: Record
    results: Sequence[Result]
    has_key: bool
    """Whether other records may be joined with it."""
    joined: tuple[int, ...]
    """Its own checks that need other records."""


class _Open(NamedTuple):
    """A check that the bits leave undecided: what is left of it, and the queries it asks."""

    place: int
    left: Formula
    queries: tuple[int, ...]


class _Outcome(NamedTuple):
    violated: tuple[int, ...]
    open: tuple[_Open, ...]


class _Column(NamedTuple):
    """What the values of one predicate say: its tests, and the bits they turn."""

    tests: tuple[tuple[int, Test], ...]
    absent: int
    turned: dict[tuple[Term, ...], int]
    """What is known already: values and the bits that differ from those of no values."""

    def keep(self, values: tuple[Term, ...], turned: int) -> None:
        """Remember which bits values turn, until there are too many."""
        if len(self.turned) >= _VALUES:
            self.turned.clear()
        self.turned[values] = turned


class _Group(NamedTuple):
    """Checks that depend on few bits together, decided at once."""

    bits: int
    checks: tuple[tuple[int, Formula], ...]
    queries: frozenset[int]
    """Leaves that are queries."""
    known: dict[int, _Outcome]

    def outcome(self, mask: int) -> _Outcome:
        """Return what the bits decide, and remember it."""
        violated: list[int] = []
        open_: list[_Open] = []
        for place, formula in self.checks:
            left = given(formula, mask)
            if left == TRUE:
                violated.append(place)
            elif left != FALSE:
                asked = sorted(pending_of(left) & self.queries)
                open_.append(_Open(place, left, tuple(asked)))
        if len(self.known) >= _MASKS:
            self.known.clear()
        found = self.known[mask] = _Outcome(tuple(violated), tuple(open_))
        return found


class _Waiting(NamedTuple):
    """A record at which something is violated or open."""

    record: Record
    violated: tuple[int, ...]
    open: tuple[_Open, ...]


class Stream:
    """Runs a plan over records, each of them seen once and by itself."""

    def __init__(
        self, plan: Plan, evaluator: Evaluator, reference: MemoryGraph, runner: Runner
    ) -> None:
        self._plan = plan
        self._evaluator = evaluator
        self._runner = runner
        self._overlay = Overlay(reference)
        joined = {place for place, leaf in enumerate(plan.leaves) if leaf.key is not None}
        self._is_joined = tuple(bool(pending_of(each.violated) & joined) for each in plan.checks)
        self._keys = frozenset(leaf.key for leaf in plan.leaves if leaf.key is not None)
        self._truths: list[dict[Key, bool]] = [{} for _ in plan.leaves]
        self._rows: list[dict[Key, Rows]] = [{} for _ in plan.leaves]
        self._columns = _columns(plan, self._overlay)
        self._groups = _groups(plan)
        self._base = sum(column.absent for column in self._columns.values())
        self.other_predicates: set[Iri] = set()
        """Predicates met on records that no check reads there."""

    @property
    def visited(self) -> set[Term]:
        """Return the nodes outside of any record that were looked up; no record may be one."""
        return self._overlay.visited

    def run(self, records: Iterable[Record], tick: Tick) -> Iterator[Judged]:
        """Yield what is known of each record about which there is anything to say.

        Raises NotAlone where the plan does not hold for these records.
        """
        left = iter(records)
        while batch := list(islice(left, BATCH)):
            waiting = list(self._decided(batch))
            self._run_queries(waiting)
            yield from map(self._judged, waiting)
            tick(len(batch))

    def _decided(self, records: Iterable[Record]) -> Iterator[_Waiting]:
        groups, base, keys = self._groups, self._base, self._keys
        for record in records:
            mask = base
            for part in record.parts:
                if part.looked_at_by is not self:
                    self._look_at(part, record.focus)
                mask ^= part.turned
            if not record.parts:
                mask ^= self._turned_by(record.values, record.focus)
            violated: tuple[int, ...] = ()
            open_: tuple[_Open, ...] = ()
            for group in groups:
                found = group.known.get(mask & group.bits)
                if found is None:
                    found = group.outcome(mask & group.bits)
                if found.violated:
                    violated += found.violated
                if found.open:
                    open_ += found.open
            if violated or open_ or not keys.isdisjoint(record.values):
                yield _Waiting(record, violated, open_)

    def _look_at(self, part: Part, focus: Resource) -> None:
        """Note which bits a part turns, for all records that it comes with."""
        # One predicate needs no second memory; of several, each may stand in other parts too.
        part.turned = self._turned_by(part.stated, focus, is_kept=len(part.stated) > 1)
        if not any(focus in values for values in part.stated.values()):
            part.looked_at_by = self  # else the answer may depend on the name of the node

    def _turned_by(self, stated: Statements, focus: Resource, *, is_kept: bool = True) -> int:
        """Return by which bits a record with these statements differs from one without any."""
        columns, turned_by_all = self._columns, 0
        for predicate, values in stated.items():
            column = columns.get(predicate)
            if column is None:
                self._meet(predicate)
                continue
            turned = column.turned.get(values)
            if turned is None:
                self._overlay.show(focus, {predicate: values})
                turned = column.absent ^ _bits(column.tests, self._overlay, focus)
                if is_kept and focus not in values:  # else the name of the node may matter
                    column.keep(values, turned)
            turned_by_all ^= turned
        return turned_by_all

    def _meet(self, predicate: Iri) -> None:
        if predicate not in self.other_predicates:
            if predicate in self._plan.watched:
                raise NotAlone(predicate)
            self.other_predicates.add(predicate)

    def _run_queries(self, waiting: Sequence[_Waiting]) -> None:
        """Run each query once for all records of a batch that wait for it."""
        asked: dict[int, dict[Key, Record]] = {}
        for each in waiting:
            for _, _, queries in each.open:
                for place in queries:
                    key = _key(self._plan.leaves[place], each.record)
                    asked.setdefault(place, {}).setdefault(key, each.record)
        for place, records in asked.items():
            self._ask(place, records)

    def _ask(self, place: int, records: Mapping[Key, Record]) -> None:
        """Have the rows of one query ready for all `records`, which differ in what it reads."""
        leaf, known = self._plan.leaves[place], self._rows[place]
        if len(known) >= _ROWS:
            known.clear()
        shown = {key: _shown(leaf, each) for key, each in records.items() if key not in known}
        if not shown:
            return
        assert leaf.query is not None
        if leaf.looks_outside:
            self.visited.update(node for each in shown.values() for node in resources_of(each))
        rows = self._runner().rows(leaf.query, shown.values())
        known.update((key, rows.get(each.focus, ())) for key, each in shown.items())

    def _judged(self, waiting: _Waiting) -> Judged:
        record, violated, open_ = waiting
        self._overlay.show(record.focus, record.values)
        at_fault = [
            *violated,
            *(
                place
                for place, left, _ in open_
                if self._is_joined[place] or holds(left, lambda leaf: self._is_true(leaf, record))
            ),
        ]
        results: list[Result] = []
        joined: list[int] = []
        for place in sorted(at_fault):
            if self._is_joined[place]:
                joined.append(place)
            else:
                results.extend(self._faults(self._plan.checks[place], record))
        return Judged(record, results, not self._keys.isdisjoint(record.values), tuple(joined))

    def _is_true(self, place: int, record: Record) -> bool:
        leaf = self._plan.leaves[place]
        key = _key(leaf, record)
        if leaf.query is not None:
            return not self._rows[place][key]
        assert leaf.test is not None
        truths = self._truths[place]
        known = truths.get(key)
        if known is None:
            known = leaf.test(self._overlay, record.focus)
            if leaf.reads is not None and not any(record.focus in values for values in key):
                if len(truths) >= _TRUTHS:
                    truths.clear()
                truths[key] = known
        return known

    def _faults(self, check: Check, record: Record) -> Iterator[Result]:
        shape, constraint = check.shape, check.shape.constraints[check.place]
        if constraint.query is not None:
            (place,) = pending_of(check.violated)
            for value in self._rows[place][_key(self._plan.leaves[place], record)]:
                yield result_of(record.focus, Fault(shape, constraint, value, shape.path))
        elif shape.path is None and is_value_test(constraint.component):
            # The only value node is the focus node: that it is at fault says everything.
            yield result_of(record.focus, Fault(shape, constraint, record.focus, None))
        else:
            for focus, fault in self._evaluator.faults(
                self._overlay, record.focus, check.shape, check.place
            ):
                yield result_of(focus, fault)


def _key(leaf: Leaf, record: Record) -> Key:
    """Return under what a leaf is remembered; a record's own name where that may matter."""
    if leaf.reads is None:
        return ((record.focus,),)
    stated = record.values
    return tuple([stated.get(predicate, ()) for predicate in leaf.reads])


def _shown(leaf: Leaf, record: Record) -> Record:
    """Return the record with only what a leaf reads of it."""
    if leaf.reads is None:
        return record
    read = {predicate: record.values.get(predicate, ()) for predicate in leaf.reads}
    return Record(record.focus, read)


def _bits(tests: Iterable[tuple[int, Test]], graph: Overlay, focus: Term) -> int:
    bits = 0
    for place, test in tests:
        if test(graph, focus):
            bits |= 1 << place
    return bits


def _columns(plan: Plan, overlay: Overlay) -> dict[Iri, _Column]:
    tests: dict[Iri, list[tuple[int, Test]]] = {}
    for place, (predicate, test) in enumerate(plan.tests):
        tests.setdefault(predicate, []).append((place, test))
    for leaf in plan.leaves:
        for predicate in leaf.reads or ():
            tests.setdefault(predicate, [])
    overlay.show(_NOBODY, {})
    return {
        predicate: _Column(tuple(each), _bits(each, overlay, _NOBODY), {})
        for predicate, each in tests.items()
    }


def _groups(plan: Plan) -> tuple[_Group, ...]:
    """Return the checks in groups of few predicates, those on most predicates first."""
    predicates = [predicate for predicate, _ in plan.tests]
    named: list[tuple[frozenset[Iri], int]] = []
    for place, check in enumerate(plan.checks):
        named.append((frozenset(predicates[bit] for bit in bits_of(check.violated)), place))
    groups: list[tuple[frozenset[Iri], list[int]]] = []
    for read, place in sorted(named, key=lambda each: (-len(each[0]), sorted(each[0]), each[1])):
        for index, (together, places) in enumerate(groups):
            if read <= together or len(read | together) <= _WIDEST:
                groups[index] = (read | together, [*places, place])
                break
        else:
            groups.append((read, [place]))
    return tuple(_group(plan, places) for _, places in groups)


def _group(plan: Plan, places: Sequence[int]) -> _Group:
    queries = frozenset(
        place for place, leaf in enumerate(plan.leaves) if leaf.query is not None and not leaf.key
    )
    checks = tuple((place, plan.checks[place].violated) for place in sorted(places))
    bits = frozenset[int]().union(*(bits_of(formula) for _, formula in checks))
    return _Group(sum(1 << bit for bit in bits), checks, queries, {})
