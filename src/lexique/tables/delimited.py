"""CSV and TSV: rows with the text they were written as, so that writing them back is exact.

Source: RFC 4180, and what is met: any separator, any line end, quotes inside bare cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from lexique.errors import InputError
from lexique.files import Encoding, Limits, text_lines
from lexique.messages import say
from lexique.model import Source
from lexique.tables.rows import Notice, Row

SEPARATORS = ("\t", ";", ",", "|")
_QUOTE = '"'


class DelimitedTable:
    """A CSV or TSV file as a `Table`; `stream` must stay open while rows are read."""

    kind = "csv"
    sheet: str | None = None
    may_be_ragged = True

    def __init__(
        self, stream: BinaryIO, path: str, encoding: Encoding, separator: str, limits: Limits
    ) -> None:
        self.path = path
        self.encoding = encoding
        self.separator = separator
        self.notices: list[Notice] = []
        self._stream = stream
        self._limits = limits

    def rows(self) -> Iterator[Row]:
        """Give every row; raises `InputError` at an unclosed quote or above a limit."""
        lines = text_lines(self._stream, self.encoding)
        return split_rows(lines, self.separator, self.path, self._limits)


def split_rows(lines: Iterable[str], separator: str, path: str, limits: Limits) -> Iterator[Row]:
    """Give the rows that physical `lines` (with their ends) hold.

    A cell that begins with a quotation mark runs to the next single one, over lines if need be;
    elsewhere a quotation mark is an ordinary sign. Raises `InputError` with the line on which a
    quotation mark opens a cell that never closes, or is followed by more text.
    """
    n_lines = 0
    longest_body = limits.cell_characters
    source = iter(lines)
    for number, line in enumerate(source, start=1):
        first_line = n_lines = n_lines + 1
        body, end = _without_end(line)
        if _QUOTE not in body:
            cells = body.split(separator)
        else:
            record = _QuotedRecord(separator, Source(path, first_line), limits)
            record.feed(body)
            parts = [body]
            while record.is_open:
                following = next(source, None)
                if following is None:
                    raise _unclosed(record.opened_at)
                n_lines += 1
                previous_end = end
                body, end = _without_end(following)
                record.line_end(previous_end, n_lines)
                record.feed(body)
                parts += (previous_end, body)
            cells, body = record.cells, "".join(parts)
        if number > limits.rows or len(cells) > limits.columns or len(body) > longest_body:
            _check_row(number, cells, Source(path, first_line), limits)
        yield Row(number, first_line, tuple(cells), {}, body, end)


def _check_row(number: int, cells: list[str], where: Source, limits: Limits) -> None:
    limits.check("rows", number, where)
    limits.check("columns", len(cells), where)
    limits.check("cell_characters", max(map(len, cells)), where)


class _QuotedRecord:
    """The cells of a row that holds quotation marks, fed line by line."""

    def __init__(self, separator: str, where: Source, limits: Limits) -> None:
        self.cells: list[str] = []
        self.is_open = False
        self.opened_at = where
        self._separator = separator
        self._limits = limits
        self._line = where
        self._parts: list[str] = []
        self._length = 0

    def line_end(self, end: str, line: int) -> None:
        """Take the line end inside the open cell; the next text comes from `line`."""
        self._keep(end)
        self._line = Source(self.opened_at.path, line)

    def feed(self, text: str) -> None:
        """Take the text of one physical line, without its end."""
        at = self._close(text, 0) if self.is_open else 0
        while at <= len(text) and not self.is_open:
            if text.startswith(_QUOTE, at):
                self.is_open, self.opened_at = True, self._line
                at = self._close(text, at + 1)
                continue
            end = text.find(self._separator, at)
            end = len(text) if end < 0 else end
            self.cells.append(text[at:end])
            at = end + 1

    def _close(self, text: str, at: int) -> int:
        """Take `text` from `at` as quoted; return where the next cell begins."""
        while (end := text.find(_QUOTE, at)) >= 0:
            if text.startswith(_QUOTE, end + 1):
                self._keep(text[at : end + 1])
                at = end + 2
                continue
            self._keep(text[at:end])
            rest = text[end + 1 :].lstrip(" ")
            if rest and not rest.startswith(self._separator):
                raise _text_after_quote(self.opened_at)
            self.cells.append("".join(self._parts))
            self.is_open, self._parts, self._length = False, [], 0
            return len(text) - len(rest) + 1
        self._keep(text[at:])
        return len(text) + 1

    def _keep(self, text: str) -> None:
        self._length += len(text)
        if self._length > self._limits.cell_characters:
            raise _unclosed(self.opened_at)
        self._parts.append(text)


def raw_cells(raw: str, separator: str) -> list[str]:
    """Return the cells of a row as written, quotation marks included; joined they are `raw`.

    `raw` is the row of a `Row` that `split_rows` gave, so that its quotation marks are sound.
    """
    cells = []
    at = 0
    while at <= len(raw):
        end = at
        if raw.startswith(_QUOTE, at):
            end = raw.index(_QUOTE, at + 1)
            while raw.startswith(_QUOTE, end + 1):
                end = raw.index(_QUOTE, end + 2)
        end = raw.find(separator, end)
        end = len(raw) if end < 0 else end
        cells.append(raw[at:end])
        at = end + len(separator)
    return cells


def _without_end(line: str) -> tuple[str, str]:
    body = line.rstrip("\r\n")
    return body, line[len(body) :]


def _unclosed(where: Source) -> InputError:
    return InputError(
        say("the quotation mark that opens a cell on this line is never closed"),
        mend=say("Close the cell with a quotation mark, or double the mark that stands inside."),
        where=where,
    )


def _text_after_quote(where: Source) -> InputError:
    return InputError(
        say("text follows the quotation mark that closes the cell opened on this line"),
        mend=say("Double each quotation mark that stands inside a quoted cell."),
        where=where,
    )


def joined(cells: Iterable[str], separator: str) -> str:
    """Return `cells` as one row of a text file, without line end; quoted only where needed."""
    return separator.join(quoted(cell, separator) for cell in cells)


def quoted(cell: str, separator: str) -> str:
    """Return one cell as it is written: in quotation marks where it would be read otherwise."""
    if separator in cell or _NEEDS_QUOTES.search(cell):
        return f'"{cell.replace(_QUOTE, _QUOTE * 2)}"'
    return cell


# A quotation mark at the beginning opens a cell; elsewhere other programs stumble over it.
_NEEDS_QUOTES = re.compile(r'["\r\n]')
