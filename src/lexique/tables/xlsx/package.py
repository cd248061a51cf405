"""The ZIP package of a workbook: checked before anything is inflated, then read part by part."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import RawIOBase
from typing import BinaryIO, cast

from lexique.errors import InputError
from lexique.files import Limits
from lexique.messages import say
from lexique.model import Source
from lexique.tables.xlsx.xml import End, PartParser, Start, attribute

_MAX_PARTS = 10_000
_SMALL = 1_000_000
"""Below so many inflated bytes the ratio tells nothing: short repetitive texts shrink a lot."""
_SMALL_PART = 10_000_000


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet: its name as shown, the part that holds it, and whether it is hidden."""

    name: str
    part: str
    is_hidden: bool


class Package:
    """The parts of one workbook; the stream must stay open while they are read."""

    def __init__(self, stream: BinaryIO, path: str, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self.archive = _opened(stream, path)
        self._inflated = 0
        self._check_sizes()
        self.workbook_part = self._workbook_part()
        self._targets = self.relations(self.workbook_part)
        self.uses_1904 = False
        self.sheets = self._sheets()

    @contextmanager
    def open_part(self, part: str) -> Iterator[BinaryIO]:
        """Give the stream of an inflated part; its bytes count against the limit as they come."""
        try:
            with self.archive.open(part) as inflating:
                yield cast(BinaryIO, _Counted(cast(BinaryIO, inflating), self))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            raise _damaged(self.path) from None

    def part_of(self, relation: str) -> str | None:
        """Return the part that the workbook names as its only `relation` (`styles`, ...)."""
        return next(
            (
                part
                for kind, part, _ in self._targets.values()
                if kind == relation and self.has(part)
            ),
            None,
        )

    def has(self, part: str) -> bool:
        """Return whether the package holds `part`."""
        return part in self.archive.NameToInfo

    def count(self, n_bytes: int) -> None:
        """Add inflated bytes; raise `InputError` above the limit, whatever the header declared."""
        self._inflated += n_bytes
        # A sheet is read twice (surveyed, then used), a shared part once more.
        if self._inflated > 4 * self.limits.inflated_bytes:
            raise self.limits.exceeded("inflated_bytes", Source(self.path))

    def _check_sizes(self) -> None:
        where = Source(self.path)
        infos = self.archive.infolist()
        if len(infos) > _MAX_PARTS or len(infos) != len({info.filename for info in infos}):
            raise _damaged(self.path)
        if any(info.flag_bits & 1 for info in infos):
            raise _encrypted(self.path)
        inflated = sum(info.file_size for info in infos)
        deflated = sum(info.compress_size for info in infos) or 1
        self.limits.check("inflated_bytes", inflated, where)
        if inflated > _SMALL:
            self.limits.check("inflate_ratio", inflated // deflated, where)

    def _workbook_part(self) -> str:
        for kind, part, _ in self.relations("").values():
            if kind == "officeDocument" and self.has(part) and part.startswith("xl/"):
                return part
        raise InputError(
            say("this ZIP archive is no Excel workbook"),
            mend=say("Save the table as .xlsx or as CSV."),
            where=Source(self.path),
        )

    def relations(self, part: str) -> Mapping[str, tuple[str, str, bool]]:
        """Return identifier to (kind, target part, is outside) of the relations of `part`."""
        folder, name = posixpath.split(part)
        relations_part = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, tuple[str, str, bool]] = {}

        def start(element: str, attributes: Mapping[str, str]) -> None:
            if element == "Relationship":
                target = attributes.get("Target", "")
                inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kind = attributes.get("Type", "").rpartition("/")[2]
                is_outside = attributes.get("TargetMode") == "External"
                found[attributes.get("Id", "")] = (kind, "" if is_outside else inside, is_outside)

        self.parse_small(relations_part, start)
        return found

    def _sheets(self) -> tuple[SheetPart, ...]:
        found: list[SheetPart] = []

        def start(element: str, attributes: Mapping[str, str]) -> None:
            if element == "workbookPr":
                self.uses_1904 = attributes.get("date1904", "0") in ("1", "true")
            if element != "sheet":
                return
            name = attributes.get("name", "")
            identifier = attribute(
                {key: value for key, value in attributes.items() if ":" in key}, "id"
            )
            kind, part, _ = self._targets.get(identifier or "", ("worksheet", "", False))
            if kind != "worksheet":
                return
            if not self.has(part):
                raise _missing_sheet(self.path, name)
            found.append(SheetPart(name, part, attributes.get("state", "visible") != "visible"))

        self.parse_small(self.workbook_part, start)
        if not found:
            raise _missing_sheet(self.path, "")
        return tuple(found)

    def parse_small(self, part: str, start: Start, end: End | None = None) -> None:
        """Run `start` (and `end`) over the elements of a part that is short in honest files."""
        if not self.has(part):
            return
        if self.archive.NameToInfo[part].file_size > _SMALL_PART:
            raise _damaged(self.path)
        parser = PartParser(
            self.path,
            part,
            start=start,
            end=end or (lambda _: None),
            characters=lambda _: None,
        )
        with self.open_part(part) as stream:
            for _ in parser.feed(stream):
                pass


class _Counted(RawIOBase):
    """A stream of inflated bytes that reports them to the package."""

    def __init__(self, stream: BinaryIO, package: Package) -> None:
        self._stream = stream
        self._package = package

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._package.count(len(data))
        return data


def _opened(stream: BinaryIO, path: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise _damaged(path) from None


def _damaged(path: str) -> InputError:
    return InputError(
        say("the workbook is damaged"),
        mend=say("Open the workbook in a spreadsheet program and save it again."),
        where=Source(path),
    )


def _encrypted(path: str) -> InputError:
    return InputError(
        say("the workbook is protected by a password"),
        mend=say("Remove the password, or save the workbook as .xlsx."),
        where=Source(path),
    )


def _missing_sheet(path: str, name: str) -> InputError:
    return InputError(
        say("the workbook lacks the part that holds its sheet “{name}”", name=name)
        if name
        else say("the workbook has no sheet"),
        mend=say("Open the workbook in a spreadsheet program and save it again."),
        where=Source(path),
    )
