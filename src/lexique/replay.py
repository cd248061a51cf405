"""Replays the attestations that the vocabulary rests on: does each resolve as its hint says?

`python -m lexique.replay FOLDER` reads `attestations-*.tsv` in FOLDER, harmonises every name alone
and then with the jurisdiction of its row, prints how many resolve as hinted or as a listed and
reasoned exception says, and names the rest; a test holds that rest empty with the jurisdiction.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lexique.files import read_text
from lexique.model import Outcome, Resolution

if TYPE_CHECKING:
    from lexique.lexicon import Lexicon

_KINDS_OF_NO_ROLE = {"CONCEPT", "STATUS", "SEAT", "LEVEL", "TRAINING"}


@dataclass(frozen=True, slots=True)
class Attestation:
    """One row of the evidence: a name as printed, where, and what its reader took it for."""

    row: str
    """File name and line, such as `attestations-fr.tsv:17`; the header is line 1."""
    term: str
    jurisdiction: str
    hint: str


class Expected(NamedTuple):
    """What harmonising is to give: an outcome, and concepts that the answer is to hold.

    An ambiguous answer may hold more readings; any other holds exactly `slugs`, unless that is
    empty (a hint that says only that the name is no role).
    """

    outcomes: frozenset[Outcome]
    slugs: frozenset[str]

    def is_met_by(self, resolution: Resolution) -> bool:
        found = frozenset(resolution.concepts)
        if resolution.outcome not in self.outcomes:
            return False
        if resolution.outcome is Outcome.AMBIGUOUS:
            return self.slugs <= found
        return not self.slugs or found == self.slugs


def read_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a tab-separated table without quoting, keyed by its headings."""
    header, *lines = read_text(path).text.splitlines()
    headings = header.split("\t")
    return [dict(zip(headings, line.split("\t"), strict=True)) for line in lines]


def read_attestations(folder: Path) -> tuple[Attestation, ...]:
    """Return the rows of all tables `attestations-*.tsv` in `folder`."""
    return tuple(
        Attestation(f"{path.name}:{line}", row["term"], row["jurisdiction"], row["concept_hint"])
        for path in sorted(folder.glob("attestations-*.tsv"))
        for line, row in enumerate(read_table(path), start=2)
    )


def expectation(hint: str, slug_of_hint: Mapping[str, str]) -> Expected:
    """Return what a hint of the evidence asks for.

    `slug_of_hint` names our concept where the vocabulary splits or merges what a hint names;
    else the hint is the slug, without the mark of an out-of-scope neighbour (`x-`).
    """
    kind, _, rest = hint.partition(":")
    if kind == "NOT-A-ROLE":
        return Expected(frozenset({Outcome.NOT_A_ROLE}), frozenset())
    named = rest if kind in {"AMBIGUOUS", *_KINDS_OF_NO_ROLE} else hint
    slugs = frozenset(slug_of_hint.get(one, one.removeprefix("x-")) for one in named.split("|"))
    if kind == "AMBIGUOUS":
        return Expected(frozenset({Outcome.AMBIGUOUS}), slugs)
    if kind in _KINDS_OF_NO_ROLE:
        return Expected(frozenset({Outcome.NOT_A_ROLE}), slugs)
    return Expected(frozenset({Outcome.MATCHED, Outcome.NOT_A_ROLE}), slugs)


def stated(answer: str) -> Expected:
    """Return what an exception states, written `outcome` or `outcome:slug|slug`."""
    outcome, _, slugs = answer.partition(":")
    return Expected(frozenset({Outcome(outcome)}), frozenset(filter(None, slugs.split("|"))))


@dataclass(frozen=True, slots=True)
class Replay:
    """How the attestations resolved; each is counted once."""

    as_hinted: tuple[Attestation, ...]
    as_excepted: tuple[Attestation, ...]
    otherwise: tuple[tuple[Attestation, Resolution], ...]

    def summary(self) -> str:
        """Return the counts as one line."""
        counts = [len(self.as_hinted), len(self.as_excepted), len(self.otherwise)]
        return "{} of {} as hinted, {} as a listed exception says, {} otherwise".format(
            counts[0], sum(counts), *counts[1:]
        )

    def named(self) -> tuple[str, ...]:
        """Return one line for each attestation that resolved otherwise."""
        return tuple(
            f"{item.row} {item.jurisdiction} {item.hint}: {resolution!r}"
            for item, resolution in self.otherwise
        )


def replay(
    lexicon: Lexicon,
    attestations: Iterable[Attestation],
    *,
    slug_of_hint: Mapping[str, str],
    exceptions: Mapping[str, Expected],
    with_jurisdiction: bool,
) -> Replay:
    """Harmonise every attestation; `exceptions` are keyed by row and override the hint."""
    hinted, excepted, otherwise = [], [], []
    for item in attestations:
        resolution = lexicon.harmonise(
            item.term, jurisdiction=item.jurisdiction if with_jurisdiction else None
        )
        exception = exceptions.get(item.row)
        if exception and exception.is_met_by(resolution):
            excepted.append(item)
        elif not exception and expectation(item.hint, slug_of_hint).is_met_by(resolution):
            hinted.append(item)
        else:
            otherwise.append((item, resolution))
    return Replay(tuple(hinted), tuple(excepted), tuple(otherwise))


def main(folder: Path, decisions: Path) -> str:
    """Return both replays as text, naming what did not resolve as expected.

    `decisions` is the folder of `attestation-hints.tsv` and `attestation-exceptions.tsv`.
    """
    from lexique.loading import load

    attestations = read_attestations(folder)
    hints = {row["hint"]: row["slug"] for row in read_table(decisions / "attestation-hints.tsv")}
    exceptions = {
        row["row"]: stated(row["answer"])
        for row in read_table(decisions / "attestation-exceptions.tsv")
    }
    lines = []
    for with_jurisdiction in (False, True):
        result = replay(
            load(),
            attestations,
            slug_of_hint=hints,
            exceptions=exceptions,
            with_jurisdiction=with_jurisdiction,
        )
        asked = "name with its jurisdiction" if with_jurisdiction else "name alone"
        lines += [f"{asked}: {result.summary()}", *map("  {}".format, result.named())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(main(Path(sys.argv[1]), Path(__file__).parents[2] / "tests" / "data"))
