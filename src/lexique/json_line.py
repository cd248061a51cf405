"""A value as JSON in which a line is a line, for any reader."""

from __future__ import annotations

import json
import re

# Line ends of other programs (U+0085, U+2028, U+2029), DEL and C1 commands, lone surrogates, and
# format characters, which are not seen or turn the order of a line (Unicode TR 36).
# Compiled by `re` when the first line is written: asking for plain text does without.
_UNSAFE = (
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
)


def json_line(value: object, *, indent: int | None = None) -> str:
    """Return `value` as JSON; on one line unless `indent` is given."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return re.sub(_UNSAFE, lambda match: f"\\u{ord(match[0]):04x}", written)
