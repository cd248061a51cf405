"""What is readable and yet wrong with a document: any RDF, before SKOS is looked at."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lexique.messages import say
from lexique.model import Severity, Source, Text
from lexique.namespaces import OWL, SH, WELL_KNOWN, XSD
from lexique.rdf import DOCUMENT_BASE, Iri, Literal, Statement, is_relative
from lexique.rdf.lexical import is_well_typed
from lexique.skos.properties import LABELS
from lexique.skos.rule import Hit, Verdict, each, rule
from lexique.skos.vocabulary import Vocabulary

_NEVER_ANOTHER = frozenset({"rdf", "rdfs", "owl", "xsd", "skos", "skosxl", "lex", "lexique"})
"""Prefixes that nobody uses for anything else; `sh` or `dc` may be."""


@rule(
    "ID-relative",
    Severity.VIOLATION,
    what=say("Every identifier is a whole address, or the document says what it is relative to."),
    why=say("A relative address means another thing in every place to which the file is copied."),
    bad="<patient> a skos:Concept .",
    good="@base <http://example.org/> . <patient> a skos:Concept .",
    source="https://www.rfc-editor.org/rfc/rfc3986#section-5.1",
)
def id_relative(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Relative IRIs in a document without base: one finding for each such IRI."""
    for iri, statement in vocabulary.iris.items():
        if is_relative(iri):
            yield Hit(
                say(
                    "the address {iri} is relative and the document has no base",
                    iri=vocabulary.short(iri),
                ),
                say("Write the whole address, or declare a base at the top: @base <http://…/> ."),
                (statement,),
                value=iri.removeprefix(DOCUMENT_BASE),
                key=(str(iri),),
            )


@rule(
    "ID-prefix",
    Severity.VIOLATION,
    what=say("A well-known prefix stands for its well-known namespace."),
    why=say("With skos: bound elsewhere, every label vanishes without a word."),
    bad='@prefix skos: <http://www.w3.org/2004/02/skos/c0re#> . ex:a skos:prefLabel "a"@fr .',
    good='@prefix skos: <http://www.w3.org/2004/02/skos/core#> . ex:a skos:prefLabel "a"@fr .',
    source="https://prefix.cc/",
)
def id_prefix(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Prefixes bound to another namespace than their own, and names whose prefix was left alone."""
    for document in vocabulary.documents:
        for prefix, namespace, where in document.prefixes:
            rightful = WELL_KNOWN[prefix] if prefix in _NEVER_ANOTHER else ()
            if rightful and namespace not in rightful:
                yield Hit(
                    say(
                        "the prefix {prefix}: stands for <{namespace}>, not for <{rightful}>",
                        prefix=prefix,
                        namespace=namespace,
                        rightful=rightful[0],
                    ),
                    say("Correct the address of the prefix, or choose another prefix."),
                    (Statement(Iri(namespace), Iri(SH["prefix"]), Literal(prefix), where),),
                    value=namespace,
                    key=(prefix, namespace),
                )
    yield from _unexpanded_names(vocabulary)


def _unexpanded_names(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Yield IRIs such as `skos:prefLabel`, which is what a JSON-LD key without context becomes."""
    for iri, statement in vocabulary.iris.items():
        prefix, _, local = iri.partition(":")
        if prefix in WELL_KNOWN and not local.startswith("//"):
            yield Hit(
                say("{name} is not expanded: its prefix is not declared", name=str(iri)),
                say(
                    "Declare the prefix {prefix}: with the address <{namespace}>.",
                    prefix=prefix,
                    namespace=WELL_KNOWN[prefix][0],
                ),
                (statement,),
                value=str(iri),
                key=(str(iri),),
            )


@rule(
    "ID-dropped",
    Severity.VIOLATION,
    what=say("Every key of a JSON-LD document is defined by its context."),
    why=say("JSON-LD drops a key that it does not know, with all that it holds, and says nothing."),
    bad='{"@id": "http://example.org/a", "prefLabel": "a"}',
    good='{"@context": {"prefLabel": "http://www.w3.org/2004/02/skos/core#prefLabel"}, '
    '"@id": "http://example.org/a", "prefLabel": "a"}',
    source="https://www.w3.org/TR/json-ld11/#terms",
)
def id_dropped(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Keys of JSON-LD that became no statement, at each of their places."""
    for document in vocabulary.documents:
        for dropped in document.dropped_keys:
            where = Source(document.path, dropped.line, dropped.column)
            yield Hit(
                say(
                    "the key “{key}” is defined nowhere and was dropped with its value",
                    key=dropped.key,
                ),
                say("Define the key in an @context of the file, or write its whole address."),
                (Statement(Iri(""), Iri(dropped.key), Literal(""), where),),
                value=dropped.key,
                key=(document.path, dropped.key, str(dropped.line)),
            )


@rule(
    "LIT-datatype",
    Severity.VIOLATION,
    what=say("A typed value has a form that its datatype allows."),
    why=say("A date such as 2024-W01 or 31/12/2024 cannot be compared or sorted by any program."),
    bad='ex:a dcterms:created "2024-02-31"^^xsd:date .',
    good='ex:a dcterms:created "2024-02-29"^^xsd:date .',
    source="https://www.w3.org/TR/xmlschema11-2/",
)
def lit_datatype(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Literals whose text is not in the lexical space of their datatype; a label has none (S12)."""
    known: dict[Literal, bool] = {}
    for statement in vocabulary.statements:
        value = statement.object
        if not isinstance(value, Literal) or value.language or statement.predicate in LABELS:
            continue
        if value not in known:
            known[value] = is_well_typed(value.value, value.datatype)
        if not known[value]:
            yield Hit(
                say(
                    "“{text}” is no {datatype}",
                    text=value.value[:60],
                    datatype=vocabulary.short(value.datatype),
                ),
                _right_form(value),
                (statement,),
                value=value.value,
            )


_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def _right_form(value: Literal) -> Text:
    """Return how to mend an ill-typed value; a date with the day first is turned round."""
    if value.datatype != XSD.date:
        return say("Correct the value, or give it the datatype that fits.")
    if match := _DAY_FIRST.fullmatch(value.value.strip()):
        turned = f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}"
        if is_well_typed(turned, XSD.date):
            return say("Write year, month, day: “{date}”.", date=turned)
    return say("Write a day that exists as year, month, day, such as “2026-11-21”.")


@rule(
    "DOC-imports",
    Severity.WARNING,
    what=say("A document does not rest on imports: lexique never fetches them."),
    why=say("What an import would bring is missing from the check."),
    bad="ex:o a owl:Ontology ; owl:imports <http://example.org/other> .",
    good="ex:o a owl:Ontology .",
    source="https://www.w3.org/TR/owl2-syntax/#Imports",
)
@each(lambda vocabulary: vocabulary.stating(OWL.imports, SH["shapesGraph"]))
def doc_imports(vocabulary: Vocabulary, statement: Statement) -> Verdict:
    """Every owl:imports and sh:shapesGraph."""
    return (
        say(
            "{property} is ignored: nothing is fetched, data do not choose their own shapes",
            property=vocabulary.short(statement.predicate),
        ),
        say("Give the other file to the command as well, if it is to be looked at."),
    )


@rule(
    "DOC-shapes",
    Severity.WARNING,
    what=say("A data file states nothing about shapes."),
    why=say("Data that could switch a shape off or relax it would judge themselves."),
    bad="ex:shape sh:deactivated true .",
    good="ex:a a skos:Concept .",
    source="https://www.w3.org/TR/shacl/#shapes-graph",
)
def doc_shapes(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Subjects with SHACL statements: one finding for each."""
    by_subject: defaultdict[str, list[Statement]] = defaultdict(list)
    for predicate in list(vocabulary.predicates):
        if predicate.startswith(SH.iri) and predicate != SH["shapesGraph"]:
            for statement in vocabulary.stating(predicate):
                by_subject[str(statement.subject)].append(statement)
    for statements in by_subject.values():
        yield Hit(
            say(
                "statements about the shape {name} stand in a data file and are ignored",
                name=vocabulary.short(statements[0].subject),
            ),
            say("Move the shape into a file of its own and give it with --shapes to validate."),
            (statements[0],),
        )
