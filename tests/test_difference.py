"""`diff`: each kind of change, its consequence and the version number it asks for."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from lexique.cli import main
from lexique.editing.difference import Difference, Weight, difference, next_version
from lexique.rdf import Kind, read_document
from lexique.skos.vocabulary import Vocabulary

PREFIX = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix ex: <http://e.org/> .
@prefix lex: <https://w3id.org/lexique/ns#> .
@prefix value: <https://w3id.org/lexique/value/> .
"""
BASE = 'ex:s owl:versionInfo "1.2.3" . ex:a a skos:Concept ; skos:prefLabel "chat"@fr ; '
REST = 'skos:definition "félin."@fr ; skos:broader ex:b . ex:b a skos:Concept .'


def vocabulary(text: str) -> Vocabulary:
    return Vocabulary([read_document((PREFIX + text).encode(), path="a.ttl", kind=Kind.TURTLE)])


def changes(old: str, new: str) -> Difference:
    return difference(vocabulary(old), vocabulary(new))


@pytest.mark.parametrize(
    ("old", "new", "kind", "weight"),
    [
        ("", "ex:c a skos:Concept .", "new", Weight.MINOR),
        ("ex:c a skos:Concept .", "", "vanished", Weight.MAJOR),
        (
            "ex:c a skos:Concept .",
            "ex:c a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy ex:a .",
            "retired",
            Weight.MAJOR,
        ),
        (
            "ex:c skos:prefLabel 'x'@fr .",
            "ex:c skos:prefLabel 'y'@fr .",
            "label-lost",
            Weight.MAJOR,
        ),
        (
            "ex:c skos:prefLabel 'x'@fr .",
            "ex:c skos:prefLabel 'y'@fr ; skos:hiddenLabel 'x'@fr .",
            "label-changed",
            Weight.MINOR,
        ),
        (
            "ex:c skos:prefLabel 'x'@fr .",
            "ex:c skos:prefLabel 'x'@fr ; skos:altLabel 'y'@fr .",
            "label-changed",
            Weight.MINOR,
        ),
        (
            "ex:c a skos:Concept ; skos:definition 'x'@fr .",
            "ex:c a skos:Concept ; skos:definition 'y'@fr .",
            "definition-changed",
            Weight.MINOR,
        ),
        ("ex:c skos:broader ex:a .", "ex:c skos:broader ex:b .", "moved", Weight.MAJOR),
        (
            "ex:t a skosxl:Label ; lex:administrativeStatus value:preferred .",
            "ex:t a skosxl:Label ; lex:administrativeStatus value:deprecated .",
            "rated-differently",
            Weight.MINOR,
        ),
        (
            "ex:t a skosxl:Label ; lex:designates ex:a .",
            "ex:t a skosxl:Label ; lex:designates ex:b .",
            "designates-another",
            Weight.MAJOR,
        ),
        (
            "ex:c a skos:Concept ; skos:scopeNote 'x'@fr .",
            "ex:c a skos:Concept ; skos:scopeNote 'y'@fr .",
            "note-changed",
            Weight.PATCH,
        ),
    ],
)
def test_a_change_is_told_by_its_kind(old: str, new: str, kind: str, weight: Weight) -> None:
    found = changes(BASE + REST + old, BASE + REST + new)

    assert kind in {change.kind for change in found.changes}
    assert found.weight is weight


def test_the_same_graph_in_another_order_is_no_change() -> None:
    other = 'ex:b a skos:Concept . ex:a skos:definition "félin."@fr ; skos:broader ex:b ; '
    again = other + 'a skos:Concept ; skos:prefLabel "chat"@fr . ex:s owl:versionInfo "1.2.3" .'

    assert changes(BASE + REST, again).changes == ()


def test_a_published_identifier_that_vanishes_is_a_violation() -> None:
    found = changes(BASE + REST + "ex:c a skos:Concept .", BASE + REST)

    assert [(f.rule, str(f.severity)) for f in found.findings] == [("ID-stable", "violation")]


def test_a_change_without_note_is_a_warning_and_with_note_is_none() -> None:
    other = REST.replace("félin.", "petit félin.")
    noted = other.replace("skos:broader", 'skos:changeNote "2026: petit"@fr ; skos:broader')

    assert [f.rule for f in changes(BASE + REST, BASE + other).findings] == ["NOTE-history"]
    assert changes(BASE + REST, BASE + noted).findings == ()


@pytest.mark.parametrize(
    ("version", "weight", "following"),
    [
        ("1.2.3", Weight.MAJOR, "2.0.0"),
        ("1.2.3", Weight.MINOR, "1.3.0"),
        ("1.2.3", Weight.PATCH, "1.2.4"),
        ("0.4.1", Weight.MAJOR, "0.5.0"),
        ("1.2", Weight.MINOR, "1.3.0"),
        ("1.2.3", None, "1.2.3"),
        ("2026-11", Weight.MAJOR, "2026-11"),
    ],
)
def test_the_version_number_follows_the_gravest_change(
    version: str, weight: Weight | None, following: str
) -> None:
    assert next_version(version, weight) == following


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["diff", *arguments])


def test_the_command_speaks_both_languages_and_three_forms(tmp_path: Path, root: Path) -> None:
    schema = json.loads((root / "src/lexique/schemas/difference-1.json").read_text())
    old, new = tmp_path / "old.ttl", tmp_path / "new.ttl"
    old.write_text(PREFIX + BASE + REST, encoding="utf-8")
    new.write_text(PREFIX + BASE + REST + "ex:c a skos:Concept .", encoding="utf-8")

    document = json.loads(run(str(old), str(new), "--format", "json").stdout)
    markdown = run(str(old), str(new), "--format", "markdown", "--lang", "en").stdout

    jsonschema.validate(document, schema)
    assert run(str(old), str(new)).exit_code == 0
    assert document["version_asked"] == "1.3.0"
    assert [change["kind"] for change in document["changes"]] == ["new"]
    assert "new concept" in markdown
    assert "1.3.0" in markdown
    assert run(str(new), str(old)).exit_code == 1
    assert run(str(new), str(old), "--fail-on", "never").exit_code == 0


def test_a_git_revision_can_be_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "v").mkdir()
    file = tmp_path / "v" / "a.ttl"
    file.write_text(PREFIX + BASE + REST, encoding="utf-8")
    git = ["git", "-c", "user.email=a@example.org", "-c", "user.name=a"]
    for arguments in (["init", "-q"], ["add", "v"], ["commit", "-q", "-m", "one"]):
        subprocess.run([*git, *arguments], check=True, cwd=tmp_path)
    file.write_text(PREFIX + BASE + REST + "ex:c a skos:Concept .", encoding="utf-8")

    document = json.loads(run("HEAD:v/", "v", "--format", "json").stdout)

    assert [change["kind"] for change in document["changes"]] == ["new"]
    assert run("nope:v/", "v").exit_code == 3
    assert run("HEAD:nothing/", "v").exit_code == 3
