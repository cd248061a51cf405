"""Making the compiled form of a vocabulary."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from lexique.index import CONCEPT_FIELDS, FORMAT, Index, KeyRow
from lexique.model import Concept, Designation, Group, Reference

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE concept (iri TEXT PRIMARY KEY, slug TEXT, grp TEXT, data TEXT) WITHOUT ROWID;
CREATE TABLE designation (id INTEGER PRIMARY KEY, concept TEXT, data TEXT);
CREATE TABLE key (kind TEXT, key TEXT, designation INTEGER, form TEXT,
                  PRIMARY KEY (kind, key, designation)) WITHOUT ROWID;
CREATE TABLE stem (stem TEXT PRIMARY KEY, reversed TEXT) WITHOUT ROWID;
CREATE TABLE reference (iri TEXT PRIMARY KEY, data TEXT) WITHOUT ROWID;
CREATE TABLE distinction (first TEXT, second TEXT, fr TEXT, en TEXT,
                          PRIMARY KEY (first, second)) WITHOUT ROWID;
"""
_LOOKUPS = """
CREATE INDEX concept_slug ON concept (slug);
CREATE INDEX designation_concept ON designation (concept);
CREATE INDEX stem_reversed ON stem (reversed);
"""


class Contents(NamedTuple):
    """What a vocabulary holds, before it is compiled."""

    meta: Mapping[str, str]
    concepts: Iterable[tuple[str, str, str, str]]
    """IRI, slug, group and data of each (see `concept_row` and `raw_row`)."""
    designations: Iterable[tuple[int, Designation]]
    references: Iterable[Reference]
    distinctions: Iterable[tuple[str, str, str, str]]


def build_index(
    contents: Contents, keys_of: Callable[[int, Designation], Iterable[KeyRow]]
) -> Index:
    """Return the index of `contents`, in memory, with the keys that `keys_of` gives."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.executescript(_TABLES)
    meta = {**contents.meta, "format": str(FORMAT)}
    connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    connection.executemany("INSERT INTO concept VALUES (?, ?, ?, ?)", contents.concepts)
    designations = list(contents.designations)
    connection.executemany(
        "INSERT INTO designation VALUES (?, ?, ?)",
        ((number, item.concept_iri, _designation_data(item)) for number, item in designations),
    )
    connection.executemany(
        "INSERT INTO reference VALUES (?, ?)",
        (
            (
                item.iri,
                _dumped([item.title, item.issuer, item.year, item.url, item.verification]),
            )
            for item in contents.references
        ),
    )
    connection.executemany(
        "INSERT OR REPLACE INTO distinction VALUES (?, ?, ?, ?)", contents.distinctions
    )
    index = Index(connection)
    index.add_keys(row for number, item in designations for row in keys_of(number, item))
    connection.executescript(_LOOKUPS)
    return index


_dumped = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _designation_data(item: Designation) -> str:
    return _dumped(
        [
            item.iri, item.form, item.language, item.concept_iri, str(item.status),
            item.jurisdiction, item.attested_forms, item.source_iris, item.cues, item.needs_cue,
            item.term_type,
        ]
    )  # fmt: skip


def raw_row(iri: str, slug: str, values: Mapping[str, object]) -> tuple[str, str, str, str]:
    """Return a concept as it is stated, to be understood when it is first asked for."""
    return iri, slug, str(Group.CONCEPT), _dumped(values)


def concept_row(item: Concept) -> tuple[str, str, str, str]:
    """Return a concept as `Index.concept` reads it."""
    return (
        item.iri,
        item.slug,
        str(item.group),
        _dumped([getattr(item, name) for name in CONCEPT_FIELDS]),
    )
