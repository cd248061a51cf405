"""Workbooks copied byte for byte, with a few stretches of a few parts replaced on the way.

Rewriting through a library would lose charts, pictures and the values of formulas.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from typing import BinaryIO

from lexique.tables.xlsx.new import entry
from lexique.tables.xlsx.package import Package
from lexique.tables.xlsx.xml import CHUNK, PartParser

Write = Callable[[bytes], object]
Change = Callable[[bytes], bytes]
"""From the bytes of a stretch to those that replace it."""


def copy_package(
    package: Package, stream: BinaryIO, parts: Mapping[str, Callable[[Write], object]]
) -> None:
    """Write the parts of `package` to `stream` in their order and with their dates.

    A part named in `parts` is written by the function given for it, every other one as it is;
    parts that the package does not have come last.
    """
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for info in package.archive.infolist():
            kept = zipfile.ZipInfo(info.filename, info.date_time)
            kept.compress_type = info.compress_type
            kept.external_attr = info.external_attr
            kept.create_system = info.create_system
            with target.open(kept, "w", force_zip64=info.file_size > 1 << 30) as part:
                if info.filename in parts:
                    parts[info.filename](part.write)
                    continue
                with package.open_part(info.filename) as original:
                    while chunk := original.read(CHUNK):
                        part.write(chunk)
        for name in sorted(name for name in parts if not package.has(name)):
            with target.open(entry(name), "w") as part:
                parts[name](part.write)


class Splice:
    """The bytes of a part on their way from parser to copy, with what is to be replaced."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._buffer = b""
        self._base = 0
        self._changes: list[tuple[int, int, Change]] = []

    def replace(self, first: int, last: int, change: Change) -> None:
        """Let `change` replace what stands from the tag at offset `first` to the tag at `last`."""
        self._changes.append((first, last, change))

    def copy(
        self, parser: PartParser, stream: BinaryIO, held_from: Callable[[], int | None]
    ) -> None:
        """Copy a part while it is parsed; `held_from` tells from which offset it may yet change."""
        for chunk in parser.feed(stream):
            self._buffer += chunk
            held = held_from()
            # The last tag may be incomplete.
            last_tag = self._buffer.rfind(b"<")
            done = len(self._buffer) if last_tag < 0 else last_tag
            self._flush(self._base + done if held is None else held)
        self._flush(self._base + len(self._buffer))

    def _flush(self, until: int) -> None:
        """Write what lies before the offset `until`, with the changes that fall there."""
        self._changes.sort(key=lambda item: item[0])
        written = self._base
        while self._changes and self._changes[0][0] < until:
            first, last, change = self._changes.pop(0)
            end = self._buffer.index(b">", last - self._base) + 1
            self._write(self._buffer[written - self._base : first - self._base])
            self._write(change(self._buffer[first - self._base : end]))
            written = self._base + end
        self._write(self._buffer[written - self._base : until - self._base])
        self._buffer = self._buffer[until - self._base :]
        self._base = until
