"""Look-up of phrases: from content words to the designations they are forms of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from lexique.harmonising.agreement import (
    is_built_like,
    is_participle,
    may_change_places,
    shares_preposition,
)
from lexique.harmonising.members import is_joined
from lexique.harmonising.phrases import is_adjunct, is_apposed, is_place
from lexique.levelling.english_words import RELATIONAL_HEADS, VERBS_TOO
from lexique.levelling.normalise import Token
from lexique.levelling.steps import words_of
from lexique.levelling.words import OWN
from lexique.model import Concept, Group, Reading
from lexique.vocabulary.hits import (
    NAMED,
    Hit,
    firm_hits,
    is_clear,
    names_one_role,
    of_jurisdiction,
)
from lexique.vocabulary.index import BAG, COMPACT, LEMMAS, OWN_CARE
from lexique.vocabulary.keys import MOST_REORDERED, can_reorder, joins_two, key_of
from lexique.vocabulary.lexicon_data import LexiconData

_LONGEST_PHRASE = 14
_LONGEST_SIMPLE = 12
"""Letters from which a word may be two that are run together."""
_OF_PARTY = frozenset({"of", "for"})


class Matcher:
    """Finds phrases of one text in a Lexicon, with the readings of one jurisdiction."""

    def __init__(self, lexicon: LexiconData, jurisdiction: str | None = None) -> None:
        self._lexicon = lexicon
        self._index = lexicon.index
        self._jurisdiction = lexicon.known_jurisdiction(jurisdiction)
        # A title is taken apart in several ways, which ask for the same phrases.
        self._found: dict[tuple[object, ...], tuple[Hit, ...]] = {}

    def stems(self, tokens: Sequence[Token]) -> list[str]:
        """Return the stem of each token as the vocabulary knows it."""
        known = self._lexicon.stems
        return [known[token.text] for token in tokens]

    def whole_text(self, text: str, groups: Collection[Group] = NAMED) -> tuple[Hit, ...]:
        """Return the hits of a text as one whole designation, exact spellings first."""
        exact = [
            Hit(designation, self._lexicon.concept_of(designation), form)
            for designation, form in self._lexicon.find_exactly(text)
        ]
        tokens = [] if exact and not self._lexicon.is_ours else self._lexicon.tokens(text)
        hits = self.whole(tokens, groups) if tokens else ()
        wanted = [hit for hit in exact if hit.concept.group in groups]
        found = (*self._counting(wanted), *hits)
        return tuple({hit.designation.iri: hit for hit in found}.values())

    def whole(self, tokens: Sequence[Token], groups: Collection[Group] = NAMED) -> tuple[Hit, ...]:
        """Return the hits of all `tokens` together: in order, reordered, joined or split."""
        asked = (*tokens, groups)
        found = self._found.get(asked)
        if found is None:
            found = self._found[asked] = self._looked_up(tokens, groups)
        return found

    def _looked_up(self, tokens: Sequence[Token], groups: Collection[Group]) -> tuple[Hit, ...]:
        stems = self.stems(tokens)
        rows: Sequence[tuple[int, str]] = self._index.find(LEMMAS, key_of(stems, tokens))
        if not rows and len(stems) > 1:
            rows = self._joined(tokens, stems)
        if not rows:
            rows = self._split(tokens, stems)
        if not rows and (otherwise := _turned(tokens) or _with_and(tokens)):
            return self.whole(otherwise, groups)
        hits = (self._hit(number, form) for number, form in rows if is_built_like(form, tokens))
        wanted = [hit for hit in hits if hit.concept.group in groups]
        if self._unsays_role(wanted, tokens):
            return ()
        return self._counting(_of_one_language(wanted, tokens))

    def _unsays_role(self, hits: Sequence[Hit], tokens: Sequence[Token]) -> bool:
        """Tell whether only another preposition than that of the form would unsay a role.

        *Patient partenaire en soins palliatifs* is no *patient partenaire des soins*.
        """
        place = next((at for at, token in enumerate(tokens) if at and token.links), 0)
        if not place or not hits or any(hit.concept.group is Group.ROLE for hit in hits):
            return False
        if any(shares_preposition(hit.form, tokens, place) for hit in hits):
            return False
        return names_one_role(self.whole(tokens[:place]))

    def _joined(self, tokens: Sequence[Token], stems: Sequence[str]) -> Sequence[tuple[int, str]]:
        if not can_reorder(tokens):
            return ()
        rows: Sequence[tuple[int, str]] = ()
        if len(stems) <= MOST_REORDERED and may_change_places(tokens):
            rows = self._index.find(BAG, " ".join(sorted(stems)))
        joined = "".join(stems)
        return rows or self._index.find(LEMMAS, joined) or self._index.find(COMPACT, joined)

    def _split(self, tokens: Sequence[Token], stems: Sequence[str]) -> Sequence[tuple[int, str]]:
        """Look for the one word that is two words run together (*pairsaidants*)."""
        for place, token in enumerate(tokens):
            if self._index.knows(stems[place]):
                continue
            for left, right in self._lexicon.stems.halves(token.text):
                halves = [*tokens[:place], token, token._replace(before=""), *tokens[place + 1 :]]
                key = key_of([*stems[:place], left, right, *stems[place + 1 :]], halves)
                if rows := self._index.find(LEMMAS, key):
                    return rows
        return ()

    def may_end(self, tokens: Sequence[Token]) -> bool:
        """Tell whether the last word may end a designation: a known one, or two run together."""
        word = tokens[-1].text
        return len(word) >= _LONGEST_SIMPLE or self._index.knows(self._lexicon.stems[word])

    def is_english(self, tokens: Sequence[Token]) -> bool:
        """Tell whether `tokens` are an English designation, be they a French one too."""
        rows = self._index.find(LEMMAS, key_of(self.stems(tokens), tokens))
        hits = (self._hit(number, form) for number, form in rows)
        return any(hit.designation.language == "en" and hit.concept.group in NAMED for hit in hits)

    def preferred_name(self, concept: Concept) -> tuple[Token, ...]:
        """Return the words of the name that is preferred in French."""
        return tuple(self._lexicon.tokens(concept.label("fr")))

    def begun(self, tokens: Sequence[Token]) -> tuple[Hit, ...]:
        """Return the hits of the one role whose names begin with `tokens`, none for several."""
        rows = self._index.begun(LEMMAS, key_of(self.stems(tokens), tokens))
        hits = (self._hit(number, form) for number, form in rows)
        roles = tuple(hit for hit in hits if hit.concept.group is Group.ROLE)
        return roles if len({hit.concept.iri for hit in roles}) == 1 else ()

    def own_care(self, tokens: Sequence[Token]) -> tuple[Hit, ...]:
        """Return the hits of a phrase that turns on a possessive (*acteur de son traitement*)."""
        stems = self.stems(tokens)
        if OWN not in stems[1:]:
            return ()
        until = stems.index(OWN, 1) + 1
        rows = self._index.find(OWN_CARE, " ".join(stems[:until]))
        hits = (self._hit(number, form) for number, form in rows)
        return self._counting([hit for hit in hits if hit.concept.group in NAMED])

    def longest(self, tokens: Sequence[Token], start: int = 0) -> tuple[int, tuple[Hit, ...]]:
        """Return the end and the hits of the longest designation that begins at `start`.

        The end is `start` where none begins there. A designation never reaches over a bracket or
        into a part of what is quoted.
        """
        limit = min(len(tokens), start + _LONGEST_PHRASE)
        for end in range(limit, start, -1):
            phrase = tokens[start:end]
            if len({token.depth for token in phrase}) > 1 or _cuts_quotation(tokens, start, end):
                continue
            if self._cuts_compound(tokens, start, end):
                continue
            if (hits := self.whole(phrase)) and not self._is_cut_by_longer(tokens, start, end):
                return end, hits
        return start, ()

    def _cuts_compound(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Tell whether a phrase would end inside a hyphenated name: *formateur pair-aidance*."""
        if end == len(tokens) or end - start < 2:
            return False
        is_compound = tokens[end].before == "-" and tokens[end - 1].before != "-"
        pair = tokens[end - 1 : end + 1]
        return is_compound and bool(self._index.find(LEMMAS, key_of(self.stems(pair), pair)))

    def _is_cut_by_longer(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Tell whether a phrase takes the first words of another, which keeps them.

        In *accompagnateur pair aidant familial* the first two would be reordered; in *patient
        représentant des usagers* the complement belongs to the nearest noun, itself a role's; in
        *bénévole patient formateur*, *patient pair-aidant familial* what the person is besides
        stands before the name.
        """
        if end - start < 2 or end == len(tokens):
            return False
        near = tokens[start : start + _LONGEST_PHRASE]
        stems = self.stems(near)
        size = end - start
        if self._index.find(LEMMAS, key_of(stems[:size], near[:size])):
            return self._belongs_to_second(tokens, start, end)
        if self._names(tokens[end : end + 1], Group.STATUS):
            return False  # *Éducateur pair salarié*: the next word is a status by itself.
        return any(
            self._index.find(LEMMAS, key_of(stems[first:last], near[first:last]))
            for first in range(1, size)
            for last in range(size + 1, len(stems) + 1)
        )

    def _belongs_to_second(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Tell whether what follows a phrase belongs to a role's name that begins inside it.

        In *défenseur des patients partenaires* that name is itself the complement.
        """
        near = tokens[start : start + _LONGEST_PHRASE]
        is_complement = not is_apposed(tokens[end])
        if (is_complement and is_place(tokens[end])) or is_participle(tokens[end - 1], tokens[end]):
            return False
        if is_adjunct(tokens[end]) and not is_complement:
            return False  # *Proche aidant principal*: an adjective belongs to the whole name.
        is_beside = is_complement or self._names(near[:1], Group.STATUS, Group.PERSON)
        names_role = names_one_role if is_complement else is_clear
        stems = self.stems(near)
        return any(
            # Reordered, *patient partenaire patient* would be a *partenaire patient*.
            self._index.find(LEMMAS, key_of(stems[first:last], near[first:last]))
            and names_role(self.whole(near[first:last]))
            for first in range(1, end - start)
            if (is_apposed(near[first]) if is_beside else near[first].links)
            for last in range(end - start + 1, len(near) + 1)
        )

    def _names(self, tokens: Sequence[Token], *groups: Group) -> bool:
        """Tell whether every reading of a phrase that needs no cue is of one of some groups."""
        hits = self.whole(tokens)
        return bool(hits) and all(hit.concept.group in groups for hit in firm_hits(hits) or hits)

    def phrases(self, text: str) -> Iterator[tuple[str, tuple[Hit, ...]]]:
        """Yield the longest designations in `text`, left to right, as surface and hits."""
        tokens = self._lexicon.tokens(text)
        for place, end, hits in self.found_in(tokens):
            yield text[tokens[place].start : tokens[end - 1].end], hits

    def found_in(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, tuple[Hit, ...]]]:
        """Yield the longest designations among words, left to right: begin, end and hits."""
        place = 0
        while place < len(tokens):
            end, hits = self.longest(tokens, place)
            if hits:
                yield place, end, hits
            place = max(end, place + 1)

    def _hit(self, number: int, form: str) -> Hit:
        designation = self._index.designation(number)
        return Hit(designation, self._lexicon.concept_of(designation), form)

    def broader_of(self, concept: Concept) -> frozenset[str]:
        """Return the IRIs of everything broader than a concept."""
        return self._lexicon.broader_of(concept)

    def _counting(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        return of_jurisdiction(hits, self._jurisdiction)


def _with_and(tokens: Sequence[Token]) -> list[Token]:
    """Return *patient and family advisor* for *patient/family advisor*, *patient & family*."""
    marked = [bool(place) and is_joined(token) for place, token in enumerate(tokens)]
    said = [
        token._replace(links=("and",)) if is_marked and not joins_two(token) else token
        for token, is_marked in zip(tokens, marked, strict=True)
    ]
    return said if said != [*tokens] else []


def _turned(tokens: Sequence[Token]) -> list[Token]:
    """Return *user representatives* for *representatives of users*, nothing for other phrases."""
    if len(tokens) < 2 or _OF_PARTY.isdisjoint(tokens[1].links):
        return []
    head = tokens[0].text.removesuffix("s")
    if head not in RELATIONAL_HEADS or not all(map(is_apposed, tokens[2:])):
        return []
    if head in VERBS_TOO and "of" not in tokens[1].links:
        return []  # *They advocate for patients*
    return [*tokens[1:], tokens[0]._replace(before=" ", links=())]


def _of_one_language(hits: list[Hit], tokens: Sequence[Token]) -> list[Hit]:
    """Leave out names of a language in which the words, number apart, are spelt otherwise.

    *Patient experience* is English; levelled, it would be the French *patiente expérience* too.
    """
    if len({hit.designation.language for hit in hits}) < 2:
        return hits
    wanted = [token.text.rstrip("sx") for token in tokens]
    languages = {
        hit.designation.language
        for hit in hits
        if [token.text.rstrip("sx") for token in words_of(hit.form)] == wanted
    }
    return [hit for hit in hits if hit.designation.language in languages] if languages else hits


def readings_of(
    lexicon: LexiconData,
    text: str,
    *,
    groups: Iterable[Group] = (),
    jurisdiction: str | None = None,
) -> tuple[Reading, ...]:
    """Return the readings of `text` as one whole designation; see `Lexicon.find`."""
    found = Matcher(lexicon, jurisdiction).whole_text(text, frozenset(groups) or NAMED)
    readings = {
        hit.designation.concept_iri: Reading(hit.concept, hit.designation)
        for hit in reversed(found)
    }
    return tuple(sorted(readings.values(), key=lambda item: item.concept.slug))


def _cuts_quotation(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a phrase would end inside a quotation that it began outside of."""
    is_inside = end < len(tokens) and '"' not in tokens[end].before
    return is_inside and any('"' in token.before for token in tokens[start + 1 : end])
