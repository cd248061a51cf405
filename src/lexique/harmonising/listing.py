"""Names side by side in a list, and what they say together."""

from __future__ import annotations

from collections.abc import Sequence

from lexique.harmonising.analysis import Added, Analysis
from lexique.harmonising.kinds import Kind, is_abbreviation, kind_of, roles_of
from lexique.harmonising.phrases import is_neutral
from lexique.levelling.normalise import Token
from lexique.model import Group
from lexique.vocabulary.hits import Hit, distinct, firm_hits


def names_role(part: Analysis) -> bool:
    """Tell whether a part of a title is the name of a role by itself."""
    is_role = kind_of(part.hits) is Kind.ROLE and part.code != "own-care"
    return is_role or _is_abbreviation(part)


def ends_in_role(part: Analysis, last: Token) -> bool:
    """Tell whether a part is a name of a role, full or short, with `last` for its head."""
    is_role = kind_of(part.hits) in (Kind.ROLE, Kind.SHORT)
    return is_role and bool(part.tokens) and part.tokens[-1].end == last.end


def _is_abbreviation(part: Analysis) -> bool:
    """Tell whether a part is nothing but a short form in capitals that may be a role's."""
    says_more = not all(is_neutral(token) for token in part.rest)
    return kind_of(part.hits) is Kind.SHORT and not says_more and is_abbreviation(part.hits)


def among_roles(part: Analysis) -> Analysis:
    """Return a member of a list; of an abbreviation among roles, the readings that are roles."""
    if not _is_abbreviation(part):
        return part
    return part._replace(hits=tuple(hit for hit in part.hits if hit.concept.group is Group.ROLE))


def names_status(hits: Sequence[Hit]) -> bool:
    """Tell whether every reading that needs no cue is a status, a seat or the body of the seat."""
    said = {hit.concept.group for hit in firm_hits(hits) or hits}
    return bool(hits) and said <= {Group.STATUS, Group.SEAT, Group.BODY}


def is_status(part: Analysis) -> bool:
    """Tell whether a part says as what the person acts or sits: *bénévole*, *président de X*."""
    return names_status(part.hits) or (
        kind_of(part.hits) is Kind.FACET and part.hits[0].concept.group is Group.STATUS
    )


def _as_class(part: Analysis) -> Analysis:
    """Return a member of a list; of one word that is a broad class too, that class: *consumers*."""
    classes = tuple(hit for hit in firm_hits(part.hits) if hit.concept.group is Group.PERSON)
    return part._replace(hits=classes) if classes and len(part.tokens) == 1 else part


def side_by_side(roles: Sequence[Analysis], statuses: Sequence[Analysis]) -> Analysis:
    """Return what names of roles say together, with the statuses listed among them."""
    if len(roles) > 1:
        roles = [_as_class(part) for part in roles]
    hits = distinct(hit for part in roles for hit in firm_hits(part.hits) or part.hits)
    named = {frozenset(roles_of(part.hits)) for part in roles}
    facets = [added for part in roles for added in part.facets]
    facets += [Added(part.hits, part.tokens) for part in statuses]
    return Analysis(
        hits,
        tuple(token for part in roles for token in part.tokens),
        "coordination" if len(named) > 1 else "head",
        tuple(facets),
        tuple(token for part in roles for token in part.rest),
        tuple(hit for part in roles for hit in part.inner),
        dropped=tuple(token for part in roles for token in part.dropped),
    )
