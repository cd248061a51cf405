"""The attestations resolve as the evidence says, or as a listed exception says and why."""

from __future__ import annotations

from pathlib import Path

import pytest

import lexique
from lexique.model import Outcome
from lexique.replay import (
    Expected,
    expectation,
    read_attestations,
    read_table,
    replay,
    stated,
)

DATA = Path(__file__).parent / "data"
RULES = {
    "contract",
    "flagged",
    "gold rule 1",
    "gold rule 2",
    "gold rule 3",
    "gold rule 4",
    "gold rule 6",
    "overruled",
    "split",
}


def expected(*outcomes: Outcome, slugs: tuple[str, ...] = ()) -> Expected:
    return Expected(frozenset(outcomes), frozenset(slugs))


@pytest.mark.parametrize(
    ("hint", "wanted"),
    [
        (
            "pair-aidant",
            expected(Outcome.MATCHED, Outcome.NOT_A_ROLE, slugs=("pair-aidant",)),
        ),
        ("AMBIGUOUS:a|x-b", expected(Outcome.AMBIGUOUS, slugs=("a", "b"))),
        ("NOT-A-ROLE:a method", expected(Outcome.NOT_A_ROLE)),
        ("CONCEPT:pair-aidance", expected(Outcome.NOT_A_ROLE, slugs=("pair-aidance",))),
        ("STATUS:adulte-relais", expected(Outcome.NOT_A_ROLE, slugs=("contrat-adulte-relais",))),
    ],
)
def test_a_hint_says_which_outcome_and_concepts_are_right(hint: str, wanted: Expected) -> None:
    assert expectation(hint, {"adulte-relais": "contrat-adulte-relais"}) == wanted


def test_an_ambiguous_answer_may_hold_more_readings_and_a_match_may_not() -> None:
    lexicon = lexique.load()
    ambiguous = lexicon.harmonise("patients experts")
    matched = lexicon.harmonise("patients partenaires")

    assert stated("ambiguous:patient-expert").is_met_by(ambiguous)
    assert not stated("ambiguous:relecteur").is_met_by(ambiguous)
    assert stated("matched:patient-partenaire").is_met_by(matched)
    assert not stated("matched:patient-partenaire|relecteur").is_met_by(matched)


def test_every_exception_has_an_answer_a_rule_and_a_reason() -> None:
    rows = read_table(DATA / "attestation-exceptions.tsv")

    assert len({row["row"] for row in rows}) == len(rows)
    for row in rows:
        assert stated(row["answer"]).slugs, row
        assert row["rule"] in RULES, row
        assert len(row["reason"].split()) > 3, row


def test_all_attestations_resolve_as_hinted_or_as_a_listed_exception_says(shared: Path) -> None:
    attestations = read_attestations(shared / "dossier")
    rows = read_table(DATA / "attestation-exceptions.tsv")
    hints = {row["hint"]: row["slug"] for row in read_table(DATA / "attestation-hints.tsv")}

    by_row = {item.row: item for item in attestations}
    result = replay(
        lexique.load(),
        attestations,
        slug_of_hint=hints,
        exceptions={row["row"]: stated(row["answer"]) for row in rows},
        with_jurisdiction=True,
    )

    assert len(attestations) == 1040
    assert [(item.row, str(found)) for item, found in result.otherwise] == []
    for row in rows:
        attestation = by_row[row["row"]]
        assert (attestation.term, attestation.hint) == (row["term"], row["hint"])
        needless = expectation(attestation.hint, hints) == stated(row["answer"])
        assert not needless, f"{row['row']} is no exception"
