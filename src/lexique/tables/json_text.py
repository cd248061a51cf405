"""Writes JSON so that a line is a line and a number keeps its digits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lexique.json_line import json_line
from lexique.strict_json import Number


def json_text(value: Any) -> str:
    """Return `value` on one line, keys in their order, `strict_json.Number` as it was written."""
    if isinstance(value, dict):
        members = (f"{json_line(key)}: {json_text(item)}" for key, item in value.items())
        return "{" + ", ".join(members) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(json_text, value)) + "]"
    if isinstance(value, Number):
        return str(value)
    return json_line(value)


def json_chunks(records: Iterable[Any], kind: str) -> Iterator[bytes]:
    """Give `records` as a file: one a line for `jsonl`, a list for `json`."""
    if kind == "jsonl":
        yield from (f"{json_text(record)}\n".encode() for record in records)
        return
    before = "["
    for record in records:
        yield f"{before}\n{json_text(record)}".encode()
        before = ","
    yield b"[]\n" if before == "[" else b"\n]\n"
