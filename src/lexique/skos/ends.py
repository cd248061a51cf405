"""Rules about what stands at the ends of properties, and about properties that do not exist."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lexique.messages import say
from lexique.model import Severity, Text
from lexique.namespaces import RDF, SKOS
from lexique.rdf import Iri, Literal, Statement
from lexique.skos.properties import LABELS, MAPPINGS, SEMANTIC
from lexique.skos.rule import Check, Hit, Rule, Verdict, each, rule
from lexique.skos.sources import REFERENCE
from lexique.skos.terms import is_unknown, meant
from lexique.skos.vocabulary import Vocabulary


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
