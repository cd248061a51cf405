"""Whether a literal's text is one that its datatype allows (XML Schema 1.1 part 2).

rdflib takes `2024-W01` for a date; every text that reaches a rule is judged here instead.
"""

from __future__ import annotations

import calendar
import re
from functools import cache

from lexique.namespaces import XSD

_ZONE = r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_YEAR = r"(-?(?:[1-9][0-9]{3,}|0[0-9]{3}))"
_TIME = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_MONTH = r"(0[1-9]|1[0-2])"
_DAY = r"(0[1-9]|[12][0-9]|3[01])"

_PATTERNS = {
    "boolean": r"true|false|1|0",
    "integer": r"[+-]?[0-9]+",
    "decimal": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)",
    "double": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN",
    "date": rf"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}",
    "dateTime": rf"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
    "dateTimeStamp": rf"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})",
    "time": _TIME + _ZONE,
    "gYear": _YEAR + _ZONE,
    "gYearMonth": rf"{_YEAR}-{_MONTH}{_ZONE}",
    "gMonth": rf"--{_MONTH}{_ZONE}",
    "gMonthDay": rf"--{_MONTH}-{_DAY}{_ZONE}",
    "gDay": rf"---{_DAY}{_ZONE}",
    "duration": r"-?P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?"
    r"(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?",
    "language": r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*",
    "anyURI": r"[^\s<>\"{}|\\^`]*",
    "hexBinary": r"(?:[0-9a-fA-F]{2})*",
}
_PATTERNS["float"] = _PATTERNS["double"]
_BOUNDS: dict[str, tuple[int | None, int | None]] = {
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 65535),
    "unsignedByte": (0, 255),
}
_DAYS_OF_MONTH = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DATED = frozenset({"date", "dateTime", "dateTimeStamp"})
_LONGEST_INTEGER = 40


def is_well_typed(text: str, datatype: str) -> bool:
    """Return whether `text` is allowed for `datatype`; a datatype we do not know allows all."""
    name = datatype.removeprefix(XSD.iri)
    if name == datatype:
        return True
    text = text.strip(" \t\r\n")
    if name in _BOUNDS:
        return bool(_compiled("integer").fullmatch(text)) and _is_within(text, *_BOUNDS[name])
    if name not in _PATTERNS:
        return True
    match = _compiled(name).fullmatch(text)
    return match is not None and (name not in _DATED or _exists(match))


@cache
def _compiled(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name])


def _is_within(text: str, lowest: int | None, highest: int | None) -> bool:
    # A text of thousands of digits is never made a number: Python would refuse or take its time.
    if len(text) > _LONGEST_INTEGER:
        is_negative = text.startswith("-")
        return lowest is None if is_negative else highest is None
    number = int(text)
    return (lowest is None or number >= lowest) and (highest is None or number <= highest)


def _exists(match: re.Match[str]) -> bool:
    """Return whether the day of a date is one that its month has."""
    year, month, day = int(match[1][:9]), int(match[2]), int(match[3])
    is_leap = calendar.isleap(year)
    return day <= (29 if month == 2 and is_leap else _DAYS_OF_MONTH[month])
