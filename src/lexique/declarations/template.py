"""The columns of an empty export: heading, explanation, and the values that each may take."""

from __future__ import annotations

from dataclasses import dataclass

from lexique.declarations.properties import DeclarationModel, Property
from lexique.lexicon import Lexicon
from lexique.messages import say
from lexique.model import LANGUAGES, Group, Status, Text
from lexique.namespaces import LEX, ROLE, XSD

_EXAMPLES = {
    "personPseudonym": "6513270e-269e-4d37-b2a7-4de452e6b438",
    "finess": "990000010",
    "siret": "99000001000019",
    "rna": "W990000123",
    "agreementNumber": "N2021RN0099",
    "trainingHours": "40",
}
"""Invented, as the 99 at the beginning of numbers says."""
_EXPECTED = {
    XSD.date: say("a date: 2025-03-31 or 31/03/2025"),
    XSD.boolean: say("yes or no"),
    XSD.decimal: say("a number"),
}
_LONGEST_LIST = 400


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an empty export, in both languages."""

    property_name: str
    heading: Text
    explanation: Text
    expected: Text
    """What a cell should hold, in words."""
    values: tuple[Text, ...] = ()
    """The labels to choose from; empty for a column of free values."""
    example: str = ""


def template_columns(model: DeclarationModel, lexicon: Lexicon) -> tuple[Column, ...]:
    """Return the columns of an empty export, in order.

    The role is offered by preferred labels; abstract roles and those that are no engagement are
    not offered.
    """
    roles = tuple(
        role.iri
        for role in lexicon.concepts(Group.ROLE)
        if role.engagement and not role.deprecated and not _is_abstract(role.statements)
    )
    return tuple(_column(item, model, lexicon, roles) for item in model.template)


def _is_abstract(statements: object) -> bool:
    return isinstance(statements, dict) and "true" in statements.get("abstract", ())


def _column(
    item: Property, model: DeclarationModel, lexicon: Lexicon, roles: tuple[str, ...]
) -> Column:
    members = roles if item.range_iri == LEX["Role"] else model.members.get(item.range_iri, ())
    ordered = sorted(members, key=lambda iri: (model.notations.get(iri, ""), iri))
    values = tuple(_offered(iri, model, lexicon) for iri in ordered) if item.is_coded else ()
    if item.range_iri == XSD.boolean:
        values = (Text(fr="oui", en="yes"), Text(fr="non", en="no"))
    one_value = _EXPECTED.get(item.range_iri, say("one of the list") if values else say("text"))
    several = say("{expected}; several are separated by |", expected=one_value)
    return Column(
        property_name=item.name,
        heading=_heading(item, lexicon),
        explanation=item.comment,
        expected=several if item.is_multiple else one_value,
        values=values[:_LONGEST_LIST],
        example=_EXAMPLES.get(item.name, ""),
    )


def _offered(iri: str, model: DeclarationModel, lexicon: Lexicon) -> Text:
    """Return the label of a concept; of a role whose name has several meanings, with its slug."""
    label = model.label_of(iri)
    slug = ROLE.name_of(iri)
    return (
        label if slug is None else Text(*(_clear(label, tag, slug, lexicon) for tag in LANGUAGES))
    )


def _clear(label: Text, language: str, slug: str, lexicon: Lexicon) -> str:
    name = label.in_language(language)
    return name if lexicon.harmonise(name).concepts == (slug,) else f"{name} (role:{slug})"


def _heading(item: Property, lexicon: Lexicon) -> Text:
    """Return the preferred heading of a property in each language, else its label."""
    concept = lexicon.concept(item.iri)
    found = {
        designation.language: designation.form
        for designation in (lexicon.designations_of(concept) if concept else ())
        if designation.status is Status.PREFERRED
    }
    return Text(fr=found.get("fr", item.label.fr), en=found.get("en", item.label.en))


def template_csv(columns: tuple[Column, ...], language: str) -> bytes:
    """Return the headings as CSV that French spreadsheets open: `;`, UTF-8 with its mark."""
    headings = ";".join(column.heading.in_language(language) for column in columns)
    return b"\xef\xbb\xbf" + f"{headings}\r\n".encode()
