"""What is known of queries as JSON, and the paths in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lexique.rdf.terms import Iri
from lexique.shacl.locality import Reads
from lexique.shacl.paths import Compound, Path, Step
from lexique.shacl.query_facts import Companion, QueryFacts
from lexique.shacl.term_json import term_of, written


def plain_facts(facts: QueryFacts) -> dict[str, Any]:
    """Return what is known of a query as JSON values."""
    return {
        "reads": plain_reads(facts.reads),
        "required": [
            [plain_path(path), None if term is None else written(term)]
            for path, term in facts.required
        ],
        "companions": [[sorted(each.predicates), sorted(each.keys)] for each in facts.companions],
        "classes": None if facts.classes is None else sorted(facts.classes),
        "refusal": facts.refusal,
    }


def facts_from(stored: Mapping[str, Any]) -> QueryFacts:
    """Return the facts that `plain_facts` wrote."""
    return QueryFacts(
        reads_from(stored["reads"]),
        tuple(
            (path_of(path), None if term is None else term_of(term))
            for path, term in stored["required"]
        ),
        tuple(Companion(_iris(named), _iris(keys)) for named, keys in stored["companions"]),
        None if stored["classes"] is None else _iris(stored["classes"]),
        stored["refusal"],
    )


def plain_reads(reads: Reads) -> list[Any]:
    """Return what is read as JSON values."""
    named = [sorted(each) for each in (reads.own, reads.beyond, reads.backward)]
    return [*named, reads.is_whole, reads.is_whole_beyond]


def reads_from(stored: list[Any]) -> Reads:
    """Return what `plain_reads` wrote."""
    own, beyond, backward, *whole = stored
    return Reads(_iris(own), _iris(beyond), _iris(backward), *whole)


def _iris(texts: Iterable[str]) -> frozenset[Iri]:
    return frozenset(map(Iri, texts))


def plain_path(path: Path) -> Any:
    """Return a path as JSON values."""
    if isinstance(path, Iri):
        return path
    return [str(path.step), [plain_path(part) for part in path.parts]]


def path_of(stored: Any) -> Path:
    """Return the path that `plain_path` wrote."""
    if isinstance(stored, str):
        return Iri(stored)
    step, parts = stored
    return Compound(Step(step), tuple(path_of(part) for part in parts))
