"""The report as one JSON document; see the contract. Its schema ships in `schemas/`."""

from __future__ import annotations

from lexique.json_line import json_line
from lexique.model import Finding, Report, Severity
from lexique.namespaces import BASE
from lexique.reports.style import Style, by_rule

SCHEMA = f"{BASE}schema/report-1.json"


def render(report: Report, style: Style) -> bytes:
    """Return the document: schema, version, checked, findings, summary."""
    document = {
        "schema": SCHEMA,
        "version": dict(report.versions),
        "assessed_on": assessed_on(report),
        "checked": report.n_checked,
        "conforming": report.n_conforming,
        "findings": [finding_object(finding, style) for finding in report.findings],
        "summary": {str(severity): report.count(severity) for severity in Severity},
        "by_rule": by_rule(report),
        "hidden": report.n_hidden,
        "engine": [note._asdict() for note in report.notes],
    }
    return f"{json_line(document, indent=2)}\n".encode()


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
