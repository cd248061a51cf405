"""Quality checks of a vocabulary, beside the same questions in SPARQL and beside mere parsing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyoxigraph
from measuring import (
    SHARED,
    Pair,
    Result,
    at_least,
    at_most,
    in_turn,
    named,
    peer_module,
    seconds,
)
from skos_checks import PREFIXES, QUERIES, vocabulary_text

from lexique.collecting import without_collection
from lexique.rdf import Kind, RdfDocument, Statement, read_triples
from lexique.skos.catalogue import rule_by_id
from lexique.skos.checking import check
from lexique.skos.inputs import load_documents
from lexique.skos.vocabulary import Vocabulary

N_CONCEPTS = 4_000
CORPORA = (
    "unesco-thesaurus.ttl",
    "stw-thesaurus.ttl",
    "unified-astronomy-thesaurus.rdf",
    "lom_role.ttl",
)
_NO_RDFLIB = "STR-redundant"
"""rdflib does not answer this one in minutes: it is given the other eight."""


def measure(*, quick: bool) -> Iterator[Result]:
    """Yield nine checks beside SPARQL, their growth, and `check` of real vocabularies."""
    text = vocabulary_text(N_CONCEPTS)
    store = pyoxigraph.Store()
    store.bulk_load(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    ours = nine_checks(documents(text))
    theirs = sparql(store)
    assert ours == theirs, f"{ours} and {theirs}"
    what, amount = "nine checks of a vocabulary", f"{N_CONCEPTS} concepts"
    pair = in_turn(
        lambda: partial(nine_checks, documents(text)), lambda: partial(sparql, store), rounds=3
    )
    yield Result(what, amount, named("pyoxigraph", "SPARQL"), pair, at_least(7))
    if not quick:
        yield _beside_rdflib(text, what, amount, pair.ours)
        large = documents(vocabulary_text(10 * N_CONCEPTS))
        taken = seconds(lambda: nine_checks(large))
        yield Result(
            what,
            f"{10 * N_CONCEPTS} concepts",
            f"lexique on {N_CONCEPTS}",
            Pair(taken, pair.ours, pair.ours / taken),
            at_most(15),
        )
    for name in CORPORA:
        if (path := SHARED / "corpora" / name).is_file():
            yield _corpus(path)


def documents(text: str) -> tuple[RdfDocument, ...]:
    """Return a text as documents that checks are run on."""
    triples = (Statement(*triple) for triple in read_triples(text.encode(), path="a.ttl"))
    return (RdfDocument("a.ttl", Kind.TURTLE, text, tuple(triples)),)


def nine_checks(read: tuple[RdfDocument, ...]) -> dict[str, int]:
    """Return how many breaches each rule finds; indexing the statements is part of the work."""
    counts = {}
    with without_collection():
        vocabulary = Vocabulary(read)
        for rule_id in QUERIES:
            rule = rule_by_id(rule_id)
            assert rule is not None
            counts[rule_id] = sum(1 for _ in rule(vocabulary))
    return counts


def sparql(store: pyoxigraph.Store) -> dict[str, int]:
    """Return how many solutions each query has."""
    return {rule: len(list(store.query(PREFIXES + query))) for rule, query in QUERIES.items()}


def _beside_rdflib(text: str, what: str, amount: str, ours: float) -> Result:
    graph = peer_module("rdflib").Graph()
    graph.parse(data=text, format="turtle")
    queries = [PREFIXES + query for rule, query in QUERIES.items() if rule != _NO_RDFLIB]
    theirs = seconds(lambda: [list(graph.query(query)) for query in queries])
    peer = named("rdflib", "SPARQL, eight of the nine")
    return Result(what, amount, peer, Pair(ours, theirs, theirs / ours), at_least(200))


def _corpus(path: Path) -> Result:
    """Return `check` of a file, with positions and all rules, beside rdflib's parse of it."""
    rdflib = peer_module("rdflib")
    statements = {
        statement[:3] for statement in load_documents([str(path)]).documents[0].statements
    }
    assert len(statements) == len(rdflib.Graph().parse(path)), path
    pair = in_turn(
        lambda: lambda: check(load_documents([str(path)]).documents),
        lambda: lambda: rdflib.Graph().parse(path),
        rounds=3,
    )
    return Result(
        "`check`",
        path.name,
        named("rdflib", "parse"),
        pair,
        at_most(1.5),
        remark="under 2 s" if pair.ours < 2 else "",
        is_enough=pair.ours < 2,
    )
