"""Folding, cutting and stemming: rules of French morphology, not lists of surfaces."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small_vocabulary import small_lexicon

from lexique.levelling.normalise import fold, known_stem, stem, tokens_of
from lexique.levelling.steps import STEPS, steps_between
from lexique.loading import load

LEXICON = small_lexicon()


def words_of(text: str) -> list[str]:
    """Return the stems of a text as the small vocabulary knows them."""
    return [known_stem(token.text, LEXICON.index.knows) for token in LEXICON.tokens(text)]


@pytest.mark.parametrize(
    ("forms"),
    [
        ("formateur", "formatrice", "formateurs", "formatrices"),
        ("travailleur", "travailleuse", "travailleuses", "travailleureuse"),
        ("mediateur", "mediatrice", "mediateurice", "mediateurices"),
        ("expert", "experte", "experts", "expertes"),
        ("citoyen", "citoyenne", "citoyennes"),
        ("professionnel", "professionnelle", "professionnelles"),
        ("infirmier", "infirmiere", "infirmieres"),
        ("actif", "active", "actives"),
        ("familial", "familiaux", "familiale"),
        ("ambassadeur", "ambassadrice"),
        ("mediateur", "mediateure"),
        ("usager", "usagere", "usageres"),
        ("family", "families"),
        ("coordinateur", "coordonnateur", "coordinatrice"),
        ("standardised", "standardized"),
    ],
)
def test_all_genders_and_numbers_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("partenaire", "partenariat"),
        ("expert", "expertise"),
        ("pair-aidant", "pair-aidance"),
        ("personne", "personnalite"),
        ("formateur", "formation"),
        ("benevole", "benevolat"),
        ("chercheur", "recherche"),
    ],
)
def test_words_of_one_family_keep_different_stems(word: str, other: str) -> None:
    assert stem(word) != stem(other)


@given(st.text(alphabet=st.characters(categories=["Ll"]), min_size=1, max_size=24))
def test_a_stem_is_its_own_stem(word: str) -> None:
    assert stem(stem(word)) == stem(word)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    once, _ = fold(text)

    assert fold(once)[0] == once


@given(st.text(max_size=60))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert fold(composed)[0] == fold(decomposed)[0]


@given(st.text(max_size=80))
def test_tokens_stand_where_they_say_and_in_order(text: str) -> None:
    tokens = tokens_of(text, LEXICON.index.knows)

    assert all(text[token.start : token.end] == token.surface for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


@pytest.mark.parametrize(
    "written",
    [
        "patient·e partenaire", "patient·es partenaires", "patient•es partenaires",
        "patient‧e partenaire", "patient∙e partenaire", "patient⋅e partenaire",
        "Patient.e partenaire", "patient.e.s partenaires", "patient(e) partenaire",
        "patient(e)s partenaires", "patient-e-s partenaires", "patient/e partenaire",
        "patiente-partenaire", "PATIENTS-PARTENAIRES", "patients- partenaires",
        "patient\u00adpartenaire".replace("\u00ad", "\u00ad "), "patient\u00a0partenaire",
        "« patient partenaire »", "“patients partenaires”", "patient partenaire (H/F)",
        "Patient partenaire F/H", "patient partenaire®", "pat\u200bient partenaire",
        "patients et patientes partenaires",
    ],
)  # fmt: skip
def test_every_spelling_of_one_name_is_that_name(written: str) -> None:
    assert LEXICON.harmonise(written).concepts == ("patient-partenaire",)


def test_truncated_inclusive_forms_are_joined_to_a_known_word() -> None:
    assert words_of("travailleu·r·se·s") == ["travailleur"]


def test_a_full_stop_is_no_inclusive_mark_behind_an_unknown_word() -> None:
    assert [token.text for token in LEXICON.tokens("M.E. Dupont, sante.es")][:2] == ["m", "e"]


def test_letters_between_full_stops_are_one_abbreviation() -> None:
    assert [token.text for token in tokens_of("M.S.P. et c.d.u")] == ["msp", "cdu"]


def test_a_diploma_in_capitals_is_no_article() -> None:
    assert tokens_of("DU pair-aidance")[0].text == "du"
    assert tokens_of("rôle du patient")[1].links == ("du",)


def test_a_prefix_and_a_word_cut_at_a_line_end_are_joined() -> None:
    assert words_of("co-chercheuses") == ["cochercheur"]
    assert words_of("inter- venants pairs")[0] == stem("intervenant")


def test_steps_name_what_differs() -> None:
    def steps(text: str, form: str) -> set[str]:
        return steps_between(LEXICON.tokens(text), form)

    assert steps("patientes-partenaires", "patient partenaire") == {
        "feminine", "plural", "separator",
    }  # fmt: skip
    assert steps("aidant proche", "proche aidant") == {"order"}
    assert steps("MEDIATEUR DE SANTE-PAIR", "médiateur de santé-pair") == {"accent"}
    assert steps("médiateur santé pair", "médiateur de santé-pair") == {"preposition", "separator"}
    assert steps("pairaidant", "pair-aidant") == {"separator"}
    assert steps("patient·e partenaire", "patient partenaire") == {"inclusive-form"}


def test_a_word_read_as_another_differs_in_no_accent() -> None:
    assert load().harmonise("mamans aidantes").steps == ("feminine", "plural", "spelling-variant")
    assert load().harmonise("Rep. des usagers").steps == ("spelling-variant",)
    assert load().harmonise("patiants partenaires").steps == ("misspelling", "plural")


def test_every_step_has_a_description() -> None:
    assert all(description for description in STEPS.values())


@pytest.mark.parametrize(
    "text",
    [
        "médiatrices·teurs en santé",
        "médiateurices en santé",
        "médiateur·trice en santé",
    ],
)
def test_two_genders_in_one_word_are_one_word(text: str) -> None:
    assert words_of(text) == words_of("médiateur en santé")


def test_a_feminine_behind_a_slash_is_no_possessive() -> None:
    assert words_of("travailleurs/ses pairs") == words_of("travailleur pair")
    assert words_of("usagers/ses proches") != words_of("usager proche")


def test_a_word_between_words_in_capitals_is_no_acronym() -> None:
    assert [token.text for token in tokens_of("Mission : REPRÉSENTANTS DES USAGERS")] == [
        "mission",
        "representants",
        "usagers",
    ]
    assert [token.text for token in tokens_of("Titulaire du DU de pair-aidance")][1] == "du"


def test_a_word_cut_short_is_read_in_full() -> None:
    assert [token.text for token in tokens_of("Rep. des usagers")] == ["representant", "usagers"]
    assert [token.text for token in tokens_of("patient rep")] == ["patient", "rep"]


def test_a_noun_is_part_of_a_preposition_only_behind_it() -> None:
    assert [token.text for token in tokens_of("usager au sein du conseil")] == ["usager", "conseil"]
    assert [token.text for token in tokens_of("cancer du sein")] == ["cancer", "sein"]
    assert [token.text for token in tokens_of("cadre dans le cadre du CLS")] == ["cadre", "cls"]
