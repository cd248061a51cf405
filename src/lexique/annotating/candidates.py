"""What stands at one candidate place of a text, as far as the words themselves tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from lexique.annotating.coding import AROUND
from lexique.harmonising.context import stems_of
from lexique.harmonising.doubling import doubled_once
from lexique.harmonising.kinds import Kind, is_english, kind_of, names_only
from lexique.harmonising.matching import Matcher
from lexique.harmonising.phrases import is_apposed
from lexique.levelling.normalise import Token
from lexique.model import Concept, Designation, Group, Outcome, Resolution
from lexique.namespaces import VALUE
from lexique.vocabulary.hits import Hit, firm_hits

if TYPE_CHECKING:
    from lexique.annotating.scanning import Scanner
    from lexique.harmonising.harmoniser import Harmoniser
    from lexique.vocabulary.lexicon_data import LexiconData

_REMEMBERED = 200_000
"""Distinct candidates whose reading is kept; then the memo starts anew."""

MENTIONED = frozenset({Group.ROLE, Group.NEIGHBOUR, Group.BODY, Group.TRAINING, Group.CONCEPT})
"""Groups that a text mentions, or whose names may hold a role's; a status alone is no mention."""

_HOLDING_KINDS = frozenset(
    VALUE[f"kind-{kind}"] for kind in ("body", "document", "device", "programme", "training")
)
"""Neighbours in whose names a role name is a mention of its own (*désignation de la personne de
confiance*); in those of activities and rights it is not (*congé de proche aidant*)."""

_BREAK = re.compile(r"[.;:!?()\[\]\"|]|\s{3}|\n\s*\n")
"""What no designation reaches over in a running text, but for a quotation inside it."""
_OPENING = re.compile(r"\s(?:[«“]\s?|\")")
_ADDRESS = re.compile(r"(?:\w{2,9}://|\bwww\.|\b[\w.+-]{1,64}@[\w-]{1,63}\.\w)[^\s<>\"»”]*")
"""Of the web or of e-mail: words in it name nobody, and belong to no name beside it."""


_FARTHEST = 32
"""Words that are looked at from the beginning of a name on, more than any name has."""


_MOST_READINGS = 40
"""Readings that names side by side have together at most."""


class Use(Enum):
    """What becomes of a name in a running text."""

    ALWAYS = "it is a mention"
    CLASS = "it is one of the broad classes, which are left out unless they are asked for"
    AMBIGUOUS = "it is one, and the neighbourhood may choose its reading"
    SHORT = "it is one where the neighbourhood makes it a role"
    NEVER = "it is none"


class Found(NamedTuple):
    """A name in a candidate; it begins at `start`, counted from the beginning of the candidate."""

    start: int
    surface: str
    hits: tuple[Hit, ...]
    resolution: Resolution
    kind: Kind
    use: Use
    inside: tuple[tuple[int, int, Resolution], ...] = ()
    """Roles that the name of a body, document ... holds, places counted from `start`."""
    is_open: bool = False
    """Whether a quotation that begins inside ends behind it."""
    iris: frozenset[str] = frozenset()
    """The concepts of `hits`."""
    roles: frozenset[str] = frozenset()
    """The role that it names in full, or those of which it may be a short form."""
    above: frozenset[str] = frozenset()
    """What is broader than one of `roles`."""
    is_english: bool = False


class Candidates(dict[str, tuple[Found, ...]]):
    """Text of a candidate to the names in it that may be mentions, read when first met."""

    def __init__(
        self,
        lexicon: LexiconData,
        harmoniser: Harmoniser,
        scanner: Scanner,
        jurisdiction: str | None,
        *,
        classes: bool,
    ) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._harmoniser = harmoniser
        self._scanner = scanner
        self._jurisdiction = jurisdiction
        self._left_out = {Use.NEVER} if classes else {Use.NEVER, Use.CLASS}

    def __missing__(self, surface: str) -> tuple[Found, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        bare = surface.strip(AROUND)
        if bare == surface:
            found = tuple(
                item for item in self._read(bare) if item.use not in self._left_out or item.inside
            )
        else:
            n_before = len(surface) - len(surface.lstrip(AROUND))
            found = tuple(item._replace(start=item.start + n_before) for item in self[bare])
        self[surface] = found
        return found

    def _read(self, surface: str) -> list[Found]:
        """Return the longest designations in a candidate, left to right."""
        matcher = Matcher(self._lexicon, self._jurisdiction)
        surface = _ADDRESS.sub(lambda match: "|" * len(match[0]), surface)
        tokens = doubled_once(self._lexicon.tokens(surface))
        beginnings = self._scanner.beginnings(tokens)
        spans: list[tuple[int, int, tuple[Hit, ...]]] = []
        place = 0
        while place < len(tokens):
            can_begin = place in beginnings
            end, hits = _longest(matcher, surface, tokens, place) if can_begin else (place, ())
            is_beside = hits and spans and spans[-1][1] == place
            if is_beside and _is_one_name(surface, tokens[place - 1 : end], spans[-1][2], hits):
                first, _, before = spans.pop()
                spans.append((first, end, (*before, *hits)))
            elif hits:
                spans.append((place, end, hits))
            place = max(end, place + 1)
        return [
            self._found(surface, tokens[first:end], hits, matcher) for first, end, hits in spans
        ]

    def _found(
        self, surface: str, tokens: Sequence[Token], hits: tuple[Hit, ...], matcher: Matcher
    ) -> Found:
        start = tokens[0].start
        name = surface[start : tokens[-1].end]
        resolution = self._harmoniser.harmonise(name, jurisdiction=self._jurisdiction)
        kind = kind_of(hits) if self._lexicon.is_ours else Kind.ROLE
        roles: list[Concept] = []
        if kind is Kind.SHORT:
            roles = _roles_with_short_form(hits)
        elif kind is Kind.ROLE and resolution.concept is not None:
            roles = [resolution.concept]
        return Found(
            start,
            name,
            hits,
            resolution,
            kind,
            self._use(name, hits, resolution, is_short=bool(roles)),
            tuple(self._inside(surface, tokens, hits, matcher)),
            _OPENING.search(name) is not None,
            frozenset(hit.concept.iri for hit in hits),
            frozenset(role.iri for role in roles),
            frozenset().union(*map(self._lexicon.broader_of, roles)),
            is_english(hits),
        )

    def _use(
        self, name: str, hits: tuple[Hit, ...], resolution: Resolution, *, is_short: bool
    ) -> Use:
        """Return what becomes of a name, as far as the name alone tells."""
        if resolution.outcome is Outcome.UNKNOWN:
            return Use.NEVER
        if not self._lexicon.is_ours:
            return Use.ALWAYS
        if kind_of(hits) is Kind.SHORT:
            abbreviated = all(hit.designation.term_type == "abbreviation" for hit in hits)
            is_written_so = not abbreviated or sum(map(str.isupper, name)) > 1
            return Use.SHORT if is_written_so and is_short else Use.NEVER
        groups = {hit.concept.group for hit in firm_hits(hits) or hits}
        if not groups & {Group.ROLE, Group.NEIGHBOUR}:
            return Use.CLASS if Group.PERSON in groups else Use.NEVER
        return Use.AMBIGUOUS if resolution.outcome is Outcome.AMBIGUOUS else Use.ALWAYS

    def _inside(
        self, surface: str, tokens: Sequence[Token], hits: Sequence[Hit], matcher: Matcher
    ) -> Iterator[tuple[int, int, Resolution]]:
        """Yield the roles named inside the name of a body, document, programme or training."""
        if not all(_may_hold_role(hit) for hit in hits):
            return
        place = 1
        while place < len(tokens):
            end, inner = matcher.longest(tokens, place)
            if kind_of(inner) is Kind.ROLE:
                first, last = tokens[place].start, tokens[end - 1].end
                resolution = self._harmoniser.harmonise(
                    surface[first:last], jurisdiction=self._jurisdiction
                )
                yield first - tokens[0].start, last - tokens[0].start, resolution
            place = max(end, place + 1)


def may_be_mentioned(designation: Designation, concept: Concept, groups: Collection[Group]) -> bool:
    """Tell whether a text may mention a concept by this designation."""
    return concept.group in groups and (
        not designation.needs_cue or _may_be_short(designation, concept)
    )


def _roles_with_short_form(hits: Sequence[Hit]) -> list[Concept]:
    """Return the roles of which a form can be a short name: an abbreviation, or the head.

    After *médiateur de santé-pair*, *médiateur* is one, but *enseignant* is no
    patient-enseignant.
    """
    return [
        hit.concept
        for hit in hits
        if hit.concept.group is Group.ROLE and _may_be_short(hit.designation, hit.concept)
    ]


def _may_be_short(designation: Designation, concept: Concept) -> bool:
    """Tell whether a form is an abbreviation or the head of the concept's preferred name."""
    if designation.term_type == "abbreviation":
        return True
    head = stems_of(designation.form)
    labels = (stems_of(label) for label in concept.pref_labels.values())
    return any(label.startswith(head) and label != head for label in labels)


def _may_hold_role(hit: Hit) -> bool:
    return hit.concept.group in (Group.BODY, Group.TRAINING) or bool(
        _HOLDING_KINDS.intersection(hit.concept.statements.get("neighbourKind", ()))
    )


def _longest(
    matcher: Matcher, text: str, tokens: Sequence[Token], place: int
) -> tuple[int, tuple[Hit, ...]]:
    """Return end and hits of the longest designation at a place, within its sentence.

    What stands in the next line takes nothing from a name that ends before it.
    """
    until = end_of_sentence(text, tokens, place)
    length, hits = matcher.longest(tokens[place:until])
    end_of_line = next(
        (item for item in range(place + 1, until) if _is_new_line(text, tokens, item)), until
    )
    if place + length <= end_of_line < until:
        until = end_of_line
        length, hits = matcher.longest(tokens[place:until])
    return _beyond_class(matcher, tokens[:until], place, place + length, hits)


def _beyond_class(
    matcher: Matcher, tokens: Sequence[Token], place: int, end: int, hits: tuple[Hit, ...]
) -> tuple[int, tuple[Hit, ...]]:
    """Return end and hits of *service user representative*, whose head stands behind the class."""
    if names_only(hits, Group.PERSON):
        for first in range(place + 1, end):
            last, inner = matcher.longest(tokens, first)
            if last > end and kind_of(inner) is Kind.ROLE and is_english(inner):
                return last, inner
    return end, hits


def _is_new_line(text: str, tokens: Sequence[Token], place: int) -> bool:
    return "\n" in _gap(text, tokens, place)


def _gap(text: str, tokens: Sequence[Token], place: int) -> str:
    """Return what stands between a word and the one before it."""
    return text[tokens[place - 1].end : tokens[place].start]


def end_of_sentence(text: str, tokens: Sequence[Token], start: int) -> int:
    """Return where the phrase from `start` on is broken by a full stop, bracket or the like.

    A quotation that begins inside is none: *un patient « expert »*.
    """
    until = min(len(tokens), start + _FARTHEST)
    for place in range(start + 1, until):
        is_break = _BREAK.search(tokens[place].before) is not None
        if is_break and not _OPENING.fullmatch(_gap(text, tokens, place)):
            return place
    return until


def _is_one_name(
    text: str, tokens: Sequence[Token], first: Sequence[Hit], second: Sequence[Hit]
) -> bool:
    """Tell whether two names stand side by side in a line: *accompagnateur pair aidant*.

    `tokens` are the last word of the first and the words of the second.
    """
    token = tokens[1]
    if len(first) + len(second) > _MOST_READINGS:
        return False
    is_apart = _is_new_line(text, tokens, 1) or _BREAK.search(token.before)
    kinds = kind_of(first), kind_of(second)
    is_pair = Kind.ROLE in kinds and set(kinds) <= {Kind.ROLE, Kind.SHORT}
    return is_pair and is_apposed(token) and not is_apart
