"""Large exports: read in pieces, by several processes, findings counted; the same answers."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from lexique.cli.output import progress
from lexique.declarations import bundle as bundles
from lexique.declarations import data, streamed
from lexique.declarations.rulebook import shapes_to_run
from lexique.declarations.validation import Settings, Validator
from lexique.model import Finding, Report, Severity, Text
from lexique.namespaces import LEX, RDF, XSD
from lexique.rdf import Iri
from lexique.reports import render
from lexique.shacl import compile_shapes
from lexique.shacl.program import Program
from lexique.shacl.program_json import plain_program, program_of

DAY = date(2026, 11, 21)
EX = "https://example.org/"
ROLES = (
    "patiente partenaire",
    "patients experts",
    "RU titulaire",
    "plombier",
    "médiateur en santé",
)


def validated(*paths: Path, **settings: object) -> Report:
    chosen = Settings(day=DAY, **settings)  # type: ignore[arg-type]
    return Validator.bundled().validate([str(path) for path in paths], chosen).report


def statement(subject: str, name: str, value: str) -> str:
    return f"{subject} <{LEX[name]}> {value} .\n"


def declaration(number: int, subject: str = "") -> list[str]:
    """Return the lines of a declaration; some are faulty, all share one body."""
    node = subject or f"<{EX}d{number}>"
    lines = [
        f"{node} <{RDF.type}> <{LEX['Declaration']}> .\n",
        statement(node, "role", f'"{ROLES[number % len(ROLES)]}"'),
        statement(node, "personPseudonym", f'"{number:032x}"'),
        statement(node, "finess", f'"99000001{number % 10}"'),
        statement(node, "body", '"CDU"'),
        statement(node, "validFrom", f'"2024-0{1 + number % 9}-31"'),
    ]
    if number % 4:
        lines.append(statement(node, "status", '"bénévole"'))
    if number % 5 == 0:
        lines.append(statement(node, "note", '"suivie pour F32.1"'))
    return lines


def written(path: Path, lines: Iterable[str]) -> Path:
    path.write_text("".join(lines), encoding="utf-8")
    return path


def table(path: Path, numbers: Iterable[int]) -> Path:
    rows = [
        f"{number:032x};{ROLES[number % 5]};99000001{number % 10};CDU;31/0{1 + number % 9}/2024"
        for number in numbers
    ]
    return written(path, "\n".join(["Code personne;Fonction;FINESS;Instance;Début", *rows]))


def known(report: Report, *, with_lines: bool = True) -> Counter[Finding]:
    """Return the findings without columns, which only a document in memory knows."""
    unplaced = {"column": None} if with_lines else {"column": None, "line": None}
    return Counter(
        item._replace(location=item.location._replace(**unplaced))  # type: ignore[arg-type]
        for item in report.findings
    )


@pytest.fixture
def streaming(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every file of N-Triples streamed, and several processes used for a few declarations."""
    monkeypatch.setattr(streamed, "STREAMED_FROM", 0)
    monkeypatch.setattr(streamed, "_MARKED", 3)
    monkeypatch.setattr(data, "_WORTH_A_PROCESS", 2)


def both_ways(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, processes: int = 1
) -> tuple[Report, Report]:
    """Return the report of a file held in memory, and of the same file streamed."""
    held = validated(path)
    monkeypatch.setattr(streamed, "STREAMED_FROM", 0)
    monkeypatch.setattr(streamed, "_MARKED", 3)
    monkeypatch.setattr(data, "_WORTH_A_PROCESS", 2)
    return held, validated(path, processes=processes)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_streamed_file_has_the_findings_of_one_in_memory(
    processes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = [f'<{EX}o> <{EX}p> "2024-13-01"^^<{XSD.date}> .\n']
    first = [line for number in range(5) for line in declaration(number)]
    rest = [line for number in range(5, 23) for line in declaration(number)]
    path = written(tmp_path / "a.nt", [*first, "# remark\n", "\n", *other, *rest])

    held, passed = both_ways(path, monkeypatch, processes=processes)

    assert passed.n_checked == held.n_checked == 23
    assert passed.n_conforming == held.n_conforming
    assert known(passed) == known(held)
    assert {"R02", "R45", "VALUE-date", "LIT-datatype"} <= {item.rule for item in passed.findings}


def test_a_file_that_speaks_of_a_subject_in_several_places_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [line for number in range(9) for line in declaration(number)]
    path = written(tmp_path / "a.nt", [*lines[::2], *lines[1::2]])

    held, passed = both_ways(path, monkeypatch)

    assert passed.n_checked == held.n_checked == 9
    assert known(passed, with_lines=False) == known(held, with_lines=False)


def test_blank_nodes_and_two_files_about_one_subject(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = written(tmp_path / "a.nt", [*declaration(3, "_:a"), *declaration(4)])
    second = written(tmp_path / "b.nt", declaration(4))
    held = validated(first, second)
    monkeypatch.setattr(streamed, "STREAMED_FROM", 0)

    passed = validated(first, second)

    assert passed.n_checked == held.n_checked == 3
    assert known(passed) == known(held)


@pytest.mark.parametrize("wrong", [b"<a> <b> <c>\n", b'<urn:a> <urn:b> "\xff" .\n'])
def test_a_line_that_cannot_be_read_is_named(wrong: bytes, tmp_path: Path, streaming: None) -> None:
    path = tmp_path / "a.nt"
    path.write_bytes("".join(declaration(1)).encode() + wrong)

    (finding,) = validated(path).findings

    assert finding.rule == "SYNTAX"
    assert finding.location.line == 8


def test_several_processes_find_the_same_in_tables(tmp_path: Path, streaming: None) -> None:
    paths = [table(tmp_path / f"{name}.csv", range(first, first + 7)) for name, first in
             (("a", 0), ("b", 40))]  # fmt: skip

    assert validated(*paths, processes=3) == validated(*paths)


def test_the_first_findings_are_shown_and_all_are_counted(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", range(60))
    full, short = validated(path), validated(path, max_findings=20)

    assert full.totals is None and full.n_hidden == 0
    assert 20 <= len(short.findings) < len(full.findings)
    assert len(short.findings) + short.n_hidden == len(full.findings)
    assert [short.count(each) for each in Severity] == [full.count(each) for each in Severity]
    assert short.by_rule() == full.by_rule()
    assert short.n_conforming == full.n_conforming
    assert set(short.findings) <= set(full.findings)


def test_a_report_says_what_it_does_not_show(tmp_path: Path) -> None:
    full = validated(table(tmp_path / "a.csv", range(60)))
    short = full.first(5)
    shown = json.loads(render(short, "json"))

    assert len(shown["findings"]) == 5
    assert shown["hidden"] == len(full.findings) - 5
    assert shown["summary"] == json.loads(render(full, "json"))["summary"]
    assert "--max-findings" in render(short, "text", language="fr").decode()


def test_shapes_that_are_not_streamed_are_named_in_the_report(tmp_path: Path) -> None:
    report = validated(table(tmp_path / "a.csv", range(3)))
    engine = json.loads(render(report, "json"))["engine"]

    assert {note["judge"] for note in engine} == {"across records"}
    assert all(note["reason"].startswith(LEX.iri) for note in engine)


def test_compiled_checks_are_the_same_when_they_are_read_again() -> None:
    made = bundles.made(bundles.our_vocabulary(), bundles.our_shapes())
    again = program_of(json.loads(json.dumps(plain_program(made.program))))

    assert again == made.program
    assert bundles.bundle().model == made.model
    assert bundles.bundle().rulebook.rules == made.rulebook.rules


def named_off(program: Program) -> set[str]:
    return {
        name
        for name, each in program.shapes.items()
        if each.is_deactivated and isinstance(name, Iri)
    }


def test_rules_switched_off_in_compiled_checks_are_as_those_of_the_shapes_graph() -> None:
    shapes, book = tuple(bundles.our_shapes()), bundles.bundle().rulebook
    chosen = book.chosen(select=("R0", "PROFILE"))
    off = book.rules.keys() - chosen
    reference = filter(bundles.is_for_shapes, bundles.our_vocabulary())
    slowly = compile_shapes(shapes_to_run(shapes, book, chosen), reference).program

    quickly = bundles.bundle().program.without(off)

    assert {each.name for each in quickly.streamed()} == {each.name for each in slowly.streamed()}
    assert named_off(quickly) == named_off(slowly) == off


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_an_interrupt_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    lines = [line for number in range(40_000) for line in declaration(number)]
    path = written(tmp_path / "a.nt", lines)
    process = subprocess.Popen(
        [sys.executable, "-m", "lexique", "validate", str(path), "-o", str(tmp_path / "report")],
        env={**os.environ, "TMPDIR": str(scratch), "LEXIQUE_LANG": "en"},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not any(scratch.glob("lexique-*/part*")):
        time.sleep(0.05)
        assert process.poll() is None, "it ended before it could be interrupted"

    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=30)

    assert process.returncode == 130
    assert told.strip().splitlines()[-1] == "interrupted; nothing was written"
    assert not (tmp_path / "report").exists()
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_bar_shows_rate_and_time_left_on_a_terminal_only(
    is_terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: is_terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.delenv("CI", raising=False)

    with progress(Text("Contrôle", "Checking"), "en", patience=0) as advance:
        for _ in range(5):
            advance(1_000, 5_000)

    told = stream.getvalue()
    assert bool(told) is is_terminal
    if is_terminal:
        assert "Checking" in told and "/s" in told and "100%" in told
