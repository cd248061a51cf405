"""Writes outputs: a file appears whole, under its name, or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, cast

from lexique.errors import UseError
from lexique.messages import say
from lexique.model import Source, Text

_STALE_SECONDS = 24 * 60 * 60
"""A temporary file as old as this was left by a process that was killed."""


class AtomicFile:
    """A context manager: the stream it gives becomes the file `path` when its block succeeds.

    The data go to a temporary file in the same folder, are forced to the disk and then renamed;
    when the block raises, the old file stays as it was and nothing else is left. The mode of an
    old file is kept, unless `mode` asks for another (0o600: the owner alone). A link, a folder or
    a device as `path` is refused, so that no other file than the one named is ever overwritten.
    Raises `UseError` for what cannot be written.
    """

    def __init__(self, path: str | os.PathLike[str], *, mode: int | None = None) -> None:
        self._path = Path(path)
        self._wanted_mode = mode
        self._temporary: Path | None = None
        self._stream: BinaryIO | None = None

    def __enter__(self) -> BinaryIO:
        try:
            kept = _mode_to_keep(self._path)
            self._mode = kept if self._wanted_mode is None else self._wanted_mode
            _remove_stale(self._path)
            import tempfile

            descriptor, name = tempfile.mkstemp(
                prefix=f".{self._path.name}.", suffix=".tmp", dir=self._path.parent
            )
        except OSError as error:
            raise _cannot_write(self._path, error) from None
        self._temporary = Path(name)
        self._stream = os.fdopen(descriptor, "w+b")
        return self._stream

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._commit()
        except OSError as failure:
            raise _cannot_write(self._path, failure) from None
        finally:
            self._discard()
        if isinstance(error, OSError):
            raise _cannot_write(self._path, error) from None

    def _commit(self) -> None:
        stream, temporary = cast(BinaryIO, self._stream), cast(Path, self._temporary)
        stream.flush()
        os.fsync(stream.fileno())
        stream.close()
        temporary.chmod(self._mode)
        temporary.replace(self._path)
        self._temporary = None
        _sync_folder(self._path.parent)

    def _discard(self) -> None:
        if self._stream is not None:
            # Closing flushes: on a full disk that fails again, and the file is given up anyway.
            with contextlib.suppress(OSError):
                self._stream.close()
        if self._temporary is not None:
            self._temporary.unlink(missing_ok=True)


def atomic_write(path: str | os.PathLike[str], data: bytes, *, mode: int | None = None) -> None:
    """Write `data` as the whole file `path`; raises as `AtomicFile` does."""
    with AtomicFile(path, mode=mode) as stream:
        stream.write(data)


def temporary_stream() -> BinaryIO:
    """Return a stream for an output that must be whole before a byte of it is shown.

    It lies in memory, then in a nameless file that only this process can read.
    """
    import tempfile

    return cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=32_000_000))


def refuse_same_file(
    input_path: str | os.PathLike[str], output_path: str | os.PathLike[str]
) -> None:
    """Raise `UseError` when both paths lead to one file: an input is never overwritten."""
    source, target = Path(input_path), Path(output_path)
    try:
        is_same = target.exists() and source.exists() and target.samefile(source)
    except (OSError, ValueError):
        is_same = False
    if is_same:
        raise UseError(
            say("the output is the input itself"),
            mend=say("Give another name with -o."),
            where=Source(os.fspath(output_path)),
        )


def _mode_to_keep(path: Path) -> int:
    try:
        status = path.lstat()
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask
    if stat.S_ISLNK(status.st_mode):
        raise _refused(path, say("the output is a link to another file"))
    if not stat.S_ISREG(status.st_mode):
        raise _refused(path, say("the output is a folder or a device"))
    return stat.S_IMODE(status.st_mode)


def _refused(path: Path, what: Text) -> UseError:
    return UseError(
        what,
        mend=say("Name an ordinary file, or - for standard output."),
        where=Source(str(path)),
    )


def _remove_stale(path: Path) -> None:
    for orphan in path.parent.glob(f".{_glob_escaped(path.name)}.*.tmp"):
        if time.time() - orphan.lstat().st_mtime > _STALE_SECONDS:
            orphan.unlink(missing_ok=True)


def _glob_escaped(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _sync_folder(folder: Path) -> None:
    # Windows cannot open a folder; the rename is then as durable as the system makes it.
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)


def _cannot_write(path: Path, error: OSError) -> UseError:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            what = say("the folder of the output does not exist")
        case PermissionError():
            what = say("the output may not be written here")
        case _:
            what = say("the output could not be written; the old file, if any, is unchanged")
    return UseError(
        what,
        mend=say("Check the folder, its rights and the space on the disk."),
        where=Source(str(path)),
    )
