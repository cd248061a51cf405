"""From the text of a cell to the value of a property: dates, answers, numbers, codes, identifiers.

A text that cannot be read stays in the graph as a plain string, so that the shape which asks for a
date or a concept finds it in any SHACL processor; why it cannot be read goes with the value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from lexique.dates import read_date
from lexique.declarations.properties import DeclarationModel, Property
from lexique.headings import heading_key
from lexique.identifiers import compact
from lexique.lexicon import Lexicon
from lexique.model import Group
from lexique.namespaces import BASE, LEX, VALUE, XSD
from lexique.rdf import Iri, Literal, Term

GROUP_OF_CLASS = {
    LEX["Status"]: Group.STATUS,
    LEX["Level"]: Group.LEVEL,
    LEX["Domain"]: Group.DOMAIN,
    LEX["Training"]: Group.TRAINING,
    LEX["Mission"]: Group.MISSION,
    LEX["Experience"]: Group.EXPERIENCE,
    LEX["Seat"]: Group.SEAT,
    LEX["Body"]: Group.BODY,
}
"""Classes of codes that have designations; those of other classes are found by their labels."""

IDENTIFIERS = frozenset({"finess", "siren", "siret", "rna", "rpps"})
UNDISCLOSED = VALUE["undisclosed"]
_BLANKS = frozenset(
    {"", "-", "--", "/", ".", "n/a", "na", "s.o.", "s/o", "so", "sans objet", "neant", "nr", "null"}
)
"""Keys of what people write in a cell that has nothing to say."""
_FIGURE = re.compile("[0-9]")
_LONGEST_BLANK = 2 * max(map(len, _BLANKS))
_TRUE = frozenset({"oui", "o", "vrai", "yes", "y", "true", "1", "x", "ok"})
_FALSE = frozenset({"non", "n", "faux", "no", "false", "0"})
_SIGNS = re.compile(r"[;|]")
_LISTED = re.compile(r"[;|\n]")
"""What parts several values of one cell: ours is the bar, the semicolon is met as often."""
_SPOKEN_LIST = re.compile(r"\s+/\s+|\s*,\s+|\s+\+\s+|\s+et\s+|\s+and\s+")
"""What may part values too, but stands in names as well (*accès aux soins et prévention*)."""
_NUMBER = re.compile(r"(?P<digits>\d+(?:[.,]\d+)*)\s*(?:h|hs|hrs?|heures?|hours?|€|euros?|eur)?\.?")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d+,\d+|\d+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_WORDS = re.compile(r"\w+")
_LONGEST_CODES = 2000
"""Characters in which every code of a cell can be said; a longer text is prose."""
_BRACKETS = re.compile(r"\([^()]*\)")
_CURIE = re.compile(r"([a-z]+):([a-z0-9-]+)")


class Converted(NamedTuple):
    """What one text became; no term where the text says that there is nothing to say."""

    property_name: str
    term: Term
    doubt: str = ""


class Converter:
    """Turns texts into terms."""

    def __init__(self, model: DeclarationModel, lexicon: Lexicon) -> None:
        self._model = model
        self._lexicon = lexicon
        self._makers: dict[str, Callable[[str], tuple[Term, str]]] = {
            XSD.date: _date,
            XSD.boolean: _boolean,
            XSD.decimal: _number,
        }

    def convert(self, item: Property, text: str) -> tuple[Converted, ...]:
        """Return the values that `text` gives `item`; none for a blank or an empty answer."""
        text = text.strip()
        if not text:
            return ()
        if item.is_coded:
            return tuple(self._codes(item, text))
        if _is_blank(text):
            return ()
        if item.range_iri in self._makers:
            make = self._makers[item.range_iri]
            parts = _split(_LISTED, text) if item.is_multiple else [text]
            return tuple(made for part in parts for made in _made(item, *make(part)))
        if item.name in IDENTIFIERS:
            return (Converted(item.name, Literal(compact(text))),)
        return (Converted(item.name, Literal(" ".join(text.split()))),)

    def _codes(self, item: Property, text: str) -> Iterator[Converted]:
        if len(text) > _LONGEST_CODES:
            yield _unnamed(item, text)
            return
        # No name reaches over the signs that part values; over words and line ends, some do.
        parts, named = _split(_SIGNS, text) if item.is_multiple else [], None
        if len(parts) < 2:
            named = self._named(item, text)
            parts = _parts(text) if item.is_multiple and named is None else []
        if len(parts) > 1:
            for part in parts:
                yield from self._codes(item, part)
            return
        if named is not None:
            yield Converted(item.name, Iri(named))
        elif not _is_blank(text):
            yield from self._partly_named(item, text)

    def _partly_named(self, item: Property, text: str) -> Iterator[Converted]:
        """Yield the concept that a longer text holds, and the text itself where that may matter."""
        within = self._within(item, text)
        if within is not None:
            yield Converted(item.name, Iri(within))
        if item.fallback or within is None:
            yield _unnamed(item, text)

    def _named(self, item: Property, text: str) -> str | None:
        """Return the concept of the range of `item` that the whole of `text` names, if one does."""
        named = self._by_name(item, text)
        named = named or self._model.keys.get(item.range_iri, {}).get(heading_key(text))
        group = GROUP_OF_CLASS.get(item.range_iri)
        if named is None and group is not None:
            named = self._designated(item, text, group)
        return named or self._undisclosed(text)

    def _within(self, item: Property, text: str) -> str | None:
        """Return the one concept of the range of `item` that is named somewhere in `text`."""
        group = GROUP_OF_CLASS.get(item.range_iri)
        if group is None:
            return self._label_within(item, text)
        said = self._lexicon.harmonise(text)
        concepts = [reading.concept for reading in said.readings]
        concepts += [facet.concept for facet in said.facets]
        return self._only(concept.iri for concept in concepts if concept.group is group)

    def _label_within(self, item: Property, text: str) -> str | None:
        words = f" {' '.join(_WORDS.findall(heading_key(text)))} "
        keys = self._model.keys.get(item.range_iri, {})
        found = [key for key in keys if f" {' '.join(_WORDS.findall(key))} " in words]
        longest = max((len(key) for key in found), default=0)
        return self._only(keys[key] for key in found if len(key) == longest)

    def _by_name(self, item: Property, text: str) -> str | None:
        """Return the concept given by IRI, or by prefix and slug (`status:benevole`)."""
        curie = _CURIE.fullmatch(text)
        iri = f"{BASE}{curie[1]}/{curie[2]}" if curie else text
        return iri if iri in self._model.members.get(item.range_iri, ()) else None

    def _undisclosed(self, text: str) -> str | None:
        answers = self._model.keys.get(LEX["Answer"], {})
        return UNDISCLOSED if answers.get(heading_key(text)) == UNDISCLOSED else None

    def _designated(self, item: Property, text: str, group: Group) -> str | None:
        # A cell leaves out the noun of its heading: “ETP” under “formation” is “formation ETP”.
        plain = _BRACKETS.sub(" ", text)
        for words in (text, plain, f"{item.label.fr} {plain}", f"{plain} {item.label.en}"):
            readings = self._lexicon.find(words, groups=(group,))
            if readings:
                return self._only(reading.concept.iri for reading in readings)
        return None

    def _only(self, iris: Iterable[str]) -> str | None:
        """Return the one concept of `iris`, the broader ones left out; None where several stay."""
        named = set(iris)
        named -= {up for iri in named for up in self._model.with_broader(iri) - {iri}}
        return named.pop() if len(named) == 1 else None


def _unnamed(item: Property, text: str) -> Converted:
    """Return a text that is no code: under the property that takes such texts, else as a doubt."""
    written = Literal(" ".join(text.split()))
    return Converted(item.fallback or item.name, written, "" if item.fallback else "code")


def _parts(text: str) -> list[str]:
    """Return the values that a text may list: parted by signs, else by words and commas."""
    for separator in (_LISTED, _SPOKEN_LIST):
        parts = _split(separator, text)
        if len(parts) > 1:
            return parts
    return []


def _is_blank(text: str) -> bool:
    """Return whether a text says that there is nothing to say: a long one or a figure says some."""
    if len(text) > _LONGEST_BLANK or _FIGURE.search(text):
        return False
    return heading_key(text) in _BLANKS


def _split(separator: re.Pattern[str], text: str) -> list[str]:
    return [part.strip() for part in separator.split(text) if part.strip()]


def _made(item: Property, term: Term, doubt: str) -> tuple[Converted, ...]:
    is_no = isinstance(term, Literal) and doubt == "no"
    return () if is_no else (Converted(item.name, term, doubt),)


def _date(text: str) -> tuple[Term, str]:
    read = read_date(text)
    if read.value is not None:
        return Literal(read.value.isoformat(), "", Iri(XSD.date)), ""
    answer = heading_key(text)
    if answer in _TRUE - {"1"}:
        return Literal("true", "", Iri(XSD.boolean)), "answered"
    if answer in _FALSE - {"0"}:
        return Literal("false", "", Iri(XSD.boolean)), "no"
    return Literal(text), str(read.fault)


def _boolean(text: str) -> tuple[Term, str]:
    answer = heading_key(text)
    if answer in _TRUE | _FALSE:
        return Literal("true" if answer in _TRUE else "false", "", Iri(XSD.boolean)), ""
    read = read_date(text)
    if read.value is not None:
        # “Archivé : 12/03/2024” says that it was, and when.
        return Literal("true", "", Iri(XSD.boolean)), ""
    return Literal(text), "boolean"


def _number(text: str) -> tuple[Term, str]:
    """Return a decimal; French thousands are parted by spaces, decimals by a comma.

    A dot before three digits and no comma after it could be either: such a text is not read,
    nor is the English order (1,234.50).
    """
    levelled = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))", "", text.strip().lower())
    found = _NUMBER.fullmatch(levelled)
    digits = found["digits"] if found else ""
    if not _THOUSANDS.fullmatch(digits) or re.fullmatch(r"\d{1,3}\.\d{3}", digits):
        return Literal(text), "number"
    plain = digits.replace(".", "").replace(",", ".") if "," in digits else digits
    return Literal(plain, "", Iri(XSD.decimal)), ""
