"""What the verbs share that ask the vocabulary: which one, in which country, how to write."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from lexique.cli.options import option
from lexique.json_line import json_line
from lexique.messages import say
from lexique.model import Concept, Outcome, Resolution, Text

if TYPE_CHECKING:
    from lexique.lexicon import Lexicon

FAILING = tuple(str(item) for item in (Outcome.AMBIGUOUS, Outcome.NOT_A_ROLE, Outcome.UNKNOWN))


def vocabulary_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--vocabulary`."""
    decorate = option(
        "--vocabulary",
        "vocabularies",
        multiple=True,
        metavar="PATH",
        text=say("SKOS file or folder to ask instead of the bundled vocabulary (repeatable)."),
    )
    decorated: Callable[..., Any] = decorate(function)
    return decorated


def jurisdiction_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--jurisdiction`."""
    decorate = option("--jurisdiction", text=say("ISO 3166 code (FR, CA-QC, GB), EU or INT."))
    decorated: Callable[..., Any] = decorate(function)
    return decorated


def format_option(*formats: str) -> Callable[[Any], Any]:
    """Add `--format`; the first is the default."""
    return option(
        "--format",
        "output_format",
        type=click.Choice(formats),
        default=formats[0],
        text=say("How the answer is written (default: {default}).", default=formats[0]),
    )


def fail_on_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--fail-on`."""
    decorate = option(
        "--fail-on",
        multiple=True,
        type=click.Choice(FAILING),
        text=say("Exit with 1 where a name has this outcome (repeatable)."),
    )
    decorated: Callable[..., Any] = decorate(function)
    return decorated


def lexicon_of(vocabularies: Iterable[str]) -> Lexicon:
    """Return the bundled Lexicon, or that of the files named."""
    from lexique.loading import load

    chosen = list(vocabularies)
    return load(chosen) if chosen else load()


def write_json(value: object, *, indent: int | None = 2) -> None:
    """Write one JSON document, or with `indent=None` one line of JSON."""
    sys.stdout.write(json_line(value, indent=indent) + "\n")


def name_of(concept: Concept) -> str:
    """Return a concept as users write it: `role:patient-partenaire`."""
    return f"{concept.group}:{concept.slug}"


def in_both(concept: Concept) -> Text:
    """Return the preferred label in each language."""
    return Text(fr=concept.label("fr"), en=concept.label("en"))


def headline(answer: Resolution, text: str, language: str) -> str:
    """Return in one line what `text` was found to name."""
    named = ", ".join(
        f"{reading.concept.label(language)} ({name_of(reading.concept)})"
        for reading in answer.readings
    )
    return _said(answer.outcome, text, named).in_language(language)


def _said(outcome: Outcome, text: str, named: str) -> Text:
    if outcome is Outcome.MATCHED:
        return say("{text}: matched to {named}", text=text, named=named)
    if outcome is Outcome.AMBIGUOUS:
        return say("{text}: ambiguous, {named}", text=text, named=named)
    if outcome is Outcome.NOT_A_ROLE:
        return say("{text}: no role, {named}", text=text, named=named)
    return say("{text}: unknown", text=text)
