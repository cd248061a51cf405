"""`lexique import`: Turtle files from the spreadsheet that `export` made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexique.cli.options import language_of, option, verb
from lexique.cli.output import complain
from lexique.errors import UseError
from lexique.messages import say, say_count

if TYPE_CHECKING:
    from lexique.tables import Row


@verb(
    "import",
    text=say(
        "Write Turtle files from a spreadsheet made by `lexique export` and edited since.\n\n"
        "SHEET is a CSV or XLSX file with the columns file, subject, property, value, language, "
        "type, comment. The files are laid out and written below the folder given by -o; those "
        "that would not change are left alone."
    ),
    examples=("lexique import vocab.xlsx -o vocab/", "lexique import roles.csv -o vocab/roles/"),
)
@click.argument("path", metavar="SHEET")
@option("-o", "--output", "folder", required=True, text=say("Folder to write the files to."))
@option("--dry-run", is_flag=True, text=say("Only name the files that would change."))
@click.pass_context
def command(ctx: click.Context, path: str, folder: str, dry_run: bool) -> None:
    """Read the rows, make the files, write those that differ; nothing if one cannot be read."""
    from lexique.files import atomic_write, read_bytes

    language = language_of(ctx)
    files = _files(path)
    n_changed = 0
    for name, text in files.items():
        target = Path(folder) / name
        if target.is_file() and read_bytes(str(target)) == text.encode():
            continue
        n_changed += 1
        if dry_run:
            complain(say("{path}: would change", path=str(target)), language)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            atomic_write(str(target), text.encode())
    complain(
        say_count("{count} file changed", "{count} files changed", n_changed)
        if not dry_run
        else say_count("{count} file would change", "{count} files would change", n_changed),
        language,
    )


def _files(path: str) -> dict[str, str]:
    """Return file name to text for the rows of the sheet; raises UseError for other columns."""
    from lexique.editing.spreadsheet import HEADINGS, SheetRow, turtle_of, unguarded
    from lexique.tables import open_table

    with open_table(path, _score) as table:
        rows = list(table.rows())
        is_text = table.kind == "csv"
    header = next((row for row in rows if _score(row)), None)
    if header is None:
        raise UseError(
            say("the columns of `lexique export` are not in this sheet"),
            mend=say("Keep the row with: {headings}.", headings=", ".join(HEADINGS)),
        )
    places = {name.strip().lower(): place for place, name in enumerate(header.cells)}
    found = []
    for row in rows[rows.index(header) + 1 :]:
        cells = [row.cell(places[name]) for name in HEADINGS]
        found.append(SheetRow(*(unguarded(cell) if is_text else cell for cell in cells)))
    return turtle_of(found, path)


def _score(row: Row, least: int = 1) -> int:
    from lexique.editing.spreadsheet import HEADINGS

    cells = {cell.strip().lower() for cell in row.cells}
    return int(cells.issuperset(HEADINGS))
