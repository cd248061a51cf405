"""The columns of one export: what their cells state, each distinct text worked out once.

Columns that may state the same property, or from whose values together something follows, are read
together; every other column is read alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from lexique.dates import DateFault, Order, order_of
from lexique.declarations.declaration import Entry, Piece, Raws, Value
from lexique.declarations.derived import TOGETHER
from lexique.declarations.interpreter import Interpreter
from lexique.declarations.properties import DeclarationModel
from lexique.namespaces import XSD
from lexique.rdf.terms import Literal
from lexique.tables.roles import is_telling

Key = TypeVar("Key")
Cell = tuple["Column", Raws]

_DATE = XSD.date
_NAMING = frozenset({"jurisdiction", "role", "sourceLabel"})
"""Properties that decide together which role is meant."""
_SAME = ("role", "sourceLabel")
"""Properties under which the name of a role may stand."""
_REMEMBERED, _REMEMBERED_AS_WRITTEN = 5_000, 1_000
"""Distinct cells whose meaning is kept; then the memory starts anew.

Dates of a dozen years come again and take time to read; names and numbers seldom do either.
"""


class Memory(dict[Key, Piece]):
    """What cells say, for as many of them as are remembered."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def keep(self, key: Key, piece: Piece) -> None:
        """Remember a piece; a memory that is full starts anew."""
        if len(self) >= self._limit:
            self.clear()
        self[key] = piece


class Group:
    """Columns that are read together, be it only one."""

    def __init__(self) -> None:
        self.is_one = True
        self.pieces: Memory[tuple[Cell, ...]] = Memory(_REMEMBERED)
        """What their cells say together, where they are several."""


class Column:
    """What the cells of one column say, and what is told of them all."""

    def __init__(self, heading: str, name: str, interpreter: Interpreter, group: Group) -> None:
        self.heading = heading
        self.name = name
        self.group = group
        self.is_context = interpreter.is_context(name)
        self.is_naming = name in _NAMING
        self._is_read = interpreter.is_read(name)
        self._interpreter = interpreter
        self.pieces: Memory[Raws] = Memory(_REMEMBERED if self._is_read else _REMEMBERED_AS_WRITTEN)
        """What each cell says by itself."""
        self.orders: dict[str, set[Order]] = {}
        """Which orders of day and month the dates met so far admit, by property."""
        self.stated: set[str] = set()
        """The properties stated so far."""
        self.doubtful: frozenset[str] = frozenset()
        """The properties whose dates are not read where day and month may be exchanged."""

    @property
    def is_settled(self) -> bool:
        """True where further cells tell nothing of the column: texts are taken as they stand."""
        return bool(self.stated) and not self._is_read

    def forget(self) -> None:
        """Forget what the cells met so far say."""
        self.pieces.clear()
        self.group.pieces.clear()

    def values(self, raws: Raws) -> Iterator[tuple[str, Value]]:
        """Yield names of properties, each with a value that the texts of a cell give it."""
        for raw in raws:
            for name, value in self._interpreter.values(self.name, self.heading, raw):
                yield name, self._noted(name, value)

    def _noted(self, name: str, value: Value) -> Value:
        self.stated.add(name)
        is_date = isinstance(value.term, Literal) and value.term.datatype == _DATE
        order = order_of(value.text) if value.doubt or is_date else None
        if order is not None:
            self.orders.setdefault(name, set()).add(order)
        if order is Order.EITHER and name in self.doubtful:
            return value._replace(term=Literal(value.text), doubt=str(DateFault.AMBIGUOUS))
        return value


class Columns(dict[str, Column | None]):
    """The columns of an export by heading or predicate; None for one that says nothing.

    They are made when they are first met.
    """

    def __init__(
        self,
        interpreter: Interpreter,
        name_of: Callable[[str], str | None],
    ) -> None:
        super().__init__()
        self._interpreter = interpreter
        self._name_of = name_of
        self._doubtful = frozenset[str]()
        self._together = _together(interpreter.model)
        self._groups: dict[frozenset[str], Group] = {}
        self.naming: Memory[tuple[Cell, ...]] = Memory(_REMEMBERED)
        """What harmonising names gave, where the names alone decided."""

    def __missing__(self, heading: str) -> Column | None:
        name = self._name_of(heading)
        column = None if name is None else self._made(heading, name)
        self[heading] = column
        return column

    def _made(self, heading: str, name: str) -> Column:
        names = self._together.get(name, frozenset({name}))
        group = self._groups.get(names)
        if group is None:
            group = self._groups[names] = Group()
        else:
            group.is_one = False
        column = Column(heading, name, self._interpreter, group)
        column.doubtful = self._doubtful
        return column

    def doubt(self, names: frozenset[str]) -> None:
        """Read no date of the properties `names` in which day and month may be exchanged."""
        self._doubtful = names
        for column in self._known():
            column.doubtful = names
            if not names.isdisjoint(column.stated):
                column.forget()

    def forget(self, name: str) -> None:
        """Forget what the cells of a property say."""
        for column in self._known():
            if column.name == name:
                column.forget()

    def context(self, entry: Entry) -> str:
        """Return what an entry says around a name, in an order that no format changes.

        Cells without any letter are left out: they differ from entry to entry and say nothing.
        """
        told = sorted(
            (column.name, raw.value if isinstance(raw, Literal) else str(raw))
            for heading, raws in entry.values.items()
            if raws and (column := self[heading]) is not None and column.is_context
            for raw in raws
        )
        return " ; ".join(text for _, text in told if is_telling(text))

    def stated(self) -> frozenset[str]:
        """Return the names of all properties stated so far."""
        return frozenset(name for column in self._known() for name in column.stated)

    def american_dates(self) -> frozenset[str]:
        """Return the properties with dates that only the American order explains."""
        orders: dict[str, set[Order]] = {}
        for column in self._known():
            for name, found in column.orders.items():
                orders.setdefault(name, set()).update(found)
        return frozenset(
            name
            for name, found in orders.items()
            if Order.MONTH_FIRST in found and Order.DAY_FIRST not in found
        )

    def _known(self) -> Iterator[Column]:
        return (column for column in self.values() if column is not None)


def collected(stated: Iterable[tuple[str, Value]]) -> dict[str, tuple[Value, ...]]:
    """Return the values of each property, in their order."""
    values: dict[str, tuple[Value, ...]] = {}
    for name, value in stated:
        values[name] = (*values.get(name, ()), value)
    return values


def _together(model: DeclarationModel) -> dict[str, frozenset[str]]:
    """Return the names of properties that are read together, by each of them."""
    fallbacks = ((item.name, item.fallback) for item in model.properties.values() if item.fallback)
    found: dict[str, frozenset[str]] = {}
    for names in (_SAME, *TOGETHER, *fallbacks):
        joined = frozenset(names).union(*(found.get(name, ()) for name in names))
        found.update(dict.fromkeys(joined, joined))
    return found
