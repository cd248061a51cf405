"""One name in, one Resolution out: which concept it stands for, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from lexique import reasons
from lexique.context import choose, choose_by_full_name, context_text, firm_hits, stems_of
from lexique.matching import Hit, Matcher
from lexique.model import Facet, Group, Outcome, Reading, Reason, Resolution, Status
from lexique.normalise import Token
from lexique.steps import steps_between
from lexique.suggest import Suggester
from lexique.titles import Analysis, Kind, TitleReader, kind_of

if TYPE_CHECKING:
    from lexique.lexicon import Context, Lexicon

MEMO_SIZE = 200_000
"""Distinct texts whose Resolution is kept; then the memo starts anew."""
LONGEST_NAME = 400
"""Characters from which a text is no name; it is answered `unknown` unread."""

_ROLE_LIKE = (Group.ROLE, Group.CONCEPT)
_STATUS_ORDER = {status: place for place, status in enumerate(Status)}
_GROUP_ORDER = {group: place for place, group in enumerate(Group)}


class _Memo(dict[str, Resolution]):
    """Text to Resolution, worked out on first use."""

    def __init__(self, work_out: Callable[[str], Resolution]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, text: str) -> Resolution:
        if len(self) >= MEMO_SIZE:
            self.clear()
        resolution = self[text] = self._work_out(text)
        return resolution


class Harmoniser:
    """Harmonises names with one Lexicon; remembers what it worked out, and nothing else."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._memos: dict[tuple[str | None, float | None], _Memo] = {}
        self._in_context: dict[tuple[str, str, str | None], Resolution] = {}
        self._suggester = Suggester(lexicon)

    def harmonise(
        self,
        text: str,
        *,
        context: Context = None,
        jurisdiction: str | None = None,
        accept_fuzzy: float | None = None,
    ) -> Resolution:
        """Return the Resolution of one text; see `Lexicon.harmonise`."""
        alone = self._memo(jurisdiction, accept_fuzzy)[text]
        if not context or alone.outcome in (Outcome.MATCHED, Outcome.UNKNOWN):
            return alone
        neighbourhood = context_text(context)
        key = (text, neighbourhood, jurisdiction)
        known = self._in_context.get(key)
        if known is None:
            if len(self._in_context) >= MEMO_SIZE:
                self._in_context.clear()
            known = self._in_context[key] = self._decided(text, alone, neighbourhood, jurisdiction)
        return known

    def harmonise_many(
        self,
        texts: Iterable[str],
        *,
        jurisdiction: str | None = None,
        accept_fuzzy: float | None = None,
    ) -> Iterator[Resolution]:
        """Yield the Resolution of each text, lazily."""
        return map(self._memo(jurisdiction, accept_fuzzy).__getitem__, texts)

    def _memo(self, jurisdiction: str | None, accept_fuzzy: float | None) -> _Memo:
        key = (jurisdiction, accept_fuzzy)
        memo = self._memos.get(key)
        if memo is None:
            memo = self._memos[key] = _Memo(
                lambda text: self._work_out(text, jurisdiction, accept_fuzzy)
            )
        return memo

    def _work_out(
        self, text: str, jurisdiction: str | None, accept_fuzzy: float | None
    ) -> Resolution:
        if not text.strip():
            return _Answer(text).unknown(reasons.empty(), steps={"empty"})
        if len(text) > LONGEST_NAME:
            return _Answer(text).unknown(reasons.too_long())
        resolution = self._without_guess(text, jurisdiction)
        if resolution.outcome is Outcome.UNKNOWN and accept_fuzzy is not None:
            return self._fuzzy(text, resolution, accept_fuzzy)
        if jurisdiction and resolution.outcome is not Outcome.AMBIGUOUS:
            return self._said_by_jurisdiction(resolution, jurisdiction)
        return resolution

    def _without_guess(self, text: str, jurisdiction: str | None) -> Resolution:
        matcher = Matcher(self._lexicon, jurisdiction)
        if not self._lexicon.is_ours:
            return self._plain(text, matcher)
        tokens = self._lexicon.tokens(text)
        analysis = TitleReader(matcher).read(tokens)
        is_answer = bool(analysis.hits) or analysis.code == "thing"
        if analysis.rest and kind_of(analysis.hits) is not Kind.ROLE:
            corrected = self._misspelt(text, tokens, matcher)
            if corrected is not None:
                return corrected
        if is_answer:
            return self._answered(text, tokens, analysis)
        return self._unknown(text, analysis.inner)

    def _plain(self, text: str, matcher: Matcher) -> Resolution:
        """Return the answer of a vocabulary of which nothing but labels is known."""
        hits = matcher.whole_text(text)
        if hits:
            return _Answer(text).of(hits, (), Analysis(hits), reasons.for_readings)
        corrected = self._misspelt(text, self._lexicon.tokens(text), matcher)
        return self._unknown(text, ()) if corrected is None else corrected

    def _misspelt(
        self, text: str, tokens: Sequence[Token], matcher: Matcher
    ) -> Resolution | None:
        """Return the answer for a role's name with one letter wrong, None where it is none."""
        hits = self._suggester.misspelt(tokens, matcher)
        if not hits or (self._lexicon.is_ours and kind_of(hits) is not Kind.ROLE):
            return None
        chosen = choose(hits, "")
        analysis = Analysis(chosen.hits, tuple(tokens), "misspelling")
        return _Answer(text).of(chosen.hits, tokens, analysis, reasons.for_readings)

    def _unknown(self, text: str, inner: Sequence[Hit]) -> Resolution:
        suggestions = self._suggester.suggestions(text, inner)
        return _Answer(text).unknown(reasons.unknown(inner), suggestions=suggestions)

    def _fuzzy(self, text: str, unknown: Resolution, threshold: float) -> Resolution:
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
        return _Answer(text, score=near[0][1]).of(hits, (), analysis, reasons.for_readings)

    def _answered(self, text: str, tokens: Sequence[Token], analysis: Analysis) -> Resolution:
        if analysis.code == "thing":
            return self._thing(text, tokens, analysis)
        if analysis.code == "coordination":
            hits = firm_hits(analysis.hits) or analysis.hits
            return _Answer(text).of(hits, tokens, analysis, reasons.for_readings)
        beside = " ".join(
            token.surface
            for token in (
                *analysis.rest,
                *(token for added in analysis.facets for token in added.tokens),
                *analysis.dropped,
            )
        )
        chosen = choose(analysis.hits, stems_of(beside))
        return _Answer(text, cue=chosen.cue).of(
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

    def _decided(
        self, text: str, alone: Resolution, neighbourhood: str, jurisdiction: str | None
    ) -> Resolution:
        """Return the answer that a neighbourhood decides, else the one of the name alone."""
        if alone.reason.code in ("coordination", "thing"):
            return alone
        matcher = Matcher(self._lexicon, jurisdiction)
        tokens = self._lexicon.tokens(text)
        analysis = (
            TitleReader(matcher).read(tokens)
            if self._lexicon.is_ours
            else Analysis(matcher.whole_text(text))
        )
        chosen = choose(analysis.hits, stems_of(neighbourhood))
        if chosen.cue is None:
            chosen = choose_by_full_name(chosen.hits, neighbourhood, matcher)
        return _Answer(text, cue=chosen.cue).of(
            chosen.hits, tokens, analysis, reasons.for_readings
        )

    def _said_by_jurisdiction(self, resolution: Resolution, jurisdiction: str) -> Resolution:
        """Return the answer, saying so where only the jurisdiction decided it."""
        alone = self._memo(None, None)[resolution.text]
        code = self._lexicon.known_jurisdiction(jurisdiction)
        if code is None or alone.outcome is not Outcome.AMBIGUOUS:
            return resolution
        reading = resolution.readings[0] if resolution.readings else None
        if reading is None:
            return resolution
        return Resolution(
            text=resolution.text,
            outcome=resolution.outcome,
            readings=(Reading(reading.concept, reading.designation, code),),
            score=resolution.score,
            steps=tuple(sorted({*resolution.steps, "context"})),
            facets=resolution.facets,
            reason=reasons.by_context(reading.concept, code),
            suggestions=resolution.suggestions,
        )


class _Answer:
    """Puts a Resolution together from hits."""

    def __init__(self, text: str, *, cue: str | None = None, score: float | None = None) -> None:
        self._text = text
        self._cue = cue
        self._score = score

    def unknown(
        self, reason: Reason, *, steps: Iterable[str] = (), suggestions: Sequence[object] = ()
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
            suggestions=tuple(suggestions),  # type: ignore[arg-type]
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
            facets=_facets(analysis),
            reason=reason_for(outcome, readings, code, self._cue),
        )

    def _best_hits(self, hits: Sequence[Hit], analysis: Analysis) -> list[tuple[Hit, set[str]]]:
        """Return one hit for each concept, roles first, and the steps to its form.

        The nearest form counts, then the better rated one.
        """
        steps_by_form: dict[str, set[str]] = {}
        best: dict[str, tuple[tuple[int, int, str], Hit]] = {}
        for hit in hits:
            if hit.form not in steps_by_form:
                steps_by_form[hit.form] = steps_between(analysis.tokens, hit.form)
            n_steps = len(steps_by_form[hit.form])
            rank = (n_steps, _STATUS_ORDER[hit.designation.status], hit.designation.iri)
            if hit.concept.iri not in best or rank < best[hit.concept.iri][0]:
                best[hit.concept.iri] = (rank, hit)
        chosen = [hit for _, hit in best.values()]
        chosen.sort(key=lambda hit: (hit.concept.group not in _ROLE_LIKE, hit.concept.slug))
        return [(hit, steps_by_form[hit.form]) for hit in chosen]

    def _outcome(
        self, hits: Sequence[Hit], readings: Sequence[Reading], analysis: Analysis
    ) -> Outcome:
        if len(readings) > 1:
            # Two things named side by side, no role among them: nothing is left to decide.
            is_list = analysis.code == "coordination"
            names_role = any(reading.concept.group in _ROLE_LIKE for reading in readings)
            return Outcome.NOT_A_ROLE if is_list and not names_role else Outcome.AMBIGUOUS
        if readings[0].concept.group not in _ROLE_LIKE:
            return Outcome.NOT_A_ROLE
        is_confirmed = self._cue is not None or analysis.code == "abbreviation"
        waits = not is_confirmed and all(hit.designation.needs_cue for hit in hits)
        return Outcome.AMBIGUOUS if waits else Outcome.MATCHED

    def _share(self, tokens: Sequence[Token], analysis: Analysis) -> float:
        """Return the share of the words that the answer explains, facets included."""
        if self._score is not None:
            return self._score
        n_unexplained = len(analysis.rest)
        total = len(tokens) or 1
        return max(0.0, (total - min(n_unexplained, total)) / total)

    def _steps(self, to_form: set[str], analysis: Analysis) -> set[str]:
        steps = set(to_form) if analysis.tokens else set()
        if analysis.code in ("misspelling", "fuzzy", "abbreviation"):
            steps.add(analysis.code)
        if analysis.facets or analysis.rest or analysis.dropped:
            steps.add("qualifier-removed")
        if self._cue is not None:
            steps.add("context")
        return steps


def _cue_of(hit: Hit, n_readings: int) -> str | None:
    """Return the words that would select this reading, where there are others."""
    return ", ".join(hit.designation.cues[:5]) or None if n_readings > 1 else None


def _facets(analysis: Analysis) -> tuple[Facet, ...]:
    facets: dict[str, Facet] = {}
    for added in analysis.facets:
        hits = [hit for hit in added.hits if hit.concept.group is not Group.ROLE]
        if hits:
            hit = min(hits, key=lambda item: _GROUP_ORDER[item.concept.group])
            surface = " ".join(token.surface for token in added.tokens)
            facets.setdefault(hit.concept.iri, Facet(hit.concept, surface))
    return tuple(facets.values())
