"""`lexique validate` as it is typed: exit codes, bad inputs, house rules, no network."""

from __future__ import annotations

import json
import socket
import sys
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from click.testing import CliRunner

from lexique.cli import main

CLEAN = (
    "identifiant de la personne;rôle;statut;n° SIRET;domaine;formation;date de début\n"
    "6513270e-269e-4d37-b2a7-4de452e6b438;représentant associatif;bénévole;73282932000074;"
    "gouvernance;;01/09/2024\n"
)
HOUSE_RULE = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix lex: <https://w3id.org/lexique/ns#> .
@prefix ex: <http://example.org/> .
ex:unit-is-given
    a sh:PropertyShape ;
    sh:targetClass lex:Declaration ;
    sh:path lex:unit ;
    sh:minCount 1 ;
    sh:severity sh:Warning ;
    sh:message "Un service est attendu."@fr ;
    sh:message "A unit is expected."@en ;
.
"""


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Any:
    return CliRunner().invoke(
        main, ["--lang", "en", "validate", *map(str, arguments), "--on", "2026-11-21"], input=stdin
    )


def document(*arguments: str | Path) -> dict[str, Any]:
    done = run(*arguments, "--format", "json")
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["version"].keys() >= {"lexique", "vocabulary", "shapes", "hash"}
    return found


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "clean.csv"
    path.write_text(CLEAN)
    return path


@pytest.fixture
def poor(tmp_path: Path) -> Path:
    path = tmp_path / "poor.csv"
    path.write_text("rôle;statut\npatient traceur;bénévole\n")
    return path


def test_a_clean_export_exits_with_0(clean: Path) -> None:
    done = run(clean)

    assert done.exit_code == 0, done.stdout
    assert "1 declaration checked" in done.stdout


def test_findings_exit_with_1_and_fail_on_moves_the_bar(poor: Path, clean: Path) -> None:
    assert run(poor).exit_code == 1
    assert run(poor, "--fail-on", "never").exit_code == 0
    assert run(clean, "--fail-on", "info").exit_code in (0, 1)
    assert run(poor, "--severity", "R03=warning").exit_code == 0
    assert run(poor, "--severity", "R03=warning", "--fail-on", "warning").exit_code == 1


def test_the_day_is_read_as_people_write_it(clean: Path) -> None:
    def said(day: str) -> Any:
        return CliRunner().invoke(main, ["--lang", "fr", "validate", str(clean), "--on", day])

    assert "jugé au 2026-11-21" in said("21/11/2026").stdout
    assert said("21/11/2026").stdout == said("2026-11-21").stdout
    assert said("31/02/2026").exit_code == 2
    assert "n’est pas un jour" in said("31/02/2026").stderr


def test_wrong_usage_exits_with_2(poor: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('[headings]\n"Zut" = "zut"\n')

    assert run(poor, "--select", "R99").exit_code == 2
    assert run(poor, "--severity", "R03=grave").exit_code == 2
    assert run(poor, "--mapping", tmp_path / "bad.toml").exit_code == 2
    assert CliRunner().invoke(main, ["validate"]).exit_code == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", ""),
        ("headings.csv", "rôle;statut\n"),
        ("strange.csv", "a;b\n1;2\n"),
        ("empty.ttl", ""),
        ("broken.json", '[{"rôle": '),
        ("twice.csv", "rôle;fonction\na;b\n"),
        ("relative.ttl", "<a> a <https://w3id.org/lexique/ns#Declaration> ."),
    ],
)
def test_what_cannot_be_checked_exits_with_3_and_still_gives_a_document(
    name: str, content: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content)
    done = run(tmp_path / name, "--format", "json")
    found = json.loads(done.stdout)

    assert done.exit_code == 3
    assert found["checked"] == 0
    assert "SYNTAX" in {item["rule"] for item in found["findings"]}


def test_a_missing_file_exits_with_3_and_the_worst_of_several_wins(
    poor: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.csv").write_bytes(b"\x00\x01\x02")

    assert run(tmp_path / "nothing.csv").exit_code == 3
    assert run(poor, tmp_path / "bad.csv").exit_code == 3


def test_a_broken_configuration_exits_with_4(
    poor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for broken in ("zut = 1", "ignore = 3", "[severity]\nR03 = 'grave'", "a =", 'select = ["R99"]'):
        (tmp_path / "lexique.toml").write_text(broken)
        assert run(poor).exit_code == 4, broken


def test_the_configuration_gives_defaults_that_the_command_line_overrides(
    poor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "deep")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.lexique]\nignore = ["MODEL", "LAB"]\n[tool.lexique.severity]\nR03 = "info"\n'
    )

    assert run(poor).exit_code == 0
    assert run(poor, "--severity", "R03=violation").exit_code == 1


def test_a_configuration_can_be_named_or_left_aside(
    poor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lexique.toml").write_text('[severity]\nR03 = "info"\n')
    (tmp_path / "strict.toml").write_text('fail-on = "info"\n[severity]\nR03 = "info"\n')
    (tmp_path / "project.toml").write_text('[tool.lexique]\nselect = ["R39"]\n')

    assert run(poor).exit_code == 0
    assert run(poor, "--no-config").exit_code == 1
    assert run(poor, "--config", "strict.toml").exit_code == 1
    assert run(poor, "--config", "project.toml").exit_code == 0
    assert run(poor, "--config", "strict.toml", "--no-config").exit_code == 2
    assert run(poor, "--config", "nothing.toml").exit_code == 4


def test_a_broken_configuration_that_is_left_aside_does_no_harm(
    poor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lexique.toml").write_text("zut = 1")
    (tmp_path / "good.toml").write_text('fail-on = "never"')

    assert run(poor, "--no-config").exit_code == 1
    assert run(poor, "--config", "good.toml").exit_code == 0


def test_a_house_maps_its_own_headings_and_codes(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Machin;Truc\nP. T.;BEN\n")
    (tmp_path / "map.toml").write_text(
        '[headings]\n"machin" = "role"\n"TRUC" = "status"\n'
        '[values.role]\n"P. T." = "patient traceur"\n[values.status]\n"ben" = "bénévole"\n'
    )
    found = document(tmp_path / "x.csv", "--mapping", tmp_path / "map.toml")
    rules = {item["rule"] for item in found["findings"]}

    assert "R03" in rules
    assert not {"VALUE-code", "MODEL-status", "R01"} & rules


def test_a_house_adds_its_own_rules(clean: Path, tmp_path: Path) -> None:
    (tmp_path / "house.ttl").write_text(HOUSE_RULE)
    found = document(clean, "--shapes", tmp_path / "house.ttl")
    ours = [item for item in found["findings"] if item["rule"].startswith("HOUSE")]

    assert [(item["severity"], item["message"]["fr"]) for item in ours] == [
        ("warning", "Un service est attendu.")
    ]
    assert ours[0]["location"]["line"] == 2


def test_known_findings_are_left_out_by_a_baseline(poor: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "known.json"
    run(poor, "--write-baseline", baseline)
    poor.write_text(poor.read_text() + "patient simulé;bénévole\n")
    found = document(poor, "--baseline", baseline)

    assert [item["location"]["line"] for item in found["findings"] if item["rule"] == "R03"] == [3]


def test_standard_input_is_read_as_the_format_that_is_named() -> None:
    assert run("-", "--input-format", "csv", stdin=CLEAN).exit_code == 0
    turtle = "<http://example.org/a> <https://w3id.org/lexique/ns#role> 'patient traceur' ."
    done = run("-", "--input-format", "turtle", "--format", "json", stdin=turtle)

    assert "R03" in {item["rule"] for item in json.loads(done.stdout)["findings"]}


def test_a_folder_is_searched_and_other_files_are_announced(poor: Path) -> None:
    (poor.parent / "photo.png").write_bytes(b"x")
    done = run(poor.parent)

    assert done.exit_code == 1
    assert "photo.png" in done.stderr


def test_the_document_follows_its_schema(root: Path, poor: Path) -> None:
    schema = json.loads((root / "src/lexique/schemas/report-1.json").read_text())

    jsonschema.validate(document(poor), schema)


def test_the_same_input_gives_the_same_bytes(poor: Path) -> None:
    for form in ("text", "json", "jsonl", "csv", "sarif", "turtle"):
        first = run(poor, "--format", form).stdout_bytes
        assert first == run(poor, "--format", form).stdout_bytes


def test_a_workbook_without_rows_of_data_says_so(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Fonction", "Statut"])
    book.save(tmp_path / "x.xlsx")
    done = run(tmp_path / "x.xlsx")

    assert done.exit_code == 3
    assert "no declaration" in done.stdout


def test_the_examples_of_the_project_are_judged_in_both_languages(root: Path) -> None:
    for name in ("hopital.csv", "universite.xlsx", "association.jsonl"):
        for language in ("fr", "en"):
            done = CliRunner().invoke(
                main,
                ["validate", str(root / "examples" / name), "--lang", language,
                 "--on", "2026-11-21"],
            )  # fmt: skip
            assert done.exit_code == 1, name
            assert "Traceback" not in done.output


def test_no_socket_is_ever_opened(poor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)

    assert run(poor).exit_code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="addresses of other systems")
def test_an_address_is_no_file() -> None:
    assert run("http://127.0.0.1:8799/x.csv").exit_code == 3
