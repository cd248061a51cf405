"""The shape of a Turtle document: directives and blocks of statements, as ranges of tokens."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from lexique.errors import InputError
from lexique.messages import say
from lexique.strict_json import Lines
from lexique.turtle.tokens import TRIVIA, Token, TokenKind, tokenize

MAX_DEPTH = 100
"""How deep brackets may be nested here: the parser calls itself for each level."""


class Leaf(NamedTuple):
    """An IRI, name, blank node label or literal; a literal may take three tokens."""

    first: int
    last: int


class Bracket(NamedTuple):
    """`[ ... ]`: a blank node and what is stated of it."""

    properties: list[Property]
    first: int
    last: int


class Collection(NamedTuple):
    """`( ... )`: an RDF list."""

    items: list[Node]
    first: int
    last: int


Node: TypeAlias = Leaf | Bracket | Collection


class Property(NamedTuple):
    """A predicate and the objects listed after it."""

    predicate: Leaf
    objects: list[Node]


class Directive(NamedTuple):
    """`@prefix`, `@base`, `PREFIX` or `BASE`; `prefix` is None for a base."""

    prefix: str | None
    iri: str
    first: int
    last: int


class Block(NamedTuple):
    """A subject and what is stated of it, up to the full stop."""

    subject: Node
    properties: list[Property]
    first: int
    last: int


class Tree(NamedTuple):
    """A parsed text; `first` and `last` of every part are indexes into `tokens`."""

    text: str
    tokens: list[Token]
    items: list[Directive | Block]


def parse_tree(text: str, path: str = "") -> Tree:
    """Return the tree of a text that pyoxigraph has accepted.

    Raises InputError where the text uses what Turtle 1.1 does not have (RDF 1.2 triple terms), and
    where brackets are nested deeper than `MAX_DEPTH`.
    """
    tokens = tokenize(text)
    return Tree(text, tokens, _Builder(text, tokens, path).items())


_ENDS = frozenset({".", "]", ""})
_NO_TERMS = frozenset({TokenKind.SIGN, TokenKind.UNKNOWN, TokenKind.DATATYPE_MARK})


class _Builder:
    """Recursive descent over the tokens that count; the lists end in an empty token."""

    def __init__(self, text: str, tokens: list[Token], path: str) -> None:
        self.text = text
        self.path = path
        self.tokens = tokens
        self.counting = [index for index, token in enumerate(tokens) if token[0] not in TRIVIA]
        self.kinds = [*(tokens[index][0] for index in self.counting), TokenKind.UNKNOWN]
        self.texts = [*(tokens[index][1] for index in self.counting), ""]
        self.position = 0
        self.depth = 0

    def items(self) -> list[Directive | Block]:
        found: list[Directive | Block] = []
        while self.position < len(self.counting):
            keyword = self.texts[self.position].lower()
            if keyword in ("@prefix", "prefix", "@base", "base"):
                found.append(self.directive(keyword))
            else:
                found.append(self.block())
        return found

    def take(self) -> int:
        """Return the index of the current token among all, and go on to the next."""
        if self.position >= len(self.counting):
            raise self.refusal()
        self.position += 1
        return self.counting[self.position - 1]

    def take_sign(self, sign: str) -> int:
        if self.texts[self.position] != sign:
            raise self.refusal()
        return self.take()

    def directive(self, keyword: str) -> Directive:
        first = self.take()
        prefix = None
        if "prefix" in keyword:
            prefix = self.tokens[self.take()].text[:-1]
        last = self.take()
        iri = self.tokens[last].text[1:-1]
        if keyword.startswith("@"):
            last = self.take_sign(".")
        return Directive(prefix, iri, first, last)

    def block(self) -> Block:
        subject = self.node()
        is_alone = isinstance(subject, Bracket) and self.texts[self.position] == "."
        properties = [] if is_alone else self.properties()
        return Block(subject, properties, subject.first, self.take_sign("."))

    def properties(self) -> list[Property]:
        texts = self.texts
        found: list[Property] = []
        while texts[self.position] not in _ENDS:
            predicate = self.take()
            objects = [self.node()]
            while texts[self.position] == ",":
                self.position += 1
                objects.append(self.node())
            found.append(Property(Leaf(predicate, predicate), objects))
            while texts[self.position] == ";":
                self.position += 1
        return found

    def node(self) -> Node:
        kind = self.kinds[self.position]
        if kind is TokenKind.STRING:
            return self.literal()
        if kind is TokenKind.SIGN and self.texts[self.position] in ("[", "("):
            return self.nested(self.take())
        if kind in _NO_TERMS:
            raise self.refusal()
        index = self.take()
        return Leaf(index, index)

    def nested(self, first: int) -> Bracket | Collection:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.too_deep(first)
        node: Bracket | Collection
        if self.tokens[first].text == "[":
            node = Bracket(self.properties(), first, self.take_sign("]"))
        else:
            items: list[Node] = []
            while self.texts[self.position] != ")":
                items.append(self.node())
            node = Collection(items, first, self.take_sign(")"))
        self.depth -= 1
        return node

    def literal(self) -> Leaf:
        first = last = self.take()
        following = self.kinds[self.position]
        if following is TokenKind.AT_WORD:
            last = self.take()
        elif following is TokenKind.DATATYPE_MARK:
            self.position += 1
            last = self.take()
        return Leaf(first, last)

    def too_deep(self, index: int) -> InputError:
        return InputError(
            say("brackets are nested deeper than {limit} levels", limit=MAX_DEPTH),
            mend=say("Flatten the document: give the inner nodes identifiers of their own."),
            where=Lines(self.text, self.path).at(self.tokens[index].start),
        )

    def refusal(self) -> InputError:
        at = min(self.position, len(self.counting) - 1)
        token = self.tokens[self.counting[at]]
        return InputError(
            say("{found} is not Turtle 1.1", found=token.text[:20]),
            mend=say(
                "Write the statements without the constructs of RDF 1.2 (<< >>, ~, annotations)."
            ),
            where=Lines(self.text, self.path).at(token.start),
        )
