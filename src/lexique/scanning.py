"""Where designations may stand in a text: one regular expression, shaped as a trie of stems.

The scan finds every place where the stems of a designation follow each other, with any endings
and with only function words between them. What stands there is then read like any other name, so
a false candidate costs time and never an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import permutations

from lexique.data import words
from lexique.index import BAG, JOINED, LEMMAS, Index

_MARKS = re.escape(words.INCLUSIVE_MARKS + words.SHARED_MARKS)
_SUFFIX = "|".join(sorted(words.INCLUSIVE_SUFFIXES, key=len, reverse=True))
_ENDING = rf"[^\W_]{{0,6}}(?:(?:[{_MARKS}](?:{_SUFFIX})|\s?\((?:{_SUFFIX})\)(?:e?s)?)(?![^\W_]))*"
_LINK_WORDS = "|".join(sorted(words.FUNCTION_WORDS, key=len, reverse=True))
_POSSESSIVE = "(?:" + "|".join(sorted(words.POSSESSIVES, key=len, reverse=True)) + r")(?![^\W_])"
_GAP = rf"(?:[ ,]{{0,2}}[-/']?\s{{0,2}}(?:(?:{_LINK_WORDS})(?:['-]|\s{{1,2}})){{0,4}})"
_GAP_BREAK = re.compile(r"[.;:!?()\[\]\"|]|\s{3}|\n\s*\n")
"""What no designation reaches over in a running text."""

# Endings that a stem has lost: formateur/formatrice, citoyen/citoyenne, famille, actif/active.
_VARIANTS = (
    ("eur", "(?:eur|rice|euse)"),
    ("f", "(?:f|v)"),
    ("al", "(?:al|aux)"),
    ("i", "[iy]"),
)
_NEXT_WORD = re.compile(r"[ \-'/](?=[^\W_])")
_Trie = dict[str, "_Trie"]
_END = ""


class Scanner:
    """Finds candidate places in folded text."""

    def __init__(self, index: Index) -> None:
        self._pattern = re.compile(_pattern_of(index))

    def places(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of each candidate, left to right.

        Candidates that overlap or stand side by side are one: which words belong together is
        for the reader to say.
        """
        match = self._pattern.search(folded)
        while match is not None:
            end = self._stretched(folded, *match.span())
            yield match.start(), end
            match = self._pattern.search(folded, end)

    def _stretched(self, folded: str, start: int, end: int) -> int:
        """Return where the last of the candidates that hang together ends."""
        position = start
        while (break_ := _NEXT_WORD.search(folded, position, end + 2)) is not None:
            position = break_.end()
            following = self._pattern.match(folded, position)
            if following is not None:
                end = max(end, following.end())
        return end


def _pattern_of(index: Index) -> str:
    trie: _Trie = {}
    for row in index.keys(LEMMAS):
        _add(trie, row.key.split())
    for row in index.keys(BAG):
        for order in permutations(row.key.split()):
            _add(trie, order)
    return rf"(?<![^\W_])(?:{_alternatives(trie)})"


def _add(trie: _Trie, stems: Iterable[str]) -> None:
    node = trie
    for item in stems:
        node = node.setdefault(item.removeprefix(JOINED), {})
    node[_END] = {}


def _alternatives(trie: _Trie) -> str:
    """Return the pattern of all branches of a node, those with common letters together."""
    branches = []
    for item, node in sorted(trie.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        if item == _END:
            continue
        children = {name: child for name, child in node.items() if name != _END}
        tail = f"(?:{_GAP}(?:{_alternatives(children)}))" if children else ""
        if children and _END in node:
            tail = f"{tail}?"
        branches.append((item, tail))
    return _by_letters(branches)


def _by_letters(branches: list[tuple[str, str]]) -> str:
    """Return alternatives grouped by first letter, so that a scan rejects a place at once."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for item, tail in branches:
        groups.setdefault(item[0], []).append((item, tail))
    parts: list[str] = []
    for letter, members in groups.items():
        if letter == words.OWN:
            parts.extend(f"{_POSSESSIVE}{tail}" for _, tail in members)
        elif len(members) == 1:
            parts.append(_word(members[0][0]) + members[0][1])
        else:
            inner = "|".join(_word(item, skip=1) + tail for item, tail in members)
            parts.append(f"{re.escape(letter)}(?:{inner})")
    return "|".join(parts)


def _word(item: str, *, skip: int = 0) -> str:
    for ending, alternatives in _VARIANTS:
        if len(item) > 4 and item.endswith(ending):
            return re.escape(item[skip : -len(ending)]) + alternatives + _ENDING
    if len(item) <= 3:
        return re.escape(item[skip:]) + r"s?(?![^\W_])"
    return re.escape(item[skip:]) + _ENDING


def is_broken(gap: str) -> bool:
    """Tell whether a sentence or a bracket ends between two words."""
    return _GAP_BREAK.search(gap) is not None
