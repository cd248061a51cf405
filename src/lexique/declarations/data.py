"""All files of a run as the engine reads them: one record for each declaration or other node."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

from lexique.declarations.exports import Export, Mark
from lexique.declarations.opening import Settings, opened
from lexique.declarations.reading import Facts
from lexique.files import Shelf
from lexique.rdf.terms import Triple
from lexique.shacl.compiled import Found
from lexique.shacl.records import Record, grouped
from lexique.shacl.result import Result
from lexique.shacl.running import owned_of, text_of

_WORTH_A_PROCESS = 10_000
"""Declarations for which another process pays: it takes as long to start as some thousands."""


@dataclass(slots=True)
class Records:
    """The records of some exports; each iteration reads the files anew."""

    exports: Sequence[Export]
    settings: Settings

    def __iter__(self) -> Iterator[Record]:
        return (record for export in self.exports for record in export.records(export.items()))

    def __len__(self) -> int:
        return sum(export.n_items for export in self.exports)

    @property
    def n_processes(self) -> int:
        """How many processes are worth while: each opens the files for itself."""
        if not all(export.is_streamed for export in self.exports):
            return 1
        return max(1, min(self.settings.processes, len(self) // _WORTH_A_PROCESS))

    def parts(self, number: int) -> tuple[Part, ...]:
        """Return `number` parts of about one size, in order."""
        files = tuple(_File.of(export) for export in self.exports)
        bounds = [len(self) * place // number for place in range(number + 1)]
        return tuple(Part(self.settings, files, start, stop) for start, stop in pairwise(bounds))

    def regrouped(self) -> list[Record]:
        """Return the same records, held in memory, with all statements of a node together."""
        triples: Iterator[Triple] = (
            (record.focus, predicate, term)
            for record in self
            for predicate, terms in record.values.items()
            for term in terms
        )
        return grouped(triples)


class _File(NamedTuple):
    """What another process must know of a file to read it alike."""

    path: str
    first_number: int
    n_items: int
    facts: Facts
    set_apart: frozenset[str]
    marks: tuple[Mark, ...]

    @classmethod
    def of(cls, export: Export) -> _File:
        """Return what is known of a surveyed export."""
        return cls(
            export.path,
            export.first_number,
            export.n_items,
            export.reader.facts,
            frozenset(export.set_apart),
            tuple(export.marks),
        )


@dataclass(frozen=True, slots=True)
class Part:
    """The records from one number to another over all files, for a process of its own."""

    settings: Settings
    files: tuple[_File, ...]
    start: int
    stop: int

    def __iter__(self) -> Iterator[Record]:
        from lexique.declarations.bundle import bundle
        from lexique.loading import load

        interpreter = self.settings.interpreter(bundle().model, load())
        before = 0
        for file in self.files:
            start, stop = max(0, self.start - before), min(file.n_items, self.stop - before)
            before += file.n_items
            if start >= stop:
                continue
            with ExitStack() as resources:
                export = opened(file.path, interpreter, file.first_number, self.settings)
                resources.callback(export.close)
                export.reader.know(file.facts)
                export.set_apart, export.marks = file.set_apart, list(file.marks)
                yield from export.records(export.portion(start, stop))


class ResultsByNode:
    """Hands out the results of a run to nodes that ask in the order of the records."""

    def __init__(self, found: Found) -> None:
        self._streamed = found.streamed
        self._next = next(self._streamed, None)
        others = chain(found.about_reference, found.later)
        self._others = Shelf((each.focus_node, text_of(each)) for each in others)

    def of(self, node: str) -> list[Result]:
        """Return the results for a node; a second time, none."""
        results = []
        while self._next is not None and self._next.record == node:
            results.append(self._next.result)
            self._next = next(self._streamed, None)
        results += [owned_of(text).result for text in self._others.taken(node)]
        return results

    def rest(self) -> Iterator[Result]:
        """Give the results for which no node asked."""
        return (owned_of(text).result for text in self._others.rest())
