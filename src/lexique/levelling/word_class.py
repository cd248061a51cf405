"""How a closed class of words is written in the code."""

from __future__ import annotations


def word_class(text: str) -> frozenset[str]:
    """Return the words of `text`, which are parted by spaces."""
    return frozenset(text.split())
