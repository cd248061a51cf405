"""Numbers of registers as the shapes judge them, with published numbers and stdnum as oracles."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import siren as stdnum_siren

from lexique.declarations.validation import Settings, Validator
from lexique.identifiers import compact, finess_key

_OF_NUMBERS = {"R39", "R40", "R41", "MODEL-rna"}
"""Rules on the form and the key of numbers."""


def is_accepted(heading: str, number: str) -> bool:
    """Tell whether a declaration with this number gets no finding about its form or key."""
    row = {"personPseudonym": "6513270e-269e-4d37-b2a7-4de452e6b438", "role": "pair-aidant"}
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "export.jsonl"
        export.write_text(json.dumps(row | {heading: number}), encoding="utf-8")
        settings = Settings(day=date(2026, 11, 21))
        report = Validator.bundled().validate([str(export)], settings).report
    assert report.n_checked == 1
    return not _OF_NUMBERS & {finding.rule for finding in report.findings}


# Published numbers: large public hospitals, overseas, and Corsica (prefectoral acts).
FINESS = [
    "750712184",
    "690781810",
    "330781196",
    "590780193",
    "130786049",
    "970100228",
    "970211207",
    "970302022",
    "970408589",
    "980500003",
    "2B0000020",
    "2B0005342",
    "2B0004246",
    "2A0000170",
    "2A0000386",
    "2A0002606",
]


@pytest.mark.parametrize("number", FINESS)
def test_a_published_finess_number_has_a_key_that_fits(number: str) -> None:
    assert is_accepted("finess", number)


@pytest.mark.parametrize("number", FINESS)
def test_only_one_last_digit_fits_a_finess_number(number: str) -> None:
    fitting = [digit for digit in "0123456789" if is_accepted("finess", number[:8] + digit)]

    assert fitting == [number[-1]] == [finess_key(number)]


@pytest.mark.parametrize("number", ["", "75071218", "2C0000020", "7507121840", "٧٥٠٧١٢١٨٤x"])
def test_what_has_not_the_form_of_a_finess_number_has_no_key(number: str) -> None:
    assert finess_key(number) is None
    assert not number or not is_accepted("finess", number)


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_a_siren_number_is_judged_as_python_stdnum_does(number: str) -> None:
    assert is_accepted("siren", number) == stdnum_siren.is_valid(number)


def test_a_siret_of_la_poste_passes_by_either_key() -> None:
    assert is_accepted("siret", "35600000000048")
    assert is_accepted("siret", "35600000049837")
    assert not is_accepted("siret", "35600000049838")


def test_an_ordinary_siret_needs_the_luhn_key() -> None:
    assert is_accepted("siret", "73282932000074")
    assert not is_accepted("siret", "73282932000079")


def test_the_forms_of_rna_and_rpps_numbers_are_known() -> None:
    assert is_accepted("rna", "W751234567")
    assert is_accepted("rna", "W9R1011072")
    assert not is_accepted("rna", "751234567")
    assert is_accepted("rpps", "10003461033")
    assert not is_accepted("rpps", "1000346103")


def test_separators_are_no_part_of_a_number() -> None:
    assert compact(" 750\u202f712-184 ") == "750712184"
    assert compact("2a0000170") == "2A0000170"
