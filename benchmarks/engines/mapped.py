"""Harmonises a column of a CSV file as one does by hand in a data frame: LIBRARY INPUT OUTPUT.

LIBRARY is `pandas` or `polars`. The file is read, each distinct name is harmonised once, and the
file is written with the four columns that `lexique harmonise` adds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import lexique

COLUMN = "fonction"
ADDED = ("outcome", "concept", "label", "reason")


def cells(name: str) -> tuple[str, ...]:
    """Return the four new cells for one name."""
    found = lexique.harmonise(name)
    labels = [reading.concept.label("fr") for reading in found.readings]
    return (
        str(found.outcome),
        "|".join(found.concepts),
        "|".join(dict.fromkeys(labels)),
        found.reason.text.fr,
    )


def by_pandas(source: str, target: str) -> None:
    """Read, map and write with pandas."""
    import pandas

    table = pandas.read_csv(source, sep=";", dtype=str, keep_default_na=False)
    answers = {name: cells(name) for name in table[COLUMN].unique()}
    for place, added in enumerate(ADDED):
        column = {name: answer[place] for name, answer in answers.items()}
        table[f"{COLUMN}_{added}"] = table[COLUMN].map(column)
    table.to_csv(target, sep=";", index=False)


def by_polars(source: str, target: str) -> None:
    """Read, join and write with polars."""
    import polars

    table = polars.read_csv(source, separator=";", infer_schema=False)
    names = table[COLUMN].unique().to_list()
    headings = [COLUMN, *(f"{COLUMN}_{added}" for added in ADDED)]
    rows = [(name, *cells(name)) for name in names]
    answers = polars.DataFrame(rows, schema=headings, orient="row")
    table.join(answers, on=COLUMN, how="left", maintain_order="left").write_csv(
        target, separator=";"
    )


LIBRARIES: dict[str, Callable[[str, str], None]] = {"pandas": by_pandas, "polars": by_polars}

if __name__ == "__main__":
    LIBRARIES[sys.argv[1]](sys.argv[2], sys.argv[3])
