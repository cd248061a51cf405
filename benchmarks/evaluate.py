"""Scores harmonising against the gold set beside the project, and peers in the same table.

`make eval` runs this. It reads `../shared/gold` (or the folder named by LEXIQUE_SHARED), scores
with the gold set's own `score.py`, prints one table and writes it to
`docs/reference/evaluation.md`. Peers see the same designations as lexique does: every literal and
attested form of the vocabulary.

- exact: the form as printed, case levelled;
- rapidfuzz: the nearest form by `WRatio`, accepted from 90;
- gilda: `ground()` with the forms as its terms, where gilda can be imported.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import lexique
from lexique.lexicon import Lexicon
from lexique.model import Group, Outcome, Resolution

ROOT = Path(__file__).parent.parent
GOLD = Path(os.environ.get("LEXIQUE_SHARED", ROOT.parent / "shared")) / "gold"
PAGE = ROOT / "docs" / "reference" / "evaluation.md"
FUZZY_THRESHOLD = 90

Row = dict[str, str]
Predictor = Callable[[Row], str]


def said(resolution: Resolution) -> str:
    """Return an answer as `score.py` reads it: slugs of roles, NONE for what is no role."""
    slugs = [
        reading.concept.slug if reading.concept.group is Group.ROLE else "NONE"
        for reading in resolution.readings
    ]
    if resolution.outcome is Outcome.AMBIGUOUS:
        return "|".join(["AMBIGUOUS", *dict.fromkeys(slugs)])
    return slugs[0] if resolution.outcome is Outcome.MATCHED else "NONE"


def forms_of(lexicon: Lexicon) -> dict[str, set[str]]:
    """Return every form, in lower case, with the slugs that it stands for (NONE: no role)."""
    forms: dict[str, set[str]] = {}
    for concept in lexicon.concepts():
        if concept.group in (Group.VALUE, Group.PROPERTY):
            continue
        slug = concept.slug if concept.group is Group.ROLE else "NONE"
        for designation in lexicon.designations_of(concept):
            for form in (designation.form, *designation.attested_forms):
                forms.setdefault(form.casefold().replace("’", "'"), set()).add(slug)
    return forms


def peers(lexicon: Lexicon) -> dict[str, Predictor]:
    """Return the peers that can be run here."""
    forms = forms_of(lexicon)

    def exact(row: Row) -> str:
        return "|".join(sorted(forms.get(row["surface"].casefold().replace("’", "'"), {"NONE"})))

    def fuzzy(row: Row) -> str:
        from rapidfuzz import fuzz, process

        found = process.extractOne(
            row["surface"].casefold(), list(forms), scorer=fuzz.WRatio, score_cutoff=FUZZY_THRESHOLD
        )
        return "|".join(sorted(forms[found[0]])) if found else "NONE"

    return {"exact look-up": exact, f"rapidfuzz WRatio ≥ {FUZZY_THRESHOLD}": fuzzy, **gilda(forms)}


def gilda(forms: dict[str, set[str]]) -> dict[str, Predictor]:
    """Return gilda as a peer, or nothing where it is not installed."""
    try:
        from gilda import Term, make_grounder
        from gilda.process import normalize
    except ImportError:
        return {}
    terms = [
        Term(normalize(form), form, "lexique", slug, slug, "name", "lexique")
        for form, slugs in forms.items()
        for slug in slugs
    ]
    grounder = make_grounder(terms)

    def predict(row: Row) -> str:
        matches = grounder.ground(row["surface"])
        best = [match.term.id for match in matches if match.score == matches[0].score]
        return "|".join(sorted(set(best))) or "NONE"

    return {"gilda": predict}


def score(rows: Iterable[Row], predictor: Predictor, column: str) -> dict[str, float]:
    """Return the figures that `score.py` gives for a predictor."""
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as predictions:
        predictions.writelines(f"{row['id']}\t{predictor(row)}\n" for row in rows)
        predictions.flush()
        words = [sys.executable, str(GOLD / "score.py"), predictions.name]
        done = subprocess.run(
            [*words, "--column", column, "--json"], capture_output=True, text=True, check=True
        )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def table(rows: list[Row]) -> str:
    """Return the table of all predictors, in Markdown."""
    lexicon = lexique.load()
    runs: list[tuple[str, str, Predictor]] = [
        ("lexique", "gold", lambda row: said(lexicon.harmonise(row["surface"]))),
        (
            "lexique with context",
            "gold_ctx",
            lambda row: said(
                lexicon.harmonise(
                    row["surface"], context=row["context"], jurisdiction=row["jurisdiction"]
                )
            ),
        ),
        *((name, "gold", predictor) for name, predictor in peers(lexicon).items()),
    ]
    lines = [
        "| | accuracy | silent guesses | false positives | recall of roles |",
        "|---|---|---|---|---|",
    ]
    for name, column, predictor in runs:
        found = score(rows, predictor, column)
        shown = (found["accuracy"], found["silent_guess"], found["fpr"], found["recall"])
        lines.append(f"| {name} | " + " | ".join(f"{100 * value:.1f} %" for value in shown) + " |")
    return "\n".join(lines)


def main() -> int:
    """Print the table and write the page; return 0, or 3 where there is no gold set."""
    if not (GOLD / "terms.tsv").is_file():
        print(f"no gold set at {GOLD}; set LEXIQUE_SHARED", file=sys.stderr)
        return 3
    with (GOLD / "terms.tsv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    written = table(rows)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(
        "# How well names are harmonised\n\n"
        f"Measured by `make eval` on the {len(rows)} names of the development set.\n"
        "A silent guess is a single answer to a name that is ambiguous by itself.\n"
        "A false positive is an answer to a name that names no role.\n\n"
        f"{written}\n",
        encoding="utf-8",
    )
    print(written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
