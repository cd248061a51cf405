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

from lexique.errors import LexiqueError
from lexique.files import atomic_write, read_bytes
from lexique.resources import cache_folder
from lexique.shacl.facts_json import facts_from, plain_facts
from lexique.shacl.query_facts import QueryFacts
from lexique.shacl.shapes import Query

_FORM = 4
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
        return {text: facts_from(each) for text, each in stored.items()}
    except (LexiqueError, OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def _write(path: Path, facts: Mapping[str, QueryFacts]) -> None:
    text = json.dumps({text: plain_facts(each) for text, each in facts.items()})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(path, text.encode("ascii"))
    except (LexiqueError, OSError):
        return
