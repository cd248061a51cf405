"""What a finding rests on and what it protects, as a reader would say it."""

from __future__ import annotations

from typing import NamedTuple

from lexique.declarations.declaration import Declaration
from lexique.declarations.rulebook import Rule
from lexique.lexicon import Lexicon
from lexique.model import Outcome, Reference, Text
from lexique.namespaces import SOURCE

_FALSE_FRIEND = "R03"
_LAWMAKERS = ("République française", "Union européenne")


class Cited(NamedTuple):
    """The IRI of a source and what a reader calls it; both None where there is none."""

    iri: str | None
    label: str | None


class Sources:
    """Finds and names the sources and safeguards of rules."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def of(self, rule: Rule, declaration: Declaration) -> Cited:
        """Return the source of a rule; of a false friend, what says that it is no role."""
        iri = self._evidence(declaration) if rule.id == _FALSE_FRIEND else None
        return self.cited(iri or rule.source)

    def cited(self, iri: str | None) -> Cited:
        """Return a source with its label."""
        reference = self._lexicon.reference(iri) if iri else None
        return Cited(iri, _label(reference) if reference else None)

    def safeguard(self, slug: str | None) -> Text | None:
        """Return the labels of a safeguard."""
        concept = self._lexicon.concept(f"safeguard:{slug}") if slug else None
        return Text(fr=concept.label("fr"), en=concept.label("en")) if concept else None

    def _evidence(self, declaration: Declaration) -> str | None:
        said = declaration.resolution
        if said is None or said.outcome is not Outcome.NOT_A_ROLE or not said.readings:
            return None
        sources = said.readings[0].concept.statements.get("definitionSource", ())
        return next((iri for iri in sources if iri.startswith(SOURCE.iri)), None)


def _label(reference: Reference) -> str:
    """Return the article of a law, else title, issuer and year."""
    if reference.issuer.startswith(_LAWMAKERS):
        return reference.title.split(" (")[0]
    published = ", ".join(part for part in (reference.issuer, reference.year) if part)
    return f"{reference.title} ({published})" if published else reference.title
