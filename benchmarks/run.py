"""Measures lexique beside its peers and prints one table in Markdown.

    python benchmarks/run.py [--quick] [--only SUBJECT]... [-o docs/reference/benchmarks.md]

Every benchmark first makes sure that both sides give the same answers. Peers that are not
installed (`benchmarks/requirements.txt`) are said to be missing.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from measuring import ROOT, Pair, Result

SUBJECTS = ("lookup", "tables", "text", "loading", "checking", "starting")
"""Each is a module with `measure(*, quick) -> Iterator[Result]`."""
HEAD = """\
| what | on how much | ours | peer | theirs | ratio | target | reached |
|---|---|--:|---|--:|--:|--:|---|
"""
DOCS = ROOT / "docs" / "reference"
_SEE_ALSO = "How validation compares has [its own page](benchmarks-validation.md).\n"


def line(result: Result) -> str:
    """Return one line of the table; a ratio is the peer's figure in ours, or ours in the peer's."""
    target = result.target
    if result.pair is None:
        shown = ["", result.peer, "", "", str(target or ""), result.remark]
    else:
        is_cost = target is not None and not target.is_speed
        ratio = 1 / result.pair.peer_to_ours if is_cost else result.pair.peer_to_ours
        reached = {True: "yes", False: "**no**", None: ""}[result.is_reached]
        if result.remark:
            reached = f"{reached} ({result.remark})" if reached else result.remark
        ours, theirs = _figures(result.pair)
        shown = [ours, result.peer, theirs, f"{ratio:.3g}", str(target or ""), reached]
    return "| " + " | ".join([result.what, result.amount, *shown]) + " |"


def _figures(pair: Pair) -> tuple[str, str]:
    """Return both figures with a unit in which they are easily read."""
    return _figure(pair.ours), _figure(pair.peer)


def _figure(value: float) -> str:
    for factor, small in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if value * factor >= 1:
            return f"{value * factor:.3g} {small}"
    return f"{value * 1e9:.3g} ns"


def lines(subjects: Sequence[str], *, quick: bool) -> Iterator[str]:
    """Yield the lines of the table as they are measured; without equal answers no figure."""
    for subject in subjects:
        try:
            for result in import_module(subject).measure(quick=quick):
                yield line(result)
        except AssertionError as fault:
            yield f"| {subject} | | | | | | | **no figure: {fault}** |"


def page(rows: Sequence[str], command: str) -> str:
    """Return the page of the documentation that shows the table."""
    return (
        "# Benchmarks\n\n"
        f"Measured with `{command}` on {os.cpu_count()} cores, "
        f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}.\n"
        "Both sides run in turn in one run, in processor time; the ratio is the median of the "
        "pairs.\n"
        "A target of ≥ asks how many times faster lexique is than the peer, one of ≤ how many "
        "times as long it takes at most.\n"
        "Before a figure is shown, both sides have given the same answers.\n"
        f"{_SEE_ALSO if (DOCS / 'benchmarks-validation.md').is_file() else ''}\n"
        f"{HEAD}" + "\n".join(rows) + "\n"
    )


def main() -> int:
    """Measure what is asked for, print the table, and write the page where one is named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="smaller amounts, fewer rounds")
    parser.add_argument("--only", action="append", choices=SUBJECTS, help="repeatable")
    parser.add_argument("-o", "--output", type=Path, help="page to write, in Markdown")
    chosen = parser.parse_args()
    subjects = chosen.only or SUBJECTS
    print(HEAD, end="")
    rows = []
    for row in lines(subjects, quick=chosen.quick):
        print(row, flush=True)
        rows.append(row)
    if chosen.output:
        command = "make bench" if not chosen.quick else "benchmarks/run.py --quick"
        chosen.output.write_text(page(rows, command), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
