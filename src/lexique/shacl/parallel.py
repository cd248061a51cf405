"""One process or several for a run; the results are the same and in the same order.

The children are ended when the run ends, whatever ends it: an interrupt reaches the parent alone,
which stops them and removes the scratch folder. What crosses between processes is our own.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple

from lexique.files import Scratch
from lexique.rdf.terms import Iri, Term
from lexique.shacl.across import N_FILES
from lexique.shacl.foci import Foci
from lexique.shacl.program import Premises, Program
from lexique.shacl.records import Record
from lexique.shacl.running import Part, Worker
from lexique.shacl.streaming import Tick

if TYPE_CHECKING:
    from multiprocessing.pool import Pool

_LOOKS_EVERY = 0.2
"""Seconds after which the parent looks how far its children are."""


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(slots=True)
class Outcome:
    """A whole run: what it found, file by file, and what it took for granted."""

    files: list[str] = field(default_factory=list)
    """Names of the files of results, in order."""
    n_parts: int = 0
    """How many of the first files are those of the records in their order."""
    foci: Foci = field(default_factory=Foci)
    visited: frozenset[Term] = frozenset()
    unforeseen: frozenset[Iri] = frozenset()


class _Task(NamedTuple):
    """Files of records that share a key, as one process judges them."""

    at: int
    parts: tuple[str, ...]
    numbers: tuple[int, ...]
    name: str


class Crew:
    """A context manager: the processes that run one plan. With one part there is only this one."""

    def __init__(
        self,
        program: Program,
        premises: Premises,
        scratch: Scratch,
        n_processes: int,
        tick: Tick,
    ) -> None:
        self._program = program
        self._premises = premises
        self.plan = program.plan(*premises)
        self._scratch = scratch
        self._n_processes = n_processes
        self._tick = tick
        self._counter: Any = None
        self._pool: Pool | None = None
        self._worker: Worker | None = None

    def __enter__(self) -> Crew:
        if self._n_processes > 1:
            from multiprocessing import get_context

            context = get_context("spawn")
            self._counter = context.Value("Q", 0)
            made_of = (self._program, self._premises, self._scratch.folder, self._counter)
            self._pool = context.Pool(self._n_processes, _enlist, made_of)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.terminate()
            self._pool.join()

    def run(self, parts: Sequence[Iterable[Record]]) -> Outcome:
        """Return the outcome of a run over all `parts`, rules across records included."""
        names = tuple(f"part{number}" for number in range(len(parts)))
        outcome = Outcome(list(names), len(names))
        for part in self._streamed(parts, names):
            if part.unforeseen is not None:
                outcome.unforeseen |= {part.unforeseen}
            outcome.foci.add(part.foci)
            outcome.visited |= part.visited
        if outcome.unforeseen or outcome.foci.has_repeated():
            return outcome
        for at in range(len(self.plan.rules)):
            self._judge(at, names, outcome)
        return outcome

    def _streamed(self, parts: Sequence[Iterable[Record]], names: Sequence[str]) -> Iterable[Part]:
        if self._pool is None:
            return [self._here().stream(parts[0], self._scratch, names[0], self._tick)]
        found = self._pool.starmap_async(_stream, zip(parts, names, strict=True), chunksize=1)
        n_told = 0
        while not found.ready():
            found.wait(_LOOKS_EVERY)
            n_done = self._counter.value
            self._tick(n_done - n_told)
            n_told = n_done
        return found.get()

    def _judge(self, at: int, parts: tuple[str, ...], outcome: Outcome) -> None:
        """Have all files of one key judged, the records with several keys last."""
        tasks = [
            _Task(at, parts, tuple(range(first, N_FILES, len(parts))), f"judged{at}-{first}")
            for first in range(len(parts))
        ]
        names = [task.name for task in tasks]
        if self._pool is None:
            visited = [self._here().judge(at, parts, tasks[0].numbers, self._scratch, names[0])]
        else:
            visited = self._pool.map(_judge, tasks, chunksize=1)
        rest = f"judged{at}-rest"
        visited.append(self._here().judge_rest(at, parts, names, self._scratch, rest))
        outcome.files += [*names, rest]
        outcome.visited = outcome.visited.union(*visited)

    def _here(self) -> Worker:
        if self._worker is None:
            self._worker = Worker(self._program, self.plan)
        return self._worker


_enlisted: list[tuple[Worker, Scratch, Tick]] = []
"""In a child process: the worker it was made for, from its beginning to its end."""


def _enlist(program: Program, premises: Premises, folder: str, counter: Any) -> None:
    # An interrupt from the keyboard reaches every process of the terminal; the parent ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def tick(number: int) -> None:
        with counter.get_lock():
            counter.value += number

    _enlisted.append((Worker(program, program.plan(*premises)), Scratch(folder), tick))


def _stream(records: Iterable[Record], name: str) -> Part:
    worker, scratch, tick = _enlisted[0]
    return worker.stream(records, scratch, name, tick)


def _judge(task: _Task) -> frozenset[Term]:
    worker, scratch, _ = _enlisted[0]
    return worker.judge(task.at, task.parts, task.numbers, scratch, task.name)
