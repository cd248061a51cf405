"""What tests share: the evidence folder beside the project, where it is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says more of the machine than of the code.
settings.register_profile("lexique", deadline=None)
settings.load_profile("lexique")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of evidence, corpora and bad inputs, or skip where it is not there."""
    folder = Path(os.environ.get("LEXIQUE_SHARED", ROOT.parent / "shared"))
    if not (folder / "contract.md").is_file():
        pytest.skip("the folder ../shared is not here")
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, the only way in which golden files change."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/")


@pytest.fixture(autouse=True)
def _french_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the language of messages independent of the machine."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "LEXIQUE_LANG", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
