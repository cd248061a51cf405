"""A shapes graph as immutable values: shapes, their targets and their constraints.

Whatever a shape says that is not understood here is kept in `Shape.unknown`: such a shape is never
compiled, and neither is one that rests on it. Source: SHACL (W3C Recommendation, 2017).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from lexique.namespaces import OWL, RDF, RDFS, SH, XSD
from lexique.rdf.lexical import is_well_typed
from lexique.rdf.terms import Iri, Literal, Resource, Term, Triple
from lexique.shacl.paths import Compound, Path, Step, values_at
from lexique.shacl.view import MemoryGraph

_A = Iri(RDF.type)
_TRUE = Literal("true", "", Iri(XSD.boolean))
_FIRST, _REST, _NIL = Iri(RDF.first), Iri(RDF.rest), Iri(RDF.nil)
_PREFIX_HOLDERS = Compound(
    Step.SEQUENCE,
    (Iri(SH["prefixes"]), Compound(Step.ZERO_OR_MORE, (Iri(OWL.imports),))),
)


class Constraint(NamedTuple):
    """One constraint component with the values of its parameters."""

    component: Iri
    terms: tuple[Term, ...] = ()
    """What the component compares with; for sh:closed the allowed predicates."""
    shapes: tuple[Resource, ...] = ()
    """Shapes it rests on; of a qualified one the first is counted, the others are siblings."""
    number: int = 0
    query: Query | None = None


class Query(NamedTuple):
    """A SPARQL constraint (SHACL section 5): prefixes and text in one, with its own messages."""

    text: str
    messages: tuple[Literal, ...] = ()


class Target(NamedTuple):
    """What makes a node a focus node; `kind` is the SHACL property that says so."""

    kind: Iri
    term: Term


class Shape(NamedTuple):
    """A node shape (no path) or a property shape."""

    name: Resource
    path: Path | None = None
    targets: tuple[Target, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    severity: Iri = Iri(SH["Violation"])
    messages: tuple[Literal, ...] = ()
    is_deactivated: bool = False
    unknown: tuple[str, ...] = ()
    """What stands on the shape and is not understood, in words of SHACL."""

    @property
    def has_other_target(self) -> bool:
        """Return whether the shape has a target of a kind that SHACL Core does not know."""
        return SH["target"] in self.unknown


Shapes = Mapping[Resource, Shape]


class _Malformed(ValueError):
    """Something in a shapes graph that SHACL does not allow."""


@cache
def component(name: str) -> Iri:
    """Return the IRI of a constraint component, such as `MinCount`."""
    return Iri(f"{SH.iri}{name}ConstraintComponent")


_TARGET_KINDS = tuple(
    Iri(SH[name]) for name in ("targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf")
)
IMPLICIT = Iri(SH["targetClass"])
_SILENT = frozenset(
    SH[name]
    for name in (
        *("name", "description", "order", "group", "defaultValue", "message", "severity"),
        *("deactivated", "path", "flags", "ignoredProperties", "qualifiedValueShapesDisjoint"),
        *("qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShape"),
        *("targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf"),
    )
)
"""Properties of a shape that state no constraint of their own."""
_OF_A_TERM = {
    "class": "Class",
    "datatype": "Datatype",
    "nodeKind": "NodeKind",
    "minExclusive": "MinExclusive",
    "minInclusive": "MinInclusive",
    "maxExclusive": "MaxExclusive",
    "maxInclusive": "MaxInclusive",
    "equals": "Equals",
    "disjoint": "Disjoint",
    "lessThan": "LessThan",
    "lessThanOrEquals": "LessThanOrEquals",
    "hasValue": "HasValue",
}
_ONLY_ONE = frozenset({"Datatype", "NodeKind", *_OF_A_TERM.values()} - {"Class", "HasValue"}) - {
    *("Equals", "Disjoint", "LessThan", "LessThanOrEquals")
}
_NEEDS_IRI = frozenset(
    {"Class", "Datatype", "NodeKind", "Equals", "Disjoint", "LessThan", "LessThanOrEquals"}
)
_OF_A_NUMBER = {
    "minCount": "MinCount",
    "maxCount": "MaxCount",
    "minLength": "MinLength",
    "maxLength": "MaxLength",
}
_OF_A_SHAPE = {"node": "Node", "not": "Not", "property": "Property"}
_OF_SHAPES = {"and": "And", "or": "Or", "xone": "Xone"}
_PATH_ONLY = frozenset(
    component(name)
    for name in (
        *("MinCount", "MaxCount", "UniqueLang", "LessThan", "LessThanOrEquals"),
        *("QualifiedMinCount", "QualifiedMaxCount"),
    )
)


def read_shapes(triples: Iterable[Triple]) -> dict[Resource, Shape]:
    """Return the shapes that have a target, and every shape these rest on, by name."""
    return _Reader(MemoryGraph(triples)).read()


class _Reader:
    """Reads one shapes graph; every shape once."""

    def __init__(self, graph: MemoryGraph) -> None:
        self._graph = graph
        self._classes = frozenset(self._subclasses(Iri(RDFS.Class)))
        self._custom = frozenset(self._custom_parameters())
        self._shapes: dict[Resource, Shape] = {}

    def read(self) -> dict[Resource, Shape]:
        waiting = [node for node in self._graph.nodes() if self._is_targeted(node)]
        while waiting:
            node = waiting.pop(0)
            if not isinstance(node, Literal) and node not in self._shapes:
                self._shapes[node] = shape = self._shape(node)
                waiting.extend(name for each in shape.constraints for name in each.shapes)
        return self._shapes

    def _is_targeted(self, node: Term) -> bool:
        stated = self._graph.statements(node)
        if any(kind in stated for kind in (*_TARGET_KINDS, Iri(SH["target"]))):
            return True
        return self._is_shape(node) and self._is_class(node)

    def _is_shape(self, node: Term) -> bool:
        types = self._graph.objects(node, _A)
        if SH["NodeShape"] in types or SH["PropertyShape"] in types:
            return True
        stated = self._graph.statements(node)
        return any(_local(name) in _CONSTRAINING or name in self._custom for name in stated)

    def _is_class(self, node: Term) -> bool:
        return any(kind in self._classes for kind in self._graph.objects(node, _A))

    def _subclasses(self, top: Iri) -> Iterator[Term]:
        yield top
        yield from self._graph.subjects(Iri(RDFS.subClassOf), top)

    def _custom_parameters(self) -> Iterator[Term]:
        """Yield the predicates that custom constraint components have as parameters."""
        for value in self._graph.values_of(Iri(SH["parameter"])):
            yield from self._graph.objects(value, Iri(SH["path"]))

    def _shape(self, node: Resource) -> Shape:
        stated = self._graph.statements(node)
        unknown = [str(name) for name in stated if self._is_unknown(name)]
        path: Path | None = None
        constraints: list[Constraint] = []
        try:
            path = self._path_of(node)
            constraints = list(self._constraints(node, path))
        except _Malformed as error:
            unknown.append(str(error))
        return Shape(
            name=node,
            path=path,
            targets=tuple(self._targets(node)),
            constraints=tuple(constraints),
            severity=next((Iri(x) for x in self._iris(node, "severity")), Iri(SH["Violation"])),
            messages=tuple(self._messages(node)),
            is_deactivated=self._is_true(node, "deactivated"),
            unknown=tuple(unknown),
        )

    def _is_unknown(self, predicate: Iri) -> bool:
        if predicate in self._custom:
            return True
        return _local(predicate) is not None and (
            predicate not in _SILENT and _local(predicate) not in _CONSTRAINING
        )

    def _targets(self, node: Resource) -> Iterator[Target]:
        for kind in _TARGET_KINDS:
            for value in self._graph.objects(node, kind):
                yield Target(kind, value)
        if self._is_shape(node) and self._is_class(node):
            yield Target(IMPLICIT, node)

    def _messages(self, node: Term) -> Iterator[Literal]:
        for value in self._graph.objects(node, Iri(SH["message"])):
            if isinstance(value, Literal):
                yield value

    def _iris(self, node: Term, name: str) -> Iterator[Iri]:
        for value in self._graph.objects(node, Iri(SH[name])):
            if not isinstance(value, Iri):
                raise _Malformed(f"sh:{name} that is no IRI")
            yield value

    def _is_true(self, node: Term, name: str) -> bool:
        return any(_is_true(value) for value in self._graph.objects(node, Iri(SH[name])))

    def _constraints(self, node: Resource, path: Path | None) -> Iterator[Constraint]:
        for read in (
            self._simple,
            self._lists,
            self._patterns,
            self._unique_languages,
            self._qualified,
            self._closed,
            self._queries,
        ):
            for constraint in read(node):
                if path is None and constraint.component in _PATH_ONLY:
                    raise _Malformed(f"{constraint.component} on a node shape")
                yield constraint

    def _simple(self, node: Resource) -> Iterator[Constraint]:
        for name, kind in _OF_A_TERM.items():
            values = self._graph.objects(node, Iri(SH[name]))
            if kind in _ONLY_ONE and len(values) > 1:
                raise _Malformed(f"several values of sh:{name}")
            for value in values:
                if kind in _NEEDS_IRI and not isinstance(value, Iri):
                    raise _Malformed(f"sh:{name} that is no IRI")
                yield Constraint(component(kind), (value,))
        for name, kind in _OF_A_NUMBER.items():
            for number in self._numbers(node, name):
                yield Constraint(component(kind), number=number)
        for name, kind in _OF_A_SHAPE.items():
            for value in self._graph.objects(node, Iri(SH[name])):
                if name != "not" and self._has_path(value) != (name == "property"):
                    raise _Malformed(f"sh:{name} of a shape of the other kind")
                yield Constraint(component(kind), shapes=(_resource(value, name),))

    def _has_path(self, node: Term) -> bool:
        return bool(self._graph.objects(node, Iri(SH["path"])))

    def _lists(self, node: Resource) -> Iterator[Constraint]:
        for value in self._graph.objects(node, Iri(SH["in"])):
            yield Constraint(component("In"), tuple(self._items(value)))
        for value in self._graph.objects(node, Iri(SH["languageIn"])):
            yield Constraint(component("LanguageIn"), tuple(self._items(value)))
        for name, kind in _OF_SHAPES.items():
            for value in self._graph.objects(node, Iri(SH[name])):
                named = tuple(_resource(item, name) for item in self._items(value))
                yield Constraint(component(kind), shapes=named)

    def _patterns(self, node: Resource) -> Iterator[Constraint]:
        flags = self._graph.objects(node, Iri(SH["flags"]))
        for value in self._graph.objects(node, Iri(SH["pattern"])):
            if not all(isinstance(each, Literal) for each in (value, *flags)) or len(flags) > 1:
                raise _Malformed("sh:pattern or sh:flags that is no single text")
            yield Constraint(component("Pattern"), (value, *flags))

    def _unique_languages(self, node: Resource) -> Iterator[Constraint]:
        if self._is_true(node, "uniqueLang"):
            yield Constraint(component("UniqueLang"))

    def _qualified(self, node: Resource) -> Iterator[Constraint]:
        counted = self._graph.objects(node, Iri(SH["qualifiedValueShape"]))
        bounds = [
            (kind, number)
            for kind, name in (("Min", "qualifiedMinCount"), ("Max", "qualifiedMaxCount"))
            for number in self._numbers(node, name)
        ]
        if not bounds and not counted:
            return
        if len(counted) != 1:
            raise _Malformed("qualified counts without exactly one sh:qualifiedValueShape")
        shape = _resource(counted[0], "qualifiedValueShape")
        others = tuple(self._siblings(node, shape))
        for kind, number in bounds:
            yield Constraint(
                component(f"Qualified{kind}Count"), shapes=(shape, *others), number=number
            )

    def _siblings(self, node: Resource, counted: Resource) -> Iterator[Resource]:
        """Yield the sibling shapes of a qualified shape that is disjoint from them (4.7.3)."""
        if not self._is_true(node, "qualifiedValueShapesDisjoint"):
            return
        found: dict[Term, None] = {}
        for parent in self._graph.subjects(Iri(SH["property"]), node):
            for each in self._graph.objects(parent, Iri(SH["property"])):
                found.update(
                    dict.fromkeys(self._graph.objects(each, Iri(SH["qualifiedValueShape"])))
                )
        for shape in found:
            if shape != counted:
                yield _resource(shape, "qualifiedValueShape")

    def _closed(self, node: Resource) -> Iterator[Constraint]:
        if not self._is_true(node, "closed"):
            return
        allowed: dict[Term, None] = {}
        for shape in self._graph.objects(node, Iri(SH["property"])):
            for path in self._graph.objects(shape, Iri(SH["path"])):
                if isinstance(path, Iri):
                    allowed[path] = None
        for value in self._graph.objects(node, Iri(SH["ignoredProperties"])):
            allowed.update(dict.fromkeys(self._items(value)))
        yield Constraint(component("Closed"), tuple(allowed))

    def _queries(self, node: Resource) -> Iterator[Constraint]:
        for value in self._graph.objects(node, Iri(SH["sparql"])):
            if self._is_true(value, "deactivated"):
                continue
            texts = self._graph.objects(value, Iri(SH["select"]))
            if len(texts) != 1 or not isinstance(texts[0], Literal):
                raise _Malformed("sh:sparql without exactly one sh:select")
            text = self._prefixes(value) + texts[0].value
            query = Query(text, tuple(self._messages(value)))
            yield Constraint(component("SPARQL"), query=query)

    def _prefixes(self, node: Term) -> str:
        lines: dict[str, None] = {}
        for holder in values_at(self._graph, node, _PREFIX_HOLDERS):
            for declared in self._graph.objects(holder, Iri(SH["declare"])):
                prefixes = self._graph.objects(declared, Iri(SH["prefix"]))
                spaces = self._graph.objects(declared, Iri(SH["namespace"]))
                for prefix, space in zip(prefixes, spaces, strict=False):
                    if not isinstance(prefix, Literal) or not isinstance(space, Literal):
                        raise _Malformed("sh:declare whose parts are no texts")
                    lines[f"PREFIX {prefix.value}: <{space.value}>\n"] = None
        return "".join(lines)

    def _numbers(self, node: Resource, name: str) -> Iterator[int]:
        values = self._graph.objects(node, Iri(SH[name]))
        if len(values) > 1:
            raise _Malformed(f"several values of sh:{name}")
        for value in values:
            if not isinstance(value, Literal) or not is_well_typed(value.value, XSD.integer):
                raise _Malformed(f"sh:{name} that is no integer")
            yield int(value.value)

    def _items(self, head: Term) -> Iterator[Term]:
        seen: set[Term] = set()
        while head != _NIL:
            first, rest = self._graph.objects(head, _FIRST), self._graph.objects(head, _REST)
            if len(first) != 1 or len(rest) != 1 or head in seen:
                raise _Malformed("a list that is not well-formed")
            seen.add(head)
            yield first[0]
            head = rest[0]

    def _path_of(self, node: Resource) -> Path | None:
        values = self._graph.objects(node, Iri(SH["path"]))
        if len(values) > 1:
            raise _Malformed("several values of sh:path")
        return self._path(values[0]) if values else None

    def _path(self, node: Term) -> Path:
        if isinstance(node, Iri):
            return node
        if isinstance(node, Literal):
            raise _Malformed("a path that is a literal")
        if self._graph.objects(node, _FIRST):
            return Compound(Step.SEQUENCE, self._several_paths(node))
        for step, name in _PATH_KINDS.items():
            for part in self._graph.objects(node, Iri(SH[name])):
                if step is Step.ALTERNATIVE:
                    return Compound(step, self._several_paths(part))
                return Compound(step, (self._path(part),))
        raise _Malformed("a path that is not well-formed")

    def _several_paths(self, head: Term) -> tuple[Path, ...]:
        parts = tuple(self._path(item) for item in self._items(head))
        if len(parts) < 2:
            raise _Malformed("a path of several parts with less than two")
        return parts


_PATH_KINDS = {
    Step.INVERSE: "inversePath",
    Step.ALTERNATIVE: "alternativePath",
    Step.ZERO_OR_MORE: "zeroOrMorePath",
    Step.ONE_OR_MORE: "oneOrMorePath",
    Step.ZERO_OR_ONE: "zeroOrOnePath",
}
_CONSTRAINING: frozenset[str | None] = frozenset(
    {*_OF_A_TERM, *_OF_A_NUMBER, *_OF_A_SHAPE, *_OF_SHAPES}
    | {"in", "languageIn", "pattern", "uniqueLang", "qualifiedValueShape", "closed", "sparql"}
)


def _local(predicate: Iri) -> str | None:
    """Return the name of a property of SHACL, or None for any other."""
    return SH.name_of(predicate)


def _resource(term: Term, name: str) -> Resource:
    if isinstance(term, Literal):
        raise _Malformed(f"sh:{name} that is a literal")
    return term


def _is_true(term: Term) -> bool:
    """Return whether `term` is the literal true; SHACL compares terms, so that `1` is not."""
    return term == _TRUE


def rests_on(shapes: Shapes, start: Resource) -> tuple[Shape, ...]:
    """Return the shape `start` and all it rests on, itself first."""
    found: dict[Resource, Shape] = {}
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in found and name in shapes:
            found[name] = shapes[name]
            waiting.extend(each for one in shapes[name].constraints for each in one.shapes)
    return tuple(found.values())


def is_recursive(shapes: Shapes, start: Resource) -> bool:
    """Return whether a shape rests on itself, directly or not; SHACL leaves its meaning open."""
    return _has_cycle(shapes, start, set(), ())


def _has_cycle(
    shapes: Shapes, name: Resource, done: set[Resource], above: tuple[Resource, ...]
) -> bool:
    if name in above:
        return True
    if name in done or name not in shapes:
        return False
    done.add(name)
    named = (each for one in shapes[name].constraints for each in one.shapes)
    return any(_has_cycle(shapes, each, done, (*above, name)) for each in named)
