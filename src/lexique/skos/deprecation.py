"""Rules about what is withdrawn: old data must still find its way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lexique.messages import say
from lexique.model import Severity
from lexique.namespaces import DCTERMS, LEX, OWL, RDFS, SKOS, XSD
from lexique.rdf import Literal, Resource, Statement
from lexique.skos.hierarchy import Hierarchy
from lexique.skos.missing import MOST_PLACES, led_to
from lexique.skos.properties import LABELS, NOTES, SEMANTIC
from lexique.skos.rule import Hit, Verdict, each, rule
from lexique.skos.sources import ROBOT, SKOSMOS
from lexique.skos.vocabulary import Vocabulary

_REASONS = (
    *(note for note in NOTES if note not in (SKOS.definition, SKOS.example)),
    RDFS.seeAlso,
    RDFS.comment,
)


@rule(
    "DEP-boolean",
    Severity.VIOLATION,
    what=say("owl:deprecated is true, as xsd:boolean."),
    why=say("Programs look for the boolean; “yes” or a text keeps the concept in use."),
    bad='ex:a a skos:Concept ; owl:deprecated "true" .',
    good="ex:a a skos:Concept ; owl:deprecated true .",
    source=ROBOT + "deprecated_boolean_datatype",
)
@each(lambda vocabulary: vocabulary.stating(OWL.deprecated))
def boolean(vocabulary: Vocabulary, statement: Statement) -> Verdict:
    """owl:deprecated with another value than a boolean."""
    value = statement.object
    if isinstance(value, Literal) and value.datatype == XSD.boolean:
        return None
    return (
        say("owl:deprecated of {name} is no boolean", name=vocabulary.name(statement.subject)),
        say("Write owl:deprecated true, without quotation marks."),
    )


@rule(
    "DEP-successor",
    Severity.WARNING,
    what=say("A withdrawn concept names its successor, or says why it has none."),
    why=say("Data that use it must be brought somewhere."),
    bad='ex:a a skos:Concept ; skos:prefLabel "chat"@fr ; owl:deprecated true .',
    good='ex:a a skos:Concept ; skos:prefLabel "chat"@fr ; owl:deprecated true ; '
    "dcterms:isReplacedBy ex:b . ex:b a skos:Concept .",
    source=SKOSMOS,
)
def successor(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Deprecated concepts without isReplacedBy, note or reference; designated ones: MAP-total."""
    designated = {statement.object for statement in vocabulary.stating(LEX["designates"])}
    for concept in vocabulary.described_concepts:
        if (
            concept in vocabulary.deprecated
            and concept not in designated
            and not has_successor_or_reason(vocabulary, concept)
        ):
            yield Hit(
                say(
                    "{name} is withdrawn without successor or reason", name=vocabulary.name(concept)
                ),
                say("Add dcterms:isReplacedBy, or a skos:historyNote that says why nothing does."),
                tuple(vocabulary.of(concept, OWL.deprecated)),
                path=DCTERMS.isReplacedBy,
            )


def has_successor_or_reason(vocabulary: Vocabulary, concept: Resource) -> bool:
    """Return whether a withdrawn concept names what replaces it, or says why nothing does."""
    return bool(vocabulary.of(concept, DCTERMS.isReplacedBy, *_REASONS))


def _replacements(vocabulary: Vocabulary) -> Iterator[tuple[Statement, Resource]]:
    for statement in vocabulary.stating(DCTERMS.isReplacedBy):
        if not isinstance(statement.object, Literal) and vocabulary.is_concept(statement.subject):
            yield statement, statement.object


@rule(
    "DEP-misused",
    Severity.VIOLATION,
    what=say("Only a withdrawn concept is replaced."),
    why=say("A concept that is replaced and in use at once is neither."),
    bad="ex:a a skos:Concept ; dcterms:isReplacedBy ex:b .",
    good="ex:a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy ex:b .",
    source=ROBOT + "misused_replaced_by",
)
def misused(vocabulary: Vocabulary) -> Iterator[Hit]:
    """isReplacedBy on active concepts."""
    for statement, target in _replacements(vocabulary):
        if statement.subject not in vocabulary.deprecated:
            yield Hit(
                say(
                    "{name} is replaced by {target} without being withdrawn",
                    name=vocabulary.name(statement.subject),
                    target=vocabulary.name(target),
                ),
                say("Add owl:deprecated true, or remove dcterms:isReplacedBy."),
                (statement,),
                value=str(target),
            )


@rule(
    "DEP-target",
    Severity.VIOLATION,
    what=say("The successor of a concept exists, in the same scheme."),
    why=say("Data that are brought to it must find it."),
    bad="ex:a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy ex:nothing .",
    good="ex:a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy ex:b . "
    "ex:b a skos:Concept .",
    source=SKOSMOS,
    needs_all=True,
)
def target(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Successors in the namespace of which nothing is said, or that are in another scheme."""
    for statement, replacement in _replacements(vocabulary):
        name = vocabulary.name(statement.subject)
        if replacement not in vocabulary.first_statement:
            if _namespace(replacement) != _namespace(statement.subject):
                continue
            what = say(
                "{name} is replaced by {target}, of which nothing is said",
                name=name,
                target=vocabulary.short(replacement),
            )
        elif vocabulary.differ_in_scheme(statement.subject, replacement):
            what = say(
                "{name} is replaced by {target}, which is in another scheme",
                name=name,
                target=vocabulary.name(replacement),
            )
        else:
            continue
        yield Hit(
            what,
            say("Name a successor that is described and in the same scheme."),
            (statement,),
            value=str(replacement),
        )


def _namespace(resource: Resource) -> str:
    return resource[: max(resource.rfind("#"), resource.rfind("/")) + 1]


@rule(
    "DEP-chain",
    Severity.VIOLATION,
    what=say("A successor is itself in use."),
    why=say("Who follows the replacement should arrive in one step."),
    bad="ex:a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy ex:b . "
    "ex:b a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy ex:c . ex:c a skos:Concept .",
    good="ex:a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy ex:c . "
    "ex:b a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy ex:c . ex:c a skos:Concept .",
    source=SKOSMOS,
)
def chain(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Successors that are withdrawn, unless they lead back (that is DEP-loop)."""
    for statement, replacement in _replacements(vocabulary):
        if replacement not in vocabulary.deprecated:
            continue
        end = _followed(vocabulary, replacement)
        if end is None or end == statement.subject:
            continue
        yield Hit(
            say(
                "{name} is replaced by {target}, which is withdrawn itself",
                name=vocabulary.name(statement.subject),
                target=vocabulary.name(replacement),
            ),
            say("Name the concept that is in use: {end}.", end=vocabulary.name(end)),
            (statement,),
            value=str(replacement),
        )


def _followed(vocabulary: Vocabulary, start: Resource) -> Resource | None:
    """Return where the replacements of `start` end, or None where they go round in a loop."""
    seen: set[Resource] = set()
    current = start
    while current not in seen:
        seen.add(current)
        following = [
            value
            for value in vocabulary.values(current, DCTERMS.isReplacedBy)
            if not isinstance(value, Literal)
        ]
        if not following:
            return current
        current = following[0]
    return None


@rule(
    "DEP-loop",
    Severity.VIOLATION,
    what=say("Replacements do not lead back to where they began."),
    why=say("Old data would never arrive."),
    bad="ex:a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy ex:b . "
    "ex:b a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy ex:a .",
    good="ex:a a skos:Concept ; owl:deprecated true ; dcterms:isReplacedBy ex:b . "
    "ex:b a skos:Concept .",
    source=SKOSMOS,
)
def loop(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Loops of isReplacedBy."""
    links: defaultdict[Resource, dict[Resource, Statement]] = defaultdict(dict)
    for statement, replacement in _replacements(vocabulary):
        links[statement.subject][replacement] = statement
        if replacement == statement.subject:
            yield Hit(
                say("{name} is replaced by itself", name=vocabulary.name(replacement)),
                say("Name another successor, or none."),
                (statement,),
            )
    for chain, members in Hierarchy(links).loops:
        yield Hit(
            say(
                "{names} replace one another in a loop",
                names=vocabulary.names(statement.subject for statement in chain),
            ),
            say("Let one of them be in use, and the others be replaced by it."),
            tuple(chain),
            key=tuple(sorted(members)),
        )


@rule(
    "DEP-used",
    Severity.VIOLATION,
    what=say("A concept in use is not linked to a withdrawn one."),
    why=say("Readers would be led to what should no longer be used."),
    bad="ex:a a skos:Concept ; skos:broader ex:b . ex:b a skos:Concept ; owl:deprecated true .",
    good="ex:a a skos:Concept ; skos:broader ex:c . ex:c a skos:Concept .",
    source=ROBOT + "deprecated_class_reference",
)
def used(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Withdrawn concepts to which relations and memberships of active resources lead."""
    uses: defaultdict[Resource, list[Statement]] = defaultdict(list)
    for statement in vocabulary.stating(*SEMANTIC, SKOS.member, SKOS.hasTopConcept):
        target = statement.object
        is_left = target in vocabulary.deprecated and statement.subject not in vocabulary.deprecated
        if is_left and not isinstance(target, Literal):
            uses[target].append(statement)
    for target, statements in uses.items():
        yield Hit(
            led_to(vocabulary, statements, say("which is withdrawn")),
            say("Link to the successor instead."),
            tuple(statements[:MOST_PLACES]),
            value=str(target),
            key=(str(target),),
        )


@rule(
    "DEP-label-reuse",
    Severity.VIOLATION,
    what=say("The label of a withdrawn concept is taken over by its successor only."),
    why=say("Old data with that label would be read as the new concept."),
    bad='ex:a a skos:Concept ; skos:prefLabel "chat"@fr ; owl:deprecated true . '
    'ex:b a skos:Concept ; skos:prefLabel "chat"@fr .',
    good='ex:a a skos:Concept ; skos:prefLabel "chat"@fr ; owl:deprecated true ; '
    'dcterms:isReplacedBy ex:b . ex:b a skos:Concept ; skos:prefLabel "chat"@fr .',
    source=SKOSMOS,
)
def label_reuse(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Preferred labels of withdrawn concepts that an unrelated active concept prefers."""
    active: defaultdict[Literal, list[tuple[Resource, Statement]]] = defaultdict(list)
    for resource, literal, statement in vocabulary.labels(SKOS.prefLabel):
        if vocabulary.is_concept(resource) and resource not in vocabulary.deprecated:
            active[literal].append((resource, statement))
    for resource, literal, statement in vocabulary.labels(SKOS.prefLabel):
        if resource not in vocabulary.deprecated or not vocabulary.is_concept(resource):
            continue
        successors = vocabulary.values(resource, DCTERMS.isReplacedBy)
        for other, other_statement in active.get(literal, ()):
            if other not in successors:
                yield Hit(
                    say(
                        "“{text}”@{tag}, the label of the withdrawn {name}, is now that of {other}",
                        text=literal.value,
                        tag=literal.language,
                        name=vocabulary.short(resource),
                        other=vocabulary.name(other),
                    ),
                    say("State the replacement, or choose another label."),
                    (statement, other_statement),
                    value=literal.value,
                    key=(str(resource), str(other), literal.value, literal.language),
                )


@rule(
    "DEP-history",
    Severity.WARNING,
    what=say("A withdrawn concept keeps its labels."),
    why=say("So that data which use it can still be read."),
    bad="ex:a a skos:Concept ; owl:deprecated true .",
    good='ex:a a skos:Concept ; owl:deprecated true ; skos:prefLabel "chat"@fr .',
    source=SKOSMOS,
)
def history(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Withdrawn concepts without any label."""
    for concept in vocabulary.described_concepts:
        if concept in vocabulary.deprecated and not vocabulary.of(concept, *LABELS, RDFS.label):
            yield Hit(
                say("the withdrawn {name} has lost its labels", name=vocabulary.short(concept)),
                say("Give it back the label that it had, as skos:prefLabel."),
                vocabulary.anchor(concept),
                path=SKOS.prefLabel,
            )
