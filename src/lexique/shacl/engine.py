"""One validation of data that are at hand: compile, check, sort."""

from __future__ import annotations

from collections.abc import Iterable

from lexique.rdf import Triple
from lexique.shacl.compiled import compile_shapes
from lexique.shacl.records import grouped
from lexique.shacl.result import Result


def validate(
    shapes: Iterable[Triple], data: Iterable[Triple], vocabulary: Iterable[Triple] = ()
) -> tuple[Result, ...]:
    """Return what the shapes find in the data, sorted by focus node, shape and value.

    `vocabulary` is mixed into the data, so that shapes can follow paths into it; nothing of it is a
    focus node unless a shape targets it. Raises ShapesError for shapes that nobody can load.
    """
    results = compile_shapes(shapes, vocabulary).check(grouped(data))
    return tuple(sorted(set(results), key=Result.sort_key))
