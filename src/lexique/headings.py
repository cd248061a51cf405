"""What a column heading stands for: headings are designations of properties, as names are of roles.

Headings are compared after trimming, NFKC, case and accents (see `heading_key`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from lexique.model import Group
from lexique.normalise import fold

if TYPE_CHECKING:
    from lexique.lexicon import Lexicon


def heading_key(heading: str) -> str:
    """Return the key under which two headings are one.

    >>> heading_key("  RÔLE\\u00a0") == heading_key("role")
    True
    """
    return " ".join(fold(heading)[0].split())


def property_of_heading(lexicon: Lexicon, heading: str) -> str | None:
    """Return the slug of the one property that `heading` designates, or None."""
    found = {reading.concept.slug for reading in lexicon.find(heading, groups=(Group.PROPERTY,))}
    return found.pop() if len(found) == 1 else None


def recogniser(lexicon: Lexicon) -> Callable[[str], str | None]:
    """Return `property_of_heading` for `lexicon`, each distinct heading worked out once."""
    return cache(lambda heading: property_of_heading(lexicon, heading))
