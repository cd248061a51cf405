"""What a rule is: an id, words that explain it, and one function that finds its breaches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lexique.model import Severity, Text
from lexique.rdf import Literal, Statement, Term
from lexique.skos.vocabulary import Vocabulary


class Hit(NamedTuple):
    """One breach of a rule, before it becomes a finding at each of its places."""

    message: Text
    mend: Text
    at: tuple[Statement, ...]
    """The statements to point at; several for a fault that lies between them."""
    value: str | None = None
    path: str | None = None
    """The property that is missing, where no statement shows it."""
    key: tuple[str, ...] = ()
    """What identifies the breach, whatever its lines; by default subject, path and value."""


Check = Callable[[Vocabulary], Iterable[Hit]]


Verdict = tuple[Text, Text] | None
"""What is wrong with one statement and how to mend it, or None."""
Select = Callable[[Vocabulary], Iterable[Statement]]


def each(select: Select) -> Callable[[Callable[[Vocabulary, Statement], Verdict]], Check]:
    """Make a check of a function that judges one of the selected statements at a time."""

    def checking(judge: Callable[[Vocabulary, Statement], Verdict]) -> Check:
        def check(vocabulary: Vocabulary) -> Iterator[Hit]:
            for statement in select(vocabulary):
                if (verdict := judge(vocabulary, statement)) is not None:
                    yield Hit(*verdict, (statement,), value=text_of(statement.object))

        return check

    return checking


def each_text(
    select: Select,
) -> Callable[[Callable[[Vocabulary, Statement, Literal], Verdict]], Check]:
    """Make a check of a function that judges one text at a time, among the selected statements."""

    def checking(judge: Callable[[Vocabulary, Statement, Literal], Verdict]) -> Check:
        @each(select)
        def check(vocabulary: Vocabulary, statement: Statement) -> Verdict:
            text = statement.object
            return judge(vocabulary, statement, text) if isinstance(text, Literal) else None

        return check

    return checking


def text_of(term: Term) -> str:
    """Return the text of a literal, or the address."""
    return term.value if isinstance(term, Literal) else str(term)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue; calling it yields its breaches."""

    id: str
    severity: Severity
    """In our own vocabulary; see `severity_in`."""
    what: Text
    why: Text
    bad: str
    """A Turtle example that breaks the rule (prefixes understood)."""
    good: str
    """The same, mended."""
    source: str
    check: Check
    is_condition: bool = False
    """True for the conditions of the SKOS Reference: violations in any vocabulary."""
    is_ours: bool = False
    """True for rules that make sense in our own vocabulary only."""
    needs_all: bool = False
    """True where an unread file would make the rule see faults that are none."""

    def __call__(self, vocabulary: Vocabulary) -> Iterator[Hit]:
        """Yield the breaches found in `vocabulary`."""
        return iter(self.check(vocabulary))

    def severity_in(self, profile: str) -> Severity:
        """Return the severity in `profile`: outside `lexique` only conditions are violations."""
        if profile == "lexique" or self.is_condition or self.severity is not Severity.VIOLATION:
            return self.severity
        return Severity.WARNING


def rule(
    rule_id: str,
    severity: Severity,
    *,
    what: Text,
    why: Text,
    bad: str,
    good: str,
    source: str,
    is_condition: bool = False,
    is_ours: bool = False,
    needs_all: bool = False,
) -> Callable[[Check], Rule]:
    """Make a `Rule` of the function below it."""

    def declare(check: Check) -> Rule:
        return Rule(
            id=rule_id,
            severity=severity,
            what=what,
            why=why,
            bad=bad,
            good=good,
            source=source,
            check=check,
            is_condition=is_condition,
            is_ours=is_ours,
            needs_all=needs_all,
        )

    return declare
