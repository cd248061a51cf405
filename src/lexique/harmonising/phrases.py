"""Words side by side: what may be told of them before anything is looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import takewhile

from lexique.harmonising.members import is_joined
from lexique.levelling import english_words, words
from lexique.levelling.normalise import Token, stem

_STRONG_SEPARATOR = re.compile(r"[:;|>\n]|\s-\s|\.\s|\s-$")
NEUTRAL_STEMS = frozenset(stem(word) for word in words.PLACES | words.FIELDS)
_ADJUNCT_STEMS = frozenset(map(stem, words.ADJUNCTS | english_words.ADJUNCTS))
_FRENCH_OF = frozenset({"d", "de", "du", "des"})
OF = _FRENCH_OF | {"of"}


def _cut(phrases: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """Return the content words of each phrase."""
    return frozenset(
        tuple(word for word in phrase.split() if word not in words.FUNCTION_WORDS)
        for phrase in phrases
    )


_POSTS = _cut(words.POSTS)
_ENGLISH_POSTS = _cut(english_words.POSTS)
_VERBS_OF_POSTS = _cut(words.VERBS_OF_POSTS + english_words.VERBS_OF_POSTS)
_LEAD_INS = _POSTS | _ENGLISH_POSTS | _VERBS_OF_POSTS | _cut(words.RIGHT_BEFORE)
_LONGEST_LEAD_IN = max(map(len, _LEAD_INS))
_ENGLISH_THINGS = frozenset().union(*english_words.THINGS.values())
_NUMBER = re.compile(r"x?\d+k?")
_KIND_OF_HEAD = {
    form: kind
    for kind, heads in reversed(words.THING_HEADS.items())
    for head in heads
    for form in (head, stem(head))
}


def is_apposed(token: Token) -> bool:
    """Tell whether a word stands right beside the one before it: space or hyphen, no quote."""
    return not token.links and not is_joined(token) and '"' not in token.before


def spelling(token: Token) -> str:
    """Return a word in lower case with its accents, however they are encoded."""
    return unicodedata.normalize("NFC", token.surface).lower()


def is_likened(token: Token) -> bool:
    """Tell whether *comme* stands before a word: *être reconnu comme pair-aidant*."""
    return "comme" in token.links


def is_verbal(token: Token) -> bool:
    """Tell whether a word ends as participles and infinitives do: *être reconnu*, *agir*."""
    return spelling(token).endswith(words.VERBAL_ENDINGS)


def is_place(token: Token) -> bool:
    """Tell whether a word names a place or a field."""
    return stem(token.text) in NEUTRAL_STEMS


def is_neutral(token: Token, *, is_shouted: bool = False) -> bool:
    """Tell whether a word names a place or a field, or is a proper name or a number.

    In a title that is all in capitals they do not tell a name.
    """
    is_name = token.surface[:1].isupper() and not token.surface.isupper()
    is_acronym = token.surface.isupper() and not is_shouted
    return is_place(token) or token.text[0].isdigit() or is_name or is_acronym


def says_nothing(token: Token, *, is_shouted: bool = False) -> bool:
    """Tell whether a word changes nothing in what a head names: place, field, manner, number."""
    is_partner = token.text == words.OWN and is_joined(token)
    is_manner = is_adjunct(token) or _qualifies(token) or token.text in words.DETERMINERS
    return is_neutral(token, is_shouted=is_shouted) or is_partner or is_manner


def is_adjunct(token: Token) -> bool:
    """Tell whether a word says how somebody plays a role, not which one."""
    return stem(token.text) in _ADJUNCT_STEMS


def _qualifies(token: Token) -> bool:
    """Tell whether a word is made as adjectives and participles that qualify a person are."""
    is_apart = is_apposed(token) and "-" not in token.before
    return is_apart and spelling(token).endswith(words.QUALIFYING_ENDINGS)


def without_proper_names(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens without names like *Médecins du monde*, *Ligue contre le cancer*.

    Such a name begins in a capital behind a preposition, and its first word alone may have one.
    """
    kept: list[Token] = []
    is_inside = False
    for token in tokens:
        begins = token.links and token.surface[:1].isupper() and not token.surface.isupper()
        is_inside = begins or (is_inside and not is_joined(token))
        if not is_inside:
            kept.append(token)
    return kept


def before_manner(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens up to what says with what somebody comes: *pair avec une expérience*."""
    return list(
        takewhile(lambda token: words.MANNER.isdisjoint((*token.links, token.text)), tokens)
    )


def is_said_in_english(tokens: Sequence[Token]) -> bool:
    """Tell whether an English function word holds the words together: *experts by experience*."""
    return any(link in english_words.LINKS for token in tokens for link in token.links)


def segments_of(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the parts of a title between colons, semicolons and free-standing dashes."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        is_cut = bool(parts[-1]) and token.before.startswith(". ") and _is_cut_short(parts[-1][-1])
        if parts[-1] and not is_cut and _STRONG_SEPARATOR.search(token.before):
            parts.append([])
        parts[-1].append(token)
    return parts


def _is_cut_short(token: Token) -> bool:
    """Tell whether a full stop behind a word only shows that letters are left out."""
    is_initial = len(token.text) == 1 and not token.text.isdigit()
    return is_initial or token.surface.lower() in words.CLIPPED


def lead_in_length(tokens: Sequence[Token]) -> int:
    """Return how many words at the start only introduce a name (*poste de*)."""
    if tokens[0].text.isdigit():
        return 1
    for length in range(min(_LONGEST_LEAD_IN, len(tokens)), 0, -1):
        phrase = tuple(token.text for token in tokens[:length])
        if phrase in _LEAD_INS:
            is_last = length == len(tokens)
            return length if is_last or _introduces(phrase, tokens[length]) else 0
    return 0


def _introduces(phrase: tuple[str, ...], name: Token) -> bool:
    """Tell whether a phrase introduces a name, does not speak of whom it names."""
    if phrase in _VERBS_OF_POSTS:
        return words.NOUNS_LIKE_VERBS.isdisjoint(phrase) or OF.isdisjoint(name.links)
    if phrase in _POSTS:
        is_one = phrase[-1] in words.POSTS_OF_ONE and not is_apposed(name)
        is_filled = is_one and name.surface.endswith("s")  # *Emploi de pairs-aidants*
        return words.NO_POST_BEFORE.isdisjoint(name.links) and not is_filled
    if phrase in _ENGLISH_POSTS:  # *Position d’aidant* is the French noun.
        return _FRENCH_OF.isdisjoint(name.links) and words.NO_POST_BEFORE.isdisjoint(name.links)
    if phrase[-1] in words.MEMBERS and name.text in words.RIGHT_BEFORE:
        return False  # *Membres élus du CVS*: a participle.
    if is_likened(name) or name.text in words.OFFICES:
        return True  # *Recrutée comme, agissant en qualité de*
    # *Former des pairs-aidants* is a verb, *élu du CVS* a noun, *Monsieur le médiateur* himself.
    return is_apposed(name) or words.HIMSELF.issuperset(name.links)


def thing_kind(token: Token) -> str:
    """Return the kind of neighbour that a head names, empty where it may be a person."""
    kind = _KIND_OF_HEAD.get(token.text) or _KIND_OF_HEAD.get(stem(token.text))
    if kind is not None:
        return kind
    ends_so = len(token.text) > 6 and token.text.endswith(words.ACTIVITY_ENDINGS)
    return "kind-activity" if ends_so and token.text not in words.PERSONS else ""


def is_english_adjunct(token: Token) -> bool:
    """Tell whether an English word says how somebody plays a role: *lead, trained*."""
    return token.text in english_words.ADJUNCTS


def is_english_thing(token: Token) -> bool:
    """Tell whether a word is an English noun for a thing or a post, and no French word."""
    is_listed = token.text in _ENGLISH_THINGS or token.text.removesuffix("s") in _ENGLISH_THINGS
    return is_listed or _is_english_activity(token)


def _is_english_activity(token: Token) -> bool:
    return len(token.text) > 5 and token.text.endswith(english_words.ACTIVITY_ENDINGS)


def english_thing_kind(token: Token) -> str:
    """Return the kind of neighbour that the last word of an English title names, empty for none."""
    return thing_kind(token) or ("kind-activity" if _is_english_activity(token) else "")


def is_term_of_post(token: Token) -> bool:
    """Tell whether a word says grade, hours or pay of a post."""
    return token.text in english_words.TERMS_OF_POST or _NUMBER.fullmatch(token.text) is not None


def is_genitive(token: Token) -> bool:
    """Tell whether the word before a word has the English genitive: *carers’ representative*."""
    return token.before.startswith("'")


def sits_for(tokens: Sequence[Token]) -> bool:
    """Tell whether a phrase names who sits for another: *membre suppléant*."""
    return any(stem(token.text) in words.SUBSTITUTES for token in tokens)


def leans_on(member: Sequence[Token], first: Sequence[Token]) -> bool:
    """Tell whether a member shares the head of the first: *représentant des A ou des B*."""
    if not OF.intersection(member[0].links) or OF.intersection(first[0].links):
        return False
    return any(OF.intersection(token.links) for token in first[1:])
