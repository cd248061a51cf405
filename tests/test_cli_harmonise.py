"""`lexique harmonise`: what is kept, what is added, where it goes and what is said."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import lexique
from lexique.cli import main
from lexique.model import Outcome, Reason, Resolution, Text
from lexique.tables.roles import RoleAnswers

NEW = ["outcome", "concept", "label", "reason"]


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["harmonise", *map(str, arguments)], input=stdin)


def written(folder: Path, text: str | bytes, name: str = "x.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def cells(data: bytes, separator: str = ";", encoding: str = "utf-8-sig") -> list[list[str]]:
    stream = io.StringIO(data.decode(encoding), newline="")
    return list(csv.reader(stream, delimiter=separator))


def answer(name: str, context: object = None) -> list[str]:
    """Return outcome and slugs as the library gives them."""
    found = lexique.load().harmonise(name, context=context)  # type: ignore[arg-type]
    return [str(found.outcome), "|".join(found.concepts)]


# --- what is kept and what is added ---


def test_every_cell_is_kept_and_four_columns_are_added(tmp_path: Path) -> None:
    text = 'id;fonction;note\n010000123;patiente partenaire;"a ""b""; c"\n2;plombier;\n'
    path = written(tmp_path, text)

    result = run(path, "--column", "Fonction", "-o", tmp_path / "out.csv")
    data = (tmp_path / "out.csv").read_bytes()

    assert result.exit_code == 0, result.output
    for old, new in zip(text.splitlines(), data.decode().splitlines(), strict=True):
        assert new.startswith(f"{old};")
    rows = cells(data)
    assert rows[0] == ["id", "fonction", "note", *(f"fonction_{suffix}" for suffix in NEW)]
    assert rows[1][3:5] == ["matched", "patient-partenaire"]
    assert rows[2][3:5] == ["unknown", ""]
    assert rows[1][5] == "patient partenaire"


def test_title_lines_blank_rows_and_notes_below_are_kept(tmp_path: Path) -> None:
    text = "Liste 2026\n\nnom;Rôle;x\na;pair-aidant;1\n\n;;\nb;usager;2\nSource : DRH\n"

    data = run(written(tmp_path, text), "--column", "role").stdout_bytes
    lines = data.decode().splitlines()

    assert lines[:2] == ["Liste 2026", ""]
    assert lines[2].startswith("nom;Rôle;x;Rôle_outcome;")
    assert lines[4] == ""
    assert set(lines[5]) == {";"}
    assert lines[6].startswith("b;usager;2;not-a-role;")
    assert lines[7].rstrip(";") == "Source : DRH"


@pytest.mark.parametrize(
    ("encoding", "separator", "end"),
    [
        ("cp1252", ";", "\r\n"),
        ("utf-8-sig", ",", "\n"),
        ("utf-16", "\t", "\r\n"),
        ("utf-8", "|", "\r"),
    ],
)
def test_csv_keeps_separator_encoding_mark_and_line_ends(
    encoding: str, separator: str, end: str, tmp_path: Path
) -> None:
    text = end.join([separator.join(["rôle", "été"]), separator.join(["patient", "ça"]), ""])
    path = written(tmp_path, text.encode(encoding))

    data = run(path, "--column", "role").stdout_bytes

    mark = path.read_bytes()[:3] if encoding == "utf-8-sig" else b""
    assert data.startswith(mark)
    decoded = data.decode(encoding)
    assert [line.split(separator)[:2] for line in decoded.split(end)[:2]] == [
        ["rôle", "été"],
        ["patient", "ça"],
    ]
    assert decoded.count(end) == 2 and decoded.count("\n") == end.count("\n") * 2


def test_mixed_line_ends_are_kept(tmp_path: Path) -> None:
    data = run(written(tmp_path, b"role;x\r\na;1\nb;2\rc;3"), "--column", "role").stdout_bytes

    assert [part for part in (b"\r\n", b"\n", b"\r") if data.count(part)] == [b"\r\n", b"\n", b"\r"]
    assert not data.endswith((b"\n", b"\r"))


def test_a_clash_of_headings_gets_a_number(tmp_path: Path) -> None:
    path = written(tmp_path, "role;ROLE_Outcome;role_outcome_2\na;b;c\n")

    header = cells(run(path, "--column", "role").stdout_bytes)[0]

    assert header[3:] == ["role_outcome_3", "role_concept", "role_label", "role_reason"]


def test_only_our_cells_are_neutralised_unless_all_are_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, "=role;note\n=1+1;-2\n@x;+A\n")

    plain = cells(run(path, "--column", "=role").stdout_bytes)
    safe = cells(run(path, "--column", "=role", "--safe-csv").stdout_bytes)

    assert [row[:2] for row in plain] == [["=role", "note"], ["=1+1", "-2"], ["@x", "+A"]]
    assert plain[0][2] == "'=role_outcome"
    assert [row[:2] for row in safe] == [["'=role", "note"], ["'=1+1", "-2"], ["'@x", "'+A"]]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, "role\nMSP\npatient\n")

    assert run(path).stdout_bytes == run(path).stdout_bytes


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)


@given(rows=st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=5))
def test_no_cell_is_ever_changed(
    rows: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([("fonction", "b", "c"), *rows])
    path = written(tmp_path_factory.mktemp("kept"), stream.getvalue())

    result = run(path, "--column", "fonction", "--separator", ";")

    assert result.exit_code == 0, result.output
    assert [tuple(row[:3]) for row in cells(result.stdout_bytes, encoding="utf-8")[1:]] == rows


# --- which columns ---


def test_without_column_the_one_heading_that_designates_a_role_is_taken(tmp_path: Path) -> None:
    path = written(tmp_path, "Établissement;Intitulé du poste;Date\nx;pair-aidant;1\n")

    assert cells(run(path).stdout_bytes)[1][3:5] == ["matched", "pair-aidant"]


@pytest.mark.parametrize(
    ("text", "arguments", "said"),
    [
        ("couleur;taille\na;b\n", [], "couleur"),
        ("fonction;rôle\na;b\n", [], "fonction"),
        ("couleur;taille\na;b\n", ["--column", "role"], "taille"),
        ("role;taille\na;b\n", ["--column", "role", "--context-column", "service"], "taille"),
    ],
)
def test_a_column_that_is_absent_or_unclear_is_wrong_usage_with_the_headings_seen(
    text: str, arguments: Sequence[str], said: str, tmp_path: Path
) -> None:
    result = run(written(tmp_path, text), *arguments, "-o", tmp_path / "out.csv")

    assert result.exit_code == 2
    assert said in result.stderr
    assert not (tmp_path / "out.csv").exists()


def test_two_headings_equal_to_the_column_are_refused(tmp_path: Path) -> None:
    result = run(written(tmp_path, " RÔLE\u00a0,ROLE\na,b\n"), "--column", "role")

    assert result.exit_code == 3
    assert "x.csv:1" in result.stderr


def test_other_double_or_empty_headings_do_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path, "role;x;X;\npair-aidant;1;2;3\n")

    result = run(path, "--column", "role")

    assert result.exit_code == 0
    assert cells(result.stdout_bytes)[1][4] == "matched"


def test_the_other_cells_are_context_unless_columns_are_named(tmp_path: Path) -> None:
    path = written(tmp_path, "fonction;service;projet\nMSP;psychiatrie;maison\n")
    default = answer("MSP", {"service": "psychiatrie", "projet": "maison"})
    named = answer("MSP", {"service": "psychiatrie"})

    assert cells(run(path).stdout_bytes)[1][3:5] == default
    assert cells(run(path, "--context-column", "SERVICE").stdout_bytes)[1][3:5] == named
    assert named[0] == "matched"


def test_a_column_of_jurisdictions_is_used_before_the_option(tmp_path: Path) -> None:
    path = written(tmp_path, "fonction;pays\nmédiateur en santé;LU\nmédiateur en santé;\n")
    load = lexique.load()

    rows = cells(run(path, "--jurisdiction", "FR").stdout_bytes)

    for row, code in zip(rows[1:], ("LU", "FR"), strict=True):
        found = load.harmonise("médiateur en santé", jurisdiction=code)
        assert row[2:4] == [str(found.outcome), "|".join(found.concepts)]


# --- other formats ---


def test_a_workbook_gets_the_columns_and_stays_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Université"], [], ["Nom", "Fonction"], ["a", "pair-aidant"], ["b", 12]):
        book.active.append(row)
    book.save(tmp_path / "x.xlsx")

    result = run(tmp_path / "x.xlsx", "-o", tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active

    assert result.exit_code == 0, result.output
    assert [cell.value for cell in sheet[3]][2:4] == ["Fonction_outcome", "Fonction_concept"]
    assert [cell.value for cell in sheet[4]][:4] == ["a", "pair-aidant", "matched", "pair-aidant"]
    assert sheet["B5"].value == 12 and sheet["C5"].value == "unknown"
    assert sheet["A1"].value == "Université" and sheet["C1"].value is None


def test_a_workbook_becomes_csv_for_spreadsheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = "Fonction"
    book.active["B5"] = "pair-aidant"
    book.save(tmp_path / "x.xlsx")

    run(tmp_path / "x.xlsx", "-o", tmp_path / "out.csv")
    data = (tmp_path / "out.csv").read_bytes()

    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == 5
    assert cells(data)[4][:4] == ["", "pair-aidant", "matched", "pair-aidant"]
    assert "".join(cells(data)[2]) == ""


def test_separator_and_encoding_of_a_new_csv_can_be_chosen(tmp_path: Path) -> None:
    path = written(tmp_path, '{"role": "pair-aidant", "x": "é"}\n', "x.jsonl")

    run(path, "-o", tmp_path / "out.csv", "--separator", ",", "--encoding", "cp1252")

    rows = cells((tmp_path / "out.csv").read_bytes(), ",", "cp1252")
    assert rows[0][:2] == ["role", "x"] and rows[1][1:3] == ["é", "matched"]


def test_csv_becomes_a_workbook_of_texts(tmp_path: Path) -> None:
    path = written(tmp_path, "id;fonction\n010000123;=1+1\n")

    run(path, "-o", tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active

    assert [cell.value for cell in sheet[2]][:3] == ["010000123", "=1+1", "unknown"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


def test_json_lines_keep_every_key_in_order_and_numbers_as_written(tmp_path: Path) -> None:
    text = '{"z": 1.50, "role": "pair-aidant", "a": [1, {"b": null}]}\n\n{"role": ""}\n'

    lines = run(written(tmp_path, text, "x.jsonl")).stdout.splitlines()

    assert lines[0].startswith(
        '{"z": 1.50, "role": "pair-aidant", "a": [1, {"b": null}], "role_out'
    )
    assert json.loads(lines[1])["role_outcome"] == "unknown"


def test_nested_keys_get_their_answer_beside_them_and_lists_in_parallel(tmp_path: Path) -> None:
    record = {"p": {"f": ["pair-aidant", "plombier"], "f_label": 1}, "q": 2}
    path = written(tmp_path, json.dumps(record), "x.jsonl")

    found = json.loads(run(path, "--column", "P.F").stdout)

    assert found["p"]["f_outcome"] == ["matched", "unknown"]
    assert found["p"]["f_concept"] == ["pair-aidant", ""]
    assert list(found["p"]) == ["f", "f_label", "f_outcome", "f_concept", "f_label_2", "f_reason"]
    assert found["q"] == 2


def test_a_list_of_objects_is_answered_in_each(tmp_path: Path) -> None:
    people = [{"f": "MSP", "service": "psychiatrie"}, {"f": "MSP", "service": "cuisine"}, 3]
    path = written(tmp_path, json.dumps({"people": people}), "x.jsonl")

    found = json.loads(run(path, "--column", "people.f").stdout)["people"]

    for person in people[:2]:
        wanted = answer("MSP", {"service": person["service"]})  # type: ignore[index]
        assert wanted in [[item["f_outcome"], item["f_concept"]] for item in found[:2]]
    assert found[2] == 3


def test_a_json_document_stays_one(tmp_path: Path) -> None:
    path = written(tmp_path, '[{"role": "pair-aidant"}, {"role": null}]', "x.json")

    outcomes = [item["role_outcome"] for item in json.loads(run(path).stdout)]

    assert outcomes == ["matched", "unknown"]


def test_csv_becomes_json_lines(tmp_path: Path) -> None:
    path = written(tmp_path, "Titre\nfonction;;x\npair-aidant;;1\n;;\n")

    result = run(path, "-o", tmp_path / "out.jsonl")

    (record,) = map(json.loads, (tmp_path / "out.jsonl").read_text().splitlines())
    assert (record["fonction"], record["x"], record["fonction_outcome"]) == (
        "pair-aidant",
        "1",
        "matched",
    )
    assert result.exit_code == 0


def test_standard_input_is_told_apart_by_its_content() -> None:
    assert b"matched" in run("-", stdin=b"fonction;x\npair-aidant;1\n").stdout_bytes
    assert b'"matched"' in run("-", stdin=b'{"fonction": "pair-aidant"}\n').stdout_bytes
    assert run("-", stdin=b'[{"fonction": "pair-aidant"}]').stdout.startswith("[\n")


# --- what is said, and when nothing is written ---


def test_how_the_table_was_read_is_said_on_standard_error(tmp_path: Path) -> None:
    path = written(tmp_path, "Titre;\nrôle;x\npair-aidant;1\nMSP;2\n".encode("cp1252"))

    french = run(path).stderr
    english = run(path, "--lang", "en").stderr

    assert all(word in english for word in ("Windows-1252", "“;”", "row 2", "2 names harmonised"))
    assert "Windows-1252" in french and "2 noms" in french


def test_a_character_that_the_encoding_lacks_makes_it_utf8(tmp_path: Path) -> None:
    path = written(tmp_path, "role;x\nзнахарь;1\n".encode("cp1251"))

    result = run(path, "--encoding", "cp1251", "--lang", "en")

    assert result.stdout_bytes.startswith(b"\xef\xbb\xbf") == ("UTF-8" in result.stderr)
    assert "знахарь" in result.stdout_bytes.decode(
        "utf-8-sig" if "UTF-8" in result.stderr else "cp1251"
    )


@pytest.mark.parametrize("outcome", ["ambiguous", "not-a-role", "unknown"])
def test_an_outcome_can_make_the_run_fail_after_writing(outcome: str, tmp_path: Path) -> None:
    path = written(tmp_path, "fonction\npair-aidant\npatient traceur\nplombier\n")
    results = {
        str(lexique.load().harmonise(name).outcome) for name in ("patient traceur", "plombier")
    }

    result = run(path, "--fail-on", outcome, "-o", tmp_path / "out.csv")

    assert result.exit_code == (1 if outcome in results else 0)
    assert (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a;fonction\n1;2\n3\n4;5\n",
        b'fonction\n"x\n',
        b"fonction\nr\xc3\xb4le\nr\xf4le\n",
        b"<html>",
    ],
)
def test_bad_input_gets_exit_3_and_no_output(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old")

    result = run(written(tmp_path, data), "--column", "fonction", "-o", tmp_path / "out.csv")

    assert result.exit_code == 3
    assert result.stdout == "" and "x.csv" in result.stderr
    assert (tmp_path / "out.csv").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 2


def test_the_input_as_output_and_a_strange_extension_are_wrong_usage(tmp_path: Path) -> None:
    path = written(tmp_path, "fonction\nx\n")

    assert run(path, "-o", path).exit_code == 2
    assert run(path, "-o", tmp_path / "x.docx").exit_code == 2
    assert run(path, "--separator", "ab").exit_code == 2
    assert run(path, "--limit", "rows=0").exit_code == 2
    assert path.read_text() == "fonction\nx\n"


def test_workbooks_with_and_without_macros_are_not_made_of_each_other(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["fonction"])
    book.active.append(["pair-aidant"])
    for name in ("x.xlsx", "x.xlsm"):
        book.save(tmp_path / name)

    assert run(tmp_path / "x.xlsm", "-o", tmp_path / "y.xlsx").exit_code == 2
    assert run(tmp_path / "x.xlsx", "-o", tmp_path / "y.xlsm").exit_code == 2
    assert run(tmp_path / "x.xlsm", "-o", tmp_path / "y.xlsm").exit_code == 0


def test_a_text_too_long_for_a_workbook_is_refused_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, f"fonction\nx\n{'y' * 32_768}\n")

    result = run(path, "-o", tmp_path / "out.xlsx")

    assert result.exit_code == 3 and "x.csv:3" in result.stderr
    assert not (tmp_path / "out.xlsx").exists()


def test_an_existing_output_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old")

    run(written(tmp_path, "fonction\nx\n"), "-o", tmp_path / "out.csv")

    assert "old" not in (tmp_path / "out.csv").read_text()


def test_formulas_without_value_in_the_column_are_told(shared: Path) -> None:
    result = run(shared / "nasty" / "xlsx_formula_no_cache.xlsx", "--lang", "en", "-o", "-")

    assert "A2" in result.stderr


def test_no_control_byte_reaches_the_terminal(tmp_path: Path) -> None:
    path = written(tmp_path, "\x1b[31mcouleur;\x07b\na;b\n")

    stderr = run(path, "--column", "x\x1b]0;y\x07").stderr_bytes

    assert not any(byte < 0x20 and byte != 0x0A for byte in stderr)


# --- how often the engine is asked ---


class Counting:
    """A lexicon that counts what it is asked."""

    def __init__(self, outcome: Outcome) -> None:
        self.asked: list[tuple[str, Any]] = []
        self._outcome = outcome

    def harmonise(self, text: str, *, context: Any = None, **_: Any) -> Resolution:
        self.asked.append((text, context))
        reason = Reason("x", Text("fr", "en"))
        return Resolution(text, self._outcome, (), None, (), (), reason)


def test_a_name_is_worked_out_once_and_context_only_where_it_may_decide() -> None:
    clear, unclear = Counting(Outcome.MATCHED), Counting(Outcome.AMBIGUOUS)

    for lexicon in (clear, unclear):
        answers = RoleAnswers(lexicon, "fr")
        for number in range(100):
            context = {"id": f"{number:09}", "service": "psychiatrie"}
            answers.cells("MSP", lambda found=context: found, None)  # type: ignore[misc]
        assert answers.counts.total() == 100

    assert clear.asked == [("MSP", None)]
    assert unclear.asked == [("MSP", None), ("MSP", {"service": "psychiatrie"})]


NAMES = ["MSP", "RU", "patiente experte", "médiateur", "témoin", "pair", "patient traceur", "zzz"]
WORDS = ["psychiatrie", "titulaire", "CDU", "ETP", "", "oncologie", "université", "association"]
IDENTIFIERS = ["6513270e-269e-4d37-b2a7-4de452e6b438", "990000010", "01/09/2024", "12,5", ""]


@given(
    name=st.sampled_from(NAMES),
    words=st.lists(st.sampled_from(WORDS), max_size=3),
    identifiers=st.lists(st.sampled_from(IDENTIFIERS), max_size=2),
    jurisdiction=st.sampled_from([None, "FR", "BE"]),
)
def test_what_is_remembered_is_what_the_whole_context_would_give(
    name: str, words: list[str], identifiers: list[str], jurisdiction: str | None
) -> None:
    lexicon = lexique.load()
    context = {str(at): cell for at, cell in enumerate([*identifiers, *words, *identifiers])}
    whole = lexicon.harmonise(name, context=context, jurisdiction=jurisdiction)

    cells = RoleAnswers(lexicon, "fr").cells(name, lambda: context, jurisdiction)

    assert cells[:2] == (str(whole.outcome), "|".join(whole.concepts))
