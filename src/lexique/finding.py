"""What is found in data: findings, where they stand, and the report of one run.

Apart from `lexique.model`, which names them too, so that a look-up starts without them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from lexique.model import Severity, Text


class Location(NamedTuple):
    """Where a finding stands; what does not apply is None. Lines, columns, rows start at 1."""

    path: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    row: int | None = None
    heading: str | None = None
    focus_node: str | None = None
    result_path: str | None = None


class Finding(NamedTuple):
    """One thing that is wrong in data, where, and how to mend it (sh:ValidationResult)."""

    rule: str
    severity: Severity
    message: Text
    mend: Text
    location: Location
    shape: str | None = None
    value: str | None = None
    """The value as found; reports mask it as `contract` says unless it may be quoted."""
    is_quotable: bool = False
    """True where the value may be shown: coded columns, dates, identifiers of organisations."""
    source: str | None = None
    """IRI of the reference behind the rule."""
    source_label: str | None = None
    """What a reader calls that reference: article of law, or title and year."""
    source_url: str | None = None
    """Where that reference can be read."""
    verification: str | None = None
    """How far what the rule rests on was checked: `verified`, `second-hand`, `unverified`."""
    safeguard: str | None = None
    """Slug of the safeguard (`garde-fou`) that the rule protects, if any."""
    safeguard_label: Text | None = None
    """The preferred labels of that safeguard."""
    fingerprint: str = ""
    """Stable over runs and moved lines; equal for two places of one fault."""


class Totals(NamedTuple):
    """How much was found in all, where a report shows only the first findings."""

    faults: Mapping[Severity, int]
    """Distinct faults by severity."""
    findings: Mapping[str, int]
    """Findings by rule."""


class EngineNote(NamedTuple):
    """A shape that was not judged record by record."""

    shape: str
    judge: str
    """`across records`, `whole graph` or `pySHACL`."""
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one run (sh:ValidationReport), and how much was checked."""

    findings: tuple[Finding, ...]
    n_checked: int
    """Declarations for `validate`, concepts for `check`; zero checked is never a success."""
    subject: str = "declarations"
    """What was checked: `declarations` or `concepts`."""
    n_conforming: int | None = None
    """How many of them have no finding at or above violation; None where it was not counted."""
    versions: Mapping[str, str] = field(default_factory=dict)
    assessed_on: date | None = None
    """The day on which deadlines were judged; None where no rule looks at the day."""
    totals: Totals | None = None
    """What was found in all; None where `findings` holds everything."""
    notes: tuple[EngineNote, ...] = ()
    """Which shapes were judged otherwise than record by record, and why."""

    def count(self, severity: Severity) -> int:
        """Return how many distinct faults of `severity` there are (by fingerprint)."""
        if self.totals is not None:
            return self.totals.faults.get(severity, 0)
        return len(
            {
                finding.fingerprint or index
                for index, finding in enumerate(self.findings)
                if finding.severity is severity
            }
        )

    def by_rule(self) -> Mapping[str, int]:
        """Return how many findings each rule has."""
        if self.totals is not None:
            return self.totals.findings
        return Counter(finding.rule for finding in self.findings)

    @property
    def n_hidden(self) -> int:
        """How many findings there are besides those in `findings`."""
        return sum(self.by_rule().values()) - len(self.findings)

    def first(self, number: int) -> Report:
        """Return the report with no more than `number` findings, and what there was in all."""
        if len(self.findings) <= number:
            return self
        totals = Totals({each: self.count(each) for each in Severity}, self.by_rule())
        return replace(self, findings=self.findings[:number], totals=totals)
