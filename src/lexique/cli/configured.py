"""Verbs that take their defaults from the configuration of the project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lexique.configuration import Configuration, find_configuration
from lexique.errors import OwnDataError
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


def use_configuration(ctx: click.Context, verb: str) -> None:
    """Make the settings of the nearest configuration the defaults of the verb that runs."""
    found = find_configuration(Path.cwd())
    if found is not None:
        ctx.default_map = _defaults(found, verb)


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
