"""The benchmarks run, and what they compare is equal; how fast things are is no test."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

import columns
import peers
import pytest
import rdflib
import run as all_benchmarks
import validate as benchmark
from cases import Values
from conforming import Codes, Conforming
from generated import Generator, n_triples, triples_of, vocabulary, write
from measuring import Limit

from lexique.namespaces import LEX, SH, XSD
from lexique.rdf import Iri, read_triples
from lexique.shacl.compiled import compile_shapes
from lexique.shacl.records import grouped
from lexique.shacl.result import Result

ROOT = Path(__file__).parent.parent
SHAPES = ROOT / "shapes" / "declarations.ttl"


def has(package: str) -> bool:
    return find_spec(package) is not None


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("benchmarks") / "vocabulary.nt"
    path.write_text("".join(map(n_triples, vocabulary())), encoding="utf-8")
    return path


def results_of(name: str, size: int, known: Path) -> benchmark.Run:
    engine = peers.installed(2)[name]
    files = peers.Files(known.parent / f"{size}.nt", known, SHAPES)
    write(files.data, size)
    return benchmark.ran(engine, files, size)


def results_in(declarations: Iterable[tuple[Iri, Values]]) -> list[Result]:
    made = (triple for focus, values in declarations for triple in triples_of(focus, values))
    return list(compile_shapes(read_triples(SHAPES), vocabulary()).check(grouped(made)))


def test_one_made_up_declaration_in_twenty_is_faulty_and_every_rule_is_broken() -> None:
    shapes = tuple(read_triples(SHAPES))
    rules = {str(each[0]): each[2] for each in shapes if each[1] == LEX["rule"]}
    idle = {str(each[0]) for each in shapes if each[1] == SH["deactivated"]}

    found = results_in(Generator.seeded(1, vocabulary()).declarations(8_000))

    assert 0.03 < len({each.focus_node for each in found}) / 8_000 < 0.08
    assert rules.keys() - {each.shape for each in found} == idle & rules.keys()


def test_the_other_made_up_declarations_conform() -> None:
    made = Conforming(Random(7), Codes.of(vocabulary()), n_places=40)
    declarations = [
        (Iri(f"https://example.org/{each}"), made.declaration(each)) for each in range(2_000)
    ]

    roles = {values["role"][0] for _, values in declarations}

    assert len(roles) > 40
    assert results_in(declarations) == []


def test_the_same_number_gives_the_same_declarations(tmp_path: Path) -> None:
    for name in ("first", "second"):
        write(tmp_path / name, 50)

    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


@pytest.mark.parametrize(
    ("name", "size"),
    [("ours, 2 processes", 200), ("pyshacl hoisted", 60), ("pyrudof", 200)],
)
def test_a_peer_finds_what_we_find(name: str, size: int, known: Path) -> None:
    if name not in peers.installed(2):
        pytest.skip(f"{name} is not installed")

    ours, peer = results_of("ours", size, known), results_of(name, size, known)

    assert ours.rows
    assert benchmark.difference(ours, peer) is None


def both_find(shapes: str, data: str, folder: Path) -> tuple[set[str], set[str]]:
    """Return the focus nodes, by local name, in which ours and pyrudof find something."""
    graph, rules = folder / "data.nt", folder / "shapes.ttl"
    graph.write_text(data.replace("<:", "<https://e.org/"), encoding="utf-8")
    prefixes = f"@prefix sh: <{SH.iri}> . @prefix xsd: <{XSD.iri}> . @prefix : <https://e.org/> ."
    rules.write_text(prefixes + shapes, encoding="utf-8")
    ours = compile_shapes(read_triples(rules)).check(grouped(read_triples(graph)))
    command = [sys.executable, str(peers.ENGINES / "by_pyrudof.py"), str(graph), str(rules)]
    printed = subprocess.run(command, capture_output=True, check=True).stdout
    theirs = {row.focus[-1] for row in peers.json_rows(printed)}
    return {each.focus_node[-1] for each in ours}, theirs


@pytest.mark.skipif(not has("pyrudof"), reason="pyrudof is not installed")
@pytest.mark.parametrize(
    ("shapes", "data", "right"),
    [
        (
            ":S sh:targetSubjectsOf :p ; sh:path ( :p [ sh:inversePath :p ] ) ; sh:maxCount 1 .",
            '<:a> <:p> "1" .\n<:b> <:p> "1" .\n',
            {"a", "b"},
        ),
        (
            ":S sh:targetSubjectsOf :p ; sh:path :p ; sh:datatype xsd:date .",
            f'<:a> <:p> "2024-13-45"^^<{XSD.date}> .\n',
            {"a"},
        ),
    ],
)
def test_pyrudof_still_departs_where_its_results_are_left_out(
    shapes: str, data: str, right: set[str], tmp_path: Path
) -> None:
    ours, theirs = both_find(shapes, data, tmp_path)

    assert ours == right
    assert theirs == set()


def test_the_shapes_left_out_for_pyrudof_are_those_that_go_back_from_a_literal() -> None:
    graph = rdflib.Graph().parse(SHAPES)
    back = rdflib.URIRef(SH["inversePath"])
    literal = {rdflib.URIRef(LEX[name]) for name in ("commissionKey", "personPseudonym")}
    named = {
        str(shape)
        for shape in graph.subjects(rdflib.URIRef(LEX["rule"]))
        if any(graph.value(node, back) in literal for node in within(graph, shape))
    }

    assert named == peers.BACK_FROM_LITERALS


def within(graph: rdflib.Graph, node: rdflib.term.Node) -> Iterator[rdflib.term.Node]:
    for value in graph.objects(node):
        if isinstance(value, rdflib.BNode):
            yield value
            yield from within(graph, value)


def test_a_report_of_jena_becomes_rows() -> None:
    report = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <https://e.org/> .
    [ a sh:ValidationReport ; sh:conforms false ; sh:result [
        a sh:ValidationResult ; sh:focusNode :a ; sh:sourceShape :S ; sh:value :a ;
        sh:sourceConstraintComponent sh:OrConstraintComponent ] , [
        a sh:ValidationResult ; sh:focusNode :b ; sh:sourceShape :T ; sh:value "x"@FR ;
        sh:resultPath :p ; sh:sourceConstraintComponent sh:InConstraintComponent ] ] ."""

    assert set(peers.jena_rows(report.encode())) == {
        peers.Row("https://e.org/a", "https://e.org/S", "", SH["OrConstraintComponent"], ""),
        peers.Row(
            "https://e.org/b",
            "https://e.org/T",
            "https://e.org/p",
            SH["InConstraintComponent"],
            '"x"@fr',
        ),
    }


def test_unequal_results_give_no_figure() -> None:
    row = peers.Row("https://e.org/a", "https://e.org/S", "", "C", "")
    engine: Any = peers.Engine("other", lambda files: [], 1, peers.json_rows)
    usage = benchmark.Usage(1.0, b"", 1.0, 1.0)
    ours = benchmark.Run(engine, 10, usage, frozenset({row}))
    peer = ours._replace(rows=frozenset())

    assert "no figure" in benchmark.line(ours, peer)
    assert "misses 1, adds 0" in benchmark.line(ours, peer)
    assert "no figure" not in benchmark.line(ours, ours)


@pytest.mark.parametrize(
    ("limit", "program", "met"),
    [
        (Limit(seconds=0.3), "while True: pass", "time"),
        (Limit(megabytes=60), "import time; kept = b'x' * 2**27; time.sleep(60)", "memory"),
        (Limit(60, 1_000), "pass", ""),
    ],
)
def test_an_engine_is_stopped_at_its_limit_and_gets_no_results(
    limit: Limit, program: str, met: str
) -> None:
    usage = benchmark.run([sys.executable, "-c", program], limit)
    engine: Any = peers.Engine("other", lambda files: [], 1, peers.json_rows)
    peer = benchmark.Run(engine, 10, usage, frozenset())
    line = benchmark.line(peer._replace(usage=usage._replace(stopped="")), peer)

    assert usage.stopped == met
    assert ("**stopped**" in line and "not compared" in line) == bool(met)


@pytest.mark.skipif(not has("polars"), reason="polars is not installed")
def test_a_check_by_hand_finds_what_the_report_says_of_columns(tmp_path: Path) -> None:
    ours, floor = columns.measured(250, tmp_path)

    assert columns.of_floor(floor.output)
    assert columns.of_report(ours.output)


@pytest.mark.parametrize("subject", [*all_benchmarks.SUBJECTS, "evaluate"])
def test_every_benchmark_can_be_loaded(subject: str) -> None:
    assert import_module(subject).__doc__


# The other subjects measure for longer than a test should take.
@pytest.mark.parametrize("subject", ["starting", "tables", "text"])
def test_a_quick_run_gives_figures(subject: str) -> None:
    lines = list(all_benchmarks.lines([subject], quick=True))

    assert lines
    assert not [line for line in lines if "no figure" in line]
