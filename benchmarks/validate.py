"""Measures the SHACL engine beside its peers, on our own shapes and made-up declarations.

    python benchmarks/validate.py [--sizes 1000 10000] [--engines ours pyshacl ...] [--processes 2]

Every engine runs as a process of its own, from files to results, vocabulary and shapes included.
Before a figure is printed, its results are compared with ours by (focus node, shape, path,
component, value): where they differ there is no figure but the difference. Shapes on which an
engine departs from the Recommendation (`peers.py`) are left out of the comparison on both sides.

Engines that are not installed are left out (`pip install -r benchmarks/requirements.txt`; Jena by
hand: Debian's libapache-jena-java). Slow ones stop at a size of their own unless they are named;
above it a line says what their largest run comes to, extrapolated.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generated import n_triples, vocabulary, write
from measuring import Usage, run, spaced
from peers import Engine, Files, Row, installed

from lexique.resources import shapes_folder

SIZES = (1_000, 10_000)
HEAD = """\
| declarations | engine | processor time | elapsed | each | peak memory | results | times ours \
(elapsed) | memory, in ours |
|--:|---|--:|--:|--:|--:|--:|--:|--:|"""


class Run(NamedTuple):
    """What one engine took for one size, and what it found."""

    engine: Engine
    size: int
    usage: Usage
    rows: frozenset[Row]


class Unequal(NamedTuple):
    """Results that one side alone has: there is no figure."""

    missing: frozenset[Row]
    added: frozenset[Row]


def ran(engine: Engine, files: Files, size: int) -> Run:
    """Run an engine over files."""
    usage = run(engine.command(files))
    rows = frozenset(engine.rows(usage.output))
    return Run(engine, size, usage._replace(output=b""), rows)


def difference(ours: Run, peer: Run) -> Unequal | None:
    """Return what sets the results of two engines apart, None where they are equal."""
    left, right = peer.engine.compared(ours.rows), peer.engine.compared(peer.rows)
    return Unequal(left - right, right - left) if left != right else None


def line(ours: Run, peer: Run) -> str:
    """Return the line of the table for an engine that was run."""
    usage, unequal = peer.usage, difference(ours, peer)
    if unequal:
        example = min(unequal.missing or unequal.added)
        said = f"misses {len(unequal.missing)}, adds {len(unequal.added)}, as {' '.join(example)}"
        return _cells(peer.size, peer.engine.name, "**no figure**", said)
    found = spaced(len(peer.rows))
    if peer.rows != ours.rows:
        found += f" of {spaced(len(ours.rows))}"
    times = f"{usage.seconds / ours.usage.seconds:.1f}"
    return _cells(
        peer.size,
        peer.engine.name,
        f"{usage.seconds:.2f} s",
        f"{usage.elapsed:.2f} s",
        f"{usage.seconds / peer.size * 1e6:.0f} µs",
        f"{usage.megabytes:.0f} MB",
        found,
        f"{times} ({usage.elapsed / ours.usage.elapsed:.1f})",
        f"{usage.megabytes / ours.usage.megabytes:.1f}",
    )


def extrapolated(ours: Run, largest: Run) -> str:
    """Return the line of an engine that was only run with fewer declarations."""
    seconds = largest.usage.seconds / largest.size * ours.size
    said = f"about {seconds:.0f} s, extrapolated from {spaced(largest.size)}: not run"
    times = f"about {seconds / ours.usage.seconds:.0f}"
    return _cells(ours.size, largest.engine.name, said, "", "", "", "", times, "")


def _cells(size: int, *cells: str) -> str:
    return f"| {spaced(size)} | {' | '.join(cells)} |"


def lines(sizes: Sequence[int], chosen: Sequence[Engine], limited: bool) -> Iterator[str]:
    """Yield the lines of the table as they are measured."""
    largest: dict[str, Run] = {}
    with tempfile.TemporaryDirectory(prefix="lexique-benchmarks-") as name:
        known = Path(name, "vocabulary.nt")
        with known.open("w", encoding="utf-8") as out:
            out.writelines(map(n_triples, vocabulary()))
        for size in sizes:
            data = Path(name, f"{size}.nt")
            write(data, size)
            files = Files(data, known, Path(shapes_folder()) / "declarations.ttl")
            ours = ran(chosen[0], files, size)
            yield line(ours, ours)
            for engine in chosen[1:]:
                if limited and size > engine.largest:
                    if engine.name in largest:
                        yield extrapolated(ours, largest[engine.name])
                    continue
                peer = ran(engine, files, size)
                yield line(ours, peer)
                if difference(ours, peer) is None:
                    largest[engine.name] = peer._replace(rows=frozenset())


def main() -> None:
    """Print the table as it is measured, and where the peers depart from the Recommendation."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--engines", nargs="+", metavar="NAME", help="beside ours, at every size")
    asked = parser.parse_args()
    ours, *others = installed(asked.processes).values()
    named = [engine for engine in others if asked.engines is None or engine.name in asked.engines]
    print(HEAD)
    for row in lines(asked.sizes, [ours, *named], limited=asked.engines is None):
        print(row, flush=True)
    for engine in named:
        for deviation in engine.deviations:
            print(f"\n{engine.name}, left out of the comparison: {deviation.reason}.")


if __name__ == "__main__":
    sys.exit(main())
