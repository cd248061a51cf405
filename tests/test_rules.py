"""The catalogue of rules lists every id that any verb can report."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from lexique.rules import VERBS, catalogue

_ID = re.compile(r"SYNTAX|[A-Z]{2,}-[a-z]+(?:-[a-z]+)*")


def _trees(root: Path) -> Iterator[ast.AST]:
    for path in sorted((root / "src" / "lexique").rglob("*.py")):
        if path.name != "rules.py":
            yield ast.parse(path.read_text(encoding="utf-8"))


def _ids_in_code(root: Path) -> set[str]:
    """Return every text in the code that looks like the id of a rule."""
    return {
        node.value
        for tree in _trees(root)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _ID.fullmatch(node.value)
    }


def _codes_of_tables(root: Path) -> set[str]:
    """Return the codes of what the reading of a table warns of; a remark is no finding."""
    return {
        node.args[0].value
        for tree in _trees(root / ".")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Notice"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
        and "INFO" not in ast.dump(node.args[1])
    }


def test_every_rule_that_the_code_names_is_listed(root: Path) -> None:
    listed = {entry.id for entry in catalogue()}

    assert _ids_in_code(root) - listed == set()


def test_every_warning_about_a_table_is_listed(root: Path) -> None:
    listed = {entry.id for entry in catalogue()}
    # Only harmonise, which reports no findings, says that formulas had no value.
    codes = _codes_of_tables(root) - {"no-value"}

    assert {f"TABLE-{code}" for code in codes} == {
        rule for rule in listed if rule.startswith("TABLE-")
    }


def test_ids_are_listed_once_and_for_a_verb_that_exists() -> None:
    entries = catalogue()

    assert len({entry.id for entry in entries}) == len(entries)
    assert {entry.verb for entry in entries} == set(VERBS)
