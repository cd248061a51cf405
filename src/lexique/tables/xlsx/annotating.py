"""A copy of a workbook with one sheet more and notes on cells; the rest is carried over as it is.

The parts of the package that change are edited as text, every other one is copied. Source:
ECMA-376, part 1 (18.7 comments, 18.3 worksheets) and part 2 (relationships, content types).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from functools import partial
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from lexique.files import LIMITS
from lexique.tables.rows import column_letters, column_number
from lexique.tables.xlsx.copying import Write, copy_package
from lexique.tables.xlsx.new import HEAD, MAIN, OFFICE, PACKAGE, TYPE
from lexique.tables.xlsx.package import Package, SheetPart
from lexique.tables.xlsx.strings import string_cell, writable

Notes = Mapping[str, Mapping[str, str]]
"""Name of a sheet to the notes of its cells (`B7`)."""

_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_VML_HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" '
    'coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_WIDTH, _HEIGHT = 260, 130
"""Size of a note in points: a message and its mend fit."""
_FIRST_SHAPE = 70_000
"""Shapes of notes are numbered from here, above those that a spreadsheet program gives."""
_NOTED_CELL = re.compile(rb'<(?:\w+:)?comment\b[^>]*?\bref="([A-Z]+\d+)"')
_AFTER_DRAWING = re.compile(
    rb"<(?:\w+:)?(?:legacyDrawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b"
    rb"|</(?:\w+:)?worksheet>"
)


def annotated(
    original: bytes, path: str, title: str, rows: Sequence[Sequence[str]], notes: Notes
) -> bytes:
    """Return the workbook with `rows` (strings) on a last sheet `title` and `notes` on its cells.

    A sheet that already has notes keeps them; a cell with a note of its own gets no second one.
    Raises InputError for what is no workbook.
    """
    stream = BytesIO(original)
    edit = _Edit(Package(stream, path, LIMITS))
    edit.add_sheet(title, rows)
    for sheet in edit.package.sheets:
        if notes.get(sheet.name):
            edit.add_notes(sheet, notes[sheet.name])
    return edit.written()


class _Edit:
    """The parts of a workbook that change, and those that are new."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._parts: dict[str, bytes] = {}

    def written(self) -> bytes:
        """Return the package, old parts in their order and dates, then the new ones."""
        target = BytesIO()
        copy_package(
            self.package, target, {name: partial(_put, data) for name, data in self._parts.items()}
        )
        return target.getvalue()

    def add_sheet(self, title: str, rows: Sequence[Sequence[str]]) -> None:
        """Add a worksheet of strings after the last one; a taken name gets a number."""
        part = self._free("xl/worksheets/lexique{}.xml")
        self._parts[part] = _sheet_xml(rows)
        self._declare(part, f"{TYPE}.worksheet+xml")
        relation = self._relate(self.package.workbook_part, "worksheet", part)
        taken = {sheet.name.casefold() for sheet in self.package.sheets}
        names = (title if n == 1 else f"{title} {n}" for n in range(1, len(taken) + 2))
        name = next(name for name in names if name.casefold() not in taken)
        book = self._read(self.package.workbook_part)
        used = [int(number) for number in re.findall(rb'\bsheetId="(\d+)"', book)]
        item = (
            f"<sheet xmlns={quoteattr(MAIN)} xmlns:r={quoteattr(OFFICE)} name={quoteattr(name)} "
            f'sheetId="{max(used, default=0) + 1}" r:id="{relation}"/>'
        )
        self._insert(self.package.workbook_part, rb"</(?:\w+:)?sheets>", item)

    def add_notes(self, sheet: SheetPart, notes: Mapping[str, str]) -> None:
        """Put a note on each cell, in the sheet's own notes or in new ones."""
        kinds = {kind: part for kind, part, _ in self.package.relations(sheet.part).values()}
        comments, drawing = kinds.get("comments"), kinds.get("vmlDrawing")
        if (comments is None) != (drawing is None):
            return
        if comments is None or drawing is None:
            comments, drawing = self._new_notes(sheet)
        has_note = set(_NOTED_CELL.findall(self._read(comments)))
        new = {cell: text for cell, text in notes.items() if cell.encode() not in has_note}
        author = len(re.findall(rb"<(?:\w+:)?author[ >/]", self._read(comments)))
        self._insert(comments, rb"</(?:\w+:)?authors>", f'<author xmlns="{MAIN}">lexique</author>')
        listed = "".join(_comment(cell, text, author) for cell, text in sorted(new.items()))
        self._insert(comments, rb"</(?:\w+:)?commentList>", listed)
        shapes = "".join(_shape(number, cell) for number, cell in enumerate(sorted(new)))
        self._insert(drawing, rb"</xml>", shapes)

    def _new_notes(self, sheet: SheetPart) -> tuple[str, str]:
        comments = self._free("xl/commentsLexique{}.xml")
        drawing = self._free("xl/drawings/vmlDrawingLexique{}.vml")
        body = f'<comments xmlns="{MAIN}"><authors></authors><commentList></commentList></comments>'
        self._parts[comments] = f"{HEAD}{body}".encode()
        self._parts[drawing] = f"{_VML_HEAD}</xml>".encode()
        self._declare(comments, f"{TYPE}.comments+xml")
        self._declare(drawing, _VML_TYPE)
        self._relate(sheet.part, "comments", comments)
        relation = self._relate(sheet.part, "vmlDrawing", drawing)
        xml = self._read(sheet.part)
        last_cell = max(xml.rfind(b"sheetData>"), xml.rfind(b"sheetData/>"))
        place = _AFTER_DRAWING.search(xml, last_cell)
        if place is not None:
            item = f'<legacyDrawing xmlns="{MAIN}" xmlns:r="{OFFICE}" r:id="{relation}"/>'
            self._parts[sheet.part] = xml[: place.start()] + item.encode() + xml[place.start() :]
        return comments, drawing

    def _read(self, part: str) -> bytes:
        if part not in self._parts:
            with self.package.open_part(part) as stream:
                self._parts[part] = stream.read()
        return self._parts[part]

    def _insert(self, part: str, before: bytes, xml: str) -> None:
        """Put `xml` before the last match of a pattern; an element without content is opened."""
        data = self._read(part)
        matches = list(re.finditer(before, data))
        if matches:
            start = matches[-1].start()
            self._parts[part] = data[:start] + xml.encode() + data[start:]

    def _declare(self, part: str, content_type: str) -> None:
        item = (
            f'<Override xmlns="{PACKAGE}/content-types" PartName="/{part}" '
            f'ContentType="{content_type}"/>'
        )
        self._insert("[Content_Types].xml", rb"</(?:\w+:)?Types>", item)

    def _relate(self, owner: str, kind: str, part: str) -> str:
        """Add a relationship and return its identifier."""
        folder, name = posixpath.split(owner)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._parts and not self.package.has(relations):
            empty = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"></Relationships>'
            self._parts[relations] = empty.encode()
        identifier = f"rIdLexique{self._read(relations).count(b'rIdLexique') + 1}"
        item = (
            f'<Relationship xmlns="{PACKAGE}/relationships" Id="{identifier}" '
            f'Type="{OFFICE}/{kind}" Target="/{part}"/>'
        )
        self._insert(relations, rb"</(?:\w+:)?Relationships>", item)
        return identifier

    def _free(self, pattern: str) -> str:
        """Return the first name that no part has."""
        names = (pattern.format(number) for number in range(1, 10_000))
        return next(
            name for name in names if name not in self._parts and not self.package.has(name)
        )


def _put(data: bytes, write: Write) -> None:
    write(data)


def _sheet_xml(rows: Sequence[Sequence[str]]) -> bytes:
    lines = (
        f'<row r="{number}">'
        + "".join(string_cell(f"{column_letters(at)}{number}", text) for at, text in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )
    columns = '<cols><col min="1" max="9" width="14" customWidth="1"/>'
    columns += '<col min="10" max="12" width="60" customWidth="1"/></cols>'
    body = f"{columns}<sheetData>{''.join(lines)}</sheetData>"
    return f'{HEAD}<worksheet xmlns="{MAIN}">{body}</worksheet>'.encode()


def _comment(cell: str, text: str, author: int) -> str:
    shown = escape(writable(text))
    return (
        f'<comment xmlns="{MAIN}" ref="{cell}" authorId="{author}"><text><r>'
        f'<t xml:space="preserve">{shown}</t></r></text></comment>'
    )


def _shape(number: int, cell: str) -> str:
    letters = cell.rstrip("0123456789")
    row, column = int(cell[len(letters) :]) - 1, column_number(letters) - 1
    return (
        f'<v:shape id="_x0000_s{_FIRST_SHAPE + number}" type="#_x0000_t202" '
        f'style="position:absolute;width:{_WIDTH}pt;height:{_HEIGHT}pt;z-index:{number + 1};'
        'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
        "</x:ClientData></v:shape>"
    )
