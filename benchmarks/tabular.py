"""The made-up declarations as an institution exports them, and what their columns must satisfy."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import rdflib
from cases import Values
from generated import Generator, vocabulary

from lexique.declarations.properties import DeclarationModel
from lexique.namespaces import BASE, LEX
from lexique.rdf import Literal, Term

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


class ColumnCheck(NamedTuple):
    """What a shape asks of single columns, or of two columns of one row."""

    shape: str
    columns: list[str]
    check: str
    """A name that `engines/floor.py` knows."""
    argument: str = ""


def columns() -> dict[str, str]:
    """Return the French label of each property that an export may state, by its name."""
    model = DeclarationModel.from_triples(vocabulary())
    return {item.name: item.label.fr for item in model.properties.values() if not item.is_derived}


def template_columns() -> tuple[str, ...]:
    """Return the names of the properties that an empty export has as columns."""
    return tuple(item.name for item in DeclarationModel.from_triples(vocabulary()).template)


def write_table(
    path: Path, number: int, seed: int = 1, only: Collection[str] | None = None
) -> None:
    """Write `number` declarations as CSV, under the French labels of all properties or of some."""
    labels = {name: label for name, label in columns().items() if only is None or name in only}
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";", lineterminator="\n")
        writer.writerow(labels.values())
        for _, values in Generator.seeded(seed, vocabulary()).declarations(number):
            writer.writerow(_cell(values, name) for name in labels)


def _cell(values: Values, name: str) -> str:
    return " | ".join(map(_text, values.get(name, ())))


def _text(term: Term) -> str:
    """Return a value as it is typed in a cell: a code as `role:patient-partenaire`."""
    if isinstance(term, Literal):
        return term.value
    return term.removeprefix(BASE).replace("/", ":") if term.startswith(BASE) else str(term)


def column_checks(shapes: Path) -> Iterator[ColumnCheck]:
    """Yield what the shapes ask of columns, as far as it can be written by hand in a line."""
    graph, labels = rdflib.Graph().parse(shapes), columns()
    for shape in sorted(graph.subjects(rdflib.URIRef(LEX["rule"]))):
        names = [name for name in _named(graph, shape) if name in labels]
        check = _check(graph, shape, labels)
        if names and check:
            yield ColumnCheck(str(shape), [labels[name] for name in names], *check)


def _named(graph: rdflib.Graph, shape: rdflib.term.Node) -> Iterator[str]:
    """Yield the properties that the path of a shape goes to in one step."""
    path = graph.value(shape, SH.path)
    listed = graph.value(path, SH.alternativePath)
    for step in graph.items(listed) if listed else [path]:
        yield str(step).removeprefix(LEX.iri)


def _check(
    graph: rdflib.Graph, shape: rdflib.term.Node, labels: dict[str, str]
) -> tuple[str, str] | None:
    """Return the check of a shape and its argument, None where it is more than a line."""
    either = [graph.value(item, SH.datatype) for item in graph.items(graph.value(shape, SH["or"]))]
    refused = graph.value(shape, SH["not"])
    other = str(graph.value(shape, SH.lessThanOrEquals)).removeprefix(LEX.iri)
    if pattern := _pattern(graph, shape):
        return "pattern", pattern
    if refused and (pattern := _pattern(graph, refused)):
        return "no pattern", pattern
    if datatype := graph.value(shape, SH.datatype) or next(iter(either), None):
        return str(datatype).rsplit("#", 1)[-1], ""
    if other in labels:
        return "not later", labels[other]
    if (shape, SH.maxCount, rdflib.Literal(0)) in graph:
        return "absent", ""
    return ("any", "") if (shape, SH.minCount, rdflib.Literal(1)) in graph else None


def _pattern(graph: rdflib.Graph, shape: rdflib.term.Node) -> str:
    pattern, flags = graph.value(shape, SH.pattern), graph.value(shape, SH.flags)
    return f"(?{flags}){pattern}" if pattern and flags else str(pattern or "")
