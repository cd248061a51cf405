"""A copy of a workbook with cells added to one sheet; every other byte of content is carried over.

Rewriting through a library would lose charts, pictures and the values of formulas. Here the XML
of the sheet is copied as it is, with cells put in before the end of rows.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from typing import BinaryIO
from xml.sax.saxutils import escape

from lexique.tables.adding import N_NEW_COLUMNS, Added
from lexique.tables.rows import Row, column_letters
from lexique.tables.survey import Survey
from lexique.tables.xlsx.sheet import RowReader, SheetTable
from lexique.tables.xlsx.xml import PartParser

Change = Callable[[bytes], bytes]
"""From the bytes of a tag to those that replace it."""

_SPANS = re.compile(rb"""\sspans\s*=\s*("[^"]*"|'[^']*')""")
_LAST_CELL = re.compile(rb"(:[$]?)[A-Z]+([$]?[0-9]+[\"'])")
# Not allowed in XML 1.0, or changed by its readers; ECMA-376 writes them _xHHHH_ (ST_Xstring).
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def write_workbook_copy(table: SheetTable, survey: Survey, added: Added, stream: BinaryIO) -> None:
    """Write to `stream` the workbook of `table` with the new cells after its last column."""
    source = table.workbook.package.archive
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            kept = zipfile.ZipInfo(info.filename, info.date_time)
            kept.compress_type = info.compress_type
            kept.external_attr = info.external_attr
            kept.create_system = info.create_system
            with target.open(kept, "w", force_zip64=info.file_size > 1 << 30) as part:
                if info.filename == table.part.part:
                    _SheetCopy(table, survey, added, part.write).run()
                else:
                    with table.workbook.package.open_part(info.filename) as original:
                        while chunk := original.read(1 << 18):
                            part.write(chunk)


class _SheetCopy(RowReader):
    """Copies the XML of one sheet while it is parsed, changing a few tags on the way."""

    def __init__(
        self, table: SheetTable, survey: Survey, added: Added, write: Callable[[bytes], object]
    ) -> None:
        super().__init__(table, self._extend)
        self._table = table
        self._width = survey.width
        self._header_number = survey.header.row.number
        self._added = added
        self._write = write
        self._buffer = b""
        self._base = 0
        self._changes: list[tuple[int, Change]] = []
        self._row_start: int | None = None
        self._last_column_width = 0

    def run(self) -> None:
        """Copy the whole part."""
        with self._table.workbook.package.open_part(self._table.part.part) as stream:
            for chunk in self.parser.feed(stream):
                self._buffer += chunk
                # The last tag may be incomplete, a row that has not ended may yet be changed.
                last_tag = self._buffer.rfind(b"<")
                done = len(self._buffer) if last_tag < 0 else last_tag
                self._flush(self._base + done if self._row_start is None else self._row_start)
        self._flush(self._base + len(self._buffer))

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
        self._changes.append((self._row_start, lambda tag: _SPANS.sub(b"", tag)))
        self._change(lambda tag: cells.encode() + tag)

    def _change(self, change: Change) -> None:
        self._changes.append((self.parser.offset, change))

    def _widths(self) -> str:
        first, last = self._width + 1, self._width + N_NEW_COLUMNS
        return f'<{{p}}col min="{first}" max="{last}" width="26" customWidth="1"/>'

    def _with_new_columns(self, tag: bytes) -> bytes:
        letters = column_letters(self._width + N_NEW_COLUMNS - 1).encode()
        return _LAST_CELL.sub(rb"\g<1>" + letters + rb"\g<2>", tag)

    def _flush(self, until: int) -> None:
        """Write what lies before the offset `until`, with the changes that fall there."""
        written = self._base
        while self._changes and self._changes[0][0] < until:
            offset, change = self._changes.pop(0)
            end = self._buffer.index(b">", offset - self._base) + 1
            self._write(self._buffer[written - self._base : offset - self._base])
            self._write(change(self._buffer[offset - self._base : end]))
            written = self._base + end
        self._write(self._buffer[written - self._base : until - self._base])
        self._buffer = self._buffer[until - self._base :]
        self._base = until


def _preceded_by(xml: str, parser: PartParser) -> Change:
    inserted = xml.replace("{p}", parser.prefix).encode()
    return lambda tag: inserted + tag


def string_cell(reference: str, text: str, *, prefix: str = "", style: str = "") -> str:
    """Return the XML of a cell that holds `text` as a string, never as a formula."""
    if not text:
        return ""
    shown = escape(writable(text))
    return (
        f'<{prefix}c r="{reference}"{style} t="inlineStr"><{prefix}is>'
        f'<{prefix}t xml:space="preserve">{shown}</{prefix}t></{prefix}is></{prefix}c>'
    )


def writable(text: str) -> str:
    """Return `text` with the characters that XML cannot hold written as `_xHHHH_`."""
    return _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
