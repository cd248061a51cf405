"""One file of declarations, whatever its form: entries that can be read again and again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from itertools import islice
from typing import NamedTuple

from lexique.declarations.declaration import Declaration, Entry
from lexique.declarations.reading import Reader
from lexique.finding import Finding
from lexique.model import Text
from lexique.shacl.records import Record

Item = Entry | Record
"""What stands in a file: a declaration, or statements about something else."""


class Mark(NamedTuple):
    """A place in a large file from which it can be read on."""

    item: int
    """Number of the item that begins there, from 0."""
    entry: int
    """How many entries are before it."""
    offset: int


class Export(ABC):
    """The declarations of one file; nothing of them is kept. Survey it before reading them."""

    is_rdf = False
    is_streamed = False
    """True where to open the file again costs next to nothing."""

    def __init__(self, path: str, reader: Reader, first_number: int) -> None:
        self.path = path
        self.reader = reader
        self.first_number = first_number
        """Nodes that have no name are numbered, over all files of a run."""
        self.n_items = 0
        self.marks: list[Mark] = []
        """Places that a survey found, for `portion`; in order."""
        self.set_apart: Collection[str] = ()
        """Nodes that another file describes: the declarations here get nodes of their own."""

    @abstractmethod
    def items(self) -> Iterator[Item]:
        """Give what stands in the file, in its order; each call begins anew."""

    def portion(self, start: int, stop: int) -> Iterator[Item]:
        """Give the items from number `start` (from 0) to number `stop`, the last excluded."""
        return islice(self.items(), start, stop)

    def read(self, items: Iterator[Item]) -> Iterator[Declaration | Record]:
        """Give declarations for entries, and all else as it is."""
        declaration = self.reader.declaration
        for item in items:
            yield item if isinstance(item, Record) else declaration(item)

    def __iter__(self) -> Iterator[Declaration | Record]:
        """Give the declarations, and what else the file states, in its order."""
        return self.read(self.items())

    def survey(self) -> None:
        """Read the file once for what no entry tells alone."""
        self.reader.survey(self.counted(self.items()))

    def counted(self, items: Iterator[Item]) -> Iterator[Entry]:
        """Give the entries among `items`, and count all."""
        self.n_items = 0
        for item in items:
            self.n_items += 1
            if not isinstance(item, Record):
                yield item

    def close(self) -> None:  # noqa: B027 - most have nothing to let go
        """Let go of the file."""

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with the file as such."""
        yield from ()

    def oddities(self, declaration: Declaration) -> Iterator[Finding]:
        """Yield what is odd about how a declaration is stored, whatever it means."""
        yield from ()

    def announcements(self) -> Iterator[Text]:
        """Yield what the user should know about how the file was read."""
        yield from ()

    def nodes(self) -> Iterator[str]:
        """Yield the node of each declaration."""
        return (item.node for item in self.items() if not isinstance(item, Record))

    def numbered(self, number: int) -> str:
        """Return a node for the declaration with this number (from 0) among those of the file."""
        return f"urn:lexique:declaration:{self.first_number + number}"
