"""The terminologist's other commands: fmt, export, import, stats, rules, explain."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lexique.cli import main

MESSY = """# top
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <http://e.org/> .
ex:b skos:altLabel "=1+1"@fr , "-x"@fr , "'y"@fr ; # beside
  # above
  a skos:Concept .
ex:a a skos:Concept ; skos:broader ex:b .
"""


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    path = tmp_path / "v" / "a.ttl"
    path.parent.mkdir()
    path.write_text(MESSY, encoding="utf-8")
    return path


def test_fmt_names_checks_shows_and_writes(messy: Path) -> None:
    assert run("fmt", str(messy)).exit_code == 0
    assert run("fmt", "--check", str(messy)).exit_code == 1
    assert "+ex:a" in run("fmt", "--diff", str(messy)).stdout
    assert messy.read_text(encoding="utf-8") == MESSY
    assert run("fmt", "-i", str(messy)).exit_code == 0
    assert run("fmt", "--check", str(messy.parent)).exit_code == 0


def test_fmt_reads_standard_input_and_writes_standard_output() -> None:
    result = run("fmt", "-", stdin=MESSY)

    assert result.exit_code == 0
    assert result.stdout.startswith("# top\n\n@prefix ex:")


def test_fmt_leaves_a_file_that_it_cannot_read(messy: Path) -> None:
    messy.write_text(MESSY + "ex:c", encoding="utf-8")

    assert run("fmt", "-i", str(messy)).exit_code == 3
    assert messy.read_text(encoding="utf-8") == MESSY + "ex:c"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_spreadsheet_brings_the_files_back(messy: Path, tmp_path: Path, form: str) -> None:
    run("fmt", "-i", str(messy))
    sheet = tmp_path / f"sheet.{form}"

    assert run("export", str(messy.parent), "-o", str(sheet)).exit_code == 0
    assert run("import", str(sheet), "-o", str(tmp_path / "back")).exit_code == 0

    assert (tmp_path / "back" / "a.ttl").read_bytes() == messy.read_bytes()


def test_no_cell_of_an_exported_csv_is_a_formula(messy: Path) -> None:
    lines = run("export", str(messy), "--to", "csv").stdout.splitlines()

    assert not [cell for line in lines for cell in line.split(";") if cell[:1] in "=+-@" and cell]


def test_import_refuses_what_is_no_export_or_leaves_the_folder(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("a;b\n1;2\n", encoding="utf-8")
    assert run("import", str(sheet), "-o", str(tmp_path)).exit_code == 2

    head = "file;subject;property;value;language;type;comment\n"
    sheet.write_text(head + "../x.ttl;<http://a>;<http://p>;1;;turtle;\n", encoding="utf-8")
    assert run("import", str(sheet), "-o", str(tmp_path / "in")).exit_code == 3
    assert not (tmp_path / "x.ttl").exists()

    sheet.write_text(head + "x.ttl;ex:a;ex:p;1;;turtle;\n", encoding="utf-8")
    assert run("import", str(sheet), "-o", str(tmp_path / "in")).exit_code == 3
    assert not (tmp_path / "in" / "x.ttl").exists()


def test_stats_counts_a_thesaurus(shared: Path) -> None:
    path = shared / "corpora" / "lom_role.ttl"

    counts = json.loads(run("stats", str(path), "--format", "json").stdout)

    assert counts["concepts"] == 15
    assert counts["labels"]["prefLabel"] == {"de": 15, "en": 15}
    assert counts["definitions"] == {"de": 14, "en": 14}
    assert counts["undefined"] == 1
    assert counts["top_concepts"] == 15
    assert counts["depth"] == 1


def test_stats_of_our_own_vocabulary_tell_its_designations() -> None:
    counts = json.loads(run("stats", "--format", "json").stdout)

    assert counts["designations"]["designations"] > 1000
    assert run("stats", "--lang", "en").exit_code == 0


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_rule_can_be_listed_and_explained(language: str) -> None:
    listed = json.loads(run("rules", "--format", "json").stdout)
    ids = [rule["id"] for rule in listed]

    explained = run("explain", *ids, "--lang", language)

    assert explained.exit_code == 0
    assert len(ids) == len(set(ids))
    assert {"SYNTAX", "SKOS-S27", "LAB-space", "R04"} <= set(ids)
    assert all(rule["what"][0][language] for rule in listed)


def test_an_unknown_rule_exits_with_2_and_a_suggestion() -> None:
    result = run("explain", "SKOS-S72x", "--lang", "en")

    assert result.exit_code == 2
    assert "SKOS-S" in result.stderr
    assert run("rules", "NOPE").exit_code == 2
