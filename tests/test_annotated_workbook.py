"""The annotated copy of a workbook: a sheet more, notes on cells, and nothing else changed."""

from __future__ import annotations

import io
import zipfile

from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from lexique.tables.xlsx.annotating import annotated

ROWS = [("4 constats",), (), ("règle", "constat"), ("R04", "=1+1"), ("R05", "a\x07b")]


def _workbook(*, with_notes: bool = False, name: str = "Intervenants") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    sheet.append(["fonction", "nombre"])
    sheet.append(["pair-aidant", 3])
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=2))
    sheet.add_chart(chart, "E5")
    if with_notes:
        sheet["A2"].comment = Comment("déjà là", "Accueil")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _annotated(data: bytes, **notes: str) -> bytes:
    return annotated(data, "x.xlsx", "Contrôle", ROWS, {"Intervenants": notes})


def test_the_copy_has_a_control_sheet_of_plain_strings() -> None:
    book = load_workbook(io.BytesIO(_annotated(_workbook())))

    assert book.sheetnames == ["Intervenants", "Contrôle"]
    sheet = book["Contrôle"]
    assert [sheet["A1"].value, sheet["A4"].value, sheet["B4"].value] == [
        "4 constats",
        "R04",
        "=1+1",
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


def test_a_note_stands_on_the_cell_that_is_meant() -> None:
    book = load_workbook(io.BytesIO(_annotated(_workbook(), A2="R04 manque", B2="R05 trop")))

    sheet = book["Intervenants"]
    assert sheet["A2"].comment.text == "R04 manque"
    assert sheet["B2"].comment.text == "R05 trop"
    assert sheet["A1"].comment is None


def test_notes_that_were_there_are_kept_and_others_added() -> None:
    data = _annotated(_workbook(with_notes=True), A2="R04 manque", B2="R05 trop")
    sheet = load_workbook(io.BytesIO(data))["Intervenants"]

    assert sheet["A2"].comment.text == "déjà là"
    assert sheet["B2"].comment.text == "R05 trop"
    assert sheet["B2"].comment.author == "lexique"


def test_every_part_that_need_not_change_is_the_same_to_the_byte() -> None:
    before = zipfile.ZipFile(io.BytesIO(_workbook()))
    after = zipfile.ZipFile(io.BytesIO(_annotated(_workbook(), A2="R04")))

    changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
    }
    assert "xl/charts/chart1.xml" in after.namelist()


def test_a_sheet_of_the_same_name_is_not_replaced() -> None:
    book = load_workbook(io.BytesIO(_annotated(_workbook(name="Contrôle"))))

    assert book.sheetnames == ["Contrôle", "Contrôle 2"]


def test_the_copy_can_be_annotated_again() -> None:
    twice = _annotated(_annotated(_workbook(), A2="R04"), B2="R05")
    book = load_workbook(io.BytesIO(twice))

    assert book.sheetnames == ["Intervenants", "Contrôle", "Contrôle 2"]
    assert book["Intervenants"]["A2"].comment.text == "R04"
    assert book["Intervenants"]["B2"].comment.text == "R05"


def test_the_same_workbook_gives_the_same_bytes() -> None:
    data = _workbook()

    assert _annotated(data, A2="R04") == _annotated(data, A2="R04")
