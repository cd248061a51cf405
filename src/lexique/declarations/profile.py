"""Declarations that say one role and describe another, as `identify` judges their facts.

Only a role against which no fact of the declaration speaks, and for which clearly more speaks than
for the declared one, is named. It is never put in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from lexique.declarations.breaches import Breach
from lexique.declarations.declaration import Declaration
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
_SAYS_NOTHING = frozenset({f"{BASE}training/aucune", VALUE["undisclosed"]})
_MEMO = 2_000


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
        self._other_role = lru_cache(_MEMO)(self._find_other_role)
        self._facts = lru_cache(_MEMO)(self._find_facts)
        self._stances = lru_cache(_MEMO)(self._find_stances)
        self._fact = lru_cache(_MEMO)(lambda name, iris: self._fitting.fact(BY_NAME[name], iris))

    def breaches(self, declarations: Iterable[Declaration]) -> Iterator[Breach]:
        """Yield a breach for each declaration whose facts fit another role than the declared."""
        for item in declarations:
            declared = next(iter(item.iris("role")), None)
            if declared not in self._roles:
                continue
            other = self._other_role(declared, self.facts(item))
            if other is not None:
                yield Breach(_rule(self._roles[declared], other), item, "role", item.first("role"))

    def facts(self, declaration: Declaration) -> tuple[Fact, ...]:
        """Return what a declaration states of the characteristics of roles."""
        return self._facts(
            tuple(declaration.iris(name) for name in _CODED),
            declaration.iris("experienceBasis"),
            "agreementNumber" in declaration.values,
        )

    def _find_facts(
        self, codes: tuple[tuple[str, ...], ...], experience: tuple[str, ...], has_agreement: bool
    ) -> tuple[Fact, ...]:
        stated = {
            characteristic: [iri for iri in iris if iri not in _SAYS_NOTHING]
            for characteristic, iris in zip(_CODED.values(), codes, strict=True)
        }
        stated["livedExperience"] = [
            value for iri in experience for value in self._experience.get(iri, ())
        ]
        if has_agreement:
            # The agreement is what lets an association name representatives (L. 1114-1 CSP).
            stated["mandate"] = [VALUE["mandate-authority"]]
        facts = (self._fact(name, tuple(iris)) for name, iris in stated.items() if iris)
        return tuple(fact for fact in facts if fact is not None)

    def _find_other_role(self, declared: str, facts: tuple[Fact, ...]) -> Concept | None:
        """Return the one role that the facts describe rather than the declared one, if any."""
        here = [self._fitting.stance(self._roles[declared], fact) for fact in facts]
        if Stance.AGAINST not in here:
            return None
        stances = [self._stances(fact) for fact in facts]
        # A broader name is vague, not wrong.
        others = self._roles.keys() - self._model.with_broader(declared)
        weights = {
            iri: sum(found)
            for iri in others
            for found in [[each[iri] for each in stances]]
            if Stance.AGAINST not in found and sum(found) >= sum(here) + _CLEAR_LEAD
        }
        best = max(weights.values(), default=0)
        leading = [iri for iri, weight in weights.items() if weight == best]
        return self._roles[leading[0]] if len(leading) == 1 else None

    def _find_stances(self, fact: Fact) -> dict[str, Stance]:
        """Return how a fact stands to each role."""
        return {iri: self._fitting.stance(role, fact) for iri, role in self._roles.items()}


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
