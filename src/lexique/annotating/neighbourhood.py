"""What stands around the names of one text, read only where it must decide."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from lexique.annotating.candidates import Found, Use
from lexique.harmonising.context import Cued, choose, heard_in_running_text, is_short_for
from lexique.harmonising.kinds import Kind
from lexique.harmonising.phrases import NEUTRAL_STEMS
from lexique.levelling.normalise import fold, stem

_REACH = 600
"""Characters on each side in which the full name of a short form may stand."""
_HEARD = 400
"""Characters on each side in which cues may stand."""
_COMPLEMENT = re.compile(r"\s(?:de la |de l['’]|du |des |de |d['’]|of the |of )[^\W\d_]+")
_VERBAL = re.compile(
    r"\b(?:we|they|you|I|to|who|will|can|could|must|should|may|would|not)\s$", re.IGNORECASE
)
"""What stands before English verbs, some of which are nouns too: *we advocate*."""
_FIELD = re.compile(r"\s(?:en|in) ([^\W\d_]+)")
_FEMININE = re.compile(r"\b(?:la|une|cette)\s$", re.IGNORECASE)
_END_OF_SENTENCE = re.compile(r"[.!?\n](?:(?<=\n)|\s)")
"""A mark with a space behind it, or a line end; as one class of first characters, all others are
skipped at once."""
_JOIN = re.compile(r"\s?(?:,|/|et|ou|and|or)\s?(?:les |des |de |d['’]|the )?")


class Neighbourhood:
    """The names found in one text, and what stands around each."""

    def __init__(self, text: str, starts: Sequence[int], all_found: Sequence[Found]) -> None:
        self._text = text
        self._starts = starts
        self._all_found = all_found

    def _span(self, place: int) -> tuple[int, int]:
        start = self._starts[place]
        return start, start + len(self._all_found[place].surface)

    def with_complement(self, place: int) -> str | None:
        """Return a name with the first word of its complement in *de*, None where it has none."""
        start, end = self._span(place)
        match = _COMPLEMENT.match(self._text, end)
        return self._text[start : match.end()] if match else None

    def is_verb(self, place: int) -> bool:
        """Tell whether a word stands where English verbs do: *to partner with, we advocate*."""
        start = self._span(place)[0]
        return _VERBAL.search(self._text, max(0, start - 8), start) is not None

    def is_named_anew(self, place: int) -> bool:
        """Tell whether a short form takes nothing up that was named before.

        It has a complement of its own (*expert en assurance*), or an article of another gender
        than the persons have: *la MSP* is a house.
        """
        start, end = self._span(place)
        if self._text[start:end].isupper():
            return _FEMININE.search(self._text, max(0, start - 6), start) is not None
        match = _FIELD.match(self._text, end)
        return match is not None and stem(fold(match[1])[0]) not in NEUTRAL_STEMS

    def choose(self, place: int) -> Cued:
        """Return the readings that remain of a name: the sentence decides, then what is around."""
        hits = self._all_found[place].hits
        if not any(hit.designation.cues for hit in hits):
            return choose(hits, "")
        own = self._own(place)
        chosen = choose(hits, self._heard(*self._sentence(place), own))
        if chosen.cue is None:
            chosen = choose(hits, self._heard(*self._around(place), own))
        return chosen

    def _own(self, place: int) -> frozenset[str]:
        """Return the IRIs of the concepts whose names near by say what a name means."""
        found = self._all_found[place]
        is_anew = found.use is Use.SHORT and self.is_named_anew(place)
        return frozenset() if is_anew else found.iris

    def _sentence(self, place: int) -> tuple[int, int]:
        """Return where the sentence of a name begins and ends."""
        start, end = self._span(place)
        near = self._text[max(0, start - _REACH) : start]
        first = start - len(_END_OF_SENTENCE.split(near)[-1])
        after = _END_OF_SENTENCE.split(self._text[end : end + _REACH], maxsplit=1)[0]
        return first, end + len(after)

    def _around(self, place: int) -> tuple[int, int]:
        """Return from where to where a name has its neighbourhood: up to where it stands again.

        What stands there is said of it there: *intervenir en ETP. Poste à 0,8 ETP.*
        """
        start, end = self._span(place)
        first, last = max(0, start - _HEARD), end + _HEARD
        surface = self._all_found[place].surface
        for other in self._near(place):
            if self._all_found[other].surface == surface:
                sentence, until = self._sentence(other)
                first = max(first, until) if other < place else first
                last = min(last, sentence) if other > place else last
        return first, max(last, end)

    def _heard(self, first: int, last: int, own: frozenset[str]) -> str:
        """Return the stems between two places of the text, without names of other roles.

        What a name is made of says nothing of another; `own` are the concepts whose names may.
        """
        pieces = []
        for place in range(bisect_left(self._starts, first), bisect_left(self._starts, last)):
            found = self._all_found[place]
            start, end = self._span(place)
            if found.kind is Kind.ROLE and end <= last and own.isdisjoint(found.iris):
                pieces.append(self._text[first:start])
                first = end
        return heard_in_running_text(" ; ".join((*pieces, self._text[first:last])))

    def choose_by_full_name(self, place: int) -> Cued:
        """Return the readings of the one concept that is named in full near by."""
        hits = self._all_found[place].hits
        wanted = {hit.concept.iri: hit for hit in hits}
        named: dict[str, str] = {}
        for found in self.named_near(place):
            concepts = {reading.concept.iri for reading in found.resolution.readings}
            if len(concepts) == 1 and concepts <= wanted.keys():
                iri = concepts.pop()
                if is_short_for(wanted[iri].form, found.surface):
                    named.setdefault(iri, found.surface)
        if len(named) != 1:
            return Cued(hits, None)
        iri, phrase = next(iter(named.items()))
        return Cued(tuple(hit for hit in hits if hit.concept.iri == iri), phrase)

    def named_near(self, place: int) -> Iterator[Found]:
        """Yield the names of roles in full that stand near a name."""
        for other in self._near(place):
            if (found := self._all_found[other]).kind is Kind.ROLE:
                yield found

    def _near(self, place: int) -> Iterator[int]:
        """Yield the names that begin near one: those before it, then those behind it."""
        start = self._starts[place]
        yield from range(place - 1, bisect_left(self._starts, start - _REACH) - 1, -1)
        yield from range(place + 1, bisect_right(self._starts, start + _REACH))

    def is_beside_role(self, place: int) -> bool:
        """Tell whether a short form is joined to a full name, which then says it all.

        An abbreviation is a name of its own: *les RU et les patients partenaires*.
        """
        found = self._all_found[place]
        if found.use is not Use.SHORT or found.surface.isupper():
            return False
        for other in (place - 1, place + 1):
            if 0 <= other < len(self._all_found) and self._all_found[other].kind is Kind.ROLE:
                (_, end), (start, _) = sorted((self._span(place), self._span(other)))
                if _JOIN.fullmatch(self._text, end, max(end, start)):
                    return True
        return False
