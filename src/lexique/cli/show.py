"""`lexique show`: everything about one concept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from lexique.cli.asking import format_option, lexicon_of, name_of, vocabulary_option, write_json
from lexique.cli.options import language_of, verb
from lexique.cli.output import say_aloud
from lexique.messages import labelled, listed, say
from lexique.model import Concept, Text
from lexique.views.describing import MAPPINGS, NOTES, Description, describe, notes_of
from lexique.wording import STATUS_WORDS, VERIFICATION_WORDS

_NOTE_HEADINGS = {
    "historyNote": say("History"),
    "editorialNote": say("Open questions"),
    "example": say("Examples"),
}


@verb(
    "show",
    text=say(
        "Show everything about a CONCEPT: what it is, what it is not, who calls it what.\n\n"
        "A CONCEPT is a slug (pair-aidant), an IRI or a name that stands for one concept."
    ),
    examples=("lexique show pair-aidant", 'lexique show "patient traceur" --format json'),
)
@click.argument("concept")
@format_option("text", "json")
@vocabulary_option
@click.pass_context
def command(
    ctx: click.Context, concept: str, output_format: str, vocabularies: tuple[str, ...]
) -> None:
    """Show everything about one concept."""
    language = language_of(ctx)
    description = describe(lexicon_of(vocabularies), concept)
    if output_format == "json":
        write_json(description.to_dict(language))
    else:
        say_aloud("\n".join(lines_of(description, language)))


def lines_of(description: Description, language: str) -> Iterator[str]:
    """Yield the lines of a description, sections with nothing in them left out."""
    concept = description.concept
    yield f"{concept.label(language)}  ({name_of(concept)})"
    yield f"    {concept.iri}"
    yield from _section(say("Definition"), [concept.definitions.get(language, "")], language)
    yield from _section(say("Not a role because"), notes_of(concept, "reason", language), language)
    yield from _section(say("Scope"), concept.scope_notes.get(language, ()), language)
    for name in NOTES:
        yield from _section(_NOTE_HEADINGS[name], notes_of(concept, name, language), language)
    yield from _section(say("Characteristics"), _characteristics(description, language), language)
    yield from _section(
        say("Not to be confused with"),
        (
            labelled(item.second.label(language), item.text).in_language(language)
            for item in description.differences
        ),
        language,
    )
    for heading, concepts in (
        (say("Broader"), description.broader),
        (say("Narrower"), description.narrower),
        (say("Related"), description.related),
        (say("Is taken for"), description.mistaken_for),
        (say("Taken for it"), description.mistaken_by),
    ):
        yield from _section(heading, _names(concepts, language), language)
    yield from _section(say("Names"), _designations(description, language), language)
    yield from _section(say("Elsewhere"), _mappings(concept), language)
    yield from _section(say("Sources of the definition"), _sources(description, language), language)


def _section(heading: Text, items: Iterable[str], language: str) -> Iterator[str]:
    shown = [item for item in items if item]
    if shown:
        yield ""
        yield heading.in_language(language)
        yield from (f"    {item}" for item in shown)


def _characteristics(description: Description, language: str) -> Iterator[str]:
    for row in description.characteristics:
        values = listed(row.values[0], between="; ")
        yield labelled(row.label, values).in_language(language)


def _names(concepts: Iterable[Concept], language: str) -> list[str]:
    return [f"{concept.label(language)} ({name_of(concept)})" for concept in concepts]


def _designations(description: Description, language: str) -> Iterator[str]:
    for item in description.designations:
        rated = STATUS_WORDS[item.status].in_language(language)
        place = ", ".join(part for part in (item.jurisdiction, item.language, rated) if part)
        cue = say("needs a cue").in_language(language) if item.needs_cue else ""
        yield f"{item.form} ({place}{', ' + cue if cue else ''})"


def _mappings(concept: Concept) -> Iterator[str]:
    for name in MAPPINGS:
        for iri in concept.statements.get(name, ()):
            yield f"{name}: {iri}"


def _sources(description: Description, language: str) -> Iterator[str]:
    for item in description.references:
        checked = VERIFICATION_WORDS[item.verification].in_language(language)
        parts = [item.title, item.issuer, item.year, item.url]
        yield f"{', '.join(part for part in parts if part)} ({checked})"
