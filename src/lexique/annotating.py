"""Running text in, mentions out: each role name with its exact place and its Resolution."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from lexique.context import Cued, choose, heard_in_running_text, is_short_for, stems_of
from lexique.harmonising import Harmoniser
from lexique.hits import Hit, firm_hits
from lexique.kinds import Kind, kind_of
from lexique.lexicon_data import LexiconData
from lexique.matching import Matcher
from lexique.model import Concept, Designation, Group, Mention, Outcome, Resolution
from lexique.namespaces import VALUE
from lexique.normalise import Token
from lexique.phrases import is_apposed
from lexique.scanning import Scanner, is_broken

NEIGHBOURHOOD = 600
"""Characters on each side that may decide what a short form means."""

_REMEMBERED = 200_000
"""Distinct candidates whose reading is kept; then the memo starts anew."""

_MENTIONED = frozenset({Group.ROLE, Group.NEIGHBOUR, Group.BODY, Group.TRAINING, Group.CONCEPT})
"""Groups that a text mentions, or whose names may hold a role's; a status alone is no mention."""

_HOLDING_KINDS = frozenset(
    VALUE[f"kind-{kind}"] for kind in ("body", "document", "device", "programme", "training")
)
"""Neighbours in whose names a role name is a mention of its own (*désignation de la personne de
confiance*); in those of activities and rights it is not (*congé de proche aidant*)."""

_ABBREVIATION = re.compile(r"\s?\(\s?([^\W\d_]{2,6})\s?\)")


_COMPLEMENT = re.compile(r"\s(?:de la |de l['’]|du |des |de |d['’])[^\W_]+")
_END_OF_SENTENCE = re.compile(r"[.!?]\s|\n")
_JOIN = re.compile(r"\s?(?:,|/|et|ou|and|or)\s?(?:les |des |de |d['’]|the )?")


class _Found(NamedTuple):
    """What stands at one place of the text."""

    start: int
    end: int
    hits: tuple[Hit, ...]
    resolution: Resolution
    kind: Kind
    use: _Use
    inside: tuple[tuple[int, int, Resolution], ...] = ()
    """Roles that the name of a body, document ... holds, places counted from `start`."""


class _Use(Enum):
    """What becomes of a name in a running text."""

    ALWAYS = "it is a mention"
    CLASS = "it is one where broad classes are wanted"
    AMBIGUOUS = "it is one, and the neighbourhood may choose its reading"
    SHORT = "it is one where the neighbourhood makes it a role"
    NEVER = "it is none"


class Annotator:
    """Annotates texts with one Lexicon; the scanner is made at first use."""

    def __init__(self, lexicon: LexiconData, harmoniser: Harmoniser) -> None:
        self._lexicon = lexicon
        self._harmoniser = harmoniser
        self._known: dict[str | None, dict[str, tuple[_Found, ...]]] = {}
        self._scanners: dict[bool, Scanner] = {}

    def scanner(self, classes: bool) -> Scanner:
        """Return the scan for candidate places, made at first use."""
        if classes not in self._scanners:
            wanted = _MENTIONED | {Group.PERSON} if classes else _MENTIONED
            self._scanners[classes] = Scanner(
                self._lexicon,
                lambda designation, concept: may_be_mentioned(designation, concept, wanted),
            )
        return self._scanners[classes]

    def annotate(
        self, text: str, *, jurisdiction: str | None = None, classes: bool = False
    ) -> tuple[Mention, ...]:
        """Return the mentions in `text`; see `Lexicon.annotate`."""
        all_found = self._all_found(text, jurisdiction, classes)
        neighbourhood = _Neighbourhood(text, all_found)
        mentions: list[Mention] = []
        until = 0
        for place, (offset, found) in enumerate(all_found):
            start = offset + found.start
            if start < until:
                continue
            resolution = self._resolution(neighbourhood, place, jurisdiction, classes)
            if resolution is not None:
                until = self._end_with_abbreviation(text, start, offset + found.end)
                mentions.append(Mention(start, until, text[start:until], resolution))
            for first, last, inner in found.inside:
                surface = text[start + first : start + last]
                mentions.append(Mention(start + first, start + last, surface, inner))
        return tuple(mentions)

    def _all_found(
        self, text: str, jurisdiction: str | None, classes: bool
    ) -> list[tuple[int, _Found]]:
        """Return what stands at each candidate place, with the offset its places count from."""
        known = self._known.setdefault(jurisdiction, {})
        all_found: list[tuple[int, _Found]] = []
        for first, last in self.scanner(classes).places(text):
            surface = text[first:last]
            inside = known.get(surface)
            if inside is None:
                if len(known) >= _REMEMBERED:
                    known.clear()
                inside = known[surface] = tuple(
                    found
                    for found in self._read(surface, jurisdiction)
                    if found.use is not _Use.NEVER or found.inside
                )
            all_found.extend((first, found) for found in inside)
        return all_found

    def _resolution(
        self,
        neighbourhood: _Neighbourhood,
        place: int,
        jurisdiction: str | None,
        classes: bool,
    ) -> Resolution | None:
        """Return the answer for a name in its neighbourhood, None where it is no mention."""
        found = neighbourhood.all_found[place][1]
        if found.use is _Use.ALWAYS or (found.use is _Use.CLASS and classes):
            return found.resolution
        if found.use in (_Use.CLASS, _Use.NEVER) or neighbourhood.is_beside_role(place):
            return None
        if found.use is _Use.SHORT and self._is_part(neighbourhood, place):
            return None
        chosen = choose(found.hits, neighbourhood.sentence(place))
        if chosen.cue is None:
            chosen = choose(found.hits, neighbourhood.stems(place))
        if found.use is _Use.SHORT and len(chosen.hits) == len(found.hits):
            chosen = neighbourhood.choose_by_full_name(place)
        is_decided = len(chosen.hits) < len(found.hits) and chosen.hits != firm_hits(found.hits)
        if found.use is _Use.SHORT and not (is_decided and self._names_role(chosen.hits)):
            return found.resolution if self._has_kin(neighbourhood, place) else None
        if not is_decided:
            return found.resolution
        return self._harmoniser.harmonise(
            neighbourhood.surface(place),
            context=neighbourhood.around(place),
            jurisdiction=jurisdiction,
        )

    def _has_kin(self, neighbourhood: _Neighbourhood, place: int) -> bool:
        """Tell whether a broader or narrower role of a reading is named near by.

        Among *pairs aidants*, the *médiateurs* are likely peers too; which ones stays open.
        """
        hits = [hit for hit in neighbourhood.all_found[place][1].hits if self._names_role([hit])]
        readings = {hit.concept.iri for hit in hits}
        above = {iri for hit in hits for iri in self._lexicon.broader_of(hit.concept)}
        return any(
            concept.iri in above or readings & self._lexicon.broader_of(concept)
            for concept in neighbourhood.roles_near(place)
        )

    def _is_part(self, neighbourhood: _Neighbourhood, place: int) -> bool:
        """Tell whether the complement makes a short form something else (*de la commune*)."""
        phrase = neighbourhood.with_complement(place)
        return phrase is not None and not any(
            reading.concept.group is Group.ROLE
            for reading in self._harmoniser.harmonise(phrase).readings
        )

    def _names_role(self, hits: Sequence[Hit]) -> bool:
        """Tell whether a short form can be the role's name: an abbreviation, or its head.

        After *médiateur de santé-pair*, *médiateur* is one, but *enseignant* is no
        patient-enseignant.
        """
        return any(
            hit.concept.group is Group.ROLE and _may_be_short(hit.designation, hit.concept)
            for hit in hits
        )

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
        resolution = self._harmoniser.harmonise(surface[start:end], jurisdiction=jurisdiction)
        return _Found(
            start,
            end,
            hits,
            resolution,
            kind_of(hits) if self._lexicon.is_ours else Kind.ROLE,
            self._use(surface[start:end], hits, resolution),
            tuple(self._inside(surface, tokens, hits, matcher, jurisdiction)),
        )

    def _use(self, surface: str, hits: tuple[Hit, ...], resolution: Resolution) -> _Use:
        """Return what becomes of a name, as far as the name alone tells."""
        if resolution.outcome is Outcome.UNKNOWN:
            return _Use.NEVER
        if not self._lexicon.is_ours:
            return _Use.ALWAYS
        if kind_of(hits) is Kind.SHORT:
            abbreviated = all(hit.designation.term_type == "abbreviation" for hit in hits)
            is_written_so = not abbreviated or surface[:2].isupper()
            return _Use.SHORT if is_written_so and self._names_role(hits) else _Use.NEVER
        groups = {hit.concept.group for hit in firm_hits(hits) or hits}
        if not groups & {Group.ROLE, Group.NEIGHBOUR}:
            return _Use.CLASS if Group.PERSON in groups else _Use.NEVER
        return _Use.AMBIGUOUS if resolution.outcome is Outcome.AMBIGUOUS else _Use.ALWAYS

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
                resolution = self._harmoniser.harmonise(
                    surface[first:last], jurisdiction=jurisdiction
                )
                yield first - tokens[0].start, last - tokens[0].start, resolution
            place = max(end, place + 1)

    def _end_with_abbreviation(self, text: str, start: int, end: int) -> int:
        """Return the end of a name with its own abbreviation: *médiateur santé pair (MSP)*."""
        if text[end : end + 2].lstrip()[:1] != "(":
            return end
        match = _ABBREVIATION.match(text, end)
        if match is None:
            return end
        resolution = self._harmoniser.harmonise(text[start : match.end()])
        return match.end() if "abbreviation" in resolution.steps else end


class _Neighbourhood:
    """What stands around the names of one text, read only where it must decide."""

    def __init__(self, text: str, all_found: list[tuple[int, _Found]]) -> None:
        self.text = text
        self.all_found = all_found
        self._stems: dict[int, str] = {}

    def _span(self, place: int) -> tuple[int, int]:
        offset, found = self.all_found[place]
        return offset + found.start, offset + found.end

    def surface(self, place: int) -> str:
        """Return a name as it stands in the text."""
        start, end = self._span(place)
        return self.text[start:end]

    def around(self, place: int) -> str:
        """Return the text on both sides of a name."""
        start, end = self._span(place)
        before = self.text[max(0, start - NEIGHBOURHOOD) : start]
        return f"{before} ; {self.text[end : end + NEIGHBOURHOOD]}"

    def with_complement(self, place: int) -> str | None:
        """Return a name with the first word of its complement in *de*, None where it has none."""
        start, end = self._span(place)
        match = _COMPLEMENT.match(self.text, end)
        return self.text[start : match.end()] if match else None

    def sentence(self, place: int) -> str:
        """Return what cues are looked for in: the sentence of a name, read once."""
        start, end = self._span(place)
        near = self.text[max(0, start - NEIGHBOURHOOD) : start]
        first = start - len(_END_OF_SENTENCE.split(near)[-1])
        after = _END_OF_SENTENCE.split(self.text[end : end + NEIGHBOURHOOD], maxsplit=1)[0]
        return heard_in_running_text(self.text[first:end] + after)

    def stems(self, place: int) -> str:
        """Return the stems around a name, by blocks of text so that each is read once."""
        block = self._span(place)[0] // NEIGHBOURHOOD
        return " ; ".join(self._block(number) for number in (block - 1, block, block + 1))

    def _block(self, number: int) -> str:
        known = self._stems.get(number)
        if known is None:
            start = max(0, number * NEIGHBOURHOOD)
            piece = self.text[start : (number + 1) * NEIGHBOURHOOD] if number >= 0 else ""
            known = self._stems[number] = heard_in_running_text(piece)
        return known

    def choose_by_full_name(self, place: int) -> Cued:
        """Return the readings of the one concept that is named in full near by."""
        start, hits = self._span(place)[0], self.all_found[place][1].hits
        wanted = {hit.concept.iri: hit for hit in hits}
        named: dict[str, str] = {}
        for other in self._near(place, start):
            found = self.all_found[other][1]
            concepts = {reading.concept.iri for reading in found.resolution.readings}
            if found.kind is Kind.ROLE and len(concepts) == 1 and concepts <= wanted.keys():
                iri = concepts.pop()
                if is_short_for(wanted[iri].form, self.surface(other)):
                    named.setdefault(iri, self.surface(other))
        if len(named) != 1:
            return Cued(hits, None)
        iri, phrase = next(iter(named.items()))
        return Cued(tuple(hit for hit in hits if hit.concept.iri == iri), phrase)

    def roles_near(self, place: int) -> Iterator[Concept]:
        """Yield the roles that are named in full near a name."""
        for other in self._near(place, self._span(place)[0]):
            found = self.all_found[other][1]
            if found.kind is Kind.ROLE and found.resolution.outcome is Outcome.MATCHED:
                yield found.resolution.readings[0].concept

    def _near(self, place: int, start: int) -> Iterator[int]:
        for step in (-1, 1):
            other = place + step
            while 0 <= other < len(self.all_found):
                if abs(self._span(other)[0] - start) > NEIGHBOURHOOD:
                    break
                yield other
                other += step

    def is_beside_role(self, place: int) -> bool:
        """Tell whether a short form is joined to a full name, which then says it all.

        An abbreviation is a name of its own: *les RU et les patients partenaires*.
        """
        if self.all_found[place][1].use is not _Use.SHORT or self.surface(place).isupper():
            return False
        for other in (place - 1, place + 1):
            if 0 <= other < len(self.all_found) and self.all_found[other][1].kind is Kind.ROLE:
                (_, end), (start, _) = sorted((self._span(place), self._span(other)))
                if _JOIN.fullmatch(self.text, end, max(end, start)):
                    return True
        return False


def may_be_mentioned(designation: Designation, concept: Concept, groups: Collection[Group]) -> bool:
    """Tell whether a text may mention a concept by this designation."""
    return concept.group in groups and (
        not designation.needs_cue or _may_be_short(designation, concept)
    )


def _may_be_short(designation: Designation, concept: Concept) -> bool:
    """Tell whether a form is an abbreviation or the head of the concept's preferred name."""
    if designation.term_type == "abbreviation":
        return True
    head = stems_of(designation.form)
    labels = (stems_of(label) for label in concept.pref_labels.values())
    return any(label.startswith(head) and label != head for label in labels)


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
