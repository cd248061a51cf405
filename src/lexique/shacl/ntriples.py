"""Large N-Triples files as records: read line by line, by several processes if wanted.

A file is expected to keep the statements of a node together; `Foci` notices where it does not, and
`regrouped` then sorts it out on disk. Terms and values that come again are made once.
Source: RDF 1.1 N-Triples. A relative IRI is a syntax error there.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

from lexique.errors import InputError
from lexique.files import LIMITS, Scratch, open_input
from lexique.messages import say
from lexique.model import Source
from lexique.rdf.terms import LANG_STRING, BlankNode, Iri, Literal, Resource, Term
from lexique.shacl.records import Record, apart

_ESCAPE = rb"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_IRI = rb"<[A-Za-z][A-Za-z0-9+.-]*:(?:[^\x00-\x20<>\"{}|^`\\]|" + _ESCAPE + rb")*>"
_BLANK = rb"_:[^\s<>\"\\.](?:[^\s<>\"\\]*[^\s<>\"\\.])?"
_TEXT = rb"\"(?:[^\"\\\n\r]|\\[tbnrf\"'\\]|" + _ESCAPE + rb")*\""
_TAG = rb"@[A-Za-z]+(?:-[A-Za-z0-9]+)*"
_LITERAL = _TEXT + rb"(?:\^\^" + _IRI + rb"|" + _TAG + rb")?"
_SUBJECT = _IRI + rb"|" + _BLANK
_OBJECT = _SUBJECT + rb"|" + _LITERAL
_STATEMENT = re.compile(
    rb"[ \t]*(" + _SUBJECT + rb")[ \t]*(" + _IRI + rb")[ \t]*(" + _OBJECT + rb")[ \t]*\."
    rb"[ \t]*(?:#.*)?[\r\n]*"
)
_NOTHING = re.compile(rb"[ \t]*(?:#.*)?[\r\n]*")
_SUBJECT_ONLY, _OBJECT_ONLY = re.compile(_SUBJECT), re.compile(_OBJECT)
_PARTS_OF_LITERAL = re.compile(rb"\"(.*)\"(?:\^\^<(.*)>|@(.*))?", re.DOTALL)
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_END = b" .\n"
_REMEMBERED = 8_000
_N_FILES = 64
ANY_SIZE = LIMITS._replace(file_bytes=1 << 62)
"""A stream needs no bound on the size of the file; those on lines and memory are its own."""

Fields = tuple[bytes, bytes, bytes]


class Place(NamedTuple):
    """Where the statements of a record begin."""

    line: int
    offset: int
    """In bytes from the beginning of the file."""


class _Irregular(ValueError):
    """A line that is not written as most are; it may still be right."""


@dataclass(frozen=True, slots=True)
class NTriplesFile:
    """The records of an N-Triples file, or of the bytes from `start` to `end` of it."""

    path: str
    start: int = 0
    end: int | None = None

    def __iter__(self) -> Iterator[Record]:
        return (record for record, _ in self.placed())

    def placed(self) -> Iterator[tuple[Record, Place]]:
        """Give each record with its place; lines are counted from the start of this part."""
        with open_input(self.path, limits=ANY_SIZE) as stream:
            stream.seek(self.start)
            lines = stream if self.end is None else _until(stream, self.start, self.end)
            yield from _Reader(self.path, self.start).records(lines)

    def lines_of(self, place: Place) -> dict[tuple[str, str | Term], int]:
        """Return the line of each predicate and object of the record at `place`."""
        found: dict[tuple[str, str | Term], int] = {}
        focus: Resource | None = None
        reader = _reader_of(self.path)
        with open_input(self.path, limits=ANY_SIZE) as stream:
            stream.seek(place.offset)
            for number, line in enumerate(stream, place.line):
                for record, _ in reader.records((line,)):
                    focus = focus or record.focus
                    if record.focus != focus:
                        return found
                    for predicate, (value,) in record.values.items():
                        found.setdefault((predicate, value), number)
        return found

    def parts(self, number: int) -> tuple[NTriplesFile, ...]:
        """Return at most `number` parts of about one size; no node is cut in two."""
        size = Path(self.path).stat().st_size
        with open_input(self.path, limits=ANY_SIZE) as stream:
            cuts = [_cut(stream, size * place // number) for place in range(1, number)]
        bounds = sorted({0, size, *cuts})
        return tuple(NTriplesFile(self.path, start, end) for start, end in pairwise(bounds))

    def regrouped(self) -> Regrouped:
        """Return the same records with all statements of a node together."""
        return Regrouped(self.path)


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The records of a file that speaks of a node in several places; sorted out on disk."""

    path: str

    def __iter__(self) -> Iterator[Record]:
        with Scratch() as scratch:
            reader = _Reader(self.path, 0)
            with open_input(self.path, limits=ANY_SIZE) as stream:
                for line in stream:
                    fields = reader.fields(line)
                    if fields is not None:
                        number = zlib.crc32(fields[0]) % _N_FILES
                        scratch.stream(str(number)).write(b" ".join(fields) + _END)
            scratch.close()
            for number in range(_N_FILES):
                lines: dict[bytes, list[bytes]] = {}
                for line in scratch.lines(str(number)):
                    lines.setdefault(line.split(b" ", 1)[0], []).append(line)
                for together in lines.values():
                    yield from (record for record, _ in reader.records(together))

    def placed(self) -> Iterator[tuple[Record, None]]:
        """Give each record; brought together from several places, it has none of its own."""
        return ((record, None) for record in self)


def _until(stream: Iterable[bytes], start: int, end: int) -> Iterator[bytes]:
    place = start
    for line in stream:
        if place >= end:
            return
        place += len(line)
        yield line


def _cut(lines: BinaryIO, wanted: int) -> int:
    """Return the first place at or after `wanted` where a line speaks of another node."""
    lines.seek(wanted)
    lines.readline()
    before = lines.readline().split(b" ", 1)[0]
    while True:
        place = lines.tell()
        line = lines.readline()
        if not line or line.split(b" ", 1)[0] != before:
            return place


@lru_cache(maxsize=1)
def _reader_of(path: str) -> _Reader:
    """Return one reader for all that is read again of a file: its terms come again."""
    return _Reader(path, 0)


class _Reader:
    """Makes records of lines; keeps the terms that come again."""

    def __init__(self, path: str, start: int) -> None:
        self._path = path
        self._place = start
        self._predicates: dict[bytes, Iri] = {}
        self._values: dict[bytes, tuple[Term]] = {}

    def records(self, lines: Iterable[bytes]) -> Iterator[tuple[Record, Place]]:
        """Yield one record for each run of lines with one subject; a repeated line counts once."""
        predicates, known = self._predicates, self._values
        current, place, number = b"", Place(1, self._place), 0
        values: dict[Iri, tuple[Term, ...]] = {}
        for line in lines:
            number += 1
            try:
                subject, named, rest = line.split(b" ", 2)
                if rest[-3:] != _END:
                    raise _Irregular
                if subject != current and not _SUBJECT_ONLY.fullmatch(subject):
                    raise _Irregular
                written = rest[:-3]
                predicate = predicates.get(named) or self._predicate(named)
                value = known.get(written) or self._value(written)
            except ValueError:
                fields = self.fields(line)
                if fields is None:
                    continue
                subject, named, written = fields
                predicate, value = self._predicate(named), self._value(written)
            if subject != current:
                if values:
                    yield Record(self._subject(current), values), place
                current, values, place = subject, {}, Place(number, self._place)
            self._place += len(line)
            stated = values.get(predicate)
            if stated is None:
                values[predicate] = value
            elif value[0] not in stated:
                values[predicate] = (*stated, *value)
        if values:
            yield Record(self._subject(current), values), place

    def fields(self, line: bytes) -> Fields | None:
        """Return the three terms of a line as written, None for an empty line or a comment.

        Raises InputError, with its line, for what is no N-Triples.
        """
        match = _STATEMENT.fullmatch(line)
        if match is not None:
            return match[1], match[2], match[3]
        if _NOTHING.fullmatch(line):
            self._place += len(line)
            return None
        raise self._fault()

    def _fault(self) -> InputError:
        with open_input(self._path, limits=ANY_SIZE) as stream:
            before = stream.read(self._place).count(b"\n")
        return InputError(
            say("the line is no statement of N-Triples"),
            mend=say("Write one statement a line: <subject> <predicate> <object> ."),
            where=Source(self._path, before + 1),
        )

    def _subject(self, written: bytes) -> Resource:
        node = self._term(written)
        assert not isinstance(node, Literal)
        return apart(node)

    def _predicate(self, written: bytes) -> Iri:
        if not _SUBJECT_ONLY.fullmatch(written) or written[:1] != b"<":
            raise _Irregular
        term = self._term(written)
        assert isinstance(term, Iri)
        self._predicates[written] = term
        return term

    def _term(self, written: bytes) -> Term:
        try:
            return _term(written)
        except UnicodeDecodeError:
            raise self._fault() from None

    def _value(self, written: bytes) -> tuple[Term]:
        if not _OBJECT_ONLY.fullmatch(written):
            raise _Irregular
        if len(self._values) >= _REMEMBERED:
            self._values.clear()
        term = self._term(written)
        value = self._values[written] = (term if isinstance(term, Literal) else apart(term),)
        return value


def _term(written: bytes) -> Term:
    if written[:1] == b"<":
        return Iri(_decoded(written[1:-1]))
    if written[:1] == b"_":
        return BlankNode(_decoded(written[2:]))
    match = _PARTS_OF_LITERAL.fullmatch(written)
    assert match is not None
    text = _decoded(match[1])
    if match[3]:
        return Literal(text, match[3].decode("ascii").lower(), LANG_STRING)
    return Literal(text, "", Iri(_decoded(match[2]))) if match[2] else Literal(text)


def _decoded(written: bytes) -> str:
    text = written.decode("utf-8")
    return _ESCAPED.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _SHORT.get(match[3], match[3])
