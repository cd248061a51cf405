"""What a table is made of, whatever file it came from: rows of text cells with their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple, Protocol

from lexique.model import Location, Severity, Text


class CellKind(StrEnum):
    """How a workbook or JSON file stores a value; a cell of a text file is always `TEXT`."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"
    """An error a formula gave: `#N/A`."""
    NO_VALUE = "no-value"
    """A formula whose value was never computed; its text is empty."""


class Row(NamedTuple):
    """One row, blank ones included; a NamedTuple because a file has a million of them."""

    number: int
    """What a spreadsheet shows, from 1."""
    line: int | None
    """The physical line where the row begins; None in a workbook."""
    cells: tuple[str, ...]
    kinds: Mapping[int, CellKind] = {}
    """Kind by position (from 0), for cells that are not text."""
    raw: str = ""
    """The row of a text file as written, without its line end."""
    end: str = ""
    """The line end of a row of a text file; empty on a last line without one."""

    @property
    def is_blank(self) -> bool:
        """True where no cell holds anything: neither text nor a formula without a value."""
        for cell in self.cells:
            if cell and not cell.isspace():
                return False
        return CellKind.NO_VALUE not in self.kinds.values()

    def cell(self, position: int) -> str:
        """Return the cell at `position` (from 0); a missing one is empty."""
        return self.cells[position] if position < len(self.cells) else ""


class Notice(NamedTuple):
    """Something to tell the user about how a table was read; never a reason to stop."""

    code: str
    severity: Severity
    text: Text
    location: Location
    mend: Text | None = None


class Table(Protocol):
    """A table that can be read again and again, row by row, without being held whole."""

    path: str
    kind: str
    """`csv`, `xlsx`, `json` or `jsonl`."""
    sheet: str | None
    notices: list[Notice]
    may_be_ragged: bool
    """True in text files, where a row may lack cells; a workbook only leaves out empty ones."""

    def rows(self) -> Iterator[Row]:
        """Give every row from the first on; each call begins anew."""
        ...


def announcement(table_path: str, code: str, text: Text, *, sheet: str | None = None) -> Notice:
    """Return a notice that only informs."""
    return Notice(code, Severity.INFO, text, Location(path=table_path, sheet=sheet))


def column_letters(position: int) -> str:
    """Return the letters of the column at `position` (from 0), as a spreadsheet shows them.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """Return the number (from 1) of the column with these letters: `A` is 1, `XFD` is 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
