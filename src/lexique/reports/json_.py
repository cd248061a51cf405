"""The report as one JSON document; see the contract. Its schema ships in `data/schemas`."""

from __future__ import annotations

import json
from dataclasses import asdict

from lexique.model import Finding, Report, Severity
from lexique.namespaces import BASE
from lexique.reports.style import Style, by_root_cause

SCHEMA = f"{BASE}schema/report-1.json"


def render(report: Report, style: Style) -> bytes:
    """Return the document: schema, version, checked, findings, summary."""
    document = {
        "schema": SCHEMA,
        "version": dict(report.versions),
        "checked": report.n_checked,
        "conforming": report.n_conforming,
        "findings": [finding_object(finding, style) for finding in report.findings],
        "summary": {str(severity): report.count(severity) for severity in Severity},
        "by_rule": {rule: len(findings) for rule, findings in by_root_cause(report)},
    }
    return dump(document, indent=2) + b"\n"


def finding_object(finding: Finding, style: Style) -> dict[str, object]:
    """Return one finding with every key of the contract; what does not apply is null."""
    return {
        "rule": finding.rule,
        "shape": finding.shape,
        "severity": str(finding.severity),
        "message": finding.message.to_dict(),
        "mend": finding.mend.to_dict(),
        "value": style.value_of(finding),
        "location": asdict(finding.location),
        "fingerprint": finding.fingerprint,
        "source": finding.source,
        "safeguard": finding.safeguard,
    }


def dump(value: object, *, indent: int | None = None) -> bytes:
    """Return `value` as JSON in UTF-8 in which a line is a line.

    U+2028, U+2029 and U+0085, which some programs take for line ends, are escaped, and so is what
    UTF-8 cannot hold.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    for character in "\u2028\u2029\u0085":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return "".join(
        f"\\u{ord(character):04x}"
        if 0xD800 <= ord(character) <= 0xDFFF or 0x7F <= ord(character) <= 0x9F
        else character
        for character in text
    ).encode()
