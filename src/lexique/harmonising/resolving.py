"""One name read with all care: title taken apart, slips forgiven, neighbourhood heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from lexique.harmonising import reasons
from lexique.harmonising.analysis import Analysis
from lexique.harmonising.answering import Answer
from lexique.harmonising.context import (
    BETWEEN_CELLS,
    Cued,
    choose,
    choose_by_full_name,
    choose_by_seat,
    heard_in,
    without_other_roles,
)
from lexique.harmonising.kinds import Kind, kind_of
from lexique.harmonising.matching import Matcher
from lexique.harmonising.suggest import Suggester
from lexique.harmonising.titles import TitleReader
from lexique.levelling.normalise import Token
from lexique.model import Outcome, Reading, Resolution
from lexique.vocabulary.hits import Hit
from lexique.vocabulary.lexicon_data import LexiconData

_REMEMBERED = 2_000
"""Names, and cells around them, of which is kept what they say."""


class _CellMatcher(Matcher):
    """A Matcher that remembers the phrases of cells: these come again, whole records seldom do."""

    def __init__(self, lexicon: LexiconData, jurisdiction: str | None) -> None:
        super().__init__(lexicon, jurisdiction)
        self._in_cell = lru_cache(_REMEMBERED)(
            lambda cell: tuple(super(_CellMatcher, self).phrases(cell))
        )

    def phrases(self, text: str) -> Iterator[tuple[str, tuple[Hit, ...]]]:
        """Yield the longest designations in `text`, left to right, as surface and hits."""
        return chain.from_iterable(map(self._in_cell, text.split(BETWEEN_CELLS)))


class Resolver:
    """Reads names with one Lexicon."""

    def __init__(self, lexicon: LexiconData) -> None:
        self._lexicon = lexicon
        self._around = lru_cache(_REMEMBERED)(
            lambda jurisdiction: _CellMatcher(lexicon, jurisdiction)
        )
        self._read = lru_cache(_REMEMBERED)(self._analysed)
        self._suggester = Suggester(lexicon)

    def resolve(self, text: str, jurisdiction: str | None) -> Resolution:
        matcher = Matcher(self._lexicon, jurisdiction)
        if not self._lexicon.is_ours:
            return self._plain(text, matcher)
        tokens = self._lexicon.tokens(text)
        analysis = TitleReader(matcher).read(tokens)
        if analysis.rest:
            analysis = self._corrected(tokens, matcher) or analysis
        if analysis.hits or analysis.code == "thing":
            return self._answered(text, tokens, analysis)
        return self._unknown(text, analysis.inner)

    def _plain(self, text: str, matcher: Matcher) -> Resolution:
        """Return the answer of a vocabulary of which nothing but labels is known."""
        hits = matcher.whole_text(text)
        if hits:
            return Answer(text, self._lexicon).of(hits, (), Analysis(hits), reasons.for_readings)
        tokens = self._lexicon.tokens(text)
        corrected = self._suggester.corrected(tokens, matcher) or tokens
        analysis = Analysis(matcher.whole(corrected), tuple(corrected), "misspelling")
        if not analysis.hits:
            return self._unknown(text, ())
        return Answer(text, self._lexicon).of(analysis.hits, tokens, analysis, reasons.for_readings)

    def _corrected(self, tokens: Sequence[Token], matcher: Matcher) -> Analysis | None:
        """Return what a title says with one letter put right, None where that is no role."""
        corrected = self._suggester.corrected(tokens, matcher)
        if corrected is None:
            return None
        analysis = TitleReader(matcher).read(corrected)
        if kind_of(analysis.hits) is not Kind.ROLE:
            return None
        return (
            analysis if analysis.code == "coordination" else analysis._replace(code="misspelling")
        )

    def _unknown(self, text: str, inner: Sequence[Hit]) -> Resolution:
        suggestions = self._suggester.suggestions(text, inner)
        return Answer(text, self._lexicon).unknown(reasons.unknown(inner), suggestions=suggestions)

    def fuzzy(self, text: str, unknown: Resolution, threshold: float) -> Resolution:
        """Return the nearest designation's readings, as the caller asked, and say so."""
        near = self._suggester.nearest(text, 8)
        near = [item for item in near if item[1] >= threshold and item[1] == near[0][1]]
        hits = tuple(
            Hit(designation, self._lexicon.concept_of(designation), form.form)
            for form, _ in near
            for designation in [self._lexicon.index.designation(form.designation)]
        )
        if not hits:
            return unknown
        analysis = Analysis(hits, code="fuzzy")
        return Answer(text, self._lexicon, score=near[0][1]).of(
            hits, (), analysis, reasons.for_readings
        )

    def _answered(self, text: str, tokens: Sequence[Token], analysis: Analysis) -> Resolution:
        if analysis.code == "thing":
            return self._thing(text, tokens, analysis)
        if analysis.code == "coordination":
            return Answer(text, self._lexicon).of(
                analysis.hits, tokens, analysis, reasons.for_readings
            )
        beside = " ".join(
            token.surface
            for token in (
                *analysis.rest,
                *(token for added in analysis.facets for token in added.tokens),
                *analysis.dropped,
            )
        )
        chosen = choose(analysis.hits, heard_in(beside))
        return Answer(text, self._lexicon, cue=chosen.cue).of(
            chosen.hits, tokens, analysis, reasons.for_readings
        )

    def _thing(self, text: str, tokens: Sequence[Token], analysis: Analysis) -> Resolution:
        """Return the general neighbour of a head like *association*, or unknown without one."""
        concept = self._lexicon.general_neighbour(analysis.thing)
        if concept is None:
            return self._unknown(text, analysis.inner)
        return Resolution(
            text=text,
            outcome=Outcome.NOT_A_ROLE,
            readings=(Reading(concept, None),),
            score=1 / max(1, len(tokens)),
            steps=("qualifier-removed",),
            facets=(),
            reason=reasons.thing(concept, analysis.inner),
        )

    def decided(
        self, text: str, alone: Resolution, neighbourhood: str, jurisdiction: str | None
    ) -> Resolution:
        """Return the answer that a neighbourhood decides, else the one of the name alone."""
        if alone.reason.code in ("coordination", "thing"):
            return alone
        if alone.outcome is Outcome.MATCHED:
            return self._seated(text, alone, neighbourhood, jurisdiction)
        matcher = self._around(jurisdiction)
        tokens, analysis = self._read(text, jurisdiction)
        if not analysis.hits:
            # Spelt as a designation is, but no name among other words: *du*, which is *DU* alone.
            return alone
        heard = without_other_roles(neighbourhood, analysis.hits, matcher)
        chosen = choose(analysis.hits, heard_in(heard))
        if chosen.cue is None:
            chosen = choose_by_full_name(chosen.hits, neighbourhood, matcher)
        return Answer(text, self._lexicon, cue=chosen.cue).of(
            chosen.hits, tokens, analysis, reasons.for_readings
        )

    def _seated(
        self, text: str, alone: Resolution, neighbourhood: str, jurisdiction: str | None
    ) -> Resolution:
        tokens, analysis = self._read(text, jurisdiction)
        cells = neighbourhood.split(BETWEEN_CELLS)
        chosen = choose_by_seat(analysis.hits, cells, self._around(jurisdiction))
        if chosen.cue is None:
            return alone
        return Answer(text, self._lexicon, cue=chosen.cue).of(
            chosen.hits, tokens, analysis, reasons.for_readings
        )

    def chosen(self, text: str, chosen: Cued, jurisdiction: str | None) -> Resolution:
        """Return the answer for a name among whose readings its neighbourhood has chosen."""
        tokens, analysis = self._read(text, jurisdiction)
        return Answer(text, self._lexicon, cue=chosen.cue).of(
            chosen.hits, tokens, analysis, reasons.for_readings
        )

    def _analysed(self, text: str, jurisdiction: str | None) -> tuple[list[Token], Analysis]:
        """Return the words of a name and what they say by themselves."""
        matcher = Matcher(self._lexicon, jurisdiction)
        tokens = self._lexicon.tokens(text)
        if self._lexicon.is_ours:
            return tokens, TitleReader(matcher).read(tokens)
        return tokens, Analysis(matcher.whole_text(text))

    def said_by_jurisdiction(
        self, resolution: Resolution, alone: Resolution, jurisdiction: str
    ) -> Resolution:
        """Return the answer, saying so where only the jurisdiction decided it."""
        code = self._lexicon.known_jurisdiction(jurisdiction)
        if code is None or alone.outcome is not Outcome.AMBIGUOUS:
            return resolution
        reading = resolution.readings[0] if resolution.readings else None
        if reading is None:
            return resolution
        return resolution._replace(
            readings=(Reading(reading.concept, reading.designation, code),),
            steps=tuple(sorted({*resolution.steps, "context"})),
            reason=reasons.by_context(reading.concept, code),
        )
