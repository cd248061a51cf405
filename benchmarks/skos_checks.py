"""Nine quality checks of a vocabulary: our rules against the same questions in SPARQL.

    python benchmarks/skos_checks.py [CONCEPTS] [--rdflib]

Both sides answer from data that is already loaded; loading is shown apart. The counts must agree.
"""

from __future__ import annotations

import random
import sys
from time import perf_counter

import pyoxigraph

from lexique.rdf import Kind, RdfDocument, Statement, read_document, read_triples
from lexique.skos.catalogue import rule_by_id
from lexique.skos.vocabulary import Vocabulary

HEAD = (
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix ex: <http://example.org/> .\n"
)
PREFIXES = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
UP = "(skos:broader|skos:broaderTransitive|^skos:narrower|^skos:narrowerTransitive)"
UP_OR_MATCH = UP[:-1] + "|skos:broadMatch|^skos:narrowMatch)"
LINK = "(skos:broader|skos:broaderTransitive|skos:narrower|skos:narrowerTransitive|skos:related)"
QUERIES = {
    "SKOS-S13": "SELECT DISTINCT ?c ?l { ?c skos:prefLabel ?l . { ?c skos:altLabel ?l } UNION "
    "{ ?c skos:hiddenLabel ?l } }",
    "SKOS-S14": "SELECT DISTINCT ?c { ?c skos:prefLabel ?a , ?b . FILTER(?a != ?b && "
    "lang(?a) = lang(?b)) }",
    "SKOS-S27": "SELECT DISTINCT ?a ?b { ?a skos:related|^skos:related|skos:relatedMatch ?b . "
    f"?a {UP_OR_MATCH}+ ?b }}",
    "STR-cycle": f"SELECT DISTINCT ?c {{ ?c {UP}+ ?c }}",
    "STR-redundant": f"SELECT DISTINCT ?c ?x {{ ?c skos:broader ?x . ?c {UP} ?y . "
    f"FILTER(?x != ?y) ?y {UP}+ ?x }}",
    "LAB-missing-pref": "SELECT ?c { ?c a skos:Concept . "
    "FILTER NOT EXISTS { ?c skos:prefLabel ?l } }",
    "LAB-dup-pref": "SELECT DISTINCT ?l { ?a skos:prefLabel ?l . ?b skos:prefLabel ?l . "
    "FILTER(?a != ?b) }",
    "STR-orphan": "SELECT ?c { ?c a skos:Concept . "
    f"FILTER NOT EXISTS {{ ?c {LINK}|^{LINK} ?x }} }}",
    "STR-valueless": f"SELECT DISTINCT ?a ?b {{ ?a skos:related ?b . ?a {UP} ?p . ?b {UP} ?p }}",
}
"""The same questions as the rules ask: with inverses, and in the closure where SKOS has one."""


def vocabulary_text(n_concepts: int, *, faults: float = 0.05, seed: int = 1) -> str:
    """Return a tree of concepts, five broader ones on the way up, with some faults of each kind."""
    dice = random.Random(seed)
    blocks = [HEAD]
    for number in range(n_concepts):
        lines = [f"ex:c{number} a skos:Concept"]
        parent = (number - 1) // 2
        is_faulty = dice.random() < faults
        kind = dice.randrange(7) if is_faulty else -1
        if kind != 0:
            shared = number // 2 if kind == 1 else number
            lines.append(f'skos:prefLabel "concept {shared}"@en , "notion {number}"@fr')
        if kind == 2:
            lines.append(f'skos:prefLabel "second {number}"@en')
        if kind == 3:
            lines.append(f'skos:altLabel "concept {number}"@en')
        lines += [f'skos:altLabel "synonym {number} {part}"@en' for part in range(4)]
        lines.append(f'skos:definition "what the notion {number} is."@en')
        if number and kind != 4:
            lines.append(f"skos:broader ex:c{parent}")
        if kind == 5 and number > 80:
            lines.append(f"skos:broader ex:c{(parent - 1) // 2}")
        if kind == 6 and number > 80:
            lines.append(f"skos:related ex:c{(parent - 1) // 2}")
        if number % 10 == 3:
            lines.append(f"skos:related ex:c{number - 1}")
        blocks.append(" ;\n    ".join(lines) + " .\n")
    return "\n".join(blocks)


def main(n_concepts: int, *, with_rdflib: bool) -> None:
    """Time both sides and print seconds, counts and ratios."""
    text = vocabulary_text(n_concepts)
    begun = perf_counter()
    triples = [Statement(*triple) for triple in read_triples(text.encode(), path="a.ttl")]
    parsed = perf_counter()
    document = RdfDocument("a.ttl", Kind.TURTLE, text, tuple(triples))
    vocabulary = Vocabulary([document])
    built = perf_counter()
    counts = {}
    for rule_id in QUERIES:
        rule = rule_by_id(rule_id)
        assert rule is not None
        counts[rule_id] = sum(1 for _ in rule(vocabulary))
    ours = perf_counter() - built
    begun_positions = perf_counter()
    read_document(text.encode(), path="a.ttl")
    positions = perf_counter() - begun_positions
    print(f"{n_concepts} concepts, {len(triples)} triples")
    print(
        f"ours: read {parsed - begun:.2f} s (with positions {positions:.2f} s), "
        f"index {built - parsed:.2f} s, nine checks {ours:.2f} s"
    )
    print(f"  {counts}")

    begun = perf_counter()
    store = pyoxigraph.Store()
    store.bulk_load(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    loaded = perf_counter() - begun
    begun = perf_counter()
    found = {rule: len(list(store.query(PREFIXES + query))) for rule, query in QUERIES.items()}
    theirs = perf_counter() - begun
    print(f"pyoxigraph SPARQL: load {loaded:.2f} s, nine checks {theirs:.2f} s")
    print(f"  {found}")
    ours_with_index = ours + built - parsed
    print(f"checks {theirs / ours:.0f} times faster, {theirs / ours_with_index:.0f} with the index")
    if with_rdflib:
        _time_rdflib(text, ours_with_index)


def _time_rdflib(text: str, ours: float) -> None:
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=text, format="turtle")
    begun = perf_counter()
    for rule_id, query in QUERIES.items():
        if rule_id != "STR-redundant":  # stopped after minutes when it was tried
            list(graph.query(PREFIXES + query))
    theirs = perf_counter() - begun
    print(f"rdflib SPARQL, eight of nine: {theirs:.1f} s, {theirs / ours:.0f} times ours")


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    main(numbers[0] if numbers else 4000, with_rdflib="--rdflib" in sys.argv)
