"""What is raised when the program is misused or cannot go on; never for what data holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexique.model import Source, Text

if TYPE_CHECKING:
    from lexique.model import Finding


class LexiqueError(Exception):
    """A fault with what is wrong, where, and how to mend it.

    The message of the exception is English; `what` and `mend` hold both languages.
    """

    def __init__(self, what: Text, *, mend: Text, where: Source | None = None) -> None:
        super().__init__(what.en)
        self.what = what
        self.mend = mend
        self.where = where

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what.en}\n  {self.mend.en}"


class UseError(LexiqueError):
    """The command or function was called wrongly (exit 2)."""


class InputError(LexiqueError):
    """An input cannot be read, or holds nothing to work on (exit 3)."""

    def __init__(
        self,
        what: Text,
        *,
        mend: Text,
        where: Source | None = None,
        findings: tuple[Finding, ...] = (),
    ) -> None:
        super().__init__(what, mend=mend, where=where)
        self.findings = findings
        """Other faults met on the way, for a report that shows all."""


class OwnDataError(LexiqueError):
    """Our own vocabulary, shapes or configuration are broken (exit 4)."""
