"""What the verbs that report findings share: format, output, baseline and exit code."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import click

from lexique.cli.options import language_of, option
from lexique.cli.output import complain, wants_colour
from lexique.files import STDIN
from lexique.messages import say
from lexique.model import Report, Severity
from lexique.reports import FORMATS

_GRADES = (Severity.INFO, Severity.WARNING, Severity.VIOLATION)
NEVER = "never"
_MOST_SHOWN = 10_000


class Reporting(NamedTuple):
    """How the user wants findings shown, and which of them fail the run."""

    format: str | None
    output_path: str
    fail_on: str
    show_values: bool
    baseline: str | None
    write_baseline: str | None
    max_findings: int

    @property
    def most_needed(self) -> int | None:
        """How many findings have to be kept; a baseline has to do with all of them (None)."""
        return None if self.baseline or self.write_baseline else self.max_findings


def reporting_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a report to a verb; it receives them as one `reporting` argument."""

    @option(
        "--format",
        "format_",
        type=click.Choice(FORMATS),
        text=say("Form of the report (default: text; github in a GitHub workflow)."),
    )
    @option(
        "-o",
        "--output",
        "output_path",
        default=STDIN,
        text=say("File to write the report to (default: - , standard output)."),
    )
    @option(
        "--fail-on",
        type=click.Choice([*map(str, reversed(_GRADES)), NEVER]),
        default=str(Severity.VIOLATION),
        text=say("Exit with 1 at findings of this severity or above (default: violation)."),
    )
    @option("--show-values", is_flag=True, text=say("Show every value, personal ones too."))
    @option("--baseline", text=say("File of known findings, which are left out of the report."))
    @option("--write-baseline", text=say("Write all findings to this file of known findings."))
    @option(
        "--max-findings",
        type=int,
        default=_MOST_SHOWN,
        metavar="N",
        text=say("Show the first N findings and count the others (default: 10000)."),
    )
    @functools.wraps(function)
    def wrapper(
        *arguments: Any,
        format_: str | None,
        output_path: str,
        fail_on: str,
        show_values: bool,
        baseline: str | None,
        write_baseline: str | None,
        max_findings: int,
        **options: Any,
    ) -> Any:
        reporting = Reporting(
            format_,
            output_path,
            fail_on,
            show_values,
            baseline,
            write_baseline,
            max(0, max_findings),
        )
        return function(*arguments, reporting=reporting, **options)

    decorated: Callable[..., Any] = wrapper
    return decorated


def deliver(
    ctx: click.Context, report: Report, reporting: Reporting, *, inputs: Sequence[str] = ()
) -> None:
    """Show `report` on `inputs` as asked for and leave with the exit code of the contract."""
    from lexique.reports.style import count_hidden

    if reporting.baseline or reporting.write_baseline:
        report = _against_baseline(report, reporting)
    report = report.first(reporting.max_findings)
    if hidden := count_hidden(report):
        complain(hidden, language_of(ctx))
    _show(ctx, report, reporting, inputs)
    ctx.exit(exit_code(report, reporting.fail_on))


def _against_baseline(report: Report, reporting: Reporting) -> Report:
    """Return `report` without the findings that were known before; write all as asked for."""
    from lexique.editing.baseline import baseline_of, known_fingerprints, without_known
    from lexique.files import atomic_write, read_bytes

    if reporting.write_baseline:
        atomic_write(reporting.write_baseline, baseline_of(report))
    if not reporting.baseline:
        return report
    known = known_fingerprints(read_bytes(reporting.baseline), reporting.baseline)
    return without_known(report, known)


def exit_code(report: Report, fail_on: str) -> int:
    """Return 3 where an input was not read or nothing was checked, else 1 or 0 by severity."""
    if any(finding.rule == "SYNTAX" for finding in report.findings):
        return 3
    if fail_on == NEVER:
        return 0
    failing = _GRADES[_GRADES.index(Severity(fail_on)) :]
    return int(any(report.count(severity) for severity in failing))


def _show(ctx: click.Context, report: Report, reporting: Reporting, inputs: Sequence[str]) -> None:
    from lexique.cli.output import write_data
    from lexique.files import atomic_write, refuse_same_file
    from lexique.reports import render

    is_shown = reporting.output_path == STDIN
    if not is_shown:
        for path in inputs:
            refuse_same_file(path, reporting.output_path)
    in_workflow = os.environ.get("GITHUB_ACTIONS") == "true"
    format_ = reporting.format or ("github" if in_workflow and is_shown else "text")
    rendered = render(
        report,
        format_,
        workbook=_workbook(inputs) if format_ == "xlsx" else None,
        language=language_of(ctx),
        show_values=reporting.show_values,
        colour=is_shown and wants_colour(sys.stdout),
    )
    if is_shown:
        write_data(rendered)
    else:
        atomic_write(reporting.output_path, rendered)


def _workbook(inputs: Sequence[str]) -> tuple[str, bytes] | None:
    """Return path and content of the workbook where exactly one was read."""
    from lexique.files import extension, read_bytes

    if len(inputs) != 1 or extension(inputs[0]) != "xlsx":
        return None
    return inputs[0], read_bytes(inputs[0])
