"""A shapes graph and a vocabulary as a program: plain values, ready to be run or written down.

Compiling decides which shapes this engine judges and which are left to pySHACL, looks at what each
query reads, keeps of the vocabulary what any check can read, and finds what the shapes say of the
vocabulary itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from lexique.namespaces import RDFS, SH, XSD
from lexique.rdf.terms import Iri, Literal, Resource, Term, Triple
from lexique.shacl.evaluation import Evaluator
from lexique.shacl.fallback import Excused
from lexique.shacl.locality import NOTHING, Locality, Reads, union
from lexique.shacl.plan import Plan, Planner, parts_of
from lexique.shacl.query_facts import QueryFacts
from lexique.shacl.result import Result
from lexique.shacl.shapes import Shape, is_recursive, read_shapes, rests_on
from lexique.shacl.targets import OBJECTS_OF, SUBJECTS_OF, TARGET_CLASS, TYPE
from lexique.shacl.view import MemoryGraph

_DEACTIVATED = Iri(SH["deactivated"])
_TRUE = Literal("true", "", Iri(XSD.boolean))


class Premises(NamedTuple):
    """What a plan rests on."""

    of_records: frozenset[Iri]
    """The predicates that records have: what reads them backwards looks across records."""
    whole: frozenset[Resource] = frozenset()
    """Targeted shapes that are judged over the whole graph in any case."""


class Program(NamedTuple):
    """What compiling shapes gives."""

    shapes: dict[Resource, Shape]
    facts: dict[str, QueryFacts]
    """What is known of each query, by its text."""
    reads: Reads = NOTHING
    """What all checks of this engine read together, those switched off later and targets too."""
    excused: tuple[Excused, ...] = ()
    """Shapes that pySHACL has to judge."""
    written: tuple[Triple, ...] = ()
    """The shapes graph, for pySHACL; empty where nothing is excused."""
    reference: tuple[Triple, ...] = ()
    """The vocabulary, or as much of it as the checks can read."""
    about_reference: tuple[tuple[Resource, Result], ...] = ()
    """What the shapes find in the vocabulary itself, each with the shape that has the target."""

    def without(self, names: Collection[str]) -> Program:
        """Return the program with the shapes `names` switched off."""
        if not names:
            return self
        shapes = {
            name: shape._replace(is_deactivated=True) if name in names else shape
            for name, shape in self.shapes.items()
        }
        off = ((Iri(name), _DEACTIVATED, _TRUE) for name in sorted(names))
        return self._replace(
            shapes=shapes,
            excused=tuple(each for each in self.excused if each.name not in names),
            written=(*self.written, *off) if self.written else (),
            about_reference=tuple(
                (name, result)
                for name, result in self.about_reference
                if name not in names and result.shape not in names
            ),
        )

    def streamed(self) -> tuple[Shape, ...]:
        """Return the targeted shapes that this engine judges."""
        left = {each.name for each in self.excused}
        targeted = (each for each in self.shapes.values() if each.targets)
        return tuple(each for each in targeted if not each.is_deactivated and each.name not in left)

    def all_reads(self) -> Reads:
        """Return what `reads` is for a program that was just compiled."""
        locality = self._locality()
        found = Reads(own=frozenset({TYPE}), backward=frozenset({Iri(RDFS.subClassOf)}))
        for targeted in self.streamed():
            of_targets = (t for t in targeted.targets if t.kind in (SUBJECTS_OF, OBJECTS_OF))
            found |= Reads(own=frozenset(Iri(str(target.term)) for target in of_targets))
            for shape, place in parts_of(self.shapes, targeted):
                found |= locality.of_constraint(shape, shape.constraints[place])
        return found

    def read_by_queries(self) -> Iterator[Triple]:
        """Yield what of the reference any query can read."""
        found = _slice(self.reference, union(each.reads for each in self.facts.values()))
        named = [each.classes for each in self.facts.values()]
        if None in named:
            return found
        classes = frozenset[Term]().union(*filter(None, named))
        return (triple for triple in found if triple[1] != TYPE or triple[2] in classes)

    def plan(self, of_records: frozenset[Iri], whole: frozenset[Resource]) -> Plan:
        """Return the plan for all streamed shapes under the `Premises` given."""
        stated = frozenset(predicate for _, predicate, _ in self.reference)
        planner = Planner(
            self.shapes,
            Evaluator(self.shapes),
            self._locality(),
            lambda query: self.facts[query.text],
            of_records,
            stated,
        )
        return planner.plan(self.streamed(), whole)

    def _locality(self) -> Locality:
        return Locality(self.shapes, lambda query: self.facts[query.text].reads)


def compile_program(shapes: Iterable[Triple], reference: Iterable[Triple] = ()) -> Program:
    """Return the program of a shapes graph; rdflib is imported only for a query not seen before."""
    from lexique.shacl.query_cache import facts_of_all
    from lexique.shacl.whole import results_over

    written = tuple(shapes)
    known = read_shapes(written)
    constraints = (constraint for shape in known.values() for constraint in shape.constraints)
    queries = {each.query for each in constraints if each.query is not None}
    facts = facts_of_all(queries)
    excused = tuple(_excused(known, facts))
    graph = MemoryGraph(reference)
    program = Program(known, facts, excused=excused, written=written if excused else ())
    program = program._replace(reads=program.all_reads())
    about = (
        (shape.name, result)
        for shape in program.streamed()
        for result in results_over(graph, known, (shape,))
    )
    kept = graph.triples() if excused else _slice(graph.triples(), program.reads)
    return program._replace(about_reference=tuple(about), reference=tuple(kept))


def _slice(reference: Iterable[Triple], reads: Reads) -> Iterator[Triple]:
    """Yield what of the vocabulary can be read."""
    wanted = reads.own | reads.beyond | reads.backward
    everything = reads.is_whole or reads.is_whole_beyond
    return (triple for triple in reference if everything or triple[1] in wanted)


def _excused(shapes: dict[Resource, Shape], facts: dict[str, QueryFacts]) -> Iterator[Excused]:
    for shape in shapes.values():
        if (shape.targets or shape.has_other_target) and not shape.is_deactivated:
            reason = _reason(shapes, shape, facts)
            if reason:
                yield Excused(shape.name, reason, _is_local(shapes, shape, facts))


def _is_local(shapes: dict[Resource, Shape], shape: Shape, facts: dict[str, QueryFacts]) -> bool:
    """Return whether a shape is known to read nothing but what its focus node itself states."""
    if shape.has_other_target or is_recursive(shapes, shape.name):
        return False
    resting = rests_on(shapes, shape.name)
    queries = (each.query.text for part in resting for each in part.constraints if each.query)
    if any(part.unknown for part in resting) or any(facts[text].refusal for text in queries):
        return False
    reads = Locality(shapes, lambda query: facts[query.text].reads).of_shape(shape.name)
    at_focus = all(target.kind in (TARGET_CLASS, SUBJECTS_OF) for target in shape.targets)
    return at_focus and not reads.looks_outside


def _reason(shapes: dict[Resource, Shape], shape: Shape, facts: dict[str, QueryFacts]) -> str:
    """Return why a targeted shape cannot be compiled; empty where it can."""
    if is_recursive(shapes, shape.name):
        return "the shape rests on itself"
    direct = {part.name for part, _ in parts_of(shapes, shape)}
    for each in rests_on(shapes, shape.name):
        if each.unknown:
            return f"not compiled: {', '.join(each.unknown)}"
        for constraint in each.constraints:
            if constraint.query is not None and each.name not in direct:
                return "a query in a shape that another one rests on"
            if constraint.query is not None and facts[constraint.query.text].refusal:
                return facts[constraint.query.text].refusal
    return Evaluator(shapes).refusal(shape)
