"""One declaration as read: its triples, and where each value came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lexique.model import Location, Resolution
from lexique.namespaces import LEX, RDF
from lexique.rdf import Iri, Literal, Term, Triple

DECLARATION = Iri(LEX["Declaration"])


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a property: the text as found, the term made of it, and its place."""

    text: str
    term: Term
    location: Location
    doubt: str = ""
    """Why the text is not what the property expects: a code of `DateFault`, or of `values`."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """One engagement of one person in one place for one period, as an institution states it."""

    node: str
    """The IRI that stands for it in the data graph."""
    location: Location
    values: Mapping[str, tuple[Value, ...]]
    """Local name of a property to its values, in document order."""
    derived: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    """What the reader states about it: outcome of harmonising, kind of pseudonym ..."""
    resolution: Resolution | None = None
    """What harmonising the name of the role gave; None where there is no name."""

    def triples(self) -> tuple[Triple, ...]:
        """Return the declaration as triples, each once."""
        subject = Iri(self.node)
        stated = [(name, value.term) for name, values in self.values.items() for value in values]
        stated += [(name, term) for name, terms in self.derived.items() for term in terms]
        typed: Triple = (subject, Iri(RDF.type), DECLARATION)
        return (typed, *dict.fromkeys((subject, Iri(LEX[name]), term) for name, term in stated))

    def first(self, name: str) -> Value | None:
        """Return the first value of a property."""
        return next(iter(self.values.get(name, ())), None)

    def iris(self, name: str) -> tuple[str, ...]:
        """Return the concepts that a property states, derived ones included."""
        terms = [value.term for value in self.values.get(name, ())]
        return tuple(
            str(item) for item in (*terms, *self.derived.get(name, ())) if isinstance(item, Iri)
        )

    def text(self, name: str) -> str | None:
        """Return the first literal value of a property as RDF has it."""
        found = self.first(name)
        return found.term.value if found and isinstance(found.term, Literal) else None

    def deriving(self, **terms: tuple[Term, ...]) -> Declaration:
        """Return the declaration with further derived statements; empty ones are left out."""
        stated = {name: values for name, values in terms.items() if values}
        return replace(self, derived={**self.derived, **stated})
