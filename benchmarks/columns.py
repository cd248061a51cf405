"""Measures `lexique validate` of a table beside a check of its columns by hand in polars.

    python benchmarks/columns.py [--sizes 10000 100000]

The floor reads the file and asks of each column what the shapes ask of single columns. Ours judges
all rules, of which most look at several columns, at the vocabulary or at other rows. Before a
figure is printed, the findings of the column rules are compared by (row, shape).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measuring import Usage, peer_module, run, spaced
from peers import ENGINES
from tabular import column_checks, write_table

from lexique.namespaces import SHAPE
from lexique.resources import shapes_folder

DAY = "2026-11-21"
Rows = frozenset[tuple[int, str]]
ONE_CAUSE = "one cause, one finding: the same column or cell was reported already"
NAMED_BEFORE = "the report names the cause, the status that the role requires"
UNDERSTOOD = "“oui” is understood"
_PERSONAL = (
    *("address", "birth-date", "diagnosis", "email", "home-address", "icd-code", "name", "nir"),
    *("sex", "telephone", "treatment"),
)
REPORTED_OTHERWISE = {
    **{SHAPE[f"Declaration-no-{name}"]: ONE_CAUSE for name in _PERSONAL},
    **{SHAPE[f"Declaration-text-{name}"]: ONE_CAUSE for name in ("disease", "icd", "nir")},
    SHAPE["Declaration-rpps"]: ONE_CAUSE,
    SHAPE["Declaration-status"]: NAMED_BEFORE,
    SHAPE["Declaration-boolean"]: UNDERSTOOD,
}
"""Shapes of which the floor finds more than the report says, and why."""


def of_floor(output: bytes) -> Rows:
    """Return what the check by hand found."""
    rows = (json.loads(line) for line in output.splitlines())
    return frozenset((row, shape) for row, shape in rows)


def of_report(output: bytes) -> Rows:
    """Return the rows and shapes of a report in JSON."""
    findings = json.loads(output)["findings"]
    return frozenset((item["location"]["row"], item["shape"]) for item in findings)


def compared(ours: Rows, floor: Rows, checked: frozenset[str]) -> None:
    """Raise AssertionError unless both found the same, as far as both report it."""
    ours = frozenset(row for row in ours if row[1] in checked)
    more = frozenset(row for row in floor - ours if row[1] not in REPORTED_OTHERWISE)
    if ours - floor or more:
        raise AssertionError(
            f"only ours {sorted(ours - floor)[:3]}, only theirs {sorted(more)[:3]}"
        )


def measured(size: int, folder: Path) -> tuple[Usage, Usage]:
    """Return what ours and the floor took for `size` rows, after comparing what they found."""
    table, told = folder / f"{size}.csv", folder / "columns.json"
    write_table(table, size)
    checks = list(column_checks(Path(shapes_folder()) / "declarations.ttl"))
    told.write_text(json.dumps(checks), encoding="utf-8")
    command = [sys.executable, "-m", "lexique", "validate", str(table), "--on", DAY]
    ours = run([*command, "--format", "json", "--fail-on", "never", "--max-findings", str(10**9)])
    floor = run([sys.executable, str(ENGINES / "floor.py"), str(table), str(told)])
    checked = frozenset(check.shape for check in checks)
    compared(of_report(ours.output), of_floor(floor.output), checked)
    return ours, floor


def lines(sizes: list[int]) -> Iterator[str]:
    """Yield the lines of the table as they are measured."""
    with tempfile.TemporaryDirectory(prefix="lexique-benchmarks-") as folder:
        for size in sizes:
            ours, floor = measured(size, Path(folder))
            for name, used in (("lexique validate", ours), ("floor, polars", floor)):
                yield (
                    f"| {spaced(size)} | {name} | {used.seconds:.2f} s | {used.elapsed:.2f} s "
                    f"| {used.seconds / size * 1e6:.0f} µs | {used.megabytes:.0f} MB "
                    f"| {used.seconds / floor.seconds:.1f} |"
                )


def main() -> None:
    """Print the table as it is measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=(10_000, 100_000))
    asked = parser.parse_args()
    if not peer_module("polars"):
        sys.exit("polars is not installed")
    print("| rows | program | processor time | elapsed | each | peak memory | times the floor |")
    print("|--:|---|--:|--:|--:|--:|--:|")
    for row in lines(asked.sizes):
        print(row, flush=True)


if __name__ == "__main__":
    main()
