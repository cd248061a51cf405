"""Declarations that say one role and describe another: facts weighed against characteristics.

Every fact of a declaration speaks for a role, against it, or not at all; what it says follows from
the characteristics that the vocabulary gives the role. Only a role against which nothing speaks,
and for which clearly more speaks than for the declared one, is named. It is never put in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from lexique.declarations.breaches import Breach
from lexique.declarations.declaration import Declaration
from lexique.declarations.properties import DeclarationModel
from lexique.declarations.rulebook import Rule
from lexique.lexicon import Lexicon
from lexique.messages import say
from lexique.model import Concept, Group, Severity, Text
from lexique.namespaces import BASE, SOURCE, VALUE

RULE_ID = "PROFILE-role"
_CLEAR_LEAD = 2
"""By how many facts more another role must fit than the declared one."""
_NO_TRAINING = f"{BASE}training/aucune"
_FIELDS = f"{BASE}domain/champ-de-sante"
_ANY_EXPERIENCE = VALUE["experience-not-required"]
_OWN = VALUE["experience-own"]


class Weight(NamedTuple):
    """How many facts speak for a role, and how many against it."""

    fitting: int
    contradicting: int

    @property
    def balance(self) -> int:
        """What is left when facts for and against are set off."""
        return self.fitting - self.contradicting


class Profiles:
    """The roles of the vocabulary, weighed against the facts of declarations."""

    def __init__(self, lexicon: Lexicon, model: DeclarationModel) -> None:
        self._model = model
        self._roles = {
            role.iri: role
            for role in lexicon.concepts(Group.ROLE)
            if role.characteristics and role.engagement and not role.deprecated
        }
        self._experience = {
            item.iri: frozenset(item.characteristics.get("livedExperience", ()))
            or frozenset(item.statements.get("livedExperience", ()))
            for item in lexicon.concepts(Group.EXPERIENCE)
        }
        self._weigh: tuple[Callable[[Declaration, Concept], int], ...] = (
            self._by_status,
            self._by_training,
            self._by_experience,
            self._by_domain,
            self._by_mandate,
        )

    def breaches(self, declarations: Iterable[Declaration]) -> Iterator[Breach]:
        """Yield a breach for each declaration whose facts fit another role than the declared."""
        for item in declarations:
            declared = next(iter(item.iris("role")), None)
            other = self._better_role(item, declared) if declared in self._roles else None
            if declared is not None and other is not None:
                value = item.first("role")
                yield Breach(_rule(self._roles[declared], other), item, "role", value)

    def weight(self, declaration: Declaration, role: Concept) -> Weight:
        """Return how the facts of a declaration weigh for and against a role."""
        said = [weigh(declaration, role) for weigh in self._weigh]
        return Weight(said.count(1), said.count(-1))

    def _better_role(self, declaration: Declaration, declared: str | None) -> Concept | None:
        here = self.weight(declaration, self._roles[declared or ""])
        if not here.contradicting:
            return None
        kin = self._kin(declared or "")
        weighed = {
            iri: weight
            for iri, role in self._roles.items()
            if iri not in kin
            for weight in (self.weight(declaration, role),)
            if not weight.contradicting and weight.balance >= here.balance + _CLEAR_LEAD
        }
        best = max((weight.balance for weight in weighed.values()), default=0)
        leading = [iri for iri, weight in weighed.items() if weight.balance == best]
        return self._roles[leading[0]] if len(leading) == 1 else None

    def _kin(self, iri: str) -> frozenset[str]:
        """Return a role and all that is broader: a broader name is vague, not wrong."""
        return self._model.with_broader(iri)

    def _by_status(self, declaration: Declaration, role: Concept) -> int:
        return self._by_code(declaration, "status", role.characteristics.get("exerciseStatus", ()))

    def _by_domain(self, declaration: Declaration, role: Concept) -> int:
        """Weigh the domain; a field of health (mental health ...) never speaks against a role."""
        stated = declaration.iris("domain")
        allowed = role.characteristics.get("domain", ())
        said = self._by_code(declaration, "domain", allowed)
        is_field = all(_FIELDS in self._model.with_broader(iri) for iri in stated)
        return max(said, 0) if is_field else said

    def _by_code(self, declaration: Declaration, name: str, allowed: Collection[str]) -> int:
        stated = declaration.iris(name)
        if not stated or not allowed:
            return 0
        return 1 if any(self._model.with_broader(iri) & set(allowed) for iri in stated) else -1

    def _by_training(self, declaration: Declaration, role: Concept) -> int:
        """Weigh the training: one that some role requires speaks for that role, against others."""
        stated = set(declaration.iris("training")) - {_NO_TRAINING}
        required = set(role.characteristics.get("requiredTraining", ())) - {_NO_TRAINING}
        if not stated:
            return 0
        if any(self._model.with_broader(iri) & required for iri in stated):
            return 1
        return -1 if self._is_required_somewhere(stated) else 0

    def _is_required_somewhere(self, trainings: Collection[str]) -> bool:
        return any(
            iri in role.characteristics.get("requiredTraining", ())
            for role in self._roles.values()
            for iri in trainings
        )

    def _by_experience(self, declaration: Declaration, role: Concept) -> int:
        wanted = set(role.characteristics.get("livedExperience", ()))
        stated = [
            self._experience.get(iri, frozenset()) for iri in declaration.iris("experienceBasis")
        ]
        if not wanted or not any(stated):
            return 0
        if _ANY_EXPERIENCE in wanted:
            return 0
        return 1 if any(found & wanted for found in stated) else -1

    def _by_mandate(self, declaration: Declaration, role: Concept) -> int:
        """Weigh agreement number and mandating association: they make a representative."""
        if "agreementNumber" not in declaration.values:
            return 0
        mandates = role.characteristics.get("mandate", ())
        return 1 if VALUE["mandate-authority"] in mandates else -1


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
    )


def _label(role: Concept) -> Text:
    return Text(fr=role.label("fr"), en=role.label("en"))
