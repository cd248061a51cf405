"""A Resolution told in full: what was read, as what, by which steps, on whose word."""

from __future__ import annotations

from collections.abc import Iterator

from lexique.messages import listed, say
from lexique.model import Outcome, Reading, Resolution, Text
from lexique.wording import STATUS_WORDS

_MOST_SOURCES = 5
"""Sources named in an explanation; `lexique show` names them all."""
_OUTCOMES = {
    Outcome.MATCHED: lambda text: say("“{text}” names a role", text=text),
    Outcome.AMBIGUOUS: lambda text: say("“{text}” can stand for several things", text=text),
    Outcome.NOT_A_ROLE: lambda text: say("“{text}” names no role", text=text),
    Outcome.UNKNOWN: lambda text: say("“{text}” is not known", text=text),
}
_STEPS = {
    "abbreviation": lambda: say("the abbreviation in brackets was taken with the name"),
    "accent": lambda: say("accents or ligatures were levelled"),
    "context": lambda: say("the context chose the reading"),
    "empty": lambda: say("the text is blank"),
    "feminine": lambda: say("gender was levelled"),
    "fuzzy": lambda: say("the nearest name was accepted"),
    "inclusive-form": lambda: say("inclusive writing was read as one name"),
    "misspelling": lambda: say("one letter was corrected"),
    "order": lambda: say("the order of the words was levelled"),
    "plural": lambda: say("number was levelled"),
    "preposition": lambda: say("articles and prepositions were levelled"),
    "qualifier-removed": lambda: say("words beside the name were set apart"),
    "separator": lambda: say("hyphens, slashes and spaces were levelled"),
    "spelling-variant": lambda: say("another accepted spelling or word for the same was read"),
}


def explain(resolution: Resolution, language: str = "fr") -> str:
    """Return the explanation in `language`, a line for each thing to know."""
    return "\n".join(text.in_language(language) for text in _lines(resolution))


def _lines(resolution: Resolution) -> Iterator[Text]:
    yield _OUTCOMES[resolution.outcome](resolution.text)
    yield resolution.reason.text
    for reading in resolution.readings:
        yield _reading(reading)
    for facet in resolution.facets:
        yield say(
            "also says “{surface}”: {label}",
            surface=facet.surface,
            label=Text(facet.concept.label("fr"), facet.concept.label("en")),
        )
    if resolution.steps:
        yield say("steps: {steps}", steps=listed(_STEPS[step]() for step in resolution.steps))
    for item in resolution.suggestions:
        yield say("near: {form} ({slug})", form=item.form, slug=item.concept.slug)


def _reading(reading: Reading) -> Text:
    label = Text(reading.concept.label("fr"), reading.concept.label("en"))
    designation = reading.designation
    if designation is None:
        return say("reading: {label} ({slug})", label=label, slug=reading.concept.slug)
    names = [iri.rsplit("/", 1)[-1] for iri in designation.source_iris]
    shown = [*names[:_MOST_SOURCES], "…"] if len(names) > _MOST_SOURCES else names
    sources = ", ".join(shown)
    return say(
        "reading: {label} ({slug}), by “{form}” ({status}, {place}), source: {sources}",
        label=label,
        slug=reading.concept.slug,
        form=designation.form,
        status=STATUS_WORDS[designation.status],
        place=designation.jurisdiction or "-",
        sources=sources or "-",
    )
