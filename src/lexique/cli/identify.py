"""`lexique identify`: what should we call this person?"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import click

from lexique.cli.asking import (
    format_option,
    in_both,
    lexicon_of,
    name_of,
    vocabulary_option,
    write_json,
)
from lexique.cli.compare import row_lines
from lexique.cli.options import language_of, option, verb
from lexique.cli.output import say_aloud
from lexique.errors import UseError
from lexique.lexicon import Lexicon
from lexique.messages import say
from lexique.views.identifying import Identification, Question
from lexique.vocabulary.characteristics import ASKED

_MOST_SEPARATED = 4
"""Roles up to which the text says in what they differ; more would be a wall."""

Facts = dict[str, list[str]]


def _fact_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add one repeatable option for each characteristic that can be asked."""
    for item in reversed(ASKED):
        function = option(f"--{item.fact}", multiple=True, text=item.question())(function)
    return function


@verb(
    "identify",
    text=say(
        "Say which roles fit the facts about a person's engagement, what still separates them, "
        "and what excludes the others.\n\n"
        "Without facts on a terminal, questions are asked one at a time, the one that decides "
        "most first. Values are slugs (experience-own, or own) or words (bénévole, oui, non)."
    ),
    examples=(
        "lexique identify --experience own --status bénévole --towards peers",
        'lexique identify --record \'{"experience": "own", "mandate": "non"}\'',
    ),
)
@_fact_options
@option("--record", text=say("The facts as a JSON object, or - to read it from standard input."))
@option("--ask", is_flag=True, text=say("Ask for what the given facts leave open."))
@format_option("text", "json")
@vocabulary_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    record: str | None,
    ask: bool,
    output_format: str,
    vocabularies: tuple[str, ...],
    **given: tuple[str, ...],
) -> None:
    """Say which roles fit the facts."""
    lexicon = lexicon_of(vocabularies)
    language = language_of(ctx)
    facts = _recorded(record) if record else {}
    for name, values in given.items():
        facts.setdefault(name, []).extend(values)
    facts = {name: values for name, values in facts.items() if values}
    if not facts and not ask and not sys.stdin.isatty():
        raise UseError(
            say("no fact is given"),
            mend=say("Give facts as options or with --record, or answer questions with --ask."),
        )
    found = _asked(lexicon, facts, language) if ask or not facts else lexicon.identify(facts)
    if output_format == "json":
        write_json(found.to_dict(language))
    else:
        say_aloud("\n".join(lines_of(found, language)))


def _recorded(record: str) -> Facts:
    """Return the facts of a JSON object; raises UseError for anything else."""
    from lexique.files import read_text

    text = read_text("-").text if record == "-" else record
    try:
        stated = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UseError(
            say("the record is no JSON"), mend=say("Write an object of fact and value.")
        ) from error
    if not isinstance(stated, dict):
        raise UseError(
            say("the record is no JSON object"), mend=say("Write an object of fact and value.")
        )
    return {
        str(name): [str(item) for item in (value if isinstance(value, list) else [value])]
        for name, value in stated.items()
    }


def _asked(lexicon: Lexicon, facts: Facts, language: str) -> Identification:
    """Return what fits after the questions that decide most; an empty answer skips one."""
    skipped: set[str] = set()
    found = lexicon.identify(facts)
    while (question := found.question_besides(skipped)) is not None:
        answer = _answer(question, len(found.fitting), language)
        if answer is None:
            skipped.add(question.fact)
        else:
            facts = {**facts, question.fact: [answer]}
            found = lexicon.identify(facts)
    return found


def _answer(question: Question, n_fitting: int, language: str) -> str | None:
    """Return the value chosen, None for an answer that is not known."""
    remaining = say("{count} roles still fit.", count=n_fitting).in_language(language)
    click.echo(f"\n{remaining} {question.text.in_language(language)}", err=True)
    for number, choice in enumerate(question.choices, start=1):
        click.echo(f"  {number}. {choice.text.in_language(language)}", err=True)
    prompt = say("Number, or 0 for “I do not know”").in_language(language)
    number = click.prompt(
        prompt, type=click.IntRange(0, len(question.choices)), default=0, err=True
    )
    return question.choices[number - 1].value_iri if number else None


def lines_of(found: Identification, language: str) -> Iterator[str]:
    """Yield an identification as a person reads it."""
    if not found.fitting:
        yield say("No role fits all these facts.").in_language(language)
    else:
        yield say("Fits").in_language(language)
    for fit in found.fitting:
        yield f"  {fit.concept.label(language)} ({name_of(fit.concept)})"
        yield f"      {fit.concept.definitions.get(language, '')}"
    if 1 < len(found.fitting) <= _MOST_SEPARATED:
        names = [in_both(fit.concept) for fit in found.fitting]
        yield ""
        yield say("What still separates them").in_language(language)
        for row in found.separating:
            yield from row_lines(row, names, language)
    if found.question is not None:
        yield ""
        yield say(
            "To go on, say: {question} (--{fact})",
            question=found.question.text,
            fact=found.question.fact,
        ).in_language(language)
    if found.excluded:
        yield ""
        yield say("Excluded").in_language(language)
    for item in found.excluded:
        yield "  " + say(
            "{role}: {characteristic} would have to be “{needed}”, not “{given}”",
            role=in_both(item.concept),
            characteristic=item.fact.characteristic.label(),
            needed=" / ".join(text.in_language(language) for text in item.needed),
            given=item.fact.value,
        ).in_language(language)
