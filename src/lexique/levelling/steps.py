"""Which steps of normalising led from a text to a form: told by comparing the two.

The closed list of codes is `STEPS`; the contract promises them to other programs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from lexique.levelling.normalise import Token, fold, stem, tokens_of

STEPS = {
    "abbreviation": "an abbreviation in brackets was read as short for the name before it",
    "accent": "accents, ligatures or invisible characters differ",
    "context": "the neighbourhood or the jurisdiction chose the reading",
    "empty": "the text is blank",
    "feminine": "a feminine form was read as the masculine, or the reverse",
    "fuzzy": "the nearest designation was accepted, as the caller asked",
    "inclusive-form": "inclusive writing, a doubling or H/F was read as one name",
    "misspelling": "one letter differs from the only near designation",
    "order": "the words stand in another order",
    "plural": "a plural was read as the singular, or the reverse",
    "preposition": "articles or prepositions differ",
    "qualifier-removed": "words beside the name of the role were set apart",
    "separator": "spaces, hyphens or slashes between the words differ",
    "spelling-variant": "another accepted spelling of a word, or another word for the same",
}


def steps_between(tokens: Sequence[Token], form: str) -> set[str]:
    """Return the codes of what differs between the words of a text and a designation's form."""
    wanted = words_of(form)
    steps = {"inclusive-form"} if any(token.is_inclusive for token in tokens) else set()
    if len(tokens) != len(wanted):
        return steps | ({"separator"} if _joined(tokens) == _joined(wanted) else set())
    stems = [stem(token.text) for token in tokens], [stem(token.text) for token in wanted]
    if stems[0] != stems[1] and sorted(stems[0]) == sorted(stems[1]):
        steps.add("order")
        order = [stems[1].index(item) for item in stems[0]]
        return steps.union(
            *(_word_steps(token, wanted[place]) for token, place in zip(tokens, order, strict=True))
        )
    for place, (token, other) in enumerate(zip(tokens, wanted, strict=True)):
        steps |= _word_steps(token, other)
        if place:
            steps |= _gap_steps(token, other)
    return steps


@lru_cache(maxsize=8192)
def words_of(form: str) -> tuple[Token, ...]:
    """Return the words of a form, cut once: many texts are led back to it."""
    return tuple(tokens_of(form))


def _joined(tokens: Sequence[Token]) -> str:
    return "".join(stem(token.text) for token in tokens)


def _word_steps(token: Token, other: Token) -> set[str]:
    if token.is_inclusive or _plain(token.surface) == _plain(other.surface):
        return set()
    if token.is_plural_abbreviation:
        return {"plural"}
    if not _is_as_written(token):
        return {"spelling-variant"}
    return {"accent"} if token.text == other.text else _form_steps(token.text, other.text)


def _is_as_written(token: Token) -> bool:
    """Tell whether a word was read as it stands: not *maman* as *proche*, *rep.* in full."""
    return fold(token.surface)[0].replace(".", "") == token.text


def _plain(surface: str) -> str:
    return unicodedata.normalize("NFC", surface).casefold()


def _form_steps(word: str, other: str) -> set[str]:
    is_plural = word.endswith(("s", "x")), other.endswith(("s", "x"))
    steps = {"plural"} if is_plural[0] != is_plural[1] else set()
    singular = _singular(word), _singular(other)
    if singular[0] != singular[1]:
        is_variant = (
            stem(word) != stem(other) or singular[0][:-4] != singular[1][: len(singular[0]) - 4]
        )
        endings = ("e", "rice", "euse", "eure", "esse")
        is_gender = singular[0].endswith(endings) or singular[1].endswith(endings)
        steps.add("feminine" if is_gender and not is_variant else "spelling-variant")
    return steps


def _singular(word: str) -> str:
    if word.endswith("aux"):
        return word[:-3] + "al"
    return word[:-1] if word.endswith(("s", "x")) and not word.endswith("ss") else word


def _gap_steps(token: Token, other: Token) -> set[str]:
    if token.links != other.links:
        return {"preposition"}
    return {"separator"} if _mark(token.before) != _mark(other.before) else set()


def _mark(gap: str) -> str:
    return "".join(character for character in gap if character in "-/") or " "
