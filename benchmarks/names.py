"""Names and texts: look-ups, columns, running text and loading, each beside a peer.

    python benchmarks/names.py [--corpus FILE.ttl]

Processor time of this process, best of several runs; read the ratios. Peers that are not
installed (gilda, pandas, flashtext) are left out.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import lexique
from lexique.lexicon import Lexicon
from lexique.model import Group

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("LEXIQUE_SHARED", ROOT.parent / "shared"))
N_LOOKUPS = 100_000
TEXT_SIZE = 2_000_000


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """Return the shortest processor time of some runs, the first one not counted."""
    work()
    best = float("inf")
    for _ in range(runs):
        begun = process_time()
        work()
        best = min(best, process_time() - begun)
    return best


def show(what: str, ours: float, peer: str = "", theirs: float | None = None) -> None:
    """Print one line: our time, the peer's, and how many times faster we are."""
    ratio = f"   {theirs / ours:8.1f} times {peer}" if theirs is not None else ""
    print(f"{what:<44}{ours * 1000:10.1f} ms{ratio}")


def forms_of(lexicon: Lexicon) -> list[str]:
    """Return every form of a role."""
    return [
        designation.form
        for concept in lexicon.concepts(Group.ROLE)
        for designation in lexicon.designations_of(concept)
    ]


def lookups(lexicon: Lexicon, forms: list[str]) -> None:
    """Time one look-up, and a column with few distinct values."""
    dice = random.Random(1)
    column = [dice.choice(forms[:1500]) for _ in range(N_LOOKUPS)]
    ours = seconds(lambda: [lexicon.harmonise(name) for name in column])
    try:
        from gilda import Term, make_grounder
        from gilda.process import normalize
    except ImportError:
        show(f"{N_LOOKUPS} look-ups", ours)
    else:
        terms = [Term(normalize(form), form, "l", form, form, "name", "l") for form in forms]
        grounder = make_grounder(terms)
        few = column[: N_LOOKUPS // 50]
        theirs = 50 * seconds(lambda: [grounder.ground(name) for name in few], runs=1)
        show(f"{N_LOOKUPS} look-ups", ours, "gilda.ground", theirs)
    many = seconds(lambda: sum(1 for _ in lexicon.harmonise_many(column)))
    try:
        import pandas
    except ImportError:
        show("the same as a column", many)
    else:
        series = pandas.Series(column)

        def mapped() -> object:
            answers = {name: lexicon.harmonise(name) for name in series.unique()}
            return series.map(answers)

        show("the same as a column", many, "pandas.map", seconds(mapped))


def texts(lexicon: Lexicon, forms: list[str]) -> None:
    """Time annotating prose in which a name stands now and then."""
    page = (ROOT / "docs" / "explanation" / "politique-editoriale.md").read_text(encoding="utf-8")
    dice, prose, size = random.Random(2), [], 0
    sentences = [line for line in page.splitlines() if line]
    while size < TEXT_SIZE:
        prose.append(dice.choice(sentences))
        size += len(prose[-1])
        if dice.random() < 0.3:
            prose.append(dice.choice(forms) + ".")
    text = "\n".join(prose)
    ours = seconds(lambda: lexicon.annotate(text))
    try:
        from flashtext import KeywordProcessor
    except ImportError:
        show(f"annotate {size // 1000} kB", ours)
        return
    processor = KeywordProcessor()
    for form in set(forms):
        processor.add_keyword(form)
    theirs = seconds(lambda: processor.extract_keywords(text, span_info=True))
    show(f"annotate {size // 1000} kB", ours, "flashtext", theirs)


def loading(corpus: Path) -> None:
    """Time the first load of a SKOS file, and opening its compiled form."""
    import rdflib

    with tempfile.TemporaryDirectory() as cache:
        os.environ["LEXIQUE_CACHE"] = cache
        begun = process_time()
        lexique.load(corpus)
        first = process_time() - begun
        compiled = next(Path(cache).glob("user-*.sqlite"))
        opening = seconds(lambda: Lexicon.from_index(compiled).harmonise("Konjunktur"))
    begun = process_time()
    rdflib.Graph().parse(corpus)
    theirs = process_time() - begun
    show(f"first load of {corpus.name}", first, "rdflib parse", theirs)
    show("cached opening and one look-up", opening, "rdflib parse", theirs)


def main() -> int:
    """Run everything."""
    lexicon = lexique.load()
    forms = forms_of(lexicon)
    lookups(lexicon, forms)
    texts(lexicon, forms)
    given = sys.argv[sys.argv.index("--corpus") + 1] if "--corpus" in sys.argv else None
    corpus = Path(given) if given else SHARED / "corpora" / "stw-thesaurus.ttl"
    if corpus.is_file():
        loading(corpus)
    return 0


if __name__ == "__main__":
    sys.exit(main())
