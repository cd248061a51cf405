"""Temporary files for data too large for memory; private, and gone afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tempfile


_IN_MEMORY = 4 << 20
"""Bytes that all files together may keep; beyond, those that are not small are written."""
_SMALL = 1 << 13


class _Draft:
    """A file that is written once it is no longer small."""

    def __init__(self, scratch: Scratch, name: str) -> None:
        self._scratch = scratch
        self._name = name
        self._held = bytearray()
        self._is_on_disk = False

    def write(self, data: bytes) -> None:
        """Take the next bytes."""
        self._held += data
        self._scratch.n_held += len(data)
        if len(self._held) >= _SMALL and self._scratch.n_held > _IN_MEMORY:
            self.flush()

    def flush(self) -> None:
        """Put on disk what is held; no file stays open, for a system may allow only 256."""
        if self._held:
            with (Path(self._scratch.folder) / self._name).open("ab", 0) as stream:
                stream.write(self._held)
            self._is_on_disk = True
            self._scratch.n_held -= len(self._held)
            self._held = bytearray()

    def close(self) -> None:
        """Finish the file: a small one stays where it is."""
        if self._is_on_disk:
            self.flush()

    def lines(self) -> Iterator[bytes]:
        """Yield the lines of a small file."""
        return iter(BytesIO(self._held))


class Scratch:
    """A context manager: files written by name and read back by line, removed at its end.

    Several processes may write to one folder (`folder`), each under names of its own. Only the
    process that made the folder removes it, also when its block raises. As long as nobody asks for
    the folder, small files are kept in memory.
    """

    def __init__(self, folder: str | None = None) -> None:
        self.n_held = 0
        """Bytes that are in memory and in no file yet."""
        self._folder = folder
        self._made: tempfile.TemporaryDirectory[str] | None = None
        self._open: dict[str, _Draft] = {}
        self._small: dict[str, _Draft] = {}

    def __enter__(self) -> Scratch:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
        if self._made is not None:
            self._made.cleanup()

    @property
    def folder(self) -> str:
        """The folder, made now if nobody needed it before."""
        if self._folder is None:
            import tempfile

            self._made = tempfile.TemporaryDirectory(prefix="lexique-")
            self._folder = self._made.name
        return self._folder

    def stream(self, name: str) -> _Draft:
        """Return the stream that writes file `name`; the same one each time."""
        if name not in self._open:
            self._open[name] = _Draft(self, name)
        return self._open[name]

    def close(self) -> None:
        """Finish the files; they stay readable until the folder is removed."""
        for name, draft in self._open.items():
            if self._folder is not None:
                draft.flush()
            draft.close()
            self._small[name] = draft
        self._open.clear()

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of a finished file; none where nothing was written under `name`."""
        if self._folder is not None and (path := Path(self._folder) / name).exists():
            with path.open("rb") as lines:
                yield from lines
        elif name in self._small:
            yield from self._small[name].lines()


class Shelf:
    """Texts laid down under keys and taken away again, in any order; most of it is on disk."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        # Without a name, SQLite makes a temporary database of its own and removes it.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("CREATE TABLE laid (key TEXT, text TEXT)")
        self._database.execute("BEGIN")
        self._database.executemany("INSERT INTO laid VALUES (?, ?)", texts)
        self._left: int = self._database.execute("SELECT count(*) FROM laid").fetchone()[0]
        if self._left:
            self._database.execute("CREATE INDEX by_key ON laid (key)")

    def taken(self, key: str) -> list[str]:
        """Return the texts under `key`, in the order in which they were laid down; once."""
        if not self._left:
            return []
        rows = self._database.execute(
            "SELECT rowid, text FROM laid WHERE key = ? ORDER BY rowid", (key,)
        ).fetchall()
        self._database.executemany("DELETE FROM laid WHERE rowid = ?", ((row[0],) for row in rows))
        self._left -= len(rows)
        return [text for _, text in rows]

    def rest(self) -> Iterator[str]:
        """Give the texts that nobody took."""
        return (row[0] for row in self._database.execute("SELECT text FROM laid ORDER BY rowid"))
