"""Rules about what statements lead to and nothing is said of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches

from lexique.messages import say, say_count
from lexique.model import Severity, Text
from lexique.namespaces import SKOS
from lexique.rdf import Resource, Statement
from lexique.skos.properties import SEMANTIC
from lexique.skos.rule import Hit, rule
from lexique.skos.vocabulary import Vocabulary


@rule(
    "STR-dangling",
    Severity.VIOLATION,
    what=say("Relations lead to concepts that are described here."),
    why=say("The other end may be misspelt, deleted or in another vocabulary."),
    bad='ex:a a skos:Concept ; skos:prefLabel "chat"@fr ; skos:broader ex:animla .',
    good='ex:a a skos:Concept ; skos:prefLabel "chat"@fr ; skos:broader ex:animal . '
    "ex:animal a skos:Concept .",
    source="https://github.com/ralfbecher/orionbelt-ontology-builder",
    needs_all=True,
)
def dangling(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Semantic relations, members and top concepts that nothing is said about; not mappings.

    A file in which no concept is described beyond its links (a sketch) is let pass.
    """
    if not vocabulary.types and not vocabulary.labels_by_resource(SKOS.prefLabel):
        return
    yield from led_to_nothing(vocabulary, {*SEMANTIC, SKOS.member, SKOS.hasTopConcept})


MOST_HINTS = 20
"""For more missing things than these, none is compared with all names to guess what was meant."""
MOST_PLACES = 5
"""At how many places one missing thing is reported."""


def led_to_nothing(
    vocabulary: Vocabulary, predicates: Collection[str] | None = None, *, but: Collection[str] = ()
) -> Iterator[Hit]:
    """Yield a hit for each missing thing whose first use is by one of `predicates`.

    Without them it may be any `but` those. So the rules about relations, designations and
    references report one thing once.
    """
    for target, statements in vocabulary.missing.items():
        first = statements[0].predicate
        if first in but or (predicates is not None and first not in predicates):
            continue
        alike = [item for item in statements if item.predicate == first]
        yield Hit(
            led_to(vocabulary, statements, say("of which nothing is said")),
            _nearest(vocabulary, target if len(vocabulary.missing) <= MOST_HINTS else None),
            tuple(alike[:MOST_PLACES]),
            value=str(target),
            key=(str(target),),
        )


def led_to(vocabulary: Vocabulary, statements: Sequence[Statement], what: Text) -> Text:
    """Return the sentence that the first of `statements`, and so many more, lead to some thing."""
    first, others = statements[0], len(statements) - 1
    message = say(
        "{property} of {name} leads to {target}, {what}",
        property=vocabulary.short(first.predicate),
        name=vocabulary.name(first.subject),
        target=vocabulary.name(first.object),
        what=what,
    )
    if not others:
        return message
    return say_count(
        "{message}; so does {count} other statement",
        "{message}; so do {count} other statements",
        others,
        message=message,
    )


def _nearest(vocabulary: Vocabulary, target: Resource | None) -> Text:
    candidates = [*vocabulary.described_concepts, *(vocabulary.types if vocabulary.is_ours else ())]
    near = nearest(target, candidates) if target else None
    if near is not None:
        return say("Write {near}, if that is what was meant.", near=vocabulary.short(near))
    if vocabulary.is_ours:
        return say(
            "Correct the identifier, or add the block; if it was deleted, put it back with "
            "owl:deprecated true: nothing published is ever deleted."
        )
    return say("Correct the identifier, describe the concept, or use a mapping property.")


def nearest(target: Resource, candidates: Iterable[Resource]) -> Resource | None:
    """Return the candidate of the same namespace whose name is most like that of `target`."""
    folder, name = _split(target)
    names = {_split(item)[1]: item for item in candidates if _split(item)[0] == folder}
    near = get_close_matches(name, names, n=1, cutoff=0.85)
    return names[near[0]] if near else None


def _split(resource: Resource) -> tuple[str, str]:
    cut = max(resource.rfind("#"), resource.rfind("/")) + 1
    return resource[:cut], resource[cut:]
