"""JSON records as a table: a column for each path, in the order in which paths first appear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lexique.files import Encoding, Limits
from lexique.tables.json_records import JsonRecord, Path, flattened, read_objects
from lexique.tables.rows import CellKind, Notice, Row

LIST_MARK = "|"
"""What joins the texts of a list in one cell."""


class JsonTable:
    """A JSON or JSON Lines file as a `Table`; row 1 holds the paths, joined by dots."""

    sheet: str | None = None
    may_be_ragged = False

    def __init__(
        self, stream: BinaryIO, path: str, kind: str, encoding: Encoding, limits: Limits
    ) -> None:
        self.path = path
        self.kind = kind
        self.encoding = encoding
        self.notices: list[Notice] = []
        self._stream = stream
        self._limits = limits
        self._paths: tuple[Path, ...] | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """The paths of all records; the first call reads the whole file."""
        if self._paths is None:
            seen: dict[Path, None] = {}
            for record in self.records():
                seen.update(dict.fromkeys(flattened(record.value)))
            self._paths = tuple(seen)
        return self._paths

    def records(self) -> Iterator[JsonRecord]:
        """Give the records as objects; each call begins anew."""
        return read_objects(self._stream, self.path, self.kind, self.encoding, self._limits)

    def rows(self) -> Iterator[Row]:
        """Give the paths, then each record as a row."""
        yield Row(1, None, tuple(".".join(path) for path in self.paths))
        positions = {path: at for at, path in enumerate(self.paths)}
        for number, record in enumerate(self.records(), start=2):
            cells = [""] * len(positions)
            kinds: dict[int, CellKind] = {}
            for path, values in flattened(record.value).items():
                cells[positions[path]] = LIST_MARK.join(values.texts)
                if values.kind is not CellKind.TEXT:
                    kinds[positions[path]] = values.kind
            yield Row(number, record.line, tuple(cells), kinds)
