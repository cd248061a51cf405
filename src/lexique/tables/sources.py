"""Opens a table of any kind: what its content is, how it is written, which sheet holds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from lexique.errors import InputError, UseError
from lexique.files import (
    HEAD,
    LIMITS,
    STDIN,
    Content,
    Encoding,
    Limits,
    decide_encoding,
    extension,
    open_input,
    refuse_lying_name,
    refuse_other_content,
    sniff,
    text_lines,
)
from lexique.messages import listed, say
from lexique.model import Location, Severity, Source, Text
from lexique.tables.delimited import DelimitedTable
from lexique.tables.dialect import find_separator, sample_lines
from lexique.tables.header import Score, first_rows
from lexique.tables.rows import Notice, Table, announcement

if TYPE_CHECKING:
    from lexique.tables.xlsx.sheet import SheetTable

KINDS = {
    "csv": "csv",
    "tsv": "csv",
    "txt": "csv",
    "xlsx": "xlsx",
    "xlsm": "xlsx",
    "json": "json",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
}
"""Extension to the kind of table it announces."""

_EXPECTED: dict[str, tuple[Content, ...]] = {
    "csv": (),
    "xlsx": (Content.ZIP,),
    "json": (Content.JSON,),
    "jsonl": (Content.JSON,),
}


class Reading(NamedTuple):
    """What the caller knows better than the rules; None leaves it to them."""

    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    kind: str | None = None
    """`csv`, `xlsx`, `json` or `jsonl`, for standard input."""
    limits: Limits = LIMITS


@contextmanager
def open_table(path: str, score: Score, reading: Reading | None = None) -> Iterator[Table]:
    """Give the table in `path` (`-` is standard input), ready to be read row by row.

    `score` tells how much a row looks like the header: it decides between separators and between
    sheets. Raises `InputError` for whatever cannot be read, `UseError` for a sheet that is not
    there.
    """
    reading = reading or Reading()
    kind_announced = reading.kind or KINDS.get(extension(path), "")
    is_streamed = kind_announced in ("csv", "jsonl") and path != STDIN
    limits = reading.limits.for_streams() if is_streamed else reading.limits
    with open_input(path, limits=limits) as stream:
        head = stream.read(HEAD)
        kind = _kind(path, head, reading)
        if not head.strip(b"\xef\xbb\xbf \t\r\n"):
            raise _empty(path)
        refuse_other_content(head, path, _EXPECTED[kind], kind=kind)
        stream.seek(0)
        if kind == "xlsx":
            yield _sheet(stream, path, score, reading)
        else:
            yield _text_table(stream, path, kind, score, reading)


def _kind(path: str, head: bytes, reading: Reading) -> str:
    if reading.kind is not None:
        return reading.kind
    if path == STDIN:
        return _kind_of_content(head)
    name = extension(path)
    if name in KINDS:
        return KINDS[name]
    refuse_lying_name(head, path)
    raise InputError(
        say("this extension is not read as a table"),
        mend=say("Save the table as .csv, .tsv, .xlsx, .json or .jsonl."),
        where=Source(path),
    )


def _kind_of_content(head: bytes) -> str:
    match sniff(head):
        case Content.ZIP:
            return "xlsx"
        case Content.JSON:
            return "json" if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[") else "jsonl"
        case _:
            return "csv"


def _text_table(stream: BinaryIO, path: str, kind: str, score: Score, reading: Reading) -> Table:
    # JSON is UTF-8 by its standard (RFC 8259): an encoding asked for is that of a CSV file.
    asked = reading.encoding if kind == "csv" else None
    encoding = decide_encoding(stream, path, encoding=asked, limits=reading.limits)
    notices = list(_encoding_notices(path, encoding))
    table: Table
    if kind == "csv":
        separator = reading.separator
        if separator is None:
            sample = sample_lines(text_lines(stream, encoding))
            separator = find_separator(sample, score, path=path, limits=reading.limits)
            notices.append(_separator_notice(path, separator))
        table = DelimitedTable(stream, path, encoding, separator, reading.limits)
    else:
        from lexique.tables.json_table import JsonTable

        table = JsonTable(stream, path, kind, encoding, reading.limits)
    table.notices += notices
    return table


def _sheet(stream: BinaryIO, path: str, score: Score, reading: Reading) -> Table:
    from lexique.tables.xlsx.sheet import SheetTable, Workbook

    workbook = Workbook(stream, path, reading.limits)
    tables = [SheetTable(workbook, part) for part in workbook.sheets]
    if reading.sheet is not None:
        chosen = next((table for table in tables if table.sheet == reading.sheet), None)
        if chosen is None:
            raise _no_such_sheet(path, reading.sheet, [table.part.name for table in tables])
        return chosen
    visible = [table for table in tables if not table.part.is_hidden] or tables
    # The best header, not the first: a sheet of explanations names headings too.
    chosen = max(visible, key=lambda table: max(map(score, first_rows(table)), default=0))
    chosen.notices += _sheet_notices(path, chosen, tables)
    return chosen


def _sheet_notices(path: str, chosen: SheetTable, tables: Sequence[SheetTable]) -> Iterator[Notice]:
    """Yield what to say of the sheets that are read and of those that are not."""
    others = [table.part for table in tables if table is not chosen]
    left = [part.name for part in others if not part.is_hidden]
    if left:
        text = say(
            "the sheet “{sheet}” is read, not {others}; --sheet chooses another",
            sheet=chosen.part.name,
            others=listed(left, quoted=True),
        )
        yield announcement(path, "sheet", text, sheet=chosen.sheet)
    hidden = [part.name for part in others if part.is_hidden]
    if hidden:
        text = say("hidden sheets are not read: {names}", names=listed(hidden, quoted=True))
        yield announcement(path, "hidden-sheets", text)
    if chosen.part.is_hidden:
        text = say("the sheet “{sheet}”, which is read, is hidden", sheet=chosen.part.name)
        yield announcement(path, "sheet", text, sheet=chosen.sheet)


def _encoding_notices(path: str, encoding: Encoding) -> Iterator[Notice]:
    yield announcement(path, "encoding", say("read as {encoding}", encoding=encoding.label))
    if encoding.mojibake_line:
        yield Notice(
            "mojibake",
            Severity.WARNING,
            say("some letters were spoilt before: “Ã©” stands for “é”"),
            Location(path=path, line=encoding.mojibake_line),
            say("Export the data again, choosing UTF-8."),
        )


def _separator_notice(path: str, separator: str) -> Notice:
    return announcement(
        path, "separator", say("columns are separated by {sign}", sign=separator_name(separator))
    )


def separator_name(separator: str) -> Text:
    """Return what a reader calls `separator`."""
    if separator == "\t":
        return say("a tab")
    return Text(f"«\u00a0{separator}\u00a0»", f"“{separator}”")


def _no_such_sheet(path: str, sheet: str, names: Sequence[str]) -> UseError:
    return UseError(
        say("there is no sheet “{sheet}”", sheet=sheet),
        mend=say("The workbook has these: {names}.", names=", ".join(names)),
        where=Source(path),
    )


def _empty(path: str) -> InputError:
    return InputError(
        say("the file is empty"),
        mend=say("Check that the export is complete."),
        where=Source(path),
    )
