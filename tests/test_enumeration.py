"""`lexique.Role` is the vocabulary's list of roles, no more and no less."""

from __future__ import annotations

import lexique
from lexique.enumeration import TARGET, source_of


def test_the_enumeration_is_the_one_generated_from_the_vocabulary() -> None:
    wanted = source_of(lexique.load())

    assert TARGET.read_text(encoding="utf-8") == wanted, "run python -m lexique.enumeration"


def test_a_member_is_its_slug_and_knows_label_and_iri() -> None:
    role = lexique.Role.MEDIATEUR_DE_SANTE_PAIR

    assert role == "mediateur-de-sante-pair"
    assert role.iri == "https://w3id.org/lexique/role/mediateur-de-sante-pair"
    assert role.label("fr") == "médiateur de santé-pair"
    assert lexique.Role(lexique.harmonise("médiatrice de santé-pair").concepts[0]) is role
