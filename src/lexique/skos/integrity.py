"""The conditions of the SKOS Reference, checked in the closure that SKOS entails."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from lexique.messages import listed, say
from lexique.model import Severity, Text
from lexique.namespaces import RDF, SKOS, SKOSXL
from lexique.rdf import Iri, Literal, Resource, Statement, Term
from lexique.skos.hierarchy import Hierarchy
from lexique.skos.rule import Check, Hit, Rule, Verdict, each, rule
from lexique.skos.terms import is_unknown, meant
from lexique.skos.vocabulary import (
    LABELS,
    MAPPINGS,
    SCHEME_LINKS,
    SEMANTIC,
    XL_LABELS,
    Vocabulary,
)

REFERENCE = "https://www.w3.org/TR/skos-reference/#"
_KIND_NAMES = {
    SKOS.prefLabel: say("preferred label"),
    SKOS.altLabel: say("alternative label"),
    SKOS.hiddenLabel: say("hidden label"),
}


_APART = say("Keep one of the two kinds, or give the second thing an identifier of its own.")


def _of_both(
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


def _both(resource: Resource, causes: tuple[Statement, Statement], message: Text) -> Hit:
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
    for resource, causes in _of_both(vocabulary.concepts, vocabulary.schemes, links):
        name = vocabulary.name(resource)
        message = say("{name} is both a concept and a concept scheme", name=name)
        yield _both(resource, causes, message)


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
    for resource, causes in _of_both(vocabulary.concepts, collections, SCHEME_LINKS):
        if causes[0].predicate in (*SEMANTIC, *MAPPINGS):
            yield _linked_collection(vocabulary, resource, causes[0])
        else:
            message = say(
                "{name} is both a concept and a collection", name=vocabulary.name(resource)
            )
            yield _both(resource, causes, message)
    for resource, causes in _of_both(vocabulary.schemes, collections, SCHEME_LINKS):
        name = vocabulary.name(resource)
        message = say("{name} is both a concept scheme and a collection", name=name)
        yield _both(resource, causes, message)


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


def _range(
    predicates: tuple[str, ...],
    *,
    end: str,
    right: tuple[str, ...],
    wrong: tuple[str, ...],
    message: Callable[[str, Text], Text],
) -> Check:
    """Return a check that the subject or object (`end`) of `predicates` is of no `wrong` class.

    A resource without a type breaks nothing: SKOS entails its type. One that is stated to be of
    the right class as well breaks a rule of its own (S9, S37).
    """

    def check(vocabulary: Vocabulary) -> Iterator[Hit]:
        for statement in vocabulary.stating(*predicates):
            resource = statement.subject if end == "subject" else statement.object
            if isinstance(resource, Literal):
                is_wrong = True
            else:
                types = vocabulary.types.get(resource, set())
                is_wrong = types.isdisjoint(right) and not types.isdisjoint(wrong)
            if is_wrong:
                yield Hit(
                    message(vocabulary.short(statement.predicate), vocabulary.name(resource)),
                    say("Point the property at the right resource, or use another property."),
                    (statement,),
                    value=resource.value if isinstance(resource, Literal) else str(resource),
                )

    return check


_COLLECTIONS = (SKOS.Collection, SKOS.OrderedCollection)
_CONCEPTS, _SCHEMES = (SKOS.Concept,), (SKOS.ConceptScheme,)


def _range_rule(
    rule_id: str,
    check: Check,
    *,
    what: Text,
    bad: str,
    good: str,
) -> Rule:
    return rule(
        rule_id,
        Severity.VIOLATION,
        what=what,
        why=say("SKOS defines what stands at each end of its properties; programs rely on it."),
        bad=bad,
        good=good,
        source=REFERENCE + rule_id.removeprefix("SKOS-"),
        is_condition=True,
    )(check)


@each(lambda vocabulary: vocabulary.stating(*LABELS))
def _no_plain_label(vocabulary: Vocabulary, statement: Statement) -> Verdict:
    value = statement.object
    if isinstance(value, Literal) and (value.language or value.datatype.endswith("#string")):
        return None
    return (
        say(
            "a label of {name} is no plain text: {value}",
            name=vocabulary.short(statement.subject),
            value=vocabulary.short(value),
        ),
        say('Write the label as a text with its language: "..."@fr.'),
    )


s4 = _range_rule(
    "SKOS-S4",
    _range(
        (SKOS.inScheme, SKOS.topConceptOf),
        end="object",
        right=_SCHEMES,
        wrong=(*_CONCEPTS, *_COLLECTIONS),
        message=lambda property, name: say(
            "{property} points at {name}, which is no concept scheme", property=property, name=name
        ),
    ),
    what=say("skos:inScheme and skos:topConceptOf point at a concept scheme."),
    bad="ex:a skos:inScheme ex:b . ex:b a skos:Concept .",
    good="ex:a skos:inScheme ex:b . ex:b a skos:ConceptScheme .",
)
s6 = _range_rule(
    "SKOS-S6",
    _range(
        (SKOS.hasTopConcept,),
        end="object",
        right=_CONCEPTS,
        wrong=(*_SCHEMES, *_COLLECTIONS),
        message=lambda property, name: say(
            "{property} points at {name}, which is no concept", property=property, name=name
        ),
    ),
    what=say("skos:hasTopConcept points at a concept."),
    bad="ex:s skos:hasTopConcept ex:g . ex:g a skos:Collection .",
    good="ex:s skos:hasTopConcept ex:a . ex:a a skos:Concept .",
)
s12 = _range_rule(
    "SKOS-S12",
    _no_plain_label,
    what=say("A label is a plain text, with or without language tag: no IRI, no typed value."),
    bad="ex:a skos:prefLabel <http://example.org/chat> .",
    good='ex:a skos:prefLabel "chat"@fr .',
)
s19 = _range_rule(
    "SKOS-S19",
    _range(
        (*SEMANTIC, *MAPPINGS),
        end="subject",
        right=_CONCEPTS,
        wrong=_SCHEMES,
        message=lambda property, name: say(
            "{name}, which is no concept, has {property}", property=property, name=name
        ),
    ),
    what=say("Only concepts have semantic relations and mappings."),
    bad="ex:s a skos:ConceptScheme ; skos:broader ex:b .",
    good="ex:a a skos:Concept ; skos:broader ex:b .",
)
s20 = _range_rule(
    "SKOS-S20",
    _range(
        (*SEMANTIC, *MAPPINGS),
        end="object",
        right=_CONCEPTS,
        wrong=_SCHEMES,
        message=lambda property, name: say(
            "{property} points at {name}, which is no concept", property=property, name=name
        ),
    ),
    what=say("Semantic relations and mappings point at concepts."),
    bad="ex:a skos:related ex:s . ex:s a skos:ConceptScheme .",
    good="ex:a skos:related ex:b . ex:b a skos:Concept .",
)
s31 = _range_rule(
    "SKOS-S31",
    _range(
        (SKOS.member,),
        end="object",
        right=(*_CONCEPTS, *_COLLECTIONS),
        wrong=_SCHEMES,
        message=lambda property, name: say(
            "{property} points at {name}, which is neither concept nor collection",
            property=property,
            name=name,
        ),
    ),
    what=say("The members of a collection are concepts or collections."),
    bad="ex:g skos:member ex:s . ex:s a skos:ConceptScheme .",
    good="ex:g skos:member ex:a . ex:a a skos:Concept .",
)


@rule(
    "SKOS-S15",
    Severity.WARNING,
    what=say("A notation is a typed code and has no language tag."),
    why=say("A notation is the same in every language; its datatype names the system of codes."),
    bad='ex:a skos:notation "303"@en .',
    good='ex:a skos:notation "303"^^ex:Code .',
    source=REFERENCE + "S15",
)
@each(lambda vocabulary: vocabulary.stating(SKOS.notation))
def s15(vocabulary: Vocabulary, statement: Statement) -> Verdict:
    """Notations with a language tag, or that are IRIs. A plain string is let pass: all use it."""
    value = statement.object
    if isinstance(value, Literal) and not value.language:
        return None
    return (
        say(
            "the notation {value} of {name} is no code without language",
            value=vocabulary.name(value),
            name=vocabulary.name(statement.subject),
        ),
        say("Write the code as a text without language tag."),
    )


@rule(
    "SKOS-S24",
    Severity.WARNING,
    what=say("broaderTransitive and narrowerTransitive are derived, never stated by hand."),
    why=say("A derived statement goes out of step at the next change of the hierarchy."),
    bad="ex:a skos:broaderTransitive ex:c .",
    good="ex:a skos:broader ex:b . ex:b skos:broader ex:c .",
    source=REFERENCE + "S24",
)
@each(lambda vocabulary: vocabulary.stating(SKOS.broaderTransitive, SKOS.narrowerTransitive))
def s24(vocabulary: Vocabulary, statement: Statement) -> Verdict:
    """Every stated transitive relation."""
    return (
        say(
            "{property} of {name} is stated by hand",
            property=vocabulary.short(statement.predicate),
            name=vocabulary.name(statement.subject),
        ),
        say("State skos:broader for each step; the rest follows."),
    )


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


@rule(
    "SKOS-NS",
    Severity.VIOLATION,
    what=say("Every term of the SKOS namespace that is used exists in SKOS."),
    why=say("A misspelt property is no error for RDF: its values just vanish for every program."),
    bad='ex:a a skos:Concept ; skos:prefLable "chat"@fr .',
    good='ex:a a skos:Concept ; skos:prefLabel "chat"@fr .',
    source=REFERENCE + "vocab",
)
def ns(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Unknown and withdrawn terms of the SKOS and SKOS-XL namespaces, in any position."""
    for predicate in list(vocabulary.predicates):
        if is_unknown(predicate):
            for statement in vocabulary.stating(predicate):
                yield _unknown_term(vocabulary, predicate, statement)
    for statement in vocabulary.stating(RDF.type):
        if isinstance(statement.object, Iri) and is_unknown(statement.object):
            yield _unknown_term(vocabulary, statement.object, statement)


def _unknown_term(vocabulary: Vocabulary, iri: str, statement: Statement) -> Hit:
    near = meant(iri)
    return Hit(
        say(
            "SKOS has no term {short} (used by {name})",
            short=vocabulary.short(Iri(iri)),
            name=vocabulary.name(statement.subject),
        ),
        say("Write {term}.", term=vocabulary.short(Iri(near)))
        if near
        else say("Use a term of the SKOS Reference, or one of your own namespace."),
        (statement,),
        value=iri,
    )


@rule(
    "SKOS-XL-1",
    Severity.VIOLATION,
    what=say("A skosxl:Label has exactly one literal form."),
    why=say("The literal form is the label itself."),
    bad='ex:l a skosxl:Label ; skosxl:literalForm "a"@fr , "b"@fr .',
    good='ex:l a skosxl:Label ; skosxl:literalForm "a"@fr .',
    source=REFERENCE + "S52",
    is_condition=True,
)
def xl_1(vocabulary: Vocabulary) -> Iterator[Hit]:
    """XL labels with no literal form, or several."""
    for label in vocabulary.instances(SKOSXL.Label):
        forms = vocabulary.of(label, SKOSXL.literalForm)
        if len({statement.object for statement in forms}) != 1:
            yield Hit(
                say(
                    "{name} has {count} literal forms; it needs exactly one",
                    name=vocabulary.short(label),
                    count=len(forms),
                ),
                say("Write one skosxl:literalForm; make another label for another form."),
                tuple(forms) or vocabulary.anchor(label),
                path=SKOSXL.literalForm,
                key=(str(label),),
            )


@rule(
    "SKOS-XL-2",
    Severity.VIOLATION,
    what=say("A skosxl:Label is no concept, concept scheme or collection."),
    why=say("A term is not the thing that it names."),
    bad='ex:l a skosxl:Label , skos:Concept ; skosxl:literalForm "a"@fr .',
    good='ex:l a skosxl:Label ; skosxl:literalForm "a"@fr .',
    source=REFERENCE + "S48",
    is_condition=True,
)
def xl_2(vocabulary: Vocabulary) -> Iterator[Hit]:
    """XL labels that are something else as well."""
    labels = {label: vocabulary.anchor(label)[0] for label in vocabulary.instances(SKOSXL.Label)}
    for others in (vocabulary.concepts, vocabulary.schemes, vocabulary.collections):
        for resource, causes in _of_both(labels, others):
            name = vocabulary.name(resource)
            message = say("{name} is both a SKOS-XL label and something else", name=name)
            yield _both(resource, causes, message)


@rule(
    "SKOS-XL-3",
    Severity.WARNING,
    what=say("A SKOS-XL label also stands as plain label."),
    why=say("Most SKOS programs read plain labels only."),
    bad='ex:a skosxl:prefLabel ex:l . ex:l a skosxl:Label ; skosxl:literalForm "a"@fr .',
    good='ex:a skosxl:prefLabel ex:l ; skos:prefLabel "a"@fr . '
    'ex:l a skosxl:Label ; skosxl:literalForm "a"@fr .',
    source=REFERENCE + "S55",
)
def xl_3(vocabulary: Vocabulary) -> Iterator[Hit]:
    """XL labels without their plain label."""
    for kind, xl_kind in zip(LABELS, XL_LABELS, strict=True):
        for statement in vocabulary.stating(xl_kind):
            if isinstance(statement.object, Literal):
                continue
            plain = vocabulary.literals(statement.subject, kind)
            # A second preferred label has a rule of its own, S14.
            taken = {label.language for label in plain} if kind == SKOS.prefLabel else set()
            for form in vocabulary.literals(statement.object, SKOSXL.literalForm):
                if form not in plain and form.language not in taken:
                    yield Hit(
                        say(
                            "the SKOS-XL label “{text}” of {name} has no plain label",
                            text=form.value,
                            name=vocabulary.name(statement.subject),
                        ),
                        say(
                            "Add {property} with the same text and language.",
                            property=vocabulary.short(Iri(kind)),
                        ),
                        (statement,),
                        value=form.value,
                    )


def _in_language(language: str) -> Text:
    if language:
        return say("in language {language}", language=language)
    return say("without language")
