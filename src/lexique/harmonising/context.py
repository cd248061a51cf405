"""Choosing between readings: cues of the neighbourhood, and nothing when there are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lexique.levelling.normalise import stem, tokens_of
from lexique.model import Group
from lexique.vocabulary.hits import Hit, firm_hits, is_clear

if TYPE_CHECKING:
    from lexique.harmonising.matching import Matcher

BETWEEN_CELLS = " ; "
CONTEXT_LIMIT = 4000
"""Characters of context that are read; a longer neighbourhood says nothing of one name."""


_DECIMAL = re.compile(r"\d+[.,]\d+")
_ANY_DECIMAL = "0"
"""What every decimal number is among stems: a cue “0,5” stands for any; others stay themselves."""


class Cued(NamedTuple):
    """The readings that remain, and the cue that chose them (None: nothing chose)."""

    hits: tuple[Hit, ...]
    cue: str | None


def context_text(context: str | Mapping[str, str] | None) -> str:
    """Return the words of a context: a sentence, or the cells of a record in order."""
    if context is None:
        return ""
    if isinstance(context, str):
        return context[:CONTEXT_LIMIT]
    return BETWEEN_CELLS.join(str(cell) for cell in context.values() if cell)[:CONTEXT_LIMIT]


def stems_of(text: str) -> str:
    """Return the stems of the content words of `text`, each between spaces."""
    return f" {' '.join(filter(None, map(_stems_of_cell, text.split(BETWEEN_CELLS))))} "


@lru_cache(maxsize=4096)
def _stems_of_cell(text: str) -> str:
    # Cells come again in other records, the whole of a record seldom does.
    return " ".join(stem(token.text) for token in tokens_of(_DECIMAL.sub(_ANY_DECIMAL, text)))


def heard_in(text: str) -> str:
    """Return what cues are looked for in: the stems of `text`, then its words in capitals."""
    return stems_of(text) + _in_capitals(text)


def _in_capitals(text: str) -> str:
    return "".join(f" ^{word.lower()} " for word in _CAPITALS.findall(text))


class _Words(dict[str, str]):
    """What stands between two spaces to its stems, a space before each.

    Empty for function words and single letters: words just joined give what `stems_of` does.
    """

    def __missing__(self, raw: str) -> str:
        if len(self) > 100_000:
            self.clear()
        parts = _WORD.findall(_DECIMAL.sub(_ANY_DECIMAL, raw.lower()))
        stems = (stems_of(part).strip() for part in parts if len(part) > 1 or part.isdigit())
        found = self[raw] = "".join(f" {item}" for item in stems if item)
        return found


_WORDS = _Words()
_WORD = re.compile(r"[^\W_]+")
_CAPITALS = re.compile(r"[A-Z](?<![^\W_].)[A-Z]+(?![^\W_])")


def heard_in_running_text(text: str) -> str:
    """Return what `heard_in` does for a long text, inclusive suffixes left as they are."""
    return f"{''.join(map(_WORDS.__getitem__, text.split()))} {_in_capitals(text)}"


def choose(hits: Sequence[Hit], stems: str) -> Cued:
    """Return the readings that remain in a neighbourhood (see `heard_in`).

    A form that is firm for one role is that role, whatever stands around. Else the one concept
    with a cue among `stems` remains; without any, the firm readings, or all where none is firm.
    """
    firm = firm_hits(hits)
    if len({hit.concept.iri for hit in firm}) == 1 and firm[0].concept.group is Group.ROLE:
        return Cued(firm, None)
    cue_by_concept: dict[str, str] = {}
    for hit in hits:
        for cue, heard in _as_heard(hit.designation.cues):
            if heard in stems:
                cue_by_concept.setdefault(hit.concept.iri, cue)
    if not cue_by_concept:
        return Cued(firm or tuple(hits), None)
    if len(cue_by_concept) > 1:
        # Cues for several readings decide nothing, and take no firm reading away.
        open_hits = tuple(hit for hit in hits if hit in firm or hit.concept.iri in cue_by_concept)
        return Cued(open_hits if firm else tuple(hits), None)
    iri, cue = next(iter(cue_by_concept.items()))
    return Cued(tuple(hit for hit in hits if hit.concept.iri == iri), cue)


def is_cued(hits: Iterable[Hit], stems: str) -> bool:
    """Tell whether a cue of some reading is heard, whatever it decides (see `heard_in`)."""
    return any(heard in stems for hit in hits for _, heard in _as_heard(hit.designation.cues))


@lru_cache(maxsize=4096)
def _as_heard(cues: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return each cue with how it stands among stems, without those that have no content word."""
    # *PASS* and *HAS* are cues in capitals only: *passé* and English *has* are other words.
    heard = (
        (cue, _in_capitals(cue) if _CAPITALS.fullmatch(cue) else stems_of(cue)) for cue in cues
    )
    return tuple((cue, stems) for cue, stems in heard if stems.strip())


def without_other_roles(context: str, hits: Sequence[Hit], matcher: Matcher) -> str:
    """Return a context without the names of other roles: they say nothing of this one."""
    own = {hit.concept.iri for hit in hits}
    for phrase, found in matcher.phrases(context):
        if is_clear(found) and own.isdisjoint(hit.concept.iri for hit in found):
            context = context.replace(phrase, " ; ")
    return context


def choose_by_seat(hits: Sequence[Hit], cells: Iterable[str], matcher: Matcher) -> Cued:
    """Return the reading that a body selects which a cell of the record names.

    *Représentant des usagers* is clear alone; beside a cell *CVS* it is its homonym. A cell names
    a body that stands first in it.
    """
    for cell in cells:
        phrase, found = next(matcher.phrases(cell), ("", ()))
        if cell.startswith(phrase) and any(hit.concept.group is Group.BODY for hit in found):
            seated = tuple(hit for hit in hits if is_cued((hit,), heard_in(phrase)))
            if len({hit.concept.iri for hit in seated}) == 1:
                return Cued(seated, phrase)
    return Cued(tuple(hits), None)


def choose_by_full_name(hits: Sequence[Hit], context: str, matcher: Matcher) -> Cued:
    """Return the hits of the one concept that the context names by a longer form.

    After *médiateurs de santé-pairs*, the *médiateurs* of the same text are these.
    """
    wanted = {hit.concept.iri: hit for hit in hits}
    named: dict[str, str] = {}
    for phrase, found in matcher.phrases(context):
        concepts = {hit.concept.iri for hit in found}
        if len(concepts) == 1 and is_clear(found) and concepts <= wanted.keys():
            iri = concepts.pop()
            if is_short_for(wanted[iri].form, phrase):
                named.setdefault(iri, phrase)
    if len(named) != 1:
        return Cued(tuple(hits), None)
    iri, phrase = next(iter(named.items()))
    return Cued(tuple(hit for hit in hits if hit.concept.iri == iri), phrase)


@lru_cache(maxsize=4096)
def is_short_for(short: str, full: str) -> bool:
    """Tell whether `short` is a word of `full` or made of its initials."""
    full_stems = [stem(token.text) for token in tokens_of(full)]
    short_stems = [stem(token.text) for token in tokens_of(short)]
    if len(short_stems) == 1 and len(full_stems) > 1:
        initials = "".join(item[0] for item in full_stems)
        return short_stems[0] in full_stems or short_stems[0] == initials
    return False
