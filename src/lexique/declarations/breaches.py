"""Breaches of rules: which values are at fault, and which of many faults are the cause.

One root cause is one finding: a value that cannot be read breaks whatever compares it, a column
that is missing breaks a rule in every row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lexique.declarations.declaration import Declaration, Value
from lexique.declarations.rulebook import Rule, Rulebook
from lexique.namespaces import LEX
from lexique.shacl import Result

_UNREADABLE = "VALUE-"
PRIVACY = frozenset({"R44", "R45", "R46"})
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
_MANY = 3
"""From this many declarations on, what no declaration of a file states is one finding."""


class Breach(NamedTuple):
    """One rule that one declaration breaks, at one value or at none."""

    rule: Rule
    declaration: Declaration
    property_name: str | None
    value: Value | None


def breaches_of(
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
    name = LEX.name_of(result.path or "")
    return (name,) if name else ()


def root_causes(breaches: Sequence[Breach]) -> Iterator[Breach]:
    """Yield the breaches that are no mere consequence of another one of the same declaration.

    A value that cannot be read breaks whatever compares it; only the first is a fault.
    """
    personal = {(item.declaration.node, item.value) for item in breaches if item.rule.id in PRIVACY}
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
        if item.rule.id in PRIVACY:
            yield item
            continue
        is_unreadable = item.rule.id.startswith(_UNREADABLE)
        if is_unreadable and (node, item.value) in personal:
            continue
        if not is_unreadable and any((node, name) in unreadable for name in item.rule.about):
            continue
        if not broken[node] & _SAME_CAUSE.get(item.rule.id, frozenset()):
            yield item


def by_cause(
    breaches: Iterable[Breach], declarations: Iterable[Declaration]
) -> Iterator[Sequence[Breach]]:
    """Yield the breaches that have one cause: a column that is missing, or should not be there."""
    stated = _stated_by_file(declarations)
    groups: dict[tuple[str, str | None, str | None], list[Breach]] = defaultdict(list)
    for item in breaches:
        groups[(item.rule.shape, item.declaration.location.path, _column(item))].append(item)
    for (_, path, _), group in groups.items():
        rule = group[0].rule
        names = rule.about or (group[0].property_name,)
        is_silent = not any(name in stated[path] for name in names)
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
