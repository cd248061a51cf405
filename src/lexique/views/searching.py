"""Concepts by words: in names first, then in definitions and notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lexique.harmonising.context import stems_of
from lexique.model import Concept, Group, Status
from lexique.vocabulary.lexicon_data import LexiconData

_IN_NAME, _IN_SHORT_NAME, _IN_DEFINITION, _IN_NOTE = 1.0, 0.8, 0.5, 0.3
"""What words weigh in a name, in one that is short or discouraged, in a definition, in a note."""
_HIDDEN_GROUPS = frozenset({Group.PROPERTY})


@dataclass(frozen=True, slots=True)
class Found:
    """A concept that holds the words, and the text that holds them."""

    concept: Concept
    score: float
    """1 for a whole name, less for words of a longer one, least for notes."""
    text: str

    def to_dict(self, language: str = "fr") -> dict[str, object]:
        """Return slug, scheme, label, score and the text that holds the words."""
        return {
            **self.concept.to_dict(language),
            "score": round(self.score, 4),
            "text": self.text,
        }

    def __repr__(self) -> str:
        return f"<Found {self.concept.group}:{self.concept.slug} by {self.text!r}>"


def search(lexicon: LexiconData, text: str, *, limit: int = 20) -> tuple[Found, ...]:
    """Return the concepts that hold all words of `text`, best first, then alphabetical."""
    wanted = stems_of(text).split()
    if not wanted:
        return ()
    found = []
    for concept in lexicon.concepts():
        if concept.group not in _HIDDEN_GROUPS:
            best = max(_scores(lexicon, concept, wanted), default=None, key=lambda item: item[0])
            if best is not None:
                found.append(Found(concept, *best))
    order = list(Group)
    found.sort(key=lambda item: (-item.score, order.index(item.concept.group), item.concept.slug))
    return tuple(found[:limit])


def _scores(
    lexicon: LexiconData, concept: Concept, wanted: list[str]
) -> Iterator[tuple[float, str]]:
    """Yield score and text for each text of a concept that holds all the words."""
    for text, weight in _texts(lexicon, concept):
        stems = stems_of(text).split()
        if all(any(stem.startswith(item) for stem in stems) for item in wanted):
            share = len(wanted) / len(stems) if weight > _IN_DEFINITION else 1.0
            yield weight * (0.6 + 0.4 * min(1.0, share)), text


def _texts(lexicon: LexiconData, concept: Concept) -> Iterator[tuple[str, float]]:
    for designation in lexicon.designations_of(concept):
        is_own = not designation.needs_cue and designation.status in (
            Status.PREFERRED,
            Status.ADMITTED,
        )
        yield designation.form, _IN_NAME if is_own else _IN_SHORT_NAME
    yield concept.slug.replace("-", " "), _IN_NAME
    for text in concept.definitions.values():
        yield text, _IN_DEFINITION
    for texts in concept.scope_notes.values():
        for text in texts:
            yield text, _IN_NOTE
