"""pySHACL as the judge of SHACL Core."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyshacl
import rdflib
from pyshacl.errors import ReportableRuntimeError, ShapeLoadError

from lexique.namespaces import SH
from lexique.rdf import Iri, Triple
from lexique.shacl.errors import ShapesError
from lexique.shacl.graphs import graph_of, term_of
from lexique.shacl.result import Result


def validate_core(data: Iterable[Triple], shapes: Iterable[Triple]) -> tuple[Result, ...]:
    """Return the results of pySHACL, sorted. Raises ShapesError for shapes it cannot load.

    No import is followed, no inference done; the vocabulary is expected in `data`, since pySHACL's
    `ont_graph` brings in classes only and loses the concepts.
    """
    try:
        _, report, _ = pyshacl.validate(
            graph_of(data),
            shacl_graph=graph_of(shapes),
            inference="none",
            advanced=False,
            js=False,
            meta_shacl=False,
            do_owl_imports=False,
            inplace=True,
        )
    except (ShapeLoadError, ReportableRuntimeError, ValueError) as error:
        raise ShapesError(str(error)) from error
    if not isinstance(report, rdflib.Graph):
        raise ShapesError(str(report))
    return tuple(sorted(_results(report), key=Result.sort_key))


def _results(report: rdflib.Graph) -> Iterator[Result]:
    # What stands under sh:detail explains a result and is none itself.
    for node in report.objects(None, rdflib.URIRef(SH["result"])):
        yield _result(report, node)


def _result(report: rdflib.Graph, node: rdflib.term.Node) -> Result:
    def one(name: str) -> rdflib.term.Node | None:
        return report.value(node, rdflib.URIRef(SH[name]))

    focus = str(one("focusNode"))
    value, path = one("value"), one("resultPath")
    return Result(
        focus_node=focus,
        shape=str(one("sourceShape")),
        component=str(one("sourceConstraintComponent")),
        value=None if value is None or str(value) == focus else term_of(value),
        path=str(path) if isinstance(path, Iri | rdflib.URIRef) else None,
        severity=str(one("resultSeverity")),
        messages=tuple(sorted(_messages(report, node))),
    )


def _messages(report: rdflib.Graph, node: rdflib.term.Node) -> Iterator[tuple[str, str]]:
    for message in report.objects(node, rdflib.URIRef(SH["resultMessage"])):
        if isinstance(message, rdflib.Literal):
            yield (str(message.language or ""), str(message))
