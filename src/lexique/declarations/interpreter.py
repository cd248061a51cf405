"""What headings and texts mean: by the model, the vocabulary, and the words of one house."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from lexique.declarations.declaration import Content, Raw, Value
from lexique.declarations.derived import Deriver
from lexique.declarations.house import HouseWords
from lexique.declarations.properties import DeclarationModel, Property
from lexique.declarations.roles import Naming, RoleNamer
from lexique.declarations.values import Converter
from lexique.headings import heading_key, recogniser
from lexique.lexicon import Lexicon
from lexique.namespaces import XSD
from lexique.rdf.terms import Iri, Literal

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
PSEUDONYM = "personPseudonym"


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
        stands = written(raw)
        if isinstance(raw, Iri) and item is not None and item.is_coded:
            yield property_name, Value(stands, raw, "", column, raw)
            return
        text = self.house.text_of(property_name, stands)
        if property_name == "role":
            # The name as written; the concept comes from harmonising.
            if name := text.strip():
                yield "sourceLabel", Value(name, Literal(name), "", column, raw)
        elif item is not None:
            for name, term, doubt in self._converter.convert(item, text):
                yield name, Value(stands, term, doubt, column, raw)

    def naming(self, text: str, context: Callable[[], str], jurisdiction: str | None) -> Naming:
        """Return what `text` names among the roles."""
        return self._namer.name(text, context=context, jurisdiction=jurisdiction)

    def is_read(self, property_name: str) -> bool:
        """Return whether a text becomes something else: a date, a number, a concept."""
        item = self.model.properties.get(property_name)
        return item is not None and item.range_iri != XSD.string

    def is_context(self, property_name: str) -> bool:
        """Return whether a column says something about a name: not the role, nor the person."""
        if property_name in (*_NAMES_A_ROLE, PSEUDONYM):
            return False
        item = self.model.properties.get(property_name)
        return item is None or not item.is_personal


def texts_of(content: Content) -> tuple[Raw, ...]:
    """Return all that stands in a cell."""
    return (content,) if isinstance(content, str) else content


def written(raw: Raw) -> str:
    """Return the text of a cell, or of the object of a statement."""
    return raw.value if isinstance(raw, Literal) else str(raw)


def _told_by_a_word(heading: str) -> str | None:
    """Return the personal property that one word of a heading gives away, whatever stands by it."""
    words = re.findall(r"\w+", heading_key(heading))
    return next((_TELLTALE[word] for word in words if word in _TELLTALE), None)
