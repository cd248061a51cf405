"""Names out, opaque identifiers in, and a key that only its owner can read."""

from __future__ import annotations

import stat
from pathlib import Path

import openpyxl
from click.testing import CliRunner

from lexique.cli import main

NAMES = (
    "Nom;Prénom;Fonction\r\nMartin;Anne;patiente partenaire\r\nDurand;Luc;RU\r\nMARTIN;anne;RU\r\n"
)


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["--lang", "en", "pseudonymise", *arguments])
    return done.exit_code, done.stderr


def test_one_person_gets_one_identifier_and_no_name_stays(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(NAMES.encode("cp1252"))
    code, _ = run(
        tmp_path, str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"),
        "--key", str(tmp_path / "key.csv"),
    )  # fmt: skip
    rows = [line.split(";") for line in (tmp_path / "out.csv").read_text("cp1252").splitlines()]

    assert code == 0
    assert [row[1] for row in rows] == ["Fonction", "patiente partenaire", "RU", "RU"]
    assert rows[1][0] == rows[3][0] != rows[2][0]
    assert not {"Martin", "Anne", "Durand", "Luc"} & {cell for row in rows for cell in row}


def test_the_key_is_for_its_owner_alone_and_is_continued(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(NAMES)
    key = tmp_path / "key.csv"
    arguments = (str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), "--key", str(key))
    run(tmp_path, *arguments)
    first = (tmp_path / "out.csv").read_bytes()
    run(tmp_path, *arguments)

    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert (tmp_path / "out.csv").read_bytes() == first
    assert key.read_text("utf-8-sig").count("Martin Anne") == 1


def test_the_key_lies_beside_the_table_unless_told_otherwise(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(NAMES)
    code, said = run(tmp_path, str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"))

    assert code == 0
    assert "in.key.csv" in said
    assert stat.S_IMODE((tmp_path / "in.key.csv").stat().st_mode) == 0o600


def test_title_lines_above_the_header_of_a_workbook_are_kept(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Liste des bénévoles", None], [None, None], ["Nom", "Statut"], ["Martin", "CDI"]):
        book.active.append(row)
    book.save(tmp_path / "in.xlsx")
    code, _ = run(
        tmp_path, str(tmp_path / "in.xlsx"), "-o", str(tmp_path / "out.xlsx"),
        "--key", str(tmp_path / "key.csv"),
    )  # fmt: skip
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active

    assert code == 0
    assert sheet["A1"].value == "Liste des bénévoles"
    assert sheet["B4"].value == "CDI"
    assert sheet["A4"].value != "Martin"


def test_names_nested_in_json_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        '{"personne": {"nom": "Martin", "prenom": "Anne"}, "role": "RU"}\n'
    )
    code, _ = run(
        tmp_path, str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl"),
        "--key", str(tmp_path / "key.csv"),
    )  # fmt: skip
    written = (tmp_path / "out.jsonl").read_text()

    assert code == 0
    assert "Martin" not in written and "Anne" not in written
    assert '"role": "RU"' in written


def test_the_input_is_never_the_key_or_the_output(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(NAMES.encode())

    assert run(tmp_path, str(path), "-o", str(path), "--key", str(tmp_path / "k.csv"))[0] == 2
    assert run(tmp_path, str(path), "-o", str(tmp_path / "o.csv"), "--key", str(path))[0] == 2
    assert run(tmp_path, str(path), "-o", "k.csv", "--key", "k.csv")[0] == 2
    assert run(tmp_path, str(path), "--key", "-")[0] == 2
    assert path.read_bytes() == NAMES.encode()


def test_a_table_without_names_or_a_strange_key_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("Fonction;Statut\nRU;CDI\n")
    (tmp_path / "named.csv").write_text(NAMES)
    (tmp_path / "strange.csv").write_text("a;b\n1;2\n")

    key = str(tmp_path / "key.csv")
    assert run(tmp_path, str(tmp_path / "in.csv"), "--key", key)[0] == 2
    strange = str(tmp_path / "strange.csv")
    assert run(tmp_path, str(tmp_path / "named.csv"), "--key", strange)[0] == 3
    assert (tmp_path / "strange.csv").read_text() == "a;b\n1;2\n"
