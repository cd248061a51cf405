"""The engines that `validate.py` runs side by side: their commands, and where they depart.

Each engine is a program of its own that reads files and writes its results: `engines/` holds ours
and those with a Python interface, Jena is a command. Results of all are compared as rows.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from shutil import copyfileobj
from typing import NamedTuple

from engines.ours import written
from measuring import peer_module

from lexique.files import LIMITS
from lexique.namespaces import SH, SHAPE, XSD
from lexique.rdf import Iri, Kind, Term, read_triples
from lexique.rdf.lexical import is_well_typed

ENGINES = Path(__file__).parent / "engines"
JARS = Path("/usr/share/java")
"""Where Debian's libapache-jena-java installs."""
_JARS = (
    *("jena-arq", "jena-base", "jena-cmds", "jena-core", "jena-iri", "jena-shacl", "jena-tdb"),
    *("jena-tdb2", "jena-dboe-base", "jena-dboe-index", "jena-dboe-storage"),
    *("jena-dboe-trans-data", "jena-dboe-transaction", "jena-rdfconnection"),
    *("commons-cli", "commons-codec", "commons-compress", "commons-csv", "commons-io"),
    *("commons-lang3", "dexx.collection", "gson", "guava", "httpclient", "httpcore"),
    *("jackson-annotations", "jackson-core", "jackson-databind", "jakarta.json-api"),
    *("jsonld-java", "protobuf", "slf4j-api", "slf4j-nop", "thrift", "titanium-json-ld"),
)
_MOVED = "org/apache/jena/ext/"


class Row(NamedTuple):
    """One result; a path that is more than a predicate and a value that is the focus are empty."""

    focus: str
    shape: str
    path: str
    component: str
    value: str


@dataclass(frozen=True)
class Files:
    """What the engines read."""

    data: Path
    vocabulary: Path
    shapes: Path

    @cached_property
    def both(self) -> Path:
        """Data and vocabulary in one file, for engines that read only one."""
        path = self.data.with_suffix(".both.nt")
        with path.open("wb") as out:
            for part in (self.data, self.vocabulary):
                with part.open("rb") as lines:
                    copyfileobj(lines, out)
        return path


class Deviation(NamedTuple):
    """Where an engine departs from the SHACL Recommendation, and the results that show it."""

    reason: str
    concerns: Callable[[Row], bool]


class Engine(NamedTuple):
    """One engine as it is run."""

    name: str
    command: Callable[[Files], list[str]]
    largest: int
    """Number of declarations above which it is only run when asked for by name."""
    rows: Callable[[bytes], Iterator[Row]]
    deviations: tuple[Deviation, ...] = ()

    def compared(self, rows: Iterable[Row]) -> frozenset[Row]:
        """Return the results that no deviation of this engine concerns."""
        return frozenset(
            row for row in rows if not any(item.concerns(row) for item in self.deviations)
        )


BACK_FROM_LITERALS = frozenset(
    SHAPE[f"Declaration-{name}"]
    for name in ("alternate-seats", "titular-seats", "training-indemnity-once")
)
"""Shapes whose path goes from a literal back to those who share it."""


def is_impossible_date(row: Row) -> bool:
    """Return whether the value of a result is a date that does not exist."""
    text, _, datatype = row.value[1:].rpartition('"^^')
    return datatype == XSD.date and not is_well_typed(text, datatype)


PYRUDOF_DEVIATES = (
    Deviation(
        "an inverse path from a literal has value nodes (SHACL 2.3.1.4); pyrudof finds none, so "
        "that three shapes that look across declarations find nothing",
        lambda row: row.shape in BACK_FROM_LITERALS,
    ),
    Deviation(
        "2024-13-45 is no xsd:date (SHACL 4.1.2: ill-typed); pyrudof takes it for one",
        is_impossible_date,
    ),
)


def installed(processes: int) -> dict[str, Engine]:
    """Return the engines that are installed here by name, ours first."""
    found = [
        Engine("ours", _ours(1), 1_000_000, json_rows),
        Engine(f"ours, {processes} processes", _ours(processes), 1_000_000, json_rows),
        Engine("pyshacl", _pyshacl("plain"), 1_000, json_rows),
        Engine("pyshacl hoisted", _pyshacl("hoisted"), 10_000, json_rows),
    ]
    if peer_module("pyrudof"):
        found.append(Engine("pyrudof", _pyrudof, 10_000, json_rows, PYRUDOF_DEVIATES))
    if (JARS / "jena-shacl.jar").exists():
        found.append(Engine("jena", _jena, 100_000, jena_rows))
    return {engine.name: engine for engine in found}


def _python(script: str, *arguments: object) -> list[str]:
    return [sys.executable, str(ENGINES / script), *map(str, arguments)]


def _ours(processes: int) -> Callable[[Files], list[str]]:
    return lambda files: _python("ours.py", files.data, files.vocabulary, files.shapes, processes)


def _pyshacl(way: str) -> Callable[[Files], list[str]]:
    return lambda files: _python("by_pyshacl.py", files.data, files.vocabulary, files.shapes, way)


def _pyrudof(files: Files) -> list[str]:
    return _python("by_pyrudof.py", files.both, files.shapes)


def _jena(files: Files) -> list[str]:
    paths = [_texts_of_jena(files.data.parent), *(JARS / f"{name}.jar" for name in _JARS)]
    command = ["java", "-cp", ":".join(map(str, paths)), "shacl.shacl", "validate"]
    return [*command, "--shapes", str(files.shapes), "--data", str(files.both)]


def _texts_of_jena(folder: Path) -> Path:
    """Return a folder with the texts of Jena's XML Schema types where its classes look for them.

    Debian moved the classes (org.apache.jena.ext.xerces to xerces) and left the texts; without them
    Jena 4.5.0-2 does not start.
    """
    place = folder / "jena"
    with zipfile.ZipFile(JARS / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.startswith(_MOVED) and name.endswith(".properties"):
                path = place / name.removeprefix(_MOVED)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(jar.read(name))
    return place


def json_rows(output: bytes) -> Iterator[Row]:
    """Yield the rows that a program of `engines/` printed."""
    for line in output.splitlines():
        row = Row(*json.loads(line))
        yield row._replace(value="") if row.value == row.focus else row


def jena_rows(output: bytes) -> Iterator[Row]:
    """Yield the rows of a validation report in Turtle."""
    said: dict[Term, dict[str, Term]] = {}
    limits = LIMITS._replace(file_bytes=len(output))
    for subject, predicate, term in read_triples(output, kind=Kind.TURTLE, limits=limits):
        said.setdefault(subject, {})[predicate] = term
    for values in said.values():
        if SH["focusNode"] in values:
            yield _row_of(values)


def _row_of(values: dict[str, Term]) -> Row:
    path = values.get(SH["resultPath"])
    focus, value = str(values[SH["focusNode"]]), values.get(SH["value"])
    return Row(
        focus,
        str(values[SH["sourceShape"]]),
        path if isinstance(path, Iri) else "",
        str(values[SH["sourceConstraintComponent"]]),
        "" if value is None or value == focus else written(value),
    )
