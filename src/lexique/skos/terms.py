"""Terms of the SKOS namespaces that do not exist, and those that were meant."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from lexique.namespaces import SKOS, SKOSXL
from lexique.rdf import Resource
from lexique.skos.vocabulary import Vocabulary

_WITHDRAWN = frozenset(
    (
        "subject",
        "isSubjectOf",
        "primarySubject",
        "isPrimarySubjectOf",
        "prefSymbol",
        "altSymbol",
        "subjectIndicator",
        "broaderGeneric",
        "broaderInstantive",
        "broaderPartitive",
        "narrowerGeneric",
        "narrowerInstantive",
        "narrowerPartitive",
        "relatedHasPart",
        "relatedPartOf",
        "CollectableProperty",
        "symbol",
    )
)
"""Terms of drafts of SKOS: they are no misspelling of one that is left."""


def is_unknown(iri: str) -> bool:
    """Return whether `iri` is in a SKOS namespace, which has no such term."""
    return any(
        (name := namespace.name_of(iri)) is not None and name not in namespace.terms
        for namespace in (SKOS, SKOSXL)
    )


def meant(iri: str) -> str | None:
    """Return the term whose name is most like that of an unknown one, or None.

    >>> meant("http://www.w3.org/2004/02/skos/core#prefLable")
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    for namespace in (SKOS, SKOSXL):
        name = namespace.name_of(iri)
        if name is not None and name not in _WITHDRAWN:
            near = get_close_matches(name, sorted(namespace.terms), n=1, cutoff=0.6)
            return namespace.iri + near[0] if near else None
    return None


def misspelling(vocabulary: Vocabulary, term: str) -> Iterator[Resource]:
    """Yield the subjects that have a property which was meant to be `term`."""
    for predicate in list(vocabulary.predicates):
        if is_unknown(predicate) and meant(predicate) == term:
            yield from vocabulary.by_subject(predicate)
