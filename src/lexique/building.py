"""From statements to concepts and designations: the place where RDF stops.

Our own vocabulary states designations (`skosxl:Label`, `lex:designates`); any other SKOS
vocabulary states plain labels, which become designations of the status that SKOS gives them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from lexique.compiling import Contents, PropertyNumbers, concept_row, stated_row
from lexique.errors import OwnDataError
from lexique.index import MOST_LABELS, NEUTRAL
from lexique.keys import neutral_rows
from lexique.messages import say
from lexique.model import Concept, Designation, Group, Reference, Status
from lexique.namespaces import DCTERMS, LEX, RDF, SKOS, SKOSXL, VALUE
from lexique.neutral import neutral_key
from lexique.stated import (
    Value,
    Values,
    all_texts,
    concept_from,
    first_text,
    literals,
    one_by_language,
    plain_designations,
    plain_labels,
)

if TYPE_CHECKING:
    from lexique.rdf.terms import PlainResource, Statement, Triple

GROUP_BY_CLASS = {
    LEX["Role"]: Group.ROLE,
    LEX["PersonClass"]: Group.PERSON,
    LEX["Neighbour"]: Group.NEIGHBOUR,
    LEX["Level"]: Group.LEVEL,
    LEX["Domain"]: Group.DOMAIN,
    LEX["Status"]: Group.STATUS,
    LEX["Training"]: Group.TRAINING,
    LEX["Mission"]: Group.MISSION,
    LEX["Safeguard"]: Group.SAFEGUARD,
    LEX["Experience"]: Group.EXPERIENCE,
    LEX["Seat"]: Group.SEAT,
    LEX["Body"]: Group.BODY,
    LEX["Value"]: Group.VALUE,
    LEX["FrameworkLevel"]: Group.VALUE,
}
_XL_LABELS = {
    SKOSXL.prefLabel: SKOS.prefLabel,
    SKOSXL.altLabel: SKOS.altLabel,
    SKOSXL.hiddenLabel: SKOS.hiddenLabel,
}
_TYPE, _CONCEPT = RDF.type, SKOS.Concept
_NO_CONCEPT = {SKOS.ConceptScheme, SKOS.Collection, SKOS.OrderedCollection, SKOSXL.Label}


def contents_of(statements: Iterable[Statement | Triple]) -> Contents:
    """Return what `statements` say of concepts and designations; raises as below."""
    return contents_of_resources(
        (statement[0], {statement[1]: [statement[2]]}) for statement in statements
    )


def contents_of_resources(resources: Iterable[PlainResource]) -> Contents:
    """Return what is said of concepts and designations; a resource may come several times.

    Raises OwnDataError where our own vocabulary prefers one label for two concepts of a group.
    """
    described: dict[str, dict[str, list[Value]]] = {}
    for iri, values in resources:
        known = described.setdefault(iri, values)
        if known is not values:
            for predicate, items in values.items():
                known.setdefault(predicate, []).extend(items)
    _resolve_xl_labels(described)
    classes = GROUP_BY_CLASS.keys()
    is_ours = any(not classes.isdisjoint(values.get(_TYPE, ())) for values in described.values())
    return _own_contents(described) if is_ours else _plain_contents(described)


def _own_contents(described: Mapping[str, Values]) -> Contents:
    concepts = _concepts(described)
    designations = list(_designations(described, concepts))
    numbered = list(enumerate(designations, start=1))
    _refuse_clashes(concepts.values())
    return Contents(
        meta={
            **_meta(len(concepts), {item.language for item in designations}),
            "ours": "1",
            "jurisdictions": " ".join(sorted({item.jurisdiction for item in designations})),
            **_general_neighbours(concepts.values()),
        },
        concepts=[concept_row(concepts[iri]) for iri in sorted(concepts)],
        designations=numbered,
        keys=[row for number, item in numbered for row in neutral_rows(number, item)],
        references=list(_references(described)),
        distinctions=list(_distinctions(described)),
    )


def _plain_contents(described: Mapping[str, Values]) -> Contents:
    """Return the concepts of any other vocabulary, as they are stated."""
    stated = [(iri, described[iri]) for iri in sorted(described) if _is_concept(described[iri])]
    languages: set[str] = set()
    keys: list[tuple[str, str, int, str]] = []
    for number, (_, values) in enumerate(stated, start=1):
        for place, (form, language, _) in enumerate(plain_labels(values), number * MOST_LABELS):
            keys.append((NEUTRAL, neutral_key(form), place, form))
            languages.add(language)
    numbers = PropertyNumbers()
    return Contents(
        concepts=[stated_row(iri, values, numbers) for iri, values in stated],
        meta={**_meta(len(stated), languages), "ours": "", "properties": " ".join(numbers)},
        designations=(),
        keys=keys,
        references=(),
        distinctions=(),
    )


def _meta(n_concepts: int, languages: Iterable[str]) -> dict[str, str]:
    return {"n_concepts": str(n_concepts), "languages": " ".join(sorted(languages))}


def _resolve_xl_labels(described: dict[str, dict[str, list[Value]]]) -> None:
    """State a plain label wherever a vocabulary states an extended one (SKOS-XL, S55 to S57)."""
    for values in list(described.values()):
        for extended, plain in _XL_LABELS.items():
            for label in values.get(extended, ()):
                forms = described.get(str(label), {}).get(SKOSXL.literalForm, ())
                known = values.setdefault(plain, [])
                known.extend(form for form in forms if form not in known)


def _concepts(described: Mapping[str, Values]) -> dict[str, Concept]:
    """Return the concepts of our own vocabulary, and the properties that headings designate."""
    concepts: dict[str, Concept] = {}
    for iri, values in described.items():
        kinds = values.get(RDF.type, ())
        group = next((GROUP_BY_CLASS[str(kind)] for kind in kinds if kind in GROUP_BY_CLASS), None)
        if group is not None:
            concepts[iri] = concept_from(iri, group, values)
    named = {first_text(values, LEX["designates"]) for values in described.values()}
    for iri in sorted(named - {""} - concepts.keys()):
        if LEX.name_of(iri):
            concepts[iri] = concept_from(iri, Group.PROPERTY, described.get(iri, {}))
    return concepts


def _is_concept(values: Values) -> bool:
    """Tell whether a resource is a concept: typed so, or labelled and nothing else of SKOS."""
    kinds = values.get(_TYPE, ())
    if not _NO_CONCEPT.isdisjoint(kinds):
        return False
    return _CONCEPT in kinds or next(plain_labels(values), None) is not None


def _designations(
    described: Mapping[str, Values], concepts: Mapping[str, Concept]
) -> Iterator[Designation]:
    """Yield what our vocabulary states of its terms; plain labels where it states none."""
    named: set[str] = set()
    for iri in sorted(described):
        values = described[iri]
        concept_iri = first_text(values, LEX["designates"])
        form = next(literals(values, SKOSXL.literalForm), None)
        if concept_iri in concepts and form is not None:
            named.add(concept_iri)
            yield _own_designation(iri, concept_iri, form, values)
    for iri in sorted(concepts.keys() - named):
        yield from plain_designations(iri, described.get(iri, {}))


def _own_designation(
    iri: str, concept_iri: str, form: tuple[str, str], values: Values
) -> Designation:
    stated = VALUE.name_of(first_text(values, LEX["administrativeStatus"])) or "admitted"
    return Designation(
        iri=iri,
        form=form[0],
        language=form[1],
        concept_iri=concept_iri,
        status=Status(stated),
        jurisdiction=first_text(values, LEX["jurisdiction"]),
        attested_forms=all_texts(values, LEX["attestedForm"]),
        source_iris=all_texts(values, DCTERMS.source),
        cues=all_texts(values, LEX["cue"]),
        needs_cue=first_text(values, LEX["needsCue"]) == "true",
        term_type=VALUE.name_of(first_text(values, LEX["termType"])) or "full-form",
    )


def _general_neighbours(concepts: Iterable[Concept]) -> dict[str, str]:
    """Return the abstract neighbour of each kind: what *association de ...* is answered with."""
    found: dict[str, str] = {}
    for concept in concepts:
        kind = VALUE.name_of(next(iter(concept.statements.get("neighbourKind", ())), ""))
        if (
            concept.group is Group.NEIGHBOUR
            and kind
            and "true" in concept.statements.get("abstract", ())
        ):
            found[f"general:{kind}"] = concept.iri
    return found


def _references(described: Mapping[str, Values]) -> Iterator[Reference]:
    for iri in sorted(described):
        values = described[iri]
        if LEX["Source"] in values.get(RDF.type, ()):
            verification = VALUE.name_of(first_text(values, LEX["verification"]))
            yield Reference(
                iri=iri,
                title=first_text(values, DCTERMS.title),
                issuer=first_text(values, DCTERMS.publisher),
                year=first_text(values, DCTERMS.issued),
                url=first_text(values, LEX["url"]),
                verification=verification or "unverified",
            )


def _distinctions(described: Mapping[str, Values]) -> Iterator[tuple[str, str, str, str]]:
    for iri in sorted(described):
        pair = sorted(all_texts(described[iri], LEX["between"]))
        if len(pair) == 2:
            said = one_by_language(described[iri], LEX["difference"])
            yield pair[0], pair[1], said.get("fr", ""), said.get("en", "")


def _refuse_clashes(concepts: Iterable[Concept]) -> None:
    """Raise OwnDataError naming every label that two concepts of one group prefer."""
    holders: dict[tuple[Group, str, str], list[str]] = defaultdict(list)
    for concept in concepts:
        for language, label in concept.pref_labels.items():
            holders[concept.group, language, label.casefold()].append(concept.slug)
    clashes = [
        f"« {label} »@{language}: {', '.join(sorted(slugs))}"
        for (group, language, label), slugs in sorted(holders.items())
        if len(slugs) > 1 and group not in (Group.VALUE, Group.PROPERTY)
    ]
    if clashes:
        raise OwnDataError(
            say("two concepts prefer one label: {clashes}", clashes="; ".join(clashes)),
            mend=say("Keep it as preferred of one concept; make it admitted of the other."),
        )
