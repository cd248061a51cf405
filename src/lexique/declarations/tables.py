"""Declarations of a table: one row or object each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from lexique.declarations.reading import (
    UNRECOGNISED,
    Cell,
    Export,
    Interpreter,
    with_doubtful_dates,
)
from lexique.declarations.values import IDENTIFIERS
from lexique.messages import say, say_count
from lexique.model import Finding, Severity, Text
from lexique.tables import CellKind, Notice, Reading, Record, Records, read_records

_LOOSE = frozenset({"organisationName", "note", "unit"})
"""Properties for which an export may have several columns: each only adds to a description."""
_NAMING = frozenset({"role", "sourceLabel"})
_COLUMNS_OF_A_TABLE = 3
_WORDS_OF_A_REMARK = 3
_SHOWN_HEADINGS = 10


def read_table(
    path: str, interpreter: Interpreter, *, first_number: int = 1, reading: Reading | None = None
) -> Export:
    """Return the declarations of a CSV, TSV, XLSX, JSON or JSON Lines file.

    `first_number` numbers the nodes over several files. Raises InputError as `read_records` does.
    """

    def single_property_of(heading: str) -> str | None:
        item = interpreter.property_of(heading)
        return None if item is None or item.is_personal or item.name in _LOOSE else item.name

    with read_records(path, property_of=single_property_of, reading=reading) as records:
        names = _names(records, interpreter)
        stating = [record for record in records if not _is_remark(record, names)]
        declarations = [
            interpreter.declaration(
                f"urn:lexique:declaration:{number}", record.location(), _cells(record, names)
            )
            for number, record in enumerate(stating, start=first_number)
        ]
        odd = [finding for record in stating for finding in _odd_cells(record, names)]
        notices = list(records.notices)
        n_remarks = records.n_records - len(stating)
    return Export(
        path=path,
        declarations=with_doubtful_dates(declarations),
        findings=(*_warnings(notices), *odd),
        announcements=(
            *(notice.text for notice in notices if notice.severity is Severity.INFO),
            *_said_of_remarks(n_remarks),
            *_said_of_headings(names),
        ),
    )


def _is_remark(record: Record, names: dict[str, str]) -> bool:
    """Return whether a row is a note under the table: one cell of prose, in no column of roles."""
    filled = [(heading, texts) for heading, texts in record.values.items() if texts]
    if len(filled) != 1 or len(names) < _COLUMNS_OF_A_TABLE or record.kinds:
        return False
    heading, texts = filled[0]
    return names[heading] not in _NAMING and len(texts[0].split()) >= _WORDS_OF_A_REMARK


def _said_of_remarks(count: int) -> Iterator[Text]:
    if count:
        yield say_count(
            "{count} row holds a remark and no declaration: left out",
            "{count} rows hold a remark and no declaration: left out",
            count,
        )


def _said_of_headings(names: dict[str, str]) -> Iterator[Text]:
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


def _cells(record: Record, names: dict[str, str]) -> Iterator[Cell]:
    for heading, texts in record.values.items():
        for text in texts:
            yield Cell(names[heading], text, record.location(heading))


def _odd_cells(record: Record, names: dict[str, str]) -> Iterator[Finding]:
    """Yield what is wrong with cells of a workbook, whatever they mean."""
    for heading, kind in record.kinds.items():
        if kind in (CellKind.ERROR, CellKind.NO_VALUE):
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
