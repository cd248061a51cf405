"""The key that holds for any language."""

from __future__ import annotations

import unicodedata


def neutral_key(text: str) -> str:
    """Return the key that holds for any language: case, compatibility forms, spaces and dashes.

    Applying it twice changes nothing.

    >>> neutral_key("  Médecin\\u00a0 Traitant ")
    'médecin traitant'
    """
    if text.isascii():
        return " ".join(text.lower().split())
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).replace("’", "'").split())
