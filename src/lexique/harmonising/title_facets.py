"""What the words beside a role say of it: status, field, training, seat ..."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lexique.harmonising.analysis import Added
from lexique.harmonising.context import choose, heard_in
from lexique.harmonising.kinds import FACET_GROUPS
from lexique.model import Facet, Group

_GROUP_ORDER = {group: place for place, group in enumerate(Group)}


def facets_beside(text: str, added: Iterable[Added]) -> Iterator[Facet]:
    """Yield the facet that each phrase adds to the title `text`: in *0,5 ETP* none, in
    *programme d’ETP* a field.
    """
    heard = heard_in(text)
    for phrase in added:
        chosen = choose(phrase.hits, heard).hits
        hits = [hit for hit in chosen if hit.concept.group in FACET_GROUPS]
        if hits:
            hit = min(hits, key=lambda item: _GROUP_ORDER[item.concept.group])
            yield Facet(hit.concept, " ".join(token.surface for token in phrase.tokens))
