"""`lexique rules`: all rules with severity and what they ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from lexique.cli.options import language_of, option, verb
from lexique.cli.output import say_aloud, write_data
from lexique.errors import UseError
from lexique.messages import say
from lexique.model import Severity

if TYPE_CHECKING:
    from lexique.rules import Entry


@verb(
    "rules",
    text=say(
        "List the rules of check, validate and diff: id, severity, what is asked for.\n\n"
        "NAME is an id or the beginning of several (LAB, R0); without any, all are listed."
    ),
    examples=("lexique rules LAB", "lexique rules --verb validate --severity violation"),
)
@click.argument("names", metavar="[NAME]...", nargs=-1)
@option(
    "--verb",
    "verb_",
    type=click.Choice(("check", "validate", "diff")),
    text=say("Rules of this verb."),
)
@option(
    "--severity",
    type=click.Choice([str(severity) for severity in Severity]),
    text=say("Rules of this severity."),
)
@option(
    "--format",
    "format_",
    type=click.Choice(("text", "json")),
    default="text",
    text=say("Form of the list (default: text)."),
)
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    verb_: str | None,
    severity: str | None,
    format_: str,
) -> None:
    """List the chosen rules, one a line, or as a JSON array."""
    from lexique.rules import catalogue, entries
    from lexique.wording import SEVERITY_WORDS

    language = language_of(ctx)
    chosen = [
        entry
        for entry in (entries(names) if names else catalogue())
        if verb_ in (None, entry.verb) and severity in (None, str(entry.severity))
    ]
    if not chosen:
        raise UseError(say("there is no such rule"), mend=say("See `lexique rules` for all rules."))
    if format_ == "json":
        write_data(_as_json(chosen))
        return
    words = [SEVERITY_WORDS[entry.severity].in_language(language) for entry in chosen]
    width = max(len(entry.id) for entry in chosen)
    for entry, word in zip(chosen, words, strict=True):
        what = entry.what[0].in_language(language)
        say_aloud(f"{entry.id:<{width}}  {word:<{max(map(len, words))}}  {what}")


def _as_json(chosen: Sequence[Entry]) -> bytes:
    from lexique.json_line import json_line

    listed = [
        {
            "id": entry.id,
            "verb": entry.verb,
            "severity": str(entry.severity),
            "severity_elsewhere": str(entry.elsewhere) if entry.elsewhere else None,
            "what": [text.to_dict() for text in entry.what],
            "why": entry.why.to_dict() if entry.why else None,
            "mend": [text.to_dict() for text in entry.mend],
            "bad": entry.bad or None,
            "good": entry.good or None,
            "source": entry.source,
            "verification": entry.verification,
            "safeguard": entry.safeguard,
            "shapes": list(entry.shapes),
        }
        for entry in chosen
    ]
    return f"{json_line(listed, indent=2)}\n".encode()
