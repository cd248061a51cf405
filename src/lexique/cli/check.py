"""`lexique check`: what is wrong in a SKOS vocabulary, where, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lexique.cli.choosing import RuleChoice, refuse_unknown_rules, rule_options
from lexique.cli.configured import configuration_of
from lexique.cli.findings import Reporting, deliver, reporting_options
from lexique.cli.options import language_of, limit_option, option, verb
from lexique.cli.output import complain
from lexique.errors import InputError, UseError
from lexique.messages import say, say_count

if TYPE_CHECKING:
    from lexique.configuration import Configuration, HouseProfile
    from lexique.skos.checking import Settings

_KINDS = ("turtle", "ntriples", "rdfxml", "jsonld")
_PENDING = ("pending",)


@verb(
    "check",
    text=say(
        "Check a SKOS vocabulary: integrity, labels, definitions, structure, metadata.\n\n"
        "PATH is a Turtle, N-Triples, RDF/XML or JSON-LD file, a folder, a pattern, or - for "
        "standard input. Our own vocabulary is known by itself and checked more strictly."
    ),
    examples=(
        "lexique check vocab/",
        "lexique check thesaurus.rdf --profile skos --format json --ignore STR",
    ),
    is_configured=True,
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@option("--profile", text=say("Set of rules: skos (any vocabulary), lexique (ours), or a house's."))
@rule_options
@option(
    "--input-format",
    type=click.Choice(_KINDS),
    text=say("Syntax of standard input, or of files with another extension."),
)
@limit_option
@reporting_options
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    profile: str | None,
    input_format: str | None,
    limits: tuple[str, ...],
    choice: RuleChoice,
    reporting: Reporting,
) -> None:
    """Read the files, run the rules, show the report, and leave with the code of the contract."""
    from lexique.files import LIMITS, find_inputs
    from lexique.rdf import RDF_EXTENSIONS, Kind
    from lexique.resources import versions
    from lexique.skos.checking import check
    from lexique.skos.inputs import load_documents, nothing_to_check
    from lexique.unreadable import unreadable

    settings = _settings(profile, choice, configuration_of(ctx))
    kind = Kind(input_format) if input_format else None
    try:
        inputs = find_inputs(paths, RDF_EXTENSIONS, skip_folders=_PENDING)
    except InputError as error:
        deliver(
            ctx, check((), settings, unread=[unreadable(error)], versions=versions()), reporting
        )
        return
    if inputs.ignored:
        complain(
            say_count(
                "{count} file is not RDF and was left out: {names}",
                "{count} files are not RDF and were left out: {names}",
                len(inputs.ignored),
                names=", ".join(inputs.ignored[:5]),
            ),
            language_of(ctx),
        )
    loaded = load_documents(inputs.files, kind=kind, limits=LIMITS.with_overrides(limits))
    report = check(
        loaded.documents,
        settings,
        context=loaded.context,
        unread=loaded.unread,
        versions=versions(),
    )
    deliver(ctx, nothing_to_check(report, loaded), reporting)


def _settings(
    profile: str | None, choice: RuleChoice, configuration: Configuration | None
) -> Settings:
    """Return the settings of this run; raises UseError for a rule or profile that there is not."""
    from lexique.skos.catalogue import rules
    from lexique.skos.checking import Settings

    ids = [rule.id for rule in rules()]
    house = _house_profile(profile, configuration)
    chosen = (*house.select, *choice.select)
    left_out = (*house.ignore, *choice.ignore)
    changed = dict(house.severities) | choice.severities(ids)
    refuse_unknown_rules((*chosen, *left_out, *changed), ids)
    return Settings(house.extends, chosen, left_out, changed)


def _house_profile(name: str | None, configuration: Configuration | None) -> HouseProfile:
    """Return what a profile stands for: one of ours, or one of the project's configuration."""
    from lexique.configuration import HouseProfile
    from lexique.skos.checking import PROFILES

    if name is None or name in PROFILES:
        return HouseProfile(extends=name)
    houses = configuration.house_profiles() if configuration else {}
    if name not in houses:
        raise UseError(
            say("there is no profile “{name}”", name=name),
            mend=say("Give one of: {names}.", names=", ".join([*PROFILES, *houses])),
        )
    return houses[name]
