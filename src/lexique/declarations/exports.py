"""One file of declarations, whatever its form: entries that can be read again and again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from lexique.declarations.declaration import Declaration, Entry, Piece
from lexique.declarations.reading import Reader
from lexique.finding import Finding
from lexique.model import Text
from lexique.shacl.records import Record

Item = Entry | Record
"""What stands in a file: a declaration, or statements about something else."""


class Question(NamedTuple):
    """What is asked of each entry while it is surveyed."""

    about: frozenset[str]
    """Names of the properties that decide."""
    is_odd: Callable[[list[Piece]], bool]


NO_QUESTION = Question(frozenset(), lambda _: False)


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
        self.odd = bytearray()
        """For each item, how the question of a survey was answered."""
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

    def __iter__(self) -> Iterator[Declaration | Record]:
        """Give the declarations, and what else the file states, in its order."""
        declaration = self.reader.declaration
        for item in self.items():
            yield item if isinstance(item, Record) else declaration(item)

    def records(self, items: Iterable[Item]) -> Iterator[Record]:
        """Give `items` as the engine takes them."""
        record = self.reader.record
        for item in items:
            yield item if isinstance(item, Record) else record(item)

    def survey(self, question: Question = NO_QUESTION) -> None:
        """Read the file once for what no entry tells alone; ask `question` of every entry."""
        self.look_at(self.items(), question)

    def look_at(self, items: Iterable[Item], question: Question) -> None:
        """Survey `items`, which are all that stand in the file."""
        self.odd.clear()
        for pieces in self.reader.survey(self._entries(items), question.about):
            self.odd[-1] = question.is_odd(pieces)

    def _entries(self, items: Iterable[Item]) -> Iterator[Entry]:
        for item in items:
            self.odd.append(False)
            if not isinstance(item, Record):
                yield item

    @property
    def n_items(self) -> int:
        """How many items a survey met."""
        return len(self.odd)

    def close(self) -> None:  # noqa: B027 - most have nothing to let go
        """Let go of the file."""

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with the file as such."""
        yield from ()

    def oddities(self, entry: Entry) -> Iterator[Finding]:
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
