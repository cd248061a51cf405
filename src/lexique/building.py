"""From statements to the contents of an index: the place where RDF stops.

Our own vocabulary states designations (`skosxl:Label`, `lex:designates`); any other SKOS
vocabulary states plain labels, which become designations of the status that SKOS gives them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from lexique.compiling import Contents, NeutralKey, common_meta, stated_row
from lexique.index import MOST_LABELS
from lexique.namespaces import RDF, SKOS, SKOSXL
from lexique.neutral import neutral_key
from lexique.own_vocabulary import GROUP_BY_CLASS, own_contents
from lexique.stated import LABELS, Properties, Stated, values_of

if TYPE_CHECKING:
    from lexique.rdf.terms import PlainResource, Statement, Triple

_XL_LABELS = {
    SKOSXL.prefLabel: SKOS.prefLabel,
    SKOSXL.altLabel: SKOS.altLabel,
    SKOSXL.hiddenLabel: SKOS.hiddenLabel,
}
_NO_CONCEPT = {SKOS.ConceptScheme, SKOS.Collection, SKOS.OrderedCollection, SKOSXL.Label}


def contents_of(statements: Iterable[Statement | Triple]) -> Contents:
    """Return what `statements` say of concepts and designations; raises as below."""
    properties = Properties()

    def stated(predicate: str, value: str | tuple[str, ...]) -> Stated:
        if isinstance(value, str):
            return properties[predicate], value, None
        return properties[predicate], value[0], value[1]

    resources = ((item[0], [stated(item[1], item[2])]) for item in statements)
    return contents_of_resources(resources, properties)


def contents_of_resources(resources: Iterable[PlainResource], properties: Properties) -> Contents:
    """Return what is said of concepts and designations; a resource may come several times.

    `properties` numbers those of the statements. Raises OwnDataError where our own vocabulary
    prefers one label for two concepts of a group.
    """
    described: dict[str, list[Stated]] = {}
    for iri, stated in resources:
        known = described.setdefault(iri, stated)
        if known is not stated:
            known.extend(stated)
    _resolve_xl_labels(described, properties)
    type_ = properties[RDF.type]
    types = {item[1] for stated in described.values() for item in stated if item[0] == type_}
    if types.isdisjoint(GROUP_BY_CLASS):
        return _plain_contents(described, properties)
    names = list(properties)
    return own_contents({iri: values_of(stated, names) for iri, stated in described.items()})


def _plain_contents(described: Mapping[str, Sequence[Stated]], properties: Properties) -> Contents:
    """Return the concepts of any other vocabulary, as they are stated."""
    concepts = _concepts(described, properties)
    ranks = {properties[name]: rank for rank, name in enumerate(LABELS)}
    languages: set[str] = set()
    keys: list[NeutralKey] = []
    for number, (_, stated) in enumerate(concepts, start=1):
        labels = [item for item in stated if item[0] in ranks and item[2] is not None]
        # The order in which `plain_designations` gives them when they are asked for.
        labels.sort(key=lambda item: ranks[item[0]])
        for place, (_, form, language) in enumerate(labels, number * MOST_LABELS):
            keys.append((neutral_key(form), place, form))
            languages.add(language or "")
    return Contents(
        meta={
            **common_meta(len(concepts), languages),
            "ours": "",
            "properties": " ".join(properties),
        },
        concepts=[stated_row(iri, stated) for iri, stated in concepts],
        designations=(),
        keys=keys,
        references=(),
        distinctions=(),
    )


def _concepts(
    described: Mapping[str, Sequence[Stated]], properties: Properties
) -> list[tuple[str, Sequence[Stated]]]:
    """Return what is typed as a concept, or labelled and nothing else of SKOS, by IRI."""
    type_, labels = properties[RDF.type], {properties[name] for name in LABELS}
    found = []
    for iri in sorted(described):
        stated = described[iri]
        kinds = [text for number, text, _ in stated if number == type_]
        is_named = SKOS.Concept in kinds or any(item[0] in labels for item in stated)
        if is_named and _NO_CONCEPT.isdisjoint(kinds):
            found.append((iri, stated))
    return found


def _resolve_xl_labels(described: Mapping[str, list[Stated]], properties: Properties) -> None:
    """State a plain label wherever a vocabulary states an extended one (SKOS-XL, S55 to S57)."""
    plain_of = {
        properties[extended]: properties[plain]
        for extended, plain in _XL_LABELS.items()
        if extended in properties
    }
    if not plain_of:
        return
    literal_form = properties[SKOSXL.literalForm]
    for stated in described.values():
        for extended, label, _ in list(stated):
            if extended in plain_of:
                for number, form, language in described.get(label, ()):
                    plain = (plain_of[extended], form, language)
                    if number == literal_form and plain not in stated:
                        stated.append(plain)
