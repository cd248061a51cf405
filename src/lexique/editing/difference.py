"""What changed between two versions of a vocabulary, concept by concept, in words.

Each change has a consequence, and the gravest decides the version number (Semantic Versioning):
a new label or concept is minor; what breaks somebody's export or reading is major.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from lexique.messages import labelled, say
from lexique.model import Finding, Location, Severity, Text
from lexique.namespaces import DCTERMS, LEX, OWL, SKOS, SKOSXL
from lexique.rdf import Iri, Literal, Resource, Term
from lexique.skos.properties import LABELS, MAPPINGS, NOTES
from lexique.skos.vocabulary import Vocabulary


class Weight(IntEnum):
    """What a change asks of the version number."""

    PATCH = 0
    MINOR = 1
    MAJOR = 2


@dataclass(frozen=True, slots=True)
class Change:
    """One difference about one subject."""

    subject: Resource
    kind: str
    """A stable code, such as `label-changed`."""
    weight: Weight
    what: Text
    consequence: Text


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes, by subject, and what is wrong with how they were made."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    names: dict[Resource, Text]
    old_version: str
    new_version: str

    @property
    def weight(self) -> Weight | None:
        """The gravest change, or None where nothing changed."""
        return max((change.weight for change in self.changes), default=None)

    @property
    def version_asked(self) -> str:
        """The number that the changes ask for after the old version."""
        return next_version(self.old_version, self.weight)


_BREAKS = say("breaking: exports and readings that rest on it change")
_ADDS = say("compatible: nothing that worked stops working")
_READS = say("no consequence for data")

_NOUN = {
    SKOS.prefLabel: say("preferred label"),
    SKOS.altLabel: say("alternative label"),
    SKOS.hiddenLabel: say("hidden label"),
    SKOS.definition: say("definition"),
    SKOS.scopeNote: say("scope note"),
    SKOS.note: say("note"),
    SKOS.example: say("example"),
    SKOS.historyNote: say("history note"),
    SKOS.editorialNote: say("editorial note"),
    SKOS.changeNote: say("change note"),
    SKOS.broader: say("broader concept"),
    SKOS.inScheme: say("scheme"),
}
_MOST_VALUES = 3
"""Values that a change names; of others it gives the number."""
_BOOKKEEPING = {DCTERMS.modified, DCTERMS.created, DCTERMS.issued, SKOS.changeNote}
_TEXTS_THAT_READ = set(NOTES) - {SKOS.definition}


def difference(old: Vocabulary, new: Vocabulary) -> Difference:
    """Return what changed from `old` to `new`, sorted by subject and then by kind."""
    comparer = _Comparer(old, new)
    changes = sorted(
        comparer.changes(), key=lambda change: (str(change.subject), change.kind, change.what.en)
    )
    names = {
        change.subject: (new if change.subject in new.first_statement else old).name(change.subject)
        for change in changes
    }
    return Difference(
        tuple(changes),
        tuple(comparer.findings(changes)),
        names,
        _version(old),
        _version(new),
    )


def next_version(version: str, weight: Weight | None) -> str:
    """Return the version that follows `version` after a change of `weight`.

    Before 1.0.0 nothing is promised: what would be major is minor.
    """
    match = re.match(r"(\d+)\.(\d+)(?:\.(\d+))?", version)
    if match is None or weight is None:
        return version
    major, minor, patch = (int(part or 0) for part in match.groups())
    if weight is Weight.MAJOR and major > 0:
        return f"{major + 1}.0.0"
    if weight is Weight.PATCH:
        return f"{major}.{minor}.{patch + 1}"
    return f"{major}.{minor + 1}.0"


def _version(vocabulary: Vocabulary) -> str:
    found = sorted(
        statement.object.value
        for statement in vocabulary.stating(OWL.versionInfo)
        if isinstance(statement.object, Literal)
    )
    return found[0] if found else ""


class _Comparer:
    """Compares two vocabularies subject by subject."""

    def __init__(self, old: Vocabulary, new: Vocabulary) -> None:
        self.old = old
        self.new = new

    def changes(self) -> Iterator[Change]:
        before, after = set(_subjects(self.old)), set(_subjects(self.new))
        for subject in before - after:
            yield Change(
                subject,
                "vanished",
                Weight.MAJOR,
                say("{kind} removed", kind=_kind(self.old, subject)),
                _BREAKS,
            )
        for subject in after - before:
            yield Change(
                subject,
                "new",
                Weight.MINOR,
                say("new {kind}", kind=_kind(self.new, subject)),
                _ADDS,
            )
        for subject in before & after:
            yield from self.changed(subject)

    def changed(self, subject: Resource) -> Iterator[Change]:
        before, after = _by_predicate(self.old, subject), _by_predicate(self.new, subject)
        for predicate in sorted(before.keys() | after.keys()):
            lost = before.get(predicate, set()) - after.get(predicate, set())
            gained = after.get(predicate, set()) - before.get(predicate, set())
            for language in sorted({_language(term) for term in (*lost, *gained)}):
                yield from self.judged(
                    subject,
                    predicate,
                    {term for term in lost if _language(term) == language},
                    {term for term in gained if _language(term) == language},
                )

    def judged(
        self, subject: Resource, predicate: str, lost: set[Term], gained: set[Term]
    ) -> Iterator[Change]:
        """Yield the changes of one predicate of one subject, in one language where it has one."""
        for predicates, judge in _JUDGES:
            if predicate in predicates:
                yield from judge(self, subject, predicate, lost, gained)
                return
        if predicate in _BOOKKEEPING:
            return
        yield Change(
            subject,
            "property-changed",
            Weight.MINOR if predicate.startswith(LEX.iri) else Weight.PATCH,
            self.told(self.new.short(Iri(predicate)), lost, gained),
            _ADDS if predicate.startswith(LEX.iri) else _READS,
        )

    def told(self, noun: Text | str, lost: set[Term], gained: set[Term]) -> Text:
        """Return what changed, after the name of the property and its language."""
        change = self.exchanged(lost, gained)
        language = _language(next(iter((*lost, *gained))))
        if not language:
            return labelled(noun, change)
        return say("{noun} ({language}): {change}", noun=noun, language=language, change=change)

    def exchanged(self, lost: Iterable[Term], gained: Iterable[Term]) -> Text:
        """Return “old → new” for values, “+ new” or “- old” where one side is empty."""
        before = self.old.names(sorted(lost, key=str), limit=_MOST_VALUES)
        after = self.new.names(sorted(gained, key=str), limit=_MOST_VALUES)
        if not lost:
            return say("added {values}", values=after)
        if not gained:
            return say("removed {values}", values=before)
        return say("{before} → {after}", before=before, after=after)

    def labels(
        self, subject: Resource, predicate: str, lost: set[Term], gained: set[Term]
    ) -> Iterator[Change]:
        kept = {literal for kind in LABELS for literal in self.new.literals(subject, kind)}
        is_lost = bool(set(_literals(lost)) - kept)
        yield Change(
            subject,
            "label-lost" if is_lost else "label-changed",
            Weight.MAJOR if is_lost else Weight.MINOR,
            self.told(_NOUN[predicate], lost, gained),
            say("breaking: data that use the old label no longer find the concept")
            if is_lost
            else _ADDS,
        )

    def definition(
        self, subject: Resource, predicate: str, lost: set[Term], gained: set[Term]
    ) -> Iterator[Change]:
        yield Change(
            subject,
            "definition-changed",
            Weight.MINOR if lost else Weight.PATCH,
            self.told(_NOUN[predicate], lost, gained),
            say("compatible only if the meaning is the same; a changed meaning is a new concept")
            if lost
            else _READS,
        )

    def notes(
        self, subject: Resource, predicate: str, lost: set[Term], gained: set[Term]
    ) -> Iterator[Change]:
        if predicate != SKOS.changeNote:
            yield Change(
                subject,
                "note-changed",
                Weight.PATCH,
                self.told(_NOUN[predicate], lost, gained),
                _READS,
            )

    def moved(
        self, subject: Resource, predicate: str, lost: set[Term], gained: set[Term]
    ) -> Iterator[Change]:
        yield Change(
            subject,
            "moved",
            Weight.MAJOR if lost else Weight.MINOR,
            self.told(_NOUN[predicate], lost, gained),
            say("breaking: counts and selections by the broader concept change") if lost else _ADDS,
        )

    def deprecated(
        self, subject: Resource, predicate: str, lost: set[Term], gained: set[Term]
    ) -> Iterator[Change]:
        was, now = subject in self.old.deprecated, subject in self.new.deprecated
        if now and not was:
            successors = self.new.values(subject, DCTERMS.isReplacedBy)
            what = (
                say("withdrawn, replaced by {names}", names=self.new.names(successors))
                if successors
                else say("withdrawn, replaced by nothing")
            )
            yield Change(
                subject,
                "retired",
                Weight.MAJOR,
                what,
                say("breaking: declarations that use it are to be changed"),
            )
        elif was and not now:
            yield Change(subject, "revived", Weight.MINOR, say("in use again"), _ADDS)

    def rating(
        self, subject: Resource, predicate: str, lost: set[Term], gained: set[Term]
    ) -> Iterator[Change]:
        yield Change(
            subject,
            "rated-differently",
            Weight.MINOR,
            say("designation rated differently: {change}", change=self.exchanged(lost, gained)),
            say("compatible: the name still leads to its concept"),
        )

    def re_meant(
        self, subject: Resource, predicate: str, lost: set[Term], gained: set[Term]
    ) -> Iterator[Change]:
        yield Change(
            subject,
            "designates-another",
            Weight.MAJOR,
            say("stands for another concept: {change}", change=self.exchanged(lost, gained)),
            _BREAKS,
        )

    # -- what is wrong with how it was done ------------------------------------------------------

    def findings(self, changes: Iterable[Change]) -> Iterator[Finding]:
        """Yield ID-stable for what vanished, NOTE-history for changes that nothing records."""
        silent: dict[Resource, None] = {}
        for change in changes:
            if change.kind == "vanished":
                yield _finding(
                    "ID-stable",
                    Severity.VIOLATION,
                    self.old,
                    change.subject,
                    say("{name} was published and is gone", name=self.old.name(change.subject)),
                    _PUT_BACK_TERM
                    if LEX["Designation"] in self.old.types.get(change.subject, ())
                    else _PUT_BACK,
                )
            elif change.kind in _TO_RECORD and not self.is_recorded(change.subject):
                silent.setdefault(change.subject)
        for subject in silent:
            yield _finding(
                "NOTE-history",
                Severity.WARNING,
                self.new,
                subject,
                say("{name} changed and says nothing of it", name=self.new.name(subject)),
                say("Add a skos:changeNote, or a new dcterms:modified."),
            )

    def is_recorded(self, subject: Resource) -> bool:
        records = (SKOS.changeNote, SKOS.historyNote, DCTERMS.modified)
        before = set(self.old.values(subject, *records))
        return bool(set(self.new.values(subject, *records)) - before)


_PUT_BACK = say("Put it back with owl:deprecated true, and its successor or a reason.")
_PUT_BACK_TERM = say("Put it back, rated value:deprecated or value:superseded.")
_TO_RECORD = {"label-lost", "label-changed", "definition-changed", "moved", "retired"}
_Judge = Callable[[_Comparer, Resource, str, set[Term], set[Term]], Iterator[Change]]
_JUDGES: tuple[tuple[set[str], _Judge], ...] = (
    (set(LABELS), _Comparer.labels),
    ({SKOSXL.literalForm}, _Comparer.re_meant),
    ({LEX["designates"]}, _Comparer.re_meant),
    ({LEX["administrativeStatus"]}, _Comparer.rating),
    ({SKOS.definition}, _Comparer.definition),
    (set(_TEXTS_THAT_READ), _Comparer.notes),
    ({SKOS.broader, SKOS.inScheme}, _Comparer.moved),
    ({OWL.deprecated}, _Comparer.deprecated),
)


def _language(term: Term) -> str:
    return term.language if isinstance(term, Literal) else ""


def _literals(terms: Iterable[Term]) -> Iterator[Literal]:
    return (term for term in terms if isinstance(term, Literal))


def _subjects(vocabulary: Vocabulary) -> Iterator[Resource]:
    """Yield what has an identity over versions: IRIs with a type, a label or a mapping."""
    for subject in vocabulary.first_statement:
        if isinstance(subject, Iri) and (
            subject in vocabulary.types
            or vocabulary.of(subject, *LABELS, *MAPPINGS, SKOS.broader, SKOS.inScheme)
        ):
            yield subject


def _by_predicate(vocabulary: Vocabulary, subject: Resource) -> dict[str, set[Term]]:
    found: dict[str, set[Term]] = {}
    for statement in vocabulary.about[subject]:
        if isinstance(statement.object, Iri | Literal):
            found.setdefault(statement.predicate, set()).add(statement.object)
    return found


def _kind(vocabulary: Vocabulary, subject: Resource) -> Text:
    types = vocabulary.types.get(subject, set())
    for names, noun in _KINDS:
        if not names.isdisjoint(types):
            return noun
    return say("concept") if subject in vocabulary.concepts else say("resource")


_KINDS: tuple[tuple[set[str], Text], ...] = (
    ({LEX["Designation"], SKOSXL.Label}, say("designation")),
    ({LEX["Source"], LEX["LegalText"]}, say("source")),
    ({SKOS.ConceptScheme}, say("scheme")),
    ({SKOS.Collection, SKOS.OrderedCollection}, say("collection")),
    ({SKOS.Concept}, say("concept")),
)


def _finding(
    rule: str,
    severity: Severity,
    vocabulary: Vocabulary,
    subject: Resource,
    message: Text,
    mend: Text,
) -> Finding:
    where = vocabulary.first_statement[subject].where
    return Finding(
        rule=rule,
        severity=severity,
        message=message,
        mend=mend,
        location=Location(
            path=where.path if where else None,
            line=where.line if where else None,
            column=where.column if where else None,
            focus_node=str(subject),
        ),
        value=str(subject),
        is_quotable=True,
        fingerprint=f"{rule}:{subject}",
    )
