"""The columns of one export: what their cells state, each distinct text worked out once.

Columns that may state the same property, or from whose values together something follows, are read
together; every other column is read alone.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Literal as OneOf
from typing import NamedTuple

from lexique.dates import DateFault, Order, order_of
from lexique.declarations.declaration import Content, Entry, Piece, Value
from lexique.declarations.derived import TOGETHER
from lexique.declarations.interpreter import Interpreter, texts_of, written
from lexique.declarations.properties import DeclarationModel
from lexique.namespaces import XSD
from lexique.rdf.terms import Literal
from lexique.tables.roles import is_telling

Cell = tuple["Column", Content]

_DATE = XSD.date
_LAYOUTS = 100
"""Orders of headings that are remembered: a table has one, RDF and JSON a few."""
_NAMING = frozenset({"jurisdiction", "role", "sourceLabel"})
"""Properties that decide together which role is meant."""
_SAME = ("role", "sourceLabel")
"""Properties under which the name of a role may stand."""
_REMEMBERED, _AS_WRITTEN, _TOGETHER = 5_000, 1_000, 1_000
"""Distinct cells whose meaning is kept: of a column that is read, of one that is taken as written,
of several columns together. Then the memory starts anew.

Dates of a dozen years come again and take time to read; names and numbers seldom do either.
"""


class Memory(dict[Hashable, "Piece | OneOf[False]"]):
    """What cells say, for as many of them as are remembered; False for a blank one."""

    def __init__(self, limit: int) -> None:
        super().__init__({"": False})
        self._limit = limit

    def keep(self, content: Hashable, piece: Piece) -> None:
        """Remember a piece; a memory that is full starts anew."""
        if len(self) >= self._limit:
            self.forget()
        self[content] = piece

    def forget(self) -> None:
        """Start anew."""
        self.clear()
        self[""] = False


class Group:
    """Columns that are read together, be it only one."""

    def __init__(self) -> None:
        self.is_one = True
        self.pieces = Memory(_TOGETHER)
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
        self.pieces = Memory(_REMEMBERED if self._is_read else _AS_WRITTEN)
        """What each cell says by itself."""
        self.orders: dict[str, set[Order]] = {}
        """Which orders of day and month the dates met so far admit, by property."""
        self.stated: set[str] = set()
        """The properties stated so far."""
        self.is_settled = False
        """True where further cells tell nothing of the column: texts are taken as they stand."""
        self.doubtful: frozenset[str] = frozenset()
        """The properties whose dates are not read where day and month may be exchanged."""

    def forget(self) -> None:
        """Forget what the cells met so far say."""
        self.pieces.forget()
        self.group.pieces.forget()

    def values(self, content: Content) -> Iterator[tuple[str, Value]]:
        """Yield names of properties, each with a value that what stands in a cell gives it."""
        for raw in texts_of(content):
            for name, value in self._interpreter.values(self.name, self.heading, raw):
                yield name, self._noted(name, value)

    def _noted(self, name: str, value: Value) -> Value:
        self.stated.add(name)
        self.is_settled = not self._is_read
        is_date = isinstance(value.term, Literal) and value.term.datatype == _DATE
        order = order_of(value.text) if value.doubt or is_date else None
        if order is not None:
            self.orders.setdefault(name, set()).add(order)
        if order is Order.EITHER and name in self.doubtful:
            return value._replace(term=Literal(value.text), doubt=str(DateFault.AMBIGUOUS))
        return value


class Layout(NamedTuple):
    """The columns of an entry, and what is remembered of those that are read alone."""

    columns: tuple[Column | None, ...]
    memories: tuple[Memory, ...]


def _memory_of(column: Column | None) -> Memory:
    is_alone = column is not None and column.group.is_one and not column.is_naming
    return column.pieces if column is not None and is_alone else _NONE


_NONE = Memory(0)
"""That of columns whose cells say nothing alone."""


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
        self.naming = Memory(_TOGETHER)
        """What harmonising names gave, where the names alone decided."""
        self._layouts: dict[Sequence[str], Layout] = {}

    def __missing__(self, heading: str) -> Column | None:
        name = self._name_of(heading)
        column = None if name is None else self._made(heading, name)
        self[heading] = column
        return column

    def layout(self, headings: Sequence[str]) -> Layout:
        """Return the columns of an entry with these headings, in their order."""
        found = self._layouts.get(headings)
        if found is None:
            columns = tuple([self[heading] if heading else None for heading in headings])
            if len(self._layouts) >= _LAYOUTS:
                self._layouts.clear()
            memories = tuple([_memory_of(column) for column in columns])
            found = self._layouts[headings] = Layout(columns, memories)
        return found

    def _made(self, heading: str, name: str) -> Column:
        names = self._together.get(name, frozenset({name}))
        group = self._groups.get(names)
        if group is None:
            group = self._groups[names] = Group()
        else:
            group.is_one = False
            self._layouts.clear()
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
        columns = self.layout(entry.headings).columns
        told = sorted(
            (column.name, written(raw))
            for column, content in zip(columns, entry.cells, strict=False)
            if content and column is not None and column.is_context
            for raw in texts_of(content)
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
