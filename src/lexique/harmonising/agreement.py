"""Number and gender: which nouns side by side may be one name, which name somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import takewhile

from lexique.harmonising.phrases import (
    OF,
    is_adjunct,
    is_apposed,
    is_genitive,
    spelling,
    thing_kind,
)
from lexique.levelling import english_words, words
from lexique.levelling.normalise import Token, stem, tokens_of
from lexique.vocabulary.hits import Hit

_THING_STEMS = frozenset(stem(word) for word in words.THINGS_LIKE_PERSONS)
_PERSON_STEMS = frozenset(stem(word) for word in words.PERSONS)
ENGLISH_OF = frozenset({"of", "for"})


def is_plural(token: Token) -> bool:
    """Tell whether a word ends as plurals do."""
    return token.surface.rstrip(")").lower().endswith(("s", "x")) or token.text.endswith(("s", "x"))


def is_person_word(token: Token) -> bool:
    """Tell whether a noun is made as nouns for persons are."""
    if token.is_inclusive or stem(token.text) in _PERSON_STEMS:
        return True
    if stem(token.text) in _THING_STEMS or thing_kind(token) not in ("", "kind-staff"):
        return False
    return token.text.endswith(words.PERSON_ENDINGS) or _is_participle_noun(token)


def _is_participle_noun(token: Token) -> bool:
    """Tell whether a noun is made of a participle: *salarié*, not *activité, santé*."""
    singular = spelling(token).removesuffix("s")
    return singular.endswith("é") and not singular.endswith("té")


def is_participle(noun: Token, word: Token) -> bool:
    """Tell a participle, which stays as it is, from a noun: *des bénévoles accompagnant les A*."""
    return word.text.endswith("ant") and is_plural(noun) and not is_plural(word)


def is_peer(token: Token) -> bool:
    """Tell whether a word is *pair*, which need not agree: *pair-aidants*, *éducatrice pair*."""
    return token.text.startswith("pair")


def may_change_places(tokens: Sequence[Token]) -> bool:
    """Tell whether nouns may stand in another order: *aidant proche* is *proche aidant*.

    They stand side by side, name persons and agree in number: *formateur aidants* is there for
    *aidants*, *référent patient* for patients, and a *diplôme* or a *research* is nobody. An
    adjective keeps its place: *patient senior partenaire* is no *patient partenaire senior*.
    """
    if is_adjunct(tokens[-1]) and stem(tokens[-1].text) not in _PERSON_STEMS:
        return False
    persons = [token for token in tokens if is_person_word(token) and not is_peer(token)]
    return (
        all(is_apposed(token) for token in tokens[1:])
        and not thing_kind(tokens[0])
        and thing_kind(tokens[-1]) in ("", "kind-staff")
        and len({is_plural(token) for token in persons}) < 2
    )


def is_built_like(form: str, tokens: Sequence[Token]) -> bool:
    """Tell whether a text puts behind a preposition no person whom the form of a name does not.

    *Étudiante des aidants* is no *étudiante aidante*; *pair-aidant de famille* is one of *famille*.
    Nor does it put *auprès de* before a word: *représentant auprès des familles*.
    """
    if _is_of_those(form, tokens):
        return False
    apart = [place for place, token in enumerate(tokens) if place and token.links]
    if not apart:
        return True
    links = _links_of(form)
    return len(links) != len(tokens) or all(_fits(tokens[place], links[place]) for place in apart)


def shares_preposition(form: str, tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a form has at `place` the preposition of the text, *de* being *des*."""
    links = _links_of(form)
    if len(links) != len(tokens):
        return True
    said, wanted = (OF.isdisjoint(item) for item in (tokens[place].links, links[place]))
    return said == wanted


def _is_of_those(form: str, tokens: Sequence[Token]) -> bool:
    """Tell whether an English genitive before the head makes it their other party.

    *Patients’ partners* are partners of patients; *carers’ representatives* are theirs too, and
    the form says so in either way.
    """
    head = tokens[-1]
    if not is_genitive(head) or len(tokens) < 2 or "'" in tokens[-2].before or "’" in form:
        return False
    is_theirs = head.text.removesuffix("s") in english_words.RELATIONAL_HEADS
    return is_person_word(head) and not is_theirs


def _fits(token: Token, links: frozenset[str]) -> bool:
    """Tell whether a word stands behind such a preposition as the form has before it."""
    decides = words.DECIDING_PREPOSITIONS.intersection(token.links)
    return decides <= links and (bool(links) or not _is_of_other(token))


def _is_of_other(token: Token) -> bool:
    """Tell whether a preposition makes a word a complement, never a name beside the head.

    An English one does with any word: *association of representatives*.
    """
    if not token.links:
        return False
    return not ENGLISH_OF.isdisjoint(token.links) or is_person_word(token)


@lru_cache(maxsize=4096)
def _links_of(form: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(token.links) for token in tokens_of(form))


def agrees(head: Token, role: Sequence[Token]) -> bool:
    """Tell whether a role agrees with the head in number and gender, as a second name would.

    *Coordinatrice patients partenaires* leaves out a preposition: she coordinates them.
    """
    if head.is_inclusive or role[0].is_inclusive:
        return True
    same_number = is_plural(head) == is_plural(role[0])
    nouns = list(takewhile(is_apposed, role[1:]))
    return same_number and not (_is_feminine(head) and any(map(_is_masculine, (role[0], *nouns))))


def begins_with(hits: Iterable[Hit], head: Token) -> bool:
    """Tell whether each form begins with a word, in whatever number and gender."""
    return all(stem(tokens_of(hit.form)[0].text) == stem(head.text) for hit in hits)


def shows_agreement(head: Token, role: Sequence[Token]) -> bool:
    """Tell whether head and role are both seen to be feminine, or both written inclusively.

    *Animatrice pair-aidante* is both; *animateur pair-aidant* may be there for them.
    """
    nouns = [role[0], *takewhile(is_apposed, role[1:])]
    if head.is_inclusive:
        return any(token.is_inclusive for token in nouns)
    return _is_feminine(head) and any(map(_is_feminine, nouns)) and agrees(head, role)


def _is_feminine(token: Token) -> bool:
    return token.text.rstrip("s").endswith(words.FEMININE_ENDINGS)


def _is_masculine(token: Token) -> bool:
    """Tell whether a word would end otherwise in the feminine; *pair* need not."""
    return token.text.rstrip("s").endswith(words.MASCULINE_ENDINGS)
