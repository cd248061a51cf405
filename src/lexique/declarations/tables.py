"""Declarations of a table: one row or object each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lexique.declarations.declaration import Content, Entry, Raw
from lexique.declarations.exports import Export
from lexique.declarations.interpreter import UNRECOGNISED, Interpreter
from lexique.declarations.reading import Reader
from lexique.declarations.values import IDENTIFIERS
from lexique.files import STDIN
from lexique.finding import Finding, Location
from lexique.messages import say, say_count
from lexique.model import Severity, Text
from lexique.tables import CellKind, Notice, Reading, Record, Records, read_records

_LOOSE = frozenset({"organisationName", "note", "unit"})
"""Properties for which an export may have several columns: each only adds to a description."""
_NAMING = frozenset({"role", "sourceLabel"})
_LOST = frozenset({CellKind.ERROR, CellKind.NO_VALUE})
"""Kinds of cells that hold no value, whatever they show."""
_COLUMNS_OF_A_TABLE = 3
_WORDS_OF_A_REMARK = 3
_SHOWN_HEADINGS = 10


class RowEntry(NamedTuple):
    """One row or object of a table."""

    node: str
    record: Record
    names: Mapping[str, str]
    """Heading to name of property."""

    @property
    def headings(self) -> Sequence[str]:
        """The headings of the table."""
        return self.record.headings

    @property
    def cells(self) -> Sequence[Content]:
        """What stands under each of them."""
        return self.record.cells

    @property
    def spoilt(self) -> frozenset[str]:
        """Names of the properties whose cells hold an error, or a formula without a value."""
        kinds = self.record.kinds
        return frozenset(self.names[heading] for heading in kinds if kinds[heading] in _LOST)

    def location(self, column: str | None = None, raw: Raw = "") -> Location:
        """Return the place of the row, or of its cell under the heading `column`."""
        return self.record.location(column)


class TableExport(Export):
    """The declarations of a CSV, TSV, XLSX, JSON or JSON Lines file."""

    def __init__(self, records: Records, interpreter: Interpreter, first_number: int) -> None:
        self._records = records
        self._names = _names(records, interpreter)
        self.is_streamed = records.kind in ("csv", "jsonl") and records.path != STDIN
        super().__init__(records.path, Reader(interpreter, self._names.get), first_number)

    def items(self) -> Iterator[RowEntry]:
        """Give one entry for each row that is no remark."""
        number = 0
        for record in self._records:
            if not _is_remark(record, self._names):
                yield RowEntry(self.numbered(number), record, self._names)
                number += 1

    def close(self) -> None:
        """Close the file."""
        self._records.close()

    def findings(self) -> Iterator[Finding]:
        """Yield what the build of the table warns of."""
        return _warnings(self._records.notices)

    def oddities(self, entry: Entry) -> Iterator[Finding]:
        """Yield what is wrong with cells of a workbook."""
        assert isinstance(entry, RowEntry)
        return _odd_cells(entry.record, self._names)

    def announcements(self) -> Iterator[Text]:
        """Yield how the table was read, and what of it was left out."""
        for notice in self._records.notices:
            if notice.severity is Severity.INFO:
                yield notice.text
        yield from _said_of_remarks(self._records.n_records - self.reader.facts.n_entries)
        yield from _said_of_headings(self._names)


def read_table(
    path: str, interpreter: Interpreter, *, first_number: int = 1, reading: Reading | None = None
) -> TableExport:
    """Return the declarations of the table in `path`; raises InputError as `read_records` does."""

    def single_property_of(heading: str) -> str | None:
        item = interpreter.property_of(heading)
        return None if item is None or item.is_personal or item.name in _LOOSE else item.name

    records = read_records(path, property_of=single_property_of, reading=reading)
    return TableExport(records, interpreter, first_number)


def _is_remark(record: Record, names: Mapping[str, str]) -> bool:
    """Return whether a row is a note under the table: one cell of prose, in no column of roles."""
    if record.kinds or len(names) < _COLUMNS_OF_A_TABLE:
        return False
    if record.has_several() or not record.values:
        return False
    ((heading, texts),) = record.values.items()
    return names[heading] not in _NAMING and len(texts[0].split()) >= _WORDS_OF_A_REMARK


def _said_of_remarks(count: int) -> Iterator[Text]:
    if count:
        yield say_count(
            "{count} row holds a remark and no declaration: left out",
            "{count} rows hold a remark and no declaration: left out",
            count,
        )


def _said_of_headings(names: Mapping[str, str]) -> Iterator[Text]:
    unknown = [heading for heading, name in names.items() if name == UNRECOGNISED and heading]
    if unknown:
        yield say(
            "columns that are not recognised, searched for personal data only: {headings}",
            headings=", ".join(f"“{heading[:40]}”" for heading in unknown[:_SHOWN_HEADINGS]),
        )


def _names(records: Records, interpreter: Interpreter) -> dict[str, str]:
    """Return heading to name of property, for every heading of the file."""
    found = {}
    for heading in records.headings:
        item = interpreter.property_of(heading)
        found[heading] = item.name if item else UNRECOGNISED
    return found


def _odd_cells(record: Record, names: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is wrong with cells of a workbook, whatever they mean."""
    for heading, kind in record.kinds.items():
        if kind in _LOST:
            yield _finding(
                "CELL-formula",
                Severity.VIOLATION,
                say("The cell holds a formula without a value, or an error."),
                say("Open the workbook, let it calculate, save it; or write the value itself."),
                record,
                heading,
            )
        elif kind is CellKind.NUMBER and names[heading] in IDENTIFIERS:
            yield _finding(
                "CELL-number",
                Severity.WARNING,
                say("An identifier is kept as a number: leading zeros and precision may be lost."),
                say("Format the column as text and write the identifiers again."),
                record,
                heading,
            )


def _finding(
    rule: str, severity: Severity, message: Text, mend: Text, record: Record, heading: str
) -> Finding:
    location = record.location(heading)
    return Finding(
        rule=rule,
        severity=severity,
        message=message,
        mend=mend,
        location=location,
        # One fault of one column, wherever it shows.
        fingerprint=_digest(rule, heading),
    )


def _warnings(notices: Iterable[Notice]) -> Iterator[Finding]:
    for notice in notices:
        if notice.severity is not Severity.INFO:
            rule = f"TABLE-{notice.code}"
            yield Finding(
                rule=rule,
                severity=notice.severity,
                message=notice.text,
                mend=notice.mend or say("Look at this place of the file."),
                location=notice.location,
                fingerprint=_digest(rule, str(notice.location.line), notice.text.en),
            )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
