"""Keeps a spreadsheet from taking a cell of a CSV file for a formula (CWE-1236, OWASP).

A cell that begins with `= + - @ |`, a tab or a carriage return, or a full-width form of these, gets
an apostrophe in front; numbers stay as they are. To undo it, remove the apostrophe before one of
these signs. Cells of a workbook need none of this: they are written as text.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"\s*[=+\-@\t\r|＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+(?:[   .,]\d+)*")


def is_formula_like(cell: str) -> bool:
    """Return whether a spreadsheet may compute `cell` instead of showing it."""
    return bool(_FORMULA.match(cell) or cell.startswith(("\t", "\r"))) and not _NUMBER.fullmatch(
        cell
    )


def neutralised(cell: str) -> str:
    """Return `cell` so that a spreadsheet shows it; applying it twice changes nothing.

    >>> neutralised("=1+1"), neutralised("-2"), neutralised("patient")
    ("'=1+1", '-2', 'patient')
    """
    return f"'{cell}" if is_formula_like(cell) else cell
