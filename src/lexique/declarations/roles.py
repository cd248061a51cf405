"""The role of a declaration: what its name harmonises to, stated for the shapes to judge."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from lexique.lexicon import Lexicon
from lexique.model import Group, Outcome, Resolution
from lexique.namespaces import BASE, VALUE
from lexique.rdf import Iri, Term

_CURIE = re.compile(r"(?:^|[\s(\[])role:([a-z0-9-]+)[)\]]?$")
"""A role by prefix and slug, alone or after its name: *patient expert (role:patient-expert)*."""
_MEMO = 2_000
"""Names, each with its context, whose meaning is kept."""


class Naming(NamedTuple):
    """What the name of a role says about a declaration."""

    role: Iri | None
    resolution: Resolution | None = None
    """None where the role was given by its IRI, so that there is nothing to harmonise."""
    derived: Mapping[str, tuple[Term, ...]] = MappingProxyType({})
    """The statements that the shapes read: outcome, rating of the name, readings."""


class RoleNamer:
    """Harmonises names of roles, each distinct name and context once."""

    def __init__(self, lexicon: Lexicon, jurisdiction: str | None = None) -> None:
        self._lexicon = lexicon
        self._jurisdiction = jurisdiction
        self._named = lru_cache(_MEMO)(self._name)

    def name(
        self, text: str, *, context: Callable[[], str], jurisdiction: str | None = None
    ) -> Naming:
        """Return what `text` names among the roles; `context` gives the rest of the record.

        The context is asked for only where the name alone leaves something to decide.
        """
        code = jurisdiction or self._jurisdiction
        alone = self._named(text, "", code)
        said = alone.resolution
        if said is None or not said.depends_on_context:
            return alone
        return self._named(text, context(), code)

    def _name(self, text: str, context: str, jurisdiction: str | None) -> Naming:
        curie = _CURIE.search(text.strip())
        iri = f"{BASE}role/{curie[1]}" if curie else text.strip()
        if "/" in iri and (concept := self._lexicon.concept(iri)) is not None:
            return Naming(Iri(concept.iri))
        said = self._lexicon.harmonise(text, context=context, jurisdiction=jurisdiction)
        found = said.concept
        is_role = found is not None and found.group is Group.ROLE
        role = Iri(found.iri) if found is not None and is_role else None
        return Naming(role, said, _derived(said))


def _derived(said: Resolution) -> dict[str, tuple[Term, ...]]:
    statements: dict[str, tuple[Term, ...]] = {"outcome": (Iri(VALUE[f"outcome-{said.outcome}"]),)}
    if said.outcome is not Outcome.MATCHED:
        statements["reading"] = tuple(Iri(item.concept.iri) for item in said.readings)
    elif said.readings and (designation := said.readings[0].designation) is not None:
        statements["designationStatus"] = (Iri(VALUE[str(designation.status)]),)
    return {name: terms for name, terms in statements.items() if terms}
