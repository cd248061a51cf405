"""Measures the SHACL engine beside its peers, on our own shapes and made-up declarations.

    python benchmarks/validate.py [--sizes 1000 10000] [--engines ours pyshacl ...] [--processes 2]

Every engine runs as a process of its own, from files to results, vocabulary and shapes included.
Before a figure is printed, the results of all engines are compared by (focus node, path, component,
value): an engine with other results is named with how many it misses and adds, and gets no ratio.
Engines that are not installed are left out (`pip install -r benchmarks/requirements.txt`; Jena by
hand: Debian's libapache-jena-java).

Our shapes carry their targets themselves. pySHACL is therefore fastest just as it is: to hoist
targets, as one would do for shapes under sh:property, changes nothing. `pyshacl-chunks` judges a
thousand declarations at a time, which needs less memory and misses what looks across records.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generated import n_triples, vocabulary, write
from measuring import Usage, peer_module, run, run_python

from lexique.resources import shapes_folder

SIZES = (1_000, 10_000)
SLOW = {"pyshacl": 1_000, "pyshacl-chunks": 1_000, "pyrudof": 3_000, "jena": 100_000}
"""Engines that are not run above this size: hours of time, or more memory than a machine has."""
SHAPES = Path(shapes_folder()) / "declarations.ttl"
Row = tuple[str, ...]


class Run(NamedTuple):
    """What one engine took for one file, and what it found."""

    engine: str
    size: int
    usage: Usage
    rows: Counter[Row]


class Files(NamedTuple):
    """What every engine reads."""

    data: Path
    vocabulary: Path
    shapes: Path
    both: Path
    """Data and vocabulary in one file, for engines that read only one."""


OURS = """
import sys
from lexique.rdf import read_triples
from lexique.shacl.compiled import compile_shapes
from lexique.shacl.ntriples import NTriplesFile

def main():
    data, vocabulary, shapes, processes = sys.argv[1:5]
    compiled = compile_shapes(read_triples(shapes), read_triples(vocabulary))
    for found in compiled.check(NTriplesFile(data), processes=int(processes)):
        value = found.value
        shown = "" if value is None else value[0] if isinstance(value, tuple) else value
        print(found.focus_node, found.path or "", found.component, shown, sep="\\t")

if __name__ == "__main__":
    main()
"""
PYSHACL = """
import sys
import pyshacl, rdflib
rdflib.NORMALIZE_LITERALS = False
import logging; logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
data, vocabulary, shapes, chunk = sys.argv[1:5]
known = rdflib.Graph().parse(vocabulary, format="nt")
shapes = rdflib.Graph().parse(shapes, format="turtle")
def judge(lines):
    graph = rdflib.Graph().parse(data="".join(lines), format="nt")
    graph += known
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inplace=True)
    for node in report.objects(None, SH.result):
        focus, value = report.value(node, SH.focusNode), report.value(node, SH.value)
        path = report.value(node, SH.resultPath)
        print(focus, path if isinstance(path, rdflib.URIRef) else "",
              report.value(node, SH.sourceConstraintComponent),
              "" if value is None or value == focus else value, sep="\\t")
held, subjects = [], set()
for line in open(data, encoding="utf-8"):
    subject = line.split(" ", 1)[0]
    if int(chunk) and len(subjects) >= int(chunk) and subject not in subjects:
        judge(held)
        held, subjects = [], set()
    held.append(line)
    subjects.add(subject)
judge(held)
"""
PYRUDOF = """
import sys
import pyrudof
rudof = pyrudof.Rudof(pyrudof.RudofConfig())
rudof.read_data(open(sys.argv[1], encoding="utf-8").read(), pyrudof.RDFFormat.NTriples)
rudof.read_shacl(open(sys.argv[2], encoding="utf-8").read(), pyrudof.ShaclFormat.Turtle)
plain = lambda term: str(term).strip("<>") if term is not None else ""
for found in rudof.validate_shacl(pyrudof.ShaclValidationMode.Native):
    focus, value = plain(found.focus_node), plain(found.value)
    path = plain(found.path)
    if value.startswith('"'):
        value = value[1:].rsplit('"', 1)[0]
    print(focus, path if path.startswith("http") and " " not in path else "",
          plain(found.constraint_component), "" if value == focus else value, sep="\\t")
"""


def _ours(processes: int) -> Callable[[Files], Usage]:
    def measured(files: Files) -> Usage:
        # A file, and not a command, since its child processes have to find it again.
        script = files.data.parent / "ours.py"
        script.write_text(OURS, encoding="utf-8")
        named = (files.data, files.vocabulary, files.shapes, processes)
        return run([sys.executable, str(script), *map(str, named)])

    return measured


def _pyshacl(chunk: int) -> Callable[[Files], Usage]:
    return lambda files: run_python(
        PYSHACL, str(files.data), str(files.vocabulary), str(files.shapes), str(chunk)
    )


def _pyrudof(files: Files) -> Usage:
    return run_python(PYRUDOF, str(files.both), str(files.shapes))


def _jena(files: Files) -> Usage:
    command = ["java", "-cp", "/usr/share/java/*", "shacl.shacl", "validate", "--text"]
    return run([*command, "--shapes", str(files.shapes), "--data", str(files.both)])


def engines(processes: int) -> dict[str, Callable[[Files], Usage]]:
    """Return the engines that are installed here, by name."""
    found: dict[str, Callable[[Files], Usage]] = {
        "ours": _ours(1),
        f"ours x{processes}": _ours(processes),
        "pyshacl": _pyshacl(0),
        "pyshacl-chunks": _pyshacl(1_000),
    }
    if peer_module("pyrudof"):
        found["pyrudof"] = _pyrudof
    if Path("/usr/share/java/jena-shacl.jar").exists():
        found["jena"] = _jena
    return found


def files_of(folder: Path, size: int, known: Path) -> Files:
    """Write the declarations of one size and return all files."""
    data, both = folder / f"{size}.nt", folder / f"{size}-both.nt"
    write(data, size)
    with both.open("wb") as out:
        for part in (data, known):
            with part.open("rb") as lines:
                out.writelines(lines)
    return Files(data, known, SHAPES, both)


def runs(size: int, names: Iterable[str], processes: int, folder: Path) -> Iterator[Run]:
    """Yield what each engine takes for one size."""
    known = folder / "vocabulary.nt"
    if not known.exists():
        with known.open("w", encoding="utf-8") as out:
            out.writelines(map(n_triples, vocabulary()))
    files = files_of(folder, size, known)
    for name, engine in engines(processes).items():
        if name.split(" ")[0] in names and size <= SLOW.get(name, size):
            usage = engine(files)
            yield Run(name, size, usage, rows_of(usage.output))


def rows_of(output: bytes) -> Counter[Row]:
    """Return the results an engine printed: each once, however often it says it."""
    lines = set(output.decode("utf-8").splitlines())
    return Counter(tuple(line.split("\t")) for line in lines if line.count("\t") == 3)


def compared(found: Sequence[Run]) -> Iterator[str]:
    """Yield one line of the table for each run beside the first, which is ours."""
    first = found[0]
    for each in found:
        missing, added = first.rows - each.rows, each.rows - first.rows
        usage, size = each.usage, each.size
        figures = f"{usage.seconds:.2f} s | {usage.seconds / size * 1e6:.0f} µs"
        figures += f" | {usage.megabytes:.0f} MB"
        if missing or added:
            ratio = f"other results: misses {missing.total()}, adds {added.total()} |"
        else:
            times = each.usage.seconds / first.usage.seconds
            ratio = f"{times:.1f} | {each.usage.megabytes / first.usage.megabytes:.1f}"
        yield f"| {size} | {each.engine} | {figures} | {each.rows.total()} | {ratio} |"


def main() -> None:
    """Print the table as it is measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--engines", nargs="+", default=("ours", *SLOW))
    chosen = parser.parse_args()
    print(
        "| declarations | engine | processor time | each | peak | results | times ours | memory |"
    )
    print("|--:|---|--:|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory(prefix="lexique-benchmarks-") as name:
        for size in chosen.sizes:
            found = list(runs(size, chosen.engines, chosen.processes, Path(name)))
            for line in compared(found):
                print(line, flush=True)


if __name__ == "__main__":
    main()
