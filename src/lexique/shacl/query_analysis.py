"""What a SPARQL constraint reads, and whether it may be run for many focus nodes at once.

The query is read with rdflib's parser, only when shapes are compiled. Everything that is not
positively understood makes the query one that pySHACL has to run (`QueryFacts.refusal`).
Source: SHACL 5.2 and appendix A (pre-binding), SPARQL 1.1 section 18.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rdflib import BNode, Literal, URIRef, Variable
from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from lexique.rdf.terms import Iri, Term
from lexique.rdf.terms import Literal as OurLiteral
from lexique.shacl.locality import ELSEWHERE, FOCUS, NOTHING, Reads, of_path
from lexique.shacl.paths import Compound, Path, Step, predicates_of
from lexique.shacl.query_facts import Companion, QueryFacts
from lexique.shacl.shapes import Query
from lexique.shacl.targets import TYPE

_THIS = Variable("this")
_PREBOUND = frozenset({Variable("PATH"), Variable("shapesGraph"), Variable("currentShape")})
_UNDERSTOOD = frozenset(
    {"SelectQuery", "Project", "Distinct", "Reduced", "Filter", "Extend", "Join", "LeftJoin"}
    | {"Union", "BGP", "ToMultiSet", "values", "OrderBy", "OrderCondition", "TrueFilter"}
    | {"GroupGraphPatternSub", "TriplesBlock", "UnaryNot", "UnaryMinus", "UnaryPlus", "Function"}
)
_EXISTS = ("Builtin_EXISTS", "Builtin_NOTEXISTS")
_PLAIN_GROUP = frozenset(
    {"GroupGraphPatternSub", "TriplesBlock", "pname", "literal", "TriplesSameSubjectPath"}
)
_MULTIPLES = {
    "*": Step.ZERO_OR_MORE,
    "+": Step.ONE_OR_MORE,
    "?": Step.ZERO_OR_ONE,
}


class _Refused(Exception):
    """The query is outside of what is understood."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    subject: Any
    path: Path | None
    """None where the predicate is a variable."""
    object: Any


def facts_of(query: Query) -> QueryFacts:
    """Return what a query reads and requires, or why it is refused."""
    try:
        written = parseQuery(query.text)
        _refuse_nested_exists(written)
        return _facts(translateQuery(written).algebra)
    except _Refused as refused:
        return QueryFacts(refusal=str(refused))
    except Exception as error:  # rdflib raises pyparsing's, its own and bare exceptions
        return QueryFacts(refusal=f"the query cannot be parsed: {type(error).__name__}")


def _facts(algebra: CompValue) -> QueryFacts:
    if algebra.name != "SelectQuery" or _THIS not in algebra.PV or Variable("path") in algebra.PV:
        raise _Refused("the query is no SELECT of $this (and ?value)")
    body = algebra.p
    _refuse_unknown(body)
    _refuse_rebinding(body)
    if _THIS not in _certain(body):
        raise _Refused("the query does not bind $this itself")
    _refuse_unbound_use(body)
    patterns = [_pattern(triple) for triple in _triples(body)]
    required = [_pattern(triple) for triple in _required(body)]
    return QueryFacts(
        reads=_reads(patterns) | Reads(is_whole=_looks_at_name(body)),
        required=tuple(_required_of_this(required)),
        companions=tuple(_companions(patterns, required)),
        classes=_classes(patterns),
    )


def _refuse_nested_exists(written: Any) -> None:
    """Refuse EXISTS over more than triples: rdflib's algebra loses the filters within."""
    for part in _walk(written):
        if part.name in _EXISTS:
            for inner in _walk(part.graph):
                if inner.name not in _PLAIN_GROUP and not inner.name.startswith("Path"):
                    raise _Refused(f"the query uses {inner.name} within EXISTS")


def _walk(node: Any) -> Iterator[CompValue]:
    """Yield every part of the algebra, expressions included."""
    if isinstance(node, CompValue):
        yield node
        for key, value in node.items():
            if not key.startswith("_"):
                yield from _walk(value)
    elif isinstance(node, dict):
        for value in node.values():
            yield from _walk(value)
    elif isinstance(node, list | tuple | set):
        for value in node:
            yield from _walk(value)


def _is_expression(part: CompValue) -> bool:
    name = str(part.name)
    return name.startswith("Builtin_") or name.endswith("Expression")


def _refuse_unknown(body: CompValue) -> None:
    for part in _walk(body):
        if part.name not in _UNDERSTOOD and not _is_expression(part):
            raise _Refused(f"the query uses {part.name}")
        if part.name == "ToMultiSet" and not (
            isinstance(part.p, CompValue) and part.p.name == "values"
        ):
            raise _Refused("the query has a query within")
    if any(variable in _PREBOUND for variable in _variables(body)):
        raise _Refused("the query uses $PATH, $shapesGraph or $currentShape")


def _refuse_rebinding(body: CompValue) -> None:
    for part in _walk(body):
        if part.name == "Extend" and part.var == _THIS:
            raise _Refused("the query binds $this to an expression")
        if part.name == "values" and any(_THIS in row for row in part.res):
            raise _Refused("the query has VALUES for $this")


def _variables(node: Any) -> Iterator[Variable]:
    if isinstance(node, Variable):
        yield node
    elif isinstance(node, CompValue):
        for key, value in node.items():
            if not key.startswith("_"):
                yield from _variables(value)
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _variables(key)
            yield from _variables(value)
    elif isinstance(node, list | tuple | set | frozenset):
        for value in node:
            yield from _variables(value)


def _certain(part: CompValue) -> frozenset[Variable]:
    """Return the variables that every solution of a pattern binds."""
    name = part.name
    if name == "BGP":
        return frozenset(_variables(part.triples))
    if name == "Join":
        return _certain(part.p1) | _certain(part.p2)
    if name == "Union":
        return _certain(part.p1) & _certain(part.p2)
    if name == "LeftJoin":
        return _certain(part.p1)
    if name in ("Filter", "Extend", "Project", "Distinct", "Reduced", "OrderBy"):
        return _certain(part.p)
    return frozenset()


def _refuse_unbound_use(part: CompValue) -> None:
    """Refuse an expression that uses $this where its own pattern does not bind it.

    With $this bound before, it would see a value there; in one run over all nodes it sees none.
    """
    name = part.name
    if name in ("Filter", "Extend") and _THIS in set(_variables(part.expr)):
        _need(_certain(part.p))
    if name == "LeftJoin" and _THIS in set(_variables(part.expr)):
        _need(_certain(part.p1) | _certain(part.p2))
    for inner in (part.get("p"), part.get("p1"), part.get("p2")):
        if isinstance(inner, CompValue):
            _refuse_unbound_use(inner)


def _looks_at_name(body: CompValue) -> bool:
    """Return whether an expression looks at $this itself, not only at its statements."""
    expressions = (part.get("expr") for part in _walk(body))
    return any(_THIS in _in_expression(each) for each in expressions if each is not None)


def _in_expression(node: Any) -> set[Variable]:
    """Return the variables of an expression, those within EXISTS left out."""
    if isinstance(node, Variable):
        return {node}
    if isinstance(node, CompValue):
        if node.name in _EXISTS:
            return set()
        node = [value for key, value in node.items() if not key.startswith("_")]
    if isinstance(node, list | tuple):
        return {variable for value in node for variable in _in_expression(value)}
    return set()


def _need(certain: frozenset[Variable]) -> None:
    if _THIS not in certain:
        raise _Refused("an expression uses $this where the pattern does not bind it")


def _triples(body: CompValue) -> Iterator[tuple[Any, Any, Any]]:
    """Yield every triple pattern, those of optional parts and of EXISTS too."""
    for part in _walk(body):
        if part.name == "BGP":
            yield from part.triples
        elif part.name == "TriplesBlock":
            for flat in part.triples:
                yield from zip(flat[::3], flat[1::3], flat[2::3], strict=True)


def _required(part: CompValue) -> Iterator[tuple[Any, Any, Any]]:
    """Yield the triple patterns without which a pattern has no solution."""
    name = part.name
    if name == "BGP":
        yield from part.triples
    elif name == "Join":
        yield from _required(part.p1)
        yield from _required(part.p2)
    elif name == "LeftJoin":
        yield from _required(part.p1)
    elif name in ("Filter", "Extend", "Project", "Distinct", "Reduced", "OrderBy"):
        yield from _required(part.p)


def _pattern(triple: tuple[Any, Any, Any]) -> _Pattern:
    subject, predicate, value = triple
    return _Pattern(subject, None if isinstance(predicate, Variable) else _path(predicate), value)


def _path(path: Any) -> Path:
    if isinstance(path, URIRef):
        return Iri(path)
    if isinstance(path, SequencePath):
        return Compound(Step.SEQUENCE, tuple(_path(part) for part in path.args))
    if isinstance(path, AlternativePath):
        return Compound(Step.ALTERNATIVE, tuple(_path(part) for part in path.args))
    if isinstance(path, InvPath):
        return Compound(Step.INVERSE, (_path(path.arg),))
    if isinstance(path, MulPath):
        return Compound(_MULTIPLES[path.mod], (_path(path.path),))
    raise _Refused("the query uses a path that is not understood")


def _reads(patterns: list[_Pattern]) -> Reads:
    reads = NOTHING
    for pattern in patterns:
        at = FOCUS if pattern.subject == _THIS else ELSEWHERE
        if pattern.path is None:
            if at == ELSEWHERE:
                raise _Refused("the query asks for any statement of another node")
            reads |= Reads(is_whole=True)
            continue
        walked, _ = of_path(pattern.path, at)
        reads |= walked
        if pattern.object == _THIS or _is_open(pattern.subject):
            # Any node with that predicate may be met, not only those that the focus node names.
            reads |= Reads(backward=frozenset(predicates_of(pattern.path)))
        if pattern.object == _THIS:
            reads |= Reads(is_whole=True)
    return reads


def _classes(patterns: list[_Pattern]) -> frozenset[Iri] | None:
    """Return the classes of which instances are asked for; None where they may be any."""
    found: set[Iri] = set()
    for pattern in patterns:
        if pattern.path == TYPE and isinstance(pattern.object, URIRef):
            found.add(Iri(pattern.object))
        elif pattern.path is None or TYPE in predicates_of(pattern.path):
            return None
    return frozenset(found)


def _is_open(node: Any) -> bool:
    return isinstance(node, Variable | BNode) and node != _THIS


def _required_of_this(required: list[_Pattern]) -> Iterator[tuple[Path, Term | None]]:
    for pattern in required:
        if pattern.subject == _THIS and pattern.path is not None and pattern.object != _THIS:
            yield pattern.path, _constant(pattern.object)


def _constant(node: Any) -> Term | None:
    if isinstance(node, URIRef):
        return Iri(node)
    if isinstance(node, Literal):
        return OurLiteral(str(node), str(node.language or ""), Iri(node.datatype or _STRING))
    return None


_STRING = OurLiteral("").datatype


def _companions(patterns: list[_Pattern], required: list[_Pattern]) -> Iterator[Companion]:
    """Yield what is known of each variable but $this that has statements of its own."""
    for node in dict.fromkeys(each.subject for each in patterns if _is_open(each.subject)):
        named: set[Iri] = set()
        for pattern in patterns:
            if pattern.subject == node and pattern.path is not None:
                named.update(predicates_of(pattern.path))
        shared = {
            other.path
            for other in required
            for own in required
            if own.subject == _THIS and other.subject == node
            if isinstance(own.path, Iri) and own.path == other.path and own.object == other.object
            if isinstance(own.object, Variable)
        }
        yield Companion(frozenset(named), frozenset(each for each in shared if each is not None))
