"""`lexique explain`: one rule, why it is there, and how to keep it."""

from __future__ import annotations

import click

from lexique.cli.options import language_of, verb
from lexique.cli.output import say_aloud
from lexique.errors import UseError
from lexique.messages import say


@verb(
    "explain",
    text=say(
        "Explain rules: what is asked for, why, an example that breaks the rule and one that keeps "
        "it, severity and source.\n\n"
        "RULE is an id as reports show it, such as SKOS-S27, LAB-space or R04."
    ),
    examples=("lexique explain SKOS-S27", "lexique explain R04 R05"),
)
@click.argument("names", metavar="RULE...", nargs=-1, required=True)
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Show the rules one after the other."""
    from lexique.rules import entries, facts

    language = language_of(ctx)
    for name in names:
        found = entries([name])
        if not found:
            raise _no_rule(name)
        for entry in found:
            say_aloud(entry.id)
            for text in (*entry.what, *((entry.why,) if entry.why else ()), *entry.mend):
                say_aloud(f"  {text.in_language(language)}")
            for title, example in (
                (say("Breaks the rule:"), entry.bad),
                (say("Keeps it:"), entry.good),
            ):
                if example:
                    say_aloud(f"\n  {title.in_language(language)}\n    {example}")
            say_aloud("")
            for fact in facts(entry, language):
                say_aloud(f"  {fact}")
            say_aloud("")


def _no_rule(name: str) -> UseError:
    from difflib import get_close_matches

    from lexique.rules import catalogue

    near = get_close_matches(name.upper(), [entry.id for entry in catalogue()], n=1, cutoff=0.5)
    return UseError(
        say("there is no rule “{given}”", given=name),
        mend=say("Perhaps {near}? See `lexique rules` for all rules.", near=near[0])
        if near
        else say("See `lexique rules` for all rules."),
    )
