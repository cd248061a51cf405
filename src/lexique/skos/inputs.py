"""Files for `check`: read one by one, each that cannot be read becomes a finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from lexique.errors import InputError
from lexique.files import LIMITS, STDIN, Limits
from lexique.messages import say
from lexique.model import Finding, Report, Source
from lexique.namespaces import LEX, RDF, SKOS, SKOSXL
from lexique.rdf import Kind, RdfDocument, read_document
from lexique.unreadable import unreadable


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read, and a finding for each file that could not."""

    documents: tuple[RdfDocument, ...]
    unread: tuple[Finding, ...]
    context: tuple[RdfDocument, ...] = ()
    """Other files of our vocabulary, looked up where only a part of it is checked."""


def load_documents(
    paths: Iterable[str], *, kind: Kind | None = None, limits: Limits = LIMITS
) -> Loaded:
    """Return the documents at `paths`; a fault of one does not keep the others from being read.

    Where the files are a part of our own vocabulary, the other parts come along as context.
    """
    documents: list[RdfDocument] = []
    unread: list[Finding] = []
    for path in paths:
        try:
            syntax = (kind or Kind.TURTLE) if path == STDIN else kind
            documents.append(read_document(path, kind=syntax, limits=limits))
        except InputError as error:
            unread.append(unreadable(error))
    context = _rest_of_ours(documents) if not unread else ()
    return Loaded(tuple(documents), tuple(unread), context)


def nothing_to_check(report: Report, loaded: Loaded) -> Report:
    """Return `report`, with a finding SYNTAX for each file when no SKOS statement stands in any.

    A file in which something readable is wrong (a hijacked prefix, dropped keys) keeps its finding
    and needs no other.
    """
    if report.findings or any(_holds_skos(document) for document in loaded.documents):
        return report
    findings = [
        unreadable(
            InputError(
                say("there is nothing to check: no SKOS statement stands in the file"),
                mend=say("Give a file with concepts: labels, relations or types of SKOS."),
                where=Source(document.path),
            )
        )
        for document in loaded.documents
    ]
    return replace(report, findings=tuple(findings))


def _holds_skos(document: RdfDocument) -> bool:
    namespaces = (SKOS.iri, SKOSXL.iri)
    return any(
        predicate.startswith(namespaces)
        or (predicate == RDF.type and str(value).startswith(namespaces))
        for _, predicate, value, _ in document.statements
    )


def _rest_of_ours(documents: list[RdfDocument]) -> tuple[RdfDocument, ...]:
    """Return the files of our vocabulary that `documents` leave out, if they are a part of it.

    A part is some files of its folder, or a copy of some that leaves the schemes out.
    """
    from lexique.resources import vocabulary_files, vocabulary_folder

    folder = vocabulary_folder().resolve()
    given = {Path(document.path).resolve() for document in documents if document.path != STDIN}
    is_inside = bool(given) and all(path.is_relative_to(folder) for path in given)
    if not is_inside and not _is_copied_part(documents):
        return ()
    return tuple(read_document(path) for path in vocabulary_files() if path.resolve() not in given)


def _is_copied_part(documents: list[RdfDocument]) -> bool:
    typed = [
        (subject, value)
        for document in documents
        for subject, predicate, value, _ in document.statements
        if predicate == RDF.type
    ]
    is_ours = any(str(value).startswith(LEX.iri) for _, value in typed)
    return is_ours and not any(value == SKOS.ConceptScheme for _, value in typed)
