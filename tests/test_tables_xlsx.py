"""Workbooks: cells as a user sees them, bombs that do not go off, copies that change nothing."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from lexique.errors import InputError, UseError
from lexique.tables import CellKind, Reading, Row, open_table
from lexique.tables.adding import added_to
from lexique.tables.header import find_header, first_rows, holds, recognises
from lexique.tables.rows import column_letters
from lexique.tables.survey import survey
from lexique.tables.xlsx.adding import write_workbook_copy
from lexique.tables.xlsx.cells import plain_number
from lexique.tables.xlsx.new import write_new_workbook
from lexique.tables.xlsx.sheet import SheetTable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def rows_of(path: Path, reading: Reading | None = None, column: str = "role") -> list[Row]:
    with open_table(str(path), holds(column), reading) as table:
        return list(table.rows())


def saved(tmp_path: Path, rows: Sequence[Sequence[object]], name: str = "x.xlsx") -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(tmp_path / name)
    return tmp_path / name


def by_hand(tmp_path: Path, sheet_data: str, **parts: str) -> Path:
    """Write a workbook whose one sheet has this content, as no spreadsheet program would."""
    path = tmp_path / "hand.xlsx"
    write_new_workbook([], (stream := io.BytesIO()))
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{sheet_data}</sheetData></worksheet>'
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zf:
        for name in source.namelist():
            is_sheet = name.endswith("sheet1.xml")
            text = sheet if is_sheet else source.read(name).decode()
            zf.writestr(name, parts.get(name.rpartition("/")[2].partition(".")[0], text))
    return path


HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>role</t></is></c></row>'


# --- what a user sees ---


def test_cells_are_texts_as_a_user_sees_them(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        [
            ["role", "n", "x", "date", "time", "yes"],
            ["a", 10000123, 0.1 + 0.2, dt.date(2024, 4, 3), dt.datetime(2024, 4, 3, 9, 5), True],
            ["010000123", 12.0, 1e21, dt.time(14, 30), None, False],
        ],
    )

    _, first, second = rows_of(path)

    assert first.cells == ("a", "10000123", "0.3", "2024-04-03", "2024-04-03T09:05:00", "VRAI")
    assert first.kinds == {
        1: CellKind.NUMBER,
        2: CellKind.NUMBER,
        3: CellKind.DATE,
        4: CellKind.DATE,
        5: CellKind.BOOLEAN,
    }
    assert second.cells == ("010000123", "12", "1" + "0" * 21, "14:30:00", "", "FAUX")


def test_a_number_shown_with_leading_zeros_keeps_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["role", 10000123])
    book.active["B1"].number_format = "000000000"
    book.save(tmp_path / "x.xlsx")

    (row,) = rows_of(tmp_path / "x.xlsx")

    assert (row.cells[1], row.kinds) == ("010000123", {})


@pytest.mark.parametrize("epoch", [dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)])
def test_dates_are_those_of_openpyxl_in_both_calendars(epoch: dt.datetime, tmp_path: Path) -> None:
    days = [dt.date(1905, 3, 1), dt.date(2000, 2, 29), dt.date(2024, 12, 31), dt.date(9999, 12, 31)]
    book = openpyxl.Workbook()
    book.epoch = epoch
    book.active.append(["role", *days])
    book.save(tmp_path / "x.xlsx")

    (row,) = rows_of(tmp_path / "x.xlsx")

    assert list(row.cells[1:]) == [day.isoformat() for day in days]


@given(st.integers(-(10**14), 10**14) | st.decimals(-1000, 1000, places=4, allow_nan=False))
def test_plain_numbers_have_no_exponent_and_the_same_value(number: object) -> None:
    shown = plain_number(repr(float(str(number))))

    assert float(shown) == float(str(number))
    assert "e" not in shown.lower() and not shown.endswith(".0")


def test_a_formula_without_value_and_an_error_are_told(tmp_path: Path) -> None:
    cells = (
        '<row r="2"><c r="A2"><f>"a"&amp;"b"</f></c><c r="B2" t="e"><v>#N/A</v></c>'
        '<c r="C2" t="str"><f>""</f><v></v></c><c r="D2"><f>1+1</f><v>2</v></c></row>'
    )

    row = rows_of(by_hand(tmp_path, HEADER + cells))[1]

    assert row.cells == ("", "#N/A", "", "2")
    assert row.kinds == {0: CellKind.NO_VALUE, 1: CellKind.ERROR, 3: CellKind.NUMBER}
    assert not row.is_blank


def test_row_numbers_are_those_of_the_spreadsheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["B5"] = "role"
    book.active["B8"] = "a"
    book.save(tmp_path / "x.xlsx")

    assert [(row.number, row.cells) for row in rows_of(tmp_path / "x.xlsx")] == [
        (5, ("", "role")),
        (8, ("", "a")),
    ]


def test_references_may_be_left_out_and_prefixes_be_used(tmp_path: Path) -> None:
    path = by_hand(tmp_path, "")
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:r>'
        "<x:t>ro</x:t></x:r><x:r><x:t>le</x:t></x:r><x:rPh><x:t>zz</x:t></x:rPh></x:is></x:c>"
        "<x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    path = by_hand(tmp_path, "", sheet1=sheet)

    assert [(row.number, row.cells) for row in rows_of(path)] == [(1, ("role", "5"))]


def test_the_sheet_is_the_first_visible_one_with_the_heading(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Notice"])
    for title, state in (("Cachée", "hidden"), ("Gens", "visible"), ("Autres", "visible")):
        sheet = book.create_sheet(title)
        sheet.append(["role"])
        sheet.append([title])
        sheet.sheet_state = state
    book.save(tmp_path / "x.xlsx")

    with open_table(str(tmp_path / "x.xlsx"), holds("role")) as table:
        assert table.sheet == "Gens"
        assert [notice.code for notice in table.notices] == ["sheet", "hidden-sheets"]
    hidden = rows_of(tmp_path / "x.xlsx", Reading(sheet="Cachée"))
    assert hidden[1].cells == ("Cachée",)
    with pytest.raises(UseError, match="no sheet"):
        rows_of(tmp_path / "x.xlsx", Reading(sheet="None"))


def test_among_sheets_the_one_with_most_headings_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Comment remplir la colonne :", "role"])
    book.create_sheet("Données").append(["role", "note", "date"])
    book.save(tmp_path / "x.xlsx")
    score = recognises(lambda heading: heading if heading in ("role", "note", "date") else None)

    with open_table(str(tmp_path / "x.xlsx"), score) as table:
        assert table.sheet == "Données"


# --- what is refused ---


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="2"><c r="ZZZZZZ99999999"><v>1</v></c></row>',
        '<row r="2"><c r="A3"><v>1</v></c></row>',
        '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>',
        '<row r="2"/><row r="2"/>',
        '<row r="0"/>',
        '<row r="x"/>',
        '<row r="2"><c r="A2" t="s"><v>7</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="2"><c r="XFE2"><v>1</v></c></row>',
        '<row r="1048576"><c r="CV1048576"><v>1</v></c></row>',
        '<row r="2"><c r="XFD2"><v>1</v></c></row><row r="9999"><c r="A9999"><v>1</v></c></row>',
        f'<row r="2"><c r="A2" t="inlineStr"><is><t>{"x" * 40_000}</t></is></c></row>',
        "<row r='2'><c r='A2'>",
    ],
)
def test_impossible_cells_and_sparse_bombs_are_refused(cells: str, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        rows_of(by_hand(tmp_path, HEADER + cells))


def test_a_dtd_is_refused_in_every_part(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'

    for part in ("sheet1", "workbook", ""):
        with pytest.raises(InputError, match="DTD"):
            rows_of(by_hand(tmp_path, HEADER, **{part: bomb}))


def test_a_zip_bomb_is_refused_before_it_is_inflated(tmp_path: Path) -> None:
    path = by_hand(tmp_path, HEADER + f"<!--{' ' * 3_000_000}-->")

    with pytest.raises(InputError, match="inflate_ratio"):
        rows_of(path)


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = by_hand(tmp_path, HEADER + f"<!--{' ' * 300_000}-->")
    data = path.read_bytes()
    real = len(HEADER) + 300_000
    with zipfile.ZipFile(path) as archive:
        real = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    path.write_bytes(data.replace(real.to_bytes(4, "little"), (900).to_bytes(4, "little")))

    with pytest.raises(InputError):
        rows_of(path)


def test_what_is_no_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    for name in ("content.xml", "word/document.xml"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, "<x/>")
        with pytest.raises(InputError, match="no Excel workbook"):
            rows_of(path)
    path.write_bytes(b"PK\x03\x04" + b"\0" * 100)
    with pytest.raises(InputError, match="damaged"):
        rows_of(path)


@given(cut=st.integers(4, 400), flip=st.integers(30, 2000))
def test_a_damaged_workbook_is_refused_or_read_never_worse(
    cut: int, flip: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    data = bytearray(by_hand(folder, HEADER).read_bytes())
    data[flip % len(data)] ^= 0x41
    (folder / "y.xlsx").write_bytes(bytes(data[: len(data) - cut % 7]))

    with contextlib.suppress(InputError):
        rows_of(folder / "y.xlsx")


# --- copies ---


def copied(path: Path, new: Sequence[str] = ("a_outcome", "b", "c", "d")) -> bytes:
    """Return the workbook with four cells added to each row: the heading row gets `new`."""
    stream = io.BytesIO()
    with open_table(str(path), holds("role")) as table:
        assert isinstance(table, SheetTable)
        header = find_header(first_rows(table), holds("role"))
        assert header is not None
        found = survey(table, header)
        added = added_to(found, new, lambda row: ("=1+1", f"<{row.number}>&", "", "\x1b_x0041_"))
        write_workbook_copy(table, found, added, stream)
    return stream.getvalue()


def rich_workbook(tmp_path: Path) -> Path:
    """Write a workbook with a title, styles, a formula, a chart, a comment and a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Titre de la liste"])
    sheet.merge_cells("A1:C1")
    sheet.append([])
    sheet.append(["role", "n", "sum"])
    sheet["C3"].font = Font(bold=True)
    sheet["C3"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet.append(["a", 1, "=B4+1"])
    sheet.append([])
    sheet.append(["b", 2, "=B6+1"])
    sheet["A4"].comment = Comment("à vérifier", "x")
    sheet.column_dimensions["A"].width = 40
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=4, max_row=6))
    sheet.add_chart(chart, "H1")
    book.create_sheet("Autre").append(["x"])
    book.save(tmp_path / "rich.xlsx")
    return tmp_path / "rich.xlsx"


def test_a_copy_changes_nothing_but_one_sheet(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path)

    with zipfile.ZipFile(path) as old, zipfile.ZipFile(io.BytesIO(copied(path))) as new:
        assert new.namelist() == old.namelist()
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]

    assert changed == ["xl/worksheets/sheet1.xml"]


def test_a_copy_keeps_every_cell_and_adds_texts_that_no_one_computes(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path)
    old = openpyxl.load_workbook(path).active
    new = openpyxl.load_workbook(io.BytesIO(copied(path))).active

    assert [[cell.value for cell in row[:3]] for row in new.iter_rows()] == [
        [cell.value for cell in row[:3]] for row in old.iter_rows()
    ]
    added = [[cell.value for cell in row[3:7]] for row in new.iter_rows()]
    assert added[0] == added[1] == added[4] == [None] * 4
    assert added[2] == ["a_outcome", "b", "c", "d"]
    assert added[3][:3] == ["=1+1", "<4>&", None]
    assert {cell.data_type for row in new.iter_rows(min_col=4) for cell in row} <= {"s", "n"}
    assert new["D3"].font.bold and new["A4"].comment.text == "à vérifier"
    assert new.column_dimensions["A"].width == 40
    assert new.merged_cells.ranges == old.merged_cells.ranges


def test_a_copy_can_be_copied_again_and_reads_back(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path)
    (tmp_path / "once.xlsx").write_bytes(copied(path))

    rows = rows_of(tmp_path / "once.xlsx")

    assert rows[1].cells[3:] == ("a_outcome", "b", "c", "d")
    assert rows[2].cells[3:] == ("=1+1", "<4>&", "", "\x1b_x0041_")


def test_a_copy_has_the_same_bytes_every_time(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path)

    assert copied(path) == copied(path)


def test_a_sheet_larger_than_a_chunk_is_copied_exactly(tmp_path: Path) -> None:
    rows = [[f"nom {number}", "é" * (number % 37), number] for number in range(9000)]
    path = saved(tmp_path, [["role", "note", "n"], *rows])

    new = openpyxl.load_workbook(io.BytesIO(copied(path)), read_only=True).active
    found = list(new.iter_rows(values_only=True))

    assert len(found) == 9001
    assert all(
        (row[0], row[2], row[3], row[4]) == (f"nom {at}", at, "=1+1", f"<{at + 2}>&")
        for at, row in enumerate(found[1:])
    )


def test_a_copy_of_a_prefixed_sheet_stays_well_formed(tmp_path: Path) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:dimension ref="A1:A2"/><x:sheetData>'
        '<x:row r="1" spans="1:1"><x:c r="A1" t="inlineStr"><x:is><x:t>role</x:t></x:is></x:c>'
        "</x:row>"
        '<x:row r="2"><x:c r="A2"><x:v>5</x:v></x:c></x:row><x:row r="3"/>'
        "</x:sheetData></x:worksheet>"
    )
    path = by_hand(tmp_path, "", sheet1=sheet)

    (tmp_path / "new.xlsx").write_bytes(copied(path))

    assert rows_of(tmp_path / "new.xlsx")[1].cells[:3] == ("5", "=1+1", "<2>&")
    assert openpyxl.load_workbook(tmp_path / "new.xlsx").active["B2"].value == "=1+1"


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_a_new_workbook_holds_every_text(rows: list[list[str]]) -> None:
    stream = io.BytesIO()
    write_new_workbook(enumerate([["role"], *rows], start=1), stream)

    read = _read_stream(stream)

    wanted = [tuple(cells) for cells in rows]
    assert [
        _padded(row.cells, cells) for row, cells in zip(read[1:], wanted, strict=True)
    ] == wanted


def _padded(cells: tuple[str, ...], like: tuple[str, ...]) -> tuple[str, ...]:
    return cells + ("",) * (len(like) - len(cells))


def _read_stream(stream: io.BytesIO) -> list[Row]:
    from lexique.files import LIMITS
    from lexique.tables.xlsx.sheet import Workbook

    workbook = Workbook(stream, "x.xlsx", LIMITS)
    return list(SheetTable(workbook, workbook.sheets[0]).rows())


@given(st.integers(0, 16_383))
def test_column_letters_are_those_of_openpyxl(position: int) -> None:
    assert column_letters(position) == openpyxl.utils.get_column_letter(position + 1)
