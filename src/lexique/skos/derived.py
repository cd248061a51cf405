"""The plain labels of our concepts beside those that their designations give."""

from __future__ import annotations

from collections.abc import Iterator

from lexique.errors import OwnDataError
from lexique.messages import say
from lexique.model import Severity
from lexique.namespaces import SKOS
from lexique.rdf import Iri, Literal, Resource, Statement
from lexique.rdf.terms import LANG_STRING
from lexique.skos.labels import is_alike, right_tag, shown
from lexique.skos.properties import LABELS
from lexique.skos.rule import Hit, rule
from lexique.skos.sources import MODEL
from lexique.skos.vocabulary import Vocabulary


@rule(
    "LEX-labels",
    Severity.VIOLATION,
    what=say("The plain labels of a concept are those that its designations give."),
    why=say("Nobody types a label twice; a label typed by hand would be gone at the next run."),
    bad="",
    good="",
    source=MODEL,
    is_ours=True,
    needs_all=True,
)
def labels(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Concepts with designations whose plain labels are not the derived ones."""
    from lexique.labels import KINDS, labels_from

    try:
        derived_by_concept = labels_from(vocabulary.statements)
    except OwnDataError as error:
        yield Hit(error.what, error.mend, (), key=("clash",))
        return
    for concept_iri, derived in derived_by_concept.items():
        concept = Iri(concept_iri)
        if concept in vocabulary.concepts:
            expected = [
                (SKOS[kind], Literal(label.text, label.language, LANG_STRING))
                for kind in KINDS
                for label in derived
                if label.kind == kind
            ]
            yield from _labels_beside(vocabulary, concept, expected)


def _labels_beside(
    vocabulary: Vocabulary, concept: Resource, expected: list[tuple[str, Literal]]
) -> Iterator[Hit]:
    """Yield the labels of one concept that are not `expected`, and those that are missing.

    Two that are one label mistyped make one breach; what another rule says of a label is enough.
    """
    stated = vocabulary.of(concept, *LABELS)
    said = {(statement.predicate, statement.object) for statement in stated}
    lacking = [item for item in expected if item not in said]
    for statement in stated:
        label = statement.object
        if not isinstance(label, Literal) or (statement.predicate, label) in expected:
            continue
        meant = _mistyped(statement.predicate, label, lacking)
        if meant is not None:
            lacking.remove(meant)
        if not _is_judged(vocabulary, statement, label, meant[1] if meant else None):
            yield _hand_typed(vocabulary, statement, label, meant[1] if meant else None)
    for kind, label in lacking:
        yield Hit(
            say(
                "{name} lacks the label “{text}”@{tag}, which a designation gives",
                name=vocabulary.short(concept),
                text=label.value,
                tag=label.language,
            ),
            _MEND_LABELS,
            vocabulary.anchor(concept),
            value=label.value,
            path=kind,
            key=(str(concept), kind, label.value, label.language),
        )


_MEND_LABELS = say("Change the designation, then run python -m lexique.labels.")


def _hand_typed(
    vocabulary: Vocabulary, statement: Statement, label: Literal, meant: Literal | None
) -> Hit:
    values = {
        "text": label.value,
        "tag": label.language,
        "name": vocabulary.short(statement.subject),
    }
    return Hit(
        say("the label “{text}”@{tag} of {name} does not follow from its designations", **values)
        if meant is None
        else say(
            "the label “{text}”@{tag} of {name} should be “{meant}”@{language}, as its designation "
            "says",
            meant=meant.value,
            language=meant.language,
            **values,
        ),
        _MEND_LABELS,
        (statement,),
        value=label.value,
        path=statement.predicate,
        key=(str(statement.subject), statement.predicate, label.value, label.language),
    )


def _mistyped(
    kind: str, label: Literal, lacking: list[tuple[str, Literal]]
) -> tuple[str, Literal] | None:
    """Return the missing label of which `label` is a mistyped form: its text, or language."""
    candidates = [item for item in lacking if item[0] == kind]
    same = [item for item in candidates if item[1].value == label.value]
    alike = [
        item
        for item in candidates
        if item[1].language == label.language and is_alike(item[1].value, label.value)
    ]
    return next(iter((*same, *alike)), None)


def _is_judged(
    vocabulary: Vocabulary, statement: Statement, label: Literal, meant: Literal | None
) -> bool:
    """Return whether another rule reports a label typed by hand, with a better reason.

    It is one too many in its language (S14), the preferred label of another concept
    (LAB-pref-vs-alt, LAB-dup-pref), in a language with a wrong tag (LAB-bad-tag), or it differs
    from what is meant in spaces or invisible characters (LAB-space, LAB-format, LAB-unicode).
    """
    if meant is not None:
        return (
            label.language != meant.language and right_tag(label.language) == meant.language
        ) or (label.language == meant.language and shown(label.value) == shown(meant.value))
    if statement.predicate == SKOS.prefLabel:
        preferred = vocabulary.literals(statement.subject, SKOS.prefLabel)
        return sum(other.language == label.language for other in preferred) > 1
    return any(
        other.object == label and other.subject != statement.subject
        for other in vocabulary.stating(SKOS.prefLabel)
    )
