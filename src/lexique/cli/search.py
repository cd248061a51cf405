"""`lexique search`: concepts by words."""

from __future__ import annotations

import click

from lexique.cli.asking import format_option, lexicon_of, name_of, vocabulary_option, write_json
from lexique.cli.options import language_of, option, verb
from lexique.cli.output import complain, say_aloud
from lexique.messages import say


@verb(
    "search",
    text=say("List the concepts whose names, definitions or notes hold all the WORDS."),
    examples=('lexique search "santé pair"', "lexique search représentant --format json"),
)
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@option("--limit", type=click.IntRange(1), default=20, text=say("How many at most (default: 20)."))
@format_option("text", "json")
@vocabulary_option
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    limit: int,
    output_format: str,
    vocabularies: tuple[str, ...],
) -> None:
    """List the concepts that hold the words."""
    language = language_of(ctx)
    found = lexicon_of(vocabularies).search(" ".join(words), limit=limit)
    if output_format == "json":
        write_json([item.to_dict(language) for item in found])
        return
    if not found:
        complain(say("no concept holds these words"), language)
    for item in found:
        say_aloud(f"{item.concept.label(language)} ({name_of(item.concept)})")
        say_aloud(f"    {item.text}")
