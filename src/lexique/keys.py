"""The keys under which a designation is found, and the look-up of a phrase under all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lexique.data.words import OWN
from lexique.index import BAG, COMPACT, LEMMAS, NEUTRAL, OWN_CARE, KeyRow
from lexique.model import Designation
from lexique.normalise import Token, neutral_key, stem, tokens_of


def neutral_rows(number: int, designation: Designation) -> Iterator[KeyRow]:
    """Yield the keys that hold for any language."""
    for form in (designation.form, *designation.attested_forms):
        yield KeyRow(NEUTRAL, neutral_key(form), number, form)


def lemma_rows(number: int, designation: Designation) -> Iterator[KeyRow]:
    """Yield the keys that level number, gender, order and separators."""
    for form in (designation.form, *designation.attested_forms):
        tokens = tokens_of(form)
        stems = tuple(stem(token.text) for token in tokens)
        if stems:
            yield from _rows(stems, tokens, number, form)


def _rows(
    stems: tuple[str, ...], tokens: Sequence[Token], number: int, form: str
) -> Iterator[KeyRow]:
    yield KeyRow(LEMMAS, " ".join(stems), number, form)
    if len(stems) > 1:
        yield KeyRow(COMPACT, "".join(stems), number, form)
        if can_reorder(tokens):
            yield KeyRow(BAG, " ".join(sorted(stems)), number, form)
    if OWN in stems[1:]:
        until = stems.index(OWN, 1) + 1
        yield KeyRow(OWN_CARE, " ".join(stems[:until]), number, form)


def can_reorder(tokens: Iterable[Token]) -> bool:
    """Tell whether the nouns stand side by side, so that their order may vary.

    *Aidant proche* is *proche aidant*, but *coach de patients* is no *patient coach*.
    """
    return not any(token.links for token in list(tokens)[1:])
