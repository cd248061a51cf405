"""What the documentation shows is what the program does."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from lexique.cli import VERBS, main

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")


def _sessions(page: Path) -> list[tuple[str, str]]:
    """Return each `$ lexique ...` command of a page with the output that the page shows."""
    found = []
    for block in _CONSOLE.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            if command.startswith("lexique "):
                found.append((command, output))
    return found


SESSIONS = [(page, *session) for page in PAGES for session in _sessions(page)]


@pytest.mark.parametrize(
    ("page", "command", "output"),
    SESSIONS,
    ids=[f"{page.name}-{number}" for number, (page, _, _) in enumerate(SESSIONS)],
)
def test_a_command_in_the_documentation_prints_what_the_page_shows(
    page: Path,
    command: str,
    output: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    is_french = page.name.endswith(".fr.md") or "docs/fr" in page.as_posix()
    monkeypatch.setenv("LEXIQUE_LANG", "fr" if is_french else "en")

    done = CliRunner().invoke(main, shlex.split(command)[1:])

    shown = [line.rstrip() for line in done.output.splitlines()]
    if request.config.getoption("--update-golden"):
        lines = "".join(f"{line}\n" for line in shown)
        text = page.read_text(encoding="utf-8")
        page.write_text(
            text.replace(f"$ {command}\n{output}", f"$ {command}\n{lines}"), encoding="utf-8"
        )
        return
    assert shown == [line.rstrip() for line in output.splitlines()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_in_the_documentation_gives_what_the_page_shows(page: Path) -> None:
    failures, _ = doctest.testfile(
        str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE
    )

    assert failures == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_between_pages_leads_somewhere(page: Path) -> None:
    targets = _LINK.findall(page.read_text(encoding="utf-8"))

    assert [target for target in targets if not (page.parent / target).exists()] == []


def _reference() -> str:
    parts = [
        "# Command line\n\n"
        "Generated from the program: `pytest tests/test_docs.py --update-golden`.\n"
        "Exit codes, JSON and masking: see [the JSON reference](json.md).\n"
    ]
    for name in ["", *VERBS]:
        words = [name] if name else []
        shown = CliRunner().invoke(main, [*words, "--help"], terminal_width=88).output
        parts.append(f"## lexique {name}".rstrip() + f"\n\n```text\n{shown.rstrip()}\n```\n")
    return "\n".join(parts)


def test_the_reference_of_the_command_line_is_the_help_of_the_program(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEXIQUE_LANG", "en")
    page = ROOT / "docs/reference/cli.md"
    wanted = _reference()
    if request.config.getoption("--update-golden"):
        page.write_text(wanted, encoding="utf-8")

    assert page.read_text(encoding="utf-8") == wanted, "run pytest with --update-golden"


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_gives_two_examples_in_its_help(name: str) -> None:
    command = main.get_command(click.Context(main), name)

    assert len(getattr(command, "examples", ())) >= 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_help_fits_a_narrow_terminal(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEXIQUE_LANG", language)
    shown = CliRunner().invoke(main, ["--help"], terminal_width=80).output

    assert max(map(len, shown.splitlines())) <= 80
