"""English names in a text whose head stands once, at the end: *consumer or carer consultants*."""

from __future__ import annotations

import re
from collections.abc import Callable

from lexique.levelling.words import FUNCTION_WORDS
from lexique.model import Group, Resolution

_FARTHEST = 48
"""Characters before a mention in which the words that share its head stand."""
_BEFORE = re.compile(r"((?:[^\W\d_]+[ -])?[^\W\d_]*[^\W\d_s])(?: (?:and|or|&) | ?/ ?)$")
"""A noun that stands for an adjective, and so in the singular, before a conjunction."""
_JOINTS = (" and ", " or ", " & ", "/", "/ ")


def shares_head(text: str, start: int) -> bool:
    """Tell whether a conjunction stands before a place, as where a head may be shared."""
    return text.endswith(_JOINTS, max(0, start - 5), start)


def with_shared_head(
    text: str, start: int, end: int, harmonise: Callable[[str], Resolution]
) -> tuple[int, Resolution] | None:
    """Return where a name begins that shares the head of the one at `start`, and what both say.

    None where nothing does: what stands before the conjunction is a name of its own, or none.
    """
    if not shares_head(text, start):
        return None
    match = _BEFORE.search(text, max(0, start - _FARTHEST), start)
    if match is None:
        return None
    phrase, heads = match[1], _heads(text[start:end])
    for words in dict.fromkeys((phrase, re.split("[ -]", phrase)[-1])):
        first = match.start() + len(phrase) - len(words)
        if re.split("[ -]", words)[0].lower() in FUNCTION_WORDS:
            continue
        if any(_is_name(harmonise(f"{words} {head}")) for head in heads):
            both = harmonise(text[first:end])
            return (first, both) if _is_name(both) else None
    return None


def _heads(name: str) -> list[str]:
    """Return the last words of a name, most of them first, without the first one."""
    words = name.split()
    return [" ".join(words[place:]) for place in range(1, len(words))]


def _is_name(resolution: Resolution) -> bool:
    """Tell whether every word of a phrase is part of English names that say one thing."""
    if resolution.reason.code == "coordination" or "qualifier-removed" in resolution.steps:
        return False
    return bool(resolution.readings) and all(
        reading.concept.group is Group.ROLE
        and reading.designation is not None
        and reading.designation.language == "en"
        for reading in resolution.readings
    )
