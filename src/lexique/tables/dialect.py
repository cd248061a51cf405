"""Finds the separator of a text table: the one under which the header and the rows below agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lexique.errors import InputError
from lexique.files import LIMITS, Limits
from lexique.model import Source
from lexique.tables.delimited import SEPARATORS, split_rows
from lexique.tables.header import Score, find_header, header_of
from lexique.tables.rows import Row

_SAMPLE_LINES = 100
_SAMPLE_CHARACTERS = 1_000_000
ONE_COLUMN = ";"
"""What separates the columns that are added to a table of one."""

_DECLARED = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


def find_separator(
    lines: Sequence[str], score: Score, *, path: str = "", limits: Limits = LIMITS
) -> str:
    """Return the separator of the table that begins with the physical `lines`.

    A first line `sep=;`, which Excel writes, decides. Else that separator wins whose header has
    the highest `score`, then whose rows below agree best with the header, then whose rows are
    widest; a table of one column gets `ONE_COLUMN`. Raises `InputError` for a line with more
    columns than the limit.
    """
    _refuse_too_many_columns(lines, path, limits)
    declared = _DECLARED.fullmatch(lines[0]) if lines else None
    if declared:
        return declared[1]
    ranks: dict[str, tuple[int, float, int]] = {}
    # The likeliest first: what cannot reach its score is found out with few look-ups.
    for separator in sorted(SEPARATORS, key=lambda item: -sum(line.count(item) for line in lines)):
        least = max([1, *(rank[0] for rank in ranks.values())])
        ranks[separator] = _rank(lines, separator, score, least)
    best = max(SEPARATORS, key=lambda separator: ranks[separator])
    return best if ranks[best][2] > 1 else ONE_COLUMN


def sample_lines(lines: Iterable[str]) -> list[str]:
    """Return the first physical lines, enough to tell the separator."""
    sample: list[str] = []
    n_characters = 0
    for line in lines:
        sample.append(line)
        n_characters += len(line)
        if len(sample) == _SAMPLE_LINES or n_characters > _SAMPLE_CHARACTERS:
            break
    return sample


def _refuse_too_many_columns(lines: Sequence[str], path: str, limits: Limits) -> None:
    """Raise `InputError` for a plain line with too many of any separator.

    Without it the line would be taken for one column, which no limit forbids.
    """
    for number, line in enumerate(lines, start=1):
        if len(line) > limits.columns and '"' not in line:
            most = max(line.count(separator) for separator in SEPARATORS)
            limits.check("columns", most + 1, Source(path, number))


def _rank(lines: Sequence[str], separator: str, score: Score, least: int) -> tuple[int, float, int]:
    """Return the score of the header, the share of rows that fit it, and its width.

    A score below `least` is 0.
    """
    rows = [row for row in _sample_rows(lines, separator) if not row.is_blank]
    header = find_header(rows[:30], score, least)
    if header is None:
        return 0, *_agreement(rows)
    below = [row for row in rows if row.number > header.row.number]
    fitting = sum(
        header.width <= len(row.cells) <= max(header.width, len(header.headings)) for row in below
    )
    return score(header.row), fitting / len(below) if below else 1.0, header.width


def _agreement(rows: Sequence[Row]) -> tuple[float, int]:
    """Return the share of rows with the commonest width above one, and that width."""
    widths = Counter(header_of(row).width for row in rows)
    widths.pop(1, None)
    widths.pop(0, None)
    if not widths:
        return 0.0, 1
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return count / len(rows), width


def _sample_rows(lines: Sequence[str], separator: str) -> Iterator[Row]:
    # The sample may end inside a quoted cell; a real fault is told when the table is read.
    try:
        yield from split_rows(lines, separator, "", LIMITS)
    except InputError:
        return
