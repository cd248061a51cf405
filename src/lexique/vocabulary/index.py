"""The compiled form of a vocabulary: read-only SQLite, opened lazily, in memory or on disk.

A Lexicon asks it for concepts, designations and the designations under a key, and reads no more
than it is asked for: opening costs the same for forty concepts and forty thousand.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from lexique.model import Concept, Designation, Group, Reference, Status, Text

if TYPE_CHECKING:
    from pathlib import Path

    from lexique.rdf.stated import Values

FORMAT = 14
"""Raised with every change of what the tables mean; an index of another format is refused."""

NEUTRAL, LEMMAS, BAG, COMPACT, OWN_CARE, SPELLING = "n", "l", "b", "c", "o", "s"
FACETS, HEADINGS = "f", "h"
"""Kinds of key: any language; stems in order; stems sorted; stems without spaces; stems up to a
possessive (*patient partenaire de ses ...*); the language-neutral key of a form, whose row holds
the key of its stems instead of the form; the language-neutral key of a form, whose row holds a
status or the like that it names and the words that name it; the words of a heading, whose row holds
the slug of the property it designates."""

JOINED = "&"
"""Stands in a key before a stem that a conjunction joins to the one before it."""

SEPARATOR = "\x1f"
"""Stands between the texts of a concept that is kept as it is stated."""

MOST_LABELS = 1 << 20
"""In a vocabulary that is not ours, the designation `concept * MOST_LABELS + place` is the label of
the concept with that number: labels are not written down a second time."""


class KeyRow(NamedTuple):
    """One way to find one designation."""

    kind: str
    key: str
    designation: int
    form: str
    """The literal or attested form that gives this key."""


class Index:
    """One compiled vocabulary. Values that were read are kept; nothing in it ever changes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._concepts: dict[str, Concept] = {}
        self._designations: dict[int, Designation] = {}
        self._found: dict[tuple[str, str], tuple[tuple[int, str], ...]] = {}
        self._stems: dict[str, bool] = {}
        self.meta: dict[str, str] = dict(connection.execute("SELECT name, value FROM meta"))
        if self.meta.get("format") != str(FORMAT):
            raise ValueError("this index was compiled by another version of lexique")
        self._is_ours = bool(self.meta.get("ours"))

    @classmethod
    def open(cls, path: str | Path) -> Index:
        """Return the index compiled at `path`; raises ValueError where its format is another."""
        address = f"file:{_quoted(path)}?mode=ro&immutable=1"
        return cls(sqlite3.connect(address, uri=True, check_same_thread=False))

    def add_keys(self, rows: Iterable[KeyRow]) -> None:
        """Add keys while the index is being made, and the stems they consist of."""
        stems: set[str] = set()

        def passing() -> Iterator[KeyRow]:
            for row in rows:
                if row.kind == LEMMAS:
                    stems.update(item.removeprefix(JOINED) for item in row.key.split())
                yield row

        self._connection.executemany(
            "INSERT OR IGNORE INTO key VALUES (?1, ?2, ?3, nullif(?4, ?2))", passing()
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO stem VALUES (?, ?)", ((item, item[::-1]) for item in stems)
        )
        self._connection.commit()
        self._found.clear()
        self._stems.clear()

    def add_keys_of(self, keys_of: Callable[[int, Designation], Iterable[KeyRow]]) -> None:
        """Add the keys that `keys_of` gives for every designation."""
        self.add_keys(row for number, item in self._all() for row in keys_of(number, item))
        self.meta[LEMMAS] = "1"
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (LEMMAS, "1"))
        self._connection.commit()

    def in_memory(self) -> Index:
        """Return a copy that keys can be added to."""
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.backup(connection)
        return Index(connection)

    def dumped(self) -> bytes:
        """Return the compiled form as the bytes of a file."""
        return self._connection.serialize()

    def find(self, kind: str, key: str) -> tuple[tuple[int, str], ...]:
        """Return the number and the matching form of each designation under `key`."""
        found = self._found.get((kind, key))
        if found is None:
            try:
                rows = self._connection.execute(
                    "SELECT designation, coalesce(form, key) FROM key"
                    " WHERE kind = ? AND key = ? ORDER BY designation",
                    (kind, key),
                )
            except UnicodeEncodeError:
                return ()  # Half of a character: no name has any.
            found = self._found[kind, key] = tuple(rows)
        return found

    def begun(self, kind: str, key: str) -> tuple[tuple[int, str], ...]:
        """Return the same for the designations whose key goes on behind the words of `key`."""
        rows = self._connection.execute(
            "SELECT designation, coalesce(form, key) FROM key"
            " WHERE kind = ? AND key > ? AND key < ? ORDER BY designation",
            (kind, f"{key} ", f"{key} \uffff"),
        )
        return tuple(rows)

    def knows(self, stem: str) -> bool:
        """Tell whether some designation holds this stem."""
        known = self._stems.get(stem)
        if known is None:
            row = self._connection.execute("SELECT 1 FROM stem WHERE stem = ?", (stem,)).fetchone()
            known = self._stems[stem] = row is not None
        return known

    def stems_between(self, low: str, high: str, *, reverse: bool = False) -> list[str]:
        """Return the stems in `[low, high)`, compared from the end of the word if `reverse`."""
        column = "reversed" if reverse else "stem"
        rows = self._connection.execute(
            f"SELECT stem FROM stem WHERE {column} >= ? AND {column} < ?", (low, high)
        )
        return [row[0] for row in rows]

    def keys(self, kind: str) -> Iterator[KeyRow]:
        """Yield every key of a kind, in order."""
        rows = self._connection.execute(
            # Read as the table lies and then sorted: by the index, each row would be looked up.
            "SELECT kind, key, designation, coalesce(form, key) FROM key NOT INDEXED"
            " WHERE kind = ? ORDER BY key, designation",
            (kind,),
        )
        yield from map(KeyRow._make, rows)

    def designation(self, number: int) -> Designation:
        """Return one designation by its number in this index."""
        known = self._designations.get(number)
        if known is None and self._is_ours:
            row = self._connection.execute(
                "SELECT data FROM designation WHERE id = ?", (number,)
            ).fetchone()
            known = self._designations[number] = _designation_from(row[0])
        elif known is None:
            self._designations.update(self._labels(number // MOST_LABELS))
            known = self._designations[number]
        return known

    def _labels(self, concept: int) -> Iterator[tuple[int, Designation]]:
        """Yield the labels of the concept with this number as designations, with theirs."""
        from lexique.rdf.stated import plain_designations

        iri, data = self._connection.execute(
            "SELECT iri, data FROM concept WHERE id = ?", (concept,)
        ).fetchone()
        return enumerate(plain_designations(iri, self._values(data)), concept * MOST_LABELS)

    def _all(self) -> Iterator[tuple[int, Designation]]:
        """Yield every designation with its number."""
        table = "designation" if self._is_ours else "concept"
        for (number,) in self._connection.execute(f"SELECT id FROM {table}").fetchall():
            if self._is_ours:
                yield number, self.designation(number)
            else:
                yield from self._labels(number)

    def number_of(self, designation_iri: str) -> int:
        """Return the number of a designation, for keys that are added."""
        for number in self._designations:
            if self._designations[number].iri == designation_iri:
                return number
        raise KeyError(designation_iri)

    def designations_of(self, iri: str) -> tuple[Designation, ...]:
        """Return the designations of a concept, in the order of the vocabulary."""
        if not self._is_ours:
            found = self._connection.execute("SELECT id FROM concept WHERE iri = ?", (iri,))
            return tuple(item for row in found.fetchall() for _, item in self._labels(row[0]))
        rows = self._connection.execute(
            "SELECT id FROM designation WHERE concept = ? ORDER BY id", (iri,)
        )
        return tuple(self.designation(row[0]) for row in rows.fetchall())

    def concept(self, iri: str) -> Concept | None:
        """Return one concept by its IRI."""
        known = self._concepts.get(iri)
        if known is None:
            row = self._connection.execute(
                "SELECT iri, slug, grp, data FROM concept WHERE iri = ?", (iri,)
            ).fetchone()
            if row is None:
                return None
            known = self._concepts[iri] = self._concept_from(*row)
        return known

    def _concept_from(self, iri: str, slug: str, group: str, data: str) -> Concept:
        if group != Group.CONCEPT:
            return Concept(iri, slug, Group(group), *map(_frozen, json.loads(data)))
        from lexique.rdf.stated import concept_from

        return concept_from(iri, Group.CONCEPT, self._values(data))

    def _values(self, data: str) -> Values:
        """Return the values of a concept that is kept as it is stated."""
        from lexique.rdf.stated import values_of

        return values_of(data.split(SEPARATOR), self._tags)

    @cached_property
    def _tags(self) -> list[tuple[str, str | None]]:
        from lexique.rdf.stated import read_tags

        return read_tags(self.meta["tags"])

    def concepts(self, group: Group | None = None) -> Iterator[Concept]:
        """Yield the concepts, of one group if given, sorted by IRI."""
        rows = self._connection.execute(
            "SELECT iri FROM concept WHERE ?1 IS NULL OR grp = ?1 ORDER BY iri", (group,)
        )
        for (iri,) in rows.fetchall():
            concept = self.concept(iri)
            assert concept is not None
            yield concept

    def iris_of_slug(self, slug: str) -> list[str]:
        """Return the IRIs of the concepts with this slug, sorted."""
        rows = self._connection.execute("SELECT iri FROM concept WHERE slug = ?", (slug,))
        return sorted(row[0] for row in rows)

    def reference(self, iri: str) -> Reference | None:
        """Return one source by its IRI."""
        row = self._connection.execute(
            "SELECT data FROM reference WHERE iri = ?", (iri,)
        ).fetchone()
        return Reference(iri, *json.loads(row[0])) if row else None

    def distinction(self, first: str, second: str) -> dict[str, str] | None:
        """Return what sets two concepts apart, by language, where the vocabulary says it."""
        row = self._connection.execute(
            "SELECT fr, en FROM distinction WHERE first = ? AND second = ?",
            tuple(sorted((first, second))),
        ).fetchone()
        return {"fr": row[0], "en": row[1]} if row else None


def _quoted(path: str | Path) -> str:
    """Return `path` as SQLite wants it in a URI."""
    # Without pathlib, which takes longer to import than an index to open.
    text = os.path.abspath(path)  # noqa: PTH100
    return text.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _designation_from(data: str) -> Designation:
    iri, form, language, concept, status, place, attested, sources, cues, needs_cue, kind, flag = (
        json.loads(data)
    )
    return Designation(
        iri, form, language, concept, Status(status), place, tuple(attested), tuple(sources),
        tuple(cues), needs_cue, kind, Text(*flag) if flag else None,
    )  # fmt: skip


CONCEPT_FIELDS = (
    "pref_labels", "alt_labels", "hidden_labels", "definitions", "scope_notes", "broader",
    "related", "scheme_iris", "characteristics", "engagement", "deprecated", "statements",
)  # fmt: skip


def _frozen(value: Any) -> Any:
    """Return what JSON gives as the types that `Concept` has: tuples, and mappings to tuples."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return {
            name: tuple(item) if isinstance(item, list) else item for name, item in value.items()
        }
    return value
