"""The delimiting characteristics: their names, questions, and how values are told in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from lexique.messages import say
from lexique.model import Concept, Text
from lexique.vocabulary.lexicon_data import LexiconData


class Characteristic(NamedTuple):
    """One property by which concepts are told apart (ISO 704)."""

    name: str
    """Local name of the property, and key in `Concept.characteristics`."""
    fact: str
    """Short name under which `identify` takes a fact."""
    label: Callable[[], Text]
    question: Callable[[], Text]


CHARACTERISTICS = (
    Characteristic(
        "livedExperience", "experience",
        lambda: say("lived experience"),
        lambda: say("which lived experience does the person bring?"),
    ),
    Characteristic(
        "sameSituation", "situation",
        lambda: say("same situation as the persons met"),
        lambda: say("does the person share the situation of those they help?"),
    ),
    Characteristic(
        "contact", "contact",
        lambda: say("contact with the persons cared for"),
        lambda: say("does the person meet the persons cared for?"),
    ),
    Characteristic(
        "addressee", "towards",
        lambda: say("acts towards"),
        lambda: say("towards whom does the person act?"),
    ),
    Characteristic(
        "mandate", "mandate",
        lambda: say("mandate"),
        lambda: say("who has mandated the person?"),
    ),
    Characteristic(
        "requiredTraining", "training",
        lambda: say("training required at least"),
        lambda: say("which training has the person had?"),
    ),
    Characteristic(
        "exerciseStatus", "status",
        lambda: say("status"),
        lambda: say("under which status does the person act?"),
    ),
    Characteristic(
        "teamPosition", "team",
        lambda: say("place in the team"),
        lambda: say("where does the person stand in the team?"),
    ),
    Characteristic(
        "voice", "voice",
        lambda: say("speaks for"),
        lambda: say("for whom does the person speak?"),
    ),
    Characteristic(
        "domain", "domain",
        lambda: say("field"),
        lambda: say("in which field does the person act?"),
    ),
    Characteristic(
        "legalAnchor", "text",
        lambda: say("kind of text it rests on"),
        lambda: say("which kind of text does the function rest on?"),
    ),
    Characteristic(
        "legalBasis", "article",
        lambda: say("legal basis"),
        lambda: say("which article does the function rest on?"),
    ),
    Characteristic(
        "typicalMinLevel", "lowest-level",
        lambda: say("lowest usual level of engagement"),
        lambda: say("what is the lowest level of engagement?"),
    ),
    Characteristic(
        "typicalMaxLevel", "highest-level",
        lambda: say("highest usual level of engagement"),
        lambda: say("what is the highest level of engagement?"),
    ),
    Characteristic(
        "levelApplicability", "level",
        lambda: say("level of engagement"),
        lambda: say("does a level of engagement apply?"),
    ),
)  # fmt: skip
"""C1 to C12 of the evidence; the first eleven can be asked of a person's situation."""

BY_NAME = {item.name: item for item in CHARACTERISTICS}
BY_FACT = {item.fact: item for item in CHARACTERISTICS}
ASKED = CHARACTERISTICS[:11]
_BEST_ANSWERED = (
    "livedExperience", "addressee", "mandate", "exerciseStatus", "requiredTraining", "contact",
    "voice", "teamPosition", "sameSituation", "domain", "legalAnchor",
)  # fmt: skip
"""In the order in which people can best answer; ties between questions go by it."""


def ease(name: str) -> int:
    """Return the place of a question among those that people can best answer."""
    return _BEST_ANSWERED.index(name)


def deciding_question(concepts: Sequence[Concept]) -> Text | None:
    """Return the question whose answer tells most of these concepts apart, None if none does."""
    best: Characteristic | None = None
    most = 1
    for name in _BEST_ANSWERED:
        stated = [
            frozenset(concept.characteristics[name])
            for concept in concepts
            if name in concept.characteristics
        ]
        if len(stated) > 1 and len(set(stated)) > most:
            best, most = BY_NAME[name], len(set(stated))
    return best.question() if best else None


def value_text(lexicon: LexiconData, iri: str) -> Text:
    """Return a value of a characteristic in words: a label, or the title of a legal text."""
    concept = lexicon.concept(iri)
    if concept is not None:
        return Text(fr=concept.label("fr"), en=concept.label("en"))
    reference = lexicon.reference(iri)
    title = reference.title if reference else iri.rsplit("/", 1)[-1]
    return Text(fr=title, en=title)
