"""`fix` without the command line: mends that are certain, as the smallest change of the text.

Spaces and Unicode form of labels, inverses that are left out where most are stated, broader links
that another one implies. A label is never removed; what leaves a choice is left to people.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lexique.messages import say
from lexique.model import Text
from lexique.namespaces import SKOS, SKOSXL
from lexique.rdf import Iri, Kind, Literal, RdfDocument, Resource, Statement
from lexique.skos.properties import LABELS, NOTES
from lexique.skos.structure import missing_inverses, redundant_broader
from lexique.skos.vocabulary import Vocabulary
from lexique.strict_json import Lines
from lexique.turtle.parser import Document, Located, parse
from lexique.turtle.tokens import TRIVIA, Token, TokenKind
from lexique.turtle.tree import Block
from lexique.turtle.writer import write_string, write_term

RULES = ("LAB-space", "LAB-unicode", "STR-inverse", "STR-redundant")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2000-\u200a\u3000]+")
_TEXTS = (*LABELS, *NOTES, SKOSXL.literalForm)
_LABELS = (*LABELS, SKOSXL.literalForm)


@dataclass(frozen=True, slots=True)
class Fix:
    """One edit of one file: the characters from `start` to before `end` become `text`."""

    path: str
    start: int
    end: int
    text: str
    rule: str
    what: Text
    line: int


def find_fixes(documents: Sequence[RdfDocument], rules: Iterable[str] = RULES) -> tuple[Fix, ...]:
    """Return the certain mends for Turtle documents that stand together, by place."""
    wanted = frozenset(rules)
    texts = [
        _File(document, parse(document.text, document.path))
        for document in documents
        if document.kind is Kind.TURTLE
    ]
    vocabulary = Vocabulary([file.document for file in texts])
    fixes = [fix for file in texts for fix in _text_fixes(file, vocabulary)]
    fixes += _inverse_fixes(texts, vocabulary)
    fixes += _redundant_fixes(texts, vocabulary)
    chosen = {fix for fix in fixes if fix.rule in wanted}
    return tuple(sorted(chosen, key=lambda fix: (fix.path, fix.start, fix.end, fix.text)))


def apply_fixes(text: str, fixes: Iterable[Fix]) -> str:
    """Return `text` with the edits made; of two that overlap, the first."""
    done = 0
    parts: list[str] = []
    for fix in sorted(fixes, key=lambda fix: (fix.start, fix.end)):
        if fix.start < done:
            continue
        parts += [text[done : fix.start], fix.text]
        done = fix.end
    return "".join([*parts, text[done:]])


class _File:
    """One Turtle file, its statements by value, and how to write in it."""

    def __init__(self, document: RdfDocument, parsed: Document) -> None:
        self.document = document
        self.parsed = parsed
        self.lines = Lines(document.text, document.path)
        self.prefixes = {prefix: namespace for prefix, namespace, _ in document.prefixes}

    def fix(self, start: int, end: int, text: str, rule: str, what: Text) -> Fix:
        line = self.lines.at(start).line or 1
        return Fix(self.document.path, start, end, text, rule, what, line)

    @cached_property
    def located(self) -> dict[Statement, Located]:
        """Each statement and where it is written."""
        return {item.statement: item for item in self.parsed.located}

    @cached_property
    def block_of(self) -> dict[Resource, Block]:
        """Each subject and the block in which it is first described."""
        blocks = iter([item for item in self.parsed.tree.items if isinstance(item, Block)])
        block = next(blocks, None)
        found: dict[Resource, Block] = {}
        for item in self.parsed.located:
            while block and item.predicate_start > self.parsed.tree.tokens[block.last].start:
                block = next(blocks, None)
            if block:
                found.setdefault(item.statement.subject, block)
        return found

    @cached_property
    def counting(self) -> list[Token]:
        """The tokens other than white space and comments."""
        return [token for token in self.parsed.tree.tokens if token.kind not in TRIVIA]

    def position_of(self, start: int) -> int:
        """Return the position among the counting tokens of the one that begins at `start`."""
        return bisect_left(self.counting, start, key=lambda token: token.start)


def _text_fixes(file: _File, vocabulary: Vocabulary) -> Iterator[Fix]:
    """Yield spaces and NFC mended, unless the text would then clash with another label."""
    for item in file.parsed.located:
        _, predicate, value, _ = item.statement
        if predicate not in _TEXTS or not isinstance(value, Literal):
            continue
        mended = unicodedata.normalize("NFC", value.value)
        rule = "LAB-unicode"
        if predicate in _LABELS:
            tidy = _SPACES.sub(" ", mended).strip()
            rule = "LAB-space" if tidy != mended else rule
            mended = tidy
        if mended in (value.value, "") or _is_taken(vocabulary, item.statement, mended):
            continue
        yield file.fix(
            item.object_start,
            item.string_end,
            write_string(mended),
            rule,
            say("“{before}” becomes “{after}”", before=value.value, after=mended),
        )


def _is_taken(vocabulary: Vocabulary, statement: Statement, text: str) -> bool:
    """Return whether another label of the resource is `text` already."""
    assert isinstance(statement.object, Literal)
    mended = statement.object._replace(value=text)
    return any(
        other.object == mended and other.predicate != statement.predicate
        for other in vocabulary.of(statement.subject, *LABELS)
    )


def _inverse_fixes(files: Sequence[_File], vocabulary: Vocabulary) -> Iterator[Fix]:
    """Yield one insertion for each block that lacks inverses, all of them in it."""
    missing: defaultdict[Resource, dict[tuple[str, Resource], None]] = defaultdict(dict)
    for statement, backward in missing_inverses(vocabulary):
        if not isinstance(statement.object, Literal):
            missing[statement.object].setdefault((backward, statement.subject))
    for subject, additions in missing.items():
        for file in files:
            block = file.block_of.get(subject)
            if block is not None:
                yield _insertion(file, block, additions)
                break


def _insertion(file: _File, block: Block, additions: Iterable[tuple[str, Resource]]) -> Fix:
    tokens = file.parsed.tree.tokens
    last = max(
        index
        for index in range(block.first, block.last)
        if tokens[index].kind not in (TokenKind.SPACE, TokenKind.COMMENT)
    )
    lines = [
        f"\n    {write_term(Iri(predicate), file.prefixes)} {write_term(value, file.prefixes)} ;"
        for predicate, value in additions
    ]
    is_closed = tokens[last].text == ";"
    place = tokens[last].start + len(tokens[last].text)
    text = "".join(lines) if is_closed else " ;" + "".join(lines)
    return file.fix(
        place,
        place,
        text,
        "STR-inverse",
        say("added: {lines}", lines=", ".join(line.strip(" \n;") for line in lines)),
    )


def _redundant_fixes(files: Sequence[_File], vocabulary: Vocabulary) -> Iterator[Fix]:
    """Yield the removal of each implied broader link, its narrower side with it."""
    for statement, via in redundant_broader(vocabulary):
        what = say(
            "removed: {upper}, above {lower} already through {via}",
            upper=vocabulary.short(statement.object),
            lower=vocabulary.short(statement.subject),
            via=vocabulary.short(via),
        )
        both_sides = [statement]
        if not isinstance(statement.object, Literal):
            both_sides += [
                other
                for other in vocabulary.of(statement.object, SKOS.narrower)
                if other.object == statement.subject
            ]
        for side in both_sides:
            for file in files:
                item = file.located.get(side)
                if item is not None:
                    yield file.fix(*_removal(file, item), "", "STR-redundant", what)


def _removal(file: _File, item: Located) -> tuple[int, int]:
    """Return the stretch to cut so that one object goes, with its comma, or its whole statement."""
    text = file.document.text
    tokens = file.counting
    first = file.position_of(item.object_start)
    before, after = tokens[first - 1], tokens[first + 1]
    if before.text == ",":
        return before.start, item.object_end
    if after.text == ",":
        return item.object_start, tokens[first + 2].start
    if after.text == ";":
        start, end = before.start, after.start + 1
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", end)
        is_whole_line = not text[line_start:start].strip() and not text[end:line_end].strip()
        return (line_start, line_end + 1) if is_whole_line and line_end >= 0 else (start, end)
    return tokens[first - 2].start, item.object_end
