"""Compiled checks as JSON: what the cache and the wheel hold, so that no run compiles them again.

Terms come again and again; the reference is written as numbers of terms. Nothing is executed when
it is read, unlike a pickle. A program that leaves shapes to pySHACL is not written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lexique.rdf.terms import Iri, Literal, Term, Triple
from lexique.shacl.facts_json import (
    facts_from,
    path_of,
    plain_facts,
    plain_path,
    plain_reads,
    reads_from,
)
from lexique.shacl.program import Program
from lexique.shacl.shapes import Constraint, Query, Shape, Target
from lexique.shacl.term_json import resource_of, term_of, written


def plain_program(program: Program) -> dict[str, Any]:
    """Return a program as JSON values."""
    assert not program.excused and not program.about_reference
    return {
        "shapes": [_plain_shape(shape) for shape in program.shapes.values()],
        "reads": plain_reads(program.reads),
        "facts": {text: plain_facts(facts) for text, facts in program.facts.items()},
        "reference": _plain_triples(program.reference),
    }


def program_of(stored: Mapping[str, Any]) -> Program:
    """Return the program that `plain_program` wrote."""
    shapes = map(_shape, stored["shapes"])
    return Program(
        {shape.name: shape for shape in shapes},
        {text: facts_from(each) for text, each in stored["facts"].items()},
        reads_from(stored["reads"]),
        reference=_triples(stored["reference"]),
    )


def _plain_shape(shape: Shape) -> list[Any]:
    return [
        written(shape.name),
        None if shape.path is None else plain_path(shape.path),
        [[target.kind, written(target.term)] for target in shape.targets],
        [_plain_constraint(each) for each in shape.constraints],
        shape.severity,
        [written(message) for message in shape.messages],
        shape.is_deactivated,
        shape.unknown,
    ]


def _shape(stored: list[Any]) -> Shape:
    name, path, targets, constraints, severity, messages, is_deactivated, unknown = stored
    return Shape(
        resource_of(name),
        None if path is None else path_of(path),
        tuple(Target(Iri(kind), term_of(term)) for kind, term in targets),
        tuple(map(_constraint, constraints)),
        Iri(severity),
        _literals(messages),
        is_deactivated,
        tuple(unknown),
    )


def _plain_constraint(constraint: Constraint) -> list[Any]:
    query = constraint.query
    return [
        constraint.component,
        [written(term) for term in constraint.terms],
        [written(name) for name in constraint.shapes],
        constraint.number,
        None if query is None else [query.text, [written(each) for each in query.messages]],
    ]


def _constraint(stored: list[Any]) -> Constraint:
    component, terms, shapes, number, query = stored
    return Constraint(
        Iri(component),
        tuple(map(term_of, terms)),
        tuple(map(resource_of, shapes)),
        number,
        None if query is None else Query(query[0], _literals(query[1])),
    )


def _literals(stored: Iterable[Any]) -> tuple[Literal, ...]:
    return tuple(term for term in map(term_of, stored) if isinstance(term, Literal))


def _plain_triples(triples: Iterable[Triple]) -> dict[str, Any]:
    numbers: dict[Term, int] = {}
    places = [[numbers.setdefault(term, len(numbers)) for term in triple] for triple in triples]
    return {"terms": [written(term) for term in numbers], "triples": places}


def _triples(stored: Mapping[str, Any]) -> tuple[Triple, ...]:
    terms: list[Any] = [term_of(each) for each in stored["terms"]]
    return tuple((terms[s], terms[p], terms[o]) for s, p, o in stored["triples"])
