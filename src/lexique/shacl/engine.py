"""One validation of data that are at hand: compile, check, sort."""

from __future__ import annotations

from collections.abc import Iterable

from lexique.rdf import Triple
from lexique.shacl.compiled import Compiled, compile_shapes
from lexique.shacl.records import grouped
from lexique.shacl.result import Result


def validate(
    shapes: Iterable[Triple], data: Iterable[Triple], vocabulary: Iterable[Triple] = ()
) -> tuple[Result, ...]:
    """Return what the shapes find in the data, sorted by focus node, shape and value.

    `vocabulary` is mixed into the data, so that shapes can follow paths into it; nothing of it is a
    focus node unless a shape targets it. Raises ShapesError for shapes that nobody can load.
    """
    return results_of(compile_shapes(shapes, vocabulary), data)


def results_of(checks: Compiled, data: Iterable[Triple]) -> tuple[Result, ...]:
    """Return what checks that are compiled already find in the data, sorted likewise."""
    return tuple(sorted(set(checks.check(grouped(data))), key=Result.sort_key))
