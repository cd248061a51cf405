"""`lexique map`: names in, concepts out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

from lexique.cli.asking import (
    fail_on_option,
    format_option,
    headline,
    jurisdiction_option,
    lexicon_of,
    name_of,
    vocabulary_option,
    write_json,
)
from lexique.cli.options import language_of, option, verb
from lexique.cli.output import say_aloud
from lexique.errors import UseError
from lexique.json_line import json_line
from lexique.messages import say
from lexique.model import Outcome, Resolution


@verb(
    "map",
    text=say(
        "Say which concept each NAME stands for, and why.\n\n"
        "With - names are read from standard input, one a line; blank lines are answered too."
    ),
    examples=(
        'lexique map "patientes partenaires" "Médiateur.rice de santé-pair" MSP',
        "lexique map --format jsonl --jurisdiction FR - < names.txt",
    ),
)
@click.argument("names", nargs=-1, metavar="NAME...")
@option("--context", text=say("Words around the name that help to decide between readings."))
@jurisdiction_option
@option(
    "--accept-fuzzy",
    type=click.FloatRange(0, 1),
    text=say("Accept a near name at least this like (0 to 1) as an answer; the reason says so."),
)
@format_option("text", "json", "jsonl", "tsv")
@fail_on_option
@vocabulary_option
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    context: str | None,
    jurisdiction: str | None,
    accept_fuzzy: float | None,
    output_format: str,
    fail_on: tuple[str, ...],
    vocabularies: tuple[str, ...],
) -> None:
    """Say which concept each name stands for."""
    if not names:
        raise UseError(
            say("no name is given"),
            mend=say("Give names as arguments, or - to read them from standard input."),
        )
    lexicon = lexicon_of(vocabularies)
    language = language_of(ctx)
    answers = (
        lexicon.harmonise(
            name, context=context, jurisdiction=jurisdiction, accept_fuzzy=accept_fuzzy
        )
        for name in _all_names(names)
    )
    outcomes = set(_written(answers, output_format, language))
    if any(str(outcome) in fail_on for outcome in outcomes):
        ctx.exit(1)


def _all_names(names: Iterable[str]) -> Iterator[str]:
    """Yield the names; `-` stands for the lines of standard input."""
    for name in names:
        if name != "-":
            yield name
            continue
        from lexique.files import read_text

        lines = read_text("-").text.split("\n")
        yield from (line.removesuffix("\r") for line in (lines[:-1] if not lines[-1] else lines))


def _written(answers: Iterable[Resolution], output_format: str, language: str) -> Iterator[Outcome]:
    """Write each answer as it comes and pass its outcome on."""
    if output_format == "json":
        all_answers = list(answers)
        write_json([answer.to_dict(language) for answer in all_answers])
        yield from (answer.outcome for answer in all_answers)
        return
    for answer in answers:
        if output_format == "jsonl":
            sys.stdout.write(json_line(answer.to_dict(language)) + "\n")
        elif output_format == "tsv":
            sys.stdout.write(_row(answer, language))
        else:
            say_aloud(_paragraph(answer, language))
        yield answer.outcome


def _row(answer: Resolution, language: str) -> str:
    """Return name, outcome, slugs, labels and reason between tabs."""
    cells = (
        answer.text,
        str(answer.outcome),
        "|".join(answer.concepts),
        "|".join(reading.concept.label(language) for reading in answer.readings),
        answer.reason.text.in_language(language),
    )
    return "\t".join(" ".join(cell.split()) for cell in cells) + "\n"


def _paragraph(answer: Resolution, language: str) -> str:
    """Return an answer as a person reads it: the outcome, then why, then what else."""
    text = answer.text.strip() or say("(empty)").in_language(language)
    lines = [headline(answer, text, language), f"    {answer.reason.text.in_language(language)}"]
    if answer.facets:
        facets = ", ".join(
            f"{facet.concept.label(language)} ({name_of(facet.concept)})" for facet in answer.facets
        )
        lines.append("    " + say("also says: {facets}", facets=facets).in_language(language))
    lines.extend(
        "    "
        + say(
            "near: {label} ({name}), {reason}",
            label=item.concept.label(language),
            name=name_of(item.concept),
            reason=item.reason.text,
        ).in_language(language)
        for item in answer.suggestions
    )
    return "\n".join(lines)
