"""Which subjects of RDF data are declarations, and what of their statements says something."""

from __future__ import annotations

from typing import NamedTuple

from lexique.declarations.declaration import DECLARATION, Content
from lexique.declarations.interpreter import UNRECOGNISED
from lexique.declarations.properties import DeclarationModel
from lexique.namespaces import LEX, RDF, SH
from lexique.rdf.terms import BlankNode, Iri
from lexique.shacl.records import Statements

OF_ANY_DOCUMENT = ("ID-prefix", "ID-dropped", "LIT-datatype", "DOC-imports", "DOC-shapes")
"""Rules of `check` that hold for any RDF document."""
_MAKES_A_DECLARATION = frozenset({LEX["role"], LEX["sourceLabel"], LEX["personPseudonym"]})
_TYPE = Iri(RDF.type)


def is_declaration(stated: Statements) -> bool:
    """Return whether a subject is typed `lex:Declaration`, or has a role or a pseudonym."""
    return DECLARATION in stated.get(_TYPE, ()) or not _MAKES_A_DECLARATION.isdisjoint(stated)


class Told(NamedTuple):
    """Predicates, and the objects of each."""

    headings: tuple[str, ...]
    cells: tuple[Content, ...]


class Predicates(dict[str, str | None]):
    """Predicate to the name of a property of the model; None where it says nothing to us."""

    def __init__(self, model: DeclarationModel) -> None:
        super().__init__()
        self._properties = model.by_iri

    def __missing__(self, predicate: str) -> str | None:
        item = self._properties.get(predicate)
        is_silent = predicate == _TYPE or predicate.startswith(SH.iri)
        name = item.name if item is not None and not item.is_derived else UNRECOGNISED
        self[predicate] = found = None if is_silent else name
        return found

    def telling(self, stated: Statements) -> Told:
        """Return what a declaration states, as an entry has it.

        A blank node says nothing, nor does an IRI under a predicate that is not ours: texts there
        are searched for personal data.
        """
        told: dict[str, Content] = {}
        for predicate, terms in stated.items():
            name = self[predicate]
            if name is None:
                continue
            silent = BlankNode if name != UNRECOGNISED else (BlankNode, Iri)
            if any(isinstance(term, silent) for term in terms):
                terms = tuple(term for term in terms if not isinstance(term, silent))
            told[predicate] = terms
        return Told(tuple(told), tuple(told.values()))
