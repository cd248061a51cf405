"""Cold start: one name, or one small export, beside the least that such a program can do."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from measuring import Pair, Result, at_most, named, pair_of, run
from tabular import columns, template_columns, write_table

NAME = "patient partenaire"
CLICK_PROGRAM = """
import click

@click.command()
@click.argument("name")
def command(name):
    click.echo(name)

command()
"""
DAY = "2026-11-21"
N_ROWS = 100
_SCRIPT = Path(sys.executable).parent / "lexique"
LEXIQUE = [str(_SCRIPT)] if _SCRIPT.exists() else [sys.executable, "-m", "lexique"]


def measure(*, quick: bool) -> Iterator[Result]:
    """Yield what a name and what an export of 100 rows take from the start of the program."""
    rounds = 5 if quick else 25
    with tempfile.TemporaryDirectory() as folder:
        yield from _one_name(Path(folder), rounds)
        yield _one_export(Path(folder), template_columns(), "columns of the template", rounds)
        yield _one_export(Path(folder), columns(), "all columns", rounds)


def _one_name(folder: Path, rounds: int) -> Iterator[Result]:
    """Yield `lexique map` beside a click program that prints a word and beside none."""
    program = folder / "program.py"
    program.write_text(CLICK_PROGRAM, encoding="utf-8")
    ours, click = [*LEXIQUE, "map", NAME], [sys.executable, str(program), NAME]
    for command in (ours, click):
        assert NAME in run(command).output.decode(), command
    what, amount = f'`lexique map "{NAME}"`', f"{rounds} starts each"
    printing = named("click", "program that prints its argument")
    yield Result(what, amount, printing, _in_turn(ours, click, rounds), at_most(1.5))
    nothing = [sys.executable, "-c", "pass"]
    yield Result(what, amount, "`python -c pass`", _in_turn(ours, nothing, rounds), at_most(6.5))


def _one_export(folder: Path, names: Collection[str], which: str, rounds: int) -> Result:
    """Return `lexique validate` of a table with the columns `names` beside an import of rdflib."""
    table = folder / f"{len(names)}.csv"
    write_table(table, N_ROWS, only=names)
    ours = [*LEXIQUE, "validate", str(table), "--on", DAY, "--format", "json", "--fail-on", "never"]
    assert json.loads(run(ours).output)["checked"] == N_ROWS
    peer = [sys.executable, "-c", "import rdflib"]
    return Result(
        f"`lexique validate` of {N_ROWS} rows",
        f"{which} ({len(names)}), {rounds} starts each",
        named("rdflib", "`import rdflib`"),
        _in_turn(ours, peer, rounds),
        at_most(2),
    )


def _in_turn(ours: Sequence[str], peer: Sequence[str], rounds: int) -> Pair:
    return pair_of([(run(ours).seconds, run(peer).seconds) for _ in range(rounds)])
