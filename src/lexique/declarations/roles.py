"""The role of a declaration: what its name harmonises to, stated for the shapes to judge."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from lexique.lexicon import Lexicon
from lexique.model import Group, Outcome, Resolution
from lexique.namespaces import BASE, VALUE
from lexique.rdf import Iri, Term

_CURIE = re.compile(r"(?:^|[\s(\[])role:([a-z0-9-]+)[)\]]?$")
"""A role by prefix and slug, alone or after its name: *patient expert (role:patient-expert)*."""
_MEMO = 20_000


class Naming(NamedTuple):
    """What the name of a role says about a declaration."""

    role: Iri | None
    resolution: Resolution | None
    """None where the role was given by its IRI, so that there is nothing to harmonise."""

    def derived(self) -> dict[str, tuple[Term, ...]]:
        """Return the statements that the shapes read: outcome, rating of the name, readings."""
        said = self.resolution
        if said is None:
            return {}
        designation = said.readings[0].designation if said.readings else None
        is_rated = said.outcome is Outcome.MATCHED and designation is not None
        return {
            "outcome": (Iri(VALUE[f"outcome-{said.outcome}"]),),
            "designationStatus": (
                (Iri(VALUE[str(designation.status)]),) if is_rated and designation else ()
            ),
            "reading": ()
            if said.outcome is Outcome.MATCHED
            else tuple(Iri(item.concept.iri) for item in said.readings),
        }


class RoleNamer:
    """Harmonises names of roles, each distinct name and context once."""

    def __init__(self, lexicon: Lexicon, jurisdiction: str | None = None) -> None:
        self._lexicon = lexicon
        self._jurisdiction = jurisdiction
        self._named = lru_cache(_MEMO)(self._name)

    def name(
        self, text: str, *, context: Mapping[str, str], jurisdiction: str | None = None
    ) -> Naming:
        """Return what `text` names among the roles; `context` is the rest of the record."""
        return self._named(text, tuple(sorted(context.items())), jurisdiction or self._jurisdiction)

    def _name(
        self, text: str, context: Sequence[tuple[str, str]], jurisdiction: str | None
    ) -> Naming:
        curie = _CURIE.search(text.strip())
        iri = f"{BASE}role/{curie[1]}" if curie else text.strip()
        if "/" in iri and (concept := self._lexicon.concept(iri)) is not None:
            return Naming(Iri(concept.iri), None)
        said = self._lexicon.harmonise(text, context=dict(context), jurisdiction=jurisdiction)
        found = said.concept
        return Naming(Iri(found.iri) if found and found.group is Group.ROLE else None, said)
