"""What all renderers share: language, masking, and the order and words of a finding."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from lexique.messages import listed, say, say_count
from lexique.model import Finding, Location, Report, Severity, Text
from lexique.personal import personal_kind
from lexique.wording import SEVERITY_WORDS

MASK = "••••"
SEVERITIES = (Severity.VIOLATION, Severity.WARNING, Severity.INFO)


class Style(NamedTuple):
    """How a report is to be written."""

    language: str = "fr"
    show_values: bool = False
    colour: bool = False
    workbook: tuple[str, bytes] | None = None
    """Path and content of the workbook that the report is about, where it is one."""

    def tell(self, text: Text) -> str:
        """Return `text` in the language of the report."""
        return text.in_language(self.language)

    def value_of(self, finding: Finding) -> str | None:
        """Return the value as a report may show it: quoted, or masked with its length."""
        value = finding.value
        if value is None or self.show_values:
            return value
        if finding.is_quotable and personal_kind(value) is None:
            return value
        return f"{MASK} ({len(value)})"

    def source_of(self, finding: Finding) -> str:
        """Return what a finding rests on, and that nobody could verify it where that is so."""
        label = finding.source_label or finding.source or ""
        if finding.verification != "unverified":
            return label
        return self.tell(say("{source}; point not verified", source=label))

    def safeguard_of(self, finding: Finding) -> str:
        """Return what the safeguard of a finding is called; empty where it has none."""
        label = finding.safeguard_label
        return self.tell(label) if label else finding.safeguard or ""

    def severity(self, severity: Severity) -> str:
        """Return the word for a severity."""
        return self.tell(SEVERITY_WORDS[severity])


def place_of(location: Location) -> str:
    """Return `path:line:column` as far as it is known, for the head of a line."""
    path = location.path or ""
    if location.sheet is not None:
        return f"{path}:{location.sheet}!{location.cell or location.row or ''}"
    parts = [path, location.line, location.column]
    return ":".join(str(part) for part in parts if part not in (None, ""))


def by_root_cause(report: Report) -> list[tuple[str, list[Finding]]]:
    """Return the findings grouped by rule: gravest first, then the most frequent, then by name."""

    def grade(item: tuple[str, list[Finding]]) -> tuple[int, int, str]:
        rule, findings = item
        gravest = min(SEVERITIES.index(finding.severity) for finding in findings)
        return gravest, -len(findings), rule

    by_rule = sorted(report.findings, key=lambda finding: finding.rule)
    groups = [(rule, list(items)) for rule, items in groupby(by_rule, lambda item: item.rule)]
    return sorted(groups, key=grade)


def by_rule(report: Report) -> dict[str, int]:
    """Return how many findings each rule has, those that are not shown too, in the same order."""
    counts = dict(report.by_rule())
    shown = [rule for rule, _ in by_root_cause(report)]
    return {rule: counts[rule] for rule in dict.fromkeys((*shown, *sorted(counts)))}


def closing(report: Report) -> Text:
    """Return the one sentence that closes a report: how much was checked, and what was found."""
    counts = [item for item in (count_checked(report), count_conforming(report)) if item]
    checked = Text(
        fr=", ".join(item.fr for item in counts), en=", ".join(item.en for item in counts)
    )
    said = say("{checked}: {found}", checked=checked, found=count_findings(report))
    hidden = count_hidden(report)
    return say("{said}; {hidden}", said=said, hidden=hidden) if hidden else said


def count_hidden(report: Report) -> Text | None:
    """Return how many findings are counted but not shown; None where all are."""
    if not report.n_hidden:
        return None
    return say_count(
        "{count} more finding is not shown (--max-findings)",
        "{count} more findings are not shown (--max-findings)",
        report.n_hidden,
    )


def count_checked(report: Report) -> Text:
    """Return how much was checked, in words."""
    if report.subject == "concepts":
        return say_count("{count} concept checked", "{count} concepts checked", report.n_checked)
    return say_count(
        "{count} declaration checked", "{count} declarations checked", report.n_checked
    )


def count_findings(report: Report) -> Text:
    """Return how many faults there are, by severity, in words."""
    violations = report.count(Severity.VIOLATION)
    warnings = report.count(Severity.WARNING)
    infos = report.count(Severity.INFO)
    parts = [
        say_count("{count} violation", "{count} violations", violations) if violations else None,
        say_count("{count} warning", "{count} warnings", warnings) if warnings else None,
        say_count("{count} remark", "{count} remarks", infos) if infos else None,
    ]
    said = [part for part in parts if part]
    if not said:
        return say("nothing to report")
    return listed(said)


def provenance(report: Report) -> Text | None:
    """Return with what the same findings can be had again: versions, hash, and the day."""
    if not report.versions:
        return None
    made = say(
        "lexique {lexique}, vocabulary {vocabulary}, shapes {shapes}, hash {hash}",
        **report.versions,
    )
    if report.assessed_on is None:
        return made
    return say("judged on {day}; {made}", day=report.assessed_on.isoformat(), made=made)


def count_conforming(report: Report) -> Text | None:
    """Return how many declarations conform, in words, where it was counted."""
    if report.n_conforming is None:
        return None
    return say_count("{count} conforms", "{count} conform", report.n_conforming)
