"""Random shapes over random data: the compiled engine and pySHACL say the same.

Where pySHACL departs from the Recommendation, the data here stay clear of it; each departure that
we know is a test of its own in `test_shacl_deviations.py`.
"""

from __future__ import annotations

import os
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lexique.rdf import Kind, Triple, read_triples
from lexique.shacl.compiled import compile_shapes
from lexique.shacl.records import grouped
from lexique.shacl.reference import validate_core
from lexique.shacl.result import Result

N_EXAMPLES = int(os.environ.get("LEXIQUE_EXAMPLES", "60"))
"""Raise it for a long search: LEXIQUE_EXAMPLES=5000."""
PREFIXES = """
@prefix : <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NODES = (":a", ":b", ":c", ":d")
PREDICATES = (":p", ":q", ":r")
CLASSES = (":A", ":B", ":C")
LITERALS = (
    *("1", "2", "30", "1.5"),
    *('"x"', '"xy"', '"A1"', '"é"', '"bonjour"@fr', '"hello"@en', '"hi"@en-gb'),
)
DATES = ('"2023-12-31"^^xsd:date', '"2024-06-01"^^xsd:date', '"2025-06-01"^^xsd:date')
ONTOLOGY = ":B rdfs:subClassOf :A . :V a :C ; :r :W . :W a :B ; :q 2 ."

node = st.sampled_from((*NODES, ":V", ":W"))
classes = st.sampled_from(CLASSES)
literal = st.sampled_from(LITERALS)
date = st.sampled_from(DATES)
value = st.one_of(node, literal)
predicate = st.sampled_from(PREDICATES)


def triples(text: str) -> tuple[Triple, ...]:
    return tuple(read_triples((PREFIXES + text).encode(), path="test.ttl", kind=Kind.TURTLE))


@st.composite
def data(draw: st.DrawFn) -> str:
    lines = []
    for subject in NODES:
        stated = draw(st.lists(st.tuples(predicate, value), max_size=4))
        lines += [f"{subject} {name} {term} ." for name, term in stated]
        dated = draw(st.lists(st.tuples(st.sampled_from((":day", ":due")), date), max_size=3))
        lines += [f"{subject} {name} {term} ." for name, term in dated]
        lines += [f"{subject} a {name} ." for name in draw(st.lists(classes, max_size=2))]
    return "\n".join(lines)


paths = st.recursive(
    predicate,
    lambda inner: st.one_of(
        predicate.map(lambda path: f"[ sh:inversePath {path} ]"),
        inner.map(lambda path: f"[ sh:zeroOrMorePath {path} ]"),
        inner.map(lambda path: f"[ sh:oneOrMorePath {path} ]"),
        inner.map(lambda path: f"[ sh:zeroOrOnePath {path} ]"),
        st.tuples(inner, inner).map(lambda two: f"( {two[0]} {two[1]} )"),
        st.tuples(inner, inner).map(lambda two: f"[ sh:alternativePath ( {two[0]} {two[1]} ) ]"),
    ),
    max_leaves=3,
)
small = st.integers(0, 2)
kinds = st.sampled_from(("IRI", "Literal", "BlankNode", "IRIOrLiteral", "BlankNodeOrIRI"))
of_any = st.one_of(
    classes.map(lambda name: f"sh:class {name}"),
    st.sampled_from(("integer", "string", "date", "boolean", "decimal")).map(
        lambda name: f"sh:datatype xsd:{name}"
    ),
    kinds.map(lambda name: f"sh:nodeKind sh:{name}"),
    small.map(lambda number: f"sh:minLength {number}"),
    small.map(lambda number: f"sh:maxLength {number}"),
    st.sampled_from(("^x", "[A-Z]", "o$", "^https")).map(lambda text: f'sh:pattern "{text}"'),
    st.lists(value, min_size=1, max_size=3).map(lambda items: f"sh:in ( {' '.join(items)} )"),
    value.map(lambda term: f"sh:hasValue {term}"),
    st.just('sh:languageIn ( "en" "fr" )'),
    st.sampled_from(("1", "2", "1.5")).flatmap(
        lambda bound: st.sampled_from(
            ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")
        ).map(lambda name: f"sh:{name} {bound}")
    ),
    predicate.map(lambda name: f"sh:equals {name}"),
    predicate.map(lambda name: f"sh:disjoint {name}"),
)
of_property = st.one_of(
    small.map(lambda number: f"sh:minCount {number}"),
    small.map(lambda number: f"sh:maxCount {number}"),
    st.just("sh:uniqueLang true"),
)


def joined(parts: list[str]) -> str:
    return " ; ".join(dict.fromkeys(parts))


def once(parts: list[str]) -> list[str]:
    """Keep one constraint of each kind: most may not be repeated."""
    return list({part.split()[0]: part for part in parts}.values())


def as_node_shape(shape: str) -> str:
    return f"sh:property [ {shape} ]" if shape.startswith("sh:path") else shape


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.tuples(inner, inner).map(lambda pair: f"( [ {pair[0]} ] [ {pair[1]} ] )")
    return st.one_of(
        inner.map(lambda shape: f"sh:not [ {shape} ]"),
        inner.map(lambda shape: f"sh:node [ {as_node_shape(shape)} ]"),
        two.map(lambda shapes: f"sh:or {shapes}"),
        two.map(lambda shapes: f"sh:and {shapes}"),
        two.map(lambda shapes: f"sh:xone {shapes}"),
    )


def shape_with(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    constraint = st.one_of(of_any, nested(inner))
    qualified = st.tuples(inner, small, st.booleans()).map(
        lambda drawn: (
            f"sh:qualifiedValueShape [ {drawn[0]} ] ; "
            f"sh:qualified{'Min' if drawn[2] else 'Max'}Count {drawn[1]}"
        )
    )
    in_property = st.one_of(constraint, of_property, qualified)
    as_property = st.tuples(
        paths, st.lists(in_property, min_size=1, max_size=2).map(once).map(joined)
    ).map(lambda drawn: f"sh:path {drawn[0]} ; {drawn[1]}")
    has_property = as_property.map(lambda shape: f"sh:property [ {shape} ]")
    as_node = st.lists(st.one_of(constraint, has_property), min_size=1, max_size=2)
    return st.one_of(as_property, as_node.map(once).map(joined))


shape = st.recursive(st.just("sh:nodeKind sh:IRI"), shape_with, max_leaves=5)
target = st.one_of(
    classes.map(lambda name: f"sh:targetClass {name}"),
    st.sampled_from((*PREDICATES, ":day")).map(lambda name: f"sh:targetSubjectsOf {name}"),
    predicate.map(lambda name: f"sh:targetObjectsOf {name}"),
    st.sampled_from((":a", ":V", '"x"')).map(lambda name: f"sh:targetNode {name}"),
)
closed = st.just("sh:closed true ; sh:ignoredProperties ( :p ) ; sh:property [ sh:path :q ]")

on_dates = st.one_of(
    st.sampled_from(("lessThan", "lessThanOrEquals")).map(lambda name: f"sh:{name} :due"),
    st.tuples(st.sampled_from(("minInclusive", "maxExclusive")), date).map(
        lambda drawn: f"sh:{drawn[0]} {drawn[1]}"
    ),
    st.just("sh:datatype xsd:date"),
)
dates = st.tuples(st.sampled_from((":day", "[ sh:alternativePath ( :due :day ) ]")), on_dates).map(
    lambda drawn: f"sh:path {drawn[0]} ; {drawn[1]}"
)


@st.composite
def shapes_graph(draw: st.DrawFn) -> str:
    lines = []
    for number in range(draw(st.integers(1, 3))):
        body = draw(st.one_of(shape_with(shape), shape_with(shape), dates, closed))
        lines.append(f":S{number} {draw(target)} ; {body} .")
    return "\n".join(lines)


Row = tuple[str, str, str, str | None]


def row(result: Result) -> Row:
    return (result.focus_node, result.component, repr(result.value), result.path)


@settings(
    max_examples=N_EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(shapes_graph(), data())
def test_compiled_shapes_find_what_pyshacl_finds(shapes_text: str, data_text: str) -> None:
    shapes, stated, known = triples(shapes_text), triples(data_text), triples(ONTOLOGY)

    found = Counter(map(row, set(compile_shapes(shapes, known).check(grouped(stated)))))

    assert found == Counter(map(row, set(validate_core((*stated, *known), shapes))))
