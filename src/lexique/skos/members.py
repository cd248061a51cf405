"""Rules about collections and their members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lexique.messages import say
from lexique.model import Severity
from lexique.namespaces import RDF, SKOS
from lexique.rdf import Literal, Resource, Statement
from lexique.skos.hierarchy import Hierarchy
from lexique.skos.rule import Hit, rule
from lexique.skos.sources import REFERENCE
from lexique.skos.vocabulary import Vocabulary


@rule(
    "SKOS-S32",
    Severity.WARNING,
    what=say("A collection does not contain itself, directly or through others."),
    why=say("A program that opens the groups one in the other would never end."),
    bad="ex:g a skos:Collection ; skos:member ex:h . ex:h a skos:Collection ; skos:member ex:g .",
    good="ex:g a skos:Collection ; skos:member ex:h . ex:h a skos:Collection .",
    source=REFERENCE + "S32",
)
def s32(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Loops of member."""
    links: defaultdict[Resource, dict[Resource, Statement]] = defaultdict(dict)
    for statement in vocabulary.stating(SKOS.member):
        if not isinstance(statement.object, Literal):
            links[statement.subject].setdefault(statement.object, statement)
    for chain, members in Hierarchy(links).loops:
        yield Hit(
            say("the collection {name} contains itself", name=vocabulary.name(chain[0].subject)),
            say(
                "Remove one of the members of the loop: {names}.",
                names=vocabulary.names(statement.subject for statement in chain),
            ),
            tuple(chain),
            key=tuple(sorted(members)),
        )


@rule(
    "SKOS-S35",
    Severity.VIOLATION,
    what=say("An ordered collection has one list of members."),
    why=say("Two lists would be two orders."),
    bad="ex:g skos:memberList ( ex:a ) , ( ex:b ) .",
    good="ex:g skos:memberList ( ex:a ex:b ) .",
    source=REFERENCE + "S35",
    is_condition=True,
)
def s35(vocabulary: Vocabulary) -> Iterator[Hit]:
    """More than one memberList."""
    for collection, statements in vocabulary.by_subject(SKOS.memberList).items():
        if len({statement.object for statement in statements}) > 1:
            yield Hit(
                say(
                    "{name} has {count} lists of members",
                    name=vocabulary.name(collection),
                    count=len(statements),
                ),
                say("Write one list with every member in its order."),
                tuple(statements),
                key=(str(collection),),
            )


@rule(
    "SKOS-S36",
    Severity.WARNING,
    what=say("Where an ordered collection states members, it states all that are in its list."),
    why=say("Programs that read skos:member only would miss the others."),
    bad="ex:g skos:memberList ( ex:a ex:b ) ; skos:member ex:a .",
    good="ex:g skos:memberList ( ex:a ex:b ) ; skos:member ex:a , ex:b .",
    source=REFERENCE + "S36",
)
def s36(vocabulary: Vocabulary) -> Iterator[Hit]:
    """List items that are no stated member, where some member is stated."""
    for statement in vocabulary.stating(SKOS.memberList):
        members = set(vocabulary.values(statement.subject, SKOS.member))
        items = list_items(vocabulary, statement.object)
        missing = [item for item in items if item not in members]
        if members and missing:
            yield Hit(
                say(
                    "{name} lists {missing} without stating them as members",
                    name=vocabulary.name(statement.subject),
                    missing=vocabulary.names(missing),
                ),
                say("Add skos:member for each item of the list."),
                (statement,),
            )


def list_items(vocabulary: Vocabulary, head: object) -> list[Resource | Literal]:
    """Return the items of an RDF list, in order; a list that loops is followed once."""
    items: list[Resource | Literal] = []
    seen: set[object] = set()
    while head not in (RDF.nil, None) and head not in seen:
        seen.add(head)
        items.extend(vocabulary.values(head, RDF.first)[:1])  # type: ignore[arg-type]
        head = next(iter(vocabulary.values(head, RDF.rest)), None)  # type: ignore[arg-type]
    return items
