"""The places of the statements of an RDF/XML document, told by its elements.

Source: RDF 1.1 XML Syntax (W3C, 2014), section 7: node and property elements stand in turn.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from lexique.model import Source
from lexique.namespaces import RDF
from lexique.rdf.addresses import PARSER_BASE
from lexique.rdf.places import Places, Prefix, named

SEPARATOR = "\x1f"
"""Stands between namespace and local name in the names that expat gives."""
_RDF = RDF.iri + SEPARATOR
_XML = "http://www.w3.org/XML/1998/namespace" + SEPARATOR
_ROOT, _DESCRIPTION, _PARSE_TYPE = _RDF + "RDF", _RDF + "Description", _RDF + "parseType"


@dataclass(slots=True)
class _Element:
    """An open element: a node (the subject of those inside) or a property of one."""

    subject: str | None
    """The node or the one that has the property; None where it has no name."""
    base: str
    language: str
    is_node: bool = False
    predicate: str | None = None
    """None for a node element, and for `rdf:RDF` around all of them."""
    where: Source | None = None
    is_skipped: bool = False
    """True for XML that is a value, and for lists: nothing inside is placed."""
    text: list[str] = field(default_factory=list)


def places_of(text: str, path: str) -> Places:
    """Return where subjects, statements and prefixes stand; `text` is known to be well-formed."""
    return _Survey(text, path).places


class _Survey:
    def __init__(self, text: str, path: str) -> None:
        self.places = Places()
        self.path = path
        self.data = text.encode("utf-8")
        self.open = [_Element(None, PARSER_BASE, "")]
        self.parser = expat.ParserCreate("utf-8", namespace_separator=SEPARATOR)
        self.parser.buffer_text = True
        self.parser.StartNamespaceDeclHandler = self._declare
        self.parser.StartElementHandler = self._enter
        self.parser.EndElementHandler = self._leave
        self.parser.CharacterDataHandler = self._read
        self.parser.Parse(self.data, True)

    def _here(self) -> Source:
        return Source(self.path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def _declare(self, prefix: str | None, namespace: str | None) -> None:
        attribute = f"xmlns:{prefix}" if prefix else "xmlns"
        element = self.parser.CurrentByteIndex
        offset = max(self.data.find(attribute.encode(), element), element)
        line_start = self.data.rfind(b"\n", 0, offset) + 1
        line = self.data.count(b"\n", 0, offset) + 1
        where = Source(self.path, line, len(self.data[line_start:offset].decode()) + 1)
        self.places.prefixes.append(Prefix(prefix or "", namespace or "", where))

    def _enter(self, name: str, attributes: dict[str, str]) -> None:
        above = self.open[-1]
        base = attributes.get(_XML + "base", above.base)
        language = attributes.get(_XML + "lang", above.language)
        inner = _Element(None, base, language, is_skipped=above.is_skipped)
        self.open.append(inner)
        if above.is_skipped or name == _ROOT:
            return
        if above.is_node:
            self._enter_property(inner, above.subject, name, attributes)
        else:
            self._enter_node(inner, above, name, attributes)

    def _enter_node(
        self, node: _Element, above: _Element, name: str, attributes: dict[str, str]
    ) -> None:
        where = self._here()
        node.is_node = True
        node.subject = subject = _name(attributes, "about", node.base)
        if subject is None:
            return
        self.places.note_subject(subject, where)
        if above.predicate is not None and above.where is not None:
            self.places.note(above.subject, above.predicate, subject, above.where)
        if name != _DESCRIPTION:
            self.places.note(subject, RDF.type, _iri(name), where)
        self._note_attributes(subject, attributes, node.language, where)

    def _enter_property(
        self, element: _Element, subject: str | None, name: str, attributes: dict[str, str]
    ) -> None:
        element.subject, element.predicate, element.where = subject, _iri(name), self._here()
        value = _name(attributes, "resource", element.base)
        element.is_skipped = _PARSE_TYPE in attributes
        self.places.note(subject, element.predicate, value, element.where)
        if value is not None:
            self._note_attributes(value, attributes, element.language, element.where)

    def _note_attributes(
        self, subject: str, attributes: dict[str, str], language: str, where: Source
    ) -> None:
        for name, value in attributes.items():
            if name == _RDF + "type":
                self.places.note(subject, RDF.type, named(value, PARSER_BASE), where)
            elif not name.startswith((_RDF, _XML)):
                self.places.note(subject, _iri(name), value, where, language)

    def _read(self, text: str) -> None:
        self.open[-1].text.append(text)

    def _leave(self, _element: str) -> None:
        left = self.open.pop()
        if left.predicate is not None and left.where is not None and not left.is_skipped:
            text = "".join(left.text)
            self.places.note(left.subject, left.predicate, text, left.where, left.language)


def _name(attributes: dict[str, str], attribute: str, base: str) -> str | None:
    """Return what `rdf:about` or `rdf:resource`, or else `rdf:ID` or `rdf:nodeID`, names."""
    reference = attributes.get(_RDF + attribute)
    if reference is None and attribute == "about" and _RDF + "ID" in attributes:
        reference = "#" + attributes[_RDF + "ID"]
    if reference is not None:
        return named(reference, base)
    return attributes.get(_RDF + "nodeID")


def _iri(name: str) -> str:
    return name.replace(SEPARATOR, "", 1)
