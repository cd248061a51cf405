"""A role beside a head that the vocabulary does not know: *avocate et patiente partenaire*."""

from __future__ import annotations

from collections.abc import Sequence

from lexique.harmonising.agreement import agrees, is_person_word, shows_agreement
from lexique.harmonising.analysis import NOTHING, Analysis
from lexique.harmonising.following import Following
from lexique.harmonising.kinds import Kind, is_abbreviation, kind_of
from lexique.harmonising.listing import side_by_side
from lexique.harmonising.matching import Matcher
from lexique.harmonising.members import is_joined
from lexique.harmonising.phrases import OF, is_apposed, is_likened, is_verbal
from lexique.levelling import words
from lexique.levelling.normalise import Token
from lexique.vocabulary.hits import Hit


def read_beside(matcher: Matcher, tokens: Sequence[Token], thing: str) -> Analysis:
    """Return what a title says whose head is unknown: a role beside it, a thing or nothing.

    `thing` is the kind of thing that the head names, empty where it may be a person.
    """
    inner = [found for found in matcher.found_in(tokens) if kind_of(found[2]) is not Kind.FACET]
    for place, end, hits in inner:
        if (both := _sharing_complement(matcher, tokens, place, end, hits)) is not None:
            return both
        if _may_be_role(hits) and _stands_beside(tokens, place, thing):
            found = Following(matcher, hits, tuple(tokens[place:end])).read(tokens[end:])
            return found._replace(rest=(*tokens[:place], *found.rest), code="apposition")
    inner_hits = tuple(hit for _, _, hits in inner for hit in hits)
    if thing:
        code = "thing" if inner else "nothing"
        return Analysis(code=code, rest=tuple(tokens), inner=inner_hits, thing=thing)
    return NOTHING._replace(rest=tuple(tokens), inner=inner_hits)


def _may_be_role(hits: Sequence[Hit]) -> bool:
    """Tell whether a phrase names a role, or is an abbreviation that may: *infirmier et RU*."""
    return kind_of(hits) is Kind.ROLE or (kind_of(hits) is Kind.SHORT and is_abbreviation(hits))


def _sharing_complement(
    matcher: Matcher, tokens: Sequence[Token], place: int, end: int, hits: tuple[Hit, ...]
) -> Analysis | None:
    """Read *adhérent et administrateur du GEM*: the complement is of both."""
    if not place or not is_joined(tokens[place]) or kind_of(hits) is not Kind.ROLE:
        return None
    if place + 1 == len(tokens) or is_apposed(tokens[place + 1]):
        return None  # *Étudiant et proche aidant*: the second noun is no complement.
    first = matcher.whole([*tokens[:place], *tokens[place + 1 : end]])
    if kind_of(first) is not Kind.ROLE:
        return None
    parts = [Analysis(first, tuple(tokens[:place])), Analysis(hits, tuple(tokens[place:end]))]
    return side_by_side(parts, [])._replace(rest=tuple(tokens[end:]))


def _stands_beside(tokens: Sequence[Token], place: int, thing: str) -> bool:
    """Tell whether the role at `place` is a second name of the person the head names."""
    head, between = tokens[0], tokens[1 : place + 1]
    if any(token.text == words.OWN for token in between):
        return False  # *Désigner sa personne de confiance*
    if any(token.links and not is_joined(token) for token in between):
        # *Secrétaire de l’Afsep, patiente partenaire*; *membre du comité et pair-aidant*
        if "," in tokens[place].before:
            return thing in ("", "kind-staff")
        is_person = is_person_word(head) or thing == "kind-staff"
        is_one = is_person and agrees(head, tokens[place:])
        return is_joined(tokens[place]) and is_one and OF.isdisjoint(tokens[place].links)
    if is_joined(tokens[place]):
        may_be_name = not thing and head.surface[:1].isupper()
        is_person = is_person_word(head) or thing == "kind-staff" or may_be_name
        before = tokens[place - 1]
        is_likened_act = is_likened(tokens[place]) and is_verbal(before)
        return is_person and (is_person_word(before) or not is_likened_act)
    if thing == "kind-staff":
        return shows_agreement(head, tokens[place:])
    return not thing and is_person_word(head) and agrees(head, tokens[place:])
