"""English titles, whose head stands last: *patient advisors network*, *carer consultants*."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from lexique.harmonising.agreement import is_person_word
from lexique.harmonising.analysis import NOTHING, Added, Analysis
from lexique.harmonising.kinds import (
    FACET_GROUPS,
    HEADS_NO_ROLE_FOLLOWS,
    Kind,
    is_abbreviation,
    is_english,
    kind_of,
    names_lay_persons,
    names_only,
    names_thing,
)
from lexique.harmonising.matching import Matcher
from lexique.harmonising.members import is_joined
from lexique.harmonising.phrases import (
    english_thing_kind,
    is_adjunct,
    is_apposed,
    is_english_adjunct,
    is_english_thing,
    is_genitive,
    is_place,
    is_said_in_english,
    is_term_of_post,
    thing_kind,
)
from lexique.levelling import english_words, words
from lexique.levelling.normalise import Token
from lexique.model import Group
from lexique.vocabulary.hits import Hit

_FOR = frozenset({"for", "to"})
_IN_FIELD = frozenset({"with", "in", "for"})
_OTHERS = frozenset({"other", "others", "fellow"})
_VERBAL = frozenset({"ing", "ted", "yed", "ked", "ned"})
"""Last letters of the participles that stand before *as*: *serving, appointed, employed*."""


class EnglishReader:
    """Reads what only English builds; `segment` reads one phrase in any language."""

    def __init__(self, matcher: Matcher, segment: Callable[[Sequence[Token]], Analysis]) -> None:
        self._matcher = matcher
        self._segment = segment

    def is_language_of(self, tokens: Sequence[Token], first: Sequence[Hit] = ()) -> bool:
        """Tell whether a title is English: by the name it begins with, by a word that holds it
        together, or by one of the nouns before the first of these.
        """
        if is_english(first) or is_said_in_english(tokens) or _is_company(tokens):
            return True
        nouns = tokens[1 : _length_of_compound(tokens)]
        if not nouns or not all(token.surface.isascii() for token in tokens):
            return False
        if any(is_english_thing(token) or is_english_adjunct(token) for token in nouns):
            return True
        ends = (nouns[place:] for place in range(len(nouns)))
        if self._matcher.may_end(nouns) and any(is_english(self._matcher.whole(e)) for e in ends):
            return True
        is_school = names_only(first, Group.TRAINING) and _is_school(tokens[:1])
        if is_school and self._matcher.is_english(nouns):
            return True
        # *Patient leader programme*: so no French is built.
        is_thing = thing_kind(nouns[-1]) not in ("", "kind-staff") and not is_adjunct(nouns[-1])
        is_role = kind_of(first) is Kind.ROLE
        return is_thing and is_role and self._matcher.is_english(tokens[: len(nouns)])

    def has_head_behind(self, tokens: Sequence[Token]) -> bool:
        """Tell whether the first word only stands before the head: *community advisor*."""
        return _length_of_compound(tokens) > 1 and (
            is_english_thing(tokens[0]) or self.is_language_of(tokens)
        )

    def for_others(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *mentors for other families* as *peer mentors*: who helps others like herself."""
        place = next((at for at, token in enumerate(tokens) if token.text in _OTHERS), 0)
        is_head = 0 < place == _length_of_compound(tokens)
        if not is_head or place + 1 == len(tokens) or _FOR.isdisjoint(tokens[place].links):
            return None
        head = tokens[place - 1]
        peer = head._replace(text="peer", before=" ", links=())
        for at in range(place - 1, -1, -1):
            named = self._segment([*tokens[:at], peer, *tokens[at:place]])
            if kind_of(named.hits) is Kind.ROLE and peer in named.tokens:
                return named._replace(rest=(*named.rest, *tokens[place:]))
        return None

    def in_office(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *person with lived experience serving as a peer mentor*: who she is, as what."""
        place = next((at for at, token in enumerate(tokens) if token.text == "as"), 0)
        if place < 2 or place + 1 == len(tokens) or tokens[place - 1].text[-3:] not in _VERBAL:
            return None
        who = self._matcher.whole(tokens[: place - 1])
        named = self._segment(tokens[place + 1 :])
        if not names_only(who, Group.PERSON) or kind_of(named.hits) is not Kind.ROLE:
            return None
        return named._replace(dropped=tuple(tokens[: place + 1]))

    def with_field(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *researcher with lived experience* as *lived experience researcher*."""
        if len(tokens) < 2 or _IN_FIELD.isdisjoint(tokens[1].links):
            return None
        field = self._matcher.whole(tokens[1:])
        is_field = names_thing(field) or names_only(field, Group.DOMAIN)
        if not is_field or [token.text for token in tokens[1:]] == ["care"]:
            return None  # *Partners in care* are so in their own.
        behind = tokens[0]._replace(before=" ", links=())
        named = self._segment([tokens[1]._replace(links=()), *tokens[2:], behind])
        is_role = kind_of(named.hits) is Kind.ROLE and is_english(named.hits) and not named.rest
        return named._replace(tokens=tuple(tokens)) if is_role else None

    def last_head(
        self, tokens: Sequence[Token], end: int, first: tuple[Hit, ...]
    ) -> Analysis | None:
        """Read an English title, whose head stands last: *Patient Advisors Network*.

        `first` are the readings of the words before `end`. Returns None where the words behind
        them are a role, do not stand side by side, may be French or only name a field.
        """
        is_facet = kind_of(first) is Kind.FACET
        if is_facet and kind_of(hits := self._matcher.whole(tokens[end:])) is Kind.ROLE:
            if not (names_only(first, Group.TRAINING) and _is_school(tokens[:end])):
                return None  # *Volunteer patient and public voice partner*
            added = Added(first, tuple(tokens[:end]))
            return Analysis(hits, tuple(tokens[end:]), "head", (added,))
        named = self._role_at_end(tokens, end, first) or self._of_compound(tokens, end, first)
        is_beside = named is not None and end <= len(tokens) - len(named.tokens)
        if named is None or not is_facet or not is_beside or named.hits == first:
            return named
        return named._replace(facets=(Added(first, tuple(tokens[:end])),), rest=named.rest[end:])

    def _of_compound(
        self, tokens: Sequence[Token], end: int, first: tuple[Hit, ...]
    ) -> Analysis | None:
        """Read the nouns before the first conjunction."""
        until = next((at for at in range(max(end, 1), len(tokens)) if is_joined(tokens[at])), None)
        tokens = tokens[:until]
        if _is_company(tokens):
            return Analysis(code="thing", rest=tuple(tokens), inner=first, thing="kind-body")
        named = self._before_terms(tokens) or self._without_support(tokens)
        if named is not None or end == len(tokens):
            return named
        named = self._role_at_end(tokens, end, first)
        if named is None and _end_of_compound(tokens, end, first) == len(tokens):
            named = self._other_head(tokens, end, first)
        return named

    def _before_terms(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *Peer Support Worker Band 3*: grade and hours say nothing of the role.

        Nor does the name of a person or place: *peer support worker Ann Lee*.
        """
        end = len(tokens)
        while end and is_term_of_post(tokens[end - 1]):
            end -= 1
        if end == len(tokens):
            end = _end_of_common_nouns(tokens)
        named = self._segment(tokens[:end]) if 0 < end < len(tokens) else NOTHING
        if kind_of(named.hits) not in (Kind.ROLE, Kind.SHORT):
            return None
        return named._replace(rest=(*named.rest, *tokens[end:]))

    def _without_support(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *peer companion* for *peer support companion*: who supports is said once."""
        if [token.text for token in tokens[-3:-1]] != ["peer", "support"]:
            return None
        if tokens[-1].text.removesuffix("s") not in english_words.HELPERS:
            return None
        named = self._segment([*tokens[:-2], tokens[-1]])
        return named if kind_of(named.hits) is Kind.ROLE else None

    def _role_at_end(
        self, tokens: Sequence[Token], end: int, first: tuple[Hit, ...]
    ) -> Analysis | None:
        """Read *Community Peer Worker*, *Bank Expert by Experience*: what a role stands behind.

        The first words stand side by side; the rest may be the role's complement.
        """
        is_other = kind_of(first) is Kind.OTHER and not names_thing(first)
        is_neighbour = is_other and first[0].concept.group is Group.NEIGHBOUR
        if not self._matcher.may_end(tokens):
            return None
        is_told = self.is_language_of(tokens, first)
        for place in range(1, _end_of_compound(tokens, end, first)):
            hits = self._matcher.whole(tokens[place:])
            is_meant = is_english(hits) or self._is_meant_in_english(tokens, place, is_told)
            if kind_of(hits) is Kind.ROLE and is_meant:
                if _is_denied(tokens[:place]) or (is_neighbour and place < end):
                    return None  # *Standardised patient educator*: who educates such patients.
                return _at_end(tokens, place, hits)
        return None

    def _is_meant_in_english(self, tokens: Sequence[Token], place: int, is_told: bool) -> bool:
        """Tell whether the role from `place` on is named in English: *NICE patient expert*."""
        says_nothing = all(
            is_english_adjunct(token) or _is_acronym(token) or is_place(token)
            for token in tokens[:place]
        )
        return (is_told or says_nothing) and self._matcher.is_english(tokens[place:])

    def _other_head(
        self, tokens: Sequence[Token], end: int, first: tuple[Hit, ...]
    ) -> Analysis | None:
        """Read nouns side by side whose last ones are no role by themselves."""
        if (around := self._around_modifier(tokens)) is not None:
            return around
        thing, last = english_thing_kind(tokens[-1]), len(tokens) - 1
        if kind_of(first) is Kind.SHORT and is_abbreviation(first):
            if not thing and is_person_word(tokens[-1]):
                return None  # *PPV members*
        elif self._is_short_head(tokens):
            return self._short_head(tokens)
        if not first:
            return None
        if end == last and first[0].concept.group is Group.BODY and _is_member(tokens[last]):
            return Analysis(first, tuple(tokens[:end]), "head", rest=(tokens[last],))
        status = self._matcher.whole(tokens[last:])
        if names_only(status, Group.STATUS):
            if kind_of(first) is Kind.SHORT and end == last:
                added = Added(status, (tokens[last],))
                return Analysis(first, tuple(tokens[:end]), "head", (added,))  # *Peer volunteer*
            if names_thing(first) or kind_of(first) is Kind.FACET:
                return _at_end(tokens, last, status)  # *Research volunteer*
        if not thing and self._names_field(tokens, end):
            return None
        code = "thing" if thing else "nothing"
        return Analysis(code=code, rest=tuple(tokens), inner=first, thing=thing)

    def _is_short_head(self, tokens: Sequence[Token]) -> bool:
        """Tell a short form behind its kind: *family peers*, *health navigators*.

        Whom a representative or a partner stands by must be known: *tenant representative* is
        another trade.
        """
        hits = self._matcher.whole(tokens[-1:])
        if kind_of(hits) is not Kind.SHORT or not is_english(hits):
            return False
        if names_only(self._matcher.whole(tokens[:-1]), Group.DOMAIN):
            return True
        is_relational = tokens[-1].text.removesuffix("s") in english_words.PARTY_HEADS
        return all(
            is_adjunct(token)
            or (
                self._is_known_person(token)
                if is_relational
                else is_place(token) or is_person_word(token)
            )
            for token in tokens[:-1]
        )

    def _short_head(self, tokens: Sequence[Token]) -> Analysis:
        """Return what a short form behind its kind names: *family peer* begins *family peer
        supporter* and other names of that role, and no other role's.
        """
        for place in range(len(tokens) - 1):
            if hits := self._matcher.begun(tokens[place:]):
                return _at_end(tokens, place, hits)
        last = len(tokens) - 1
        return _at_end(tokens, last, self._matcher.whole(tokens[last:]))

    def _is_known_person(self, token: Token) -> bool:
        hits = self._matcher.whole([token])
        return names_lay_persons(hits) or names_only(hits, Group.ROLE)

    def _names_field(self, tokens: Sequence[Token], place: int) -> bool:
        """Tell whether the words from `place` on name a field or place: *peer worker oncology*."""
        groups = {hit.concept.group for hit in self._matcher.longest(tokens, place)[1]}
        is_thing = bool(groups & (HEADS_NO_ROLE_FOLLOWS | {Group.BODY}))
        return is_place(tokens[-1]) or (bool(groups & FACET_GROUPS) and not is_thing)

    def _around_modifier(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *lay committee member*: the body stands inside the name."""
        inside = tokens[1:-1]
        if not inside or not all(_is_body(token) for token in inside):
            return None
        hits = self._matcher.whole([tokens[0], tokens[-1]])
        if kind_of(hits) is not Kind.ROLE or not is_english(hits):
            return None
        return Analysis(hits, (tokens[0], tokens[-1]), "head", rest=tuple(inside))


def _length_of_compound(tokens: Sequence[Token]) -> int:
    """Return how many words stand side by side, as the nouns of an English compound do."""
    return 1 + sum(1 for _ in takewhile(_is_in_compound, tokens[1:]))


def _end_of_compound(tokens: Sequence[Token], end: int, first: Sequence[Hit]) -> int:
    """Return where the nouns end that stand side by side behind a role, or from the start."""
    behind = end if kind_of(first) is Kind.ROLE else 1
    return behind - 1 + _length_of_compound(tokens[behind - 1 :])


def _is_proper_name(token: Token) -> bool:
    return token.surface.istitle() and is_apposed(token) and not english_thing_kind(token)


def _end_of_common_nouns(tokens: Sequence[Token]) -> int:
    """Return where proper names begin that end a title which else has no capitals."""
    end = len(tokens)
    while end and _is_proper_name(tokens[end - 1]):
        end -= 1
    return end if all(token.surface.islower() for token in tokens[1:end]) else len(tokens)


def _is_in_compound(token: Token) -> bool:
    return is_apposed(token) or is_genitive(token)


def _is_acronym(token: Token) -> bool:
    return token.surface.isupper() and len(token.surface) > 2


def _is_body(token: Token) -> bool:
    return token.text in english_words.BODIES


def _is_school(tokens: Sequence[Token]) -> bool:
    """Tell whether a training is called by a name (*EUPATI*), not as what it is (*DU*)."""
    return all(_is_acronym(token) and not thing_kind(token) for token in tokens)


def _is_company(tokens: Sequence[Token]) -> bool:
    return tokens[-1].text in english_words.COMPANIES


def _is_denied(before: Sequence[Token]) -> bool:
    return any(token.text in english_words.PRIVATIVES for token in before)


def _is_member(token: Token) -> bool:
    return token.text in words.MEMBERS


def _at_end(tokens: Sequence[Token], place: int, hits: tuple[Hit, ...]) -> Analysis:
    """Return what the words from `place` on name, with those before them unexplained."""
    return Analysis(hits, tuple(tokens[place:]), "head", rest=tuple(tokens[:place]))
