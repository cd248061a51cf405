"""One validation: which shapes go to which judge, and all results in one order."""

from __future__ import annotations

from collections.abc import Iterable

from lexique.namespaces import SH
from lexique.rdf import Triple
from lexique.shacl.result import Result
from lexique.shacl.sparql import SparqlShapes

_TARGETS = frozenset(
    SH[name] for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
)


def validate(
    shapes: Iterable[Triple], data: Iterable[Triple], vocabulary: Iterable[Triple] = ()
) -> tuple[Result, ...]:
    """Return what the shapes find in the data, sorted by focus node, shape and value.

    `vocabulary` is mixed into the data, so that shapes can follow paths into it; nothing of it is a
    focus node unless a shape targets it. Every `sh:sparql` is run as one query, all else by
    pySHACL. Raises ShapesError for shapes that cannot be loaded.
    """
    from lexique.shacl.reference import validate_core

    kept = tuple(shapes)
    mixed = (*data, *vocabulary)
    with_sparql = SparqlShapes(kept)
    core = _without_targets_of(kept, frozenset(with_sparql.names))
    results = [*validate_core(mixed, core), *with_sparql.results(mixed)]
    return tuple(sorted(set(results), key=Result.sort_key))


def _without_targets_of(shapes: Iterable[Triple], names: frozenset[str]) -> Iterable[Triple]:
    """Yield the shapes graph in which the shapes `names` have nothing to judge."""
    for triple in shapes:
        if str(triple[0]) not in names or triple[1] not in _TARGETS:
            yield triple
