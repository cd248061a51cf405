"""What a column heading stands for: headings are designations of properties, as names are of roles.

Headings are compared after trimming, NFKC, case and accents (see `heading_key`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from lexique.levelling.normalise import folded
from lexique.lexicon import Lexicon
from lexique.model import Group
from lexique.vocabulary.index import HEADINGS, KeyRow

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
    return " ".join(folded(heading).split())


def property_of_heading(lexicon: Lexicon, heading: str) -> str | None:
    """Return the slug of the one property that `heading` designates, or None.

    The words as written come first, since small ones matter in a heading (*formation suivie*,
    *formation suivie le*); then number, gender and order are levelled. What stands in brackets is
    left out where the whole says nothing: *statut (bénévole, salarié)*. Of a nested key of JSON
    (`role.libelle`) the part that says something decides.
    """
    for variant in dict.fromkeys((heading, _BRACKETS.sub(" ", heading), *_inner_keys(heading))):
        found = {slug for _, slug in lexicon.index.find(HEADINGS, _words(variant))} or {
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


def heading_rows(lexicon: Lexicon) -> Iterator[KeyRow]:
    """Yield the words of each designation of a property, with its slug: what the index keeps."""
    for concept in lexicon.concepts(Group.PROPERTY):
        named = lexicon.designations_of(concept)
        forms = (form for each in named for form in (each.form, *each.attested_forms))
        for words in dict.fromkeys(map(_words, forms)):
            yield KeyRow(HEADINGS, words, lexicon.index.number_of(named[0].iri), concept.slug)
