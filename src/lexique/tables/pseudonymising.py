"""Names of persons in a table replaced by opaque identifiers, and the key that leads back.

One person gets one identifier, drawn at random: nothing in it comes from the name. The key is a
file of its own; whoever holds it can lead back, nobody else.
"""

from __future__ import annotations

import csv
import io
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from lexique.errors import InputError, UseError
from lexique.headings import heading_key
from lexique.messages import say
from lexique.model import Source
from lexique.tables.delimited import DelimitedTable, quoted, raw_cells
from lexique.tables.header import Header, Score, find_header, first_rows, headings_seen
from lexique.tables.json_records import Path, scalar_text
from lexique.tables.json_table import JsonTable
from lexique.tables.json_text import json_chunks
from lexique.tables.rows import Row, Table, column_letters
from lexique.tables.xlsx.replacing import texts_elsewhere, write_replaced
from lexique.tables.xlsx.sheet import SheetTable

KEY_HEADINGS = ("identifiant", "nom")
_SEPARATOR = ";"
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(slots=True)
class KeyBook:
    """Names and their identifiers; grows as names are met."""

    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Key of a name to its identifier and the name as first written."""
    draw: Callable[[], str] = lambda: str(uuid.uuid4())

    def identifier_of(self, parts: Sequence[str]) -> str:
        """Return the identifier of the person whose name has these parts; empty for no name."""
        name = " ".join(part.strip() for part in parts if part.strip())
        if not name:
            return ""
        found = self.names.setdefault(heading_key(name), ("", name))
        if not found[0]:
            found = self.names[heading_key(name)] = (self.draw(), name)
        return found[0]

    def to_bytes(self) -> bytes:
        """Return the key as CSV: identifier and name, sorted by name."""
        text = io.StringIO()
        writer = csv.writer(text, delimiter=_SEPARATOR, lineterminator="\r\n")
        writer.writerow(KEY_HEADINGS)
        writer.writerows(self.names[key] for key in sorted(self.names))
        return b"\xef\xbb\xbf" + text.getvalue().encode()


def read_key_book(text: str, path: str) -> KeyBook:
    """Return the key that an earlier run wrote; raises InputError for any other file."""
    rows = list(csv.reader(io.StringIO(text), delimiter=_SEPARATOR))
    if not rows or tuple(rows[0]) != KEY_HEADINGS or any(len(row) != 2 for row in rows):
        raise InputError(
            say("this is no key file of lexique"),
            mend=say("Give the file that an earlier run wrote, or a name that is free."),
            where=Source(path, 1),
        )
    return KeyBook({heading_key(name): (identifier, name) for identifier, name in rows[1:]})


@dataclass(frozen=True, slots=True)
class NameColumns:
    """Where the names stand: positions from 0, the first of which takes the identifier."""

    header: Header
    positions: tuple[int, ...]


def find_name_columns(table: Table, wanted: Sequence[str], is_name: Score) -> NameColumns:
    """Return the columns to replace: those headed `wanted`, else those that hold names.

    `is_name` scores a row of headings, one of a single cell too. Raises UseError where a heading
    is not there, or where none holds names.
    """
    keys = {heading_key(item) for item in wanted}

    def score(row: Row, least: int = 1) -> int:
        if not keys:
            return is_name(row, least)
        return sum(heading_key(cell) in keys for cell in row.cells)

    rows = first_rows(table)
    header = find_header(rows, score)
    headings = header.headings if header else ()
    positions = tuple(
        at
        for at, text in enumerate(headings)
        if (heading_key(text) in keys if keys else text and is_name(Row(1, None, (text,))))
    )
    missing = [item for item in wanted if heading_key(item) not in map(heading_key, headings)]
    if header is None or missing or not positions:
        raise UseError(
            say("no heading “{column}”", column=missing[0])
            if missing
            else say("no heading stands for the name of a person"),
            mend=say(
                "Name the column with --column. Headings seen: {headings}.",
                headings=headings_seen(rows),
            ),
            where=Source(table.path),
        )
    return NameColumns(header, positions)


def write_pseudonymised(
    table: Table, columns: NameColumns, heading: str, book: KeyBook, stream: BinaryIO
) -> None:
    """Write `table` in its own kind, names replaced by one column `heading` of identifiers.

    Every other cell stays byte for byte in text files and workbooks, formats included; a workbook
    keeps the further columns of names, emptied, since formulas count columns.
    """
    if isinstance(table, JsonTable):
        records = _replaced_records(table, columns, heading, book)
        stream.writelines(json_chunks(records, table.kind))
    elif isinstance(table, DelimitedTable):
        stream.write(table.encoding.bom)
        for line in _replaced_lines(table, columns, heading, book):
            stream.write(line.encode(table.encoding.name))
    elif isinstance(table, SheetTable):
        header = columns.header

        def replaced(row: Row) -> list[str | None] | None:
            if row.number < header.row.number:
                return None
            named = [row.cell(at) for at in columns.positions]
            if row.number == header.row.number:
                return [heading, *(None for _ in named[1:])]
            return [book.identifier_of(named), *("" for _ in named[1:])]

        old = header.row.cell(columns.positions[0])
        write_replaced(table, columns.positions, replaced, stream, renamed=(old, heading))


def _replaced_lines(
    table: DelimitedTable, columns: NameColumns, heading: str, book: KeyBook
) -> Iterator[str]:
    """Yield each row as it is written, but for the cells of names."""
    first, *others = columns.positions
    for row in table.rows():
        if row.number < columns.header.row.number or len(row.cells) <= first:
            yield row.raw + row.end
            continue
        is_header = row.number == columns.header.row.number
        named = [row.cell(at) for at in columns.positions]
        written = raw_cells(row.raw, table.separator)
        new = heading if is_header else book.identifier_of(named)
        written[first] = quoted(new, table.separator)
        kept = (cell for at, cell in enumerate(written) if at not in others)
        yield table.separator.join(kept) + row.end


def places_still_naming(table: Table, columns: NameColumns) -> tuple[str, ...]:
    """Return where names that were replaced stand as well: columns, other sheets, other parts.

    A name counts where all its words stand in one cell, one row of another sheet, or one part.
    """
    people = _People(table, columns)
    places: dict[str, None] = {}
    for row in table.rows():
        for at, cell in enumerate(row.cells):
            if at not in columns.positions and people.are_named_in(cell):
                place = columns.header.headings[at] if at < len(columns.header.headings) else ""
                places[place or column_letters(at)] = None
    if isinstance(table, SheetTable):
        places |= {
            place: None for place, text in texts_elsewhere(table) if people.are_named_in(text)
        }
    return tuple(places)


class _People:
    """The persons that a table names, to be found again in other texts."""

    def __init__(self, table: Table, columns: NameColumns) -> None:
        self._by_word: dict[str, set[frozenset[str]]] = {}
        for row in table.rows():
            if row.number > columns.header.row.number:
                words = frozenset(_words(" ".join(row.cell(at) for at in columns.positions)))
                for word in words:
                    self._by_word.setdefault(word, set()).add(words)

    def are_named_in(self, text: str) -> bool:
        """Return whether all the words of one person's name stand in `text`."""
        found = set(_words(text))
        return any(
            words <= found for word in found & self._by_word.keys() for words in self._by_word[word]
        )


def _words(text: str) -> list[str]:
    return _WORD.findall(heading_key(text))


def _replaced_records(
    table: JsonTable, columns: NameColumns, heading: str, book: KeyBook
) -> Iterator[dict[str, Any]]:
    paths = [table.paths[at] for at in columns.positions]
    for record in table.records():
        named = [_text_at(record.value, path) for path in paths]
        holder = record.value
        for key in paths[0][:-1]:
            holder = holder.get(key, {}) if isinstance(holder, dict) else {}
        changed = _renamed(holder, paths[0][-1], heading, book.identifier_of(named))
        holder.clear()
        holder.update(changed)
        for path in paths[1:]:
            _remove(record.value, path)
        yield record.value


def _renamed(holder: Mapping[str, Any], old: str, new: str, value: str) -> dict[str, Any]:
    """Return the members of `holder` in their order, `old` replaced by `new` with `value`."""
    return dict((new, value) if key == old else (key, item) for key, item in holder.items())


def _text_at(value: Any, path: Path) -> str:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return " ".join(_texts(value))


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    text = None if isinstance(value, dict) else scalar_text(value)
    return [text] if text else []


def _remove(value: Any, path: Path) -> None:
    for key in path[:-1]:
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, dict):
        value.pop(path[-1], None)
