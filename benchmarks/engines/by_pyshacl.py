"""Judges N-Triples by pySHACL: DATA VOCABULARY SHAPES plain|hoisted to one JSON row a result.

`hoisted` takes out of the loop over focus nodes what is the same for all of them. Our shapes carry
their targets themselves, so that pySHACL already looks at all focus nodes of a shape together; left
are the SPARQL constraints, whose text rdflib parses anew for every focus node (nine tenths of the
time on our shapes). rdflib takes prepared queries, and here it gets them.
"""

from __future__ import annotations

import json
import logging
import sys
import warnings
from functools import cache
from typing import Any

import pyshacl
import rdflib
from rdflib.plugins.sparql import processor
from rdflib.term import Node

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def prepare_queries() -> None:
    """Let rdflib parse each query once."""
    parsed, translated = processor.parseQuery, processor.translateQuery
    prepared = cache(lambda text, base, names: translated(parsed(text), base, dict(names)))
    run = processor.SPARQLProcessor.query

    def query(
        self: Any, asked: Any, initBindings: Any = None, initNs: Any = None, base: Any = None
    ) -> Any:
        if isinstance(asked, str):
            asked = prepared(asked, base, tuple((initNs or {}).items()))
        return run(self, asked, initBindings, initNs, base)

    processor.SPARQLProcessor.query = query


def written(term: Node | None) -> str:
    """Return a term as all engines of the benchmark write it."""
    if not isinstance(term, rdflib.Literal):
        return str(term or "")
    if term.language:
        return f'"{term}"@{term.language.lower()}'
    return f'"{term}"^^{term.datatype or rdflib.XSD.string}'


def path_of(term: Node | None) -> str:
    """Return a path that is one predicate."""
    return str(term) if isinstance(term, rdflib.URIRef) else ""


def main() -> None:
    """Print the results of the validation report."""
    data, vocabulary, shapes, way = sys.argv[1:]
    # Else rdflib rewrites values, and shows a traceback for each ill-typed one.
    rdflib.NORMALIZE_LITERALS = False
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    warnings.simplefilter("ignore")
    if way == "hoisted":
        prepare_queries()
    graph = rdflib.Graph().parse(data, format="nt").parse(vocabulary, format="nt")
    rules = rdflib.Graph().parse(shapes, format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=rules, inplace=True)
    for found in report.objects(None, SH.result):
        focus, shape, path, component, value = (
            report.value(found, SH[name])
            for name in (
                "focusNode",
                "sourceShape",
                "resultPath",
                "sourceConstraintComponent",
                "value",
            )
        )
        print(json.dumps((focus, shape, path_of(path), component, written(value))))


main()
