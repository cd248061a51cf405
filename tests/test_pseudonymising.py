"""Names out, opaque identifiers in, and a key that only its owner can read."""

from __future__ import annotations

import stat
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.table import Table
from tests.workbooks import write_workbook

from lexique.cli import main
from lexique.tables.delimited import raw_cells

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


def formatted_workbook(path: Path, *, note: str = "") -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Équipe"
    for row in (
        ["Liste des bénévoles"], [], ["Nom", "Prénom", "Fonction", "Entrée", "Total"],
        ["Zylberstein", "Anne", "patiente partenaire", date(2024, 3, 1), "=1+1"],
        [None, "Quentin", "RU", date(2025, 4, 2), "=D5*2"],
        ["Zylberstein", "Anne", "RU", None, None],
    ):  # fmt: skip
        sheet.append(row)
    sheet["A4"].font = Font(bold=True, color="FFCC0000")
    sheet["C4"].comment = Comment("à revoir", "x")
    sheet.column_dimensions["C"].width = 41
    sheet.add_table(Table(displayName="Equipe", ref="A3:E6"))
    book.create_sheet("Autres").append([note])
    book.save(path)


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_workbook_keeps_its_formats_and_every_other_part(tmp_path: Path) -> None:
    formatted_workbook(tmp_path / "in.xlsx")
    code, said = run(
        tmp_path, str(tmp_path / "in.xlsx"), "-o", str(tmp_path / "out.xlsx"),
        "--key", str(tmp_path / "key.csv"),
    )  # fmt: skip
    before, after = parts_of(tmp_path / "in.xlsx"), parts_of(tmp_path / "out.xlsx")
    changed = {name for name in before if before[name] != after[name]}
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Équipe"]

    assert code == 0
    assert "elsewhere" not in said
    assert list(before) == list(after)
    assert changed == {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml"}
    assert not [name for name, data in after.items() if b"Zylberstein" in data or b"Quen" in data]
    assert sheet["A4"].font.bold and sheet["A4"].font.color.rgb == "FFCC0000"
    assert sheet["A4"].value == sheet["A6"].value != sheet["A5"].value
    assert len(sheet["A5"].value) == 36
    assert [cell.value for cell in sheet[3]][1:] == ["Prénom", "Fonction", "Entrée", "Total"]
    assert sheet["A3"].value == sheet.tables["Equipe"].tableColumns[0].name
    assert (sheet["B4"].value, sheet["E4"].value, sheet["E5"].value) == (None, "=1+1", "=D5*2")
    assert sheet["C4"].comment.text == "à revoir"


def test_a_name_leaves_the_shared_strings_unless_another_cell_holds_it(tmp_path: Path) -> None:
    strings = ("Nom", "Fonction", "Zylberstein", "RU", "Quentin", "Le Goff")
    rows = ((0, 1), (2, 3), (4, 3), (5, 4))
    xml = "".join(
        f'<row r="{number}"><c r="A{number}" t="s"><v>{name}</v></c>'
        f'<c r="B{number}" t="s"><v>{role}</v></c></row>'
        for number, (name, role) in enumerate(rows, start=1)
    )
    other = '<row r="1"><c r="A1" t="s"><v>5</v></c></row>'
    write_workbook(tmp_path / "in.xlsx", {"A": xml, "B": other}, strings=strings)
    code, said = run(
        tmp_path, str(tmp_path / "in.xlsx"), "-o", str(tmp_path / "out.xlsx"),
        "--key", str(tmp_path / "key.csv"),
    )  # fmt: skip
    shared = parts_of(tmp_path / "out.xlsx")["xl/sharedStrings.xml"].decode()

    assert code == 0
    assert "Zylberstein" not in shared
    assert "<si><t>Quentin</t></si><si><t>Le Goff</t></si></sst>" in shared
    assert "“Fonction”" in said and "“B”" in said
    assert shared.count("<si>") == len(strings)


def test_names_that_stand_elsewhere_are_said_and_left(tmp_path: Path) -> None:
    formatted_workbook(tmp_path / "in.xlsx", note="vu avec Anne ZYLBERSTEIN")
    _, in_workbook = run(
        tmp_path, str(tmp_path / "in.xlsx"), "-o", str(tmp_path / "out.xlsx"),
        "--key", str(tmp_path / "key.csv"),
    )  # fmt: skip
    (tmp_path / "in.csv").write_text("Nom;Fonction;Note\nMartin;RU;vu par M. Martin\n")
    _, in_text = run(
        tmp_path, str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"),
        "--key", str(tmp_path / "key2.csv"),
    )  # fmt: skip

    assert "“Autres”" in in_workbook
    assert "“Note”" in in_text
    assert "Martin" in (tmp_path / "out.csv").read_text()


def test_a_name_that_a_formula_computes_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nom", "Fonction"])
    book.active.append(['="Mar"&"tin"', "RU"])
    book.save(tmp_path / "in.xlsx")
    code, said = run(
        tmp_path, str(tmp_path / "in.xlsx"), "-o", str(tmp_path / "out.xlsx"),
        "--key", str(tmp_path / "key.csv"),
    )  # fmt: skip

    assert code == 3
    assert "A2" in said
    assert not (tmp_path / "out.xlsx").exists() and not (tmp_path / "key.csv").exists()


def test_every_other_byte_of_a_text_file_stays(tmp_path: Path) -> None:
    text = (
        '\ufeff"Titre"\r\n"Nom" ;Fonction;"Note"\nMartin;"RU" ;a"b\r\n"Le ""Gall""";RU;"x\ny;z"\n'
    )
    (tmp_path / "in.csv").write_bytes(text.encode())
    run(
        tmp_path, str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"),
        "--key", str(tmp_path / "key.csv"), "--heading", "Code",
    )  # fmt: skip
    key = (tmp_path / "key.csv").read_text("utf-8-sig").splitlines()[1:]
    codes = {line.partition(";")[2]: line.partition(";")[0] for line in key}
    expected = text.replace('"Nom" ', "Code").replace("Martin", codes["Martin"])
    expected = expected.replace('"Le ""Gall"""', codes['"Le ""Gall"""'])

    assert (tmp_path / "out.csv").read_bytes() == expected.encode()


@pytest.mark.parametrize("raw", ["", "a", ";", 'a;"b;c" ;d', '"a""b";""', '"x\n;y";z;', 'a"b;c'])
def test_the_cells_of_a_row_as_written_make_the_row(raw: str) -> None:
    assert ";".join(raw_cells(raw, ";")) == raw


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
