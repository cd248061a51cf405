"""Opens inputs: regular files and standard input, never an address or a device.

This module and `writing` are the only ones of lexique that open files.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from lexique.errors import InputError
from lexique.files.limits import LIMITS, Limits
from lexique.messages import say
from lexique.model import Source

STDIN = "-"

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@contextmanager
def open_input(path: str | os.PathLike[str], *, limits: Limits = LIMITS) -> Iterator[BinaryIO]:
    """Give a seekable stream of the bytes of `path`, or of standard input for `-`.

    Standard input is held in memory, within `limits.file_bytes`. Raises `InputError` for an
    address, a folder, a device or pipe, a file that is missing, unreadable or too large.
    """
    path = os.fspath(path)
    if path == STDIN:
        yield BytesIO(_standard_input(limits))
        return
    refuse_address(path)
    stream = _opened(path)
    with stream:
        status = os.fstat(stream.fileno())
        _refuse_special(path, status.st_mode)
        limits.check("file_bytes", status.st_size, Source(path))
        yield stream


def read_bytes(path: str | os.PathLike[str], *, limits: Limits = LIMITS) -> bytes:
    """Return all bytes of `path` (`-` is standard input); raises as `open_input` does."""
    with open_input(path, limits=limits) as stream:
        return stream.read()


def refuse_address(path: str) -> None:
    """Raise `InputError` when `path` is the address of something elsewhere: nothing is fetched."""
    if _ADDRESS.match(path):
        raise InputError(
            say("an address is not a file; lexique opens no connection"),
            mend=say("Download the file first, then give its path."),
            where=Source(path),
        )


def _opened(path: str) -> BinaryIO:
    # O_NONBLOCK: opening a pipe that nobody writes to must not hang before it is refused.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if stat.S_ISDIR(os.stat(path).st_mode):  # noqa: PTH116
            raise IsADirectoryError
        return os.fdopen(os.open(path, flags), "rb")
    except (OSError, ValueError) as error:
        raise _cannot_open(path, error) from None


def _refuse_special(path: str, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise InputError(
            say("this is a device or a pipe, not a file"),
            mend=say("Save the data in a file, or send them to standard input and write -."),
            where=Source(path),
        )


def _cannot_open(path: str, error: OSError | ValueError) -> InputError:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            what, mend = say("there is no such file"), say("Check the path.")
        case IsADirectoryError():
            what, mend = say("this is a folder, not a file"), say("Name a file in it.")
        case PermissionError():
            what = say("the file may not be read")
            mend = say("Ask for the right to read it, or close the program that holds it.")
        case _:
            what = say("the file cannot be opened")
            mend = say("Check the path and the disk it is on.")
    return InputError(what, mend=mend, where=Source(path))


def _standard_input(limits: Limits) -> bytes:
    data = sys.stdin.buffer.read(limits.file_bytes + 1)
    limits.check("file_bytes", len(data), Source(STDIN))
    return data


def extension(path: str) -> str:
    """Return the extension of `path` in lower case without the dot, or an empty string."""
    return Path(path).suffix.lower().removeprefix(".")
