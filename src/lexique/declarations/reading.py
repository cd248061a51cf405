"""From entries to declarations, piece by piece; each distinct piece once.

An export is read several times. The first pass tells what no entry tells alone: which columns have
dates in the American order, whether pseudonyms are made of initials, which properties the file
states at all. The others make declarations. None keeps them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from lexique.declarations.columns import Cell, Column, Columns, Group, collected
from lexique.declarations.declaration import (
    Content,
    Declaration,
    Entry,
    Piece,
    Value,
    Values,
    common_piece,
    record_of,
)
from lexique.declarations.interpreter import PSEUDONYM, Interpreter, texts_of, written
from lexique.declarations.pseudonyms import InitialsSurvey
from lexique.rdf.terms import Literal
from lexique.shacl.records import Record

_LABEL = "sourceLabel"


class Facts(NamedTuple):
    """What the first pass over an export told."""

    n_entries: int = 0
    stated: frozenset[str] = frozenset()
    """Names of the properties that some entry states."""
    doubtful: frozenset[str] = frozenset()
    """Names of the properties with dates in the American order: 03/04/2024 next to 12/31/2024."""
    has_initials: bool = False
    """Whether numbers after letters are pseudonyms made of initials."""


class Reader:
    """Makes declarations of the entries of one export."""

    def __init__(self, interpreter: Interpreter, name_of: Callable[[str], str | None]) -> None:
        self.interpreter = interpreter
        self._name_of = name_of
        """From a heading or predicate to the name of a property; None where it says nothing."""
        self._common = common_piece(interpreter.derive.of_every)
        self._columns = Columns(interpreter, name_of)
        self.facts = Facts()

    def know(self, facts: Facts) -> None:
        """Take what a survey told; what was worked out and may be otherwise is forgotten."""
        self.facts = facts
        self._columns.doubt(facts.doubtful)
        if facts.has_initials:
            self._columns.forget(PSEUDONYM)

    def survey(self, entries: Iterable[Entry], about: Collection[str]) -> Iterator[list[Piece]]:
        """Read all entries once, for `facts`; yield what each says under the properties `about`.

        Of texts that are taken as they stand, names and notes, all there is to learn is that a
        column has any.
        """
        self._columns, self.facts = Columns(self.interpreter, self._name_of), Facts()
        columns, initials, n_entries = self._columns, InitialsSurvey(), 0
        for entry in entries:
            n_entries += 1
            pieces: list[Piece] = []
            names: list[Cell] = []
            for column, content in zip(
                columns.layout(entry.headings).columns, entry.cells, strict=False
            ):
                if not content or column is None:
                    continue
                if column.is_naming:
                    names.append((column, content))
                elif column.name == PSEUDONYM:
                    initials.add(written(texts_of(content)[0]))
                if column.name in about:
                    pieces.append(self._alone(column, content))
                elif not column.is_settled and content not in column.pieces:
                    self._alone(column, content)
            if names:
                pieces.append(self._naming(names, entry))
            yield pieces
        told = (n_entries, columns.stated(), columns.american_dates(), initials.are_used)
        self.know(Facts(*told))

    def declaration(self, entry: Entry) -> Declaration:
        """Return the declaration that an entry states, with what follows from it."""
        return Declaration.of(entry, self.pieces(entry))

    def record(self, entry: Entry) -> Record:
        """Return the same declaration as the engine takes it."""
        return record_of(entry, self.pieces(entry))

    def pieces(self, entry: Entry) -> list[Piece]:
        """Return what an entry says: one piece for each cell, or for those that are read together.

        No property is stated by two of them.
        """
        layout = self._columns.layout(entry.headings)
        known = list(map(dict.get, layout.memories, entry.cells))
        pieces = [self._common, *[piece for piece in known if piece]]
        together: dict[Group, list[Cell]] = {}
        names: list[Cell] = []
        for place in [at for at, piece in enumerate(known) if piece is None]:
            column, content = layout.columns[place], entry.cells[place]
            if column is None or not content:
                continue
            if column.is_naming:
                names.append((column, content))
            if column.group.is_one:
                pieces.append(self._alone(column, content))
            else:
                together.setdefault(column.group, []).append((column, content))
        for group, cells in together.items():
            pieces.append(self._together(group, tuple(cells)))
        if names:
            pieces.append(self._naming(names, entry))
        return pieces

    def _alone(self, column: Column, content: Content) -> Piece:
        """Return what one cell says by itself."""
        piece = column.pieces.get(content)
        if not piece:
            piece = self._piece(collected(column.values(content)))
            column.pieces.keep(content, piece)
        return piece

    def _together(self, group: Group, cells: tuple[Cell, ...]) -> Piece:
        """Return what cells of one group say."""
        if len(cells) == 1:
            return self._alone(*cells[0])
        piece = group.pieces.get(cells)
        if not piece:
            piece = self._piece(self._values(cells))
            group.pieces.keep(cells, piece)
        return piece

    def _values(self, cells: Iterable[Cell]) -> dict[str, tuple[Value, ...]]:
        """Return what each of some cells says by itself, by name of property."""
        values: dict[str, tuple[Value, ...]] = {}
        for column, content in cells:
            for name, found in self._alone(column, content).values.items():
                values[name] = values.get(name, ()) + found
        return values

    def _piece(self, values: Values) -> Piece:
        return Piece(values, self.interpreter.derive(values, self.facts.has_initials))

    def _naming(self, names: Sequence[Cell], entry: Entry) -> Piece:
        """Return what harmonising the names of an entry gives.

        The name given as the role decides; a separate source label only shows that it was doubtful.
        """
        decide = [cell for cell in names if cell[0].name != _LABEL]
        if not any(_LABEL in self._alone(*cell).values for cell in decide):
            decide = list(names)
        known, cells = self._columns.naming, tuple(decide)
        piece = known.get(cells)
        if not piece:
            context = _Context(self._columns, entry)
            piece = self._named(self._values(cells), context)
            if not context.is_asked:  # else it holds for this entry alone
                known.keep(cells, piece)
        return piece

    def _named(self, values: Values, context: _Context) -> Piece:
        """Return the role that names stand for, unless one is given as a concept."""
        stated = values["jurisdiction"][0].term if "jurisdiction" in values else None
        jurisdiction = stated.value if isinstance(stated, Literal) else None
        named = [
            (value, self.interpreter.naming(value.text, context, jurisdiction))
            for value in values.get(_LABEL, ())
        ]
        if not named:
            return Piece({}, {})
        roles = tuple(value._replace(term=each.role) for value, each in named if each.role)
        # Of several names, one that is no clear role is what has to be looked at.
        told = next((each for _, each in named if each.role is None), named[0][1])
        is_given = "role" in values or not roles
        return Piece({} if is_given else {"role": roles}, told.derived, told.resolution)


class _Context:
    """What an entry says around a name, should anybody ask."""

    def __init__(self, columns: Columns, entry: Entry) -> None:
        self.is_asked = False
        self._columns = columns
        self._entry = entry

    def __call__(self) -> str:
        self.is_asked = True
        return self._columns.context(self._entry)
