"""The wheel works away from the checkout: vocabulary, shapes and compiled index are inside."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Build the wheel without network and return its path."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps",
         "--no-index", "--wheel-dir", str(folder), str(root)],
        check=True,
    )  # fmt: skip
    return next(folder.glob("lexique-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in a new environment and return the folder of its programs.

    The environment sees the packages of the one that runs the tests, but not this checkout: a
    `.pth` file names a folder, and files of that kind inside the folder are not followed.
    """
    place = tmp_path_factory.mktemp("away") / "environment"
    venv.create(place, with_pip=True)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    packages = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    Path(packages, "tests.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
         "--disable-pip-version-check", str(wheel)],
        check=True,
    )  # fmt: skip
    return programs


def _run(programs: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"HOME": str(home), "PATH": str(programs), "LEXIQUE_CACHE": str(home / "cache")}
    return subprocess.run(
        [programs / "lexique", *arguments],
        cwd=home, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_wheel_holds_vocabulary_shapes_index_catalogue_and_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    for wanted in (
        "lexique/_data/index.sqlite",
        "lexique/_data/checks.json",
        "lexique/_data/vocab/schemes.ttl",
        "lexique/_data/vocab/LICENSE",
        "lexique/_data/shapes/declarations.ttl",
        "lexique/locale/fr/LC_MESSAGES/lexique.mo",
        "lexique/py.typed",
    ):
        assert wanted in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_command_maps_a_name_from_the_index_it_brought(
    installed: Path, tmp_path: Path
) -> None:
    done = _run(installed, tmp_path, "map", "--format", "jsonl", "patientes partenaires")

    assert done.returncode == 0, done.stderr
    assert '"concepts": ["patient-partenaire"]' in done.stdout
    assert not (tmp_path / "cache").exists()


def test_the_installed_command_validates_and_checks_with_the_data_it_brought(
    installed: Path, tmp_path: Path
) -> None:
    export = tmp_path / "export.csv"
    export.write_text("fonction;statut\nmédiateur de santé-pair;bénévole\n", encoding="utf-8")

    done = _run(installed, tmp_path, "validate", str(export))

    assert done.returncode == 1, done.stderr
    assert "R16" in done.stdout
    assert not (tmp_path / "cache").exists(), "the checks were compiled again"
