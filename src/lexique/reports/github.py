"""The findings as annotations of GitHub Actions (workflow commands)."""

from __future__ import annotations

from lexique.model import Finding, Location, Report, Severity
from lexique.printing import printable
from lexique.reports.style import Style, closing, place_of, provenance

_COMMANDS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, style: Style) -> bytes:
    """Return one workflow command a finding, then versions and counts as plain text.

    Source: GitHub Docs, Workflow commands (properties escape `%`, CR, LF, `:` and `,`).
    """
    lines = [_annotation(finding, style) for finding in report.findings]
    lines += [style.tell(text) for text in (provenance(report), closing(report)) if text]
    return ("\n".join(lines) + "\n").encode()


def _annotation(finding: Finding, style: Style) -> str:
    location = finding.location
    properties = {
        "file": location.path,
        "line": location.line,
        "col": location.column,
        "title": f"{finding.rule} {cell}" if (cell := _cell(location)) else finding.rule,
    }
    listed = ",".join(
        f"{name}={_escaped(str(value), inside_property=True)}"
        for name, value in properties.items()
        if value is not None
    )
    what = style.tell(finding.message)
    message = f"{what if what.endswith(('.', '?', '!')) else f'{what}.'} {style.tell(finding.mend)}"
    return f"::{_COMMANDS[finding.severity]} {listed}::{_escaped(message, inside_property=False)}"


def _cell(location: Location) -> str:
    """Return the cell or row of a workbook, which has no lines to point at."""
    return place_of(location._replace(path=None)).lstrip(":") if location.sheet is not None else ""


def _escaped(text: str, *, inside_property: bool) -> str:
    escaped = printable(text).replace("%", "%25")
    return escaped.replace(":", "%3A").replace(",", "%2C") if inside_property else escaped
