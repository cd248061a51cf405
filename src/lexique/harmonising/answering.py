"""From readings to a Resolution."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from lexique.levelling.neutral import neutral_key
from lexique.model import Facet, Group, Outcome, Reading, Reason, Resolution, Status, Suggestion
from lexique.vocabulary.hits import Hit
from lexique.vocabulary.lexicon_data import LexiconData

if TYPE_CHECKING:
    from lexique.harmonising.analysis import Analysis
    from lexique.levelling.normalise import Token

_ROLE_LIKE = (Group.ROLE, Group.CONCEPT)
_STATUS_ORDER = {status: place for place, status in enumerate(Status)}


class Answer:
    """Puts a Resolution together from hits."""

    def __init__(
        self,
        text: str,
        lexicon: LexiconData,
        *,
        cue: str | None = None,
        score: float | None = None,
    ) -> None:
        self._text = text
        self._lexicon = lexicon
        self._cue = cue
        self._score = score

    def unknown(
        self, reason: Reason, *, steps: Iterable[str] = (), suggestions: Sequence[Suggestion] = ()
    ) -> Resolution:
        """Return the Resolution of a text that names nothing we know."""
        return Resolution(
            text=self._text,
            outcome=Outcome.UNKNOWN,
            readings=(),
            score=None,
            steps=tuple(sorted(steps)),
            facets=(),
            reason=reason,
            suggestions=tuple(suggestions),
        )

    def of(
        self,
        hits: Sequence[Hit],
        tokens: Sequence[Token],
        analysis: Analysis,
        reason_for: Callable[..., Reason],
    ) -> Resolution:
        """Return the Resolution of a text with readings."""
        best = self._best_hits(hits, analysis)
        readings = tuple(
            Reading(hit.concept, hit.designation, self._cue or _cue_of(hit, len(best)))
            for hit, _ in best
        )
        outcome = self._outcome(hits, readings, analysis)
        code = "context" if self._cue is not None else analysis.code
        return Resolution(
            text=self._text,
            outcome=outcome,
            readings=readings,
            score=self._share(tokens, analysis),
            steps=tuple(sorted(self._steps(best[0][1], analysis))),
            facets=self._facets(best[0][0], analysis),
            reason=reason_for(outcome, readings, code, self._cue),
            has_homonym_in_body=outcome is Outcome.MATCHED and self._is_other_in_body(analysis),
        )

    def _is_other_in_body(self, analysis: Analysis) -> bool:
        """Tell whether the name of a body is a cue for a reading."""
        cues = {cue for hit in analysis.hits for cue in hit.designation.cues}
        found = (hit for cue in cues for hit in self._lexicon.spelt_alike(cue))
        return self._cue is None and any(hit.concept.group is Group.BODY for hit in found)

    def _best_hits(self, hits: Sequence[Hit], analysis: Analysis) -> list[tuple[Hit, set[str]]]:
        """Return one hit for each concept, roles first, and the steps to its form.

        The nearest form counts, then the better rated one.
        """
        best: dict[str, tuple[tuple[int, int, str], Hit]] = {}
        steps: dict[str, set[str]] = {}
        for hit in hits:
            iri = hit.designation.iri
            steps[iri] = self._steps_to(hit, analysis)
            rank = (len(steps[iri]), _STATUS_ORDER[hit.designation.status], iri)
            if hit.concept.iri not in best or rank < best[hit.concept.iri][0]:
                best[hit.concept.iri] = (rank, hit)
        chosen = [hit for _, hit in best.values()]
        chosen.sort(key=lambda hit: (hit.concept.group not in _ROLE_LIKE, hit.concept.slug))
        return [(hit, steps[hit.designation.iri]) for hit in chosen]

    def _steps_to(self, hit: Hit, analysis: Analysis) -> set[str]:
        """Return the steps from the text to the term itself, not to an attested spelling of it."""
        if analysis.code == "fuzzy":
            return set()
        if neutral_key(hit.designation.form) == self._key:
            return set()
        from lexique.levelling.steps import steps_between

        return steps_between(analysis.tokens or self._tokens, hit.designation.form)

    @cached_property
    def _key(self) -> str:
        return neutral_key(self._text)

    @cached_property
    def _tokens(self) -> Sequence[Token]:
        return self._lexicon.tokens(self._text)

    def _outcome(
        self, hits: Sequence[Hit], readings: Sequence[Reading], analysis: Analysis
    ) -> Outcome:
        if len(readings) > 1:
            # Two things named side by side, no role among them: nothing is left to decide.
            is_list = analysis.code in ("coordination", "complement")
            names_role = any(reading.concept.group in _ROLE_LIKE for reading in readings)
            return Outcome.NOT_A_ROLE if is_list and not names_role else Outcome.AMBIGUOUS
        if readings[0].concept.group not in _ROLE_LIKE:
            return Outcome.NOT_A_ROLE
        is_confirmed = self._cue is not None or analysis.code == "abbreviation"
        waits = analysis.code == "candidate" or (
            not is_confirmed and all(hit.designation.needs_cue for hit in hits)
        )
        return Outcome.AMBIGUOUS if waits else Outcome.MATCHED

    def _share(self, tokens: Sequence[Token], analysis: Analysis) -> float:
        """Return the share of the words that the answer explains, facets included."""
        if self._score is not None:
            return self._score
        n_unexplained = len(analysis.rest)
        total = len(tokens) or 1
        return max(0.0, (total - min(n_unexplained, total)) / total)

    def _facets(self, hit: Hit, analysis: Analysis) -> tuple[Facet, ...]:
        """Return what the title adds to the role, in its own form first."""
        within = self._lexicon.facets_within(hit.form) if hit.concept.group is Group.ROLE else ()
        beside: Iterable[Facet] = ()
        if analysis.facets:
            # Needs the readers of text, which a name spelt as in the vocabulary does without.
            from lexique.harmonising.title_facets import facets_beside

            beside = facets_beside(self._text, analysis.facets)
        found: dict[str, Facet] = {}
        for facet in (*within, *beside):
            found.setdefault(facet.concept.iri, facet)
        return tuple(found.values())

    def _steps(self, to_form: set[str], analysis: Analysis) -> set[str]:
        steps = set(to_form)
        if analysis.code in ("misspelling", "fuzzy", "abbreviation"):
            steps.add(analysis.code)
        if analysis.code == "misspelling":
            steps.discard("spelling-variant")
        if analysis.facets or analysis.rest or analysis.dropped:
            steps.add("qualifier-removed")
        if self._cue is not None:
            steps.add("context")
        return steps


def _cue_of(hit: Hit, n_readings: int) -> str | None:
    """Return the words that would select this reading, where there are others."""
    return ", ".join(hit.designation.cues[:5]) or None if n_readings > 1 else None
