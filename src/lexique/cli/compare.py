"""`lexique compare`: two or more concepts side by side."""

from __future__ import annotations

import click

from lexique.cli.asking import format_option, in_both, lexicon_of, vocabulary_option, write_json
from lexique.cli.options import language_of, verb
from lexique.cli.output import say_aloud
from lexique.messages import labelled, listed, say
from lexique.model import Text
from lexique.views.comparing import ComparedRow, Comparison


@verb(
    "compare",
    text=say(
        "Put roles side by side, what differs first.\n\n"
        "A CONCEPT is a slug (pair-aidant), an IRI or a name that stands for one concept."
    ),
    examples=(
        "lexique compare mediateur-en-sante mediateur-de-sante-pair pair-aidant",
        'lexique compare "patient partenaire" "représentant des usagers" --format json',
    ),
)
@click.argument("concepts", nargs=-1, required=True, metavar="CONCEPT...")
@format_option("text", "json")
@vocabulary_option
@click.pass_context
def command(
    ctx: click.Context, concepts: tuple[str, ...], output_format: str, vocabularies: tuple[str, ...]
) -> None:
    """Put concepts side by side."""
    comparison = lexicon_of(vocabularies).compare(*concepts)
    language = language_of(ctx)
    if output_format == "json":
        write_json(comparison.to_dict(language))
    else:
        say_aloud("\n".join(lines_of(comparison, language)))


def lines_of(comparison: Comparison, language: str) -> list[str]:
    """Return a comparison as a person reads it: what each is, what differs, what is the same."""
    lines = []
    for concept in comparison.concepts:
        lines.append(concept.label(language))
        lines.append(f"    {concept.definitions.get(language, '')}")
    names = [in_both(concept) for concept in comparison.concepts]
    for heading, differs in ((say("What differs"), True), (say("What is the same"), False)):
        rows = [row for row in comparison.rows if row.differs is differs]
        if rows:
            lines.extend(("", heading.in_language(language)))
            lines.extend(line for row in rows for line in row_lines(row, names, language))
    if comparison.differences:
        lines.extend(("", say("In a sentence").in_language(language)))
        for item in comparison.differences:
            pair = f"{item.first.label(language)} / {item.second.label(language)}"
            lines.append(f"  {pair}")
            lines.append(f"    {item.text.in_language(language)}")
    return lines


def row_lines(row: ComparedRow, names: list[Text], language: str) -> list[str]:
    """Return one characteristic, a line for each concept where they differ."""
    label = row.label.in_language(language)
    if not row.differs:
        return [f"  {labelled(label, _cell(row.values[0], language)).in_language(language)}"]
    width = max(len(name.in_language(language)) for name in names)
    return [
        f"  {label}",
        *(
            f"    {name.in_language(language):<{width}}  {_cell(cell, language)}"
            for name, cell in zip(names, row.values, strict=True)
        ),
    ]


def _cell(values: tuple[Text, ...], language: str) -> str:
    said = listed(values, between="; ") if values else say("not stated")
    return said.in_language(language)
