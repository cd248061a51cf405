"""Checks the columns of an export by hand in polars: CSV COLUMNS to one JSON row a finding.

COLUMNS is what `tabular.column_checks` wrote. No engine can be faster than reading the file and
asking of each column what its rules ask; rules that look at several columns, at the vocabulary or
at other rows are not checked here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
from polars import Expr

FIRST_ROW = 2
"""Number of the first row below the headings."""


def _is_bad_date(cell: Expr, _: str) -> Expr:
    """An answer in a column of dates is another rule's."""
    return cell.str.to_date("%Y-%m-%d", strict=False).is_null() & _is_bad_boolean(cell, "")


def _is_bad_number(cell: Expr, _: str) -> Expr:
    return cell.cast(pl.Float64, strict=False).is_null()


def _is_bad_boolean(cell: Expr, _: str) -> Expr:
    return ~cell.is_in(["true", "false"])


def _is_unlike(cell: Expr, pattern: str) -> Expr:
    return ~cell.str.contains(pattern)


def _is_like(cell: Expr, pattern: str) -> Expr:
    return cell.str.contains(pattern)


def _is_there(cell: Expr, _: str) -> Expr:
    return cell.is_not_null()


def _is_later(cell: Expr, other: str) -> Expr:
    return cell > pl.col(other)


CHECKS: dict[str, Callable[[Expr, str], Expr]] = {
    "date": _is_bad_date,
    "decimal": _is_bad_number,
    "boolean": _is_bad_boolean,
    "pattern": _is_unlike,
    "no pattern": _is_like,
    "absent": _is_there,
    "not later": _is_later,
}


def bad_rows(columns: list[str], check: str, argument: str) -> Expr:
    """Return which rows a check finds something in."""
    if check == "any":
        return pl.all_horizontal(pl.col(name).is_null() for name in columns)
    asked = CHECKS[check]
    return pl.any_horizontal(
        (pl.col(name).is_not_null() & asked(pl.col(name), argument)).fill_null(False)
        for name in columns
    )


def main() -> None:
    """Print the number of a row and the shape for each finding."""
    table, columns = sys.argv[1:]
    checks = json.loads(Path(columns).read_text(encoding="utf-8"))
    frame = pl.read_csv(table, separator=";", infer_schema=False)
    found = frame.select(
        bad_rows(names, check, told).alias(shape) for shape, names, check, told in checks
    )
    for shape, *_ in checks:
        for row in found[shape].arg_true():
            print(json.dumps((row + FIRST_ROW, shape)))


main()
