"""Terms as Turtle text."""

from __future__ import annotations

import unicodedata

from lexique.rdf.terms import BlankNode, Literal, Term

_SHORT = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def write_string(text: str) -> str:
    """Return `text` as a quoted Turtle string; a text of several lines keeps its line ends.

    Characters that nobody can see are written as escapes, so that a reviewer sees them.
    """
    if "\n" not in text:
        return f'"{_escaped(text)}"'
    body = _escaped(text).replace('\\"', '"')
    # Three quotation marks, or one at the end, would close the text.
    body = body.replace('"""', '\\"\\"\\"')
    if body.endswith('"'):
        body = body[:-1] + '\\"'
    return f'"""{body}"""'


def write_term(term: Term, prefixes: dict[str, str] | None = None) -> str:
    """Return a term as Turtle; `prefixes` (prefix to namespace) shortens IRIs where it can."""
    if isinstance(term, Literal):
        text = write_string(term.value)
        if term.language:
            return f"{text}@{term.language}"
        is_plain = term.datatype.endswith("#string")
        return text if is_plain else f"{text}^^{write_term(term.datatype, prefixes)}"
    if isinstance(term, BlankNode):
        return f"_:{term}"
    for prefix, namespace in (prefixes or {}).items():
        local = term.removeprefix(namespace)
        if local != term and _is_simple(local):
            return f"{prefix}:{local}"
    return f"<{term}>"


def _is_simple(local: str) -> bool:
    return (
        bool(local)
        and local.replace("-", "a").replace("_", "a").isalnum()
        and (local.isascii() and not local.startswith("-"))
    )


def _escaped(text: str) -> str:
    if text.isprintable() and '"' not in text and "\\" not in text:
        return text
    return "".join(
        _SHORT.get(character) or (_as_escape(character) if _is_unseen(character) else character)
        for character in text
    )


def _is_unseen(character: str) -> bool:
    return character != "\n" and unicodedata.category(character) in _UNSEEN


def _as_escape(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04X}" if number <= 0xFFFF else f"\\U{number:08X}"
