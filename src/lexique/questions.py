"""The questions behind the characteristics: what to ask to tell one role from another."""

from __future__ import annotations

from collections.abc import Sequence

from lexique.messages import say
from lexique.model import Concept, Text

QUESTIONS = {
    "livedExperience": lambda: say("which lived experience does the person bring?"),
    "addressee": lambda: say("towards whom does the person act?"),
    "mandate": lambda: say("who has mandated the person?"),
    "requiredTraining": lambda: say("which training has the person had?"),
    "exerciseStatus": lambda: say("under which status does the person act?"),
    "contact": lambda: say("does the person meet the persons cared for?"),
    "voice": lambda: say("for whom does the person speak?"),
    "teamPosition": lambda: say("where does the person stand in the team?"),
    "sameSituation": lambda: say("does the person share the situation of those they help?"),
    "domain": lambda: say("in which field does the person act?"),
    "legalAnchor": lambda: say("which kind of text does the function rest on?"),
}
"""Characteristic to question, in the order in which people can best answer."""


def deciding_question(concepts: Sequence[Concept]) -> Text | None:
    """Return the question whose answer tells most of these concepts apart, None if none does."""
    best, most = None, 1
    for name, question in QUESTIONS.items():
        values = [concept.characteristics.get(name) for concept in concepts]
        stated = [frozenset(value) for value in values if value]
        n_kinds = len(set(stated))
        if len(stated) > 1 and n_kinds > most:
            best, most = question, n_kinds
    return best() if best else None
