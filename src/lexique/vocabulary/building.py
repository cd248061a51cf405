"""From statements to the contents of an index: the place where RDF stops.

Our own vocabulary states designations (`skosxl:Label`, `lex:designates`); any other SKOS
vocabulary states plain labels, which become designations of the status that SKOS gives them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import TYPE_CHECKING

from lexique.levelling.neutral import neutral_key
from lexique.namespaces import RDF, SKOS, SKOSXL
from lexique.rdf.stated import LABELS, Stated, Tags, pairs_of, values_of
from lexique.vocabulary.compiling import Contents, NeutralKey, common_meta, stated_row
from lexique.vocabulary.index import MOST_LABELS
from lexique.vocabulary.own_vocabulary import GROUP_BY_CLASS, own_contents

if TYPE_CHECKING:
    from lexique.rdf.terms import PlainResource, Statement, Triple

_XL_LABELS = {
    SKOSXL.prefLabel: SKOS.prefLabel,
    SKOSXL.altLabel: SKOS.altLabel,
    SKOSXL.hiddenLabel: SKOS.hiddenLabel,
}
_NO_CONCEPT = {SKOS.ConceptScheme, SKOS.Collection, SKOS.OrderedCollection, SKOSXL.Label}
_BY_RANK = itemgetter(0)


def contents_of(statements: Iterable[Statement | Triple]) -> Contents:
    """Return what `statements` say of concepts and designations; raises as below."""
    tags = Tags()

    def stated(predicate: str, value: str | tuple[str, ...]) -> Stated:
        if isinstance(value, str):
            return [tags[predicate, None], value]
        return [tags[predicate, value[1]], value[0]]

    resources = ((item[0], stated(item[1], item[2])) for item in statements)
    return contents_of_resources(resources, tags)


def contents_of_resources(resources: Iterable[PlainResource], tags: Tags) -> Contents:
    """Return what is said of concepts and designations; a resource may come several times.

    `tags` are those of the statements. Raises OwnDataError where our own vocabulary prefers one
    label for two concepts of a group.
    """
    described: dict[str, Stated] = {}
    for iri, stated in resources:
        known = described.setdefault(iri, stated)
        if known is not stated:
            known.extend(stated)
    _resolve_xl_labels(described, tags)
    type_ = tags[RDF.type, None]
    kinds = {
        text for stated in described.values() for tag, text in pairs_of(stated) if tag == type_
    }
    if kinds.isdisjoint(GROUP_BY_CLASS):
        return _plain_contents(described, tags)
    by_number = list(tags)
    return own_contents({iri: values_of(stated, by_number) for iri, stated in described.items()})


def _plain_contents(described: Mapping[str, Stated], tags: Tags) -> Contents:
    """Return the concepts of any other vocabulary, as they are stated."""
    ranks = _ranks_of_labels(tags)
    concepts = _concepts(described, tags, ranks)
    used: set[str] = set()
    keys: list[NeutralKey] = []
    for number, (_, stated) in enumerate(concepts, start=1):
        labels = [(ranks[tag], tag, text) for tag, text in pairs_of(stated) if tag in ranks]
        # The order in which `plain_designations` gives them when they are asked for.
        labels.sort(key=_BY_RANK)
        for place, (_, tag, form) in enumerate(labels, number * MOST_LABELS):
            keys.append((neutral_key(form), place, form))
            used.add(tag)
    languages = {language or "" for (_, language), tag in tags.items() if tag in used}
    return Contents(
        meta={**common_meta(len(concepts), languages), "ours": "", "tags": tags.written()},
        concepts=[stated_row(iri, stated) for iri, stated in concepts],
        designations=(),
        keys=keys,
        references=(),
        distinctions=(),
    )


def _ranks_of_labels(tags: Tags) -> dict[str, int]:
    """Return the place of each tag of a plain label among them, preferred labels first."""
    properties = list(LABELS)
    return {
        tag: properties.index(iri)
        for (iri, language), tag in tags.items()
        if iri in LABELS and language is not None
    }


def _concepts(
    described: Mapping[str, Stated], tags: Tags, labels: Mapping[str, int]
) -> list[tuple[str, Stated]]:
    """Return what is typed as a concept, or labelled and nothing else of SKOS, by IRI."""
    type_ = tags[RDF.type, None]
    found = []
    for iri in sorted(described):
        stated = described[iri]
        kinds = [text for tag, text in pairs_of(stated) if tag == type_]
        is_named = SKOS.Concept in kinds or not labels.keys().isdisjoint(stated[::2])
        if is_named and _NO_CONCEPT.isdisjoint(kinds):
            found.append((iri, stated))
    return found


def _resolve_xl_labels(described: Mapping[str, Stated], tags: Tags) -> None:
    """State a plain label wherever a vocabulary states an extended one (SKOS-XL, S55 to S57)."""
    plain_of = {tags[iri, None]: plain for iri, plain in _XL_LABELS.items() if (iri, None) in tags}
    if not plain_of:
        return
    languages = {
        tag: language for (iri, language), tag in tags.items() if iri == SKOSXL.literalForm
    }

    def plain_labels(stated: Stated) -> Iterator[tuple[str, str]]:
        for extended, label in pairs_of(stated):
            if extended in plain_of:
                for tag, form in pairs_of(described.get(label, [])):
                    if tag in languages:
                        yield tags[plain_of[extended], languages[tag]], form

    for stated in described.values():
        known = set(pairs_of(stated))
        for label in dict.fromkeys(plain_labels(stated)):
            if label not in known:
                stated.extend(label)
