"""Blocks of our classes that lack statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lexique.messages import say
from lexique.model import Text
from lexique.namespaces import LEX
from lexique.rdf import Resource
from lexique.skos.rule import Hit
from lexique.skos.vocabulary import Vocabulary


def typed(vocabulary: Vocabulary, *names: str) -> Iterator[Resource]:
    """Yield the checked resources of our classes with these names."""
    for resource in vocabulary.instances(*(LEX[name] for name in names)):
        if not vocabulary.is_context(vocabulary.first_statement[resource]):
            yield resource


def lacking(
    vocabulary: Vocabulary,
    resource: Resource,
    missing: Sequence[str],
    mend: Text,
    path: str | None = None,
) -> Hit:
    """Return the breach of a block that lacks statements of the properties `missing`."""
    return Hit(
        say("{name} lacks: {missing}", name=vocabulary.name(resource), missing=", ".join(missing)),
        mend,
        vocabulary.anchor(resource),
        path=path,
        key=(str(resource),),
    )
