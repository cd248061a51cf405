"""Names with their abbreviation inside: *patient and public involvement (PPI) contributors*."""

from __future__ import annotations

import re
from collections.abc import Callable

from lexique.levelling.words import FUNCTION_WORDS
from lexique.model import Group, Resolution

_FARTHEST = 80
"""Characters before a bracket in which the words stand that it abbreviates."""
_IN_BRACKETS = re.compile(r"\s?\(([A-Z]{2,6})\)(?=\s[^\W\d_])")
_BEHIND = (re.compile(r"(?:\s[^\W\d_]+){2}"), re.compile(r"\s[^\W\d_]+"))
_WORD = re.compile(r"[^\W\d_]+")


def around_abbreviation(
    text: str, start: int, end: int, harmonise: Callable[[str], Resolution]
) -> tuple[int, int, Resolution] | None:
    """Return the place and the answer of a longer name, None where there is none.

    The mention from `start` to `end` is what the bracket abbreviates, or the abbreviation itself.
    """
    at = start - 1 if text[start - 1 : start] == "(" else end
    bracket = _IN_BRACKETS.match(text, at)
    if bracket is None:
        return None
    first = _beginning(text, at, bracket[1].lower())
    if first is None:
        return None
    for pattern in _BEHIND:
        behind = pattern.match(text, bracket.end())
        if behind is not None and FUNCTION_WORDS.isdisjoint(behind[0].lower().split()):
            resolution = harmonise(text[first : behind.end()])
            if _is_role(resolution):
                return first, behind.end(), resolution
    return None


def _beginning(text: str, end: int, initials: str) -> int | None:
    """Return where the words before `end` begin of which these are the initials."""
    near = list(_WORD.finditer(text, max(0, end - _FARTHEST), end))
    content = [match for match in near if match[0].lower() not in FUNCTION_WORDS]
    words = content[-len(initials) :]
    found = "".join(match[0][0].lower() for match in words)
    return words[0].start() if found == initials else None


def _is_role(resolution: Resolution) -> bool:
    groups = {reading.concept.group for reading in resolution.readings}
    return Group.ROLE in groups and "qualifier-removed" not in resolution.steps
