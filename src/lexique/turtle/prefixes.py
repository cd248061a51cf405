"""The prefixes that a document declares."""

from __future__ import annotations

import re

from lexique.rdf.kinds import Kind
from lexique.rdf.reading import RdfDocument

_TURTLE = re.compile(r"^\s*@?prefix\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE | re.MULTILINE)
_XML = re.compile(r"""\sxmlns:([\w.-]+)\s*=\s*["']([^"']+)["']""")
_JSON = re.compile(r'"([\w.-]+)"\s*:\s*"(https?://[^"\s]*[#/])"')
_PATTERNS = {Kind.TURTLE: _TURTLE, Kind.RDF_XML: _XML, Kind.JSON_LD: _JSON}


def declared_prefixes(document: RdfDocument) -> dict[str, str]:
    """Return prefix to namespace as `document` declares them; the first declaration counts."""
    pattern = _PATTERNS.get(document.kind)
    found: dict[str, str] = {}
    for match in pattern.finditer(document.text) if pattern else ():
        found.setdefault(match[1], match[2])
    return found


def line_of_prefix(document: RdfDocument, prefix: str) -> int | None:
    """Return the line on which `prefix` is declared, or None."""
    pattern = _PATTERNS.get(document.kind)
    for match in pattern.finditer(document.text) if pattern else ():
        if match[1] == prefix:
            return document.text.count("\n", 0, match.start(1)) + 1
    return None
