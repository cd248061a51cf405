"""The four cells that harmonising gives for a role name, each distinct name worked out once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

from lexique.model import Outcome, Resolution

SUFFIXES = ("outcome", "concept", "label", "reason")
_JOINT = "|"
_MOST_REMEMBERED = 20_000
"""Answers remembered at a time; a column of free text must not fill the memory."""

# A long word with a digit in it, such as a UUID, or a cell without any letter: a number, a date.
_OPAQUE = re.compile(r"(?=\S*\d)\S{16,}|[\W\d_]*")

Context = Callable[[], Mapping[str, str]]
"""Gives the other cells of a record by heading, made only when they are needed."""


class Harmonises(Protocol):
    """What is asked of a `Lexicon`."""

    def harmonise(
        self,
        text: str,
        *,
        context: str | Mapping[str, str] | None = None,
        jurisdiction: str | None = None,
        accept_fuzzy: float | None = None,
    ) -> Resolution:
        """Return what `text` names."""
        ...


class _Answer(NamedTuple):
    outcome: Outcome
    depends_on_context: bool
    cells: tuple[str, ...]


class RoleAnswers:
    """Answers for the names of one table, in one language, counted by outcome."""

    def __init__(
        self, lexicon: Harmonises, language: str, *, accept_fuzzy: float | None = None
    ) -> None:
        self.counts: Counter[Outcome] = Counter()
        self._lexicon = lexicon
        self._language = language
        self._accept_fuzzy = accept_fuzzy
        self._remembered: dict[tuple[str | None, ...], _Answer] = {}

    def cells(self, text: str, context: Context, jurisdiction: str | None) -> tuple[str, ...]:
        """Return outcome, slugs, labels and reason for one name, as `SUFFIXES` has them.

        The context is looked at only where the name alone leaves something to decide.
        """
        answer = self._answer(text, None, jurisdiction)
        if answer.depends_on_context:
            answer = self._answer(text, _telling(context()), jurisdiction)
        self.counts[answer.outcome] += 1
        return answer.cells

    def _answer(
        self, text: str, context: Mapping[str, str] | None, jurisdiction: str | None
    ) -> _Answer:
        key = (text, jurisdiction, *(context.values() if context else ()))
        answer = self._remembered.get(key)
        if answer is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            answer = self._remembered[key] = self._asked(text, context, jurisdiction)
        return answer

    def _asked(
        self, text: str, context: Mapping[str, str] | None, jurisdiction: str | None
    ) -> _Answer:
        found = self._lexicon.harmonise(
            text, context=context, jurisdiction=jurisdiction, accept_fuzzy=self._accept_fuzzy
        )
        labels = {
            reading.concept.slug: reading.concept.label(self._language)
            for reading in reversed(found.readings)
        }
        cells = (
            str(found.outcome),
            _JOINT.join(found.concepts),
            _JOINT.join(labels[slug] for slug in found.concepts),
            found.reason.text.in_language(self._language),
        )
        return _Answer(found.outcome, found.depends_on_context, cells)


def _telling(context: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of `context` that hold words.

    Identifiers differ from row to row: without them equal neighbourhoods are equal, and one
    answer serves them all.
    """
    return {heading: cell for heading, cell in context.items() if is_telling(cell)}


def is_telling(cell: str) -> bool:
    """Return whether a cell holds words, not an identifier, a number or a date."""
    return not _OPAQUE.fullmatch(cell)
