"""Finds the files to read: those named, those in a folder, those that a pattern matches."""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from lexique.errors import InputError
from lexique.files.opening import STDIN, extension, open_input, refuse_address
from lexique.files.sniffing import HEAD, refuse_lying_name
from lexique.messages import say
from lexique.model import Source

_OF_OTHER_PROGRAMS = frozenset(
    {"doc", "docx", "fods", "mdb", "accdb", "numbers", "ods", "odt", "pdf", "rtf", "xls", "xlsb"}
)
"""Extensions of documents that may hold a table which their program can save in a form we read."""


class Inputs(NamedTuple):
    """The files to read, in the order asked for, and those of the folders that are not read."""

    files: tuple[str, ...]
    ignored: tuple[str, ...] = ()
    """Files met in a folder whose extension is not read; to be announced."""


def find_inputs(
    paths: Iterable[str | os.PathLike[str]],
    extensions: Collection[str],
    *,
    skip_folders: Collection[str] = (),
) -> Inputs:
    """Return the files that `paths` name: files, folders (with all below), patterns, or `-`.

    `extensions` are those that are read, in lower case without dot. In folders, hidden files
    and the folders named in `skip_folders` are passed over, links to folders are not followed;
    order is by path. Each file is given once. Raises `InputError` for a file of another
    extension, a path that is missing, a folder or pattern that holds nothing to read.
    """
    files: list[str] = []
    ignored: list[str] = []
    for path in (os.fspath(item) for item in paths):
        refuse_address(path)
        if path != STDIN and _is_folder(path):
            found = list(_files_below(path, skip_folders))
            taken = [name for name in found if extension(name) in extensions]
            ignored += [name for name in found if extension(name) not in extensions]
            if not taken:
                raise _nothing_here(path, extensions)
            files += taken
        else:
            files += _named(path, extensions)
    return Inputs(tuple(dict.fromkeys(files)), tuple(dict.fromkeys(ignored)))


def _named(path: str, extensions: Collection[str]) -> list[str]:
    if path == STDIN:
        return [path]
    matches = [path] if _exists(path) else sorted(glob.glob(path, recursive=True))  # noqa: PTH207
    if not matches and glob.has_magic(path):
        raise _nothing_here(path, extensions)
    # A missing file is left to the opening, which says so.
    for name in matches or [path]:
        if extension(name) not in extensions:
            with open_input(name) as stream:
                refuse_lying_name(stream.read(HEAD), name)
            raise _unread_extension(name, extensions)
    return matches or [path]


def _files_below(folder: str, skip_folders: Collection[str]) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in skip_folders
        )
        for name in sorted(names):
            if not name.startswith((".", "~$")):
                yield str(Path(parent) / name)


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _exists(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def _listed(extensions: Collection[str]) -> str:
    return ", ".join(f".{name}" for name in sorted(extensions))


def _nothing_here(path: str, extensions: Collection[str]) -> InputError:
    return InputError(
        say("no file here has an extension that is read"),
        mend=say("Give files with one of these extensions: {list}.", list=_listed(extensions)),
        where=Source(path),
    )


def _unread_extension(path: str, extensions: Collection[str]) -> InputError:
    mend = say("Give files with one of these extensions: {list}.", list=_listed(extensions))
    if extension(path) in _OF_OTHER_PROGRAMS and "xlsx" in extensions:
        mend = say("Open it in the program it comes from and save the table as .xlsx or CSV.")
    return InputError(say("this extension is not read"), mend=mend, where=Source(path))
