"""The report for a terminal or a log: one line that stands alone, then how to mend it."""

from __future__ import annotations

from collections.abc import Iterable

from lexique.messages import say
from lexique.model import Finding, Report, Severity
from lexique.printing import printable
from lexique.reports.style import Style, by_root_cause, closing, place_of, provenance

_COLOURS = {Severity.VIOLATION: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_LONGEST_VALUE = 80
_WORTH_A_LIST = 3
"""From this many rules on, their counts are listed."""


def render(report: Report, style: Style) -> bytes:
    """Return every finding in the order of the file, the causes by weight, and the counts."""
    blocks = _findings(report.findings, style)
    blocks += _causes(report, style)
    made = provenance(report)
    blocks += [style.tell(made)] if made else []
    return ("\n".join([*blocks, style.tell(closing(report))]) + "\n").encode()


def _causes(report: Report, style: Style) -> list[str]:
    """Return one line a rule, gravest first: with what to begin."""
    rules = by_root_cause(report)
    if len(rules) < _WORTH_A_LIST:
        return []
    counted = ", ".join(f"{rule} ({len(findings)})" for rule, findings in rules)
    return [style.tell(say("by rule, gravest first: {counted}", counted=counted))]


def _findings(findings: Iterable[Finding], style: Style) -> list[str]:
    """Return a block each; of a finding at several places, the details once."""
    blocks: list[str] = []
    told: set[str] = set()
    for finding in findings:
        is_new = finding.fingerprint not in told or not finding.fingerprint
        details = _details(finding, style) if is_new else []
        blocks.append("\n".join([_headline(finding, style), *details]))
        told.add(finding.fingerprint)
    return blocks


def _headline(finding: Finding, style: Style) -> str:
    place = printable(place_of(finding.location))
    word = _coloured(style.severity(finding.severity), finding.severity, style)
    message = printable(style.tell(finding.message))
    return f"{place}: {word}: {finding.rule} {message}" if place else f"{word}: {message}"


def _details(finding: Finding, style: Style) -> list[str]:
    value = style.value_of(finding)
    location = finding.location
    where = [
        style.tell(say("row {row}", row=location.row)) if location.row else "",
        style.tell(say("column “{heading}”", heading=printable(location.heading)))
        if location.heading
        else "",
        printable(location.focus_node or "") if not location.heading else "",
    ]
    details = [
        (style.tell(say("where")), ", ".join(part for part in where if part)),
        (style.tell(say("value")), printable(value, limit=_LONGEST_VALUE) if value else ""),
        (style.tell(say("mend")), printable(style.tell(finding.mend))),
        (style.tell(say("safeguard")), style.safeguard_of(finding)),
        (style.tell(say("source")), printable(style.source_of(finding))),
    ]
    return [f"    {label:<9} {text}" for label, text in details if text]


def _coloured(word: str, severity: Severity, style: Style) -> str:
    return f"\x1b[{_COLOURS[severity]}m{word}\x1b[0m" if style.colour else word
