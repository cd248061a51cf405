"""Declarations put together of shared pieces: they say and break what they would by themselves."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from lexique.declarations.bundle import bundle
from lexique.declarations.declaration import Declaration
from lexique.declarations.exports import Export
from lexique.declarations.interpreter import Interpreter
from lexique.declarations.opening import Settings, opened
from lexique.declarations.reading import Reader
from lexique.loading import load
from lexique.namespaces import BASE
from lexique.rdf import Term
from lexique.rdf.terms import Literal
from lexique.shacl.compiled import Compiled
from lexique.shacl.records import Record
from lexique.shacl.result import Result
from test_declarations import DAY, ROWS, validator

CASES = Path(__file__).parent / "shapes"
FREE = "Remarque libre"
"""A heading that no property has."""


@cache
def interpreter() -> Interpreter:
    return Settings(DAY).interpreter(validator().model, load())


@cache
def compiled() -> Compiled:
    return Compiled(bundle().program)


def typed(term: Term) -> str:
    """Return a value as it is typed in a cell: a code as `role:patient-partenaire`."""
    if isinstance(term, Literal):
        return term.value
    return term.removeprefix(BASE).replace("/", ":") if term.startswith(BASE) else str(term)


@cache
def cells_by_heading() -> dict[str, tuple[str, ...]]:
    """Return the headings of a table that holds the cases of all rules, and the cells of each."""
    labels = {item.name: item.label.fr for item in validator().model.properties.values()}
    found: dict[str, dict[str, None]] = {FREE: {"": None, "06 12 34 56 78": None, "vu hier": None}}
    for row in ROWS:
        for name, text in row.items():
            found.setdefault(labels[name], {"": None, " ": None, "03/04/2024": None})[text] = None
    for path in sorted(CASES.glob("*/violates.ttl")):
        for item in opened(str(path), interpreter(), 1, Settings(DAY)):
            assert isinstance(item, Declaration)
            for name, values in item.values.items():
                if name in labels:
                    cell = " | ".join(typed(value.term) for value in values)
                    found.setdefault(labels[name], {"": None})[cell] = None
    return {heading: tuple(cells) for heading, cells in found.items()}


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Return a table whose rows mix the cells of all cases, most of them met several times."""
    cells = cells_by_heading()
    headings = draw(st.permutations(sorted(cells)))
    few = {
        name: draw(st.lists(st.sampled_from(cells[name]), min_size=1, max_size=4)) for name in cells
    }
    row = st.tuples(*(st.sampled_from(few[name]) for name in headings)).map(list)
    return [list(headings), *draw(st.lists(row, min_size=1, max_size=8))]


@contextmanager
def surveyed(table: list[list[str]]) -> Iterator[Export]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, delimiter=";").writerows(table)
        export = opened(str(path), interpreter(), 1, Settings(DAY))
        try:
            export.survey()
            yield export
        finally:
            export.close()


@given(tables())
@settings(max_examples=20)
def test_a_row_says_in_a_table_what_it_says_by_itself(table: list[list[str]]) -> None:
    with surveyed(table) as export:
        names = {
            heading: item for heading in table[0] if (item := interpreter().property_of(heading))
        }

        def name_of(heading: str) -> str:
            return names[heading].name if heading in names else "unrecognised"

        for entry in export.items():
            assert not isinstance(entry, Record)
            alone = Reader(interpreter(), name_of)
            alone.know(export.reader.facts)
            assert export.reader.declaration(entry) == alone.declaration(entry)


@given(tables())
@settings(max_examples=20)
def test_no_property_is_in_two_pieces_of_a_row(table: list[list[str]]) -> None:
    with surveyed(table) as export:
        for record in export.records(export.items()):
            assert sum(len(part.stated) for part in record.parts) == len(record.values)


def found(records: list[Record]) -> list[Result]:
    return sorted(compiled().check(records), key=Result.sort_key)


@given(tables())
@settings(max_examples=20)
def test_rows_of_shared_pieces_break_the_same_rules(table: list[list[str]]) -> None:
    with surveyed(table) as export:
        records = list(export.records(export.items()))
    assert found(records) == found([each._replace(parts=()) for each in records])
