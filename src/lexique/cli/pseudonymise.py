"""`lexique pseudonymise`: names of persons replaced by opaque identifiers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexique.cli.options import language_of, limit_option, option, verb
from lexique.cli.output import complain, write_data
from lexique.errors import UseError
from lexique.files import (
    LIMITS,
    STDIN,
    atomic_write,
    read_text,
    refuse_same_file,
    temporary_stream,
)
from lexique.messages import listed, say, say_count
from lexique.model import Source
from lexique.tables.rows import Row

if TYPE_CHECKING:
    from lexique.tables.pseudonymising import KeyBook

_OWNER_ALONE = 0o600
_NAME = "personName"


@verb(
    "pseudonymise",
    text=say(
        "Replace the names of persons in a table by opaque identifiers.\n\n"
        "FILE is a CSV, TSV, XLSX, JSON or JSON Lines file. The same name gets the same "
        "identifier. The key file, readable by you alone, leads back from identifier to name: keep "
        "it apart, and give it again to add more people."
    ),
    examples=(
        "lexique pseudonymise list.csv -o list-without-names.csv",
        "lexique pseudonymise list.xlsx --column Nom --column Prénom -o out.xlsx --key key.csv",
    ),
)
@click.argument("path", metavar="FILE")
@option(
    "--column",
    "columns",
    multiple=True,
    text=say("Heading of a column of names; repeatable (default: all that hold names)."),
)
@option(
    "--key",
    "key_path",
    text=say("File for identifiers and names, continued if there (default: FILE.key.csv)."),
)
@option(
    "-o",
    "--output",
    "output_path",
    default=STDIN,
    text=say("File to write (default: - , standard output)."),
)
@option("--heading", text=say("Heading of the identifiers (default: that of the template)."))
@option("--encoding", text=say("Encoding of the text file that is read."))
@option("--separator", text=say("Separator of columns of the CSV file that is read."))
@option("--sheet", text=say("Sheet of the workbook (default: the first with the headings)."))
@limit_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    path: str,
    columns: tuple[str, ...],
    key_path: str | None,
    output_path: str,
    heading: str | None,
    encoding: str | None,
    separator: str | None,
    sheet: str | None,
    limits: tuple[str, ...],
) -> None:
    """Read the table, replace the names, write the table and the key, each whole or not at all."""
    from lexique.headings import recogniser
    from lexique.loading import load
    from lexique.tables import Reading, open_table
    from lexique.tables.pseudonymising import (
        KeyBook,
        find_name_columns,
        places_still_naming,
        read_key_book,
        write_pseudonymised,
    )

    language = language_of(ctx)
    key_path = key_path or _key_beside(path)
    _refuse_paths(path, output_path, key_path)
    recognise = recogniser(load())
    book = KeyBook()
    if Path(key_path).exists():
        book = read_key_book(read_text(key_path).text, key_path)
    reading = Reading(encoding, separator, sheet, limits=LIMITS.with_overrides(limits))

    def names_in(row: Row, least: int = 1) -> int:
        return sum(recognise(cell.strip()) == _NAME for cell in row.cells if cell.strip())

    with open_table(path, names_in, reading) as table, temporary_stream() as stream:
        found = find_name_columns(table, columns, names_in)
        title = heading or say("person pseudonym").in_language(language)
        write_pseudonymised(table, found, title, book, stream)
        stream.seek(0)
        result = stream.read()
        elsewhere = places_still_naming(table, found)
    atomic_write(key_path, book.to_bytes(), mode=_OWNER_ALONE)
    if output_path == STDIN:
        write_data(result)
    else:
        atomic_write(output_path, result)
    _tell(book, key_path, elsewhere, language)


def _tell(book: KeyBook, key_path: str, elsewhere: Sequence[str], language: str) -> None:
    """Say on standard error where the key is, and where replaced names still stand."""
    complain(
        say_count(
            "{count} person has an identifier; the key is in {path}",
            "{count} persons have an identifier; the key is in {path}",
            len(book.names),
            path=key_path,
        ),
        language,
    )
    if elsewhere:
        complain(
            say(
                "names that were replaced still stand elsewhere: {places}; look there before you "
                "pass the table on",
                places=listed(elsewhere, quoted=True),
            ),
            language,
        )


def _key_beside(path: str) -> str:
    return STDIN if path == STDIN else str(Path(path).with_suffix(".key.csv"))


def _refuse_paths(path: str, output_path: str, key_path: str) -> None:
    """Raise UseError where the key would go to standard output, or over another file."""
    if key_path == STDIN:
        raise UseError(
            say("the key must be a file"),
            mend=say("Give --key a name in a folder that only you can read."),
        )
    refuse_same_file(path, key_path)
    if output_path != STDIN:
        refuse_same_file(path, output_path)
        if Path(output_path).absolute() == Path(key_path).absolute():
            raise UseError(
                say("the key and the output are the same file"),
                mend=say("Keep the key apart: give --key another name."),
                where=Source(key_path),
            )
