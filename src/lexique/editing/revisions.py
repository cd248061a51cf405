"""Files as they were at a git revision (`HEAD~3:vocab/`), read through the git program."""

from __future__ import annotations

import subprocess
from pathlib import Path

from lexique.errors import InputError
from lexique.messages import say
from lexique.model import Source


def is_revision(path: str) -> bool:
    """Return whether `path` names something at a revision rather than a file that is there."""
    return ":" in path and not Path(path).exists() and not path.startswith(("-", ":"))


def files_at_revision(path: str, extensions: tuple[str, ...]) -> dict[str, bytes]:
    """Return name to content of the files below `REV:PATH` with one of `extensions` (no dot).

    PATH is relative to the root of the repository, as git has it. Raises InputError where git
    knows no such revision or path.
    """
    revision, _, folder = path.partition(":")
    listed = _git(
        path,
        "ls-tree",
        "-r",
        "-z",
        "--full-tree",
        "--name-only",
        revision,
        "--",
        folder.rstrip("/") or ".",
    )
    names = [name for name in listed.decode("utf-8", "replace").split("\x00") if name]
    wanted = [name for name in names if name.rpartition(".")[2].lower() in extensions]
    if not wanted:
        raise InputError(
            say("nothing that is read stands there at this revision"),
            mend=say("Write REVISION:PATH with a path from the root of the repository."),
            where=Source(path),
        )
    return {
        f"{revision}:{name}": _git(path, "cat-file", "blob", f"{revision}:{name}")
        for name in wanted
    }


def _git(path: str, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except OSError:
        raise InputError(
            say("git is needed to read a revision, and it is not installed"),
            mend=say("Install git, or give two files or folders."),
            where=Source(path),
        ) from None
    if done.returncode:
        raise InputError(
            say("git does not know this revision or path"),
            mend=say("Write REVISION:PATH, such as HEAD~3:vocab/, inside the repository."),
            where=Source(path),
        )
    return done.stdout
