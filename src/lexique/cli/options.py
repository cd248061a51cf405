"""The options that verbs share, and help that speaks French or English.

A verb is declared with `@verb(...)`, its options with `option(...)`; their help is a `Text`, shown
in the language that the user asked for.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import click

from lexique.messages import LOCALES, labelled, say
from lexique.model import LANGUAGES, Text

LANGUAGE_VARIABLE = "LEXIQUE_LANG"
HELP_NAMES = ["-h", "--help"]
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of_environment(environment: Mapping[str, str]) -> str:
    """Return `fr` or `en` from `LEXIQUE_LANG`, else from the locale.

    No locale, `C` and `POSIX` mean French (see the contract, *Languages*); a locale that is
    neither French nor English gets English.
    """
    named = environment.get(LANGUAGE_VARIABLE, "").strip().lower()[:2]
    if named in LANGUAGES:
        return named
    value = next((environment[name] for name in _LOCALE_VARIABLES if environment.get(name)), "")
    language = value.split(".")[0].split("_")[0].lower()
    return "fr" if language in ("", "c", "posix", "fr") else "en"


def settle_language(arguments: Sequence[str] | None) -> str:
    """Return the language of this run, and let click's own messages speak it too.

    Looks for `--lang` anywhere among `arguments` (default: `sys.argv`), since usage errors are
    raised before options are read.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    language = language_of_environment(os.environ)
    for position, word in enumerate(words):
        if word == "--":
            break
        value = word[7:] if word.startswith("--lang=") else ""
        if word == "--lang" and position + 1 < len(words):
            value = words[position + 1]
        if value in LANGUAGES:
            language = value
    # click translates through the default gettext domain: ours holds its sentences as well.
    gettext.bindtextdomain("lexique", LOCALES)
    gettext.textdomain("lexique")
    os.environ["LANGUAGE"] = language
    return language


def language_of(ctx: click.Context | None) -> str:
    """Return the language settled for this run (`--lang` of the verb or of the group wins)."""
    while ctx is not None:
        language = ctx.meta.get("lexique.language")
        if isinstance(language, str):
            return language
        ctx = ctx.parent
    spoken = os.environ.get("LANGUAGE", "")
    return spoken if spoken in LANGUAGES else language_of_environment(os.environ)


class Option(click.Option):
    """A click option whose help is a `Text`."""

    def __init__(self, declarations: Sequence[str], *, text: Text, **attributes: Any) -> None:
        super().__init__(list(declarations), help=text.en, **attributes)
        self.text = text

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the help line in the language of the run."""
        self.help = self.text.in_language(language_of(ctx))
        return super().get_help_record(ctx)


class _Help(str):
    """Help in both languages that click can carry as a string (the English one)."""

    text: Text


class Formatter(click.HelpFormatter):
    """Help pages whose headings have the space that French puts before a colon."""

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        shown = labelled(heading, "").in_language(language_of(None)).rstrip()
        self.write(f"{'':>{self.current_indent}}{shown}\n")


class Context(click.Context):
    """The context of a verb or of the group."""

    formatter_class = Formatter


class Verb(click.Command):
    """A command whose help and examples are `Text`s; two examples close each help page."""

    context_class = Context
    examples: Sequence[str] = ()

    def get_help_option(self, ctx: click.Context) -> Option:
        """Return `--help` in both languages."""
        return help_option()

    @staticmethod
    def help_of(text: Text) -> str:
        """Return `text` as a string that remembers its other language."""
        carried = _Help(text.en)
        carried.text = text
        return carried

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language of the run."""
        write_help(self.help, ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples as they are typed."""
        if not self.examples:
            return
        with formatter.section(say("Examples").in_language(language_of(ctx))):
            for example in self.examples:
                formatter.write(f"  $ {example}\n")


def write_help(help_text: str | None, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write a help text, in the language of the run where it is bilingual."""
    shown = help_text
    if isinstance(help_text, _Help):
        shown = help_text.text.in_language(language_of(ctx))
    if shown:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(shown)


def _remember_language(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        ctx.meta["lexique.language"] = value


def language_option() -> Option:
    """Return `--lang fr|en`, which every verb and the group take."""
    return Option(
        ["--lang"],
        type=click.Choice(LANGUAGES),
        is_eager=True,
        expose_value=False,
        callback=_remember_language,
        text=say("Language of messages (default: LEXIQUE_LANG, then the locale)."),
    )


@cache
def help_option() -> Option:
    """Return `--help`, which every verb and the group take.

    The one that click makes asks the standard library for its sentence, at every start.
    """

    def show(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), color=ctx.color)
            ctx.exit()

    return Option(
        HELP_NAMES,
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        text=say("Show this message and exit."),
    )


def option(*declarations: str, text: Text, **attributes: Any) -> Callable[[Any], Any]:
    """Declare an option of a verb; `text` is its help, the rest is click's."""
    return click.option(*declarations, cls=Option, text=text, **attributes)


def limit_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--limit NAME=NUMBER`, repeatable, for the verbs that read files of strangers."""
    decorate = option(
        "--limit", "limits", multiple=True, text=say("Change a limit of reading: NAME=NUMBER.")
    )
    decorated: Callable[..., Any] = decorate(function)
    return decorated


def verb(
    name: str, *, text: Text, examples: Sequence[str] = (), is_configured: bool = False
) -> Callable[[Any], Verb]:
    """Declare a verb: `text` is its help, `examples` command lines as typed (at least two).

    With `is_configured` the project's configuration gives the defaults of its options.
    """

    def declare(function: Callable[..., Any]) -> Verb:
        command = click.command(name, cls=Verb, help=Verb.help_of(text))(function)
        command.params.append(language_option())
        command.examples = examples
        if is_configured:
            from lexique.cli.configured import configuration_options

            command.params.extend(configuration_options())
        return command

    return declare
