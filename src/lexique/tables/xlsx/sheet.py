"""The rows of one sheet, streamed from its XML, with the bounds that keep a bomb from going off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from lexique.errors import InputError
from lexique.files import Limits
from lexique.messages import say
from lexique.model import Source
from lexique.tables.rows import CellKind, Notice, Row, column_letters, column_number
from lexique.tables.xlsx.cells import (
    Formats,
    read_formats,
    read_shared_strings,
    shown_number,
    unescaped,
)
from lexique.tables.xlsx.package import Package, SheetPart
from lexique.tables.xlsx.xml import PartParser

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_BOOLEANS = {"0": "FAUX", "1": "VRAI"}
"""What a French spreadsheet shows; the English forms are read alike."""


class Workbook:
    """A workbook of which sheets can be read as tables; its stream must stay open."""

    def __init__(self, stream: BinaryIO, path: str, limits: Limits) -> None:
        self.package = Package(stream, path, limits)
        self.formats = read_formats(self.package)
        self.strings = read_shared_strings(self.package)

    @property
    def sheets(self) -> tuple[SheetPart, ...]:
        """The worksheets in the order of their tabs."""
        return self.package.sheets


class SheetTable:
    """One sheet of a workbook as a `Table`."""

    kind = "xlsx"
    may_be_ragged = False

    def __init__(self, workbook: Workbook, part: SheetPart) -> None:
        self.workbook = workbook
        self.part = part
        self.path = workbook.package.path
        self.sheet: str | None = part.name
        self.notices: list[Notice] = []

    def rows(self) -> Iterator[Row]:
        """Give the rows that the sheet stores; rows never written to are left out."""
        waiting: list[Row] = []
        reader = RowReader(self, waiting.append)
        with self.workbook.package.open_part(self.part.part) as stream:
            for _ in reader.parser.feed(stream):
                yield from waiting
                waiting.clear()


class RowReader:
    """Builds the rows of a sheet from its XML events and hands each to `take` when it ends."""

    def __init__(self, table: SheetTable, take: Callable[[Row], None]) -> None:
        package = table.workbook.package
        self._path = table.path
        self._sheet = table.part.name
        self._formats: Formats = table.workbook.formats
        self._strings = table.workbook.strings
        self._limits: Limits = package.limits
        self._take = take
        self._row = 0
        self._last_column = 0
        self._widest = 0
        self._cells: dict[int, str] = {}
        self._kinds: dict[int, CellKind] = {}
        self._attributes: Mapping[str, str] = {}
        self._parts: list[str] = []
        self._length = 0
        self._has_formula = self._has_value = self._is_phonetic = False
        self._collects = False
        self.parser = PartParser(
            self._path, table.part.part, start=self.start, end=self.end, characters=self.characters
        )

    @property
    def style(self) -> str:
        """The style number of the cell read last."""
        return self._attributes.get("s", "0")

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        """Handle the beginning of an element."""
        if element == "row":
            self._begin_row(attributes.get("r"))
        elif element == "c":
            self._attributes = attributes
            self._parts, self._length = [], 0
            self._has_formula = self._has_value = False
            self._last_column = self._column(attributes.get("r"))
        elif element == "f":
            self._has_formula = True
        elif element == "rPh":
            self._is_phonetic = True
        if element in ("v", "t"):
            self._has_value = True
            self._collects = not self._is_phonetic

    def characters(self, text: str) -> None:
        """Handle text."""
        if self._collects:
            self._parts.append(text)
            self._length += len(text)
            if self._length > self._limits.workbook_cell_characters:
                raise self._limits.exceeded("workbook_cell_characters", Source(self._path))

    def end(self, element: str) -> None:
        """Handle the end of an element."""
        if element in ("v", "t"):
            self._collects = False
        elif element == "rPh":
            self._is_phonetic = False
        elif element == "c":
            self._end_cell()
        elif element == "row":
            width = max(self._cells, default=-1) + 1
            cells = tuple(self._cells.get(at, "") for at in range(width))
            self._take(Row(self._row, None, cells, self._kinds))

    def _begin_row(self, reference: str | None) -> None:
        number = self._row + 1 if reference is None else int(reference) if _is_row(reference) else 0
        if number <= self._row:
            raise self._bad_reference(reference or "")
        self._limits.check("rows", number, Source(self._path))
        self._limits.check("cells", number * self._widest, Source(self._path))
        self._row = number
        self._last_column = 0
        self._cells, self._kinds = {}, {}

    def _column(self, reference: str | None) -> int:
        """Return the column (from 1) of a cell, checked against its row and the limits."""
        if reference is None:
            number = self._last_column + 1
        else:
            match = _REFERENCE.fullmatch(reference)
            if match is None or int(match[2]) != self._row:
                raise self._bad_reference(reference)
            number = column_number(match[1])
            if number <= self._last_column:
                raise self._bad_reference(reference)
        if number > self._widest:
            self._widest = number
            self._limits.check("columns", number, Source(self._path))
            self._limits.check("cells", self._row * number, Source(self._path))
        return number

    def _end_cell(self) -> None:
        stored = "".join(self._parts)
        text, kind = self._shown(stored)
        at = self._last_column - 1
        if text:
            self._cells[at] = text
        if kind is not CellKind.TEXT:
            self._kinds[at] = kind

    def _shown(self, stored: str) -> tuple[str, CellKind]:
        match self._attributes.get("t", "n"):
            case "s":
                return self._shared(stored), CellKind.TEXT
            case "inlineStr" | "str":
                is_computed = self._has_value or not self._has_formula
                return unescaped(stored), CellKind.TEXT if is_computed else CellKind.NO_VALUE
            case _ if not stored:
                return "", CellKind.NO_VALUE if self._has_formula else CellKind.TEXT
            case "b":
                return _BOOLEANS.get(stored, stored), CellKind.BOOLEAN
            case "e":
                return stored, CellKind.ERROR
            case "d":
                return stored.removesuffix("T00:00:00"), CellKind.DATE
            case _:
                style = int(self.style) if self.style.isdigit() else 0
                return shown_number(stored.strip(), style, self._formats)

    def _shared(self, stored: str) -> str:
        number = int(stored) if stored.isdigit() else -1
        if not 0 <= number < len(self._strings):
            raise self._missing_text()
        return self._strings[number]

    def _missing_text(self) -> InputError:
        return InputError(
            say(
                "the text of cell {cell} of the sheet “{sheet}” is missing in the workbook",
                cell=f"{column_letters(self._last_column - 1)}{self._row}",
                sheet=self._sheet,
            ),
            mend=say("The workbook is incomplete: export it again, or take an older copy."),
            where=Source(self._path),
        )

    def _bad_reference(self, reference: str) -> InputError:
        return InputError(
            say(
                "the sheet “{sheet}” holds an impossible cell (“{reference}” after row {row})",
                sheet=self._sheet,
                reference=reference[:20],
                row=self._row,
            ),
            mend=say("Open the workbook in a spreadsheet program and save it again."),
            where=Source(self._path),
        )


def _is_row(reference: str) -> bool:
    return reference.isascii() and reference.isdigit() and len(reference) <= 10
