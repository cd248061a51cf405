"""`lexique validate`: what is wrong in declarations of roles, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from lexique.cli.choosing import RuleChoice, refuse_unknown_rules, rule_options
from lexique.cli.findings import Reporting, deliver, reporting_options
from lexique.cli.options import language_of, limit_option, option, verb
from lexique.cli.output import complain, progress
from lexique.errors import InputError, UseError
from lexique.finding import EngineNote, Report
from lexique.messages import say, say_count
from lexique.model import Text

if TYPE_CHECKING:
    from lexique.declarations.validation import Settings, Validator
    from lexique.rdf import Triple

_KINDS = ("csv", "xlsx", "json", "jsonl", "turtle", "ntriples", "rdfxml", "jsonld")


class _Options(NamedTuple):
    """What was typed, before it is understood."""

    mapping: str | None
    choice: RuleChoice
    day: date
    jurisdiction: str | None
    encoding: str | None
    separator: str | None
    sheet: str | None
    input_format: str | None
    limits: tuple[str, ...]


def _day(_ctx: click.Context, _parameter: click.Parameter, given: str | None) -> date:
    """Return the day that was typed, today by default; raises UseError for what is none."""
    from lexique.dates import read_date

    if given is None:
        return date.today()
    day = read_date(given).value
    if day is None:
        raise UseError(
            say("“{value}” is no day", value=given),
            mend=say("Write it as 2026-11-21 or 21/11/2026."),
        )
    return day


@verb(
    "validate",
    text=say(
        "Check role declarations: one row or object for each engagement of a person.\n\n"
        "PATH is a CSV, TSV, XLSX, JSON, JSON Lines, Turtle, N-Triples, RDF/XML or JSON-LD file, "
        "a folder, a pattern, or - for standard input. Headings and codes are understood in French "
        "and English. Nothing leaves the machine; personal values are masked."
    ),
    examples=(
        "lexique validate export.csv",
        "lexique validate exports/ --format html -o report.html --ignore PROFILE",
    ),
    is_configured=True,
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@option("--mapping", text=say("File of your own headings and codes (TOML)."))
@option(
    "--shapes",
    "shapes_paths",
    multiple=True,
    text=say("Turtle file of your own rules, in SHACL Core; repeatable."),
)
@rule_options
@option(
    "--on",
    "day",
    metavar="YYYY-MM-DD",
    callback=_day,
    text=say("Day on which mandates and deadlines are judged (default: today)."),
)
@option("--jurisdiction", text=say("ISO 3166 code (FR, CA-QC, GB), EU or INT."))
@option("--encoding", text=say("Encoding of the text file that is read."))
@option("--separator", text=say("Separator of columns of the CSV file that is read."))
@option("--sheet", text=say("Sheet of the workbook (default: the first with the headings)."))
@option(
    "--input-format",
    type=click.Choice(_KINDS),
    text=say("Format of standard input, or of files with another extension."),
)
@limit_option
@reporting_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    shapes_paths: tuple[str, ...],
    reporting: Reporting,
    **typed: Any,
) -> None:
    """Read the files, judge them together, show the report, leave with the contract's code."""
    from lexique.declarations.validation import EXTENSIONS, Validator
    from lexique.files import find_inputs
    from lexique.shacl.parallel import cores

    options = _Options(**typed)
    try:
        shapes = [triple for path in shapes_paths for triple in _house_shapes(path)]
        extensions = _every_extension(paths) if options.input_format else EXTENSIONS
        inputs = find_inputs(paths, extensions)
    except InputError as error:
        deliver(ctx, _unread(error), reporting)
        return
    if inputs.ignored:
        complain(
            say_count(
                "{count} file is of no kind that is read and was left out: {names}",
                "{count} files are of no kind that is read and were left out: {names}",
                len(inputs.ignored),
                names=", ".join(inputs.ignored[:5]),
            ),
            language_of(ctx),
        )
    validator = Validator.bundled(shapes)
    settings = _settings(options, validator)._replace(
        max_findings=reporting.most_needed, processes=cores()
    )
    try:
        with progress(say("Checking"), language_of(ctx)) as advance:
            validation = validator.validate(inputs.files, settings, tick=advance)
    except InputError as error:
        deliver(ctx, _unread(error), reporting)
        return
    for path, text in validation.announcements:
        complain(say("{path}: {remark}", path=path, remark=text), language_of(ctx))
    for text in _told_of_engine(validation.report.notes):
        complain(text, language_of(ctx))
    deliver(ctx, validation.report, reporting, inputs=inputs.files)


def _told_of_engine(notes: Iterable[EngineNote]) -> Iterator[Text]:
    """Yield which shapes take long or much memory: those that our own engine does not stream."""
    for note in notes:
        if note.judge == "pySHACL":
            yield say("{shape} is judged by pySHACL; the JSON report says why", shape=note.shape)
        elif note.judge == "whole graph":
            yield say(
                "{shape} is judged with all data in memory; the JSON report says why",
                shape=note.shape,
            )


def _house_shapes(path: str) -> tuple[Triple, ...]:
    from lexique.rdf import Kind, kind_of, read_document
    from lexique.shacl.user_shapes import vetted

    document = read_document(path, kind=kind_of(path) or Kind.TURTLE)
    return vetted(document.statements, document.path)


def _every_extension(paths: tuple[str, ...]) -> frozenset[str]:
    from lexique.declarations.validation import EXTENSIONS
    from lexique.files import extension

    return EXTENSIONS | {extension(path) for path in paths}


def _unread(error: InputError) -> Report:
    from lexique.resources import versions
    from lexique.unreadable import unreadable

    findings = (*error.findings, unreadable(error))
    return Report(findings=findings, n_checked=0, versions=versions())


def _settings(options: _Options, validator: Validator) -> Settings:
    """Return what the options mean; raises UseError for an unknown rule, severity or property."""
    from lexique.declarations.house import HouseWords, read_house_words
    from lexique.declarations.validation import Settings
    from lexique.files import LIMITS, read_text
    from lexique.tables import Reading

    known = validator.rule_ids
    refuse_unknown_rules((*options.choice.select, *options.choice.ignore), known)
    limits = LIMITS.with_overrides(options.limits)
    house = HouseWords()
    if options.mapping:
        text = read_text(options.mapping, limits=limits).text
        house = read_house_words(text, options.mapping, validator.model)
    reading = Reading(options.encoding, options.separator, options.sheet, limits=limits)
    settings = Settings(
        day=options.day,
        select=options.choice.select,
        ignore=options.choice.ignore,
        severities=options.choice.severities(known),
        jurisdiction=options.jurisdiction,
        house=house,
        reading=reading,
    )
    return settings.with_kind(options.input_format) if options.input_format else settings
