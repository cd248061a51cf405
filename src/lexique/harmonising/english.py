"""English titles, whose head stands last: *patient advisors network*, *carer consultants*."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lexique.harmonising.agreement import is_person_word, is_plural
from lexique.harmonising.analysis import Analysis
from lexique.harmonising.kinds import (
    FACET_GROUPS,
    HEADS_NO_ROLE_FOLLOWS,
    Kind,
    is_abbreviation,
    is_english,
    kind_of,
)
from lexique.harmonising.listing import ends_in_role, side_by_side
from lexique.harmonising.matching import Matcher
from lexique.harmonising.members import is_joined, unjoined
from lexique.harmonising.phrases import is_apposed, is_place, thing_kind
from lexique.levelling.normalise import Token
from lexique.model import Group
from lexique.vocabulary.hits import Hit

_LONGEST_PAIR = 10
"""Words of two names that share a head; a longer title is a list or a sentence."""


class EnglishReader:
    """Reads what only English builds; `segment` reads one phrase in any language."""

    def __init__(self, matcher: Matcher, segment: Callable[[Sequence[Token]], Analysis]) -> None:
        self._matcher = matcher
        self._segment = segment

    def shared_head(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *patient or health navigators*: in English the head of both stands last."""
        if len(tokens) > _LONGEST_PAIR or any(token.depth for token in tokens):
            return None
        for place in range(1, len(tokens) - 1):
            if not is_joined(tokens[place]) or is_plural(tokens[place - 1]):
                continue  # A noun that stands for an adjective is in the singular.
            second = self._segment([unjoined(tokens[place]), *tokens[place + 1 :]])
            if not is_english(second.hits or second.inner):
                continue
            for head in range(place + 1, len(tokens)):
                first = self._segment([*tokens[:place], *tokens[head:]])
                if len(first.rest) >= place and self._is_role(tokens[:place]):
                    continue  # *Health mediator / professional peer worker*
                parts = [first, second]
                if all(ends_in_role(part, tokens[-1]) for part in parts):
                    return side_by_side(parts, [])
            is_kind = place == 1 and not first.hits
            if not second.hits and (is_kind or second.thing):
                return second._replace(rest=tuple(tokens))  # *Consumer and carer workforce*
        return None

    def last_head(
        self, tokens: Sequence[Token], end: int, first: tuple[Hit, ...]
    ) -> Analysis | None:
        """Read an English title, whose head stands last: *Patient Advisors Network*.

        `first` are the readings of the words before `end`. Returns None where the words behind
        them are a role, do not stand side by side, may be French or only name a field.
        """
        is_facet = kind_of(first) is Kind.FACET
        if is_facet and kind_of(self._matcher.whole(tokens[end:])) is Kind.ROLE:
            return None  # *Volunteer patient and public voice partner*
        until = next((at for at in range(max(end, 1), len(tokens)) if is_joined(tokens[at])), None)
        tokens = tokens[:until]
        behind = end if kind_of(first) is Kind.ROLE else 1
        if end == len(tokens) or not all(is_apposed(token) for token in tokens[behind:]):
            return None
        if bool(first) and is_abbreviation(first) and is_person_word(tokens[-1]):
            return None  # *PPV members*
        for place in range(1, len(tokens)):
            hits = self._matcher.whole(tokens[place:]) if is_apposed(tokens[place]) else ()
            if kind_of(hits) is Kind.ROLE and is_english(hits):
                return Analysis(hits, tuple(tokens[place:]), "head", rest=tuple(tokens[:place]))
        other = self._around_modifier(tokens) or self._short_head(tokens)
        if other is not None:
            return other
        thing = thing_kind(tokens[-1])
        if not first or (not thing and self._names_field(tokens, end)):
            return None
        code = "thing" if thing else "nothing"
        return Analysis(code=code, rest=tuple(tokens), inner=first, thing=thing)

    def _is_role(self, tokens: Sequence[Token]) -> bool:
        return kind_of(self._matcher.whole(tokens)) is Kind.ROLE

    def _short_head(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *family peers*, *health navigators*: only a kind stands before a short form."""
        hits = self._matcher.whole(tokens[-1:])
        if kind_of(hits) is not Kind.SHORT or not is_english(hits):
            return None
        if not all(is_place(token) or is_person_word(token) for token in tokens[:-1]):
            return None
        return Analysis(hits, (tokens[-1],), "head", rest=tuple(tokens[:-1]))

    def _names_field(self, tokens: Sequence[Token], place: int) -> bool:
        """Tell whether the words from `place` on name a field or place: *peer worker oncology*."""
        groups = {hit.concept.group for hit in self._matcher.longest(tokens, place)[1]}
        is_thing = bool(groups & (HEADS_NO_ROLE_FOLLOWS | {Group.BODY}))
        return is_place(tokens[-1]) or (bool(groups & FACET_GROUPS) and not is_thing)

    def _around_modifier(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *lay committee member*: the body stands inside the name."""
        inside = tokens[1:-1]
        if not inside or not all(thing_kind(token) == "kind-body" for token in inside):
            return None
        hits = self._matcher.whole([tokens[0], tokens[-1]])
        if kind_of(hits) is not Kind.ROLE or not is_english(hits):
            return None
        return Analysis(hits, (tokens[0], tokens[-1]), "head", rest=tuple(inside))
