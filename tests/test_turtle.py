"""Our tokenizer, parser and layout of Turtle, with pyoxigraph as the judge."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from lexique.editing.spreadsheet import guarded, rows_of, sheet_rows, turtle_of, unguarded
from lexique.errors import InputError
from lexique.turtle.layout import canonical
from lexique.turtle.parser import parse
from lexique.turtle.tokens import TokenKind, tokenize
from turtle_texts import as_graph, oracle_graph, turtle_texts

EXAMPLES = 50


def comments_of(text: str) -> list[str]:
    return sorted(
        token.text.rstrip() for token in tokenize(text) if token.kind is TokenKind.COMMENT
    )


@given(turtle_texts())
@settings(max_examples=EXAMPLES)
def test_tokens_joined_are_the_text_again(text: str) -> None:
    assert "".join(token.text for token in tokenize(text)) == text


@given(turtle_texts())
@settings(max_examples=EXAMPLES)
def test_our_parser_reads_what_pyoxigraph_reads(text: str) -> None:
    assert as_graph(parse(text).statements) == oracle_graph(text)


@given(turtle_texts())
@settings(max_examples=EXAMPLES)
def test_every_statement_stands_where_it_says(text: str) -> None:
    lines = re.split(r"\r\n|\n|\r", text)
    for item in parse(text, "a.ttl").located:
        where = item.statement.where
        assert where and where.line and where.column
        assert lines[where.line - 1][where.column - 1 :].strip()
        assert text[item.object_start : item.object_end] or item.object_start == item.object_end


@given(turtle_texts())
@settings(max_examples=EXAMPLES)
def test_the_layout_keeps_the_graph(text: str) -> None:
    assert oracle_graph(canonical(text)) == oracle_graph(text)


@given(turtle_texts())
@settings(max_examples=EXAMPLES)
def test_laying_out_twice_changes_nothing_more(text: str) -> None:
    once = canonical(text)

    assert canonical(once) == once


@given(turtle_texts())
@settings(max_examples=EXAMPLES)
def test_no_comment_is_lost(text: str) -> None:
    assert set(comments_of(canonical(text))) == set(comments_of(text))


@given(turtle_texts())
@settings(max_examples=EXAMPLES)
def test_a_spreadsheet_gives_the_same_file_again(text: str) -> None:
    rows = list(sheet_rows(rows_of(text, "a.ttl")))
    through_csv = [type(row)(*(unguarded(guarded(cell)) for cell in row)) for row in rows]

    made = turtle_of(through_csv)

    assert made.get("a.ttl", "\n") == canonical(text)


def test_our_parser_reads_the_thesauri_as_pyoxigraph_does(shared: Path) -> None:
    for name in ("lom_role.ttl", "unesco-thesaurus.ttl"):
        text = (shared / "corpora" / name).read_text(encoding="utf-8")

        statements = parse(text).statements

        assert as_graph(statements) == oracle_graph(text)


def test_the_layout_is_that_of_the_style_guide() -> None:
    text = """# What the file holds.
@prefix zoo: <http://example.org/zoo/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix unused: <http://example.org/unused#> .
@prefix role: <https://w3id.org/lexique/role/> .
role:b skos:prefixed 1 .
role:a skos:prefLabel "zèbre"@fr, 'zebra'@EN ; # both
  # the kind
  a skos:Concept; skos:broader role:b ; skos:altLabel "x"@fr ; zoo:p "1"^^zoo:t .
"""

    assert (
        canonical(text)
        == """# What the file holds.

@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix zoo: <http://example.org/zoo/> .
@prefix role: <https://w3id.org/lexique/role/> .

role:a
    # the kind
    a skos:Concept ;
    skos:broader role:b ;
    skos:prefLabel "zebra"@en ; # both
    skos:prefLabel "zèbre"@fr ;
    skos:altLabel "x"@fr ;
    zoo:p "1"^^zoo:t ;
.

role:b
    skos:prefixed 1 ;
.
"""
    )


def test_adding_a_label_changes_one_line_of_the_layout() -> None:
    text = (
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<http://e/a> skos:prefLabel "a"@fr ; skos:altLabel "c"@fr .\n'
    )
    more = text.replace('"c"@fr', '"c"@fr , "b"@fr')

    before, after = canonical(text).splitlines(), canonical(more).splitlines()

    assert [line for line in after if line not in before] == ['    skos:altLabel "b"@fr ;']
    assert all(line in after for line in before)


def test_a_prefix_bound_twice_is_refused_by_the_layout() -> None:
    with pytest.raises(InputError) as caught:
        canonical("@prefix a: <http://a/> .\na:x a:y 1 .\n@prefix a: <http://b/> .\na:x a:y 2 .\n")

    assert caught.value.where is not None
    assert caught.value.where.line == 3


def test_nesting_beyond_the_limit_is_an_error_and_no_crash() -> None:
    text = "<http://a> <http://p> " + "[ <http://p> " * 200 + "1" + " ]" * 200 + " ."

    with pytest.raises(InputError, match="nested deeper"):
        canonical(text)
