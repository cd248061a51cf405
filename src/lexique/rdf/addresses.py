"""Relative IRIs in a document without base: one fixed address in front, never a local path."""

from __future__ import annotations

import re
from functools import lru_cache

import pyoxigraph

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


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def has_scheme(reference: str) -> bool:
    """Return whether `reference` is an absolute IRI."""
    return _SCHEME.match(reference) is not None


@lru_cache(maxsize=10_000)
def resolve(reference: str, base: str) -> str:
    """Return `reference` resolved against `base` (RFC 3986), exactly as pyoxigraph does it."""
    if has_scheme(reference):
        return reference
    triple = f"<{reference}> <x:p> <x:o> ."
    parsed = pyoxigraph.parse(triple, format=pyoxigraph.RdfFormat.TURTLE, base_iri=base)
    return str(next(iter(parsed)).subject.value)
