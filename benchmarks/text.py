"""Running text: where names may stand, and what stands there, beside flashtext."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from loading import WORDS
from lookup import clear_names
from measuring import (
    ROOT,
    Pair,
    Result,
    Side,
    at_least,
    in_turn,
    missing,
    named,
    peer_module,
    same,
    spaced,
)

import lexique
from lexique.annotating.annotator import Annotator
from lexique.annotating.candidates import MENTIONED, end_of_sentence, may_be_mentioned
from lexique.annotating.scanning import Scanner
from lexique.harmonising.harmoniser import Harmoniser
from lexique.harmonising.matching import Matcher
from lexique.levelling.normalise import Token
from lexique.model import Group
from lexique.vocabulary.lexicon_data import LexiconData

_PAGES = ("README.fr.md", "docs/explanation/politique-editoriale.md")
_SENTENCE = re.compile(r"[^.!?\n]{40,}[.!?]")
_LETTERS_OF_NAMES = 280
"""One name in so many characters of prose, as in reports on the subject."""
N_FOR_ORACLE = 60_000
"""Characters on which every place is tried: enough for two hundred names."""
N_FOR_READING = 20_000
"""Characters that are read without any scan."""
_CALLS_TO_ADAPT = 8
"""After so many calls Python 3.11 adapts a function whose loop is a `while`: that of flashtext,
which takes two thirds of the time from then on. Ours adapt as they go."""


def prose(lexicon: LexiconData, size: int) -> str:
    """Return French text: our own pages and definitions at random, names and rare words put in."""
    dice = random.Random(4)
    written = [(ROOT / page).read_text(encoding="utf-8") for page in _PAGES]
    defined = [
        concept.definitions.get("fr", "")
        for concept in lexicon.concepts()
        if concept.group is not Group.ROLE
    ]
    sentences = [match[0] for text in (*written, *defined) for match in _SENTENCE.finditer(text)]
    names = clear_names(lexicon)
    parts: list[str] = []
    length = wanted = 0
    while length < size:
        words = dice.choice(sentences).split()
        words.insert(dice.randrange(len(words)), dice.choice(WORDS))
        if length >= wanted:
            words.insert(dice.randrange(len(words)), dice.choice(names))
            wanted += _LETTERS_OF_NAMES
        parts.append(" ".join(words))
        length += len(parts[-1]) + 1
    return "\n".join(parts)


def read_everywhere(lexicon: LexiconData, text: str) -> Iterator[int]:
    """Yield where names begin, each word of each line tried: the oracle of the scan."""
    matcher = Matcher(lexicon)
    for line in re.finditer(r"[^\n]+", text):
        tokens = lexicon.tokens(line[0])
        for place, token in enumerate(tokens):
            _, hits = matcher.longest(tokens[: end_of_sentence(line[0], tokens, place)], place)
            if any(may_be_mentioned(hit.designation, hit.concept, MENTIONED) for hit in hits):
                yield line.start() + token.start


def spelt_everywhere(forms: set[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of the longest form at each word, compared letter by letter."""
    lowered = text.lower()
    lengths = sorted({len(form) for form in forms}, reverse=True)
    for word in re.finditer(r"(?<!\w)\w", lowered):
        start = word.start()
        for length in lengths:
            end = start + length
            if lowered[start:end] in forms and not lowered[end : end + 1].isalnum():
                yield start, end
                break


def measure(*, quick: bool) -> Iterator[Result]:
    """Yield the scan for candidates, then annotating, beside flashtext on the same forms."""
    lexicon = lexique.load()
    text = prose(lexicon, 500_000 if quick else 5_000_000)
    sample = text[: text.index("\n", N_FOR_ORACLE)]
    annotator = Annotator(lexicon, Harmoniser(lexicon))
    scanner = annotator.scanner(False)
    misses_nothing(lexicon, list(scanner.places(sample)), sample)
    reads_all(annotator, sample[: sample.index("\n", N_FOR_READING)])
    amount = f"{len(text) / 1e6:.1f} MB, {spaced(len(forms_of(lexicon)))} forms"
    rounds = 3 if quick else 5
    yield from _beside_flashtext(annotator, text, amount, rounds)
    yield _beside_automaton(annotator, text, amount, rounds)


def _beside_flashtext(
    annotator: Annotator, text: str, amount: str, rounds: int
) -> Iterator[Result]:
    scanning, annotating = "scan for candidate places", "`annotate()` with its answers"
    if peer_module("flashtext") is None:
        yield missing(scanning, amount, "flashtext", at_least(3.5))
        yield missing(annotating, amount, "flashtext", at_least(2))
        return
    lexicon, scanner = annotator.lexicon, annotator.scanner(False)
    processor = flashtext_over(lexicon)
    peer = named("flashtext", "`extract_keywords`")
    extract = partial(processor.extract_keywords, text, span_info=True)

    def beside(ours: Side) -> Pair:
        return in_turn(ours, lambda: extract, rounds=rounds)

    def anew() -> Callable[[], object]:
        return partial(Annotator(lexicon, Harmoniser(lexicon)).annotate, text)

    for _ in range(_CALLS_TO_ADAPT):
        extract()
    list(scanner.places(text))
    pair = beside(lambda: lambda: list(scanner.places(text)))
    yield Result(scanning, amount, peer, pair, at_least(3.5))
    yield Result(f"{annotating}, no word or name met before", amount, peer, beside(anew))
    annotator.annotate(text)
    pair = beside(lambda: lambda: annotator.annotate(text))
    yield Result(annotating, amount, peer, pair, at_least(2))


def _beside_automaton(annotator: Annotator, text: str, amount: str, rounds: int) -> Result:
    """Return the scan beside an automaton that finds spelt forms alone, as bytes without places.

    This is the least that an extra could cost: it knows no other spelling, no border of a word
    and no place in the text as given.
    """
    what = "scan for candidate places, beside spelt forms alone"
    daachorse = peer_module("daachorse")
    if daachorse is None:
        return missing(what, amount, "daachorse")
    forms = sorted({form.lower().encode() for form in forms_of(annotator.lexicon)})
    automaton = daachorse.DoubleArrayAhoCorasick(forms, daachorse.MATCH_KIND_LEFTMOST_LONGEST)
    scanner = annotator.scanner(False)
    pair = in_turn(
        lambda: lambda: list(scanner.places(text)),
        lambda: lambda: automaton.find(text.lower().encode()),
        rounds=rounds,
    )
    return Result(what, amount, named("daachorse", "`find`"), pair)


def forms_of(lexicon: LexiconData) -> set[str]:
    """Return every form that a text may mention."""
    return {
        form
        for group in (Group.ROLE, Group.NEIGHBOUR, Group.BODY, Group.TRAINING)
        for concept in lexicon.concepts(group)
        for designation in lexicon.designations_of(concept)
        for form in (designation.form, *designation.attested_forms)
    }


def flashtext_over(lexicon: LexiconData):
    """Return flashtext with our forms; letters with accents belong to words, as in French."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    for letter in "àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛŒ":
        processor.add_non_word_boundary(letter)
    for form in forms_of(lexicon):
        processor.add_keyword(form)
    return processor


def misses_nothing(lexicon: LexiconData, places: list[tuple[int, int]], text: str) -> None:
    """Make sure that the scan leaves out no name that trying every word would find."""
    covered = {at for start, end in places for at in range(start, end)}
    lost = [
        text[start : start + 30] for start in read_everywhere(lexicon, text) if start not in covered
    ]
    names = {name.lower() for name in clear_names(lexicon) if "«" not in name}
    spelt = list(spelt_everywhere(names, text))
    lost += [text[start:end] for start, end in spelt if not covered.issuperset(range(start, end))]
    assert spelt and not lost, f"the scan misses {lost[:5]}"


class _WholeText(Scanner):
    """Takes all of a text for one candidate, in which a name may begin with every word."""

    def __init__(self) -> None:
        """Without names to look for."""

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        yield 0, len(text)

    def beginnings(self, tokens: Sequence[Token]) -> set[int]:
        return set(range(len(tokens)))


def reads_all(annotator: Annotator, text: str) -> None:
    """Make sure that mentions are those of reading every word of a text."""
    oracle = Annotator(annotator.lexicon, Harmoniser(annotator.lexicon), _WholeText())
    same(annotator.annotate(text), oracle.annotate(text), "mentions")
