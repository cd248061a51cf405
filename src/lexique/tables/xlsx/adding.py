"""A copy of a workbook with cells added to one sheet; every other byte of content is carried over.

The XML of the sheet is copied as it is, with cells put in before the end of rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import BinaryIO

from lexique.tables.adding import N_NEW_COLUMNS, Added
from lexique.tables.rows import Row, column_letters
from lexique.tables.survey import Survey
from lexique.tables.xlsx.copying import Change, Splice, Write, copy_package
from lexique.tables.xlsx.sheet import RowReader, SheetTable
from lexique.tables.xlsx.strings import string_cell
from lexique.tables.xlsx.xml import PartParser

_SPANS = re.compile(rb"""\sspans\s*=\s*("[^"]*"|'[^']*')""")
_LAST_CELL = re.compile(rb"(:[$]?)[A-Z]+([$]?[0-9]+[\"'])")


def write_workbook_copy(table: SheetTable, survey: Survey, added: Added, stream: BinaryIO) -> None:
    """Write to `stream` the workbook of `table` with the new cells after its last column."""

    def write_sheet(write: Write) -> None:
        _SheetCopy(table, survey, added, write).run()

    copy_package(table.workbook.package, stream, {table.part.part: write_sheet})


class _SheetCopy(RowReader):
    """Copies the XML of one sheet while it is parsed, changing a few tags on the way."""

    def __init__(self, table: SheetTable, survey: Survey, added: Added, write: Write) -> None:
        super().__init__(table, self._extend)
        self._table = table
        self._width = survey.width
        self._header_number = survey.header.row.number
        self._added = added
        self._splice = Splice(write)
        self._row_start: int | None = None
        self._last_column_width = 0

    def run(self) -> None:
        """Copy the whole part."""
        with self._table.workbook.package.open_part(self._table.part.part) as stream:
            # A row that has not ended may yet be changed.
            self._splice.copy(self.parser, stream, lambda: self._row_start)

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        """Note where a row begins, and change what tells how many columns there are."""
        super().start(element, attributes)
        if element == "row":
            self._row_start = self.parser.offset
        elif element == "dimension":
            self._change(self._with_new_columns)
        elif element == "col":
            self._last_column_width = int(attributes.get("max", "0") or 0)
        elif element == "sheetData" and not self._last_column_width:
            self._change(_preceded_by("<{p}cols>" + self._widths() + "</{p}cols>", self.parser))

    def end(self, element: str) -> None:
        """Let new cells come before the end of a row, their widths after those of old columns."""
        if element == "cols" and self._last_column_width <= self._width:
            self._change(_preceded_by(self._widths(), self.parser))
        super().end(element)
        if element == "row":
            self._row_start = None

    def _extend(self, row: Row) -> None:
        new = self._added(row)
        if new is None or self._row_start is None:
            return
        style = f' s="{self.style}"' if row.number == self._header_number else ""
        cells = "".join(
            string_cell(
                f"{column_letters(self._width + at)}{row.number}",
                text,
                prefix=self.parser.prefix,
                style=style,
            )
            for at, text in enumerate(new)
        )
        self._splice.replace(self._row_start, self._row_start, lambda tag: _SPANS.sub(b"", tag))
        self._change(lambda tag: cells.encode() + tag)

    def _change(self, change: Change) -> None:
        self._splice.replace(self.parser.offset, self.parser.offset, change)

    def _widths(self) -> str:
        first, last = self._width + 1, self._width + N_NEW_COLUMNS
        return f'<{{p}}col min="{first}" max="{last}" width="26" customWidth="1"/>'

    def _with_new_columns(self, tag: bytes) -> bytes:
        letters = column_letters(self._width + N_NEW_COLUMNS - 1).encode()
        return _LAST_CELL.sub(rb"\g<1>" + letters + rb"\g<2>", tag)


def _preceded_by(xml: str, parser: PartParser) -> Change:
    inserted = xml.replace("{p}", parser.prefix).encode()
    return lambda tag: inserted + tag
