"""What follows the head of a title: facets, second names, complements."""

from __future__ import annotations

from collections.abc import Sequence

from lexique.harmonising.about import discusses
from lexique.harmonising.agreement import (
    ENGLISH_OF,
    agrees,
    begins_with,
    is_participle,
    is_peer,
    is_person_word,
    is_plural,
    shows_agreement,
)
from lexique.harmonising.analysis import Added, Analysis
from lexique.harmonising.context import heard_in, is_cued
from lexique.harmonising.kinds import (
    FACET_GROUPS,
    Kind,
    firm_of_several,
    is_abbreviation,
    kind_of,
    names_lay_persons,
    names_thing,
    roles_of,
)
from lexique.harmonising.listing import names_status
from lexique.harmonising.matching import Matcher
from lexique.harmonising.members import is_joined, unjoined
from lexique.harmonising.merging import together
from lexique.harmonising.phrases import (
    OF,
    is_adjunct,
    is_apposed,
    is_likened,
    is_place,
    is_verbal,
    thing_kind,
)
from lexique.harmonising.species import (
    Said,
    house_of,
    is_other_species,
    is_relational,
    is_short_word,
    names_trade,
)
from lexique.levelling import words
from lexique.levelling.normalise import Token
from lexique.model import Group
from lexique.vocabulary.hits import Hit, distinct, firm_hits


class Following:
    """Reads what follows a head, phrase by phrase."""

    def __init__(
        self,
        matcher: Matcher,
        hits: tuple[Hit, ...],
        head: tuple[Token, ...],
    ) -> None:
        self._matcher = matcher
        self._head = head
        self._hits = hits
        self._tokens = head
        self._code = "head"
        self._facets: list[Added] = []
        self._rest: list[Token] = []
        self._inner: list[Hit] = []
        self._persons: list[Token] = []
        self._names_class = False
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
        said = Said(
            self._hits, self._head, self._tokens, self._rest, self._persons, self._facets
        )  # fmt: skip
        if house := house_of(said):
            return Analysis(house, self._head, "head", tuple(self._facets), tuple(self._rest))
        if self._is_other or is_other_species(said, self._is_known):
            return self._as_complement()
        if self._head_facet is not None and self._tokens != self._head:
            self._facets.insert(0, self._head_facet)
        hits = firm_of_several(self._hits) if self._code == "coordination" else self._hits
        return Analysis(
            hits, self._tokens, self._code, tuple(self._facets), tuple(self._rest),
            tuple(self._inner),
        )  # fmt: skip

    def _take(self, rest: Sequence[Token], place: int) -> int:
        """Read the phrase at `place`; return where the next begins."""
        token = rest[place]
        end, hits = self._matcher.longest(rest, place)
        kind = kind_of(hits)
        self._is_other |= not place and discusses(token)
        if is_joined(token):
            return self._take_joined(rest, place, end, hits)
        if is_apposed(token):
            narrower = self._narrower(rest, place) if kind is not Kind.FACET else None
            if narrower is not None:
                return narrower
            if kind is Kind.ROLE and (status := self._status_played_at(rest[place:end])):
                self._add_facet(status, rest[place:end])
                return end
            is_inner = kind is Kind.ROLE and self._is_in_complement(rest, place)
            if is_inner:
                self._inner.extend(hits)  # *Peer support worker for young carers*
            elif kind is Kind.ROLE and self._may_be_named_twice(rest[place:end]):
                self._add(hits, rest[place:end], "apposed")
                return end
            self._is_other |= kind is Kind.ROLE and not is_inner
            if kind is Kind.SHORT and self._may_be_both(rest, place, end):
                return self._leave_open(hits, rest[place:end], end)
        elif kind is Kind.ROLE:
            self._inner.extend(hits)
            self._is_other = self._is_other or kind_of(self._hits) is Kind.SHORT
        if kind is Kind.FACET:
            if not names_status(hits):
                self._is_other |= names_trade(self._hits, self._head[0], token)
            self._add_facet(hits, rest[place:end])
            return end
        if hits and hits[0].concept.group is Group.PERSON and not self._is_represented(token):
            self._persons.extend(rest[place:end])
        if names_thing(hits) and (is_apposed(token) or OF.intersection(token.links)):
            # *Référent travail pair*: what the person is in charge of, unless it is a cue.
            said = " ".join(item.surface for item in rest[place:end])
            is_cue = is_cued(self._hits, heard_in(said))
            self._is_other |= kind_of(self._hits) is Kind.SHORT and not is_cue
        self._rest.extend(rest[place : max(end, place + 1)])
        return max(end, place + 1)

    def _is_in_complement(self, rest: Sequence[Token], place: int) -> bool:
        """Tell whether a word stands beside one that a preposition binds to the head."""
        while place and is_apposed(rest[place]):
            place -= 1
            if rest[place] not in self._rest:
                return False
        return bool(rest[place].links) and not is_joined(rest[place])

    def _is_represented(self, person: Token) -> bool:
        """Tell whether persons are the other party of the head, not whom it serves or stands by.

        *Accompagnatrice de patients* is an *accompagnatrice*, *représentant des soignants* no
        representative that we know.
        """
        may_stand_by = kind_of(self._hits) is Kind.SHORT and not is_relational(self._head)
        return not is_apposed(person) and not may_stand_by

    def _is_known(self, word: Token) -> bool:
        return bool(self._matcher.whole([word]))

    def _may_be_both(self, rest: Sequence[Token], place: int, end: int) -> bool:
        """Tell whether a short form beside the head may name the same person.

        *Expert partenaire*, *usager représentant*; *infirmière référente* is a nurse.
        """
        name = rest[place:end]
        if is_adjunct(name[0]) or is_participle((*self._head, *rest[:place])[-1], name[0]):
            return False
        if names_lay_persons(self._hits):
            return not self._rest and agrees(self._head[0], name)
        return kind_of(self._hits) is Kind.SHORT

    def _status_played_at(self, name: Sequence[Token]) -> tuple[Hit, ...]:
        """Return the status where a name behind that of a role only says as what and where.

        *Patient partenaire bénévole à l’hôpital*; alone, the end would be a role.
        """
        hits = firm_hits(self._matcher.whole(name[:1]))
        may_be_role = kind_of(self._hits) in (Kind.ROLE, Kind.SHORT)
        return hits if may_be_role and names_status(hits) and all(map(is_place, name[1:])) else ()

    def _may_be_named_twice(self, role: Sequence[Token]) -> bool:
        """Tell whether an apposed role is a second name, not a complement without preposition."""
        if kind_of(self._hits) is Kind.ROLE:
            return True
        if thing := thing_kind(self._head[0]):
            return thing == "kind-staff" and shows_agreement(self._head[0], role)
        return agrees(self._head[0], role)

    def _take_joined(
        self, rest: Sequence[Token], place: int, end: int, hits: tuple[Hit, ...]
    ) -> int:
        kind = kind_of(hits)
        if is_likened(rest[place]) and is_verbal((*self._head, *rest[:place])[-1]):
            self._rest.extend(rest[place : max(end, place + 1)])
            return max(end, place + 1)  # *Malade vu comme partenaire*: as what others see them.
        if kind is Kind.ROLE:
            shared = self._in_same_complement(rest, place)
            if shared is None and kind_of(self._hits) is Kind.OTHER:
                shared = self._sharing_tail(rest, place)
            if shared is not None:
                return shared
        if kind is Kind.ROLE and not self._continues_complement(rest, place):
            self._add(hits, rest[place:end], "joined")
            return end
        if kind is Kind.SHORT and kind_of(self._hits) is Kind.SHORT and '"' in rest[place].before:
            # Quotation marks say that the words are used as names: « experts » ou « partenaires ».
            return self._leave_open(hits, rest[place:end], end)
        if kind is Kind.SHORT and is_abbreviation(hits) and kind_of(self._hits) is Kind.OTHER:
            return self._leave_open(hits, rest[place:end], end)  # *Infirmier et RU*
        if names_status(hits) and not OF.intersection(rest[place].links):
            self._add_facet(hits, rest[place:end])
            return end
        shared = self._sharing_head(rest, place, end, hits) or self._sharing_tail(rest, place)
        if shared is not None:
            return shared
        self._names_class = self._names_class or kind is Kind.OTHER
        if kind is Kind.OTHER and kind_of(self._hits) is Kind.SHORT:
            self._persons.extend(rest[place:end])  # *Médiateurs et interprètes*: both stay.
        elif kind is Kind.OTHER and is_plural(rest[place]) and not _explains(rest[place]):
            self._hits = (*self._hits, *(hit for hit in hits if hit not in self._hits))
            self._code = "coordination"
            return end
        if kind is Kind.FACET:
            self._add_facet(hits, rest[place:end])
            return end
        self._rest.extend(rest[place : max(end, place + 1)])
        return max(end, place + 1)

    def _in_same_complement(self, rest: Sequence[Token], place: int) -> int | None:
        """Read *representatives of patients and carers*, who act for both."""
        links = self._head[-1].links
        if len(self._head) < 2 or ENGLISH_OF.isdisjoint(links):
            return None
        other = unjoined(rest[place])._replace(links=links)
        end, hits = self._matcher.longest([self._head[0], other, *rest[place + 1 :]])
        if end < 2 or kind_of(hits) is not Kind.ROLE:
            return None
        self._add(hits, rest[place : place + end - 1], "joined")
        return place + end - 1

    def _continues_complement(self, rest: Sequence[Token], place: int) -> bool:
        """Tell whether a joined role is one more complement of a head that names no role.

        *Coordinateur des bénévoles et (des) patients partenaires*; a second name agrees.
        """
        if not place or kind_of(self._hits) is Kind.ROLE or is_apposed(rest[0]):
            return False
        is_several = is_plural(rest[place]) and not is_plural(self._head[0])
        return is_several or bool(OF.intersection(rest[place].links))

    def _leave_open(self, hits: tuple[Hit, ...], tokens: Sequence[Token], end: int) -> int:
        """Join the readings of two short forms: *expert partenaire*; neither is decided.

        What persons of a class are besides says more than the class.
        """
        before = self._hits if kind_of(self._hits) is Kind.SHORT else ()
        self._hits = distinct((*before, *hits))
        self._tokens = (*self._tokens, *tokens)
        return end

    def _sharing_head(
        self, rest: Sequence[Token], place: int, end: int, alone: tuple[Hit, ...]
    ) -> int | None:
        """Read *patient expert/partenaire*, *représentants des usagers et des familles*."""
        if self._rest and kind_of(self._hits) is Kind.SHORT:
            return None  # *Représentants étudiants et associatifs*: not of the same head.
        is_class = bool(alone) and alone[0].concept.group is Group.PERSON
        is_other = kind_of(alone) is Kind.OTHER and end - place > 1
        # No *bénévole-patient*, *pair éducateur spécialisé*, no *patient chercheur* behind
        # another class, no *bénévole-hôpital*: these stand by themselves.
        stands_alone = is_class or is_other or self._names_class or is_place(rest[place])
        if stands_alone and not OF.intersection(rest[place].links):
            return None
        for length in range(len(self._head), 0, -1):  # The nearest noun first.
            joined = (*self._head[:length], unjoined(rest[place]), *rest[place + 1 :])
            end, hits = self._matcher.longest(joined)
            if end > length and kind_of(hits) is Kind.ROLE and begins_with(hits, self._head[0]):
                until = place + end - length
                self._add(hits, rest[place:until], "joined")
                return until
        return None

    def _sharing_tail(self, rest: Sequence[Token], place: int) -> int | None:
        """Read *usagers et proches partenaires*: what qualifies the second, the first shares."""
        end, hits = self._matcher.longest(rest, place)
        tail = rest[place + 1 : end]
        if place or kind_of(hits) is not Kind.ROLE or not tail or is_peer(rest[place]):
            return None  # *Patients et pairs-aidants*: *pair* is bound to what follows.
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
        if self._rest or is_adjunct(rest[place]):
            # *Patient expert, devenu formateur*; *bénévole associatif formé*: no third noun.
            return None
        moved = (self._head[0], rest[place], *self._head[1:])
        hits = () if is_person_word(rest[place]) else self._matcher.whole(moved)
        if kind_of(hits) is Kind.ROLE:
            # *Coordonnateur d’ETP associatif*: the adjective may stand behind the complement.
            self._hits = ()
            self._add(hits, rest[place : place + 1], "narrower")
            return place + 1
        for name in ((self._head[0],), self._preferred_name()):
            end, hits = self._matcher.longest((*name, *rest[place:]))
            until = place + end - len(name)
            if until > place and kind_of(hits) is Kind.ROLE:
                if len(name) > 1:
                    self._hits = ()  # The whole is one name.
                self._add(hits, rest[place:until], "narrower")
                return until
        return None

    def _preferred_name(self) -> tuple[Token, ...]:
        """Return the name that is preferred to the head: it takes the same adjectives.

        *Pair-accompagnant familial* is a *pair-aidant familial*.
        """
        roles = list(roles_of(self._hits).values())
        return self._matcher.preferred_name(roles[0]) if len(roles) == 1 else self._head

    def _add(self, hits: tuple[Hit, ...], tokens: Sequence[Token], how: str) -> None:
        """Join a further name to the answer."""
        both, is_several = together(self._matcher, self._hits, hits)
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
        return kind_of(self._hits) is Kind.OTHER and is_plural(self._head[0])

    def _add_facet(self, hits: tuple[Hit, ...], tokens: Sequence[Token]) -> None:
        is_first = not self._rest and not self._facets
        is_complement = is_first and bool(OF.intersection(tokens[0].links))
        if is_complement and is_short_word(self._hits):
            # *Partenaire d'éducation thérapeutique*: the short form is not used as a name.
            self._rest.extend(tokens)
            # *Représentant du conseil*: what is represented, not where the person sits.
            self._is_other = self._is_other or hits[0].concept.group is Group.BODY
        self._facets.append(Added(hits, tuple(tokens)))

    def _as_complement(self) -> Analysis:
        """Return the readings that are no role, or nothing: the head is only part of a name."""
        is_open = self._is_other and kind_of(self._hits) is not Kind.ROLE
        others = tuple(
            hit
            for hit in (self._hits if is_open else firm_hits(self._hits))
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


def _explains(token: Token) -> bool:
    """Tell whether a class behind a comma only explains a name: *ambassadrices, des habitantes*."""
    is_indefinite = not words.INDEFINITE.isdisjoint(token.links) or token.links == ("des",)
    return "," in token.before and is_indefinite
