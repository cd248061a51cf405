"""Every rule of declarations against its cases: `tests/shapes/<rule>/{conforms,violates,expected}`.

The expected reports are written by hand from the texts behind the rules. Adding a case is adding to
the files of its rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from lexique.declarations.bundle import is_for_shapes, our_shapes, our_vocabulary
from lexique.declarations.declaration import Declaration
from lexique.declarations.interpreter import Interpreter
from lexique.declarations.rulebook import shapes_to_run
from lexique.declarations.statements import read_rdf
from lexique.declarations.validation import Validator
from lexique.loading import load
from lexique.namespaces import LEX, SH, SOURCE
from lexique.rdf import Literal, Triple, read_triples
from lexique.shacl import Result, validate

CASES = Path(__file__).parent / "shapes"
RULES = sorted(folder.name for folder in CASES.iterdir() if (folder / "violates.ttl").is_file())
DAY = date(2026, 11, 21)
Row = tuple[str, str, str, str | None]


@cache
def validator() -> Validator:
    return Validator.bundled()


@cache
def shapes() -> tuple[Triple, ...]:
    return tuple(our_shapes())


@cache
def vocabulary() -> tuple[Triple, ...]:
    return tuple(our_vocabulary())


@cache
def triples_of(path: Path) -> tuple[Triple, ...]:
    export = read_rdf(str(path), Interpreter(validator().model, load(), day=DAY))
    export.survey()
    return tuple(
        triple for item in export if isinstance(item, Declaration) for triple in item.triples()
    )


def rows(results: Iterable[Result]) -> list[Row]:
    return sorted(
        (item.focus_node, item.shape, item.severity, _text(item.value)) for item in results
    )


def _text(value: object) -> str | None:
    if value is None:
        return None
    return value.value if isinstance(value, Literal) else str(value)


def found(rule: str, file: str) -> list[Row]:
    book = validator().rulebook
    chosen = {item.shape for item in book if item.id == rule}
    run = shapes_to_run(shapes(), book, chosen)
    results = validate(
        run, triples_of(CASES / rule / file), tuple(filter(is_for_shapes, vocabulary()))
    )
    return rows(results)


def expected(rule: str) -> list[Row]:
    said: dict[str, dict[str, str]] = {}
    for subject, predicate, value in read_triples(CASES / rule / "expected.ttl"):
        said.setdefault(subject, {})[predicate] = _text(value) or ""
    return sorted(
        (
            values[SH["focusNode"]],
            values[SH["sourceShape"]],
            values[SH["resultSeverity"]],
            values.get(SH["value"]),
        )
        for values in said.values()
        if SH["focusNode"] in values
    )


@pytest.mark.parametrize("rule", RULES)
def test_what_keeps_a_rule_passes(rule: str) -> None:
    assert found(rule, "conforms.ttl") == []


@pytest.mark.parametrize("rule", RULES)
def test_what_breaks_a_rule_is_reported_as_expected(rule: str) -> None:
    assert found(rule, "violates.ttl") == expected(rule)


def test_every_rule_has_its_cases_and_every_shape_is_broken_by_one() -> None:
    book = validator().rulebook
    broken = {shape for rule in RULES for _, shape, _, _ in expected(rule)}

    assert {item.id for item in book} - set(RULES) == set()
    assert {item.shape for item in book} - broken == set()


def test_the_catalogue_holds_r01_to_r51_without_r12() -> None:
    ids = {item.id for item in validator().rulebook if item.id.startswith("R")}

    assert ids == {f"R{number:02}" for number in range(1, 52) if number != 12}


def test_every_rule_speaks_both_languages_and_names_its_source() -> None:
    for item in validator().rulebook:
        assert item.message.fr and item.message.en and item.message.fr != item.message.en
        assert item.mend.fr and item.mend.en and item.mend.fr != item.mend.en
        assert item.source and item.verification
        assert set(item.about) <= validator().model.properties.keys(), item.shape


def test_what_rests_on_an_unverified_point_is_no_violation() -> None:
    graver = {
        item.id
        for item in validator().rulebook
        if item.verification == "unverified" and item.severity == "violation"
    }

    assert graver == set()


def test_a_rule_is_no_better_verified_than_its_source() -> None:
    """A choice of ours states no outside fact; its source says that it awaits review."""
    order = ("unverified", "second-hand", "verified")
    lexicon = load()
    better = [
        (item.id, item.source)
        for item in validator().rulebook
        if item.source != SOURCE["lexique-editorial"]
        for source in [lexicon.reference(item.source or "")]
        if source is None or order.index(item.verification or "") > order.index(source.verification)
    ]

    assert better == []


def test_every_source_and_safeguard_of_a_rule_is_described() -> None:
    described = {subject for subject, _, _ in vocabulary()}

    for item in validator().rulebook:
        assert item.source in described
        assert (
            not item.safeguard
            or f"https://w3id.org/lexique/safeguard/{item.safeguard}" in described
        )


def test_every_concept_that_the_shapes_name_is_in_the_vocabulary() -> None:
    described = {subject for subject, _, _ in vocabulary()}
    base = "https://w3id.org/lexique/"
    named = {
        str(term)
        for triple in shapes()
        for term in triple
        if not isinstance(term, Literal)
        and str(term).startswith(base)
        and not str(term).startswith((LEX.iri, f"{base}shape/"))
    }

    assert named - described == set()


def test_our_engine_gives_what_pyshacl_gives() -> None:
    """One query over all data, or one call for each focus node: the results are the same."""
    from lexique.shacl.reference import validate_core

    rules = ("R06", "R07", "R09", "R32", "R39", "R40", "R48")
    data = [triple for rule in rules for triple in triples_of(CASES / rule / "violates.ttl")]
    book = validator().rulebook
    chosen = {item.shape for item in book if item.id in rules}
    run = list(shapes_to_run(shapes(), book, chosen))

    ours = validate(run, data, tuple(filter(is_for_shapes, vocabulary())))
    theirs = validate_core([*data, *tuple(filter(is_for_shapes, vocabulary()))], run)

    assert {row[:2] for row in rows(ours)} == {row[:2] for row in rows(theirs)}
