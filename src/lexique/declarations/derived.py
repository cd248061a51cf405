"""What a reader states about declarations so that shapes can judge them: nothing is invented.

Each derived statement follows from few values of one declaration (`TOGETHER`), from what pseudonyms
look like in its file, and from the day on which the export is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from lexique.declarations.declaration import Derived, Values
from lexique.declarations.properties import DeclarationModel
from lexique.declarations.pseudonyms import Person, kind_of
from lexique.headings import heading_key
from lexique.namespaces import BASE, LEX, XSD
from lexique.rdf.terms import Iri, Literal, Term

_CDU = f"{BASE}body/commission-des-usagers"
_WORD = re.compile(r"\w+")
_REMEMBERED = 4_000
"""Names of organisations whose kind is kept."""
TOGETHER = (
    ("body", "commission", "finess"),
    ("organisationKind", "organisationName"),
    ("personName", "personPseudonym"),
)
"""Names of the properties from whose values together something follows."""
_TELLING = frozenset({"body", "organisationName", "personPseudonym"})
"""Names of the properties without which nothing follows."""
_NOTHING: Derived = {}


class Deriver:
    """Derives statements about declarations that are judged on one day."""

    def __init__(self, model: DeclarationModel, day: date) -> None:
        self.of_every = {"assessedOn": (Literal(day.isoformat(), "", Iri(XSD.date)),)}
        """What is derived of every declaration alike."""
        self._kinds = model.keys.get(LEX["OrganisationKind"], {})
        self._kind_in = lru_cache(_REMEMBERED)(self._kind_of_name)

    def __call__(self, values: Values, has_initials: bool) -> Derived:
        """Return what follows from values of one declaration, by name of property.

        `values` are all that it states of properties that are named together in `TOGETHER`.
        """
        if _TELLING.isdisjoint(values):
            return _NOTHING
        derived: dict[str, tuple[Term, ...]] = {}
        for pseudonym in values.get("personPseudonym", ())[:1]:
            names = tuple(value.text for value in values.get("personName", ()))
            kind = kind_of(Person(pseudonym.text, names), has_initials=has_initials)
            derived["pseudonymKind"] = (Iri(kind),)
        for key in _commission_keys(values):
            derived["commissionKey"] = (key,)
        if "organisationName" in values and "organisationKind" not in values:
            kinds = (self._kind_in(value.text) for value in values["organisationName"])
            for organisation in filter(None, kinds):
                derived["organisationKind"] = (organisation,)
                break
        return derived

    def _kind_of_name(self, name: str) -> Iri | None:
        """Return the kind of organisation that its name says."""
        words = _WORD.findall(heading_key(name))
        return next((Iri(self._kinds[word]) for word in words if word in self._kinds), None)


def _commission_keys(values: Values) -> Iterator[Literal]:
    """Yield what tells one commission des usagers from another.

    Its own identifier where the export has one, since an establishment may have several; else the
    number of the establishment.
    """
    if all(value.term != _CDU for value in values.get("body", ())):
        return
    for name in ("commission", "finess"):
        term = values[name][0].term if name in values else None
        if isinstance(term, Literal) and term.value:
            yield Literal(f"{name} {heading_key(term.value)}")
            return
