"""Text tables: rows, separators, headers and their faults, with the place of each."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexique.errors import InputError
from lexique.files import LIMITS
from lexique.headings import heading_key
from lexique.tables import CellKind, Reading, Record, Records, Row, open_table, read_records
from lexique.tables.delimited import SEPARATORS, joined, split_rows
from lexique.tables.dialect import find_separator
from lexique.tables.header import holds
from lexique.tables.neutralising import is_formula_like, neutralised

PROPERTIES = {
    "role": "role",
    "fonction": "role",
    "date": "start",
    "note": "note",
    "finess": "finess",
    "actif": "active",
    "montant": "amount",
    "a": "role",
    "x": "extra",
}


def property_of(heading: str) -> str | None:
    """Stand in for the designations of properties that the vocabulary holds."""
    return PROPERTIES.get(heading_key(heading))


def read(path: Path, **options: object) -> tuple[Records, list[Record]]:
    """Return the records of a file, read to the end."""
    with read_records(str(path), property_of=property_of, reading=Reading(**options)) as records:  # type: ignore[arg-type]
        return records, list(records)


def written(tmp_path: Path, text: str, name: str = "x.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def rows_of(text: str, separator: str = ",") -> list[Row]:
    lines = io.StringIO(text, newline="")
    return list(split_rows(lines, separator, "x.csv", LIMITS))


def fault(path: Path, **options: object) -> InputError:
    with pytest.raises(InputError) as raised:
        read(path, **options)
    return raised.value


def line_of(error: InputError) -> int | None:
    return error.where.line if error.where else None


# --- rows --------------------------------------------------------------------------------------


def test_quoted_cells_hold_separators_quotation_marks_and_line_ends() -> None:
    rows = rows_of('a,"b,c","d ""e"" f"\r\n"g\nh",i,j\n')

    assert [row.cells for row in rows] == [("a", "b,c", 'd "e" f'), ("g\nh", "i", "j")]
    assert [(row.number, row.line, row.end) for row in rows] == [(1, 1, "\r\n"), (2, 2, "\n")]


def test_a_quotation_mark_inside_a_bare_cell_is_an_ordinary_sign() -> None:
    assert rows_of('écran 5",x\n')[0].cells == ('écran 5"', "x")


def test_lines_are_physical_and_numbers_are_those_of_a_spreadsheet() -> None:
    rows = rows_of('a\n"b\r\nc\nd"\n\ne\n')

    assert [(row.number, row.line) for row in rows] == [(1, 1), (2, 2), (3, 5), (4, 6)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n"c,d\ne,f\n', 2),
        ('a,b\nc,"d\n\n\n', 2),
        ('a,b\n1,"x\n2,"y"\n', 2),
        ('a\n"b" c\n', 2),
        ('a\nb\n"x "y" z"\n', 3),
    ],
)
def test_an_unclosed_quotation_mark_is_refused_with_the_line_that_opens_it(
    text: str, line: int
) -> None:
    with pytest.raises(InputError) as raised:
        rows_of(text)

    assert line_of(raised.value) == line


def test_an_unclosed_quotation_mark_does_not_swallow_a_large_file() -> None:
    limits = LIMITS.with_overrides(["cell_characters=1000"])
    lines = iter(['a,"b\n', *["x" * 50 + "\n"] * 1_000_000])

    with pytest.raises(InputError):
        list(split_rows(lines, ",", "x.csv", limits))

    assert sum(1 for _ in lines) > 900_000


@pytest.mark.parametrize(
    ("limit", "text"),
    [("columns=3", "a,b,c,d\n"), ("rows=2", "a\nb\nc\n"), ("cell_characters=4", "abcde\n")],
)
def test_limits_name_themselves(limit: str, text: str) -> None:
    with pytest.raises(InputError, match=limit.split("=")[0]):
        list(split_rows(text.splitlines(True), ",", "x", LIMITS.with_overrides([limit])))


CELLS = st.text(
    alphabet=st.one_of(
        st.sampled_from('";,\t|\r\n =+-@'),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    ),
    max_size=8,
)


@given(
    table=st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6),
    separator=st.sampled_from(SEPARATORS),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_rows_are_those_of_the_standard_reader_and_their_text_comes_back_exactly(
    table: list[list[str]], separator: str, end: str
) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows(table)
    text = stream.getvalue()

    rows = rows_of(text, separator)

    assert [list(row.cells) for row in rows] == table
    assert "".join(row.raw + row.end for row in rows) == text


@given(cells=st.lists(CELLS, min_size=2, max_size=5), separator=st.sampled_from(SEPARATORS))
def test_what_we_write_is_read_back(cells: list[str], separator: str) -> None:
    assert rows_of(joined(cells, separator) + "\n", separator)[0].cells == tuple(cells)


# --- neutralising --------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["=1+1", "+33 A", "@SUM(1)", "\t=1", "\r=1", "＝1+1", "-a", " =1"])
def test_what_a_spreadsheet_computes_gets_an_apostrophe(cell: str) -> None:
    assert neutralised(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-2", "+1,5", "-1 234,50", "patient", "", "a=b", "12-3"])
def test_numbers_and_ordinary_texts_stay(cell: str) -> None:
    assert neutralised(cell) == cell


@given(CELLS)
def test_neutralising_twice_changes_nothing_more(cell: str) -> None:
    once = neutralised(cell)

    assert neutralised(once) == once
    assert not is_formula_like(once)
    assert once.removeprefix("'") == cell or once == cell


# --- separators ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("role;montant\na;12,5\nb;1,5\n", ";"),
        ("role,note\na,b\n", ","),
        ("role\tx\na\t1\n", "\t"),
        ("role|x\na|1\n", "|"),
        ("sep=|\nrole|x\n", "|"),
        ("Liste, arrêtée le 3 mai, provisoire\n\nrole;date\na;b\n", ";"),
        ('role;note\na;"b,c,d"\nb;"e,f,g"\n', ";"),
        ("role\npatient, expert\npatient\nautre, encore\n", ";"),
        ('"role";"note"\n"a;b";"c"\n', ";"),
    ],
)
def test_the_separator_is_the_one_under_which_header_and_rows_agree(
    text: str, separator: str
) -> None:
    assert find_separator(text.splitlines(keepends=True), holds("role")) == separator


@given(
    table=st.lists(
        st.lists(st.text("abcdé '", max_size=6), min_size=3, max_size=3), min_size=2, max_size=8
    ),
    separator=st.sampled_from(SEPARATORS),
)
def test_a_plain_table_is_read_with_its_own_separator(
    table: list[list[str]], separator: str
) -> None:
    lines = [separator.join(["role", "note", "date"]) + "\n"]
    lines += [separator.join(cells) + "\n" for cells in table]

    assert find_separator(lines, holds("role")) == separator


# --- headers and ragged rows ---


def test_title_lines_stand_above_the_header(tmp_path: Path) -> None:
    path = written(tmp_path, "Hôpital de Valfleury;;\n\nFonction;Date;Divers\na;b;c\n")

    records, found = read(path)

    assert dict(records.properties) == {"Fonction": "role", "Date": "start"}
    assert [(record.line, record.row) for record in found] == [(4, 4)]
    assert found[0].location("Date").heading == "Date"


def test_last_rows_may_be_short_with_a_warning(tmp_path: Path) -> None:
    records, found = read(written(tmp_path, "role;note;date\na;b;c\nd;e\nTotal : 2\n"))

    assert [notice.code for notice in records.notices][-1] == "short-row"
    assert records.notices[-1].location.line == 3
    assert found[1].values == {"role": ("d",), "note": ("e",)}


def test_a_short_row_before_a_full_one_is_refused_with_its_line(tmp_path: Path) -> None:
    assert line_of(fault(written(tmp_path, 'role;note\n"a\nb";c\nd\ne;f\n'))) == 4


def test_a_long_row_is_refused_with_its_line(tmp_path: Path) -> None:
    assert line_of(fault(written(tmp_path, "role;note\na;b\nc;d;e\n"))) == 3


def test_empty_cells_beyond_the_header_do_no_harm(tmp_path: Path) -> None:
    _, found = read(written(tmp_path, "role;note;;\na;b;;\nc;d\ne;f;;;;\n"))

    assert [record.values["note"] for record in found] == [("b",), ("d",), ("f",)]


def test_values_under_an_empty_heading_are_refused(tmp_path: Path) -> None:
    error = fault(written(tmp_path, "role;;note\na;b;c\n"))

    assert "column B" in error.what.en
    assert line_of(error) == 1


@pytest.mark.parametrize(
    "header", ["role;role", "Rôle;ROLE", "fonction;role", "role;Divers;divers "]
)
def test_two_headings_that_say_the_same_are_refused(header: str, tmp_path: Path) -> None:
    values = ";".join("abc"[: header.count(";") + 1])

    assert line_of(fault(written(tmp_path, f"titre\n{header}\n{values}\n"))) == 2


def test_no_recognised_heading_is_refused_with_those_seen(tmp_path: Path) -> None:
    assert "“couleur”" in fault(written(tmp_path, "couleur;taille\nrouge;3\n")).what.en


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "  \r\n"])
def test_an_empty_file_is_refused(text: str, tmp_path: Path) -> None:
    assert "empty" in fault(written(tmp_path, text)).what.en


def test_a_header_without_rows_is_said(tmp_path: Path) -> None:
    records, found = read(written(tmp_path, "role;note\n"))

    assert (records.n_records, found) == (0, [])
    assert "no-rows" in [notice.code for notice in records.notices]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_and_line_ends_give_the_same_records(
    end: str, encoding: str, tmp_path: Path
) -> None:
    text = end.join(["rôle;note", "été;1", "b;2", ""])

    _, found = read(written(tmp_path, text, encoding=encoding))

    assert [(record.values["rôle"], record.line) for record in found] == [
        (("été",), 2),
        (("b",), 3),
    ]


def test_spoilt_letters_are_noticed(tmp_path: Path) -> None:
    records, _ = read(written(tmp_path, "role;note\na;b\nrÃ´le;c\n"))

    assert ("mojibake", 3) in [(notice.code, notice.location.line) for notice in records.notices]


def test_records_can_be_read_again_and_again(tmp_path: Path) -> None:
    path = written(tmp_path, "role\na\nb\n")

    with read_records(str(path), property_of=property_of) as records:
        assert list(records) == list(records)
        assert records.n_records == 2


def test_a_spreadsheet_under_a_csv_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"PK\x03\x04" + b"\0" * 40)

    assert "ZIP" in fault(path).what.en


def test_an_extension_that_is_not_read_is_told(tmp_path: Path) -> None:
    for name, text in (("x.docx", "a"), ("x.parquet", "role\na\n"), ("x.xls", "<html>")):
        assert fault(written(tmp_path, text, name)).mend.fr


PIECES = [
    b"role",
    b";",
    b",",
    b"\t",
    b'"',
    b"\n",
    b"\r\n",
    b"\r",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b'"role"',
]
PIECES += [
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xc3\xa9",
    b"\xe9",
    b"\0",
    b"a",
    b" ",
    b"sep=;",
    b"<html>",
    b"1e9",
    b"NaN",
]


@given(
    data=st.lists(st.sampled_from(PIECES), max_size=25).map(b"".join) | st.binary(max_size=60),
    name=st.sampled_from(["x.csv", "x.tsv", "x.json", "x.jsonl", "x.xlsx"]),
)
@settings(max_examples=400)
def test_any_bytes_are_read_or_refused_never_worse(
    data: bytes, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(data)

    with contextlib.suppress(InputError):
        read(path)


# --- the evidence folder ---


def manifest_rows(shared: Path) -> list[dict[str, str]]:
    """Return the rows of the manifest that speak of tables."""
    with (shared / "nasty" / "MANIFEST.tsv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    kinds = ("csv", "json", "xlsx", "parquet")
    return [row for row in rows if row["file"].startswith(tuple(f"{kind}_" for kind in kinds))]


def first_line(text: str) -> int | None:
    return int(text.split("-")[0]) if text[0].isdigit() else None


def verdicts(records: Records, found: Sequence[Record]) -> set[str]:
    """Return the codes of what a reader notices."""
    codes = {notice.code for notice in records.notices}
    return codes | {str(kind) for record in found for kind in record.kinds.values()}


# What the reader itself must notice; other findings are those of the rules for declarations.
NOTICED = {
    "csv_header_only.csv": "no-rows",
    "xlsx_formula_no_cache.xlsx": "no-value",
    "xlsx_numeric_ids.xlsx": "number",
}


def test_every_table_of_the_manifest_gets_its_verdict(shared: Path) -> None:
    wrong = []
    for row in manifest_rows(shared):
        name = row["file"]
        begun = perf_counter()
        try:
            records, found = read(shared / "nasty" / name)
        except InputError as error:
            line = first_line(row["line"])
            if row["expect"] != "reject" or (line and line_of(error) not in (line, None)):
                wrong.append(f"{name}: {error}")
            continue
        is_silent = name in NOTICED and NOTICED[name] not in verdicts(records, found)
        if row["expect"] == "reject" or is_silent:
            wrong.append(f"{name}: read, {verdicts(records, found)}")
        # Ten times what is allowed: a guard against hangs, not a measure.
        assert perf_counter() - begun < 10 * float(row["max_seconds"]), name

    assert wrong == []


def test_the_place_of_what_a_workbook_reports(shared: Path) -> None:
    _, found = read(shared / "nasty" / "xlsx_formula_no_cache.xlsx")

    assert found[0].kinds == {"role": CellKind.NO_VALUE}
    assert (found[0].location("role").cell, found[0].row) == ("A2", 2)


def test_a_row_after_a_cell_of_two_lines_is_at_physical_line_4(shared: Path) -> None:
    _, found = read(shared / "nasty" / "csv_newline_in_field.csv")

    assert [record.line for record in found] == [2, 4]


def test_tables_are_read_row_by_row(tmp_path: Path) -> None:
    path = written(tmp_path, "role;note\n" + "a;b\n" * 50)

    with open_table(str(path), holds("role")) as table:
        rows = table.rows()

        assert next(rows).cells == ("role", "note")
        assert next(rows).cells == ("a", "b")
