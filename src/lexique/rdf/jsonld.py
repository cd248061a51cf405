"""What JSON-LD must pass before pyoxigraph sees it, and what it would lose without a word.

No context is ever fetched, from the network or from disk: a context is written out in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lexique import strict_json
from lexique.errors import InputError
from lexique.files import Limits
from lexique.messages import say
from lexique.model import Source, Text
from lexique.strict_json import Array, Lines, Member, Node, Object, Scalar

_MAP_CONTAINERS = {"@language", "@index", "@id", "@type", "@graph"}
_KEYWORDS_WITHOUT_NODES = {"@context", "@value", "@id", "@type", "@language", "@direction"}


class DroppedKey(NamedTuple):
    """A key that no context defines, so that its value is in no statement."""

    key: str
    line: int
    column: int


def inspect(text: str, path: str, limits: Limits) -> Node:
    """Return the JSON value of `text`; raise InputError unless all its contexts are inline.

    The nesting is bounded before pyoxigraph is called: 4 000 levels would kill the process.
    """
    lines = Lines(text, path)
    root = strict_json.parse(text, path, limits=limits)
    for context in contexts_of(root):
        _refuse_reference(context, lines)
        _refuse_cycle(context, lines)
    return root


def dropped_keys(root: Node, text: str) -> tuple[DroppedKey, ...]:
    """Return the keys that become no property: no keyword, no IRI, defined in no context."""
    contexts = [context for context in contexts_of(root) if isinstance(context, Object)]
    if any(text_of(context.get("@vocab")) is not None for context in contexts):
        return ()
    terms = {member.key: member.value for context in contexts for member in context.members}
    lines = Lines(text, "")
    found = []
    for member in _node_members(root, terms):
        if not member.key.startswith("@") and ":" not in member.key and member.key not in terms:
            place = lines.at(member.offset)
            found.append(DroppedKey(member.key, place.line or 1, place.column or 1))
    return tuple(found)


def contexts_of(root: Node) -> Iterator[Node]:
    """Yield each context of the document: objects, strings and nulls, lists taken apart."""
    for node in strict_json.walk(root):
        if isinstance(node, Object):
            for member in node.members:
                if member.key in ("@context", "@import"):
                    value = member.value
                    yield from value.items if isinstance(value, Array) else (value,)


def _refuse_reference(context: Node, lines: Lines) -> None:
    """Refuse a context that is an address, remote or local; never say whether it exists."""
    if isinstance(context, Scalar) and isinstance(context.value, str):
        raise _context_error(
            say("the JSON-LD context is an address; contexts are never fetched"),
            lines.at(context.offset),
        )


def _refuse_cycle(context: Node, lines: Lines) -> None:
    """Refuse a term whose prefix leads back to itself."""
    if not isinstance(context, Object):
        return
    prefixes = {
        member.key: iri.partition(":")[0]
        for member in context.members
        if (iri := text_of(member.value)) and ":" in iri and not iri.startswith("@")
    }
    for member in context.members:
        seen = {member.key}
        following = prefixes.get(member.key)
        while following is not None and following in prefixes:
            if following in seen:
                raise _context_error(
                    say("the JSON-LD context is cyclic: a term is defined by itself"),
                    lines.at(member.offset),
                )
            seen.add(following)
            following = prefixes[following]


def _context_error(what: Text, where: Source) -> InputError:
    return InputError(
        what,
        mend=say("Write the context out in the file: each term with its whole address."),
        where=where,
    )


def text_of(node: Node | None) -> str | None:
    """Return the string that `node` is, or the `@id` of the term definition that it is."""
    if isinstance(node, Object):
        node = node.get("@id")
    if isinstance(node, Scalar) and isinstance(node.value, str):
        return node.value
    return None


def _node_members(root: Node, terms: dict[str, Node]) -> Iterator[Member]:
    """Yield the members of every node object: neither contexts, values, JSON nor maps of tags."""
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Array):
            waiting.extend(reversed(node.items))
        elif isinstance(node, Object) and node.get("@value") is None:
            inner: list[Node] = []
            for member in node.members:
                if member.key not in _KEYWORDS_WITHOUT_NODES:
                    yield member
                    inner.extend(_values_below(member, terms.get(member.key)))
            waiting.extend(reversed(inner))


def _values_below(member: Member, definition: Node | None) -> Iterator[Node]:
    """Yield the values of a member; for a term with a container, those inside the map."""
    if not isinstance(definition, Object):
        yield member.value
        return
    if _text_of_member(definition, "@type") == "@json":
        return
    container = definition.get("@container")
    kinds = {
        item.value
        for item in (container.items if isinstance(container, Array) else [container])
        if isinstance(item, Scalar)
    }
    if kinds & _MAP_CONTAINERS and isinstance(member.value, Object):
        yield from (inner.value for inner in member.value.members)
    else:
        yield member.value


def _text_of_member(node: Object, key: str) -> str | None:
    value = node.get(key)
    return value.value if isinstance(value, Scalar) and isinstance(value.value, str) else None
