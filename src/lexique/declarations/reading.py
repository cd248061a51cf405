"""From entries to declarations: what texts mean, column by column, each distinct text once.

An export is read twice. The first pass tells what no entry tells alone: which columns have dates in
the American order, whether pseudonyms are made of initials, which properties the file states at
all. The second makes declarations. Neither keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from lexique.dates import DateFault, Order, order_of
from lexique.declarations.declaration import Declaration, Entry, Raw, Value
from lexique.declarations.derived import Deriver
from lexique.declarations.house import HouseWords
from lexique.declarations.properties import DeclarationModel, Property
from lexique.declarations.pseudonyms import InitialsSurvey
from lexique.declarations.roles import Naming, RoleNamer
from lexique.declarations.values import Converter
from lexique.headings import heading_key, recogniser
from lexique.lexicon import Lexicon
from lexique.namespaces import XSD
from lexique.rdf.terms import Iri, Literal
from lexique.tables.roles import is_telling

UNRECOGNISED = "unrecognised"
_TELLTALE = {
    "diagnostic": "diagnosis",
    "diagnosis": "diagnosis",
    "pathologie": "diagnosis",
    "cim10": "icdCode",
    "icd10": "icdCode",
    "nir": "nir",
    "secu": "nir",
    "naissance": "birthDate",
    "birth": "birthDate",
    "prenom": "personName",
    "courriel": "email",
    "telephone": "telephone",
}
"""Word of a heading, by its key, to the personal property that it always means."""
_NAMES_A_ROLE = ("role", "sourceLabel")
_PSEUDONYM = "personPseudonym"
_REMEMBERED, _REMEMBERED_AS_WRITTEN = 5_000, 500
"""Distinct texts of a column whose meaning is kept; then the memory starts anew.

Dates of a dozen years come again and take time to read; names and numbers seldom do either.
"""

Stated = tuple[tuple[str, tuple[Value]], ...]
"""Names of properties, each with the one value that a text gives it."""


class Interpreter:
    """Knows what headings and texts mean: model, vocabulary, and the words of one house."""

    def __init__(
        self,
        model: DeclarationModel,
        lexicon: Lexicon,
        *,
        day: date,
        house: HouseWords | None = None,
        jurisdiction: str | None = None,
    ) -> None:
        self.model = model
        self.house = house or HouseWords()
        self.derive = Deriver(model, day)
        self._converter = Converter(model, lexicon)
        self._namer = RoleNamer(lexicon, jurisdiction)
        self._recognise = recogniser(lexicon)

    def property_of(self, heading: str) -> Property | None:
        """Return the property that a heading stands for, in this house or in general."""
        name = self.house.property_of(heading)
        if name is None:
            name = self._recognise(heading) or _told_by_a_word(heading)
        found = self.model.properties.get(name or "")
        return None if found is None or found.is_derived else found

    def values(self, property_name: str, column: str, raw: Raw) -> Iterator[tuple[str, Value]]:
        """Yield what a text states under a property, each with the name of the property meant."""
        item = self.model.properties.get(property_name)
        written = raw.value if isinstance(raw, Literal) else str(raw)
        if isinstance(raw, Iri) and item is not None and item.is_coded:
            yield property_name, Value(written, raw, "", column, raw)
            return
        text = self.house.text_of(property_name, written)
        if property_name == "role":
            # The name as written; the concept comes from harmonising.
            if name := text.strip():
                yield "sourceLabel", Value(name, Literal(name), "", column, raw)
        elif item is not None:
            for name, term, doubt in self._converter.convert(item, text):
                yield name, Value(written, term, doubt, column, raw)

    def naming(self, text: str, context: Callable[[], str], jurisdiction: str | None) -> Naming:
        """Return what `text` names among the roles."""
        return self._namer.name(text, context=context, jurisdiction=jurisdiction)

    def is_read(self, property_name: str) -> bool:
        """Return whether a text becomes something else: a date, a number, a concept."""
        item = self.model.properties.get(property_name)
        return item is not None and item.range_iri != XSD.string

    def is_context(self, property_name: str) -> bool:
        """Return whether a column says something about a name: not the role, nor the person."""
        if property_name in (*_NAMES_A_ROLE, _PSEUDONYM):
            return False
        item = self.model.properties.get(property_name)
        return item is None or not item.is_personal


class Column(dict[Raw, Stated]):
    """What the texts of one column state, worked out when they are first met."""

    def __init__(self, heading: str, name: str, interpreter: Interpreter) -> None:
        super().__init__()
        self.name = name
        self.is_context = interpreter.is_context(name)
        self._heading = heading
        self._interpreter = interpreter
        self._limit = _REMEMBERED if interpreter.is_read(name) else _REMEMBERED_AS_WRITTEN
        self.orders: dict[str, set[Order]] = {}
        """Which orders of day and month the dates met so far admit, by property."""
        self.stated: set[str] = set()
        """The properties stated so far."""
        self.doubtful: frozenset[str] = frozenset()
        """The properties whose dates are not read where day and month may be exchanged."""

    def __missing__(self, raw: Raw) -> Stated:
        if len(self) >= self._limit:
            self.clear()
        found = self._interpreter.values(self.name, self._heading, raw)
        stated = self[raw] = tuple((name, (self._noted(name, value),)) for name, value in found)
        return stated

    def _noted(self, name: str, value: Value) -> Value:
        self.stated.add(name)
        is_date = isinstance(value.term, Literal) and value.term.datatype == XSD.date
        order = order_of(value.text) if value.doubt or is_date else None
        if order is not None:
            self.orders.setdefault(name, set()).add(order)
        if order is Order.EITHER and name in self.doubtful:
            return value._replace(term=Literal(value.text), doubt=str(DateFault.AMBIGUOUS))
        return value


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
        self.name_of = name_of
        """From a heading or predicate to the name of a property; None where it says nothing."""
        self.facts = Facts()
        self._columns: _Columns | None = None

    def survey(self, entries: Iterable[Entry]) -> None:
        """Read all entries once, for `facts`."""
        columns = _Columns(self)
        initials, n_entries = InitialsSurvey(), 0
        for entry in entries:
            n_entries += 1
            for heading, raws in entry.values.items():
                column = columns[heading] if raws else None
                if column is None:
                    continue
                for raw in raws:
                    column[raw]
                if column.name == _PSEUDONYM:
                    initials.add(str(raws[0].value if isinstance(raws[0], Literal) else raws[0]))
        self.facts = Facts(n_entries, columns.stated(), columns.american_dates(), initials.are_used)
        # What was worked out stays right unless dates have to be read otherwise.
        self._columns = None if self.facts.doubtful else columns

    def declaration(self, entry: Entry) -> Declaration:
        """Return the declaration that an entry states, with what follows from it."""
        columns = self._columns = self._columns or _Columns(self)
        values: dict[str, tuple[Value, ...]] = {}
        for heading, raws in entry.values.items():
            column = columns[heading] if raws else None
            if column is not None:
                for raw in raws:
                    for name, stated in column[raw]:
                        values[name] = values[name] + stated if name in values else stated
        naming = self._named(entry, values) if "sourceLabel" in values else None
        derived = self.interpreter.derive(values, self.facts.has_initials)
        if naming is None:
            return Declaration(entry, values, derived)
        derived.update(naming.derived)
        return Declaration(entry, values, derived, naming.resolution)

    def _named(self, entry: Entry, values: dict[str, tuple[Value, ...]]) -> Naming:
        """Put the role into `values`, and return what harmonising its names gave.

        The name given as the role decides; a separate source label only shows that it was doubtful.
        """
        labels = values["sourceLabel"]
        columns = self._columns or _Columns(self)
        from_role = [value for value in labels if columns.is_of_role(value)]
        stated = values["jurisdiction"][0].term if "jurisdiction" in values else None
        jurisdiction = stated.value if isinstance(stated, Literal) else None
        named = [
            (
                value,
                self.interpreter.naming(value.text, lambda: columns.context(entry), jurisdiction),
            )
            for value in from_role or labels
        ]
        roles = tuple(value._replace(term=each.role) for value, each in named if each.role)
        if roles and "role" not in values:
            values["role"] = roles
        # Of several names, one that is no clear role is what has to be looked at.
        return next((each for _, each in named if each.role is None), named[0][1])


class _Columns(dict[str, Column | None]):
    """The columns of an export by heading or predicate; None for one that says nothing."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self._reader = reader

    def __missing__(self, heading: str) -> Column | None:
        reader = self._reader
        name = reader.name_of(heading)
        column = None if name is None else Column(heading, name, reader.interpreter)
        if column is not None:
            column.doubtful = reader.facts.doubtful
        self[heading] = column
        return column

    def is_of_role(self, value: Value) -> bool:
        """Return whether a value stands under the role itself."""
        column = self[value.column]
        return column is not None and column.name == "role"

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
        return frozenset(name for column in self._known() for name in column.stated)

    def american_dates(self) -> frozenset[str]:
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


def _told_by_a_word(heading: str) -> str | None:
    """Return the personal property that one word of a heading gives away, whatever stands by it."""
    words = re.findall(r"\w+", heading_key(heading))
    return next((_TELLTALE[word] for word in words if word in _TELLTALE), None)
