"""Which sequences of stems may be names: the sets that tell, and where names stand in a sequence.

More may be said to be a name than the look-up accepts, never less: `matching` decides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, permutations, product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from lexique.levelling.words import OWN
from lexique.model import Concept, Designation, Group
from lexique.vocabulary.hits import NAMED
from lexique.vocabulary.index import BAG, COMPACT, JOINED, LEMMAS
from lexique.vocabulary.keys import MOST_REORDERED

if TYPE_CHECKING:
    from lexique.vocabulary.lexicon_data import LexiconData


_MOST_CHOICES = 64
"""Ways to read a sequence that are tried; one that has more may be a name anywhere."""

_SHORTEST_PIECE = 3
"""Letters of a part of a word that a separator may have cut off."""

Alternatives = tuple[tuple[str, ...], ...]
"""The sequences of stems that a word of a text may stand for, mostly one of one stem."""


class Word(NamedTuple):
    """One stem of a sequence, and the first and last place of the words it was read from."""

    stem: str
    first: int
    last: int


class Span(NamedTuple):
    """Where a name may stand; the end is excluded."""

    start: int
    end: int
    is_wanted: bool
    """False for a name that is only there to hold others off: it may overlap one that is wanted."""


class Names:
    """The names of one vocabulary as sets of sequences of stems."""

    def __init__(
        self, lexicon: LexiconData, is_wanted: Callable[[Designation, Concept], bool]
    ) -> None:
        self._sequences: dict[str, bool] = {}
        """Stems in order to whether they are a name that is wanted; `_bags` in any order."""
        self._begun: set[str] = set()
        self._bags: dict[str, bool] = {}
        self._beside: set[tuple[str, ...]] = set()
        self.beginning: set[str] = set()
        """Stems with which a name may begin."""
        self.following: set[str] = set()
        """Stems that may stand in a name behind another."""
        others = []
        for kind, key, group, is_one_wanted in _keys(lexicon, is_wanted):
            if is_one_wanted:
                self._add(kind, key, is_wanted=True)
            else:
                others.append((kind, key, group))
        wanted = frozenset(self.beginning)
        for kind, key, group in others:
            # Another name matters where one that is wanted may begin inside it, and the short form
            # of a role beside one: *accompagnateur pair aidant*.
            if group is Group.ROLE or not wanted.isdisjoint(key.split()[1:]):
                self._add(kind, key, is_wanted=False)
        self.stems = self.beginning | self.following
        """Every stem of a name, also those of several words that are written as one."""
        self._forwards = sorted(self.stems)
        self._backwards = sorted(stem[::-1] for stem in self.stems)
        self._prefixes = {one for one, two in pairwise(self._forwards) if two.startswith(one)}

    def _add(self, kind: str, key: str, *, is_wanted: bool) -> None:
        names = self._bags if kind == BAG else self._sequences
        names[key] = names.get(key, False) or is_wanted
        stems = key.split()
        self.beginning.add(stems[0])
        self.following.update(stems[1:])
        self._beside.update(permutations(stems, 2) if kind == BAG else pairwise(stems))
        if kind == BAG:
            self.beginning.update(stems)
            self.following.add(stems[0])
        else:
            self._begun.update(" ".join(stems[:size]) for size in range(1, len(stems)))

    def is_piece(self, word: str) -> bool:
        """Tell whether a stem begins or ends with `word`, so that a separator may have cut it."""
        return len(word) >= _SHORTEST_PIECE and (
            _begins_one(self._forwards, word) or _begins_one(self._backwards, word[::-1])
        )

    def spans(self, meanings: Sequence[Alternatives]) -> list[Span]:
        """Return where names may stand among words, by start; they may overlap.

        `meanings` are the sequences of stems that each word may stand for.
        """
        if prod(map(len, meanings)) > _MOST_CHOICES:
            return [Span(place, len(meanings), True) for place in range(len(meanings))]
        found: set[Span] = set()
        for choice in product(*meanings):
            stems = [(item, place) for place, items in enumerate(choice) for item in items]
            for words in sequences_of(stems):
                found.update(self._spans(words))
        return sorted(found)

    def _spans(self, words: Sequence[Word]) -> Iterator[Span]:
        for place, word in enumerate(words):
            follower = words[place + 1].stem if place + 1 < len(words) else ""
            if word.stem not in self._sequences and not self.may_go_on(word.stem, follower):
                continue
            for ends in (self._in_order, self._in_any_order):
                for end, is_wanted in ends(words, place):
                    yield Span(word.first, words[end - 1].last + 1, is_wanted)

    def may_go_on(self, stem: str, follower: str) -> bool:
        """Tell whether two stems stand side by side in a name, or are one that was cut."""
        return (stem, follower) in self._beside or stem + follower in self.stems

    def may_be_cut(self, stem: str) -> bool:
        """Tell whether a word may be the first part of a stem that a separator has cut."""
        return stem in self._prefixes or stem not in self.stems

    def _in_order(self, words: Sequence[Word], start: int) -> Iterator[tuple[int, bool]]:
        """Yield the ends of the names from `start` on, and whether they are wanted."""
        waiting = [("", start)]
        while waiting:
            before, place = waiting.pop()
            key = before
            # One stem, or two that a separator has cut: *inter-venant*.
            for end in range(place + 1, min(place + 2, len(words)) + 1):
                key += words[end - 1].stem
                is_wanted = self._sequences.get(key)
                if is_wanted is not None:
                    yield end, is_wanted
                if key in self._begun:
                    waiting.append((key + " ", end))

    def _in_any_order(self, words: Sequence[Word], start: int) -> Iterator[tuple[int, bool]]:
        for size in range(2, min(MOST_REORDERED, len(words) - start) + 1):
            bag = " ".join(sorted(word.stem for word in words[start : start + size]))
            is_wanted = self._bags.get(bag)
            if is_wanted is not None:
                yield start + size, is_wanted


def sequences_of(stems: Iterable[tuple[str, int]]) -> list[list[Word]]:
    """Return stems with their places as words; if some are doubled, once more without these.

    In *ambassadeurs et ambassadrices santé* the first two words are one.
    """
    plain: list[Word] = []
    single: list[Word] = []
    met: set[str] = set()
    for stem, place in stems:
        if stem == OWN and plain and plain[-1].stem == OWN:
            continue
        word = Word(stem, place, place)
        plain.append(word)
        single.append(word)
        if stem in met:
            _level_doubling(single)
        met.add(stem)
    return [plain] if len(single) == len(plain) else [plain, single]


def _level_doubling(words: list[Word]) -> None:
    """Make one of the last words where they repeat the stems of those before them."""
    for size in range(1, MOST_REORDERED + 1):
        first, second = words[-2 * size : -size], words[-size:]
        if [word.stem for word in first] == [word.stem for word in second]:
            words[-2 * size :] = [
                word._replace(last=again.last) for word, again in zip(first, second, strict=True)
            ]
            return


def _begins_one(items: Sequence[str], word: str) -> bool:
    place = bisect_left(items, word)
    return place < len(items) and items[place].startswith(word)


def _keys(
    lexicon: LexiconData, is_wanted: Callable[[Designation, Concept], bool]
) -> Iterator[tuple[str, str, Group, bool]]:
    """Yield kind and key of every name, conjunctions left out, its group, and if it is wanted."""
    verdicts: dict[int, tuple[Group, bool]] = {}
    for kind in (LEMMAS, BAG, COMPACT):
        for row in lexicon.index.keys(kind):
            number = row.designation
            if number not in verdicts:
                designation = lexicon.index.designation(number)
                concept = lexicon.concept_of(designation)
                verdicts[number] = concept.group, is_wanted(designation, concept)
            group, is_one_wanted = verdicts[number]
            if group in NAMED:
                yield kind, row.key.replace(JOINED, ""), group, is_one_wanted
