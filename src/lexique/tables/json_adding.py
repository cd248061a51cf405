"""Keys added to JSON records, beside the key that holds the name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from lexique.headings import heading_key
from lexique.tables.adding import free_name
from lexique.tables.json_records import Path, flattened, scalar_text
from lexique.tables.json_table import LIST_MARK, JsonTable

Answer = Callable[[str, Callable[[], Mapping[str, str]]], Sequence[str]]
"""From a name and what gives its context to the texts of the new keys."""


def new_keys(table: JsonTable, path: Path, suffixes: Sequence[str]) -> tuple[str, ...]:
    """Return the keys to add beside the last key of `path`; one that is taken gets `_2`."""
    taken = {
        heading_key(other[len(path) - 1])
        for other in table.paths
        if other[: len(path) - 1] == path[:-1] and len(other) >= len(path)
    }
    return tuple(free_name(f"{path[-1]}_{suffix}", taken) for suffix in suffixes)


def extended_records(
    table: JsonTable, path: Path, keys: Sequence[str], answer: Answer
) -> Iterator[dict[str, Any]]:
    """Give the records of `table` with new keys beside the last of `path`.

    A name that is a list gives parallel lists; a record without the object that should hold the
    name stays as it is.
    """
    extension = _Extension(path, keys, answer)
    for record in table.records():
        extension.extend(record.value, 0, ())
        yield record.value


class _Extension:
    """Adds the new keys to one record after another."""

    def __init__(self, path: Path, keys: Sequence[str], answer: Answer) -> None:
        self._path = path
        self._keys = keys
        self._answer = answer

    def extend(self, holder: Any, depth: int, around: tuple[dict[str, Any], ...]) -> None:
        """Follow the path from `depth` on below `holder`; `around` are the objects above it."""
        if isinstance(holder, list):
            for item in holder:
                self.extend(item, depth, around)
        elif isinstance(holder, dict):
            if depth < len(self._path) - 1:
                self.extend(holder.get(self._path[depth]), depth + 1, (*around, holder))
                return
            answers = self._answers(holder.get(self._path[depth]), (*around, holder))
            holder.update(zip(self._keys, answers, strict=True))

    def _answers(self, name: Any, around: tuple[dict[str, Any], ...]) -> Sequence[Any]:
        if isinstance(name, list):
            each = [self._answers(item, around) for item in name]
            return [[answers[at] for answers in each] for at in range(len(self._keys))]
        text = None if isinstance(name, dict) else scalar_text(name)
        return self._answer(text or "", lambda: self._context(around))

    def _context(self, around: tuple[dict[str, Any], ...]) -> dict[str, str]:
        """Return the texts beside the name, and beside each object above it, by dotted key."""
        found: dict[str, str] = {}
        for depth, holder in enumerate(around):
            beside = {key: item for key, item in holder.items() if key != self._path[depth]}
            for path, values in flattened(beside).items():
                heading = ".".join((*self._path[:depth], *path))
                found[heading] = LIST_MARK.join(values.texts)
        return found
