"""The finding for an input that could not be read, the same in every verb."""

from __future__ import annotations

import hashlib

from lexique.errors import InputError
from lexique.finding import Finding, Location
from lexique.model import Severity


def unreadable(error: InputError) -> Finding:
    """Return the finding `SYNTAX` for an input that could not be read."""
    where = error.where
    return Finding(
        rule="SYNTAX",
        severity=Severity.VIOLATION,
        message=error.what,
        mend=error.mend,
        location=Location(
            path=where.path if where else None,
            line=where.line if where else None,
            column=where.column if where else None,
        ),
        fingerprint=_fingerprint(where.path if where else "", error.what.en),
    )


def _fingerprint(*parts: str) -> str:
    text = "\x1f".join(("SYNTAX", *parts))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
