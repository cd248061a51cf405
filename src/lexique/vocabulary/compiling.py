"""Making the compiled form of a vocabulary."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from lexique.model import Concept, Designation, Group, Reference
from lexique.rdf.stated import Stated, local_name
from lexique.vocabulary.index import CONCEPT_FIELDS, FORMAT, NEUTRAL, SEPARATOR, Index

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE concept (id INTEGER PRIMARY KEY, iri TEXT, slug TEXT, grp TEXT, data TEXT);
CREATE TABLE designation (id INTEGER PRIMARY KEY, concept TEXT, data TEXT);
CREATE TABLE key (kind TEXT, key TEXT, designation INTEGER, form TEXT);
CREATE TABLE stem (stem TEXT PRIMARY KEY, reversed TEXT) WITHOUT ROWID;
CREATE TABLE reference (iri TEXT PRIMARY KEY, data TEXT) WITHOUT ROWID;
CREATE TABLE distinction (first TEXT, second TEXT, fr TEXT, en TEXT,
                          PRIMARY KEY (first, second)) WITHOUT ROWID;
"""
_LOOKUPS = """
CREATE UNIQUE INDEX concept_iri ON concept (iri);
CREATE INDEX concept_slug ON concept (slug);
CREATE UNIQUE INDEX key_designation ON key (key, kind, designation);
CREATE INDEX designation_concept ON designation (concept);
CREATE INDEX stem_reversed ON stem (reversed);
"""
_CONCEPT = str(Group.CONCEPT)


NeutralKey: TypeAlias = tuple[str, int, str]
"""The key, the number of the designation, and the form that gives it."""


class Contents(NamedTuple):
    """What a vocabulary holds, before it is compiled."""

    meta: Mapping[str, str]
    concepts: Iterable[tuple[str, str, str, str]]
    """IRI, slug, group and data of each (see `concept_row` and `stated_row`), in order of IRI."""
    designations: Iterable[tuple[int, Designation]]
    """Those that are stated as such; plain labels are found with their concept."""
    keys: Iterable[NeutralKey]
    """The keys that hold for any language, no two alike."""
    references: Iterable[Reference]
    distinctions: Iterable[tuple[str, str, str, str]]


def common_meta(n_concepts: int, languages: Iterable[str]) -> dict[str, str]:
    """Return what is noted of every vocabulary."""
    return {"n_concepts": str(n_concepts), "languages": " ".join(sorted(languages))}


def build_index(contents: Contents) -> Index:
    """Return the index of `contents`, in memory.

    Rows come first and look-ups last: sorting all at once takes half the time.
    """
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    # A concept takes about a thousand bytes: larger pages are split less often.
    connection.execute("PRAGMA page_size = 16384")
    connection.executescript(_TABLES)
    meta = {**contents.meta, "format": str(FORMAT)}
    connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    connection.executemany(
        "INSERT INTO concept (iri, slug, grp, data) VALUES (?, ?, ?, ?)", contents.concepts
    )
    connection.executemany(
        "INSERT INTO designation VALUES (?, ?, ?)",
        (
            (number, item.concept_iri, _designation_data(item))
            for number, item in contents.designations
        ),
    )
    connection.executemany(
        f"INSERT INTO key VALUES ('{NEUTRAL}', ?1, ?2, nullif(?3, ?1))", contents.keys
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
    connection.executescript(_LOOKUPS)
    return Index(connection)


_dumped = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def _designation_data(item: Designation) -> str:
    return _dumped(
        [
            item.iri, item.form, item.language, item.concept_iri, str(item.status),
            item.jurisdiction, item.attested_forms, item.source_iris, item.cues, item.needs_cue,
            item.term_type, item.flagged,
        ]
    )  # fmt: skip


def stated_row(iri: str, stated: Stated) -> tuple[str, str, str, str]:
    """Return a concept as it is stated, to be understood when it is first asked for."""
    data = SEPARATOR.join(stated)
    if data.count(SEPARATOR) >= len(stated):
        data = SEPARATOR.join(text.replace(SEPARATOR, " ") for text in stated)
    return iri, local_name(iri), _CONCEPT, data


def concept_row(item: Concept) -> tuple[str, str, str, str]:
    """Return a concept as `Index.concept` reads it."""
    return (
        item.iri,
        item.slug,
        str(item.group),
        _dumped([getattr(item, name) for name in CONCEPT_FIELDS]),
    )
