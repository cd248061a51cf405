"""Taking a title apart: what it names, what it adds, and what it leaves unexplained.

French names a person by the head of the phrase, which stands first: *paire-aidante salariée en
oncologie* is a paire-aidante, *association de pairs-aidants* is an association. What follows the
head adds to it (facets), names a second role (coordination, apposition) or stays unexplained; it
never becomes the answer by accident.
"""

from __future__ import annotations

from collections.abc import Sequence

from lexique.harmonising.about import announced, is_asked, is_denied
from lexique.harmonising.agreement import ENGLISH_OF, agrees, is_plural
from lexique.harmonising.analysis import NOTHING, Added, Analysis
from lexique.harmonising.beside import read_beside
from lexique.harmonising.brackets import (
    BracketReader,
    inserts_of,
    is_person_name,
    without_expansions,
)
from lexique.harmonising.doubling import doubled_once
from lexique.harmonising.english import EnglishReader
from lexique.harmonising.following import Following
from lexique.harmonising.genera import generalised, is_kind, paired
from lexique.harmonising.kinds import (
    HEADS_NO_ROLE_FOLLOWS,
    Kind,
    is_english,
    kind_of,
    names_lay_persons,
    names_only,
    names_thing,
)
from lexique.harmonising.listing import among_roles, is_status, names_role, side_by_side
from lexique.harmonising.matching import Matcher
from lexique.harmonising.members import is_dashed, is_joined, members_of, unjoined
from lexique.harmonising.merging import specified, united, with_facets_of
from lexique.harmonising.openings import opening_length
from lexique.harmonising.phrases import (
    OF,
    is_apposed,
    is_english_adjunct,
    lead_in_length,
    leans_on,
    segments_of,
    sits_for,
    thing_kind,
)
from lexique.harmonising.sharing import SharedHeads
from lexique.levelling import words
from lexique.levelling.normalise import Token
from lexique.model import Group
from lexique.vocabulary.hits import Hit


class TitleReader:
    """Reads one title with the readings of one jurisdiction."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._segments: dict[tuple[Token, ...], Analysis] = {}
        self._english = EnglishReader(matcher, self._segment)
        self._sharing = SharedHeads(matcher, self._segment)
        self._brackets = BracketReader(matcher, self.read)

    def read(self, tokens: Sequence[Token]) -> Analysis:
        """Return what a title says."""
        if not tokens:
            return NOTHING
        if not is_asked(tokens) and (hits := self._matcher.whole(tokens)):
            return Analysis(hits, tuple(tokens))
        if tokens[0].text in words.CANDIDATES and len(tokens) > 1:
            return self._candidate(tokens)
        if is_asked(tokens) or (is_denied(tokens) and not self._names_lack(tokens)):
            found = (hits for _, _, hits in self._matcher.found_in(tokens))
            inner = (hit for hits in found if kind_of(hits) is not Kind.FACET for hit in hits)
            return NOTHING._replace(rest=tuple(tokens), inner=tuple(inner))
        opening = opening_length(tokens)
        if opening:
            inside = self.read(tokens[opening:])
            return inside._replace(dropped=(*tokens[:opening], *inside.dropped))
        read = (
            self._of_person(tokens)
            or self._so_called(tokens)
            or self._english.for_others(tokens)
            or self._english.in_office(tokens)
            or self._english.with_field(tokens)
            or self._abbreviated(tokens)
            or self._sharing.read(tokens)
            or self._list(tokens)
        )
        return read or self._one_name(doubled_once(tokens))

    def _names_lack(self, tokens: Sequence[Token]) -> bool:
        """Tell whether what nobody has is a name by itself, with nobody behind: *no training*."""
        end, hits = self._matcher.longest(tokens)
        return end > 1 and (end == len(tokens) or not is_english(hits))

    def _of_person(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *Anne Roux, membre du comité et patiente partenaire*: a name, then what she is."""
        place = next((at for at, token in enumerate(tokens) if _ends_name(token)), 0)
        name = tokens[:place]
        if not is_person_name(name, tokens[place:]) or any(map(is_english_adjunct, name)):
            return None
        if any(self._matcher.longest(tokens, at)[1] for at in range(place)):
            return None  # *Senior PPI partner*
        if all(token.surface.isupper() for token in name):
            return None  # Capitals all over tell no name.
        inside = self.read([unjoined(tokens[place]), *tokens[place + 1 :]])
        if kind_of(inside.hits) not in (Kind.ROLE, Kind.SHORT):
            return None
        return inside._replace(dropped=(*tokens[:place], *inside.dropped))

    def _so_called(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *patients dits « experts »*: the name without the word that announces it."""
        said = [token for token in tokens if token.text not in words.SO_CALLED]
        hits = self._matcher.whole(said) if 1 < len(said) < len(tokens) else ()
        return Analysis(hits, tuple(said)) if hits else None

    def _abbreviated(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *patient and public involvement (PPI) contributor*: the abbreviation says it."""
        short = without_expansions(tokens)
        hits = self._matcher.whole(short) if short else ()
        return Analysis(hits, tuple(tokens)) if kind_of(hits) is Kind.ROLE else None

    def _candidate(self, tokens: Sequence[Token]) -> Analysis:
        """Read *candidate RU*: who stands for a role does not hold it yet."""
        lead = max(1, lead_in_length(tokens))
        inside = self.read(tokens[lead:] or tokens[1:])
        dropped = (*tokens[:lead], *inside.dropped)
        roles = tuple(hit for hit in inside.hits if hit.concept.group is Group.ROLE)
        if kind_of(inside.hits) not in (Kind.ROLE, Kind.SHORT):
            return inside._replace(dropped=dropped)
        return inside._replace(code="candidate", hits=roles, dropped=dropped)

    def _list(self, tokens: Sequence[Token]) -> Analysis | None:
        """Return what a list of names says, None where a member is no name by itself.

        In *patient expert/partenaire* and *représentants des usagers et des familles* the second
        member leans on the first: that is no list of names.
        """
        main = [token for token in tokens if not token.depth]
        adds_name = any(is_joined(token) for token in tokens if token.depth)
        if len(main) < len(tokens) and not adds_name and self._matcher.whole(main):
            return None  # *Médiateur de santé/pair (salarié)*
        members = members_of(tokens)
        if len(members) < 2 or any(leans_on(member, members[0]) for member in members[1:]):
            return None
        if any(self._has_head_of(members[0], member) for member in members[1:]):
            return None  # *Representatives of patients and carers*
        parts = [self.read(member) for member in members]
        is_dash = len(parts) == 2 and any(map(is_dashed, tokens))
        if is_dash and (kind := specified(self._matcher, parts[0], members[1])) is not None:
            return kind
        roles = [part for part in parts if names_role(part)]
        statuses = [part for part in parts if is_status(part)]
        if any(kind_of(part.hits) is Kind.ROLE for part in roles):
            roles = [among_roles(part) for part in roles]
        if not roles or len(roles) + len(statuses) < len(parts):
            return None
        return side_by_side(roles, statuses)

    def _has_head_of(self, first: Sequence[Token], member: Sequence[Token]) -> bool:
        """Tell whether a member is another complement in *of* or *for* of the first one's head."""
        if len(first) < 2 or ENGLISH_OF.isdisjoint(first[1].links):
            return False
        other = unjoined(member[0])._replace(links=first[1].links)
        return kind_of(self._matcher.longest([first[0], other, *member[1:]])[1]) is Kind.ROLE

    def _one_name(self, said_once: list[Token]) -> Analysis:
        if hits := self._matcher.whole(said_once):
            return Analysis(hits, tuple(said_once))
        main = [token for token in said_once if not token.depth]
        if not main:
            main, said_once = said_once, []
        analysis = self._phrase(main)
        for insert in inserts_of(said_once):
            analysis = self._brackets.add(analysis, insert)
        return analysis

    def _phrase(self, tokens: Sequence[Token]) -> Analysis:
        if hits := self._matcher.whole(tokens):
            return Analysis(hits, tuple(tokens))
        segments = segments_of(tokens)
        if len(segments) > 1:
            return self._combined([self._segment(part) for part in segments], segments)
        return self._segment(tokens)

    def _combined(
        self, analyses: Sequence[Analysis], segments: Sequence[Sequence[Token]]
    ) -> Analysis:
        """Return what the parts of a title set off by dash or colon say together."""
        first = analyses[0]
        if about := announced(segments):
            inner = tuple(hit for part in analyses for hit in part.hits)
            rest = tuple(token for segment in segments for token in segment)
            return Analysis(code="thing", rest=rest, inner=inner, thing=about)
        if len(segments) == 2 and (kind := specified(self._matcher, first, segments[1])):
            return kind
        for wanted in (Kind.ROLE, Kind.SHORT, Kind.OTHER, Kind.FACET):
            found = [part for part in analyses if kind_of(part.hits) is wanted]
            if found:
                others = [part for part in analyses if part not in found]
                return with_facets_of(united(self._matcher, found), others)
        inner = tuple(hit for part in analyses for hit in part.inner)
        return first._replace(inner=inner)

    def _segment(self, tokens: Sequence[Token]) -> Analysis:
        """Return what one phrase says, from its head on; each phrase of a title is read once.

        Its end is asked for at every word before it: without memory, twice as often for each.
        """
        phrase = tuple(tokens)
        if phrase not in self._segments:
            self._segments[phrase] = self._read_segment(phrase)
        return self._segments[phrase]

    def _read_segment(self, tokens: Sequence[Token]) -> Analysis:
        if own := self._matcher.own_care(tokens):
            return Analysis(own, tuple(tokens), "own-care")
        return self._from_head(self._by_genus(tokens) or tokens)

    def _from_head(self, tokens: Sequence[Token]) -> Analysis:
        if (reordered := self._complement_first(tokens)) is not None:
            return reordered
        end, hits = self._member_of_body(tokens) or self._matcher.longest(tokens)
        kind = kind_of(hits)
        is_whose = is_english(hits) and names_only(hits, Group.STATUS)  # *Employee representative*
        may_be_led = kind is not Kind.ROLE and not is_whose
        if may_be_led and (led := self._led_in(tokens)) is not None:
            return led
        head, rest = tuple(tokens[:end]), tokens[end:]
        if hits and not rest:
            return Analysis(hits, head)
        if kind is Kind.NONE or self._english.is_language_of(tokens, hits):
            last = self._english.last_head(tokens, end, hits)
            if last is not None:
                return last
        if kind is Kind.NONE:
            return self._unknown_head(tokens)
        if kind is Kind.FACET:
            return self._after_facet(hits, head, rest)
        if names_thing(hits):
            inner = tuple(hit for _, _, found in self._matcher.found_in(rest) for hit in found)
            return Analysis(hits, head, "head", rest=tuple(rest), inner=inner)
        return Following(self._matcher, hits, head).read(rest)

    def _member_of_body(self, tokens: Sequence[Token]) -> tuple[int, tuple[Hit, ...]] | None:
        """Return the body of *membre du conseil de surveillance* as what the title begins with."""
        if tokens[0].text not in words.MEMBERS or len(tokens) < 2 or is_apposed(tokens[1]):
            return None
        if self._matcher.longest(tokens)[0] > 1:
            return None
        end, hits = self._matcher.longest(tokens, 1)
        return (end, hits) if hits and hits[0].concept.group is Group.BODY else None

    def _by_genus(self, tokens: Sequence[Token]) -> Sequence[Token] | None:
        """Return *proche aidante* for *maman aidante*, *peer support worker* for *practitioner*.

        What is said in general once is not said so again: two kinds may be general for each other.
        """
        said = paired(tokens)
        if len(tokens) < 2 or not any(map(is_kind, said)) or lead_in_length(tokens):
            return None  # *Femme médiatrice* only introduces a name.
        end, hits = self._matcher.longest(tokens)
        if end == len(tokens):
            return None
        tokens, is_named = said, kind_of(hits) is Kind.ROLE
        for general in generalised(tokens):
            if kind_of(self._matcher.whole(general)) is Kind.ROLE:
                return general  # *Carer rep*: the head stands last.
            if is_named:
                continue
            end, hits = self._matcher.longest(general)
            is_used = any(map(is_kind, tokens[:end]))
            if kind_of(hits) in (Kind.ROLE, Kind.SHORT) and end > 1 and is_used:
                return general
            if is_used and names_lay_persons(hits) and self._has_short_form(general[end:]):
                return general  # *Maman accompagnante*: a relative who is something besides.
        return None

    def _has_short_form(self, behind: Sequence[Token]) -> bool:
        """Tell whether a short form stands right behind a noun, as it does in French."""
        hits = self._matcher.longest(behind)[1] if behind and is_apposed(behind[0]) else ()
        return kind_of(hits) is Kind.SHORT and not is_english(hits)

    def _complement_first(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *représentante suppléante des usagers*: an adjective before the complement."""
        place = next((at for at in range(1, len(tokens)) if not is_apposed(tokens[at])), 0)
        if place < 2 or not OF.intersection(tokens[place].links):
            return None
        if self._matcher.longest(tokens, 1)[0] > place:
            return None  # *Bénévole représentant des malades*: the complement of the second noun.
        moved = [tokens[0], *tokens[place:], *tokens[1:place]]
        before, hits_before = self._matcher.longest(tokens)
        end, hits = self._matcher.longest(moved)
        if kind_of(hits) is not Kind.ROLE or end < 2 or moved[end - 1] in tokens[1:place]:
            is_all = kind_of(hits) is Kind.ROLE and end == len(moved)
            return Analysis(hits, tuple(tokens)) if is_all else None
        if before > 1 and kind_of(hits_before) in (Kind.ROLE, Kind.OTHER):
            return None  # *Représentant légal des personnes accompagnées*
        return self._segment(moved)

    def _led_in(self, tokens: Sequence[Token]) -> Analysis | None:
        """Read *ancienne patiente partenaire*: the words before the role say nothing of it."""
        lead = lead_in_length(tokens)
        if not 0 < lead < len(tokens):
            return None
        inside = self._segment(tokens[lead:])
        if kind_of(inside.hits) not in (Kind.ROLE, Kind.SHORT):
            return None
        return inside._replace(dropped=(*tokens[:lead], *inside.dropped))

    def _after_facet(
        self, hits: tuple[Hit, ...], head: tuple[Token, ...], rest: Sequence[Token]
    ) -> Analysis:
        """Read *bénévole patiente experte*, *suppléant du représentant des usagers*."""
        groups = {hit.concept.group for hit in hits}
        if Group.SEAT in groups and (seated := self._seated(hits, head, rest)) is not None:
            return seated
        may_name = is_apposed(rest[0]) or is_joined(rest[0]) or sits_for(head)
        is_several = is_apposed(rest[0]) and is_plural(rest[0]) and not is_plural(head[-1])
        if Group.SEAT in groups and is_several:
            may_name = False  # *Présidente patients partenaires* leaves out a preposition.
        following = self._segment(rest)
        may_name = may_name and not groups & HEADS_NO_ROLE_FOLLOWS and following.code != "thing"
        says_who = bool(groups & {Group.STATUS, Group.SEAT})
        wanted = (Kind.ROLE, Kind.SHORT) if says_who else (Kind.ROLE,)
        is_thing = thing_kind(head[0]) not in (("", "kind-staff") if says_who else ("",))
        may_name = may_name and not is_thing
        if may_name and kind_of(following.hits) in wanted:
            return following._replace(facets=(Added(hits, head), *following.facets))
        if says_who and (named := self._named_in_quotes(hits, head, rest)) is not None:
            return named
        if kind_of(following.hits) is Kind.FACET:
            # *Présidente de la CDU*: where she sits.
            beside = Added(following.hits, following.tokens)
            facets = (beside, *following.facets)
            return Analysis(hits, head, "head", facets, following.rest, following.inner)
        return Analysis(
            hits,
            head,
            "head",
            facets=following.facets,
            rest=tuple(rest) if not following.hits else following.rest,
            inner=following.hits + following.inner,
        )

    def _seated(
        self, hits: tuple[Hit, ...], head: tuple[Token, ...], rest: Sequence[Token]
    ) -> Analysis | None:
        """Read *vice-présidente du CVS représentant les familles*: the body is of the seat."""
        end, body = self._matcher.longest(rest)
        is_body = bool(body) and body[0].concept.group is Group.BODY
        if not is_body or end == len(rest) or is_apposed(rest[0]):
            return None
        named = self._after_facet(hits, (*head, *rest[:end]), rest[end:])
        return named._replace(facets=(*named.facets, Added(body, tuple(rest[:end]))))

    def _named_in_quotes(
        self, hits: tuple[Hit, ...], head: tuple[Token, ...], rest: Sequence[Token]
    ) -> Analysis | None:
        """Read *salariés en insertion « travailleurs pairs »*: the name that persons are given."""
        for place, token in enumerate(rest):
            if '"' not in token.before or token.links or thing_kind(head[0]):
                continue
            inside = self._segment([unjoined(token), *rest[place + 1 :]])
            if kind_of(inside.hits) is Kind.ROLE and agrees(head[0], inside.tokens):
                between = tuple(rest[:place])
                added = (Added(hits, head), Added(self._matcher.whole(between), between))
                facets = tuple(facet for facet in added if facet.hits)
                return inside._replace(facets=(*facets, *inside.facets))
        return None

    def _unknown_head(self, tokens: Sequence[Token]) -> Analysis:
        """Read a title whose first word the vocabulary does not know."""
        lead = lead_in_length(tokens)
        if lead and len(tokens) > lead:
            inside = self._segment(tokens[lead:])
            return inside._replace(dropped=(*tokens[:lead], *inside.dropped))
        thing = "" if self._english.has_head_behind(tokens) else thing_kind(tokens[0])
        return read_beside(self._matcher, tokens, thing)


def _ends_name(token: Token) -> bool:
    """Tell whether a word no longer belongs to a person's name at the start of a title."""
    return "," in token.before or (token.surface[:1].islower() and is_apposed(token))
