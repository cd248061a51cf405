"""The cases of the rules (`tests/shapes/<rule>/violates.ttl`) as faults of made-up declarations.

So every rule is broken by some declarations, however the rules change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from measuring import ROOT

from lexique.declarations.bundle import bundle
from lexique.declarations.declaration import Declaration
from lexique.declarations.interpreter import Interpreter
from lexique.declarations.statements import read_rdf
from lexique.loading import load
from lexique.namespaces import LEX
from lexique.rdf import Literal, Term, Triple

Values = dict[str, list[Term]]
"""Local name of a property to its values."""
DAY = date(2026, 11, 21)
_SHARED = ("personPseudonym", "commissionKey")
"""What leads from one declaration to others."""


@cache
def rule_cases() -> tuple[tuple[Values, ...], ...]:
    """Return the declarations that break each rule, with what our reader derives of them."""
    interpreter = Interpreter(bundle().model, load(), day=DAY)
    paths = sorted((ROOT / "tests" / "shapes").glob("*/violates.ttl"))
    return tuple(_case(str(path), interpreter) for path in paths)


def _case(path: str, interpreter: Interpreter) -> tuple[Values, ...]:
    export = read_rdf(path, interpreter)
    export.survey()
    return tuple(_values(item.triples()) for item in export if isinstance(item, Declaration))


def as_one(case: tuple[Values, ...], mark: str) -> Iterator[Values]:
    """Yield the declarations of a case, linked to each other and to nothing else."""
    for values in case:
        own = {name: [_marked(term, mark) for term in values.get(name, ())] for name in _SHARED}
        yield {name: own.get(name, terms) for name, terms in values.items()}


def _values(triples: Iterable[Triple]) -> Values:
    values: Values = {}
    for _, predicate, term in triples:
        if name := LEX.name_of(predicate):
            values.setdefault(name, []).append(term)
    return values


def _marked(term: Term, mark: str) -> Term:
    return term._replace(value=f"{term.value}-{mark}") if isinstance(term, Literal) else term
