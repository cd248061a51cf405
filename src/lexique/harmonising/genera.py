"""What a title says said in general: *family peer worker* for *father peer worker*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from operator import ne

from lexique.harmonising.phrases import is_apposed
from lexique.levelling import english_words, words
from lexique.levelling.normalise import Token, stem

_GENERA_OF: dict[str, tuple[str, ...]] = {}
for _genera, _kinds in words.GENERA:
    for _kind in map(stem, _kinds):
        _GENERA_OF[_kind] = (*_GENERA_OF.get(_kind, ()), *_genera)
_MOST_GENERAL = 64
"""Ways to say a title in general that are tried."""


def is_kind(token: Token) -> bool:
    """Tell whether something more general may be said for a word."""
    return token.text in english_words.SHORTENED or stem(token.text) in _GENERA_OF


def paired(tokens: Sequence[Token]) -> list[Token]:
    """Return the title with two words that stand for one as one (see `words.GENERA`)."""
    said = list(tokens[:1])
    for token in tokens[1:]:
        both = f"{said[-1].text} {token.text.removesuffix('s')}"
        if both in _GENERA_OF and is_apposed(token):
            surface = f"{said[-1].surface} {token.surface}"
            said[-1] = said[-1]._replace(text=both, end=token.end, surface=surface)
        else:
            said.append(token)
    return said


def generalised(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the title with kinds of something said in general, with as few as can be first."""
    texts = [english_words.SHORTENED.get(token.text, token.text) for token in tokens]
    ways = [(text, *_GENERA_OF.get(stem(text), ())) for text in texts]
    several = islice(product(*ways), _MOST_GENERAL)
    for chosen in sorted(several, key=lambda way: sum(map(ne, way, texts))):
        general = [token._replace(text=text) for token, text in zip(tokens, chosen, strict=True)]
        if general != [*tokens]:
            yield general
