"""Lexicon: an immutable vocabulary, asked for concepts and for what a name stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from lexique.hits import Hit
from lexique.index import FACETS, LEMMAS, NEUTRAL, SPELLING, Index
from lexique.model import (
    Concept,
    Designation,
    Facet,
    Group,
    Mention,
    Reading,
    Reference,
    Resolution,
)
from lexique.namespaces import BASE
from lexique.neutral import neutral_key

if TYPE_CHECKING:
    from pathlib import Path

    from lexique.annotating import Annotator
    from lexique.comparing import Comparison
    from lexique.compiling import Contents
    from lexique.harmonising import Harmoniser
    from lexique.identifying import Identification
    from lexique.normalise import Token
    from lexique.rdf.terms import PlainResource, Statement, Triple
    from lexique.searching import Found
    from lexique.stems import Stems

Context = str | Mapping[str, str] | None


_COUNTRY_READ_AS = {"UK": "GB", "EL": "GR"}
"""Codes in use that are not the ISO 3166 code of the country."""


class Lexicon:
    """The compiled vocabulary and the answers it gives; see `lexique.load`."""

    def __init__(self, index: Index, path: str | Path | None = None) -> None:
        self._index = index
        self._path = path
        self._harmoniser: Harmoniser | None = None
        self._annotator: Annotator | None = None
        self._stems: Stems | None = None
        self.is_ours: bool = bool(index.meta.get("ours"))
        """True for the vocabulary of roles, False for any other SKOS vocabulary."""

    @classmethod
    def from_statements(cls, statements: Iterable[Statement | Triple]) -> Lexicon:
        """Return the Lexicon that RDF statements describe.

        Raises OwnDataError with all clashes of preferred labels in our own vocabulary.
        """
        from lexique.building import contents_of

        return cls._compiled(contents_of(statements))

    @classmethod
    def from_resources(cls, resources: Iterable[PlainResource]) -> Lexicon:
        """Return the Lexicon of `rdf.read_resources`; raises as `from_statements` does."""
        from lexique.building import contents_of_resources

        return cls._compiled(contents_of_resources(resources))

    @classmethod
    def _compiled(cls, contents: Contents) -> Lexicon:
        from lexique.compiling import build_index
        from lexique.keys import lemma_rows

        index = build_index(contents)
        if not contents.meta["ours"]:
            return cls(index)
        index.add_keys_of(lemma_rows)
        from lexique.inner_facets import facet_rows

        index.add_keys(list(facet_rows(cls(index))))
        return cls(index)

    @classmethod
    def from_index(cls, path: str | Path) -> Lexicon:
        """Return the Lexicon compiled at `path`; raises ValueError for another format."""
        return cls(Index.open(path), path)

    def write_index(self, path: str | Path) -> None:
        """Write the compiled form, whole or not at all."""
        from lexique.files import atomic_write

        atomic_write(str(path), self._index.dumped())

    def __repr__(self) -> str:
        kind = "roles in health partnership" if self.is_ours else "a SKOS vocabulary"
        return f"<Lexicon of {kind}: {self._index.meta.get('n_concepts', '?')} concepts>"

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
            from lexique.keys import lemma_rows

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
        return (item for item in self._index.concepts() if group in (None, item.group))

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
        from lexique.normalise import tokens_of

        return tokens_of(text, self.index.knows)

    @property
    def stems(self) -> Stems:
        """What the vocabulary makes of single words."""
        if self._stems is None:
            from lexique.stems import Stems

            self._stems = Stems(self.index)
        return self._stems

    def known_jurisdiction(self, code: str | None) -> str | None:
        """Return `code` as the vocabulary writes it, its country if only that is known, or None."""
        if not code:
            return None
        wanted = code.strip().upper().replace("_", "-")
        wanted = _COUNTRY_READ_AS.get(wanted, wanted)
        known = self._index.meta.get("jurisdictions", "").split()
        return next((item for item in (wanted, wanted.split("-")[0]) if item in known), None)

    def find(
        self, text: str, *, groups: Iterable[Group] = (), jurisdiction: str | None = None
    ) -> tuple[Reading, ...]:
        """Return the readings of `text` as one whole designation, of some groups if given.

        For coded cells and headings; `harmonise` is for names of roles.
        """
        from lexique.hits import NAMED
        from lexique.matching import Matcher

        found = Matcher(self, jurisdiction).whole_text(text, frozenset(groups) or NAMED)
        readings = {
            hit.designation.concept_iri: Reading(self.concept_of(hit.designation), hit.designation)
            for hit in reversed(found)
        }
        return tuple(sorted(readings.values(), key=lambda item: item.concept.slug))

    def find_exactly(self, text: str) -> tuple[tuple[Designation, str], ...]:
        """Return designation and form for each form equal to `text` but for case and spaces."""
        rows = self._index.find(NEUTRAL, neutral_key(text))
        return tuple((self._index.designation(number), form) for number, form in rows)

    def spelt_alike(self, text: str) -> list[Hit]:
        """Return the designations spelt like `text`, in a vocabulary of roles with all others of
        the same stems; none where the spelling is open to doubt.
        """
        rows = self._index.find(NEUTRAL, neutral_key(text))
        if rows and self.is_ours:
            keys = {key for _, key in self._index.find(SPELLING, neutral_key(text))}
            rows = self._index.find(LEMMAS, keys.pop()) if len(keys) == 1 else ()
        return [
            Hit(designation, self.concept_of(designation), form)
            for number, form in rows
            for designation in [self._index.designation(number)]
        ]

    def facets_within(self, form: str) -> tuple[Facet, ...]:
        """Return what a form of a role says besides the role (*pair-aidant salarié*)."""
        rows = self._index.find(FACETS, neutral_key(form)) if self.is_ours else ()
        return tuple(
            Facet(self.concept_of(self._index.designation(number)), surface)
            for number, surface in rows
        )

    def harmonise(
        self,
        text: str,
        *,
        context: Context = None,
        jurisdiction: str | None = None,
        accept_fuzzy: float | None = None,
    ) -> Resolution:
        """Return what `text` names: `matched`, `ambiguous`, `not-a-role` or `unknown`.

        `context` is a sentence, or the other cells of a record by heading; it decides between
        readings and never overrides a clear name. `jurisdiction` is an ISO 3166 code, `EU` or
        `INT`. With `accept_fuzzy` (0 to 1), an unknown text is given the concept of a designation
        at least that near, and the reason says so.
        """
        return self._harmonising.harmonise(
            text, context=context, jurisdiction=jurisdiction, accept_fuzzy=accept_fuzzy
        )

    def harmonise_many(
        self,
        texts: Iterable[str],
        *,
        jurisdiction: str | None = None,
        accept_fuzzy: float | None = None,
    ) -> Iterator[Resolution]:
        """Yield the Resolution of each text, lazily; each distinct text is worked out once."""
        return self._harmonising.harmonise_many(
            texts, jurisdiction=jurisdiction, accept_fuzzy=accept_fuzzy
        )

    @property
    def _harmonising(self) -> Harmoniser:
        if self._harmoniser is None:
            from lexique.harmonising import Harmoniser

            self._harmoniser = Harmoniser(self)
        return self._harmoniser

    def annotate(
        self, text: str, *, jurisdiction: str | None = None, classes: bool = False
    ) -> tuple[Mention, ...]:
        """Return the mentions in a running text, in order; broad classes only with `classes`."""
        if self._annotator is None:
            from lexique.annotating import Annotator

            self._annotator = Annotator(self)
        return self._annotator.annotate(text, jurisdiction=jurisdiction, classes=classes)

    def compare(self, *names: str) -> Comparison:
        """Return the characteristics of two or more concepts side by side, what differs first.

        Names are slugs, labels or IRIs; raises UseError for one that names no concept.
        """
        from lexique.comparing import compare

        return compare(self, names)

    def identify(self, facts: Mapping[str, str | Iterable[str]]) -> Identification:
        """Return the roles that fit the facts, what separates them, what excludes the others."""
        from lexique.identifying import identify

        return identify(self, facts)

    def search(self, text: str, *, limit: int = 20) -> tuple[Found, ...]:
        """Return the concepts whose names or definitions hold the words of `text`, best first."""
        from lexique.searching import search

        return search(self, text, limit=limit)
