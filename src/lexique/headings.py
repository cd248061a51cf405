"""What a column heading stands for: headings are designations of properties, as names are of roles.

Headings are compared after trimming, NFKC, case and accents (see `heading_key`).
"""

from __future__ import annotations

from lexique.normalise import fold


def heading_key(heading: str) -> str:
    """Return the key under which two headings are one.

    >>> heading_key("  RÔLE\\u00a0") == heading_key("role")
    True
    """
    return " ".join(fold(heading)[0].split())
