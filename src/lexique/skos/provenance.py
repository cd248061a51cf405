"""Rules about where statements of ours come from: sources, dates, grounds of mappings."""

from __future__ import annotations

from collections.abc import Iterator

from lexique.messages import say
from lexique.model import Severity
from lexique.namespaces import BASE, DCTERMS, LEX, RDF, SKOS, VALUE
from lexique.skos.incomplete import lacking, typed
from lexique.skos.properties import MAPPINGS
from lexique.skos.rule import Hit, rule
from lexique.skos.sources import MODEL, SSSOM
from lexique.skos.vocabulary import Vocabulary

_VERIFICATIONS = (VALUE["verified"], VALUE["second-hand"], VALUE["unverified"])


@rule(
    "LEX-source",
    Severity.VIOLATION,
    what=say("A source has a title, and says how well it was verified."),
    why=say("Nothing unverified is stated as a fact; the reader must be able to see it."),
    bad="source:x a lex:Source .",
    good='source:x a lex:Source ; dcterms:title "Livre"@fr ; lex:verification value:verified .',
    source=MODEL,
    is_ours=True,
)
def source(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Sources without title or verification, or verified in an unknown way."""
    for resource in typed(vocabulary, "Source", "LegalText"):
        missing = [] if vocabulary.of(resource, DCTERMS.title) else ["dcterms:title"]
        found = vocabulary.values(resource, LEX["verification"])
        if len(found) != 1 or found[0] not in _VERIFICATIONS:
            missing.append("lex:verification")
        if missing:
            yield lacking(
                vocabulary, resource, missing, say("Complete the block in vocab/sources.ttl.")
            )


@rule(
    "LEX-source-unused",
    Severity.INFO,
    what=say("Every source is used."),
    why=say("A source that nothing rests on was perhaps forgotten in a block."),
    bad='source:x a lex:Source ; dcterms:title "Livre"@fr ; lex:verification value:verified .',
    good='source:x a lex:Source ; dcterms:title "Livre"@fr . '
    "role:a lex:definitionSource source:x .",
    source=MODEL,
    is_ours=True,
    needs_all=True,
)
def source_unused(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Sources to which no statement refers."""
    for resource in typed(vocabulary, "Source", "LegalText"):
        if resource not in vocabulary.mentions:
            yield Hit(
                say("nothing refers to {name}", name=vocabulary.short(resource)),
                say("Refer to it where it is used, or remove it before it is published."),
                vocabulary.anchor(resource),
                key=(str(resource),),
            )


@rule(
    "LEX-created",
    Severity.VIOLATION,
    what=say("Every concept says when it was made."),
    why=say("Who reads an old export must know whether the concept existed then."),
    bad="role:chat a skos:Concept , lex:Role .",
    good='role:chat a skos:Concept , lex:Role ; dcterms:created "2026-11-21"^^xsd:date .',
    source=MODEL,
    is_ours=True,
)
def created(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Stated concepts without date of creation."""
    for concept in vocabulary.described_concepts:
        is_stated = SKOS.Concept in vocabulary.types.get(concept, ())
        if is_stated and not vocabulary.of(concept, DCTERMS.created):
            yield Hit(
                say("{name} has no date of creation", name=vocabulary.name(concept)),
                say('Add dcterms:created "2026-11-21"^^xsd:date with the day of its making.'),
                vocabulary.anchor(concept),
                path=DCTERMS.created,
            )


@rule(
    "MAP-justified",
    Severity.VIOLATION,
    what=say("A mapping to another vocabulary says what was verified, and by which source."),
    why=say("A wrong identifier is worse than none; the reader must know how sure it is."),
    bad="role:chat a skos:Concept , lex:Role ; skos:exactMatch <http://example.com/x> .",
    good="role:chat a skos:Concept , lex:Role ; skos:exactMatch <http://example.com/x> . "
    "<https://w3id.org/lexique/mapping/m> a lex:Mapping ; rdf:subject role:chat ; "
    "rdf:predicate skos:exactMatch ; rdf:object <http://example.com/x> ; "
    'lex:mappingVerification "x"@fr ; dcterms:source source:x .',
    source=SSSOM,
    is_ours=True,
)
def justified(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Mapping statements to other vocabularies without a lex:Mapping that justifies them."""
    justified_triples = set()
    for mapping in vocabulary.instances(LEX["Mapping"]):
        if vocabulary.of(mapping, LEX["mappingVerification"]) and vocabulary.of(
            mapping, DCTERMS.source
        ):
            parts = [
                vocabulary.values(mapping, RDF.iri + name)[:1]
                for name in ("subject", "predicate", "object")
            ]
            justified_triples.add(tuple(part[0] if part else None for part in parts))
    for statement in vocabulary.stating(*MAPPINGS):
        triple = (statement.subject, statement.predicate, statement.object)
        if not str(statement.object).startswith(BASE) and triple not in justified_triples:
            yield Hit(
                say(
                    "{property} of {name} has no lex:Mapping that says what was verified",
                    property=vocabulary.short(statement.predicate),
                    name=vocabulary.name(statement.subject),
                ),
                say(
                    "Add the block with rdf:subject, rdf:predicate, rdf:object, "
                    "lex:mappingVerification and dcterms:source."
                ),
                (statement,),
                value=str(statement.object),
            )
