"""`lexique export`: a vocabulary as a spreadsheet, one row a statement."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import click

from lexique.cli.options import language_of, option, verb
from lexique.cli.output import complain, write_data
from lexique.messages import say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lexique.editing.spreadsheet import SheetRow

_EXTENSIONS = ("ttl", "turtle")
_PENDING = ("pending",)
FORMATS = ("csv", "xlsx")


@verb(
    "export",
    text=say(
        "Write the Turtle files of a vocabulary as one spreadsheet: a row for each statement, in "
        "order, comments included. `lexique import` makes the same files of it again.\n\n"
        "PATH is a file, a folder or a pattern."
    ),
    examples=(
        "lexique export vocab/ -o vocab.xlsx",
        "lexique export vocab/roles/ --to csv > roles.csv",
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@option(
    "--to",
    "format_",
    type=click.Choice(FORMATS),
    text=say("Form of the spreadsheet (default: by the extension of -o, else csv)."),
)
@option(
    "-o",
    "--output",
    "output_path",
    default="-",
    text=say("File to write (default: - , standard output)."),
)
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[str, ...], format_: str | None, output_path: str
) -> None:
    """Read the files, make the rows, write the spreadsheet."""
    from lexique.editing.spreadsheet import rows_of, sheet_rows
    from lexique.files import STDIN, atomic_write, extension, find_inputs
    from lexique.rdf import read_document

    inputs = find_inputs(paths, _EXTENSIONS, skip_folders=_PENDING)
    names = _names_below(paths, inputs.files)
    rows = [
        row
        for path in inputs.files
        for row in sheet_rows(rows_of(read_document(path).text, names[path]))
    ]
    named = extension(output_path) if output_path != STDIN else ""
    chosen = format_ or (named if named in FORMATS else "csv")
    data = _csv(rows) if chosen == "csv" else _workbook(rows)
    if output_path == STDIN:
        write_data(data)
    else:
        atomic_write(output_path, data)
    complain(say_count("{count} row written", "{count} rows written", len(rows)), language_of(ctx))


def _names_below(paths: Sequence[str], files: Sequence[str]) -> dict[str, str]:
    """Return each file's name below the folder that was given, `/` between the parts."""
    from pathlib import Path

    names = {}
    for file in files:
        parents = [Path(path) for path in paths if Path(path).is_dir()]
        below = next((p for p in parents if Path(file).is_relative_to(p)), Path(file).parent)
        names[file] = Path(file).relative_to(below).as_posix()
    return names


def _csv(rows: Sequence[SheetRow]) -> bytes:
    from lexique.editing.spreadsheet import HEADINGS, guarded
    from lexique.tables.delimited import joined

    lines = [joined(HEADINGS, ";")]
    lines += [joined([guarded(cell) for cell in row], ";") for row in rows]
    return "\ufeff".encode() + "".join(f"{line}\r\n" for line in lines).encode()


def _workbook(rows: Sequence[SheetRow]) -> bytes:
    from lexique.editing.spreadsheet import HEADINGS
    from lexique.tables.xlsx.new import write_new_workbook

    stream = BytesIO()
    write_new_workbook(enumerate([HEADINGS, *rows], start=1), stream)
    return stream.getvalue()
