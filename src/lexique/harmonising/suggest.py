"""What an unknown text may have meant: a slip of one letter, or the nearest designations."""

from __future__ import annotations

from collections.abc import Sequence

from lexique.harmonising.matching import Matcher
from lexique.harmonising.phrases import is_adjunct
from lexique.levelling.normalise import Token, folded, stem_candidates
from lexique.messages import say
from lexique.model import Group, Reason, Suggestion
from lexique.vocabulary.hits import Hit
from lexique.vocabulary.index import LEMMAS, NEUTRAL, KeyRow
from lexique.vocabulary.lexicon_data import LexiconData

SHORTEST_MISSPELT_WORD = 5
SHORTEST_BOUND_WORD = 4
SHORTEST_MISSPELT_NAME = 10
"""Letters that a word, a word behind a hyphen and a whole designation need before one wrong
letter is forgiven."""
SHORTEST_CHANGED_WORD = 6
"""Letters of a word in which one letter is another: short words that differ so are many, and
*Paris* is no slip for *pairs*."""
SHORTEST_CUT_WORD = 8
"""Letters of a word whose first letter is wrong: *reader* is no slip for *leader*."""
NEAR_ENOUGH = 0.75
"""Likeness from which a designation is worth suggesting."""
MOST_SUGGESTIONS = 3
_NEVER_SUGGESTED = frozenset({Group.VALUE, Group.PROPERTY})


class Suggester:
    """Finds near designations of one Lexicon; the library that measures is loaded when needed."""

    def __init__(self, lexicon: LexiconData) -> None:
        self._lexicon = lexicon
        self._forms: list[KeyRow] = []
        self._folded: list[str] = []

    def corrected(self, tokens: Sequence[Token], matcher: Matcher) -> list[Token] | None:
        """Return a title with one letter put right, None where none is seen to be wrong.

        One word may be wrong: one that the vocabulary does not have and that, put right, makes
        part of the only long designation so near. A proper name is not wrong.
        """
        knows = self._lexicon.index.knows
        stems = matcher.stems(tokens)
        place = next((at for at, item in enumerate(stems) if not knows(item)), None)
        if place is None or not _may_be_misspelt(tokens, place):
            return None
        found: dict[str, list[Token]] = {}
        for near in self._near_stems(tokens[place].text):
            title = [*tokens[:place], tokens[place]._replace(text=near), *tokens[place + 1 :]]
            hits = _name_over(title, place, matcher)
            if hits:
                found["|".join(sorted({hit.concept.iri for hit in hits}))] = title
        return next(iter(found.values())) if len(found) == 1 else None

    def _near_stems(self, word: str) -> list[str]:
        """Return the known stems one edit (or one exchange of neighbours) away from `word`.

        The first letter is that of the word, unless this is long: it is seldom a slip.
        """
        may_begin_otherwise = len(word) >= SHORTEST_CUT_WORD
        index = self._lexicon.index
        near: set[str] = set()
        for candidate in {word, *stem_candidates(word)}:
            half = len(candidate) // 2
            head, tail = candidate[: half - 1], candidate[half + 1 :][::-1]
            pool = set(index.stems_between(head, head + "\uffff"))
            pool.update(index.stems_between(tail, tail + "\uffff", reverse=True))
            near.update(
                item
                for item in pool
                if may_begin_otherwise or item[0] == word[0]
                if _is_one_edit(candidate, item)
                if len(word) >= SHORTEST_CHANGED_WORD or len(item) != len(candidate)
            )
        return sorted(near)

    def suggestions(self, text: str, inner: Sequence[Hit]) -> tuple[Suggestion, ...]:
        """Return the roles that the text holds, then the nearest designations, best first."""
        found: dict[str, Suggestion] = {}
        for hit in sorted(inner, key=lambda item: item.designation.needs_cue):
            if hit.concept.group is Group.ROLE and hit.concept.iri not in found:
                share = len(hit.form) / max(len(text), len(hit.form))
                found[hit.concept.iri] = Suggestion(
                    hit.concept, hit.form, share, _reason("contained", hit.form)
                )
        for form, score in self.nearest(text, MOST_SUGGESTIONS * 4):
            designation = self._lexicon.index.designation(form.designation)
            concept = self._lexicon.concept_of(designation)
            if concept.iri not in found and concept.group not in _NEVER_SUGGESTED:
                found[concept.iri] = Suggestion(
                    concept, form.form, score, _reason("near", form.form)
                )
        return tuple(found.values())[:MOST_SUGGESTIONS]

    def nearest(self, text: str, limit: int) -> list[tuple[KeyRow, float]]:
        """Return the forms nearest to `text` and their likeness (0 to 1), best first."""
        from rapidfuzz import fuzz, process

        forms = self._all_forms()
        wanted = " ".join(folded(text).split())
        found = process.extract(
            wanted,
            self._folded,
            scorer=fuzz.ratio,
            score_cutoff=100 * NEAR_ENOUGH,
            limit=limit,
        )
        ranked = [(forms[place], score / 100) for _, score, place in found]
        return sorted(ranked, key=lambda item: (-item[1], item[0].form, item[0].designation))

    def _all_forms(self) -> list[KeyRow]:
        if not self._forms:
            kind = LEMMAS if self._lexicon.is_ours else NEUTRAL
            self._forms = list(self._lexicon.index.keys(kind))
            self._folded = [folded(row.form) for row in self._forms]
        return self._forms


def _may_be_misspelt(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word is long enough, and no proper name, to be read as a slip.

    A shorter one is where a hyphen binds it to the name. An adjective that says how somebody plays
    a role is a word by itself: *trained* is no *trainer*.
    """
    word = tokens[place]
    shortest = SHORTEST_BOUND_WORD if word.before == "-" else SHORTEST_MISSPELT_WORD
    is_capital = word.surface[:1].isupper() and not tokens[0].surface[:1].isupper()
    return len(word.text) >= shortest and not is_capital and not is_adjunct(word)


def _name_over(tokens: Sequence[Token], place: int, matcher: Matcher) -> tuple[Hit, ...]:
    """Return the hits of the long designation that holds the word at `place`."""
    for start in range(place + 1):
        end, hits = matcher.longest(tokens, start)
        if end > place:
            letters = sum(len(token.text) for token in tokens[start:end])
            return hits if letters >= SHORTEST_MISSPELT_NAME else ()
    return ()


def _reason(code: str, form: str) -> Reason:
    if code == "contained":
        return Reason(code, say("the text holds “{form}”, but names something else", form=form))
    return Reason(code, say("the spelling is near “{form}”", form=form))


def _is_one_edit(word: str, other: str) -> bool:
    """Tell whether one letter put in, left out, changed or exchanged with its neighbour differs."""
    if word == other or abs(len(word) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    if len(word) == len(other):
        exchanged = word[start : start + 2] == other[start : start + 2][::-1]
        return word[start + 1 :] == other[start + 1 :] or (
            exchanged and word[start + 2 :] == other[start + 2 :]
        )
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    return longer[start + 1 :] == shorter[start:]
