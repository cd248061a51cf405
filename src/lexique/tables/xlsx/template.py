"""An empty export as a workbook: headings, drop-down lists, a sheet that explains each column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lexique.tables.xlsx.saving import saved

N_ROWS = 1000
"""Rows that are formatted and given lists."""
_WIDEST = 40
_DARK = PatternFill("solid", fgColor="1F4E79")
_EPOCH = datetime(1980, 1, 1)


class SheetNames(NamedTuple):
    """What the three sheets are called."""

    form: str
    lists: str
    help: str


class TemplateColumn(NamedTuple):
    """One column of the form, in one language."""

    heading: str
    explanation: str
    expected: str
    values: tuple[str, ...]
    example: str


def template_workbook(
    columns: Sequence[TemplateColumn],
    names: SheetNames,
    help_headings: Sequence[str],
    remarks: Iterable[str],
) -> bytes:
    """Return the workbook; the same columns give the same bytes."""
    book = Workbook()
    form = book.active
    assert isinstance(form, Worksheet)
    form.title = names.form
    lists = book.create_sheet(names.lists)
    _write_form(form, lists, columns, names)
    _write_help(book.create_sheet(names.help), columns, help_headings, remarks)
    lists.sheet_state = "hidden"
    book.properties.created = book.properties.modified = _EPOCH
    return saved(book)


def _write_form(
    form: Worksheet, lists: Worksheet, columns: Sequence[TemplateColumn], names: SheetNames
) -> None:
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        cell = form.cell(1, number, column.heading)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = _DARK
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.comment = Comment(column.explanation, "lexique", height=120, width=320)
        form.column_dimensions[letter].width = min(_WIDEST, max(16, len(column.heading) + 4))
        for row in range(2, N_ROWS + 2):
            # Text: a number would lose the zeros at the start of a FINESS number.
            form.cell(row, number).number_format = "@"
        if column.values:
            _offer(form, lists, number, column.values, names.lists)
    form.freeze_panes = "A2"
    form.row_dimensions[1].height = 32


def _offer(
    form: Worksheet, lists: Worksheet, number: int, values: Sequence[str], sheet: str
) -> None:
    """Give a column a list to choose from; other texts stay possible."""
    letter = get_column_letter(number)
    for row, value in enumerate(values, start=1):
        cell = lists.cell(row, number, value)
        cell.data_type = "s"
    choice = DataValidation(
        type="list",
        formula1=f"'{sheet}'!${letter}$1:${letter}${len(values)}",
        allow_blank=True,
        showErrorMessage=False,
    )
    form.add_data_validation(choice)
    choice.add(f"{letter}2:{letter}{N_ROWS + 1}")


def _write_help(
    sheet: Worksheet,
    columns: Sequence[TemplateColumn],
    headings: Sequence[str],
    remarks: Iterable[str],
) -> None:
    row = 1
    for remark in remarks:
        sheet.cell(row, 1, remark).alignment = Alignment(wrap_text=True)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(headings))
        sheet.row_dimensions[row].height = 32
        row += 1
    for number, heading in enumerate(headings, start=1):
        cell = sheet.cell(row, number, heading)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = (28, 60, 34, 60, 38)[number - 1]
    for column in columns:
        row += 1
        texts = (
            column.heading,
            column.explanation,
            column.expected,
            " | ".join(column.values),
            column.example,
        )
        for number, text in enumerate(texts, start=1):
            cell = sheet.cell(row, number, text)
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
