"""From names to concepts: outcomes, titles, coordination, context, misspellings."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small_vocabulary import ROLES, Term, small_lexicon

from lexique.harmonising.resolving import Resolver
from lexique.lexicon import Lexicon
from lexique.loading import load
from lexique.model import Group, Outcome
from lexique.vocabulary.index import Index

LEXICON = small_lexicon()
CLEAR = [
    term
    for term in ROLES
    if term.concept.startswith("role:")
    and not term.needs_cue
    and len({other.concept for other in ROLES if other.form == term.form}) == 1
    and term.language == "fr"
]
"""Forms that name one role by themselves."""


def answer(text: str, **around: str) -> tuple[str, set[str]]:
    """Return outcome and slugs."""
    found = LEXICON.harmonise(text, **around)  # type: ignore[arg-type]
    return str(found.outcome), set(found.concepts)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("pairaidants", "pair-aidant"),
        ("pairsaidants", "pair-aidant"),
        ("aidantes proches", "proche-aidant"),
        ("représentante d’usagers", "representant-des-usagers"),
        ("Médiateur(trice) de santé pair (MSP)", "mediateur-de-sante-pair"),
        ("médiateur / médiatrice de santé-pair", "mediateur-de-sante-pair"),
        ("Poste de travailleur·euse pair·e (H/F)", "travailleur-pair"),
        ("3 représentants des usagers", "representant-des-usagers"),
        ("accompagnement : pair-aidant", "pair-aidant"),
        ("Pair-aidant - CHU de Lille", "pair-aidant"),
        ("pair-aidante familiale", "pair-aidant-familial"),
        ("référent et intervenant-pair", "intervenant-pair"),
        ("patient partenaire enseignant", "patient-enseignant"),
        ("Infirmière et patiente partenaire", "patient-partenaire"),
        ("éducatrice pair-aidante", "pair-aidant"),
        ("proches aidants et aidantes", "proche-aidant"),
        ("Mme X, représentante des usagers", "representant-des-usagers"),
        ("Senior peer support workers", "pair-aidant-professionnel"),
        ("RU (titulaire)", "representant-des-usagers"),
        ("patiant partenaire", "patient-partenaire"),
    ],
)
def test_a_title_names_its_role(text: str, slug: str) -> None:
    assert answer(text) == ("matched", {slug})


@pytest.mark.parametrize(
    "text",
    [
        "association de pairs-aidants",
        "formation de patient partenaire",
        "coordinateur des représentants des usagers",
        "programme Pairs Aidants Réseau",
        "Référent·e « Travail Pair »",
        "congé de proche aidant",
        "psychologue en périnatalité",
        "coach de vie",
        "médiateur de la consommation",
        "équipe de médiateurs en santé",
        "recrutement de patients partenaires",
        "statut du pair-aidant",
        "patients lambda",
        "DU pair-aidance",
        "patient partenaire de son traitement",
        "patient traceur en EHPAD",
        "Désignation de la personne de confiance",
        "peer support worker training",
        "plombier",
    ],
)
def test_a_name_of_something_else_is_never_the_role_in_it(text: str) -> None:
    assert answer(text)[0] in ("not-a-role", "unknown")


def test_facets_are_taken_from_a_title() -> None:
    found = LEXICON.harmonise("Paire-aidante salariée en oncologie (F/H)")

    assert found.concepts == ("pair-aidant",)
    assert {facet.concept.slug for facet in found.facets} == {"salarie", "cancerologie"}
    assert "qualifier-removed" in found.steps


def test_a_status_before_the_role_is_a_facet() -> None:
    found = LEXICON.harmonise("Bénévole patiente partenaire")

    assert found.concepts == ("patient-partenaire",)
    assert [facet.concept.slug for facet in found.facets] == ["benevole"]


def test_what_stays_unexplained_lowers_the_score() -> None:
    whole = LEXICON.harmonise("patient partenaire").score
    longer = LEXICON.harmonise("patient partenaire de la boulangerie").score

    assert whole == 1.0
    assert longer is not None and longer < 1.0


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("patient partenaire/ressource", {"patient-partenaire", "patient-ressource"}),
        ("patients partenaires et pairs-aidants", {"patient-partenaire", "pair-aidant"}),
        ("patients et pairs-aidants", {"patient", "pair-aidant"}),
        (
            "représentants des usagers et des familles",
            {"representant-des-usagers", "representant-cvs"},
        ),
        ("pairs aidants (patients et famille)", {"pair-aidant", "pair-aidant-familial"}),
    ],
)
def test_names_side_by_side_are_a_coordination(text: str, slugs: set[str]) -> None:
    found = LEXICON.harmonise(text)

    assert (found.outcome, found.reason.code) == (Outcome.AMBIGUOUS, "coordination")
    assert set(found.concepts) == slugs


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        (
            "travailleur pair, pair-aidant ou patient ressource",
            {"travailleur-pair", "pair-aidant", "patient-ressource"},
        ),
        (
            "« travailleurs pairs », « intervenants-pairs » et « patients ressources »",
            {"travailleur-pair", "intervenant-pair", "patient-ressource"},
        ),
        ("pair-aidant (ou médiateur de santé-pair)", {"pair-aidant", "mediateur-de-sante-pair"}),
        ("médiateur en santé, aussi appelé pair-aidant", {"mediateur-en-sante", "pair-aidant"}),
        ("patients partenaires, RU", {"patient-partenaire", "representant-des-usagers"}),
    ],
)
def test_every_member_of_a_list_is_read_alone_and_none_is_lost(text: str, slugs: set[str]) -> None:
    found = LEXICON.harmonise(text)

    assert (found.outcome, found.reason.code) == (Outcome.AMBIGUOUS, "coordination")
    assert set(found.concepts) == slugs


@given(st.lists(st.sampled_from(CLEAR), min_size=2, max_size=4, unique=True))
def test_a_list_of_clear_names_names_them_all(terms: list[Term]) -> None:
    text = f"{', '.join(term.form for term in terms[:-1])} et {terms[-1].form}"

    assert set(LEXICON.harmonise(text).concepts) == {term.concept.split(":")[1] for term in terms}


@given(
    st.sampled_from(CLEAR),
    st.sampled_from(
        ["nos", "certains", "dix", "une dizaine de", "plus de 30", "environ 20", "de nombreux"]
    ),
)
def test_a_determiner_changes_no_name(term: Term, determiner: str) -> None:
    assert answer(f"{determiner} {term.form}") == ("matched", {term.concept.split(":")[1]})


@given(st.sampled_from(CLEAR))
def test_a_role_in_brackets_behind_a_person_s_name_is_named(term: Term) -> None:
    assert answer(f"Anne Roux ({term.form})") == ("matched", {term.concept.split(":")[1]})


@pytest.mark.parametrize("head", ["Hôpital Y", "Formation", "Atelier Rencontre"])
def test_a_role_in_brackets_behind_anything_else_is_not_named(head: str) -> None:
    assert answer(f"{head} (patient partenaire)")[0] in ("not-a-role", "unknown")


@pytest.mark.parametrize(
    "head",
    ["métier de", "fiche de poste de", "couple", "binôme", "chargée de mission", "référente"],
)
def test_a_noun_that_is_no_person_of_that_role_stays_the_head(head: str) -> None:
    assert answer(f"{head} pair-aidant")[0] in ("not-a-role", "unknown")


def test_a_status_in_a_list_is_a_facet() -> None:
    found = LEXICON.harmonise("pairs-aidants, salariés ou bénévoles")

    assert found.concepts == ("pair-aidant",)
    assert {facet.concept.slug for facet in found.facets} == {"salarie", "benevole"}


def test_a_mother_who_helps_is_a_relative_who_helps() -> None:
    assert answer("maman aidante") == ("matched", {"proche-aidant"})


def test_a_candidate_does_not_hold_the_role_yet() -> None:
    found = LEXICON.harmonise("candidat représentant des usagers")

    assert (found.outcome, found.reason.code) == (Outcome.AMBIGUOUS, "candidate")


def test_an_adjective_may_stand_before_the_complement() -> None:
    found = LEXICON.harmonise("représentante titulaire des usagers")

    assert found.concepts == ("representant-des-usagers",)
    assert [facet.concept.slug for facet in found.facets] == ["titulaire"]


def test_a_house_has_a_name() -> None:
    assert answer("MSP de l’Olivier") == ("not-a-role", {"maison-de-sante"})


def test_a_second_noun_that_is_no_kind_of_the_first_leaves_both_open() -> None:
    assert answer("patient ressource enseignant") == (
        "ambiguous",
        {"patient-ressource", "patient-enseignant"},
    )


def test_staff_for_patients_is_no_patient_of_that_kind() -> None:
    lexicon = small_lexicon([Term("patient référent", "role:a"), Term("patient", "person:patient")])

    assert lexicon.harmonise("patient référent").concepts == ("a",)
    assert "a" not in lexicon.harmonise("référent patient").concepts


def test_a_cue_in_capitals_is_heard_in_capitals_only() -> None:
    assert answer("RU", context="siège à la CDU") == ("matched", {"representant-des-usagers"})
    lexicon = small_lexicon(
        [
            Term("médiateur", "role:a", needs_cue=True, cues=("PASS",)),
            Term("médiateur", "neighbour:b", needs_cue=True),
        ]
    )

    assert lexicon.harmonise("médiateur", context="service PASS").concepts == ("a",)
    assert lexicon.harmonise("médiateur", context="il est passé").outcome is Outcome.AMBIGUOUS


def test_a_number_is_a_cue_for_itself_and_a_decimal_for_any() -> None:
    lexicon = small_lexicon(
        [
            Term("PE", "role:a", needs_cue=True, cues=("L. 1114-1",)),
            Term("PE", "neighbour:b", needs_cue=True, cues=("0,5 poste",)),
        ]
    )

    assert lexicon.harmonise("PE", context="article L. 1114-1").concepts == ("a",)
    assert lexicon.harmonise("PE", context="article L. 2222-3").outcome is Outcome.AMBIGUOUS
    assert lexicon.harmonise("PE", context="0,8 poste").concepts == ("b",)


def test_a_conjunction_is_no_hyphen() -> None:
    assert answer("patients et partenaires")[1] != {"patient-partenaire"}


def test_roles_of_an_ambiguous_name_are_all_told_and_a_question_asked() -> None:
    found = LEXICON.harmonise("patientes-expertes")

    assert found.concepts == ("patient-expert", "patient-partenaire")
    assert found.outcome is Outcome.AMBIGUOUS
    assert set(found.steps) == {"feminine", "plural", "separator"}


def test_an_abbreviation_needs_a_second_cue() -> None:
    assert answer("MSP") == ("ambiguous", {"mediateur-de-sante-pair", "maison-de-sante"})
    assert answer("MSP", context="pôle de psychiatrie") == ("matched", {"mediateur-de-sante-pair"})
    assert answer("MSP", context="cabinet médical") == ("not-a-role", {"maison-de-sante"})


def test_an_answer_decided_by_context_says_so() -> None:
    found = LEXICON.harmonise("patients formateurs", context={"service": "faculté de médecine"})

    assert found.concepts == ("patient-formateur",)
    assert found.reason.code == "context"
    assert "context" in found.steps


def test_two_cues_for_two_readings_decide_nothing() -> None:
    assert answer("patient formateur", context="faculté, ETP")[0] == "ambiguous"


def test_context_never_overrides_a_clear_name() -> None:
    assert answer("patient partenaire", context="EUPATI, psychiatrie, litige, repas") == (
        "matched",
        {"patient-partenaire"},
    )


def test_a_short_form_is_read_like_the_full_name_in_its_context() -> None:
    text = "Deux médiateurs de santé-pairs ont rejoint l’équipe."

    assert answer("médiateurs", context=text) == ("matched", {"mediateur-de-sante-pair"})


def test_a_jurisdiction_chooses_its_own_readings() -> None:
    assert answer("médiateur en santé") == ("matched", {"mediateur-en-sante"})
    assert answer("médiateur en santé", jurisdiction="LU") == ("not-a-role", {"mediateur-litiges"})
    assert answer("médiateur en santé", jurisdiction="XX") == ("matched", {"mediateur-en-sante"})


def test_uk_is_read_as_gb_and_a_region_falls_back_to_its_country() -> None:
    lexicon = small_lexicon(
        [
            Term("peer", "role:a", "en", "GB"),
            Term("peer", "role:b", "en", "CA"),
            Term("peer", "role:c", "en", "INT"),
        ]
    )

    assert lexicon.harmonise("peer", jurisdiction="UK").concepts == ("a",)
    assert lexicon.harmonise("peer", jurisdiction="ca-qc").concepts == ("b",)
    assert lexicon.harmonise("peer", jurisdiction="ZZ").concepts == ("c",)


def test_a_blank_text_is_unknown_with_the_step_empty() -> None:
    for blank in ("", "   ", "\u00a0\n"):
        found = LEXICON.harmonise(blank)
        assert (found.outcome, found.steps, found.concepts) == (Outcome.UNKNOWN, ("empty",), ())


def test_one_wrong_letter_in_a_long_name_is_said() -> None:
    found = LEXICON.harmonise("répresentant des usagerz")

    assert found.reason.code == "misspelling"
    assert found.concepts == ("representant-des-usagers",)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("pair-aidant familail", "pair-aidant-familial"),
        ("médiateur de santé-paair", "mediateur-de-sante-pair"),
        ("patient partenare au CHU de Lille", "patient-partenaire"),
        ("proche aidnt", "proche-aidant"),
        ("pair-aidant rofessionnel", "pair-aidant-professionnel"),
    ],
)
def test_a_wrong_letter_is_seen_before_the_word_is_set_apart(text: str, slug: str) -> None:
    found = load().harmonise(text)

    assert (found.concepts, found.reason.code) == ((slug,), "misspelling")


@pytest.mark.parametrize(
    "text", ["médiateur de santé Paris", "médiateur santé paris", "patient reader"]
)
def test_a_proper_name_or_another_first_letter_is_no_slip(text: str) -> None:
    assert load().harmonise(text).reason.code != "misspelling"


def test_a_near_name_is_a_suggestion_unless_the_caller_accepts_it() -> None:
    refused = LEXICON.harmonise("pazient partonnaire")
    accepted = LEXICON.harmonise("pazient partonnaire", accept_fuzzy=0.8)

    assert refused.outcome is Outcome.UNKNOWN
    assert refused.suggestions[0].concept.slug == "patient-partenaire"
    assert 0.8 <= refused.suggestions[0].score < 1
    assert accepted.concepts == ("patient-partenaire",)
    assert (accepted.reason.code, accepted.steps) == ("fuzzy", ("fuzzy",))


@given(st.sampled_from(ROLES))
def test_every_designation_finds_its_concept(term: Term) -> None:
    assert term.concept.split(":")[1] in {
        reading.concept.slug for reading in LEXICON.find(term.form, jurisdiction=term.jurisdiction)
    }


@given(st.sampled_from(ROLES))
def test_an_exact_spelling_is_answered_as_the_careful_reader_would(term: Term) -> None:
    careful = Resolver(LEXICON).resolve(term.form, None)

    assert LEXICON.harmonise(term.form) == careful


@given(st.text(max_size=120))
def test_no_text_raises_and_every_key_is_there(text: str) -> None:
    found = LEXICON.harmonise(text, context=text, jurisdiction="FR").to_dict()

    assert list(found) == [
        "text", "outcome", "concepts", "readings", "score", "steps", "facets", "reason",
        "suggestions",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("patient \ud800", ("patient",)),
        ("\udfff", ()),
        ("patient\ud800 partenaire", ("patient-partenaire",)),
    ],
)
def test_half_a_character_is_a_gap(text: str, slugs: tuple[str, ...]) -> None:
    assert load().harmonise(text).concepts == slugs


def test_many_texts_are_answered_lazily_and_once_each() -> None:
    answers = LEXICON.harmonise_many(iter(["pair-aidant", "pair-aidant"]))

    first = next(answers)
    assert next(answers) is first


def test_an_index_answers_like_the_statements_it_was_made_from(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "index.sqlite"
    LEXICON.write_index(path)
    again = Lexicon.from_index(path)

    for text in ("patientes-expertes", "Poste de travailleuse paire", "MSP", "rien du tout"):
        assert again.harmonise(text) == LEXICON.harmonise(text)


def test_an_index_of_another_format_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "index.sqlite"
    LEXICON.write_index(path)
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '0' WHERE name = 'format'")

    with pytest.raises(ValueError, match="another version"):
        Index.open(path)


def test_only_some_groups_are_found_when_asked() -> None:
    assert [item.concept.slug for item in LEXICON.find("bénévoles", groups=(Group.STATUS,))] == [
        "benevole"
    ]


def test_an_explanation_names_form_steps_and_source() -> None:
    told = LEXICON.harmonise("patientes partenaires").explain("en")

    assert "patient partenaire" in told
    assert "number was levelled" in told


def test_a_function_word_spelt_like_an_acronym_gets_the_same_answer_in_any_context() -> None:
    """*du* is also how *DU* is typed; beside other words it is no name, and once raised."""
    lexicon = load()

    assert lexicon.harmonise("du", context="licence université du patient") == lexicon.harmonise(
        "du"
    )


@pytest.mark.parametrize("value", [3, float("nan"), None, b"pair-aidant"])
def test_what_is_no_text_is_refused_in_words(value: Any) -> None:
    said = f"a name is a text, and this is {type(value).__name__}"

    with pytest.raises(TypeError, match=said):
        LEXICON.harmonise(value)
    with pytest.raises(TypeError, match=said):
        list(LEXICON.harmonise_many([value]))


@pytest.mark.parametrize(
    "name", ["patient experience", "Patient Experience", "the patient experience"]
)
def test_a_name_spelt_as_in_one_language_is_not_read_as_a_pun_of_another(name: str) -> None:
    assert load().harmonise(name).concepts == ("experience-patient",)
    assert load().harmonise("patientes expériences").concepts == ("patiente-experience",)


@pytest.mark.parametrize(
    ("cell", "slug"),
    [
        ("CVS", "representant-cvs"),
        ("Conseil de la vie sociale des Lilas", "representant-cvs"),
        ("CPTS du Trégor", "representant-associatif"),
        ("CDU", "representant-des-usagers"),
        ("EHPAD des Lilas", "representant-des-usagers"),
    ],
)
def test_the_body_in_a_record_makes_another_role_of_a_clear_name(cell: str, slug: str) -> None:
    """`concepts-fr` 5 has the homonym in a CVS, row 63 of the corrections the one in a CPTS."""
    found = load().harmonise("représentante des usagers", context={"instance": cell})

    assert found.concepts == (slug,)
    assert found.outcome is Outcome.MATCHED
