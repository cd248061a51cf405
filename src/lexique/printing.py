"""Text that can be echoed anywhere: nothing in it moves a cursor or forges a line."""

from __future__ import annotations

import unicodedata

_UNSEEN_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_SPACES = {0x00A0: " ", 0x202F: " "}
"""Spaces of French prose, which Python alone counts as not printable."""


def printable(text: str, *, limit: int | None = None) -> str:
    """Return `text` on one line, with control, format and bidi characters written as `\\u{..}`.

    Cuts to `limit` characters with an ellipsis. Source: CWE-150 (terminal escapes), CWE-117 (log
    forging), Unicode TR 36 (bidirectional spoofing).
    """
    if text.translate(_SPACES).isprintable():
        return text if limit is None or len(text) <= limit else text[: limit - 1] + "…"
    shown = "".join(
        f"\\u{{{ord(character):x}}}"
        if unicodedata.category(character) in _UNSEEN_CATEGORIES
        else character
        for character in text
    )
    return shown if limit is None or len(shown) <= limit else shown[: limit - 1] + "…"
