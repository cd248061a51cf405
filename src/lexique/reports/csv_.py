"""The findings as a CSV that a spreadsheet opens: `;`, UTF-8 with BOM, no formula possible."""

from __future__ import annotations

import csv
import io

from lexique.messages import say
from lexique.model import Finding, Report
from lexique.printing import printable
from lexique.reports.style import Style
from lexique.tables.neutralising import neutralised

HEADINGS = (
    say("rule"),
    say("severity"),
    say("file"),
    say("line"),
    say("sheet"),
    say("cell"),
    say("row"),
    say("heading"),
    say("value"),
    say("finding"),
    say("mend"),
    say("source"),
)


def render(report: Report, style: Style) -> bytes:
    """Return one row a finding under headings in the language of the report.

    The day of judgement closes each row, so that the file holds nothing but findings.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    day = report.assessed_on.isoformat() if report.assessed_on else ""
    writer.writerow([style.tell(heading) for heading in (*HEADINGS, say("judged on"))])
    for finding in report.findings:
        writer.writerow([neutralised(cell) for cell in (*finding_cells(finding, style), day)])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def finding_cells(finding: Finding, style: Style) -> tuple[str, ...]:
    """Return a finding as text cells in the order of `HEADINGS`."""
    location = finding.location
    cells = (
        finding.rule,
        style.severity(finding.severity),
        location.path,
        location.line,
        location.sheet,
        location.cell,
        location.row,
        location.heading,
        style.value_of(finding),
        style.tell(finding.message),
        style.tell(finding.mend),
        style.source_of(finding),
    )
    return tuple("" if cell is None else printable(str(cell)) for cell in cells)
