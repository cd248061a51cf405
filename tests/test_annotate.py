"""Running text: exact places, longest names, the same answers as for names alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small_vocabulary import ROLES, small_lexicon

from lexique.annotating.annotator import Annotator
from lexique.annotating.candidates import MENTIONED, end_of_sentence, may_be_mentioned
from lexique.annotating.scanning import Scanner
from lexique.harmonising.harmoniser import Harmoniser
from lexique.harmonising.matching import Matcher
from lexique.levelling.normalise import Token
from lexique.model import Concept, Designation, Outcome

LEXICON = small_lexicon()
HARMONISER = Harmoniser(LEXICON)


def is_wanted(designation: Designation, concept: Concept) -> bool:
    """Tell what the scan looks for."""
    return may_be_mentioned(designation, concept, MENTIONED)


SCANNER = Scanner(LEXICON, is_wanted)


def found(text: str, **options: bool) -> list[tuple[str, str]]:
    """Return surface and slugs of each mention."""
    return [
        (mention.surface, "|".join(mention.resolution.concepts))
        for mention in LEXICON.annotate(text, **options)
    ]


def test_places_are_code_points_of_the_text_as_given() -> None:
    text = "\U0001f600 L’œuvre d’une patiente\u00ad-partenaire, e\u0301lue : paire‑aidante."

    for mention in LEXICON.annotate(text):
        assert text[mention.start : mention.end] == mention.surface
    assert [slug for _, slug in found(text)] == ["patient-partenaire", "pair-aidant"]


def test_the_longest_name_wins() -> None:
    assert found("Un pair-aidant familial écoute.") == [
        ("pair-aidant familial", "pair-aidant-familial")
    ]


def test_no_name_begins_or_ends_inside_a_word() -> None:
    assert found("impatient partenaire, le patient partenariat, repair-aidants") == []


@pytest.mark.parametrize(
    "text",
    [
        "https://chu.example/patient-partenaire.html?page=pair-aidant",
        "www.patient-partenaire.example",
        "pair-aidant.familial@chu.example",
        "patient\npartenaire@chu.example",
        "<a href='http://chu.example/a'>pair-aidant</a>, pair https://aidant.example",
    ],
)
def test_addresses_name_nobody(text: str) -> None:
    surfaces = [surface for surface, _ in found(f"Le pair-aidant, {text} et le pair-aidant.")]

    assert surfaces == ["pair-aidant"] * (3 if "</a>" in text else 2)


def test_no_name_reaches_over_the_end_of_a_sentence() -> None:
    assert found("Il est patient. Partenaire de longue date.") == []


def test_a_name_takes_its_abbreviation_with_it() -> None:
    assert found("Les médiateurs de santé-pairs (MSP) du pôle.")[0] == (
        "médiateurs de santé-pairs (MSP)",
        "mediateur-de-sante-pair",
    )


def test_broad_classes_are_mentioned_only_when_asked_for() -> None:
    text = "Le patient et le patient partenaire."

    assert found(text) == [("patient partenaire", "patient-partenaire")]
    assert found(text, classes=True)[0] == ("patient", "patient")


def test_neighbours_are_mentioned_as_no_role() -> None:
    mention = LEXICON.annotate("La méthode du patient traceur.")[0]

    assert mention.resolution.outcome is Outcome.NOT_A_ROLE


def test_a_role_inside_the_name_of_a_document_is_a_mention_of_its_own() -> None:
    assert ("personne de confiance", "personne-de-confiance") in found(
        "L’imprimé « Désignation de la personne de confiance » est joint."
    )


def test_a_short_form_is_mentioned_only_where_the_text_makes_it_a_role() -> None:
    assert found("Le médiateur règle le litige.") == []
    assert ("médiateur", "mediateur-de-sante-pair") in found(
        "Un médiateur de santé-pair est venu. Le médiateur écoute."
    )


def test_two_names_side_by_side_are_one_mention() -> None:
    assert found("Une référente pair-aidante arrive.") == [
        ("référente pair-aidante", "pair-aidant")
    ]


def surfaces(text: str) -> list[str]:
    """Return what the vocabulary of the project finds in a text."""
    import lexique

    return [mention.surface for mention in lexique.annotate(text)]


def test_the_sentence_decides_before_its_neighbours() -> None:
    text = "M. Faure est RU à la CDU. La bibliothèque du campus est fermée. Le CROUS aussi."

    assert surfaces(text) == ["RU"]


def test_an_abbreviation_beside_a_full_name_is_a_mention_too() -> None:
    assert surfaces("Les RU et les patients partenaires siègent à la CDU.") == [
        "RU",
        "patients partenaires",
    ]


def test_a_short_form_with_another_party_is_no_mention() -> None:
    text = "Une représentante des usagers et un représentant de la commune siègent."

    assert surfaces(text) == ["représentante des usagers"]


def test_a_preposition_that_is_also_an_acronym_stands_inside_a_name() -> None:
    text = "Le cadre patient partenaire du système de soins est là."

    assert surfaces(text) == ["patient partenaire du système de soins"]


@pytest.mark.parametrize(
    "name",
    [
        "ambassadeurs et ambassadrices santé",
        "proches aidants et aidantes",
        "représentants et représentantes des usagers",
        "patients partenaires et patientes partenaires",
    ],
)
def test_a_name_in_both_genders_is_one_mention(name: str) -> None:
    assert surfaces(f"Les {name} de la ville écoutent.") == [name]


def test_names_of_one_gender_side_by_side_are_two_mentions() -> None:
    assert surfaces("Un proche aidant, aidant familial ou non.") == [
        "proche aidant",
        "aidant familial",
    ]


def test_names_in_brackets_behind_a_name_are_mentions_of_their_own() -> None:
    assert surfaces("Un pair-aidant (patient partenaire) écoute.") == [
        "pair-aidant",
        "patient partenaire",
    ]


@pytest.mark.parametrize("name", ["patient « expert »", "patient “expert”", 'patient "expert"'])
def test_a_quotation_may_stand_inside_a_name(name: str) -> None:
    assert surfaces(f"Un {name} est venu.") == [name]
    assert surfaces(f"Un patient. « Expert » en tout, {name[8:]} de rien.") == []


def test_quotation_marks_change_nothing_of_what_a_name_denotes() -> None:
    import lexique

    mentions = lexique.annotate("Elle a pris un congé « proche aidant » de trois mois.")

    assert [mention.resolution.outcome for mention in mentions] == [Outcome.NOT_A_ROLE]


def test_a_list_of_names_has_a_mention_in_each_line() -> None:
    assert len(LEXICON.annotate("patient partenaire\n" * 200)) == 200


def test_a_word_cut_at_the_end_of_a_line_is_read_whole() -> None:
    assert found("Une inter-\nvenante-paire arrive.") == [
        ("inter-\nvenante-paire", "intervenant-pair")
    ]


FILLERS = (
    "et", "de", "la", "du", "DU", "équipe", "des", "l’hôpital", "d’une", ".", ",", "«", "»", "(",
    ")", "-", "–", "/", "H/F", "leur", "\n", "\n\n", "\u00a0", "co", "inter-", "e\u0301lu",
    "pa\u00adtiente", "pair\u200bs", "œuvre", "ﬁn", "aidant·e·s", "au sein",
)  # fmt: skip
WORDS = sorted({word for term in ROLES for word in term.form.split()})
PIECES = st.sampled_from(
    [*FILLERS, *WORDS, *(term.form for term in ROLES), "patientes", "aidantes"]
)
TEXTS = st.lists(
    st.tuples(PIECES, st.sampled_from([" ", " ", "-", ", ", "\n", ""])), max_size=14
).map(lambda pieces: "".join(piece + mark for piece, mark in pieces))


@given(TEXTS)
def test_the_scan_misses_nothing_that_reading_every_word_would_find(text: str) -> None:
    """The oracle tries every word of the text as a beginning, without any scan."""
    tokens, matcher = LEXICON.tokens(text), Matcher(LEXICON)
    starts = {
        tokens[place].start
        for place in range(len(tokens))
        if any(
            may_be_mentioned(hit.designation, hit.concept, MENTIONED)
            for hit in matcher.longest(tokens[: end_of_sentence(text, tokens, place)], place)[1]
        )
    }
    places = list(SCANNER.places(text))

    assert all(any(start <= wanted < end for start, end in places) for wanted in starts)


class WholeText(Scanner):
    """The oracle of annotating: all of a text is one candidate, in which every word is read."""

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        yield 0, len(text)

    def beginnings(self, tokens: Sequence[Token]) -> set[int]:
        return set(range(len(tokens)))


READS_ALL = Annotator(LEXICON, HARMONISER, WholeText(LEXICON, is_wanted))


@given(TEXTS)
def test_mentions_are_those_of_reading_all_of_the_text(text: str) -> None:
    def mentioned(annotator: Annotator) -> list[tuple[int, int, tuple[str, ...]]]:
        return [
            (mention.start, mention.end, mention.resolution.concepts)
            for mention in annotator.annotate(text)
        ]

    assert mentioned(Annotator(LEXICON, HARMONISER)) == mentioned(READS_ALL)


@given(TEXTS, st.integers(1, 40))
def test_how_a_text_is_cut_into_blocks_changes_nothing(text: str, size: int) -> None:
    whole = list(SCANNER.places(text))

    with mock.patch("lexique.annotating.scanning._BLOCK", size):
        assert list(SCANNER.places(text)) == whole


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    for mention in LEXICON.annotate(text, classes=True):
        assert text[mention.start : mention.end] == mention.surface


def test_gold_passages_are_annotated_as_well_as_measured(shared: Path) -> None:
    import lexique

    n_wanted = n_found = n_false = 0
    for line in (shared / "gold" / "texts.jsonl").read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        mentions = lexique.annotate(passage["text"], jurisdiction=passage["jurisdiction"])
        places = [
            (mention.start, mention.end)
            for mention in mentions
            if mention.resolution.outcome is not Outcome.NOT_A_ROLE
        ]
        wanted = [(item["start"], item["end"]) for item in passage["mentions"]]
        n_wanted += sum(not item["optional"] for item in passage["mentions"])
        n_found += sum(
            any(start < last and first < end for start, end in places)
            for (first, last), item in zip(wanted, passage["mentions"], strict=True)
            if not item["optional"]
        )
        n_false += sum(
            not any(start < last and first < end for first, last in wanted) for start, end in places
        )

    assert n_found / n_wanted >= 0.95
    assert n_false <= 1


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\u2028"])
def test_line_ends_are_counted_as_they_are(separator: str) -> None:
    text = f"Un{separator}patient partenaire"

    assert LEXICON.annotate(text)[0].start == 2 + len(separator)
