"""A plan at work on some of the records: what one process does, be it the only one or one of many.

Results go to a file of the scratch folder, one line of JSON each, so that they need no memory and
come in the same order however many processes there are.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lexique.files import Scratch
from lexique.rdf.terms import Iri, Term
from lexique.shacl.across import Judge, Spill, rules_of
from lexique.shacl.evaluation import Evaluator
from lexique.shacl.foci import Foci
from lexique.shacl.plan import Plan
from lexique.shacl.program import Program
from lexique.shacl.queries import QueryRunner
from lexique.shacl.records import Record
from lexique.shacl.result import Result
from lexique.shacl.streaming import Joined, NotAlone, Stream
from lexique.shacl.term_json import term_of, written
from lexique.shacl.view import MemoryGraph


@dataclass(frozen=True, slots=True)
class Part:
    """What has to be known of a run over some records to tell whether it was right."""

    foci: Foci = field(default_factory=Foci)
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
        self._queries = QueryRunner(program.reference)

    def stream(self, records: Iterable[Record], scratch: Scratch, name: str) -> Part:
        """Write the results of records to file `name`, and what has to be joined to spills."""
        evaluator = Evaluator(self._program.shapes)
        stream = Stream(self._plan, evaluator, self._reference, self._queries)
        spills = [
            Spill(rules, scratch, spill_name(at, name))
            for at, rules in enumerate(rules_of(self._plan))
        ]
        foci = Foci()
        out = scratch.stream(name)
        try:
            for each in _rarely_collected(stream.run(foci.noted(records))):
                if isinstance(each, Joined):
                    for spill in spills:
                        spill.add(*each)
                else:
                    out.write(line_of(each))
        except NotAlone as error:
            return Part(unforeseen=error.predicate)
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
        rules = rules_of(self._plan)[at]
        judge = Judge(rules, self._plan, self._program.shapes, self._reference, self._queries)
        return judge, [spill_name(at, part) for part in parts]


def _rarely_collected(results: Iterator[Result | Joined]) -> Iterator[Result | Joined]:
    """Yield `results` while the collector of reference cycles runs more rarely than by default.

    The stream makes no cycles, and looking for them takes a fifth of its time.
    """
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield from results
    finally:
        gc.set_threshold(*before)


def spill_name(at: int, part: str) -> str:
    """Return the name of the spill of one part for the rules with the key at place `at`."""
    return f"{part}-key{at}"


def _aside(name: str) -> str:
    return f"{name}-aside"


def line_of(result: Result) -> bytes:
    """Return a result as one line of JSON."""
    value = None if result.value is None else written(result.value)
    named = (result.focus_node, result.shape, result.component, value)
    line = (*named, result.path, result.severity, result.messages)
    return (_json(line) + "\n").encode("ascii")


_json = json.JSONEncoder(separators=(",", ":")).encode


def results_in(scratch: Scratch, name: str) -> Iterator[Result]:
    """Yield the results of one file."""
    for line in scratch.lines(name):
        focus, shape, component, value, path, severity, messages = json.loads(line)
        term = None if value is None else term_of(value)
        spoken = tuple((language, text) for language, text in messages)
        yield Result(focus, shape, component, term, path, severity, spoken)
