"""`lexique template`: an empty export to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lexique.cli.options import language_of, option, verb
from lexique.cli.output import write_data
from lexique.files import STDIN, atomic_write, extension
from lexique.messages import say

if TYPE_CHECKING:
    from lexique.declarations.template import Column

FORMATS = ("xlsx", "csv")


@verb(
    "template",
    text=say(
        "Write an empty export of role declarations: the headings that are understood and, in a "
        "workbook, lists to choose from and a sheet that explains every column."
    ),
    examples=(
        "lexique template -o declarations.xlsx",
        "lexique template --format csv --lang en -o declarations.csv",
    ),
)
@option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    text=say("Form of the export (default: by the extension of -o, else xlsx)."),
)
@option(
    "-o",
    "--output",
    "output_path",
    default=STDIN,
    text=say("File to write (default: - , standard output)."),
)
@click.pass_context
def command(ctx: click.Context, /, format_: str | None, output_path: str) -> None:
    """Write the template in the language of the run."""
    from lexique.declarations.bundle import bundle
    from lexique.declarations.template import template_columns, template_csv
    from lexique.loading import load

    language = language_of(ctx)
    columns = template_columns(bundle().model, load())
    named = extension(output_path) if output_path != STDIN else ""
    chosen = format_ or (named if named in FORMATS else "xlsx")
    data = template_csv(columns, language) if chosen == "csv" else _workbook(columns, language)
    if output_path == STDIN:
        write_data(data)
    else:
        atomic_write(output_path, data)


def _workbook(columns: tuple[Column, ...], language: str) -> bytes:
    from lexique.tables.xlsx.template import SheetNames, TemplateColumn, template_workbook

    sheets = (say("Declarations"), say("Lists"), say("Help"))
    headings = (say("Column"), say("What it holds"), say("Expected"), say("Values"), say("Example"))
    remarks = (
        say("One row for each engagement of one person in one place for one period."),
        say(
            "No name, no diagnosis, no birth date: a role can reveal an illness. "
            "A person appears as an opaque identifier."
        ),
        say(
            "Several values in one cell: separate them with | (40 | 120). Hours and dates of "
            "several trainings stand in the order of the trainings."
        ),
    )
    return template_workbook(
        [
            TemplateColumn(
                column.heading.in_language(language),
                column.explanation.in_language(language),
                column.expected.in_language(language),
                tuple(value.in_language(language) for value in column.values),
                column.example,
            )
            for column in columns
        ],
        SheetNames(*(name.in_language(language) for name in sheets)),
        [heading.in_language(language) for heading in headings],
        [remark.in_language(language) for remark in remarks],
    )
