"""French passages, on the whole vocabulary: what a short form takes up, and what it does not.

The passages are made for this; readings of abbreviations: `pitfalls` section 6 of the evidence.
"""

from __future__ import annotations

import pytest

from lexique.loading import load

LEXICON = load()


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        # A house is feminine, the persons are not.
        (
            "Nos médiateurs de santé-pairs (MSP) et la MSP du quartier. Les MSP sont salariés.",
            ["médiateurs de santé-pairs (MSP)", "MSP"],
        ),
        # Therapeutic education here, full-time equivalent there.
        ("Ils interviennent en ETP. Poste à 0,8 ETP.", ["ETP"]),
        ("Des experts du vécu, un expert en assurance.", ["experts du vécu"]),
        (
            "Les représentants des usagers (RU) ; les RUs.",
            ["représentants des usagers (RU)", "RUs"],
        ),
    ],
)
def test_a_short_form_takes_up_only_what_it_may(text: str, mentions: list[str]) -> None:
    assert [item.surface for item in LEXICON.annotate(text)] == mentions


@pytest.mark.parametrize(
    "text",
    [
        "Le couple aidant-aidé, des groupes peer-led.",
        "We advocate for patients; they champion health.",
        "Consumer prices rise; patients’ partners agree.",
    ],
)
def test_parts_of_words_verbs_and_classes_are_no_mentions(text: str) -> None:
    assert LEXICON.annotate(text) == ()
