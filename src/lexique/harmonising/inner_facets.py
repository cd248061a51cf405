"""Which statuses, fields ... the names of roles hold themselves: *pair-aidant salarié*."""

from __future__ import annotations

from collections.abc import Iterator

from lexique.harmonising.matching import Matcher
from lexique.levelling.neutral import neutral_key
from lexique.model import Group
from lexique.vocabulary.hits import firm_hits
from lexique.vocabulary.index import FACETS, KeyRow
from lexique.vocabulary.lexicon_data import LexiconData

_HELD = frozenset({Group.STATUS, Group.SEAT, Group.DOMAIN, Group.TRAINING, Group.EXPERIENCE})


def facet_rows(lexicon: LexiconData) -> Iterator[KeyRow]:
    """Yield, for each form of a role, the facets that words behind its head name."""
    matcher = Matcher(lexicon)
    for concept in lexicon.concepts(Group.ROLE):
        for designation in lexicon.designations_of(concept):
            for form in (designation.form, *designation.attested_forms):
                yield from _rows(lexicon, matcher, form)


def _rows(lexicon: LexiconData, matcher: Matcher, form: str) -> Iterator[KeyRow]:
    tokens = lexicon.tokens(form)
    place = 1
    while place < len(tokens):
        end, hits = matcher.longest(tokens, place)
        held = [hit for hit in firm_hits(hits) if hit.concept.group in _HELD]
        if held and len(held) == len(firm_hits(hits)):
            surface = form[tokens[place].start : tokens[end - 1].end]
            number = lexicon.index.number_of(held[0].designation.iri)
            yield KeyRow(FACETS, neutral_key(form), number, surface)
        place = max(end, place + 1)
