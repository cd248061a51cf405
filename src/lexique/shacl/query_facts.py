"""What is known of a SPARQL constraint before it is run; see `query_analysis`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from lexique.rdf.terms import Iri, Term
from lexique.shacl.locality import NOTHING, Reads
from lexique.shacl.paths import Path

if TYPE_CHECKING:
    from lexique.shacl.queries import QueryRunner

Rows = tuple[Term | None, ...]
"""The `?value` of each solution at one focus node; no solution, no fault."""

Runner = Callable[[], "QueryRunner"]
"""Gives what runs queries, made when the first one is run: few small exports need it."""


class Companion(NamedTuple):
    """A variable of a query that may stand for another record than the focus node."""

    predicates: frozenset[Iri]
    keys: frozenset[Iri]
    """Predicates whose value it is certain to share with the focus node."""


class QueryFacts(NamedTuple):
    """What is known of a query before it is run."""

    reads: Reads = NOTHING
    required: tuple[tuple[Path, Term | None], ...] = ()
    """Paths from `$this` without which there is no solution, and the node they must lead to."""
    companions: tuple[Companion, ...] = ()
    classes: frozenset[Iri] | None = None
    """The classes of which it asks for instances; None where they may be any."""
    refusal: str = ""
    """Why the query cannot be run for many nodes at once; empty where it can."""

    def join_keys(self, of_records: frozenset[Iri]) -> frozenset[Iri]:
        """Return the predicates by each of which all companions that may be records are found."""
        met = [each.keys for each in self.companions if each.predicates & of_records]
        return frozenset.intersection(*met) if met else frozenset()
