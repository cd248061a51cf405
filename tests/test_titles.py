"""What a title says, on the whole vocabulary: laws that hold for every clear name of a role.

The heads, complements and spellings are a linguist's, not those that the program lists.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexique.loading import load
from lexique.model import Group, Outcome

LEXICON = load()
SLUG_BY_FORM = {
    designation.form: LEXICON.harmonise(designation.form).concepts[0]
    for concept in LEXICON.concepts(Group.ROLE)
    for designation in LEXICON.designations_of(concept)
    if designation.language == "fr" and designation.jurisdiction in ("FR", "INT")
    if LEXICON.harmonise(designation.form).outcome is Outcome.MATCHED
}
"""French names that have one answer."""
COMMON = (
    "patient partenaire", "pair-aidant", "médiateur de santé-pair", "médiateur en santé",
    "représentant des usagers", "proche aidant", "travailleur pair", "intervenant-pair",
    "bénévole d’accompagnement", "patient enseignant", "usager formateur", "pair-éducateur",
    "ambassadeur de santé", "patient ressource", "personne de confiance",
)  # fmt: skip
ENGLISH = (
    "peer support worker", "patient partner", "expert by experience", "carer representative",
    "patient safety partner", "lay member", "service user researcher", "family peer advocate",
    "patient and public voice partner", "public contributor", "peer health mediator",
)  # fmt: skip
VOWELS = tuple("aâeéèêiîoôuh")

clear_names = st.sampled_from(sorted(SLUG_BY_FORM))
common_names = st.sampled_from(COMMON)


def plural(name: str) -> str:
    """Return the name with the plural on each noun before the first complement."""
    nouns, mark, complement = re.match(r"(.*?)( (?:de|des|en) .*| d’.*|$)(.*)", name).groups()  # type: ignore[union-attr]
    words = re.split(r"([ -])", nouns)
    return "".join(w if w in " -" or w[-1] in "sx" else f"{w}s" for w in words) + mark + complement


def of(name: str) -> str:
    return f"d’{name}" if name.startswith(VOWELS) else f"de {name}"


def roles_said(text: str) -> set[str]:
    """Return the slugs of the roles among the readings."""
    found = LEXICON.harmonise(text)
    return {item.concept.slug for item in found.readings if item.concept.group is Group.ROLE}


@given(
    st.sampled_from(
        [
            "association", "collectif", "réseau", "comité", "formation", "guide", "projet",
            "thèse", "binôme", "vivier", "dossier", "brigade", "podcast", "métier", "baromètre",
            "permanence", "arrivée", "supervision", "cohorte", "relais", "trophée", "filière",
        ]
    ),
    st.sampled_from(["des {many}", "de {many}", "{of}", "pour les {many}", "par des {many}",
                     "« {many} »", "{many}"]),
    common_names,
)  # fmt: skip
def test_a_thing_is_never_the_role_in_its_name(head: str, build: str, name: str) -> None:
    text = f"{head} {build}".format(many=plural(name), of=of(name))

    assert roles_said(text) == set(), text


@given(
    st.sampled_from(
        [
            "coordinatrice", "responsable", "formatrice", "présidente", "psychologue", "collègue",
            "employeur", "mère", "infirmière", "chercheuse", "étudiante",
        ]
    ),
    st.sampled_from(
        ["des {}", "auprès des {}", "pour les {}", "des bénévoles et des {}", "du réseau et des {}"]
    ),
    common_names,
)  # fmt: skip
def test_a_person_who_serves_others_does_not_hold_their_role(
    head: str, build: str, name: str
) -> None:
    text = f"{head} {build.format(plural(name))}"

    assert SLUG_BY_FORM[name] not in roles_said(text), text


@given(
    clear_names,
    st.sampled_from(
        [
            "au CHU de Lille", "de l’hôpital Saint-Louis", "- CHU de Rennes", "(CHU de Bordeaux)",
            "à Lyon", "en Gironde", "depuis 2019", "à temps partiel", "au sein de l’association X",
            "de Médecins du monde", "à la Ligue contre le cancer", "H/F", "(F/H)", "expérimentée",
            "et infirmier", "et membre du comité", "stagiaire", "élu",
            "cancer du sein", "à mi-temps", "jusqu’en 2023", "(vacataire)", "francophone",
            "deux jours par semaine", "le mardi après-midi", "20 h par semaine", "par intérim",
            "référent", "adjoint", "bénévole à l’hôpital", "en formation", "service de néphrologie",
        ]
    ),
)  # fmt: skip
def test_a_place_a_year_or_a_manner_changes_no_role(name: str, added: str) -> None:
    assert roles_said(f"{name} {added}") == {SLUG_BY_FORM[name]}


@given(
    st.sampled_from(ENGLISH),
    st.sampled_from(
        [
            "{} network", "{} board", "{} workforce", "{} charter", "{} team leader", "{} breaks",
            "{} certificate", "association of {}s", "training for {}s", "support for {}s",
            "role of the {}", "{} (toolkit)",
        ]
    ),
)  # fmt: skip
def test_the_head_of_an_english_title_stands_last_or_before_its_complement(
    name: str, build: str
) -> None:
    assert not build.endswith(")") or roles_said(build.format(name)) == roles_said(name)
    assert build.endswith(")") or roles_said(build.format(name)) == set()


@given(
    st.sampled_from(ENGLISH),
    st.sampled_from(
        [
            "{}, NHS Trust", "{} at Leeds Hospital", "the {}", "paid {}", "young {}", "{} oncology",
            "part-time {}", "senior {}", "volunteer {}", "{} (part-time)",
        ]
    ),
)  # fmt: skip
def test_a_place_or_manner_changes_no_english_role(name: str, build: str) -> None:
    assert roles_said(build.format(name)) == roles_said(name)


@given(
    clear_names,
    st.sampled_from(
        [
            "deuxième",
            "second",
            "3e",
            "premier",
            "dernière",
            "un·e",
            "nos",
            "l’autre",
            "4,3 millions de",
            "entre 8 et 11 milliers de",
            "60 % des",
        ]
    ),
)
def test_an_ordinal_or_determiner_changes_no_role(name: str, word: str) -> None:
    assert roles_said(f"{word} {name}") == {SLUG_BY_FORM[name]}


@pytest.mark.parametrize(
    "text",
    [
        "étudiante des aidants",
        "médiatrice de Médecins du monde",
        "mère d’aidants",
        "coordinatrice patients partenaires",
        "formateur aidants",
        "parcours patient ressource",
        "diplôme pair-aidant",
        "fonction du pair-aidant",
        "poste pour les patients partenaires",
        "indemnité patients partenaires",
        "position d’aidante à celle d’aidée",
        "référent proche aidant",
        "Coord. des patients partenaires",
        "consumer and carer workforce",
        "représentants étudiants élus et associatifs",
        "parcours médiateur de santé-pair",
        "défenseur des patients partenaires",
        "formateur pair-aidance",
        "être reconnu comme pair-aidant",
        "représentant légal des personnes accompagnées",
        "peer worker and carer consultant roles",
        "RU role",
        "représentant auprès des familles",
        "stagiaire pour les médiateurs en santé",
        "désigner sa personne de confiance",
        "nombre de pairs-aidants",
        "emploi de travailleurs pairs",
        "non-représentant des usagers",
        "aucun pair-aidant",
        "Appel à candidatures : patients partenaires",
        "pair-aidant : guide pratique",
        "qu’est-ce qu’un médiateur en santé ?",
        "qui est la personne de confiance ?",
        "pair-aidant : de quoi parle-t-on ?",
        "Patients-partenaires : appel à projets",
        "se former comme pair-aidant",
        "bénévoles, adhérents et militants de l’association",
        "par-aidant familial",
        "pair-aidant : un nouveau métier",
        "le patient partenaire en question",
        "malade vu comme partenaire de l’équipe",
        "médiateur de santé-xyz",
        "représentant des parents d’élèves",
        "parent",
        "partenaires sociaux",
        "accompagnante sociale",
        "référente cancer",
        "représentant des usagers de la route",
        "ancien des pairs-aidants",
    ],
)
def test_a_name_of_something_else_is_never_matched(text: str) -> None:
    assert LEXICON.harmonise(text).outcome is not Outcome.MATCHED


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("animatrice pair-aidante", "pair-aidant"),
        ("une voisine comme personne de confiance", "personne-de-confiance"),
        ("patient représentant des usagers", "representant-des-usagers"),
        ("usager expert du vécu", "expert-du-vecu"),
        ("Rep. des usagers", "representant-des-usagers"),
        ("co-chercheuse autiste", "patient-co-chercheur"),
        ("salariés en insertion « travailleurs pairs »", "travailleur-pair"),
        ("suppléante du représentant des usagers", "representant-des-usagers"),
        ("father peer worker", "pair-aidant-familial"),
        ("consumer or carer consultants", "patient-conseiller"),
        ("fonction de médiateur en santé", "mediateur-en-sante"),
        ("vice-présidente du CVS représentant les familles", "representant-cvs"),
        ("représentants d’associations de patients et d’usagers", "representant-associatif"),
        ("patientes dites « partenaires »", "patient-partenaire"),
        ("avocate au barreau de Lyon, représentante des usagers", "representant-des-usagers"),
        ("Anne Roux, membre du comité et patiente partenaire", "patient-partenaire"),
        ("administrateur de France Rein et représentant des usagers", "representant-des-usagers"),
        ("RU au sein du Groupe hospitalier Sud", "representant-des-usagers"),
        ("Patiente partenaire référente du parcours greffe (bénévole)", "patient-partenaire"),
        ("mamans aidantes", "proche-aidant"),
        ("familles partenaires", "aidant-partenaire"),
        ("malades partenaires", "patient-partenaire"),
        ("proche aidant principal", "proche-aidant"),
        ("retraité, représentant des usagers", "representant-des-usagers"),
        ("professionnels et pairs-aidants", "pair-aidant"),
        ("étudiant et proche aidant", "proche-aidant"),
        ("pair-aidante et éducatrice spécialisée", "pair-aidant"),
        ("faisant fonction de médiateur en santé", "mediateur-en-sante"),
        ("Mme Durand (patiente partenaire)", "patient-partenaire"),
        ("présidente de la CDU (RU)", "representant-des-usagers"),
        ("chef de projet et patient partenaire", "patient-partenaire"),
        ("élue experte du vécu", "expert-du-vecu"),
        ("travailleur pair, un engagement né de la rue", "travailleur-pair"),
        ("infirmière en pratique avancée, pair-aidante", "pair-aidant"),
        ("les ambassadrices santé, des habitantes du quartier", "ambassadeur-de-sante"),
        ("une patiente partenaire et une association", "patient-partenaire"),
        ("coordinatrice ETP associative", "coordonnateur-etp-associatif"),
        ("coordinatrice du réseau et patiente partenaire", "patient-partenaire"),
        ("actuellement pair-aidante", "pair-aidant"),
        ("devenue patiente partenaire", "patient-partenaire"),
        ("embauchée en tant que médiatrice en santé", "mediateur-en-sante"),
        ("agissant en qualité de représentant des usagers", "representant-des-usagers"),
        ("avocate et patiente partenaire", "patient-partenaire"),
        ("Roy Hélène patiente partenaire", "patient-partenaire"),
        ("Madame la représentante des usagers", "representant-des-usagers"),
        ("relectrice sourde", "relecteur"),
        ("membre RU de la CDU", "representant-des-usagers"),
        ("RU au COREVIH", "representant-des-usagers"),
        ("élue des familles", "representant-cvs"),
        ("représentante de l’association des diabétiques de l’Orne", "representant-associatif"),
        ("représentant des familles de résidents", "representant-cvs"),
        ("représentante des résidents du foyer", "representant-cvs"),
        ("agente de médiation santé paire", "mediateur-de-sante-pair"),
        ("pair-accompagnant familial", "pair-aidant-familial"),
        ("patient partenaire en soins palliatifs", "patient-partenaire"),
        ("Recherche pair-aidant·e (H/F)", "pair-aidant"),
        ("Jeanne D., visiteuse bénévole de malades", "benevole-associatif"),
        ("chercheur-se pair-e", "patient-co-chercheur"),
        ("proche-s aidant-e-s", "proche-aidant"),
    ],
)
def test_a_role_is_found_in_a_title_that_is_built_otherwise(text: str, slug: str) -> None:
    found = LEXICON.harmonise(text)

    assert (found.outcome, found.concepts) == (Outcome.MATCHED, (slug,))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("la médiatrice de Médecins du monde", "mediateur-en-sante"),
        ("experts enrôlés", "patient-expert"),
        ("accompagnante à part entière", "patient-accompagnateur"),
        ("personnes accompagnatrices", "patient-accompagnateur"),
        ("bénévoles des associations", "benevole-associatif"),
        ("membres élus du CVS", "representant-cvs"),
        ("membres élus du conseil de la vie sociale", "representant-cvs"),
        ("candidate RU", "representant-des-usagers"),
        ("cancer navigators", "navigateur-patient"),
        ("PPV members", "contributeur-public"),
        ("représentant des bénévoles accompagnant les résidents", "representant-cvs"),
        ("référents pair-accompagnement", "referent-intervention-par-les-pairs"),
        ("usager représentant", "representant-des-usagers"),
        ("mamans accompagnantes", "patient-accompagnateur"),
        ("en qualité de médiatrice", "mediateur-en-sante"),
        ("infirmière et RU", "representant-des-usagers"),
        ("MSP auprès des jeunes", "mediateur-de-sante-pair"),
        ("MSP de nuit", "mediateur-de-sante-pair"),
        ("médiateur vacataire", "mediateur-en-sante"),
        ("pairs avec une expérience vécue de la maladie", "pair-aidant"),
    ],
)
def test_a_short_form_stays_open_whatever_says_no_more_of_it(text: str, slug: str) -> None:
    found = LEXICON.harmonise(text)

    assert found.outcome is Outcome.AMBIGUOUS
    assert slug in found.concepts


@pytest.mark.parametrize("status", ["bénévole", "salariée", "suppléant", "candidate"])
@pytest.mark.parametrize("name", ["patient formateur", "représentant des malades", "RU", "MSP"])
def test_a_status_before_an_open_name_guesses_nothing(status: str, name: str) -> None:
    found = LEXICON.harmonise(f"{status} {name}")
    needs_no_cue = found.outcome is Outcome.MATCHED and found.reason.code != "context"

    assert not needs_no_cue
    assert set(LEXICON.harmonise(name).concepts) >= roles_said(f"{status} {name}") != set()


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("MSP à l’EPSM", "mediateur-de-sante-pair"),
        ("membre de la CDU, représentante des usagers", "representant-des-usagers"),
        ("RU associatif", "representant-associatif"),
        ("membre du CVS représentant les familles", "representant-cvs"),
        ("patient et bénévole", "patient"),
        ("patients et pairs-aidants", "patient"),
        ("bénévole accompagnante et patiente", "benevole-d-accompagnement"),
        ("bénévole associatif formé à l’ETP", "benevole-associatif"),
        ("bénévole « Patient Ressource »", "patient-ressource"),
        ("adhérente et administratrice du GEM", "adherent-de-gem"),
        ("vice-présidente d’association, RU au CHU", "representant-des-usagers"),
        ("usagers et proches partenaires", "patient-partenaire"),
        ("patiente pair-aidante familiale", "pair-aidant-familial"),
    ],
)
def test_no_body_or_status_beside_a_name_takes_its_place(text: str, slug: str) -> None:
    assert slug in LEXICON.harmonise(text).concepts


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("Patient partenaire coordinateur du programme d’ETP", ["education-therapeutique"]),
        ("pair-aidant à 0,5 ETP", []),
    ],
)
def test_an_abbreviation_is_a_facet_where_its_neighbours_say_so(
    text: str, facets: list[str]
) -> None:
    assert [facet.concept.slug for facet in LEXICON.harmonise(text).facets] == facets


def test_whom_a_short_form_serves_leaves_it_open() -> None:
    assert "patient-accompagnateur" in LEXICON.harmonise("accompagnatrice de patients").concepts
    assert roles_said("formateur de patients") == set()


def test_the_reservation_about_a_flagged_name_is_told_with_the_reason() -> None:
    reason = LEXICON.harmonise("patients référents").reason

    assert "Aucune source ne définit ce nom" in reason.text.fr
    assert "No source defines this name" in reason.text.en
    assert "signalé" not in LEXICON.harmonise("patient partenaire").reason.text.fr


@pytest.mark.parametrize(
    "text",
    [
        "référent de stage",
        "accompagnante périnatale non médicale",
        "expert witnesses",
        "des étudiants relais santé formés",
        "représentant de la personne en tutelle",
        "médiatrice en santé du quartier",
        "patient-expert, patient-partenaire ou patient-ressource",
        "responsable associative, patiente partenaire",
    ],
)
def test_a_title_all_in_capitals_says_the_same(text: str) -> None:
    assert LEXICON.harmonise(text.upper()).concepts == LEXICON.harmonise(text).concepts


def test_capitals_make_no_person_s_name_of_a_role() -> None:
    assert roles_said("Patient Expert, Patient Ressource") == {
        "patient-expert",
        "patient-partenaire",
        "patient-ressource",
    }


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        (
            "peer support worker (hereafter lived experience researcher)",
            {"pair-aidant-professionnel", "patient-co-chercheur"},
        ),
        ("pair-aidant (dit travailleur pair)", {"pair-aidant", "travailleur-pair"}),
        ("usagers (aussi dits patients experts)", {"patient-expert", "patient-partenaire"}),
        ("médecin (patient partenaire)", {"patient-partenaire"}),
        ("pair-aidant (formé par des patients enseignants)", {"pair-aidant"}),
    ],
)
def test_a_second_name_in_brackets_is_told(text: str, slugs: set[str]) -> None:
    assert roles_said(text) == slugs


@pytest.mark.parametrize("joint", [" / ", " and ", " or "])
@pytest.mark.parametrize("before", ["", "senior ", "professional "])
def test_a_complete_english_name_shares_no_head(joint: str, before: str) -> None:
    found = LEXICON.harmonise(f"health mediator{joint}{before}peer worker")

    assert found.outcome is Outcome.AMBIGUOUS
    assert {"mediateur-en-sante", "travailleur-pair"} <= set(found.concepts)


WORDS = sorted(
    {
        word
        for concept in LEXICON.concepts()
        for designation in LEXICON.designations_of(concept)
        for word in designation.form.split()
    }
)
"""Every word of every designation, punctuation and all."""
JOINTS = (" ", "-", "/", ", ", " (", ") ", " – ", " : ", ". ", "·", " et ", " de ", " « ", " d’un ")


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(JOINTS)), max_size=7))
def test_no_title_raises_however_it_is_built(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + joint for word, joint in parts)

    assert LEXICON.harmonise(text).text == text


@given(
    clear_names,
    st.sampled_from(
        ["", " au CHU de Lille", ", salariée", " (RU)", " et pair-aidante", " désigné"]
    ),
    st.sampled_from(
        [
            lambda text: text.replace(" ", "\u00a0"),
            lambda text: text.replace(" ", "  ") + " ",
            lambda text: text.replace("’", "'"),
            lambda text: text.replace("-", "\u2011"),
            lambda text: unicodedata.normalize("NFD", text),
            lambda text: f"\u200b{text}.",
        ]
    ),
)
def test_spaces_dashes_and_encodings_change_no_answer(
    name: str, added: str, rewritten: Callable[[str], str]
) -> None:
    plain, other = LEXICON.harmonise(name + added), LEXICON.harmonise(rewritten(name + added))

    assert (other.outcome, other.concepts) == (plain.outcome, plain.concepts)
