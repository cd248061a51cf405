"""Names said in both genders: *ambassadeurs et ambassadrices santé*, *proches aidants/aidantes*."""

from __future__ import annotations

from collections.abc import Sequence

from lexique.harmonising.members import is_joined
from lexique.levelling.normalise import Token, stem
from lexique.vocabulary.keys import MOST_REORDERED


def doubled_once(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with what stands in both genders once.

    Of the words said twice the first stand for both, and the last of them ends where the second
    gender does. *Proche aidant, aidant familial* is no doubling: its gender stays the same.
    """
    kept = list(tokens)
    place = 1
    while place < len(kept):
        if _is_one_another(kept[place - 1], kept[place]):
            kept[place - 1] = kept[place - 1]._replace(end=kept[place].end)
            del kept[place]
            continue
        length = _length_of_doubling(kept, place)
        if length:
            end = kept[place + length - 1].end
            kept[place - 1] = kept[place - 1]._replace(end=end, is_inclusive=True)
            del kept[place : place + length]
        else:
            place += 1
    return kept


def _is_one_another(first: Token, second: Token) -> bool:
    """Tell whether a word only says that those it names do it to each other: *peer-to-peer*."""
    return second.links == ("to",) and first.text == second.text


def _length_of_doubling(tokens: Sequence[Token], place: int) -> int:
    """Return how many words from `place` on repeat those before it in the other gender."""
    if not is_joined(tokens[place]):
        return 0
    for length in range(min(place, len(tokens) - place, MOST_REORDERED), 0, -1):
        pairs = list(
            zip(tokens[place - length : place], tokens[place : place + length], strict=True)
        )
        has_same_stems = all(stem(first.text) == stem(second.text) for first, second in pairs)
        if has_same_stems and any(_differ_in_gender(*pair) for pair in pairs):
            return length
    return 0


def _differ_in_gender(first: Token, second: Token) -> bool:
    """Tell whether two forms of a word differ in more than the plural."""
    return first.text.rstrip("sx") != second.text.rstrip("sx")
