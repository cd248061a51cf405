"""What a finding rests on and what it protects, as a reader would say it."""

from __future__ import annotations

from typing import NamedTuple

from lexique.declarations.declaration import Declaration
from lexique.declarations.rulebook import Rule
from lexique.lexicon import Lexicon
from lexique.model import Outcome, Reference, Text

_FALSE_FRIEND = "R03"
_VERIFIED = "verified"
_LAWMAKERS = ("République française", "Union européenne")


class Cited(NamedTuple):
    """The IRI of a source, what a reader calls it, where it stands, and how far it was verified."""

    iri: str | None
    label: str | None
    url: str | None
    verification: str | None


class Sources:
    """Finds and names the sources and safeguards of rules."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def of(self, rule: Rule, declaration: Declaration) -> Cited:
        """Return the source of a rule; of a false friend, what says that it is no role."""
        found = self._evidence(declaration) if rule.id == _FALSE_FRIEND else None
        if found is not None:
            return Cited(found.iri, reference_label(found), found.url or None, found.verification)
        found = self._lexicon.reference(rule.source) if rule.source else None
        if found is None:
            return Cited(rule.source, None, None, rule.verification)
        return Cited(rule.source, reference_label(found), found.url or None, rule.verification)

    def safeguard(self, slug: str | None) -> Text | None:
        """Return the labels of a safeguard."""
        concept = self._lexicon.concept(f"safeguard:{slug}") if slug else None
        return Text(fr=concept.label("fr"), en=concept.label("en")) if concept else None

    def _evidence(self, declaration: Declaration) -> Reference | None:
        """Return the best verified source for what a name stands for: a law, else the oldest."""
        said = declaration.resolution
        if said is None or said.outcome is not Outcome.NOT_A_ROLE or not said.readings:
            return None
        iris = said.readings[0].concept.statements.get("definitionSource", ())
        found = [item for iri in iris if (item := self._lexicon.reference(iri)) is not None]
        verified = [item for item in found if item.verification == _VERIFIED]
        # Later pages relay the first ones.
        return min(
            verified,
            key=lambda item: (not _is_law(item), item.year or "9999", item.iri),
            default=None,
        )


def _is_law(reference: Reference) -> bool:
    return reference.issuer.startswith(_LAWMAKERS)


def reference_label(reference: Reference) -> str:
    """Return the article of a law, else title, issuer and year."""
    if _is_law(reference):
        return reference.title.split(" (")[0]
    return ", ".join(part for part in (reference.title, reference.issuer, reference.year) if part)
