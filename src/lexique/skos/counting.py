"""What a SKOS vocabulary holds, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from lexique.namespaces import SKOS
from lexique.rdf import Literal, Resource
from lexique.skos.checking import count_concepts
from lexique.skos.properties import LABELS, MAPPINGS
from lexique.skos.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of one vocabulary; mappings are sorted by key, languages are tags (`-` for none)."""

    statements: int
    concepts: int
    withdrawn: int
    schemes: int
    collections: int
    top_concepts: int
    labels: Mapping[str, Mapping[str, int]]
    """By kind (`prefLabel` ...), then language."""
    definitions: Mapping[str, int]
    """Concepts with a definition, by language."""
    undefined: int
    """Concepts without any definition."""
    broader: int
    related: int
    mappings: Mapping[str, int]
    """By property."""
    depth: int
    """Concepts on the longest way up from any concept, itself included; loops are cut."""
    with_several_parents: int
    largest_family: int
    """Most narrower concepts that one concept has."""

    def to_dict(self) -> dict[str, object]:
        """Return the counts as JSON has them."""
        return asdict(self)


def count(vocabulary: Vocabulary) -> Counts:
    """Return what `vocabulary` holds."""
    families = Counter(parent for parents in vocabulary.parents.values() for parent in parents)
    related = {
        frozenset((statement.subject, statement.object))
        for statement in vocabulary.stating(SKOS.related)
    }
    defined = {
        concept
        for concept in vocabulary.described_concepts
        if vocabulary.of(concept, SKOS.definition)
    }
    return Counts(
        statements=len(vocabulary.statements),
        concepts=count_concepts(vocabulary),
        withdrawn=sum(concept in vocabulary.deprecated for concept in vocabulary.concepts),
        schemes=len(vocabulary.schemes),
        collections=len(vocabulary.collections),
        top_concepts=len(vocabulary.top_concepts),
        labels={
            (SKOS.name_of(kind) or kind): _by_language(
                literal for _, literal, _ in vocabulary.labels(kind)
            )
            for kind in LABELS
        },
        definitions=_by_language(
            literal
            for concept in defined
            for literal in vocabulary.literals(concept, SKOS.definition)
        ),
        undefined=len(vocabulary.described_concepts) - len(defined),
        broader=sum(len(parents) for parents in vocabulary.parents.values()),
        related=len(related),
        mappings={
            (SKOS.name_of(kind) or kind): number
            for kind in sorted(MAPPINGS)
            if (number := sum(1 for _ in vocabulary.stating(kind)))
        },
        depth=_depth(vocabulary),
        with_several_parents=sum(len(parents) > 1 for parents in vocabulary.parents.values()),
        largest_family=max(families.values(), default=0),
    )


def _by_language(literals: Iterable[Literal]) -> dict[str, int]:
    return dict(sorted(Counter(literal.language or "-" for literal in literals).items()))


def _depth(vocabulary: Vocabulary) -> int:
    """Return the length of the longest way up, without recursion."""
    depths: dict[Resource, int] = {}
    for start in vocabulary.concepts:
        waiting = [start]
        on_way: set[Resource] = set()
        while waiting:
            concept = waiting[-1]
            on_way.add(concept)
            parents = [
                parent
                for parent in vocabulary.parents.get(concept, ())
                if parent not in depths and parent not in on_way
            ]
            if parents:
                waiting.append(parents[0])
                continue
            waiting.pop()
            on_way.discard(concept)
            known = (depths.get(parent, 0) for parent in vocabulary.parents.get(concept, ()))
            depths[concept] = 1 + max(known, default=0)
    return max(depths.values(), default=0)
