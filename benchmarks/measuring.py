"""How the benchmarks measure: two programs in turn, the median of the pairs, and a target.

Times are processor time, since the machine may do other things besides; both sides of a pair run
next to each other, and which goes first alternates. Ratios are the result, seconds an indication.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from math import inf
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("LEXIQUE_SHARED", ROOT.parent / "shared"))
"""The folder of evidence and corpora beside the project, where it is there."""


class Target(NamedTuple):
    """What a ratio must reach: so many times faster at least, or so many times as long at most."""

    limit: float
    is_speed: bool

    def __str__(self) -> str:
        return f"{'≥' if self.is_speed else '≤'} {self.limit:g}"

    def reached(self, ratio: float) -> bool:
        """Tell whether `ratio` meets the target."""
        return ratio >= self.limit if self.is_speed else ratio <= self.limit


def at_least(limit: float) -> Target:
    """Return the target of being `limit` times faster, or smaller, than the peer."""
    return Target(limit, True)


def at_most(limit: float) -> Target:
    """Return the target of taking `limit` times what the peer takes, and no more."""
    return Target(limit, False)


class Pair(NamedTuple):
    """What our side and the peer took, in seconds, and the ratio of peer to ours."""

    ours: float
    peer: float
    peer_to_ours: float
    """Median of the ratios of the single pairs, which is steadier than the ratio of medians."""


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table."""

    what: str
    amount: str
    peer: str
    pair: Pair | None
    """None where it could not be measured: `remark` says why."""
    target: Target | None = None
    remark: str = ""
    is_enough: bool = False
    """True where the target is reached in another way, which `remark` names."""

    @property
    def is_reached(self) -> bool | None:
        """Whether the target is reached; None without a target or a figure."""
        if self.pair is None or self.target is None:
            return None
        ratio = self.pair.peer_to_ours if self.target.is_speed else 1 / self.pair.peer_to_ours
        return self.is_enough or self.target.reached(ratio)


Side = Callable[[], Callable[[], object]]
"""One side of a pair: it makes ready what it needs, and returns what is then timed."""


def in_turn(ours: Side, peer: Side, *, rounds: int, ours_does: int = 1, peer_does: int = 1) -> Pair:
    """Return what one piece of work takes on both sides, measured in `rounds` pairs.

    A side that does several pieces in a run says how many; a slow peer may do fewer.
    """
    pairs = []
    for number in range(rounds):
        sides = (ours, peer) if number % 2 == 0 else (peer, ours)
        taken = {side: seconds(side()) for side in sides}
        pairs.append((taken[ours] / ours_does, taken[peer] / peer_does))
    return pair_of(pairs)


def pair_of(pairs: Sequence[tuple[float, float]]) -> Pair:
    """Return the medians of pairs of (ours, peer)."""
    return Pair(
        median(ours for ours, _ in pairs),
        median(peer for _, peer in pairs),
        median(peer / ours for ours, peer in pairs),
    )


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that `work` takes in this process."""
    gc.collect()
    begun = process_time()
    work()
    return process_time() - begun


class Usage(NamedTuple):
    """What a child process used."""

    seconds: float
    """Processor time, of the user and of the system, of all its processes."""
    output: bytes
    elapsed: float
    """Seconds until it ended."""
    megabytes: float
    """Peak memory of its largest process."""
    stopped: str = ""
    """The limit it was stopped at, "time" or "memory"; empty where it ended by itself."""


class Limit(NamedTuple):
    """What a child process may use before it is stopped."""

    seconds: float = inf
    """Processor time."""
    megabytes: float = inf


_UNBOUND = Limit()
_LAUNCHER = Path(__file__).parent / "launching.py"


def run(command: Sequence[str], limit: Limit = _UNBOUND, **environment: str) -> Usage:
    """Run a program to its end, or to a limit, and return what it used.

    Raises OSError where the program fails.
    """
    reading, writing = os.pipe()
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaints:
        bounds = (str(writing), *map(str, limit))
        try:
            subprocess.run(
                [sys.executable, "-S", "-E", str(_LAUNCHER), *bounds, *command],
                stdout=output,
                stderr=complaints,
                env={**_plain_environment(), **environment},
                pass_fds=[writing],
            )
        finally:
            os.close(writing)
        with os.fdopen(reading, "rb") as told:
            code, taken, elapsed, megabytes, *stopped = told.read().decode().split() or ["1"] * 4
        if code != "0" and not stopped:
            complaints.seek(0)
            said = complaints.read().decode(errors="replace").splitlines()[-1:]
            raise OSError(f"{' '.join(command)[:80]} ended with {code}: {said}")
        output.seek(0)
        used = (float(taken), output.read(), float(elapsed), float(megabytes))
        return Usage(*used, "".join(stopped))


def _plain_environment() -> Mapping[str, str]:
    """Return the environment, in which Python may keep its bytecode as it does by default."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), "lexique-benchmarks"))}


def peer_module(name: str) -> Any | None:
    """Return the module of a peer, or None where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        return None


def named(package: str, what: str = "") -> str:
    """Return a peer as the table names it: package, version, and what of it is used."""
    return " ".join(part for part in (package, version(package), what) if part)


def missing(what: str, amount: str, package: str, target: Target | None = None) -> Result:
    """Return the line of a benchmark whose peer is not installed."""
    return Result(what, amount, package, None, target, f"{package} is not installed")


def spaced(number: int) -> str:
    """Return a number with its thousands apart.

    >>> spaced(1000000)
    '1 000 000'
    """
    return f"{number:,}".replace(",", " ")


def same(ours: Iterable[object], peer: Iterable[object], what: str) -> None:
    """Raise AssertionError unless both sides gave the same: a figure is worth nothing otherwise."""
    left, right = list(ours), list(peer)
    if left != right:
        place = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), -1)
        unequal = "lengths" if place < 0 else f"{left[place]!r:.200} and {right[place]!r:.200}"
        raise AssertionError(f"{what}: {len(left)} and {len(right)} answers; first {unequal}")


@contextmanager
def empty_cache() -> Iterator[Path]:
    """Give a folder in which lexique caches what it compiles, empty at first."""
    before = os.environ.get("LEXIQUE_CACHE")
    with tempfile.TemporaryDirectory(prefix="lexique-benchmarks-") as folder:
        os.environ["LEXIQUE_CACHE"] = folder
        try:
            yield Path(folder)
        finally:
            os.environ.pop("LEXIQUE_CACHE")
            if before is not None:
                os.environ["LEXIQUE_CACHE"] = before
