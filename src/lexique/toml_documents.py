"""TOML as people write it by hand: what cannot be read is refused at its line."""

from __future__ import annotations

import re
from typing import Any

from lexique.errors import LexiqueError
from lexique.messages import say
from lexique.model import Source

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def parse_toml(text: str, path: str, fault: type[LexiqueError]) -> dict[str, Any]:
    """Return the document that `text` holds; raises a `fault` at the place that is no TOML."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.search(str(error))
        raise fault(
            say("this is not TOML"),
            mend=say('Write one setting on each line: name = "text", and [tables] in brackets.'),
            where=Source(path, *map(int, found.groups())) if found else Source(path),
        ) from None
