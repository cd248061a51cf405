"""What a declaration may state: the properties of the model and the codes they take.

Read from `vocab/declaration-model.ttl` and the schemes, so that a terminologist who adds a
property, a heading or a coded value changes what is read and checked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from lexique.headings import heading_key
from lexique.model import Text
from lexique.namespaces import LEX, RDF, RDFS, SKOS, XSD
from lexique.rdf import Literal, Term, Triple

_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.notation, LEX["cellForm"])
"""What stands for a concept in a cell; a cell form does so in its own column only."""


class Property(NamedTuple):
    """One property of a declaration."""

    name: str
    """Local name in our ontology: `mandateStart`."""
    range_iri: str
    label: Text
    comment: Text
    is_multiple: bool = False
    is_quotable: bool = False
    is_personal: bool = False
    """True where no declaration may hold it: it identifies the person or reveals their health."""
    is_derived: bool = False
    is_free_text: bool = False
    fallback: str | None = None
    """Name of the property that takes a text which is none of the codes."""
    template_order: int | None = None

    @property
    def iri(self) -> str:
        """The IRI of the property."""
        return LEX[self.name]

    @property
    def is_coded(self) -> bool:
        """True where the value is a concept."""
        return self.range_iri.startswith(LEX.iri)


@dataclass(frozen=True)
class DeclarationModel:
    """The properties by name, and the concepts and labels of each class of codes."""

    properties: Mapping[str, Property]
    members: Mapping[str, tuple[str, ...]]
    """IRI of a class that some property ranges over to the IRIs of its concepts, sorted."""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """IRI of a concept to its preferred labels by language."""
    broader: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notations: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """IRI of a class to its concepts by the key of each label."""

    @classmethod
    def from_triples(cls, triples: Iterable[Triple]) -> DeclarationModel:
        """Return the model that the vocabulary states."""
        described: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in triples:
            described[subject][predicate].append(value)
        properties = {
            item.name: item
            for iri, values in sorted(described.items())
            if LEX["DeclarationProperty"] in values.get(RDF.type, ())
            for item in (_property(iri, values),)
        }
        coded = {item.range_iri for item in properties.values() if item.is_coded}
        members: dict[str, list[str]] = defaultdict(list)
        for iri, values in sorted(described.items()):
            for kind in values.get(RDF.type, ()):
                if kind in coded:
                    members[str(kind)].append(iri)
        return cls(
            properties=properties,
            members={kind: tuple(iris) for kind, iris in members.items()},
            labels={
                iri: _by_language(values, SKOS.prefLabel)
                for iri, values in described.items()
                if SKOS.prefLabel in values
            },
            broader={
                iri: tuple(str(item) for item in values[SKOS.broader])
                for iri, values in described.items()
                if SKOS.broader in values
            },
            notations={
                iri: item.value
                for iri, values in described.items()
                for item in values.get(SKOS.notation, ())[:1]
                if isinstance(item, Literal)
            },
            keys={kind: _keys(iris, described) for kind, iris in members.items()},
        )

    @cached_property
    def by_iri(self) -> Mapping[str, Property]:
        """The properties by IRI."""
        return {item.iri: item for item in self.properties.values()}

    def label_of(self, iri: str) -> Text:
        """Return the preferred labels of a concept, else the end of its IRI."""
        found = self.labels.get(iri, {})
        slug = iri.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]
        return Text(fr=found.get("fr", slug), en=found.get("en", found.get("fr", slug)))

    def with_broader(self, iri: str) -> frozenset[str]:
        """Return a concept and everything broader."""
        found: set[str] = set()
        waiting = [iri]
        while waiting:
            item = waiting.pop()
            if item not in found:
                found.add(item)
                waiting.extend(self.broader.get(item, ()))
        return frozenset(found)

    @cached_property
    def template(self) -> tuple[Property, ...]:
        """The properties that an empty export has as columns, in order."""
        ordered = [item for item in self.properties.values() if item.template_order is not None]
        return tuple(sorted(ordered, key=lambda item: (item.template_order or 0, item.name)))


def _property(iri: str, values: Mapping[str, list[Term]]) -> Property:
    def is_true(name: str) -> bool:
        return any(isinstance(item, Literal) and item.value == "true" for item in values[LEX[name]])

    def first(predicate: str) -> Term | None:
        return next(iter(values.get(predicate, ())), None)

    kinds = values[RDF.type]
    order, fallback = first(LEX["templateOrder"]), first(LEX["fallback"])
    return Property(
        name=iri.removeprefix(LEX.iri),
        range_iri=str(first(RDFS.range) or XSD.string),
        label=_text(values, RDFS.label),
        comment=_text(values, RDFS.comment),
        is_multiple=is_true("isMultiple"),
        is_quotable=is_true("isQuotable"),
        is_personal=LEX["PersonalDataProperty"] in kinds,
        is_derived=LEX["DerivedProperty"] in kinds,
        is_free_text=LEX["FreeTextProperty"] in kinds,
        fallback=str(fallback).removeprefix(LEX.iri) if fallback else None,
        template_order=int(order.value) if isinstance(order, Literal) else None,
    )


def _by_language(values: Mapping[str, list[Term]], predicate: str) -> dict[str, str]:
    return {
        item.language: item.value
        for item in values.get(predicate, ())
        if isinstance(item, Literal) and item.language
    }


def _text(values: Mapping[str, list[Term]], predicate: str) -> Text:
    found = _by_language(values, predicate)
    return Text(fr=found.get("fr", ""), en=found.get("en", ""))


def _keys(iris: Iterable[str], described: Mapping[str, Mapping[str, list[Term]]]) -> dict[str, str]:
    """Return concept by key of label; a key that two concepts share names neither."""
    found: dict[str, set[str]] = defaultdict(set)
    for iri in iris:
        for predicate in _LABELS:
            for label in described[iri].get(predicate, ()):
                if isinstance(label, Literal):
                    found[heading_key(label.value)].add(iri)
    return {key: min(named) for key, named in found.items() if len(named) == 1}
