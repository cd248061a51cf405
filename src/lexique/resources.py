"""Where our vocabulary, shapes and compiled index are, in a checkout and in a wheel.

A checkout is served from its own `vocab/` and `shapes/`; an installed wheel from its package data.
The compiled index of a checkout lies in the user's cache under a name made from the state of every
file it depends on: a changed file asks for another name, so an index can never be stale.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from lexique import bundled

PACKAGE = Path(__file__).parent
_DATA = PACKAGE / "_data"
_KEPT = 4
"""How many compiled files of one kind stay in the cache."""


def checkout() -> Path | None:
    """Return the root of the checkout this package runs from, or None when it is installed."""
    root = bundled.checkout()
    return Path(root) if root else None


def vocabulary_folder() -> Path:
    """Return the folder of our Turtle vocabulary."""
    root = checkout()
    return root / "vocab" if root else _DATA / "vocab"


def shapes_folder() -> Path:
    """Return the folder of our SHACL shapes."""
    root = checkout()
    return root / "shapes" if root else _DATA / "shapes"


def vocabulary_files(folder: Path | None = None) -> tuple[Path, ...]:
    """Return the Turtle files that make the vocabulary, sorted; `pending/` is left out."""
    top = folder or vocabulary_folder()
    return tuple(
        path
        for path in sorted(top.rglob("*.ttl"))
        if "pending" not in path.relative_to(top).parts[:-1]
    )


def cache_folder() -> Path:
    """Return the folder for what can be made again: `LEXIQUE_CACHE`, else the user's cache."""
    return Path(bundled.cache_folder())


def forget_older(path: Path) -> None:
    """Remove all but the newest files of the kind of `path` (`user-...`) from its folder."""
    kind = path.name.split("-", 1)[0]
    siblings = path.parent.glob(f"{kind}-*{path.suffix}")
    for old in sorted(siblings, key=lambda file: file.stat().st_mtime)[:-_KEPT]:
        old.unlink(missing_ok=True)


def digest_of(folders: tuple[Path, ...]) -> str:
    """Return a digest of the Turtle files below `folders`, by name and content."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in vocabulary_files(folder):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def versions() -> dict[str, str]:
    """Return what a report states of its making: lexique, vocabulary, shapes, and their hash."""
    from lexique import __version__

    return {
        "lexique": __version__,
        "vocabulary": _stated_version(vocabulary_folder() / "schemes.ttl"),
        "shapes": _stated_version(shapes_folder() / "declarations.ttl"),
        "hash": digest_of((vocabulary_folder(), shapes_folder())),
    }


def _stated_version(path: Path) -> str:
    """Return the first `owl:versionInfo` of a Turtle file in canonical layout, else `0`."""
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        if line.strip().startswith("owl:versionInfo"):
            return line.split('"')[1]
    return "0"
