"""`lexique stats`: what a vocabulary holds, in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from lexique.cli.options import language_of, option, verb
from lexique.cli.output import say_aloud, write_data
from lexique.messages import labelled, say
from lexique.model import Text

if TYPE_CHECKING:
    from lexique.skos.counting import Counts
    from lexique.views.statistics import Statistics

_PENDING = ("pending",)


@verb(
    "stats",
    text=say(
        "Count what a vocabulary holds: concepts, labels and definitions by language, relations, "
        "depth.\n\n"
        "PATH is a Turtle, N-Triples, RDF/XML or JSON-LD file or a folder; without any, our own "
        "vocabulary is counted, designations and sources included."
    ),
    examples=("lexique stats", "lexique stats thesaurus.rdf --format json"),
)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@option(
    "--format",
    "format_",
    type=click.Choice(("text", "json")),
    default="text",
    text=say("Form of the answer (default: text)."),
)
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...], format_: str) -> None:
    """Read the files, count, show the numbers."""
    from lexique.files import find_inputs
    from lexique.json_line import json_line
    from lexique.rdf import RDF_EXTENSIONS, read_document
    from lexique.resources import vocabulary_folder
    from lexique.skos.counting import count
    from lexique.skos.vocabulary import Vocabulary

    inputs = find_inputs(paths or [str(vocabulary_folder())], RDF_EXTENSIONS, skip_folders=_PENDING)
    counts = count(Vocabulary([read_document(path) for path in inputs.files]))
    ours = None if paths else _ours()
    if format_ == "json":
        document = counts.to_dict() | ({"designations": ours.to_dict()} if ours else {})
        write_data(f"{json_line(document, indent=2)}\n".encode())
        return
    language = language_of(ctx)
    lines = [*_lines(counts), *(_lines_of_ours(ours) if ours else ())]
    for label, value in lines:
        say_aloud(labelled(label, value).in_language(language))


def _ours() -> Statistics:
    from lexique.loading import load
    from lexique.views.statistics import statistics

    return statistics(load())


def _lines(counts: Counts) -> list[tuple[Text, str]]:
    lines = [
        (say("statements"), str(counts.statements)),
        (say("concepts"), str(counts.concepts)),
        (say("withdrawn concepts"), str(counts.withdrawn)),
        (say("schemes"), str(counts.schemes)),
        (say("collections"), str(counts.collections)),
        (say("top concepts"), str(counts.top_concepts)),
    ]
    titles = {
        "prefLabel": say("preferred labels"),
        "altLabel": say("alternative labels"),
        "hiddenLabel": say("hidden labels"),
    }
    lines += [(titles[kind], _listed(found)) for kind, found in counts.labels.items() if found]
    return [
        *lines,
        (say("definitions"), _listed(counts.definitions)),
        (say("concepts without definition"), str(counts.undefined)),
        (say("links to broader concepts"), str(counts.broader)),
        (say("pairs of related concepts"), str(counts.related)),
        (say("mappings"), _listed(counts.mappings)),
        (say("levels of the hierarchy"), str(counts.depth)),
        (say("concepts with several broader ones"), str(counts.with_several_parents)),
        (say("most narrower concepts of one"), str(counts.largest_family)),
    ]


def _lines_of_ours(found: Statistics) -> list[tuple[Text, str]]:
    return [
        (say("concepts by group"), _listed(found.concepts)),
        (say("designations"), str(found.designations)),
        (say("ambiguous forms"), str(found.ambiguous_forms)),
        (say("designations by language"), _listed(found.by_language)),
        (say("designations by jurisdiction"), _listed(found.by_jurisdiction)),
        (say("designations by status"), _listed(found.by_status)),
        (say("sources by verification"), _listed(found.sources)),
    ]


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.items()) or "0"
