"""What a title was found to say, before it becomes an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lexique.levelling.normalise import Token
    from lexique.vocabulary.hits import Hit


class Added(NamedTuple):
    """A facet: the hits of one phrase of the title."""

    hits: tuple[Hit, ...]
    tokens: tuple[Token, ...]


class Analysis(NamedTuple):
    """What a title was found to say."""

    hits: tuple[Hit, ...] = ()
    """The readings; of several roles where it is a coordination."""
    tokens: tuple[Token, ...] = ()
    """The words that gave the readings."""
    code: str = "whole"
    """`whole`, `head`, `apposition`, `abbreviation`, `coordination`, `candidate`, `own-care`,
    `thing`, `complement` or `nothing`."""
    facets: tuple[Added, ...] = ()
    rest: tuple[Token, ...] = ()
    """The words that stay unexplained."""
    inner: tuple[Hit, ...] = ()
    """Roles that the text holds without naming them."""
    thing: str = ""
    """For `thing`: the kind of neighbour that the head names."""
    dropped: tuple[Token, ...] = ()
    """Words before the head that say nothing (*poste de*)."""


NOTHING = Analysis(code="nothing")
