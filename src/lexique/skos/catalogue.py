"""All rules of `check`, in the order of the catalogue."""

from __future__ import annotations

from functools import cache

from lexique.skos import (
    blocks,
    characteristics,
    definitions,
    deprecation,
    derived,
    designations,
    document,
    ends,
    integrity,
    labels,
    mapping,
    members,
    metadata,
    missing,
    model_terms,
    overlaps,
    provenance,
    schemes,
    structure,
    xl,
)
from lexique.skos.rule import Rule

_MODULES = (
    document,
    integrity,
    ends,
    members,
    xl,
    labels,
    overlaps,
    definitions,
    structure,
    schemes,
    missing,
    metadata,
    model_terms,
    blocks,
    characteristics,
    provenance,
    derived,
    deprecation,
    mapping,
    designations,
)


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, by module and then in the order of the code."""
    return tuple(
        member
        for module in _MODULES
        for member in vars(module).values()
        if isinstance(member, Rule)
    )


def rule_by_id(rule_id: str) -> Rule | None:
    """Return the rule named `rule_id`, whatever its case, or None."""
    wanted = rule_id.casefold()
    return next((rule for rule in rules() if rule.id.casefold() == wanted), None)
