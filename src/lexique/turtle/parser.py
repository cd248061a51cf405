"""Turtle text to statements that know their line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lexique.collecting import without_collection
from lexique.namespaces import RDF, XSD
from lexique.rdf.addresses import PARSER_BASE, absolute, resolve
from lexique.rdf.places import Prefix
from lexique.rdf.terms import LANG_STRING, BlankNode, Iri, Literal, Resource, Statement, Term
from lexique.strict_json import Lines
from lexique.turtle.tokens import TokenKind
from lexique.turtle.tree import (
    Bracket,
    Collection,
    Directive,
    Leaf,
    Node,
    Property,
    Tree,
    parse_tree,
)

_TYPE = Iri(RDF.type)
_FIRST, _REST, _NIL = Iri(RDF.first), Iri(RDF.rest), Iri(RDF.nil)
_BOOLEAN, _INTEGER = Iri(XSD.boolean), Iri(XSD.integer)
_DECIMAL, _DOUBLE = Iri(XSD.decimal), Iri("http://www.w3.org/2001/XMLSchema#double")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_LOCAL_ESCAPE = re.compile(r"\\(.)")


class Located(NamedTuple):
    """One statement and the offsets of its parts in the text, ends excluded."""

    statement: Statement
    predicate_start: int
    object_start: int
    string_end: int
    """Where the quoted part of a literal ends; equal to `object_end` for other terms."""
    object_end: int


class Document(NamedTuple):
    """A parsed Turtle text."""

    tree: Tree
    located: tuple[Located, ...]
    declared: tuple[Prefix, ...]
    """The prefixes, in document order."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements in document order."""
        return tuple(item.statement for item in self.located)


def parse(text: str, path: str = "") -> Document:
    """Return the statements of a Turtle text that pyoxigraph has accepted.

    Blank nodes without label are named `b1`, `b2` ... (or `bb1` ... where the text uses those).
    Relative IRIs without base begin with `urn:lexique:document:`.
    """
    with without_collection():
        tree = parse_tree(text, path)
        reader = Reader(tree, path)
        statements = tuple(reader.statements())
        return Document(tree, statements, tuple(reader.declared))


def unescape(text: str) -> str:
    """Return a Turtle string or IRI body with its escapes worked out."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(
        lambda match: (
            chr(int(match[1] or match[2], 16))
            if match[1] or match[2]
            else _ESCAPED.get(match[3], match[3])
        ),
        text,
    )


def string_body(token: str) -> str:
    """Return the text of a quoted token, escapes worked out."""
    width = 3 if token[:3] in ('"""', "'''") else 1
    return unescape(token[width:-width])


class Reader:
    """Walks the tree; prefixes and base change as it goes."""

    def __init__(self, tree: Tree, path: str) -> None:
        self.tokens = tree.tokens
        self.items = tree.items
        self.lines = Lines(tree.text, path)
        self.prefixes: dict[str, str] = {}
        self.declared: list[Prefix] = []
        self.base = PARSER_BASE
        self.known: dict[str, Iri] = {}
        self.found: list[Located] = []
        self.n_blank = 0
        self.blank_prefix = "b"
        while f"_:{self.blank_prefix}" in tree.text:
            self.blank_prefix += "b"

    def statements(self) -> Iterator[Located]:
        for item in self.items:
            if isinstance(item, Directive):
                self.declare(item)
                continue
            subject = self.resource(item.subject)
            self.state(subject, item.properties)
            yield from self.found
            self.found.clear()

    def declare(self, directive: Directive) -> None:
        self.known.clear()
        iri = unescape(directive.iri)
        if directive.prefix is None:
            self.base = resolve(iri, self.base)
            return
        namespace = self.prefixes[directive.prefix] = resolve(iri, self.base)
        where = self.lines.at(self.tokens[directive.first].start)
        self.declared.append(Prefix(directive.prefix, absolute(namespace), where))

    def state(self, subject: Resource, properties: list[Property]) -> None:
        for predicate, objects in properties:
            token = self.tokens[predicate.first]
            iri = _TYPE if token.text == "a" else self.iri(token.text)
            for index, node in enumerate(objects):
                self.add(subject, iri, node, token.start if index == 0 else None)

    def add(self, subject: Resource, predicate: Iri, node: Node, start: int | None) -> None:
        first, last = self.tokens[node.first], self.tokens[node.last]
        object_start = first.start
        object_end = last.start + len(last.text)
        is_string = first.kind is TokenKind.STRING
        is_same_line = start is not None and start >= self.lines.start_of_line(object_start)
        where = self.lines.at(start if start is not None and is_same_line else object_start)
        place = len(self.found)
        value = self.term(node)
        statement = Statement(subject, predicate, value, where)
        located = Located(
            statement,
            object_start if start is None else start,
            object_start,
            object_start + len(first.text) if is_string else object_end,
            object_end,
        )
        self.found.insert(place, located)

    def term(self, node: Node) -> Term:
        if not isinstance(node, Leaf):
            return self.resource(node)
        token = self.tokens[node.first]
        if token.kind is TokenKind.STRING:
            return self.literal(node)
        if token.kind is TokenKind.NUMBER:
            return Literal(token.text, "", _number_type(token.text))
        if token.kind is TokenKind.WORD:
            return Literal(token.text, "", _BOOLEAN)
        return self.resource(node)

    def resource(self, node: Node) -> Resource:
        if isinstance(node, Bracket):
            blank = self.blank()
            self.state(blank, node.properties)
            return blank
        if isinstance(node, Collection):
            return self.collection(node)
        token = self.tokens[node.first]
        if token.kind is TokenKind.BLANK_NODE:
            return BlankNode(token.text[2:])
        return self.iri(token.text)

    def collection(self, node: Collection) -> Resource:
        if not node.items:
            return _NIL
        cells = [self.blank() for _ in node.items]
        after: list[Resource] = [*cells[1:], _NIL]
        for cell, item, following in zip(cells, node.items, after, strict=True):
            self.add(cell, _FIRST, item, None)
            where = self.lines.at(self.tokens[item.first].start)
            start = self.tokens[item.first].start
            rest = Statement(cell, _REST, following, where)
            self.found.append(Located(rest, start, start, start, start))
        return cells[0]

    def blank(self) -> BlankNode:
        self.n_blank += 1
        return BlankNode(f"{self.blank_prefix}{self.n_blank}")

    def literal(self, node: Leaf) -> Literal:
        value = string_body(self.tokens[node.first].text)
        if node.first == node.last:
            return Literal(value)
        mark = self.tokens[node.last]
        if mark.kind is TokenKind.AT_WORD:
            return Literal(value, mark.text[1:].lower(), LANG_STRING)
        return Literal(value, "", self.iri(mark.text))

    def iri(self, text: str) -> Iri:
        known = self.known.get(text)
        if known is None:
            known = self.known[text] = self._expanded(text)
        return known

    def _expanded(self, text: str) -> Iri:
        if text.startswith("<"):
            reference = unescape(text[1:-1])
            return Iri(absolute(resolve(reference, self.base)))
        prefix, _, local = text.partition(":")
        return Iri(absolute(self.prefixes[prefix] + _LOCAL_ESCAPE.sub(r"\1", local)))


_LANG_STRING = Iri(RDF.langString)


def _number_type(text: str) -> Iri:
    if "e" in text or "E" in text:
        return _DOUBLE
    return _DECIMAL if "." in text else _INTEGER
