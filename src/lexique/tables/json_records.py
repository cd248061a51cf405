"""JSON and JSON Lines: records with the line on which each begins, and what they flatten to.

Python's own decoder is used where it is safe, and `strict_json` where it is not or finds a fault:
the first is fast, the second exact and able to say where.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple, TypeAlias

from lexique.errors import InputError
from lexique.files import Encoding, Limits, text_lines
from lexique.messages import say
from lexique.model import Source
from lexique.strict_json import Array, Node, Number, Object, parse
from lexique.tables.rows import CellKind

Path: TypeAlias = tuple[str, ...]
"""The keys that lead to a value; shown joined by dots."""

_SPACE = re.compile(r"[ \t\r\n]*")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class JsonRecord(NamedTuple):
    """One object of a file, numbers spelt as written (`strict_json.Number`)."""

    line: int
    value: dict[str, Any]


class Values(NamedTuple):
    """The texts under one path of a record; several only where the record holds a list."""

    texts: tuple[str, ...]
    kind: CellKind = CellKind.TEXT


def read_objects(
    stream: BinaryIO, path: str, kind: str, encoding: Encoding, limits: Limits
) -> Iterator[JsonRecord]:
    """Give the records of a `json` document or of `jsonl` lines, in order; each call begins anew.

    A document is a list of objects, or one object. Blank lines are passed over. Raises
    `InputError` with its line for a fault of syntax, a record that is no object, a key given
    twice, NaN, and nesting or counts above the limits.
    """
    lines = text_lines(stream, encoding)
    if kind == "jsonl":
        records = _of_lines(lines, path, limits)
    else:
        records = _of_document("".join(lines), path, limits)
    for number, record in enumerate(records, start=1):
        limits.check("rows", number, Source(path, record.line))
        yield record


def flattened(value: Mapping[str, Any]) -> dict[Path, Values]:
    """Return the texts of a record by path; null, `""` and `[]` give no text.

    Nested objects give longer paths, a list of objects parallel lists under each path.
    """
    return _flattened(value, ())


def scalar_text(value: object) -> str | None:
    """Return the text of a string, number or boolean; None for null."""
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def _of_lines(lines: Iterator[str], path: str, limits: Limits) -> Iterator[JsonRecord]:
    for number, line in enumerate(lines, start=1):
        if not line.isspace():
            value = _whole(line.rstrip("\r\n"), path, limits, first_line=number)
            yield _record(value, path, number)


def _of_document(text: str, path: str, limits: Limits) -> Iterator[JsonRecord]:
    at = _after_space(text, 0)
    line, counted = 1, 0
    if not text.startswith("[", at):
        value = _whole(text, path, limits, first_line=1)
        yield _record(value, path, 1 + text.count("\n", 0, at))
        return
    at = _after_space(text, at + 1)
    is_at_item = not text.startswith("]", at)
    while is_at_item:
        line, counted = line + text.count("\n", counted, at), at
        value, at = _item(text, at, path, limits)
        yield _record(value, path, line)
        at = _after_space(text, at)
        is_at_item = text.startswith(",", at)
        at = _after_space(text, at + 1) if is_at_item else at
    if not text.startswith("]", at) or _after_space(text, at + 1) != len(text):
        _whole(text, path, limits, first_line=1, is_faulty=True)


def _record(value: object, path: str, line: int) -> JsonRecord:
    if not isinstance(value, dict):
        raise InputError(
            say("this record is no object"),
            mend=say("Write each record between braces, with its keys."),
            where=Source(path, line),
        )
    return JsonRecord(line, value)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is given twice")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(name)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=Number,
    parse_float=Number,
    parse_constant=_no_constant,
)


def _whole(
    text: str, path: str, limits: Limits, *, first_line: int, is_faulty: bool = False
) -> Any:
    """Return the one value of `text`; raises as `strict_json.parse` does."""
    if not is_faulty and _is_tame(text, limits):
        try:
            return _DECODER.decode(text)
        except (ValueError, RecursionError):
            pass
    return _plain(parse(text, path, limits=limits, first_line=first_line))


def _item(text: str, at: int, path: str, limits: Limits) -> tuple[Any, int]:
    """Return the item of a list that begins at `at`, and where it ends."""
    try:
        value, end = _DECODER.raw_decode(text, at)
        if _is_tame(text[at:end], limits):
            return value, end
    except (ValueError, RecursionError):
        end = len(text)
    # What is wrong, or wants a closer look, may lie anywhere: the exact reader takes it all.
    whole = parse(text, path, limits=limits)
    if not isinstance(whole, Array):
        return _plain(whole), end
    return _plain(next(item for item in whole.items if item.offset == at)), end


def _is_tame(text: str, limits: Limits) -> bool:
    """Return whether the fast decoder is sure to judge `text` as the exact one does."""
    n_brackets = text.count("[") + text.count("{")
    return n_brackets <= limits.json_depth and not _SURROGATE.search(text)


def _plain(node: Node) -> Any:
    if isinstance(node, Object):
        return {member.key: _plain(member.value) for member in node.members}
    if isinstance(node, Array):
        return [_plain(item) for item in node.items]
    return node.value


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _flattened(item: Any, path: Path) -> dict[Path, Values]:
    if isinstance(item, Mapping):
        return {
            inner: values
            for key, value in item.items()
            for inner, values in _flattened(value, (*path, key)).items()
        }
    if isinstance(item, list):
        return _side_by_side([_flattened(value, path) for value in item]) or {path: Values(())}
    text = scalar_text(item)
    return {path: Values((text,) if text else (), _kind_of(item))}


def _side_by_side(items: list[dict[Path, Values]]) -> dict[Path, Values]:
    """Return one list of texts for each path of `items`; what one of them lacks is empty there."""
    found: dict[Path, Values] = {}
    for path in dict.fromkeys(path for item in items for path in item):
        parts = [item.get(path, Values(())) for item in items]
        texts = tuple(text for part in parts for text in part.texts or ("",))
        kind = next((part.kind for part in parts if part.texts), CellKind.TEXT)
        found[path] = Values(texts if any(texts) else (), kind)
    return found


def _kind_of(item: object) -> CellKind:
    if isinstance(item, bool):
        return CellKind.BOOLEAN
    return CellKind.NUMBER if isinstance(item, Number) else CellKind.TEXT
