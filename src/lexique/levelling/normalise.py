"""Text to match keys: what a careful reader levels before two names are compared.

`tokens_of` cuts a text into content words and remembers, for each, where it stood and what stood
before it; `stem` levels number and gender of one word. Two names have one key when their content
words have the same stems in the same order. The rules are those of French (and, where they do no
harm, English) morphology; the evidence for each is section 8 of the project's notes on pitfalls.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from lexique.levelling import words

_FOLDED_BY_HAND = {
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ß": "ss",
    **dict.fromkeys("’‘ʼ′‛`´＇", "'"),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("«»“”„‟″‹›＂", '"'),
    **dict.fromkeys("®©™℠\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f", ""),
    **dict.fromkeys("¹²³⁰⁴⁵⁶⁷⁸⁹", " "),
    "⁄": "/",
    "∕": "/",
}


class _Fold(dict[int, str]):
    """Code point to its folded text, worked out on first use (see `str.translate`)."""

    def __missing__(self, code: int) -> str:
        folded = chr(code)
        while (again := "".join(map(_levelled, folded))) != folded:
            folded = again
        # A fraction or a unit is no word, and its parts have no places of their own.
        is_word = all(part.isalnum() or unicodedata.category(part)[0] == "M" for part in folded)
        self[code] = folded if len(folded) < 2 or is_word else " "
        return self[code]


def _levelled(character: str) -> str:
    by_hand = _FOLDED_BY_HAND.get(character.lower())
    if by_hand is not None:
        return by_hand
    if character.isspace() or "\ud800" <= character <= "\udfff":
        return " "  # Half of a character is none.
    kept = (
        part
        for part in unicodedata.normalize("NFKD", character).casefold()
        if not unicodedata.combining(part)
    )
    return "".join(kept)


_FOLD = _Fold()
_SAFE_MARKS = re.escape(words.INCLUSIVE_MARKS)
_SHARED_MARKS = re.escape(words.SHARED_MARKS)
_SUFFIX = "|".join(sorted(words.INCLUSIVE_SUFFIXES, key=len, reverse=True))
TAIL = (
    rf"(?:(?:[{_SAFE_MARKS}{_SHARED_MARKS}](?:{_SUFFIX})(?![^\W_])"
    rf"|\s?\((?:{_SUFFIX})\)(?:e?s(?![^\W_]))?)+)"
)
"""The inclusive suffixes that may belong to a word of folded text, as a pattern."""
_DOTTED = r"(?<![^\W_.])(?:[^\W\d_]\.){2,}[^\W\d_](?![^\W_])"
"""Three letters and more that stand for words, as in *M.S.P.*; two may be initials."""
_TOKEN = re.compile(rf"(?P<word>{_DOTTED}|[^\W_]+)(?P<tail>{TAIL})?")
_GENDER_NOTICE = re.compile(words.GENDER_NOTICE)
# Compiled by `re` when a word first has such a tail.
_TAIL_PART = rf"(\s?\()?([{_SAFE_MARKS}{_SHARED_MARKS}])?({_SUFFIX})\)?"
_STOP_INSIDE = re.compile(r"\.\s+[^\W_]")
_NEIGHBOUR = 40
"""Characters in which the word beside another is looked for."""
PLURAL_ABBREVIATION = re.compile(r"(?:[A-Z]{2,}|[A-Z][a-z][A-Z])s")
"""Abbreviations in the plural: *RUs, EbEs*."""


class Token(NamedTuple):
    """One content word of a text."""

    text: str
    """Folded: lower case, no accents, no inclusive suffix."""
    start: int
    end: int
    """Where it stands in the original text, inclusive suffix and all."""
    before: str
    """The folded text between the content word before it and this one."""
    links: tuple[str, ...]
    """The function words in `before`."""
    surface: str
    depth: int = 0
    """In how many brackets it stands."""
    is_inclusive: bool = False
    is_plural_abbreviation: bool = False


def fold(text: str) -> tuple[str, list[int] | None]:
    """Return `folded(text)`, and the place in `text` of each folded character.

    The places are None where every character kept its own.
    """
    levelled = folded(text)
    if len(levelled) == len(text) and all(len(_FOLD[ord(item)]) == 1 for item in set(text)):
        return levelled, None
    places = [place for place, item in enumerate(text) for _ in _FOLD[ord(item)]]
    return levelled, places


def folded(text: str) -> str:
    """Return `text` with case, accents and compatibility forms levelled.

    So are kinds of apostrophe, dash, quote and space; invisible characters vanish. Source: Unicode
    chapter 3.13 (case folding), UAX #15 (NFKD).
    """
    return text.translate(_FOLD)


def _without_plural(word: str) -> str:
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux") and len(word) > 5:
        return word[:-3] + "al"
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


_FEMININE = (
    # trice/teur and euse/eur: formatrice, travailleuse. Doubled consonant: citoyenne, nulle.
    # The two run together: médiateurice, travailleureuse.
    ("eurice", "eur"),
    ("eureuse", "eur"),
    ("trice", "teur"),
    ("drice", "deur"),
    ("euse", "eur"),
    ("nne", "n"),
    ("lle", "l"),
    ("tte", "t"),
    ("mme", "m"),
    ("ve", "f"),
    ("e", ""),
    ("y", "i"),
)


def _without_feminine(word: str) -> str:
    for ending, masculine in _FEMININE:
        if word.endswith(ending):
            return word[: len(word) - len(ending)] + masculine
    return word


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the form that all numbers and genders of a folded word share; no dictionary form.

    Applying it twice changes nothing. Words of up to three letters stay.

    >>> {stem(word) for word in ("formateur", "formateurs", "formatrice", "formatrices")}
    {'formateur'}
    """
    if len(word) <= 3 or not word.isalpha():
        return word
    reduced = words.SPELLING_VARIANTS.get(word, word).replace("iz", "is")
    while len(reduced) > 3:
        shorter = _without_feminine(_without_plural(reduced))
        if shorter == reduced or len(shorter) < 3:
            break
        reduced = shorter
    return words.SPELLING_VARIANTS.get(reduced, reduced)


def stem_candidates(word: str) -> Iterable[str]:
    """Yield the stems a text word may have, likeliest first; other languages' endings last."""
    likeliest = stem(word)
    yield likeliest
    for ending in ("esse", "innen", "en", "in", "n"):
        if word.endswith(ending) and len(word) - len(ending) > 4:
            yield stem(word[: -len(ending)])
    for ending in ("os", "as", "a"):
        if word.endswith(ending) and len(word) - len(ending) > 4:
            shortened = word[: -len(ending)]
            # Spanish *promotora*, *experta*: the masculine of the one ends in a consonant.
            yield stem(shortened if shortened.endswith("or") else shortened + "o")


def known_stem(word: str, knows: Callable[[str], bool]) -> str:
    """Return the likeliest stem of `word` that `knows` accepts, else the word itself."""
    return next((item for item in stem_candidates(word) if knows(item)), word)


def _never(_stem: str) -> bool:
    return False


def tokens_of(text: str, knows: Callable[[str], bool] = _never) -> list[Token]:
    """Return the content words of `text`, in order.

    `knows` tells which stems the vocabulary has: after a mark that has other uses (full stop,
    hyphen, slash), an inclusive suffix is taken off only behind such a word.
    """
    folded, places = fold(text)
    folded = _GENDER_NOTICE.sub(lambda match: " " * len(match[0]), folded)
    cutter = _Cutter(text, folded, places, knows)
    position = 0
    while (match := _TOKEN.search(folded, position)) is not None:
        position = cutter.take(match)
    return cutter.tokens


class _Cutter:
    """Cuts one folded text into tokens, left to right."""

    def __init__(
        self, text: str, folded: str, places: list[int] | None, knows: Callable[[str], bool]
    ) -> None:
        self.tokens: list[Token] = []
        self._text = text
        self._is_shouted = text.isupper()
        self._folded = folded
        self._places = places
        self._knows = knows
        self._links: list[str] = []
        self._end_of_word = 0
        self._end_of_token = 0
        self._depth = 0

    def take(self, match: re.Match[str]) -> int:
        """Take one match as a function word or a token; return where to go on."""
        word, start, end = match["word"].replace(".", ""), match.start(), match.end("word")
        is_inclusive = False
        if match["tail"]:
            base = self._inclusive_base(word, match["tail"])
            if base is not None:
                word, end, is_inclusive = base, match.end(), True
        self._count_brackets(self._folded[self._end_of_word : start])
        self._end_of_word = end
        if word in words.CLIPPED and _STOP_INSIDE.match(self._folded, end):
            word = words.CLIPPED[word]
        behind = words.NOUNS_OF_PREPOSITIONS.get(word)
        is_link = behind is not None and behind in self._links[-2:]
        is_function = word in words.FUNCTION_WORDS and not self._begins_compound(word, end)
        if is_link or (is_function and not self._is_acronym(word, start, end)):
            self._links.append(word)
        elif word not in words.POSSESSIVES:
            self._add(word, start, end, is_inclusive)
        elif not self.tokens or self.tokens[-1].text != words.OWN:
            self._add(words.OWN, start, end, is_inclusive)
        return end

    def _begins_compound(self, word: str, end: int) -> bool:
        """Tell whether a preposition at the start is bound to a noun: *par-aidant* for *pair-*."""
        is_first = not self.tokens and not self._links
        is_bound = self._folded[end : end + 1] == "-" and self._folded[end + 1 : end + 2].isalpha()
        return is_first and is_bound and len(word) > 2 and word in words.PREPOSITIONS

    def _is_acronym(self, word: str, start: int, end: int) -> bool:
        """Tell a DU (diplôme universitaire) from *du*: capitals where the text has others too.

        Between words in capitals, as in REPRÉSENTANTS DES USAGERS, it is the function word.
        """
        if word not in words.ACRONYMS_LIKE_FUNCTION_WORDS:
            return False
        first, last = self._place(start, end)
        if not self._text[first:last].isupper():
            return False
        if not self.tokens and not self._links:
            return word == "du" or not self._is_shouted
        around = (
            *self._text[max(0, first - _NEIGHBOUR) : first].split()[-1:],
            *self._text[last : last + _NEIGHBOUR].split()[:1],
        )
        is_between_capitals = any(len(item) > 3 and item.isupper() for item in around)
        return not is_between_capitals and not self._is_shouted

    def _place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a piece of the folded text stands in the original, accents and all."""
        if self._places is None:
            return start, end
        last = self._places[end - 1] + 1
        while unicodedata.combining(self._text[last : last + 1] or " "):
            last += 1
        return self._places[start], last

    def _inclusive_base(self, word: str, tail: str) -> str | None:
        """Return the word behind an inclusive suffix, or None where it is no such suffix."""
        is_function = word in words.FUNCTION_WORDS
        if len(word) < 3 and not is_function:
            return None
        parts = re.findall(_TAIL_PART, tail)
        is_known = is_function or self._knows_some(word)
        if not is_known and len(parts) > 1 and self._knows_some(word + parts[0][2]):
            return word + str(parts[0][2])
        bracket, mark, suffix = parts[0]
        if bracket or len(parts) > 1 or mark in words.INCLUSIVE_MARKS:
            return word
        is_clitic = suffix in words.CLITICS and mark in "-/_:"
        # *Travailleurs/ses*: behind -eur, this is its feminine, no possessive.
        is_feminine = suffix in ("se", "ses") and mark in "-/" and word.endswith(("eur", "eurs"))
        return word if is_known and (is_feminine or not is_clitic) else None

    def _knows_some(self, word: str) -> bool:
        return any(self._knows(item) for item in stem_candidates(word))

    def _count_brackets(self, gap: str) -> None:
        opened = gap.count("(") + gap.count("[")
        self._depth = max(0, self._depth + opened - gap.count(")") - gap.count("]"))

    def _is_cut_word(self, previous: Token, word: str, gap: str) -> bool:
        """Tell whether `word` only continues `previous`: *co-chercheur*, *inter- venant*."""
        if previous.text == "co":
            return not gap.strip(" -")
        at_line_end = gap.startswith("-") and gap[1:].isspace()
        return (
            at_line_end
            and not (self._knows_some(previous.text) and self._knows_some(word))
            and self._knows_some(previous.text + word)
        )

    def _add(self, word: str, start: int, end: int, is_inclusive: bool) -> None:
        first, last = self._place(start, end)
        before, links = self._folded[self._end_of_token : start], tuple(self._links)
        if self.tokens and self._is_cut_word(self.tokens[-1], word, before):
            cut = self.tokens.pop()
            word, first, before, links = cut.text + word, cut.start, cut.before, cut.links
        surface = self._text[first:last]
        is_abbreviation = PLURAL_ABBREVIATION.fullmatch(surface) is not None
        self.tokens.append(
            Token(
                text=word[:-1] if is_abbreviation else word,
                start=first,
                end=last,
                before=before,
                links=links,
                surface=surface,
                depth=self._depth,
                is_inclusive=is_inclusive,
                is_plural_abbreviation=is_abbreviation,
            )
        )
        self._links = []
        self._end_of_token = end
