"""A vocabulary small enough to read, made of statements: for tests of the linguistic engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lexique.lexicon import Lexicon
from lexique.namespaces import BASE, LEX, RDF, SKOS, SKOSXL, VALUE
from lexique.rdf import Iri, Literal, Statement

CLASS_BY_GROUP = {
    "role": "Role",
    "person": "PersonClass",
    "neighbour": "Neighbour",
    "status": "Status",
    "domain": "Domain",
    "training": "Training",
    "seat": "Seat",
    "body": "Body",
    "level": "Level",
}


class Term(NamedTuple):
    """One designation: form, concept as `group:slug`, and what else is stated of it."""

    form: str
    concept: str
    language: str = "fr"
    jurisdiction: str = "FR"
    cues: tuple[str, ...] = ()
    needs_cue: bool = False
    status: str = "preferred"
    attested: tuple[str, ...] = ()


ROLES = (
    Term("patient partenaire", "role:patient-partenaire"),
    Term("patient expert", "role:patient-expert", cues=("EUPATI",)),
    Term("patient expert", "role:patient-partenaire", status="deprecated", cues=("HCL",)),
    Term("patient formateur", "role:patient-formateur", cues=("faculté",)),
    Term("patient formateur", "role:patient-intervenant-etp", cues=("ETP",)),
    Term("patient enseignant", "role:patient-enseignant"),
    Term("patient ressource", "role:patient-ressource"),
    Term("pair-aidant", "role:pair-aidant"),
    Term("pair-aidant familial", "role:pair-aidant-familial"),
    Term("pair-aidant famille", "role:pair-aidant-familial", status="admitted"),
    Term("médiateur de santé-pair", "role:mediateur-de-sante-pair"),
    Term("MSP", "role:mediateur-de-sante-pair", needs_cue=True, cues=("psychiatrie",)),
    Term("MSP", "neighbour:maison-de-sante", needs_cue=True, cues=("cabinet",)),
    Term("maison de santé pluriprofessionnelle", "neighbour:maison-de-sante"),
    Term("médiateur", "role:mediateur-de-sante-pair", needs_cue=True, cues=("psychiatrie",)),
    Term("médiateur", "role:mediateur-en-sante", needs_cue=True, cues=("quartier",)),
    Term("médiateur", "neighbour:mediateur-litiges", needs_cue=True, cues=("litige",)),
    Term("médiateur en santé", "role:mediateur-en-sante"),
    Term("médiateur en santé", "neighbour:mediateur-litiges", jurisdiction="LU"),
    Term("représentant des usagers", "role:representant-des-usagers"),
    Term("RU", "role:representant-des-usagers", needs_cue=True, cues=("titulaire", "CDU")),
    Term("RU", "neighbour:restaurant", needs_cue=True, cues=("repas",)),
    Term("représentant des familles", "role:representant-cvs"),
    Term("proche aidant", "role:proche-aidant"),
    Term("intervenant-pair", "role:intervenant-pair"),
    Term("référent", "role:referent", needs_cue=True),
    Term("référent", "neighbour:referent-professionnel", needs_cue=True),
    Term("travailleur pair", "role:travailleur-pair"),
    Term("co-chercheur", "role:patient-co-chercheur"),
    Term("bénévole d’accompagnement", "role:benevole-d-accompagnement"),
    Term("bénévole", "role:benevole-associatif", needs_cue=True, cues=("association",)),
    Term("bénévole", "status:benevole"),
    Term("salarié", "status:salarie"),
    Term("oncologie", "domain:cancerologie"),
    Term("titulaire", "seat:titulaire"),
    Term("commission des usagers", "body:cdu"),
    Term("DU pair-aidance", "training:du-pair-aidance"),
    Term("patient", "person:patient"),
    Term("professionnel de santé", "person:professionnel-de-sante"),
    Term("patient traceur", "neighbour:patient-traceur"),
    Term("pair-aidance", "neighbour:pair-aidance"),
    Term("patient partenaire de ses soins", "neighbour:own-care"),
    Term("désignation de la personne de confiance", "neighbour:formulaire"),
    Term("personne de confiance", "role:personne-de-confiance"),
    Term("peer support worker", "role:pair-aidant-professionnel", "en", "INT"),
)
BELOW = {
    "role:patient-enseignant": "role:patient-partenaire",
    "role:patient-formateur": "role:patient-partenaire",
    "role:mediateur-de-sante-pair": "role:pair-aidant",
}
KINDS = {
    "neighbour:formulaire": "kind-document",
    "neighbour:pair-aidance": "kind-activity",
    "neighbour:maison-de-sante": "kind-body",
}


def _iri(name: str) -> Iri:
    group, _, slug = name.partition(":")
    return Iri(f"{BASE}{group}/{slug}")


def statements(terms: Iterable[Term] = ROLES) -> Iterator[Statement]:
    """Yield the statements that describe `terms` and their concepts."""
    chosen = list(terms)
    for name in dict.fromkeys(term.concept for term in chosen):
        kind = Iri(LEX[CLASS_BY_GROUP[name.split(":")[0]]])
        yield Statement(_iri(name), Iri(RDF.type), kind)
        yield Statement(_iri(name), Iri(SKOS.prefLabel), Literal(name.split(":")[1], "fr"))
        if name in BELOW:
            yield Statement(_iri(name), Iri(SKOS.broader), _iri(BELOW[name]))
        if name in KINDS:
            yield Statement(_iri(name), Iri(LEX["neighbourKind"]), Iri(VALUE[KINDS[name]]))
    for number, term in enumerate(chosen):
        iri = Iri(f"{BASE}term/{number:03}")
        yield Statement(iri, Iri(SKOSXL.literalForm), Literal(term.form, term.language))
        yield Statement(iri, Iri(LEX["designates"]), _iri(term.concept))
        yield Statement(iri, Iri(LEX["jurisdiction"]), Literal(term.jurisdiction))
        yield Statement(iri, Iri(LEX["administrativeStatus"]), Iri(VALUE[term.status]))
        for cue in term.cues:
            yield Statement(iri, Iri(LEX["cue"]), Literal(cue, "fr"))
        for form in term.attested:
            yield Statement(iri, Iri(LEX["attestedForm"]), Literal(form, "fr"))
        if term.needs_cue:
            yield Statement(iri, Iri(LEX["needsCue"]), Literal("true"))


def small_lexicon(terms: Iterable[Term] = ROLES) -> Lexicon:
    """Return the Lexicon of `terms`."""
    return Lexicon.from_statements(statements(terms))
