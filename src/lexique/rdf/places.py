"""Where statements stand in RDF/XML and JSON-LD: pyoxigraph, which reads them, does not say.

The text is gone through a second time. What is found there is matched with the statements by
subject, property and value, so that a place is never a guess: a statement that is written in
another way (a list, a nested thing without name) has the place of its subject.
"""

from __future__ import annotations

from typing import NamedTuple

from lexique.model import Source
from lexique.rdf.addresses import absolute, resolve
from lexique.rdf.terms import Literal, Resource, Term

ANY_LANGUAGE = "*"
"""Stands for the language of a text where the language is declared elsewhere."""


class Prefix(NamedTuple):
    """A prefix, the namespace for which it stands, and where it is declared."""

    prefix: str
    namespace: str
    where: Source


class Places:
    """The places of one document; the first of several equal things counts."""

    def __init__(self) -> None:
        self.prefixes: list[Prefix] = []
        self._subjects: dict[str, Source] = {}
        self._statements: dict[tuple[str, str, str, str], Source] = {}

    def note_subject(self, subject: str, where: Source) -> None:
        """Keep where a subject stands."""
        self._subjects.setdefault(subject, where)

    def note(
        self, subject: str | None, predicate: str, value: str | None, where: Source, tag: str = ""
    ) -> None:
        """Keep where a statement stands, unless its subject or value has no name."""
        if subject is not None and value is not None:
            self._statements.setdefault((subject, predicate, value, tag.lower()), where)

    def of(self, subject: Resource, predicate: str, value: Term) -> Source | None:
        """Return where a statement stands, else where its subject does, else None."""
        text, tag = (value.value, value.language) if isinstance(value, Literal) else (value, "")
        found = self._statements.get((subject, predicate, text, tag))
        if found is None:
            found = self._statements.get((subject, predicate, text, ANY_LANGUAGE))
        return found or self._subjects.get(subject)


def named(reference: str, base: str) -> str:
    """Return the IRI for which `reference` stands, or the reference itself where it is no IRI."""
    try:
        return absolute(resolve(reference, base))
    except (SyntaxError, ValueError):  # the reference or the base is no IRI
        return reference
