"""`lexique fmt`: Turtle files in canonical layout, comments kept."""

from __future__ import annotations

import click

from lexique.cli.options import language_of, option, verb
from lexique.cli.output import complain, complain_error, write_data
from lexique.errors import InputError, UseError
from lexique.messages import say, say_count

_EXTENSIONS = ("ttl", "turtle")


@verb(
    "fmt",
    text=say(
        "Put Turtle files in canonical layout: one block a subject, one statement a line, a fixed "
        "order; comments are kept.\n\n"
        "PATH is a file, a folder, a pattern, or - for standard input (then the result goes to "
        "standard output). Without --in-place, --check or --diff the files are named, not changed."
    ),
    examples=("lexique fmt --in-place vocab/", "lexique fmt --check vocab/ shapes/"),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@option("--in-place", "-i", is_flag=True, text=say("Write the changed files."))
@option("--check", "only_check", is_flag=True, text=say("Change nothing; exit 1 if a file would."))
@option("--diff", "show_diff", is_flag=True, text=say("Change nothing; show what would change."))
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    in_place: bool,
    only_check: bool,
    show_diff: bool,
) -> None:
    """Lay every file out; one that cannot be read is reported and left as it is."""
    from lexique.editing.formatting import format_file
    from lexique.files import STDIN, atomic_write, find_inputs

    if in_place and (only_check or show_diff):
        raise UseError(
            say("--in-place writes, --check and --diff do not"),
            mend=say("Give one or the other."),
        )
    language = language_of(ctx)
    n_changed = n_unread = 0
    for path in find_inputs(paths, _EXTENSIONS).files:
        try:
            formatted = format_file(path)
        except InputError as error:
            complain_error(error, language)
            n_unread += 1
            continue
        n_changed += formatted.is_changed
        if show_diff:
            write_data(formatted.diff().encode())
        elif path == STDIN and not only_check:
            write_data(formatted.after.encode())
        elif formatted.is_changed and in_place:
            atomic_write(path, formatted.after.encode())
        elif formatted.is_changed:
            complain(say("{path}: not in canonical layout", path=path), language)
    done = (
        say_count("{count} file laid out", "{count} files laid out", n_changed)
        if in_place
        else say_count(
            "{count} file is not in canonical layout",
            "{count} files are not in canonical layout",
            n_changed,
        )
    )
    complain(done, language)
    ctx.exit(3 if n_unread else int(bool(n_changed) and (only_check or show_diff)))
