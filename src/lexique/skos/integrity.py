"""The conditions of the SKOS Reference, checked in the closure that SKOS entails."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from lexique.messages import listed, say
from lexique.model import Severity, Text
from lexique.namespaces import RDF, SKOS
from lexique.rdf import Literal, Resource, Statement, Term
from lexique.skos.properties import LABELS, MAPPINGS, SCHEME_LINKS, SEMANTIC
from lexique.skos.rule import Hit, rule
from lexique.skos.sources import REFERENCE
from lexique.skos.vocabulary import Vocabulary

_KIND_NAMES = {
    SKOS.prefLabel: say("preferred label"),
    SKOS.altLabel: say("alternative label"),
    SKOS.hiddenLabel: say("hidden label"),
}


_APART = say("Keep one of the two kinds, or give the second thing an identifier of its own.")


def of_both(
    first: Mapping[Resource, Statement],
    second: Mapping[Resource, Statement],
    judged: tuple[str, ...] = (),
) -> Iterator[tuple[Resource, tuple[Statement, Statement]]]:
    """Yield what is of two disjoint kinds, and what makes it so.

    Where one kind is stated and the other follows from a link by one of the `judged` properties,
    the link is wrong: the rules about the ends of links report it (S4, S6, S19, S20).
    """
    for resource in first.keys() & second.keys():
        causes = first[resource], second[resource]
        is_stated = any(cause.predicate == RDF.type for cause in causes)
        is_judged = any(
            cause.predicate in judged
            and (cause.object == resource or cause.predicate not in SCHEME_LINKS)
            for cause in causes
        )
        if not (is_stated and is_judged):
            yield resource, causes


def both_kinds(resource: Resource, causes: tuple[Statement, Statement], message: Text) -> Hit:
    return Hit(message, _APART, causes, value=str(resource), key=(str(resource),))


@rule(
    "SKOS-S9",
    Severity.VIOLATION,
    what=say("Nothing is both a concept and a concept scheme."),
    why=say("A scheme gathers concepts; programs would show it among its own members."),
    bad="ex:roles a skos:ConceptScheme , skos:Concept .",
    good="ex:roles a skos:ConceptScheme .",
    source=REFERENCE + "S9",
    is_condition=True,
)
def s9(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Concept schemes and concepts are disjoint, as stated or as entailed by relations."""
    links = (*SEMANTIC, *MAPPINGS, *SCHEME_LINKS)
    for resource, causes in of_both(vocabulary.concepts, vocabulary.schemes, links):
        name = vocabulary.name(resource)
        message = say("{name} is both a concept and a concept scheme", name=name)
        yield both_kinds(resource, causes, message)


@rule(
    "SKOS-S37",
    Severity.VIOLATION,
    what=say("Nothing is both a collection and a concept or a concept scheme."),
    why=say("A collection groups concepts for display; it has no place in the hierarchy."),
    bad="ex:a skos:broader ex:group . ex:group a skos:Collection .",
    good="ex:group a skos:Collection ; skos:member ex:a .",
    source=REFERENCE + "S37",
    is_condition=True,
)
def s37(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Collections are disjoint with concepts and with concept schemes."""
    collections = vocabulary.collections
    for resource, causes in of_both(vocabulary.concepts, collections, SCHEME_LINKS):
        if causes[0].predicate in (*SEMANTIC, *MAPPINGS):
            yield _linked_collection(vocabulary, resource, causes[0])
        else:
            message = say(
                "{name} is both a concept and a collection", name=vocabulary.name(resource)
            )
            yield both_kinds(resource, causes, message)
    for resource, causes in of_both(vocabulary.schemes, collections, SCHEME_LINKS):
        name = vocabulary.name(resource)
        message = say("{name} is both a concept scheme and a collection", name=name)
        yield both_kinds(resource, causes, message)


def _linked_collection(vocabulary: Vocabulary, resource: Resource, link: Statement) -> Hit:
    return Hit(
        say(
            "{name} is a collection, and {property} makes a concept of it",
            name=vocabulary.name(resource),
            property=vocabulary.short(link.predicate),
        ),
        say("Link to a concept instead; a collection has members (skos:member) only."),
        (link,),
        value=str(resource),
        key=(str(resource),),
    )


@rule(
    "SKOS-S13",
    Severity.VIOLATION,
    what=say("One text is only one kind of label of a resource: preferred, alternative or hidden."),
    why=say("The same text and language tag cannot be shown, offered and hidden at once."),
    bad='ex:a skos:prefLabel "love"@en ; skos:altLabel "love"@en .',
    good='ex:a skos:prefLabel "love"@en .',
    source=REFERENCE + "S13",
    is_condition=True,
)
def s13(vocabulary: Vocabulary) -> Iterator[Hit]:
    """The three kinds of label are pairwise disjoint; exact text and tag, never folded."""
    tables = [vocabulary.labels_by_resource(kind) for kind in LABELS]
    for resource in {**tables[1], **tables[2]}:
        seen: dict[Term, Statement] = {}
        for table in tables:
            for statement in table.get(resource, ()):
                first = seen.setdefault(statement.object, statement)
                if first.predicate != statement.predicate:
                    yield _two_kinds(vocabulary, first, statement)


def _two_kinds(vocabulary: Vocabulary, first: Statement, second: Statement) -> Hit:
    literal, resource = second.object, second.subject
    text, language = (
        literal[:2] if isinstance(literal, Literal) else (vocabulary.short(literal), "")
    )
    return Hit(
        say(
            "“{text}”{tag} is both {first} and {second} of {name}",
            text=text,
            tag=f"@{language}" if language else "",
            first=_KIND_NAMES[first.predicate],
            second=_KIND_NAMES[second.predicate],
            name=vocabulary.name(resource),
        ),
        say("Remove the weaker of the two labels."),
        (first, second),
        value=text,
        key=(str(resource), text, language),
    )


@rule(
    "SKOS-S14",
    Severity.VIOLATION,
    what=say("A resource has at most one preferred label in each language."),
    why=say("A program must know which of several labels to show."),
    bad='ex:a skos:prefLabel "love"@en ; skos:prefLabel "adoration"@en .',
    good='ex:a skos:prefLabel "love"@en ; skos:altLabel "adoration"@en .',
    source=REFERENCE + "S14",
    is_condition=True,
)
def s14(vocabulary: Vocabulary) -> Iterator[Hit]:
    """One preferred label per language tag, the missing tag included, on any resource."""
    for resource, statements in vocabulary.labels_by_resource(SKOS.prefLabel).items():
        labels = [(s.object, s) for s in statements if isinstance(s.object, Literal)]
        if len({literal.language for literal, _ in labels}) == len(labels):
            continue
        by_language: defaultdict[str, dict[str, Statement]] = defaultdict(dict)
        for literal, statement in labels:
            by_language[literal.language].setdefault(literal.value, statement)
        for language, texts in by_language.items():
            if len(texts) > 1:
                yield _several_preferred(vocabulary, resource, language, texts)


def _several_preferred(
    vocabulary: Vocabulary, resource: Resource, language: str, texts: dict[str, Statement]
) -> Hit:
    return Hit(
        say(
            "{short} has {count} preferred labels {language}: {labels}",
            short=vocabulary.short(resource),
            count=len(texts),
            language=_in_language(language),
            labels=listed(texts, quoted=True),
        ),
        say("Keep one here: the labels of a concept follow from its designations.")
        if vocabulary.is_ours
        else say("Keep one as skos:prefLabel; make the others skos:altLabel."),
        tuple(texts.values()),
        value=" | ".join(texts),
        key=(str(resource), language),
    )


@rule(
    "SKOS-S27",
    Severity.VIOLATION,
    what=say("Two related concepts are not above or below one another, however far."),
    why=say("“Related” says that neither contains the other."),
    bad="ex:a skos:broader ex:b ; skos:related ex:c . ex:b skos:broader ex:c .",
    good="ex:a skos:broader ex:b . ex:b skos:broader ex:c .",
    source=REFERENCE + "S27",
    is_condition=True,
)
def s27(vocabulary: Vocabulary) -> Iterator[Hit]:
    """`related` is disjoint with `broaderTransitive`, in the closure and in both directions."""
    pairs: dict[frozenset[Resource], list[Statement]] = {}
    for statement in vocabulary.stating(SKOS.related, SKOS.relatedMatch):
        if not isinstance(statement.object, Literal):
            pair = frozenset((statement.subject, statement.object))
            pairs.setdefault(pair, []).append(statement)
    for related in pairs.values():
        one, other = related[0].subject, related[0].object
        assert not isinstance(other, Literal)
        for lower, upper in dict.fromkeys(((one, other), (other, one))):
            chain = vocabulary.hierarchy_with_matches.path(lower, upper)
            if chain:
                yield _related_in_hierarchy(vocabulary, lower, upper, related, chain)
                break


def _related_in_hierarchy(
    vocabulary: Vocabulary,
    lower: Resource,
    upper: Resource,
    related: list[Statement],
    chain: list[Statement],
) -> Hit:
    between = _inner_nodes(lower, chain)
    message = (
        say(
            "{lower} is related to {upper} and also below it, through {between}",
            lower=vocabulary.name(lower),
            upper=vocabulary.name(upper),
            between=vocabulary.names(between),
        )
        if between
        else say(
            "{lower} is related to {upper} and also directly below it",
            lower=vocabulary.name(lower),
            upper=vocabulary.name(upper),
        )
    )
    return Hit(
        message,
        say("Remove skos:related between the two, or the broader link that puts one below."),
        (*related, chain[0]),
        value=str(upper),
        key=tuple(sorted((lower, upper))),
    )


def _inner_nodes(start: Resource, chain: list[Statement]) -> list[Resource]:
    nodes = []
    current = start
    for statement in chain[:-1]:
        ends = (statement.subject, statement.object)
        current = ends[1] if ends[0] == current else ends[0]  # type: ignore[assignment]
        nodes.append(current)
    return nodes


@rule(
    "SKOS-S46",
    Severity.VIOLATION,
    what=say("Concepts that match exactly do not also match as broader, narrower or related."),
    why=say("An exact match may be followed in chains; a second sense would spread with it."),
    bad="ex:a skos:exactMatch ex:b ; skos:broadMatch ex:b .",
    good="ex:a skos:exactMatch ex:b .",
    source=REFERENCE + "S46",
    is_condition=True,
)
def s46(vocabulary: Vocabulary) -> Iterator[Hit]:
    """`exactMatch`, made symmetric and transitive, is disjoint with the three others."""
    classes = _EqualConcepts(vocabulary.stating(SKOS.exactMatch))
    for statement in vocabulary.stating(SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch):
        one, other = statement.subject, statement.object
        if isinstance(other, Literal) or not classes.are_equal(one, other):
            continue
        yield Hit(
            say(
                "{one} and {other} match exactly and also by {property}",
                one=vocabulary.name(one),
                other=vocabulary.name(other),
                property=vocabulary.short(statement.predicate),
            ),
            say("Keep the one mapping that is true."),
            (statement, classes.statement_of[one]),
            value=str(other),
            key=(str(one), statement.predicate, str(other)),
        )


class _EqualConcepts:
    """The classes of concepts that exact matches make equal (union-find)."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.parent: dict[Resource, Resource] = {}
        self.statement_of: dict[Resource, Statement] = {}
        for statement in statements:
            if isinstance(statement.object, Literal):
                continue
            self.statement_of.setdefault(statement.subject, statement)
            self.statement_of.setdefault(statement.object, statement)
            self.parent[self.root(statement.subject)] = self.root(statement.object)

    def root(self, concept: Resource) -> Resource:
        while (parent := self.parent.setdefault(concept, concept)) != concept:
            self.parent[concept] = self.parent[parent]
            concept = parent
        return concept

    def are_equal(self, one: Resource, other: Resource) -> bool:
        return (
            one in self.statement_of
            and other in self.statement_of
            and self.root(one) == self.root(other)
        )


def _in_language(language: str) -> Text:
    if language:
        return say("in language {language}", language=language)
    return say("without language")
