"""Records of any table, with the place of each value: what a check of declarations reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from lexique.errors import InputError
from lexique.headings import heading_key
from lexique.messages import say
from lexique.model import Location, Source
from lexique.tables.header import (
    Header,
    Recognise,
    find_header,
    headings_seen,
    likely_header,
    recognises,
    rows_with_header,
    same_headings,
)
from lexique.tables.rows import CellKind, Notice, Row, Table, announcement, column_letters
from lexique.tables.sources import Reading, open_table
from lexique.tables.survey import (
    Survey,
    refuse_filled_without_heading,
    rows_below,
    survey,
)


class Record(NamedTuple):
    """One row or object that is not blank; a NamedTuple because a file has a million of them."""

    headings: Sequence[str]
    """The headings as written; empty where a column has none."""
    cells: Sequence[str | tuple[str, ...]]
    """What stands under each heading, missing cells at the end left out: a text, or in JSON
    several."""
    kinds: Mapping[str, CellKind]
    """Kind by heading, for what is not text."""
    line: int | None
    row: int | None
    columns: _Columns

    @property
    def values(self) -> Mapping[str, tuple[str, ...]]:
        """Heading to its texts, where there are any: nothing for a blank cell."""
        return {
            heading: (cell,) if isinstance(cell, str) else cell
            for heading, cell in zip(self.headings, self.cells, strict=False)
            if heading and _is_filled(cell)
        }

    def has_several(self) -> bool:
        """Return whether more than one cell is filled."""
        # Nearly every row is told by its first two cells that are not empty.
        first = tuple(islice((cell for cell in self.cells if cell), 2))
        if len(first) < 2 or all(map(_is_filled, first)):
            return len(first) == 2
        return sum(map(_is_filled, self.cells)) > 1

    def location(self, heading: str | None = None) -> Location:
        """Return the place of the record, or of its value under `heading`."""
        at = self.columns.positions.get(heading) if heading is not None else None
        sheet = self.columns.sheet
        return Location(
            path=self.columns.path,
            line=self.line,
            sheet=sheet,
            cell=f"{column_letters(at)}{self.row}" if sheet and at is not None else None,
            row=self.row,
            heading=heading,
        )


def _is_filled(cell: str | tuple[str, ...]) -> bool:
    return bool(cell) and not (isinstance(cell, str) and cell.isspace())


class _Columns(NamedTuple):
    path: str
    sheet: str | None
    positions: Mapping[str, int]


class Records:
    """The records of one file; each iteration streams it anew. Close it, or use it in a `with`."""

    def __init__(
        self, table: Table, found: Survey, properties: Mapping[str, str], resources: ExitStack
    ) -> None:
        self._table = table
        self._survey = found
        self._resources = resources
        self.path = table.path
        self.kind = table.kind
        positions = {text: at for at, text in enumerate(found.header.headings) if text}
        self.headings: tuple[str, ...] = tuple(positions)
        self.properties = MappingProxyType(dict(properties))
        """Heading as written to the slug of its property, for those that are recognised."""
        self.n_records = found.n_records
        self.notices: tuple[Notice, ...] = (*table.notices, *found.notices)
        self._columns = _Columns(table.path, table.sheet, positions)

    def __enter__(self) -> Records:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._resources.close()

    def __iter__(self) -> Iterator[Record]:
        """Give each record that is not blank, in the order of the file."""
        if self.kind in ("json", "jsonl"):
            yield from self._of_objects()
            return
        for row in rows_below(self._table, self._survey.header):
            if not row.is_blank:
                yield self._of_row(row)

    def _of_row(self, row: Row) -> Record:
        kinds = {
            heading: row.kinds[at]
            for heading, at in (self._columns.positions.items() if row.kinds else ())
            if at in row.kinds
        }
        headings = self._survey.header.headings
        return Record(headings, row.cells, kinds, row.line, row.number, self._columns)

    def _of_objects(self) -> Iterator[Record]:
        from lexique.tables.json_records import flattened
        from lexique.tables.json_table import JsonTable

        assert isinstance(self._table, JsonTable)
        for record in self._table.records():
            found = {".".join(path): values for path, values in flattened(record.value).items()}
            texts = {heading: values.texts for heading, values in found.items() if values.texts}
            if texts:
                kinds = {
                    heading: values.kind
                    for heading, values in found.items()
                    if values.kind is not CellKind.TEXT
                }
                headings, cells = tuple(texts), tuple(texts.values())
                yield Record(headings, cells, kinds, record.line, None, self._columns)


def read_records(path: str, *, property_of: Recognise, reading: Reading | None = None) -> Records:
    """Return the records of the table in `path` (`-` is standard input).

    `property_of` gives the property that a heading designates; the header is the one of the
    first 30 rows that holds most of these. The whole file is read once, now: every fault of its
    build raises `InputError` here (and so do two headings for one property, values without a
    heading, and a table in which no heading is recognised), never while records are read.
    """
    with ExitStack() as resources:
        table = resources.enter_context(open_table(path, recognises(property_of), reading))
        header = _header(table, property_of)
        properties = _properties(header, property_of, table)
        found = survey(table, header)
        refuse_filled_without_heading(found, table)
        return Records(table, found, properties, resources.pop_all())


def _header(table: Table, property_of: Recognise) -> Header:
    rows = rows_with_header(table)
    header = find_header(rows, recognises(property_of))
    if header is None:
        _refuse_faulty_build(table, rows)
        raise InputError(
            say("no heading is recognised among: {headings}", headings=headings_seen(rows)),
            mend=say("Write the headings that `lexique template` shows, or give --mapping."),
            where=Source(table.path, rows[0].line if rows else None),
        )
    if header.row.number > 1:
        text = say("the headings are in row {row}", row=header.row.number)
        table.notices.append(announcement(table.path, "header-row", text, sheet=table.sheet))
    return header


def _refuse_faulty_build(table: Table, rows: Sequence[Row]) -> None:
    """Raise `InputError` for what is wrong with a table whatever its headings mean."""
    likely = likely_header(rows)
    if likely is not None:
        survey(table, likely)


def _properties(header: Header, property_of: Recognise, table: Table) -> dict[str, str]:
    """Return heading to property; raise `InputError` for two headings of one property."""
    found: dict[str, str] = {}
    heading_of: dict[str, str] = {}
    for heading in header.headings:
        slug = property_of(heading) if heading else None
        if slug is None:
            continue
        if slug in heading_of:
            raise same_headings(heading_of[slug], heading, Source(table.path, header.row.line))
        heading_of[slug] = heading
        found[heading] = slug
    _refuse_equal_headings(header, table)
    return found


def _refuse_equal_headings(header: Header, table: Table) -> None:
    seen: dict[str, str] = {}
    for heading in filter(None, header.headings):
        key = heading_key(heading)
        if key in seen:
            raise same_headings(seen[key], heading, Source(table.path, header.row.line))
        seen[key] = heading
