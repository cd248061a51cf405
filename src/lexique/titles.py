"""Taking a title apart: what it names, what it adds, and what it leaves unexplained.

French names a person by the head of the phrase, which stands first: *paire-aidante salariée en
oncologie* is a paire-aidante, *association de pairs-aidants* is an association. What follows the
head adds to it (facets), names a second role (coordination, apposition) or stays unexplained; it
never becomes the answer by accident.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import TypeAlias

from lexique.analysis import NOTHING, Added, Analysis
from lexique.context import choose, heard_in
from lexique.data import words
from lexique.hits import Hit, distinct, firm_hits
from lexique.matching import Matcher
from lexique.members import is_joined, members_of, unjoined
from lexique.model import Concept, Group
from lexique.namespaces import VALUE
from lexique.normalise import Token, stem
from lexique.openings import opening_length

FACET_GROUPS = frozenset(
    {
        Group.STATUS, Group.SEAT, Group.DOMAIN, Group.TRAINING, Group.LEVEL, Group.BODY,
        Group.EXPERIENCE, Group.MISSION, Group.SAFEGUARD,
    }
)  # fmt: skip
"""Groups whose concepts a title adds to a role."""

_THING_KINDS = frozenset(
    VALUE[f"kind-{kind}"]
    for kind in (
        "body", "activity", "document", "training", "programme", "contract", "device",
        "knowledge", "method",
    )
)  # fmt: skip
_HOUSE_KINDS = frozenset({VALUE["kind-body"]})
_HEADS_NO_ROLE_FOLLOWS = frozenset({Group.TRAINING, Group.MISSION, Group.SAFEGUARD, Group.LEVEL})
_STRONG_SEPARATOR = re.compile(r"[:;|>\n]|\s-\s|\.\s|\s-$")
_NEUTRAL_STEMS = frozenset(stem(word) for word in words.PLACES | words.FIELDS)
_LEAD_INS = frozenset(
    tuple(word for word in phrase.split() if word not in words.FUNCTION_WORDS)
    for phrase in words.LEAD_INS
)
_GENUS_WORDS = frozenset().union(*words.GENERA.values())
_RELATIONAL = frozenset(stem(word) for word in words.RELATIONAL_HEADS)
_ADJUNCT_STEMS = frozenset(stem(word) for word in words.ADJUNCTS)
_LONGEST_LEAD_IN = max(map(len, _LEAD_INS))


_OF = frozenset({"d", "de", "du", "des", "of"})


class Kind(Enum):
    """What the readings of a phrase can do in a title."""

    ROLE = "a role that the form names by itself"
    SHORT = "a role among other readings of a short form"
    OTHER = "a class of persons, or what is taken for a role"
    FACET = "a status, field, training, seat ..."
    NONE = "nothing known"


Together: TypeAlias = Callable[[tuple[Hit, ...], tuple[Hit, ...]], tuple[tuple[Hit, ...], bool]]


def kind_of(hits: Sequence[Hit]) -> Kind:
    """Return what these readings can do in a title; those that need no cue count first."""
    groups = {hit.concept.group for hit in firm_hits(hits)}
    if Group.ROLE in groups:
        return Kind.ROLE
    if groups:
        return Kind.FACET if groups & FACET_GROUPS else Kind.OTHER
    groups = {hit.concept.group for hit in hits}
    if Group.ROLE in groups:
        return Kind.SHORT
    if groups & FACET_GROUPS:
        return Kind.FACET
    return Kind.OTHER if groups else Kind.NONE


def names_thing(hits: Sequence[Hit]) -> bool:
    """Tell whether every reading is a body, an activity, a document ...: never a person."""
    return bool(hits) and all(
        hit.concept.group is Group.NEIGHBOUR
        and _THING_KINDS.intersection(hit.concept.statements.get("neighbourKind", ()))
        for hit in hits
    )


def _is_english(hits: Sequence[Hit]) -> bool:
    return bool(hits) and all(hit.designation.language == "en" for hit in hits)


def is_apposed(token: Token) -> bool:
    """Tell whether a word stands right beside the one before it: space or hyphen, no quote."""
    return not token.links and not is_joined(token) and '"' not in token.before


def is_neutral(token: Token) -> bool:
    """Tell whether a word names a place or a field, or is a proper name or a number."""
    is_name = token.surface[:1].isupper() and not token.surface.isupper()
    is_acronym = token.surface.isupper() and len(token.surface) > 1
    return stem(token.text) in _NEUTRAL_STEMS or token.text.isdigit() or is_name or is_acronym


def _says_nothing(token: Token) -> bool:
    """Tell whether a word changes nothing in what a head names: place, field, manner, number."""
    is_partner = token.text == words.OWN and is_joined(token)
    return is_neutral(token) or is_partner or stem(token.text) in _ADJUNCT_STEMS


def without_doubling(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with *patients et patientes*, *médiateur / médiatrice* said once."""
    kept = list(tokens)
    place = 1
    while place < len(kept):
        longest = min(place, len(kept) - place) if is_joined(kept[place]) else 0
        for length in range(longest, 0, -1):
            first = kept[place - length : place]
            second = kept[place : place + length]
            if [stem(item.text) for item in first] == [stem(item.text) for item in second]:
                del kept[place : place + length]
                kept[place - 1] = kept[place - 1]._replace(is_inclusive=True)
                break
        else:
            place += 1
    return kept


class TitleReader:
    """Reads titles with the readings of one jurisdiction."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher

    def read(self, tokens: Sequence[Token]) -> Analysis:
        """Return what a title says."""
        if not tokens:
            return NOTHING
        if hits := self._matcher.whole(tokens):
            return Analysis(hits, tuple(tokens))
        if tokens[0].text in words.CANDIDATES and len(tokens) > 1:
            return self._candidate(tokens)
        opening = opening_length(tokens)
        if opening:
            inside = self.read(tokens[opening:])
            return inside._replace(dropped=(*tokens[:opening], *inside.dropped))
        return self._list(tokens) or self._one_name(without_doubling(tokens))

    def _candidate(self, tokens: Sequence[Token]) -> Analysis:
        """Read *candidate RU*: who stands for a role does not hold it yet."""
        lead = max(1, _lead_in(tokens))
        inside = self.read(tokens[lead:] or tokens[1:])
        code = "candidate" if kind_of(inside.hits) is Kind.ROLE else inside.code
        return inside._replace(code=code, dropped=(*tokens[:lead], *inside.dropped))

    def _list(self, tokens: Sequence[Token]) -> Analysis | None:
        """Return what a list of names says, None where a member is no name by itself.

        In *patient expert/partenaire* and *représentants des usagers et des familles* the second
        member leans on the first: that is no list of names.
        """
        members = members_of(tokens)
        if len(members) < 2 or any(_leans_on(member, members[0]) for member in members[1:]):
            return None
        parts = [self.read(member) for member in members]
        roles = [part for part in parts if _names_role(part)]
        statuses = [part for part in parts if _is_status(part)]
        if any(kind_of(part.hits) is Kind.ROLE for part in roles):
            roles = [_among_roles(part) for part in roles]
        if not roles or len(roles) + len(statuses) < len(parts):
            return None
        return _side_by_side(roles, statuses)

    def _one_name(self, said_once: list[Token]) -> Analysis:
        if hits := self._matcher.whole(said_once):
            return Analysis(hits, tuple(said_once))
        main = [token for token in said_once if not token.depth]
        if not main:
            main, said_once = said_once, []
        analysis = self._phrase(main)
        for insert in _inserts(said_once):
            analysis = self._with_insert(analysis, insert)
        return analysis

    def _phrase(self, tokens: Sequence[Token]) -> Analysis:
        if hits := self._matcher.whole(tokens):
            return Analysis(hits, tuple(tokens))
        segments = _segments(tokens)
        if len(segments) > 1:
            return self._combined([self._segment(part) for part in segments], segments)
        return self._segment(tokens)

    def _combined(
        self, analyses: Sequence[Analysis], segments: Sequence[Sequence[Token]]
    ) -> Analysis:
        """Return what the parts of a title set off by dash or colon say together."""
        first = analyses[0]
        if first.code == "thing" and ":" in segments[1][0].before:
            return first._replace(inner=tuple(hit for part in analyses for hit in part.hits))
        for wanted in (Kind.ROLE, Kind.SHORT, Kind.OTHER, Kind.FACET):
            found = [part for part in analyses if kind_of(part.hits) is wanted]
            if found:
                others = [part for part in analyses if part not in found]
                return _merged(self._united(found), others)
        inner = tuple(hit for part in analyses for hit in part.inner)
        return first._replace(inner=inner)

    def _united(self, found: Sequence[Analysis]) -> Analysis:
        united = found[0]
        for part in found[1:]:
            hits, is_several = self._together(united.hits, part.hits)
            united = united._replace(
                hits=_firm_of_several(hits) if is_several else hits,
                tokens=united.tokens + part.tokens,
                facets=united.facets + part.facets,
                rest=united.rest + part.rest,
                code="coordination" if is_several else united.code,
            )
        return united

    def _segment(self, tokens: Sequence[Token]) -> Analysis:
        """Return what one phrase says, from its head on."""
        if own := self._matcher.own_care(tokens):
            return Analysis(own, tuple(tokens), "own-care")
        if (general := self._by_genus(tokens)) is not None:
            return general
        if (reordered := self._complement_first(tokens)) is not None:
            return reordered
        end, hits = self._matcher.longest(tokens)
        kind = kind_of(hits)
        if kind is not Kind.ROLE and (led := self._led_in(tokens)) is not None:
            return led
        head, rest = tuple(tokens[:end]), tokens[end:]
        if hits and not rest:
            return Analysis(hits, head)
        if kind is Kind.NONE or _is_english(hits):
            last = self._english_head(tokens, hits)
            if last is not None:
                return last
        if kind is Kind.NONE:
            return self._unknown_head(tokens)
        if kind is Kind.FACET:
            return self._after_facet(hits, head, rest)
        if names_thing(hits):
            inner = tuple(hit for _, _, found in self._all_inside(rest) for hit in found)
            return Analysis(hits, head, "head", rest=tuple(rest), inner=inner)
        return _Rest(self._matcher, self._together, hits, head).read(rest)

    def _by_genus(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *maman aidante* as *proche aidante*, *peer support practitioner* as *worker*."""
        if not _GENUS_WORDS.intersection(token.text for token in tokens):
            return None
        if kind_of(self._matcher.longest(tokens)[1]) is Kind.ROLE:
            return None
        general = [token._replace(text=_genus(token.text)) for token in tokens]
        end, hits = self._matcher.longest(general)
        is_used = any(token.text in _GENUS_WORDS for token in tokens[:end])
        if kind_of(hits) is not Kind.ROLE or end < 2 or not is_used:
            return None
        return self._segment(general)

    def _complement_first(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *représentante suppléante des usagers*: an adjective before the complement."""
        place = next((at for at in range(1, len(tokens)) if not is_apposed(tokens[at])), 0)
        if place < 2 or not _OF.intersection(tokens[place].links):
            return None
        moved = [tokens[0], *tokens[place:], *tokens[1:place]]
        before, hits_before = self._matcher.longest(tokens)
        end, hits = self._matcher.longest(moved)
        if kind_of(hits) is not Kind.ROLE or end < 2 or moved[end - 1] in tokens[1:place]:
            is_all = kind_of(hits) is Kind.ROLE and end == len(moved)
            return Analysis(hits, tuple(tokens)) if is_all else None
        if kind_of(hits_before) is Kind.ROLE and before > 1:
            return None
        return self._segment(moved)

    def _led_in(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *ancienne patiente partenaire*: the words before the role say nothing of it."""
        lead = _lead_in(tokens)
        if not 0 < lead < len(tokens):
            return None
        inside = self._segment(tokens[lead:])
        if kind_of(inside.hits) is not Kind.ROLE:
            return None
        return inside._replace(dropped=(*tokens[:lead], *inside.dropped))

    def _english_head(self, tokens: Sequence[Token], first: tuple[Hit, ...]) -> Analysis | None:
        """Read an English title, whose head stands last: *Patient Advisors Network*.

        Returns None where the words do not stand side by side or may be French.
        """
        until = next((place for place in range(1, len(tokens)) if is_joined(tokens[place])), None)
        tokens = tokens[:until]
        if not all(is_apposed(token) for token in tokens[1:]):
            return None
        for place in range(1, len(tokens)):
            hits = self._matcher.whole(tokens[place:])
            if kind_of(hits) is Kind.ROLE and _is_english(hits):
                return Analysis(hits, tuple(tokens[place:]), "head", rest=tuple(tokens[:place]))
        if (around := self._around_modifier(tokens)) is not None:
            return around
        end, _ = self._matcher.longest(tokens)
        if end == len(tokens):
            return None
        names_field = kind_of(self._matcher.longest(tokens, end)[1]) is Kind.FACET
        thing = thing_kind(tokens[-1])
        is_place = not thing and stem(tokens[-1].text) in _NEUTRAL_STEMS
        if not first or names_field or is_place:
            return None
        code = "thing" if thing else "nothing"
        return Analysis(code=code, rest=tuple(tokens), inner=first, thing=thing)

    def _around_modifier(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *lay committee member*: the body stands inside the name."""
        inside = tokens[1:-1]
        if not inside or not all(thing_kind(token) == "kind-body" for token in inside):
            return None
        hits = self._matcher.whole([tokens[0], tokens[-1]])
        if kind_of(hits) is not Kind.ROLE or not _is_english(hits):
            return None
        return Analysis(hits, (tokens[0], tokens[-1]), "head", rest=tuple(inside))

    def _after_facet(
        self, hits: tuple[Hit, ...], head: tuple[Token, ...], rest: Sequence[Token]
    ) -> Analysis:
        """Read *bénévole patiente experte*, *suppléant du représentant des usagers*."""
        groups = {hit.concept.group for hit in hits}
        may_name = is_apposed(rest[0]) or is_joined(rest[0]) or Group.SEAT in groups
        following = self._segment(rest)
        may_name = may_name and not groups & _HEADS_NO_ROLE_FOLLOWS and following.code != "thing"
        says_who = bool(groups & {Group.STATUS, Group.SEAT})
        wanted = (Kind.ROLE, Kind.SHORT) if says_who else (Kind.ROLE,)
        may_name = may_name and (says_who or not thing_kind(head[0]))
        if may_name and kind_of(following.hits) in wanted:
            return following._replace(facets=(Added(hits, head), *following.facets))
        return Analysis(
            hits,
            head,
            "head",
            facets=following.facets,
            rest=tuple(rest) if not following.hits else following.rest,
            inner=following.hits + following.inner,
        )

    def _unknown_head(self, tokens: Sequence[Token]) -> Analysis:
        """Read a title whose first word the vocabulary does not know."""
        lead = _lead_in(tokens)
        if lead and len(tokens) > lead:
            inside = self._segment(tokens[lead:])
            return inside._replace(dropped=(*tokens[:lead], *inside.dropped))
        inner = [
            (place, end, hits)
            for place, end, hits in self._all_inside(tokens)
            if kind_of(hits) is not Kind.FACET
        ]
        inner_hits = tuple(hit for _, _, hits in inner for hit in hits)
        thing = thing_kind(tokens[0])
        for place, end, hits in inner:
            if kind_of(hits) is Kind.ROLE and self._stands_beside(tokens, place, thing):
                role = _Rest(self._matcher, self._together, hits, tuple(tokens[place:end]))
                found = role.read(tokens[end:])
                return found._replace(rest=(*tokens[:place], *found.rest), code="apposition")
        if thing:
            code = "thing" if inner else "nothing"
            return Analysis(code=code, rest=tuple(tokens), inner=inner_hits, thing=thing)
        return NOTHING._replace(rest=tuple(tokens), inner=inner_hits)

    def _all_inside(self, tokens: Sequence[Token]) -> Iterable[tuple[int, int, tuple[Hit, ...]]]:
        place = 0
        while place < len(tokens):
            end, hits = self._matcher.longest(tokens, place)
            if hits:
                yield place, end, hits
            place = max(end, place + 1)

    def _stands_beside(self, tokens: Sequence[Token], place: int, thing: str) -> bool:
        """Tell whether the role at `place` is a second name of the person the head names."""
        if any(token.links and not is_joined(token) for token in tokens[1 : place + 1]):
            return False
        if is_joined(tokens[place]):
            return thing in ("", "kind-staff")
        return not thing and _is_person_word(tokens[0]) and _agrees(tokens[0], tokens[place:])

    def _named_in_brackets(
        self, analysis: Analysis, insert: tuple[Token, ...], hits: tuple[Hit, ...]
    ) -> Analysis | None:
        """Read a role in brackets: behind a person's name, or as a second role.

        *Paul Martin (patient partenaire)*; *co-chercheurs (« patients partenaires »)*.
        """
        if not analysis.hits and not analysis.thing and _is_person_name(analysis.rest, insert):
            inside = self.read([token._replace(depth=0) for token in insert])
            if kind_of(inside.hits) not in (Kind.ROLE, Kind.SHORT):
                return None
            return inside._replace(dropped=(*analysis.rest, *inside.dropped))
        if kind_of(analysis.hits) is Kind.ROLE and kind_of(hits) is Kind.ROLE:
            if self._specialises(analysis.hits, hits) and insert[0].links == ():
                return analysis
            parts = [analysis, Analysis(hits, insert)]
            return _side_by_side(parts, []) if _names_role(analysis) else None
        return None

    def _together(
        self, first: tuple[Hit, ...], second: tuple[Hit, ...]
    ) -> tuple[tuple[Hit, ...], bool]:
        """Return the readings of two names of one person, and whether they are two roles.

        The narrower of two names says both; of a short form and a full one, the full one counts.
        """
        kinds = kind_of(first), kind_of(second)
        if kinds[0] is not Kind.ROLE and kinds[1] is Kind.ROLE:
            return second, False
        if kinds[0] is Kind.ROLE and kinds[1] is not Kind.ROLE:
            return first, False
        if self._specialises(second, first):
            return second, False
        if self._specialises(first, second):
            return first, False
        return (*first, *(hit for hit in second if hit not in first)), True

    def _specialises(self, narrow: Sequence[Hit], broad: Sequence[Hit]) -> bool:
        """Tell whether every role of `narrow` lies below one of `broad`, or both are the same."""
        below, above = _roles(narrow), _roles(broad)
        return below.keys() == above.keys() or all(
            iri not in above and above.keys() & self._matcher.broader_of(concept)
            for iri, concept in below.items()
        )

    def _with_insert(self, analysis: Analysis, insert: tuple[Token, ...]) -> Analysis:
        """Read what stands in brackets: an abbreviation, a facet, or a list under the head."""
        hits = self._matcher.whole(insert)
        shared = _shared(analysis.hits, hits)
        if shared and not _says_more(hits, analysis.hits):
            if not firm_hits(analysis.hits) and firm_hits(hits):
                # *MSP (médiateur de santé-pair)*: the name in full says it.
                return analysis._replace(hits=_shared(hits, shared), code="abbreviation")
            code = "abbreviation" if len(insert) == 1 else analysis.code
            return analysis._replace(hits=shared, code=code)
        if kind_of(hits) is Kind.FACET:
            return analysis._replace(facets=(*analysis.facets, Added(hits, insert)))
        if analysis.hits and kind_of(hits) is not Kind.NONE:
            roles = tuple(hit for hit in hits if hit.concept.group is Group.ROLE)
            if roles and self._specialises(roles, analysis.hits):
                return analysis._replace(hits=roles, code="abbreviation")
        named = self._named_in_brackets(analysis, insert, hits)
        if named is not None:
            return named
        listed = self._listed_under(analysis, insert)
        return listed or analysis._replace(rest=(*analysis.rest, *insert))

    def _listed_under(self, analysis: Analysis, insert: tuple[Token, ...]) -> Analysis | None:
        """Read *pairs aidants (patients et famille)*: each word of the list under the head."""
        if kind_of(analysis.hits) is not Kind.ROLE:
            return None
        found = analysis.hits
        for token in insert:
            hits = self._matcher.whole([*analysis.tokens, unjoined(token)._replace(depth=0)])
            found = (*found, *(hit for hit in hits if hit not in found))
        if found == analysis.hits:
            return None
        alone = len(insert) == 1
        return analysis._replace(
            hits=found[len(analysis.hits) :] if alone else _firm_of_several(found),
            tokens=(*analysis.tokens, *insert),
            code="head" if alone else "coordination",
        )


class _Rest:
    """Reads what follows a head, phrase by phrase."""

    def __init__(
        self,
        matcher: Matcher,
        together: Together,
        hits: tuple[Hit, ...],
        head: tuple[Token, ...],
    ) -> None:
        self._matcher = matcher
        self._together = together
        self._head = head
        self._hits = hits
        self._tokens = head
        self._code = "head"
        self._facets: list[Added] = []
        self._rest: list[Token] = []
        self._inner: list[Hit] = []
        self._persons: list[Token] = []
        self._is_other = False
        if kind_of(hits) is not Kind.ROLE:
            facets = tuple(hit for hit in hits if hit.concept.group in FACET_GROUPS)
            self._head_facet = Added(facets, head) if facets else None
        else:
            self._head_facet = None

    def read(self, rest: Sequence[Token]) -> Analysis:
        """Return what head and rest say together."""
        place = 0
        while place < len(rest):
            place = self._take(rest, place)
        if house := self._house():
            return Analysis(house, self._head, "head", tuple(self._facets), tuple(self._rest))
        if self._is_other or self._is_another_thing():
            return self._as_complement()
        if self._head_facet is not None and self._tokens != self._head:
            self._facets.insert(0, self._head_facet)
        hits = _firm_of_several(self._hits) if self._code == "coordination" else self._hits
        return Analysis(
            hits, self._tokens, self._code, tuple(self._facets), tuple(self._rest),
            tuple(self._inner),
        )  # fmt: skip

    def _take(self, rest: Sequence[Token], place: int) -> int:
        """Read the phrase at `place`; return where the next begins."""
        token = rest[place]
        end, hits = self._matcher.longest(rest, place)
        kind = kind_of(hits)
        if is_joined(token):
            return self._take_joined(rest, place, end, hits)
        if is_apposed(token):
            narrower = self._narrower(rest, place) if kind is not Kind.FACET else None
            if narrower is not None:
                return narrower
            if kind is Kind.ROLE and self._may_be_named_twice(rest[place:end]):
                self._add(hits, rest[place:end], "apposed")
                return end
            self._is_other = self._is_other or kind is Kind.ROLE
            if kind is Kind.SHORT and kind_of(self._hits) is Kind.SHORT:
                return self._leave_open(hits, rest[place:end], end)
        elif kind is Kind.ROLE:
            self._inner.extend(hits)
            self._is_other = self._is_other or kind_of(self._hits) is Kind.SHORT
        if kind is Kind.FACET:
            self._add_facet(hits, rest[place:end])
            return end
        if hits and hits[0].concept.group is Group.PERSON and is_apposed(token):
            self._persons.extend(rest[place:end])
        if names_thing(hits):
            # *Référent travail pair*: what the person is in charge of, said without preposition.
            self._is_other = self._is_other or kind_of(self._hits) is Kind.SHORT
        self._rest.extend(rest[place : max(end, place + 1)])
        return max(end, place + 1)

    def _may_be_named_twice(self, role: Sequence[Token]) -> bool:
        """Tell whether an apposed role is a second name, not a complement without preposition."""
        if thing_kind(self._head[0]) == "kind-staff" and len(self._head) > 1:
            return False
        return kind_of(self._hits) is Kind.ROLE or _agrees(self._head[0], role)

    def _take_joined(
        self, rest: Sequence[Token], place: int, end: int, hits: tuple[Hit, ...]
    ) -> int:
        kind = kind_of(hits)
        if kind is Kind.ROLE and kind_of(self._hits) is Kind.OTHER:
            shared = self._sharing_tail(rest, place)
            if shared is not None:
                return shared
        if kind is Kind.ROLE:
            self._add(hits, rest[place:end], "joined")
            return end
        if kind is Kind.SHORT and kind_of(self._hits) is Kind.SHORT and '"' in rest[place].before:
            # Quotation marks say that the words are used as names: « experts » ou « partenaires ».
            return self._leave_open(hits, rest[place:end], end)
        if _names_status(hits) and not _OF.intersection(rest[place].links):
            self._add_facet(hits, rest[place:end])
            return end
        shared = self._sharing_head(rest, place) or self._sharing_tail(rest, place)
        if shared is not None:
            return shared
        if kind is Kind.OTHER and _is_plural(rest[place]):
            self._hits = (*self._hits, *(hit for hit in hits if hit not in self._hits))
            self._code = "coordination"
            return end
        if kind is Kind.FACET:
            self._add_facet(hits, rest[place:end])
            return end
        self._rest.extend(rest[place : max(end, place + 1)])
        return max(end, place + 1)

    def _leave_open(self, hits: tuple[Hit, ...], tokens: Sequence[Token], end: int) -> int:
        """Join the readings of two short forms: *expert partenaire*; neither is decided."""
        self._hits = distinct((*self._hits, *hits))
        self._tokens = (*self._tokens, *tokens)
        return end

    def _sharing_head(self, rest: Sequence[Token], place: int) -> int | None:
        """Read *patient expert/partenaire*, *représentants des usagers et des familles*."""
        for length in range(1, len(self._head) + 1):
            joined = (*self._head[:length], unjoined(rest[place]), *rest[place + 1 :])
            end, hits = self._matcher.longest(joined)
            if end > length and kind_of(hits) is Kind.ROLE:
                until = place + end - length
                self._add(hits, rest[place:until], "joined")
                return until
        return None

    def _sharing_tail(self, rest: Sequence[Token], place: int) -> int | None:
        """Read *usagers et proches partenaires*: what qualifies the second, the first shares."""
        end, hits = self._matcher.longest(rest, place)
        tail = rest[place + 1 : end]
        if kind_of(hits) is not Kind.ROLE or not tail:
            return None
        before = self._matcher.whole([*self._head, *tail])
        if kind_of(before) is Kind.ROLE:
            self._hits = before
            self._add(hits, rest[place:end], "joined")
            return end
        return None

    def _narrower(self, rest: Sequence[Token], place: int) -> int | None:
        """Read the third noun of *patient partenaire enseignant*, which gives the role."""
        if len(self._head) < 2 or kind_of(self._hits) not in (Kind.ROLE, Kind.OTHER):
            return None
        if self._rest:
            return None  # *Patient expert, devenu formateur*: no third noun of one name.
        end, hits = self._matcher.longest((self._head[0], *rest[place:]))
        if end < 2 or kind_of(hits) is not Kind.ROLE:
            return None
        self._add(hits, rest[place : place + end - 1], "narrower")
        return place + end - 1

    def _add(self, hits: tuple[Hit, ...], tokens: Sequence[Token], how: str) -> None:
        """Join a further name to the answer."""
        both, is_several = self._together(self._hits, hits)
        stays = kind_of(self._hits) is Kind.ROLE and how != "narrower"
        if stays or (how == "joined" and self._names_group()):
            both = (*self._hits, *(hit for hit in hits if hit not in self._hits))
            concepts = {hit.concept.iri for hit in self._hits}, {hit.concept.iri for hit in hits}
            is_several = concepts[0] != concepts[1]
        self._hits = both
        self._tokens = (*self._tokens, *tokens)
        if is_several:
            self._code = "coordination"

    def _names_group(self) -> bool:
        """Tell whether the head names several persons of a class: *patients et pairs-aidants*.

        In the singular both names are of one person: *infirmière et patiente partenaire*.
        """
        return kind_of(self._hits) is Kind.OTHER and _is_plural(self._head[0])

    def _add_facet(self, hits: tuple[Hit, ...], tokens: Sequence[Token]) -> None:
        if kind_of(self._hits) is Kind.SHORT and _OF.intersection(tokens[0].links):
            # *Partenaire d'éducation thérapeutique*: the short form is not used as a name.
            self._rest.extend(tokens)
            # *Représentant du conseil*: what is represented, not where the person sits.
            self._is_other = self._is_other or hits[0].concept.group is Group.BODY
        self._facets.append(Added(hits, tuple(tokens)))

    def _is_another_thing(self) -> bool:
        """Tell whether what is unexplained makes the head name something else.

        *Médiateur de la consommation* is not the short *médiateur*, nor *aidant informatique* the
        aidant; a place, a field or a proper name changes nothing.
        """
        unexplained = [
            token
            for token in self._rest
            if token not in self._persons and (not _says_nothing(token) or '"' in token.before)
        ]
        facet_words = {id(token) for added in self._facets for token in added.tokens}
        unexplained += [token for token in self._rest if id(token) in facet_words]
        if not unexplained:
            return self._is_other_party()
        if kind_of(self._hits) is Kind.SHORT:
            said = " ".join(token.surface for token in self._rest)
            return choose(self._hits, heard_in(said)).cue is None
        is_one_word = len(self._head) == 1 and kind_of(self._hits) is Kind.ROLE
        return is_one_word and self._tokens == self._head and is_apposed(unexplained[0])

    def _is_other_party(self) -> bool:
        """Tell whether the complement is the other party of a short form, not its place.

        *Représentant de la commune*, *formateurs des Pissenlits*.
        """
        if kind_of(self._hits) is not Kind.SHORT or len(self._head) > 1 or not self._rest:
            return False
        first = self._rest[0]
        if not _OF.intersection(first.links):
            # *Pair-éducation*: the compound of an activity.
            return first.before == "-" and thing_kind(first) == "kind-activity"
        return stem(self._head[0].text) in _RELATIONAL

    def _house(self) -> tuple[Hit, ...]:
        """Return the readings as a house of *MSP de l’Olivier*: a house has a name."""
        first = self._rest[0] if self._rest else None
        if first is None or kind_of(self._hits) is not Kind.SHORT or len(self._head) > 1:
            return ()
        if not _OF.intersection(first.links) or stem(first.text) in _NEUTRAL_STEMS:
            return ()
        others = tuple(hit for hit in self._hits if hit.concept.group is not Group.ROLE)
        is_house = all(
            _HOUSE_KINDS.intersection(hit.concept.statements.get("neighbourKind", ()))
            for hit in others
        )
        is_only_one = len({hit.concept.iri for hit in others}) == 1
        return others if is_house and is_only_one else ()

    def _as_complement(self) -> Analysis:
        """Return the readings that are no role, or nothing: the head is only part of a name."""
        others = tuple(
            hit
            for hit in (self._hits if self._is_other else firm_hits(self._hits))
            if hit.concept.group is not Group.ROLE
        )
        roles = tuple(hit for hit in self._hits if hit.concept.group is Group.ROLE)
        return Analysis(
            others,
            self._head if others else (),
            "complement" if others else "nothing",
            tuple(self._facets),
            tuple(self._rest) if others else (*self._head, *self._rest),
            (*self._inner, *roles),
        )


def _is_plural(token: Token) -> bool:
    return token.surface.rstrip(")").lower().endswith(("s", "x")) or token.text.endswith(("s", "x"))


def _merged(analysis: Analysis, others: Sequence[Analysis]) -> Analysis:
    """Return `analysis` with what the other parts of the title add to it."""
    facets, rest = list(analysis.facets), list(analysis.rest)
    for part in others:
        if kind_of(part.hits) is Kind.FACET:
            facets.append(Added(part.hits, part.tokens))
            rest.extend(part.rest)
        else:
            rest.extend((*part.tokens, *part.rest))
        facets.extend(part.facets)
    return analysis._replace(facets=tuple(facets), rest=tuple(rest))


def _roles(hits: Sequence[Hit]) -> dict[str, Concept]:
    """Return the roles by IRI: those that need no cue, or all where none is firm."""
    counting = firm_hits(hits) or hits
    return {hit.concept.iri: hit.concept for hit in counting if hit.concept.group is Group.ROLE}


def _firm_of_several(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Return what counts of several names side by side: the readings that need no cue."""
    return firm_hits(hits) or hits


def _says_more(second: Sequence[Hit], first: Sequence[Hit]) -> bool:
    """Tell whether both name roles by themselves, and the second all of the first and others."""
    is_firm = bool(firm_hits(first)) and bool(firm_hits(second))
    return is_firm and bool(_roles(first)) and _roles(second).keys() > _roles(first).keys()


def _shared(first: Sequence[Hit], second: Sequence[Hit]) -> tuple[Hit, ...]:
    iris = {hit.concept.iri for hit in second}
    return tuple(hit for hit in first if hit.concept.iri in iris)


def _inserts(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    """Return the groups of words in brackets."""
    groups: list[list[Token]] = []
    inside = False
    for token in tokens:
        if token.depth and inside and "(" not in token.before:
            groups[-1].append(token)
        elif token.depth:
            groups.append([token])
        inside = bool(token.depth)
    return [tuple(group) for group in groups]


def _segments(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the parts of a title between colons, semicolons and free-standing dashes."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        is_initial = bool(parts[-1]) and len(parts[-1][-1].text) == 1 and token.before == ". "
        if parts[-1] and not is_initial and _STRONG_SEPARATOR.search(token.before):
            parts.append([])
        parts[-1].append(token)
    return parts


def _lead_in(tokens: Sequence[Token]) -> int:
    """Return how many words at the start only introduce a name (*poste de*)."""
    if tokens[0].text.isdigit():
        return 1
    for length in range(min(_LONGEST_LEAD_IN, len(tokens)), 0, -1):
        if tuple(token.text for token in tokens[:length]) in _LEAD_INS:
            is_english = tokens[length - 1].text in words.ENGLISH_ADJECTIVES
            # *Former des pairs-aidants* is the French verb.
            is_apart = length < len(tokens) and not is_apposed(tokens[length])
            return 0 if is_english and is_apart else length
    return 0


def thing_kind(token: Token) -> str:
    """Return the kind of neighbour that a head names, empty where it may be a person."""
    for kind, heads in words.THING_HEADS.items():
        if token.text in heads or stem(token.text) in _STEMS_OF_HEADS[kind]:
            return kind
    is_activity = len(token.text) > 6 and token.text.endswith(words.ACTIVITY_ENDINGS)
    return "kind-activity" if is_activity else ""


_STEMS_OF_HEADS = {
    kind: frozenset(stem(word) for word in heads) for kind, heads in words.THING_HEADS.items()
}


def _is_person_word(token: Token) -> bool:
    return token.is_inclusive or token.text.endswith(words.PERSON_ENDINGS)


def _agrees(head: Token, role: Sequence[Token]) -> bool:
    """Tell whether a role agrees with the head in number and gender, as a second name would.

    *Coordinatrice patients partenaires* leaves out a preposition: she coordinates them.
    """
    if head.is_inclusive or role[0].is_inclusive:
        return True
    same_number = head.text.endswith(("s", "x")) == role[0].text.endswith(("s", "x"))
    return same_number and (
        not _is_feminine(head)
        or any(token.text.rstrip("s").endswith("e") for token in role[: _is_peer(role[0]) + 1])
    )


def _is_peer(token: Token) -> bool:
    """Tell whether a word is *pair*, which need not agree: *éducatrice pair-aidante*."""
    return token.text.startswith("pair")


def _genus(word: str) -> str:
    return next((genus for genus, kinds in words.GENERA.items() if word in kinds), word)


def _is_feminine(token: Token) -> bool:
    return token.text.rstrip("s").endswith(words.FEMININE_ENDINGS)


def _leans_on(member: Sequence[Token], first: Sequence[Token]) -> bool:
    """Tell whether a member shares the head of the first: *représentant des A ou des B*."""
    if not _OF.intersection(member[0].links) or _OF.intersection(first[0].links):
        return False
    return any(_OF.intersection(token.links) for token in first[1:])


def _names_role(part: Analysis) -> bool:
    """Tell whether a part of a title is the name of a role by itself."""
    is_role = kind_of(part.hits) is Kind.ROLE and part.code != "own-care"
    return is_role or _is_abbreviation(part)


def _is_abbreviation(part: Analysis) -> bool:
    """Tell whether a part is nothing but a short form in capitals that may be a role's."""
    is_short = kind_of(part.hits) is Kind.SHORT and not part.rest
    return is_short and all(hit.form.isupper() for hit in part.hits)


def _among_roles(part: Analysis) -> Analysis:
    """Return a member of a list; of an abbreviation among roles, the readings that are roles."""
    if not _is_abbreviation(part):
        return part
    return part._replace(hits=tuple(hit for hit in part.hits if hit.concept.group is Group.ROLE))


def _names_status(hits: Sequence[Hit]) -> bool:
    return bool(hits) and {hit.concept.group for hit in hits} <= {Group.STATUS, Group.SEAT}


def _is_status(part: Analysis) -> bool:
    """Tell whether a part says as what the person acts or sits: *bénévole*, *président de X*."""
    return _names_status(part.hits) or (
        kind_of(part.hits) is Kind.FACET and part.hits[0].concept.group is Group.STATUS
    )


def _side_by_side(roles: Sequence[Analysis], statuses: Sequence[Analysis]) -> Analysis:
    """Return what names of roles say together, with the statuses listed among them."""
    hits = distinct(hit for part in roles for hit in firm_hits(part.hits) or part.hits)
    named = {frozenset(_roles(part.hits)) for part in roles}
    facets = [added for part in roles for added in part.facets]
    facets += [Added(part.hits, part.tokens) for part in statuses]
    return Analysis(
        hits,
        tuple(token for part in roles for token in part.tokens),
        "coordination" if len(named) > 1 else "head",
        tuple(facets),
        tuple(token for part in roles for token in part.rest),
        tuple(hit for part in roles for hit in part.inner),
        dropped=tuple(token for part in roles for token in part.dropped),
    )


def _is_person_name(tokens: Sequence[Token], role: Sequence[Token]) -> bool:
    """Tell whether words are a person's first and last name, or those of several persons.

    Capitals, no place or field among them; a role in the plural is that of several.
    """
    is_several = any(is_joined(token) for token in tokens)
    return (
        len(tokens) > 1
        and (is_several or not _is_plural(role[0]) or role[0].surface.isupper())
        and all(
            token.surface[:1].isupper()
            and stem(token.text) not in _NEUTRAL_STEMS
            and not thing_kind(token)
            for token in tokens
        )
    )
