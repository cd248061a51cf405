"""Rules about concept schemes and what is in them."""

from __future__ import annotations

from collections.abc import Iterator

from lexique.messages import say
from lexique.model import Severity
from lexique.namespaces import SKOS
from lexique.rdf import Literal, Statement
from lexique.skos.properties import MAPPINGS
from lexique.skos.rule import Hit, Verdict, each, rule
from lexique.skos.sources import ISO_25964, QSKOS
from lexique.skos.vocabulary import Vocabulary


@rule(
    "STR-top-missing",
    Severity.WARNING,
    what=say("A scheme with a hierarchy has a top concept."),
    why=say("Without one a reader does not know where to begin."),
    bad="ex:a skos:inScheme ex:s ; skos:broader ex:b . ex:b skos:inScheme ex:s . "
    "ex:s a skos:ConceptScheme .",
    good="ex:a skos:inScheme ex:s ; skos:broader ex:b . ex:b skos:topConceptOf ex:s . "
    "ex:s a skos:ConceptScheme .",
    source=QSKOS,
    needs_all=True,
)
def top_missing(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Described schemes with hierarchical links among their concepts and no top concept."""
    topped = {
        scheme for top in vocabulary.top_concepts for scheme in vocabulary.schemes_of.get(top, ())
    }
    layered = {
        scheme
        for concept in vocabulary.parents
        for scheme in vocabulary.schemes_of.get(concept, ())
    }
    for scheme in vocabulary.instances(SKOS.ConceptScheme):
        if scheme in layered and scheme not in topped:
            yield Hit(
                say("{name} has no top concept", name=vocabulary.name(scheme)),
                say("State skos:topConceptOf on the concepts that have no broader one."),
                vocabulary.anchor(scheme),
                path=SKOS.hasTopConcept,
            )


@rule(
    "STR-top-broader",
    Severity.WARNING,
    what=say("A top concept has no broader concept in its scheme."),
    why=say("What has something above it is not the top."),
    bad="ex:a skos:topConceptOf ex:s ; skos:broader ex:b . ex:b skos:inScheme ex:s .",
    good="ex:a skos:topConceptOf ex:s .",
    source=QSKOS,
)
def top_broader(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Top concepts with a parent in the scheme of which they are top."""
    for concept, statement in vocabulary.top_concepts.items():
        if concept in vocabulary.hierarchy.in_loops:
            continue  # STR-cycle shows the link that is wrong.
        scheme = statement.object if statement.subject == concept else statement.subject
        for parent, link in vocabulary.parents.get(concept, {}).items():
            if parent != concept and scheme in vocabulary.schemes_of.get(parent, ()):
                yield Hit(
                    say(
                        "the top concept {name} is below {parent}",
                        name=vocabulary.name(concept),
                        parent=vocabulary.name(parent),
                    ),
                    say("Remove skos:topConceptOf, or the link to the broader concept."),
                    (statement, link),
                    key=(str(concept), str(parent)),
                )


@rule(
    "STR-map-inside",
    Severity.WARNING,
    what=say("Mapping properties link concepts of different schemes."),
    why=say("Inside one scheme, broader, narrower and related say the same."),
    bad="ex:a skos:inScheme ex:s ; skos:broadMatch ex:b . ex:b skos:inScheme ex:s .",
    good="ex:a skos:inScheme ex:s ; skos:broader ex:b . ex:b skos:inScheme ex:s .",
    source=QSKOS,
)
@each(lambda vocabulary: vocabulary.stating(*MAPPINGS))
def map_inside(vocabulary: Vocabulary, statement: Statement) -> Verdict:
    """Mappings between concepts of one scheme."""
    source, _, target, _ = statement
    schemes = vocabulary.schemes_of.get(source, frozenset())
    if isinstance(target, Literal) or target == source:
        return None
    if schemes.isdisjoint(vocabulary.schemes_of.get(target, ())):
        return None
    return (
        say(
            "{property} links {name} and {target}, which are in one scheme",
            property=vocabulary.short(statement.predicate),
            name=vocabulary.name(source),
            target=vocabulary.name(target),
        ),
        say("Use skos:broader, skos:narrower or skos:related, or merge the concepts."),
    )


@rule(
    "STR-noscheme",
    Severity.WARNING,
    what=say("Where there are schemes, every concept is in one."),
    why=say("Programs that load a scheme leave the concept out."),
    bad="ex:s a skos:ConceptScheme . ex:a skos:inScheme ex:s . ex:b a skos:Concept .",
    good="ex:s a skos:ConceptScheme . ex:b a skos:Concept ; skos:inScheme ex:s .",
    source=ISO_25964,
    needs_all=True,
)
def noscheme(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Active described concepts in no scheme, where one is described."""
    if not any(True for _ in vocabulary.instances(SKOS.ConceptScheme)):
        return
    for concept in vocabulary.active_concepts:
        if not vocabulary.schemes_of.get(concept):
            yield Hit(
                say("{name} is in no scheme", name=vocabulary.name(concept)),
                say("Add skos:inScheme."),
                vocabulary.anchor(concept),
                path=SKOS.inScheme,
            )


@rule(
    "STR-cross",
    Severity.WARNING,
    what=say("Broader and narrower stay inside one scheme."),
    why=say("A hierarchy that leaves its scheme breaks where only one scheme is loaded."),
    bad="ex:a skos:inScheme ex:s ; skos:broader ex:b . ex:b skos:inScheme ex:t .",
    good="ex:a skos:inScheme ex:s ; skos:broadMatch ex:b . ex:b skos:inScheme ex:t .",
    source=ISO_25964,
)
def cross(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Hierarchical links between concepts that share no scheme though both have one."""
    for concept, parents in vocabulary.parents.items():
        for parent, statement in parents.items():
            if vocabulary.differ_in_scheme(concept, parent):
                yield Hit(
                    say(
                        "{name} and the broader {parent} are in different schemes",
                        name=vocabulary.name(concept),
                        parent=vocabulary.name(parent),
                    ),
                    say("Use skos:broadMatch, or put both in one scheme."),
                    (statement,),
                    key=(str(concept), str(parent)),
                )
