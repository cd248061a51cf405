"""Rules about the blocks of our files: one block a subject, with its type, and no blank node."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lexique.messages import say
from lexique.model import Severity
from lexique.namespaces import BASE, RDF, SKOS
from lexique.rdf import BlankNode, Iri, Resource, Statement
from lexique.skos.rule import Hit, rule
from lexique.skos.sources import MODEL
from lexique.skos.vocabulary import Vocabulary


@rule(
    "LEX-untyped",
    Severity.VIOLATION,
    what=say("What is stated of a subject of ours stands beside its type."),
    why=say("A mapping or a label without the block of its concept is what a deletion leaves."),
    bad="role:chat skos:closeMatch <http://example.com/x> . role:chien a lex:Role .",
    good="role:chat a skos:Concept , lex:Role ; skos:closeMatch <http://example.com/x> .",
    source=MODEL,
    is_ours=True,
    needs_all=True,
)
def untyped(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Subjects of our namespace that no block gives a type."""
    for subject, statement in vocabulary.first_statement.items():
        if subject in vocabulary.missing:
            continue  # reported where something leads to it
        if subject.startswith(BASE) and not vocabulary.is_described(subject):
            yield Hit(
                say(
                    "something is stated of {name}, but no block says what it is",
                    name=vocabulary.short(subject),
                ),
                say(
                    "If it was deleted, put it back with owl:deprecated true; nothing published "
                    "is ever deleted. If it was renamed, correct the identifier."
                ),
                (statement,),
                value=str(subject),
                key=(str(subject),),
            )


@rule(
    "LEX-blank",
    Severity.VIOLATION,
    what=say("There is no blank node but the list of an ordered collection."),
    why=say("What has no identifier cannot be referred to, compared or kept over versions."),
    bad="role:chat a lex:Role ; lex:domain [ a lex:Domain ] .",
    good="role:chat a lex:Role ; lex:domain domain:soin .",
    source=MODEL,
    is_ours=True,
)
def blank(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Blank nodes outside lists."""
    for statement in vocabulary.statements:
        is_list = statement.predicate in (SKOS.memberList, RDF.rest, RDF.first)
        if isinstance(statement.object, BlankNode) and not is_list:
            yield Hit(
                say(
                    "{property} of {name} leads to a blank node",
                    property=vocabulary.short(statement.predicate),
                    name=vocabulary.short(statement.subject),
                ),
                say("Give it an identifier of its own."),
                (statement,),
                value="[]",
            )


@rule(
    "LEX-block",
    Severity.VIOLATION,
    what=say("What is stated of one subject stands in one block of one file."),
    why=say("Two blocks go out of step; who edits one does not see the other."),
    bad='role:chat a lex:Role . role:chien a lex:Role . role:chat lex:reason "x"@fr .',
    good='role:chat a lex:Role ; lex:reason "x"@fr . role:chien a lex:Role .',
    source=MODEL,
    is_ours=True,
)
def block(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Subjects met again after another subject, mappings and ontology files excepted.

    A mapping stands with its target vocabulary, so it may be in a file of its own.
    """
    mapping = {
        SKOS.exactMatch,
        SKOS.closeMatch,
        SKOS.broadMatch,
        SKOS.narrowMatch,
        SKOS.relatedMatch,
    }
    blocks: defaultdict[Resource, list[Statement]] = defaultdict(list)
    previous: Resource | None = None
    for statement in vocabulary.statements:
        subject = statement.subject
        if isinstance(subject, Iri) and statement.predicate not in mapping:
            if subject != previous:
                blocks[subject].append(statement)
            previous = subject
    for subject, starts in blocks.items():
        if len(starts) > 1:
            yield Hit(
                say(
                    "{name} is described in {count} places",
                    name=vocabulary.short(subject),
                    count=len(starts),
                ),
                say("Put all its statements into one block; lexique fmt does it within a file."),
                tuple(starts),
                key=(str(subject),),
            )
