"""Declarations of an RDF document: one subject each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lexique.declarations.declaration import DECLARATION
from lexique.declarations.reading import (
    UNRECOGNISED,
    Cell,
    Export,
    Interpreter,
    with_doubtful_dates,
)
from lexique.errors import InputError
from lexique.files import LIMITS, Limits
from lexique.messages import say
from lexique.model import Finding, Location, Source
from lexique.namespaces import LEX, RDF, SH
from lexique.rdf import (
    BlankNode,
    Iri,
    Kind,
    Literal,
    RdfDocument,
    Statement,
    is_relative,
    read_document,
)
from lexique.rdf.lexical import is_well_typed
from lexique.skos.checking import Settings, check

OF_ANY_DOCUMENT = ("ID-prefix", "ID-dropped", "LIT-datatype", "DOC-imports", "DOC-shapes")
"""Rules of `check` that hold for any RDF document."""
_MAKES_A_DECLARATION = frozenset({LEX["role"], LEX["sourceLabel"], LEX["personPseudonym"]})


def read_rdf(
    path: str,
    interpreter: Interpreter,
    *,
    first_number: int = 1,
    kind: Kind | None = None,
    limits: Limits = LIMITS,
) -> Export:
    """Return the declarations of a Turtle, N-Triples, RDF/XML or JSON-LD file.

    A declaration is a subject typed `lex:Declaration`, or one with a role or a pseudonym. Raises
    InputError as `read_document` does, and for a relative address without base.
    """
    document = read_document(path, kind=kind, limits=limits)
    _refuse_relative(document)
    by_subject: dict[str, list[Statement]] = defaultdict(list)
    for statement in document.statements:
        by_subject[statement.subject].append(statement)
    subjects = [name for name, said in by_subject.items() if _is_declaration(said)]
    declarations = [
        interpreter.declaration(
            _node(by_subject[name][0], number),
            _location(by_subject[name][0], None),
            _cells(by_subject[name], interpreter),
        )
        for number, name in enumerate(subjects, start=first_number)
    ]
    known = frozenset(subjects)
    return Export(
        path=document.path,
        declarations=with_doubtful_dates(declarations),
        findings=tuple(_findings(document, known, interpreter)),
        other_triples=tuple(
            (said.subject, said.predicate, said.object)
            for said in document.statements
            if said.subject not in known and not said.predicate.startswith(SH.iri)
        ),
    )


def _is_declaration(statements: Iterable[Statement]) -> bool:
    return any(
        said.predicate in _MAKES_A_DECLARATION
        or (said.predicate == RDF.type and said.object == DECLARATION)
        for said in statements
    )


def _node(statement: Statement, number: int) -> str:
    """Return an IRI for the subject: a blank node gets one that holds for this run only."""
    if isinstance(statement.subject, BlankNode):
        return f"urn:lexique:declaration:{number}"
    return str(statement.subject)


def _cells(statements: Iterable[Statement], interpreter: Interpreter) -> Iterator[Cell]:
    properties = interpreter.model.by_iri
    for said in statements:
        item = properties.get(said.predicate)
        if said.predicate == RDF.type or isinstance(said.object, BlankNode):
            continue
        term = said.object if isinstance(said.object, Iri) else None
        text = said.object.value if isinstance(said.object, Literal) else str(said.object)
        if item is not None and not item.is_derived:
            is_concept = term is not None and item.is_coded
            yield Cell(item.name, text, _location(said, item.iri), term if is_concept else None)
        elif term is None and not said.predicate.startswith(SH.iri):
            yield Cell(UNRECOGNISED, text, _location(said, said.predicate))


def _location(statement: Statement, result_path: str | None) -> Location:
    where = statement.where
    is_named = isinstance(statement.subject, Iri)
    return Location(
        path=where.path if where else None,
        line=where.line if where else None,
        column=where.column if where else None,
        focus_node=str(statement.subject) if is_named else None,
        result_path=result_path,
    )


def _refuse_relative(document: RdfDocument) -> None:
    for said in document.statements:
        for term in (said.subject, said.predicate, said.object):
            if isinstance(term, Iri) and is_relative(term):
                raise InputError(
                    say("an address is relative and the document has no base"),
                    mend=say("Write whole addresses, or declare a base at the top of the file."),
                    where=said.where or Source(document.path),
                )


def _findings(
    document: RdfDocument, subjects: frozenset[str], interpreter: Interpreter
) -> Iterator[Finding]:
    """Yield what is wrong with the document itself; values are masked, since data may be personal.

    An ill-typed literal of our own properties is left to the shapes, which ask for the right type.
    """
    judged = _judged_places(document.statements, subjects, interpreter)
    settings = Settings(profile="lexique", select=OF_ANY_DOCUMENT)
    for finding in check([document], settings).findings:
        place = (finding.location.line, finding.location.column)
        if finding.rule == "LIT-datatype" and place in judged:
            continue
        yield replace(finding, is_quotable=False)


def _judged_places(
    statements: Sequence[Statement], subjects: frozenset[str], interpreter: Interpreter
) -> frozenset[tuple[int | None, int | None]]:
    """Return the places of ill-typed literals that a property of ours will report anyway."""
    return frozenset(
        (said.where.line, said.where.column)
        for said in statements
        if said.where is not None
        and said.subject in subjects
        and said.predicate in interpreter.model.by_iri
        and isinstance(said.object, Literal)
        and not is_well_typed(said.object.value, said.object.datatype)
    )
