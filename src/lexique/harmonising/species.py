"""Whether what stands behind a head makes another species of it: *aidant informatique*."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from lexique.harmonising.agreement import is_peer
from lexique.harmonising.analysis import Added
from lexique.harmonising.context import heard_in, is_cued
from lexique.harmonising.kinds import Kind, is_abbreviation, kind_of
from lexique.harmonising.phrases import (
    OF,
    before_manner,
    is_apposed,
    is_place,
    says_nothing,
    thing_kind,
    without_proper_names,
)
from lexique.levelling import words
from lexique.levelling.normalise import Token, stem
from lexique.model import Group
from lexique.namespaces import VALUE
from lexique.vocabulary.hits import Hit

_LONGEST_ACRONYM = 5
_HOUSE_KINDS = frozenset({VALUE["kind-body"]})
_REPRESENTATIVES = frozenset(stem(word) for word in words.REPRESENTATIVES)
_RELATIONAL = frozenset(stem(word) for word in words.RELATIONAL_HEADS)


class Said(NamedTuple):
    """What a head and the words behind it were found to be."""

    hits: tuple[Hit, ...]
    head: tuple[Token, ...]
    tokens: tuple[Token, ...]
    """The words that gave the readings."""
    rest: Sequence[Token]
    persons: Sequence[Token]
    """Those of the rest that name whom the head serves or stands by."""
    facets: Sequence[Added]


def is_short_word(hits: Sequence[Hit]) -> bool:
    """Tell whether the readings are those of a short form that is no abbreviation."""
    return kind_of(hits) is Kind.SHORT and not is_abbreviation(hits)


def is_relational(head: Sequence[Token]) -> bool:
    """Tell whether a head is one noun whose complement is its other party."""
    return len(head) == 1 and stem(head[0].text) in _RELATIONAL


def names_trade(hits: Sequence[Hit], head: Token, field: Token) -> bool:
    """Tell whether a field beside a short form makes another trade of it.

    *Partenaire social*, *accompagnant social*; whatever a *référent* is in charge of.
    """
    if not is_short_word(hits) or is_peer(head):
        return False
    is_adjective = is_apposed(field) and field.text.endswith(words.FIELD_ENDINGS)
    return is_adjective or stem(head.text) in words.IN_CHARGE


def is_other_species(said: Said, knows: Callable[[Token], bool]) -> bool:
    """Tell whether what is unexplained makes the head name something else.

    *Médiateur de la consommation* is not the short *médiateur*, nor *aidant informatique* the
    aidant; a place, a field or a proper name changes nothing. `knows` tells which words the
    vocabulary has.
    """
    if not said.rest:
        return False
    if _binds_unknown(said.rest[0]) or _represents_others(said, knows):
        return True
    unexplained = _unexplained(said)
    if not unexplained:
        return _is_other_party(said)
    if kind_of(said.hits) is Kind.SHORT and is_abbreviation(said.hits):
        # *RU associatif*: letters name no other species with an adjective; *RU role* is none.
        return any(thing_kind(token) and is_apposed(token) for token in unexplained)
    if kind_of(said.hits) is Kind.SHORT:
        return not is_cued(said.hits, heard_in(" ".join(token.surface for token in said.rest)))
    is_one_word = len(said.head) == 1 and kind_of(said.hits) is Kind.ROLE
    first = unexplained[0]
    is_beside = first is said.rest[0] and is_apposed(first) and said.tokens == said.head
    return is_one_word and is_beside and first.text.endswith(words.FIELD_ENDINGS)


def _binds_unknown(first: Token) -> bool:
    """Tell whether a hyphen binds an unknown word to the name: *médiateur de santé-paair*."""
    return first.before == "-" and not says_nothing(first)


def _represents_others(said: Said, knows: Callable[[Token], bool]) -> bool:
    """Tell whether a complement makes others of those represented: *des parents d’élèves*.

    In *représentant d’association des diabétiques* the name of the association goes on.
    """
    is_representative = stem(said.head[0].text) in _REPRESENTATIVES
    if not is_representative or kind_of(said.hits) is not Kind.ROLE or thing_kind(said.head[-1]):
        return False
    first = said.rest[0]
    is_behind_head = first.before.startswith(" ") and said.tokens == said.head
    is_complement = is_behind_head and bool(OF.intersection(first.links))
    return is_complement and not says_nothing(first) and not knows(first)


def _unexplained(said: Said) -> list[Token]:
    """Return the words that no place, proper name, manner or person explains."""
    surfaces = [token.surface for token in (*said.head, *said.rest)]
    is_shouted = all(map(str.isupper, surfaces)) and max(map(len, surfaces)) > _LONGEST_ACRONYM
    unexplained = [
        token
        for token in before_manner(without_proper_names(said.rest))
        if token not in said.persons
        and (not says_nothing(token, is_shouted=is_shouted) or '"' in token.before)
    ]
    facet_words = {id(token) for added in said.facets for token in added.tokens}
    return unexplained + [token for token in said.rest if id(token) in facet_words]


def _is_other_party(said: Said) -> bool:
    """Tell whether the complement is the other party of a short form, not its place.

    *Représentant de la commune*, *formateurs des Pissenlits*.
    """
    if kind_of(said.hits) is not Kind.SHORT or len(said.head) > 1:
        return False
    first = said.rest[0]
    if not OF.intersection(first.links):
        # *Pair-éducation*: the compound of an activity.
        return first.before == "-" and thing_kind(first) == "kind-activity"
    return is_relational(said.head)


def house_of(said: Said) -> tuple[Hit, ...]:
    """Return the readings as a house of *MSP de l’Olivier*: a house has a name."""
    if not said.rest or kind_of(said.hits) is not Kind.SHORT or len(said.head) > 1:
        return ()
    first = said.rest[0]
    is_of_persons = not words.DECIDING_PREPOSITIONS.isdisjoint(first.links)
    is_name = bool(OF.intersection(first.links)) and first.surface[:1].isupper()
    if not is_name or is_place(first) or is_of_persons:
        return ()
    others = tuple(hit for hit in said.hits if hit.concept.group is not Group.ROLE)
    is_house = all(
        _HOUSE_KINDS.intersection(hit.concept.statements.get("neighbourKind", ())) for hit in others
    )
    is_only_one = len({hit.concept.iri for hit in others}) == 1
    return others if is_house and is_only_one else ()
