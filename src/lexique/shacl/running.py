"""A plan at work on some of the records: what one process does, be it the only one or one of many.

Results go to a file of the scratch folder, one line of JSON each, so that they need no memory and
come in the same order however many processes there are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lexique.collecting import rarely_collected
from lexique.files import Scratch
from lexique.rdf.terms import Iri, Term
from lexique.shacl.across import Judge, Spill
from lexique.shacl.evaluation import Evaluator
from lexique.shacl.foci import Foci
from lexique.shacl.plan import Plan
from lexique.shacl.program import Program
from lexique.shacl.records import Record
from lexique.shacl.result import Result
from lexique.shacl.streaming import NotAlone, Stream, Tick
from lexique.shacl.term_json import term_of, written
from lexique.shacl.view import MemoryGraph

if TYPE_CHECKING:
    from lexique.shacl.queries import QueryRunner


class Part(NamedTuple):
    """What has to be known of a run over some records to tell whether it was right."""

    foci: Foci
    visited: frozenset[Term] = frozenset()
    """Nodes looked up that were no record at hand: none of them may be a record anywhere."""
    unforeseen: Iri | None = None
    """A predicate that a check reads backwards and that a record has; the run is void."""


class Worker:
    """Runs one plan over parts of the records and over files of records that share a key."""

    def __init__(self, program: Program, plan: Plan) -> None:
        self._program = program
        self._plan = plan
        self._reference = MemoryGraph(program.reference)
        self._runner: QueryRunner | None = None

    def _queries(self) -> QueryRunner:
        """Return what runs queries; a small run seldom needs it."""
        if self._runner is None:
            from lexique.shacl.queries import QueryRunner

            self._runner = QueryRunner(self._program.read_by_queries())
        return self._runner

    def stream(self, records: Iterable[Record], scratch: Scratch, name: str, tick: Tick) -> Part:
        """Write the results of records to file `name`, and what has to be joined to spills."""
        evaluator = Evaluator(self._program.shapes)
        stream = Stream(self._plan, evaluator, self._reference, self._queries)
        spills = [
            Spill(rules, scratch, spill_name(at, name)) for at, rules in enumerate(self._plan.rules)
        ]
        foci = Foci()
        out = scratch.stream(name)
        try:
            with rarely_collected():
                for judged in stream.run(foci.noted(records), tick):
                    for result in judged.results:
                        out.write(line_of(result, judged.record.focus))
                    if judged.has_key:
                        for spill in spills:
                            spill.add(judged.record, judged.joined)
        except NotAlone as error:
            return Part(foci, unforeseen=error.predicate)
        finally:
            scratch.close()
        return Part(foci, frozenset(stream.visited))

    def judge(
        self, at: int, parts: Sequence[str], numbers: Iterable[int], scratch: Scratch, name: str
    ) -> frozenset[Term]:
        """Write the results of the rules with the key at place `at` for some files to `name`."""
        judge, spills = self._judge(at, parts)
        out = scratch.stream(name)
        for result in judge.judged(scratch, spills, numbers, _aside(name)):
            out.write(line_of(result))
        scratch.close()
        return frozenset(judge.visited)

    def judge_rest(
        self, at: int, parts: Sequence[str], judged: Sequence[str], scratch: Scratch, name: str
    ) -> frozenset[Term]:
        """Write the results for records that several keys brought together to `name`."""
        judge, spills = self._judge(at, parts)
        out = scratch.stream(name)
        for result in judge.judged_together(scratch, spills, [_aside(each) for each in judged]):
            out.write(line_of(result))
        scratch.close()
        return frozenset(judge.visited)

    def _judge(self, at: int, parts: Sequence[str]) -> tuple[Judge, list[str]]:
        rules = self._plan.rules[at]
        judge = Judge(rules, self._plan, self._program.shapes, self._reference, self._queries)
        return judge, [spill_name(at, part) for part in parts]


def spill_name(at: int, part: str) -> str:
    """Return the name of the spill of one part for the rules with the key at place `at`."""
    return f"{part}-key{at}"


def _aside(name: str) -> str:
    return f"{name}-aside"


def line_of(result: Result, record: str | None = None) -> bytes:
    """Return a result as one line of JSON, with the record that it is of where that is known."""
    return (text_of(result, record) + "\n").encode("ascii")


def text_of(result: Result, record: str | None = None) -> str:
    """Return a result as JSON."""
    value = None if result.value is None else written(result.value)
    named = (record, result.focus_node, result.shape, result.component, value)
    return _json((*named, result.path, result.severity, result.messages))


_json = json.JSONEncoder(separators=(",", ":")).encode


class Owned(NamedTuple):
    """A result, and the focus node of the record that it is of."""

    record: str
    result: Result


def owned_of(text: str | bytes) -> Owned:
    """Return what `text_of` wrote; without a record, the result is of its own focus node."""
    record, focus, shape, component, value, path, severity, messages = json.loads(text)
    term = None if value is None else term_of(value)
    spoken = tuple((language, text) for language, text in messages)
    result = Result(focus, shape, component, term, path, severity, spoken)
    return Owned(focus if record is None else record, result)


def results_in(scratch: Scratch, name: str) -> Iterator[Owned]:
    """Yield the results of one file."""
    return map(owned_of, scratch.lines(name))
