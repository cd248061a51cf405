"""The shapes of a house, vetted before anything runs: SHACL Core only, no loop, no bad pattern.

SPARQL reaches the network and the disk (`FROM <file:///...>`), a pattern can take for ever, and a
shape that rests on itself is said to conform: none of these is run and found out later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from lexique.errors import InputError
from lexique.messages import say
from lexique.model import Source, Text
from lexique.namespaces import OWL, RDF, SH
from lexique.rdf import Iri, Literal, Statement, Term, Triple
from lexique.rdf.terms import STRING
from lexique.shacl.patterns import Unsafe, refuse_unsafe

_CORE_TERMS = """
    NodeShape PropertyShape Violation Warning Info IRI BlankNode Literal BlankNodeOrIRI
    BlankNodeOrLiteral IRIOrLiteral targetClass targetNode targetSubjectsOf targetObjectsOf path
    alternativePath inversePath zeroOrMorePath oneOrMorePath zeroOrOnePath class datatype nodeKind
    minCount maxCount minExclusive minInclusive maxExclusive maxInclusive minLength maxLength
    pattern flags languageIn uniqueLang equals disjoint lessThan lessThanOrEquals not and or xone
    node property qualifiedValueShape qualifiedMinCount qualifiedMaxCount
    qualifiedValueShapesDisjoint closed ignoredProperties hasValue in deactivated severity message
    name description order group defaultValue PropertyGroup
"""
_CORE = frozenset(SH[name] for name in _CORE_TERMS.split())
_SPARQL = "sparql select ask construct update prefixes declare prefix namespace SPARQLConstraint"
_WHAT_IT_IS = {
    **dict.fromkeys((SH[name] for name in _SPARQL.split()), say("SPARQL")),
    **dict.fromkeys((SH[name] for name in ("rule", "TripleRule", "SPARQLRule")), say("a rule")),
    **dict.fromkeys((SH[name] for name in ("js", "jsLibrary", "JSConstraint")), say("JavaScript")),
    SH["target"]: say("a target of its own kind"),
}
_TO_SHAPES = (SH["node"], SH["property"], SH["not"], SH["qualifiedValueShape"])
_TO_LISTS_OF_SHAPES = (SH["and"], SH["or"], SH["xone"])
_LISTS = (*_TO_LISTS_OF_SHAPES, SH["in"], SH["languageIn"], SH["ignoredProperties"])
_PATHS = tuple(
    SH[f"{name}Path"] for name in ("alternative", "inverse", "zeroOrMore", "oneOrMore", "zeroOrOne")
)
_MAKES_A_SHAPE = frozenset((*_TO_SHAPES, *_TO_LISTS_OF_SHAPES, SH["path"])) | frozenset(
    SH[name] for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
)


def _terms(names: str) -> frozenset[str]:
    return frozenset(SH[name] for name in names.split())


_COUNTS = _terms("minCount maxCount minLength maxLength qualifiedMinCount qualifiedMaxCount")
_BOOLEANS = _terms("uniqueLang closed deactivated qualifiedValueShapesDisjoint")
_LITERALS = _terms("pattern flags minExclusive minInclusive maxExclusive maxInclusive")
_IRIS = _terms(
    "class datatype nodeKind severity equals disjoint lessThan lessThanOrEquals targetClass "
    "targetSubjectsOf targetObjectsOf"
)

Described = Mapping[str, Mapping[str, Sequence[Statement]]]


def vetted(statements: Sequence[Statement], path: str) -> tuple[Triple, ...]:
    """Return the triples of a house's shapes.

    Raises InputError, with the line, for anything beyond SHACL Core, imports, a list,
    path or shape that leads back to itself, a pattern that is invalid or can explode, and a file
    without any shape.
    """
    for said in statements:
        _refuse_beyond_core(said)
        _refuse_wrong_kind(said)
    described = _described(statements)
    _refuse_wrong_paths(described)
    if not any(said.predicate in _MAKES_A_SHAPE for said in statements):
        raise _refused(
            say("the file holds no shape"),
            say("Write at least one shape with a target, for instance sh:targetClass."),
            Source(path),
        )
    for predicate in (*_LISTS, SH["path"], SH["alternativePath"]):
        for said in statements:
            if said.predicate == predicate:
                _walk_list(said, described)
    _refuse_loops(statements, described)
    for values in described.values():
        for said in values.get(SH["pattern"], ()):
            _refuse_pattern(said, values)
    return tuple((said.subject, said.predicate, said.object) for said in statements)


def _described(statements: Iterable[Statement]) -> Described:
    found: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for said in statements:
        found[said.subject][said.predicate].append(said)
    return found


def _refuse_beyond_core(said: Statement) -> None:
    if said.predicate == OWL.imports:
        raise _refused(
            say("the shapes import another document, which is never fetched"),
            say("Give that document as a file of its own with --shapes."),
            said.where,
        )
    for term in (said.predicate, said.object):
        if not isinstance(term, Literal) and term.startswith(SH.iri) and term not in _CORE:
            what = _WHAT_IT_IS.get(term, say("no term of SHACL Core"))
            name = f"sh:{term.removeprefix(SH.iri)}"
            raise _refused(
                say("{name} is refused: it is {what}", name=name, what=what),
                say("Say it with SHACL Core, or leave the shape out."),
                said.where,
            )


def _refuse_wrong_kind(said: Statement) -> None:
    """Refuse a parameter whose value is not of the kind that SHACL asks for."""
    name, value = said.predicate, said.object
    text = value.value if isinstance(value, Literal) else ""
    is_iri = isinstance(value, Iri)
    fits = True
    if name in _COUNTS:
        fits = text.isascii() and text.isdigit()
    elif name in _BOOLEANS:
        fits = text in ("true", "false")
    elif name in _LITERALS:
        fits = isinstance(value, Literal) and (name != SH["pattern"] or value.datatype == STRING)
    elif name in _IRIS:
        fits = is_iri
    elif name in (*_TO_SHAPES, *_PATHS, *_LISTS, SH["path"]):
        fits = not isinstance(value, Literal)
    if not fits:
        raise _refused(
            say("sh:{name} has a value that it cannot take", name=name.removeprefix(SH.iri)),
            say("See section 4 of the SHACL recommendation for what it takes."),
            said.where,
        )


def _refuse_wrong_paths(described: Described) -> None:
    """Refuse a property shape without a path, and a node with several."""
    properties = {
        said.object for values in described.values() for said in values.get(SH["property"], ())
    }
    for name, values in described.items():
        first = next(iter(values.values()))[0]
        is_property = name in properties or any(
            said.object == SH["PropertyShape"] for said in values.get(RDF.type, ())
        )
        n_paths = len(values.get(SH["path"], ()))
        n_steps = sum(len(values.get(step, ())) for step in _PATHS)
        if n_paths > 1 or n_steps > 1 or (is_property and n_paths == 0):
            raise _refused(
                say("a property shape has one path, and a path one step of each kind"),
                say("Give the shape one sh:path; write a shape for each property."),
                first.where,
            )


def _walk_list(said: Statement, described: Described) -> None:
    """Refuse a list that is circular, broken or forked."""
    node: Term = said.object
    is_list = node == RDF.nil or (
        not isinstance(node, Literal) and RDF.first in described.get(node, {})
    )
    if said.predicate != SH["path"] and not is_list:
        raise _refused(
            say("sh:{name} takes a list", name=said.predicate.removeprefix(SH.iri)),
            say("Write it between brackets: ( a b c )."),
            said.where,
        )
    seen: set[Term] = set()
    while not isinstance(node, Literal) and RDF.first in described.get(node, {}):
        rest = described[node].get(RDF.rest, ())
        if node in seen or len(rest) != 1 or len(described[node][RDF.first]) != 1:
            raise _refused(
                say("a list of the shapes leads back to itself or is broken"),
                say("Write it between brackets: ( a b c )."),
                described[node][RDF.first][0].where or said.where,
            )
        seen.add(node)
        node = rest[0].object


def _refuse_loops(statements: Iterable[Statement], described: Described) -> None:
    """Refuse shapes and paths that rest on themselves: SHACL does not say what they mean."""
    clear: set[str] = set()
    for said in statements:
        if said.predicate in (*_TO_SHAPES, *_TO_LISTS_OF_SHAPES, *_PATHS):
            _refuse_loop(said, described, clear)


def _refuse_loop(start: Statement, described: Described, clear: set[str]) -> None:
    """Follow what the subject of `start` rests on; `clear` collects what leads nowhere back."""
    on_way: list[str] = []
    work = [(start, iter(_rested_on(start.subject, described)))]
    on_way.append(start.subject)
    while work:
        _, rest = work[-1]
        found = next(rest, None)
        if found is None:
            work.pop()
            clear.add(on_way.pop())
            continue
        said, name = found
        if name in on_way:
            raise _refused(
                say("a shape or path rests on itself, which has no defined meaning"),
                say("Break the loop; write what the inner shape asks for."),
                said.where,
            )
        if name not in clear:
            on_way.append(name)
            work.append((said, iter(_rested_on(name, described))))


def _rested_on(name: str, described: Described) -> list[tuple[Statement, str]]:
    values = described.get(name, {})
    found = [
        (said, str(said.object))
        for predicate in (*_TO_SHAPES, *_PATHS)
        for said in values.get(predicate, ())
    ]
    for predicate in (*_TO_LISTS_OF_SHAPES, SH["alternativePath"]):
        for said in values.get(predicate, ()):
            found += [(said, item) for item in _items(said.object, described)]
    return found


def _items(head: Term, described: Described) -> list[str]:
    items: list[str] = []
    node = head
    while not isinstance(node, Literal) and RDF.first in described.get(node, {}):
        items.append(str(described[node][RDF.first][0].object))
        node = described[node][RDF.rest][0].object
    return items


def _refuse_pattern(said: Statement, values: Mapping[str, Sequence[Statement]]) -> None:
    flags = "".join(
        item.object.value
        for item in values.get(SH["flags"], ())
        if isinstance(item.object, Literal)
    )
    if not isinstance(said.object, Literal):
        return
    try:
        refuse_unsafe(said.object.value, flags)
    except Unsafe as error:
        raise _refused(
            say("a pattern is refused: {reason}", reason=error.reason),
            say("Write it without a repetition inside a repetition, and keep to plain constructs."),
            said.where,
        ) from None


def _refused(what: Text, mend: Text, where: Source | None) -> InputError:
    return InputError(what, mend=mend, where=where)
