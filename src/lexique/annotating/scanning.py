"""Where names may stand in a running text.

The text becomes a string of one character a word (`coding`), in which a regular expression
finds runs of words of names. Where names may stand in such a run is worked out once for all runs of
the same words. What stands there is then read like any other name, so a false candidate costs time
and never an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from lexique.annotating.coding import (
    ENCODING,
    FILLING,
    FUNCTION,
    OPEN,
    OTHER,
    RUNS,
    SEPARATOR,
    WordCodes,
)
from lexique.annotating.sequences import Names, Span
from lexique.model import Concept, Designation

if TYPE_CHECKING:
    from lexique.levelling.normalise import Token
    from lexique.vocabulary.lexicon_data import LexiconData

_BLOCK = 8_000
"""Characters that are read at a time, so that memory does not grow with the text."""
_REMEMBERED = 100_000
"""Distinct words or runs that are kept; then the memo starts anew."""
_LONGEST = 400
"""Characters that names which hang together have at most; what is longer is a list of names."""
_APART = frozenset('.,;:!?«»"“”')
"""Marks behind a name that set what follows apart from it."""

Place = tuple[int, int]
"""Start, and end excluded."""


class _Runs(dict[str, tuple[Place, ...]]):
    """Run of words to the places in it where names may stand, counted from its beginning."""

    def __init__(self, names: Names, codes: WordCodes) -> None:
        super().__init__()
        self._names = names
        self._codes = codes
        self._spans_in: dict[str, list[Span]] = {}

    def __missing__(self, filled: str) -> tuple[Place, ...]:
        begins = [place for place, code in enumerate(filled) if code != FILLING]
        begins.append(len(filled))
        run = filled.replace(FILLING, "")
        places = self[filled] = tuple(
            (begins[first], begins[last] - 1) for first, last in self._places(run)
        )
        return places

    def _places(self, run: str) -> Iterator[Place]:
        """Yield the places of a run in words; names that overlap or touch by marks are one."""
        if OPEN in run:
            yield 0, len(run.rstrip(SEPARATOR + FUNCTION))
            return
        start = end = 0
        is_wanted = False
        for first, last, is_one_wanted in self._spans(run):
            is_next = first == end and is_wanted and is_one_wanted
            if first > end or is_next:
                if is_wanted:
                    yield start, end
                start, is_wanted = first, False
            end, is_wanted = max(end, last), is_wanted or is_one_wanted
            while run[end : end + 1] == SEPARATOR:
                end += 1
        if is_wanted:
            yield start, end

    def _spans(self, run: str) -> Iterator[Span]:
        """Yield where names may stand in a run; its parts are known from other runs."""
        for begin, part in self._parts(run):
            spans = self._spans_in.get(part)
            if spans is None:
                meanings = [self._codes.meanings[code] for code in part]
                spans = self._spans_in[part] = self._names.spans(meanings)
            for start, end, is_wanted in spans:
                yield begin + start, begin + end, is_wanted

    def _parts(self, run: str) -> Iterator[tuple[int, str]]:
        """Yield the parts of a run that no name reaches beyond, and where they begin."""
        begin, last = 0, ""
        met: set[str] = set()
        for place, code in enumerate(run):
            if code in (SEPARATOR, FUNCTION):
                continue
            stem = self._codes.stems.get(code, "")
            # What is said again may be a doubling, and of a compound nothing is told here.
            is_bound = not stem or not last or stem in met or self._names.may_be_cut(stem)
            if not is_bound and not self._names.may_go_on(last, stem):
                yield begin, run[begin:place]
                begin = place
                met.clear()
            met.add(stem)
            last = stem
        yield begin, run[begin:]


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

    def _make_room(self, n_words: int) -> None:
        """Forget what was worked out where so many new words may find no room beside it."""
        is_full = max(len(self._codes), len(self._runs)) > _REMEMBERED
        if is_full or not self._codes.has_room_for(n_words):
            self._begin_anew()

    def beginnings(self, tokens: Sequence[Token]) -> set[int]:
        """Return the places of the words with which a name may begin."""
        spans = self._names.spans([self._codes.meaning_of(token) for token in tokens])
        return {start for start, _, _ in spans}

    def places(self, text: str) -> Iterator[Place]:
        """Yield start and end of each candidate in `text`, left to right, with marks around it."""
        start, size = 0, _BLOCK
        while start < len(text):
            end = _end_of_block(text, start + size)
            self._make_room((end - start) // 2 + 1)
            words = text[start:end].encode(*ENCODING).replace(b"\n", b" ").split(b" ")
            codes = "".join(map(self._codes.__getitem__, words))
            if end < len(text):
                codes = codes[: _end_of_runs(codes)]
                if not codes:
                    size *= 2
                    continue
            yield from _side_by_side(self._places(start, codes), text)
            start, size = start + len(codes), _BLOCK

    def _places(self, start: int, codes: str) -> list[Place]:
        """Return the places in one block that begins at `start`."""
        pieces = RUNS.split(codes)
        begins = list(accumulate(map(len, pieces), initial=start))[1::2]
        places_in_runs = map(self._runs.__getitem__, pieces[1::2])
        return [
            (begin + first, begin + last)
            for begin, places in zip(begins, places_in_runs, strict=False)
            for first, last in places
        ]


def _side_by_side(places: Iterable[Place], text: str) -> list[Place]:
    """Return the places, those of one line with nothing but a space between them as one.

    Which words of such a place belong together is for the reader to say.
    """
    joined: list[Place] = []
    until = -2
    for start, end in places:
        if start == until + 1 or end - start > _LONGEST:
            _add(joined, start, end, text)
        else:
            joined.append((start, end))
        until = end
    return joined


def _add(joined: list[Place], start: int, end: int, text: str) -> None:
    """Add a place to the one it touches, or cut at ends of lines if it is long."""
    if joined:
        first, until = joined[-1]
        is_beside = start == until + 1 and text[until] != "\n" and text[until - 1] not in _APART
        if is_beside and end - first < _LONGEST:
            joined[-1] = (first, end)
            return
    while end - start > _LONGEST and (end_of_line := text.find("\n", start, end)) >= 0:
        joined.append((start, end_of_line))
        start = end_of_line + 1
    joined.append((start, end))


def _end_of_block(text: str, near: int) -> int:
    """Return the place of the next space from `near` on, or the end of the text."""
    found = [place for mark in " \n" if (place := text.find(mark, near)) >= 0]
    return min(found, default=len(text))


def _end_of_runs(codes: str) -> int:
    """Return where the word behind the last one of no name begins; 0 if there is none such."""
    place = codes.rfind(OTHER)
    while place > 0 and codes[place - 1] == OPEN:
        place = codes.rfind(OTHER, 0, place)
    return len(codes) - len(codes[place + 1 :].lstrip(FILLING)) if place >= 0 else 0
