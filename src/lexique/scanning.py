"""Where designations may stand in a text: a quick look at the beginnings of words, then a walk.

A regular expression shaped as a trie finds the words that may begin a designation; from each, the
words that follow are walked down a trie of stems. What stands there is then read like any other
name, so a false candidate costs time and never an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import permutations

from lexique.data import words
from lexique.index import BAG, COMPACT, JOINED, LEMMAS
from lexique.lexicon_data import LexiconData
from lexique.model import Concept, Designation
from lexique.normalise import TAIL, fold
from lexique.stems import Stems

_GAP_BREAK = re.compile(r"[.;:!?()\[\]\"|]|\s{3}|\n\s*\n")
"""What no designation reaches over in a running text."""
_GAP = re.compile(r"[^\w.;:!?()\[\]|]{1,8}")
_WORD = re.compile(r"[^\W_]+")
_LINKS = "|".join(sorted(words.FUNCTION_WORDS, key=len, reverse=True))
_FOLLOWING = re.compile(rf"[^\w.;:!?()\[\]|]{{1,8}}(?:(?:à|{_LINKS})[ '’]+)*([^\W_]+)")
"""The next content word, where nothing but spaces, hyphens and function words stand between."""
_ODD = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufb00-\ufb06\ufeff®©™]")
"""What may stand inside a word without being one of its letters; then the text is folded first."""
_TAIL_BEGINS = frozenset(words.INCLUSIVE_MARKS + words.SHARED_MARKS + "( ")
_LOST_ENDINGS = ("eur", "al", "f", "i")
"""What a stem may have in the place of other letters of a form (see `normalise.stem`)."""
_ACCENTED = {
    "a": "àáâãäå", "c": "ç", "e": "èéêë", "i": "ìíîï", "n": "ñ", "o": "òóôõöø", "u": "ùúûü",
    "y": "ýÿ",
}  # fmt: skip

_Trie = dict[str, "_Trie"]
_END = ""
_FUNCTION = "function word"


def is_broken(gap: str) -> bool:
    """Tell whether a sentence or a bracket ends between two words."""
    return _GAP_BREAK.search(gap) is not None


class _Words(dict[str, str]):
    """Word in lower case to its stem, worked out on first use."""

    def __init__(self, stems: Stems) -> None:
        super().__init__()
        self._known = stems

    def __missing__(self, word: str) -> str:
        if len(self) > 200_000:
            self.clear()
        folded = fold(word)[0]
        if folded in words.POSSESSIVES:
            found = words.OWN
        elif folded in words.FUNCTION_WORDS and folded not in words.ACRONYMS_LIKE_FUNCTION_WORDS:
            found = _FUNCTION
        else:
            found = self._known[folded]
        self[word] = found
        return found


class _Begins(dict[str, bool]):
    """Word in lower case to whether a designation may begin with it."""

    def __init__(self, trie: _Trie, stems: _Words, known: Stems) -> None:
        super().__init__()
        self._trie = trie
        self._stems = stems
        self._known = known

    def __missing__(self, word: str) -> bool:
        if len(self) > 200_000:
            self.clear()
        begins = self[word] = self._stems[word] in self._trie or self.is_run_together(word)
        return begins

    def is_run_together(self, word: str) -> bool:
        """Tell whether a word is two of a designation without separator, or a prefix set apart."""
        return word == "co" or any(
            right in self._trie.get(left, {}) for left, right in self._known.halves(fold(word)[0])
        )


class Scanner:
    """Finds candidate places in a text."""

    def __init__(
        self, lexicon: LexiconData, is_wanted: Callable[[Designation, Concept], bool]
    ) -> None:
        stems = lexicon.stems
        self._trie = _trie_of(lexicon, is_wanted)
        self._beginnings = re.compile(_beginnings(self._trie))
        self._stems = _Words(stems)
        self._begins = _Begins(self._trie, self._stems, stems)

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of each candidate in `text`, left to right.

        Candidates that overlap or stand side by side are one: which words belong together is
        for the reader to say.
        """
        lowered = text.lower()
        if len(lowered) == len(text) and _ODD.search(lowered) is None:
            yield from self._places(lowered, text)
            return
        folded, places = fold(text)
        for start, end in self._places(folded, folded.upper()):
            yield (start, end) if places is None else (places[start], places[end - 1] + 1)

    def _places(self, lowered: str, text: str) -> Iterator[tuple[int, int]]:
        end = 0
        begins, acronyms = self._begins, words.ACRONYMS_LIKE_FUNCTION_WORDS
        for match in self._beginnings.finditer(lowered):
            word = match[0]
            if not begins[word]:
                continue
            start = match.start()
            if start < end or not self._leads_on(lowered, match):
                continue
            if word in acronyms and not text[start : match.end()].isupper():
                continue
            until = self._reach(lowered, start)
            if until > start:
                end = self._stretched(lowered, start, until)
                yield start, end

    def _leads_on(self, lowered: str, match: re.Match[str]) -> bool:
        """Tell at a glance whether a word may be a name or the beginning of one.

        False only where the next content word rules it out; the walk decides the rest.
        """
        node = self._trie.get(self._stems[match[0]])
        if node is None or _END in node:
            return True
        following = _FOLLOWING.match(lowered, match.end())
        return following is None or self._stems[following[1]] in node or following[1] == "co"

    def _reach(self, lowered: str, start: int) -> int:
        """Return where the walk down the trie of stems ends; `start` where it meets no name."""
        node, end, position, is_name = self._trie, start, start, False
        while (match := _WORD.match(lowered, position)) is not None:
            stem = self._stems[match[0]]
            child = node.get(stem)
            is_link = stem is _FUNCTION or stem in words.ACRONYMS_LIKE_FUNCTION_WORDS
            if child is None and is_link and node is not self._trie:
                position = self._after_gap(lowered, match.end())
                continue
            if child is None and match[0] == "co":
                joined = _WORD.match(lowered, match.end() + 1)
                match = joined or match
                child = node.get(self._stems["co" + match[0]])
            if child is None:
                if node is self._trie and self._begins.is_run_together(match[0]):
                    return match.end()
                break
            end = self._after_tail(lowered, match.end())
            node, is_name = child, is_name or _END in child
            position = self._after_gap(lowered, end)
        return end if is_name else start

    def _after_tail(self, lowered: str, position: int) -> int:
        """Return the end of a word with its inclusive suffix."""
        if lowered[position : position + 1] not in _TAIL_BEGINS:
            return position
        tail = TAIL.match(lowered, position)
        return tail.end() if tail else position

    def _after_gap(self, lowered: str, position: int) -> int:
        gap = _GAP.match(lowered, position)
        return gap.end() if gap else len(lowered)

    def _stretched(self, lowered: str, start: int, end: int) -> int:
        """Return where the last of the candidates that hang together ends."""
        position = start
        while True:
            word = _WORD.match(lowered, position)
            if word is None:
                return end
            position = self._after_gap(lowered, self._after_tail(lowered, word.end()))
            if position > end + 1:
                return end
            if self._beginnings.match(lowered, position) is not None:
                end = max(end, self._reach(lowered, position))


def _trie_of(lexicon: LexiconData, is_wanted: Callable[[Designation, Concept], bool]) -> _Trie:
    """Return the trie of the stems of all designations that are wanted, in every order."""

    def keys(kind: str) -> Iterator[list[str]]:
        for row in lexicon.index.keys(kind):
            designation = lexicon.index.designation(row.designation)
            if is_wanted(designation, lexicon.concept_of(designation)):
                yield row.key.split()

    trie: _Trie = {}
    for stems in keys(LEMMAS):
        _add(trie, stems)
    for stems in keys(BAG):
        for order in permutations(stems):
            _add(trie, order)
    for stems in keys(COMPACT):
        _add(trie, stems)
    return trie


def _add(trie: _Trie, stems: Iterable[str]) -> None:
    node = trie
    for item in stems:
        node = node.setdefault(item.removeprefix(JOINED), {})
    node[_END] = {}


def _beginnings(trie: _Trie) -> str:
    """Return the pattern of the beginnings of words that a designation may begin with."""
    letters: _Trie = {}
    for item in trie:
        if item and item != words.OWN:
            _add_letters(letters, _beginning(item))
    return rf"(?<![^\W_])(?:{_alternatives(letters)})[^\W_]*"


def _beginning(item: str) -> str:
    """Return the letters that all forms of a stem begin with."""
    if item.startswith("co") and len(item) > 5:
        return "co"
    for ending in _LOST_ENDINGS:
        if len(item) - len(ending) >= 3 and item.endswith(ending):
            return item[: -len(ending)]
    return item


def _add_letters(letters: _Trie, item: str) -> None:
    node = letters
    for letter in item:
        if _END in node:
            return
        node = node.setdefault(letter, {})
    node.clear()
    node[_END] = {}


def _alternatives(node: _Trie) -> str:
    """Return the pattern of a trie of letters, common beginnings said once."""
    parts = []
    for letter, child in sorted(node.items()):
        inner = "" if _END in child else _alternatives(child)
        accented = _ACCENTED.get(letter)
        either = f"[{letter}{accented}]" if accented else re.escape(letter)
        parts.append(either + (f"(?:{inner})" if "|" in inner else inner))
    return "|".join(parts)
