"""The report as one JSON document; see the contract. Its schema ships in `schemas/`."""

from __future__ import annotations

from collections.abc import Iterator

from lexique.json_line import json_line
from lexique.model import Finding, Report, Severity
from lexique.namespaces import BASE
from lexique.reports.style import Style, by_rule

SCHEMA = f"{BASE}schema/report-1.json"


def render(report: Report, style: Style) -> bytes:
    """Return the document: schema, version, checked, findings, summary.

    It is put together of small pieces: ten thousand findings as one value take a hundred megabytes.
    """
    return b"".join(piece.encode() for piece in _pieces(report, style))


def _pieces(report: Report, style: Style) -> Iterator[str]:
    before: dict[str, object] = {
        "schema": SCHEMA,
        "version": dict(report.versions),
        "assessed_on": assessed_on(report),
        "checked": report.n_checked,
        "conforming": report.n_conforming,
    }
    after: dict[str, object] = {
        "summary": {str(severity): report.count(severity) for severity in Severity},
        "by_rule": by_rule(report),
        "hidden": report.n_hidden,
        "engine": [note._asdict() for note in report.notes],
    }
    yield "{\n"
    for key, value in before.items():
        yield f"  {json_line(key)}: {_written(value)},\n"
    yield '  "findings": ['
    for place, finding in enumerate(report.findings):
        parted = ",\n" if place else "\n"
        yield f"{parted}    {_written(finding_object(finding, style), level=2)}"
    yield "\n  ]" if report.findings else "]"
    for key, value in after.items():
        yield f",\n  {json_line(key)}: {_written(value)}"
    yield "\n}\n"


def _written(value: object, level: int = 1) -> str:
    """Return JSON as it stands so many levels in; within its strings there is no line feed."""
    return json_line(value, indent=2).replace("\n", "\n" + level * "  ")


def assessed_on(report: Report) -> str | None:
    """Return the day on which deadlines were judged (ISO 8601), None where no rule looks at it."""
    return report.assessed_on.isoformat() if report.assessed_on else None


def finding_object(finding: Finding, style: Style) -> dict[str, object]:
    """Return one finding with every key of the contract; what does not apply is null."""
    return {
        "rule": finding.rule,
        "shape": finding.shape,
        "severity": str(finding.severity),
        "message": finding.message.to_dict(),
        "mend": finding.mend.to_dict(),
        "value": style.value_of(finding),
        "location": finding.location._asdict(),
        "fingerprint": finding.fingerprint,
        "source": finding.source,
        "verification": finding.verification,
        "safeguard": finding.safeguard,
    }
