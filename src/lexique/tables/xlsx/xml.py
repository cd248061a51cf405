"""XML of workbook parts, streamed: no DTD, so no entity, so no bomb and no outside file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO
from xml.parsers import expat

from lexique.errors import InputError
from lexique.messages import say
from lexique.model import Source

CHUNK = 1 << 18

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Characters = Callable[[str], None]


class PartParser:
    """An expat parser of one part that knows names without prefix and tells its byte offset.

    The three handlers get local names; namespaces play no role, since the transitional and the
    strict form of the standard differ in nothing else.
    """

    def __init__(
        self, path: str, part: str, *, start: Start, end: End, characters: Characters
    ) -> None:
        self._path = path
        self._part = part
        self._expat = expat.ParserCreate()
        self._expat.buffer_text = True
        self._expat.StartDoctypeDeclHandler = self._refuse_dtd
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._take_start, self._take_end = start, end
        self._name = ""
        self._expat.CharacterDataHandler = characters

    @property
    def offset(self) -> int:
        """The byte offset of the event that is being handled."""
        return self._expat.CurrentByteIndex

    @property
    def prefix(self) -> str:
        """The prefix, with its colon, of the element that begins or ends."""
        return self._name[: self._name.rfind(":") + 1]

    def feed(self, stream: BinaryIO) -> Iterator[bytes]:
        """Parse `stream` chunk by chunk, and give each chunk once it is parsed.

        Raises `InputError` for a DTD and for what is not well-formed.
        """
        while chunk := stream.read(CHUNK):
            self._parse(chunk, False)
            yield chunk
        self._parse(b"", True)
        yield b""

    def _parse(self, chunk: bytes, is_last: bool) -> None:
        try:
            self._expat.Parse(chunk, is_last)
        except expat.ExpatError:
            raise InputError(
                say("the part {part} of the workbook is damaged", part=self._part),
                mend=say("Open the workbook in a spreadsheet program and save it again."),
                where=Source(self._path),
            ) from None

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._name = name
        self._take_start(name if ":" not in name else _local(name), attributes)

    def _end(self, name: str) -> None:
        self._name = name
        self._take_end(name if ":" not in name else _local(name))

    def _refuse_dtd(self, *_: object) -> None:
        raise InputError(
            say("the part {part} of the workbook holds a DTD", part=self._part),
            mend=say(
                "Do not use this file: no spreadsheet program writes that. "
                "Ask for it again from where it comes."
            ),
            where=Source(self._path),
        )


def _local(name: str) -> str:
    return name[name.rfind(":") + 1 :]


def attribute(attributes: Mapping[str, str], name: str) -> str | None:
    """Return the attribute with local name `name`, whatever its prefix."""
    return next((value for key, value in attributes.items() if _local(key) == name), None)
