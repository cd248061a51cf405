"""Which sequences of stems may be names: the sets that tell, and where names stand in a sequence.

More may be said to be a name than the look-up accepts, never less: `matching` decides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, permutations, product
from math import prod
from typing import TYPE_CHECKING

from lexique.levelling.english_words import RELATIONAL_HEADS
from lexique.levelling.normalise import stem as stem_of
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

_TURNED = frozenset(map(stem_of, RELATIONAL_HEADS))
"""Stems of heads that may stand before *of* as well (see `matching`)."""

Alternatives = tuple[tuple[str, ...], ...]
"""The sequences of stems that a word of a text may stand for, mostly one of one stem."""


Word = tuple[str, int, int]
"""One stem of a sequence, and the first and last place of the words it was read from."""

Span = tuple[int, int, bool]
"""Where a name may stand, the end excluded, and whether it is wanted.

One that is not is only there to hold others off: it may overlap one that is. Like `Word`, a plain
tuple: a text has tens of thousands, which are made in a fifth of the time.
"""


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
        """Stems that stand side by side in a name; `_beside_in_bags` in one of any order."""
        self._beside_in_bags: set[tuple[str, ...]] = set()
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
        self._beside |= self._beside_in_bags
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
        if kind == BAG:
            self._beside_in_bags.update(permutations(stems, 2))
            self.beginning.update(stems)
            self.following.add(stems[0])
        else:
            self._beside.update(pairwise(stems))
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
            return [(place, len(meanings), True) for place in range(len(meanings))]
        found: set[Span] = set()
        for choice in product(*meanings):
            stems = [(item, place) for place, items in enumerate(choice) for item in items]
            for words in sequences_of(stems):
                found.update(self._spans(words))
        return sorted(found)

    def _spans(self, words: Sequence[Word]) -> Iterator[Span]:
        stems = [stem for stem, _, _ in words]
        for place, (stem, follower) in enumerate(zip(stems, [*stems[1:], ""], strict=False)):
            if stem in self._sequences or self.may_go_on(stem, follower):
                first = words[place][1]
                for end, is_wanted in self._in_order(stems, place):
                    yield first, words[end - 1][2] + 1, is_wanted
                for end, is_wanted in self._in_any_order(stems, place):
                    yield first, words[end - 1][2] + 1, is_wanted

    def may_go_on(self, stem: str, follower: str) -> bool:
        """Tell whether two stems stand side by side in a name, or are one that was cut."""
        return (stem, follower) in self._beside or stem + follower in self.stems

    def may_be_cut(self, stem: str) -> bool:
        """Tell whether a word may be the first part of a stem that a separator has cut."""
        return stem in self._prefixes or stem not in self.stems

    def _in_order(self, stems: Sequence[str], start: int) -> Iterator[tuple[int, bool]]:
        """Yield the ends of the names from `start` on, and whether they are wanted."""
        waiting = [("", start)]
        while waiting:
            key, place = waiting.pop()
            # One stem, or two that a separator has cut: *inter-venant*.
            longest = place + 2 if self.may_be_cut(stems[place]) else place + 1
            for end in range(place + 1, min(longest, len(stems)) + 1):
                key += stems[end - 1]
                is_wanted = self._sequences.get(key)
                if is_wanted is not None:
                    yield end, is_wanted
                if end < len(stems) and key in self._begun:
                    waiting.append((key + " ", end))

    def _in_any_order(self, stems: Sequence[str], start: int) -> Iterator[tuple[int, bool]]:
        for end in range(start + 2, min(start + MOST_REORDERED, len(stems)) + 1):
            if (stems[end - 2], stems[end - 1]) not in self._beside_in_bags:
                break
            is_wanted = self._bags.get(" ".join(sorted(stems[start:end])))
            if is_wanted is not None:
                yield end, is_wanted


def sequences_of(stems: Iterable[tuple[str, int]]) -> list[list[Word]]:
    """Return stems with their places as words; if some are doubled, once more without these.

    In *ambassadeurs et ambassadrices santé* the first two words are one.
    """
    plain: list[Word] = []
    for stem, place in stems:
        if stem != OWN or not plain or plain[-1][0] != OWN:
            plain.append((stem, place, place))
    if len({stem for stem, _, _ in plain}) == len(plain):
        return [plain]
    single: list[Word] = []
    for word in plain:
        single.append(word)
        _level_doubling(single)
    return [plain] if len(single) == len(plain) else [plain, single]


def _level_doubling(words: list[Word]) -> None:
    """Make one of the last words where they repeat the stems of those before them."""
    for size in range(1, MOST_REORDERED + 1):
        first, second = words[-2 * size : -size], words[-size:]
        if [stem for stem, _, _ in first] == [stem for stem, _, _ in second]:
            words[-2 * size :] = [
                (stem, begin, end)
                for (stem, begin, _), (_, _, end) in zip(first, second, strict=True)
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
                key = row.key.replace(JOINED, "")
                yield kind, key, group, is_one_wanted
                *before, head = key.split()
                if kind == LEMMAS and before and head in _TURNED:
                    # *Representatives of users* is a form of *user representative*.
                    yield kind, " ".join((head, *before)), group, is_one_wanted
