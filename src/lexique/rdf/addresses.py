"""Relative IRIs in a document without base: one fixed address in front, never a local path."""

from __future__ import annotations

DOCUMENT_BASE = "urn:lexique:document:"
"""What stands in front of an IRI that was relative."""

# RFC 3986 resolves against a hierarchical base only, so the parsers are given this one.
PARSER_BASE = "lexique-relative://document/"


def is_relative(iri: str) -> bool:
    """Return whether `iri` was relative in a document without base."""
    return iri.startswith(DOCUMENT_BASE)


def absolute(iri: str) -> str:
    """Return `iri` with the parsers' base replaced by the documented one."""
    if not iri.startswith("lexique-relative:"):
        return iri
    return DOCUMENT_BASE + iri.removeprefix(PARSER_BASE)
