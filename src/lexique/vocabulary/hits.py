"""What a phrase is a form of, and which of these readings count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lexique.model import Concept, Designation, Group

NAMED = frozenset(Group) - {Group.VALUE, Group.PROPERTY}
"""Groups whose concepts somebody may mean by the name of a role."""

GENERAL_JURISDICTIONS = ("FR", "INT", "EU")
"""Whose readings count where no jurisdiction is named, the first that has any; else everybody's."""


class Hit(NamedTuple):
    """One designation that a phrase is a form of."""

    designation: Designation
    concept: Concept
    form: str
    """The literal or attested form that matched."""


def distinct(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return the hits with each designation once, the first of them."""
    return tuple({(hit.designation.iri, hit.form): hit for hit in reversed([*hits])}.values())[::-1]


def of_jurisdiction(hits: Sequence[Hit], jurisdiction: str | None) -> tuple[Hit, ...]:
    """Return the hits that count in a jurisdiction; without one, the general ones.

    Short forms and abbreviations may mean whatever they mean anywhere: a country is no cue.
    """
    if all(hit.designation.needs_cue for hit in hits):
        return tuple(hits)
    wanted = [jurisdiction, jurisdiction.split("-")[0]] if jurisdiction else []
    for code in (*wanted, *GENERAL_JURISDICTIONS):
        chosen = tuple(hit for hit in hits if hit.designation.jurisdiction == code)
        if chosen:
            return chosen
    return tuple(hits)


def firm_hits(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return the hits whose form needs no cue."""
    return tuple(hit for hit in hits if not hit.designation.needs_cue)


def is_clear(hits: Sequence[Hit]) -> bool:
    """Tell whether a form names a role by itself: no short form, no abbreviation.

    Needs a role among the readings that does not wait for a cue.
    """
    return any(hit.concept.group is Group.ROLE and not hit.designation.needs_cue for hit in hits)


def names_one_role(hits: Sequence[Hit]) -> bool:
    """Tell whether a form has one reading that needs no cue, a role."""
    firm = {hit.concept.iri: hit.concept for hit in firm_hits(hits)}
    return len(firm) == 1 and all(item.group is Group.ROLE for item in firm.values())
