"""Verbs that take their defaults from the configuration of the project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lexique.cli.options import Option
from lexique.configuration import Configuration, find_configuration, read_configuration
from lexique.errors import OwnDataError, UseError
from lexique.messages import say
from lexique.model import Source

_PARAMETER = {
    "fail-on": "fail_on",
    "format": "format_",
    "shapes": "shapes_paths",
    "severity": "severities",
}
"""Setting to the parameter of a verb, where their names differ."""
_OF_RULES = ("select", "ignore")
_CONFIGURATION = "lexique.configuration"
"""Where the context keeps the configuration of the run."""


def configuration_options() -> list[Option]:
    """Return the options that say which configuration gives the defaults of the others.

    They come before all others, so that the defaults stand when those are read.
    """
    return [
        Option(
            ["--no-config"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_use_none,
            text=say("Take no defaults from a configuration."),
        ),
        Option(
            ["--config"],
            metavar="FILE",
            is_eager=True,
            expose_value=False,
            callback=_use,
            text=say("File of defaults (default: the nearest lexique.toml or pyproject.toml)."),
        ),
    ]


def configuration_of(ctx: click.Context) -> Configuration | None:
    """Return the configuration of this run, None where there is none."""
    found = ctx.meta.get(_CONFIGURATION)
    return found if isinstance(found, Configuration) else None


def _use_none(ctx: click.Context, _parameter: click.Parameter, is_wanted: bool) -> None:
    if is_wanted:
        _settle(ctx, None)


def _use(ctx: click.Context, _parameter: click.Parameter, path: str | None) -> None:
    if path is not None:
        _settle(ctx, read_configuration(Path(path)))
    elif _CONFIGURATION not in ctx.meta:
        _settle(ctx, find_configuration(Path.cwd()))


def _settle(ctx: click.Context, configuration: Configuration | None) -> None:
    """Make the settings of `configuration` the defaults of the verb that runs."""
    if _CONFIGURATION in ctx.meta:
        raise UseError(
            say("give --config or --no-config, not both"),
            mend=say("Leave one of the two out."),
        )
    ctx.meta[_CONFIGURATION] = configuration
    if configuration is not None:
        ctx.default_map = _defaults(configuration, ctx.command.name or "")


def _defaults(configuration: Configuration, verb: str) -> dict[str, Any]:
    settings = configuration.for_verb(verb)
    for name in _OF_RULES:
        if name in settings:
            settings[name] = _of_verb(settings[name], verb, configuration)
    if "severity" in settings:
        kept = _of_verb(list(settings["severity"]), verb, configuration)
        settings["severity"] = [f"{rule}={settings['severity'][rule]}" for rule in kept]
    return {_PARAMETER.get(name, name): value for name, value in settings.items()}


def _of_verb(names: list[str], verb: str, configuration: Configuration) -> list[str]:
    """Return the rules or families that belong to a verb; one that none knows is a fault."""
    from lexique.rules import catalogue

    entries = catalogue()
    for name in names:
        if not any(entry.id.startswith(name) for entry in entries):
            raise OwnDataError(
                say("there is no rule “{given}”", given=name),
                mend=say("See `lexique rules` for all rules."),
                where=Source(str(configuration.path)),
            )
    own = [entry.id for entry in entries if entry.verb == verb]
    return [name for name in names if any(rule_id.startswith(name) for rule_id in own)]
