"""A copy of a workbook in which the cells of some columns of one sheet are replaced.

Format, formulas and every other cell stay. A string that only the replaced cells used leaves the
workbook too: the table of shared strings would else keep it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import BinaryIO, NamedTuple
from xml.sax.saxutils import quoteattr

from lexique.errors import InputError
from lexique.messages import say
from lexique.model import Source
from lexique.tables.rows import Row, column_letters
from lexique.tables.xlsx.copying import Splice, Write, copy_package
from lexique.tables.xlsx.package import SheetPart
from lexique.tables.xlsx.sheet import RowReader, SheetTable
from lexique.tables.xlsx.strings import string_cell
from lexique.tables.xlsx.xml import PartParser

Replaced = Callable[[Row], Sequence[str | None] | None]
"""From a row to the new texts of the columns that are replaced, in their order; None keeps a cell,
or the whole row."""

_SHARED = "s"
_TEXT = re.compile(rb">([^<>]+)<|\"([^\"<>]+)\"")
"""Text between tags, or the value of an attribute."""


class _StoredCell(NamedTuple):
    """A cell as the XML of a sheet has it: from which tag to which, and what it refers to."""

    position: int
    first: int
    last: int
    style: str
    shared: str | None
    """The number of its shared string, where it holds one."""
    is_computed: bool


class _CellReader(RowReader):
    """Reads a sheet and keeps, for the row that ends, where its cells stand in the XML."""

    def __init__(self, table: SheetTable, take: Callable[[Row, list[_StoredCell]], None]) -> None:
        super().__init__(table, self._take_row)
        self._take_cells = take
        self._stored: list[_StoredCell] = []
        self._cell_start = 0
        self.row_start: int | None = None

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        """Note where a row or a cell begins."""
        super().start(element, attributes)
        if element == "row":
            self.row_start = self.parser.offset
            self._stored = []
        elif element == "c":
            self._cell_start = self.parser.offset

    def end(self, element: str) -> None:
        """Note where a cell or a row ends."""
        if element == "c":
            self._stored.append(self._stored_cell())
        super().end(element)
        if element == "row":
            self.row_start = None

    def _stored_cell(self) -> _StoredCell:
        is_shared = self._attributes.get("t") == _SHARED
        return _StoredCell(
            position=self._last_column - 1,
            first=self._cell_start,
            last=self.parser.offset,
            style=self._attributes.get("s", ""),
            shared="".join(self._parts) if is_shared else None,
            is_computed=self._has_formula,
        )

    def _take_row(self, row: Row) -> None:
        self._take_cells(row, self._stored)


def write_replaced(
    table: SheetTable,
    positions: Sequence[int],
    replaced: Replaced,
    stream: BinaryIO,
    *,
    renamed: tuple[str, str],
) -> None:
    """Write to `stream` the workbook of `table` with the columns at `positions` (from 0) replaced.

    `replaced` is asked twice for each row; `renamed` is the old and the new heading, which a table
    of the sheet repeats. Raises `InputError` where a cell to replace holds a
    formula: what it is computed from would stay.
    """
    package = table.workbook.package
    parts: dict[str, Callable[[Write], object]] = {
        table.part.part: lambda write: _copy_sheet(table, positions, replaced, write)
    }
    for kind, part, _ in package.relations(table.part.part).values():
        if kind == "table":
            parts[part] = partial(_copy_table_part, table, part, renamed)
    strings = package.part_of("sharedStrings")
    unused = _unused_strings(table, positions, replaced)
    if strings is not None and unused:
        parts[strings] = lambda write: _copy_strings(table, strings, unused, write)
    copy_package(package, stream, parts)


def _copy_sheet(
    table: SheetTable, positions: Sequence[int], replaced: Replaced, write: Write
) -> None:
    splice = Splice(write)

    def change(row: Row, stored: list[_StoredCell]) -> None:
        texts = replaced(row)
        if texts is None:
            return
        before: dict[int, bytes] = {}
        instead: dict[int, bytes] = {}
        for at, text in zip(positions, texts, strict=True):
            cell = next((item for item in stored if item.position >= at), None)
            if cell is not None and text is not None:
                is_there = cell.position == at
                xml = _cell(at, row, text, cell.style if is_there else "", reader.parser.prefix)
                (instead if is_there else before)[cell.first] = xml
        for cell in stored:
            if cell.first in before or cell.first in instead:
                put, new = before.get(cell.first, b""), instead.get(cell.first)
                splice.replace(cell.first, cell.last, partial(_edited, put, new))

    reader = _CellReader(table, change)
    with table.workbook.package.open_part(table.part.part) as source:
        splice.copy(reader.parser, source, lambda: reader.row_start)


def _cell(position: int, row: Row, text: str, style: str, prefix: str) -> bytes:
    """Return the XML of a cell; an empty one stays where it has a format."""
    reference = f"{column_letters(position)}{row.number}"
    formatted = f' s="{style}"' if style else ""
    xml = string_cell(reference, text, prefix=prefix, style=formatted)
    if not xml and style:
        xml = f'<{prefix}c r="{reference}"{formatted}/>'
    return xml.encode()


def _edited(before: bytes, instead: bytes | None, old: bytes) -> bytes:
    return before + (old if instead is None else instead)


def _unused_strings(
    table: SheetTable, positions: Sequence[int], replaced: Replaced
) -> frozenset[int]:
    """Return the numbers of the shared strings that no cell refers to once some are replaced."""
    dropped: set[str] = set()
    kept: set[str] = set()

    def sort_out(row: Row, stored: list[_StoredCell]) -> None:
        texts = replaced(row) if is_target else None
        names = {at for at, text in zip(positions, texts or (), strict=False) if text is not None}
        for cell in stored:
            is_name = cell.position in names
            if is_name and cell.is_computed:
                raise _computed(table, f"{column_letters(cell.position)}{row.number}")
            if cell.shared is not None:
                (dropped if is_name else kept).add(cell.shared)

    for part in table.workbook.sheets:
        is_target = part == table.part
        _read_through(SheetTable(table.workbook, part), part, sort_out)
    return frozenset(int(number) for number in dropped - kept if number.isdigit())


def _read_through(
    table: SheetTable, part: SheetPart, take: Callable[[Row, list[_StoredCell]], None]
) -> None:
    reader = _CellReader(table, take)
    with table.workbook.package.open_part(part.part) as source:
        for _ in reader.parser.feed(source):
            pass


def _copy_table_part(table: SheetTable, part: str, renamed: tuple[str, str], write: Write) -> None:
    """Copy the description of a table with the name of a column changed as its heading is."""
    old, new = (f"name={quoteattr(heading)}".encode() for heading in renamed)
    with table.workbook.package.open_part(part) as source:
        write(source.read().replace(old, new))


def _copy_strings(table: SheetTable, part: str, unused: frozenset[int], write: Write) -> None:
    """Copy the shared strings with those of the numbers `unused` emptied."""
    splice = Splice(write)
    number = -1
    begun: int | None = None

    def start(element: str, _attributes: Mapping[str, str]) -> None:
        nonlocal number, begun
        if element == "si":
            number += 1
            begun = parser.offset

    def end(element: str) -> None:
        nonlocal begun
        if element == "si" and begun is not None:
            if number in unused:
                empty = f"<{parser.prefix}si><{parser.prefix}t/></{parser.prefix}si>".encode()
                splice.replace(begun, parser.offset, lambda _: empty)
            begun = None

    parser = PartParser(table.path, part, start=start, end=end, characters=lambda _: None)
    with table.workbook.package.open_part(part) as source:
        splice.copy(parser, source, lambda: begun)


def texts_elsewhere(table: SheetTable) -> Iterator[tuple[str, str]]:
    """Yield (place, text) for what a workbook holds besides one sheet and the shared strings.

    A place is the name of another sheet, whose rows come one by one, or that of a part (notes,
    properties, pivot tables), whose text comes at once.
    """
    package = table.workbook.package
    for sheet in table.workbook.sheets:
        if sheet != table.part:
            for row in SheetTable(table.workbook, sheet).rows():
                yield sheet.name, " ".join(row.cells)
    known = {sheet.part for sheet in table.workbook.sheets} | {package.part_of("sharedStrings")}
    for info in package.archive.infolist():
        if info.filename not in known and info.filename.endswith((".xml", ".rels", ".vml")):
            with package.open_part(info.filename) as stream:
                found = _TEXT.findall(stream.read())
            yield (
                info.filename,
                b" ".join(text or value for text, value in found).decode("utf-8", "replace"),
            )


def _computed(table: SheetTable, cell: str) -> InputError:
    return InputError(
        say("the name in cell {cell} is computed by a formula", cell=cell),
        mend=say("Copy the column and paste it as values, then run the command again."),
        where=Source(table.path),
    )
