"""What a SHACL processor found: one sh:ValidationResult as a plain value."""

from __future__ import annotations

from typing import NamedTuple

from lexique.rdf import Term


class Result(NamedTuple):
    """One validation result; `shape` is an IRI, or a blank node of a shapes graph not ours."""

    focus_node: str
    shape: str
    component: str
    value: Term | None = None
    """The value node, None where it is the focus node itself or where there is none."""
    path: str | None = None
    """The result path where it is one predicate; None for a path expression or no path."""
    severity: str = ""
    messages: tuple[tuple[str, str], ...] = ()
    """Language and text of each sh:resultMessage, sorted."""

    def sort_key(self) -> tuple[str, ...]:
        """Return what results are sorted by: all that is in them, as text."""
        return (self.focus_node, self.shape, self.component, str(self.value), self.path or "")
