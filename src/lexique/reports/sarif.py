"""The report as SARIF 2.1.0, with positions and fingerprints."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import quote

from lexique.json_line import json_line
from lexique.model import Finding, Report, Severity
from lexique.reports.json_ import assessed_on
from lexique.reports.style import Style, by_root_cause

_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(report: Report, style: Style) -> bytes:
    """Return one run; two places of one fault are one result with two locations."""
    rules = by_root_cause(report)
    driver = {
        "name": "lexique",
        "version": report.versions.get("lexique", ""),
        "rules": [
            {"id": rule, "shortDescription": {"text": style.tell(findings[0].message)}}
            for rule, findings in rules
        ],
    }
    numbers = {rule: number for number, (rule, _) in enumerate(rules)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "properties": {
            **report.versions,
            "assessedOn": assessed_on(report),
            "hidden": report.n_hidden,
            "engine": [note._asdict() for note in report.notes],
        },
        "results": [_result(faults, numbers, style) for faults in _by_fault(report)],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return f"{json_line(log, indent=2)}\n".encode()


def _by_fault(report: Report) -> list[list[Finding]]:
    faults: dict[object, list[Finding]] = {}
    for number, finding in enumerate(report.findings):
        faults.setdefault(finding.fingerprint or number, []).append(finding)
    return list(faults.values())


def _result(places: list[Finding], numbers: dict[str, int], style: Style) -> dict[str, object]:
    finding = places[0]
    text = f"{style.tell(finding.message)} {style.tell(finding.mend)}"
    return {
        "ruleId": finding.rule,
        "ruleIndex": numbers[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(place) for place in places],
        "partialFingerprints": {"lexique/v1": finding.fingerprint},
    }


def _location(finding: Finding) -> dict[str, object]:
    place = finding.location
    region = {"startLine": place.line, "startColumn": place.column}
    physical: dict[str, object] = {
        "artifactLocation": {"uri": quote(PurePath(place.path or "").as_posix())}
    }
    if place.line is not None:
        physical["region"] = {name: value for name, value in region.items() if value is not None}
    logical = place.cell or place.focus_node
    location: dict[str, object] = {"physicalLocation": physical}
    if logical:
        location["logicalLocations"] = [{"fullyQualifiedName": logical}]
    return location
