"""The report as a workbook: a copy of the user's with a control sheet and notes on the cells."""

from __future__ import annotations

from io import BytesIO

from lexique.messages import say
from lexique.model import Report
from lexique.reports.csv_ import HEADINGS, finding_cells
from lexique.reports.style import Style, closing, provenance
from lexique.tables.xlsx.annotating import annotated
from lexique.tables.xlsx.new import write_new_workbook

_TITLE = say("Control")


def render(report: Report, style: Style) -> bytes:
    """Return the user's workbook, otherwise untouched, or a new one where there is none."""
    rows = _rows(report, style)
    if style.workbook is None:
        stream = BytesIO()
        write_new_workbook(enumerate(rows, start=1), stream)
        return stream.getvalue()
    path, data = style.workbook
    return annotated(data, path, style.tell(_TITLE), rows, _notes(report, style, path))


def _rows(report: Report, style: Style) -> list[tuple[str, ...]]:
    told = [(style.tell(text),) for text in (closing(report), provenance(report)) if text]
    head = [*told, (), tuple(style.tell(heading) for heading in HEADINGS)]
    return [*head, *(finding_cells(finding, style) for finding in report.findings)]


def _notes(report: Report, style: Style, path: str) -> dict[str, dict[str, str]]:
    """Return the notes of each sheet: what is wrong with a cell and how to mend it."""
    notes: dict[str, dict[str, str]] = {}
    for finding in report.findings:
        place = finding.location
        if place.sheet is None or place.row is None or place.path != path:
            continue
        # What is wrong with a whole row is noted where the row begins.
        cell = place.cell or f"A{place.row}"
        told = f"{finding.rule} {style.tell(finding.message)}\n{style.tell(finding.mend)}"
        cells = notes.setdefault(place.sheet, {})
        cells[cell] = f"{cells[cell]}\n\n{told}" if cell in cells else told
    return notes
