"""The order of literals, as the operators `<` and `<=` of SPARQL 1.1 see it.

A literal becomes a pair (family, key): within one family keys can be compared, across families
nothing can. An ill-typed literal belongs to no family.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from lexique.namespaces import XSD
from lexique.rdf.lexical import is_well_typed
from lexique.rdf.terms import Literal, Term

Ordered = tuple[str, Any]
_SPACE = " \t\r\n"
_INTEGERS = (
    *("integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
    *("long", "int", "short", "byte"),
    *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
)
_DATE = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)(.*)")
_LONGEST_NUMBER = 400
"""Digits above which a number is not made: Python would take its time (see `rdf.lexical`)."""


@lru_cache(maxsize=8_192)
def ordered(term: Term) -> Ordered | None:
    """Return the family and the key of a literal, or None where nothing can be compared with it."""
    if not isinstance(term, Literal) or term.language:
        return None
    read = _READERS.get(term.datatype)
    if read is None or not is_well_typed(term.value, term.datatype):
        return None
    try:
        return read(term.value if term.datatype == XSD.string else term.value.strip(_SPACE))
    except (ValueError, OverflowError, InvalidOperation):
        return None


def is_less(first: Term, second: Term) -> bool:
    """Return whether `first < second` is true in SPARQL (an error counts as not true)."""
    left, right = ordered(first), ordered(second)
    if left is None or right is None or left[0] != right[0]:
        return False
    return bool(left[1] < right[1])


def is_less_or_equal(first: Term, second: Term) -> bool:
    """Return whether `first <= second` is true in SPARQL (an error counts as not true)."""
    left, right = ordered(first), ordered(second)
    if left is None or right is None or left[0] != right[0]:
        return False
    return bool(left[1] <= right[1])


def _number(text: str) -> Ordered:
    if len(text) > _LONGEST_NUMBER:
        raise ValueError("too long a number")
    return ("number", Decimal(text))


def _double(text: str) -> Ordered:
    return ("number", float(text))


def _boolean(text: str) -> Ordered:
    return ("boolean", text in ("true", "1"))


def _string(text: str) -> Ordered:
    return ("string", text)


def _date(text: str) -> Ordered:
    """Return a date as its first moment; with a time zone it is another family than without."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError("no date")
    year, month, day, zone = int(match[1]), int(match[2]), int(match[3]), match[4]
    if not zone:
        return ("date", (year, month, day))
    return ("date with zone", datetime(year, month, day, tzinfo=UTC) - _offset(zone))


def _moment(text: str) -> Ordered:
    day, _, clock = text.partition("T")
    hours, zone = _clock(clock)
    read = date.fromisoformat(day)
    moment = datetime(read.year, read.month, read.day) + hours
    if zone is None:
        return ("moment", moment)
    return ("moment with zone", moment - zone)


def _time(text: str) -> Ordered:
    hours, zone = _clock(text)
    return ("time", hours) if zone is None else ("time with zone", hours - zone)


def _clock(text: str) -> tuple[timedelta, timedelta | None]:
    """Return the time since midnight and the offset of a time of day, None where it has none."""
    match = re.fullmatch(r"(\d\d):(\d\d):(\d\d)(\.\d+)?(.*)", text)
    if match is None:
        raise ValueError("no time")
    clock = timedelta(
        hours=int(match[1]),
        minutes=int(match[2]),
        seconds=int(match[3]),
        microseconds=round(float(match[4] or 0) * 1_000_000),
    )
    return clock, _offset(match[5]) if match[5] else None


def _offset(zone: str) -> timedelta:
    if zone == "Z":
        return timedelta()
    moment = time.fromisoformat(zone[1:])
    offset = timedelta(hours=moment.hour, minutes=moment.minute)
    return -offset if zone[0] == "-" else offset


_READERS: dict[str, Callable[[str], Ordered]] = {
    **{XSD.iri + name: _number for name in (*_INTEGERS, "decimal")},
    **{XSD.iri + name: _double for name in ("double", "float")},
    XSD.string: _string,
    XSD.boolean: _boolean,
    XSD.date: _date,
    XSD.dateTime: _moment,
    XSD.iri + "time": _time,
}
