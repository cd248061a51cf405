"""Dates as French institutions write them; what is ambiguous or impossible is said, never guessed.

French order is day, month, year. A date that only fits the American order, a number of days as
Excel counts them, and a year of two digits are readable by a person and not by a rule: they get a
reason instead of a value.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import NamedTuple

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars mar march",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY_NAME = (
    r"(?:(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day),?\s*)?"
)
_TIME = r"\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?"
_ISO = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})(?:[t ]{_TIME}(?:z|[+-]\d{{2}}:?\d{{2}})?)?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})\s?[/.\-]\s?(\d{{1,2}})\s?[/.\-]\s?(\d{{4}})(?:\s{_TIME})?")
_SHORT_YEAR = re.compile(r"\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{2}")
_IN_WORDS = re.compile(
    rf"(?:le\s+)?{_DAY_NAME}(\d{{1,2}})(?:er|st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{{4}})"
)
_MONTH_FIRST = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,\s+(\d{4})")
_YEAR_ONLY = re.compile(r"\d{4}(?:[-/]\d{1,2})?|\d{1,2}/\d{4}")
_MONTH_AND_YEAR = re.compile(r"([a-z]+)\.?\s+\d{4}")
_SERIAL = re.compile(r"[1-9]\d{4}(?:[.,]\d+)?")


class DateFault(StrEnum):
    """Why a text is no date that a rule can read."""

    IMPOSSIBLE = "impossible"
    """Written as a date, but no such day exists: 31/02/2024."""
    CONTRADICTORY = "contradictory"
    """Only the American order fits, which French exports do not use: 12/31/2024."""
    SERIAL = "serial"
    """A count of days, as a spreadsheet keeps dates: 45385."""
    SHORT_YEAR = "short-year"
    """The century is not written: 01/02/24."""
    INCOMPLETE = "incomplete"
    """The day or the month is missing: 2024, mars 2024."""
    AMBIGUOUS = "ambiguous"
    """Day and month could be exchanged, and other dates of the column have the American order."""
    UNKNOWN = "unknown"


class Order(StrEnum):
    """Which order of day and month a date in figures admits."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    EITHER = "either"


class ReadDate(NamedTuple):
    """One text read as a date: either `value`, or the `fault` that prevents it."""

    value: date | None
    fault: DateFault | None = None


def read_date(text: str) -> ReadDate:
    """Return the day that `text` names, or why it names none.

    >>> read_date("1er mars 2024").value
    datetime.date(2024, 3, 1)
    >>> str(read_date("12/31/2024").fault)
    'contradictory'
    """
    written = _levelled(text)
    for pattern, order in (
        (_ISO, "ymd"),
        (_COMPACT, "ymd"),
        (_YEAR_FIRST, "ymd"),
        (_DAY_FIRST, "dmy"),
        (_IN_WORDS, "dmy"),
        (_MONTH_FIRST, "mdy"),
    ):
        found = pattern.fullmatch(written)
        if found:
            return _from_parts(dict(zip(order, found.groups(), strict=True)), pattern)
    return ReadDate(None, _fault_of(written))


def order_of(text: str) -> Order | None:
    """Return which orders of day and month the figures admit; None where there is no doubt.

    >>> order_of("03/04/2024"), order_of("12/31/2024"), order_of("04/04/2024")
    (<Order.EITHER: 'either'>, <Order.MONTH_FIRST: 'month-first'>, None)
    """
    found = _DAY_FIRST.fullmatch(_levelled(text))
    if not found or found.group(1) == found.group(2):
        return None
    first, second, year = (int(part) for part in found.groups())
    as_french, as_american = _day(year, second, first), _day(year, first, second)
    if as_french and as_american:
        return Order.EITHER
    if as_french:
        return Order.DAY_FIRST
    return Order.MONTH_FIRST if as_american else None


def _levelled(text: str) -> str:
    """Return `text` in lower case, without accents, spaces levelled."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(item for item in decomposed if not unicodedata.combining(item)).split())


def _from_parts(parts: dict[str, str], pattern: re.Pattern[str]) -> ReadDate:
    month = _MONTHS.get(parts["m"]) if not parts["m"].isdigit() else int(parts["m"])
    if month is None:
        return ReadDate(None, DateFault.UNKNOWN)
    year, day = int(parts["y"]), int(parts["d"])
    found = _day(year, month, day)
    if found is not None:
        return ReadDate(found)
    swapped = pattern is _DAY_FIRST and _day(year, day, month) is not None
    return ReadDate(None, DateFault.CONTRADICTORY if swapped else DateFault.IMPOSSIBLE)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _fault_of(written: str) -> DateFault:
    if _SERIAL.fullmatch(written):
        return DateFault.SERIAL
    if _SHORT_YEAR.fullmatch(written):
        return DateFault.SHORT_YEAR
    month = _MONTH_AND_YEAR.fullmatch(written)
    if _YEAR_ONLY.fullmatch(written) or (month and month.group(1) in _MONTHS):
        return DateFault.INCOMPLETE
    return DateFault.UNKNOWN
