"""Tells what a file holds from its first bytes, so that an extension that lies is noticed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection
from enum import StrEnum

from lexique.errors import InputError
from lexique.files.opening import extension
from lexique.messages import say
from lexique.model import Source, Text

HEAD = 4096
"""How many bytes are enough to tell."""


class Content(StrEnum):
    """What the first bytes of a file show it to be, whatever its name."""

    HTML = "HTML"
    XML = "XML"
    JSON = "JSON"
    ZIP = "ZIP"
    OLE = "OLE"
    PARQUET = "Parquet"
    PDF = "PDF"
    IMAGE = "image"
    ARCHIVE = "archive"
    DATABASE = "SQLite"
    PROGRAM = "program"
    RTF = "RTF"


_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Content.OLE),
    (b"PK\x03\x04", Content.ZIP),
    (b"PK\x05\x06", Content.ZIP),
    (b"PAR1", Content.PARQUET),
    (b"%PDF-", Content.PDF),
    (b"\x89PNG", Content.IMAGE),
    (b"\xff\xd8\xff", Content.IMAGE),
    (b"GIF8", Content.IMAGE),
    (b"\x1f\x8b", Content.ARCHIVE),
    (b"BZh", Content.ARCHIVE),
    (b"\xfd7zXZ", Content.ARCHIVE),
    (b"7z\xbc\xaf", Content.ARCHIVE),
    (b"Rar!", Content.ARCHIVE),
    (b"(\xb5/\xfd", Content.ARCHIVE),
    (b"SQLite format 3", Content.DATABASE),
    (b"\x7fELF", Content.PROGRAM),
    (b"{\\rtf", Content.RTF),
)
_TEXTS = (
    (
        re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S),
        "HTML",
    ),
    (re.compile(r"\s*<(?:\?xml\b|!DOCTYPE\b|[A-Za-z][\w.-]*:\w+\s)"), "XML"),
    # A bracket alone may begin a heading or a Turtle blank node; these cannot.
    (re.compile(r'\s*(?:\{\s*(?:"|\}\s*$)|\[\s*(?:[{\["]|\]\s*$))'), "JSON"),
)


# What files of kinds that are not read hold, so that a message can say what such a file is.
_UNREAD: dict[str, tuple[Content, ...]] = {
    "doc": (Content.OLE,),
    "docx": (Content.ZIP,),
    "ods": (Content.ZIP,),
    "parquet": (Content.PARQUET,),
    "pdf": (Content.PDF,),
    "xls": (Content.OLE,),
    "xlsb": (Content.ZIP,),
}


def sniff(head: bytes) -> Content | None:
    """Return what `head`, the first bytes of a file, shows it to be; None for any other text."""
    for magic, content in _MAGIC:
        if head.startswith(magic):
            return content
    text = _readable(head)
    return next((Content(name) for pattern, name in _TEXTS if pattern.match(text)), None)


def refuse_other_content(
    head: bytes, path: str, expected: Collection[Content] = (), *, kind: str | None = None
) -> None:
    """Raise `InputError` when `head` shows another content than the extension of `path` says.

    `expected` holds what the kind of file may look like; without any, it is plain text without
    a recognisable beginning. `kind` names the kind where the path has no extension.
    """
    found = sniff(head)
    if found in expected or (found is None and not _needs_magic(expected)):
        return
    raise InputError(
        say(
            "the content looks like {found}, the name says {kind}",
            found=content_name(found),
            kind=kind or extension(path) or "text",
        ),
        mend=_mend(found),
        where=Source(path, 1),
    )


def refuse_lying_name(head: bytes, path: str) -> None:
    """Raise `InputError` when a file of a kind that is not read is not even of that kind."""
    expected = _UNREAD.get(extension(path))
    if expected:
        refuse_other_content(head, path, expected)


def content_name(found: Content | None) -> Text:
    """Return what a reader calls `found`; None is plain text."""
    match found:
        case None:
            return say("text")
        case Content.ZIP:
            return say("a ZIP archive (such as an .xlsx workbook)")
        case Content.OLE:
            return say("an old .xls or a password-protected workbook")
        case Content.IMAGE:
            return say("an image")
        case Content.ARCHIVE:
            return say("a compressed archive")
        case Content.PROGRAM:
            return say("a program")
        case _:
            return Text(found.value, found.value)


def _needs_magic(expected: Collection[Content]) -> bool:
    return any(content not in (Content.JSON, Content.XML) for content in expected)


def _mend(found: Content | None) -> Text:
    match found:
        case Content.OLE:
            return say("Remove the password, or save the workbook as .xlsx.")
        case Content.HTML:
            return say("Export the data again: a web page was saved instead.")
        case Content.ARCHIVE:
            return say("Unpack it first, then give the file that is in it.")
        case _:
            return say("Give the file the extension of its content, or export it again.")


def _readable(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
