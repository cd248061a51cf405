"""What a vocabulary holds, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from lexique.model import Group
from lexique.vocabulary.lexicon_data import LexiconData


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts, each mapping sorted by its key."""

    concepts: Mapping[str, int]
    """By group (`role`, `neighbour` ...)."""
    designations: int
    ambiguous_forms: int
    """Forms that stand for two or more concepts in one jurisdiction."""
    by_language: Mapping[str, int]
    by_jurisdiction: Mapping[str, int]
    by_status: Mapping[str, int]
    sources: Mapping[str, int]
    """Sources that a designation or concept refers to, by how well each was verified."""

    def to_dict(self) -> dict[str, object]:
        """Return the counts as JSON has them."""
        return asdict(self)


def statistics(lexicon: LexiconData) -> Statistics:
    """Return how many concepts, designations and sources `lexicon` holds, of which kinds.

    The headings and coded values of exports (groups `property` and `value`) are counted as
    concepts, and their designations are left out: they name no role.
    """
    concepts = list(lexicon.concepts())
    designations = [
        designation
        for concept in concepts
        if concept.group not in (Group.PROPERTY, Group.VALUE)
        for designation in lexicon.designations_of(concept)
    ]
    readings = {
        (item.form.casefold(), item.language, item.jurisdiction, item.concept_iri)
        for item in designations
    }
    forms = Counter(reading[:3] for reading in readings)
    named = {iri for item in designations for iri in item.source_iris}
    for item in concepts:
        named.update(value for values in item.statements.values() for value in values)
    references = filter(None, map(lexicon.reference, named))
    return Statistics(
        concepts=_counted(str(item.group) for item in concepts),
        designations=len(designations),
        ambiguous_forms=sum(count > 1 for count in forms.values()),
        by_language=_counted(item.language for item in designations),
        by_jurisdiction=_counted(item.jurisdiction for item in designations),
        by_status=_counted(str(item.status) for item in designations),
        sources=_counted(item.verification for item in references),
    )


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
