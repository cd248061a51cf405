"""The findings as JSON Lines: one finding a line, with the keys of the JSON report."""

from __future__ import annotations

from lexique.json_line import json_line
from lexique.model import Report
from lexique.reports.json_ import assessed_on, finding_object
from lexique.reports.style import Style


def render(report: Report, style: Style) -> bytes:
    """Return one JSON object a line, in the order of the findings; each knows the day."""
    day = {"assessed_on": assessed_on(report)}
    lines = (json_line(finding_object(item, style) | day) for item in report.findings)
    return "".join(f"{line}\n" for line in lines).encode()
