"""The findings as JSON Lines: one finding a line, with the keys of the JSON report."""

from __future__ import annotations

from lexique.model import Report
from lexique.reports.json_ import dump, finding_object
from lexique.reports.style import Style


def render(report: Report, style: Style) -> bytes:
    """Return one JSON object a line, in the order of the findings."""
    return b"".join(dump(finding_object(item, style)) + b"\n" for item in report.findings)
