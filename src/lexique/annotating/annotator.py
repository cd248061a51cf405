"""Running text in, mentions out: each role name with its exact place and its Resolution."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lexique.annotating.candidates import (
    MENTIONED,
    Candidates,
    Found,
    Use,
    may_be_mentioned,
)
from lexique.annotating.inner_abbreviations import around_abbreviation
from lexique.annotating.neighbourhood import Neighbourhood
from lexique.annotating.scanning import Scanner
from lexique.annotating.shared_heads import shares_head, with_shared_head
from lexique.model import Group, Mention, Resolution

if TYPE_CHECKING:
    from lexique.harmonising.harmoniser import Harmoniser
    from lexique.vocabulary.lexicon_data import LexiconData

_ABBREVIATION = re.compile(r"\s?\(\s?([^\W\d_]{2,6})\s?\)")
_CLOSING = re.compile(r"\s?[»”\"]")
_SETTLED = (Use.ALWAYS, Use.CLASS)
"""Where the words themselves say that they are a mention."""


class Annotator:
    """Annotates texts with one Lexicon; scanners that are not given are made at first use."""

    def __init__(
        self, lexicon: LexiconData, harmoniser: Harmoniser, scanner: Scanner | None = None
    ) -> None:
        self.lexicon = lexicon
        self._harmoniser = harmoniser
        self._candidates: dict[tuple[str | None, bool], Candidates] = {}
        self._scanners: dict[bool, Scanner] = {} if scanner is None else {False: scanner}

    def scanner(self, classes: bool) -> Scanner:
        """Return the scan for candidate places, made at first use."""
        if classes not in self._scanners:
            wanted = MENTIONED | {Group.PERSON} if classes else MENTIONED
            self._scanners[classes] = Scanner(
                self.lexicon,
                lambda designation, concept: may_be_mentioned(designation, concept, wanted),
            )
        return self._scanners[classes]

    def annotate(
        self, text: str, *, jurisdiction: str | None = None, classes: bool = False
    ) -> tuple[Mention, ...]:
        """Return the mentions in `text`; see `Lexicon.annotate`."""
        starts, all_found = self._all_found(text, jurisdiction, classes)
        neighbourhood = Neighbourhood(text, starts, all_found)
        decision = _Decision(self._harmoniser, neighbourhood, jurisdiction, classes=classes)
        mentions: list[Mention] = []
        until = 0
        for place, (start, found) in enumerate(zip(starts, all_found, strict=True)):
            end = start + len(found.surface)
            beside = text[max(start - 1, 0) : end + 2]
            if start < until or ("-" in beside and is_in_compound(text, start, end)):
                continue
            is_settled = found.use in _SETTLED
            resolution = found.resolution if is_settled else decision.of(place, found)
            if resolution is not None:
                mention = Mention(start, end, found.surface, resolution)
                may_share = found.is_english and shares_head(text, start)
                if may_share or found.is_open or "(" in beside:
                    mention = self._whole_name(text, mention, found)
                    while mentions and mentions[-1].start >= mention.start:
                        mentions.pop()
                until = mention.end
                mentions.append(mention)
            for first, last, inner in found.inside:
                surface = text[start + first : start + last]
                mentions.append(Mention(start + first, start + last, surface, inner))
        return tuple(mentions)

    def _all_found(
        self, text: str, jurisdiction: str | None, classes: bool
    ) -> tuple[list[int], list[Found]]:
        """Return what stands at the candidate places of a text, and where each begins."""
        scanner, key = self.scanner(classes), (jurisdiction, classes)
        if key not in self._candidates:
            self._candidates[key] = Candidates(
                self.lexicon, self._harmoniser, scanner, jurisdiction, classes=classes
            )
        candidates = self._candidates[key]
        starts: list[int] = []
        all_found: list[Found] = []
        for first, last in scanner.places(text):
            for found in candidates[text[first:last]]:
                starts.append(first + found.start)
                all_found.append(found)
        return starts, all_found

    def _whole_name(self, text: str, mention: Mention, found: Found) -> Mention:
        """Return a mention with all that belongs to it."""
        start, end, resolution = mention.start, mention.end, mention.resolution
        if found.is_open and (closing := _CLOSING.match(text, end)):
            end = closing.end()
        harmonise = self._harmoniser.harmonise
        longer = around_abbreviation(text, start, end, harmonise)
        if longer is not None:
            start, end, resolution = longer
        else:
            end = self._end_with_abbreviation(text, start, end)
            if found.is_english and (shared := with_shared_head(text, start, end, harmonise)):
                start, resolution = shared
        return Mention(start, end, text[start:end], resolution)

    def _end_with_abbreviation(self, text: str, start: int, end: int) -> int:
        """Return the end of a name with its own abbreviation: *médiateur santé pair (MSP)*."""
        match = _ABBREVIATION.match(text, end)
        if match is None:
            return end
        resolution = self._harmoniser.harmonise(text[start : match.end()])
        return match.end() if "abbreviation" in resolution.steps else end


def is_in_compound(text: str, start: int, end: int) -> bool:
    """Tell whether one word is part of another behind or before a hyphen: *aidant-aidé, peer-led*.

    A former role is that role still (*ex-aidant*), and an abbreviation keeps apart.
    """
    word = text[start:end]
    if not word.isalpha() or not word[1:].islower():
        return False
    is_first = text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()
    before = text[max(0, start - 3) : start].lower()
    return is_first or (before[-1:] == "-" and before[-2:-1].isalpha() and before != "ex-")


class _Decision:
    """What becomes of the names in one text that do not speak for themselves."""

    def __init__(
        self,
        harmoniser: Harmoniser,
        neighbourhood: Neighbourhood,
        jurisdiction: str | None,
        *,
        classes: bool,
    ) -> None:
        self._harmoniser = harmoniser
        self._neighbourhood = neighbourhood
        self._jurisdiction = jurisdiction
        self._classes = classes

    def of(self, place: int, found: Found) -> Resolution | None:
        """Return the answer for a name in its neighbourhood, None where it is no mention."""
        if found.use not in (Use.SHORT, Use.AMBIGUOUS) or self._neighbourhood.is_beside_role(place):
            return None
        if found.use is Use.SHORT and (self._neighbourhood.is_verb(place) or self._is_part(place)):
            return None
        chosen = self._neighbourhood.choose(place)
        is_open = found.use is Use.SHORT and len(chosen.hits) == len(found.hits)
        if is_open and not self._neighbourhood.is_named_anew(place):
            chosen = self._neighbourhood.choose_by_full_name(place)
        is_decided = chosen.cue is not None
        is_role = any(hit.concept.iri in found.roles for hit in chosen.hits)
        if found.use is Use.SHORT and not (is_decided and is_role):
            return found.resolution if self._has_kin(place, found) else None
        if not is_decided:
            return found.resolution if self._may_be_role(found) else None
        return self._harmoniser.chosen(found.surface, chosen, self._jurisdiction)

    def _may_be_role(self, found: Found) -> bool:
        """Tell whether a name that stays open is worth a mention: *consumers* are a broad class."""
        groups = {hit.concept.group for hit in found.hits}
        is_class = Group.PERSON in groups and " " not in found.surface
        is_wanted = Group.ROLE in groups or groups == {Group.NEIGHBOUR}
        return is_wanted and (self._classes or not is_class)

    def _has_kin(self, place: int, found: Found) -> bool:
        """Tell whether a broader or narrower role of a reading is named near by.

        Among *pairs aidants*, the *médiateurs* are likely peers too; which ones stays open.
        """
        return any(
            not (found.above.isdisjoint(other.roles) and found.roles.isdisjoint(other.above))
            for other in self._neighbourhood.named_near(place)
        )

    def _is_part(self, place: int) -> bool:
        """Tell whether the complement makes a short form something else (*de la commune*)."""
        phrase = self._neighbourhood.with_complement(place)
        return phrase is not None and not any(
            reading.concept.group is Group.ROLE
            for reading in self._harmoniser.harmonise(phrase).readings
        )
