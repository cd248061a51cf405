"""Canonical Turtle: one block a subject, one statement a line, a fixed order, comments kept.

The same statements give the same text, so that a change of one label is a change of one line.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from typing import NamedTuple

from lexique.errors import InputError
from lexique.messages import say
from lexique.model import Source
from lexique.namespaces import BASE, DCTERMS, LEX, OWL, RDF, RDFS, SH, SKOS, SKOSXL
from lexique.rdf.terms import Iri, Literal, Term
from lexique.turtle.parser import Reader, string_body
from lexique.turtle.tokens import TokenKind, tokenize
from lexique.turtle.tree import (
    Block,
    Bracket,
    Collection,
    Directive,
    Leaf,
    Node,
    Property,
    Tree,
    parse_tree,
)
from lexique.turtle.writer import write_string

INDENT = "    "
LONGEST_LINE = 100
_MOST_IN_ONE_LINE = 2
"""How many statements a bracket may hold and stand on one line."""

_FIRST = (
    RDF.type,
    RDF.iri + "subject",
    RDF.iri + "predicate",
    RDF.iri + "object",
    SKOS.inScheme,
    SKOS.topConceptOf,
    SKOS.hasTopConcept,
    SKOS.broader,
    SKOS.narrower,
    SKOS.related,
    SKOS.notation,
    RDFS.label,
    SKOSXL.literalForm,
    SKOS.prefLabel,
    SKOS.altLabel,
    SKOS.hiddenLabel,
    RDFS.comment,
    SKOS.definition,
    SKOS.scopeNote,
    SKOS.example,
    SKOS.note,
    SKOS.historyNote,
    SKOS.editorialNote,
    SKOS.changeNote,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
    SKOS.member,
    SKOS.memberList,
    SKOS.exactMatch,
    SKOS.closeMatch,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    SKOS.relatedMatch,
    *(SH[name] for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")),
    SH["property"],
    SH["path"],
)
_LAST = (SH["severity"], SH["message"], OWL.deprecated, DCTERMS.isReplacedBy)
_RANK = {iri: rank for rank, iri in enumerate(_FIRST)}
_LAST_RANK = {iri: rank for rank, iri in enumerate(_LAST)}


@dataclass(slots=True)
class Comments:
    """What is written beside one part of the text."""

    above: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)

    def add(self, other: Comments) -> None:
        """Take over the comments of a part that is written once with this one."""
        self.above += [text for text in other.above if text not in self.above]
        self.beside += [text for text in other.beside if text not in self.beside]

    @property
    def lines(self) -> list[str]:
        """The comments that stand on lines of their own: only one has room beside."""
        return [*self.above, *self.beside[:-1]]

    @property
    def suffix(self) -> str:
        """The last comment beside, ready to stand at the end of a line."""
        return f" {self.beside[-1]}" if self.beside else ""


class _Directive(NamedTuple):
    """A base or prefix to be written."""

    text: str
    comments: Comments


@dataclass(slots=True)
class _Line:
    """One statement to be written: where it sorts, its text and its comments."""

    key: tuple[object, ...]
    identity: object
    text: str
    comments: Comments


@dataclass(slots=True)
class _Subject:
    """All that the text states of one subject."""

    key: tuple[int, str]
    text: str
    lines: list[_Line]
    comments: Comments
    end: Comments
    """Comments before and beside the closing full stop."""


def canonical(text: str, path: str = "") -> str:
    """Return `text` (Turtle that pyoxigraph accepts) in canonical layout.

    Applying it twice changes nothing more; the graph is the same. Raises InputError for a text
    that binds one prefix to two namespaces or has several bases: its blocks cannot be moved.
    """
    return _Layout(parse_tree(text, path), path).written()


class _Layout:
    """Writes one tree."""

    def __init__(self, tree: Tree, path: str) -> None:
        self.tree = tree
        self.tokens = tree.tokens
        self.path = path
        self.reader = Reader(tree, path)
        self.refuse_redeclared()
        for _ in self.reader.statements():  # settles prefixes and base
            pass

    # -- the whole ------------------------------------------------------------------------------

    def written(self) -> str:
        subjects = self.subjects()
        blocks = [self.subject_text(subject) for subject in subjects]
        # What is written counts, not what was read: rdf:type has become `a`.
        used = {
            token.text.partition(":")[0]
            for block in blocks
            for token in tokenize(block)
            if token.kind is TokenKind.NAME
        }
        directives, left_over = self.directives(used)
        header = self.header()
        # Nothing parts the comments above what comes first from the header: they belong to it.
        if directives:
            header.append(directives[0].comments.lines)
            directives[0].comments.above.clear()
            del directives[0].comments.beside[:-1]
        if blocks:
            above = [*left_over, *subjects[0].comments.lines]
            header += [] if directives else [above]
            blocks[0] = self.subject_text(subjects[0], above if directives else [])
        else:
            blocks = ["\n".join(left_over)]
        lines = [
            line
            for item in directives
            for line in (*item.comments.lines, item.text + item.comments.suffix)
        ]
        sections = [*map("\n".join, header), "\n".join(lines), *blocks, *self.remaining()]
        return "\n\n".join(section for section in sections if section) + "\n"

    def header(self) -> list[list[str]]:
        """Return the comments before the first statement, their paragraphs kept."""
        paragraphs: list[list[str]] = [[]]
        items = self.tree.items
        for token in self.tokens[: items[0].first] if items else self.tokens:
            if token.kind is TokenKind.COMMENT:
                paragraphs[-1].append(token.text.rstrip())
            elif token.text.count("\n") > 1 and paragraphs[-1]:
                paragraphs.append([])
        return paragraphs

    def remaining(self) -> list[str]:
        """Return the comments after the last statement, those beside it excepted."""
        items = self.tree.items
        found = self.comments_between(items[-1].last + 1, len(self.tokens)) if items else Comments()
        return ["\n".join(found.above)]

    def refuse_redeclared(self) -> None:
        declared: dict[str | None, str] = {}
        for item in self.tree.items:
            if isinstance(item, Directive):
                known = declared.setdefault(item.prefix, item.iri)
                if known != item.iri:
                    token = self.tokens[item.first]
                    line = self.tree.text.count("\n", 0, token.start) + 1
                    raise InputError(
                        say("a prefix or the base is declared twice with different addresses"),
                        mend=say("Declare each prefix once; then the file can be laid out."),
                        where=Source(self.path, line, 1),
                    )

    def directives(self, used: Container[str]) -> tuple[list[_Directive], list[str]]:
        """Return the base and the prefixes in use, standard ones first, and comments left over.

        Those are the comments near prefixes that are not written any more.
        """
        bases: dict[str, Comments] = {}
        prefixes: dict[tuple[bool, str], tuple[str, Comments]] = {}
        unused: list[str] = []
        is_first = True
        for item in self.tree.items:
            if not isinstance(item, Directive):
                is_first = False
                continue
            comments = self.comments_of(item.first, item.last, skip_above=is_first)
            is_first = False
            if item.prefix is None:
                bases.setdefault(f"@base <{item.iri}> .", Comments()).add(comments)
            elif item.prefix in used:
                namespace = self.reader.prefixes[item.prefix]
                key = (namespace.startswith(BASE), item.prefix)
                line = f"@prefix {item.prefix}: <{item.iri}> ."
                prefixes.setdefault(key, (line, Comments()))[1].add(comments)
            else:
                unused += [*comments.above, *comments.beside]
        ordered = [*bases.items(), *(prefixes[key] for key in sorted(prefixes))]
        return [_Directive(text, comments) for text, comments in ordered], unused

    # -- comments -------------------------------------------------------------------------------

    def comments_between(self, start: int, stop: int) -> Comments:
        """Return the comments among the tokens from `start` to before `stop`.

        A comment is beside what stands before it on its line, else above what follows.
        """
        found = Comments()
        is_new_line = start == 0
        for token in self.tokens[start:stop]:
            if token.kind is TokenKind.COMMENT:
                (found.above if is_new_line else found.beside).append(token.text.rstrip())
            elif token.kind is TokenKind.SPACE:
                is_new_line = is_new_line or "\n" in token.text or "\r" in token.text
            else:
                is_new_line = False
        return found

    def comments_before(self, index: int) -> list[str]:
        """Return the comments on lines of their own right above the token at `index`."""
        start = index
        while start > 0 and self.tokens[start - 1].kind in (TokenKind.SPACE, TokenKind.COMMENT):
            start -= 1
        return self.comments_between(start, index).above

    def comments_after(self, index: int) -> list[str]:
        """Return the comments on the same line right after the token at `index`."""
        stop = index + 1
        while stop < len(self.tokens) and self.tokens[stop].kind in (
            TokenKind.SPACE,
            TokenKind.COMMENT,
        ):
            stop += 1
        return self.comments_between(index + 1, stop).beside

    def comments_of(self, first: int, last: int, *, skip_above: bool = False) -> Comments:
        """Return the comments above, within and beside the tokens from `first` to `last`."""
        above = [] if skip_above else self.comments_before(first)
        inside = self.comments_between(first, last + 1)
        above += [*inside.above, *inside.beside]
        return Comments(above, self.comments_after(last))

    def has_comments(self, node: Node) -> bool:
        """Return whether a comment stands within `node`."""
        inside = self.tokens[node.first : node.last]
        return any(token.kind is TokenKind.COMMENT for token in inside)

    # -- subjects -------------------------------------------------------------------------------

    def subjects(self) -> list[_Subject]:
        """Return the blocks, one for each subject, by IRI; blank nodes last, as they came."""
        found: dict[object, _Subject] = {}
        for number, block in enumerate(self.tree.items):
            if isinstance(block, Directive):
                continue
            subject = self.subject(block, number)
            term = self.plain_term(block.subject)
            known = found.setdefault(number if term is None else term, subject)
            if known is not subject:
                known.lines += subject.lines
                known.comments.add(subject.comments)
                known.end.add(subject.end)
        return sorted(found.values(), key=lambda subject: subject.key)

    def subject(self, block: Block, number: int) -> _Subject:
        term = self.plain_term(block.subject)
        key = (0, str(term)) if isinstance(term, Iri) else (1, f"{number:09}")
        after = block.subject.last
        comments = Comments(
            [] if number == 0 else self.comments_before(block.first), self.comments_after(after)
        )
        end = Comments(self.comments_before(block.last), self.comments_after(block.last))
        lines = self.lines(block.properties, INDENT)
        return _Subject(key, self.node_text(block.subject, ""), lines, comments, end)

    def subject_text(self, subject: _Subject, above: list[str] | None = None) -> str:
        """Return a block; `above` replaces the comments above it."""
        comments = subject.comments.lines if above is None else above
        lines = [*comments, subject.text + subject.comments.suffix]
        lines += self.statement_lines(subject.lines, INDENT)
        lines += [INDENT + text for text in subject.end.lines]
        lines.append("." + subject.end.suffix)
        return "\n".join(lines)

    def statement_lines(self, lines: list[_Line], indent: str) -> list[str]:
        merged: dict[object, _Line] = {}
        for line in lines:
            known = merged.setdefault(line.identity, line)
            if known is not line:
                known.comments.add(line.comments)
        written: list[str] = []
        for line in sorted(merged.values(), key=lambda line: line.key):
            written += [indent + text for text in line.comments.lines]
            written.append(f"{indent}{line.text} ;{line.comments.suffix}")
        return written

    # -- statements -----------------------------------------------------------------------------

    def lines(self, properties: list[Property], indent: str) -> list[_Line]:
        """Return a line for each object; a comment belongs to the object that it is near to."""
        found: list[_Line] = []
        for predicate, objects in properties:
            written = self.tokens[predicate.first].text
            iri = Iri(RDF.type) if written == "a" else self.reader.iri(written)
            shown = "a" if iri == RDF.type else written
            for position, node in enumerate(objects):
                first = predicate.first if position == 0 else node.first
                term = self.plain_term(node)
                key = (*self.predicate_key(iri, shown), *_term_key(term, len(found)))
                identity = (iri, term) if term is not None else (iri, node.first)
                text = f"{shown} {self.node_text(node, indent)}"
                comments = self.comments_of_object(first, node)
                found.append(_Line(key, identity, text, comments))
        return found

    def comments_of_object(self, first: int, node: Node) -> Comments:
        """Return the comments near one object: those within a bracket are written inside it."""
        comments = Comments(self.comments_before(first))
        if node.first > first:
            between = self.comments_between(first, node.first)
            comments.above += [*between.beside, *between.above]
        if isinstance(node, Leaf):
            inside = self.comments_between(node.first, node.last)
            comments.above += [*inside.beside, *inside.above]
        comments.beside += self.comments_after(node.last)
        following = node.last + 1
        while self.tokens[following].kind in (TokenKind.SPACE, TokenKind.COMMENT) or (
            self.tokens[following].text in (";", ",")
        ):
            if self.tokens[following].text in (";", ","):
                comments.above += self.comments_before(following)
                comments.beside += self.comments_after(following)
            following += 1
        return comments

    def predicate_key(self, iri: Iri, shown: str) -> tuple[int, int, str]:
        """Return where a predicate sorts: listed ones, shapes, ours, dcterms, others, last ones."""
        if iri in _RANK:
            return (0, _RANK[iri], "")
        if iri in _LAST_RANK:
            is_shape = iri.startswith(SH.iri)
            return (2 if is_shape else 6, _LAST_RANK[iri], "")
        for group, namespace in ((1, SH.iri), (3, LEX.iri), (4, DCTERMS.iri)):
            if iri.startswith(namespace):
                return (group, 0, iri)
        return (5, 0, shown)

    def plain_term(self, node: Node) -> Term | None:
        """Return the term that a leaf stands for; None for brackets and lists."""
        return self.reader.term(node) if isinstance(node, Leaf) else None

    # -- terms ----------------------------------------------------------------------------------

    def node_text(self, node: Node, indent: str) -> str:
        if isinstance(node, Leaf):
            return self.leaf_text(node)
        if isinstance(node, Bracket):
            return self.bracket_text(node, indent)
        return self.collection_text(node, indent)

    def leaf_text(self, node: Leaf) -> str:
        token = self.tokens[node.first]
        if token.kind is not TokenKind.STRING:
            return token.text
        text = write_string(string_body(token.text))
        if node.first == node.last:
            return text
        mark = self.tokens[node.last]
        if mark.kind is TokenKind.AT_WORD:
            return text + mark.text.lower()
        return f"{text}^^{mark.text}"

    def bracket_text(self, node: Bracket, indent: str) -> str:
        inner = indent + INDENT
        lines = self.statement_lines(self.lines(node.properties, inner), inner)
        beside = [inner + text for text in self.comments_after(node.first)]
        above = [inner + text for text in self.comments_before(node.last)]
        if not (lines or beside or above):
            return "[]"
        one_line = f"[ {' '.join(line.strip() for line in lines).removesuffix(' ;')} ]"
        is_short = len(inner) + len(one_line) <= LONGEST_LINE
        is_plain = not self.has_comments(node) and "\n" not in "".join(lines)
        if len(lines) <= _MOST_IN_ONE_LINE and is_short and is_plain:
            return one_line
        return "\n".join(["[", *beside, *lines, *above, indent + "]"])

    def collection_text(self, node: Collection, indent: str) -> str:
        inner = indent + INDENT
        items = [self.node_text(item, inner) for item in node.items]
        one_line = f"( {' '.join(items)} )" if items else "()"
        is_short = len(inner) + len(one_line) <= LONGEST_LINE and "\n" not in one_line
        if is_short and not self.has_comments(node):
            return one_line
        lines = ["(", *(inner + text for text in self.comments_after(node.first))]
        for item, text in zip(node.items, items, strict=True):
            lines += [inner + above for above in self.comments_before(item.first)]
            suffix = "".join(f" {beside}" for beside in self.comments_after(item.last))
            lines.append(inner + text + suffix)
        lines += [inner + above for above in self.comments_before(node.last)]
        return "\n".join([*lines, indent + ")"])


def _term_key(term: Term | None, position: int) -> tuple[int, str, str, int]:
    """Return where an object sorts: literals by language and text, IRIs, then the rest."""
    if isinstance(term, Literal):
        return (0, term.language, term.value, 0)
    if isinstance(term, Iri):
        return (1, str(term), "", 0)
    return (2, "", "", position)
