"""Short Turtle for tests of SHACL, and the results found in it as plain rows."""

from __future__ import annotations

from collections.abc import Iterable

from lexique.rdf import Kind, Literal, Triple, read_triples
from lexique.shacl.compiled import Compiled, compile_shapes
from lexique.shacl.records import grouped
from lexique.shacl.reference import validate_core
from lexique.shacl.result import Result

PREFIXES = """
@prefix : <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

Row = tuple[str, str, str | None]
"""Local name of the focus node, of the component, and the value as text."""


def triples(text: str, kind: Kind = Kind.TURTLE) -> tuple[Triple, ...]:
    prefixes = PREFIXES if kind is Kind.TURTLE else ""
    return tuple(read_triples((prefixes + text).encode(), path="test.ttl", kind=kind))


def compiled(shapes: str, reference: str = "") -> Compiled:
    return compile_shapes(triples(shapes), triples(reference))


def found(shapes: str, data: str, reference: str = "") -> list[Row]:
    """Return what the engine finds."""
    return rows(compiled(shapes, reference).check(grouped(triples(data))))


def pyshacl_found(shapes: str, data: str, reference: str = "") -> list[Row]:
    """Return what pySHACL finds."""
    return rows(validate_core((*triples(data), *triples(reference)), triples(shapes)))


def rows(results: Iterable[Result]) -> list[Row]:
    return sorted(
        (
            each.focus_node.rsplit("/", 1)[-1],
            each.component.rsplit("#", 1)[-1].removesuffix("ConstraintComponent"),
            each.value.value if isinstance(each.value, Literal) else each.value and str(each.value),
        )
        for each in results
    )
