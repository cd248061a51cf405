"""From SHACL results to findings: where each stands, one for each root cause, how to mend it."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from lexique.declarations.breaches import PRIVACY, Breach, Causes, breaches_of, root_causes
from lexique.declarations.declaration import Declaration, Value
from lexique.declarations.mending import Mender
from lexique.declarations.properties import DeclarationModel
from lexique.declarations.rulebook import Rule, Rulebook
from lexique.declarations.sources import Sources
from lexique.finding import Finding, Location, Totals
from lexique.messages import say
from lexique.model import Severity
from lexique.rdf.terms import Literal
from lexique.shacl.foci import Foci
from lexique.shacl.result import Result
from lexique.tables.rows import column_number

_IDENTITY = (
    "personPseudonym", "sourceLabel", "role", "finess", "siret", "body", "seat", "mandateStart",
    "validFrom",
)  # fmt: skip
"""Properties that tell one declaration from another: who, what, where, since when."""


class Tally:
    """What a run found: every finding counted, the first ones kept."""

    def __init__(self, limit: int | None) -> None:
        """Without `limit`, all findings are kept."""
        self.kept: list[Finding] = []
        self._limit = limit
        self._n_findings: Counter[str] = Counter()
        self._faults: defaultdict[Severity, Foci] = defaultdict(Foci)

    @property
    def is_full(self) -> bool:
        """True where further findings are only counted."""
        return self._limit is not None and len(self.kept) >= self._limit

    def note(self, rule: str, severity: Severity, fault: str) -> bool:
        """Count a finding of the fault with this mark; return whether it is to be kept."""
        self._n_findings[rule] += 1
        self._faults[severity].note(fault)
        return not self.is_full

    def add(self, finding: Finding, *, always: bool = False) -> None:
        """Count a finding, and keep it where there is room or where it is kept `always`."""
        is_kept = self.note(finding.rule, finding.severity, finding.fingerprint)
        if is_kept or always:
            self.kept.append(finding)

    def totals(self) -> Totals | None:
        """Return what there was in all; None where everything was kept."""
        if self._n_findings.total() == len(self.kept):
            return None
        faults = {severity: foci.n_distinct() for severity, foci in self._faults.items()}
        return Totals(faults, dict(self._n_findings))


class Wording:
    """Puts breaches into words: where each stands, what it rests on, how to mend it."""

    def __init__(self, model: DeclarationModel, mender: Mender, sources: Sources) -> None:
        self._model = model
        self._mender = mender
        self._sources = sources

    def finding(
        self, breach: Breach, severity: Severity, fingerprint: str, n_declarations: int = 1
    ) -> Finding:
        """Return the finding for a breach, or for the same one in several declarations."""
        rule, declaration, name, value = breach
        message = rule.message
        if n_declarations > 1:
            message = say(
                "{message} This holds for {count} declarations: one cause, one finding.",
                message=rule.message,
                count=n_declarations,
            )
        item = self._model.properties.get(name or "")
        cited = self._sources.of(rule, declaration)
        return Finding(
            rule=rule.id,
            severity=severity,
            message=message,
            mend=self._mender.mend(rule, declaration, name, value),
            location=_pointing(declaration.location(value), item.iri if item else None),
            shape=rule.shape or None,
            value=value.text if value else None,
            is_quotable=bool(item and item.is_quotable) and rule.id not in PRIVACY,
            source=cited.iri,
            source_label=cited.label,
            source_url=cited.url,
            verification=cited.verification,
            safeguard=rule.safeguard,
            safeguard_label=self._sources.safeguard(rule.safeguard),
            fingerprint=fingerprint,
        )

    def elsewhere(self, rule: Rule, result: Result) -> Finding:
        """Return the finding of a house's own shape about something that is no declaration."""
        is_named = ":" in result.focus_node
        return Finding(
            rule=rule.id,
            severity=rule.severity,
            message=rule.message,
            mend=rule.mend,
            location=Location(
                focus_node=result.focus_node if is_named else None, result_path=result.path
            ),
            shape=rule.shape,
            value=result.value.value if isinstance(result.value, Literal) else result.value,
            fingerprint=_digest(result.shape, result.focus_node, str(result.value)),
        )


class Judging:
    """The findings of one run, declaration by declaration, file by file.

    `severities` replaces those of rules by id.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        wording: Wording,
        tally: Tally,
        severities: Mapping[str, Severity],
    ) -> None:
        self._rulebook = rulebook
        self._wording = wording
        self._tally = tally
        self._severities = severities
        self._seen: Counter[str] = Counter()
        self.n_failing = 0
        """Declarations with a violation."""

    def take(
        self,
        declaration: Declaration,
        results: Iterable[Result],
        further: Iterable[Breach],
        causes: Causes,
    ) -> None:
        """Take what was found at one declaration; `causes` are those of its file.

        `further` are breaches that no shape states.
        """
        found = [*further, *breaches_of(declaration, results, self._rulebook)]
        breaches = list(root_causes(found)) if found else found
        self.n_failing += any(self._severity(item) is Severity.VIOLATION for item in breaches)
        marks: dict[str, str] = {}
        for item in causes.alone(breaches):
            mark = _mark(item)
            # Two faults of a declaration under one rule and property are one fault.
            if mark not in marks:
                marks[mark] = self._numbered(mark, declaration) if _is_single(item) else mark
            severity = self._severity(item)
            if self._tally.note(item.rule.id, severity, marks[mark]):
                self._tally.kept.append(self._wording.finding(item, severity, marks[mark]))

    def end_file(self, causes: Causes) -> None:
        """Take what was kept back, at the end of a file: it is few, and always kept."""
        for cause in causes.common():
            for item in cause.first[:1] if cause.is_one else cause.first:
                n_together = cause.count if cause.is_one else 1
                mark = _mark(item, is_cause=cause.is_one)
                if not cause.is_one and _is_single(item):
                    mark = self._numbered(mark, item.declaration)
                finding = self._wording.finding(item, self._severity(item), mark, n_together)
                self._tally.add(finding, always=True)

    def elsewhere(self, result: Result) -> None:
        """Take a result about something that is no declaration."""
        rule = self._rulebook.rule_of(result.shape, result.messages)
        self.oddity(self._wording.elsewhere(rule, result))

    def oddity(self, finding: Finding, *, always: bool = False) -> None:
        """Take a finding of another kind, with the severity that the user gives its rule."""
        severity = self._severities.get(finding.rule, finding.severity)
        self._tally.add(finding._replace(severity=severity), always=always)

    def _severity(self, item: Breach) -> Severity:
        return self._severities.get(item.rule.id, item.rule.severity)

    def _numbered(self, mark: str, declaration: Declaration) -> str:
        """Return the mark of a fault of one declaration: equal declarations are numbered.

        Of faults that are only counted, nothing is remembered.
        """
        if self._tally.is_full:
            return _digest(mark, declaration.node)
        self._seen[mark] += 1
        return _digest(mark, str(self._seen[mark]))


def _pointing(location: Location, property_iri: str | None) -> Location:
    return location._replace(result_path=location.result_path or property_iri)


def _mark(item: Breach, *, is_cause: bool = False) -> str:
    """Return the mark of a fault, which its place in the file does not change.

    What is wrong with a value by itself is one fault wherever the value stands; what is wrong with
    a declaration is one fault of that declaration: who, what and where.
    """
    named = (item.rule.shape, item.rule.id, item.property_name or "")
    if is_cause or item.rule.is_reported_once:
        return _digest(*named)
    if item.value is not None and _is_about_value(item):
        return _digest(*named, _spelling(item.value))
    values = item.declaration.values
    identity = (
        f"{name}={value.text}" for name in _IDENTITY if name in values for value in values[name]
    )
    return _digest(*named, *identity)


def _is_single(item: Breach) -> bool:
    """Return whether a fault is one of its declaration, not of a value or of a column."""
    return not item.rule.is_reported_once and not (item.value is not None and _is_about_value(item))


def _is_about_value(item: Breach) -> bool:
    """Return whether the fault lies in the value alone, so that each repetition is the same one."""
    by_value = ("VALUE-", "R01", "R02", "R03", "R39", "R40", "MODEL-rna", "MODEL-agreement")
    return item.rule.id.startswith(by_value)


def _spelling(value: Value) -> str:
    return value.term.value if isinstance(value.term, Literal) else value.text.strip()


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings sorted by file, line and shape; equal ones once."""
    return tuple(sorted(dict.fromkeys(findings), key=_place_in_report))


def _column(at: Location) -> int:
    letters = (at.cell or "").rstrip("0123456789")
    return at.column or (column_number(letters) if letters else 0)


def _place_in_report(finding: Finding) -> tuple[object, ...]:
    at = finding.location
    return (
        at.path or "",
        at.sheet or "",
        at.line or at.row or 0,
        _column(at),
        finding.shape or "",
        finding.rule,
        at.heading or at.result_path or "",
        finding.value or "",
        finding.fingerprint,
    )
