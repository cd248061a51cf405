"""Columns added to a table: where they go, what they are called, and how each kind is written.

The user's own cells are written unchanged. Rows above the header, blank rows and notes below the
table get nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count

from lexique.files import LIMITS, Encoding
from lexique.headings import heading_key
from lexique.model import Source
from lexique.tables.delimited import DelimitedTable, joined
from lexique.tables.header import Header
from lexique.tables.neutralising import is_formula_like, neutralised
from lexique.tables.rows import Row, Table, column_letters
from lexique.tables.survey import Survey

Added = Callable[[Row], Sequence[str] | None]
"""The texts of the new cells of a row; None where it gets none."""


N_NEW_COLUMNS = 4
"""Outcome, concept, label and reason."""


@dataclass(frozen=True, slots=True)
class TextForm:
    """How a CSV file is written."""

    separator: str
    encoding: Encoding
    neutralises_all: bool = False
    """True where the user's own cells are neutralised too (`--safe-csv`)."""


def new_headings(header: Header, column: str, suffixes: Iterable[str]) -> tuple[str, ...]:
    """Return `<column>_<suffix>` for each suffix; one that is taken gets `_2`, `_3` ..."""
    taken = {heading_key(heading) for heading in header.headings}
    return tuple(free_name(f"{column}_{suffix}", taken) for suffix in suffixes)


def free_name(wanted: str, taken: set[str]) -> str:
    """Return `wanted`, or with the first number from 2 on that makes it new; keys in `taken`."""
    name = wanted
    for number in count(2):
        if heading_key(name) not in taken:
            break
        name = f"{wanted}_{number}"
    return name


def added_to(survey: Survey, headings: Sequence[str], answer: Added) -> Added:
    """Return what every row of a table gets: the header `headings`, those below it `answer`."""
    header_number = survey.header.row.number

    def added(row: Row) -> Sequence[str] | None:
        if row.number == header_number:
            return headings
        return None if row.number < header_number or row.is_blank else answer(row)

    return added


def csv_chunks(table: Table, survey: Survey, added: Added, form: TextForm) -> Iterator[bytes]:
    """Give the table with its new cells as CSV, row by row, byte-order mark first.

    Rows of a CSV file with the same separator keep the very text they were written as. Raises
    `UnicodeEncodeError` at a character that the encoding lacks.
    """
    keeps_text = isinstance(table, DelimitedTable) and table.separator == form.separator
    new_text = _new_text(form)
    nothing = ("",) * N_NEW_COLUMNS
    yield form.encoding.bom
    for row in _with_gaps(table.rows()):
        new = added(row)
        text = _own_text(row, form, keeps_text=keeps_text)
        if new is not None or len(row.cells) > 1:
            text += form.separator * (survey.width - len(row.cells) + 1)
            text += new_text(tuple(new or nothing))
        end = row.end if isinstance(table, DelimitedTable) else form.encoding.newline
        yield (text + end).encode(form.encoding.name)


def _new_text(form: TextForm) -> Callable[[tuple[str, ...]], str]:
    """Return what writes new cells; the same ones come again and again, and are remembered."""

    @lru_cache(maxsize=4096)
    def written(cells: tuple[str, ...]) -> str:
        text = joined(map(neutralised, cells), form.separator)
        # Our sentences hold narrow spaces, which eight-bit encodings lack.
        return text if form.encoding.is_unicode else text.replace("\u202f", "\u00a0")

    return written


def workbook_rows(table: Table, survey: Survey, added: Added) -> Iterator[tuple[int, list[str]]]:
    """Give number and cells of each row with its new cells, for a new workbook.

    Raises `InputError` for a text that is longer than a cell of a workbook may be.
    """
    longest = LIMITS.workbook_cell_characters
    for row in table.rows():
        new = added(row)
        padding = [""] * (survey.width - len(row.cells)) if new is not None else []
        if any(len(cell) > longest for cell in row.cells):
            raise LIMITS.exceeded("workbook_cell_characters", Source(table.path, row.line))
        yield row.number, [*row.cells, *padding, *(new or ())]


def objects(
    table: Table, survey: Survey, headings: Sequence[str], added: Added
) -> Iterator[dict[str, str]]:
    """Give each row below the header as an object; blank rows and notes are left out."""
    header = survey.header
    names = [*header.headings, *[""] * (survey.width - len(header.headings))]
    taken: set[str] = set()
    for at, name in enumerate(names):
        names[at] = free_name(name or f"column_{column_letters(at)}", taken)
        taken.add(heading_key(names[at]))
    for row in table.rows():
        if row.number > header.row.number and (new := added(row)) is not None:
            cells = {name: row.cell(at) for at, name in enumerate(names)}
            yield cells | dict(zip(headings, new, strict=True))


def utf8_with_mark(form: TextForm) -> TextForm:
    """Return `form` in the encoding that holds every character and that spreadsheets notice."""
    return replace(form, encoding=form.encoding._replace(name="utf-8", had_bom=True))


def _own_text(row: Row, form: TextForm, *, keeps_text: bool) -> str:
    if form.neutralises_all and any(map(is_formula_like, row.cells)):
        return joined(map(neutralised, row.cells), form.separator)
    return row.raw if keeps_text else joined(row.cells, form.separator)


def _with_gaps(rows: Iterable[Row]) -> Iterator[Row]:
    """Give the rows, and a blank one for each number that is left out."""
    expected = 1
    for row in rows:
        for number in range(expected, row.number):
            yield Row(number, None, ())
        yield row
        expected = row.number + 1
