"""Rules about what a scheme says of itself, and about identifiers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lexique.messages import say
from lexique.model import Severity, Text
from lexique.namespaces import BASE, DCTERMS, OWL, RDFS, SKOS
from lexique.rdf import Iri, Literal, Resource, Statement, is_relative
from lexique.rdf.lexical import is_well_typed
from lexique.skos.rule import Hit, Rule, rule
from lexique.skos.sources import QSKOS
from lexique.skos.vocabulary import Vocabulary

VOCPUB = "https://w3id.org/profile/vocpub/spec"
_DC = "http://purl.org/dc/elements/1.1/"
_SDO = ("https://schema.org/", "http://schema.org/")
_FOAF = "http://xmlns.com/foaf/0.1/"


def _schemes(vocabulary: Vocabulary) -> Iterator[Resource]:
    """Yield the concept schemes that are described in the checked files."""
    for scheme in vocabulary.instances(SKOS.ConceptScheme):
        if not vocabulary.is_context(vocabulary.first_statement[scheme]):
            yield scheme


def _metadata_rule(
    name: str,
    severity: Severity,
    properties: tuple[str, ...],
    *,
    what: Text,
    missing: Text,
    example: str,
) -> Rule:
    """Return a rule that every scheme has one of `properties`; the first is the one to add."""

    def check(vocabulary: Vocabulary) -> Iterator[Hit]:
        for scheme in _schemes(vocabulary):
            if not vocabulary.of(scheme, *properties):
                yield Hit(
                    say("{name}: {missing}", name=vocabulary.name(scheme), missing=missing),
                    say("Add a line such as: {example}", example=example),
                    vocabulary.anchor(scheme),
                    path=properties[0],
                )

    return rule(
        f"MET-{name}",
        severity,
        what=what,
        why=say("Who finds the file must know what it is, whose, how old and what may be done."),
        bad="ex:s a skos:ConceptScheme .",
        good=f"ex:s a skos:ConceptScheme ; {example.rstrip(' ;')} .",
        source=VOCPUB,
    )(check)


title = _metadata_rule(
    "title",
    Severity.VIOLATION,
    (DCTERMS.title, _DC + "title", SKOS.prefLabel, RDFS.label),
    what=say("A concept scheme has a title."),
    missing=say("the scheme has no title"),
    example='dcterms:title "Animaux"@fr ;',
)
description = _metadata_rule(
    "desc",
    Severity.WARNING,
    (
        DCTERMS.description,
        _DC + "description",
        SKOS.definition,
        SKOS.note,
        SKOS.scopeNote,
        RDFS.comment,
    ),
    what=say("A concept scheme says what it is about."),
    missing=say("the scheme has no description"),
    example='dcterms:description "Les animaux domestiques."@fr ;',
)
licence = _metadata_rule(
    "licence",
    Severity.WARNING,
    (
        DCTERMS.license,
        DCTERMS.iri + "rights",
        _DC + "rights",
        "http://creativecommons.org/ns#license",
        *(base + "license" for base in _SDO),
    ),
    what=say("A concept scheme says under which licence it may be used."),
    missing=say("the scheme has no licence"),
    example="dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;",
)
creator = _metadata_rule(
    "creator",
    Severity.WARNING,
    (
        DCTERMS.creator,
        _DC + "creator",
        DCTERMS.iri + "contributor",
        _DC + "contributor",
        *(base + "creator" for base in _SDO),
    ),
    what=say("A concept scheme says who made it."),
    missing=say("the scheme names no creator"),
    example="dcterms:creator <http://example.org/me> ;",
)
publisher = _metadata_rule(
    "publisher",
    Severity.WARNING,
    (DCTERMS.publisher, _DC + "publisher", *(base + "publisher" for base in _SDO)),
    what=say("A concept scheme says who publishes it."),
    missing=say("the scheme names no publisher"),
    example="dcterms:publisher <http://example.org/us> ;",
)
created = _metadata_rule(
    "created",
    Severity.WARNING,
    (
        DCTERMS.created,
        DCTERMS.issued,
        DCTERMS.iri + "date",
        _DC + "date",
        *(base + "dateCreated" for base in _SDO),
    ),
    what=say("A concept scheme says when it was made."),
    missing=say("the scheme has no date of creation"),
    example='dcterms:created "2026-01-31"^^xsd:date ;',
)
modified = _metadata_rule(
    "modified",
    Severity.WARNING,
    (DCTERMS.modified, *(base + "dateModified" for base in _SDO)),
    what=say("A concept scheme says when it was last changed."),
    missing=say("the scheme has no date of change"),
    example='dcterms:modified "2026-01-31"^^xsd:date ;',
)
version = _metadata_rule(
    "version",
    Severity.WARNING,
    (
        OWL.versionInfo,
        OWL.iri + "versionIRI",
        "http://www.w3.org/ns/dcat#version",
        "http://purl.org/pav/version",
        DCTERMS.iri + "hasVersion",
        *(base + "version" for base in _SDO),
    ),
    what=say("A concept scheme says which version it is."),
    missing=say("the scheme has no version"),
    example='owl:versionInfo "1.0.0" ;',
)
origin = _metadata_rule(
    "origin",
    Severity.WARNING,
    (
        DCTERMS.source,
        _DC + "source",
        SKOS.historyNote,
        DCTERMS.iri + "provenance",
        "http://www.w3.org/ns/prov#wasDerivedFrom",
        DCTERMS.iri + "isVersionOf",
        *(base + "citation" for base in _SDO),
    ),
    what=say("A concept scheme says where it comes from."),
    missing=say("the scheme states no origin"),
    example='skos:historyNote "Liste dressée par le comité en 2026."@fr ;',
)


@rule(
    "MET-one-scheme",
    Severity.WARNING,
    what=say("A file holds one concept scheme."),
    why=say("Many programs take the first scheme of a file and leave the others out."),
    bad="ex:s a skos:ConceptScheme . ex:t a skos:ConceptScheme .",
    good="ex:s a skos:ConceptScheme .",
    source=VOCPUB,
)
def one_scheme(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Files that describe several schemes; our own schemes share a file on purpose."""
    if vocabulary.is_ours:
        return
    by_path: defaultdict[str, list[Resource]] = defaultdict(list)
    for scheme in _schemes(vocabulary):
        where = vocabulary.first_statement[scheme].where
        by_path[where.path if where else ""].append(scheme)
    for path, schemes in by_path.items():
        if len(schemes) > 1:
            yield Hit(
                say(
                    "the file describes {count} schemes: {names}",
                    count=len(schemes),
                    names=vocabulary.names(schemes),
                ),
                say("Put each scheme in a file of its own."),
                tuple(vocabulary.first_statement[scheme] for scheme in schemes[1:]),
                key=(path,),
            )


@rule(
    "MET-agent",
    Severity.WARNING,
    what=say("An agent is named by an address, and where it is described it has a name."),
    why=say("An address in quotes leads nowhere; an agent without name cannot be shown."),
    bad='ex:s a skos:ConceptScheme ; dcterms:creator "http://example.org/me" .',
    good="ex:s a skos:ConceptScheme ; dcterms:creator <http://example.org/me> .",
    source=VOCPUB,
)
def agent(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Creators and publishers that are an address in a text, or described without a name."""
    names = (
        RDFS.label,
        SKOS.prefLabel,
        _FOAF + "name",
        DCTERMS.title,
        *(base + "name" for base in _SDO),
    )
    for scheme in _schemes(vocabulary):
        for statement in vocabulary.of(scheme, DCTERMS.creator, DCTERMS.publisher):
            value = statement.object
            if isinstance(value, Literal):
                if re.match(r"\s*<?https?://", value.value):
                    yield Hit(
                        say(
                            "{property} is an address written as a text: {value}",
                            property=vocabulary.short(statement.predicate),
                            value=value.value,
                        ),
                        say("Write the address between < and >, without quotation marks."),
                        (statement,),
                        value=value.value,
                    )
            elif value in vocabulary.first_statement and not vocabulary.of(value, *names):
                yield Hit(
                    say(
                        "the agent {name} is described without a name", name=vocabulary.short(value)
                    ),
                    say("Add its name, such as foaf:name."),
                    vocabulary.anchor(value),
                    path=_FOAF + "name",
                )


@rule(
    "MET-date",
    Severity.VIOLATION,
    what=say("Dates are dates, and nothing is changed before it is made."),
    why=say("Programs sort and compare them."),
    bad='ex:a dcterms:created "31/12/2024" .',
    good='ex:a dcterms:created "2024-12-31"^^xsd:date .',
    source="https://www.w3.org/TR/xmlschema11-2/#date",
)
def date(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Dates that are no ISO date, and creation after change."""
    made: dict[Resource, tuple[str, Statement]] = {}
    for statement in vocabulary.stating(DCTERMS.created, DCTERMS.issued, DCTERMS.modified):
        value = statement.object
        text = value.value.strip() if isinstance(value, Literal) else ""
        if not any(
            is_well_typed(text, f"http://www.w3.org/2001/XMLSchema#{kind}")
            for kind in ("date", "dateTime", "gYear", "gYearMonth")
        ):
            # A wrong date that says it is a date is LIT-datatype's business.
            if not isinstance(value, Literal) or value.datatype.endswith(
                ("#string", "#langString")
            ):
                yield Hit(
                    say(
                        "{property} of {name} is no date: {value}",
                        property=vocabulary.short(statement.predicate),
                        name=vocabulary.name(statement.subject),
                        value=vocabulary.name(value),
                    ),
                    say('Write it as "2024-12-31"^^xsd:date.'),
                    (statement,),
                    value=text,
                )
        elif statement.predicate == DCTERMS.created:
            made[statement.subject] = (text[:10], statement)
        elif statement.predicate == DCTERMS.modified and statement.subject in made:
            begun, other = made[statement.subject]
            if text[: len(begun)] < begun[: len(text)]:
                yield Hit(
                    say(
                        "{name} is changed on {modified}, before it is made on {created}",
                        name=vocabulary.name(statement.subject),
                        modified=text,
                        created=begun,
                    ),
                    say("Correct one of the two dates."),
                    (other, statement),
                    value=text,
                )


@rule(
    "ID-http",
    Severity.WARNING,
    what=say("Concepts and schemes are identified by http or https addresses."),
    why=say("Others can look such an address up, and nobody else will use it for another thing."),
    bad="<urn:x:a> a skos:Concept .",
    good="<https://example.org/a> a skos:Concept .",
    source=QSKOS,
)
def http(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Described concepts and schemes whose identifier is no http(s) IRI."""
    for resource in dict.fromkeys([*vocabulary.described_concepts, *_schemes(vocabulary)]):
        if isinstance(resource, Iri) and is_relative(resource):
            continue
        if not resource.startswith(("http://", "https://")):
            yield Hit(
                say("{name} is not identified by a web address", name=vocabulary.short(resource)),
                say("Choose an https address that you keep for it."),
                vocabulary.anchor(resource),
                value=str(resource),
                key=(str(resource),),
            )


_OUR_NAME = re.compile(r"[a-z0-9]+(?:-{1,2}[a-z0-9]+)*")


@rule(
    "ID-pattern",
    Severity.VIOLATION,
    what=say("Identifiers follow one pattern, and no two differ only in case or a final stroke."),
    why=say("Two addresses that look alike will be taken for one another by hand and by eye."),
    bad="ex:chat a skos:Concept . ex:Chat a skos:Concept .",
    good="ex:chat a skos:Concept . ex:chien a skos:Concept .",
    source="https://www.w3.org/TR/cooluris/",
)
def pattern(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Near-identical identifiers anywhere; ours must be plain lower-case slugs."""
    seen: dict[str, Resource] = {}
    for concept in vocabulary.described_concepts:
        key = concept.casefold().rstrip("/")
        other = seen.setdefault(key, concept)
        if other != concept:
            yield Hit(
                say(
                    "{one} and {other} differ only in case or a final stroke",
                    one=vocabulary.short(concept),
                    other=vocabulary.short(other),
                ),
                say("Use one of the two throughout."),
                (*vocabulary.anchor(other), *vocabulary.anchor(concept)),
                value=str(concept),
                key=(key,),
            )
    for subject, statement in vocabulary.first_statement.items():
        name = subject.removeprefix(BASE) if isinstance(subject, Iri) else subject
        if name in (subject, "") or name.startswith("ns#") or vocabulary.is_context(statement):
            continue
        if not all(_OUR_NAME.fullmatch(part) for part in name.split("/")):
            yield Hit(
                say(
                    "{name} is no plain slug: small letters, digits and hyphens",
                    name=vocabulary.short(subject),
                ),
                say("Write the identifier without capitals, accents and underscores."),
                (statement,),
                value=str(subject),
                key=(str(subject),),
            )
