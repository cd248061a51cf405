"""The tokens of a Turtle text, white space and comments among them: nothing is lost.

Put together again, the tokens are the text. The grammar is Turtle 1.1 (W3C, 2014); N-Triples is a
part of it. Whether a text is well-formed is not decided here: pyoxigraph has read it before.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple


class TokenKind(IntEnum):
    """What a token is; the values are the groups of the pattern below."""

    SPACE = 1
    COMMENT = 2
    SIGN = 3
    NAME = 4
    STRING = 5
    IRI = 6
    AT_WORD = 7
    DATATYPE_MARK = 8
    NUMBER = 9
    BLANK_NODE = 10
    WORD = 11
    UNKNOWN = 12


class Token(NamedTuple):
    """One token: its kind, its text as written, and where it begins (in code points)."""

    kind: TokenKind
    text: str
    start: int


# PN_CHARS_BASE, PN_CHARS_U and PN_CHARS of the grammar.
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_ANY = _BASE + r"_\-0-9\u00b7\u0300-\u036f\u203f-\u2040"
# Dots may stand inside a name, not at its end: runs of them belong to what follows.
_PREFIX = rf"[{_BASE}](?:\.*[{_ANY}])*"
_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL = rf"(?:[{_BASE}_:0-9]|{_ESCAPE})(?:\.*(?:[{_ANY}:]|{_ESCAPE}))*"
# Possessive and unrolled: one step a run of plain characters, whatever the length of a text.
LONG_DOUBLE = r'"""[^"\\]*+(?:(?:\\.|"{1,2}(?!"))[^"\\]*+)*+"""'
LONG_SINGLE = r"'''[^'\\]*+(?:(?:\\.|'{1,2}(?!'))[^'\\]*+)*+'''"
SHORT_DOUBLE = r'"[^"\\\n\r]*+(?:\\.[^"\\\n\r]*+)*+"'
SHORT_SINGLE = r"'[^'\\\n\r]*+(?:\\.[^'\\\n\r]*+)*+'"

_TOKEN = re.compile(
    r"([ \t\r\n]+)"
    r"|(#[^\r\n]*)"
    r"|([;,\[\]()]|\.(?![0-9]))"
    rf"|((?:{_PREFIX})?:(?:{_LOCAL})?)"
    rf"|({LONG_DOUBLE}|{LONG_SINGLE}|{SHORT_DOUBLE}|{SHORT_SINGLE})"
    r"|(<[^<>\s]*>)"
    r"|(@[A-Za-z]+(?:-[A-Za-z0-9]+)*)"
    r"|(\^\^)"
    r"|([+-]?(?:[0-9]+\.[0-9]*[eE][+-]?[0-9]+|\.?[0-9]+[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+))"
    rf"|(_:[{_BASE}_0-9](?:\.*[{_ANY}])*)"
    r"|([A-Za-z]+)"
    r"|(.)",
    re.DOTALL,
)
NESTING = re.compile(
    rf"{LONG_DOUBLE}|{LONG_SINGLE}|{SHORT_DOUBLE}|{SHORT_SINGLE}|<[^<>\s]*>|#[^\r\n]*|([\[(])|([\])])",
    re.DOTALL,
)
"""Opening and closing brackets (groups 1 and 2), and what may hold brackets that are none."""
_KINDS = (TokenKind.UNKNOWN, *TokenKind)
TRIVIA = frozenset({TokenKind.SPACE, TokenKind.COMMENT})


def tokenize(text: str) -> list[Token]:
    """Return the tokens of `text` in order; their texts joined are `text` again."""
    kinds, new = _KINDS, tuple.__new__  # a third of the time of Token(...), a million times
    return [
        new(Token, (kinds[match.lastindex or 0], match[0], match.start()))
        for match in _TOKEN.finditer(text)
    ]
