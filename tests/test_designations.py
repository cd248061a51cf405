"""The designations of our vocabulary: complete, sourced, and honest about what they cannot say."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

import lexique
from lexique.model import Designation, Group, Status
from lexique.replay import read_table
from lexique.resources import vocabulary_folder

FILES = sorted((vocabulary_folder() / "designations").glob("*.ttl"))
SOURCES = vocabulary_folder() / "sources.ttl"
_JURISDICTION = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?|INT")


@pytest.fixture(scope="module")
def designations() -> list[Designation]:
    lexicon = lexique.load()
    return [
        designation
        for concept in lexicon.concepts()
        if concept.group not in (Group.PROPERTY, Group.VALUE)
        for designation in lexicon.designations_of(concept)
    ]


@pytest.mark.parametrize("path", [*FILES, SOURCES], ids=lambda path: path.name)
def test_pyoxigraph_and_rdflib_read_the_same_triples(path: Path) -> None:
    theirs = {tuple(map(str, triple)) for triple in rdflib.Graph().parse(path)}
    ours = {
        tuple(
            getattr(node, "value", str(node))
            for node in (quad.subject, quad.predicate, quad.object)
        )
        for quad in pyoxigraph.parse(path=str(path))
    }

    assert theirs == ours


def test_every_designation_has_a_known_source(designations: list[Designation]) -> None:
    lexicon = lexique.load()

    lacking = [
        item.iri
        for item in designations
        if not item.source_iris or not all(map(lexicon.reference, item.source_iris))
    ]
    assert lacking == []


def test_every_designation_names_a_known_concept(designations: list[Designation]) -> None:
    stated = {
        triple.object.value
        for path in FILES
        for triple in pyoxigraph.parse(path=str(path))
        if triple.predicate.value.endswith("#designates") and "/ns#" not in triple.object.value
    }

    assert stated == {item.concept_iri for item in designations}


def test_a_concept_prefers_one_term_per_language_and_jurisdiction(
    designations: list[Designation],
) -> None:
    preferred = Counter(
        (item.concept_iri, item.language, item.jurisdiction)
        for item in designations
        if item.status is Status.PREFERRED
    )

    assert [key for key, count in preferred.items() if count > 1] == []


def test_forms_are_tidy(designations: list[Designation]) -> None:
    for item in designations:
        for form in (item.form, *item.attested_forms):
            assert form == unicodedata.normalize("NFC", form).strip(), item.iri
            assert "'" not in form, f"{item.iri}: French and English labels use ’"
        assert not item.form.endswith("."), item.iri
        assert _JURISDICTION.fullmatch(item.jurisdiction), item.iri


def test_a_form_that_never_decides_alone_has_two_readings(designations: list[Designation]) -> None:
    readings: dict[str, set[str]] = defaultdict(set)
    decides: dict[str, bool] = defaultdict(bool)
    for item in designations:
        readings[item.form.casefold()].add(item.concept_iri)
        decides[item.form.casefold()] |= not item.needs_cue

    lonely = [form for form, iris in readings.items() if not decides[form] and len(iris) < 2]
    assert lonely == []


def test_every_attestation_has_joined_a_designation_of_its_jurisdiction_and_language(
    shared: Path, designations: list[Designation]
) -> None:
    """By the address of its source; rows from memory have none and are left out."""
    lexicon = lexique.load()
    known = {
        (reference.url, item.jurisdiction, item.language)
        for item in designations
        for reference in map(lexicon.reference, item.source_iris)
        if reference
    }

    missing = [
        row["term"]
        for name in ("attestations-fr.tsv", "attestations-intl.tsv")
        for row in read_table(shared / "dossier" / name)
        if row["url"].startswith("http")
        and (row["url"], row["jurisdiction"], row["lang"]) not in known
    ]
    assert missing == []
