"""`fmt` without the command line: what is not in canonical layout, and what would change."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from lexique.files import LIMITS, Limits
from lexique.rdf import Kind, read_document
from lexique.turtle.layout import canonical


@dataclass(frozen=True, slots=True)
class Formatted:
    """One file as it is and as it should be."""

    path: str
    before: str
    """The text as read; a byte order mark makes it differ from `after`."""
    after: str
    had_bom: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether the file is not in canonical layout."""
        return self.had_bom or self.before != self.after

    def diff(self) -> str:
        """Return the change as a unified diff; empty where there is none."""
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in difflib.unified_diff(
                self.before.splitlines(keepends=True),
                self.after.splitlines(keepends=True),
                fromfile=self.path,
                tofile=self.path,
            )
        )


def format_file(path: str, *, limits: Limits = LIMITS) -> Formatted:
    """Return a Turtle file in canonical layout; raises InputError where it cannot be read."""
    from lexique.files import read_bytes

    data = read_bytes(path, limits=limits)
    document = read_document(data, path=path, kind=Kind.TURTLE, limits=limits)
    after = canonical(document.text, path)
    return Formatted(path, document.text, after, had_bom=data.startswith(b"\xef\xbb\xbf"))
