"""Where the compiled index of our own vocabulary lies: found with as little work as possible.

Every command asks this first, so it does without pathlib and hashlib, which take longer to import
than the answer takes to find.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterator

PACKAGE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120
_JOIN = os.path.join
INDEX_NAME = "index.sqlite"
COMPILING_MODULES = (
    _JOIN("harmonising", "inner_facets.py"),
    _JOIN("harmonising", "matching.py"),
    "headings.py",
    "levelling",
    "lexicon.py",
    "model.py",
    _JOIN("rdf", "stated.py"),
    "vocabulary",
)
"""What the compiled form depends on besides the vocabulary."""

CHECKS_NAME = "checks.json"
CHECKING_MODULES = (
    "__init__.py",
    "shacl",
    _JOIN("declarations", "bundle.py"),
    _JOIN("declarations", "properties.py"),
    _JOIN("declarations", "rulebook.py"),
    "headings.py",
    "model.py",
    _JOIN("levelling", "normalise.py"),
)
"""What the compiled checks depend on besides vocabulary and shapes."""


def checkout() -> str | None:
    """Return the root of the checkout this package runs from, or None when it is installed."""
    source, name = os.path.split(PACKAGE)
    root, folder = os.path.split(source)
    is_ours = folder == "src" and os.path.isfile(_JOIN(root, "pyproject.toml"))  # noqa: PTH113
    return root if is_ours and name and os.path.isdir(_JOIN(root, "vocab")) else None  # noqa: PTH112


def cache_folder() -> str:
    """Return the folder for what can be made again: `LEXIQUE_CACHE`, else the user's cache."""
    named = os.environ.get("LEXIQUE_CACHE")
    if named:
        return named
    home = os.path.expanduser("~")  # noqa: PTH111
    if sys.platform == "win32":
        return _JOIN(os.environ.get("LOCALAPPDATA", home), "lexique", "cache")
    if sys.platform == "darwin":
        return _JOIN(home, "Library", "Caches", "lexique")
    return _JOIN(os.environ.get("XDG_CACHE_HOME") or _JOIN(home, ".cache"), "lexique")


def index_file() -> str:
    """Return where the compiled index of our vocabulary is, or is to be made.

    In a checkout its name is made from the state of every file it depends on: a changed file asks
    for another name, so an index can never be stale.
    """
    root = checkout()
    if root is None:
        return _JOIN(PACKAGE, "_data", INDEX_NAME)
    modules = [_JOIN(PACKAGE, name) for name in COMPILING_MODULES]
    return _JOIN(cache_folder(), f"bundled-{_state_of([_JOIN(root, 'vocab')], modules)}.sqlite")


def checks_file() -> str:
    """Return where the compiled checks of declarations are, or are to be made, likewise."""
    root = checkout()
    if root is None:
        return _JOIN(PACKAGE, "_data", CHECKS_NAME)
    modules = [_JOIN(PACKAGE, name) for name in CHECKING_MODULES]
    state = _state_of([_JOIN(root, "vocab"), _JOIN(root, "shapes")], modules)
    return _JOIN(cache_folder(), f"checks-{state}.json")


def _state_of(folders: list[str], modules: list[str]) -> str:
    """Return a short text that changes with the Turtle files in `folders`, and with `modules`."""
    state: list[str] = []
    for paths, extension in ((folders, ".ttl"), (modules, ".py")):
        for path in paths:
            state.extend(sorted(_states(path, extension)))
    written = "\n".join(state).encode()
    # Two checksums of different kinds: nobody forges his own files, and a change alters both.
    return f"{zlib.crc32(written):08x}{zlib.adler32(written):08x}{len(written):x}"


def _states(path: str, extension: str) -> Iterator[str]:
    """Yield name, size and times of change of the files at or below `path`, unread."""
    if path.endswith(extension):
        state = os.stat(path)  # noqa: PTH116
        # The time of change cannot be set back by a program, unlike that of modification.
        yield f"{path}|{state.st_size}|{state.st_mtime_ns}|{state.st_ctime_ns}"
        return
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir() and entry.name not in ("pending", "__pycache__"):
                yield from _states(entry.path, extension)
            elif entry.name.endswith(extension):
                state = entry.stat()
                yield f"{entry.path}|{state.st_size}|{state.st_mtime_ns}|{state.st_ctime_ns}"
