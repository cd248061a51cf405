"""Judges N-Triples by pyrudof: DATA SHAPES, the vocabulary in DATA, to one JSON row a result."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pyrudof

_LITERAL = re.compile(r'"(?P<text>.*)"(\^\^<?(?P<datatype>.*?)>?|@(?P<language>.*))?', re.DOTALL)
_XSD = "http://www.w3.org/2001/XMLSchema#"


def written(value: str | None) -> str:
    """Return a term as all engines of the benchmark write it.

    pyrudof shortens `xsd:` and leaves out the datatype of true and false.
    """
    if value in ("true", "false"):
        return f'"{value}"^^{_XSD}boolean'
    literal = _LITERAL.fullmatch(value or "")
    if literal is None:
        return value or ""
    if literal["language"]:
        return f'"{literal["text"]}"@{literal["language"].lower()}'
    datatype = literal["datatype"] or "xsd:string"
    return f'"{literal["text"]}"^^{datatype.replace("xsd:", _XSD, 1)}'


def path_of(path: str | None) -> str:
    """Return a path that is one predicate."""
    return path if path and re.fullmatch(r"https?://[^ |/]+(/[^ |/^]+)+", path) else ""


def main() -> None:
    """Print the results of the validation report."""
    data, shapes = (Path(name).read_text(encoding="utf-8") for name in sys.argv[1:])
    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    rudof.read_data(data, pyrudof.RDFFormat.NTriples)
    rudof.read_shacl(shapes, pyrudof.ShaclFormat.Turtle)
    for found in rudof.validate_shacl(pyrudof.ShaclValidationMode.Native):
        component, value = found.constraint_component, written(found.value)
        row = (found.focus_node, found.source_shape, path_of(found.path), component, value)
        print(json.dumps(row))


main()
