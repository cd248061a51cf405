"""The engine's memories, and the conditions under which it may use them."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

from lexique.rdf import Iri, Kind, Literal
from lexique.shacl import fallback, streaming
from lexique.shacl.records import Record, grouped
from shacl_texts import compiled, found, pyshacl_found, rows, triples

DATES = "sh:targetSubjectsOf :from ; sh:path :from ; sh:lessThanOrEquals :to"
ROLE_SHAPE = """
:S sh:targetClass :Declaration ;
   sh:or ( [ sh:not [ sh:path ( :role :mandate ) ; sh:hasValue :authority ] ]
           [ sh:path :association ; sh:minCount 1 ] ) .
"""
ROLES = ":ru a :Role ; :mandate :authority . :pp a :Role ; :mandate :none ."


def test_a_concept_of_the_reference_counts_for_a_class() -> None:
    shapes = ":S sh:targetSubjectsOf :role ; sh:path :role ; sh:class :Role ."

    assert found(shapes, ":a :role :ru . :b :role :nobody .", ROLES) == [
        ("b", "Class", "https://example.org/nobody")
    ]


def test_a_plain_text_is_a_typed_string() -> None:
    shapes = ':S sh:targetSubjectsOf :p ; sh:path :p ; sh:in ( "a" "b" ) .'

    assert found(shapes, ':x :p "a" . :y :p "b"^^xsd:string .') == []


def test_equal_values_on_several_nodes_fail_on_each() -> None:
    shapes = """:S sh:targetSubjectsOf :p ; sh:path :p ;
        sh:qualifiedValueShape [ sh:in ( :good ) ] ; sh:qualifiedMinCount 1 ."""
    data = " ".join(f":n{number} :p :bad ." for number in range(5))

    assert [focus for focus, _, _ in found(shapes, data)] == ["n0", "n1", "n2", "n3", "n4"]


def test_a_repeated_triple_counts_once() -> None:
    line = "<https://example.org/a> <https://example.org/p> <https://example.org/x> .\n"
    records = grouped(triples(line * 2, Kind.N_TRIPLES))
    shape = compiled(":S sh:targetSubjectsOf :p ; sh:path :p ; sh:maxCount 1 .")

    assert list(shape.check(records)) == []


def test_a_condition_on_the_role_is_checked_record_by_record() -> None:
    data = """
    :a a :Declaration ; :role :ru .
    :b a :Declaration ; :role :ru ; :association "A" .
    :c a :Declaration ; :role :pp .
    """

    assert found(ROLE_SHAPE, data, ROLES) == [("a", "Or", None)]


def test_small_memories_change_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    line = ':n{0} :from "20{0}-01-01"^^xsd:date ; :to "2020-01-01"^^xsd:date ; :p {1} .'
    data = " ".join(line.format(number, number % 7) for number in range(10, 40))
    shapes = f":S {DATES} . :T sh:targetSubjectsOf :p ; sh:path :p ; sh:maxInclusive 3 ."
    large = found(shapes, data)
    for name in ("_VALUES", "_MASKS", "_TRUTHS"):
        monkeypatch.setattr(streaming, name, 2)
    monkeypatch.setattr(streaming, "BATCH", 3)

    assert found(shapes, data) == large == pyshacl_found(shapes, data)


def test_a_record_looked_up_from_another_is_judged_over_the_whole_graph() -> None:
    shapes = ":S sh:targetSubjectsOf :p ; sh:path ( :p :q ) ; sh:minCount 1 ."
    data = ":a :p :b . :b :q :c . :d :p :e ."
    engine = compiled(shapes)

    assert rows(engine.check(grouped(triples(data)))) == [("d", "MinCount", None)]
    assert [note.judge for note in engine.notes] == ["whole graph"]


def test_a_record_that_the_vocabulary_describes_too_is_judged_over_the_whole_graph() -> None:
    shapes = ":S sh:targetClass :C ; sh:path :p ; sh:minCount 1 ."

    assert found(shapes, ":a a :C .", ":a :p 1 .") == []


def test_what_the_vocabulary_itself_violates_is_reported_once() -> None:
    shapes = ":S sh:targetClass :C ; sh:path :p ; sh:minCount 1 ."

    assert found(shapes, ":a a :C .", ":v a :C .") == [
        ("a", "MinCount", None),
        ("v", "MinCount", None),
    ]


def test_a_predicate_read_backwards_that_a_record_has_is_noticed() -> None:
    shapes = ":S sh:targetSubjectsOf :p ; sh:path ( :p [ sh:inversePath :near ] ) ; sh:minCount 1 ."
    data = ":a :p :x . :b :near :x . :c :p :y ."

    assert found(shapes, data, ":v :near :z .") == [("c", "MinCount", None)]


def test_a_subclass_stated_among_the_records_is_noticed() -> None:
    shapes = ":S sh:targetClass :C ; sh:path :p ; sh:minCount 1 ."

    assert found(shapes, ":a a :D . :D rdfs:subClassOf :C .") == [("a", "MinCount", None)]


def test_a_record_that_names_itself_does_not_speak_for_others() -> None:
    shapes = ":S sh:targetSubjectsOf :p ; sh:path ( :p :p ) ; sh:minCount 1 ."
    data = ":a :p :a . :b :p :a . :c :p :x ."

    assert found(shapes, data) == [("c", "MinCount", None)] == pyshacl_found(shapes, data)


def test_a_rule_across_records_finds_those_that_share_a_value() -> None:
    shapes = """:S sh:targetSubjectsOf :seat ;
        sh:path ( :seat [ sh:inversePath :seat ] ) ;
        sh:qualifiedValueShape [ sh:property [ sh:path :full ; sh:hasValue true ] ] ;
        sh:qualifiedMaxCount 1 ."""
    data = """
    :a :seat "1" ; :full true . :b :seat "1" ; :full true . :c :seat "1" ; :full false .
    :d :seat "2" ; :full true . :e :seat "3" , "4" ; :full true . :f :seat "4" ; :full true .
    """
    engine = compiled(shapes)
    results = rows(engine.check(grouped(triples(data))))

    assert [focus for focus, _, _ in results] == ["a", "b", "c", "e", "f"]
    assert results == pyshacl_found(shapes, data)
    assert [note.judge for note in engine.notes] == ["across records"]


QUERY = """:S sh:targetSubjectsOf :person ; sh:sparql [ sh:select \"\"\"
    SELECT $this ?value WHERE {{ {} }} \"\"\" ] ."""
PATTERN = "<https://example.org/{}>"


def query(text: str) -> str:
    """Return a shape with a query in which `:name` is an IRI of the tests."""
    import re

    return QUERY.format(re.sub(r"(?<!\w):(\w+)", r"<https://example.org/\1>", text))


def test_a_query_about_one_record_runs_once_for_many() -> None:
    shapes = query("$this :person ?person ; :age ?value . FILTER(?value > 100)")
    data = " ".join(f':n{number} :person "{number}" ; :age {number * 40} .' for number in range(6))
    engine = compiled(shapes)

    assert rows(engine.check(grouped(triples(data)))) == pyshacl_found(shapes, data)
    assert engine.notes == ()


def test_a_query_across_records_is_joined_by_the_value_they_share() -> None:
    shapes = query("$this :person ?p ; :role :ru . ?value :person ?p ; :status :paid .")
    data = """
    :a :person "1" ; :role :ru . :b :person "1" ; :status :paid . :c :person "2" ; :role :ru .
    :d :person "3" ; :role :ru ; :status :paid . :e :person "3" ; :role :ru .
    """
    engine = compiled(shapes)

    assert rows(engine.check(grouped(triples(data)))) == pyshacl_found(shapes, data)
    assert [note.judge for note in engine.notes] == ["across records"]


def test_a_query_that_only_pyshacl_understands_is_left_to_it() -> None:
    shapes = query(
        "{ SELECT $this (COUNT(?x) AS ?value) WHERE { $this :person ?x } GROUP BY $this }"
    )
    engine = compiled(shapes)

    assert [excused.reason for excused in engine.program.excused] == [
        "the query has a query within"
    ]


def test_an_unknown_construct_is_never_skipped() -> None:
    engine = compiled(":S sh:targetSubjectsOf :p ; sh:path :p ; sh:newest 3 .")

    assert [note.name for note in engine.program.excused] == [Iri("https://example.org/S")]


def test_two_records_of_one_node_are_refused() -> None:
    record = Record(Iri("https://example.org/a"), {Iri("https://example.org/p"): (Literal("x"),)})
    engine = compiled(":S sh:targetSubjectsOf :p ; sh:path :p ; sh:maxCount 1 .")

    with pytest.raises(ValueError, match="two records"):
        list(engine.check([record, record]))


def test_checking_imports_neither_rdflib_nor_pyshacl() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from lexique.shacl.compiled import compile_shapes\n"
        "from lexique.shacl.records import grouped\n"
        "from lexique.rdf import read_triples\n"
        "compiled = compile_shapes(read_triples('shapes/declarations.ttl'))\n"
        "list(compiled.check(grouped(())))\n"
        "list(compiled.check(grouped(())))\n"
        "sys.exit('pyshacl' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_query_that_looks_at_the_name_of_the_record_is_run_for_each() -> None:
    shapes = query("$this :person ?value . FILTER(STRENDS(STR($this), STR(?value)))")
    data = ':n1 :person "1" . :n2 :person "1" . :n3 :person "3" .'

    assert found(shapes, data) == pyshacl_found(shapes, data)
    assert [focus for focus, _, _ in found(shapes, data)] == ["n1", "n3"]


def test_a_date_with_a_zone_is_compared_where_no_zone_could_matter() -> None:
    """XML Schema 1.1 part 2, E.3.3: more than fourteen hours apart, a missing zone is no matter."""
    shapes = ":S sh:targetSubjectsOf :p ; sh:path :p ; sh:lessThanOrEquals :q ."

    def compared(first: str, second: str) -> list[object]:
        data = f':a :p "{first}"^^xsd:date ; :q "{second}"^^xsd:date .'
        return [value for _, _, value in found(shapes, data)]

    assert compared("2024-05-06+02:00", "2024-12-24") == []
    assert compared("2024-12-24", "2024-05-06Z") == ["2024-12-24"]
    assert compared("2024-05-06", "2024-05-06Z") == ["2024-05-06"]


def test_dates_of_any_year_are_compared() -> None:
    shapes = ":S sh:targetSubjectsOf :p ; sh:path :p ; sh:lessThan :q ."
    years = ["-0401", "-0001", "0001", "0399", "0400", "1999", "2000", "12024"]

    for first, second in pairwise(years):
        for order in ((first, "12-31", second, "01-01"), (first, "02-28", second, "03-01")):
            data = ':a :p "{}-{}"^^xsd:date ; :q "{}-{}"^^xsd:date .'.format(*order)
            assert found(shapes, data) == [], order


@pytest.mark.parametrize("kind", ["double", "float"])
def test_nan_is_compared_with_nothing(kind: str) -> None:
    bounded = ":S sh:targetSubjectsOf :p ; sh:path :p ; sh:maxInclusive 1 ."
    pair = ":S sh:targetSubjectsOf :p ; sh:path :p ; sh:lessThan :q ."
    data = f':a :p "NaN"^^xsd:{kind} ; :q 1.5 .'

    assert found(bounded, data) == [("a", "MaxInclusive", "NaN")]
    assert found(pair, data) == [("a", "LessThan", "NaN")]


def test_a_query_gives_values_as_they_are_written() -> None:
    shapes = query("$this :number ?value . FILTER(?value > 1)")

    assert found(shapes, ':n :person "1" ; :number 2.50 .') == [("n", "SPARQL", "2.50")]


NESTED_QUERY = """
:S sh:targetSubjectsOf :p ; sh:property :P ;
   sh:or ( [ sh:path :q ; sh:hasValue 1 ] :Q ) .
:P sh:path :p ; sh:maxCount 1 .
:Q sh:sparql [ sh:select "SELECT $this WHERE { $this <https://example.org/p> 0 }" ] .
"""


@pytest.mark.parametrize("chunk", [1, 1_000])
def test_a_query_in_an_inner_shape_is_left_to_pyshacl_by_chunks(
    chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fallback, "CHUNK", chunk)
    data = " ".join(f':n{number} :p {number % 2}, "x" ; :q {number % 3} .' for number in range(7))
    engine = compiled(NESTED_QUERY)
    results = rows(engine.check(grouped(triples(data))))

    assert [each.is_local for each in engine.program.excused] == [True]
    assert [note.judge for note in engine.notes] == ["pySHACL"]
    assert results == pyshacl_found(NESTED_QUERY, data)
    assert {component for _, component, _ in results} == {"MaxCount", "Or"}


def test_several_processes_share_what_is_left_to_pyshacl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fallback, "CHUNK", 2)
    program = compiled(NESTED_QUERY).program
    records = grouped(triples(" ".join(f":n{number} :p 1, 2 ." for number in range(9))))
    alone, shared = (
        list(fallback.judged(program.written, program.excused, records, (), number))
        for number in (1, 2)
    )

    assert shared == alone
    assert len(alone) == 9
