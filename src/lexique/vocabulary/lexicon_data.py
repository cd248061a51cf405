"""What a vocabulary holds, for everything that answers from it; the answers are `Lexicon`'s."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from lexique.levelling.neutral import neutral_key
from lexique.model import Concept, Designation, Facet, Group, Reference
from lexique.namespaces import BASE
from lexique.vocabulary.hits import Hit
from lexique.vocabulary.index import FACETS, LEMMAS, NEUTRAL, SPELLING, Index

if TYPE_CHECKING:
    from pathlib import Path

    from lexique.levelling.normalise import Token
    from lexique.vocabulary.stems import Stems

_COUNTRY_READ_AS = {"UK": "GB", "EL": "GR"}
"""Codes in use that are not the ISO 3166 code of the country."""


class LexiconData:
    """Concepts, designations, and the designations under a key. It never changes.

    Modules read at first need are those that a look-up of a plain name does without.
    """

    def __init__(self, index: Index, path: str | Path | None = None) -> None:
        self._index = index
        self._path = path
        self.is_ours: bool = bool(index.meta.get("ours"))
        """True for the vocabulary of roles, False for any other SKOS vocabulary."""

    def write_index(self, path: str | Path) -> None:
        """Write the compiled form, whole or not at all."""
        from lexique.files import atomic_write

        atomic_write(str(path), self._index.dumped())

    @property
    def languages(self) -> tuple[str, ...]:
        """Tags of the languages in which the vocabulary has designations, sorted."""
        return tuple(self._index.meta.get("languages", "").split())

    @property
    def index(self) -> Index:
        """The compiled vocabulary, with keys that level number, gender, order and separators.

        In a vocabulary that is not ours those keys are made when a name first needs them, and kept
        in the compiled file where it can be written.
        """
        if not self._index.meta.get(LEMMAS):
            from lexique.vocabulary.keys import lemma_rows

            self._index = self._index.in_memory()
            self._index.add_keys_of(lemma_rows)
            self._keep_index()
        return self._index

    def _keep_index(self) -> None:
        if self._path is not None:
            try:
                self.write_index(self._path)
            except OSError:
                # A cache that cannot be written costs time, never the answer.
                self._path = None

    def concepts(self, group: Group | None = None) -> Iterator[Concept]:
        """Yield the concepts, of one group if given, sorted by IRI."""
        return self._index.concepts(group)

    def concept(self, name: str) -> Concept | None:
        """Return the concept named by slug, `group:slug` or IRI; a role before any other."""
        group, colon, slug = name.partition(":")
        by_iri = self._index.concept(name) or (
            self._index.concept(f"{BASE}{group}/{slug}") if colon else None
        )
        if by_iri is not None:
            return by_iri
        found = [self._index.concept(iri) for iri in self._index.iris_of_slug(name)]
        order = list(Group)
        return min(
            (item for item in found if item is not None),
            key=lambda item: order.index(item.group),
            default=None,
        )

    def broader_of(self, concept: Concept) -> frozenset[str]:
        """Return the IRIs of everything broader than `concept`, however far above."""
        above: set[str] = set()
        waiting = list(concept.broader)
        while waiting:
            iri = waiting.pop()
            if iri not in above:
                above.add(iri)
                parent = self._index.concept(iri)
                waiting.extend(parent.broader if parent else ())
        return frozenset(above)

    def general_neighbour(self, kind: str) -> Concept | None:
        """Return the neighbour that stands for all of a kind (`kind-body` ...), if there is one."""
        iri = self._index.meta.get(f"general:{kind}")
        return self._index.concept(iri) if iri else None

    def concept_of(self, designation: Designation) -> Concept:
        """Return the concept that a designation of this vocabulary stands for."""
        concept = self._index.concept(designation.concept_iri)
        assert concept is not None
        return concept

    def designations_of(self, concept: Concept) -> tuple[Designation, ...]:
        """Return the designations of a concept, by IRI."""
        return self._index.designations_of(concept.iri)

    def reference(self, iri: str) -> Reference | None:
        """Return the source with this IRI."""
        return self._index.reference(iri)

    def distinction(self, first: Concept, second: Concept) -> dict[str, str] | None:
        """Return what sets two concepts apart, by language, where the vocabulary says it."""
        return self._index.distinction(first.iri, second.iri)

    def tokens(self, text: str) -> list[Token]:
        """Return the content words of `text`, cut with knowledge of this vocabulary."""
        from lexique.levelling.normalise import tokens_of

        return tokens_of(text, self.index.knows)

    @cached_property
    def stems(self) -> Stems:
        """What the vocabulary makes of single words."""
        from lexique.vocabulary.stems import Stems

        return Stems(self.index)

    def known_jurisdiction(self, code: str | None) -> str | None:
        """Return `code` as the vocabulary writes it, its country if only that is known, or None."""
        if not code:
            return None
        wanted = code.strip().upper().replace("_", "-")
        wanted = _COUNTRY_READ_AS.get(wanted, wanted)
        known = self._index.meta.get("jurisdictions", "").split()
        return next((item for item in (wanted, wanted.split("-")[0]) if item in known), None)

    def find_exactly(self, text: str) -> tuple[tuple[Designation, str], ...]:
        """Return designation and form for each form equal to `text` but for case and spaces."""
        rows = self._index.find(NEUTRAL, neutral_key(text))
        return tuple((self._index.designation(number), form) for number, form in rows)

    def spelt_alike(self, text: str) -> list[Hit]:
        """Return the designations spelt like `text`, in a vocabulary of roles with all others of
        the same stems; none where the spelling is open to doubt.
        """
        key = neutral_key(text)
        rows = self._index.find(NEUTRAL, key)
        if rows and self.is_ours:
            keys = {key for _, key in self._index.find(SPELLING, key)}
            rows = self._index.find(LEMMAS, keys.pop()) if len(keys) == 1 else ()
        hits = [
            Hit(designation, self.concept_of(designation), form)
            for number, form in rows
            for designation in [self._index.designation(number)]
        ]
        is_clear = not self.is_ours or len({hit.designation.language for hit in hits}) < 2
        return hits if is_clear else []

    def facets_within(self, form: str) -> tuple[Facet, ...]:
        """Return what a form of a role says besides the role (*pair-aidant salarié*)."""
        rows = self._index.find(FACETS, neutral_key(form)) if self.is_ours else ()
        return tuple(
            Facet(self.concept_of(self._index.designation(number)), surface)
            for number, surface in rows
        )
