"""Cold start: one name asked on the command line, beside the least that such a program can do."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measuring import Result, at_most, named, pair_of, run

NAME = "patient partenaire"
CLICK_PROGRAM = """
import click

@click.command()
@click.argument("name")
def command(name):
    click.echo(name)

command()
"""


def measure(*, quick: bool) -> Iterator[Result]:
    """Yield what `lexique map` takes, beside a click program that prints a word and beside none."""
    rounds = 5 if quick else 25
    script = Path(sys.executable).parent / "lexique"
    lexique = [str(script)] if script.exists() else [sys.executable, "-m", "lexique"]
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, "program.py")
        program.write_text(CLICK_PROGRAM, encoding="utf-8")
        ours = [*lexique, "map", NAME]
        click = [sys.executable, str(program), NAME]
        nothing = [sys.executable, "-c", "pass"]
        for command in (ours, click):
            assert NAME in run(command).output.decode(), command
        taken = [
            [run(command).seconds for command in (ours, click, nothing)] for _ in range(rounds)
        ]
    what, amount = f'`lexique map "{NAME}"`', f"{rounds} starts each"
    yield Result(
        what,
        amount,
        named("click", "program that prints its argument"),
        pair_of([(ours, click) for ours, click, _ in taken]),
        at_most(1.5),
    )
    yield Result(
        what,
        amount,
        "`python -c pass`",
        pair_of([(ours, nothing) for ours, _, nothing in taken]),
        at_most(6.5),
    )
