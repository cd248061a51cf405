"""`lexique fix`: the mends that are certain, as the smallest change of each file."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import click

from lexique.cli.options import language_of, option, verb
from lexique.cli.output import complain, write_data
from lexique.errors import UseError
from lexique.messages import say, say_count

if TYPE_CHECKING:
    from lexique.editing.fixing import Fix

_EXTENSIONS = ("ttl", "turtle")
_PENDING = ("pending",)


@verb(
    "fix",
    text=say(
        "Mend what can be mended with certainty: spaces and Unicode form of labels, inverses that "
        "most relations have, broader links that another one implies. No label is ever removed.\n\n"
        "PATH is a Turtle file, a folder or a pattern; files given together are one vocabulary. "
        "Without --in-place nothing is written: the mends are listed."
    ),
    examples=("lexique fix --diff vocab/", "lexique fix --in-place vocab/ --select LAB-space"),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@option("--in-place", "-i", is_flag=True, text=say("Write the mended files."))
@option("--dry-run", is_flag=True, text=say("Only list the mends (the default)."))
@option(
    "--diff", "show_diff", is_flag=True, text=say("Show the change of each file; write nothing.")
)
@option(
    "--select",
    multiple=True,
    metavar="RULE",
    text=say("Only mend findings of these rules; repeatable."),
)
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    in_place: bool,
    dry_run: bool,
    show_diff: bool,
    select: tuple[str, ...],
) -> None:
    """Find the mends, then list, show or write them."""
    from lexique.editing.fixing import RULES, apply_fixes, find_fixes
    from lexique.editing.formatting import Formatted
    from lexique.files import atomic_write, find_inputs
    from lexique.rdf import read_document

    if in_place and (dry_run or show_diff):
        raise UseError(
            say("--in-place writes, --dry-run and --diff do not"),
            mend=say("Give one or the other."),
        )
    for rule in select:
        if rule not in RULES:
            raise UseError(
                say("“{rule}” has no certain mend", rule=rule),
                mend=say("Give one of: {names}.", names=", ".join(RULES)),
            )
    inputs = find_inputs(paths, _EXTENSIONS, skip_folders=_PENDING)
    documents = [read_document(path) for path in inputs.files]
    fixes = find_fixes(documents, select or RULES)
    by_path: defaultdict[str, list[Fix]] = defaultdict(list)
    for fix in fixes:
        by_path[fix.path].append(fix)
    for document in documents:
        found = by_path.get(document.path)
        if not found:
            continue
        mended = Formatted(document.path, document.text, apply_fixes(document.text, found))
        if show_diff:
            write_data(mended.diff().encode())
        elif in_place:
            atomic_write(document.path, mended.after.encode())
        else:
            _list(found, ctx)
    done = (
        say_count("{count} mend made", "{count} mends made", len(fixes))
        if in_place
        else say_count("{count} mend possible", "{count} mends possible", len(fixes))
    )
    complain(done, language_of(ctx))


def _list(fixes: list[Fix], ctx: click.Context) -> None:
    from lexique.cli.output import say_aloud

    for fix in fixes:
        what = fix.what.in_language(language_of(ctx))
        say_aloud(f"{fix.path}:{fix.line}: {fix.rule} {what}")
