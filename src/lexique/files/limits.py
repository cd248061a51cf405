"""How much is read before lexique refuses to go on: one table, each line of it overridable.

Figures: design of the reader boundary, measured on files made to exhaust memory or time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from lexique.errors import InputError, UseError
from lexique.messages import say
from lexique.model import Source


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one input; sizes are in bytes, lengths in characters, depths in levels."""

    file_bytes: int = 100_000_000
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
    shown_findings: int = 1_000

    def check(self, name: str, found: int, where: Source) -> None:
        """Raise the `InputError` that names the limit when `found` is above it."""
        if found > getattr(self, name):
            raise self.exceeded(name, where)

    def exceeded(self, name: str, where: Source) -> InputError:
        """Return the error that names the limit, its value and how to raise it."""
        return InputError(
            say("the limit {name} = {limit} is exceeded", name=name, limit=getattr(self, name)),
            mend=say("Split the file, or raise the limit with --limit {name}=NUMBER.", name=name),
            where=where,
        )

    def with_overrides(self, assignments: Iterable[str]) -> Limits:
        """Return these limits with each `name=number` of `assignments` put in.

        Raises `UseError` for a name that is no limit or a value that is no positive integer.
        """
        known = {field.name for field in fields(self)}
        changes: dict[str, int] = {}
        for assignment in assignments:
            name, _, number = assignment.partition("=")
            if name not in known or not (number.isascii() and number.isdigit() and int(number)):
                raise UseError(
                    say("“{assignment}” is no limit", assignment=assignment),
                    mend=say("Write NAME=NUMBER with one of: {names}.", names=", ".join(known)),
                )
            changes[name] = int(number)
        return replace(self, **changes)


LIMITS = Limits()
