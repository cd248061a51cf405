"""JSON with the place of every value; what JSON does not allow is refused with its line.

Python's own reader accepts NaN, keeps the last of two equal keys, gives no place for a value, and
dies of deep nesting; none of that may happen to data that is checked.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from lexique.errors import InputError
from lexique.files import LIMITS, Limits
from lexique.messages import listed, say
from lexique.model import Source, Text


class Number(str):
    """A number as written: no digit is lost, no exponent is worked out."""

    __slots__ = ()


class Scalar(NamedTuple):
    """A string, number, boolean or null, and where it begins in the text."""

    value: str | Number | bool | None
    offset: int


class Array(NamedTuple):
    """A list and where its bracket stands."""

    items: list[Node]
    offset: int


class Object(NamedTuple):
    """Members in document order, and where the brace stands."""

    members: list[Member]
    offset: int

    def get(self, key: str) -> Node | None:
        """Return the value of `key`, or None."""
        return next((member.value for member in self.members if member.key == key), None)


Node: TypeAlias = Scalar | Array | Object


class Member(NamedTuple):
    """One key of an object, where the key begins, and its value."""

    key: str
    offset: int
    value: Node


_TOKEN = re.compile(
    r'[ \t\r\n]*(?:(?P<string>"[^"\\\x00-\x1f]*+'
    r'(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+")'
    r"|(?P<sign>[\[\]{}:,])"
    r"|(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![\w.+-])"
    r"|(?P<word>true|false|null)\b)"
)
_WORDS = {"true": True, "false": False, "null": None}
_NO_JSON_NUMBER = re.compile(r"-?(NaN|Infinity)\b")


class Lines:
    """Turns offsets of one text into lines and columns, both from 1."""

    def __init__(self, text: str, path: str, *, first_line: int = 1) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
        self._path = path
        self._first = first_line

    def start_of_line(self, offset: int) -> int:
        """Return the offset at which the line of the character at `offset` begins."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column, counted from 1; the last line's where beyond."""
        return self._starts[min(line, len(self._starts)) - 1] + column - 1

    def at(self, offset: int) -> Source:
        """Return the place of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return Source(self._path, line + self._first - 1, offset - self._starts[line - 1] + 1)


def parse(text: str, path: str, *, limits: Limits = LIMITS, first_line: int = 1) -> Node:
    """Return the one value that `text` holds.

    Raises InputError at the place of the first fault: syntax, NaN, a key given twice, a lone
    surrogate, nesting deeper than the limit. `first_line` is the line of the file on which
    `text` begins (for JSON Lines).
    """
    return _Parser(text, Lines(text, path, first_line=first_line), limits).document()


def walk(node: Node) -> Iterator[Node]:
    """Yield `node` and every value inside it, in document order."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        if isinstance(current, Array):
            waiting.extend(reversed(current.items))
        elif isinstance(current, Object):
            waiting.extend(member.value for member in reversed(current.members))


class _Parser:
    """Recursive descent over the tokens of one text; the depth is bounded before Python's is."""

    def __init__(self, text: str, lines: Lines, limits: Limits) -> None:
        self.text = text
        self.lines = lines
        self.limits = limits
        self.position = 0

    def document(self) -> Node:
        value = self.value(0)
        rest = self.text[self.position :]
        if rest.strip(" \t\r\n"):
            offset = self.position + len(rest) - len(rest.lstrip(" \t\r\n"))
            raise self.fault(
                say("something follows the end of the JSON value"),
                offset,
                say("Remove it, or put the values into one list between brackets."),
            )
        return value

    def value(self, depth: int) -> Node:
        kind, token, start = self.next(say("a value"))
        if kind == "string":
            return Scalar(self.string(token, start), start)
        if kind == "number":
            return Scalar(Number(token), start)
        if kind == "word":
            return Scalar(_WORDS[token], start)
        if token not in "[{":
            raise self.expected(say("a value"), start)
        if depth >= self.limits.json_depth:
            raise self.limits.exceeded("json_depth", self.lines.at(start))
        return self.array(start, depth) if token == "[" else self.object(start, depth)

    def array(self, start: int, depth: int) -> Array:
        items: list[Node] = []
        if self.takes("]"):
            return Array(items, start)
        while True:
            items.append(self.value(depth + 1))
            _, token, place = self.next(say("a comma or ]"))
            if token == "]":
                return Array(items, start)
            if token != ",":
                raise self.expected(say("a comma or ]"), place)

    def object(self, start: int, depth: int) -> Object:
        members: list[Member] = []
        seen: set[str] = set()
        if self.takes("}"):
            return Object(members, start)
        while True:
            kind, token, place = self.next(say("a key in quotation marks"))
            if kind != "string":
                raise self.expected(say("a key in quotation marks"), place)
            key = self.string(token, place)
            if key in seen:
                raise self.fault(
                    say("the key {key} is given twice", key=_quoted(key)),
                    place,
                    say("Keep one of the two, or give one of them another name."),
                )
            seen.add(key)
            if not self.takes(":"):
                raise self.expected(say("a colon"), self.position)
            members.append(Member(key, place, self.value(depth + 1)))
            _, token, place = self.next(say("a comma or a closing brace"))
            if token == "}":
                return Object(members, start)
            if token != ",":
                raise self.expected(say("a comma or a closing brace"), place)

    def next(self, expected: Text) -> tuple[str, str, int]:
        match = _TOKEN.match(self.text, self.position)
        if match is None:
            raise self.expected(expected, self.position)
        self.position = match.end()
        kind = match.lastgroup or ""
        return kind, match[kind], match.start(kind)

    def takes(self, sign: str) -> bool:
        match = _TOKEN.match(self.text, self.position)
        if match is None or match["sign"] != sign:
            return False
        self.position = match.end()
        return True

    def string(self, token: str, start: int) -> str:
        if "\\" not in token:
            return token[1:-1]
        value: str = json.loads(token)
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise self.fault(say("an escape stands for half a character (lone surrogate)"), start)
        return value

    def expected(self, what: Text, offset: int) -> InputError:
        rest = self.text[offset:]
        offset += len(rest) - len(rest.lstrip(" \t\r\n"))
        if _NO_JSON_NUMBER.match(self.text, offset):
            return self.fault(
                say("NaN and Infinity are not JSON"), offset, say("Write a number, or null.")
            )
        if offset >= len(self.text):
            end = len(self.text.rstrip(" \t\r\n"))
            return self.fault(
                say("the JSON ends too early: {what} expected", what=what),
                end,
                say("Close what is open. In JSON Lines each record stands on one line."),
            )
        return self.fault(say("this is not JSON: {what} expected", what=what), offset)

    def fault(self, what: Text, offset: int, mend: Text | None = None) -> InputError:
        mend = mend or say("Mend the JSON at this place.")
        return InputError(what, mend=mend, where=self.lines.at(offset))


def _quoted(key: str) -> Text:
    return listed([key[:40]], quoted=True)
