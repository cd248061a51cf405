"""What in a text looks like data about a person, whatever column it stands in."""

from __future__ import annotations

import re

_GAP = r"[\s\u00a0\u202f.-]?"
_PATTERNS = {
    # Lengths of RFC 5321 and RFC 1035: without them a long text takes minutes.
    "e-mail": re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"),
    # Source: numbering plan of metropolitan France and overseas, with or without +33 / 0033.
    "telephone": re.compile(
        rf"(?<!\d)(?:(?:\+|00)\d{{2,3}}{_GAP}(?:\(0\))?{_GAP}[1-9]|0[1-9])(?:{_GAP}\d{{2}}){{4}}(?!\d)"
    ),
    # Source: social security number, 13 digits and a key of 2; Corsica writes 2A or 2B.
    "nir": re.compile(
        rf"(?<!\d)[1-478]{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}(?:\d{{2}}|2[AB]){_GAP}\d{{3}}{_GAP}\d{{3}}"
        rf"(?:{_GAP}\d{{2}})?(?!\d)",
        re.IGNORECASE,
    ),
}


def personal_kind(text: str) -> str | None:
    """Return `e-mail`, `telephone` or `nir` where `text` holds one, else None.

    The order is the one of certainty; only the first kind found is told.
    """
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.search(text)), None)
