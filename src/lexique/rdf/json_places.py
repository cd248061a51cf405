"""The places of the statements of a JSON-LD document, told by its keys.

Source: JSON-LD 1.1 (W3C, 2020). Names are expanded by prefix, term and `@vocab` alone: what needs
more of the algorithm (scoped contexts, nested nodes without `@id`) has the place of its subject.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexique import strict_json
from lexique.namespaces import RDF
from lexique.rdf.addresses import PARSER_BASE
from lexique.rdf.jsonld import contexts_of, text_of
from lexique.rdf.places import ANY_LANGUAGE, Places, Prefix, named
from lexique.strict_json import Array, Lines, Member, Node, Object, Scalar

_MAPS = {"@language", "@index"}


def places_of(root: Node, text: str, path: str) -> Places:
    """Return where subjects, statements and prefixes of a JSON-LD value stand."""
    return _Survey(root, Lines(text, path)).places


class _Survey:
    def __init__(self, root: Node, lines: Lines) -> None:
        self.places = Places()
        self.lines = lines
        self.terms: dict[str, str] = {}
        self.maps: set[str] = set()
        self.references: set[str] = set()
        for context in contexts_of(root):
            if isinstance(context, Object):
                self._read_context(context)
        for node in strict_json.walk(root):
            if isinstance(node, Object):
                self._survey(node)

    def _read_context(self, context: Object) -> None:
        for member in context.members:
            iri = text_of(member.value)
            if iri is not None:
                self.terms[member.key] = iri
                if iri.endswith(("#", "/", ":")) and not member.key.startswith("@"):
                    place = self.lines.at(member.offset)
                    self.places.prefixes.append(Prefix(member.key, iri, place))
            if isinstance(member.value, Object):
                if text_of(member.value.get("@container")) in _MAPS:
                    self.maps.add(member.key)
                if text_of(member.value.get("@type")) == "@id":
                    self.references.add(member.key)

    def _survey(self, node: Object) -> None:
        subject = self._subject(node)
        if subject is None:
            return
        for member in node.members:
            predicate = self._expanded(member.key)
            if predicate == "@id":
                self.places.note_subject(subject, self.lines.at(member.offset))
            elif predicate == "@type":
                for text, _, offset in self._values(member):
                    self._note(subject, RDF.type, self._expanded(text), "", offset)
            elif not predicate.startswith("@"):
                for text, tag, offset in self._values(member):
                    self._note(subject, predicate, text, tag, offset)

    def _note(self, subject: str, predicate: str, value: str, tag: str, offset: int) -> None:
        self.places.note(subject, predicate, value, self.lines.at(offset), tag)

    def _subject(self, node: Object) -> str | None:
        for member in node.members:
            if self._expanded(member.key) == "@id" and isinstance(member.value, Scalar):
                return self._identifier(str(member.value.value))
        return None

    def _values(self, member: Member) -> Iterator[tuple[str, str, int]]:
        """Yield the values of a key: text or identifier, language, offset to show."""
        if member.key in self.maps and isinstance(member.value, Object):
            for inner in member.value.members:
                yield from ((text, inner.key, at) for text, _, at in self._values(inner))
            return
        several = isinstance(member.value, Array) and len(member.value.items) > 1
        for item in member.value.items if isinstance(member.value, Array) else (member.value,):
            yield from self._value(member.key, item, item.offset if several else member.offset)

    def _value(self, key: str, item: Node, offset: int) -> Iterator[tuple[str, str, int]]:
        if isinstance(item, Scalar):
            text = _written(item)
            if key in self.references:
                yield self._identifier(text), "", offset
            else:
                yield text, ANY_LANGUAGE, offset
        elif isinstance(item, Object):
            value, subject = item.get("@value"), self._subject(item)
            if isinstance(value, Scalar):
                yield _written(value), text_of(item.get("@language")) or "", offset
            elif subject is not None:
                yield subject, "", offset

    def _expanded(self, name: str) -> str:
        """Return the IRI or keyword for which a key stands."""
        if name.startswith("@"):
            return name
        if name in self.terms:
            return self._expanded_compact(self.terms[name])
        if ":" in name:
            return self._expanded_compact(name)
        return self.terms.get("@vocab", "") + name

    def _expanded_compact(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        if colon and not local.startswith("//") and prefix in self.terms:
            return self.terms[prefix] + local
        return name

    def _identifier(self, written: str) -> str:
        if written.startswith("_:"):
            return written[2:]
        return named(self._expanded_compact(written), self.terms.get("@base", PARSER_BASE))


def _written(value: Scalar) -> str:
    return {True: "true", False: "false"}.get(value.value, str(value.value))  # type: ignore[arg-type]
