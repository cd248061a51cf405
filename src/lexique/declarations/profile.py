"""Declarations that say one role and describe another, as `identify` judges their facts.

Only a role against which no fact of the declaration speaks, and for which clearly more speaks than
for the declared one, is named. It is never put in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from lexique.declarations.breaches import Breach
from lexique.declarations.declaration import Declaration, Piece
from lexique.declarations.exports import Question
from lexique.declarations.properties import DeclarationModel
from lexique.declarations.rulebook import Rule
from lexique.lexicon import Lexicon
from lexique.messages import say
from lexique.model import Concept, Group, Severity, Text
from lexique.namespaces import BASE, SOURCE, VALUE
from lexique.views.fitting import LEVEL, Fact, RoleFitting, Stance
from lexique.vocabulary.characteristics import BY_NAME

RULE_ID = "PROFILE-role"
_CLEAR_LEAD = 2
"""By how many facts more another role must fit than the declared one."""
_CODED = {
    "status": "exerciseStatus",
    "training": "requiredTraining",
    "domain": "domain",
    "level": LEVEL,
}
"""Property of a declaration to the characteristic of roles that it speaks of."""
_TELLING = frozenset({*_CODED, "agreementNumber", "experienceBasis", "role"})
_SAYS_NOTHING = frozenset({f"{BASE}training/aucune", VALUE["undisclosed"]})
_MEMO = 5_000


class _Stances(dict[str, Stance]):
    """How one fact stands to each role, by IRI; found when it is first asked for."""

    def __init__(self, fact: Fact, fitting: RoleFitting, roles: Mapping[str, Concept]) -> None:
        super().__init__()
        self._fact = fact
        self._fitting = fitting
        self._roles = roles

    def __missing__(self, role: str) -> Stance:
        found = self[role] = self._fitting.stance(self._roles[role], self._fact)
        return found


class _Spoken(NamedTuple):
    """What a piece of a declaration says of roles."""

    role: str | None = None
    """IRI of the declared role."""
    facts: tuple[_Stances, ...] = ()


_SILENT = _Spoken()


class Profiles:
    """The roles of the vocabulary, held against the facts of declarations."""

    def __init__(self, lexicon: Lexicon, model: DeclarationModel) -> None:
        self._model = model
        self._fitting = RoleFitting(lexicon)
        self._roles = {role.iri: role for role in self._fitting.roles if role.engagement}
        self._experience = {
            item.iri: item.characteristics.get("livedExperience", ())
            or item.statements.get("livedExperience", ())
            for item in lexicon.concepts(Group.EXPERIENCE)
        }
        self._fact = lru_cache(_MEMO)(self._find_fact)
        self._spoken: dict[Piece, _Spoken] = {}

    @property
    def question(self) -> Question:
        """Whether pieces of a declaration describe another role than they name."""
        return Question(_TELLING, lambda pieces: self._described(pieces) is not None)

    def breaches(self, declaration: Declaration, pieces: Iterable[Piece]) -> Iterator[Breach]:
        """Yield a breach where the facts of a declaration fit another role than the declared."""
        described = self._described(pieces)
        if described is not None:
            yield Breach(_rule(*described), declaration, "role", declaration.first("role"))

    def _described(self, pieces: Iterable[Piece]) -> tuple[Concept, Concept] | None:
        """Return the declared role and the one role that the facts describe rather, if any."""
        declared, facts, known = None, list[_Stances](), self._spoken
        for piece in pieces:
            spoken = known.get(piece) or self._said(piece)
            if spoken is not _SILENT:
                declared = declared or spoken.role
                facts += spoken.facts
        if declared not in self._roles:
            return None
        here = [stances[declared] for stances in facts]
        other = self._leading(declared, sum(here), facts) if Stance.AGAINST in here else None
        return None if other is None else (self._roles[declared], other)

    def _leading(self, declared: str, here: int, facts: Sequence[_Stances]) -> Concept | None:
        """Return the one role that fits clearly better than `here`, no fact being against it."""
        # A broader name is vague, not wrong.
        others = self._roles.keys() - self._model.with_broader(declared)
        weights = {
            iri: sum(found)
            for iri in others
            for found in [[stances[iri] for stances in facts]]
            if Stance.AGAINST not in found and sum(found) >= here + _CLEAR_LEAD
        }
        best = max(weights.values(), default=0)
        leading = [iri for iri, weight in weights.items() if weight == best]
        return self._roles[leading[0]] if len(leading) == 1 else None

    def _said(self, piece: Piece) -> _Spoken:
        """Return what a piece says of roles, and remember it."""
        if len(self._spoken) >= _MEMO:
            self._spoken.clear()
        is_silent = _TELLING.isdisjoint(piece.values)
        spoken = self._spoken[piece] = _SILENT if is_silent else self._heard(piece)
        return spoken

    def _heard(self, piece: Piece) -> _Spoken:
        stated = {
            name: tuple(iri for iri in piece.iris(of_declaration) if iri not in _SAYS_NOTHING)
            for of_declaration, name in _CODED.items()
        }
        stated["livedExperience"] = tuple(
            value
            for iri in piece.iris("experienceBasis")
            for value in self._experience.get(iri, ())
        )
        if "agreementNumber" in piece.values:
            # The agreement is what lets an association name representatives (L. 1114-1 CSP).
            stated["mandate"] = (VALUE["mandate-authority"],)
        facts = (self._fact(name, iris) for name, iris in stated.items() if iris)
        told = tuple(fact for fact in facts if fact is not None)
        role = next(iter(piece.iris("role")), None)
        return _Spoken(role, told) if role or told else _SILENT

    def _find_fact(self, name: str, iris: tuple[str, ...]) -> _Stances | None:
        fact = self._fitting.fact(BY_NAME[name], iris)
        return None if fact is None else _Stances(fact, self._fitting, self._roles)


def _rule(declared: Concept, other: Concept) -> Rule:
    return Rule(
        shape="",
        id=RULE_ID,
        severity=Severity.WARNING,
        message=say(
            "Declared {declared}; the facts describe {other}.",
            declared=_label(declared),
            other=_label(other),
        ),
        mend=say("Check the role; nothing has been changed. “lexique compare” shows both."),
        about=("role",),
        source=SOURCE["lexique-editorial"],
        verification="second-hand",
    )


def _label(role: Concept) -> Text:
    return Text(fr=role.label("fr"), en=role.label("en"))
