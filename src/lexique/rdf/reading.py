"""RDF documents in, statements out: the boundary where bytes become terms.

pyoxigraph decides what is well-formed and where an error is; before it sees a byte, what can hurt
is refused (see `files`, `rdfxml`, `jsonld`). Nothing is ever fetched: no context, import or DTD.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph

import lexique.rdf.jsonld as jsonld
import lexique.rdf.rdfxml as rdfxml
from lexique.errors import InputError
from lexique.files import (
    HEAD,
    LIMITS,
    Content,
    Limits,
    decode,
    find_inputs,
    read_bytes,
    refuse_other_content,
)
from lexique.messages import say
from lexique.model import Source
from lexique.rdf.addresses import PARSER_BASE, absolute
from lexique.rdf.complaints import syntax_error
from lexique.rdf.kinds import NAME_OF_KIND, RDF_EXTENSIONS, Kind, kind_of
from lexique.rdf.places import Places, Prefix
from lexique.rdf.stated import Stated, Tags
from lexique.rdf.terms import (
    LANG_STRING,
    BlankNode,
    Iri,
    Literal,
    PlainResource,
    Statement,
    Term,
    Triple,
)
from lexique.strict_json import Node

_PREFIX_LINE = re.compile(r"^\s*@?prefix\s", re.IGNORECASE | re.MULTILINE)
SAFE_DEPTH = 100
"""Nested deeper, a Turtle document is read without positions."""
_POSITIONED = (Kind.TURTLE, Kind.N_TRIPLES)
_CONTENTS: dict[Kind, tuple[Content, ...]] = {
    Kind.TURTLE: (),
    Kind.N_TRIPLES: (),
    Kind.RDF_XML: (Content.XML,),
    Kind.JSON_LD: (Content.JSON,),
}
_FORMATS = {
    Kind.TURTLE: pyoxigraph.RdfFormat.TURTLE,
    Kind.N_TRIPLES: pyoxigraph.RdfFormat.N_TRIPLES,
    Kind.RDF_XML: pyoxigraph.RdfFormat.RDF_XML,
    Kind.JSON_LD: pyoxigraph.RdfFormat.JSON_LD,
}


class _Opened(NamedTuple):
    """A source whose text is known and harmless."""

    text: str
    name: str
    kind: Kind
    json_root: Node | None


@dataclass(frozen=True, slots=True)
class RdfDocument:
    """One file as read: its text, statements in document order, and keys that gave none."""

    path: str
    kind: Kind
    text: str
    statements: tuple[Statement, ...]
    dropped_keys: tuple[jsonld.DroppedKey, ...] = field(default=())
    """JSON-LD keys that no context defines: their values are in no statement."""
    prefixes: tuple[Prefix, ...] = field(default=())
    """The prefixes that the document declares, in its order."""


def find_rdf_files(paths: Iterable[str | Path]) -> list[Path]:
    """Return the files at `paths`, and for each folder the RDF files below it, sorted."""
    return [Path(path) for path in find_inputs(map(str, paths), RDF_EXTENSIONS).files]


def read_statements(
    source: str | Path | bytes, *, path: str = "", kind: Kind | None = None, limits: Limits = LIMITS
) -> tuple[Statement, ...]:
    """Return the statements of a file, or of the bytes of one named `path`, with positions."""
    return read_document(source, path=path, kind=kind, limits=limits).statements


def read_document(
    source: str | Path | bytes, *, path: str = "", kind: Kind | None = None, limits: Limits = LIMITS
) -> RdfDocument:
    """Return a file, or the bytes of one named `path`, as text and statements.

    Statements know their line and column: in Turtle and N-Triples always, in RDF/XML and JSON-LD
    where they can be told from the elements and keys, else those of their subject. Raises
    InputError, with its place, for everything that the contract calls unreadable.
    """
    text, name, syntax, json_root = _opened(source, path, kind, limits)
    triples = _parsed(text, syntax, name)
    dropped: tuple[jsonld.DroppedKey, ...] = ()
    if syntax in _POSITIONED and _is_shallow(text):
        for _ in triples:  # pyoxigraph is the judge; the positions come from our own parser
            pass
        from lexique.turtle.parser import parse

        parsed = parse(text, name)
        return RdfDocument(name, syntax, text, parsed.statements, prefixes=parsed.declared)
    statements = tuple(_in_terms(triples, name))
    places = Places()
    if syntax is Kind.RDF_XML:
        from lexique.rdf import xml_places

        places = xml_places.places_of(text, name)
    elif json_root is not None:
        from lexique.rdf import json_places

        places = json_places.places_of(json_root, text, name)
        dropped = jsonld.dropped_keys(json_root, text)
    return RdfDocument(
        name, syntax, text, _located(statements, places, name), dropped, tuple(places.prefixes)
    )


def read_triples(
    source: str | Path | bytes, *, path: str = "", kind: Kind | None = None, limits: Limits = LIMITS
) -> Iterator[Triple]:
    """Yield the triples of a file without positions: the fast way for large files."""
    text, name, syntax, _ = _opened(source, path, kind, limits)
    return _in_terms(_parsed(text, syntax, name), name)


def read_resources(source: str | Path, tags: Tags) -> Iterator[PlainResource]:
    """Yield the resources that a file describes, as bare texts: the fast way for large files.

    A resource comes with the statements that follow each other, and again for any others.
    """
    text, name, syntax, _ = _opened(source, "", None, LIMITS)
    known: dict[str, dict[str | None, str]] = {}
    last = ""
    stated: Stated = []
    for quad in _parsed(text, syntax, name):
        # Texts at once: comparing and hashing pyoxigraph's own terms takes longer.
        subject, iri, value = quad.subject.value, quad.predicate.value, quad.object
        if subject != last:
            if stated:
                yield absolute(last), stated
            last, stated = subject, []
        language: str | None = None
        if type(value) is pyoxigraph.Literal:
            said, language = value.value, value.language or ""
        else:
            said = _text(value, name)
        by_language = known.get(iri)
        if by_language is None:
            by_language = known[iri] = {}
        tag = by_language.get(language)
        if tag is None:
            tag = by_language[language] = tags[absolute(iri), language]
        stated.append(tag)
        stated.append(said)
    if stated:
        yield absolute(last), stated


def _opened(source: str | Path | bytes, path: str, kind: Kind | None, limits: Limits) -> _Opened:
    """Return what is known of a source before RDF is parsed; whatever can hurt is refused here."""
    name = path if isinstance(source, bytes) else str(source)
    syntax = kind or kind_of(name)
    if syntax is None:
        raise InputError(
            say("the extension of this file is none that is read as RDF"),
            mend=say("Name it .ttl, .nt, .rdf or .jsonld after its content."),
            where=Source(name),
        )
    data = source if isinstance(source, bytes) else read_bytes(name, limits=limits)
    if syntax is Kind.RDF_XML:
        data = rdfxml.to_utf8(data, name)
    refuse_other_content(data[:HEAD], name, _CONTENTS[syntax], kind=NAME_OF_KIND[syntax])
    text = decode(data, name, utf8_only=True, limits=limits).text
    json_root = _refuse_dangerous(text, syntax, name, limits)
    return _Opened(text, name, syntax, json_root)


def _refuse_dangerous(text: str, kind: Kind, path: str, limits: Limits) -> Node | None:
    """Raise InputError for what could hurt; return the JSON value where there is one."""
    if kind is Kind.JSON_LD:
        return jsonld.inspect(text, path, limits)
    if kind is Kind.RDF_XML:
        rdfxml.inspect(text, path, limits)
    elif kind is Kind.TURTLE:
        _refuse_many_prefixes(text, path, limits)
        _refuse_deep_turtle(text, path, limits)
    return None


def _refuse_many_prefixes(text: str, path: str, limits: Limits) -> None:
    if text.encode().lower().count(b"prefix") <= limits.prefixes:
        return
    declared = list(_PREFIX_LINE.finditer(text))
    if len(declared) > limits.prefixes:
        line = text.count("\n", 0, declared[limits.prefixes].start()) + 1
        raise limits.exceeded("prefixes", Source(path, line))


def _refuse_deep_turtle(text: str, path: str, limits: Limits) -> None:
    _, offset = _nesting(text, limits.nesting_depth)
    if offset is not None:
        line = text.count("\n", 0, offset) + 1
        raise limits.exceeded("nesting_depth", Source(path, line))


def _is_shallow(text: str) -> bool:
    """Return whether our own parser, which calls itself for each level, can read `text`."""
    n_brackets = text.count("[") + text.count("(")
    return n_brackets <= SAFE_DEPTH or _nesting(text, SAFE_DEPTH)[1] is None


def _nesting(text: str, limit: int) -> tuple[int, int | None]:
    """Return how deep brackets are nested, and the offset of the first one beyond `limit`."""
    n_brackets = text.count("[") + text.count("(")
    if n_brackets <= SAFE_DEPTH:
        return n_brackets, None
    from lexique.turtle.tokens import NESTING

    depth = deepest = 0
    for token in NESTING.finditer(text):
        if token[1]:
            depth += 1
            deepest = max(deepest, depth)
            if depth > limit:
                return depth, token.start()
        elif token[2]:
            depth -= 1
    return deepest, None


def _parsed(text: str, kind: Kind, path: str) -> Iterator[Any]:
    """Yield pyoxigraph's quads; every fault of the text becomes an InputError."""
    base = None if kind is Kind.N_TRIPLES else PARSER_BASE
    try:
        yield from pyoxigraph.parse(text.encode("utf-8"), format=_FORMATS[kind], base_iri=base)
    except SyntaxError as error:
        raise syntax_error(error, text, path, kind) from None
    except (MemoryError, ValueError) as error:
        raise InputError(
            say("the document cannot be read: {reason}", reason=str(error)[:120]),
            mend=say("Mend the document, or split it into smaller ones."),
            where=Source(path),
        ) from None


def _in_terms(quads: Iterable[Any], path: str) -> Iterator[Triple]:
    """Yield our terms for pyoxigraph's; each distinct IRI is made once."""
    named_node, literal, new = pyoxigraph.NamedNode, pyoxigraph.Literal, tuple.__new__
    iris: dict[str, Iri] = {}

    def iri(text: str) -> Iri:
        known = iris.get(text)
        if known is None:
            known = iris[text] = Iri(absolute(text))
        return known

    for quad in quads:
        subject, value = quad.subject, quad.object
        term: Term
        if type(value) is literal:
            language = value.language
            datatype = LANG_STRING if language else iri(value.datatype.value)
            term = new(Literal, (value.value, language or "", datatype))
        else:
            term = iri(value.value) if type(value) is named_node else _blank_node(value, path)
        yield (
            iri(subject.value) if type(subject) is named_node else _blank_node(subject, path),
            iri(quad.predicate.value),
            term,
        )


def _blank_node(node: Any, path: str) -> BlankNode:
    if isinstance(node, pyoxigraph.BlankNode):
        return BlankNode(node.value)
    raise InputError(
        say("a statement about a statement (RDF 1.2) is not read"),
        mend=say("Write the statements without the constructs of RDF 1.2 (<< >>, ~, annotations)."),
        where=Source(path),
    )


def _text(node: Any, path: str) -> str:
    """Return the IRI of a resource, or the label of a blank node."""
    if type(node) is pyoxigraph.NamedNode:
        return absolute(node.value)
    return str(_blank_node(node, path))


def _located(triples: Iterable[Triple], places: Places, path: str) -> tuple[Statement, ...]:
    """Return statements with the places that were found; else with the path alone."""
    nowhere = Source(path)
    return tuple(
        Statement(subject, predicate, value, places.of(subject, predicate, value) or nowhere)
        for subject, predicate, value in triples
    )
