"""Harmonises one column of a table: every row kept, four columns added, any kind to any kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from lexique.files import named_encoding
from lexique.headings import heading_key
from lexique.messages import say, say_count
from lexique.model import Location, Severity
from lexique.tables.adding import (
    TextForm,
    added_to,
    csv_chunks,
    new_headings,
    objects,
    utf8_with_mark,
    workbook_rows,
)
from lexique.tables.columns import Columns
from lexique.tables.delimited import DelimitedTable
from lexique.tables.json_adding import extended_records, new_keys
from lexique.tables.json_table import JsonTable
from lexique.tables.json_text import json_chunks
from lexique.tables.roles import SUFFIXES, RoleAnswers
from lexique.tables.rows import CellKind, Notice, Row, Table, announcement, column_letters
from lexique.tables.survey import Survey

NEW_SEPARATOR = ";"
NEW_ENCODING = "utf-8-sig"
NEW_LINE = "\r\n"
"""How a CSV file is written that was none before: spreadsheets then show accents rightly."""


@dataclass(frozen=True, slots=True)
class Output:
    """What is to be written; None leaves it to the input."""

    kind: str
    separator: str | None = None
    encoding: str | None = None
    is_safe: bool = False
    """True where the user's own cells of a CSV file are neutralised too."""


@dataclass(slots=True)
class Harmonising:
    """The harmonising of one table: set up, then written once with `write`."""

    table: Table
    columns: Columns
    survey: Survey
    answers: RoleAnswers
    jurisdiction: str | None = None
    tick: Callable[[int], None] = lambda _number: None
    """Told of each row, for a progress bar."""
    notices: list[Notice] = field(default_factory=list)
    """What was noticed while writing."""
    n_without_value: int = 0
    first_without_value: Row | None = None

    def write(self, output: Output, stream: BinaryIO) -> None:
        """Write the table with its new columns to `stream`, which can be rewound."""
        if output.kind == "csv":
            self._write_csv(output, stream)
        elif output.kind == "xlsx":
            self._write_workbook(stream)
        else:
            self._write_json(output.kind, stream)
        self._notice_missing_values()

    def _write_csv(self, output: Output, stream: BinaryIO) -> None:
        form = self._form(output)
        added = added_to(self.survey, self._headings, self._answer)
        try:
            _write_all(csv_chunks(self.table, self.survey, added, form), stream)
        except UnicodeEncodeError:
            text = say(
                "{encoding} lacks a character that is needed: written as UTF-8",
                encoding=form.encoding.label,
            )
            self.notices.append(announcement(self.table.path, "encoding-changed", text))
            self._begin_again(stream)
            form = utf8_with_mark(form)
            _write_all(csv_chunks(self.table, self.survey, added, form), stream)

    def _write_workbook(self, stream: BinaryIO) -> None:
        from lexique.tables.xlsx.adding import write_workbook_copy
        from lexique.tables.xlsx.new import write_new_workbook
        from lexique.tables.xlsx.sheet import SheetTable

        added = added_to(self.survey, self._headings, self._answer)
        if isinstance(self.table, SheetTable):
            write_workbook_copy(self.table, self.survey, added, stream)
        else:
            write_new_workbook(workbook_rows(self.table, self.survey, added), stream)

    def _write_json(self, kind: str, stream: BinaryIO) -> None:
        if isinstance(self.table, JsonTable):
            path = self.table.paths[self.columns.name]
            keys = new_keys(self.table, path, SUFFIXES)
            records = extended_records(self.table, path, keys, self._answer_name)
            _write_all(json_chunks(records, kind), stream)
            return
        if self.survey.header.row.number > 1:
            text = say("JSON has no place for the lines above the headings: they are left out")
            self.notices.append(announcement(self.table.path, "lines-left-out", text))
        headings = self._headings
        added = added_to(self.survey, headings, self._answer)
        rows = objects(self.table, self.survey, headings, added)
        _write_all(json_chunks(rows, kind), stream)

    @property
    def _headings(self) -> tuple[str, ...]:
        return new_headings(self.columns.header, self.columns.heading, SUFFIXES)

    def _form(self, output: Output) -> TextForm:
        if isinstance(self.table, DelimitedTable):
            own = TextForm(self.table.separator, self.table.encoding)
        else:
            encoding = output.encoding or NEW_ENCODING
            own = TextForm(NEW_SEPARATOR, named_encoding(encoding, NEW_LINE))
        return replace(
            own, separator=output.separator or own.separator, neutralises_all=output.is_safe
        )

    def _answer(self, row: Row) -> Sequence[str] | None:
        """Return the new cells of a row that is not blank; None for a note below the table."""
        self.tick(1)
        if self.table.may_be_ragged and len(row.cells) <= self.columns.name:
            return None
        if row.kinds.get(self.columns.name) in (CellKind.NO_VALUE, CellKind.ERROR):
            self.n_without_value += 1
            self.first_without_value = self.first_without_value or row
        at = self.columns.jurisdiction
        stated = row.cell(at).strip() if at is not None else ""
        return self.answers.cells(
            row.cell(self.columns.name),
            lambda: self.columns.context_of(row),
            stated or self.jurisdiction,
        )

    def _answer_name(self, name: str, around: Callable[[], Mapping[str, str]]) -> Sequence[str]:
        """Return the new texts for a name of a JSON record; `around` gives its neighbours."""
        self.tick(1)
        headings = self.columns.header.headings
        stated = ""
        if self.columns.jurisdiction is not None:
            stated = around().get(headings[self.columns.jurisdiction], "").strip()
        return self.answers.cells(name, lambda: self._chosen(around()), stated or self.jurisdiction)

    def _chosen(self, around: Mapping[str, str]) -> Mapping[str, str]:
        """Return what of the neighbours of a name is its context."""
        headings = self.columns.header.headings
        skipped = self.columns.jurisdiction
        if self.columns.context is None:
            unwanted = {headings[skipped]} if skipped is not None else set()
            return {key: text for key, text in around.items() if key not in unwanted}
        wanted = {heading_key(headings[at]) for at in self.columns.context}
        return {key: text for key, text in around.items() if heading_key(key) in wanted}

    def _begin_again(self, stream: BinaryIO) -> None:
        stream.seek(0)
        stream.truncate()
        self.answers.counts.clear()
        self.n_without_value = 0

    def _notice_missing_values(self) -> None:
        row = self.first_without_value
        if row is None:
            return
        self.notices.append(
            Notice(
                "no-value",
                Severity.WARNING,
                say_count(
                    "{count} formula in the column of names has no value, or an error",
                    "{count} formulas in the column of names have no value, or an error",
                    self.n_without_value,
                ),
                Location(
                    path=self.table.path,
                    sheet=self.table.sheet,
                    cell=f"{column_letters(self.columns.name)}{row.number}",
                    row=row.number,
                    heading=self.columns.heading,
                ),
                say("Open the workbook in a spreadsheet program and save it: it then computes."),
            )
        )


def _write_all(chunks: Iterator[bytes], stream: BinaryIO) -> None:
    for chunk in chunks:
        stream.write(chunk)
