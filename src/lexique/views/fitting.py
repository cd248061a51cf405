"""How a fact about a person's engagement stands to a role: the one judgement of what fits.

`identify` asks it of facts that a person gives, declarations of facts that an export states.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from lexique.model import Concept, Group, Text
from lexique.namespaces import BASE, VALUE
from lexique.vocabulary.characteristics import Characteristic, value_text
from lexique.vocabulary.lexicon_data import LexiconData

_ACCEPTS_ANY = {
    "livedExperience": {VALUE["experience-not-required"]},
    "sameSituation": {VALUE["situation-usual"], VALUE["situation-irrelevant"]},
    "contact": {VALUE["contact-possible"]},
    "requiredTraining": {f"{BASE}training/aucune"},
}
"""Values with which a role takes persons of whatever kind."""

_WITHIN = {
    VALUE["experience-psychic"]: VALUE["experience-own"],
    VALUE["experience-addiction"]: VALUE["experience-own"],
}
"""Values that are a kind of another one."""

_FIELD_OF_HEALTH = f"{BASE}domain/champ-de-sante"
"""Where somebody acts (oncology, mental health); roles are told apart by what is done there."""


LEVEL = "typicalMinLevel"
"""The characteristic that a level of engagement is held against, with the highest usual level."""


class Fact(NamedTuple):
    """One fact as the vocabulary states it; of several values, any may be what fits."""

    characteristic: Characteristic
    value_iris: tuple[str, ...]
    value: Text


class Stance(IntEnum):
    """How a fact stands to a role."""

    AGAINST = -1
    OPEN = 0
    """The role takes any person in this respect, or states nothing."""
    MET = 1
    """The role states it in so many words."""


class RoleFitting:
    """The roles of one vocabulary, and how facts stand to them."""

    def __init__(self, lexicon: LexiconData) -> None:
        self._lexicon = lexicon
        self._values: dict[str, frozenset[str]] = {}
        self._broader: dict[str, frozenset[str]] = {}
        """Concept to itself and what is broader, for the concepts met so far."""

    @cached_property
    def roles(self) -> tuple[Concept, ...]:
        """The roles that can be told apart: neither abstract nor deprecated."""
        return tuple(
            concept
            for concept in self._lexicon.concepts(Group.ROLE)
            if not concept.deprecated
            and concept.characteristics
            and "true" not in concept.statements.get("abstract", ())
        )

    def values_of(self, name: str) -> frozenset[str]:
        """Return the values that some role states of a characteristic."""
        if name not in self._values:
            stated = (role.characteristics.get(name, ()) for role in self.roles)
            self._values[name] = frozenset(iri for iris in stated for iri in iris)
        return self._values[name]

    def fact(self, characteristic: Characteristic, iris: Iterable[str]) -> Fact | None:
        """Return the fact of those values by which some role is told apart, None if none is."""
        known = self.values_of(characteristic.name)
        telling = tuple(iri for iri in iris if self._with_broader(iri) & known)
        return self.fact_of(characteristic, *telling) if telling else None

    def fact_of(self, characteristic: Characteristic, *iris: str) -> Fact:
        """Return the fact of these values, in words."""
        words = [value_text(self._lexicon, iri) for iri in iris]
        told = Text(fr=" / ".join(item.fr for item in words), en=" / ".join(i.en for i in words))
        return Fact(characteristic, iris, told)

    def stance(self, role: Concept, fact: Fact) -> Stance:
        """Return how `fact` stands to `role`: the best of what its values say."""
        if fact.characteristic.name == LEVEL:
            return max(self._stance_of_level(iri, role) for iri in fact.value_iris)
        stated = role.characteristics.get(fact.characteristic.name, ())
        if not stated:
            return Stance.OPEN
        return max(self._stance_of(iri, set(stated), fact) for iri in fact.value_iris)

    def _stance_of(self, iri: str, stated: set[str], fact: Fact) -> Stance:
        if self._is_met(iri, stated):
            return Stance.MET
        accepts_any = not _ACCEPTS_ANY.get(fact.characteristic.name, set()).isdisjoint(stated)
        is_open = accepts_any or _FIELD_OF_HEALTH in self._with_broader(iri)
        return Stance.OPEN if is_open else Stance.AGAINST

    def _stance_of_level(self, iri: str, role: Concept) -> Stance:
        """Return whether a level is one that the role usually has; that alone describes no role."""
        lowest, highest = (
            self._ordinal(*role.characteristics.get(name, ())[:1])
            for name in (LEVEL, "typicalMaxLevel")
        )
        given = self._ordinal(iri)
        if given is None or lowest is None or highest is None:
            return Stance.OPEN
        return Stance.OPEN if lowest <= given <= highest else Stance.AGAINST

    def _ordinal(self, *iris: str) -> int | None:
        levels = [self._lexicon.concept(iri) for iri in iris]
        places = [text for item in levels if item for text in item.statements.get("ordinal", ())]
        return int(places[0]) if places else None

    def _is_met(self, iri: str, stated: set[str]) -> bool:
        """Tell whether the value is stated, includes one that is, or is within one."""
        if stated & {iri, _WITHIN.get(iri)} or iri in {_WITHIN.get(item) for item in stated}:
            return True
        return bool(self._with_broader(iri) & stated) or any(
            iri in self._with_broader(item) for item in stated
        )

    def _with_broader(self, iri: str) -> frozenset[str]:
        found = self._broader.get(iri)
        if found is None:
            concept = self._lexicon.concept(iri)
            wider = self._lexicon.broader_of(concept) if concept else frozenset()
            found = self._broader[iri] = frozenset({iri}) | wider
        return found
