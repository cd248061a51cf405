"""Finds the row of a table that holds its headings, among title lines and notes above it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from lexique.errors import InputError
from lexique.files import LIMITS
from lexique.headings import heading_key
from lexique.messages import listed, say
from lexique.model import Source, Text
from lexique.tables.rows import Row, Table

HEADER_ROWS = 30
"""The header is looked for among so many first rows."""

_LOOKED_AT = 500
"""Cells of a row that are looked up: each costs some, and data have many."""
_LONGEST_HEADING = 120

Recognise = Callable[[str], str | None]
"""From a heading to the slug of the property it designates, or None."""


class Score(Protocol):
    """How much a row looks like the header."""

    def __call__(self, row: Row, least: int = 1) -> int:
        """Return the score of `row`; 0 is not at all, and may stand for less than `least`."""
        ...


class Header(NamedTuple):
    """The row of headings; those are trimmed, else as written."""

    row: Row
    headings: tuple[str, ...]

    @property
    def width(self) -> int:
        """How many columns the header has up to its last heading that is not empty."""
        return max((place for place, text in enumerate(self.headings, 1) if text), default=0)

    def positions(self, column: str) -> tuple[int, ...]:
        """Return the positions (from 0) of the headings that are the same as `column`."""
        key = heading_key(column)
        return tuple(at for at, text in enumerate(self.headings) if heading_key(text) == key)


def first_rows(table: Table) -> list[Row]:
    """Return the rows among which the header is looked for."""
    return list(islice(table.rows(), HEADER_ROWS))


def rows_with_header(table: Table) -> list[Row]:
    """Return `first_rows`; raise `InputError` where all are blank, since there is no table."""
    rows = first_rows(table)
    if all(row.is_blank for row in rows):
        raise InputError(
            say("there is nothing in this table"),
            mend=say("Check that the export is complete."),
            where=Source(table.path),
        )
    return rows


def holds(column: str) -> Score:
    """Return the score that is 1 for a row with the heading `column`."""
    key = heading_key(column)
    return lambda row, least=1: int(any(heading_key(cell) == key for cell in row.cells))


def recognises(recognise: Recognise) -> Score:
    """Return the score that counts the headings of a row that designate a property.

    Among rows with as many, the one with more cells scores higher: the title of a list may be a
    word that is a heading too. Cells are looked up as long as the row may still reach `least`.
    """

    def score(row: Row, least: int = 1) -> int:
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        short = [cell for cell in filled[:_LOOKED_AT] if len(cell) <= _LONGEST_HEADING]
        n_possible = len(short)
        for cell in short:
            if _total(n_possible, filled) < least:
                return 0
            n_possible -= recognise(cell) is None
        return _total(n_possible, filled)

    return score


def _total(n_recognised: int, filled: Sequence[str]) -> int:
    return n_recognised * (LIMITS.columns + 1) + len(filled) if n_recognised else 0


def find_header(rows: Iterable[Row], score: Score, least: int = 1) -> Header | None:
    """Return the row with the highest score, the first among equals; None below `least`."""
    best: Row | None = None
    highest = least - 1
    for row in rows:
        found = score(row, highest + 1)
        if found > highest:
            best, highest = row, found
    return None if best is None else header_of(best)


def header_of(row: Row) -> Header:
    """Return `row` as a header."""
    return Header(row, tuple(cell.strip() for cell in row.cells))


def likely_header(rows: Iterable[Row]) -> Header | None:
    """Return the row with most cells, the first among equals: the header where none is known."""
    return find_header(rows, lambda row, least=1: sum(1 for cell in row.cells if cell.strip()))


def headings_seen(rows: Iterable[Row]) -> Text:
    """Return, for a message, the headings of the row that most looks like a header."""
    likely = likely_header(rows)
    shown = [cell[:40] for cell in likely.headings if cell][:30] if likely else []
    return listed(shown, quoted=True)


def same_headings(first: str, second: str, where: Source) -> InputError:
    """Return the error for two columns of which nobody can say which one is meant."""
    return InputError(
        say(
            "two headings say the same: “{first}” and “{second}”",
            first=first[:60],
            second=second[:60],
        ),
        mend=say("Keep one of the two columns, or give one another heading."),
        where=where,
    )
