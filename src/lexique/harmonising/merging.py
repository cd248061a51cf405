"""Several names of one person, or several parts of one title, become one answer."""

from __future__ import annotations

from collections.abc import Sequence

from lexique.harmonising.analysis import Added, Analysis
from lexique.harmonising.kinds import Kind, firm_of_several, is_english, kind_of, roles_of
from lexique.harmonising.matching import Matcher
from lexique.harmonising.members import unjoined
from lexique.levelling.normalise import Token
from lexique.vocabulary.hits import Hit


def together(
    matcher: Matcher, first: tuple[Hit, ...], second: tuple[Hit, ...]
) -> tuple[tuple[Hit, ...], bool]:
    """Return the readings of two names of one person, and whether they are two roles.

    The narrower of two names says both; of a short form and a full one, the full one counts.
    """
    kinds = kind_of(first), kind_of(second)
    if kinds[0] is not Kind.ROLE and kinds[1] is Kind.ROLE:
        return second, False
    if kinds[0] is Kind.ROLE and kinds[1] is not Kind.ROLE:
        return first, False
    if specialises(matcher, second, first):
        return second, False
    if specialises(matcher, first, second):
        return first, False
    return (*first, *(hit for hit in second if hit not in first)), True


def specialises(matcher: Matcher, narrow: Sequence[Hit], broad: Sequence[Hit]) -> bool:
    """Tell whether every role of `narrow` lies below one of `broad`, or both are the same."""
    below, above = roles_of(narrow), roles_of(broad)
    return below.keys() == above.keys() or all(
        iri not in above and above.keys() & matcher.broader_of(concept)
        for iri, concept in below.items()
    )


def specified(matcher: Matcher, named: Analysis, kind: Sequence[Token]) -> Analysis | None:
    """Read *peer support worker (carer)*: what stands before an English head may stand apart."""
    if kind_of(named.hits) not in (Kind.ROLE, Kind.SHORT, Kind.FACET) or not kind:
        return None
    before = [token._replace(depth=0) for token in (unjoined(kind[0]), *kind[1:])]
    first = named.tokens[0]._replace(before=" ", links=())
    hits = matcher.whole([*before, first, *named.tokens[1:]])
    if kind_of(hits) is not Kind.ROLE or not is_english(hits):
        return None
    return named._replace(hits=hits, tokens=(*named.tokens, *kind), code="head")


def united(matcher: Matcher, found: Sequence[Analysis]) -> Analysis:
    """Return what several names of one person say."""
    both = found[0]
    for part in found[1:]:
        hits, is_several = together(matcher, both.hits, part.hits)
        both = both._replace(
            hits=firm_of_several(hits) if is_several else hits,
            tokens=both.tokens + part.tokens,
            facets=both.facets + part.facets,
            rest=both.rest + part.rest,
            code="coordination" if is_several else both.code,
        )
    return both


def with_facets_of(analysis: Analysis, others: Sequence[Analysis]) -> Analysis:
    """Return `analysis` with what the other parts of the title add to it."""
    facets, rest = list(analysis.facets), list(analysis.rest)
    for part in others:
        if kind_of(part.hits) is Kind.FACET:
            facets.append(Added(part.hits, part.tokens))
            rest.extend(part.rest)
        else:
            rest.extend((*part.tokens, *part.rest))
        facets.extend(part.facets)
    return analysis._replace(facets=tuple(facets), rest=tuple(rest))
