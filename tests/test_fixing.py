"""`fix`: what is mended, what is left alone, and how little of the text changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from lexique.cli import main
from lexique.editing.fixing import apply_fixes, find_fixes
from lexique.rdf import Kind, read_document, read_statements

PREFIX = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix ex: <http://e.org/> .\n"


def fixed(text: str) -> str:
    """Return `text` (prefixes understood) with the certain mends made."""
    document = read_document((PREFIX + text).encode(), path="a.ttl", kind=Kind.TURTLE)
    return apply_fixes(document.text, find_fixes([document])).removeprefix(PREFIX)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            'ex:a skos:prefLabel " chat  noir "@fr . # as is',
            'ex:a skos:prefLabel "chat noir"@fr . # as is',
        ),
        ("ex:a skos:altLabel '''a\u00a0b'''@fr .", 'ex:a skos:altLabel "a b"@fr .'),
        ('ex:a skos:prefLabel "ro\u0302le"@fr .', 'ex:a skos:prefLabel "rôle"@fr .'),
        ('ex:a skos:definition "ro\u0302le  deux"@fr .', 'ex:a skos:definition "rôle  deux"@fr .'),
        (
            "ex:a skos:broader ex:b , ex:c .\nex:b skos:broader ex:c .",
            "ex:a skos:broader ex:b  .\nex:b skos:broader ex:c .",
        ),
        (
            "ex:a\n    skos:broader ex:b ;\n    skos:broader ex:c ;\n.\nex:b skos:broader ex:c .",
            "ex:a\n    skos:broader ex:b ;\n.\nex:b skos:broader ex:c .",
        ),
        (
            "ex:a skos:related ex:b . ex:b skos:related ex:a .\nex:c skos:related ex:d .\n"
            "ex:d skos:related ex:c .\nex:a skos:related ex:c .",
            "ex:a skos:related ex:b . ex:b skos:related ex:a .\nex:c skos:related ex:d ;\n"
            "    skos:related ex:a ; .\nex:d skos:related ex:c .\nex:a skos:related ex:c .",
        ),
    ],
)
def test_a_certain_mend_changes_only_its_own_text(before: str, after: str) -> None:
    assert fixed(before) == after


@pytest.mark.parametrize(
    "text",
    [
        'ex:a skos:prefLabel "chat"@fr ; skos:altLabel "chat "@fr .',
        'ex:a skos:prefLabel "Chat"@fr ; skos:altLabel "chat"@fr .',
        'ex:a skos:prefLabel " "@fr .',
        "ex:a skos:broader ex:b .",
        "ex:a skos:broader ex:b . ex:b skos:broader ex:a .",
        'ex:a skos:definition "deux  espaces"@fr .',
    ],
)
def test_what_leaves_a_choice_is_left_alone(text: str) -> None:
    assert fixed(text) == text


def test_both_sides_of_a_redundant_link_go() -> None:
    text = (
        "ex:a skos:broader ex:b , ex:c . ex:b skos:broader ex:c ; skos:narrower ex:a . "
        "ex:c skos:narrower ex:a , ex:b ."
    )

    statements = {
        (item.subject[-1], item.predicate[-8:], item.object[-1])
        for item in read_statements((PREFIX + fixed(text)).encode(), path="a.ttl")
    }
    assert ("a", "#broader", "c") not in statements
    assert ("c", "narrower", "a") not in statements
    assert len(statements) == 4


def test_fixing_twice_finds_nothing_more() -> None:
    once = fixed(
        'ex:a skos:prefLabel " a "@fr ; skos:broader ex:b , ex:c . ex:b skos:broader ex:c .'
    )

    assert fixed(once) == once


def test_no_label_is_ever_lost() -> None:
    text = 'ex:a skos:prefLabel "a "@fr ; skos:altLabel "b  c"@fr , "b c"@fr , "d"@en .'

    labels = read_statements((PREFIX + fixed(text)).encode(), path="a.ttl")

    assert {str(item.object[0]) for item in labels} == {"a", "b c", "d"}


def test_nothing_is_written_without_in_place(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(PREFIX + 'ex:a skos:prefLabel "a "@fr .\n', encoding="utf-8")
    before = path.read_bytes()

    listed = CliRunner().invoke(main, ["fix", str(path)])
    shown = CliRunner().invoke(main, ["fix", "--diff", str(path)])
    unchanged = path.read_bytes()
    CliRunner().invoke(main, ["fix", "--in-place", str(path)])

    assert listed.exit_code == shown.exit_code == 0
    assert f"{path}:3" in listed.stdout
    assert '+ex:a skos:prefLabel "a"@fr .' in shown.stdout
    assert unchanged == before
    assert path.read_text(encoding="utf-8").endswith('ex:a skos:prefLabel "a"@fr .\n')


def test_options_that_contradict_one_another_exit_with_2(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(PREFIX, encoding="utf-8")

    assert CliRunner().invoke(main, ["fix", "-i", "--diff", str(path)]).exit_code == 2
    assert CliRunner().invoke(main, ["fix", "--select", "DEF-missing", str(path)]).exit_code == 2
    assert CliRunner().invoke(main, ["fmt", "-i", "--check", str(path)]).exit_code == 2
