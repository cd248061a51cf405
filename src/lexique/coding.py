"""Words of running text as single characters, so that a regular expression finds runs of them.

What stands between two spaces is one word here, with its punctuation, and gets one character:
one of its own for each sequence of stems it may stand for, one that all function words share, and
one for all that has nothing to do with the names that are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice, product
from typing import TYPE_CHECKING

from lexique.data import words
from lexique.normalise import TAIL, Token, fold, tokens_of
from lexique.sequences import Alternatives, Names

if TYPE_CHECKING:
    from lexique.stems import Stems

OTHER = "."
FUNCTION = "\u0fff"
"""What may stand between the words of a name: function words, marks, notices of gender."""
OPEN = "\u1000"
"""A word that only the next one explains (*co chercheur*, *inter-* at the end of a line)."""
_ALONE, _PART, _LAST = 0x1001, 0x8000, 0xEFFF
"""First code points of the words that may be a name, and of those that may be part of one."""
_N_OF_EACH = _PART - _ALONE

RUN = re.compile(
    f"(?:[{OPEN}-{chr(_PART - 1)}]|[{chr(_PART)}-{chr(_LAST)}]{FUNCTION}*[{OPEN}-{chr(_LAST)}])"
    f"[{FUNCTION}-{chr(_LAST)}]*(?:(?<={OPEN}).[{FUNCTION}-{chr(_LAST)}]*)*"
)
"""Words of names side by side, or with function words between: as many as there are."""

_NOTHING: Alternatives = ()
_SKIPPED: Alternatives = ((),)
_MOST_ALTERNATIVES = 16
_UNKNOWN = "?"
"""Stands for a word of no name among others in one word of the text."""

AROUND = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    '\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000.,;:!?…«»"“”'
)
"""What stands beside a word and is none of it: spaces and punctuation."""
_PLURAL_ABBREVIATION = re.compile(r"[A-Z]{2,}s")
_NOTICES = frozenset(
    ("h", "f", "m", "w", "d", "x", "n", "b", "nb", "homme", "hommes", "femme", "femmes")
)
"""What notices of gender consist of, which may stand inside a name: *(H / F)*."""
_LOST_ENDINGS = ("eur", "al", "f", "i", "o")
"""What a stem may have in the place of other letters of a form (see `normalise.stem`)."""
_GLANCE = 4
"""Letters that are compared before a word is looked at closely."""


class WordCodes(dict[str, str]):
    """Word of a text to its character, worked out when it is first met."""

    def __init__(self, names: Names, stems: Stems) -> None:
        super().__init__()
        self._names = names
        self._stems = stems
        self._knows = stems.knows
        self._beginnings = {item for known in names.stems for item in _beginnings(known)}
        self._codes: dict[Alternatives, str] = {}
        self._n_alone = self._n_parts = 0
        self.meanings: dict[str, Alternatives] = {FUNCTION: _SKIPPED}
        """Character to what its words may stand for."""

    def __missing__(self, raw: str) -> str:
        code = self[raw] = self._code_of(raw.strip(AROUND))
        return code

    def meaning_of(self, token: Token) -> Alternatives:
        """Return what a content word stands for, `?` for what no name has."""
        return self._meaning_of(token.surface, token.text) or ((_UNKNOWN,),)

    def has_room_for(self, n_words: int) -> bool:
        """Tell whether so many new words could still get a character each."""
        return max(self._n_alone, self._n_parts) + n_words <= _N_OF_EACH

    def _code_of(self, word: str) -> str:
        folded = fold(word)[0]
        if folded == "co" or (folded[-1:] == "-" and any(map(str.isalnum, folded))):
            return OPEN
        if word.isalpha() and folded.isalpha():
            meaning = self._meaning_of(word, folded)
        else:
            meaning = self._meaning_of_several(word, folded)
        if meaning == _SKIPPED:
            return FUNCTION
        if len(meaning) > _MOST_ALTERNATIVES:
            return OPEN
        return self._code_for(meaning) if meaning else OTHER

    def _code_for(self, meaning: Alternatives) -> str:
        code = self._codes.get(meaning)
        if code is None:
            if any(span.is_wanted for span in self._names.spans([meaning])):
                code = chr(_ALONE + self._n_alone)
                self._n_alone += 1
            else:
                code = chr(_PART + self._n_parts)
                self._n_parts += 1
            self._codes[meaning] = code
            self.meanings[code] = meaning
        return code

    def _meaning_of(self, word: str, folded: str) -> Alternatives:
        """Return what a word of letters alone stands for."""
        if folded in words.ACRONYMS_LIKE_FUNCTION_WORDS:
            return ((), (self._stems[folded],)) if word.isupper() else _SKIPPED
        if folded in words.FUNCTION_WORDS:
            return _SKIPPED
        if folded in words.POSSESSIVES:
            return ((words.OWN,),)
        if _PLURAL_ABBREVIATION.fullmatch(word):
            folded = folded[:-1]
        found = self._meaning_of_content(folded)
        return ((), *found) if folded in _NOTICES else found

    def _meaning_of_several(self, word: str, folded: str) -> Alternatives:
        """Return what a word stands for in which there are other signs than letters."""
        if TAIL.fullmatch(f" {folded}"):
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
        beginning = folded[: _GLANCE + 1].replace("iz", "is")
        return (
            beginning[:_GLANCE] in self._beginnings or beginning[: _GLANCE - 1] in self._beginnings
        )


def _beginnings(known: str) -> list[str]:
    """Return the letters that all forms of a stem begin with, as many as a glance takes in."""
    variants = [item for item, other in words.SPELLING_VARIANTS.items() if other == known]
    return [_beginning(item) for item in (known, *variants)]


def _beginning(item: str) -> str:
    for ending in _LOST_ENDINGS:
        if len(item) - len(ending) >= _GLANCE - 1 and item.endswith(ending):
            return item[: -len(ending)][:_GLANCE]
    return item[:_GLANCE]
