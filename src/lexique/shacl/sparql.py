"""SPARQL constraints as one query each over all data.

SHACL binds `$this` to one focus node after another, which costs a parse of the query each time.
Our queries state the class of `$this` themselves, so that the unbound query gives exactly the focus
nodes that fail; results outside the targets of the shape are dropped. A test holds this equal to
pySHACL. Only our own shapes come here: SPARQL in the shapes of users is refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph

from lexique.namespaces import RDF, SH
from lexique.rdf import BlankNode, Iri, Literal, Term, Triple
from lexique.shacl.result import Result

_COMPONENT = SH["SPARQLConstraintComponent"]
_TRUE = "true"


class SparqlShapes:
    """The shapes of a graph that hold a SPARQL constraint: their queries, targets, severities."""

    def __init__(self, shapes: Iterable[Triple]) -> None:
        described: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in shapes:
            described[subject][predicate].append(value)
        self._described: Mapping[str, Mapping[str, list[Term]]] = described
        self.names = tuple(
            sorted(
                name
                for name, values in described.items()
                if SH["sparql"] in values and not self._is_off(values)
            )
        )

    @staticmethod
    def _is_off(values: Mapping[str, list[Term]]) -> bool:
        return any(
            isinstance(item, Literal) and item.value == _TRUE
            for item in values.get(SH["deactivated"], ())
        )

    def results(self, data: Iterable[Triple]) -> Iterator[Result]:
        """Yield what the queries find in `data`, in no particular order."""
        if not self.names:
            return
        store = _store_of(data)
        for name in self.names:
            values = self._described[name]
            targets = self._targets(store, values)
            for constraint in values[SH["sparql"]]:
                for focus, value in self._rows(store, str(constraint)):
                    if focus in targets:
                        yield Result(focus, name, _COMPONENT, value, None, _severity(values))

    def _targets(self, store: pyoxigraph.Store, values: Mapping[str, list[Term]]) -> set[str]:
        patterns = [f"?this <{RDF.type}> <{item}>" for item in values.get(SH["targetClass"], ())]
        patterns += [f"?this <{item}> ?any" for item in values.get(SH["targetSubjectsOf"], ())]
        return {
            row["this"].value
            for pattern in patterns
            for row in _solutions(store, f"SELECT DISTINCT ?this WHERE {{ {pattern} }}")
        }

    def _rows(self, store: pyoxigraph.Store, constraint: str) -> Iterator[tuple[str, Term | None]]:
        select = self._described[constraint][SH["select"]][0]
        assert isinstance(select, Literal)
        solutions = _solutions(store, self._prefixes(constraint) + select.value)
        has_value = any(variable.value == "value" for variable in solutions.variables)
        for row in solutions:
            found = row["value"] if has_value else None
            yield row["this"].value, None if found is None else _term(found)

    def _prefixes(self, constraint: str) -> str:
        lines = []
        for holder in self._described[constraint].get(SH["prefixes"], ()):
            for node in self._described[str(holder)].get(SH["declare"], ()):
                prefix = self._described[str(node)][SH["prefix"]][0]
                namespace = self._described[str(node)][SH["namespace"]][0]
                assert isinstance(prefix, Literal) and isinstance(namespace, Literal)
                lines.append(f"PREFIX {prefix.value}: <{namespace.value}>\n")
        return "".join(sorted(lines))


def _severity(values: Mapping[str, list[Term]]) -> str:
    return next((str(item) for item in values.get(SH["severity"], ())), SH["Violation"])


def _solutions(store: pyoxigraph.Store, query: str) -> pyoxigraph.QuerySolutions:
    found = store.query(query)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return found


def _store_of(triples: Iterable[Triple]) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.bulk_extend(
        pyoxigraph.Quad(_subject(subject), pyoxigraph.NamedNode(predicate), _node(value))
        for subject, predicate, value in triples
    )
    return store


def _subject(term: Term) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode:
    return pyoxigraph.NamedNode(term) if isinstance(term, Iri) else pyoxigraph.BlankNode(str(term))


def _node(term: Term) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    if not isinstance(term, Literal):
        return _subject(term)
    if term.language:
        return pyoxigraph.Literal(term.value, language=term.language)
    return pyoxigraph.Literal(term.value, datatype=pyoxigraph.NamedNode(term.datatype))


def _term(node: object) -> Term:
    if isinstance(node, pyoxigraph.NamedNode):
        return Iri(node.value)
    if isinstance(node, pyoxigraph.BlankNode):
        return BlankNode(node.value)
    assert isinstance(node, pyoxigraph.Literal)
    return Literal(node.value, node.language or "", Iri(node.datatype.value))
