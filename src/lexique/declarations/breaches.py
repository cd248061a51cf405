"""Breaches of rules: which values are at fault, and which of many faults are the cause.

One root cause is one finding: a value that cannot be read breaks whatever compares it, a column
that is missing breaks a rule in every row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lexique.declarations.declaration import Declaration, Value
from lexique.declarations.rulebook import Rule, Rulebook
from lexique.namespaces import LEX
from lexique.shacl.result import Result

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
    declaration: Declaration, results: Iterable[Result], rulebook: Rulebook
) -> Iterator[Breach]:
    """Yield each breach once: several components of a shape may find the same fault."""
    seen: set[tuple[str, str | None, Value | None]] = set()
    for result in results:
        rule = rulebook.rule_of(result.shape, result.messages)
        for name, value in _values_at_fault(result, rule, declaration):
            mark = (rule.id, name, value)
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
    """Yield the breaches of one declaration that are no mere consequence of another one.

    A value that cannot be read breaks whatever compares it; only the first is a fault. One that
    the source itself lost is reported as such.
    """
    spoilt = breaches[0].declaration.entry.spoilt if breaches else ()
    personal = {item.value for item in breaches if item.rule.id in PRIVACY}
    unreadable = {item.property_name for item in breaches if _is_unreadable(item)} | {*spoilt}
    broken = {item.rule.id for item in breaches}
    for item in breaches:
        if item.rule.id in PRIVACY:
            yield item
        elif _is_unreadable(item):
            if item.value not in personal and item.property_name not in spoilt:
                yield item
        elif unreadable.isdisjoint(item.rule.about) and broken.isdisjoint(
            _SAME_CAUSE.get(item.rule.id, ())
        ):
            yield item


def _is_unreadable(item: Breach) -> bool:
    return item.rule.id.startswith(_UNREADABLE)


@dataclass(slots=True)
class Cause:
    """The breaches of one rule that may have one cause: all counted, the first ones kept."""

    first: list[Breach] = field(default_factory=list)
    count: int = 0

    def add(self, item: Breach) -> None:
        """Take one more breach."""
        self.count += 1
        if len(self.first) < _MANY:
            self.first.append(item)

    @property
    def is_one(self) -> bool:
        """True where the breaches are one finding."""
        return self.count >= _MANY or self.first[0].rule.is_reported_once


class Causes:
    """Keeps back the breaches of one file that may have one cause: a missing or wrong column."""

    def __init__(self, stated: Collection[str]) -> None:
        """`stated` are the names of the properties that some declaration of the file states."""
        self._stated = {*stated, *(name for name, at in _STATED_AS.items() if at in stated)}
        self._causes: dict[tuple[str, str | None], Cause] = {}

    def alone(self, breaches: Iterable[Breach]) -> Iterator[Breach]:
        """Yield the breaches that stand alone; the others are kept for `common`."""
        for item in breaches:
            names = item.rule.about or (item.property_name,)
            if not item.rule.is_reported_once and any(name in self._stated for name in names):
                yield item
            else:
                self._causes.setdefault((item.rule.shape, _column(item)), Cause()).add(item)

    def common(self) -> Iterable[Cause]:
        """Return what was kept, in the order in which it was first met."""
        return self._causes.values()


def _column(item: Breach) -> str | None:
    """Return the heading that a rule reported once for each column points at."""
    if not item.rule.is_reported_once or item.value is None:
        return None
    return item.declaration.location(item.value).heading
