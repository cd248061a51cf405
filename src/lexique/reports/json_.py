"""The report as one JSON document; see the contract. Its schema ships in `schemas/`."""

from __future__ import annotations

from collections.abc import Iterable

from lexique.json_line import json_line
from lexique.model import Finding, Report, Severity
from lexique.namespaces import BASE
from lexique.reports.style import Style, by_rule

SCHEMA = f"{BASE}schema/report-1.json"


def render(report: Report, style: Style) -> bytes:
    """Return the document: schema, version, checked, findings, summary.

    Findings are written one by one: ten thousand of them as one value take a hundred megabytes.
    """
    members = {
        "schema": _written(SCHEMA),
        "version": _written(dict(report.versions)),
        "assessed_on": _written(assessed_on(report)),
        "checked": _written(report.n_checked),
        "conforming": _written(report.n_conforming),
        "findings": _array(finding_object(each, style) for each in report.findings),
        "summary": _written({str(severity): report.count(severity) for severity in Severity}),
        "by_rule": _written(by_rule(report)),
        "hidden": _written(report.n_hidden),
        "engine": _written([note._asdict() for note in report.notes]),
    }
    lines = [f"  {json_line(key)}: ".encode() + text for key, text in members.items()]
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def _written(value: object, level: int = 1) -> bytes:
    """Return JSON as it stands so many levels in; within its strings there is no line feed."""
    return json_line(value, indent=2).replace("\n", "\n" + level * "  ").encode()


def _array(items: Iterable[object]) -> bytes:
    lines = b",\n".join([b"    " + _written(item, level=2) for item in items])
    return b"[\n" + lines + b"\n  ]" if lines else b"[]"


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
