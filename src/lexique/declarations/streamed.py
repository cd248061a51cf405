"""Declarations of a large N-Triples file, read line by line as often as needed, never held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from lexique.declarations.declaration import Content, Raw
from lexique.declarations.exports import NO_QUESTION, Export, Mark, Question
from lexique.declarations.interpreter import UNRECOGNISED, Interpreter
from lexique.declarations.reading import Reader
from lexique.declarations.statements import document_findings
from lexique.declarations.subjects import Predicates, Told, is_declaration
from lexique.files import HEAD, STDIN, open_input, refuse_other_content
from lexique.finding import Finding, Location
from lexique.model import Source
from lexique.namespaces import OWL, SH
from lexique.rdf.kinds import Kind
from lexique.rdf.lexical import is_well_typed
from lexique.rdf.reading import RdfDocument
from lexique.rdf.terms import STRING, BlankNode, Iri, Literal, Statement, Term
from lexique.shacl.foci import Foci
from lexique.shacl.ntriples import ANY_SIZE, NTriplesFile, Place, Regrouped
from lexique.shacl.records import Record

STREAMED_FROM = 10_000_000
"""Bytes from which a file of N-Triples is not held in memory."""
_MARKED = 10_000
"""Items after which a place to begin from is kept."""
_SUSPECTS = 10_000
"""Statements that rules of any document look at; more of them say no more."""


def is_large(path: str) -> bool:
    """Return whether a file is better not held in memory; standard input is held in any case."""
    return path != STDIN and Path(path).is_file() and Path(path).stat().st_size >= STREAMED_FROM


class LineEntry(NamedTuple):
    """One subject of a file of N-Triples."""

    node: str
    told: Told
    record: Record
    file: NTriplesFile | Regrouped
    place: Place | None

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
        """Return the line of the subject, or of its statement with this predicate and object."""
        line = self.place.line if self.place else None
        if self.place and column is not None and isinstance(self.file, NTriplesFile):
            line = _lines(self.file, self.place).get((column, raw), line)
        is_named = isinstance(self.record.focus, Iri)
        return Location(
            path=self.file.path,
            line=line,
            focus_node=str(self.record.focus) if is_named else None,
            result_path=column,
        )


@lru_cache(maxsize=1)
def _lines(file: NTriplesFile, place: Place) -> Mapping[tuple[str, Raw], int]:
    """Return the line of each statement of a record: several findings may ask for one of them."""
    return file.lines_of(place)


class NTriplesExport(Export):
    """The declarations of a file of N-Triples that may be of any size."""

    is_rdf = is_streamed = True

    def __init__(self, path: str, interpreter: Interpreter, first_number: int) -> None:
        self._predicates = Predicates(interpreter.model)
        super().__init__(path, Reader(interpreter, self._predicates.__getitem__), first_number)
        self._properties = interpreter.model.by_iri
        self._file: NTriplesFile | Regrouped = NTriplesFile(path)
        self._suspects: list[Statement] = []

    def items(self) -> Iterator[LineEntry | Record]:
        """Give one entry for each declaration, and each other subject as it is."""
        return (item for item, _, _ in self._placed(self._file, 0))

    def portion(self, start: int, stop: int) -> Iterator[LineEntry | Record]:
        """Give the items from number `start` to number `stop`, without reading all before."""
        mark = max((each for each in self.marks if each.item <= start), default=Mark(0, 0, 0))
        items = self._placed(NTriplesFile(self.path, mark.offset), mark.entry)
        return (item for item, _, _ in islice(items, start - mark.item, stop - mark.item))

    def _placed(
        self, file: NTriplesFile | Regrouped, number: int
    ) -> Iterator[tuple[LineEntry | Record, Record, Place | None]]:
        """Give each item with the record and the place it is made of; entries from `number` on."""
        for record, place in file.placed():
            if is_declaration(record.values):
                node = self._node(record.focus, number)
                telling = self._predicates.telling(record.values)
                yield LineEntry(node, telling, record, file, place), record, place
                number += 1
            else:
                stated = {p: terms for p, terms in record.values.items() if not _is_shape(p)}
                yield Record(record.focus, stated), record, place

    def survey(self, question: Question = NO_QUESTION) -> None:
        """Read the file once, twice where it speaks of one subject in several places."""
        with open_input(self.path, limits=ANY_SIZE) as stream:
            refuse_other_content(stream.read(HEAD), self.path, (), kind="nt")
        foci = Foci()
        self.look_at(self._noted(foci), question)
        if foci.has_repeated():
            self._file = Regrouped(self.path)
            self.is_streamed = False
            super().survey(question)

    def _noted(self, foci: Foci) -> Iterator[LineEntry | Record]:
        """Give the items; note subjects, suspects and marks of the whole file on the way."""
        n_entries = 0
        for number, (item, record, place) in enumerate(self._placed(self._file, 0)):
            if number % _MARKED == 0 and place is not None:
                self.marks.append(Mark(number, n_entries, place.offset))
            foci.note(record.focus)
            is_ours = isinstance(item, LineEntry)
            n_entries += is_ours
            for predicate, terms in record.values.items():
                if not is_ours or self._predicates[predicate] in (None, UNRECOGNISED):
                    self._suspect(record, predicate, terms, place)
            yield item

    def _suspect(
        self, record: Record, predicate: Iri, terms: Iterable[Term], place: Place | None
    ) -> None:
        """Keep the statements that a rule of any document may be about."""
        is_odd = predicate == OWL.imports or _is_shape(predicate)
        for term in terms:
            if len(self._suspects) < _SUSPECTS and (is_odd or _is_ill_typed(term)):
                line = place.line if place else None
                where = Source(self.path, line)
                self._suspects.append(Statement(record.focus, predicate, term, where))

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with the file, whatever it states; as for a document in memory."""
        return document_findings(RdfDocument(self.path, Kind.N_TRIPLES, "", tuple(self._suspects)))

    def _node(self, subject: str, number: int) -> str:
        if isinstance(subject, BlankNode) or subject in self.set_apart:
            return self.numbered(number)
        return str(subject)


def _is_shape(predicate: str) -> bool:
    return predicate.startswith(SH.iri)


def _is_ill_typed(term: Term) -> bool:
    return (
        isinstance(term, Literal)
        and term.datatype != STRING
        and not term.language
        and not is_well_typed(term.value, term.datatype)
    )
