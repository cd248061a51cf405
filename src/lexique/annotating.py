"""Running text in, mentions out: each role name with its exact place and its Resolution."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from lexique.context import choose, choose_by_full_name, stems_of
from lexique.hits import Hit, firm_hits
from lexique.matching import Matcher
from lexique.model import Group, Mention, Outcome, Resolution
from lexique.namespaces import VALUE
from lexique.normalise import Token, fold
from lexique.scanning import Scanner, is_broken
from lexique.titles import Kind, is_apposed, kind_of

if TYPE_CHECKING:
    from lexique.lexicon import Lexicon

NEIGHBOURHOOD = 600
"""Characters on each side that may decide what a short form means."""

_REMEMBERED = 200_000
"""Distinct candidates whose reading is kept; then the memo starts anew."""

_HOLDING_KINDS = frozenset(
    VALUE[f"kind-{kind}"] for kind in ("body", "document", "device", "programme", "training")
)
"""Neighbours in whose names a role name is a mention of its own (*désignation de la personne de
confiance*); in those of activities and rights it is not (*congé de proche aidant*)."""

_ABBREVIATION = re.compile(r"\s?\(\s?([^\W\d_]{2,6})\s?\)")


_JOIN = re.compile(r"\s?(?:,|/|et|ou|and|or)\s?(?:les |des |de |d['’]|the )?")


class _Found(NamedTuple):
    """What stands at one place of the text."""

    start: int
    end: int
    hits: tuple[Hit, ...]
    resolution: Resolution
    kind: Kind
    inside: tuple[tuple[int, int, Resolution], ...] = ()
    """Roles that the name of a body, document ... holds, places counted from `start`."""


class Annotator:
    """Annotates texts with one Lexicon; the scanner is made at first use."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[str | None, dict[str, tuple[_Found, ...]]] = {}

    @cached_property
    def scanner(self) -> Scanner:
        """The scan for candidate places."""
        return Scanner(self._lexicon.index)

    def annotate(
        self, text: str, *, jurisdiction: str | None = None, classes: bool = False
    ) -> tuple[Mention, ...]:
        """Return the mentions in `text`; see `Lexicon.annotate`."""
        all_found = self._all_found(text, jurisdiction)
        mentions: list[Mention] = []
        until = 0
        for place, found in enumerate(all_found):
            if found.start < until:
                continue
            resolution: Resolution | None = found.resolution
            if found.kind is Kind.SHORT and not _is_beside_role(text, all_found, place):
                resolution = self._short_form(text, found, jurisdiction)
            elif found.kind is Kind.SHORT or not _is_mentioned(found, classes):
                resolution = None
            elif found.resolution.outcome is Outcome.AMBIGUOUS:
                resolution = self._lexicon.harmonise(
                    text[found.start : found.end],
                    context=_around(text, found),
                    jurisdiction=jurisdiction,
                )
            if resolution is not None and resolution.outcome is not Outcome.UNKNOWN:
                until = self._end_with_abbreviation(text, found)
                surface = text[found.start : until]
                mentions.append(Mention(found.start, until, surface, resolution))
            for start, end, inner in found.inside:
                first, last = found.start + start, found.start + end
                mentions.append(Mention(first, last, text[first:last], inner))
        return tuple(mentions)

    def _all_found(self, text: str, jurisdiction: str | None) -> list[_Found]:
        """Return what stands at each candidate place, places counted in the original text."""
        folded, places = fold(text)
        known = self._known.setdefault(jurisdiction, {})
        all_found: list[_Found] = []
        for start, end in self.scanner.places(folded):
            first = start if places is None else places[start]
            last = end if places is None else places[end - 1] + 1
            surface = text[first:last]
            inside = known.get(surface)
            if inside is None:
                if len(known) >= _REMEMBERED:
                    known.clear()
                inside = known[surface] = tuple(self._read(surface, jurisdiction))
            all_found.extend(
                found._replace(start=first + found.start, end=first + found.end) for found in inside
            )
        return all_found

    def _read(self, surface: str, jurisdiction: str | None) -> list[_Found]:
        """Return the longest designations in a candidate, left to right."""
        matcher = Matcher(self._lexicon, jurisdiction)
        tokens = self._lexicon.tokens(surface)
        spans: list[tuple[int, int, tuple[Hit, ...]]] = []
        place = 0
        while place < len(tokens):
            end, hits = matcher.longest(tokens[: _end_of_sentence(tokens, place)], place)
            if (
                hits
                and spans
                and spans[-1][1] == place
                and _is_one_name(tokens[place], spans[-1][2], hits)
            ):
                first, _, before = spans.pop()
                spans.append((first, end, (*before, *hits)))
            elif hits:
                spans.append((place, end, hits))
            place = max(end, place + 1)
        return [
            self._found(surface, tokens[first:end], hits, matcher, jurisdiction)
            for first, end, hits in spans
        ]

    def _found(
        self,
        surface: str,
        tokens: Sequence[Token],
        hits: tuple[Hit, ...],
        matcher: Matcher,
        jurisdiction: str | None,
    ) -> _Found:
        start, end = tokens[0].start, tokens[-1].end
        return _Found(
            start,
            end,
            hits,
            self._lexicon.harmonise(surface[start:end], jurisdiction=jurisdiction),
            kind_of(hits) if self._lexicon.is_ours else Kind.ROLE,
            tuple(self._inside(surface, tokens, hits, matcher, jurisdiction)),
        )

    def _inside(
        self,
        surface: str,
        tokens: Sequence[Token],
        hits: Sequence[Hit],
        matcher: Matcher,
        jurisdiction: str | None,
    ) -> Iterator[tuple[int, int, Resolution]]:
        """Yield the roles named inside the name of a body, document, programme or training."""
        if not all(_may_hold_role(hit) for hit in hits):
            return
        place = 1
        while place < len(tokens):
            end, inner = matcher.longest(tokens, place)
            if kind_of(inner) is Kind.ROLE:
                first, last = tokens[place].start, tokens[end - 1].end
                resolution = self._lexicon.harmonise(surface[first:last], jurisdiction=jurisdiction)
                yield first - tokens[0].start, last - tokens[0].start, resolution
            place = max(end, place + 1)

    def _end_with_abbreviation(self, text: str, found: _Found) -> int:
        """Return the end of a name with its own abbreviation: *médiateur santé pair (MSP)*."""
        match = _ABBREVIATION.match(text, found.end)
        if match is None:
            return found.end
        resolution = self._lexicon.harmonise(text[found.start : match.end()])
        return match.end() if "abbreviation" in resolution.steps else found.end

    def _short_form(self, text: str, found: _Found, jurisdiction: str | None) -> Resolution | None:
        """Return the Resolution of a short form that its neighbourhood makes a role's name.

        A short form keeps the head of the full name: after *médiateur de santé-pair*, *médiateur*
        is one, but *enseignant* is no patient-enseignant.
        """
        surface = text[found.start : found.end]
        is_abbreviation = all(hit.designation.term_type == "abbreviation" for hit in found.hits)
        if is_abbreviation and not surface[:2].isupper():
            return None
        around = _around(text, found)
        matcher = Matcher(self._lexicon, jurisdiction)
        chosen = choose(found.hits, stems_of(around))
        if len(chosen.hits) == len(found.hits) and chosen.cue is None:
            chosen = choose_by_full_name(found.hits, around, matcher)
        is_cued = len(chosen.hits) < len(found.hits) or chosen.cue is not None
        heads = [hit for hit in chosen.hits if is_abbreviation or self._is_head(hit)]
        if not is_cued or not any(hit.concept.group is Group.ROLE for hit in heads):
            return None
        return self._lexicon.harmonise(surface, context=around, jurisdiction=jurisdiction)

    def _is_head(self, hit: Hit) -> bool:
        """Tell whether the short form is the head of the concept's preferred name."""
        head = stems_of(hit.form)
        labels = (stems_of(label) for label in hit.concept.pref_labels.values())
        return any(label.startswith(head) and label != head for label in labels)


def _around(text: str, found: _Found) -> str:
    before = text[max(0, found.start - NEIGHBOURHOOD) : found.start]
    return f"{before} ; {text[found.end : found.end + NEIGHBOURHOOD]}"


def _may_hold_role(hit: Hit) -> bool:
    return hit.concept.group in (Group.BODY, Group.TRAINING) or bool(
        _HOLDING_KINDS.intersection(hit.concept.statements.get("neighbourKind", ()))
    )


def _end_of_sentence(tokens: Sequence[Token], start: int) -> int:
    """Return where the phrase from `start` on is broken by a full stop, bracket or the like."""
    for place in range(start + 1, len(tokens)):
        if is_broken(tokens[place].before):
            return place
    return len(tokens)


def _is_one_name(token: Token, first: Sequence[Hit], second: Sequence[Hit]) -> bool:
    """Tell whether two names stand side by side: *accompagnateur pair aidant*."""
    kinds = kind_of(first), kind_of(second)
    return is_apposed(token) and Kind.ROLE in kinds and set(kinds) <= {Kind.ROLE, Kind.SHORT}


def _is_beside_role(text: str, all_found: Sequence[_Found], place: int) -> bool:
    """Tell whether a short form is joined to a full name, which then says it all."""
    short = all_found[place]
    for other in all_found[max(0, place - 1) : place + 2]:
        if other.kind is Kind.ROLE:
            first, second = sorted((short, other), key=lambda item: item.start)
            if _JOIN.fullmatch(text, first.end, second.start):
                return True
    return False


def _is_mentioned(found: _Found, classes: bool) -> bool:
    groups = {hit.concept.group for hit in firm_hits(found.hits) or found.hits}
    wanted = {Group.ROLE, Group.NEIGHBOUR, Group.CONCEPT} | ({Group.PERSON} if classes else set())
    return bool(groups & wanted)
