"""Shapes judged over one graph that holds everything, in memory: the way without assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from lexique.shacl.evaluation import Evaluator, Fault, result_of
from lexique.shacl.plan import parts_of
from lexique.shacl.result import Result
from lexique.shacl.shapes import Shape, Shapes
from lexique.shacl.targets import focus_nodes
from lexique.shacl.view import MemoryGraph

if TYPE_CHECKING:
    from lexique.shacl.queries import QueryRunner


def results_over(graph: MemoryGraph, shapes: Shapes, targeted: Iterable[Shape]) -> Iterator[Result]:
    """Yield what the shapes `targeted` find in a graph; every query runs once."""
    evaluator = Evaluator(shapes)
    runner = cache(lambda: _runner(graph))
    for shape in targeted:
        nodes = focus_nodes(graph, shape)
        for part, place in parts_of(shapes, shape) if nodes else ():
            constraint = part.constraints[place]
            if constraint.query is None:
                for node in nodes:
                    for focus, fault in evaluator.faults(graph, node, part, place):
                        yield result_of(focus, fault)
                continue
            rows = runner().rows(constraint.query, ())
            for node in nodes:
                for value in rows.get(node, ()):
                    yield result_of(node, Fault(part, constraint, value, part.path))


def _runner(graph: MemoryGraph) -> QueryRunner:
    from lexique.shacl.queries import QueryRunner

    return QueryRunner(graph.triples())
