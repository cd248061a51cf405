"""What stands in brackets behind a name: an abbreviation, a facet, a second name, a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lexique.harmonising.agreement import is_plural
from lexique.harmonising.analysis import Added, Analysis
from lexique.harmonising.kinds import Kind, firm_of_several, kind_of, says_more, shared_hits
from lexique.harmonising.listing import names_role, names_status, side_by_side
from lexique.harmonising.matching import Matcher
from lexique.harmonising.members import is_joined, unjoined
from lexique.harmonising.merging import specialises, specified
from lexique.harmonising.phrases import is_apposed, is_place, thing_kind
from lexique.levelling import words
from lexique.levelling.normalise import Token
from lexique.model import Group
from lexique.vocabulary.hits import Hit, firm_hits

_INITIAL = re.compile(r" [a-z]\.")


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


def without_expansions(tokens: Sequence[Token]) -> list[Token]:
    """Return *PPI contributor* for *patient and public involvement (PPI) contributor*."""
    for place in range(2, len(tokens) - 1):
        letters, behind = tokens[place].text, tokens[place + 1]
        first = place - len(letters)
        is_alone = tokens[place].depth and not behind.depth and not tokens[place - 1].depth
        if not is_alone or first < 0 or not is_apposed(behind):
            continue
        if letters == "".join(token.text[0] for token in tokens[first:place]):
            short = tokens[place]._replace(before=tokens[first].before, depth=0, links=())
            return [*tokens[:first], short, behind._replace(before=" "), *tokens[place + 2 :]]
    return []


class BracketReader:
    """Reads brackets; `read` reads a whole title."""

    def __init__(self, matcher: Matcher, read: Callable[[Sequence[Token]], Analysis]) -> None:
        self._matcher = matcher
        self._read = read

    def add(self, analysis: Analysis, insert: tuple[Token, ...]) -> Analysis:
        """Read what stands in brackets: an abbreviation, a facet, or a list under the head."""
        hits = self._matcher.whole(insert)
        shared = shared_hits(analysis.hits, hits)
        if shared and not says_more(hits, analysis.hits):
            if not firm_hits(analysis.hits) and firm_hits(hits):
                # *MSP (médiateur de santé-pair)*: the name in full says it.
                return analysis._replace(hits=shared_hits(hits, shared), code="abbreviation")
            code = "abbreviation" if len(insert) == 1 else analysis.code
            return analysis._replace(hits=shared, code=code)
        if (kind := specified(self._matcher, analysis, insert)) is not None:
            return kind
        if kind_of(hits) is Kind.FACET:
            return analysis._replace(facets=(*analysis.facets, Added(hits, insert)))
        if analysis.hits and kind_of(hits) is not Kind.NONE:
            roles = tuple(hit for hit in hits if hit.concept.group is Group.ROLE)
            if roles and specialises(self._matcher, roles, analysis.hits):
                return analysis._replace(hits=roles, code="abbreviation")
        named = self._named_in_brackets(analysis, insert, hits)
        if named is not None:
            return named
        listed = self._listed_under(analysis, insert)
        return listed or analysis._replace(rest=(*analysis.rest, *insert))

    def _named_in_brackets(
        self, analysis: Analysis, insert: tuple[Token, ...], hits: tuple[Hit, ...]
    ) -> Analysis | None:
        """Read a role in brackets: behind a person's name, or as a second role.

        *Paul Martin (patient partenaire)*; *co-chercheurs (« patients partenaires »)*; *usagers
        (aussi dits patients experts)*.
        """
        name = (*analysis.dropped, *analysis.rest)
        if not analysis.hits and not analysis.thing and is_person_name(name, insert):
            inside = self._read([token._replace(depth=0) for token in insert])
            if kind_of(inside.hits) not in (Kind.ROLE, Kind.SHORT):
                return None
            return inside._replace(dropped=(*name, *inside.dropped))
        if names_status(analysis.hits) and kind_of(hits) in (Kind.ROLE, Kind.SHORT):
            held = Added(analysis.hits, analysis.tokens)  # *Présidente de la CDU (RU)*
            return Analysis(hits, insert, "head", (held, *analysis.facets), analysis.rest)
        hits = hits or self._name_behind(insert)
        if kind_of(analysis.hits) is Kind.ROLE and kind_of(hits) is Kind.ROLE:
            if specialises(self._matcher, analysis.hits, hits) and insert[0].links == ():
                return analysis
            parts = [analysis, Analysis(hits, insert)]
            return side_by_side(parts, []) if names_role(analysis) else None
        is_class = bool(analysis.hits) and analysis.hits[0].concept.group is Group.PERSON
        if is_class and kind_of(hits) is Kind.ROLE:
            if not is_plural(analysis.tokens[0]):
                return analysis._replace(hits=hits, code="apposition")
            both = (*firm_hits(analysis.hits), *firm_hits(hits))
            return analysis._replace(hits=both, code="coordination")
        return None

    def _name_behind(self, insert: tuple[Token, ...]) -> tuple[Hit, ...]:
        """Return the hits of a name behind words that only introduce it: *(hereafter X)*."""
        for place in range(1, len(insert)):
            is_name = set(insert[place].links) <= words.ARTICLES
            hits = self._matcher.whole(insert[place:]) if is_name else ()
            if kind_of(hits) is Kind.ROLE:
                return () if thing_kind(insert[0]) else hits
        return ()

    def _listed_under(self, analysis: Analysis, insert: tuple[Token, ...]) -> Analysis | None:
        """Read *pairs aidants (patients et famille)*: each word of the list under the head."""
        if kind_of(analysis.hits) is not Kind.ROLE:
            return None
        found = analysis.hits
        for token in insert:
            hits = self._matcher.whole([*analysis.tokens, unjoined(token)._replace(depth=0)])
            found = (*found, *(hit for hit in hits if hit not in found))
        if found == analysis.hits:
            return None
        alone = len(insert) == 1
        return analysis._replace(
            hits=found[len(analysis.hits) :] if alone else firm_of_several(found),
            tokens=(*analysis.tokens, *insert),
            code="head" if alone else "coordination",
        )


def is_person_name(tokens: Sequence[Token], role: Sequence[Token]) -> bool:
    """Tell whether words are a person's first and last name, or those of several persons.

    Capitals, no place or field among them; a role in the plural is that of several. The last name
    may be an initial, even that of a preposition: *Jeanne D., visiteuse*.
    """
    is_several = any(is_joined(token) for token in tokens)
    return (
        (len(tokens) > 1 or (bool(tokens) and _INITIAL.match(role[0].before) is not None))
        and (is_several or not is_plural(role[0]) or role[0].surface.isupper())
        and all(
            token.surface[:1].isupper() and not is_place(token) and not thing_kind(token)
            for token in tokens
        )
    )
