"""The roles as a Python enumeration, generated so that editors and type checkers know them.

`python -m lexique.enumeration` writes `roles.py` from the vocabulary; a test holds them
equal.
"""

from __future__ import annotations

from pathlib import Path

from lexique import bundled
from lexique.files import atomic_write
from lexique.lexicon import Lexicon
from lexique.loading import load
from lexique.model import Group

TARGET = Path(bundled.PACKAGE) / "roles.py"

_HEAD = '''"""The roles of the vocabulary, for editors and type checkers.

Generated from `vocab/` by `python -m lexique.enumeration`; do not edit.
"""

from __future__ import annotations

from enum import StrEnum

from lexique.namespaces import ROLE


class Role(StrEnum):
    """A role, as its slug; a member equals the text of the slug.

    >>> Role.PAIR_AIDANT == "pair-aidant"
    True
    >>> Role("pair-aidant").label("en")
    'peer supporter'
    """

    _labels: tuple[str, str]

    def __new__(cls, slug: str, french: str = "", english: str = "") -> Role:
        """Make a member from its slug and its preferred labels."""
        member = str.__new__(cls, slug)
        member._value_ = slug
        member._labels = (french, english)
        return member

    @property
    def iri(self) -> str:
        """The IRI of the concept."""
        return ROLE[self.value]

    def label(self, language: str = "fr") -> str:
        """Return the preferred label, French or English."""
        return self._labels[1] if language == "en" else self._labels[0]

'''


def source_of(lexicon: Lexicon) -> str:
    """Return the text of `roles.py` for the roles of `lexicon`, sorted by slug."""
    roles = sorted(
        (concept for concept in lexicon.concepts(Group.ROLE)),
        key=lambda concept: concept.slug,
    )
    return _HEAD + "".join(_member(role.slug, role.label("fr"), role.label("en")) for role in roles)


def _member(slug: str, french: str, english: str) -> str:
    name = slug.upper().replace("-", "_")
    line = f'    {name} = ("{slug}", "{french}", "{english}")\n'
    if len(line) <= 101:
        return line
    return f'    {name} = (\n        "{slug}",\n        "{french}",\n        "{english}",\n    )\n'


if __name__ == "__main__":
    atomic_write(TARGET, source_of(load()).encode())
