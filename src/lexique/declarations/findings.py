"""From SHACL results to findings: where each stands, one for each root cause, how to mend it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lexique.declarations.breaches import PRIVACY, Breach, breaches_of, by_cause, root_causes
from lexique.declarations.declaration import Declaration, Value
from lexique.declarations.mending import Mender
from lexique.declarations.properties import DeclarationModel
from lexique.declarations.rulebook import Rule, Rulebook
from lexique.declarations.sources import Sources
from lexique.messages import say
from lexique.model import Finding, Location, Severity
from lexique.rdf import Literal
from lexique.shacl import Result

_IDENTITY = (
    "personPseudonym", "sourceLabel", "role", "finess", "siret", "body", "seat", "mandateStart",
    "validFrom",
)  # fmt: skip
"""Properties that tell one declaration from another: who, what, where, since when."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The findings of a run, and how many declarations have no violation."""

    findings: tuple[Finding, ...]
    n_conforming: int


def judge(
    results: Iterable[Result],
    declarations: Sequence[Declaration],
    *,
    rulebook: Rulebook,
    model: DeclarationModel,
    mender: Mender,
    sources: Sources,
    severities: Mapping[str, Severity] | None = None,
    further: Iterable[Breach] = (),
) -> Judgement:
    """Return the findings that `results` amount to, unsorted, and the count of conforming ones.

    `severities` replaces the severity of rules by id; `further` are breaches that no shape states.
    """
    by_node = {item.node: item for item in declarations}
    known: list[Result] = []
    others: list[Result] = []
    for result in results:
        (known if result.focus_node in by_node else others).append(result)
    breaches = [*further, *breaches_of(known, by_node, rulebook)]
    breaches = list(root_causes(breaches))
    failing = {item.declaration.node for item in breaches if _grave(item.rule, severities)}
    places = _Places(model, mender, sources)
    findings = [*places.findings(breaches, declarations)]
    findings += [_elsewhere(result, rulebook) for result in others]
    given = severities or {}
    return Judgement(
        findings=tuple(
            replace(item, severity=given.get(item.rule, item.severity)) for item in findings
        ),
        n_conforming=len(declarations) - len(failing),
    )


def _grave(rule: Rule, severities: Mapping[str, Severity] | None) -> bool:
    return (severities or {}).get(rule.id, rule.severity) is Severity.VIOLATION


class _Places:
    """Turns breaches into findings: collapsed, placed, worded, marked."""

    def __init__(self, model: DeclarationModel, mender: Mender, sources: Sources) -> None:
        self._model = model
        self._mender = mender
        self._sources = sources

    def findings(
        self, breaches: Iterable[Breach], declarations: Sequence[Declaration]
    ) -> Iterator[Finding]:
        """Yield one finding for each root cause, in no particular order."""
        keys = _record_keys(declarations)
        for group in by_cause(breaches, declarations):
            yield self._finding(group, keys)

    def _finding(self, group: Sequence[Breach], keys: Mapping[str, str]) -> Finding:
        first = group[0]
        rule, value = first.rule, first.value
        message = rule.message
        if len(group) > 1:
            message = say(
                "{message} This holds for {count} declarations: one cause, one finding.",
                message=rule.message,
                count=len(group),
            )
        item = self._model.properties.get(first.property_name or "")
        location = value.location if value else first.declaration.location
        cited = self._sources.of(rule, first.declaration)
        return Finding(
            rule=rule.id,
            severity=rule.severity,
            message=message,
            mend=self._mender.mend(rule, first.declaration, first.property_name, value),
            location=_pointing(location, item.iri if item else None),
            shape=rule.shape or None,
            value=value.text if value else None,
            is_quotable=bool(item and item.is_quotable) and rule.id not in PRIVACY,
            source=cited.iri,
            source_label=cited.label,
            verification=cited.verification,
            safeguard=rule.safeguard,
            safeguard_label=self._sources.safeguard(rule.safeguard),
            fingerprint=_fingerprint(first, keys, is_collapsed=len(group) > 1),
        )


def _pointing(location: Location, property_iri: str | None) -> Location:
    return replace(location, result_path=location.result_path or property_iri)


def _record_keys(declarations: Iterable[Declaration]) -> Mapping[str, str]:
    """Return a key for each declaration that its place in the file does not change.

    Made of who, what and where; equal declarations are numbered.
    """
    seen: Counter[str] = Counter()
    keys = {}
    for item in declarations:
        parts = [
            f"{name}={value.text}" for name in _IDENTITY for value in item.values.get(name, ())
        ]
        key = _digest(*parts)
        seen[key] += 1
        keys[item.node] = f"{key}:{seen[key]}"
    return keys


def _fingerprint(item: Breach, keys: Mapping[str, str], *, is_collapsed: bool) -> str:
    """Return the mark of a fault.

    What is wrong with a value by itself is one fault wherever the value stands; what is wrong with
    a declaration is one fault of that declaration.
    """
    name = item.property_name or ""
    if is_collapsed or item.rule.is_reported_once:
        return _digest(item.rule.shape, item.rule.id, name)
    if item.value is not None and _is_about_value(item):
        return _digest(item.rule.shape, item.rule.id, name, _spelling(item.value))
    return _digest(item.rule.shape, item.rule.id, name, keys[item.declaration.node])


def _is_about_value(item: Breach) -> bool:
    """Return whether the fault lies in the value alone, so that each repetition is the same one."""
    by_value = ("VALUE-", "R01", "R02", "R03", "R39", "R40", "MODEL-rna", "MODEL-agreement")
    return item.rule.id.startswith(by_value)


def _spelling(value: Value) -> str:
    return value.term.value if isinstance(value.term, Literal) else value.text.strip()


def _elsewhere(result: Result, rulebook: Rulebook) -> Finding:
    """Return the finding of a house's own shape about something that is no declaration."""
    rule = rulebook.rule_of(result.shape, result.messages)
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


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings sorted by file, line and shape; equal ones once."""
    return tuple(sorted(dict.fromkeys(findings), key=_place_in_report))


def _place_in_report(finding: Finding) -> tuple[object, ...]:
    at = finding.location
    return (
        at.path or "",
        at.sheet or "",
        at.line or at.row or 0,
        at.column or 0,
        finding.shape or "",
        finding.rule,
        at.heading or at.result_path or "",
        finding.value or "",
        finding.fingerprint,
    )
