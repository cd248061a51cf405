"""Titles that only speak of what they name: questions, denials, announcements."""

from __future__ import annotations

from collections.abc import Sequence

from lexique.harmonising.phrases import is_english_thing, thing_kind
from lexique.levelling import english_words, words
from lexique.levelling.normalise import Token

_ANNOUNCED = ("kind-programme", "kind-document", "kind-training")


def is_asked(tokens: Sequence[Token]) -> bool:
    """Tell whether a title asks what a name means, or names an act (see `words.QUESTIONS`)."""
    if tokens[0].text in english_words.OPENINGS and not tokens[0].links:
        return True
    return any(question <= set(tokens[0].links) for question in words.QUESTIONS)


def is_denied(tokens: Sequence[Token]) -> bool:
    """Tell whether a title says that nobody is what follows: *aucun pair-aidant*."""
    return tokens[0].text in words.NEGATIONS


def announced(segments: Sequence[Sequence[Token]]) -> str:
    """Return the kind of thing of which a title before or behind a colon tells, empty for none.

    *Appel à candidatures : pairs-aidants*, *pair-aidant : guide pratique*, *pair-aidant : de quoi
    parle-t-on ?*
    """
    first, second = segments[0][0], segments[1][0]
    if ":" not in second.before:
        return ""
    if (before := thing_kind(first)) in _ANNOUNCED:
        return before
    if second.text in words.CALLS | words.ASKING or thing_kind(second) == "kind-document":
        return "kind-document"
    return _thing_said_of(segments[1])


def _thing_said_of(tokens: Sequence[Token]) -> str:
    """Return the kind of thing that a name is said to be: *pair-aidant : un nouveau métier*."""
    noun = next((token for token in tokens if token.text not in words.RIGHT_BEFORE), tokens[0])
    is_said = not words.INDEFINITE.isdisjoint(tokens[0].links)
    if is_english_thing(noun):
        is_said |= not english_words.INDEFINITE.isdisjoint(tokens[0].links)
    return thing_kind(noun) if is_said else ""


def discusses(token: Token) -> bool:
    """Tell whether a word makes a name the subject of a text: *le pair-aidant en question*."""
    return "en" in token.links and token.text in words.SUBJECTS
