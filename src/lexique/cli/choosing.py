"""How a user chooses among rules: which run, and how grave each is."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable
from typing import Any, NamedTuple

from lexique.cli.options import option
from lexique.errors import UseError
from lexique.messages import say
from lexique.model import Severity


class RuleChoice(NamedTuple):
    """Rules or families (beginnings of ids) to run or leave out, and severities as given."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    given_severities: tuple[str, ...]

    def severities(self, known: Collection[str]) -> dict[str, Severity]:
        """Return rule to severity; raises UseError for a rule not in `known` or no severity."""
        return dict(_severity(given, known) for given in self.given_severities)


def rule_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose rules to a verb; it receives them as one `choice` argument."""

    @option(
        "--select",
        multiple=True,
        metavar="RULE",
        text=say("Only these rules, or families by their beginning (LAB, PROFILE); repeatable."),
    )
    @option(
        "--ignore",
        multiple=True,
        metavar="RULE",
        text=say("Leave these rules or families out; repeatable."),
    )
    @option(
        "--severity",
        "severities",
        multiple=True,
        metavar="RULE=SEVERITY",
        text=say("Give a rule another severity: violation, warning or info; repeatable."),
    )
    @functools.wraps(function)
    def wrapper(
        *arguments: Any,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        severities: tuple[str, ...],
        **options: Any,
    ) -> Any:
        return function(*arguments, choice=RuleChoice(select, ignore, severities), **options)

    decorated: Callable[..., Any] = wrapper
    return decorated


def refuse_unknown_rules(names: Iterable[str], known: Collection[str]) -> None:
    """Raise UseError for the first name that begins no id in `known`."""
    for name in names:
        if not any(rule_id.startswith(name) for rule_id in known):
            raise _unknown_rule(name)


def _severity(given: str, known: Collection[str]) -> tuple[str, Severity]:
    rule_id, _, severity = given.partition("=")
    if rule_id not in known:
        raise _unknown_rule(rule_id)
    if severity not in list(Severity):
        raise UseError(
            say("“{given}” names no severity", given=given),
            mend=say("Write RULE=violation, RULE=warning or RULE=info."),
        )
    return rule_id, Severity(severity)


def _unknown_rule(given: str) -> UseError:
    return UseError(
        say("there is no rule “{given}”", given=given),
        mend=say("See `lexique rules` for all rules."),
    )
