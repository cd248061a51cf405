"""SPARQL constraints run by pyoxigraph: one set query for many focus nodes at once.

SHACL binds `$this` before it runs a query, once per focus node. Where `query_analysis` shows that
the query binds `$this` itself, one run over many nodes gives the same rows, some twenty times
faster. Of focus nodes with equal statements, as far as the query reads them, one is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import pyoxigraph as ox

from lexique.rdf.terms import (
    LANG_STRING,
    STRING,
    BlankNode,
    Iri,
    Literal,
    Resource,
    Term,
    Triple,
)
from lexique.shacl.comparing import ordered
from lexique.shacl.query_facts import Rows
from lexique.shacl.records import Record
from lexique.shacl.shapes import Query
from lexique.shacl.view import Statements

_WORN_OUT = 10_000
"""Quads laid into a store after which a new one is made: it keeps the texts of those taken out."""


class QueryRunner:
    """A store with the reference vocabulary, into which focus nodes are laid and taken out."""

    def __init__(self, reference: Iterable[Triple]) -> None:
        self._reference = [_quad(triple) for triple in reference]
        self._store = self._made()
        self._n_laid = 0

    def _made(self) -> ox.Store:
        store = ox.Store()
        store.bulk_extend(self._reference)
        return store

    def rows(self, query: Query, records: Iterable[Record]) -> dict[Term, Rows]:
        """Return the rows for each of `records` that has any, all of them being in one graph.

        A row whose value is the focus node itself says no more than one without a value: None.
        """
        by_focus = {each.focus: each.values for each in records}
        laid = [
            ox.Quad(node, _named(predicate), _node(value))
            for focus, values in by_focus.items()
            for node in [_resource(focus)]
            for predicate, objects in values.items()
            for value in objects
        ]
        self._n_laid += len(laid)
        if self._n_laid > _WORN_OUT:
            self._store, self._n_laid = self._made(), len(laid)
        self._store.extend(laid)
        try:
            return self._run(query, by_focus)
        finally:
            for quad in laid:
                self._store.remove(quad)

    def _run(self, query: Query, stated: Mapping[Resource, Statements]) -> dict[Term, Rows]:
        solutions = self._store.query(query.text)
        assert isinstance(solutions, ox.QuerySolutions)
        has_value = any(variable.value == "value" for variable in solutions.variables)
        found: dict[Term, dict[Term | None, None]] = {}
        for row in solutions:
            value = row["value"] if has_value else None
            focus, term = _term(row["this"]), None if value is None else _term(value)
            if isinstance(term, Literal) and isinstance(focus, Iri | BlankNode):
                term = _as_stated(term, stated.get(focus, {}))
            found.setdefault(focus, {})[None if term == focus else term] = None
        return {focus: tuple(values) for focus, values in found.items()}


def _as_stated(found: Literal, stated: Statements) -> Literal:
    """Return a value as the record writes it: the store keeps `1.0` as the number 1."""
    if found.datatype in (STRING, LANG_STRING):
        return found
    number = ordered(found)
    same = [
        value
        for values in stated.values()
        for value in values
        if isinstance(value, Literal) and value.datatype == found.datatype
    ]
    equal = (value for value in same if number is not None and ordered(value) == number)
    return found if found in same else next(equal, found)


def _quad(triple: Triple) -> ox.Quad:
    subject, predicate, value = triple
    return ox.Quad(_resource(subject), _named(predicate), _node(value))


@lru_cache(maxsize=1_000)
def _named(iri: str) -> ox.NamedNode:
    """Return a predicate or a datatype, which come again and again."""
    return ox.NamedNode(iri)


def _resource(term: Resource) -> ox.NamedNode | ox.BlankNode:
    return ox.NamedNode(term) if isinstance(term, Iri) else ox.BlankNode(term)


def _node(term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if not isinstance(term, Literal):
        return _resource(term)
    if term.language:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=_named(term.datatype))


def _term(node: object) -> Term:
    if isinstance(node, ox.NamedNode):
        return Iri(node.value)
    if isinstance(node, ox.BlankNode):
        return BlankNode(node.value)
    assert isinstance(node, ox.Literal)
    return Literal(node.value, node.language or "", Iri(node.datatype.value))
