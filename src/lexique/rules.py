"""Every rule that a verb reports, as one catalogue to list and explain.

The rules of a vocabulary are functions with their words beside them (`skos`), those of
declarations are shapes (`shapes/declarations.ttl`); here both become entries of one kind, beside
those that only reading a file or comparing two versions can find.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from lexique.messages import say
from lexique.model import Severity, Text
from lexique.namespaces import SOURCE
from lexique.wording import SEVERITY_WORDS, VERIFICATION_WORDS

CHECK, VALIDATE, DIFF = VERBS = "check", "validate", "diff"


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule as a reader meets it."""

    id: str
    verb: str
    """One of `VERBS`."""
    severity: Severity
    elsewhere: Severity | None
    """For `check`: the severity in a vocabulary that is not ours; None where it does not run."""
    what: tuple[Text, ...]
    """What is asked for; several sentences where several shapes make one rule."""
    why: Text | None = None
    mend: tuple[Text, ...] = ()
    bad: str = ""
    good: str = ""
    source: str | None = None
    verification: str | None = None
    safeguard: str | None = None
    shapes: tuple[str, ...] = ()


@cache
def catalogue() -> tuple[Entry, ...]:
    """Return all rules: those of `check`, those of `validate`, then those of `diff`."""
    return (*_common(), *_of_check(), *_of_validate(), *_of_reading(), *_of_tables(), *_of_diff())


def entries(names: Iterable[str]) -> tuple[Entry, ...]:
    """Return the rules called by one of `names`: an id, or the beginning of several, any case."""
    wanted = tuple(name.casefold() for name in names)
    exact = tuple(entry for entry in catalogue() if entry.id.casefold() in wanted)
    return exact or tuple(
        entry for entry in catalogue() if wanted and entry.id.casefold().startswith(wanted)
    )


def _common() -> tuple[Entry, ...]:
    return (
        Entry(
            "SYNTAX",
            CHECK,
            Severity.VIOLATION,
            Severity.VIOLATION,
            (say("The file can be read: encoding, syntax, limits, no DTD, no remote context."),),
            why=say("What cannot be read cannot be checked; the run ends with exit code 3."),
            bad='ex:a skos:prefLabel "chat"@fr',
            good='ex:a skos:prefLabel "chat"@fr .',
            source="https://www.w3.org/TR/turtle/",
        ),
        Entry(
            "SUP-reason",
            CHECK,
            Severity.WARNING,
            Severity.WARNING,
            (say("A comment that accepts a finding says why."),),
            why=say("The next reader must be able to judge whether the reason still holds."),
            bad='ex:a skos:altLabel "x "@fr . # lexique: ignore[LAB-space]',
            good='ex:a skos:altLabel "x "@fr . # lexique: ignore[LAB-space] printed so',
        ),
        Entry(
            "SUP-unused",
            CHECK,
            Severity.INFO,
            Severity.INFO,
            (say("A comment that accepts a finding stands where there is one."),),
            why=say("A stale comment would hide the next fault of that kind."),
            bad='ex:a skos:altLabel "x"@fr . # lexique: ignore[LAB-space] printed so',
            good='ex:a skos:altLabel "x"@fr .',
        ),
    )


def _of_check() -> tuple[Entry, ...]:
    from lexique.skos.catalogue import rules

    return tuple(
        Entry(
            rule.id,
            CHECK,
            rule.severity,
            None if rule.is_ours else rule.severity_in("skos"),
            (rule.what,),
            why=rule.why,
            bad=rule.bad,
            good=rule.good,
            source=rule.source,
        )
        for rule in rules()
    )


def _of_reading() -> tuple[Entry, ...]:
    """Return the rules of `validate` that no shape can state."""
    return (
        Entry(
            "CELL-formula",
            VALIDATE,
            Severity.VIOLATION,
            None,
            (say("The cell holds a formula without a value, or an error."),),
            mend=(say("Open the workbook, let it calculate, save it; or write the value itself."),),
        ),
        Entry(
            "CELL-number",
            VALIDATE,
            Severity.WARNING,
            None,
            (say("An identifier is kept as a number: leading zeros and precision may be lost."),),
            mend=(say("Format the column as text and write the identifiers again."),),
        ),
        Entry(
            "PROFILE-role",
            VALIDATE,
            Severity.WARNING,
            None,
            (say("The facts of a declaration fit the declared role better than any other."),),
            why=say("Most confusion is between roles that differ by status, training or mandate."),
            mend=(say("Check the role; nothing has been changed. “lexique compare” shows both."),),
            source=SOURCE["lexique-editorial"],
        ),
    )


def _of_tables() -> tuple[Entry, ...]:
    """Return the rules of `validate` about how a table is written."""
    return tuple(
        Entry(f"TABLE-{code}", VALIDATE, Severity.WARNING, None, (what,), mend=(mend,))
        for code, what, mend in (
            (
                "mojibake",
                say("No letter was spoilt before: “Ã©” stands for “é”."),
                say("Export the data again, choosing UTF-8."),
            ),
            (
                "no-rows",
                say("There is at least one row below the headings."),
                say("Check that the export is complete."),
            ),
            (
                "short-row",
                say("Every row has a cell for each heading."),
                say("Check that the export was not cut off; the missing cells count as empty."),
            ),
        )
    )


def _of_diff() -> tuple[Entry, ...]:
    """Return the rules that need two versions of a vocabulary."""
    return (
        Entry(
            "ID-stable",
            DIFF,
            Severity.VIOLATION,
            Severity.VIOLATION,
            (say("An identifier that was published once does not disappear."),),
            why=say("Data that use it would point at nothing."),
            mend=(say("Put it back with owl:deprecated true, and its successor or a reason."),),
            source="https://www.w3.org/Provider/Style/URI",
        ),
        Entry(
            "NOTE-history",
            DIFF,
            Severity.WARNING,
            Severity.WARNING,
            (say("A concept that changed says so in a note or a date."),),
            why=say("A reader of old data must be able to learn what has changed, and when."),
            mend=(say("Add a skos:changeNote, or a new dcterms:modified."),),
            source="https://www.w3.org/TR/skos-reference/#notes",
        ),
    )


def _of_validate() -> tuple[Entry, ...]:
    from lexique.declarations.rulebook import Rule, Rulebook
    from lexique.rdf import read_triples
    from lexique.resources import shapes_folder

    triples = read_triples(shapes_folder() / "declarations.ttl")
    by_id: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in Rulebook.from_triples(triples):
        by_id[rule.id].append(rule)
    found = []
    for rule_id, rules in sorted(by_id.items()):
        gravest = min(rules, key=lambda rule: list(Severity).index(rule.severity))
        found.append(
            Entry(
                rule_id,
                VALIDATE,
                gravest.severity,
                None,
                tuple(dict.fromkeys(rule.message for rule in rules)),
                mend=tuple(dict.fromkeys(rule.mend for rule in rules)),
                source=gravest.source,
                verification=gravest.verification,
                safeguard=gravest.safeguard,
                shapes=tuple(rule.shape for rule in rules),
            )
        )
    return tuple(found)


def as_markdown(language: str) -> str:
    """Return the page `docs/reference/rules.md` (or `.fr.md`) for all rules."""

    def tell(text: Text) -> str:
        return text.in_language(language)

    title = say("The rules")
    sections = [
        f"# {tell(title)}",
        tell(
            say(
                "This page is made by `python -m lexique.rules` from the code and the "
                "shapes; do not edit it. `lexique explain RULE` shows the same."
            )
        ),
    ]
    for verb, title in (
        (CHECK, say("Rules of `lexique check`")),
        (VALIDATE, say("Rules of `lexique validate`")),
        (DIFF, say("Rules of `lexique diff`")),
    ):
        sections.append(f"## {tell(title)}")
        sections += [_section(entry, language) for entry in catalogue() if entry.verb == verb]
    return "\n\n".join(sections) + "\n"


def _section(entry: Entry, language: str) -> str:
    parts = [f"### {entry.id}", *(text.in_language(language) for text in entry.what)]
    if entry.why:
        parts.append(entry.why.in_language(language))
    parts += [text.in_language(language) for text in entry.mend]
    for title, example in ((say("Breaks the rule:"), entry.bad), (say("Keeps it:"), entry.good)):
        if example:
            fence = "json" if example.startswith("{") else "turtle"
            parts.append(f"{title.in_language(language)}\n\n```{fence}\n{example}\n```")
    parts.append("\n".join(f"- {line}" for line in facts(entry, language)))
    return "\n\n".join(parts)


def facts(entry: Entry, language: str) -> list[str]:
    """Return severity, source and the like of a rule, one line each, in words."""
    told = [say("severity: {severity}", severity=SEVERITY_WORDS[entry.severity])]
    if entry.verb == CHECK and entry.elsewhere is None:
        told.append(say("in our own vocabulary only"))
    elif entry.elsewhere is not None and entry.elsewhere is not entry.severity:
        told.append(
            say("in other vocabularies: {severity}", severity=SEVERITY_WORDS[entry.elsewhere])
        )
    if entry.source:
        told.append(say("source: {source}", source=_cited(entry.source)))
        if entry.source.startswith("ISO "):
            told.append(say("the standard was not read: the rule is as commonly reported"))
    if entry.verification and entry.verification != "verified":
        word = VERIFICATION_WORDS[entry.verification]
        told.append(say("the source is {verification}", verification=word))
    if entry.safeguard:
        told.append(say("safeguard: {safeguard}", safeguard=entry.safeguard))
    told += [say("shape: {shape}", shape=shape) for shape in entry.shapes]
    return [text.in_language(language) for text in told]


def _cited(source: str) -> str:
    """Return a source as a reader knows it: article or title, and where it stands."""
    if not source.startswith(SOURCE.iri):
        return source
    from lexique.declarations.sources import reference_label
    from lexique.loading import load

    found = load().reference(source)
    if found is None:
        return source
    label = reference_label(found)
    return f"{label} <{found.url}>" if found.url else label


def main() -> None:
    """Write the two pages of the documentation; for a checkout."""
    from lexique.files import atomic_write
    from lexique.resources import checkout

    root = checkout()
    if root is None:
        return
    for language, name in (("en", "rules.md"), ("fr", "rules.fr.md")):
        atomic_write(str(root / "docs" / "reference" / name), as_markdown(language).encode())


if __name__ == "__main__":
    main()
