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
    seconds,
)
from skos_checks import QUERIES, Answers, answers, vocabulary_text

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


def measure(*, quick: bool) -> Iterator[Result]:
    """Yield nine checks beside SPARQL, their growth, and `check` of real vocabularies."""
    text = vocabulary_text(N_CONCEPTS)
    store = store_of(text)
    counts = nine_checks(documents(text))
    theirs = in_store(store)
    assert counts == sizes(theirs), f"{counts} and {sizes(theirs)}"
    amount = f"{N_CONCEPTS} concepts"
    peer = named("pyoxigraph", "SPARQL")
    pair = in_turn(
        lambda: partial(nine_checks, documents(text)), lambda: partial(in_store, store), rounds=3
    )
    yield Result("nine checks of a vocabulary", amount, peer, pair, at_least(7))
    whole = in_turn(
        lambda: lambda: nine_checks(documents(text)),
        lambda: lambda: in_store(store_of(text)),
        rounds=3,
    )
    yield Result("the same, reading the text", amount, peer, whole)
    if not quick:
        yield _beside_rdflib(text, amount, pair.ours, theirs)
        yield _growth(pair.ours)
    for name in CORPORA:
        if (path := SHARED / "corpora" / name).is_file():
            yield _corpus(path)


def documents(text: str) -> tuple[RdfDocument, ...]:
    """Return a text as documents that checks are run on."""
    with without_collection():
        triples = (Statement(*triple) for triple in read_triples(text.encode(), path="a.ttl"))
        return (RdfDocument("a.ttl", Kind.TURTLE, text, tuple(triples)),)


def nine_checks(read: tuple[RdfDocument, ...]) -> dict[str, int]:
    """Return how many breaches each rule finds; indexing the statements is part of the work.

    A loop counts as many times as it has concepts, which is what a query can count.
    """
    counts = {}
    with without_collection():
        vocabulary = Vocabulary(read)
        for rule_id in QUERIES:
            rule = rule_by_id(rule_id)
            assert rule is not None
            hits = list(rule(vocabulary))
            is_loop = rule_id == "STR-cycle"
            counts[rule_id] = sum(len(hit.key) for hit in hits) if is_loop else len(hits)
    return counts


def sizes(found: Answers) -> dict[str, int]:
    """Return how many answers each query has."""
    return {rule: len(rows) for rule, rows in found.items()}


def store_of(text: str) -> pyoxigraph.Store:
    """Return pyoxigraph's store with a text in it."""
    store = pyoxigraph.Store()
    store.bulk_load(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return store


def in_store(store: pyoxigraph.Store) -> Answers:
    """Return what pyoxigraph answers."""
    return answers(lambda query: ((term.value for term in row) for row in store.query(query)))


def _beside_rdflib(text: str, amount: str, ours: float, expected: Answers) -> Result:
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=text, format="turtle")
    found: list[Answers] = []
    theirs = seconds(
        lambda: found.append(answers(lambda query: (map(str, row) for row in graph.query(query))))
    )
    assert found == [expected]
    peer = named("rdflib", "SPARQL")
    pair = Pair(ours, theirs, theirs / ours)
    return Result("nine checks of a vocabulary", amount, peer, pair, at_least(200))


def _growth(ours: float) -> Result:
    large = documents(vocabulary_text(10 * N_CONCEPTS))
    taken = seconds(lambda: nine_checks(large))
    peer = f"lexique on {N_CONCEPTS}"
    pair = Pair(taken, ours, ours / taken)
    amount = f"{10 * N_CONCEPTS} concepts"
    return Result("nine checks of a vocabulary", amount, peer, pair, at_most(15))


def _corpus(path: Path) -> Result:
    """Return `check` of a file, with positions and all rules, beside rdflib's parse of it."""
    import rdflib

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
