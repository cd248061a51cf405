"""From what a user types to the one concept meant."""

from __future__ import annotations

from lexique.errors import UseError
from lexique.harmonising.harmoniser import Harmoniser
from lexique.messages import say
from lexique.model import Concept, Outcome
from lexique.vocabulary.lexicon_data import LexiconData


def concept_named(lexicon: LexiconData, harmoniser: Harmoniser, name: str) -> Concept:
    """Return the concept with this slug, `group:slug`, IRI, or unambiguous name.

    Raises UseError for a name that stands for no concept or for several, with those it may mean.
    """
    concept = lexicon.concept(name.strip())
    if concept is not None:
        return concept
    resolution = harmoniser.harmonise(name)
    if len(resolution.readings) == 1:
        return resolution.readings[0].concept
    if resolution.outcome is Outcome.AMBIGUOUS:
        raise UseError(
            say("“{name}” can stand for several concepts", name=name),
            mend=say("Name one of: {slugs}.", slugs=", ".join(resolution.concepts)),
        )
    near = ", ".join(item.concept.slug for item in resolution.suggestions)
    raise UseError(
        say("“{name}” names no concept", name=name),
        mend=say("Near: {slugs}.", slugs=near)
        if near
        else say("`lexique search` finds concepts by words."),
    )
