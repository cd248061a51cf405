"""Words side by side: what may be told of them before anything is looked up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lexique.data import words
from lexique.members import is_joined
from lexique.normalise import Token, stem

_STRONG_SEPARATOR = re.compile(r"[:;|>\n]|\s-\s|\.\s|\s-$")
NEUTRAL_STEMS = frozenset(stem(word) for word in words.PLACES | words.FIELDS)
_LEAD_INS = frozenset(
    tuple(word for word in phrase.split() if word not in words.FUNCTION_WORDS)
    for phrase in words.LEAD_INS
)
_ADJUNCT_STEMS = frozenset(stem(word) for word in words.ADJUNCTS)
_LONGEST_LEAD_IN = max(map(len, _LEAD_INS))
OF = frozenset({"d", "de", "du", "des", "of"})
_STEMS_OF_HEADS = {
    kind: frozenset(stem(word) for word in heads) for kind, heads in words.THING_HEADS.items()
}


def is_apposed(token: Token) -> bool:
    """Tell whether a word stands right beside the one before it: space or hyphen, no quote."""
    return not token.links and not is_joined(token) and '"' not in token.before


def is_neutral(token: Token) -> bool:
    """Tell whether a word names a place or a field, or is a proper name or a number."""
    is_name = token.surface[:1].isupper() and not token.surface.isupper()
    is_acronym = token.surface.isupper() and len(token.surface) > 1
    return stem(token.text) in NEUTRAL_STEMS or token.text.isdigit() or is_name or is_acronym


def says_nothing(token: Token) -> bool:
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


def is_plural(token: Token) -> bool:
    """Tell whether a word ends as plurals do."""
    return token.surface.rstrip(")").lower().endswith(("s", "x")) or token.text.endswith(("s", "x"))


def inserts_of(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
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


def segments_of(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the parts of a title between colons, semicolons and free-standing dashes."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        is_initial = bool(parts[-1]) and len(parts[-1][-1].text) == 1 and token.before == ". "
        if parts[-1] and not is_initial and _STRONG_SEPARATOR.search(token.before):
            parts.append([])
        parts[-1].append(token)
    return parts


def lead_in_length(tokens: Sequence[Token]) -> int:
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


def is_person_word(token: Token) -> bool:
    """Tell whether a noun is made as nouns for persons are."""
    return token.is_inclusive or token.text.endswith(words.PERSON_ENDINGS)


def agrees(head: Token, role: Sequence[Token]) -> bool:
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


def _is_feminine(token: Token) -> bool:
    return token.text.rstrip("s").endswith(words.FEMININE_ENDINGS)


def leans_on(member: Sequence[Token], first: Sequence[Token]) -> bool:
    """Tell whether a member shares the head of the first: *représentant des A ou des B*."""
    if not OF.intersection(member[0].links) or OF.intersection(first[0].links):
        return False
    return any(OF.intersection(token.links) for token in first[1:])


def is_person_name(tokens: Sequence[Token], role: Sequence[Token]) -> bool:
    """Tell whether words are a person's first and last name, or those of several persons.

    Capitals, no place or field among them; a role in the plural is that of several.
    """
    is_several = any(is_joined(token) for token in tokens)
    return (
        len(tokens) > 1
        and (is_several or not is_plural(role[0]) or role[0].surface.isupper())
        and all(
            token.surface[:1].isupper()
            and stem(token.text) not in NEUTRAL_STEMS
            and not thing_kind(token)
            for token in tokens
        )
    )
