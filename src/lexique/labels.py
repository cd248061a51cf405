"""The plain labels of the concepts, derived from their designations: nobody types a label twice.

`python -m lexique.labels` writes them into the concept blocks of `vocab/`; with `--check`
it only says what is out of step (exit 1). A concept that nothing designates keeps what is typed.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from lexique.errors import LexiqueError, OwnDataError
from lexique.files import atomic_write, read_text
from lexique.messages import say
from lexique.model import Designation, Status
from lexique.namespaces import BASE, LEX, SKOS
from lexique.rdf import Statement, read_statements
from lexique.resources import vocabulary_files
from lexique.vocabulary.building import contents_of

KINDS = ("prefLabel", "altLabel", "hiddenLabel")
"""Local names of the label properties, in the order of the canonical layout."""

_JURISDICTIONS_FIRST = ("FR", "INT")
"""Whose preferred term becomes the prefLabel; after them the others, alphabetically."""

_LABEL_IRIS = {SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel}
_BEFORE_LABELS = re.compile(r"    (?:a|skos:(?:inScheme|topConceptOf|broader|related|notation)) ")
_LABEL_LINE = re.compile(r"    skos:(?:pref|alt|hidden)Label ")
_SUBJECT = re.compile(r"([a-z]+):(\S+)$")


class Label(NamedTuple):
    """One plain label of a concept; `kind` is a member of KINDS."""

    kind: str
    language: str
    text: str

    def as_turtle(self) -> str:
        """Return the statement of the label as one line of a block."""
        text = self.text.replace("\\", "\\\\").replace('"', '\\"')
        return f'    skos:{self.kind} "{text}"@{self.language} ;'


Labels = Mapping[str, tuple[Label, ...]]
"""The labels of each concept, keyed by its IRI, in the order of the canonical layout."""


def derived_labels(designations: Iterable[Designation]) -> Labels:
    """Return the plain labels of every designated concept.

    Per concept and language one prefLabel: the term preferred in France, else the one of
    international use, else that of the first other jurisdiction. Other preferred and admitted
    terms are altLabels. A hiddenLabel is found and never shown: a deprecated or superseded term,
    one that needs a cue, and whatever is the prefLabel of another concept. One text appears
    once per concept and language, as the first kind that holds it.
    Raises OwnDataError with all the texts that two concepts would have as prefLabel.
    """
    by_concept: dict[str, list[Designation]] = defaultdict(list)
    for designation in designations:
        by_concept[designation.concept_iri].append(designation)
    preferred = {iri: _preferred(items) for iri, items in by_concept.items()}
    owners = _owners(preferred)
    return {
        iri: tuple(_labels(iri, items, preferred[iri], owners)) for iri, items in by_concept.items()
    }


def _preferred(items: Iterable[Designation]) -> dict[str, str]:
    """Return the form of the prefLabel in each language."""

    def rank(item: Designation) -> tuple[int, str]:
        first = _JURISDICTIONS_FIRST
        return first.index(item.jurisdiction) if item.jurisdiction in first else len(first), (
            item.jurisdiction
        )

    candidates = [item for item in items if item.status is Status.PREFERRED]
    return {item.language: item.form for item in sorted(candidates, key=rank, reverse=True)}


def _owners(preferred: Mapping[str, Mapping[str, str]]) -> dict[tuple[str, str], str]:
    """Return the concept that has each (language, folded text) as prefLabel; refuse clashes."""
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    for iri, forms in sorted(preferred.items()):
        for language, form in forms.items():
            owners[language, form.casefold()].append(iri)
    clashes = [(key, iris) for key, iris in sorted(owners.items()) if len(iris) > 1]
    if clashes:
        listed = "; ".join(
            f"“{text}”@{language}: {', '.join(map(_curie, iris))}"
            for (language, text), iris in clashes
        )
        raise OwnDataError(
            say("Several concepts prefer the same term: {clashes}.", clashes=listed),
            mend=say("Keep it preferred for one concept and rate it admitted for the others."),
        )
    return {key: iris[0] for key, iris in owners.items()}


def _labels(
    iri: str,
    items: Iterable[Designation],
    preferred: Mapping[str, str],
    owners: Mapping[tuple[str, str], str],
) -> Iterator[Label]:
    candidates = {Label("prefLabel", language, form) for language, form in preferred.items()}
    for item in items:
        is_shown = (
            item.status in (Status.PREFERRED, Status.ADMITTED)
            and not item.needs_cue
            and owners.get((item.language, item.form.casefold()), iri) == iri
        )
        kind = "altLabel" if is_shown else "hiddenLabel"
        candidates.add(Label(kind, item.language, item.form))
    seen: set[tuple[str, str]] = set()
    for label in sorted(candidates, key=_canonical):
        if (label.language, label.text.casefold()) not in seen:
            seen.add((label.language, label.text.casefold()))
            yield label


def _canonical(label: Label) -> tuple[int, str, str]:
    return KINDS.index(label.kind), label.language, label.text


def _curie(iri: str) -> str:
    return ":".join(iri.removeprefix(BASE).split("/", 1))


def with_labels(text: str, labels: Labels) -> str:
    """Return a Turtle file in the canonical layout with the labels of its blocks replaced.

    The blocks of concepts that `labels` does not know stay as they are.
    """
    return "\n".join(_edited(text.split("\n"), labels))


def _edited(lines: Iterable[str], labels: Labels) -> Iterator[str]:
    due: tuple[Label, ...] | None = None
    is_replaced = False
    subject = None
    for line in lines:
        if subject and line.startswith("    a "):  # what only adds mappings states no type
            due = labels.get(f"{BASE}{subject[1]}/{subject[2]}")
            is_replaced = due is not None
        elif line == ".":
            is_replaced = False
        if due and not _BEFORE_LABELS.match(line):
            yield from (label.as_turtle() for label in due)
            due = None
        if not (is_replaced and _LABEL_LINE.match(line)):
            yield line
        subject = _SUBJECT.match(line)


def vocabulary_labels() -> Labels:
    """Return the labels derived from the designations of our own vocabulary."""
    return labels_from(
        statement for path in vocabulary_files() for statement in read_statements(path)
    )


def labels_from(statements: Iterable[Statement]) -> Labels:
    """Return the labels derived from the designations among `statements`; typed ones are ignored.

    Raises OwnDataError where several concepts would prefer one label.
    """
    contents = contents_of(
        statement for statement in statements if statement.predicate not in _LABEL_IRIS
    )
    designations = (item for _, item in contents.designations)
    # The headings of exports designate properties of our ontology, which have labels of their own.
    return derived_labels(item for item in designations if not item.concept_iri.startswith(LEX.iri))


def outdated_files() -> dict[Path, str]:
    """Return the files of our vocabulary whose labels are out of step, with their mended text."""
    labels = vocabulary_labels()
    texts = {path: read_text(path).text for path in vocabulary_files()}
    mended = {path: with_labels(text, labels) for path, text in texts.items()}
    return {path: text for path, text in mended.items() if text != texts[path]}


def main(*, check: bool) -> str | None:
    """Bring the labels into step, or with `check` return the names of the files that are not."""
    try:
        outdated = outdated_files()
    except LexiqueError as error:
        return str(error)
    if check:
        return "\n".join(map(str, outdated)) or None
    for path, text in outdated.items():
        atomic_write(path, text.encode())
    return None


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))
