"""The command `lexique`: the only package that prints, reads argv or sets an exit code.

Each verb lives in a module of its own, imported only when it is called, so that a short command
starts at once.
"""

from __future__ import annotations

import atexit
import gc
import importlib

import click

from lexique.cli.options import (
    HELP_NAMES,
    Context,
    Option,
    Verb,
    help_option,
    language_of,
    language_option,
    settle_language,
    write_help,
)
from lexique.cli.output import complain, complain_error
from lexique.errors import InputError, LexiqueError, OwnDataError, UseError
from lexique.messages import say
from lexique.model import Text

# A command makes many objects at its start and none of them is garbage: with the usual threshold
# of 700 the collector would walk them a dozen times, a twentieth of the time to the first answer.
gc.set_threshold(20_000)
# Nor is it worth while to look for garbage at the very end: the process lets go of everything.
atexit.register(gc.freeze)

EXIT_CODES = {UseError: 2, InputError: 3, OwnDataError: 4}
"""What each kind of fault makes of the run; see the contract, *Exit codes*."""

_INTERRUPTED = 130
"""What shells expect of a program that an interrupt from the keyboard ended."""

VERBS: dict[str, tuple[str, Text]] = {
    "map": ("map_", say("bring role names back to their concept")),
    "harmonise": ("harmonise", say("add the concept of each role name to a table")),
    "annotate": ("annotate", say("find role names in a running text")),
    "validate": ("validate", say("check role declarations")),
    "template": ("template", say("write an empty export to fill in")),
    "pseudonymise": ("pseudonymise", say("replace names by opaque identifiers")),
    "show": ("show", say("show everything about a concept")),
    "compare": ("compare", say("put roles side by side, what differs first")),
    "identify": ("identify", say("find the role that fits the facts")),
    "search": ("search", say("search concepts by words")),
    "check": ("check", say("check a SKOS vocabulary")),
    "fmt": ("fmt", say("put Turtle files in canonical layout")),
    "fix": ("fix", say("mend what can be mended with certainty")),
    "diff": ("diff", say("compare two versions of a vocabulary, in words")),
    "stats": ("stats", say("count what a vocabulary holds")),
    "rules": ("rules", say("list the rules of check and validate")),
    "explain": ("explain", say("explain a rule")),
    "export": ("export", say("write a vocabulary as a spreadsheet")),
    "import": ("import_", say("read a vocabulary back from a spreadsheet")),
}


class Lexique(click.Group):
    """The group of all verbs: loads one when it is called, and turns faults into messages."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order in which help shows them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a verb, importing its module now."""
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"lexique.cli.{VERBS[cmd_name][0]}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def get_help_option(self, ctx: click.Context) -> Option:
        """Return `--help` in both languages."""
        return help_option()

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language of the run."""
        write_help(self.help, ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs with one line each, without importing any of them."""
        language = language_of(ctx)
        with formatter.section(say("Commands").in_language(language)):
            formatter.write_dl(
                [(name, text.in_language(language)) for name, (_, text) in VERBS.items()]
            )

    def main(self, *args, **kwargs):  # type: ignore[no-untyped-def]
        """Settle the language before anything is parsed, so that usage errors speak it too."""
        settle_language(kwargs.get("args") or (args[0] if args else None))
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> object:
        """Run a verb; every fault becomes a message and an exit code, never a traceback."""
        try:
            return super().invoke(ctx)
        except LexiqueError as fault:
            if ctx.params.get("debug"):
                raise
            complain_error(fault, language_of(ctx))
            ctx.exit(next(code for kind, code in EXIT_CODES.items() if isinstance(fault, kind)))
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            complain(say("interrupted; nothing was written"), language_of(ctx))
            ctx.exit(_INTERRUPTED)
        except Exception as fault:
            if ctx.params.get("debug"):
                raise
            complain(
                say(
                    "lexique met a fault of its own ({kind}). Nothing was written. "
                    "Run the same command with `lexique --debug ...` and report what it prints.",
                    kind=type(fault).__name__,
                ),
                language_of(ctx),
            )
            ctx.exit(4)


def _show_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from lexique.resources import versions

    found = versions()
    click.echo(
        f"lexique {found['lexique']} (vocabulary {found['vocabulary']}, shapes {found['shapes']})"
    )
    ctx.exit()


main = Lexique(
    name="lexique",
    params=[
        language_option(),
        Option(
            ["--debug"],
            is_flag=True,
            text=say("Show the traceback of a fault; it may hold data of your files."),
        ),
        Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
            text=say("Show the versions of lexique, its vocabulary and its shapes, and stop."),
        ),
    ],
    help=Verb.help_of(
        say(
            "The roles that patients and relatives play in health partnership, "
            "under one name each.\n\n"
            "Exit codes: 0 nothing to report, 1 findings, 2 wrong usage, 3 an input cannot be read "
            "or holds nothing to check, 4 our own vocabulary, shapes or configuration are broken."
        )
    ),
    context_settings={"help_option_names": HELP_NAMES, "max_content_width": 100},
)
