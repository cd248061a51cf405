"""Cutting a list of names into its members: *« A », « B » et C*, *A (ou B)*, *A, dit aussi B*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lexique.levelling import words
from lexique.levelling.normalise import Token, stem

_JOINING_MARK = re.compile(r"[/&+,;]|\s-\s")
_DASH = re.compile(r"\s-\s")


def is_joined(token: Token) -> bool:
    """Tell whether a conjunction, slash or comma stands before a word."""
    return any(link in words.CONJUNCTIONS for link in token.links) or bool(
        _JOINING_MARK.search(token.before)
    )


def is_dashed(token: Token) -> bool:
    """Tell whether a free-standing dash stands before a word."""
    return _DASH.search(token.before) is not None


def unjoined(token: Token) -> Token:
    """Return a token as if no conjunction stood before it."""
    links = tuple(link for link in token.links if link not in words.CONJUNCTIONS)
    return token._replace(before=" ", links=links)


def members_of(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the members of a list of names, each read as if it stood alone.

    Words that only announce another name (*aussi appelé*) are left out.
    """
    parts: list[list[Token]] = [[]]
    for token in tokens:
        announces = token.text in words.NAMING_WORDS
        if parts[-1] and (announces or is_joined(token)):
            parts.append([])
        if not announces:
            parts[-1].append(token)
    members: list[list[Token]] = []
    for part in filter(None, parts):
        if not (members and _is_doubling(members[-1], part)):
            members.append(_standing_alone(part))
    return members


def _is_doubling(first: Sequence[Token], second: Sequence[Token]) -> bool:
    """Tell whether a member only repeats the end of the one before it: *aidants et aidantes*."""
    tail = first[-len(second) :]
    return [stem(token.text) for token in tail] == [stem(token.text) for token in second] and (
        [token.text for token in tail] != [token.text for token in second]
    )


def _standing_alone(part: list[Token]) -> list[Token]:
    """Return a member without the conjunction and the bracket it stands in."""
    depth = min(token.depth for token in part)
    level = [token._replace(depth=token.depth - depth) for token in part]
    return [unjoined(level[0]), *level[1:]]
