"""Lexicon: an immutable vocabulary, asked for concepts and for what a name stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from lexique.model import Concept, Context, Group, Mention, Reading, Resolution
from lexique.vocabulary.index import Index
from lexique.vocabulary.lexicon_data import LexiconData

if TYPE_CHECKING:
    from pathlib import Path

    from lexique.annotating.annotator import Annotator
    from lexique.harmonising.harmoniser import Harmoniser
    from lexique.rdf.stated import Tags
    from lexique.rdf.terms import PlainResource, Statement, Triple
    from lexique.views.comparing import Comparison
    from lexique.views.identifying import Identification
    from lexique.views.searching import Found
    from lexique.vocabulary.compiling import Contents


class Lexicon(LexiconData):
    """The compiled vocabulary and the answers it gives; see `lexique.load`.

    The modules that answer know `LexiconData` alone; each is read when it is first asked.
    """

    @classmethod
    def from_statements(cls, statements: Iterable[Statement | Triple]) -> Lexicon:
        """Return the Lexicon that RDF statements describe.

        Raises OwnDataError with all clashes of preferred labels in our own vocabulary.
        """
        from lexique.vocabulary.building import contents_of

        return cls._compiled(contents_of(statements))

    @classmethod
    def from_resources(cls, resources: Iterable[PlainResource], tags: Tags) -> Lexicon:
        """Return the Lexicon of `rdf.read_resources`; raises as `from_statements` does."""
        from lexique.vocabulary.building import contents_of_resources

        return cls._compiled(contents_of_resources(resources, tags))

    @classmethod
    def _compiled(cls, contents: Contents) -> Lexicon:
        from lexique.vocabulary.compiling import build_index
        from lexique.vocabulary.keys import lemma_rows

        index = build_index(contents)
        if not contents.meta["ours"]:
            return cls(index)
        index.add_keys_of(lemma_rows)
        from lexique.harmonising.inner_facets import facet_rows
        from lexique.headings import heading_rows

        index.add_keys([*facet_rows(cls(index)), *heading_rows(cls(index))])
        return cls(index)

    @classmethod
    def from_index(cls, path: str | Path) -> Lexicon:
        """Return the Lexicon compiled at `path`; raises ValueError for another format."""
        return cls(Index.open(path), path)

    def __repr__(self) -> str:
        kind = "roles in health partnership" if self.is_ours else "a SKOS vocabulary"
        return f"<Lexicon of {kind}: {self._index.meta.get('n_concepts', '?')} concepts>"

    def find(
        self, text: str, *, groups: Iterable[Group] = (), jurisdiction: str | None = None
    ) -> tuple[Reading, ...]:
        """Return the readings of `text` as one whole designation, of some groups if given.

        For coded cells and headings; `harmonise` is for names of roles.
        """
        from lexique.harmonising.matching import readings_of

        return readings_of(self, text, groups=groups, jurisdiction=jurisdiction)

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
        readings and overrides no clear name, but for the homonym that sits in the body which a
        record names: *représentant des usagers* in a CVS. `jurisdiction` is an ISO 3166 code, `EU`
        or `INT`. With `accept_fuzzy` (0 to 1), an unknown text is given the concept of a
        designation at least that near, and the reason says so.
        """
        return self._harmoniser.harmonise(
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
        return self._harmoniser.harmonise_many(
            texts, jurisdiction=jurisdiction, accept_fuzzy=accept_fuzzy
        )

    @cached_property
    def _harmoniser(self) -> Harmoniser:
        from lexique.harmonising.harmoniser import Harmoniser

        return Harmoniser(self)

    def annotate(
        self, text: str, *, jurisdiction: str | None = None, classes: bool = False
    ) -> tuple[Mention, ...]:
        """Return the mentions in a running text, in order; broad classes only with `classes`."""
        return self._annotator.annotate(text, jurisdiction=jurisdiction, classes=classes)

    @cached_property
    def _annotator(self) -> Annotator:
        from lexique.annotating.annotator import Annotator

        return Annotator(self, self._harmoniser)

    def named(self, name: str) -> Concept:
        """Return the concept with this slug, `group:slug`, IRI, or unambiguous name.

        Raises UseError for a name that stands for no concept or for several.
        """
        from lexique.views.naming import concept_named

        return concept_named(self, self._harmoniser, name)

    def compare(self, *names: str) -> Comparison:
        """Return the characteristics of two or more concepts side by side, what differs first.

        Names are slugs, labels or IRIs; raises UseError for one that names no concept.
        """
        from lexique.views.comparing import compare

        return compare(self, [self.named(name) for name in names])

    def identify(self, facts: Mapping[str, str | Iterable[str]]) -> Identification:
        """Return the roles that fit the facts, what separates them, what excludes the others."""
        from lexique.views.identifying import identify

        return identify(self, facts)

    def search(self, text: str, *, limit: int = 20) -> tuple[Found, ...]:
        """Return the concepts whose names or definitions hold the words of `text`, best first."""
        from lexique.views.searching import search

        return search(self, text, limit=limit)
