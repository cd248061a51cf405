"""What is found in data: findings, where they stand, and the report of one run.

Apart from `lexique.model`, which names them too, so that a look-up starts without them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lexique.model import Severity, Text


@dataclass(frozen=True, slots=True)
class Location:
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


@dataclass(frozen=True, slots=True)
class Finding:
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
    verification: str | None = None
    """How far what the rule rests on was checked: `verified`, `second-hand`, `unverified`."""
    safeguard: str | None = None
    """Slug of the safeguard (`garde-fou`) that the rule protects, if any."""
    safeguard_label: Text | None = None
    """The preferred labels of that safeguard."""
    fingerprint: str = ""
    """Stable over runs and moved lines; equal for two places of one fault."""


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

    def count(self, severity: Severity) -> int:
        """Return how many distinct faults of `severity` there are (by fingerprint)."""
        return len(
            {
                finding.fingerprint or index
                for index, finding in enumerate(self.findings)
                if finding.severity is severity
            }
        )
