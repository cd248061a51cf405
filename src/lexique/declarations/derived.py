"""What a reader states about declarations so that shapes can judge them: nothing is invented.

Each derived statement follows from the values of one declaration, or of one file (what pseudonyms
look like), and from the day on which the export is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from lexique.declarations.declaration import Declaration
from lexique.declarations.properties import DeclarationModel
from lexique.declarations.pseudonyms import Person, kinds_of
from lexique.headings import heading_key
from lexique.namespaces import BASE, LEX, XSD
from lexique.rdf import Iri, Literal, Term

_CDU = f"{BASE}body/commission-des-usagers"
_WORD = re.compile(r"\w+")


def with_derived(
    declarations: Iterable[Declaration], model: DeclarationModel, day: date
) -> tuple[Declaration, ...]:
    """Return the declarations of one file with what follows from them on `day`."""
    listed = tuple(declarations)
    assessed = (Literal(day.isoformat(), "", Iri(XSD.date)),)
    kinds = _pseudonym_kinds(listed)
    return tuple(
        item.deriving(
            assessedOn=assessed,
            pseudonymKind=kinds.get(item.node, ()),
            commissionKey=tuple(_commission_keys(item)),
            organisationKind=tuple(_organisation_kinds(item, model)),
        )
        for item in listed
    )


def _pseudonym_kinds(declarations: Iterable[Declaration]) -> dict[str, tuple[Term, ...]]:
    named = [
        (item.node, Person(value.text, _names(item)))
        for item in declarations
        for value in item.values.get("personPseudonym", ())[:1]
    ]
    kinds = kinds_of(person for _, person in named)
    return {node: (Iri(kind),) for (node, _), kind in zip(named, kinds, strict=True)}


def _names(declaration: Declaration) -> tuple[str, ...]:
    return tuple(value.text for value in declaration.values.get("personName", ()))


def _commission_keys(declaration: Declaration) -> Iterator[Term]:
    """Yield what tells one commission des usagers from another.

    Its own identifier where the export has one, since an establishment may have several; else the
    number of the establishment.
    """
    if _CDU not in declaration.iris("body"):
        return
    for name in ("commission", "finess"):
        text = declaration.text(name)
        if text:
            yield Literal(f"{name} {heading_key(text)}")
            return


def _organisation_kinds(declaration: Declaration, model: DeclarationModel) -> Iterator[Term]:
    """Yield the kind of organisation that its name says, where the export states none."""
    if "organisationKind" in declaration.values:
        return
    keys = model.keys.get(LEX["OrganisationKind"], {})
    for value in declaration.values.get("organisationName", ()):
        words = _WORD.findall(heading_key(value.text))
        kind = next((keys[word] for word in words if word in keys), None)
        if kind is not None:
            yield Iri(kind)
            return
