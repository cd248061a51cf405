"""Decides in which encoding a text is written, by rule and never by statistics.

The rule: a byte-order mark decides; else strict UTF-8; else Windows-1252, unless a byte has no
meaning there or another line is valid UTF-8 beyond ASCII (then two encodings are mixed).
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from typing import BinaryIO, NamedTuple

from lexique.errors import InputError, UseError
from lexique.files.limits import LIMITS, Limits
from lexique.files.opening import read_bytes
from lexique.messages import say
from lexique.model import Source

CHUNK = 1 << 20

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NAMES = {
    "utf-8": "UTF-8",
    "cp1252": "Windows-1252",
    "iso8859-1": "ISO-8859-1",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
}
# Codecs of Python that are no character encodings of files.
_NO_FILE_ENCODINGS = frozenset(
    ("idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape")
)
_LINE_END = re.compile(rb"\r\n|\r|\n")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_CP1252_HOLES = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
# Accented letters of Mac Roman and code page 850 that Windows-1252 reads as signs no French
# word holds: "r™le", "santŽ". Counts only where no accented letter of Windows-1252 stands.
_OTHER_CODE_PAGE = re.compile(rb"[a-z](?:[\x82\x83\x87\x88\x89\x8a\x8e]|\x99[a-z])")
_CP1252_LETTERS = re.compile(rb"[\xc0-\xff]")
# UTF-8 read as Windows-1252 and written as UTF-8 again: "rÃ´le", "lâ€™".
_MOJIBAKE = re.compile(rb"\xc3\x83\xc2[\x80-\xbf]|\xc3\xa2\xe2\x82\xac")


class Encoding(NamedTuple):
    """How a text is written: what a reader must know and a faithful writer keep."""

    name: str
    """Python's name of the codec, without the byte-order mark."""
    had_bom: bool = False
    newline: str = "\n"
    """The commonest line end, the first seen among equals."""
    mojibake_line: int | None = None
    """First line with letters that were decoded wrongly before us (`Ã©`), if any."""

    @property
    def label(self) -> str:
        """The name a person knows: `Windows-1252`, `UTF-8`."""
        return NAMES.get(self.name, self.name)

    @property
    def bom(self) -> bytes:
        """The bytes of the byte-order mark, empty where there was none."""
        return next((mark for mark, name in MARKS if name == self.name and self.had_bom), b"")

    @property
    def is_unicode(self) -> bool:
        """True where every character can be written."""
        return self.name.startswith("utf")


def named_encoding(name: str, newline: str) -> Encoding:
    """Return the encoding with this name, for a file that is to be made.

    UTF-16, UTF-32 and `utf-8-sig` have a byte-order mark. Raises `UseError` for an unknown name.
    """
    codec = _codec_name(name)
    has_bom = codec.startswith(("utf-16", "utf-32")) or codecs.lookup(name).name == "utf-8-sig"
    return Encoding(codec, has_bom, newline)


class DecodedText(NamedTuple):
    """A whole text, line ends as they were, without its byte-order mark."""

    text: str
    encoding: str
    had_bom: bool
    newline: str


def read_text(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    utf8_only: bool = False,
    limits: Limits = LIMITS,
) -> DecodedText:
    """Return the text of `path` (`-` is standard input), decoded by the rule of this module.

    `encoding` overrides the rule; `utf8_only` refuses whatever is not UTF-8, as RDF demands.
    Raises `InputError` with the first line that cannot be decoded.
    """
    data = read_bytes(path, limits=limits)
    return decode(data, os.fspath(path), encoding=encoding, utf8_only=utf8_only, limits=limits)


def decode(
    data: bytes,
    path: str,
    *,
    encoding: str | None = None,
    utf8_only: bool = False,
    limits: Limits = LIMITS,
) -> DecodedText:
    """Return the text of `data`; as `read_text`, for bytes that are at hand."""
    found = decide_encoding(
        BytesIO(data), path, encoding=encoding, utf8_only=utf8_only, limits=limits
    )
    text = data[len(found.bom) :].decode(found.name)
    return DecodedText(text, found.name, found.had_bom, found.newline)


def text_lines(stream: BinaryIO, encoding: Encoding) -> Iterator[str]:
    """Give the physical lines of `stream` from its beginning, each with its own line end."""
    stream.seek(len(encoding.bom))
    reader = TextIOWrapper(stream, encoding=encoding.name, newline="")
    try:
        # Not `yield from`: a reader left half-way would be closed with all below it.
        for line in reader:  # noqa: UP028
            yield line
    finally:
        # Else the reader would close the stream with itself.
        if not stream.closed:
            reader.detach()


def decide_encoding(
    stream: BinaryIO,
    path: str,
    *,
    encoding: str | None = None,
    utf8_only: bool = False,
    limits: Limits = LIMITS,
) -> Encoding:
    """Return how the text of `stream` is written; the stream is left at its beginning.

    Raises `InputError` for binary content, mixed or unknown encodings (with the line) and lines
    above the limit, `UseError` for an `encoding` that does not exist.
    """
    stream.seek(0)
    head = stream.read(4)
    marked = next(((mark, name) for mark, name in MARKS if head.startswith(mark)), None)
    mark, name = marked or (b"", _codec_name(encoding) if encoding else "utf-8")
    if utf8_only and name != "utf-8":
        raise _not_utf8_by_mark(path, name)
    scan = _scanned(stream, path, name, len(mark), limits)
    is_decided = bool(marked or encoding)
    if scan.has_nul and not name.startswith(("utf-16", "utf-32")):
        raise _binary(path, scan.first_bytes)
    if not scan.is_valid:
        if is_decided or utf8_only:
            line = _first_bad_line(stream, name, len(mark))
            raise _not_in_encoding(path, name, line, is_fixed=utf8_only)
        name = _eight_bit_encoding(stream, path)
    stream.seek(0)
    mojibake = _first_match(stream, _MOJIBAKE) if name == "utf-8" and scan.has_mojibake else None
    return Encoding(name, bool(mark), scan.newline, mojibake)


class _Scan:
    def __init__(self) -> None:
        self.first_bytes = b""
        self.has_nul = False
        self.is_valid = True
        self.has_mojibake = False
        self.ends = {"\n": 0, "\r\n": 0, "\r": 0}

    @property
    def newline(self) -> str:
        return max(self.ends, key=lambda end: self.ends[end])


def _scanned(stream: BinaryIO, path: str, name: str, skip: int, limits: Limits) -> _Scan:
    """Read the whole stream once: line ends, validity in codec `name`, NUL bytes, long lines."""
    scan = _Scan()
    decoder = codecs.getincrementaldecoder(name)()
    stream.seek(skip)
    line_length, pending = 0, ""
    while chunk := stream.read(CHUNK):
        scan.first_bytes = scan.first_bytes or chunk[:4096]
        scan.has_nul = scan.has_nul or b"\0" in chunk
        scan.has_mojibake = scan.has_mojibake or _MOJIBAKE.search(chunk) is not None
        text, scan.is_valid = _decoded(decoder, chunk, scan.is_valid)
        text = pending + text
        # A carriage return at the end of a chunk may be the first half of a CRLF.
        pending = "\r" if text.endswith("\r") else ""
        line_length = _open_line(chunk, line_length, sum(scan.ends.values()), path, limits)
        _count_ends(text.removesuffix("\r") if pending else text, scan.ends)
    scan.ends["\r"] += len(pending)
    scan.is_valid = scan.is_valid and _decoded(decoder, b"", True, final=True)[1]
    return scan


def _decoded(
    decoder: codecs.IncrementalDecoder, chunk: bytes, is_valid: bool, *, final: bool = False
) -> tuple[str, bool]:
    if is_valid:
        try:
            return decoder.decode(chunk, final), True
        except UnicodeError:
            pass
    return chunk.decode("latin-1"), False


def _count_ends(text: str, ends: dict[str, int]) -> None:
    both = text.count("\r\n")
    ends["\r\n"] += both
    ends["\n"] += text.count("\n") - both
    ends["\r"] += text.count("\r") - both


def _open_line(chunk: bytes, carried: int, n_before: int, path: str, limits: Limits) -> int:
    """Return the length so far of the line that `chunk` leaves open.

    `carried` is that of the line it continues, `n_before` the lines that ended before it. Raises
    `InputError` with the number of a line above the limit.
    """
    first = _LINE_END.search(chunk)
    if first is None:
        limits.check("line_bytes", carried + len(chunk), Source(path, n_before + 1))
        return carried + len(chunk)
    limits.check("line_bytes", carried + first.start(), Source(path, n_before + 1))
    if limits.line_bytes < len(chunk):
        for number, line in enumerate(_LINE_END.split(chunk), start=n_before + 1):
            limits.check("line_bytes", len(line), Source(path, number))
    return len(chunk) - 1 - max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))


def _codec_name(encoding: str) -> str:
    name = "undefined"
    try:
        name = codecs.lookup(encoding).name
        # Only a character encoding decodes bytes; other codecs of Python are no LookupError yet.
        b"a".decode(name)
    except UnicodeError:
        pass
    except (LookupError, ValueError):
        name = "undefined"
    if name.replace("_", "-") in _NO_FILE_ENCODINGS:
        raise UseError(
            say("“{encoding}” is no encoding", encoding=encoding),
            mend=say("Write utf-8, cp1252, iso-8859-1, utf-16 or mac-roman, for instance."),
        )
    # Without a byte-order mark these two need an order: Windows writes the little end first.
    return {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(name, name)


def _eight_bit_encoding(stream: BinaryIO, path: str) -> str:
    """Return `cp1252` for a text that is not UTF-8, or raise with the line that forbids it."""
    first_bad, hole, has_utf8_line, controls = 0, 0, False, 0
    is_accented, other_code_page = False, 0
    for number, line in _byte_lines(stream):
        controls += len(_CONTROLS.findall(line))
        if line.isascii():
            continue
        if _is_utf8(line):
            has_utf8_line = True
            continue
        first_bad = first_bad or number
        hole = hole or (number if _CP1252_HOLES.search(line) else 0)
        is_accented = is_accented or _CP1252_LETTERS.search(line) is not None
        other_code_page = other_code_page or (number if _OTHER_CODE_PAGE.search(line) else 0)
    if controls:
        raise _binary(path, b"")
    if has_utf8_line:
        raise InputError(
            say("this line is not UTF-8 while others are: two encodings are mixed"),
            mend=say("Save the file again as UTF-8, or give the one encoding with --encoding."),
            where=Source(path, first_bad),
        )
    if hole or (other_code_page and not is_accented):
        raise InputError(
            say("this line is neither UTF-8 nor Windows-1252"),
            mend=say("Give the encoding: --encoding mac-roman or --encoding cp850, for instance."),
            where=Source(path, hole or other_code_page),
        )
    return "cp1252"


def _byte_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Give each physical line of the stream with its number; CR, LF and CRLF end a line."""
    stream.seek(0)
    number = 0
    for block in stream:
        for line in _LINE_END.split(block.removesuffix(b"\n").removesuffix(b"\r")):
            number += 1
            yield number, line


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _first_match(stream: BinaryIO, pattern: re.Pattern[bytes]) -> int | None:
    found = next((number for number, line in _byte_lines(stream) if pattern.search(line)), None)
    stream.seek(0)
    return found


def _first_bad_line(stream: BinaryIO, name: str, skip: int) -> int:
    """Return the first line that codec `name` cannot decode."""
    stream.seek(skip)
    try:
        stream.read().decode(name)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(name, "replace")
        return 1 + before.count("\n") + before.replace("\r\n", "").count("\r")
    return 1


def _binary(path: str, head: bytes) -> InputError:
    odd, even = head[1::2].count(0), head[::2].count(0)
    if min(odd, even) * 10 < max(odd, even) > len(head) // 8:
        return InputError(
            say("this looks like UTF-16 without a byte-order mark"),
            mend=say(
                "Save the file as UTF-8, or give --encoding {name}.",
                name="utf-16-le" if odd > even else "utf-16-be",
            ),
            where=Source(path, 1),
        )
    return InputError(
        say("this is a binary file, not a text"),
        mend=say("Export the data as text (CSV in UTF-8, for instance)."),
        where=Source(path, 1),
    )


def _not_utf8_by_mark(path: str, name: str) -> InputError:
    return InputError(
        say("the file is written in {encoding} (by its byte-order mark)", encoding=NAMES[name]),
        mend=say("Save it as UTF-8."),
        where=Source(path, 1),
    )


def _not_in_encoding(path: str, name: str, line: int, *, is_fixed: bool) -> InputError:
    return InputError(
        say("this line cannot be read as {encoding}", encoding=NAMES.get(name, name)),
        mend=say("Save the file again in UTF-8.")
        if is_fixed
        else say("Save the file as UTF-8, or give the right --encoding."),
        where=Source(path, line),
    )
