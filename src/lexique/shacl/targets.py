"""The focus nodes of a shape in a graph (SHACL 2.1.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lexique.namespaces import RDF, RDFS, SH
from lexique.rdf.terms import Iri, Term
from lexique.shacl.paths import Compound, Step, values_at
from lexique.shacl.shapes import Shape, Target
from lexique.shacl.view import Graph, MemoryGraph

TYPE = Iri(RDF.type)
_SUBCLASSES = Compound(Step.ZERO_OR_MORE, (Compound(Step.INVERSE, (Iri(RDFS.subClassOf),)),))
TARGET_NODE, TARGET_CLASS = Iri(SH["targetNode"]), Iri(SH["targetClass"])
SUBJECTS_OF, OBJECTS_OF = Iri(SH["targetSubjectsOf"]), Iri(SH["targetObjectsOf"])


def focus_nodes(graph: MemoryGraph, shape: Shape) -> tuple[Term, ...]:
    """Return the distinct focus nodes of a shape, in order of its targets and of the graph."""
    return tuple(dict.fromkeys(node for each in shape.targets for node in _aimed_at(graph, each)))


def classes_of(graph: Graph, target: Term) -> tuple[Term, ...]:
    """Return a class and all its subclasses, itself first."""
    return values_at(graph, target, _SUBCLASSES)


def _aimed_at(graph: MemoryGraph, target: Target) -> Iterable[Term]:
    if target.kind == TARGET_NODE:
        return (target.term,)
    if target.kind == TARGET_CLASS:
        return _instances(graph, target.term)
    predicate = Iri(str(target.term))
    if target.kind == SUBJECTS_OF:
        return graph.nodes_with(predicate)
    return graph.values_of(predicate)


def _instances(graph: MemoryGraph, class_: Term) -> Iterator[Term]:
    for each in classes_of(graph, class_):
        yield from graph.subjects(TYPE, each)
