"""From files to a `Lexicon`: ours, or any SKOS vocabulary, compiled once and cached."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from lexique import bundled
from lexique.errors import LexiqueError
from lexique.lexicon import Lexicon
from lexique.vocabulary.index import FORMAT as INDEX_FORMAT

# pathlib, hashlib and `resources` are imported where they are needed: a look-up needs none of them.
if TYPE_CHECKING:
    from pathlib import Path


def load(path: str | Path | Iterable[str | Path] | None = None) -> Lexicon:
    """Return the Lexicon of our vocabulary, or of the SKOS file or files at `path`.

    Turtle, N-Triples, RDF/XML and JSON-LD are read, a folder with all such files below it. The
    compiled form is kept in the user's cache under the hash of the content. The bundled Lexicon
    is one immutable value: the same object each time.

    Raises InputError where a file cannot be read, OwnDataError where our own vocabulary is broken.
    """
    if path is None:
        return _bundled()
    from pathlib import Path

    paths = [path] if isinstance(path, str | Path) else list(path)
    return _cached([Path(item) for item in paths])


@cache
def _bundled() -> Lexicon:
    path = bundled.index_file()
    opened = _open_index(path)
    if opened is not None:
        return opened
    from pathlib import Path

    from lexique.resources import vocabulary_folder

    compiled = _compiled(vocabulary_folder())
    if bundled.checkout() is None:
        return compiled
    return _stored(compiled, Path(path))


def compile_vocabulary(folder: Path, target: Path) -> None:
    """Write the compiled index of the vocabulary in `folder` to `target`."""
    _compiled(folder).write_index(target)


def _compiled(folder: Path) -> Lexicon:
    from lexique.resources import vocabulary_files

    return _from_files(vocabulary_files(folder))


def _from_files(paths: Iterable[Path]) -> Lexicon:
    from lexique.collecting import without_collection
    from lexique.rdf import read_resources
    from lexique.rdf.stated import Tags

    tags = Tags()
    resources = (item for path in paths for item in read_resources(path, tags))
    with without_collection():
        return Lexicon.from_resources(resources, tags)


def _cached(paths: list[Path]) -> Lexicon:
    import hashlib

    from lexique.files import read_bytes
    from lexique.rdf import find_rdf_files
    from lexique.resources import cache_folder

    found = find_rdf_files(paths)
    digest = hashlib.sha256(f"{INDEX_FORMAT}\n".encode())
    for file in found:
        digest.update(f"{file.suffix}\n".encode())
        digest.update(read_bytes(file))
    place = cache_folder() / f"user-{digest.hexdigest()[:20]}.sqlite"
    opened = _open_index(place)
    if opened is not None:
        return opened
    return _stored(_from_files(found), place)


def _open_index(path: str | Path) -> Lexicon | None:
    """Return the Lexicon of a compiled index, or None where there is none that can be used."""
    try:
        return Lexicon.from_index(path)
    except (sqlite3.DatabaseError, ValueError):
        return None


def _stored(lexicon: Lexicon, path: Path) -> Lexicon:
    """Keep the compiled form at `path` and return the Lexicon opened from it.

    A cache that cannot be written costs time, never the answer: then `lexicon` itself is returned.
    """
    from lexique.resources import forget_older

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lexicon.write_index(path)
        forget_older(path)
    except (OSError, LexiqueError):
        return lexicon
    return _open_index(path) or lexicon
