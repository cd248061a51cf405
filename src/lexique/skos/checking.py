"""Documents in, a report out: rules are chosen, run, placed, collapsed and sorted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lexique.collecting import without_collection
from lexique.messages import say
from lexique.model import Finding, Location, Report, Severity
from lexique.rdf import RdfDocument, Statement
from lexique.skos.catalogue import rules
from lexique.skos.properties import MAPPINGS
from lexique.skos.rule import Hit, Rule
from lexique.skos.suppression import without_suppressed
from lexique.skos.vocabulary import Vocabulary

PROFILES = ("skos", "lexique")
_MANY = 50
"""From this many breaches of one rule on, in most concepts, they are one finding: one cause."""
_LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run checks, and how gravely; ids may be given by their beginning (`LAB`)."""

    profile: str | None = None
    """`skos`, `lexique`, or None: ours for our own vocabulary, else `skos`."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """Rule id to the severity it is given instead of its own."""


def check(
    documents: Sequence[RdfDocument],
    settings: Settings | None = None,
    *,
    context: Sequence[RdfDocument] = (),
    unread: Sequence[Finding] = (),
    versions: Mapping[str, str] | None = None,
) -> Report:
    """Return what is wrong in `documents`; findings sorted by place, then rule.

    `context` is looked up but not checked. `unread` holds the findings of inputs that could not be
    read: with any, rules that need the whole vocabulary are left out.
    """
    settings = settings or Settings()
    with without_collection():
        vocabulary = Vocabulary(documents, context)
        profile = profile_of(vocabulary, settings)
        chosen = [
            rule
            for rule in rules()
            if _is_chosen(rule, profile, settings) and not (unread and rule.needs_all)
        ]
        findings = [
            finding
            for rule in chosen
            for finding in _findings(rule, vocabulary, _severity(rule, profile, settings))
        ]
    kept = without_suppressed(findings, documents, is_partial=bool(settings.select))
    return Report(
        findings=tuple(sorted((*unread, *kept), key=_place_in_report)),
        n_checked=count_concepts(vocabulary),
        subject="concepts",
        versions=versions or {},
    )


def profile_of(vocabulary: Vocabulary, settings: Settings) -> str:
    """Return the profile asked for, else `lexique` for our own vocabulary and `skos` for others."""
    return settings.profile or ("lexique" if vocabulary.is_ours else "skos")


def count_concepts(vocabulary: Vocabulary) -> int:
    """Return how many concepts were checked: all, stated or entailed, but mere mapping targets."""
    return sum(
        1
        for concept, cause in vocabulary.concepts.items()
        if not vocabulary.is_context(cause)
        and not (
            cause.predicate in MAPPINGS
            and cause.subject != concept
            and concept not in vocabulary.first_statement
        )
    )


def _is_chosen(rule: Rule, profile: str, settings: Settings) -> bool:
    if rule.is_ours and profile != "lexique":
        return False
    if settings.select and not rule.id.startswith(settings.select):
        return False
    return not (settings.ignore and rule.id.startswith(settings.ignore))


def _severity(rule: Rule, profile: str, settings: Settings) -> Severity:
    return settings.severities.get(rule.id) or rule.severity_in(profile)


def _findings(rule: Rule, vocabulary: Vocabulary, severity: Severity) -> Iterator[Finding]:
    hits = list(_in_documents(rule(vocabulary), vocabulary))
    if len(hits) >= _MANY and 2 * len(hits) > len(vocabulary.described_concepts):
        hits = [_collapsed(hits)]
    for hit in hits:
        yield from _placed(rule, hit, severity)


def _in_documents(hits: Iterable[Hit], vocabulary: Vocabulary) -> Iterator[Hit]:
    """Yield hits with their places in the checked files; those that only the context has, not."""
    for hit in hits:
        places = tuple(at for at in hit.at if not vocabulary.is_context(at))
        if places or not hit.at:
            yield hit if len(places) == len(hit.at) else hit._replace(at=places)


def _collapsed(hits: list[Hit]) -> Hit:
    """Return one hit for breaches so many that they have one cause (P6 of the rule catalogue)."""
    first = hits[0]
    return first._replace(
        message=say(
            "{message}; the same holds in {count} other places: one cause, reported once",
            message=first.message,
            count=len(hits) - 1,
        ),
        key=("collapsed",),
    )


def _placed(rule: Rule, hit: Hit, severity: Severity) -> Iterator[Finding]:
    """Yield the finding at each place of the breach, all with one fingerprint."""
    value = hit.value[:_LONGEST_VALUE] if hit.value else None
    finding = Finding(
        rule=rule.id,
        severity=severity,
        message=hit.message,
        mend=hit.mend,
        location=Location(),
        value=value,
        is_quotable=True,
        source=rule.source,
        fingerprint=_digest(rule.id, *(hit.key or _identity(hit))),
    )
    locations = dict.fromkeys(_location(at, hit.path) for at in hit.at)
    for location in locations or (Location(),):
        yield finding._replace(location=location)


def _identity(hit: Hit) -> tuple[str, ...]:
    named = sorted(f"{at.subject} {hit.path or at.predicate}" for at in hit.at)
    return (*named, hit.value or "")


def _location(statement: Statement, path: str | None) -> Location:
    where = statement.where
    return Location(
        path=where.path if where else None,
        line=where.line if where else None,
        column=where.column if where else None,
        focus_node=str(statement.subject),
        result_path=path or str(statement.predicate),
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def _place_in_report(finding: Finding) -> tuple[str, int, int, str, str]:
    location = finding.location
    return (
        location.path or "",
        location.line or 0,
        location.column or 0,
        finding.rule,
        finding.fingerprint,
    )
