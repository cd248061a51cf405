"""Concepts side by side, found by words, and identified from facts."""

from __future__ import annotations

import pytest

import lexique
from lexique.errors import UseError
from lexique.views.describing import describe
from lexique.vocabulary.characteristics import ASKED


def test_what_differs_comes_first() -> None:
    rows = lexique.compare("mediateur-en-sante", "mediateur-de-sante-pair", "pair-aidant").rows
    differing = [row.differs for row in rows]

    assert differing == sorted(differing, reverse=True)
    assert rows[0].name == "livedExperience"


def test_a_comparison_takes_names_as_people_say_them() -> None:
    found = lexique.compare("patients partenaires", "représentante des usagers")

    assert [concept.slug for concept in found.concepts] == [
        "patient-partenaire",
        "representant-des-usagers",
    ]


def test_an_ambiguous_name_cannot_be_compared_and_its_readings_are_told() -> None:
    with pytest.raises(UseError) as caught:
        lexique.compare("patient expert", "pair-aidant")

    assert "patient-partenaire" in caught.value.mend.en


def test_one_concept_alone_is_nothing_to_compare() -> None:
    with pytest.raises(UseError):
        lexique.compare("pair-aidant", "pairs-aidants")


def test_a_paid_person_with_a_mental_disorder_may_be_a_peer_health_mediator() -> None:
    found = lexique.identify({"experience": "psychic", "status": "salarié", "towards": "peers"})

    assert "mediateur-de-sante-pair" in [fit.concept.slug for fit in found.fitting]
    assert "mediateur-en-sante" not in {fit.concept.slug for fit in found.fitting[:1]}


def test_a_field_of_health_speaks_for_roles_and_never_against_them() -> None:
    """Patient partners work in every ward: where somebody acts is not what they do."""
    found = lexique.identify({"domain": "santé mentale"})
    fitting = {fit.concept.slug: fit.n_met for fit in found.fitting}

    assert fitting["mediateur-de-sante-pair"] == 1
    assert fitting["patient-partenaire"] == 0
    assert "patient-enseignant" not in {
        fit.concept.slug for fit in lexique.identify({"domain": "recherche"}).fitting
    }


def test_what_excludes_a_role_is_told() -> None:
    found = lexique.identify({"mandate": "non"})
    excluded = {item.concept.slug: item for item in found.excluded}

    assert excluded["representant-des-usagers"].fact.characteristic.name == "mandate"
    assert excluded["representant-des-usagers"].needed


def test_every_role_either_fits_or_is_excluded() -> None:
    everything = lexique.identify({})
    some = lexique.identify({"experience": "own", "status": "bénévole"})

    assert len(some.fitting) + len(some.excluded) == len(everything.fitting)
    assert everything.excluded == ()


def test_asking_ends_and_each_question_separates() -> None:
    facts: dict[str, str] = {}
    found = lexique.identify(facts)
    for _ in ASKED:
        if found.question is None:
            break
        before = len(found.fitting)
        facts[found.question.fact] = found.question.choices[0].value_iri
        found = lexique.identify(facts)
        assert len(found.fitting) < before

    assert found.question is None


@pytest.mark.parametrize("facts", [{"colour": "red"}, {"status": "astronaute"}])
def test_an_unknown_fact_or_value_is_refused_with_those_known(facts: dict[str, str]) -> None:
    with pytest.raises(UseError) as caught:
        lexique.identify(facts)

    assert "," in caught.value.mend.en


def test_a_role_is_identified_by_its_own_characteristics() -> None:
    lexicon = lexique.load()
    concept = lexicon.concept("representant-des-usagers")
    assert concept is not None
    facts = {item.name: list(concept.characteristics.get(item.name, ())) for item in ASKED}

    fitting = {fit.concept.slug for fit in lexicon.identify(facts).fitting}

    assert "representant-des-usagers" in fitting


def test_a_whole_name_is_found_before_words_of_longer_ones() -> None:
    assert lexique.search("pair-aidant")[0].concept.slug == "pair-aidant"
    assert lexique.search("xyzzy") == ()


def test_words_of_definitions_are_found_too() -> None:
    slugs = {item.concept.slug for item in lexique.search("protocole")}

    assert slugs


def test_a_description_holds_what_is_around_a_concept() -> None:
    told = describe(lexique.load(), "mediateur-de-sante-pair").to_dict("en")

    assert told["designations"]
    assert told["sources"]
    assert any(item["from"] == "mediateur-en-sante" for item in told["differences"])  # type: ignore[attr-defined, index]
