"""One evaluator for each constraint component of SHACL Core (sections 4.1 to 4.8).

Two kinds. A *value test* looks at one value node and says whether it passes; a *set check* looks
at all value nodes of a focus node and names the values at fault (None where SHACL reports none).
Both are closures made once from a `Constraint`; they read the graph they are given, nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import TypeAlias

from lexique.namespaces import RDF, RDFS, SH
from lexique.rdf.lexical import is_well_typed
from lexique.rdf.terms import BlankNode, Iri, Literal, Resource, Term
from lexique.shacl.comparing import is_less, is_less_or_equal
from lexique.shacl.paths import Compound, Step, values_at
from lexique.shacl.shapes import Constraint, component
from lexique.shacl.view import Graph

Conforms: TypeAlias = Callable[[Graph, Term], bool]
"""Whether a node conforms to a shape."""
ShapeTest: TypeAlias = Callable[[Resource], Conforms]
ValueTest: TypeAlias = Conforms
SetCheck: TypeAlias = Callable[[Graph, Term, Sequence[Term]], Iterable[Term | None]]
SetTest: TypeAlias = Callable[[Graph, Term, Sequence[Term]], bool]

TYPE = Iri(RDF.type)
_SUPERCLASSES = Compound(Step.ZERO_OR_MORE, (Iri(RDFS.subClassOf),))


class PatternFault(ValueError):
    """A regular expression that this engine cannot run."""


def value_test(constraint: Constraint, test_of: ShapeTest) -> ValueTest | None:
    """Return the test of one value node, or None for a component that looks at all of them."""
    make = _VALUE_TESTS.get(constraint.component)
    return make(constraint, test_of) if make else None


def set_check(constraint: Constraint, test_of: ShapeTest) -> SetCheck:
    """Return the check over all value nodes; raises KeyError for an unknown component."""
    test = value_test(constraint, test_of)
    if test is not None:
        return _each_value(test)
    return _SET_CHECKS[constraint.component](constraint, test_of)


def set_test(constraint: Constraint, test_of: ShapeTest) -> SetTest:
    """Return the same as a question: whether there is no fault among the value nodes."""
    test = value_test(constraint, test_of)
    if test is not None:
        return every(test)
    check = _SET_CHECKS[constraint.component](constraint, test_of)
    return lambda graph, focus, values: not any(True for _ in check(graph, focus, values))


def every(test: ValueTest) -> SetTest:
    """Return whether all value nodes pass a test, as a function."""

    def passes(graph: Graph, _focus: Term, values: Sequence[Term]) -> bool:
        for value in values:  # noqa: SIM110 - called more than any other, and `all` takes twice
            if not test(graph, value):
                return False
        return True

    return passes


def is_value_test(kind: Iri) -> bool:
    """Return whether a component judges each value node by itself."""
    return kind in _VALUE_TESTS


def is_pairwise(kind: Iri) -> bool:
    """Return whether a component judges each value node against the values of a predicate."""
    return kind in _PAIRWISE


def _each_value(test: ValueTest) -> SetCheck:
    def check(graph: Graph, focus: Term, values: Sequence[Term]) -> Iterable[Term | None]:
        return [value for value in values if not test(graph, value)]

    return check


def _class(constraint: Constraint, _: ShapeTest) -> ValueTest:
    wanted = constraint.terms[0]

    def test(graph: Graph, value: Term) -> bool:
        kinds = graph.objects(value, TYPE)
        return wanted in kinds or any(
            wanted in values_at(graph, kind, _SUPERCLASSES) for kind in kinds
        )

    return test


def _datatype(constraint: Constraint, _: ShapeTest) -> ValueTest:
    wanted = str(constraint.terms[0])

    def test(graph: Graph, value: Term) -> bool:
        return (
            isinstance(value, Literal)
            and value.datatype == wanted
            and is_well_typed(value.value, wanted)
        )

    return test


_KINDS: dict[str, tuple[type, ...]] = {
    SH["IRI"]: (Iri,),
    SH["BlankNode"]: (BlankNode,),
    SH["Literal"]: (Literal,),
    SH["BlankNodeOrIRI"]: (BlankNode, Iri),
    SH["BlankNodeOrLiteral"]: (BlankNode, Literal),
    SH["IRIOrLiteral"]: (Iri, Literal),
}


def _node_kind(constraint: Constraint, _: ShapeTest) -> ValueTest:
    kinds = _KINDS.get(str(constraint.terms[0]), ())
    return lambda graph, value: isinstance(value, kinds)


def _bound(passes: Callable[[Term, Term], bool]) -> Callable[[Constraint, ShapeTest], ValueTest]:
    """Return the maker of a range constraint from its condition on (bound, value)."""

    def make(constraint: Constraint, _: ShapeTest) -> ValueTest:
        bound = constraint.terms[0]
        return lambda graph, value: passes(bound, value)

    return make


def _text(value: Term) -> str | None:
    """Return what SPARQL's `str` gives; a blank node has no text."""
    if isinstance(value, BlankNode):
        return None
    return value.value if isinstance(value, Literal) else str(value)


def _min_length(constraint: Constraint, _: ShapeTest) -> ValueTest:
    least = constraint.number

    def test(graph: Graph, value: Term) -> bool:
        text = _text(value)
        return text is not None and len(text) >= least

    return test


def _max_length(constraint: Constraint, _: ShapeTest) -> ValueTest:
    most = constraint.number

    def test(graph: Graph, value: Term) -> bool:
        text = _text(value)
        return text is not None and len(text) <= most

    return test


_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}
_TOKENS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\$", re.DOTALL)


def _pattern(constraint: Constraint, _: ShapeTest) -> ValueTest:
    compiled = cache(partial(pattern_of, constraint))  # most exports have few of the columns

    def test(graph: Graph, value: Term) -> bool:
        text = _text(value)
        return text is not None and compiled().search(text) is not None

    return test


def pattern_of(constraint: Constraint) -> re.Pattern[str]:
    """Return the pattern of a sh:pattern; raises PatternFault where Python has none."""
    pattern, *rest = (term.value for term in constraint.terms if isinstance(term, Literal))
    return compiled_pattern(pattern, "".join(rest))


def compiled_pattern(pattern: str, flags: str) -> re.Pattern[str]:
    """Return an XPath regular expression for Python; raises PatternFault where that has none.

    XPath's `$` stands for the very end, Python's also stands before a last line feed.
    """
    if "q" in flags:
        pattern, flags = re.escape(pattern), flags.replace("q", "")
    elif "m" not in flags:
        pattern = _TOKENS.sub(lambda found: r"\Z" if found[0] == "$" else found[0], pattern)
    if not set(flags) <= set(_FLAGS):
        raise PatternFault(f"flags {flags!r}")
    try:
        return re.compile(pattern, sum((_FLAGS[each] for each in set(flags)), re.NOFLAG))
    except (re.error, RecursionError, OverflowError) as error:
        raise PatternFault(str(error)) from None


def _language_in(constraint: Constraint, _: ShapeTest) -> ValueTest:
    ranges = tuple(term.value.lower() for term in constraint.terms if isinstance(term, Literal))

    def test(graph: Graph, value: Term) -> bool:
        if not isinstance(value, Literal) or not value.language:
            return False
        tag = value.language.lower()
        return any(tag == each or tag.startswith(each + "-") or each == "*" for each in ranges)

    return test


def _in(constraint: Constraint, _: ShapeTest) -> ValueTest:
    allowed = frozenset(constraint.terms)
    # An IRI never equals a blank node of the shapes graph, though both are texts here.
    kinds = {type(term) for term in allowed}
    return lambda graph, value: value in allowed and type(value) in kinds


def _not(constraint: Constraint, test_of: ShapeTest) -> ValueTest:
    conforms = test_of(constraint.shapes[0])
    return lambda graph, value: not conforms(graph, value)


def _and(constraint: Constraint, test_of: ShapeTest) -> ValueTest:
    tests = [test_of(name) for name in constraint.shapes]
    return lambda graph, value: all(conforms(graph, value) for conforms in tests)


def _or(constraint: Constraint, test_of: ShapeTest) -> ValueTest:
    tests = [test_of(name) for name in constraint.shapes]

    def test(graph: Graph, value: Term) -> bool:
        for conforms in tests:  # noqa: SIM110 - called more than any other
            if conforms(graph, value):
                return True
        return False

    return test


def _xone(constraint: Constraint, test_of: ShapeTest) -> ValueTest:
    tests = [test_of(name) for name in constraint.shapes]
    return lambda graph, value: sum(conforms(graph, value) for conforms in tests) == 1


def _node(constraint: Constraint, test_of: ShapeTest) -> ValueTest:
    return test_of(constraint.shapes[0])


_Maker: TypeAlias = Callable[[Constraint, ShapeTest], ValueTest]
_VALUE_TESTS: dict[Iri, _Maker] = {
    component("Class"): _class,
    component("Datatype"): _datatype,
    component("NodeKind"): _node_kind,
    component("MinExclusive"): _bound(lambda bound, value: is_less(bound, value)),
    component("MinInclusive"): _bound(lambda bound, value: is_less_or_equal(bound, value)),
    component("MaxExclusive"): _bound(lambda bound, value: is_less(value, bound)),
    component("MaxInclusive"): _bound(lambda bound, value: is_less_or_equal(value, bound)),
    component("MinLength"): _min_length,
    component("MaxLength"): _max_length,
    component("Pattern"): _pattern,
    component("LanguageIn"): _language_in,
    component("In"): _in,
    component("Not"): _not,
    component("And"): _and,
    component("Or"): _or,
    component("Xone"): _xone,
    component("Node"): _node,
}


def _min_count(constraint: Constraint, _: ShapeTest) -> SetCheck:
    least = constraint.number
    return lambda graph, focus, values: () if len(values) >= least else (None,)


def _max_count(constraint: Constraint, _: ShapeTest) -> SetCheck:
    most = constraint.number
    return lambda graph, focus, values: () if len(values) <= most else (None,)


def _has_value(constraint: Constraint, _: ShapeTest) -> SetCheck:
    wanted = constraint.terms[0]
    return lambda graph, focus, values: () if wanted in values else (None,)


def _unique_lang(constraint: Constraint, _: ShapeTest) -> SetCheck:
    def check(graph: Graph, focus: Term, values: Sequence[Term]) -> Iterable[Term | None]:
        tags = Counter(
            value.language.lower()
            for value in values
            if isinstance(value, Literal) and value.language
        )
        return [None for count in tags.values() if count > 1]

    return check


def _equals(constraint: Constraint, _: ShapeTest) -> SetCheck:
    predicate = Iri(constraint.terms[0])

    def check(graph: Graph, focus: Term, values: Sequence[Term]) -> Iterable[Term | None]:
        others = graph.objects(focus, predicate)
        return [
            *(value for value in values if value not in others),
            *(value for value in others if value not in values),
        ]

    return check


def _disjoint(constraint: Constraint, _: ShapeTest) -> SetCheck:
    predicate = Iri(constraint.terms[0])

    def check(graph: Graph, focus: Term, values: Sequence[Term]) -> Iterable[Term | None]:
        others = graph.objects(focus, predicate)
        return [value for value in values if value in others]

    return check


def _pairs(passes: Callable[[Term, Term], bool]) -> Callable[[Constraint, ShapeTest], SetCheck]:
    """Return the maker of sh:lessThan and its kin: one result for each pair that fails."""

    def make(constraint: Constraint, _: ShapeTest) -> SetCheck:
        predicate = Iri(constraint.terms[0])

        def check(graph: Graph, focus: Term, values: Sequence[Term]) -> Iterable[Term | None]:
            others = graph.objects(focus, predicate)
            return [value for value in values for other in others if not passes(value, other)]

        return check

    return make


def _counted(constraint: Constraint, test_of: ShapeTest) -> Callable[[Graph, Sequence[Term]], int]:
    conforms, *siblings = (test_of(name) for name in constraint.shapes)

    def count(graph: Graph, values: Sequence[Term]) -> int:
        return sum(
            conforms(graph, value) and not any(other(graph, value) for other in siblings)
            for value in values
        )

    return count


def _qualified_min(constraint: Constraint, test_of: ShapeTest) -> SetCheck:
    count, least = _counted(constraint, test_of), constraint.number
    return lambda graph, focus, values: () if count(graph, values) >= least else (None,)


def _qualified_max(constraint: Constraint, test_of: ShapeTest) -> SetCheck:
    count, most = _counted(constraint, test_of), constraint.number
    return lambda graph, focus, values: () if count(graph, values) <= most else (None,)


_SET_CHECKS: dict[Iri, Callable[[Constraint, ShapeTest], SetCheck]] = {
    component("MinCount"): _min_count,
    component("MaxCount"): _max_count,
    component("HasValue"): _has_value,
    component("UniqueLang"): _unique_lang,
    component("Equals"): _equals,
    component("Disjoint"): _disjoint,
    component("LessThan"): _pairs(is_less),
    component("LessThanOrEquals"): _pairs(is_less_or_equal),
    component("QualifiedMinCount"): _qualified_min,
    component("QualifiedMaxCount"): _qualified_max,
}
_PAIRWISE = frozenset(component(name) for name in ("Disjoint", "LessThan", "LessThanOrEquals"))
