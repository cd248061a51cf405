"""Bad and odd inputs: each gets its verdict, a message that can be acted on, and no harm is done.

Those of the folder beside the project come with their verdicts; the others are made here.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.own_process import Measured, measured, memory_now
from tests.workbooks import rows_of, write_workbook

from lexique.declarations.validation import Validator
from lexique.loading import load

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes of POSIX")

CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]")
MARGIN = 10
DAY = ("--on", "2026-11-21")
CODES = {"reject": {3}, "accept": {0, 1, 3}, "finding": {0, 1, 3}, "warn": {0, 1, 3}}
SAID = {
    "csv_booleans_fr.csv": ("VALUE-boolean", 6),
    "csv_html.csv": ("R01", 2),
    "csv_header_only.csv": ("TABLE-no-rows", None),
    "jsonld_no_context.jsonld": ("ID-dropped", 3),
    "ttl_invalid_lexical_accepted_by_rdflib.ttl": ("LIT-datatype", 4),
    "ttl_owl_imports_remote.ttl": ("DOC-imports", 3),
    "ttl_prefix_spoof.ttl": ("ID-prefix", 1),
    "ttl_shapesgraph_remote.ttl": ("DOC-imports", 2),
    "xlsx_numeric_ids.xlsx": ("CELL-number", None),
    "xlsx_formula_no_cache.xlsx": ("CELL-formula", None),
}
ON_THE_READER = {"csv_ragged_less.csv"}
"""Files whose headings name no property: their rows are tested on the reader of tables."""


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Load what each run needs once, so that forked processes begin with it."""
    load()
    Validator.bundled()


def findings_of(done: Measured) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return found


def assert_harmless(done: Measured, name: str) -> None:
    assert done.signal == 0, f"{name}: ended by signal {done.signal} after {done.seconds:.1f} s"
    assert done.code in (0, 1, 2, 3), f"{name}: exit {done.code}"
    assert not CONTROL.search(done.stdout + done.stderr), name
    assert b"Traceback" not in done.stdout + done.stderr, name


def test_bad_and_odd_inputs_get_their_verdicts_within_time_and_memory(
    shared: Path, root: Path
) -> None:
    """The limits of the manifest with a tenfold margin; they guard against hangs and bombs."""
    wrong = []
    for line in (shared / "nasty" / "MANIFEST.tsv").read_text().splitlines()[1:]:
        name, kind, expect, at, max_seconds, max_mib, _ = line.split("\t")
        arguments = [str(shared / "nasty" / name)]
        if kind == "shapes":
            arguments = [str(root / "examples/hopital.csv"), "--shapes", *arguments]
        begun = memory_now()
        done = measured(
            ["validate", *arguments, *DAY, "--format", "json"], seconds=MARGIN * float(max_seconds)
        )
        assert_harmless(done, name)
        places = {(item["rule"], item["location"]["line"]) for item in findings_of(done)}
        if done.code not in CODES[expect]:
            wrong.append((name, done.code))
        if expect == "reject" and at != "-" and name not in ON_THE_READER:
            wrong += [] if ("SYNTAX", int(at)) in places else [(name, places)]
        if name in SAID and SAID[name] not in places:
            wrong.append((name, places))
        if done.mib - begun > MARGIN * float(max_mib):
            wrong.append((name, done.mib))

    assert wrong == []


# -- bad inputs of our own ---------------------------------------------------------------------

HEADINGS = "Fonction;Statut\n"
ROW = "patient partenaire;bénévole\n"
LEX = "@prefix lex: <https://w3id.org/lexique/ns#> .\n"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


def _zip(path: Path, **parts: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)


def _workbook(**options: Any) -> Callable[[Path], object]:
    sheets = {"A": rows_of(["Fonction", "Statut"], ["patient partenaire", "bénévole"])}
    return lambda path: write_workbook(path, **({"sheets": sheets} | options))


def _truncated(path: Path) -> None:
    _workbook()(path)
    path.write_bytes(path.read_bytes()[:-200])


def _bomb(path: Path) -> None:
    _workbook(sheets={"A": " " * 60_000_000})(path)


def _in_sheet(xml: str) -> Callable[[Path], object]:
    return _workbook(sheets={"A": xml})


def _shared_cells(*numbers: int) -> str:
    return "".join(
        f'<row r="{at}"><c r="A{at}" t="s"><v>{number}</v></c></row>'
        for at, number in enumerate(numbers, start=1)
    )


ENTITIES = "".join(f'<!ENTITY b{n} "&b{n - 1};&b{n - 1};">' for n in range(1, 30))
REFUSED: list[tuple[str, str | bytes | Callable[[Path], object], int | None, str]] = [
    # name, content, line of the fault, what the message must name
    ("nul.csv", HEADINGS + "patient\x00partenaire;CDI\n", 1, "binary"),
    ("utf16.csv", (HEADINGS + ROW).encode("utf-16-le"), 1, "UTF-16"),
    ("open.csv", HEADINGS + '"patient partenaire;CDI\npair-aidant;CDI\n', 2, "never closed"),
    ("after.csv", HEADINGS + '"patient "partenaire"";CDI\n', 2, "quotation mark"),
    ("more.csv", HEADINGS + "patient partenaire;CDI;x;y\n", 2, "4 cells"),
    ("fewer.csv", "Fonction;Statut;Domaine\nRU\nRU;CDI;soin\n", 2, "1 cell"),
    ("twice.csv", "Fonction;Fonction\nRU;RU\n", 1, "same"),
    ("nameless.csv", "Fonction;;Statut\nRU;x;CDI\n", 1, "column B"),
    ("header.csv", HEADINGS, None, "no declaration"),
    ("blank.csv", "\n\n\n", None, "empty"),
    ("mark.csv", b"\xef\xbb\xbf", None, "empty"),
    ("wide.csv", "Fonction;" + ";".join(f"c{n}" for n in range(17_000)) + "\nRU\n", 1, "columns"),
    ("mixed.csv", HEADINGS.encode() + "é;CDI\n".encode() + b"\xe9;CDI\n", 3, "UTF-8"),
    ("zip.csv", lambda path: _zip(path, a="x"), 1, "ZIP"),
    ("page.csv", "<!DOCTYPE html><html><table>", 1, "HTML"),
    ("json.csv", '[{"Fonction": "RU"}]', 1, "JSON"),
    ("image.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1, "image"),
    ("folder.csv", lambda path: path.mkdir(), None, "no file here"),
    ("pipe.csv", lambda path: os.mkfifo(path), None, "pipe"),
    ("nowhere.csv", lambda path: path.symlink_to("nothing"), None, "no such file"),
    ("loop.csv", lambda path: path.symlink_to("loop.csv"), None, "opened"),
    ("device.csv", lambda path: path.symlink_to("/dev/zero"), None, "device"),
    ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), None, "extension"),
    ("other.ods", lambda path: _zip(path, mimetype="x"), None, "extension"),
    ("truncated.xlsx", _truncated, None, "damaged"),
    ("text.xlsx", HEADINGS + ROW, 1, "text"),
    ("word.xlsx", lambda path: _zip(path, word__document_xml="<x/>"), None, "workbook"),
    ("strings.xlsx", _workbook(sheets={"A": _shared_cells(0, 1)}, strings=("Fonction", "RU"),
                               left_out=("xl/sharedStrings.xml",)), None, "cell A1"),
    ("beyond.xlsx", _workbook(sheets={"A": _shared_cells(0, 9)}, strings=("Fonction",)),
     None, "cell A2"),
    ("far.xlsx", _in_sheet('<row r="1"><c r="ZZZZ1"/></row>'), None, "ZZZZ1"),
    ("sparse.xlsx", _in_sheet('<row r="1"><c r="XFD1"/></row><row r="1048576"/>'), None, "cells"),
    ("backwards.xlsx", _in_sheet('<row r="5"/><row r="2"/>'), None, "impossible"),
    ("broken.xlsx", _in_sheet('<row r="1"><c'), None, "damaged"),
    ("long.xlsx", _in_sheet(rows_of(["Fonction"], ["x" * 40_000])), None, "too long"),
    ("nothing.xlsx", _in_sheet(""), None, "nothing"),
    ("bomb.xlsx", _bomb, None, "size"),
    ("dtd.xlsx", _workbook(properties="<!DOCTYPE x>"), None, "damaged"),
    ("twice.json", '[{"Fonction": "RU",\n "Fonction": "RU"}]', 2, "twice"),
    ("nan.json", '[{"Fonction": "RU", "Heures": NaN}]', 1, "NaN"),
    ("deep.json", "[" * 5000 + "]" * 5000, 1, "nested"),
    ("half.json", '[{"Fonction": "a \\ud800 b"}]', 1, "surrogate"),
    ("scalar.json", '"RU"', 1, "object"),
    ("after.json", '[{"Fonction": "RU"}] x', 1, "follows"),
    ("comma.json", '[{"Fonction": "RU"},\n]', 2, "JSON"),
    ("line.jsonl", '{"Fonction": "RU"}\n{"Fonction":\n', 2, "JSON"),
    ("list.jsonl", '{"Fonction": "RU"}\n["RU"]\n', 2, "object"),
    ("space.ttl", LEX + "<http://e.org/a b> a lex:Declaration .\n", 2, "U+0020"),
    ("prefix.ttl", "ex:a a ex:b .\n", 1, "prefix"),
    ("relative.ttl", LEX + "<a> a lex:Declaration .\n", 2, "relative"),
    ("stop.ttl", LEX + '<http://e.org/a> lex:role "RU"\n', 2, "no end"),
    ("tag.ttl", LEX + '<http://e.org/a> lex:role "RU"@fr_FR .\n', 2, "language tag"),
    ("latin.ttl", (LEX + '<http://e.org/a> lex:unit "é" .\n').encode("latin-1"), 2, "UTF-8"),
    ("deep.ttl", LEX + "<http://e.org/a> lex:x " + "[ lex:x " * 3000 + "1" + " ]" * 3000 + " .",
     2, "nested"),
    ("prefixes.ttl", "".join(f"@prefix p{n}: <http://e.org/{n}/> .\n" for n in range(2000)),
     1001, "prefixes"),
    ("relative.nt", "<a> <http://e.org/p> 'x' .\n", 1, "relative"),
    ("tag.nt", '<http://e.org/a> <http://e.org/p> "x"@fr_ .\n', 1, "language tag"),
    ("open.nt", '<http://e.org/a> <http://e.org/p> "x" .\n<http://e.org/a> <http://e.org/p> "x\n',
     2, "not closed"),
    ("remote.jsonld", '{"@context": "https://e.org/c", "@id": "http://e.org/a"}', 1, "fetched"),
    ("import.jsonld", '{"@context": {"@import": "https://e.org/c"}}', 1, "fetched"),
    ("scoped.jsonld", '{"@context": {"p": {"@id": "http://e.org/p", "@context": "c.jsonld"}}}', 1,
     "fetched"),
    ("circle.jsonld", '{"@context": {"a": "b:x", "b": "a:y"}, "a": "x"}', 1, "cyclic"),
    ("contexts.jsonld", '{"@context": ' + '{"a": {"@context": ' * 200 + "{}" + "}}" * 200 + "}",
     1, "nested"),
    ("twice.jsonld", '{"@id": "http://e.org/a",\n "@id": "http://e.org/b"}', 2, "twice"),
    ("bomb.rdf", f'<!DOCTYPE r [<!ENTITY b0 "x">{ENTITIES}]><rdf:RDF {RDF}>&b29;</rdf:RDF>', 1,
     "DTD"),
    ("deep.rdf", f'<rdf:RDF {RDF} xmlns:e="http://e.org/">' + "<rdf:Description><e:p>" * 2000
     + "</e:p></rdf:Description>" * 2000 + "</rdf:RDF>", 1, "nested"),
    ("cut.rdf", f'<rdf:RDF {RDF}>\n<rdf:Description rdf:about="http://e.org/a">', 2, "well-formed"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "line", "named"), REFUSED, ids=[case[0] for case in REFUSED]
)
def test_what_cannot_be_read_is_refused_where_it_is_wrong(
    name: str,
    content: str | bytes | Callable[[Path], object],
    line: int | None,
    named: str,
    tmp_path: Path,
) -> None:
    path = tmp_path / name
    if callable(content):
        content(path)
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = measured(["validate", str(path), *DAY, "--format", "json"])
    assert_harmless(done, name)
    fault = next(item for item in findings_of(done) if item["rule"] == "SYNTAX")

    assert done.code == 3
    assert done.seconds < MARGIN
    assert fault["location"]["line"] == line
    assert named in fault["message"]["en"]
    for language in ("fr", "en"):
        assert fault["message"][language] and len(fault["message"][language]) < 200
        assert re.search(r"[.!?]$", fault["mend"][language])
    assert fault["message"]["fr"] != fault["message"]["en"]


ODD: list[tuple[str, str | bytes | Callable[[Path], object], int]] = [
    # name, content, how many declarations are read
    ("newlines.csv", "Fonction;Statut\r\nRU;CDI\nRU;CDD\rRU;CDI\r\n", 3),
    ("mark.csv", HEADINGS + "\ufeffpatient partenaire;bénévole\n", 1),
    ("inside.csv", HEADINGS + '"patient ; partenaire";bénévole\n', 1),
    ("separator.csv", "sep=;\n" + HEADINGS + ROW, 1),
    ("utf16.csv", (HEADINGS + ROW).encode("utf-16"), 1),
    ("tail.csv", "Fonction;Statut;Domaine\nRU;CDI;soin\nRU\n", 2),
    ("escape.csv", HEADINGS + "patient \x1b[31m\u202epartenaire\x07;CDI\n", 1),
    ("ligne\nnouvelle.csv", HEADINGS + ROW, 1),
    ("merged.xlsx", _workbook(
        sheets={"A": rows_of(["Personne", ""], ["Fonction", "Statut"], ["RU", "CDI"])},
        after='<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'), 1),
    ("hidden.xlsx", _workbook(
        sheets={"Brouillon": rows_of(["Fonction"], ["x"], ["y"]),
                "Liste": rows_of(["Fonction", "Statut"], ["RU", "CDI"])},
        hidden=("Brouillon",)), 1),
    ("errors.xlsx", _in_sheet(
        rows_of(["Fonction"]) + '<row r="2"><c r="A2" t="e"><f>NA()</f><v>#N/A</v></c></row>'), 1),
    ("blank.jsonl", '{"Fonction": "RU"}\n\n{"Fonction": "RU"}\n', 2),
    ("number.json", '[{"Fonction": "RU", "FINESS": ' + "9" * 5000 + "}]", 1),
    ("latin.rdf", (f'<?xml version="1.0" encoding="ISO-8859-1"?><rdf:RDF {RDF} '
                   'xmlns:lex="https://w3id.org/lexique/ns#"><lex:Declaration '
                   'rdf:about="http://e.org/a"><lex:status>bénévole</lex:status>'
                   "</lex:Declaration></rdf:RDF>").encode("latin-1"), 1),
    ("text.ttl", LEX + '<http://e.org/a> lex:role "' + "x" * 900_000 + '" .\n', 1),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "count"), ODD, ids=[case[0] for case in ODD])
def test_what_is_merely_odd_is_read(
    name: str, content: str | bytes | Callable[[Path], object], count: int, tmp_path: Path
) -> None:
    path = tmp_path / name
    if callable(content):
        content(path)
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = measured(["validate", str(path), *DAY, "--format", "json"])
    assert_harmless(done, name)

    assert done.code in (0, 1)
    assert json.loads(done.stdout)["checked"] == count


def test_a_cell_with_an_error_is_one_finding(tmp_path: Path) -> None:
    error = '<c r="{at}2" t="e"><f>NA()</f><v>#N/A</v></c>'
    row = f'<row r="2">{"".join(error.replace("{at}", at) for at in "ABC")}</row>'
    write_workbook(tmp_path / "x.xlsx", {"A": rows_of(["Fonction", "Statut", "Début"]) + row})
    done = measured(["validate", str(tmp_path / "x.xlsx"), *DAY, "--format", "json"])
    cells = [
        (item["rule"], item["location"]["cell"])
        for item in findings_of(done)
        if item["location"]["cell"]
    ]

    assert cells == [("CELL-formula", f"{at}2") for at in "ABC"]
    assert not {"R01", "MODEL-status"} & {item["rule"] for item in findings_of(done)}


def test_a_sheet_that_is_left_unread_is_named(tmp_path: Path) -> None:
    table = rows_of(["Fonction", "Statut"], ["RU", "CDI"])
    write_workbook(tmp_path / "two.xlsx", {"Janvier": table, "Février": table})
    write_workbook(tmp_path / "one.xlsx", {"Caché": table}, hidden=("Caché",))
    two = measured(["--lang", "fr", "validate", str(tmp_path / "two.xlsx"), *DAY]).stderr.decode()
    one = measured(["--lang", "fr", "validate", str(tmp_path / "one.xlsx"), *DAY]).stderr.decode()

    assert "«\u00a0Janvier\u00a0» est lue, et non «\u00a0Février\u00a0»" in two
    assert "«\u00a0Caché\u00a0», qui est lue, est masquée" in one
    assert "ne sont pas lues" not in one


@pytest.mark.parametrize("name", ["open.csv", "truncated.xlsx", "twice.json", "line.jsonl"])
def test_harmonise_leaves_no_part_of_an_output_behind(name: str, tmp_path: Path) -> None:
    content = next(case[1] for case in REFUSED if case[0] == name)
    path, output = tmp_path / name, tmp_path / f"out{Path(name).suffix}"
    if callable(content):
        content(path)
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    output.write_bytes(b"before")
    done = measured(["harmonise", str(path), "-o", str(output)])
    assert_harmless(done, name)

    assert done.code == 3
    assert output.read_bytes() == b"before"
    assert sorted(item.name for item in tmp_path.iterdir()) == sorted((name, output.name))


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(HEADINGS + ROW)
    (tmp_path / "x.csv").chmod(0)
    done = measured(["validate", str(tmp_path / "x.csv"), *DAY])

    assert done.code == 3
    assert_harmless(done, "x.csv")


@pytest.mark.parametrize("sign", ["-", " ", ", ", " / ", "'", ".", "·", "(", " et ", " de ", " : "])
@pytest.mark.parametrize("word", ["0", "x", "ancien", "patient", "peer", "membre"])
def test_a_name_of_many_words_is_read_at_once(word: str, sign: str) -> None:
    begun = time.perf_counter()
    load().harmonise(f"patient {sign.join([word] * 60)} partenaire")

    assert time.perf_counter() - begun < 2


def test_kinds_that_are_general_for_each_other_come_to_an_end() -> None:
    """*Family carer* said in general is *carer carer*, which is *family family* ..."""
    tuple(load().annotate("Representative.e family/carer "))
    load().harmonise("Representative family/carer")
