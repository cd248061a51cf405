"""A new workbook with one sheet of strings: constant memory, the same bytes for the same rows."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from lexique.tables.rows import column_letters
from lexique.tables.xlsx.strings import string_cell

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first date a ZIP archive can hold: no clock in our outputs."""

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
    "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="lexique" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
}


def write_new_workbook(rows: Iterable[tuple[int, Sequence[str]]], stream: BinaryIO) -> None:
    """Write to `stream` a workbook of `rows`: number (from 1, ascending) and cells as strings."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, xml in _PARTS.items():
            target.writestr(entry(name), (HEAD + xml).encode())
        with target.open(entry("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as part:
            part.write(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for number, cells in rows:
                part.write(_row(number, cells).encode())
            part.write(b"</sheetData></worksheet>")


def _row(number: int, cells: Sequence[str]) -> str:
    inside = "".join(
        string_cell(f"{column_letters(at)}{number}", text) for at, text in enumerate(cells)
    )
    return f'<row r="{number}">{inside}</row>'


def entry(name: str) -> zipfile.ZipInfo:
    """Return the entry of a new part: no clock, the same on every system."""
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry
