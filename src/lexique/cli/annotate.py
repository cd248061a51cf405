"""`lexique annotate`: role names in running text."""

from __future__ import annotations

import html
import json
import os
import sys
from collections.abc import Iterator, Sequence

import click

from lexique.cli.asking import (
    format_option,
    headline,
    jurisdiction_option,
    lexicon_of,
    vocabulary_option,
    write_json,
)
from lexique.cli.options import language_of, option, verb
from lexique.cli.output import say_aloud, wants_colour
from lexique.errors import InputError
from lexique.json_line import json_line
from lexique.messages import say
from lexique.model import Mention, Outcome, Source
from lexique.printing import printable

_COLOURS = {
    Outcome.MATCHED: "green",
    Outcome.AMBIGUOUS: "yellow",
    Outcome.NOT_A_ROLE: "blue",
}


@verb(
    "annotate",
    text=say(
        "Find role names in a running text, with their place and what they stand for.\n\n"
        "FILE is a text, or with --input-format jsonl one JSON object with id and text a line; "
        "- is standard input."
    ),
    examples=(
        "lexique annotate minutes.txt",
        "lexique annotate texts.jsonl --input-format jsonl --format jsonl",
    ),
)
@click.argument("path", metavar="FILE")
@option(
    "--input-format",
    type=click.Choice(("text", "jsonl")),
    default="text",
    text=say("What FILE holds (default: text)."),
)
@format_option("text", "jsonl", "json", "html")
@jurisdiction_option
@option("--classes", is_flag=True, text=say("Mention broad classes too (patient, usager ...)."))
@option("--encoding", text=say("Encoding of FILE (default: decided by rule)."))
@vocabulary_option
@click.pass_context
def command(
    ctx: click.Context,
    path: str,
    input_format: str,
    output_format: str,
    jurisdiction: str | None,
    classes: bool,
    encoding: str | None,
    vocabularies: tuple[str, ...],
) -> None:
    """Find role names in running text."""
    from lexique.files import read_text

    _refuse_missing(path)
    lexicon = lexicon_of(vocabularies)
    language = language_of(ctx)
    text = read_text(path, encoding=encoding).text
    texts = [(None, text)] if input_format == "text" else list(_records(text, path))
    for identifier, passage in texts:
        mentions = lexicon.annotate(passage, jurisdiction=jurisdiction, classes=classes)
        _write(identifier, passage, mentions, output_format, language)


def _refuse_missing(path: str) -> None:
    """Raise InputError where there is no such file: a text may have been given in its place."""
    from lexique.files import STDIN, refuse_address

    refuse_address(path)
    # A whole text is too long for a path, of which pathlib complains.
    if path != STDIN and not os.path.exists(path):  # noqa: PTH110
        raise InputError(
            say("there is no such file"),
            mend=say(
                "Check the path; the text is read from a file or from standard input. "
                "For a text that you type, write: {command}",
                command='echo "..." | lexique annotate -',
            ),
            where=Source(path),
        )


def _records(text: str, path: str) -> Iterator[tuple[object, str]]:
    """Yield identifier and text of each line; raises InputError for one that is no such object."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            passage = record["text"]
            identifier = record.get("id")
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise _no_record(path, number) from error
        if not isinstance(passage, str):
            raise _no_record(path, number)
        yield identifier, passage


def _no_record(path: str, line: int) -> InputError:
    return InputError(
        say("this line is no JSON object with a text"),
        mend=say("Write one object a line, such as {example}.", example='{"id": 1, "text": "..."}'),
        where=Source(path, line),
    )


def _write(
    identifier: object,
    passage: str,
    mentions: Sequence[Mention],
    output_format: str,
    language: str,
) -> None:
    if output_format == "html":
        sys.stdout.write(_page(passage, mentions, language))
        return
    if output_format == "text":
        click.echo(_highlighted(passage, mentions), color=wants_colour(sys.stdout))
        for mention in mentions:
            say_aloud(_line(mention, language))
        return
    found = [mention.to_dict(language) for mention in mentions]
    if identifier is not None:
        write_json(
            {"id": identifier, "mentions": found}, indent=2 if output_format == "json" else None
        )
    elif output_format == "json":
        write_json(found)
    else:
        sys.stdout.write("".join(json_line(item) + "\n" for item in found))


def _line(mention: Mention, language: str) -> str:
    resolution = mention.resolution
    head = headline(resolution, " ".join(mention.surface.split()), language)
    reason = resolution.reason.text.in_language(language)
    return f"  {mention.start}-{mention.end}  {head}\n      {reason}"


def _outermost(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions that do not lie in another one."""
    until = 0
    for mention in mentions:
        if mention.start >= until:
            yield mention
            until = mention.end


def _highlighted(passage: str, mentions: Sequence[Mention]) -> str:
    """Return the text with mentions in colour on a terminal, else between marks; printable."""
    colours = wants_colour(sys.stdout)
    pieces, position = [], 0
    for mention in _outermost(mentions):
        surface = _shown(mention.surface)
        pieces.append(_shown(passage[position : mention.start]))
        colour = _COLOURS[mention.resolution.outcome]
        pieces.append(
            click.style(surface, fg=colour, underline=True) if colours else f"[{surface}]"
        )
        position = mention.end
    return "".join((*pieces, _shown(passage[position:])))


def _shown(text: str) -> str:
    return "\n".join(printable(line) for line in text.split("\n"))


def _page(passage: str, mentions: Sequence[Mention], language: str) -> str:
    """Return an HTML page with each mention marked, its answer as a title."""
    pieces, position = [], 0
    for mention in _outermost(mentions):
        pieces.append(html.escape(passage[position : mention.start]))
        resolution = mention.resolution
        answer = headline(resolution, " ".join(mention.surface.split()), language)
        pieces.append(
            f'<mark class="{resolution.outcome}" title="{html.escape(answer)}">'
            f"{html.escape(mention.surface)}</mark>"
        )
        position = mention.end
    body = "".join((*pieces, html.escape(passage[position:])))
    style = (
        "body{max-width:45em;margin:2em auto;font-family:serif;white-space:pre-wrap}"
        ".ambiguous{text-decoration:underline wavy}.not-a-role{background:none;font-style:italic}"
    )
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f"<title>lexique</title><style>{style}</style></head><body>{body}</body></html>\n"
    )
