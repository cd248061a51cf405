"""Plain labels: the rule of the design, on small cases; and our vocabulary in step with it."""

from __future__ import annotations

import pytest

from lexique.errors import OwnDataError
from lexique.labels import Label, derived_labels, outdated_files, with_labels
from lexique.model import Designation, Status

ROLE = "https://w3id.org/lexique/role/"


def designation(
    form: str,
    concept: str = "a",
    *,
    status: Status = Status.ADMITTED,
    jurisdiction: str = "FR",
    language: str = "fr",
    needs_cue: bool = False,
) -> Designation:
    return Designation(
        f"urn:term:{form}",
        form,
        language,
        ROLE + concept,
        status,
        jurisdiction,
        needs_cue=needs_cue,
    )


def kinds(*items: Designation, concept: str = "a") -> dict[str, str]:
    return {label.text: label.kind for label in derived_labels(items)[ROLE + concept]}


def test_the_term_preferred_in_france_is_the_pref_label_and_the_others_are_alt_labels() -> None:
    found = kinds(
        designation("belge", status=Status.PREFERRED, jurisdiction="BE"),
        designation("français", status=Status.PREFERRED),
        designation("international", status=Status.PREFERRED, jurisdiction="INT"),
        designation("admis"),
    )

    assert found == {
        "français": "prefLabel",
        "admis": "altLabel",
        "belge": "altLabel",
        "international": "altLabel",
    }


def test_international_use_comes_second_then_the_first_jurisdiction_alphabetically() -> None:
    swiss = designation("suisse", status=Status.PREFERRED, jurisdiction="CH")
    belgian = designation("belge", status=Status.PREFERRED, jurisdiction="BE")
    international = designation("international", status=Status.PREFERRED, jurisdiction="INT")

    assert kinds(swiss, belgian, international)["international"] == "prefLabel"
    assert kinds(swiss, belgian)["belge"] == "prefLabel"


def test_what_is_deprecated_superseded_or_needs_a_cue_is_hidden() -> None:
    found = kinds(
        designation("déconseillé", status=Status.DEPRECATED),
        designation("ancien", status=Status.SUPERSEDED),
        designation("MSP", needs_cue=True),
    )

    assert set(found.values()) == {"hiddenLabel"}


def test_the_pref_label_of_another_concept_is_hidden() -> None:
    items = (
        designation("patient expert", "narrow", status=Status.PREFERRED),
        designation("Patient expert", "wide"),
    )

    assert kinds(*items, concept="wide") == {"Patient expert": "hiddenLabel"}


def test_one_text_appears_once_per_language_as_the_first_kind_that_holds_it() -> None:
    labels = derived_labels(
        [
            designation("pair", status=Status.PREFERRED),
            designation("Pair", jurisdiction="BE"),
            designation("pair", language="en"),
        ]
    )

    assert labels[ROLE + "a"] == (
        Label("prefLabel", "fr", "pair"),
        Label("altLabel", "en", "pair"),
    )


def test_all_clashes_of_pref_labels_are_reported_together() -> None:
    items = [
        designation(form, concept, status=Status.PREFERRED)
        for form, concept in (("un", "a"), ("un", "b"), ("deux", "c"), ("Deux", "d"))
    ]

    with pytest.raises(OwnDataError) as error:
        derived_labels(items)

    for name in ("un", "deux", "role:a", "role:b", "role:c", "role:d"):
        assert name in error.value.what.en


def test_labels_are_written_between_notation_and_definition_and_nothing_else_changes() -> None:
    text = """\
# A file.

role:a
    a skos:Concept ;
    skos:inScheme lexique:roles ;
    skos:altLabel "stale"@fr ;
    skos:definition "kept: skos:altLabel"@fr ;
.

role:b
    a skos:Concept ;
    skos:prefLabel "typed"@fr ;
.
"""
    labels = {ROLE + "a": (Label("prefLabel", "fr", 'dit "neuf"'),)}

    mended = with_labels(text, labels)

    assert mended == text.replace(
        '    skos:altLabel "stale"@fr ;', '    skos:prefLabel "dit \\"neuf\\""@fr ;'
    )
    assert with_labels(mended, labels) == mended


def test_a_block_that_only_maps_a_concept_gets_no_labels() -> None:
    text = "role:a\n    skos:closeMatch <urn:x> ;\n.\n"

    assert with_labels(text, {ROLE + "a": (Label("prefLabel", "fr", "a"),)}) == text


def test_the_labels_of_our_vocabulary_are_in_step_with_its_designations() -> None:
    assert not outdated_files(), "run `python -m lexique.labels`"
