"""JSON and JSON Lines as tables: nested keys, lists, exact numbers, and faults with their line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexique.errors import InputError
from lexique.files import LIMITS
from lexique.strict_json import Number
from lexique.tables import CellKind, Reading, Record, open_table, read_records
from lexique.tables.header import holds
from lexique.tables.json_records import flattened
from lexique.tables.json_text import json_chunks, json_text


def property_of(heading: str) -> str | None:
    return {"role": "role", "mandate.start": "start", "training.type": "training"}.get(heading)


def read(tmp_path: Path, text: str, name: str, reading: Reading | None = None) -> list[Record]:
    path = tmp_path / name
    path.write_bytes(text.encode())
    with read_records(str(path), property_of=property_of, reading=reading) as records:
        return list(records)


def test_nested_keys_are_dotted_headings_and_lists_are_several_texts(tmp_path: Path) -> None:
    text = (
        '{"role": ["a", "b"], "mandate": {"start": "2024"}, '
        '"training": [{"type": "x"}, {"type": "y"}]}\n'
    )

    (record,) = read(tmp_path, text, "x.jsonl")

    assert record.values == {
        "role": ("a", "b"),
        "mandate.start": ("2024",),
        "training.type": ("x", "y"),
    }
    assert record.location("mandate.start").line == 1


def test_numbers_keep_their_spelling_and_booleans_are_words(tmp_path: Path) -> None:
    (record,) = read(tmp_path, '{"role": 1.50, "n": 1e400, "ok": true, "none": null}', "x.jsonl")

    assert record.values == {"role": ("1.50",), "n": ("1e400",), "ok": ("true",)}
    assert record.kinds == {
        "role": CellKind.NUMBER,
        "n": CellKind.NUMBER,
        "ok": CellKind.BOOLEAN,
    }


def test_records_of_a_document_know_the_line_on_which_they_begin(tmp_path: Path) -> None:
    text = '\n[\n  {"role": "a"},\n\n  {"role":\n "b"}\n]\n'

    assert [record.line for record in read(tmp_path, text, "x.json")] == [3, 5]


def test_one_object_is_one_record(tmp_path: Path) -> None:
    assert len(read(tmp_path, '{"role": "a"}', "x.json")) == 1


def test_a_line_separator_inside_a_text_ends_no_line(tmp_path: Path) -> None:
    found = read(tmp_path, '{"role": "a\u2028b"}\n\n{"role": "c\u0085d"}\n', "x.jsonl")

    assert [record.line for record in found] == [1, 3]


DEEP = '{"a":' * 60 + "[" * 60 + "]" * 60 + "}" * 60


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("x.jsonl", '{"role": "a"}\n{"role":\n', 2),
        ("x.jsonl", '{"role": "a"}\n["b"]\n', 2),
        ("x.jsonl", '{"role": "a"}\n{"role": "b", "role": "c"}\n', 2),
        ("x.jsonl", '{"role": "a"}\n\n{"role": NaN}\n', 3),
        ("x.jsonl", '{"role": "a"}\n{"role": -Infinity}\n', 2),
        ("x.jsonl", '{"role": "a"}\n{"role": "\\ud800"}\n', 2),
        ("x.jsonl", '{"role": "a"}\n{"role": "b"} {"role": "c"}\n', 2),
        ("x.jsonl", f'{{"role": "a"}}\n{DEEP}\n', 2),
        ("x.jsonl", '{"role": "a"}\n' + "[" * 100_000, 2),
        ("x.json", '[{"role": "a"},\n{"role": "b"},\n]', 3),
        ("x.json", '[{"role": "a"},\n null]', 2),
        ("x.json", '[{"role": "a"}]\n x', 2),
        ("x.json", '[{"role": "a"},\n{"role": "b", "x": {"y": 1,\n "y": 2}}]', 3),
        ("x.json", '[{"role": "a"}\n', 1),
        ("x.json", '[{"role": "a"},\n{"role": 01}]', 2),
        ("x.json", "3", 1),
    ],
)
def test_what_is_no_json_or_no_record_is_refused_with_its_line(
    name: str, text: str, line: int, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as raised:
        read(tmp_path, text, name)

    assert raised.value.where is not None
    assert raised.value.where.line == line


def test_numbers_of_any_length_are_no_fault(tmp_path: Path) -> None:
    digits = "9" * 5000

    assert read(tmp_path, f'{{"role": {digits}}}', "x.jsonl")[0].values["role"] == (digits,)


@pytest.mark.parametrize("text", ["[]", "{}", "[{}]"])
def test_a_document_without_any_value_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing in this table"):
        read(tmp_path, text, "x.json")


def test_a_web_page_under_a_json_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="HTML"):
        read(tmp_path, "<!doctype html>", "x.json")


def test_the_number_of_records_is_bounded(tmp_path: Path) -> None:
    reading = Reading(limits=LIMITS.with_overrides(["rows=2"]))

    with pytest.raises(InputError, match="rows = 2"):
        read(tmp_path, '{"role": "a"}\n' * 3, "x.jsonl", reading)


def test_json_is_a_table_with_a_column_for_each_path(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"role": "a", "t": {"x": 1}}\n{"u": ["p", "q"], "role": "b"}\n')

    with open_table(str(path), holds("role")) as table:
        assert [row.cells for row in table.rows()] == [
            ("role", "t.x", "u"),
            ("a", "1", ""),
            ("b", "", "p|q"),
        ]


JSON = st.recursive(
    st.none() | st.booleans() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab.", max_size=2), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(JSON)
def test_what_we_write_is_one_line_that_every_reader_reads_alike(value: Any) -> None:
    text = json_text(value)

    assert json.loads(text) == value
    assert len(text.splitlines()) == 1


NUMBERS = r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,5})?([eE][+-]?[0-9]{1,4})?"


@given(st.from_regex(NUMBERS, fullmatch=True))
def test_numbers_are_written_as_they_were_read(number: str) -> None:
    assert json_text({"n": Number(number)}) == f'{{"n": {number}}}'


@given(st.lists(st.dictionaries(st.text("abc", min_size=1, max_size=3), JSON), max_size=4))
def test_documents_and_lines_hold_the_same_records(records: list[dict[str, Any]]) -> None:
    lines = b"".join(json_chunks(records, "jsonl")).decode().splitlines()
    document = json.loads(b"".join(json_chunks(records, "json")))

    assert [json.loads(line) for line in lines] == document == records


@given(st.lists(st.text("ab", min_size=1), min_size=2, max_size=5))
def test_lists_stay_parallel(texts: list[str]) -> None:
    rows = [{"x": text, "y": text} if at % 2 else {"x": text} for at, text in enumerate(texts)]

    found = flattened({"r": rows})

    assert found["r", "x"].texts == tuple(texts)
    assert found["r", "y"].texts == tuple(t if at % 2 else "" for at, t in enumerate(texts))
