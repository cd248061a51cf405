"""What is known of queries, kept in the user's cache: parsing them takes longer than a small run.

One JSON file for each set of query texts, named after their digest, so that it can never be stale.
A file that cannot be read, or is not as expected, is made again; one that cannot be written is not
missed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from lexique.errors import LexiqueError
from lexique.files import atomic_write, read_bytes
from lexique.rdf.terms import Iri
from lexique.resources import cache_folder
from lexique.shacl.locality import Reads
from lexique.shacl.paths import Compound, Step
from lexique.shacl.paths import Path as PropertyPath
from lexique.shacl.queries import Companion, QueryFacts
from lexique.shacl.shapes import Query
from lexique.shacl.term_json import term_of, written

_FORM = 2
"""Changes whenever the analysis of queries or the form of the file does."""


def facts_of_all(queries: Collection[Query]) -> dict[str, QueryFacts]:
    """Return what is known of each query, by its text; rdflib is needed only the first time."""
    if not queries:
        return {}
    texts = sorted(query.text for query in queries)
    path = cache_folder() / f"queries-{_digest(texts)}.json"
    facts = _read(path)
    if facts is None or set(facts) != set(texts):
        from lexique.shacl.query_analysis import facts_of

        facts = {text: facts_of(Query(text)) for text in texts}
        _write(path, facts)
    return facts


def _digest(texts: list[str]) -> str:
    return sha256(json.dumps([_FORM, texts]).encode("ascii")).hexdigest()[:20]


def _read(path: Path) -> dict[str, QueryFacts] | None:
    try:
        stored = json.loads(read_bytes(str(path)))
        return {text: _facts(each) for text, each in stored.items()}
    except (LexiqueError, OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def _write(path: Path, facts: Mapping[str, QueryFacts]) -> None:
    text = json.dumps({text: _plain(each) for text, each in facts.items()})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(path, text.encode("ascii"))
    except (LexiqueError, OSError):
        return


def _plain(facts: QueryFacts) -> dict[str, Any]:
    reads = facts.reads
    return {
        "reads": [sorted(reads.own), sorted(reads.beyond), sorted(reads.backward)],
        "whole": [reads.is_whole, reads.is_whole_beyond],
        "required": [
            [_plain_path(path), None if term is None else written(term)]
            for path, term in facts.required
        ],
        "companions": [[sorted(each.predicates), sorted(each.keys)] for each in facts.companions],
        "refusal": facts.refusal,
    }


def _facts(stored: Mapping[str, Any]) -> QueryFacts:
    own, beyond, backward = (_iris(each) for each in stored["reads"])
    return QueryFacts(
        Reads(own, beyond, backward, *stored["whole"]),
        tuple(
            (_path(path), None if term is None else term_of(term))
            for path, term in stored["required"]
        ),
        tuple(Companion(_iris(named), _iris(keys)) for named, keys in stored["companions"]),
        stored["refusal"],
    )


def _iris(texts: list[str]) -> frozenset[Iri]:
    return frozenset(map(Iri, texts))


def _plain_path(path: PropertyPath) -> Any:
    if isinstance(path, Iri):
        return path
    return [str(path.step), [_plain_path(part) for part in path.parts]]


def _path(stored: Any) -> PropertyPath:
    if isinstance(stored, str):
        return Iri(stored)
    step, parts = stored
    return Compound(Step(step), tuple(_path(part) for part in parts))
