"""Whether a regular expression of a shape is safe: valid, common to engines, unable to explode.

A pattern explodes when a text can be read along it in many ways: then the matcher tries them all,
`^(a+)+$` needs 25 s for 28 letters. Read as an automaton of positions (Glushkov), that is a loop in
which two different ways spell the same text (exponential), or many loops in a row over the same
letters (a high power). Source: Weideman et al., Analyzing matching time behaviour of backtracking
regular expression matchers (2016).
"""

from __future__ import annotations

import importlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lexique.messages import say
from lexique.model import Text

# The parser of Python's own expressions: what it reads is what will run.
codes: Any = importlib.import_module("re._constants")
parser: Any = importlib.import_module("re._parser")

_LARGEST = 4000
"""Positions of an automaton that is looked at; a longer pattern is refused."""
_LARGEST_LOOP = 200
"""Positions of one loop: its pairs are looked at."""
_COPIES = 6
"""How often a counted part is written out: enough to see every ambiguity between copies."""
_LONGEST_CHAIN = 4
"""Loops over the same letters that may stand in a row: the power of the time it takes."""
_SAMPLES = "aAzZéÀœ09٣_-.,;:/@ \t\n\u00a0'\"()[]{}<>|\\+*?^$#%&=~"
_BEYOND = {
    codes.GROUPREF: say("a back-reference"),
    codes.GROUPREF_EXISTS: say("a condition"),
    codes.ASSERT: say("a look-around"),
    codes.ASSERT_NOT: say("a look-around"),
}


@dataclass(slots=True)
class _Piece:
    """A part of a pattern: where it may begin and end, and whether it may be empty."""

    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    is_empty: bool = True


class Unsafe(Exception):
    """Why a pattern is refused."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def refuse_unsafe(pattern: str, flags: str = "") -> None:
    """Raise Unsafe unless `pattern`, with SPARQL `flags`, is valid and cannot explode."""
    if "q" in flags:
        return
    try:
        re.compile(pattern)
        tree = parser.parse(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise Unsafe(say("it is no valid pattern ({reason})", reason=str(error)[:80])) from None
    automaton = _Automaton(tree, ignores_case="i" in flags)
    if automaton.is_exponential():
        raise Unsafe(say("a loop in it can read the same text in several ways"))
    if automaton.chain_length() > _LONGEST_CHAIN:
        raise Unsafe(say("many loops in a row can read the same text"))


class _Automaton:
    """The positions of a pattern (its single characters) and which may follow which."""

    def __init__(self, tree: Any, *, ignores_case: bool) -> None:
        self._ignores_case = ignores_case
        self._letters: list[frozenset[str]] = []
        self._follow: dict[int, list[int]] = defaultdict(list)
        self._samples = _samples_of(tree)
        self._sequence(tree)

    def _sequence(self, items: Iterable[Any]) -> _Piece:
        whole = _Piece()
        for item in items:
            whole = self._joined(whole, self._item(item))
        return whole

    def _joined(self, left: _Piece, right: _Piece) -> _Piece:
        for position in left.last:
            self._follow[position] += right.first
        return _Piece(
            first=[*left.first, *(right.first if left.is_empty else ())],
            last=[*right.last, *(left.last if right.is_empty else ())],
            is_empty=left.is_empty and right.is_empty,
        )

    def _item(self, item: tuple[Any, Any]) -> _Piece:
        code, value = item
        if code in _BEYOND:
            raise Unsafe(say("it uses {construct}, which not every engine knows",
                             construct=_BEYOND[code]))  # fmt: skip
        if code is codes.AT:
            return _Piece()
        if code is codes.SUBPATTERN:
            return self._sequence(value[-1])
        if code is codes.ATOMIC_GROUP:
            return self._sequence(value)
        if code is codes.BRANCH:
            return self._either([self._sequence(branch) for branch in value[1]])
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            return self._repeated(*value)
        return self._position(item)

    def _either(self, pieces: Sequence[_Piece]) -> _Piece:
        if sum(piece.is_empty for piece in pieces) > 1:
            raise Unsafe(say("a choice in it has several branches that may be empty"))
        return _Piece(
            first=[position for piece in pieces for position in piece.first],
            last=[position for piece in pieces for position in piece.last],
            is_empty=any(piece.is_empty for piece in pieces),
        )

    def _repeated(self, least: int, most: int, body: Any) -> _Piece:
        shortest, longest = body.getwidth()
        is_open = most == codes.MAXREPEAT
        if most > 1 and shortest == 0:
            raise Unsafe(say("a repetition in it may repeat nothing at all"))
        # A counted part of varying length parts a text in as many ways as a loop does.
        is_open = is_open or (most > 1 and shortest != longest)
        wanted = min(least, _COPIES)
        whole = _Piece()
        for _ in range(wanted - (1 if is_open and wanted else 0)):
            whole = self._joined(whole, self._sequence(body))
        if is_open:
            return self._joined(whole, self._loop(body, can_be_empty=least == 0))
        return self._joined(whole, self._up_to(min(most - least, _COPIES), body))

    def _up_to(self, count: int, body: Any) -> _Piece:
        """Return `count` copies, each of which needs the one before it: (x(x(x)?)?)?."""
        whole = _Piece()
        tail: _Piece | None = None
        for _ in range(count):
            piece = self._sequence(body)
            if tail is None:
                whole.first = list(piece.first)
            else:
                for position in tail.last:
                    self._follow[position] += piece.first
            whole.last += piece.last
            tail = piece
        return whole

    def _loop(self, body: Any, *, can_be_empty: bool) -> _Piece:
        piece = self._sequence(body)
        for position in piece.last:
            self._follow[position] += piece.first
        piece.is_empty = piece.is_empty or can_be_empty
        return piece

    def _position(self, item: tuple[Any, Any]) -> _Piece:
        if len(self._letters) >= _LARGEST:
            raise Unsafe(say("it is too long to be checked"))
        found = frozenset(letter for letter in self._samples if self._accepts(item, letter))
        self._letters.append(found)
        return _Piece([len(self._letters) - 1], [len(self._letters) - 1], is_empty=False)

    def _accepts(self, item: tuple[Any, Any], letter: str) -> bool:
        if _accepts(item, letter):
            return True
        return self._ignores_case and _accepts(item, letter.swapcase())

    @cached_property
    def _component(self) -> dict[int, int]:
        """Position to the number of the loop it belongs to; positions in no loop have none."""
        return _loops(range(len(self._letters)), lambda at: self._follow.get(at, ()))

    def is_exponential(self) -> bool:
        """Return whether some loop reads one text in two ways."""
        for position, component in self._component.items():
            inside = [at for at in self._follow[position] if self._component.get(at) == component]
            if len(inside) != len(set(inside)):
                return True
        return any(self._splits(members) for members in self._loops())

    def _loops(self) -> Iterator[list[int]]:
        members: dict[int, list[int]] = defaultdict(list)
        for position, component in self._component.items():
            members[component].append(position)
        return iter(members.values())

    def _splits(self, members: Sequence[int]) -> bool:
        """Return whether two different ways through one loop part and meet again."""
        if len(members) > _LARGEST_LOOP:
            raise Unsafe(say("it is too long to be checked"))
        inside = set(members)

        def after(pair: tuple[int, int]) -> list[tuple[int, int]]:
            return [
                (left, right)
                for left in set(self._follow[pair[0]]) & inside
                for right in set(self._follow[pair[1]]) & inside
                if self._letters[left] & self._letters[right]
            ]

        pairs = [(left, right) for left in members for right in members]
        component = _loops(pairs, after)
        same = {component[pair] for pair in component if pair[0] == pair[1]}
        return any(pair[0] != pair[1] and number in same for pair, number in component.items())

    def chain_length(self) -> int:
        """Return how many loops over common letters follow one another at most."""
        letters = {
            number: frozenset().union(*(self._letters[at] for at in members))
            for members in self._loops()
            for number in (self._component[members[0]],)
        }
        reached = self._reachable_loops()
        longest: dict[int, int] = {}

        def length(number: int) -> int:
            if number not in longest:
                longest[number] = 0
                longest[number] = 1 + max(
                    (
                        length(other)
                        for other in reached[number]
                        if other != number and letters[number] & letters[other]
                    ),
                    default=0,
                )
            return longest[number]

        return max((length(number) for number in letters), default=0)

    def _reachable_loops(self) -> dict[int, set[int]]:
        """Return which loops can come after each loop."""
        found: dict[int, set[int]] = defaultdict(set)
        for start, number in self._component.items():
            seen: set[int] = set()
            waiting = list(self._follow[start])
            while waiting:
                position = waiting.pop()
                if position not in seen:
                    seen.add(position)
                    waiting.extend(self._follow.get(position, ()))
            found[number].update(
                self._component[position] for position in seen if position in self._component
            )
        return found


def _loops(nodes: Iterable[Any], after: Any) -> dict[Any, int]:
    """Return node to number of its strongly connected component, for nodes that lie on a loop."""
    order: dict[Any, int] = {}
    low: dict[Any, int] = {}
    on_stack: set[Any] = set()
    stack: list[Any] = []
    found: dict[Any, int] = {}

    def close(node: Any) -> None:
        members = []
        while True:
            member = stack.pop()
            on_stack.discard(member)
            members.append(member)
            if member == node:
                break
        if len(members) > 1 or node in after(node):
            number = len(found)
            found.update(dict.fromkeys(members, number))

    for root in nodes:
        if root in order:
            continue
        order[root] = low[root] = len(order)
        stack.append(root)
        on_stack.add(root)
        work = [(root, iter(after(root)))]
        while work:
            node, rest = work[-1]
            child = next(rest, None)
            if child is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == order[node]:
                    close(node)
            elif child not in order:
                order[child] = low[child] = len(order)
                stack.append(child)
                on_stack.add(child)
                work.append((child, iter(after(child))))
            elif child in on_stack:
                low[node] = min(low[node], order[child])
    return found


def _samples_of(tree: Any) -> str:
    """Return letters that tell the character classes of a pattern apart."""
    found = set(_SAMPLES)

    def visit(item: Any) -> None:
        if (
            isinstance(item, tuple)
            and len(item) == 2
            and item[0] in (codes.LITERAL, codes.NOT_LITERAL)
        ):
            found.update(_around(item[1]))
        elif isinstance(item, tuple) and len(item) == 2 and item[0] is codes.RANGE:
            found.update(_around(item[1][0]), _around(item[1][1]))
        elif isinstance(item, list | tuple | parser.SubPattern):
            for part in item:
                visit(part)

    visit(tree)
    return "".join(sorted(found))


def _around(code: int) -> str:
    return "".join(chr(at) for at in (code - 1, code, code + 1) if 0 <= at < 0x110000)


def _accepts(item: tuple[Any, Any], letter: str) -> bool:
    """Return whether one parsed character class holds `letter`."""
    code, value = item
    if code is codes.ANY:
        return letter != "\n"
    if code is codes.LITERAL:
        return bool(ord(letter) == value)
    if code is codes.NOT_LITERAL:
        return bool(ord(letter) != value)
    if code is codes.RANGE:
        return bool(value[0] <= ord(letter) <= value[1])
    if code is codes.CATEGORY:
        return _in_category(value, letter)
    assert code is codes.IN
    is_negated = bool(value) and value[0][0] is codes.NEGATE
    holds = any(_accepts(part, letter) for part in value if part[0] is not codes.NEGATE)
    return holds != is_negated


def _in_category(category: Any, letter: str) -> bool:
    holds = {
        codes.CATEGORY_DIGIT: letter.isdigit(),
        codes.CATEGORY_SPACE: letter.isspace(),
        codes.CATEGORY_WORD: letter.isalnum() or letter == "_",
    }
    negated = {
        codes.CATEGORY_NOT_DIGIT: codes.CATEGORY_DIGIT,
        codes.CATEGORY_NOT_SPACE: codes.CATEGORY_SPACE,
        codes.CATEGORY_NOT_WORD: codes.CATEGORY_WORD,
    }
    return not holds[negated[category]] if category in negated else holds[category]
