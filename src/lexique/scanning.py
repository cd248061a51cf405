"""Where names may stand in a running text.

The text becomes a string of one character a word (`lexique.coding`), in which a regular expression
finds runs of words of names. Where names may stand in such a run is worked out once for all runs of
the same words. What stands there is then read like any other name, so a false candidate costs time
and never an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from lexique.coding import AROUND, FUNCTION, OPEN, RUN, WordCodes
from lexique.model import Concept, Designation
from lexique.sequences import Names

if TYPE_CHECKING:
    from lexique.lexicon_data import LexiconData
    from lexique.normalise import Token

_BLOCK = 1 << 14
"""Characters that are read at a time, so that memory does not grow with the text."""
_REMEMBERED = 100_000
"""Distinct words or runs that are kept; then the memo starts anew."""
_AROUND = frozenset(AROUND)

Place = tuple[int, int]
"""Start, and end excluded."""


class _Runs(dict[str, tuple[Place, ...]]):
    """Run of words to the places in it where names may stand, counted in words."""

    def __init__(self, names: Names, codes: WordCodes) -> None:
        super().__init__()
        self._names = names
        self._codes = codes

    def __missing__(self, run: str) -> tuple[Place, ...]:
        places = self[run] = tuple(self._places(run))
        return places

    def _places(self, run: str) -> Iterator[Place]:
        """Yield the places of a run; names that overlap or stand side by side are one.

        Which words of such a place belong together is for the reader to say.
        """
        if OPEN in run:
            yield 0, len(run)
            return
        start = end = 0
        is_wanted = False
        for span in self._names.spans([self._codes.meanings[code] for code in run]):
            if span.start > end:
                if is_wanted:
                    yield start, end
                start, is_wanted = span.start, False
            end, is_wanted = max(end, span.end), is_wanted or span.is_wanted
        if is_wanted:
            yield start, end


class Scanner:
    """Finds candidate places in a text."""

    def __init__(
        self, lexicon: LexiconData, is_wanted: Callable[[Designation, Concept], bool]
    ) -> None:
        self._names = Names(lexicon, is_wanted)
        self._stems = lexicon.stems
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._codes = WordCodes(self._names, self._stems)
        self._runs = _Runs(self._names, self._codes)

    def beginnings(self, tokens: Sequence[Token]) -> set[int]:
        """Return the places of the words with which a name may begin."""
        spans = self._names.spans([self._codes.meaning_of(token) for token in tokens])
        return {span.start for span in spans}

    def places(self, text: str) -> Iterator[Place]:
        """Yield start and end of each candidate in `text`, left to right."""
        start, size = 0, _BLOCK
        while start < len(text):
            end = _end_of_block(text, start + size)
            if not self._codes.has_room_for(end - start) or len(self._runs) > _REMEMBERED:
                self._begin_anew()
            words = text[start:end].replace("\n", " ").split(" ")
            codes = "".join(map(self._codes.__getitem__, words))
            if end < len(text):
                n_whole = _end_of_runs(codes)
                if not n_whole:
                    size *= 2
                    continue
                end -= len(" ".join(words[n_whole:]))
                codes = codes[:n_whole]
            yield from self._places(text, start, words, codes)
            start, size = end, _BLOCK

    def _places(self, text: str, at: int, words: list[str], codes: str) -> Iterator[Place]:
        """Yield the places in one block that begins at `at`."""
        runs, n_counted = self._runs, 0
        for run in RUN.finditer(codes):
            for first, last in runs[run[0]]:
                first += run.start()
                last += run.start()
                if first > n_counted:
                    at += len(" ".join(words[n_counted:first])) + 1
                    n_counted = first
                start, end = at, at + len(" ".join(words[first:last]))
                while text[start] in _AROUND:
                    start += 1
                while text[end - 1] in _AROUND:
                    end -= 1
                yield start, end


def _end_of_block(text: str, near: int) -> int:
    """Return the place of the next space from `near` on, or the end of the text."""
    found = [place for mark in " \n" if (place := text.find(mark, near)) >= 0]
    return min(found, default=len(text))


def _end_of_runs(codes: str) -> int:
    """Return where the last run begins if it may go on behind the block, else the end."""
    end = len(codes)
    while end and codes[end - 1] >= FUNCTION:
        end -= 1
    return end
