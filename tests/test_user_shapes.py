"""Shapes of a house: what is refused before anything runs, with its line."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexique.errors import InputError
from lexique.namespaces import SH
from lexique.rdf import Kind, Literal, read_document
from lexique.shacl.patterns import Unsafe, refuse_unsafe
from lexique.shacl.user_shapes import vetted

PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
FIRST_LINE = PREFIXES.count("\n") + 1

# Published examples of expressions that take exponential or high polynomial time.
EXPLODING = [
    r"^(a+)+$",
    r"(a|aa)+$",
    r"(a*)*$",
    r"^(([a-z])+.)+[A-Z]([a-z])+$",
    r"([a-zA-Z]+)*$",
    r"(x+x+)+y",
    r"(\w+\s?)*$",
    r"^(\d|\d\d)+$",
    r"(.*a){20}",
    r"(a?){30}a{30}",
    r"(a{0,5}){10}$",
    r"(?:a{1,3})+$",
]
HARMLESS = [
    r"^[A-Z]{2}\d{3}$",
    r"^([A-Z][a-z]+ )*[A-Z]$",
    r"^(\d{2}|2[AB])\d{7}$",
    r"^(oui|non|peut-être)$",
    r".*@.*\..*",
    r"(a|ab)*c",
    r"^([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}$",
    r"^[^@\s]+@[^@\s]+\.[a-z]+$",
]


def vet(body: str) -> None:
    document = read_document(f"{PREFIXES}{body}\n".encode(), path="house.ttl", kind=Kind.TURTLE)
    vetted(document.statements, document.path)


@pytest.mark.parametrize("pattern", EXPLODING)
def test_a_pattern_that_can_explode_is_refused(pattern: str) -> None:
    with pytest.raises(Unsafe):
        refuse_unsafe(pattern)


@pytest.mark.parametrize("pattern", HARMLESS)
def test_a_harmless_pattern_is_accepted(pattern: str) -> None:
    refuse_unsafe(pattern)


@pytest.mark.parametrize("pattern", ["(", r"\p{L}+", "(?=a)b", r"(a)\1", "[z-a]", "a{2,1}"])
def test_an_invalid_or_uncommon_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(Unsafe):
        refuse_unsafe(pattern)


def test_a_text_taken_literally_is_no_pattern() -> None:
    refuse_unsafe("(a+)+(", "q")


@settings(deadline=None, max_examples=200)
@given(
    st.recursive(
        st.sampled_from(["a", "b", "[ab]", r"\w", "."]),
        lambda inner: st.one_of(
            st.builds("({}{})".format, inner, inner),
            st.builds("({}|{})".format, inner, inner),
            st.builds("({})*".format, inner),
            st.builds("({})?".format, inner),
            st.builds("({}){{1,3}}".format, inner),
        ),
        max_leaves=6,
    )
)
def test_whatever_is_accepted_runs_in_no_time(pattern: str) -> None:
    try:
        refuse_unsafe(pattern)
    except Unsafe:
        return

    begun = time.perf_counter()
    re.search(f"^(?:{pattern})$", "ab" * 12 + "aaaaaaaaaaaaaaaa!")

    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize(
    "body",
    [
        'ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql [ sh:select "SELECT $this {}" ] .',
        "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:rule [ a sh:TripleRule ] .",
        "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:js [ sh:jsFunctionName 'f' ] .",
        "ex:S a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ] ; sh:nodeKind sh:IRI .",
        "ex:o owl:imports <http://example.org/other> . ex:S sh:targetClass ex:C .",
        "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:not ex:S .",
        "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:node ex:T . ex:T sh:node ex:S .",
        "ex:S sh:targetClass ex:C ; sh:and ( ex:T ) . ex:T sh:or ( ex:S ) .",
        "ex:S sh:targetClass ex:C ; sh:path ex:p . ex:p sh:inversePath ex:p .",
        "ex:S sh:targetClass ex:C ; sh:in _:l . _:l rdf:first 1 ; rdf:rest _:l .",
        "ex:S sh:targetClass ex:C ; sh:in _:l . _:l rdf:first 1 .",
        'ex:S sh:targetClass ex:C ; sh:path ex:p ; sh:pattern "^(a+)+$" .',
        "ex:S sh:targetClass ex:C ; sh:someday ex:T .",
        'ex:S sh:targetClass ex:C ; sh:path ex:p ; sh:minCount "many" .',
        "ex:S sh:targetClass ex:C ; sh:path ex:p ; sh:minLength -3 .",
        "ex:S a sh:PropertyShape ; sh:targetClass ex:C ; sh:minCount 1 .",
        "ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p , ex:q ; sh:minCount 1 ] .",
        'ex:S sh:targetClass ex:C ; sh:property "x" .',
        "ex:S sh:targetClass ex:C ; sh:or ex:x .",
        "ex:S sh:targetClass ex:C ; sh:path ex:p ; sh:pattern 12 .",
        'ex:S sh:targetClass ex:C ; sh:path ex:p ; sh:datatype "x" .',
        "ex:S sh:targetClass ex:C ; sh:path [ sh:zeroOrMorePath ex:p , ex:q ] ; sh:minCount 1 .",
    ],
)
def test_shapes_beyond_core_or_turned_on_themselves_are_refused_with_the_line(body: str) -> None:
    with pytest.raises(InputError) as refused:
        vet(body)

    assert refused.value.where is not None
    assert refused.value.where.line == FIRST_LINE


def test_a_file_without_any_shape_is_refused() -> None:
    with pytest.raises(InputError):
        vet('ex:a ex:b "c" .')


def test_shapes_of_core_are_accepted_and_may_share_parts() -> None:
    vet(
        "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:node ex:T ; sh:property ex:P .\n"
        "ex:T a sh:NodeShape ; sh:property ex:P .\n"
        'ex:P sh:path ( ex:a [ sh:zeroOrMorePath ex:b ] ) ; sh:pattern "^[a-z]+$" ; sh:in ( 1 2 ) .'
    )


def test_our_own_patterns_are_as_safe_as_we_ask_of_others(root: Path) -> None:
    for said in read_document(root / "shapes" / "declarations.ttl").statements:
        if said.predicate == SH["pattern"] and isinstance(said.object, Literal):
            refuse_unsafe(said.object.value)
