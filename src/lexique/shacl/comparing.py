"""The order of literals, as the operators `<` and `<=` of SPARQL 1.1 see it.

A literal becomes a pair (family, key): within one family keys can be compared, across families
nothing can. An ill-typed literal belongs to no family. A day or moment without a time zone is
compared with one that has a zone where no zone could change the answer: that is, where they are
more than fourteen hours apart (XML Schema 1.1 part 2, E.3.3).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from math import isnan
from operator import le, lt
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
_WITH_AND_WITHOUT_ZONE = ({"date", "date with zone"}, {"moment", "moment with zone"})
_WIDEST_ZONE = timedelta(hours=14)
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
    return _is_in_order(first, second, lt)


def is_less_or_equal(first: Term, second: Term) -> bool:
    """Return whether `first <= second` is true in SPARQL (an error counts as not true)."""
    return _is_in_order(first, second, le)


def _is_in_order(first: Term, second: Term, order: Callable[[Any, Any], Any]) -> bool:
    left, right = ordered(first), ordered(second)
    if left is None or right is None:
        return False
    if left[0] == right[0]:
        return bool(order(left[1], right[1]))
    if {left[0], right[0]} in _WITH_AND_WITHOUT_ZONE:
        return bool(right[1] - left[1] > _WIDEST_ZONE)
    return False


def _number(text: str) -> Ordered:
    if len(text) > _LONGEST_NUMBER:
        raise ValueError("too long a number")
    return ("number", Decimal(text))


def _double(text: str) -> Ordered:
    """Return a number; NaN is less than nothing, nor equal to anything (XPath F&O 4.3)."""
    number = float(text)
    if isnan(number):
        raise ValueError("not a number")
    return ("number", number)


def _boolean(text: str) -> Ordered:
    return ("boolean", text in ("true", "1"))


def _string(text: str) -> Ordered:
    return ("string", text)


def _date(text: str) -> Ordered:
    """Return a date as its first moment."""
    first, zone = _day(text)
    return ("date with zone", first - _offset(zone)) if zone else ("date", first)


def _moment(text: str) -> Ordered:
    day, _, clock = text.partition("T")
    hours, zone = _clock(clock)
    moment = _day(day)[0] + hours
    return ("moment", moment) if zone is None else ("moment with zone", moment - zone)


def _day(text: str) -> tuple[timedelta, str]:
    """Return the time from 1 March of year 0 to a day, and the zone written after it.

    Years may have more than four digits, or be negative, as XML Schema allows.
    """
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError("no date")
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    # Years that begin in March have their odd day at the end.
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)
    days = 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day
    return timedelta(days=days), match[4]


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
