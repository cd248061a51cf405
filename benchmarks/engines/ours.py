"""Judges N-Triples by our engine: DATA VOCABULARY SHAPES PROCESSES to one JSON row a result."""

from __future__ import annotations

import json
import sys

from lexique.rdf import Literal, Term, read_triples
from lexique.shacl.compiled import compile_shapes
from lexique.shacl.ntriples import NTriplesFile


def written(term: Term | None) -> str:
    """Return a term as all engines of the benchmark write it."""
    if not isinstance(term, Literal):
        return term or ""
    return (
        f'"{term.value}"@{term.language}' if term.language else f'"{term.value}"^^{term.datatype}'
    )


def main() -> None:
    """Print the results; they stream, as the records do."""
    data, vocabulary, shapes, processes = sys.argv[1:]
    compiled = compile_shapes(read_triples(shapes), read_triples(vocabulary))
    for found in compiled.check(NTriplesFile(data), processes=int(processes)):
        path, value = found.path or "", written(found.value)
        row = (found.focus_node, found.shape, path, found.component, value)
        print(json.dumps(row))


# Its child processes import this file anew.
if __name__ == "__main__":
    main()
