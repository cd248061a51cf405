"""Shapes applied to nodes of a graph: does a node conform, and if not, with which results.

Each shape becomes one closure, made when it is first asked for. Conformance stops at the first
fault; results list them all. Nothing is kept between nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from lexique.rdf.terms import Iri, Literal, Resource, Term
from lexique.shacl.constraints import (
    Conforms,
    PatternFault,
    SetCheck,
    SetTest,
    every,
    pattern_of,
    set_check,
    set_test,
)
from lexique.shacl.paths import Path
from lexique.shacl.result import Result
from lexique.shacl.shapes import Constraint, Shape, Shapes, component, rests_on
from lexique.shacl.view import Graph

PROPERTY, CLOSED, PATTERN = map(component, ("Property", "Closed", "Pattern"))


class Fault(NamedTuple):
    """What one constraint finds at a focus node: a result without the name of the node."""

    shape: Shape
    constraint: Constraint
    value: Term | None
    path: Path | None


Faults = Callable[[Graph, Term, Sequence[Term]], Iterator[tuple[Term, Fault]]]


class Evaluator:
    """Closures for the shapes of one shapes graph; the shapes must not rest on themselves."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._tests: dict[Resource, Conforms] = {}
        self._checks: dict[tuple[Resource, int], SetCheck] = {}

    def test_of(self, name: Resource) -> Conforms:
        """Return whether a node conforms to the shape `name`, as a function of graph and node."""
        test = self._tests.get(name)
        if test is None:
            test = self._tests[name] = self._made_test(self._shape(name))
        return test

    def refusal(self, shape: Shape) -> str:
        """Return why no closure can be made for a shape or what it rests on; empty if all can."""
        try:
            for each in rests_on(self._shapes, shape.name):
                for constraint in each.constraints:
                    if constraint.component == PATTERN:
                        pattern_of(constraint)
        except PatternFault as fault:
            return f"sh:pattern: {fault}"
        return ""

    def faults(
        self, graph: Graph, focus: Term, shape: Shape, only: int | None = None
    ) -> Iterator[tuple[Term, Fault]]:
        """Yield (focus node, fault) for what `focus` violates of a shape and its properties.

        `only` restricts this to one constraint, by its place in `shape.constraints`.
        """
        if shape.is_deactivated:
            return
        values = value_nodes(graph, focus, shape)
        for place in range(len(shape.constraints)) if only is None else (only,):
            yield from self._faults_of(graph, focus, values, shape, place)

    def _faults_of(
        self, graph: Graph, focus: Term, values: Sequence[Term], shape: Shape, place: int
    ) -> Iterator[tuple[Term, Fault]]:
        constraint = shape.constraints[place]
        if constraint.component == PROPERTY:
            inner = self._shape(constraint.shapes[0])
            for value in values:
                yield from self.faults(graph, value, inner)
        elif constraint.component == CLOSED:
            for predicate, value in _strays(graph, values, constraint):
                yield focus, Fault(shape, constraint, value, predicate)
        else:
            for found in self._check(shape, place)(graph, focus, values):
                yield focus, Fault(shape, constraint, found, shape.path)

    def _shape(self, name: Resource) -> Shape:
        # A name without any statement is a shape that nothing violates.
        return self._shapes.get(name) or Shape(name)

    def _check(self, shape: Shape, place: int) -> SetCheck:
        key = (shape.name, place)
        check = self._checks.get(key)
        if check is None:
            check = self._checks[key] = set_check(shape.constraints[place], self.test_of)
        return check

    def _made_test(self, shape: Shape) -> Conforms:
        if shape.is_deactivated or not shape.constraints:
            return lambda graph, node: True
        checks = [self._passes(shape, place) for place in range(len(shape.constraints))]
        return _on_values(shape, checks)

    def constraint_test(self, shape: Shape, place: int) -> Conforms:
        """Return whether one constraint of a shape finds no fault, as a function."""
        return _on_values(shape, [self._passes(shape, place)])

    def _passes(self, shape: Shape, place: int) -> SetTest:
        constraint = shape.constraints[place]
        if constraint.component == PROPERTY:
            return every(self.test_of(constraint.shapes[0]))
        if constraint.component == CLOSED:
            return lambda graph, node, values: not any(_strays(graph, values, constraint))
        return set_test(constraint, self.test_of)


def _on_values(shape: Shape, checks: Sequence[SetTest]) -> Conforms:
    """Return whether all `checks` pass on the value nodes of a shape."""

    def conforms(graph: Graph, node: Term) -> bool:
        values = value_nodes(graph, node, shape)
        return all(passes(graph, node, values) for passes in checks)

    if len(checks) > 1:
        return conforms
    passes = checks[0]
    if shape.path is None:
        return lambda graph, node: passes(graph, node, (node,))
    return lambda graph, node: passes(graph, node, value_nodes(graph, node, shape))


def value_nodes(graph: Graph, focus: Term, shape: Shape) -> Sequence[Term]:
    """Return the value nodes of a focus node: itself for a node shape, else what the path gives."""
    return (focus,) if shape.path is None else graph.values(focus, shape.path)


def _strays(
    graph: Graph, values: Sequence[Term], constraint: Constraint
) -> Iterator[tuple[Iri, Term]]:
    """Yield predicate and object of each statement that a closed shape does not allow."""
    for node in values:
        for predicate, objects in graph.statements(node).items():
            if predicate not in constraint.terms:
                for value in objects:
                    yield predicate, value


def result_of(focus: Term, fault: Fault) -> Result:
    """Return the validation result that a fault at `focus` stands for."""
    shape, constraint, value, path = fault
    messages = (constraint.query.messages if constraint.query else ()) or shape.messages
    return Result(
        focus_node=plain(focus),
        shape=str(shape.name),
        component=str(constraint.component),
        value=None if value is None or plain(value) == plain(focus) else value,
        path=path if isinstance(path, Iri) else None,
        severity=str(shape.severity),
        messages=tuple(sorted((message.language, message.value) for message in messages)),
    )


def plain(term: Term) -> str:
    """Return a term as the plain text by which results name a node."""
    return term.value if isinstance(term, Literal) else str(term)
