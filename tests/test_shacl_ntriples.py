"""N-Triples as records: line by line, in parts, in any order; several processes, interrupted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lexique.errors import InputError
from lexique.rdf import BlankNode, Iri, Literal
from lexique.rdf.terms import LANG_STRING
from lexique.shacl.ntriples import NTriplesFile
from lexique.shacl.records import Record
from shacl_texts import compiled, rows

EX = "https://example.org/"
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
SHAPES = """
:S sh:targetSubjectsOf :p ; sh:path :p ; sh:maxCount 1 .
:T sh:targetSubjectsOf :q ; sh:path ( :q [ sh:inversePath :q ] ) ;
   sh:qualifiedValueShape [ sh:property [ sh:path :p ; sh:minCount 1 ] ] ;
   sh:qualifiedMaxCount 1 .
"""


def line(subject: str, predicate: str, value: str) -> str:
    return f"<{EX}{subject}> <{EX}{predicate}> {value} .\n"


def written(path: Path, *lines: str) -> NTriplesFile:
    path.write_text("".join(lines), encoding="utf-8")
    return NTriplesFile(str(path))


def test_every_form_of_a_line_is_read(tmp_path: Path) -> None:
    records = written(
        tmp_path / "a.nt",
        "# a comment\n\n",
        line("a", "p", '"caf\\u00E9 \\"x\\"\\n"'),
        line("a", "p", '"chat"@FR'),
        f'\t<{EX}a>\t<{EX}q>\t"1"^^<http://www.w3.org/2001/XMLSchema#integer>\t. # more\n',
        f"_:b.1 <{EX}p> _:c .",
    )

    assert list(records) == [
        Record(
            Iri(EX + "a"),
            {
                Iri(EX + "p"): (
                    Literal('café "x"\n'),
                    Literal("chat", "fr", LANG_STRING),
                ),
                Iri(EX + "q"): (Literal("1", "", Iri(INTEGER)),),
            },
        ),
        Record(BlankNode("b.1"), {Iri(EX + "p"): (BlankNode("c"),)}),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        f"<{EX}a> <{EX}p> .\n",
        f"<a> <{EX}p> <{EX}b> .\n",
        f'"text" <{EX}p> <{EX}b> .\n',
        f'<{EX}a> <{EX}p> "open .\n',
        f"<{EX}a> <{EX}p> <{EX}b>\n",
        f"<{EX}a> _:p <{EX}b> .\n",
    ],
)
def test_a_line_that_is_no_statement_is_named(tmp_path: Path, wrong: str) -> None:
    records = written(tmp_path / "a.nt", line("a", "p", f"<{EX}b>"), wrong)

    with pytest.raises(InputError) as caught:
        list(records)

    assert caught.value.where is not None and caught.value.where.line == 2


def test_a_repeated_line_counts_once(tmp_path: Path) -> None:
    records = written(tmp_path / "a.nt", *[line("a", "p", '"x"')] * 2)

    assert list(compiled(SHAPES).check(records)) == []


def test_statements_of_a_node_in_several_places_are_brought_together(tmp_path: Path) -> None:
    records = written(
        tmp_path / "a.nt", line("a", "p", '"x"'), line("b", "p", '"x"'), line("a", "p", '"y"')
    )

    assert rows(compiled(SHAPES).check(records)) == [("a", "MaxCount", None)]


def test_parts_cut_no_node_in_two(tmp_path: Path) -> None:
    records = written(
        tmp_path / "a.nt",
        *(line(f"n{n}", name, f'"{n % 3}"') for n in range(20) for name in ("p", "q")),
    )

    for number in (1, 2, 3, 7):
        parts = records.parts(number)
        assert [record for part in parts for record in part] == list(records)


def test_several_processes_find_the_same_in_the_same_order(tmp_path: Path) -> None:
    records = written(
        tmp_path / "a.nt",
        *(
            line(f"n{n:02}", name, value)
            for n in range(40)
            for name, value in (("p", f'"{n}"'), ("p", '"x"'), ("q", f'"{n % 11}"'))
        ),
    )
    engine = compiled(SHAPES)

    alone = list(engine.check(records))

    assert len(alone) == 80
    assert set(engine.check(records, processes=2)) == set(alone)
    assert list(engine.check(records, processes=2)) == list(engine.check(records, processes=2))


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_an_interrupt_leaves_no_process_and_no_file(tmp_path: Path) -> None:
    scratch, data = tmp_path / "scratch", tmp_path / "a.nt"
    scratch.mkdir()
    with data.open("w") as out:
        out.writelines(line(f"n{n}", "p", f'"{n}"') for n in range(400_000))
    script = tmp_path / "run.py"
    script.write_text(
        "import sys\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from shacl_texts import compiled\n"
        "from lexique.shacl.ntriples import NTriplesFile\n"
        "if __name__ == '__main__':\n"
        "    shapes = ':S sh:targetSubjectsOf :p ; sh:path :p ; sh:maxCount 0 .'\n"
        f"    list(compiled(shapes).check(NTriplesFile({str(data)!r}), processes=2))\n"
    )
    process = subprocess.Popen(
        [sys.executable, str(script)],
        env={**os.environ, "TMPDIR": str(scratch)},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while not any(scratch.glob("lexique-*/part*")):
        time.sleep(0.05)
        assert process.poll() is None, "it ended before it could be interrupted"

    os.killpg(process.pid, signal.SIGINT)

    assert process.wait(timeout=30) != 0
    assert list(scratch.glob("lexique-*")) == []
    assert is_gone(process.pid)


def is_gone(group: int) -> bool:
    """Return whether all processes of a group end within some seconds."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
