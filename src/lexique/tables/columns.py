"""Which columns of a table hold role names, their context and their jurisdiction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lexique.errors import UseError
from lexique.messages import listed, say
from lexique.model import Source
from lexique.tables.header import (
    Header,
    Recognise,
    Score,
    find_header,
    headings_seen,
    holds,
    recognises,
    rows_with_header,
    same_headings,
)
from lexique.tables.rows import Row, Table, column_letters

ROLE = "role"
JURISDICTION = "jurisdiction"
"""Slugs of the properties that the headings looked for designate."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a name, its context and its jurisdiction stand; positions from 0."""

    header: Header
    name: int
    context: tuple[int, ...] | None
    """None: all other cells of the row."""
    jurisdiction: int | None

    @property
    def heading(self) -> str:
        """The heading of the column of names, as written."""
        return self.header.headings[self.name]

    def context_of(self, row: Row) -> Mapping[str, str]:
        """Return the context of the name in `row`: heading, or letters of the column, to cell."""
        positions: Iterable[int] = range(len(row.cells)) if self.context is None else self.context
        return {
            self._title(at): row.cell(at)
            for at in positions
            if at not in (self.name, self.jurisdiction)
        }

    def _title(self, at: int) -> str:
        heading = self.header.headings[at] if at < len(self.header.headings) else ""
        is_unique = heading and self.header.headings.count(heading) == 1
        return heading if is_unique else f"{heading} {column_letters(at)}".strip()


def score_for(column: str | None, recognise: Recognise) -> Score:
    """Return what makes a row the header: the heading asked for, else recognised headings."""
    return recognises(recognise) if column is None else holds(column)


def choose_columns(
    table: Table, column: str | None, context_columns: Sequence[str], recognise: Recognise
) -> Columns:
    """Return the columns to harmonise: `column`, else the one whose heading designates a role.

    Raises `UseError` where there is none or, without `column`, more than one, `InputError` where
    two headings are the same as `column`.
    """
    rows = rows_with_header(table)
    header = find_header(rows, score_for(column, recognise))
    if column is not None:
        if header is None:
            raise _no_heading(table, column, rows)
        positions = header.positions(column)
        if len(positions) > 1:
            first, second = (header.headings[at] for at in positions[:2])
            raise same_headings(first, second, Source(table.path, header.row.line))
    else:
        headings = header.headings if header else ()
        positions = tuple(at for at, text in enumerate(headings) if recognise(text) == ROLE)
        if header is None or len(positions) != 1:
            raise _not_one_role(table, [headings[at] for at in positions], rows)
    return Columns(
        header,
        positions[0],
        _context_positions(table, header, context_columns),
        next(
            (at for at, text in enumerate(header.headings) if recognise(text) == JURISDICTION), None
        ),
    )


def _context_positions(
    table: Table, header: Header, names: Sequence[str]
) -> tuple[int, ...] | None:
    if not names:
        return None
    found: list[int] = []
    for name in names:
        positions = header.positions(name)
        if not positions:
            raise _no_heading(table, name, [header.row])
        found += positions
    return tuple(dict.fromkeys(found))


def _no_heading(table: Table, column: str, rows: Sequence[Row]) -> UseError:
    return UseError(
        say("no heading “{column}”", column=column),
        mend=say("Headings seen: {headings}.", headings=headings_seen(rows)),
        where=Source(table.path),
    )


def _not_one_role(table: Table, found: Sequence[str], rows: Sequence[Row]) -> UseError:
    if found:
        what = say(
            "several headings stand for a role: {headings}",
            headings=listed(found, quoted=True),
        )
    else:
        what = say("no heading stands for a role")
    return UseError(
        what,
        mend=say(
            "Name the column with --column. Headings seen: {headings}.",
            headings=headings_seen(rows),
        ),
        where=Source(table.path),
    )
