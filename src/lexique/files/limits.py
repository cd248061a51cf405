"""How much is read before lexique refuses to go on: one table, each line of it overridable.

Figures: design of the reader boundary, measured on files made to exhaust memory or time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lexique.errors import InputError, UseError
from lexique.messages import say
from lexique.model import Source


class Limits(NamedTuple):
    """The bounds of one input; sizes are in bytes, lengths in characters, depths in levels."""

    file_bytes: int = 100_000_000
    """Of a file that is held in memory."""
    streamed_bytes: int = 100_000_000_000
    """Of a file that is read line by line: CSV, JSON Lines, N-Triples."""
    inflated_bytes: int = 500_000_000
    """All parts of a zipped file together, declared or met while inflating."""
    inflate_ratio: int = 200
    rows: int = 1_048_576
    columns: int = 16_384
    cells: int = 20_000_000
    """Rows times columns of a workbook's sheet, empty cells included."""
    cell_characters: int = 1_000_000
    workbook_cell_characters: int = 32_767
    line_bytes: int = 10_000_000
    json_depth: int = 100
    nesting_depth: int = 1_000
    """Nested brackets of Turtle, nested elements of XML."""
    prefixes: int = 1_000
    literal_characters: int = 1_000_000
    shapes: int = 10_000

    def for_streams(self) -> Limits:
        """Return the limits of files that are read line by line, unless the user set his own."""
        if self.file_bytes != LIMITS.file_bytes:
            return self
        return self._replace(file_bytes=self.streamed_bytes)

    def check(self, name: str, found: int, where: Source) -> None:
        """Raise the `InputError` that names the limit when `found` is above it."""
        if found > getattr(self, name):
            raise self.exceeded(name, where)

    def exceeded(self, name: str, where: Source) -> InputError:
        """Return the error that says what is too large, the limit, and how to stay below it."""
        subject, advice = _WORDS[name]
        return InputError(
            say(
                "{subject}: the limit {name} = {limit} is exceeded",
                subject=subject,
                name=name,
                limit=getattr(self, name),
            ),
            mend=say(
                "{advice} The limit is raised with --limit {name}=NUMBER.", advice=advice, name=name
            ),
            where=where,
        )

    def with_overrides(self, assignments: Iterable[str]) -> Limits:
        """Return these limits with each `name=number` of `assignments` put in.

        Raises `UseError` for a name that is no limit or a value that is no positive integer.
        """
        known = set(self._fields)
        changes: dict[str, int] = {}
        for assignment in assignments:
            name, _, number = assignment.partition("=")
            if name not in known or not (number.isascii() and number.isdigit() and int(number)):
                raise UseError(
                    say("“{assignment}” is no limit", assignment=assignment),
                    mend=say(
                        "Write NAME=NUMBER with one of: {names}.", names=", ".join(sorted(known))
                    ),
                )
            changes[name] = int(number)
        return self._replace(**changes)


_SPLIT = say("Split the file.")
_EMPTY_CELLS = say("Delete the empty rows and columns around the table.")
_SHORTEN = say("Shorten the text, or keep it in a document of its own.")
_UNNEST = say("Ask for a simpler export, with fewer levels.")
_WORDS = {
    "file_bytes": (say("the file is too large"), _SPLIT),
    "streamed_bytes": (say("the file is too large"), _SPLIT),
    "inflated_bytes": (say("the file is too large once unpacked"), _SPLIT),
    "inflate_ratio": (say("the file unpacks to far more than its size"), _EMPTY_CELLS),
    "rows": (say("there are too many rows"), _SPLIT),
    "columns": (say("there are too many columns"), _EMPTY_CELLS),
    "cells": (say("the sheet is too large"), _EMPTY_CELLS),
    "cell_characters": (say("a cell is too long"), _SHORTEN),
    "workbook_cell_characters": (say("a cell is too long"), _SHORTEN),
    "line_bytes": (
        say("a line is too long"),
        say("Check that the lines of the export end where its rows do."),
    ),
    "json_depth": (say("the data is nested too deeply"), _UNNEST),
    "nesting_depth": (say("the data is nested too deeply"), _UNNEST),
    "prefixes": (say("there are too many prefixes"), say("Remove those that are not used.")),
    "literal_characters": (say("a text is too long"), _SHORTEN),
    "shapes": (say("there are too many shapes"), _SPLIT),
}
"""What a reader calls that which exceeds a limit, and what to do about it."""

LIMITS = Limits()
