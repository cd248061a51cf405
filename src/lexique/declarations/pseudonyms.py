"""What an identifier of a person looks like: a UUID, something opaque, or a name in disguise.

A number with initials is no pseudonym (CNIL, SAN-2024-013); a code that merely counts is one, if a
weak one. Initials are told from a code by the file: a code has one prefix, initials have many.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lexique.headings import heading_key
from lexique.namespaces import VALUE

UUID = VALUE["pseudonym-uuid"]
OPAQUE = VALUE["pseudonym-opaque"]
FROM_NAME = VALUE["pseudonym-from-name"]

_UUID = re.compile(r"(urn:uuid:)?[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
_LETTER = r"[^\W\d_]"
_WORD = rf"{_LETTER}+(?:'{_LETTER}*)*"
_FULL_NAME = re.compile(rf"(?=.*{_LETTER}{{3}}){_WORD}(?:[\s._,-]+{_WORD})+\.?")
_ONE_NAME = re.compile(rf"[A-ZÀ-Ý](?=\w*[aeiouyàâéèêëïîôùûü])({_LETTER}{{2,}})", re.IGNORECASE)
_INITIALS = re.compile(rf"{_LETTER}\.?[\s-]?{_LETTER}\.?([\s-]?{_LETTER}\.?)?")
_INITIALS_AND_BIRTH = re.compile(
    rf"{_LETTER}{{2,3}}[\s._/-]?((0[1-9]|[12]\d|3[01])[./-]?(0[1-9]|1[0-2])[./-]?)?(19[2-9]\d|20[01]\d)"
)
_PREFIX_AND_NUMBER = re.compile(rf"({_LETTER}{{2,3}})[\s._/-]?\d+")
_MANY_PREFIXES = 3
_LOOKED_AT = 50_000
"""Pseudonyms of the doubtful form that are compared; more say no more."""


class Person(NamedTuple):
    """One identifier, and the name that stands in the same record, if any does."""

    pseudonym: str
    names: Sequence[str] = ()


class InitialsSurvey:
    """Tells initials from a code by the pseudonyms of a file."""

    def __init__(self) -> None:
        self._prefixes: dict[str, str] = {}

    def add(self, pseudonym: str) -> None:
        """Take one pseudonym of the file; of very many, the first ones decide."""
        match = _PREFIX_AND_NUMBER.fullmatch(pseudonym.strip())
        if match and len(self._prefixes) < _LOOKED_AT:
            self._prefixes[pseudonym] = match[1].casefold()

    @property
    def are_used(self) -> bool:
        """True where the letters before the numbers differ from person to person."""
        n_prefixes = len(set(self._prefixes.values()))
        return n_prefixes >= _MANY_PREFIXES and 2 * n_prefixes > len(self._prefixes)


def kind_of(person: Person, *, has_initials: bool) -> str:
    """Return the kind of a pseudonym as IRI of a value of ours.

    `has_initials` says what `InitialsSurvey` found in the file.
    """
    text = person.pseudonym.strip()
    if _UUID.fullmatch(text):
        return UUID
    if _is_from(text, person.names) or _looks_like_name(text):
        return FROM_NAME
    return FROM_NAME if has_initials and _PREFIX_AND_NUMBER.fullmatch(text) else OPAQUE


def _looks_like_name(text: str) -> bool:
    if "@" in text or _INITIALS_AND_BIRTH.fullmatch(text) or _INITIALS.fullmatch(text):
        return True
    if _FULL_NAME.fullmatch(text):
        return True
    is_cased_as_name = text.istitle() or text.isupper()
    return bool(is_cased_as_name and _ONE_NAME.fullmatch(text))


def _is_from(text: str, names: Sequence[str]) -> bool:
    """Return whether `text` holds a word of the name, or is made of its initials."""
    words = [word for name in names for word in re.findall(r"\w+", heading_key(name))]
    key = heading_key(text)
    letters = "".join(re.findall(r"[^\W\d_]+", key))
    if any(len(word) > 2 and word in key for word in words):
        return True
    initials = "".join(word[0] for word in words)
    return len(initials) > 1 and letters in (initials, initials[::-1])
