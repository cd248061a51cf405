"""What one vocabulary makes of a word: its stem, or the two words it is run together from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexique.levelling.normalise import known_stem

if TYPE_CHECKING:
    from lexique.vocabulary.index import Index

_REMEMBERED = 200_000
_SHORTEST_PART = 3
_SHORTEST_RUN_TOGETHER = 8


class Stems(dict[str, str]):
    """Folded word to the stem under which the vocabulary knows it, worked out on first use."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index
        self._halves: dict[str, tuple[tuple[str, str], ...]] = {}

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        stem = self[word] = known_stem(word, self._index.knows)
        return stem

    def knows(self, stem: str) -> bool:
        """Tell whether some designation of the vocabulary holds a stem."""
        return self._index.knows(stem)

    def halves(self, word: str) -> tuple[tuple[str, str], ...]:
        """Return the pairs of known stems that a word without separator may consist of."""
        known = self._halves.get(word)
        if known is None:
            if len(self._halves) >= _REMEMBERED:
                self._halves.clear()
            known = self._halves[word] = tuple(self._cut(word))
        return known

    def _cut(self, word: str) -> list[tuple[str, str]]:
        knows, found = self._index.knows, []
        if len(word) >= _SHORTEST_RUN_TOGETHER and word.isalpha():
            for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
                left = known_stem(word[:cut], knows)
                if knows(left):
                    right = known_stem(word[cut:], knows)
                    if knows(right):
                        found.append((left, right))
        return found
