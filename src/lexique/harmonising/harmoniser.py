"""One name in, one Resolution out: which concept it stands for, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from lexique.harmonising import reasons
from lexique.harmonising.analysis import Analysis
from lexique.harmonising.answering import Answer
from lexique.model import Context, Outcome, Resolution
from lexique.vocabulary.hits import NAMED, firm_hits, of_jurisdiction
from lexique.vocabulary.lexicon_data import LexiconData

if TYPE_CHECKING:
    from lexique.harmonising.context import Cued
    from lexique.harmonising.resolving import Resolver

MEMO_SIZE = 200_000
"""Distinct texts whose Resolution is kept; then the memo starts anew."""
CONTEXT_MEMO_SIZE = 2_000
"""The same for texts with what stands around them: these seldom come again."""
LONGEST_NAME = 400
"""Characters from which a text is no name; it is answered `unknown` unread."""


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

    def __init__(self, lexicon: LexiconData) -> None:
        self._lexicon = lexicon
        self._memos: dict[tuple[str | None, float | None], _Memo] = {}
        self._in_context: dict[tuple[str, str, str | None], Resolution] = {}
        self._chosen: dict[tuple[str, str | None, str | None, tuple[str, ...]], Resolution] = {}

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
        if not context or not alone.depends_on_context:
            return alone
        from lexique.harmonising.context import context_text

        neighbourhood = context_text(context)
        key = (text, neighbourhood, jurisdiction)
        known = self._in_context.get(key)
        if known is None:
            if len(self._in_context) >= CONTEXT_MEMO_SIZE:
                self._in_context.clear()
            known = self._resolver.decided(text, alone, neighbourhood, jurisdiction)
            self._in_context[key] = known
        return known

    def chosen(self, text: str, chosen: Cued, jurisdiction: str | None) -> Resolution:
        """Return the Resolution of a text among whose readings its neighbourhood has chosen."""
        key = (text, jurisdiction, chosen.cue, tuple(hit.designation.iri for hit in chosen.hits))
        known = self._chosen.get(key)
        if known is None:
            if len(self._chosen) >= MEMO_SIZE:
                self._chosen.clear()
            known = self._chosen[key] = self._resolver.chosen(text, chosen, jurisdiction)
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
        if not isinstance(text, str):
            # Asked here, where a text is new: a column costs nothing more for each row.
            raise TypeError(
                f"a name is a text, and this is {type(text).__name__}; "
                'write str(...), or .fillna("") for the empty cells of pandas'
            )
        if not text.strip():
            return Answer(text, self._lexicon).unknown(reasons.empty(), steps={"empty"})
        if len(text) > LONGEST_NAME:
            return Answer(text, self._lexicon).unknown(reasons.too_long())
        resolution = self._exact(text, jurisdiction) or self._resolver.resolve(text, jurisdiction)
        if resolution.outcome is Outcome.UNKNOWN and accept_fuzzy is not None:
            return self._resolver.fuzzy(text, resolution, accept_fuzzy)
        if jurisdiction and resolution.outcome is not Outcome.AMBIGUOUS:
            alone = self._memo(None, None)[text]
            return self._resolver.said_by_jurisdiction(resolution, alone, jurisdiction)
        return resolution

    @cached_property
    def _resolver(self) -> Resolver:
        """What reads names that are not spelt as in the vocabulary, loaded when one comes."""
        from lexique.harmonising.resolving import Resolver

        return Resolver(self._lexicon)

    def _exact(self, text: str, jurisdiction: str | None) -> Resolution | None:
        """Return the answer for a text spelt as a designation is, None for any other."""
        found = self._lexicon.spelt_alike(text)
        if not found:
            return None
        code = self._lexicon.known_jurisdiction(jurisdiction)
        named = [hit for hit in found if hit.concept.group in NAMED]
        hits = of_jurisdiction(named, code)
        if not hits:
            return None
        analysis = Analysis(hits)
        return Answer(text, self._lexicon).of(
            firm_hits(hits) or hits, (), analysis, reasons.for_readings
        )
