"""`lexique diff`: what changed between two versions of a vocabulary, in words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from lexique.cli.options import language_of, option, verb
from lexique.cli.output import say_aloud, write_data
from lexique.messages import labelled, say, say_count
from lexique.model import Severity, Text

if TYPE_CHECKING:
    from lexique.editing.difference import Change, Difference
    from lexique.skos.vocabulary import Vocabulary

_PENDING = ("pending",)


@verb(
    "diff",
    text=say(
        "Compare two versions of a vocabulary, concept by concept: new, withdrawn, renamed, "
        "redefined, moved, rated differently; what follows from it, and which version number.\n\n"
        "OLD and NEW are files, folders, or git revisions such as HEAD~3:vocab/."
    ),
    examples=("lexique diff HEAD~3:vocab/ vocab/", "lexique diff v1/ v2/ --format markdown"),
)
@click.argument("old_path", metavar="OLD")
@click.argument("new_path", metavar="NEW")
@option(
    "--format",
    "format_",
    type=click.Choice(("text", "markdown", "json")),
    default="text",
    text=say("Form of the answer: text, markdown (release notes) or json."),
)
@option(
    "--fail-on",
    type=click.Choice(("violation", "warning", "never")),
    default="violation",
    text=say("Exit with 1 at findings of this severity or above (default: violation)."),
)
@click.pass_context
def command(ctx: click.Context, old_path: str, new_path: str, format_: str, fail_on: str) -> None:
    """Read both versions, compare them, show the changes."""
    from lexique.editing.difference import difference

    language = language_of(ctx)
    found = difference(_vocabulary(old_path), _vocabulary(new_path))
    if format_ == "json":
        write_data(_as_json(found))
    elif format_ == "markdown":
        say_aloud(_as_markdown(found, language))
    else:
        say_aloud(_as_text(found, language))
    grades = {"violation": (Severity.VIOLATION,), "never": ()}.get(
        fail_on, (Severity.VIOLATION, Severity.WARNING)
    )
    ctx.exit(int(any(finding.severity in grades for finding in found.findings)))


def _vocabulary(path: str) -> Vocabulary:
    from lexique.editing.revisions import files_at_revision, is_revision
    from lexique.files import find_inputs
    from lexique.rdf import RDF_EXTENSIONS, read_document
    from lexique.skos.vocabulary import Vocabulary

    if is_revision(path):
        files = files_at_revision(path, RDF_EXTENSIONS)
        return Vocabulary(
            [
                read_document(data, path=name)
                for name, data in files.items()
                if not set(_PENDING) & set(name.split("/"))
            ]
        )
    inputs = find_inputs([path], RDF_EXTENSIONS, skip_folders=_PENDING)
    return Vocabulary([read_document(name) for name in inputs.files])


def _by_subject(found: Difference) -> list[tuple[Text, list[Change]]]:
    return [
        (found.names[subject], list(changes))
        for subject, changes in groupby(found.changes, key=lambda change: change.subject)
    ]


def _as_text(found: Difference, language: str) -> str:
    from lexique.reports.style import place_of
    from lexique.wording import SEVERITY_WORDS

    lines = []
    for name, changes in _by_subject(found):
        lines.append(name.in_language(language))
        for change in changes:
            lines.append(f"  {change.what.in_language(language)}")
            lines.append(f"      {change.consequence.in_language(language)}")
    for finding in found.findings:
        message = finding.message.in_language(language)
        word = SEVERITY_WORDS[finding.severity].in_language(language)
        lines.append(f"{place_of(finding.location)}: {word}: {finding.rule} {message}")
        lines.append(f"    {finding.mend.in_language(language)}")
    lines.append(_summary(found).in_language(language))
    return "\n".join(lines)


def _summary(found: Difference) -> Text:
    if not found.changes:
        return say("nothing changed")
    counted = say_count("{count} change", "{count} changes", len(found.changes))
    if not found.old_version:
        return counted
    return say(
        "{counted}; after version {old} they ask for {asked} (the new one says {new})",
        counted=counted,
        old=found.old_version,
        asked=found.version_asked,
        new=found.new_version or "-",
    )


def _as_markdown(found: Difference, language: str) -> str:
    from lexique.editing.difference import Weight

    titles = {
        Weight.MAJOR: say("What breaks"),
        Weight.MINOR: say("What is new or changed"),
        Weight.PATCH: say("What only reads differently"),
    }
    lines = [f"## {found.version_asked or found.new_version}", ""]
    for weight, title in titles.items():
        changes = [change for change in found.changes if change.weight is weight]
        if changes:
            lines += [f"### {title.in_language(language)}", ""]
            for change in changes:
                told = labelled(found.names[change.subject], change.what)
                lines.append(f"- {_escaped(told.in_language(language))}")
            lines.append("")
    lines.append(_summary(found).in_language(language))
    return "\n".join(lines)


def _escaped(text: str) -> str:
    for sign in "\\<>*_`[]":
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", " ")


def _as_json(found: Difference) -> bytes:
    from lexique.json_line import json_line
    from lexique.reports.json_ import finding_object
    from lexique.reports.style import Style

    document = {
        "schema": "https://w3id.org/lexique/schema/difference-1.json",
        "old_version": found.old_version or None,
        "new_version": found.new_version or None,
        "version_asked": found.version_asked or None,
        "changes": [
            {
                "subject": str(change.subject),
                "kind": change.kind,
                "weight": change.weight.name.lower(),
                "what": change.what.to_dict(),
                "consequence": change.consequence.to_dict(),
            }
            for change in found.changes
        ],
        "findings": [finding_object(finding, Style()) for finding in found.findings],
    }
    return f"{json_line(document, indent=2)}\n".encode()
