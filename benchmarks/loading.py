"""Loading any SKOS vocabulary, beside rdflib's parse of the same file."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from measuring import (
    Pair,
    Result,
    at_least,
    empty_cache,
    in_turn,
    named,
    same,
    seconds,
    spaced,
)

from lexique.loading import load
from lexique.namespaces import RDF, SKOS

_BASE = "http://example.org/"
_HEAD = f"@prefix skos: <{SKOS.iri}> .\n@prefix : <{_BASE}> .\n\n"
_SYLLABLES = ("ba", "co", "di", "fu", "gra", "ki", "lo", "mé", "no", "pra", "ri", "so", "tu", "vé")
WORDS = tuple("".join(parts) for parts in product(_SYLLABLES, repeat=3))
N_LABELS = 6
"""Labels of a concept: preferred ones in French and English, two others in each."""


def generated_vocabulary(n_concepts: int) -> str:
    """Return a SKOS vocabulary in Turtle: a tree of concepts, 12 statements and 6 labels each."""
    dice = random.Random(3)
    blocks = [f"{_HEAD}:scheme a skos:ConceptScheme .\n"]
    for number in range(n_concepts):
        labels = [label_of(number, place) for place in range(N_LABELS)]
        related = f"skos:related :c{dice.randrange(n_concepts)} ;\n    " if number else ""
        broader = f"skos:broader :c{(number - 1) // 8} ;\n    " if number else ""
        blocks.append(
            f":c{number} a skos:Concept ;\n    skos:inScheme :scheme ;\n    {broader}{related}"
            f'skos:notation "{number}" ;\n    '
            f'skos:prefLabel "{labels[0]}"@fr , "{labels[1]}"@en ;\n    '
            f'skos:altLabel "{labels[2]}"@fr , "{labels[3]}"@fr , '
            f'"{labels[4]}"@en , "{labels[5]}"@en ;\n    '
            f'skos:definition "ce que désigne {labels[0]}, au sens de {labels[2]}."@fr .\n'
        )
    return "\n".join(blocks)


def label_of(number: int, place: int) -> str:
    """Return one label of a concept: two words, and no other label like it."""
    first = WORDS[(number * N_LABELS + place) % len(WORDS)]
    second = WORDS[(number * N_LABELS + place) // len(WORDS)]
    return f"{first} {second}"


def measure(*, quick: bool) -> Iterator[Result]:
    """Yield the first load of a large vocabulary, then opening it again."""
    n_concepts = 4_000 if quick else 40_000
    text = generated_vocabulary(n_concepts)
    amount = f"{spaced(n_concepts)} concepts, {spaced(N_LABELS * n_concepts)} labels"
    peer = named("rdflib", "parse")
    with empty_cache() as cache, tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "vocabulary.ttl")
        path.write_text(text, encoding="utf-8")
        _check_answers(path, n_concepts)
        first = in_turn(
            lambda: _emptied(cache, path), lambda: lambda: _parsed(path), rounds=2 if quick else 3
        )
        yield Result("first load of a SKOS file", amount, peer, first, at_least(6))
        name = label_of(n_concepts // 2, 3)
        opening = min(seconds(lambda: load(path).harmonise(name)) for _ in range(5))
        yield Result(
            "cached load and one look-up",
            amount,
            peer,
            Pair(opening, first.peer, first.peer / opening),
            at_least(1_000),
        )


def _check_answers(path: Path, n_concepts: int) -> None:
    """Make sure that rdflib knows the same concepts under the same labels."""
    graph, lexicon = _parsed(path), load(path)
    ours = [concept.iri for concept in lexicon.concepts()]
    same(ours, sorted(map(str, graph.subjects(_uri(RDF.type), _uri(SKOS.Concept)))), "concepts")
    for number in range(0, n_concepts, n_concepts // 200):
        reading = lexicon.harmonise(label_of(number, 0)).readings[0].concept
        theirs = graph.value(predicate=_uri(SKOS.prefLabel), object=_french(number))
        assert reading.iri == str(theirs), (reading.iri, theirs)


def _uri(iri: str):
    import rdflib

    return rdflib.URIRef(iri)


def _french(number: int):
    import rdflib

    return rdflib.Literal(label_of(number, 0), lang="fr")


def _emptied(cache: Path, path: Path):
    """Empty the cache and return the first load of `path`."""
    for file in cache.iterdir():
        file.unlink()
    return lambda: load(path)


def _parsed(path: Path):
    import rdflib

    return rdflib.Graph().parse(path)
