"""What RDF states of one resource, understood: a concept, and its plain labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from lexique.model import Concept, Designation, Group, Status
from lexique.namespaces import LEX, OWL, RDF, SKOS

CHARACTERISTICS = (
    "livedExperience", "sameSituation", "contact", "addressee", "mandate", "requiredTraining",
    "exerciseStatus", "teamPosition", "voice", "typicalMinLevel", "typicalMaxLevel",
    "levelApplicability", "domain", "legalAnchor", "legalBasis",
)  # fmt: skip
"""Local names of the delimiting characteristics, in the order of the evidence (C1 to C12)."""

LABELS = {
    SKOS.prefLabel: Status.PREFERRED,
    SKOS.altLabel: Status.ADMITTED,
    SKOS.hiddenLabel: Status.HIDDEN,
}
"""Property of a plain label to what it rates the label, in the order of designations."""

Stated: TypeAlias = list[str]
"""What statements say of one subject: in turn a tag (see `Tags`) and the text of the value."""
Value: TypeAlias = str | tuple[str, str]
"""A resource as its IRI, a literal as its text and its language."""
Values: TypeAlias = Mapping[str, Sequence[Value]]
"""IRI of a property to the values that a resource has."""


class Tags(dict[tuple[str, str | None], str]):
    """A property, and the language of its value, to the short tag that stands for both.

    The language is empty for a literal without, None for a resource. Thus all that is stated of a
    resource is one list of texts, which is kept far faster than nested values would be.
    """

    def __missing__(self, item: tuple[str, str | None]) -> str:
        tag = self[item] = str(len(self))
        return tag

    def written(self) -> str:
        """Return the tags in the order of their numbers, as `read_tags` reads them."""
        # Neither sign can stand in an IRI.
        return " ".join(iri if tag is None else f"{iri}<{tag}" for iri, tag in self)


def read_tags(text: str) -> list[tuple[str, str | None]]:
    """Return property and language of each tag by its number."""
    parts = (item.partition("<") for item in text.split(" "))
    return [(iri, language if sign else None) for iri, sign, language in parts]


def pairs_of(stated: Stated) -> Iterator[tuple[str, str]]:
    """Return an iterator over tag and text of each statement."""
    return zip(stated[::2], stated[1::2], strict=True)


def values_of(stated: Stated, tags: Sequence[tuple[str, str | None]]) -> Values:
    """Return the values of a resource by property; `tags` are in the order of their numbers."""
    values: dict[str, list[Value]] = defaultdict(list)
    for tag, text in pairs_of(stated):
        iri, language = tags[int(tag)]
        values[iri].append(text if language is None else (text, language))
    return values


_KEPT_ELSEWHERE = {
    RDF.type, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.definition, SKOS.scopeNote,
    SKOS.broader, SKOS.related, SKOS.inScheme,
}  # fmt: skip


def concept_from(iri: str, group: Group, values: Values) -> Concept:
    """Return the concept that `values` describe."""
    return Concept(
        iri=iri,
        slug=local_name(iri),
        group=group,
        pref_labels=one_by_language(values, SKOS.prefLabel),
        alt_labels=_by_language(values, SKOS.altLabel),
        hidden_labels=_by_language(values, SKOS.hiddenLabel),
        definitions=one_by_language(values, SKOS.definition),
        scope_notes=_by_language(values, SKOS.scopeNote),
        broader=all_texts(values, SKOS.broader),
        related=all_texts(values, SKOS.related),
        scheme_iris=all_texts(values, SKOS.inScheme),
        characteristics={
            name: all_texts(values, LEX[name]) for name in CHARACTERISTICS if LEX[name] in values
        },
        engagement=first_text(values, LEX["engagement"]) != "false",
        deprecated=first_text(values, OWL.deprecated) == "true",
        statements=_statements(values),
    )


def _statements(values: Values) -> dict[str, tuple[str, ...]]:
    """Return the other values, keyed by local name, with `@language` where they have one."""
    found: dict[str, list[str]] = defaultdict(list)
    for predicate, items in values.items():
        if predicate in _KEPT_ELSEWHERE or local_name(predicate) in CHARACTERISTICS:
            continue
        for item in items:
            language = "" if isinstance(item, str) else item[1]
            name = local_name(predicate)
            found[f"{name}@{language}" if language else name].append(_plain(item))
    return {name: tuple(texts) for name, texts in found.items()}


def plain_designations(iri: str, values: Values) -> Iterator[Designation]:
    """Yield the plain labels of a concept as designations, preferred ones first."""
    for predicate, status in LABELS.items():
        for form, language in literals(values, predicate):
            yield Designation(iri, form, language, iri, status)


def literals(values: Values, predicate: str) -> Iterator[tuple[str, str]]:
    """Yield text and language of each literal."""
    for item in values.get(predicate, ()):
        if not isinstance(item, str):
            yield item[0], item[1]


def _by_language(values: Values, predicate: str) -> dict[str, tuple[str, ...]]:
    if predicate not in values:
        return {}  # As for most kinds of label and note of most concepts.
    found: dict[str, list[str]] = defaultdict(list)
    for text, language in literals(values, predicate):
        found[language].append(text)
    return {language: tuple(found[language]) for language in sorted(found)}


def one_by_language(values: Values, predicate: str) -> dict[str, str]:
    """Return the first literal in each language."""
    return {language: texts[0] for language, texts in _by_language(values, predicate).items()}


def _plain(item: Value) -> str:
    return str(item) if isinstance(item, str) else item[0]


def all_texts(values: Values, predicate: str) -> tuple[str, ...]:
    """Return the values of a property, literals and resources, as bare texts."""
    return tuple(_plain(item) for item in values.get(predicate, ()))


def first_text(values: Values, predicate: str) -> str:
    """Return the first value of a property as bare text, empty where there is none."""
    return next(iter(all_texts(values, predicate)), "")


def local_name(iri: str) -> str:
    """Return what stands after the last slash or hash of an IRI."""
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]
