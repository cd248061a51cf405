"""Our own vocabulary: concepts of several kinds, designations, sources and distinctions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from lexique.errors import OwnDataError
from lexique.messages import say
from lexique.model import Concept, Designation, Group, Reference, Status, Text
from lexique.namespaces import DCTERMS, LEX, RDF, SKOSXL, VALUE
from lexique.rdf.stated import (
    Values,
    all_texts,
    concept_from,
    first_text,
    literals,
    one_by_language,
    plain_designations,
)
from lexique.vocabulary.compiling import Contents, common_meta, concept_row
from lexique.vocabulary.keys import neutral_keys

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


def own_contents(described: Mapping[str, Values]) -> Contents:
    """Return what our own vocabulary holds, keyed by the IRIs of its resources.

    Raises OwnDataError where it prefers one label for two concepts of a group.
    """
    concepts = _concepts(described)
    designations = list(_designations(described, concepts))
    numbered = list(enumerate(designations, start=1))
    _refuse_clashes(concepts.values())
    return Contents(
        meta={
            **common_meta(len(concepts), {item.language for item in designations}),
            "ours": "1",
            "jurisdictions": " ".join(sorted({item.jurisdiction for item in designations})),
            **_general_neighbours(concepts.values()),
        },
        concepts=[concept_row(concepts[iri]) for iri in sorted(concepts)],
        designations=numbered,
        keys=[row for number, item in numbered for row in neutral_keys(number, item)],
        references=list(_references(described)),
        distinctions=list(_distinctions(described)),
    )


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
        flagged=_in_both_languages(values, LEX["flagged"]),
    )


def _in_both_languages(values: Values, property_iri: str) -> Text | None:
    found = one_by_language(values, property_iri)
    return Text(found["fr"], found["en"]) if {"fr", "en"} <= found.keys() else None


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
