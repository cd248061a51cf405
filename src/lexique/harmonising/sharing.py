"""English names side by side that share the head of the last: *patient and family advisors*."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from lexique.harmonising.agreement import is_plural
from lexique.harmonising.analysis import Analysis
from lexique.harmonising.kinds import Kind, is_english, kind_of, names_only
from lexique.harmonising.listing import ends_in_role, side_by_side
from lexique.harmonising.matching import Matcher
from lexique.harmonising.members import is_dashed, is_joined, unjoined
from lexique.harmonising.phrases import is_apposed
from lexique.levelling.normalise import Token
from lexique.model import Group
from lexique.vocabulary.keys import joins_two

_LONGEST_PAIR = 10
"""Words of two names that share a head; a longer title is a list or a sentence."""


class SharedHeads:
    """Reads what shares a head; `segment` reads one phrase in any language."""

    def __init__(self, matcher: Matcher, segment: Callable[[Sequence[Token]], Analysis]) -> None:
        self._matcher = matcher
        self._segment = segment

    def read(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *patient or health navigators*: in English the head of both stands last."""
        if len(tokens) > _LONGEST_PAIR or any(token.depth for token in tokens):
            return None
        joints = [at for at in range(1, len(tokens)) if is_joined(tokens[at])]
        if not joints or any(self._is_within_name(tokens, at) for at in joints):
            return None
        members = [
            [unjoined(tokens[first]), *tokens[first + 1 : last]]
            for first, last in pairwise((0, *joints, len(tokens)))
        ]
        if any(map(is_dashed, tokens)) or any(is_plural(member[-1]) for member in members[:-1]):
            return None  # A noun that stands for an adjective is in the singular.
        last = self._segment(members[-1])
        if len(members[-1]) < 2 or not is_english(last.hits or last.inner):
            return None
        return self._sharing(tokens, members, last)

    def _is_within_name(self, tokens: Sequence[Token], joint: int) -> bool:
        """Tell whether a name holds the conjunction: *patient and public voice partner*."""
        ends = [self._matcher.longest(tokens, place)[0] for place in range(joint)]
        if joins_two(tokens[joint]):
            return max(ends) > joint
        # *Family/carer peer worker*: a slash may join what is a name already, with more behind it.
        return any(
            end > joint and (end == len(tokens) or not is_apposed(tokens[end])) for end in ends
        )

    def _sharing(
        self, tokens: Sequence[Token], members: Sequence[Sequence[Token]], last: Analysis
    ) -> Analysis | None:
        """Read names of which the last is said in full, None where they share no head."""
        parts = [self._with_head_of(member, members[-1]) for member in members[:-1]]
        if any(len(m) > 1 and names_only(self._matcher.whole(m), Group.ROLE) for m in members[:-1]):
            return None  # *Health mediator / professional peer worker*
        shared = [part for part in parts if part is not None]
        if not shared:
            # *Consumer and carer workforce*: neither is a name.
            return None if last.hits else last._replace(rest=tuple(tokens))
        if len(shared) < len(parts) or (last.hits and not ends_in_role(last, tokens[-1])):
            return None
        if last.hits:
            return side_by_side([*map(_as_role, shared), _as_role(last)], [])
        if len(members[-1]) > 2:
            return None
        # *Service user and carer educators*: of what the last would be, nothing is known.
        named = side_by_side(shared, [])
        return named._replace(rest=(*named.rest, *members[-1][:-1]))

    def _with_head_of(self, member: Sequence[Token], last: Sequence[Token]) -> Analysis | None:
        """Return what a member of a list says with the last words of another behind it."""
        is_role = names_only(self._matcher.whole(member), Group.ROLE)
        for head in range(1, len(last)):
            named = self._segment([*member, *last[head:]])
            if ends_in_role(named, last[-1]) and not (is_role and len(named.rest) >= len(member)):
                return named
        return None


def _as_role(part: Analysis) -> Analysis:
    """Return a name beside others, of a short form the readings that are roles."""
    roles = tuple(hit for hit in part.hits if hit.concept.group is Group.ROLE)
    return part._replace(hits=roles) if kind_of(part.hits) is Kind.SHORT else part
