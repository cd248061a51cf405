"""Terms as JSON, for temporary files and the cache: kind and text in one short value."""

from __future__ import annotations

from lexique.rdf.terms import BlankNode, Iri, Literal, Resource, Term

Written = str | list[str]


def written(term: Term) -> Written:
    """Return an IRI as `<...`, a blank node as `_...`, a literal as text, language, datatype."""
    if isinstance(term, Literal):
        return [term.value, term.language, term.datatype]
    return ("_" if isinstance(term, BlankNode) else "<") + term


def term_of(text: Written) -> Term:
    """Return the term that `written` wrote."""
    if isinstance(text, list):
        value, language, datatype = text
        return Literal(value, language, Iri(datatype))
    return resource_of(text)


def resource_of(text: str) -> Resource:
    """Return the IRI or blank node that `written` wrote."""
    return BlankNode(text[1:]) if text[0] == "_" else Iri(text[1:])
