"""Numbers that identify organisations and professionals in France, and their keys.

The shapes say what is wrong; this module writes a number the way registers do, and tells the key
that would fit, for the sentence that says how to mend it.
"""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"[\s\u00a0\u202f.\-–_/']+")
_FINESS = re.compile(r"(\d{2}|2[AB])\d{7}")
_CORSICA = str.maketrans({"A": "1", "B": "2"})


def compact(number: str) -> str:
    """Return a number as registers write it: without separators, letters in capitals.

    >>> compact("750 712-184")
    '750712184'
    """
    return _SEPARATORS.sub("", number).upper()


def finess_key(number: str) -> str | None:
    """Return the key (last digit) that fits the first eight characters of a FINESS number.

    None where `number` has not the form of one. Source: Luhn over nine digits, Corsican letters
    read 2A as 21 and 2B as 22; established by arithmetic on published numbers, no official text.

    >>> finess_key("2B0005342")
    '2'
    """
    if not _FINESS.fullmatch(number):
        return None
    digits = [int(digit) for digit in number[:8].translate(_CORSICA)]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return str(-(sum(digits[::2]) + doubled) % 10)
