"""From a file to its declarations: tables and RDF alike, with the place of every value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lexique.dates import DateFault, Order, order_of
from lexique.declarations.declaration import Declaration, Value
from lexique.declarations.house import HouseWords
from lexique.declarations.properties import DeclarationModel, Property
from lexique.declarations.roles import Naming, RoleNamer
from lexique.declarations.values import Converter
from lexique.headings import heading_key, recogniser
from lexique.lexicon import Lexicon
from lexique.model import Finding, Location, Text
from lexique.namespaces import XSD
from lexique.rdf import Iri, Literal, Triple

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


@dataclass(frozen=True, slots=True)
class Export:
    """What one file holds."""

    path: str
    declarations: tuple[Declaration, ...]
    findings: tuple[Finding, ...] = ()
    """What reading alone found: odd cells, statements that say nothing."""
    announcements: tuple[Text, ...] = ()
    """What the user should know about how the file was read."""
    other_triples: tuple[Triple, ...] = ()
    """Statements of an RDF file that are no part of a declaration."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One text under one property, and its place."""

    property_name: str
    text: str
    location: Location
    term: Iri | None = None
    """The concept, where the data names it by its IRI."""


class Interpreter:
    """Makes declarations of cells: converts values, harmonises the role."""

    def __init__(
        self,
        model: DeclarationModel,
        lexicon: Lexicon,
        *,
        house: HouseWords | None = None,
        jurisdiction: str | None = None,
    ) -> None:
        self.model = model
        self.house = house or HouseWords()
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

    def declaration(self, node: str, location: Location, cells: Iterable[Cell]) -> Declaration:
        """Return the declaration that the cells of one record state."""
        stated: dict[str, list[Value]] = {}
        listed = list(cells)
        for cell in listed:
            for name, value in self._values(cell):
                stated.setdefault(name, []).append(value)
        values = {name: tuple(found) for name, found in stated.items()}
        return self._named(Declaration(node, location, values), listed)

    def _values(self, cell: Cell) -> Iterator[tuple[str, Value]]:
        text = self.house.text_of(cell.property_name, cell.text)
        if cell.term is not None:
            yield cell.property_name, Value(cell.text, cell.term, cell.location)
        elif cell.property_name == "role":
            # The name as written; the concept comes from harmonising.
            if text.strip():
                yield "sourceLabel", Value(text.strip(), Literal(text.strip()), cell.location)
        elif item := self.model.properties.get(cell.property_name):
            for name, term, doubt in self._converter.convert(item, text):
                yield name, Value(cell.text, term, cell.location, doubt)

    def _named(self, declaration: Declaration, cells: Iterable[Cell]) -> Declaration:
        """Return the declaration with its role, and what harmonising its names gave.

        The name given as the role decides; a separate source label only shows that it was doubtful.
        """
        labels = declaration.values.get("sourceLabel", ())
        if not labels:
            return declaration
        listed = list(cells)
        from_role = [value for value in labels if value.location in _places(listed, "role")]
        named = [(value, self._naming(value, declaration, listed)) for value in from_role or labels]
        values = dict(declaration.values)
        roles = [
            Value(value.text, naming.role, value.location) for value, naming in named if naming.role
        ]
        if roles and "role" not in values:
            values["role"] = tuple(roles)
        # Of several names, one that is no clear role is what has to be looked at.
        decisive = next((naming for _, naming in named if naming.role is None), named[0][1])
        found = replace(declaration, values=values, resolution=decisive.resolution)
        return found.deriving(**decisive.derived())

    def _naming(self, value: Value, declaration: Declaration, cells: Iterable[Cell]) -> Naming:
        context = {
            cell.location.heading or cell.property_name: cell.text
            for cell in cells
            if cell.location != value.location and not self._says_nothing(cell)
        }
        jurisdiction = declaration.text("jurisdiction")
        return self._namer.name(value.text, context=context, jurisdiction=jurisdiction)

    def _says_nothing(self, cell: Cell) -> bool:
        """Return whether a cell is no context for a name: the role itself, or who the person is."""
        if cell.property_name in ("role", "sourceLabel"):
            return True
        item = self.model.properties.get(cell.property_name)
        return item is not None and (item.is_personal or item.name == "personPseudonym")


def _told_by_a_word(heading: str) -> str | None:
    """Return the personal property that one word of a heading gives away, whatever stands by it."""
    words = re.findall(r"\w+", heading_key(heading))
    return next((_TELLTALE[word] for word in words if word in _TELLTALE), None)


def _places(cells: Iterable[Cell], property_name: str) -> list[Location]:
    return [cell.location for cell in cells if cell.property_name == property_name]


def with_doubtful_dates(declarations: Iterable[Declaration]) -> tuple[Declaration, ...]:
    """Return the declarations of one file, dates marked whose day and month may be exchanged.

    In a column where some dates fit the American order only and none the French order only, a date
    that fits both is not read: 03/04/2024 next to 12/31/2024.
    """
    listed = tuple(declarations)
    orders: dict[str, set[Order]] = {}
    for declaration in listed:
        for name, value in _dated(declaration):
            order = order_of(value.text)
            if order is not None:
                orders.setdefault(name, set()).add(order)
    doubtful = {
        name
        for name, found in orders.items()
        if Order.MONTH_FIRST in found and Order.DAY_FIRST not in found
    }
    return tuple(_doubting(item, doubtful) for item in listed) if doubtful else listed


def _dated(declaration: Declaration) -> Iterator[tuple[str, Value]]:
    for name, values in declaration.values.items():
        for value in values:
            if value.doubt or (isinstance(value.term, Literal) and value.term.datatype == XSD.date):
                yield name, value


def _doubting(declaration: Declaration, names: set[str]) -> Declaration:
    values = dict(declaration.values)
    for name in names & values.keys():
        values[name] = tuple(
            replace(value, term=Literal(value.text), doubt=str(DateFault.AMBIGUOUS))
            if order_of(value.text) is Order.EITHER
            else value
            for value in values[name]
        )
    return replace(declaration, values=values)
