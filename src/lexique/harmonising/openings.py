"""What stands before a name and leaves it what it is: *nos*, *une dizaine de*, *plus de 30*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lexique.levelling import words
from lexique.levelling.normalise import Token

_ORDINAL = re.compile(words.ORDINAL)


def opening_length(tokens: Sequence[Token]) -> int:
    """Return how many words before the first noun only determine, count or date it.

    Articles are no tokens at all; possessives, indefinites, numbers, ordinals, nouns of quantity
    and what makes a number approximate are.
    """
    if tokens[0].text == "nombre" and not tokens[0].links:
        return 0  # *Nombre de pairs-aidants* heads a column; *un grand nombre de* counts.
    place = 0
    while place < len(tokens) - 1 and _determines(tokens[place]):
        place += 1
    return place


def _determines(token: Token) -> bool:
    text = token.text
    is_listed = text in words.DETERMINERS or text in words.ADVERBS
    is_number = text.isdigit() or _ORDINAL.fullmatch(text) is not None
    return is_listed or is_number or text == words.OWN
