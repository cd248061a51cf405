"""English names in running text: right concept, exact borders, nothing beside.

The passages are made for this; expected concepts: `concepts-intl` of the evidence.
"""

from __future__ import annotations

import pytest

from lexique.loading import load

LEXICON = load()


def found_in(text: str) -> dict[str, str]:
    """Return each surface that is mentioned with the slugs of its readings."""
    return {item.surface: "|".join(item.resolution.concepts) for item in LEXICON.annotate(text)}


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        (
            "In Victoria, consumer or carer consultants and a Patient/Family Advisor sit together.",
            {
                "consumer or carer consultants": "patient-conseiller",
                "Patient/Family Advisor": "patient-conseiller",
            },
        ),
        (
            "The service-user representatives met representatives of patient organisations.",
            {
                "service-user representatives": "representant-des-usagers",
                "representatives of patient organisations": "representant-des-usagers",
            },
        ),
        (
            "We thank our patient and public involvement (PPI) contributors, and the patient and "
            "public voice (PPV) partners, for their time.",
            {
                "patient and public involvement (PPI) contributors": "contributeur-public",
                "patient and public voice (PPV) partners": "contributeur-public",
            },
        ),
        (
            "Community health workers (CHWs) are paid; in Malawi, CHWs are volunteers.",
            {
                "Community health workers (CHWs)": "agent-de-sante-communautaire",
                "CHWs": "agent-de-sante-communautaire",
            },
        ),
        (
            "Consumers pay more, and consumer prices rise; peer pressure, peer review of papers.",
            {"peer review": "evaluation-par-les-pairs"},
        ),
        ("Patients' partners were tested; each patient's partner agreed.", {}),
        ("An Expert by\nExperience came.", {"Expert by\nExperience": "expert-du-vecu"}),
        (
            "<li>patient research partner</li><li>lay reviewers</li>",
            {"patient research partner": "patient-co-chercheur", "lay reviewers": "relecteur"},
        ),
        (
            "The patient research partner (PRP) role suits many; lay members and nurses agree.",
            {
                "patient research partner (PRP)": "patient-co-chercheur",
                "lay members": "membre-profane",
            },
        ),
    ],
)
def test_english_mentions_have_their_borders(text: str, mentions: dict[str, str]) -> None:
    assert found_in(text) == mentions


def test_a_broad_class_is_mentioned_where_classes_are_asked_for() -> None:
    found = LEXICON.annotate("Consumers were asked.", classes=True)

    assert [item.surface for item in found] == ["Consumers"]
