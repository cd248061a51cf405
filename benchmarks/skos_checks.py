"""A made-up vocabulary with known kinds of fault, and nine questions about it in SPARQL.

Its hierarchy is as deep and as branched as that of real thesauri (UAT: eleven levels, one concept
in seven with several parents); the faults that it may hold are those that qSKOS counts.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

HEAD = (
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix ex: <http://example.org/> .\n"
)
PREFIXES = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
UP = "(skos:broader|skos:broaderTransitive|^skos:narrower|^skos:narrowerTransitive)"
LINK = "(skos:broader|skos:broaderTransitive|skos:narrower|skos:narrowerTransitive|skos:related)"
QUERIES = {
    "SKOS-S13": "SELECT DISTINCT ?c ?l { ?c skos:prefLabel ?l . { ?c skos:altLabel ?l } UNION "
    "{ ?c skos:hiddenLabel ?l } }",
    "SKOS-S14": "SELECT DISTINCT ?c { ?c skos:prefLabel ?a , ?b . FILTER(?a != ?b && "
    "lang(?a) = lang(?b)) }",
    "SKOS-S27": f"SELECT DISTINCT ?a ?b {{ ?a skos:related|^skos:related|skos:relatedMatch ?b . "
    f"?a {UP[:-1]}|skos:broadMatch|^skos:narrowMatch)+ ?b }}",
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

Answers = dict[str, set[frozenset[str]]]
"""Rule to what a query found: concepts or texts, in pairs without order."""


def answers(select: Callable[[str], Iterable[Iterable[str]]]) -> Answers:
    """Return what the queries find; `select` gives the rows of one as texts."""
    found = {rule: {*map(frozenset, select(PREFIXES + q))} for rule, q in QUERIES.items()}
    # Within a loop every link is redundant: both say so once, as a cycle.
    in_loops = frozenset().union(*found["STR-cycle"])
    found["STR-redundant"] = {row for row in found["STR-redundant"] if not row & in_loops}
    return found


Parents = list[list[int]]


def vocabulary_text(n_concepts: int, *, faults: float = 0.05, seed: int = 1) -> str:
    """Return a vocabulary in which a share of `faults` of the concepts have one of nine faults."""
    dice = random.Random(seed)
    parents = _hierarchy(n_concepts, dice)
    kinds = [dice.choice(_FAULTS) if dice.random() < faults else "" for _ in range(n_concepts)]
    related = [[number - 1] if number % 10 == 3 else [] for number in range(n_concepts)]
    for number, kind in enumerate(kinds):
        if kind in ("cycle", "redundant", "related above", "related siblings"):
            _misplace(number, kind, parents, related, dice)
        elif kind == "orphan":
            parents[number] = []
    return HEAD + "\n".join(
        _block(number, kinds[number], parents[number], related[number])
        for number in range(n_concepts)
    )


_FAULTS = (
    "no label",
    "shared label",
    "second label",
    "two kinds of label",
    "orphan",
    "cycle",
    "redundant",
    "related above",
    "related siblings",
)


def _hierarchy(n_concepts: int, dice: random.Random) -> Parents:
    """Return the parents of each concept: one, or two for one concept in seven."""
    parents: Parents = [[]]
    for number in range(1, n_concepts):
        n_parents = 2 if dice.random() < 1 / 7 else 1
        above = {dice.randint(number // 8, number // 2) for _ in range(n_parents)}
        parents.append(sorted(above - {number}))
    return parents


def _misplace(
    number: int, kind: str, parents: Parents, related: Parents, dice: random.Random
) -> None:
    """Add the wrong link: to an ancestor any number of levels above, from it, or to a sibling."""
    above = _ancestors(number, parents)
    higher = [ancestor for ancestor in above if ancestor not in parents[number]]
    if not higher:
        return
    if kind == "cycle":
        parents[dice.choice(above)].append(number)
    elif kind == "redundant":
        parents[number].append(dice.choice(higher))
    elif kind == "related above":
        related[number].append(dice.choice(higher))
    else:
        siblings = [n for n, own in enumerate(parents) if parents[number][0] in own]
        related[number] += [n for n in siblings if n != number][:1]


def _ancestors(number: int, parents: Parents) -> list[int]:
    found = list(parents[number])
    for node in found:
        found += [parent for parent in parents[node] if parent not in found and parent != number]
    return found


def _block(number: int, kind: str, parents: list[int], related: list[int]) -> str:
    shared = number // 2 if kind == "shared label" else number
    lines = [f"ex:c{number} a skos:Concept"]
    if kind != "no label":
        lines.append(f'skos:prefLabel "concept {shared}"@en , "notion {number}"@fr')
    if kind == "second label":
        lines.append(f'skos:prefLabel "second {number}"@en')
    if kind == "two kinds of label":
        lines.append(f'skos:altLabel "concept {number}"@en')
    lines += [f'skos:altLabel "synonym {number} {part}"@en' for part in range(4)]
    lines.append(f'skos:definition "what the notion {number} is."@en')
    lines += [f"skos:broader ex:c{parent}" for parent in parents]
    lines += [f"skos:related ex:c{other}" for other in related]
    return " ;\n    ".join(lines) + " .\n"
