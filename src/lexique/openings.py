"""What stands before a name and leaves it what it is: *nos*, *une dizaine de*, *plus de 30*."""

from __future__ import annotations

from collections.abc import Sequence

from lexique.data import words
from lexique.normalise import Token


def opening_length(tokens: Sequence[Token]) -> int:
    """Return how many words before the first noun only determine or count it.

    Articles are no tokens at all; possessives, indefinites, numerals, nouns of quantity and
    what makes a number approximate are.
    """
    place = 0
    while place < len(tokens) - 1 and _determines(tokens[place]):
        place += 1
    return place


def _determines(token: Token) -> bool:
    return token.text in words.DETERMINERS or token.text.isdigit() or token.text == words.OWN
