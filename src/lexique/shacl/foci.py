"""Which nodes were records: kept as eight bytes each, so that a million of them stay small."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from lexique.rdf.terms import BlankNode, Literal, Term
from lexique.shacl.records import Record

_BUCKETS = 64


class Foci:
    """The focus nodes of a stream, as digests that are the same in every process."""

    def __init__(self) -> None:
        self._buckets = [array("Q") for _ in range(_BUCKETS)]

    def note(self, node: str) -> None:
        """Note one node."""
        number = _digest(node)
        self._buckets[number % _BUCKETS].append(number)

    def noted(self, records: Iterable[Record]) -> Iterator[Record]:
        """Yield the records as they come, and note their focus nodes."""
        for record in records:
            self.note(record.focus)
            yield record

    def add(self, other: Foci) -> None:
        """Take over what another stream has seen."""
        for mine, theirs in zip(self._buckets, other._buckets, strict=True):
            mine.extend(theirs)

    @property
    def n_seen(self) -> int:
        """Return how many records there were."""
        return sum(map(len, self._buckets))

    def n_distinct(self) -> int:
        """Return how many different nodes there were."""
        return sum(len(set(bucket)) for bucket in self._buckets)

    def has_repeated(self) -> bool:
        """Return whether two records have one focus node."""
        return any(len(set(bucket)) < len(bucket) for bucket in self._buckets)

    def has_any(self, nodes: Iterable[Term]) -> bool:
        """Return whether one of `nodes` was a record."""
        wanted: dict[int, set[int]] = {}
        for node in nodes:
            if not isinstance(node, Literal):
                number = _digest(node)
                wanted.setdefault(number % _BUCKETS, set()).add(number)
        return any(not numbers.isdisjoint(self._buckets[at]) for at, numbers in wanted.items())


def _digest(node: str) -> int:
    kind = b"_" if isinstance(node, BlankNode) else b"<"
    text = node.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8, person=kind).digest(), "little")
