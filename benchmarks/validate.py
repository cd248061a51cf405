"""Measures the SHACL engine beside its peers, on our own shapes and made-up declarations.

    python benchmarks/validate.py [--sizes 1000 10000] [--engines ours pyshacl ...] [--processes 2]
                                   [--stop-after 110] [--memory 12]

Every engine runs as a process of its own, from files to results, vocabulary and shapes included.
Before a figure is printed, its results are compared with ours by (focus node, shape, path,
component, value): where they differ there is no figure but the difference. Shapes on which an
engine departs from the Recommendation (`peers.py`) are left out of the comparison on both sides.

Engines that are not installed are left out (`pip install -r benchmarks/requirements.txt`; Jena by
hand: Debian's libapache-jena-java). Slow ones stop at a size of their own unless they are named;
above it a line says what their largest run comes to, extrapolated. Those that would run for hours
can be stopped at a multiple of our processor time or at a memory: what they would have found is
then unknown, and the line says so.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from math import inf
from pathlib import Path
from typing import NamedTuple

from generated import n_triples, vocabulary, write
from measuring import Limit, Usage, run, spaced
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


class Bounds(NamedTuple):
    """What an engine beside ours may use."""

    ratio: float = inf
    """Processor time, in ours."""
    gigabytes: float = inf

    def limit(self, ours: Run) -> Limit:
        """Return the bounds in seconds and megabytes."""
        return Limit(self.ratio * ours.usage.seconds, self.gigabytes * 1024)


def ran(engine: Engine, files: Files, size: int, limit: Limit | None = None) -> Run:
    """Run an engine over files; one that is stopped has no rows."""
    usage = run(engine.command(files), limit or Limit())
    rows = frozenset(engine.rows(usage.output)) if not usage.stopped else frozenset()
    return Run(engine, size, usage._replace(output=b""), rows)


def difference(ours: Run, peer: Run) -> Unequal | None:
    """Return what sets the results of two engines apart, None where they are equal."""
    left, right = peer.engine.compared(ours.rows), peer.engine.compared(peer.rows)
    return Unequal(left - right, right - left) if left != right else None


def line(ours: Run, peer: Run) -> str:
    """Return the line of the table for an engine that was run."""
    if peer.usage.stopped:
        return _line_of_stopped(ours, peer)
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


def _line_of_stopped(ours: Run, peer: Run) -> str:
    usage = peer.usage
    times = (usage.seconds / ours.usage.seconds, usage.elapsed / ours.usage.elapsed)
    return _cells(
        peer.size,
        peer.engine.name,
        f"**stopped** at {usage.seconds:.0f} s ({usage.stopped})",
        f"{usage.elapsed:.0f} s",
        "",
        f"more than {usage.megabytes:.0f} MB",
        "not compared",
        f"more than {times[0]:.1f} ({times[1]:.1f})",
        f"more than {usage.megabytes / ours.usage.megabytes:.1f}",
    )


def extrapolated(ours: Run, largest: Run) -> str:
    """Return the line of an engine that was only run with fewer declarations."""
    seconds = largest.usage.seconds / largest.size * ours.size
    said = f"about {seconds:.0f} s, extrapolated from {spaced(largest.size)}: not run"
    times = f"about {seconds / ours.usage.seconds:.0f}"
    return _cells(ours.size, largest.engine.name, said, "", "", "", "", times, "")


def _cells(size: int, *cells: str) -> str:
    return f"| {spaced(size)} | {' | '.join(cells)} |"


def lines(
    sizes: Sequence[int], chosen: Sequence[Engine], limited: bool, bounds: Bounds
) -> Iterator[str]:
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
                peer = ran(engine, files, size, bounds.limit(ours))
                yield line(ours, peer)
                if not peer.usage.stopped and difference(ours, peer) is None:
                    largest[engine.name] = peer._replace(rows=frozenset())


def main() -> None:
    """Print the table as it is measured, and where the peers depart from the Recommendation."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--engines", nargs="+", metavar="NAME", help="beside ours, at every size")
    parser.add_argument(
        "--stop-after", type=float, default=inf, metavar="RATIO", help="of our processor time"
    )
    parser.add_argument("--memory", type=float, default=inf, metavar="GB", help="stop there")
    asked = parser.parse_args()
    bounds = Bounds(asked.stop_after, asked.memory)
    ours, *others = installed(asked.processes).values()
    named = [engine for engine in others if asked.engines is None or engine.name in asked.engines]
    print(HEAD)
    for row in lines(asked.sizes, [ours, *named], asked.engines is None, bounds):
        print(row, flush=True)
    for engine in named:
        for deviation in engine.deviations:
            print(f"\n{engine.name}, left out of the comparison: {deviation.reason}.")


if __name__ == "__main__":
    sys.exit(main())
