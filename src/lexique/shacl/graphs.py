"""Triples of `lexique.rdf` as an rdflib graph, and terms back: the only place that knows both."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import rdflib

from lexique.rdf import BlankNode, Iri, Literal, Term, Triple

# `01` stays `01`, and a decimal with a huge exponent is not spelt out (2 GB a literal).
rdflib.NORMALIZE_LITERALS = False
# rdflib writes a traceback to standard error for each ill-typed literal; a shape reports those.
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def graph_of(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return an rdflib graph that holds `triples`; an untyped text is a plain literal."""
    graph = rdflib.Graph(bind_namespaces="none")
    for subject, predicate, value in triples:
        graph.add((node_of(subject), rdflib.URIRef(predicate), node_of(value)))
    return graph


def node_of(term: Term) -> rdflib.term.Node:
    """Return `term` as rdflib has it."""
    if isinstance(term, Iri):
        return rdflib.URIRef(term)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    # rdflib tells "a" from "a"^^xsd:string, RDF 1.1 does not: one form, or sh:in misses it.
    datatype = None if term.datatype in (_XSD_STRING, _LANG_STRING) else term.datatype
    return rdflib.Literal(term.value, datatype=datatype and rdflib.URIRef(datatype))


def term_of(node: rdflib.term.Node) -> Term:
    """Return an rdflib node as `lexique.rdf` has it."""
    if isinstance(node, rdflib.URIRef):
        return Iri(node)
    if isinstance(node, rdflib.BNode):
        return BlankNode(node)
    assert isinstance(node, rdflib.Literal)
    if node.language:
        return Literal(str(node), str(node.language), Iri(_LANG_STRING))
    return Literal(str(node), "", Iri(node.datatype or _XSD_STRING))
