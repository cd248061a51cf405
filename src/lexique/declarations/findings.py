"""From SHACL results to findings: where each stands, one for each root cause, how to mend it."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from lexique.declarations.declaration import Declaration, Value
from lexique.declarations.mending import Mender
from lexique.declarations.properties import DeclarationModel
from lexique.declarations.rulebook import Rule, Rulebook
from lexique.declarations.sources import Sources
from lexique.messages import say
from lexique.model import Finding, Location, Severity
from lexique.rdf import Literal
from lexique.shacl import Result

_UNREADABLE = "VALUE-"
_PRIVACY = frozenset({"R44", "R45", "R46"})
"""Rules about personal data: never a mere consequence, and their values are never quoted."""
_STATED_AS = {"role": "sourceLabel"}
"""Where a value stands that has another name in the data: a role is read from the name written."""
_SAME_CAUSE = {
    "MODEL-status": frozenset({"R16", "R24", "R27"}),
    "PROFILE-status": frozenset({"PROFILE-role"}),
    "PROFILE-training": frozenset({"PROFILE-role"}),
    "PROFILE-experience": frozenset({"PROFILE-role"}),
    "PROFILE-domain": frozenset({"PROFILE-role"}),
    "PROFILE-level": frozenset({"PROFILE-role"}),
}
"""Rule to the rules that say the same of a declaration, and say it better."""
_IDENTITY = (
    "personPseudonym", "sourceLabel", "role", "finess", "siret", "body", "seat", "mandateStart",
    "validFrom",
)  # fmt: skip
"""Properties that tell one declaration from another: who, what, where, since when."""
_MANY = 3
"""From this many declarations on, what no declaration of a file states is one finding."""


class Breach(NamedTuple):
    """One rule that one declaration breaks, at one value or at none."""

    rule: Rule
    declaration: Declaration
    property_name: str | None
    value: Value | None


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
    breaches = [*further, *_breaches(known, by_node, rulebook)]
    breaches = list(_root_causes(breaches))
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


def _breaches(
    results: Iterable[Result], by_node: Mapping[str, Declaration], rulebook: Rulebook
) -> Iterator[Breach]:
    """Yield each breach once: several components of a shape may find the same fault."""
    seen: set[tuple[str, str, str | None, Value | None]] = set()
    for result in results:
        rule = rulebook.rule_of(result.shape, result.messages)
        declaration = by_node[result.focus_node]
        for name, value in _values_at_fault(result, rule, declaration):
            mark = (rule.id, declaration.node, name, value)
            if mark not in seen:
                seen.add(mark)
                yield Breach(rule, declaration, name, value)


def _values_at_fault(
    result: Result, rule: Rule, declaration: Declaration
) -> list[tuple[str | None, Value | None]]:
    """Return the values to point at: those that equal the value node, else the first there is."""
    about = rule.about or _names_of(result)
    stated = [
        (name, value)
        for name in about
        for value in declaration.values.get(name)
        or declaration.values.get(_STATED_AS.get(name, ""), ())
    ]
    same = [(name, value) for name, value in stated if value.term == result.value]
    if same:
        return list(same)
    return [stated[0]] if stated else [(about[0] if about else None, None)]


def _names_of(result: Result) -> tuple[str, ...]:
    from lexique.namespaces import LEX

    name = LEX.name_of(result.path or "")
    return (name,) if name else ()


def _root_causes(breaches: Sequence[Breach]) -> Iterator[Breach]:
    """Yield the breaches that are no mere consequence of another one of the same declaration.

    A value that cannot be read breaks whatever compares it; only the first is a fault.
    """
    personal = {
        (item.declaration.node, item.value) for item in breaches if item.rule.id in _PRIVACY
    }
    unreadable = {
        (item.declaration.node, item.property_name)
        for item in breaches
        if item.rule.id.startswith(_UNREADABLE)
    }
    broken: dict[str, set[str]] = defaultdict(set)
    for item in breaches:
        broken[item.declaration.node].add(item.rule.id)
    for item in breaches:
        node = item.declaration.node
        if item.rule.id in _PRIVACY:
            yield item
            continue
        is_unreadable = item.rule.id.startswith(_UNREADABLE)
        if is_unreadable and (node, item.value) in personal:
            continue
        if not is_unreadable and any((node, name) in unreadable for name in item.rule.about):
            continue
        if not broken[node] & _SAME_CAUSE.get(item.rule.id, frozenset()):
            yield item


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
        stated = _stated_by_file(declarations)
        for group in _by_cause(breaches, stated):
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
            is_quotable=bool(item and item.is_quotable) and rule.id not in _PRIVACY,
            source=cited.iri,
            source_label=cited.label,
            safeguard=rule.safeguard,
            fingerprint=_fingerprint(first, keys, is_collapsed=len(group) > 1),
        )


def _by_cause(
    breaches: Iterable[Breach], stated: Mapping[str | None, Collection[str]]
) -> Iterator[Sequence[Breach]]:
    """Yield the breaches that have one cause: a column that is missing, or should not be there."""
    groups: dict[tuple[str, str | None, str | None], list[Breach]] = defaultdict(list)
    for item in breaches:
        groups[(item.rule.shape, item.declaration.location.path, _column(item))].append(item)
    for (_, path, _), group in groups.items():
        rule = group[0].rule
        is_silent = not any(name in stated[path] for name in rule.about)
        if rule.is_reported_once or (is_silent and len(group) >= _MANY):
            yield group
        else:
            yield from ([item] for item in group)


def _column(item: Breach) -> str | None:
    """Return the heading that a rule reported once for each column points at."""
    if not item.rule.is_reported_once or item.value is None:
        return None
    return item.value.location.heading


def _stated_by_file(declarations: Iterable[Declaration]) -> Mapping[str | None, Collection[str]]:
    found: dict[str | None, set[str]] = defaultdict(set)
    for item in declarations:
        found[item.location.path].update(item.values)
    for names in found.values():
        names.update(name for name, other in _STATED_AS.items() if other in names)
    return found


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
