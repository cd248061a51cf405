"""SHACL property paths: as values, as text, and walked over a graph.

Source: SHACL 2.3.1 (paths), SPARQL 1.1 section 9.3 (a path with `*` or `+` gives distinct nodes).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from lexique.rdf.terms import Iri, Term

if TYPE_CHECKING:
    from lexique.shacl.view import Graph


class Step(StrEnum):
    """The kinds of path that are more than one predicate."""

    SEQUENCE = "sequence"
    ALTERNATIVE = "alternative"
    INVERSE = "inverse"
    ZERO_OR_MORE = "zeroOrMore"
    ONE_OR_MORE = "oneOrMore"
    ZERO_OR_ONE = "zeroOrOne"


class Compound(NamedTuple):
    """A path made of others; all kinds but sequence and alternative have one part."""

    step: Step
    parts: tuple[Path, ...]


Path: TypeAlias = Iri | Compound

_SUFFIX = {Step.ZERO_OR_MORE: "*", Step.ONE_OR_MORE: "+", Step.ZERO_OR_ONE: "?"}


def text_of(path: Path) -> str:
    """Return a path in the notation of SPARQL, with full IRIs."""
    if isinstance(path, Iri):
        return f"<{path}>"
    if path.step is Step.INVERSE:
        return f"^{_inner_text(path.parts[0])}"
    if path.step in _SUFFIX:
        return _inner_text(path.parts[0]) + _SUFFIX[path.step]
    separator = "/" if path.step is Step.SEQUENCE else "|"
    return separator.join(map(_inner_text, path.parts))


def _inner_text(path: Path) -> str:
    return text_of(path) if isinstance(path, Iri) else f"({text_of(path)})"


def values_at(graph: Graph, node: Term, path: Path) -> tuple[Term, ...]:
    """Return the distinct nodes that `path` leads to from `node`: its value nodes."""
    if isinstance(path, Iri):
        return tuple(graph.objects(node, path))
    return tuple(dict.fromkeys(_walk(graph, node, path)))


def _walk(graph: Graph, node: Term, path: Path) -> Iterable[Term]:
    if isinstance(path, Iri):
        return graph.objects(node, path)
    step, parts = path
    if step is Step.SEQUENCE:
        return _along(graph, node, parts)
    if step is Step.ALTERNATIVE:
        return (value for part in parts for value in _walk(graph, node, part))
    if step is Step.INVERSE:
        return _backwards(graph, node, parts[0])
    if step is Step.ZERO_OR_ONE:
        return (node, *_walk(graph, node, parts[0]))
    reached = _closure(graph, _walk(graph, node, parts[0]), parts[0])
    return reached if step is Step.ONE_OR_MORE else (node, *reached)


def _along(graph: Graph, node: Term, parts: tuple[Path, ...]) -> Iterable[Term]:
    nodes: Iterable[Term] = (node,)
    for part in parts:
        nodes = dict.fromkeys(value for each in nodes for value in _walk(graph, each, part))
    return nodes


def _closure(graph: Graph, start: Iterable[Term], path: Path) -> Iterable[Term]:
    reached: dict[Term, None] = {}
    waiting = list(start)
    while waiting:
        node = waiting.pop(0)
        if node not in reached:
            reached[node] = None
            waiting.extend(_walk(graph, node, path))
    return reached


def _backwards(graph: Graph, node: Term, path: Path) -> Iterable[Term]:
    """Return the nodes from which `path` leads to `node`."""
    if isinstance(path, Iri):
        return graph.subjects(path, node)
    return _walk(graph, node, reversed_path(path))


def reversed_path(path: Path) -> Path:
    """Return the path that leads back: `^(a/b)` is `^b/^a`; the other kinds turn each part."""
    if isinstance(path, Iri):
        return Compound(Step.INVERSE, (path,))
    if path.step is Step.INVERSE:
        return path.parts[0]
    turned = tuple(reversed_path(part) for part in path.parts)
    return Compound(path.step, turned[::-1] if path.step is Step.SEQUENCE else turned)


def predicates_of(path: Path) -> Iterator[Iri]:
    """Yield every predicate that a path names."""
    if isinstance(path, Iri):
        yield path
    else:
        for part in path.parts:
            yield from predicates_of(part)
