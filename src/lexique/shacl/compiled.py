"""Shapes compiled once, records checked as often as one likes: the engine's way in.

Each shape has one judge: the stream (one pass, bounded memory), the stream with files by key (rules
across records), the whole graph in memory, or pySHACL. While records stream by, the conditions
under which that is right are watched; where one fails, the run starts again and more shapes are
judged over the whole graph. Nothing is ever skipped: `Compiled.notes` says which shapes were judged
otherwise than by the stream, and why.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from lexique.files import Scratch, temporary_stream
from lexique.rdf.terms import Iri, Resource, Term, Triple
from lexique.shacl.across import Judge, Spill, rules_of
from lexique.shacl.evaluation import Evaluator
from lexique.shacl.fallback import judged, triples_of
from lexique.shacl.foci import Foci
from lexique.shacl.plan import Plan
from lexique.shacl.program import Program, compile_program
from lexique.shacl.queries import QueryRunner
from lexique.shacl.records import Record
from lexique.shacl.result import Result
from lexique.shacl.streaming import Joined, NotAlone, Stream
from lexique.shacl.term_json import term_of, written
from lexique.shacl.view import MemoryGraph
from lexique.shacl.whole import results_over


class Note(NamedTuple):
    """A shape that the stream did not judge alone, who did, and why."""

    shape: Resource
    judge: str
    """`across records`, `whole graph` or `pySHACL`."""
    reason: str


@dataclass(slots=True)
class _Assumed:
    """What one attempt to check records takes for granted; a failure corrects it."""

    of_records: frozenset[Iri]
    """The predicates that records have, as far as any check reads them."""
    is_apart: bool = True
    """No record is described in the reference or looked up from another record."""


class _Wrong(Exception):
    """An assumption failed: the records have to be read once more."""


def compile_shapes(shapes: Iterable[Triple], reference: Iterable[Triple] = ()) -> Compiled:
    """Return the checks that a shapes graph stands for, with `reference` mixed into all data."""
    return Compiled(compile_program(shapes, reference))


class Compiled:
    """The checks of a shapes graph; of an export it keeps only what the last `check` noted."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.notes: tuple[Note, ...] = ()
        self.n_checked = 0
        """Records seen by the last `check`."""
        self._reads = program.reads()
        self._reference = MemoryGraph(program.reference)

    @property
    def reads(self) -> frozenset[Iri] | None:
        """Return the predicates of a record that any check reads; None where it may be any."""
        if self._reads.is_whole or self._reads.is_whole_beyond or self.program.excused:
            return None
        return self._reads.own | self._reads.beyond | self._reads.backward

    def check(self, records: Iterable[Record]) -> Iterator[Result]:
        """Yield the results for the reference, then for the records in their order, then the rest.

        `records` is iterated again where an assumption fails: give something that can be. Raises
        ValueError where two records have one focus node.
        """
        assumed = _Assumed(self._reads.own)
        with temporary_stream() as spool:
            while not self._attempted(records, assumed, spool):
                spool.seek(0)
                spool.truncate()
            spool.seek(0)
            yield from map(_result, spool)
        program = self.program
        yield from judged(program.written, program.excused, records, program.reference)

    def _attempted(self, records: Iterable[Record], assumed: _Assumed, spool: BinaryIO) -> bool:
        """Write all results but pySHACL's; return False, with `assumed` changed, if it is wrong."""
        everything = frozenset(shape.name for shape in self.program.streamed())
        whole = frozenset[Resource]() if assumed.is_apart else everything
        plan = self.program.plan(assumed.of_records, whole)
        try:
            with Scratch() as scratch:
                for result in self._results(records, plan, assumed, scratch):
                    spool.write(_line(result))
        except _Wrong:
            return False
        self.notes = tuple(_notes(self.program, plan, assumed))
        return True

    def _results(
        self, records: Iterable[Record], plan: Plan, assumed: _Assumed, scratch: Scratch
    ) -> Iterator[Result]:
        unplanned = {shape.name for shape in plan.unplanned}
        for name, result in self.program.about_reference:
            if name not in unplanned:
                yield result
        yield from self._by_record(records, plan, assumed, scratch)
        if plan.unplanned:
            triples = (triple for record in records for triple in triples_of(record))
            graph = MemoryGraph((*self.program.reference, *triples))
            yield from results_over(graph, self.program.shapes, plan.unplanned)

    def _by_record(
        self, records: Iterable[Record], plan: Plan, assumed: _Assumed, scratch: Scratch
    ) -> Iterator[Result]:
        """Yield the results of checks that look at one record, then at those that share a key."""
        runner = QueryRunner(self.program.reference)
        stream = Stream(plan, Evaluator(self.program.shapes), self._reference, runner)
        spills = [Spill(rules, scratch, f"key{at}") for at, rules in enumerate(rules_of(plan))]
        foci = Foci()
        yield from self._streamed(stream, foci.noted(records), assumed, spills)
        scratch.close()
        visited = stream.visited
        for spill in spills:
            judge = Judge(spill.rules, plan, self.program.shapes, self._reference, runner)
            yield from judge.all_judged(scratch, (spill.name,))
            visited |= judge.visited
        self._verify(foci, visited, assumed)
        self.n_checked = foci.n_seen

    def _streamed(
        self, stream: Stream, records: Iterable[Record], assumed: _Assumed, spills: list[Spill]
    ) -> Iterator[Result]:
        try:
            for each in stream.run(records):
                if isinstance(each, Joined):
                    for spill in spills:
                        spill.add(*each)
                else:
                    yield each
        except NotAlone as error:
            assumed.of_records |= {error.predicate}
            raise _Wrong from None

    def _verify(self, foci: Foci, visited: set[Term], assumed: _Assumed) -> None:
        """Raise where what was taken for granted turned out wrong."""
        if foci.has_repeated():
            raise ValueError("two records have one focus node")
        if assumed.is_apart and (foci.has_any(visited) or foci.has_any(self._reference.nodes())):
            assumed.is_apart = False
            raise _Wrong


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
    for rules in rules_of(plan):
        for place in sorted(rules.checks):
            yield Note(plan.checks[place].targeted.name, "across records", rules.key)


def _line(result: Result) -> bytes:
    value = None if result.value is None else written(result.value)
    parts = [result.focus_node, result.shape, result.component, value]
    line = [*parts, result.path, result.severity, result.messages]
    return json.dumps(line, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def _result(line: bytes) -> Result:
    focus, shape, component, value, path, severity, messages = json.loads(line)
    return Result(
        focus,
        shape,
        component,
        None if value is None else term_of(value),
        path,
        severity,
        tuple((language, text) for language, text in messages),
    )
