"""A vocabulary as a spreadsheet and back, without loss: one row a statement, comments included.

The rows stand in the order of the canonical layout. What comes back is laid out again, so that
rows may be added anywhere and in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from lexique.errors import InputError
from lexique.messages import say
from lexique.model import Source
from lexique.rdf import Kind, read_document
from lexique.tables.neutralising import is_formula_like
from lexique.turtle.layout import canonical
from lexique.turtle.parser import string_body
from lexique.turtle.tokens import Token, TokenKind
from lexique.turtle.tree import Directive, Leaf, Node, Tree, parse_tree
from lexique.turtle.writer import write_string

HEADINGS = ("file", "subject", "property", "value", "language", "type", "comment")
COMMENT, BESIDE_SUBJECT, END = "#", "# subject", "."
PREFIX, BASE = "prefix", "base"
IRI, TURTLE = "iri", "turtle"
_ANONYMOUS = re.compile(r"([\[(].*[\])])\d+", re.DOTALL)


class SheetRow(NamedTuple):
    """One row of the spreadsheet; the fields are its columns."""

    file: str
    subject: str
    """As written in the Turtle (`role:pair-aidant`); one without a name is numbered (`[]1`)."""
    property: str
    """As written, or `#` for a comment line, `prefix`, `base`, `.` for the end of a block."""
    value: str
    language: str = ""
    type: str = ""
    """Empty for a text, `iri`, a datatype, or `turtle` for a value in Turtle syntax."""
    comment: str = ""


def rows_of(text: str, file: str) -> Iterator[SheetRow]:
    """Yield the rows for one Turtle text, in canonical order."""
    tree = parse_tree(canonical(text, file), file)
    anchors = dict(_anchors(tree, file))
    pending: SheetRow | None = None
    subject = ""
    is_new_line = True
    skip_to = -1
    n_line_ends = 0
    for index, token in enumerate(tree.tokens):
        if index in anchors:
            if pending:
                yield pending
            pending, skip_to = anchors[index]
            subject = "" if pending.property == END else pending.subject
            if pending.property in (PREFIX, BASE):
                subject = ""
            is_new_line = False
        elif index <= skip_to:
            continue
        elif token.kind is TokenKind.SPACE:
            n_line_ends = token.text.count("\n")
            is_new_line = is_new_line or n_line_ends > 0
        elif token.kind is TokenKind.COMMENT and (is_new_line or pending is None):
            if pending:
                yield pending
                pending = None
            if n_line_ends > 1 and index > 1:
                yield SheetRow(file, subject, COMMENT, "")
            yield SheetRow(file, subject, COMMENT, token.text)
            is_new_line = True
        elif token.kind is TokenKind.COMMENT:
            assert pending is not None
            pending = pending._replace(comment=f"{pending.comment} {token.text}".strip())
    if pending:
        yield pending


def _anchors(tree: Tree, file: str) -> Iterator[tuple[int, tuple[SheetRow, int]]]:
    """Yield, by its first token, each part that is a row of its own, and its last token."""
    n_anonymous = 0
    for item in tree.items:
        if isinstance(item, Directive):
            keyword = BASE if item.prefix is None else PREFIX
            yield item.first, (SheetRow(file, item.prefix or "", keyword, item.iri), item.last)
            continue
        subject = _written(tree, item.subject)
        if not isinstance(item.subject, Leaf):
            n_anonymous += 1
            subject += str(n_anonymous)
        yield item.first, (SheetRow(file, subject, BESIDE_SUBJECT, ""), item.subject.last)
        for predicate, objects in item.properties:
            shown = tree.tokens[predicate.first].text
            for node in objects:
                yield predicate.first, (_row(tree, file, subject, shown, node), node.last)
        yield item.last, (SheetRow(file, subject, END, ""), item.last)


def _row(tree: Tree, file: str, subject: str, shown: str, node: Node) -> SheetRow:
    first: Token = tree.tokens[node.first]
    if not isinstance(node, Leaf) or first.kind in (TokenKind.NUMBER, TokenKind.WORD):
        return SheetRow(file, subject, shown, _written(tree, node), type=TURTLE)
    if first.kind is not TokenKind.STRING:
        return SheetRow(file, subject, shown, first.text, type=IRI)
    mark = tree.tokens[node.last]
    value = string_body(first.text)
    if node.first == node.last:
        return SheetRow(file, subject, shown, value)
    if mark.kind is TokenKind.AT_WORD:
        return SheetRow(file, subject, shown, value, language=mark.text[1:])
    return SheetRow(file, subject, shown, value, type=mark.text)


def _written(tree: Tree, node: Node) -> str:
    return "".join(token.text for token in tree.tokens[node.first : node.last + 1])


def sheet_rows(rows: Iterable[SheetRow]) -> Iterator[SheetRow]:
    """Yield the rows worth showing: marks of subject and end only where they carry a comment."""
    previous = ""
    for row in rows:
        is_mark = row.property in (BESIDE_SUBJECT, END) and not row.comment
        # A block without statements needs its mark, or it would be gone.
        is_only_one = row.property == END and previous == BESIDE_SUBJECT
        previous = row.property
        if not is_mark or is_only_one:
            yield row


def guarded(cell: str) -> str:
    """Return a cell of a CSV file so that no spreadsheet computes it; `unguarded` undoes it."""
    is_ambiguous = cell.startswith("'") or is_formula_like(cell)
    return f"'{cell}" if is_ambiguous else cell


def unguarded(cell: str) -> str:
    """Return what `guarded` was given."""
    return cell.removeprefix("'")


def turtle_of(rows: Sequence[SheetRow], path: str = "") -> dict[str, str]:
    """Return file name to Turtle text in canonical layout for the rows of a spreadsheet.

    Raises InputError for a row that states nothing, a file name that leaves its folder, and rows
    that make no well-formed Turtle.
    """
    by_file: dict[str, list[tuple[int, SheetRow]]] = {}
    for number, row in enumerate(rows, start=2):
        if any(row):
            _refuse_path(row.file, path, number)
            by_file.setdefault(row.file, []).append((number, row))
    return {file: _laid_out(_text(found, path), file) for file, found in by_file.items()}


def _laid_out(text: str, file: str) -> str:
    """Return `text` in canonical layout; raises InputError where the rows make no Turtle."""
    read_document(text.encode(), path=file, kind=Kind.TURTLE)
    return canonical(text, file)


def _refuse_path(file: str, path: str, number: int) -> None:
    parts = PurePosixPath(file.replace("\\", "/"))
    is_inside = not parts.is_absolute() and ".." not in parts.parts and ":" not in file
    if not is_inside or parts.suffix.lower() not in (".ttl", ".turtle"):
        raise InputError(
            say("row {number} names no Turtle file below the target folder", number=number),
            mend=say("Write a relative name that ends in .ttl in the column “file”."),
            where=Source(path),
        )


def _text(rows: Iterable[tuple[int, SheetRow]], path: str) -> str:
    """Return Turtle for the rows of one file, block after block; the layout comes after."""
    lines: list[str] = []
    current = ""
    for number, row in rows:
        comment = f" {row.comment}" if row.comment else ""
        if current and row.subject != current:
            lines.append(".")
            current = ""
        if row.property == COMMENT:
            if row.subject and row.subject != current:
                lines.append(_subject(row))
                current = row.subject
            lines.append(
                row.value if row.value.startswith("#") or not row.value else f"# {row.value}"
            )
        elif row.property == PREFIX:
            lines.append(f"@prefix {row.subject}: <{row.value}> .{comment}")
        elif row.property == BASE:
            lines.append(f"@base <{row.value}> .{comment}")
        elif not row.subject or not row.property:
            raise _incomplete(path, number)
        else:
            lines += _block_lines(row, current, comment)
            current = "" if row.property == END else row.subject
    return "\n".join([*lines, "." if current else ""])


def _block_lines(row: SheetRow, current: str, comment: str) -> Iterator[str]:
    if row.subject != current:
        beside = comment if row.property == BESIDE_SUBJECT else ""
        yield _subject(row) + beside
    if row.property == END:
        yield f".{comment}"
    elif row.property != BESIDE_SUBJECT:
        yield f"    {row.property} {_value(row)} ;{comment}"


def _subject(row: SheetRow) -> str:
    anonymous = _ANONYMOUS.fullmatch(row.subject)
    return anonymous[1] if anonymous else row.subject


def _value(row: SheetRow) -> str:
    if row.type in (IRI, TURTLE):
        return row.value
    text = write_string(row.value)
    if row.language:
        return f"{text}@{row.language}"
    return f"{text}^^{row.type}" if row.type else text


def _incomplete(path: str, number: int) -> InputError:
    return InputError(
        say("row {number} has no subject or no property", number=number),
        mend=say("Fill both columns, or empty the row."),
        where=Source(path),
    )
