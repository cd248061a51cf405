"""The vocabulary itself: complete, sourced, read alike by two libraries, and obeying its shapes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyshacl import validate
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, RDF, SH, SKOS

import lexique

ROOT = Path(__file__).parent.parent
FILES = sorted(path for path in (ROOT / "vocab").rglob("*.ttl") if "pending" not in path.parts)
SHAPES = ROOT / "shapes" / "vocabulary.ttl"
FAULTS = ROOT / "tests" / "data" / "vocabulary-faults.ttl"

LEX = rdflib.Namespace("https://w3id.org/lexique/ns#")
LEVEL = rdflib.Namespace("https://w3id.org/lexique/level/")
ROLE = rdflib.Namespace("https://w3id.org/lexique/role/")
SHAPE = rdflib.Namespace("https://w3id.org/lexique/shape/")
SOURCE = rdflib.Namespace("https://w3id.org/lexique/source/")
SKOSXL = rdflib.Namespace("http://www.w3.org/2008/05/skos-xl#")
VALUE = rdflib.Namespace("https://w3id.org/lexique/value/")

CHARACTERISTICS = {
    "C1": {LEX.livedExperience},
    "C2": {LEX.sameSituation},
    "C3": {LEX.contact},
    "C4": {LEX.addressee},
    "C5": {LEX.mandate},
    "C6": {LEX.requiredTraining},
    "C7": {LEX.exerciseStatus},
    "C8": {LEX.teamPosition},
    "C9": {LEX.voice},
    "C10": {LEX.typicalMinLevel, LEX.levelApplicability},
    "C11": {LEX.domain},
    "C12": {LEX.legalAnchor},
}
"""The delimiting characteristics of ISO 704, each with the properties of which one states it."""


@cache
def vocabulary() -> rdflib.Graph:
    """Return all files of the vocabulary as one graph; it is not changed."""
    graph = rdflib.Graph()
    for path in FILES:
        graph.parse(path, format="turtle")
    return graph


@cache
def shapes() -> rdflib.Graph:
    """Return the shapes of the vocabulary; the graph is not changed."""
    return rdflib.Graph().parse(SHAPES, format="turtle")


def roles() -> Iterator[rdflib.term.Node]:
    """Yield every role but the abstract one that only groups others."""
    graph = vocabulary()
    for role in sorted(graph.subjects(RDF.type, LEX.Role)):
        if (role, LEX.abstract, rdflib.Literal(True)) not in graph:
            yield role


def reported(graph: rdflib.Graph) -> set[tuple[str, str]]:
    """Return (focus node, shape) of every result that pySHACL finds in `graph`."""
    _, report, _ = validate(graph, shacl_graph=shapes(), inference="none")
    assert isinstance(report, rdflib.Graph)
    return {
        (str(report.value(result, SH.focusNode)), str(report.value(result, SH.sourceShape)))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def as_oxigraph(path: Path) -> rdflib.Graph:
    """Return what pyoxigraph reads in a Turtle file, as a graph of rdflib."""
    triples = pyoxigraph.parse(path.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE)
    lines = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=lines, format="nt")


def test_the_vocabulary_satisfies_its_shapes() -> None:
    assert reported(vocabulary()) == set()


def named_shapes() -> list[str]:
    return sorted(
        str(shape)[len(SHAPE) :]
        for shape in shapes().subjects(SH.severity, None)
        if isinstance(shape, rdflib.URIRef)
    )


@cache
def faults_reported() -> set[tuple[str, str]]:
    """Return what is found in the file of faults (the vocabulary itself is not mixed in)."""
    return reported(rdflib.Graph().parse(FAULTS, format="turtle"))


@pytest.mark.parametrize("name", named_shapes())
def test_each_shape_reports_its_fault(name: str) -> None:
    fault = f"https://example.org/fault/{name}"

    assert (fault, str(SHAPE[name])) in faults_reported()


@pytest.mark.parametrize("name", named_shapes())
def test_each_shape_says_what_is_wrong_and_how_to_mend_it_in_both_languages(name: str) -> None:
    for predicate in (SH.message, LEX.mend):
        texts = list(shapes().objects(SHAPE[name], predicate))

        assert {text.language for text in texts} == {"en", "fr"}, predicate
        assert len(texts) == 2


def test_every_role_has_all_twelve_characteristics() -> None:
    graph = vocabulary()
    missing = [
        (str(role), code)
        for role in roles()
        for code, properties in CHARACTERISTICS.items()
        if not any((role, property_, None) in graph for property_ in properties)
    ]

    assert missing == []


def test_at_least_one_characteristic_separates_any_two_roles() -> None:
    graph = vocabulary()
    stated = sorted({property_ for group in CHARACTERISTICS.values() for property_ in group})
    stated += [LEX.typicalMaxLevel, LEX.legalBasis, LEX.engagement]
    alike: dict[object, list[str]] = {}
    for role in roles():
        profile = tuple(frozenset(graph.objects(role, property_)) for property_ in stated)
        alike.setdefault(profile, []).append(str(role))

    assert [group for group in alike.values() if len(group) > 1] == []


def test_one_term_is_preferred_per_concept_language_and_jurisdiction() -> None:
    graph = vocabulary()
    preferred: dict[object, list[str]] = {}
    for term in graph.subjects(LEX.administrativeStatus, VALUE.preferred):
        form = graph.value(term, SKOSXL.literalForm)
        place = (graph.value(term, LEX.designates), graph.value(term, LEX.jurisdiction))
        preferred.setdefault((*place, form.language), []).append(str(form))

    assert [forms for forms in preferred.values() if len(forms) > 1] == []


def test_the_history_note_of_a_superseded_term_names_what_replaced_it() -> None:
    graph = vocabulary()
    silent = [
        str(term)
        for term in graph.subjects(LEX.administrativeStatus, VALUE.superseded)
        if {note.language for note in graph.objects(term, SKOS.historyNote)} != {"en", "fr"}
    ]

    assert silent == []


def test_every_concept_is_defined_once_in_french_and_once_in_english() -> None:
    graph = vocabulary()
    faulty = {
        str(concept)
        for concept in graph.subjects(RDF.type, SKOS.Concept)
        if sorted(text.language for text in graph.objects(concept, SKOS.definition)) != ["en", "fr"]
    }

    assert faulty == set()


def test_no_definition_leans_on_an_unverified_source() -> None:
    graph = vocabulary()
    unverified = set(graph.subjects(LEX.verification, VALUE.unverified)) - {
        SOURCE["lexique-editorial"]
    }
    leaning = {
        (str(concept), str(source))
        for concept, source in graph.subject_objects(LEX.definitionSource)
        if source in unverified
    }

    assert leaning == set()


def test_no_role_is_defined_by_an_editorial_choice_alone() -> None:
    graph = vocabulary()
    editorial = {SOURCE["lexique-editorial"]}
    alone = [
        str(role) for role in roles() if set(graph.objects(role, LEX.definitionSource)) <= editorial
    ]

    assert alone == []


def test_the_lowest_typical_level_is_not_above_the_highest() -> None:
    graph = vocabulary()

    def rank(role: rdflib.term.Node, property_: rdflib.URIRef) -> int:
        return int(graph.value(graph.value(role, property_), LEX.ordinal))

    crossed = [
        str(role)
        for role in graph.subjects(LEX.typicalMinLevel, None)
        if rank(role, LEX.typicalMinLevel) > rank(role, LEX.typicalMaxLevel)
    ]

    assert crossed == []


def test_the_ordered_collection_of_levels_agrees_with_their_ranks() -> None:
    graph = vocabulary()
    for collection, members in graph.subject_objects(SKOS.memberList):
        ranks = [int(graph.value(level, LEX.ordinal)) for level in graph.items(members)]

        assert ranks == list(range(1, len(ranks) + 1)), collection


def test_a_distinction_is_named_after_its_two_roles() -> None:
    graph = vocabulary()
    for distinction in graph.subjects(RDF.type, LEX.Distinction):
        pair = sorted(str(role)[len(ROLE) :] for role in graph.objects(distinction, LEX.between))

        assert str(distinction).endswith("/" + "--".join(pair))


def test_peer_supporter_and_patient_partner_are_related_and_neither_above_the_other() -> None:
    graph = vocabulary()
    peer, partner = ROLE["pair-aidant"], ROLE["patient-partenaire"]

    assert (peer, SKOS.related, partner) in graph
    assert peer not in set(graph.transitive_objects(partner, SKOS.broader))
    assert partner not in set(graph.transitive_objects(peer, SKOS.broader))


@pytest.mark.parametrize(
    ("role", "lowest", "highest"),
    [
        ("patient-temoin", "consultation", "consultation"),
        ("patient-conseiller", "consultation", "collaboration"),
        ("representant-des-usagers", "consultation", "partenariat"),
        ("patient-ressource", "collaboration", "partenariat"),
        ("patient-formateur", "collaboration", "partenariat"),
        ("patient-co-chercheur", "collaboration", "partenariat"),
        ("patient-partenaire", "collaboration", "partenariat"),
        ("patient-leader", "partenariat", "partenariat"),
    ],
)
def test_roles_have_the_levels_that_the_evidence_gives(
    role: str, lowest: str, highest: str
) -> None:
    graph = vocabulary()

    assert graph.value(ROLE[role], LEX.typicalMinLevel) == LEVEL[lowest]
    assert graph.value(ROLE[role], LEX.typicalMaxLevel) == LEVEL[highest]


@pytest.mark.parametrize(
    "role",
    ["pair-aidant", "patient-accompagnateur", "mediateur-en-sante", "mediateur-de-sante-pair"],
)
def test_no_level_applies_to_roles_turned_to_peers_or_the_public(role: str) -> None:
    applicability = vocabulary().value(ROLE[role], LEX.levelApplicability)

    assert applicability == VALUE["level-not-applicable"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_both_libraries_read_a_file_alike_and_a_round_trip_keeps_it(path: Path) -> None:
    by_rdflib = rdflib.Graph().parse(path, format="turtle")
    again = rdflib.Graph().parse(data=by_rdflib.serialize(format="turtle"), format="turtle")

    assert isomorphic(by_rdflib, as_oxigraph(path))
    assert isomorphic(by_rdflib, again)


def test_no_blank_node_stands_in_the_vocabulary_but_for_lists() -> None:
    graph = vocabulary()
    others = {
        (str(subject), str(predicate))
        for subject, predicate, _ in graph
        if isinstance(subject, rdflib.BNode) and predicate not in (RDF.first, RDF.rest)
    }

    assert others == set()


def test_schemes_say_that_the_content_awaits_review() -> None:
    graph = vocabulary()
    under_development = rdflib.URIRef("http://purl.org/adms/status/UnderDevelopment")
    status = rdflib.URIRef("http://www.w3.org/ns/adms#status")
    for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme):
        assert (scheme, status, under_development) in graph
        assert (scheme, DCTERMS.license, None) in graph


def test_every_label_and_every_attested_form_gets_an_answer() -> None:
    """Words of the small schemes and of coded values (*parle en son nom*) once raised KeyError."""
    lexicon = lexique.load()
    texts = {
        text
        for concept in lexicon.concepts()
        for text in (
            *concept.pref_labels.values(),
            *(form for item in lexicon.designations_of(concept) for form in item.attested_forms),
        )
    }

    answers = list(lexicon.harmonise_many(sorted(texts)))

    assert len(answers) == len(texts)
    assert all(reading.concept.group != "value" for item in answers for reading in item.readings)
