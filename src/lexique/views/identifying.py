"""From facts about a person's engagement to the roles that fit, by characteristics alone."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lexique.errors import UseError
from lexique.harmonising.matching import readings_of
from lexique.messages import say
from lexique.model import Concept, Group, Text
from lexique.namespaces import VALUE
from lexique.views.comparing import ComparedRow, compared_rows
from lexique.views.fitting import Fact, RoleFitting, Stance
from lexique.vocabulary.characteristics import (
    ASKED,
    BY_FACT,
    BY_NAME,
    Characteristic,
    ease,
    value_text,
)
from lexique.vocabulary.lexicon_data import LexiconData

_YES_NO = {
    "contact": {True: "contact-core", False: "contact-none"},
    "sameSituation": {True: "situation-required", False: "situation-irrelevant"},
    "livedExperience": {True: "experience-own", False: "experience-not-required"},
    "mandate": {False: "mandate-none"},
    "legalAnchor": {True: "anchor-law", False: "anchor-none"},
}
_YES, _NO = {"oui", "yes", "true", "vrai"}, {"non", "no", "false", "faux", "none", "aucun"}


@dataclass(frozen=True, slots=True)
class Fit:
    """A role that no fact excludes."""

    concept: Concept
    n_met: int
    """Facts that the role states in so many words."""
    n_open: int
    """Facts about which the role takes any person, or states nothing."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A role that a fact excludes, and what it would need instead."""

    concept: Concept
    fact: Fact
    needed: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question."""

    value_iri: str
    text: Text


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask next, and the answers that the fitting roles know."""

    fact: str
    text: Text
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Identification:
    """The answer to “what should we call this person?”."""

    facts: tuple[Fact, ...]
    fitting: tuple[Fit, ...]
    """Best first: most facts met, then alphabetical."""
    separating: tuple[ComparedRow, ...]
    """The characteristics in which the fitting roles differ, in their order."""
    excluded: tuple[Exclusion, ...]
    questions: tuple[Question, ...]
    """What may be asked next: the question that leaves the fewest roles on average first."""

    @property
    def question(self) -> Question | None:
        """The best question to ask next, None where none would separate the roles."""
        return self.question_besides(())

    def question_besides(self, skipped: Container[str]) -> Question | None:
        """Return the best question whose fact is not among those skipped."""
        return next((item for item in self.questions if item.fact not in skipped), None)

    def to_dict(self, language: str = "fr") -> dict[str, object]:
        """Return the identification in one language."""
        return {
            "facts": {
                fact.characteristic.fact: fact.value.in_language(language) for fact in self.facts
            },
            "fitting": [
                {
                    "slug": fit.concept.slug,
                    "label": fit.concept.label(language),
                    "definition": fit.concept.definitions.get(language),
                    "met": fit.n_met,
                    "open": fit.n_open,
                }
                for fit in self.fitting
            ],
            "separating": [row.to_dict(language) for row in self.separating],
            "excluded": [
                {
                    "slug": item.concept.slug,
                    "label": item.concept.label(language),
                    "fact": item.fact.characteristic.fact,
                    "given": item.fact.value.in_language(language),
                    "needed": [text.in_language(language) for text in item.needed],
                }
                for item in self.excluded
            ],
            "question": None
            if self.question is None
            else {
                "fact": self.question.fact,
                "text": self.question.text.in_language(language),
                "choices": [
                    {
                        "value": choice.value_iri.rsplit("/", 1)[-1],
                        "label": choice.text.in_language(language),
                    }
                    for choice in self.question.choices
                ],
            },
        }

    def __repr__(self) -> str:
        names = ", ".join(fit.concept.slug for fit in self.fitting) or "nothing"
        return f"<Identification: {names}>"


def identify(lexicon: LexiconData, facts: Mapping[str, str | Iterable[str]]) -> Identification:
    """Return what fits `facts`; keys are names of characteristics or of facts (`experience`).

    Values are slugs (`experience-own`, `own`), names (`bénévole`), or yes and no where a question
    can be answered so; several values of one fact all hold. Raises UseError for a fact or a value
    that the vocabulary does not know.
    """
    return _Key(lexicon).identify(facts)


class _Key:
    """The identification key over the roles of one vocabulary."""

    def __init__(self, lexicon: LexiconData) -> None:
        self._lexicon = lexicon
        self._fitting = RoleFitting(lexicon)

    def identify(self, facts: Mapping[str, str | Iterable[str]]) -> Identification:
        given = tuple(
            fact
            for name, values in facts.items()
            for value in ([values] if isinstance(values, str) else values)
            for fact in [self._fact(name, value)]
        )
        excluded: list[Exclusion] = []
        fitting: list[Fit] = []
        for role in self._fitting.roles:
            stances = [self._fitting.stance(role, fact) for fact in given]
            if Stance.AGAINST in stances:
                against = given[stances.index(Stance.AGAINST)]
                needed = role.characteristics[against.characteristic.name]
                texts = tuple(value_text(self._lexicon, iri) for iri in needed)
                excluded.append(Exclusion(role, against, texts))
            else:
                fitting.append(Fit(role, stances.count(Stance.MET), stances.count(Stance.OPEN)))
        fitting.sort(key=lambda fit: (-fit.n_met, fit.concept.slug))
        concepts = [fit.concept for fit in fitting]
        rows = compared_rows(self._lexicon, concepts) if len(concepts) > 1 else ()
        asked = {fact.characteristic.name for fact in given}
        return Identification(
            given,
            tuple(fitting),
            tuple(row for row in rows if row.differs),
            tuple(excluded),
            self._questions(concepts, asked),
        )

    def _fact(self, name: str, value: str) -> Fact:
        item = BY_FACT.get(name) or BY_NAME.get(name)
        if item is None:
            raise UseError(
                say("“{name}” is no fact that roles are told apart by", name=name),
                mend=say("Facts are: {names}.", names=", ".join(asked.fact for asked in ASKED)),
            )
        iri = self._value(item, value.strip())
        if iri is None:
            values = self._fitting.values_of(item.name)
            known = sorted({iri.rsplit("/", 1)[-1] for iri in values})
            raise UseError(
                say("“{value}” is no value of {name}", value=value, name=item.fact),
                mend=say("Values are: {values}.", values=", ".join(known)),
            )
        return self._fitting.fact_of(item, iri)

    def _value(self, item: Characteristic, value: str) -> str | None:
        """Return the IRI of a value given by IRI, slug, slug without prefix, name, yes or no."""
        wanted = value.casefold()
        known = self._fitting.values_of(item.name)
        answer = True if wanted in _YES else False if wanted in _NO else None
        if answer is not None and answer in _YES_NO.get(item.name, {}):
            return VALUE[_YES_NO[item.name][answer]]
        for iri in sorted(known):
            slug = iri.rsplit("/", 1)[-1]
            if wanted in (iri, slug) or (VALUE.name_of(iri) and slug.partition("-")[2] == wanted):
                return iri
        for reading in readings_of(self._lexicon, value, groups=Group):
            concept = reading.concept
            if concept.iri in known or self._lexicon.broader_of(concept) & known:
                return concept.iri
        return None

    def _questions(self, concepts: Sequence[Concept], asked: set[str]) -> tuple[Question, ...]:
        """Return the questions that separate `concepts`, fewest remaining on average first."""
        ranked = sorted(
            (remaining, ease(item.name), item)
            for item in ASKED
            if item.name not in asked
            and (remaining := self._mean_remaining(concepts, item)) < len(concepts)
        )
        return tuple(
            Question(
                item.fact,
                item.question(),
                tuple(
                    Choice(iri, value_text(self._lexicon, iri))
                    for iri in self._answers(concepts, item)
                ),
            )
            for _, _, item in ranked
        )

    def _answers(self, concepts: Sequence[Concept], item: Characteristic) -> list[str]:
        return sorted(
            {iri for concept in concepts for iri in concept.characteristics.get(item.name, ())}
        )

    def _mean_remaining(self, concepts: Sequence[Concept], item: Characteristic) -> float:
        answers = self._answers(concepts, item)
        if len(answers) < 2:
            return float(len(concepts))
        facts = [Fact(item, (iri,), Text("", "")) for iri in answers]
        counts = [
            sum(self._fitting.stance(concept, fact) > Stance.AGAINST for concept in concepts)
            for fact in facts
        ]
        return sum(counts) / len(counts)
