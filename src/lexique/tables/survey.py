"""Reads a table once before it is used: every fault of its build is found before any output."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lexique.errors import InputError
from lexique.messages import say, say_count
from lexique.model import Location, Severity, Source
from lexique.tables.header import Header
from lexique.tables.rows import Notice, Row, Table, column_letters


class Survey(NamedTuple):
    """What one reading of a whole table told."""

    header: Header
    width: int
    """Columns of the widest row, the header included: new columns come after these."""
    n_records: int
    """Rows below the header that are not blank."""
    filled_without_heading: tuple[int, ...]
    """Positions (from 0) of columns with values under an empty heading."""
    notices: tuple[Notice, ...]


@dataclass(slots=True)
class _Tally:
    width: int
    n_records: int = 0
    first_short: Row | None = None
    n_short: int = 0
    filled: set[int] = field(default_factory=set)


def survey(table: Table, header: Header) -> Survey:
    """Return what a reader of `table` must know beforehand.

    Raises `InputError` with the line of a row that lacks cells although full rows follow, or
    that has values beyond the last column of the header.
    """
    tally = _Tally(len(header.headings))
    expected = header.width
    unnamed = [at for at, heading in enumerate(header.headings) if not heading]
    for row in rows_below(table, header):
        if row.is_blank:
            continue
        tally.n_records += 1
        if len(row.cells) > tally.width:
            tally.width = len(row.cells)
        if unnamed:
            tally.filled.update(at for at in unnamed if row.cell(at).strip())
        if not table.may_be_ragged:
            tally.filled.update(_filled_beyond(row, header))
        elif len(row.cells) < expected:
            tally.n_short += 1
            tally.first_short = tally.first_short or row
        elif tally.first_short:
            raise _ragged(tally.first_short, header, table.path)
        elif _filled_beyond(row, header):
            raise _ragged(row, header, table.path)
    return Survey(
        header, tally.width, tally.n_records, tuple(sorted(tally.filled)), _notices(tally, table)
    )


def rows_below(table: Table, header: Header) -> Iterator[Row]:
    """Give the rows below the header."""
    return (row for row in table.rows() if row.number > header.row.number)


def refuse_filled_without_heading(found: Survey, table: Table) -> None:
    """Raise `InputError` where values stand under an empty heading."""
    if not found.filled_without_heading:
        return
    letters = column_letters(found.filled_without_heading[0])
    raise InputError(
        say("column {letters} holds values but has no heading", letters=letters),
        mend=say("Write a heading above it, or empty the column."),
        where=Source(table.path, found.header.row.line),
    )


def _filled_beyond(row: Row, header: Header) -> list[int]:
    start = len(header.headings)
    if len(row.cells) <= start:
        return []
    return [at for at, cell in enumerate(row.cells[start:], start) if cell.strip()]


def _ragged(row: Row, header: Header, path: str) -> InputError:
    return InputError(
        say_count(
            "this row has {count} cell, the header {expected}",
            "this row has {count} cells, the header {expected}",
            len(row.cells),
            expected=len(header.headings),
        ),
        mend=say(
            "Complete the row, or put a cell that holds the separator between quotation marks."
        ),
        where=Source(path, row.line),
    )


def _notices(tally: _Tally, table: Table) -> tuple[Notice, ...]:
    found: list[Notice] = []
    if (row := tally.first_short) is not None:
        found.append(
            Notice(
                "short-row",
                Severity.WARNING,
                say_count(
                    "{count} last row has fewer cells than the header; the missing ones are empty",
                    "the {count} last rows have fewer cells than the header; "
                    "the missing ones are empty",
                    tally.n_short,
                ),
                Location(path=table.path, line=row.line, row=row.number),
                say("Complete these rows if they are no notes below the table."),
            )
        )
    if not tally.n_records:
        found.append(
            Notice(
                "no-rows",
                Severity.WARNING,
                say("there is no row below the headings"),
                Location(path=table.path, sheet=table.sheet),
                say("Check that the export is complete."),
            )
        )
    return tuple(found)
