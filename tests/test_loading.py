"""The compiled form is never stale, never needed, and never in the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import lexique
from lexique import bundled
from lexique.declarations.bundle import bundle
from lexique.lexicon import Lexicon
from lexique.loading import compile_vocabulary

ONE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/a> a skos:Concept ; skos:prefLabel "LABEL"@fr .
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Use an empty cache folder."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("LEXIQUE_CACHE", str(folder))
    return folder


def test_a_changed_file_is_never_answered_from_an_old_compilation(
    cache: Path, tmp_path: Path
) -> None:
    path = tmp_path / "v.ttl"
    path.write_text(ONE.replace("LABEL", "avant"), encoding="utf-8")
    lexique.load(path)
    path.write_text(ONE.replace("LABEL", "après"), encoding="utf-8")

    changed = lexique.load(path)

    assert changed.harmonise("après").outcome == "matched"
    assert changed.harmonise("avant").outcome == "unknown"


def test_the_same_content_is_compiled_once(cache: Path, tmp_path: Path) -> None:
    path = tmp_path / "v.ttl"
    path.write_text(ONE, encoding="utf-8")
    lexique.load(path)
    before = {file: file.stat().st_mtime_ns for file in cache.iterdir()}

    lexique.load(path)

    assert {file: file.stat().st_mtime_ns for file in cache.iterdir()} == before


def test_a_broken_compilation_is_made_again(cache: Path, tmp_path: Path) -> None:
    path = tmp_path / "v.ttl"
    path.write_text(ONE, encoding="utf-8")
    lexique.load(path)
    for file in cache.iterdir():
        file.write_bytes(b"no database")

    assert lexique.load(path).harmonise("LABEL").outcome == "matched"


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("LEXIQUE_CACHE", str(blocked))
    path = tmp_path / "v.ttl"
    path.write_text(ONE, encoding="utf-8")

    assert lexique.load(path).harmonise("LABEL").outcome == "matched"


def test_a_checkout_notices_changed_turtle(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "checkout"
    for folder in ("vocab/pending", "src/lexique"):
        (root / folder).mkdir(parents=True)
    (root / "pyproject.toml").write_text("", encoding="utf-8")
    turtle = root / "vocab" / "a.ttl"
    turtle.write_text(ONE, encoding="utf-8")
    monkeypatch.setattr(bundled, "PACKAGE", str(root / "src" / "lexique"))
    monkeypatch.setattr(bundled, "COMPILING_MODULES", ())
    first = bundled.index_file()

    (root / "vocab" / "pending" / "b.ttl").write_text(ONE, encoding="utf-8")
    assert bundled.index_file() == first
    turtle.write_text(ONE.replace("LABEL", "LEBAL"), encoding="utf-8")
    assert bundled.index_file() != first


def test_the_compiled_form_answers_as_the_turtle_does(tmp_path: Path, root: Path) -> None:
    compile_vocabulary(root / "vocab", tmp_path / "index.sqlite")

    compiled = Lexicon.from_index(tmp_path / "index.sqlite")

    bundled = lexique.load()
    assert [item.iri for item in compiled.concepts()] == [item.iri for item in bundled.concepts()]
    for name in ("pairs-aidants", "MSP", "patient traceur", "plombier"):
        assert compiled.harmonise(name) == bundled.harmonise(name)


def modules_of(*words: str) -> set[str]:
    """Return the names of the modules that a command has imported when it is done."""
    code = (
        "import atexit, sys, lexique.cli\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        f"lexique.cli.main({list(words)!r})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


def test_mapping_a_plain_name_imports_nothing_that_reads_rdf_tables_or_titles() -> None:
    lexique.load()

    loaded = modules_of("map", "patient partenaire")

    assert "lexique.harmonising.harmoniser" in loaded
    assert not loaded & {"rdflib", "pyshacl", "pyoxigraph", "openpyxl", "rapidfuzz", "jinja2"}
    assert not loaded & {
        "lexique.levelling.normalise",
        "lexique.harmonising.titles",
        "lexique.vocabulary.building",
    }


def test_validating_a_table_imports_nothing_that_only_other_inputs_or_reports_need(
    root: Path,
) -> None:
    table = root / "examples" / "hopital.csv"
    bundle()

    loaded = modules_of("validate", str(table), "--format", "json", "--fail-on", "never")

    assert "lexique.shacl.streaming" in loaded
    assert not loaded & {"rdflib", "pyshacl", "openpyxl", "jinja2", "multiprocessing", "tempfile"}
    assert not loaded & {
        "lexique.declarations.statements",
        "lexique.editing.baseline",
        "lexique.rdf.reading",
        "lexique.shacl.query_analysis",
        "lexique.shacl.user_shapes",
        "lexique.strict_json",
        "lexique.tables.json_table",
        "lexique.tables.xlsx",
        "lexique.vocabulary.building",
    }


def test_labels_of_skos_xl_and_statements_that_stand_apart_belong_to_the_concept(
    cache: Path, tmp_path: Path
) -> None:
    path = tmp_path / "v.ttl"
    path.write_text(
        """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
        @base <https://example.org/> .
        <a> a skos:Concept ; skosxl:prefLabel <l> ; skos:altLabel "matou"@fr , "tom" .
        <l> a skosxl:Label ; skosxl:literalForm "chat"@fr .
        <b> a skos:Concept ; skos:prefLabel "chien"@fr .
        <a> skos:definition "animal qui miaule."@fr ; skos:broader <b> .
        """,
        encoding="utf-8",
    )

    lexicon = lexique.load(path)

    cat = lexicon.named("https://example.org/a")
    forms = [(item.form, item.language) for item in lexicon.designations_of(cat)]
    assert forms == [("chat", "fr"), ("matou", "fr"), ("tom", "")]
    assert cat.definitions == {"fr": "animal qui miaule."}
    assert cat.broader == ("https://example.org/b",)
    for name in ("CHAT", "Matou", "tom"):
        (reading,) = lexicon.harmonise(name).readings
        assert (reading.concept.iri, reading.designation.form) == (cat.iri, name.lower())


def test_a_control_character_in_a_text_moves_no_other_text(cache: Path, tmp_path: Path) -> None:
    path = tmp_path / "v.ttl"
    label, note = '"LABEL"@fr', 'skos:note "one\\u001Ftwo" ; skos:prefLabel "LABEL"@fr'
    path.write_text(ONE.replace(f"skos:prefLabel {label}", note), encoding="utf-8")

    concept = lexique.load(path).named("LABEL")

    assert concept.statements == {"note": ("one two",)}
