"""Where designations may stand in a text: a quick look at the beginnings of words, then a walk.

A regular expression shaped as a trie finds the words that may begin a designation; from each, the
words that follow are walked down a trie of stems. What stands there is then read like any other
name, so a false candidate costs time and never an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import permutations

from lexique.data import words
from lexique.index import BAG, COMPACT, JOINED, LEMMAS, Index
from lexique.normalise import TOKEN, known_stem

_GAP_BREAK = re.compile(r"[.;:!?()\[\]\"|]|\s{3}|\n\s*\n")
"""What no designation reaches over in a running text."""
_NEXT_WORD = re.compile(r"[ \-'/](?=[^\W_])")
_LONGEST_GAP = 60
"""Characters within which the next word of a name begins and ends."""
_SHORTEST_RUN_TOGETHER = 8
_LOST_ENDINGS = ("eur", "al", "f", "i")
"""What a stem may have in the place of other letters of a form (see `normalise.stem`)."""

_Trie = dict[str, "_Trie"]
_END = ""


def is_broken(gap: str) -> bool:
    """Tell whether a sentence or a bracket ends between two words."""
    return _GAP_BREAK.search(gap) is not None


class Scanner:
    """Finds candidate places in folded text."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._trie = _trie_of(index)
        self._beginnings = re.compile(_beginnings(self._trie))
        self._stems: dict[str, str] = {}

    def places(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of each candidate, left to right.

        Candidates that overlap or stand side by side are one: which words belong together is
        for the reader to say.
        """
        end = 0
        for match in self._beginnings.finditer(folded):
            start = match.start()
            if start < end:
                continue
            until = self._reach(folded, start)
            if until > start:
                end = self._stretched(folded, start, until)
                yield start, end

    def _reach(self, folded: str, start: int) -> int:
        """Return where the walk down the trie of stems ends; `start` where it leads nowhere."""
        node, end, position = self._trie, start, start
        while (match := TOKEN.match(folded, position)) is not None:
            word = match["word"]
            child = node.get(self._stem(word))
            if child is None and word == "co":
                joined = TOKEN.match(folded, match.end("word") + 1)
                if joined is not None:
                    match, word = joined, "co" + joined["word"]
                    child = node.get(self._stem(word))
            if child is None:
                long_word = node is self._trie and len(word) >= _SHORTEST_RUN_TOGETHER
                return match.end() if long_word and not self._index.knows(word) else end
            node, end = child, match.end()
            position = self._next_content(folded, match)
            if position < 0:
                break
        return end

    def _stem(self, word: str) -> str:
        known = self._stems.get(word)
        if known is None:
            if len(self._stems) > 200_000:
                self._stems.clear()
            possessive = word in words.POSSESSIVES
            known = words.OWN if possessive else known_stem(word, self._index.knows)
            self._stems[word] = known
        return known

    def _next_content(self, folded: str, match: re.Match[str]) -> int:
        """Return where the next content word begins, -1 where a sentence ends before it."""
        begin = position = match.end()
        while (following := TOKEN.search(folded, position, begin + _LONGEST_GAP)) is not None:
            if is_broken(folded[begin : following.start()]):
                return -1
            if following["word"] not in words.FUNCTION_WORDS:
                return following.start()
            position = following.end("word")
        return -1

    def _stretched(self, folded: str, start: int, end: int) -> int:
        """Return where the last of the candidates that hang together ends."""
        position = start
        while (gap := _NEXT_WORD.search(folded, position, end + 2)) is not None:
            position = gap.end()
            if self._beginnings.match(folded, position) is not None:
                end = max(end, self._reach(folded, position))
        return end


def _trie_of(index: Index) -> _Trie:
    trie: _Trie = {}
    for row in index.keys(LEMMAS):
        _add(trie, row.key.split())
    for row in index.keys(BAG):
        for order in permutations(row.key.split()):
            _add(trie, order)
    for row in index.keys(COMPACT):
        _add(trie, [row.key])
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
    return rf"(?<![^\W_])(?:{_alternatives(letters)})"


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
        parts.append(re.escape(letter) + (f"(?:{inner})" if "|" in inner else inner))
    return "|".join(parts)
