"""Numbers that identify organisations and professionals in France, and their keys.

The shapes say what is wrong; this module writes a number the way registers do, and tells the key
that would fit, for the sentence that says how to mend it.
"""

from __future__ import annotations

import re

# stdnum takes longer to import than to use (pydoc, ssl): each function does so by itself.
_SEPARATORS = re.compile(r"[\s\u00a0\u202f.\-–_/']+")
_FINESS = re.compile(r"(\d{2}|2[AB])\d{7}")
_RPPS = re.compile(r"\d{11}")
_RNA = re.compile(r"W\d[0-9A-Z]\d{7}")
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
    from stdnum import luhn

    return str(luhn.calc_check_digit(number[:8].translate(_CORSICA)))


def is_finess(number: str) -> bool:
    """Return whether `number` has the form of a FINESS number and the key that fits."""
    return finess_key(number) == number[-1:] and bool(number)


def is_siren(number: str) -> bool:
    """Return whether `number` is nine digits with a Luhn key."""
    return len(number) == 9 and _is_luhn(number)


def is_siret(number: str) -> bool:
    """Return whether `number` is a SIRET; one of La Poste passes by either of its two keys.

    Source: Insee; La Poste (SIREN 356000000) sums plain digits to a multiple of 5.
    """
    if len(number) != 14 or not number.isascii() or not number.isdigit():
        return False
    from stdnum.fr import siret

    return bool(siret.is_valid(number)) or _is_luhn(number)


def is_rpps(number: str) -> bool:
    """Return whether `number` has the form of an RPPS number: eleven digits.

    Its key is not tested: sample numbers published by the issuer fail Luhn.
    """
    return bool(_RPPS.fullmatch(number))


def is_rna(number: str) -> bool:
    """Return whether `number` looks like one of the national register of associations.

    Overseas a letter may stand third; associations of Alsace-Moselle have no such number.
    """
    return bool(_RNA.fullmatch(number))


def _is_luhn(number: str) -> bool:
    from stdnum import luhn

    return bool(luhn.is_valid(number))
