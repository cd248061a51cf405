"""`lexique check` as a user runs it: verdicts, exit codes, formats, baselines."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from lexique.cli import main

PREFIX = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix ex: <http://e.org/> .\n"
GOOD = PREFIX + 'ex:a a skos:Concept ; skos:prefLabel "chat"@fr ; skos:definition "félin."@fr .\n'
BAD = PREFIX + 'ex:a a skos:Concept ; skos:prefLabel "b"@fr ,\n  "c"@fr .\n'


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["check", *arguments], input=stdin)


def written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_bytes(text.encode())
    return str(path)


def _manifest() -> list[dict[str, str]]:
    manifest = Path(__file__).parents[2] / "shared" / "nasty" / "MANIFEST.tsv"
    if not manifest.is_file():
        return []
    kinds = {"turtle", "ntriples", "rdfxml", "jsonld"}
    with manifest.open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream, delimiter="\t") if row["kind"] in kinds]


@pytest.mark.parametrize("row", _manifest(), ids=lambda row: row["file"])
def test_a_nasty_file_gets_its_verdict(shared: Path, row: dict[str, str]) -> None:
    result = run(str(shared / "nasty" / row["file"]), "--format", "json")
    document = json.loads(result.stdout)
    rules = {finding["rule"] for finding in document["findings"]}
    lines = {finding["location"]["line"] for finding in document["findings"]}

    assert not any(ord(sign) < 32 and sign not in "\n" for sign in result.output)
    if row["expect"] == "reject":
        assert result.exit_code == 3
        assert rules == {"SYNTAX"}
        assert document["checked"] == 0
        assert row["line"] == "-" or lines == {int(row["line"])}
    elif row["expect"] in ("finding", "warn"):
        assert result.exit_code in (0, 1, 3)
        first, _, last = row["line"].partition("-")
        wanted = set(range(int(first), int(last or first) + 1)) if first.isdigit() else set()
        assert rules
        assert not wanted or lines & wanted
    else:
        assert result.exit_code in (0, 1, 3)
        assert result.exit_code != 3 or rules == {"SYNTAX"}  # nothing to check is said


def test_a_sound_vocabulary_exits_with_0(tmp_path: Path) -> None:
    assert run(written(tmp_path, "a.ttl", GOOD)).exit_code == 0


def test_a_violation_exits_with_1_and_never_when_asked(tmp_path: Path) -> None:
    path = written(tmp_path, "a.ttl", BAD)

    assert run(path).exit_code == 1
    assert run(path, "--fail-on", "never").exit_code == 0


def test_a_warning_fails_only_when_asked(tmp_path: Path) -> None:
    path = written(tmp_path, "a.ttl", GOOD.replace('"chat"', '"chat "'))

    assert run(path).exit_code == 0
    assert run(path, "--fail-on", "warning").exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("--select", "NOPE"),
        ("--profile", "nope"),
        ("--severity", "LAB-space=loud"),
        ("--severity", "NOPE=info"),
        ("--format", "nope"),
    ],
)
def test_a_wrong_option_exits_with_2(tmp_path: Path, arguments: tuple[str, str]) -> None:
    assert run(written(tmp_path, "a.ttl", GOOD), *arguments).exit_code == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.ttl", GOOD[:-3]), ("a.ttl", ""), ("a.ttl", "<http://a> <http://p> 1 ."), ("a.docx", "x")],
)
def test_what_cannot_be_checked_exits_with_3_and_still_gives_a_document(
    tmp_path: Path, name: str, text: str
) -> None:
    result = run(written(tmp_path, name, text), "--format", "json")
    document = json.loads(result.stdout)

    assert result.exit_code == 3
    assert document["checked"] == 0
    assert [finding["rule"] for finding in document["findings"]] == ["SYNTAX"]


def test_a_missing_file_exits_with_3(tmp_path: Path) -> None:
    assert run(str(tmp_path / "none.ttl"), "--format", "json").exit_code == 3


def test_several_files_give_the_worst_code_and_all_findings(tmp_path: Path) -> None:
    good, bad = written(tmp_path, "a.ttl", GOOD), written(tmp_path, "b.ttl", BAD)
    unread = written(tmp_path, "c.ttl", "nonsense")

    assert run(good, bad).exit_code == 1
    result = run(good, bad, unread, "--format", "json")
    rules = {finding["rule"] for finding in json.loads(result.stdout)["findings"]}
    assert result.exit_code == 3
    assert {"SYNTAX", "SKOS-S14"} <= rules


def test_a_folder_takes_what_is_read_and_announces_the_rest(tmp_path: Path) -> None:
    written(tmp_path, "a.ttl", GOOD)
    written(tmp_path, "notes.txt", "hello")

    result = run(str(tmp_path), "--lang", "en")

    assert result.exit_code == 0
    assert "notes.txt" in result.stderr
    assert "notes.txt" not in result.stdout


def test_standard_input_is_turtle_unless_said(tmp_path: Path) -> None:
    json_ld = '{"@id": "http://e.org/a", "http://www.w3.org/2004/02/skos/core#prefLabel": "x"}'

    assert run("-", stdin=GOOD).exit_code == 0
    assert run("-", stdin=json_ld).exit_code == 3
    assert run("-", "--input-format", "jsonld", stdin=json_ld).exit_code == 0


def test_the_json_keeps_the_contract(tmp_path: Path, root: Path) -> None:
    schema = json.loads((root / "src/lexique/schemas/report-1.json").read_text())
    result = run(written(tmp_path, "a.ttl", BAD), "--format", "json", "--select", "SKOS-S14")
    document = json.loads(result.stdout)

    jsonschema.validate(document, schema)
    assert {"schema", "version", "checked", "findings", "summary"} <= document.keys()
    assert document["checked"] == 1
    assert document["summary"] == {"violation": 1, "warning": 0, "info": 0}
    first, second = document["findings"]
    assert first["fingerprint"] == second["fingerprint"]
    assert set(first["location"]) == {
        "path",
        "line",
        "column",
        "sheet",
        "cell",
        "row",
        "heading",
        "focus_node",
        "result_path",
    }
    assert (first["location"]["line"], first["location"]["column"]) == (3, 23)
    assert (second["location"]["line"], second["location"]["column"]) == (4, 3)
    assert first["location"]["focus_node"] == "http://e.org/a"
    assert first["location"]["result_path"] == "http://www.w3.org/2004/02/skos/core#prefLabel"
    assert set(first["message"]) == set(first["mend"]) == {"fr", "en"}


@pytest.mark.parametrize(
    "form", ["text", "json", "jsonl", "csv", "html", "sarif", "junit", "github"]
)
def test_every_form_of_report_names_the_rule(tmp_path: Path, form: str) -> None:
    result = run(written(tmp_path, "a.ttl", BAD), "--format", form)

    assert result.exit_code == 1
    assert "SKOS-S14" in result.stdout


def test_a_baseline_hides_what_is_known_and_shows_what_is_new(tmp_path: Path, root: Path) -> None:
    path, baseline = written(tmp_path, "a.ttl", BAD), str(tmp_path / "known.json")
    run(path, "--write-baseline", baseline)
    schema = json.loads((root / "src/lexique/schemas/baseline-1.json").read_text())
    jsonschema.validate(json.loads(Path(baseline).read_text(encoding="utf-8")), schema)

    assert run(path, "--baseline", baseline).exit_code == 0
    written(tmp_path, "a.ttl", "\n\n" + BAD)
    assert run(path, "--baseline", baseline).exit_code == 0
    written(tmp_path, "a.ttl", BAD + 'ex:n skos:prefLabel "d"@fr , "e"@fr .\n')
    assert run(path, "--baseline", baseline).exit_code == 1


def test_a_file_that_is_no_baseline_exits_with_2(tmp_path: Path) -> None:
    path = written(tmp_path, "a.ttl", BAD)

    assert run(path, "--baseline", path).exit_code == 2


def test_severities_can_be_changed(tmp_path: Path) -> None:
    path = written(tmp_path, "a.ttl", BAD)

    assert run(path, "--severity", "SKOS-S14=info").exit_code == 0


def test_a_house_profile_comes_from_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path, "a.ttl", GOOD.replace('"chat"', '"chat "'))
    written(
        tmp_path,
        "lexique.toml",
        '[profiles.house]\nextends = "skos"\nignore = ["DEF"]\n'
        'severity = { LAB-space = "violation" }\n',
    )

    assert run(path).exit_code == 0
    assert run(path, "--profile", "house").exit_code == 1
    assert run(path, "--profile", "house", "--severity", "LAB-space=info").exit_code == 0
    assert run(path, "--profile", "other").exit_code == 2
    written(tmp_path, "lexique.toml", "[profiles.house]\nnonsense = 1\n")
    assert run(path, "--profile", "house").exit_code == 4


def test_our_own_vocabulary_has_no_violation(root: Path) -> None:
    result = run(str(root / "vocab"), "--format", "json")
    findings = json.loads(result.stdout)["findings"]

    violations = [
        f"{f['location']['path']}:{f['location']['line']} {f['rule']} {f['message']['en']}"
        for f in findings
        if f["severity"] == "violation"
    ]
    assert violations == []


def test_a_part_of_our_vocabulary_is_checked_with_the_rest_in_view(root: Path) -> None:
    result = run(str(root / "vocab" / "levels.ttl"), "--format", "json")
    document = json.loads(result.stdout)

    assert result.exit_code == 0
    assert document["checked"] == 4
    assert all(f["location"]["path"].endswith("levels.ttl") for f in document["findings"])
