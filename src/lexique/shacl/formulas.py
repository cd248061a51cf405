"""Truth of a check as a formula over what is known of one record.

A *bit* is the truth of something that depends on the values of one predicate alone; the truth of
all bits of a record is one integer, the *mask*. A *pending* leaf needs several predicates together
and is only looked at when the mask leaves the formula open.

Each kind of formula says what it is (`kind`): named tuples are equal where their values are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias


class Constant(NamedTuple):
    """Always true, or always false."""

    value: bool
    kind: str = "constant"


class Bit(NamedTuple):
    """The bit at a place of the mask."""

    place: int
    kind: str = "bit"


class Pending(NamedTuple):
    """Something to be evaluated on the record itself; `place` names it in the plan."""

    place: int
    kind: str = "pending"


class Not(NamedTuple):
    """True where the part is not; a disjunction is written with it (De Morgan)."""

    part: Formula
    kind: str = "not"


class And(NamedTuple):
    """True where all parts are."""

    parts: tuple[Formula, ...]
    kind: str = "and"


class One(NamedTuple):
    """True where exactly one part is."""

    parts: tuple[Formula, ...]
    kind: str = "one"


Formula: TypeAlias = Constant | Bit | Pending | Not | And | One
TRUE, FALSE = Constant(True), Constant(False)


def negation(part: Formula) -> Formula:
    """Return the formula that is true where `part` is not."""
    if isinstance(part, Constant):
        return FALSE if part.value else TRUE
    return part.part if isinstance(part, Not) else Not(part)


def conjunction(parts: Iterable[Formula]) -> Formula:
    """Return the formula that is true where all parts are; constants are folded away."""
    kept: dict[Formula, None] = {}
    for part in parts:
        if part == FALSE:
            return FALSE
        if isinstance(part, And):
            kept.update(dict.fromkeys(part.parts))
        elif part != TRUE:
            kept[part] = None
    return And(tuple(kept)) if len(kept) > 1 else next(iter(kept), TRUE)


def disjunction(parts: Iterable[Formula]) -> Formula:
    """Return the formula that is true where any part is; constants are folded away."""
    return negation(conjunction(negation(part) for part in parts))


def exactly_one(parts: Iterable[Formula]) -> Formula:
    """Return the formula that is true where one part is and no other."""
    return One(tuple(parts))


def bits_of(formula: Formula) -> frozenset[int]:
    """Return the places of the bits that a formula names."""
    return frozenset(leaf.place for leaf in _leaves(formula) if isinstance(leaf, Bit))


def pending_of(formula: Formula) -> frozenset[int]:
    """Return the places of the pending leaves of a formula."""
    return frozenset(leaf.place for leaf in _leaves(formula) if isinstance(leaf, Pending))


def _leaves(formula: Formula) -> Iterator[Formula]:
    waiting = [formula]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Not):
            waiting.append(part.part)
        elif isinstance(part, (And, One)):
            waiting.extend(part.parts)
        else:
            yield part


def given(formula: Formula, mask: int) -> Formula:
    """Return what is left of a formula once the bits are known: a constant, or pending leaves."""
    if isinstance(formula, Bit):
        return TRUE if mask >> formula.place & 1 else FALSE
    if isinstance(formula, Not):
        return negation(given(formula.part, mask))
    if isinstance(formula, And):
        return conjunction(given(part, mask) for part in formula.parts)
    if isinstance(formula, One):
        return _one_left(tuple(given(part, mask) for part in formula.parts))
    return formula


def _one_left(parts: tuple[Formula, ...]) -> Formula:
    n_true = sum(part == TRUE for part in parts)
    open_ = tuple(part for part in parts if not isinstance(part, Constant))
    if n_true > 1:
        return FALSE
    if n_true == 1:
        return conjunction(negation(part) for part in open_)
    return One(open_) if open_ else FALSE


def holds(formula: Formula, is_true: Callable[[int], bool]) -> bool:
    """Return the truth of a formula without bits, asking `is_true` about pending leaves."""
    if isinstance(formula, Pending):
        return is_true(formula.place)
    if isinstance(formula, Constant):
        return formula.value
    if isinstance(formula, Not):
        return not holds(formula.part, is_true)
    if isinstance(formula, And):
        return all(holds(part, is_true) for part in formula.parts)
    assert isinstance(formula, One), "a bit is known before pending leaves are asked for"
    return sum(holds(part, is_true) for part in formula.parts) == 1
