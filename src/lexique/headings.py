"""What a column heading stands for: headings are designations of properties, as names are of roles.

Headings are compared after trimming, NFKC, case and accents (see `heading_key`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

from lexique.levelling.normalise import fold
from lexique.lexicon import Lexicon
from lexique.model import Group

_WORD = re.compile(r"\w+")
_HOLDERS = frozenset(
    {"libelle", "label", "nom", "name", "valeur", "value", "code", "texte", "text"}
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@lru_cache(maxsize=8_192)
def heading_key(heading: str) -> str:
    """Return the key under which two headings are one.

    >>> heading_key("  RÔLE\\u00a0") == heading_key("role")
    True
    """
    return " ".join(fold(heading)[0].split())


def property_of_heading(lexicon: Lexicon, heading: str) -> str | None:
    """Return the slug of the one property that `heading` designates, or None.

    The words as written come first, since small ones matter in a heading (*formation suivie*,
    *formation suivie le*); then number, gender and order are levelled. What stands in brackets is
    left out where the whole says nothing: *statut (bénévole, salarié)*. Of a nested key of JSON
    (`role.libelle`) the part that says something decides.
    """
    exact = _properties_by_words(lexicon)
    for variant in dict.fromkeys((heading, _BRACKETS.sub(" ", heading), *_inner_keys(heading))):
        found = exact.get(_words(variant)) or {
            reading.concept.slug for reading in lexicon.find(variant, groups=(Group.PROPERTY,))
        }
        if len(found) == 1:
            return next(iter(found))
    return None


def recogniser(lexicon: Lexicon) -> Callable[[str], str | None]:
    """Return `property_of_heading` for `lexicon`, each distinct heading worked out once."""
    return cache(lambda heading: property_of_heading(lexicon, heading))


def _inner_keys(heading: str) -> Iterator[str]:
    """Yield the part of a dotted key that stands for the whole: the last that is no mere holder."""
    outer, dot, last = heading.rpartition(".")
    if dot and outer and last:
        yield outer if heading_key(last) in _HOLDERS else last


def _words(heading: str) -> str:
    return " ".join(_WORD.findall(heading_key(heading)))


@cache
def _properties_by_words(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """Return the slugs of properties by the words of each of their designations."""
    found: dict[str, set[str]] = {}
    for concept in lexicon.concepts(Group.PROPERTY):
        for designation in lexicon.designations_of(concept):
            for form in (designation.form, *designation.attested_forms):
                found.setdefault(_words(form), set()).add(concept.slug)
    return {words: frozenset(slugs) for words, slugs in found.items()}
