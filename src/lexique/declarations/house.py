"""A house's own words: which of its headings and codes stand for which of ours (`mapping.toml`).

[headings]
"Qualité du bénévole" = "role"

[values.status]
"BEN" = "benevole"
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lexique.declarations.properties import DeclarationModel
from lexique.errors import UseError
from lexique.headings import heading_key
from lexique.messages import say
from lexique.model import Source, Text
from lexique.toml_documents import parse_toml

NOTHING = ""
"""What a heading is given that is to be read as nothing we know."""


class HouseWords(NamedTuple):
    """Headings and codes of a house, by the key under which they are compared."""

    headings: Mapping[str, str] = {}
    """Key of a heading to the name of a property, or `NOTHING`."""
    values: Mapping[str, Mapping[str, str]] = {}
    """Name of a property to the text that stands for each key of a cell."""

    def property_of(self, heading: str) -> str | None:
        """Return the property that this house calls `heading`; None where it does not say."""
        return self.headings.get(heading_key(heading))

    def text_of(self, property_name: str, text: str) -> str:
        """Return what this house means by `text` under a property: our word, or `text` itself."""
        known = self.values.get(property_name)
        return known.get(heading_key(text), text) if known else text


def read_house_words(text: str, path: str, model: DeclarationModel) -> HouseWords:
    """Return the words of a mapping file; raises UseError for what it cannot mean."""
    document = parse_toml(text, path, UseError)
    for name in document.keys() - {"headings", "values"}:
        raise _refused(say("the mapping has an unknown table “{name}”", name=name), path)
    headings = _texts(document.get("headings", {}), path)
    values = {
        name: _texts(entries, path) for name, entries in _tables(document.get("values", {}), path)
    }
    for name in {*headings.values(), *values} - {NOTHING}:
        _refuse_unknown(name, path, model)
    return HouseWords(
        headings={heading_key(key): name for key, name in headings.items()},
        values={
            name: {heading_key(key): text for key, text in entries.items()}
            for name, entries in values.items()
        },
    )


def _tables(value: object, path: str) -> list[tuple[str, object]]:
    if not isinstance(value, dict):
        raise _refused(say("“values” must hold one table for each property"), path)
    return list(value.items())


def _texts(value: object, path: str) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        raise _refused(say('each line of the mapping must read: "yours" = "ours"'), path)
    return dict(value)


def _refuse_unknown(name: str, path: str, model: DeclarationModel) -> None:
    item = model.properties.get(name)
    if item is None or item.is_derived:
        raise _refused(say("“{name}” is no property of a declaration", name=name), path)


def _refused(what: Text, path: str) -> UseError:
    return UseError(
        what,
        mend=say("See `lexique validate --help`; `lexique template` names the properties."),
        where=Source(path),
    )
