"""Workbooks written by hand, as spreadsheet programs and stranger writers leave them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_workbook(
    path: Path,
    sheets: Mapping[str, str],
    *,
    strings: Sequence[str] | None = None,
    hidden: Sequence[str] = (),
    after: str = "",
    properties: str = "",
    left_out: Sequence[str] = (),
) -> Path:
    """Write sheets (name to the XML of their rows) and the shared strings they number.

    `after` follows the rows of each sheet, `properties` opens the workbook part; parts named in
    `left_out` are announced and missing.
    """
    names = list(sheets)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/></Types>',
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/_rels/workbook.xml.rels": _relations(
            {
                f"rId{at}": ("worksheet", f"worksheets/sheet{at}.xml")
                for at in range(1, len(names) + 1)
            }
            | ({} if strings is None else {"rIdS": ("sharedStrings", "sharedStrings.xml")})
        ),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>'
        + "".join(
            f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"'
            + (' state="hidden"/>' if name in hidden else "/>")
            for at, name in enumerate(names, start=1)
        )
        + "</sheets></workbook>",
    }
    if strings is not None:
        listed = "".join(f"<si><t>{text}</t></si>" for text in strings)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{listed}</sst>'
    for at, rows in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{at}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            if name not in left_out:
                archive.writestr(name, xml)
    return path


def rows_of(*rows: Sequence[str]) -> str:
    """Return rows of inline strings as the XML of a sheet."""
    return "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for at, text in enumerate(row)
        )
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'
