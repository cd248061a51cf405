"""The keys under which a designation is found, and the look-up of a phrase under all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lexique.levelling.neutral import neutral_key
from lexique.levelling.normalise import Token, stem, tokens_of
from lexique.levelling.words import CONJUNCTIONS, OWN
from lexique.model import Designation
from lexique.vocabulary.index import BAG, COMPACT, JOINED, LEMMAS, OWN_CARE, SPELLING, KeyRow

MOST_REORDERED = 3
"""Nouns side by side that may change places; a longer name keeps its order."""


def neutral_keys(number: int, designation: Designation) -> Iterator[tuple[str, int, str]]:
    """Yield the keys that hold for any language, each once, with the first form that gives it."""
    forms = (designation.form, *designation.attested_forms)
    for key, form in {neutral_key(form): form for form in reversed(forms)}.items():
        yield key, number, form


def lemma_rows(number: int, designation: Designation) -> Iterator[KeyRow]:
    """Yield the keys that level number, gender, order and separators."""
    for form in (designation.form, *designation.attested_forms):
        tokens = tokens_of(form)
        stems = tuple(stem(token.text) for token in tokens)
        if stems:
            for row in _rows(stems, tokens, number, form):
                # In English the order tells the head: to *champion health* is no health champion.
                if row.kind != BAG or designation.language != "en":
                    yield row


def _rows(
    stems: tuple[str, ...], tokens: Sequence[Token], number: int, form: str
) -> Iterator[KeyRow]:
    key = key_of(stems, tokens)
    yield KeyRow(LEMMAS, key, number, form)
    yield KeyRow(SPELLING, neutral_key(form), number, key)
    if len(stems) > 1 and can_reorder(tokens):
        yield KeyRow(COMPACT, "".join(stems), number, form)
        if len(stems) <= MOST_REORDERED:
            yield KeyRow(BAG, " ".join(sorted(stems)), number, form)
    if OWN in stems[1:]:
        until = stems.index(OWN, 1) + 1
        yield KeyRow(OWN_CARE, " ".join(stems[:until]), number, form)


def key_of(stems: Sequence[str], tokens: Sequence[Token]) -> str:
    """Return the key of a phrase; a conjunction in it is kept, since it names two things.

    >>> key_of(["patient", "partenair"], tokens_of("patients et partenaires"))
    'patient &partenair'
    """
    return " ".join(
        JOINED + item if place and joins_two(tokens[place]) else item
        for place, item in enumerate(stems)
    )


def joins_two(token: Token) -> bool:
    """Tell whether *et*, *ou* or a comma stands before a word; a slash may be a mere separator."""
    return "," in token.before or any(link in CONJUNCTIONS for link in token.links)


def can_reorder(tokens: Iterable[Token]) -> bool:
    """Tell whether the nouns stand side by side, so that their order may vary.

    *Aidant proche* is *proche aidant*, but *coach de patients* is no *patient coach*.
    """
    return not any(token.links or "," in token.before for token in list(tokens)[1:])
