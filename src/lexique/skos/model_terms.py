"""Rules about the terms of our model: groups, classes, properties, their values and codes."""

from __future__ import annotations

from collections.abc import Iterator

from lexique.messages import say
from lexique.model import Severity
from lexique.namespaces import BASE, LEX, RDF, RDFS, SKOS, VALUE
from lexique.rdf import Iri, Literal, Term
from lexique.rdf.lexical import is_well_typed
from lexique.skos.missing import led_to_nothing
from lexique.skos.properties import SEMANTIC
from lexique.skos.rule import Hit, rule
from lexique.skos.sources import MODEL
from lexique.skos.vocabulary import Vocabulary

GROUPS = {
    "role": ("Role", "roles"),
    "person": ("PersonClass", "roles"),
    "neighbour": ("Neighbour", "neighbours"),
    "level": ("Level", "levels"),
    "domain": ("Domain", "domains"),
    "status": ("Status", "statuses"),
    "training": ("Training", "trainings"),
    "mission": ("Mission", "missions"),
    "safeguard": ("Safeguard", "safeguards"),
    "experience": ("Experience", "experiences"),
    "seat": ("Seat", "seats"),
    "body": ("Body", "bodies"),
}
"""First part of the address of a concept, its class, and the scheme that it is in."""

_CODE_LISTS = {
    "livedExperience": "experience", "sameSituation": "situation", "contact": "contact",
    "addressee": "addressee", "mandate": "mandate", "teamPosition": "team", "voice": "voice",
    "levelApplicability": "level", "legalAnchor": "anchor", "neighbourKind": "kind",
}  # fmt: skip
"""Property to the code list of its values (the part of their name before the first hyphen)."""


@rule(
    "LEX-group",
    Severity.VIOLATION,
    what=say("Address, class and scheme of a concept agree."),
    why=say("The group decides what a name that leads to the concept is answered with."),
    bad="role:chat a skos:Concept , lex:Neighbour ; skos:inScheme lexique:neighbours .",
    good="role:chat a skos:Concept , lex:Role ; skos:inScheme lexique:roles .",
    source=MODEL,
    is_ours=True,
)
def group(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Concepts of our groups whose class or scheme is not that of the group."""
    for concept in vocabulary.described_concepts:
        name = concept.removeprefix(BASE).split("/")[0]
        if name not in GROUPS or concept not in vocabulary.types:
            continue
        class_name, scheme = GROUPS[name]
        is_right = {SKOS.Concept, LEX[class_name]} <= vocabulary.types[concept]
        schemes = vocabulary.schemes_of.get(concept, frozenset())
        if not is_right or schemes != {BASE + scheme}:
            yield Hit(
                say(
                    "{name} should be a skos:Concept and lex:{class_name} in lexique:{scheme}",
                    name=vocabulary.name(concept),
                    class_name=class_name,
                    scheme=scheme,
                ),
                say("Correct the class or the scheme, or move the concept to its own group."),
                tuple(vocabulary.of(concept, RDF.type, SKOS.inScheme)),
                key=(str(concept),),
            )


@rule(
    "LEX-term",
    Severity.VIOLATION,
    what=say("Every term of our ontology that is used is defined in it."),
    why=say("A misspelt property is no error for RDF: its values just vanish."),
    bad='role:chat a lex:Role ; lex:reeson "x"@fr . lex:reason a rdf:Property .',
    good='role:chat lex:reason "x"@fr . lex:reason a rdf:Property .',
    source=MODEL,
    is_ours=True,
    needs_all=True,
)
def term(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Properties and classes of our namespace that the ontology does not hold."""
    from difflib import get_close_matches

    defined = [iri for iri in vocabulary.types if iri.startswith(LEX.iri)]
    if not defined:
        return
    known = frozenset(defined)
    uses = [
        (Iri(predicate), statement)
        for predicate in list(vocabulary.predicates)
        if predicate.startswith(LEX.iri) and predicate not in known
        for statement in vocabulary.stating(predicate)
    ]
    uses += [
        (Iri(str(statement.object)), statement)
        for statement in vocabulary.stating(RDF.type)
        if str(statement.object).startswith(LEX.iri) and statement.object not in known
    ]
    for iri, statement in uses:
        near = get_close_matches(iri, defined, n=1, cutoff=0.8)
        yield Hit(
            say("our ontology has no term {name}", name=vocabulary.short(iri)),
            say("Write {near}.", near=vocabulary.short(Iri(near[0])))
            if near
            else say("Define it in vocab/ontology.ttl, or use a term that is there."),
            (statement,),
            value=str(iri),
        )


@rule(
    "LEX-reference",
    Severity.VIOLATION,
    what=say("What a statement refers to in our namespace is described."),
    why=say("A reference to nothing is a misspelling or a block that was forgotten."),
    bad="role:chat a lex:Role ; lex:domain domain:sion .",
    good="role:chat a lex:Role ; lex:domain domain:soin . domain:soin a lex:Domain .",
    source=MODEL,
    is_ours=True,
    needs_all=True,
)
def reference(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Objects below our base of which nothing is said.

    Those that relations lead to have STR-dangling, those that designations lead to MAP-total.
    """
    yield from led_to_nothing(vocabulary, but={*SEMANTIC, SKOS.member, LEX["designates"]})


@rule(
    "LEX-range",
    Severity.VIOLATION,
    what=say("A property of our ontology has values of the kind that the ontology asks for."),
    why=say("A source where a level should be cannot be compared or shown."),
    bad="lex:domain a rdf:Property ; rdfs:range lex:Domain . "
    "role:chat a lex:Role ; lex:domain status:benevole . status:benevole a lex:Status .",
    good="lex:domain a rdf:Property ; rdfs:range lex:Domain . "
    "role:chat a lex:Role ; lex:domain domain:soin . domain:soin a lex:Domain .",
    source=MODEL,
    is_ours=True,
)
def range_(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Values outside the stated rdfs:range: classes, texts with language, datatypes."""
    for statement in list(vocabulary.stating(RDFS.range)):
        ranges = vocabulary.values(statement.subject, RDFS.range)
        if not statement.subject.startswith(LEX.iri) or len(ranges) != 1:
            continue
        for use in vocabulary.stating(str(statement.subject)):
            if not _is_in_range(vocabulary, use.object, str(ranges[0])):
                yield Hit(
                    say(
                        "{property} of {name} should be a {range}",
                        property=vocabulary.short(use.predicate),
                        name=vocabulary.short(use.subject),
                        range=vocabulary.short(ranges[0]),
                    ),
                    say("Write a value of that kind."),
                    (use,),
                    value=use.object.value if isinstance(use.object, Literal) else str(use.object),
                )


def _is_in_range(vocabulary: Vocabulary, value: Term, wanted: str) -> bool:
    if isinstance(value, Literal):
        if wanted == RDF.langString:
            return bool(value.language)
        return value.datatype == wanted and is_well_typed(value.value, wanted)
    if wanted.startswith("http://www.w3.org/2001/XMLSchema#") or wanted == RDF.langString:
        return False
    classes = vocabulary.types.get(value)
    # Of what is not described, LEX-reference speaks.
    return not classes or any(_is_below(vocabulary, kind, wanted) for kind in classes)


def _is_below(vocabulary: Vocabulary, kind: Term, wanted: str) -> bool:
    seen: set[Term] = set()
    waiting = [kind]
    for current in waiting:
        if current == wanted:
            return True
        if not isinstance(current, Literal) and current not in seen:
            seen.add(current)
            waiting += vocabulary.values(current, RDFS.subClassOf)
    return False


@rule(
    "LEX-code",
    Severity.VIOLATION,
    what=say("A characteristic has values of its own code list."),
    why=say("Two roles can be compared only by values of the same list."),
    bad="role:chat a lex:Role ; lex:voice value:team-member .",
    good="role:chat a lex:Role ; lex:voice value:voice-none .",
    source=MODEL,
    is_ours=True,
)
def code(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Values whose name does not begin with the code list of the property."""
    for name, code_list in _CODE_LISTS.items():
        for statement in vocabulary.stating(LEX[name]):
            if not str(statement.object).startswith(VALUE[f"{code_list}-"]):
                yield Hit(
                    say(
                        "{property} of {name} takes values value:{list}-..., not {value}",
                        property=vocabulary.short(statement.predicate),
                        name=vocabulary.name(statement.subject),
                        list=code_list,
                        value=vocabulary.short(statement.object),
                    ),
                    say("Choose a value of the list in vocab/values.ttl."),
                    (statement,),
                    value=str(statement.object),
                )
