"""Rules that look across records: how many share a commission, who is declared twice.

Such a rule reaches other records only through a predicate whose value they share (its key). While
records stream by, what it reads of each is written to temporary files, split by key; afterwards
each file is judged by itself, as one graph, queries as one set query. Memory stays that of one file
however large the export. Only groups with a record that the rule is not yet done with are judged.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lexique.files import Scratch
from lexique.rdf.terms import Iri, Literal, Term
from lexique.shacl.constraints import Conforms, is_pairwise
from lexique.shacl.evaluation import Evaluator, Fault, result_of
from lexique.shacl.locality import join_key
from lexique.shacl.plan import Check, Plan, Rules
from lexique.shacl.query_facts import Runner
from lexique.shacl.records import Record, resources_of
from lexique.shacl.result import Result
from lexique.shacl.shapes import Shape, Shapes
from lexique.shacl.term_json import resource_of, term_of, written
from lexique.shacl.view import Graph, Layered, MemoryGraph

_REMEMBERED = 4_000
_DONE = b"[]"
_SEVERAL = "several"
N_FILES = 256
"""Files for each key: of a million records one file holds some 4 000."""


class _Row(NamedTuple):
    """One record as a file has it: only what the rules of one key read."""

    record: Record
    checks: tuple[int, ...]
    """Rules that are not yet done with this record."""


class _Line(NamedTuple):
    """The same, as JSON: much is never needed as more than that."""

    checks: bytes
    focus: bytes
    stated: bytes
    keys: tuple[bytes, ...]


class Spill:
    """Writes what the rules of one key read of each record, split by the value of the key."""

    def __init__(self, rules: Rules, scratch: Scratch, name: str) -> None:
        self.rules = rules
        self.name = name
        self._scratch = scratch
        self._known: list[dict[tuple[Term, ...], str]] = [{} for _ in rules.reads]

    def add(self, record: Record, checks: Iterable[int]) -> None:
        """Write one record, with the rules that are not yet done with it."""
        key = record.values.get(self.rules.key, ())
        if not key:
            return
        mine = sorted(self.rules.checks.intersection(checks))
        stated = [
            self._written(place, record.values[predicate])
            for place, predicate in enumerate(self.rules.reads)
            if predicate != self.rules.key and record.values.get(predicate)
        ]
        shared = "\t".join(_json(written(term)) for term in key)
        line = f"{mine}\t{_json(written(record.focus))}\t[{','.join(stated)}]\t{shared}\n"
        part = _number(key[0]) if len(key) == 1 else _SEVERAL
        self._scratch.stream(f"{self.name}-{part}").write(line.encode("ascii"))

    def _written(self, place: int, values: tuple[Term, ...]) -> str:
        """Return values of one predicate as JSON, remembered where they come again."""
        known = self._known[place]
        text = known.get(values)
        if text is None:
            if len(known) >= _REMEMBERED:
                known.clear()
            text = known[values] = f"[{place},{_json([written(term) for term in values])}]"
        return text


_json = json.JSONEncoder(separators=(",", ":")).encode


def _number(value: Term) -> int:
    """Return which file a value of the key belongs to; the same in every process."""
    text = value.value if isinstance(value, Literal) else value
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) % N_FILES


class Judge:
    """Judges the files of one key against its rules."""

    def __init__(
        self, rules: Rules, plan: Plan, shapes: Shapes, reference: MemoryGraph, runner: Runner
    ) -> None:
        self._rules = rules
        self._plan = plan
        self._shapes = shapes
        self._reference = reference
        self._runner = runner
        self.visited: set[Term] = set()
        """Nodes looked up that are no records of the files at hand; none may be a record at all."""

    def judged(
        self, scratch: Scratch, names: Sequence[str], numbers: Iterable[int], aside: str
    ) -> Iterator[Result]:
        """Yield the results for the files `numbers` of all spills `names`.

        A record with several values of the key brings together all that have any of these: they
        are written to the file `aside`, for `judged_together`.
        """
        several = (_line(text) for name in names for text in scratch.lines(f"{name}-{_SEVERAL}"))
        mixed = {key for line in several for key in line.keys}
        for number in numbers:
            lines: list[_Line] = []
            for name in names:
                for text in scratch.lines(f"{name}-{number}"):
                    line = _line(text)
                    if line.keys[0] in mixed:
                        scratch.stream(aside).write(text)
                    else:
                        lines.append(line)
            yield from self._judged(lines)

    def judged_together(
        self, scratch: Scratch, names: Sequence[str], aside: Sequence[str]
    ) -> Iterator[Result]:
        """Yield the results for records with several keys, and for those that share one of them."""
        files = (*(f"{name}-{_SEVERAL}" for name in names), *aside)
        yield from self._judged([_line(text) for file in files for text in scratch.lines(file)])

    def _judged(self, lines: Sequence[_Line]) -> Iterator[Result]:
        """Yield the results for records of which no other shares a key with any of them."""
        concerned = {key for line in lines if line.checks != _DONE for key in line.keys}
        if not concerned:
            return
        rows = [self._row(line) for line in lines if not concerned.isdisjoint(line.keys)]
        triples = (
            (row.record.focus, predicate, value)
            for row in rows
            for predicate, values in row.record.values.items()
            for value in values
        )
        graph = Layered(self._reference, MemoryGraph(triples), self.visited)
        evaluator = _JoinEvaluator(self._shapes)
        for place in sorted(self._rules.checks):
            check = self._plan.checks[place]
            open_ = [row for row in rows if place in row.checks]
            if not open_:
                continue
            if check.shape.constraints[check.place].query is not None:
                yield from self._by_query(check, rows, open_)
            else:
                for row in open_:
                    for focus, fault in evaluator.faults(
                        graph, row.record.focus, check.shape, check.place
                    ):
                        yield result_of(focus, fault)

    def _by_query(
        self, check: Check, rows: Sequence[_Row], open_: Sequence[_Row]
    ) -> Iterator[Result]:
        """Yield what one set query finds; of records that state the same, it sees one."""
        constraint = check.shape.constraints[check.place]
        assert constraint.query is not None
        first: dict[object, Record] = {}
        for row in rows:
            first.setdefault(_stated(row.record), row.record)
        found = self._runner().rows(constraint.query, first.values())
        for record in first.values():
            self.visited.update(resources_of(record))
        for row in open_:
            for value in found.get(first[_stated(row.record)].focus, ()):
                fault = Fault(check.shape, constraint, value, check.shape.path)
                yield result_of(row.record.focus, fault)

    def _row(self, line: _Line) -> _Row:
        values = {
            self._rules.reads[place]: tuple(term_of(each) for each in terms)
            for place, terms in json.loads(line.stated)
        }
        values[self._rules.key] = tuple(term_of(json.loads(each)) for each in line.keys)
        focus = resource_of(json.loads(line.focus))
        return _Row(Record(focus, values), tuple(json.loads(line.checks)))


def _line(text: bytes) -> _Line:
    checks, focus, stated, *keys = text.rstrip(b"\n").split(b"\t")
    return _Line(checks, focus, stated, tuple(keys))


def _stated(record: Record) -> tuple[tuple[Iri, tuple[Term, ...]], ...]:
    return tuple(sorted((predicate, values) for predicate, values in record.values.items()))


class _JoinEvaluator(Evaluator):
    """Looks at each group of joined records once, not once for each of its members."""

    def _made_test(self, shape: Shape) -> Conforms:
        test = super()._made_test(shape)
        key = join_key(shape.path)
        if key is None or any(is_pairwise(each.component) for each in shape.constraints):
            return test
        known: dict[tuple[Term, ...], bool] = {}

        def conforms(graph: Graph, node: Term) -> bool:
            shared = tuple(graph.objects(node, key))
            if shared not in known:
                known[shared] = test(graph, node)
            return known[shared]

        return conforms
