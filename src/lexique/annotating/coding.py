"""Words of running text as single characters, so that a regular expression finds runs of them.

What stands between two spaces is one word here, with its punctuation, and gets one character:
one of its own for each sequence of stems it may stand for, one that all function words share, and
one for all that has nothing to do with the names that are looked for. Behind it, a sign that says
nothing fills the rest of the word and the space, so that all places are those of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice, product
from sys import intern
from typing import TYPE_CHECKING

from lexique.annotating.sequences import Alternatives, Names
from lexique.levelling import words
from lexique.levelling.normalise import PLURAL_ABBREVIATION, TAIL, Token, fold, tokens_of

if TYPE_CHECKING:
    from lexique.vocabulary.stems import Stems

OTHER, FILLING = "\u07fc\u07fd"
"""A word of no name, and what follows the character of any word up to the next."""
SEPARATOR, FUNCTION = "\u07fe\u07ff"
"""What may stand between the words of a name: marks and suffixes, and function words."""
OPEN = "\u0800"
"""A word that only the next one explains (*co chercheur*, *inter-* at the end of a line); it fills
its own place, so that the next one stands right behind it."""
_N_OF_EACH = 0x3800
_NAME, _FIRST, _ANY, _LATER, _END = range(0x801, 0x801 + 5 * _N_OF_EACH, _N_OF_EACH)
"""First code points of the words that may be a name, may begin one, may have any place in one, may
stand behind another in one; they follow each other so that classes of them are ranges."""

_BEGINNING = f"[{chr(_FIRST)}-{chr(_LATER - 1)}]"
_FOLLOWING = f"[{OPEN}-{chr(_FIRST - 1)}{chr(_ANY)}-{chr(_END - 1)}]"
_BETWEEN = f"[{FILLING}-{FUNCTION}]*+"
_INSIDE = f"[{FILLING}-{chr(_END - 1)}]*+"
# What may come first is one class, so that the search skips all else at once; nothing is read
# twice, since no class goes on with what the one before it takes: both halve the time.
RUNS = re.compile(
    f"([{OPEN}-{chr(_LATER - 1)}](?:{_BETWEEN}{_FOLLOWING}|(?<!{_BEGINNING}))"
    f"{_INSIDE}(?:(?<={OPEN}).{_INSIDE})*+)"
)
"""Words of names side by side, or with function words between, as many as there are; a group, so
that splitting by it gives what is between the runs as well."""

_NOTHING: Alternatives = ()
_SKIPPED: Alternatives = ((),)
_MOST_ALTERNATIVES = 16
_UNKNOWN = "?"
"""Stands for a word of no name among others in one word of the text."""

ENCODING = ("utf-8", "surrogatepass")
"""How any text becomes bytes; with this, it is split into words in three quarters of the time."""
AROUND = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    '\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000.,;:!?…«»"“”'
)
"""What stands beside a word and is none of it: spaces and punctuation."""
_SUFFIXES = re.compile(TAIL)
_AT_TIMES_NOTHING = words.NOUNS_OF_PREPOSITIONS.keys() | frozenset(
    ("h", "f", "m", "w", "d", "x", "n", "b", "nb", "homme", "hommes", "femme", "femmes")
)
"""What may stand inside a name as function words do: *(H / F)*, *au sein de*."""
_LOST_ENDINGS = ("eur", "al", "f", "i", "o")
"""What a stem may have in the place of other letters of a form (see `normalise.stem`)."""
_GLANCE = 4
"""Letters that are compared before a word is looked at closely."""


class WordCodes(dict[bytes, str]):
    """Word of a text in UTF-8 to its character and filling, worked out when it is first met."""

    def __init__(self, names: Names, stems: Stems) -> None:
        super().__init__()
        self._names = names
        self._stems = stems
        self._knows = stems.knows
        self._glances = {item for known in names.stems for item in _glances(known)}
        self._codes: dict[Alternatives, str] = {}
        self._next = {first: first for first in (_NAME, _FIRST, _ANY, _LATER)}
        self.meanings: dict[str, Alternatives] = {SEPARATOR: _SKIPPED, FUNCTION: _SKIPPED}
        """Character to what its words may stand for."""
        self.stems: dict[str, str] = {}
        """Character to the one stem that its words stand for, where it is one."""

    def __missing__(self, raw: bytes) -> str:
        word = raw.decode(*ENCODING)
        code = self._code_of(word.strip(AROUND))
        # Most words have a code and length of many others: shared, they stay in the near memory.
        filled = self[raw] = intern(code + (OPEN if code == OPEN else FILLING) * len(word))
        return filled

    def meaning_of(self, token: Token) -> Alternatives:
        """Return what a content word stands for, `?` for what no name has."""
        surface = token.text.upper() if token.is_plural_abbreviation else token.surface
        return self._meaning_of(surface, token.text) or ((_UNKNOWN,),)

    def has_room_for(self, n_words: int) -> bool:
        """Tell whether so many new words could still get a character each."""
        return all(code + n_words <= first + _N_OF_EACH for first, code in self._next.items())

    def _code_of(self, word: str) -> str:
        folded = fold(word)[0]
        if folded == "co" or (folded[-1:] == "-" and any(map(str.isalnum, folded))):
            return OPEN
        if word.isalpha() and folded.isalpha():
            meaning = self._meaning_of(word, folded)
        else:
            meaning = self._meaning_of_several(word, folded)
        if meaning == _SKIPPED:
            has_word = any(map(str.isalnum, folded)) and not _is_suffix(folded)
            return FUNCTION if has_word else SEPARATOR
        if len(meaning) > _MOST_ALTERNATIVES:
            return OPEN
        return self._code_for(meaning) if meaning else OTHER

    def _code_for(self, meaning: Alternatives) -> str:
        code = self._codes.get(meaning)
        if code is None:
            first = self._class_of(meaning)
            code = self._codes[meaning] = chr(self._next[first])
            self._next[first] += 1
            self.meanings[code] = meaning
            if len(meaning) == 1 and len(meaning[0]) == 1:
                self.stems[code] = meaning[0][0]
        return code

    def _class_of(self, meaning: Alternatives) -> int:
        """Return the first code point of the class of words that a word belongs to."""
        if self._names.spans([meaning]):
            return _NAME
        if len(meaning) > 1 or len(meaning[0]) > 1:
            return _ANY
        stem = meaning[0][0]
        if stem in self._names.beginning and stem not in self._names.following:
            return _FIRST
        return _LATER if stem in self._names.following - self._names.beginning else _ANY

    def _meaning_of(self, word: str, folded: str) -> Alternatives:
        """Return what a word of letters alone stands for."""
        if folded in words.FUNCTION_WORDS:
            is_acronym = folded in words.ACRONYMS_LIKE_FUNCTION_WORDS and word.isupper()
            return ((), (self._stems[folded],)) if is_acronym else _SKIPPED
        if folded in words.POSSESSIVES:
            return ((words.OWN,),) if words.OWN in self._names.stems else _NOTHING
        if PLURAL_ABBREVIATION.fullmatch(word):
            folded = folded[:-1]
        found = self._meaning_of_content(folded)
        if folded in words.CLIPPED:
            found = (*found, *self._meaning_of_content(words.CLIPPED[folded]))
        return ((), *found) if folded in _AT_TIMES_NOTHING else found

    def _meaning_of_several(self, word: str, folded: str) -> Alternatives:
        """Return what a word stands for in which there are other signs than letters."""
        if _is_suffix(folded):
            return _SKIPPED
        # Behind another word, capitals tell an acronym (DU) from a function word.
        tokens = tokens_of(f"x {word}", self._knows)[1:]
        if tokens and tokens[-1].text == "co":
            return _SKIPPED * (_MOST_ALTERNATIVES + 1)
        meanings = list(map(self.meaning_of, tokens))
        if all(meaning == ((_UNKNOWN,),) for meaning in meanings):
            return _SKIPPED if not tokens else _NOTHING
        chosen = islice(product(*meanings), _MOST_ALTERNATIVES + 1)
        return tuple(tuple(item for part in parts for item in part) for parts in chosen)

    def _meaning_of_content(self, folded: str) -> Alternatives:
        """Return the stem that names have, the two that are run together, or the piece of one."""
        found: Iterable[tuple[str, ...]] = ()
        known = self._names.stems
        if folded in known or self._may_be_known(folded):
            likeliest = self._stems[folded]
            found = ((likeliest,),) if likeliest in known else self._stems.halves(folded)
        return tuple(found) or (((folded,),) if self._names.is_piece(folded) else _NOTHING)

    def _may_be_known(self, folded: str) -> bool:
        """Tell at a glance whether a word may have a stem of a name, or begin with one."""
        seen = folded[: _GLANCE + 1].replace("iz", "is")[:_GLANCE]
        return seen in self._glances or seen[:-1] in self._glances


def _is_suffix(folded: str) -> bool:
    """Tell whether a word is a suffix of the one before it: *patient (e)*."""
    return _SUFFIXES.fullmatch(f" {folded}") is not None


def _glances(known: str) -> list[str]:
    """Return the letters that all forms of a stem begin with, as many as a glance takes in."""
    variants = [item for item, other in words.SPELLING_VARIANTS.items() if other == known]
    return [_glance(item) for item in (known, *variants)]


def _glance(item: str) -> str:
    for ending in _LOST_ENDINGS:
        if len(item) - len(ending) >= _GLANCE - 1 and item.endswith(ending):
            return item[: -len(ending)][:_GLANCE]
    return item[:_GLANCE]
