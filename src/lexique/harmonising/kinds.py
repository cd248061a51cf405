"""What the readings of a phrase can do in a title."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from lexique.model import Concept, Group
from lexique.namespaces import VALUE
from lexique.vocabulary.hits import Hit, firm_hits

FACET_GROUPS = frozenset(
    {
        Group.STATUS, Group.SEAT, Group.DOMAIN, Group.TRAINING, Group.LEVEL, Group.BODY,
        Group.EXPERIENCE, Group.MISSION, Group.SAFEGUARD,
    }
)  # fmt: skip
"""Groups whose concepts a title adds to a role."""
HEADS_NO_ROLE_FOLLOWS = frozenset({Group.TRAINING, Group.MISSION, Group.SAFEGUARD, Group.LEVEL})
"""Groups whose concepts are named by the head of a title, whoever stands behind it."""
_THING_KINDS = frozenset(
    VALUE[f"kind-{kind}"]
    for kind in (
        "body", "activity", "document", "training", "programme", "contract", "device",
        "knowledge", "method",
    )
)  # fmt: skip

_PROFESSIONAL = "professionnel-de-sante"


class Kind(Enum):
    """What the readings of a phrase can do in a title."""

    ROLE = "a role that the form names by itself"
    SHORT = "a role among other readings of a short form"
    OTHER = "a class of persons, or what is taken for a role"
    FACET = "a status, field, training, seat ..."
    NONE = "nothing known"


def kind_of(hits: Sequence[Hit]) -> Kind:
    """Return what these readings can do in a title; those that need no cue count first."""
    groups = {hit.concept.group for hit in firm_hits(hits)}
    if Group.ROLE in groups:
        return Kind.ROLE
    if groups:
        return Kind.FACET if groups & FACET_GROUPS else Kind.OTHER
    groups = {hit.concept.group for hit in hits}
    if Group.ROLE in groups:
        return Kind.SHORT
    if groups & FACET_GROUPS:
        return Kind.FACET
    return Kind.OTHER if groups else Kind.NONE


def names_thing(hits: Sequence[Hit]) -> bool:
    """Tell whether every reading is a body, an activity, a document ...: never a person."""
    return bool(hits) and all(
        hit.concept.group is Group.NEIGHBOUR
        and _THING_KINDS.intersection(hit.concept.statements.get("neighbourKind", ()))
        for hit in hits
    )


def names_only(hits: Sequence[Hit], *groups: Group) -> bool:
    """Tell whether there are readings, and all that count are of some groups."""
    return bool(hits) and all(hit.concept.group in groups for hit in firm_hits(hits) or hits)


def names_lay_persons(hits: Sequence[Hit]) -> bool:
    """Tell whether a form names by itself a class of persons, health professionals apart."""
    firm = firm_hits(hits)
    return bool(firm) and all(
        hit.concept.group is Group.PERSON and hit.concept.slug != _PROFESSIONAL for hit in firm
    )


def is_english(hits: Sequence[Hit]) -> bool:
    """Tell whether every reading is of an English designation."""
    return bool(hits) and all(hit.designation.language == "en" for hit in hits)


def is_abbreviation(hits: Sequence[Hit]) -> bool:
    """Tell whether every reading is of a form in capitals: *RU*."""
    return all(hit.form.isupper() for hit in hits)


def roles_of(hits: Sequence[Hit]) -> dict[str, Concept]:
    """Return the roles by IRI: those that need no cue, or all where none is firm."""
    counting = firm_hits(hits) or hits
    return {hit.concept.iri: hit.concept for hit in counting if hit.concept.group is Group.ROLE}


def firm_of_several(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Return what counts of several names side by side: the readings that need no cue."""
    return firm_hits(hits) or hits


def says_more(second: Sequence[Hit], first: Sequence[Hit]) -> bool:
    """Tell whether both name roles by themselves, and the second all of the first and others."""
    is_firm = bool(firm_hits(first)) and bool(firm_hits(second))
    return is_firm and bool(roles_of(first)) and roles_of(second).keys() > roles_of(first).keys()


def shared_hits(first: Sequence[Hit], second: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits of `first` whose concepts `second` names as well."""
    iris = {hit.concept.iri for hit in second}
    return tuple(hit for hit in first if hit.concept.iri in iris)
