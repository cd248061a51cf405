"""Strings as the XML of a workbook holds them."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

# Not allowed in XML 1.0, or changed by its readers; ECMA-376 writes them _xHHHH_ (ST_Xstring).
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def string_cell(reference: str, text: str, *, prefix: str = "", style: str = "") -> str:
    """Return the XML of a cell that holds `text` as a string, never as a formula."""
    if not text:
        return ""
    shown = escape(writable(text))
    return (
        f'<{prefix}c r="{reference}"{style} t="inlineStr"><{prefix}is>'
        f'<{prefix}t xml:space="preserve">{shown}</{prefix}t></{prefix}is></{prefix}c>'
    )


def writable(text: str) -> str:
    """Return `text` with the characters that XML cannot hold written as `_xHHHH_`."""
    return _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
