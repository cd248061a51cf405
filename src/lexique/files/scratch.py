"""A folder of temporary files for data too large for memory; private, and gone afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO


class Scratch:
    """A context manager: files written by name and read back by line, removed at its end.

    Several processes may write to one folder (`folder`), each under names of its own. Only the
    process that made the folder removes it, also when its block raises.
    """

    def __init__(self, folder: str | None = None) -> None:
        self._made = None if folder else tempfile.TemporaryDirectory(prefix="lexique-")
        self.folder = self._made.name if self._made else str(folder)
        self._streams: dict[str, BinaryIO] = {}

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

    def stream(self, name: str) -> BinaryIO:
        """Return the stream that writes file `name`; the same one each time."""
        if name not in self._streams:
            self._streams[name] = (Path(self.folder) / name).open("wb", 1 << 14)
        return self._streams[name]

    def close(self) -> None:
        """Finish the files; they stay readable until the folder is removed."""
        for stream in self._streams.values():
            stream.close()
        self._streams.clear()

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of a finished file; none where nothing was written under `name`."""
        path = Path(self.folder) / name
        if path.exists():
            with path.open("rb") as lines:
                yield from lines
