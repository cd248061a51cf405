"""The verbs that ask the vocabulary: map, annotate, show, compare, identify, search."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lexique.cli import main


def run(*words: str, given: str | None = None) -> Result:
    """Run the command as a user would."""
    return CliRunner().invoke(main, list(words), input=given)


def test_map_answers_one_json_object_a_line_in_order_blank_lines_too() -> None:
    result = run("map", "--format", "jsonl", "-", given="pair-aidant\n\npatient traceur\n")
    answers = [json.loads(line) for line in result.stdout.splitlines()]

    assert result.exit_code == 0
    assert [item["text"] for item in answers] == ["pair-aidant", "", "patient traceur"]
    assert [item["outcome"] for item in answers] == ["matched", "unknown", "not-a-role"]
    assert answers[1]["steps"] == ["empty"]


def test_map_keeps_the_keys_of_the_contract() -> None:
    answer = json.loads(run("map", "--format", "jsonl", "patientes-expertes").stdout)

    assert list(answer) == [
        "text", "outcome", "concepts", "readings", "score", "steps", "facets", "reason",
        "suggestions",
    ]  # fmt: skip
    assert answer["concepts"] == ["patient-expert", "patient-partenaire"]
    assert answer["steps"] == ["feminine", "plural", "separator"]
    assert set(answer["reason"]) == {"code", "fr", "en"}
    assert set(answer["readings"][0]) == {"slug", "scheme", "label", "status", "cue"}


def test_a_line_of_json_is_a_line_whatever_the_name_holds() -> None:
    result = run("map", "--format", "jsonl", "a\u2028b\u0085c\nd\x1b[31m")

    assert len(result.stdout.splitlines()) == 1
    assert json.loads(result.stdout)["text"] == "a\u2028b\u0085c\nd\x1b[31m"
    assert "\x1b" not in result.stdout


def test_map_shows_no_control_character_in_text() -> None:
    assert "\x1b" not in run("map", "x\x1b[31my").stdout


@pytest.mark.parametrize(
    ("name", "outcome"),
    [("MSP", "ambiguous"), ("patient traceur", "not-a-role"), ("plombier", "unknown")],
)
def test_fail_on_makes_the_exit_code(name: str, outcome: str) -> None:
    assert run("map", name).exit_code == 0
    assert run("map", "--fail-on", outcome, name).exit_code == 1
    assert run("map", "--fail-on", outcome, "pair-aidant").exit_code == 0


def test_map_without_names_is_wrong_usage() -> None:
    assert run("map").exit_code == 2


def test_map_speaks_both_languages() -> None:
    french, english = (run("--lang", tag, "map", "MSP").stdout for tag in ("fr", "en"))

    assert "peut désigner" in french
    assert "can stand for" in english


def test_annotate_gives_a_line_for_each_mention(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("\ufeffLes patientes partenaires\r\net un pair-aidant.", encoding="utf-8")

    result = run("annotate", str(path), "--format", "jsonl")
    mentions = [json.loads(line) for line in result.stdout.splitlines()]

    assert [(item["start"], item["end"]) for item in mentions] == [(4, 25), (33, 44)]
    assert "text" not in mentions[0]


def test_annotate_keeps_the_identifiers_of_records(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text('{"id": "t1", "text": "Un pair-aidant."}\n{"id": 2, "text": ""}\n')

    result = run("annotate", str(path), "--input-format", "jsonl", "--format", "jsonl")
    records = [json.loads(line) for line in result.stdout.splitlines()]

    assert [record["id"] for record in records] == ["t1", 2]
    assert records[0]["mentions"][0]["surface"] == "pair-aidant"
    assert records[1]["mentions"] == []


def test_annotate_names_the_line_of_a_bad_record(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text('{"id": 1, "text": "x"}\n[1]\n')

    result = run("annotate", str(path), "--input-format", "jsonl")

    assert result.exit_code == 3
    assert f"{path}:2" in result.stderr


def test_a_text_given_in_place_of_its_file_is_told_how_to_be_read() -> None:
    text = "la patiente partenaire anime " + "des ateliers " * 40

    french, english = run("annotate", text), run("--lang", "en", "annotate", text)

    assert french.exit_code == english.exit_code == 3
    assert "ce fichier n’existe pas" in french.stderr and "entrée standard" in french.stderr
    assert 'echo "..." | lexique annotate -' in french.stderr
    assert "from a file or from standard input" in english.stderr


def test_annotated_html_escapes_the_text(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("<b>pair-aidant</b>", encoding="utf-8")

    page = run("annotate", str(path), "--format", "html").stdout

    assert "&lt;b&gt;<mark" in page


def test_annotate_speaks_the_language_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Un pair-aidant et un patient expert.", encoding="utf-8")

    for output_format in ("text", "html"):
        french = run("annotate", str(path), "--format", output_format).stdout
        english = run("--lang", "en", "annotate", str(path), "--format", output_format).stdout

        assert "rattaché à pair-aidant" in french and "ambigu, patient expert" in french
        assert "matched to" in english and "ambiguous, " in english


def test_compare_and_show_and_search_read_in_both_languages() -> None:
    assert "What differs" in run("--lang", "en", "compare", "pair-aidant", "proche-aidant").stdout
    assert "Definition" in run("--lang", "en", "show", "pair-aidant").stdout
    assert "pair-aidant" in run("search", "pair", "aidant").stdout


def test_views_give_json() -> None:
    compared = json.loads(run("compare", "pair-aidant", "proche-aidant", "--format", "json").stdout)
    shown = json.loads(run("show", "pair-aidant", "--format", "json").stdout)
    found = json.loads(run("search", "pair-aidant", "--format", "json").stdout)

    assert compared["rows"][0]["differs"]
    assert shown["slug"] == found[0]["slug"] == "pair-aidant"


def test_an_unknown_concept_is_wrong_usage() -> None:
    assert run("show", "xyzzy").exit_code == 2


def test_identify_takes_options_records_and_answers() -> None:
    options = run("identify", "--experience", "own", "--status", "salarié", "--format", "json")
    record = run(
        "identify", "--record", '{"experience": "own", "status": "salarié"}', "--format", "json"
    )
    asked = run("identify", "--ask", given="1\n" * 20)

    assert options.stdout == record.stdout
    assert asked.exit_code == 0


def test_identify_refuses_a_record_that_is_none() -> None:
    assert run("identify", "--record", "[1]").exit_code == 2
    assert run("identify", "--record", "{").exit_code == 2
    assert run("identify").exit_code == 2


def test_any_skos_vocabulary_can_be_asked(tmp_path: Path) -> None:
    path = tmp_path / "animals.ttl"
    path.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<urn:a:cat> a skos:Concept ; skos:prefLabel "cat"@en, "chat"@fr ;'
        ' skos:altLabel "house cat"@en .\n'
    )

    answer = json.loads(
        run("map", "--vocabulary", str(path), "--format", "jsonl", "House-Cats").stdout
    )

    assert answer["outcome"] == "matched"
    assert answer["readings"][0]["scheme"] == "concept"
