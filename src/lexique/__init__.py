"""lexique: the roles that patients and relatives play in health partnership, under one name each.

>>> import lexique
>>> lexique.harmonise("patientes partenaires").concepts
('patient-partenaire',)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lexique.errors import InputError as InputError
    from lexique.errors import LexiqueError as LexiqueError
    from lexique.errors import OwnDataError as OwnDataError
    from lexique.errors import UseError as UseError
    from lexique.lexicon import Lexicon as Lexicon
    from lexique.loading import load as load
    from lexique.model import Concept as Concept
    from lexique.model import Designation as Designation
    from lexique.model import Facet as Facet
    from lexique.model import Finding as Finding
    from lexique.model import Group as Group
    from lexique.model import Location as Location
    from lexique.model import Mention as Mention
    from lexique.model import Outcome as Outcome
    from lexique.model import Reading as Reading
    from lexique.model import Reason as Reason
    from lexique.model import Report as Report
    from lexique.model import Resolution as Resolution
    from lexique.model import Severity as Severity
    from lexique.model import Status as Status
    from lexique.model import Suggestion as Suggestion
    from lexique.model import Text as Text
    from lexique.roles import Role as Role
    from lexique.shortcuts import annotate as annotate
    from lexique.shortcuts import compare as compare
    from lexique.shortcuts import harmonise as harmonise
    from lexique.shortcuts import harmonise_many as harmonise_many
    from lexique.shortcuts import identify as identify
    from lexique.shortcuts import search as search

__version__ = "0.1.0"

_HOMES = {
    "lexique.errors": ("InputError", "LexiqueError", "OwnDataError", "UseError"),
    "lexique.lexicon": ("Lexicon",),
    "lexique.loading": ("load",),
    "lexique.model": (
        "Concept",
        "Designation",
        "Facet",
        "Finding",
        "Group",
        "Location",
        "Mention",
        "Outcome",
        "Reading",
        "Reason",
        "Report",
        "Resolution",
        "Severity",
        "Status",
        "Suggestion",
        "Text",
    ),
    "lexique.roles": ("Role",),
    "lexique.shortcuts": (
        "annotate",
        "compare",
        "harmonise",
        "harmonise_many",
        "identify",
        "search",
    ),
}
"""Where each public name lives; a module is imported when one of its names is first asked for."""

__all__ = sorted(name for names in _HOMES.values() for name in names)


def __getattr__(name: str) -> Any:
    """Import the module of a public name now, so that `import lexique` itself costs nothing."""
    for home, names in _HOMES.items():
        if name in names:
            import importlib

            value = getattr(importlib.import_module(home), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'lexique' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
