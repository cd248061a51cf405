"""Shapes compiled once, records checked as often as one likes: the engine's way in.

Each shape has one judge: the stream (one pass, bounded memory), the stream with files by key (rules
across records), the whole graph in memory, or pySHACL. While records stream by, the conditions
under which that is right are watched; where one fails, the run starts again and more shapes are
judged over the whole graph. Nothing is ever skipped: `Compiled.notes` says which shapes were judged
otherwise than by the stream, and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from lexique.files import Scratch
from lexique.namespaces import RDFS
from lexique.rdf.terms import Iri, Resource, Term, Triple
from lexique.shacl.fallback import judged, triples_of
from lexique.shacl.foci import Foci
from lexique.shacl.parallel import Crew, Outcome
from lexique.shacl.plan import Plan
from lexique.shacl.program import Premises, Program, compile_program
from lexique.shacl.records import Divisible, Record, Unordered
from lexique.shacl.result import Result
from lexique.shacl.running import Owned, results_in
from lexique.shacl.streaming import Tick
from lexique.shacl.view import MemoryGraph


class Note(NamedTuple):
    """A shape that the stream did not judge alone, who did, and why."""

    shape: Resource
    judge: str
    """`across records`, `whole graph` or `pySHACL`."""
    reason: str


class Found(NamedTuple):
    """The results of a run; good for one look, as long as the run is not left."""

    about_reference: Iterator[Result]
    streamed: Iterator[Owned]
    """Those that the stream found, in the order of the records, all of one record together."""
    later: Iterator[Result]
    """All others, in no order."""


@dataclass(slots=True)
class _Assumed:
    """What one attempt to check records takes for granted; a failure corrects it."""

    of_records: frozenset[Iri]
    """The predicates that records have, as far as any check reads them."""
    is_apart: bool = True
    """No record is described in the reference or looked up from another record."""
    is_grouped: bool = True
    """No two records have one focus node."""


class _Wrong(Exception):
    """An assumption failed: the records have to be read once more."""


def compile_shapes(
    shapes: Iterable[Triple], reference: Iterable[Triple] = (), of_records: Iterable[Iri] = ()
) -> Compiled:
    """Return the checks that a shapes graph stands for, with `reference` mixed into all data.

    `of_records` are predicates that records are known to have, besides those that checks read of
    their focus node: where they are named, no run has to find out and begin again.
    """
    return Compiled(compile_program(shapes, reference), of_records)


def _in_silence(_number: int) -> None:
    """Tell nobody how far a run is."""


class Compiled:
    """The checks of a shapes graph; of an export it keeps only what the last `check` noted."""

    def __init__(self, program: Program, of_records: Iterable[Iri] = ()) -> None:
        self.program = program
        self.notes: tuple[Note, ...] = ()
        self.n_checked = 0
        """Records seen by the last `check`."""
        self._reads = program.reads
        self._known = frozenset(of_records)

    @property
    def reads(self) -> frozenset[Iri] | None:
        """Return the predicates of a record that any check reads; None where it may be any."""
        if self._reads.is_whole or self._reads.is_whole_beyond or self.program.excused:
            return None
        return self._reads.own | self._reads.beyond | self._reads.backward

    def check(self, records: Iterable[Record], *, processes: int = 1) -> Iterator[Result]:
        """Yield the results for the reference, then for the records in their order, then the rest.

        As `run` otherwise.
        """
        with self.run(records, processes=processes) as found:
            yield from found.about_reference
            yield from (result for _, result in found.streamed)
            yield from found.later

    @contextmanager
    def run(
        self, records: Iterable[Record], *, processes: int = 1, tick: Tick = _in_silence
    ) -> Iterator[Found]:
        """Judge all records, and give what was found; `tick` is told how many are done.

        `records` is iterated again where an assumption fails: give something that can be. Several
        processes are used where the records can be divided (`records.Divisible`). Raises
        ValueError where two records have one focus node and cannot be regrouped.
        """
        assumed = _Assumed(self._of_records())
        is_in_order = True
        while True:
            with Scratch() as scratch:
                try:
                    plan, outcome = self._attempt(records, assumed, scratch, processes, tick)
                except _Wrong:
                    if not assumed.is_grouped and isinstance(records, Unordered):
                        records, assumed.is_grouped = records.regrouped(), True
                        is_in_order = False
                    continue
                self.notes = tuple(_notes(self.program, plan, assumed))
                yield self._found(records, plan, outcome, scratch, is_in_order)
            return

    def _of_records(self) -> frozenset[Iri]:
        """Return the predicates that records have, as far as one can tell beforehand.

        What checks read backwards and the reference never states, records will state, unless that
        would leave a shape without a plan.
        """
        certain = self._reads.own | self._known
        if self._known:
            return certain
        stated = {predicate for _, predicate, _ in self.program.reference}
        likely = certain | (self._reads.backward - stated - {Iri(RDFS.subClassOf)})
        return certain if self.program.plan(likely, frozenset()).unplanned else likely

    def _found(
        self,
        records: Iterable[Record],
        plan: Plan,
        outcome: Outcome,
        scratch: Scratch,
        is_in_order: bool,
    ) -> Found:
        n_streamed = outcome.n_parts if is_in_order else 0
        in_order = (results_in(scratch, name) for name in outcome.files[:n_streamed])
        others = (results_in(scratch, name) for name in outcome.files[n_streamed:])
        return Found(
            self._about_reference(plan),
            chain.from_iterable(in_order),
            chain(
                (owned.result for owned in chain.from_iterable(others)),
                self._by_others(records, plan, len(outcome.files[: outcome.n_parts])),
            ),
        )

    def _attempt(
        self,
        records: Iterable[Record],
        assumed: _Assumed,
        scratch: Scratch,
        processes: int,
        tick: Tick,
    ) -> tuple[Plan, Outcome]:
        """Run a plan and return it with its outcome; raises _Wrong if it was."""
        everything = frozenset(shape.name for shape in self.program.streamed())
        whole = frozenset[Resource]() if assumed.is_apart else everything
        premises = Premises(assumed.of_records, whole)
        parts: list[Iterable[Record]] = [records]
        if processes > 1 and isinstance(records, Divisible):
            parts = list(records.parts(processes))
        with Crew(self.program, premises, scratch, len(parts), tick) as crew:
            outcome = crew.run(parts)
        self._verify(outcome, assumed)
        self.n_checked = outcome.foci.n_seen
        return crew.plan, outcome

    def _verify(self, outcome: Outcome, assumed: _Assumed) -> None:
        """Raise where what was taken for granted turned out wrong."""
        if outcome.unforeseen:
            # Known already and met again: no plan can do without it, so none is tried once more.
            assumed.is_apart = not outcome.unforeseen <= assumed.of_records
            assumed.of_records |= outcome.unforeseen
            raise _Wrong
        if outcome.foci.has_repeated():
            if not assumed.is_grouped:
                raise ValueError("two records have one focus node")
            assumed.is_grouped = False
            raise _Wrong
        if assumed.is_apart and self._are_mixed(outcome.foci, outcome.visited):
            assumed.is_apart = False
            raise _Wrong

    def _are_mixed(self, foci: Foci, visited: frozenset[Term]) -> bool:
        described = dict.fromkeys(subject for subject, _, _ in self.program.reference)
        return foci.has_any(visited) or foci.has_any(described)

    def _about_reference(self, plan: Plan) -> Iterator[Result]:
        unplanned = {shape.name for shape in plan.unplanned}
        for name, result in self.program.about_reference:
            if name not in unplanned:
                yield result

    def _by_others(
        self, records: Iterable[Record], plan: Plan, n_processes: int
    ) -> Iterator[Result]:
        """Yield what the judges of the whole graph find, ours and pySHACL."""
        program = self.program
        if plan.unplanned:
            from lexique.shacl.whole import results_over

            triples = (triple for record in records for triple in triples_of(record))
            graph = MemoryGraph((*program.reference, *triples))
            yield from results_over(graph, program.shapes, plan.unplanned)
        yield from judged(program.written, program.excused, records, program.reference, n_processes)


def _notes(program: Program, plan: Plan, assumed: _Assumed) -> Iterator[Note]:
    for excused in program.excused:
        yield Note(excused.name, "pySHACL", excused.reason)
    reason = (
        "it looks at other records, and no shared value leads to them"
        if assumed.is_apart
        else "a record is described in the vocabulary or looked up from another record"
    )
    for shape in plan.unplanned:
        yield Note(shape.name, "whole graph", reason)
    for rules in plan.rules:
        for place in sorted(rules.checks):
            yield Note(plan.checks[place].targeted.name, "across records", rules.key)
