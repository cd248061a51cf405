"""`lexique harmonise`: the concept of each role name of a table, beside the name."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import click

from lexique.cli.asking import (
    fail_on_option,
    jurisdiction_option,
    lexicon_of,
    vocabulary_option,
)
from lexique.cli.options import language_of, limit_option, option, verb
from lexique.cli.output import complain, progress
from lexique.errors import UseError
from lexique.files import LIMITS, STDIN, AtomicFile, extension, refuse_same_file, temporary_stream
from lexique.messages import say, say_count
from lexique.model import Outcome, Severity, Source, Text
from lexique.tables import KINDS, Notice, Reading, open_table
from lexique.tables.columns import choose_columns, score_for
from lexique.tables.harmonising import Harmonising, Output
from lexique.tables.roles import RoleAnswers
from lexique.tables.survey import survey

_MACROS = "xlsm"


@verb(
    "harmonise",
    text=say(
        "Add outcome, concept, label and reason to each role name of a table.\n\n"
        "FILE is a CSV, TSV, XLSX, JSON or JSON Lines file, or - for standard input. Every row, "
        "column and value is kept."
    ),
    examples=(
        "lexique harmonise people.xlsx -o people-harmonised.xlsx",
        "lexique harmonise export.csv --column fonction --context-column service -o out.csv",
    ),
)
@click.argument("path", metavar="FILE")
@option("--column", text=say("Heading of the column of names; a.b for nested keys of JSON."))
@option(
    "--context-column",
    "context_columns",
    multiple=True,
    text=say("Heading of a column that decides between readings (default: all others)."),
)
@jurisdiction_option
@option(
    "-o",
    "--output",
    "output_path",
    default=STDIN,
    text=say("File to write (default: - , standard output)."),
)
@option("--separator", text=say("Separator of columns, of the CSV file that is read or made."))
@option("--encoding", text=say("Encoding of the text file that is read or made."))
@option("--sheet", text=say("Sheet of the workbook (default: the first with the heading)."))
@option(
    "--input-format",
    type=click.Choice(sorted(set(KINDS.values()))),
    text=say("Format of standard input, or of files with another extension."),
)
@option("--safe-csv", is_flag=True, text=say("Neutralise formulas in your own cells of a CSV too."))
@option(
    "--accept-fuzzy",
    type=click.FloatRange(0, 1),
    text=say("Accept a near name at least this like (0 to 1) as an answer; the reason says so."),
)
@fail_on_option
@vocabulary_option
@limit_option
@click.pass_context
def command(
    ctx: click.Context,
    path: str,
    column: str | None,
    context_columns: tuple[str, ...],
    jurisdiction: str | None,
    output_path: str,
    separator: str | None,
    encoding: str | None,
    sheet: str | None,
    input_format: str | None,
    safe_csv: bool,
    accept_fuzzy: float | None,
    fail_on: tuple[str, ...],
    vocabularies: tuple[str, ...],
    limits: tuple[str, ...],
) -> None:
    """Read the table, add the columns, write the whole of it, and sum up on standard error."""
    from lexique.headings import recogniser
    from lexique.loading import load

    language = language_of(ctx)
    lexicon = lexicon_of(vocabularies)
    # What headings mean is said by our vocabulary, whichever one is asked for the names.
    recognise = recogniser(load())
    separator = _separator(separator)
    _refuse_output(path, output_path)
    bounds = LIMITS.with_overrides(limits)
    reading = Reading(encoding, separator, sheet, input_format, bounds)
    with open_table(path, score_for(column, recognise), reading) as table:
        columns = choose_columns(table, column, context_columns, recognise)
        found = survey(table, columns.header)
        kind = KINDS[extension(output_path)] if output_path != STDIN else table.kind
        if extension(output_path) == "tsv":
            separator = "\t"
        answers = RoleAnswers(lexicon, language, accept_fuzzy=accept_fuzzy)
        work = Harmonising(table, columns, found, answers, jurisdiction)
        with _ticking(work, language), _destination(output_path, kind) as stream:
            work.write(Output(kind, separator, encoding, safe_csv), stream)
        _sum_up(work, language)
    if any(answers.counts[Outcome(outcome)] for outcome in fail_on):
        ctx.exit(1)


def _separator(given: str | None) -> str | None:
    """Return the separator meant: one character, or `tab` and `\\t` for a tab."""
    if given is None:
        return None
    meant = {"tab": "\t", "\\t": "\t"}.get(given.lower(), given)
    if len(meant) != 1 or meant in '"\r\n' or meant.isalnum():
        raise UseError(
            say("“{given}” is no separator", given=given),
            mend=say("Give one sign: ; , | or tab."),
        )
    return meant


def _refuse_output(path: str, output_path: str) -> None:
    """Raise `UseError` for an output that is the input, or of a kind that is not written."""
    if output_path == STDIN:
        return
    refuse_same_file(path, output_path)
    if extension(output_path) not in KINDS:
        raise UseError(
            say("a table cannot be written with this extension"),
            mend=say("Name the output .csv, .tsv, .xlsx, .json or .jsonl."),
            where=Source(output_path),
        )
    if _MACROS in (extension(path), extension(output_path)):
        _refuse_other_workbook(path, output_path)


def _refuse_other_workbook(path: str, output_path: str) -> None:
    """Raise `UseError` where macros would come under the name of a workbook without, or none do.

    Excel opens neither: the content of a workbook says whether it may hold macros.
    """
    if KINDS[extension(output_path)] == "xlsx" and extension(path) != extension(output_path):
        raise UseError(
            say("a workbook with macros and one without cannot be made of each other"),
            mend=say("Give the output the extension of the input."),
            where=Source(output_path),
        )


@contextmanager
def _ticking(work: Harmonising, language: str) -> Iterator[None]:
    """Show a progress bar on a terminal while rows pass."""
    total = work.survey.n_records
    with progress(say("Harmonising"), language) as advance:
        work.tick = lambda number: advance(number, total)
        yield


@contextmanager
def _destination(output_path: str, kind: str) -> Iterator[BinaryIO]:
    """Give the stream of the output; it is shown or put in place only when all went well."""
    if output_path != STDIN:
        with AtomicFile(output_path) as stream:
            yield stream
        return
    if kind == "xlsx" and sys.stdout.isatty():
        raise UseError(
            say("a workbook cannot be shown on a terminal"),
            mend=say("Name a file with -o."),
        )
    with temporary_stream() as stream:
        yield stream
        stream.seek(0)
        standard_output = sys.stdout.buffer
        while chunk := stream.read(1 << 20):
            standard_output.write(chunk)
        standard_output.flush()


def _sum_up(work: Harmonising, language: str) -> None:
    """Say on standard error how the table was read and what became of its names."""
    notices = (*work.table.notices, *work.survey.notices, *work.notices)
    announced = [notice.text for notice in notices if notice.severity is Severity.INFO]
    if work.columns.header.row.number > 1:
        announced.append(say("the headings are in row {row}", row=work.columns.header.row.number))
    for text in announced:
        complain(say("{path}: {remark}", path=work.table.path, remark=text), language)
    for notice in notices:
        if notice.severity is not Severity.INFO:
            _warn(notice, language)
    counts = work.answers.counts
    shares = [_share(outcome, counts[outcome]) for outcome in Outcome if counts[outcome]]
    total = say_count("{count} name harmonised", "{count} names harmonised", sum(counts.values()))
    told = ", ".join(text.in_language(language) for text in (total, *shares))
    complain(Text(told, told), language)


def _share(outcome: Outcome, number: int) -> Text:
    match outcome:
        case Outcome.MATCHED:
            return say_count("{count} matched", "{count} matched", number)
        case Outcome.AMBIGUOUS:
            return say_count("{count} ambiguous", "{count} ambiguous", number)
        case Outcome.NOT_A_ROLE:
            return say_count("{count} not a role", "{count} not a role", number)
        case _:
            return say_count("{count} unknown", "{count} unknown", number)


def _warn(notice: Notice, language: str) -> None:
    place = notice.location
    where = ":".join(str(part) for part in (place.path, place.cell or place.line) if part)
    complain(say("{where}: warning: {what}", where=where, what=notice.text), language)
    if notice.mend is not None:
        complain(Text(f"    {notice.mend.fr}", f"    {notice.mend.en}"), language)
