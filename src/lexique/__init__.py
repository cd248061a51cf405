"""lexique: the roles that patients and relatives play in health partnership, under one name each.

>>> import lexique
>>> lexique.harmonise("patientes partenaires").concepts
('patient-partenaire',)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lexique.errors import InputError, LexiqueError, OwnDataError, UseError
    from lexique.lexicon import Lexicon
    from lexique.loading import load
    from lexique.model import (
        Concept,
        Designation,
        Facet,
        Finding,
        Group,
        Location,
        Mention,
        Outcome,
        Reading,
        Reason,
        Report,
        Resolution,
        Severity,
        Status,
        Suggestion,
        Text,
    )
    from lexique.roles import Role
    from lexique.shortcuts import (
        annotate,
        compare,
        harmonise,
        harmonise_many,
        identify,
        search,
    )

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
