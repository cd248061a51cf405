"""The verbs of the bundled vocabulary as plain functions: `lexique.harmonise("pairs-aidants")`.

Each is the method of `Lexicon` with the same name, on `lexique.load()`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from lexique.loading import load
from lexique.model import Context, Mention, Resolution

if TYPE_CHECKING:
    from lexique.views.comparing import Comparison
    from lexique.views.identifying import Identification
    from lexique.views.searching import Found


def harmonise(
    text: str,
    *,
    context: Context = None,
    jurisdiction: str | None = None,
    accept_fuzzy: float | None = None,
) -> Resolution:
    """Return what `text` names; see `Lexicon.harmonise`."""
    return load().harmonise(
        text, context=context, jurisdiction=jurisdiction, accept_fuzzy=accept_fuzzy
    )


def harmonise_many(
    texts: Iterable[str],
    *,
    jurisdiction: str | None = None,
    accept_fuzzy: float | None = None,
) -> Iterator[Resolution]:
    """Yield the Resolution of each text, lazily; see `Lexicon.harmonise_many`."""
    return load().harmonise_many(texts, jurisdiction=jurisdiction, accept_fuzzy=accept_fuzzy)


def annotate(
    text: str, *, jurisdiction: str | None = None, classes: bool = False
) -> tuple[Mention, ...]:
    """Return the role names in a running text; see `Lexicon.annotate`."""
    return load().annotate(text, jurisdiction=jurisdiction, classes=classes)


def compare(*names: str) -> Comparison:
    """Return two or more roles side by side; see `Lexicon.compare`."""
    return load().compare(*names)


def identify(facts: Mapping[str, str | Iterable[str]]) -> Identification:
    """Return the roles that fit the facts; see `Lexicon.identify`."""
    return load().identify(facts)


def search(text: str, *, limit: int = 20) -> tuple[Found, ...]:
    """Return concepts by words of their names and definitions; see `Lexicon.search`."""
    return load().search(text, limit=limit)
