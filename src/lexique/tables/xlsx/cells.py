"""From the stored form of a workbook's cell to the text that a user sees."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from lexique.model import Source
from lexique.tables.rows import CellKind
from lexique.tables.xlsx.package import Package
from lexique.tables.xlsx.xml import PartParser

_MAX_SHARED_STRINGS = 2_000_000
# ECMA-376 part 1, 18.8.30: number formats that need no definition and show a date or a time.
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
# What in a format is literal: quoted text, escaped signs, colours and conditions.
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)
_ZEROS = re.compile(r"0+")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_DAY = 2_958_466
"""The day after 31 December 9999, the last that a spreadsheet knows."""


@dataclass(frozen=True, slots=True)
class Formats:
    """What the styles of a workbook say of numbers: which are dates, which are padded."""

    dates: frozenset[int]
    """Style numbers that show a date or a time."""
    digits: Mapping[int, int]
    """Style number to the digits that a format such as `000000000` shows."""
    uses_1904: bool


def read_formats(package: Package) -> Formats:
    """Return the number formats by style number."""
    codes: dict[int, str] = {}
    styles: list[int] = []
    is_inside = False

    def start(element: str, attributes: Mapping[str, str]) -> None:
        nonlocal is_inside
        if element == "numFmt":
            codes[_integer(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif element == "cellXfs":
            is_inside = True
        elif element == "xf" and is_inside:
            styles.append(_integer(attributes.get("numFmtId")))

    def end(element: str) -> None:
        nonlocal is_inside
        is_inside = is_inside and element != "cellXfs"

    part = package.part_of("styles")
    if part:
        package.parse_small(part, start, end)
    numbered = list(enumerate(styles))
    return Formats(
        frozenset(at for at, code in numbered if _shows_date(code, codes)),
        {at: len(codes[code]) for at, code in numbered if _ZEROS.fullmatch(codes.get(code, ""))},
        package.uses_1904,
    )


def read_shared_strings(package: Package) -> list[str]:
    """Return the strings that cells refer to by number."""
    part = package.part_of("sharedStrings")
    strings: list[str] = []
    parts: list[str] = []
    collects = is_phonetic = False

    def start(element: str, _: Mapping[str, str]) -> None:
        nonlocal collects, is_phonetic
        if element == "si":
            parts.clear()
        elif element == "rPh":
            is_phonetic = True
        collects = element == "t" and not is_phonetic

    def end(element: str) -> None:
        nonlocal collects, is_phonetic
        if element == "si":
            strings.append(unescaped("".join(parts)))
            if len(strings) > _MAX_SHARED_STRINGS:
                raise package.limits.exceeded("cells", Source(package.path))
        elif element == "rPh":
            is_phonetic = False
        collects = False

    def characters(text: str) -> None:
        if collects:
            parts.append(text)
            package.limits.check(
                "workbook_cell_characters", sum(map(len, parts)), Source(package.path)
            )

    if part:
        parser = PartParser(package.path, part, start=start, end=end, characters=characters)
        with package.open_part(part) as stream:
            for _ in parser.feed(stream):
                pass
    return strings


def unescaped(text: str) -> str:
    """Return `text` with `_x000D_` and the like as the characters they stand for (ST_Xstring)."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def shown_number(stored: str, style: int, formats: Formats) -> tuple[str, CellKind]:
    """Return a stored number as a user sees it: date, padded identifier or plain number.

    Plain numbers have a decimal point, no exponent, and the 15 digits a spreadsheet keeps.
    """
    if style in formats.dates:
        date = _date(stored, formats)
        return (date, CellKind.DATE) if date else (plain_number(stored), CellKind.NUMBER)
    text = plain_number(stored)
    if style in formats.digits and text.isdigit():
        return text.zfill(formats.digits[style]), CellKind.TEXT
    return text, CellKind.NUMBER


def plain_number(stored: str) -> str:
    """Return a number without `.0`, exponent or the noise of binary fractions.

    >>> plain_number("10000123"), plain_number("0.30000000000000004"), plain_number("1.5E3")
    ('10000123', '0.3', '1500')
    """
    if stored.removeprefix("-").isdigit():
        return stored
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return stored
    if not number.is_finite() or abs(number.adjusted()) > 400:
        return stored
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    shortened = f"{Decimal(f'{number:.15g}'):f}"
    return shortened.rstrip("0").rstrip(".") if "." in shortened else shortened


def _date(stored: str, formats: Formats) -> str | None:
    """Return an ISO 8601 date, date and time, or time; None where the number is no date."""
    try:
        serial = float(stored)
    except ValueError:
        return None
    if not 0 <= serial < _LAST_DAY:
        return None
    moment = timedelta(days=serial)
    moment = timedelta(seconds=round(moment.total_seconds()))
    if serial < 1:
        return str((datetime.min + moment).time())
    if formats.uses_1904:
        base = datetime(1904, 1, 1)
    else:
        # Spreadsheets count a 29 February 1900 that never was; before it, days are one off.
        base = datetime(1899, 12, 31) if serial < 60 else datetime(1899, 12, 30)
    try:
        found = base + moment
    except OverflowError:
        return None
    is_day = not (found.hour or found.minute or found.second)
    return found.date().isoformat() if is_day else found.isoformat()


def _shows_date(code: int, codes: Mapping[int, str]) -> bool:
    if code not in codes:
        return code in _BUILT_IN_DATES
    pattern = _LITERALS.sub("", codes[code]).split(";")[0]
    return pattern.lower() != "general" and bool(_DATE_LETTERS.search(pattern))


def _integer(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0
