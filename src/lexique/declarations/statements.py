"""Declarations of an RDF document that is held in memory: one subject each, every place known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from lexique.declarations.declaration import Content, Raw
from lexique.declarations.exports import Export
from lexique.declarations.interpreter import Interpreter
from lexique.declarations.reading import Reader
from lexique.declarations.subjects import OF_ANY_DOCUMENT, Predicates, Told, is_declaration
from lexique.errors import InputError
from lexique.files import LIMITS, Limits
from lexique.finding import Finding, Location
from lexique.messages import say
from lexique.model import Source
from lexique.namespaces import SH
from lexique.rdf.addresses import is_relative
from lexique.rdf.kinds import Kind
from lexique.rdf.lexical import is_well_typed
from lexique.rdf.reading import RdfDocument, read_document
from lexique.rdf.terms import BlankNode, Iri, Literal, Statement
from lexique.shacl.records import Record, apart, grouped


class SubjectEntry(NamedTuple):
    """One subject of a document and what it states."""

    node: str
    told: Told
    statements: Sequence[Statement]

    @property
    def headings(self) -> Sequence[str]:
        """The predicates."""
        return self.told.headings

    @property
    def cells(self) -> Sequence[Content]:
        """The objects of each of them."""
        return self.told.cells

    @property
    def spoilt(self) -> frozenset[str]:
        """Nothing: RDF has no cell that lost its value."""
        return frozenset()

    def location(self, column: str | None = None, raw: Raw = "") -> Location:
        """Return the place of the subject, or of its statement with this predicate and object."""
        same = (said for said in self.statements if (said.predicate, said.object) == (column, raw))
        said = next(same, self.statements[0])
        where = said.where
        return Location(
            path=where.path if where else None,
            line=where.line if where else None,
            column=where.column if where else None,
            focus_node=str(said.subject) if isinstance(said.subject, Iri) else None,
            result_path=column,
        )


class DocumentExport(Export):
    """The declarations of one RDF document."""

    is_rdf = True

    def __init__(self, document: RdfDocument, interpreter: Interpreter, first_number: int) -> None:
        self._predicates = Predicates(interpreter.model)
        reader = Reader(interpreter, self._predicates.__getitem__)
        super().__init__(document.path, reader, first_number)
        self._document = document
        self._properties = interpreter.model.by_iri
        self._said: dict[str, list[Statement]] = {}
        for said in document.statements:
            self._said.setdefault(apart(said.subject), []).append(said)
        triples = [(said.subject, said.predicate, said.object) for said in document.statements]
        self._records = grouped(triples)

    def items(self) -> Iterator[SubjectEntry | Record]:
        """Give one entry for each declaration, and each other subject as it is."""
        number = 0
        for record, said in zip(self._records, self._said.values(), strict=True):
            if is_declaration(record.values):
                node = self._node(record.focus, number)
                yield SubjectEntry(node, self._predicates.telling(record.values), said)
                number += 1
            elif stated := {
                p: terms for p, terms in record.values.items() if not p.startswith(SH.iri)
            }:
                yield Record(record.focus, stated)

    def _node(self, subject: str, number: int) -> str:
        """Return an IRI for a subject: a blank node gets one that holds for this run only."""
        if isinstance(subject, BlankNode) or subject in self.set_apart:
            return self.numbered(number)
        return str(subject)

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with the document; values are masked, since data may be personal.

        An ill-typed literal of our own properties is left to the shapes, which ask for a right one.
        """
        yield from document_findings(self._document, self._judged_places())

    def _judged_places(self) -> frozenset[tuple[int | None, int | None]]:
        """Return the places of ill-typed literals that a property of ours will report anyway."""
        return frozenset(
            (said.where.line, said.where.column)
            for record, statements in zip(self._records, self._said.values(), strict=True)
            if is_declaration(record.values)
            for said in statements
            if said.where is not None
            and said.predicate in self._properties
            and isinstance(said.object, Literal)
            and not is_well_typed(said.object.value, said.object.datatype)
        )


def document_findings(
    document: RdfDocument, judged: Collection[tuple[int | None, int | None]] = ()
) -> Iterator[Finding]:
    """Yield what `check` finds in any document, but ill-typed literals at the places `judged`."""
    from lexique.skos.checking import Settings, check

    settings = Settings(profile="lexique", select=OF_ANY_DOCUMENT)
    for finding in check([document], settings).findings:
        place = (finding.location.line, finding.location.column)
        if finding.rule != "LIT-datatype" or place not in judged:
            yield finding._replace(is_quotable=False)


def read_rdf(
    path: str,
    interpreter: Interpreter,
    *,
    first_number: int = 1,
    kind: Kind | None = None,
    limits: Limits = LIMITS,
) -> DocumentExport:
    """Return the declarations of a Turtle, N-Triples, RDF/XML or JSON-LD file.

    Raises InputError as `read_document` does, and for a relative address without base.
    """
    document = read_document(path, kind=kind, limits=limits)
    _refuse_relative(document)
    return DocumentExport(document, interpreter, first_number)


def _refuse_relative(document: RdfDocument) -> None:
    for said in document.statements:
        for term in (said.subject, said.predicate, said.object):
            if isinstance(term, Iri) and is_relative(term):
                raise InputError(
                    say("an address is relative and the document has no base"),
                    mend=say("Write whole addresses, or declare a base at the top of the file."),
                    where=said.where or Source(document.path),
                )
