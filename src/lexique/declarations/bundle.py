"""Model, rules and compiled checks of declarations: ours, made once and kept as JSON.

A wheel holds the file; a checkout makes it in the user's cache, under a name made from the state of
every file it depends on. So no run reads Turtle or compiles shapes unless a house adds its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from lexique import bundled
from lexique.declarations.properties import DeclarationModel, Property
from lexique.declarations.rulebook import Rule, Rulebook, shapes_to_run
from lexique.errors import LexiqueError
from lexique.files import atomic_write, read_bytes
from lexique.model import Severity, Text
from lexique.namespaces import SKOS, SKOSXL
from lexique.rdf.terms import Literal, Triple
from lexique.resources import (
    forget_older,
    shapes_folder,
    versions,
    vocabulary_files,
    vocabulary_folder,
)
from lexique.shacl.program import Program, compile_program
from lexique.shacl.program_json import plain_program, program_of

_NOT_NEEDED = ("designations", "mappings", "frameworks")
"""Folders of the vocabulary that neither model nor shapes read."""
_SPOKEN = frozenset(
    (SKOS.definition, SKOS.scopeNote, SKOS.historyNote, SKOS.editorialNote, SKOSXL.literalForm)
)


class Bundle(NamedTuple):
    """What declarations may state, the rules they must keep, and the checks of all rules."""

    model: DeclarationModel
    rulebook: Rulebook
    program: Program
    versions: Mapping[str, str]
    """What a report states of its making."""


def bundle(further_shapes: Iterable[Triple] = ()) -> Bundle:
    """Return what our vocabulary and shapes say, and the shapes that a house adds to them."""
    further = tuple(further_shapes)
    return made(our_vocabulary(), (*our_shapes(), *further)) if further else _ours()


@lru_cache(maxsize=1)
def _ours() -> Bundle:
    path = Path(bundled.checks_file())
    found = _read(path)
    if found is None:
        found = made(our_vocabulary(), our_shapes())
        if bundled.checkout() is not None:
            _store(found, path)
    return found


def made(vocabulary: Iterable[Triple], shapes: Iterable[Triple]) -> Bundle:
    """Return what a vocabulary and shapes say."""
    stated, shapes = tuple(vocabulary), tuple(shapes)
    rulebook = Rulebook.from_triples(shapes)
    all_on = shapes_to_run(shapes, rulebook, rulebook.rules)
    program = compile_program(all_on, filter(is_for_shapes, stated))
    return Bundle(DeclarationModel.from_triples(stated), rulebook, program, versions())


def our_vocabulary() -> Iterator[Triple]:
    """Yield what model and shapes need of our vocabulary."""
    from lexique.rdf.reading import read_triples

    top = vocabulary_folder()
    for path in vocabulary_files():
        if path.relative_to(top).parts[0] not in _NOT_NEEDED:
            yield from read_triples(path)


def our_shapes() -> Iterator[Triple]:
    """Yield our shapes graph."""
    from lexique.rdf.reading import read_triples

    yield from read_triples(Path(shapes_folder()) / "declarations.ttl")


def is_for_shapes(triple: Triple) -> bool:
    """Return whether a statement of the vocabulary can matter to a path of a shape."""
    is_label = isinstance(triple[2], Literal) and bool(triple[2].language)
    return not is_label and triple[1] not in _SPOKEN


def write_checks(target: Path) -> None:
    """Write our compiled checks to `target`: what a wheel holds."""
    atomic_write(target, _written(made(our_vocabulary(), our_shapes())))


def _store(found: Bundle, path: Path) -> None:
    """Keep a bundle for the next run; a cache that cannot be written is not missed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(path, _written(found))
        forget_older(path)
    except (LexiqueError, OSError):
        return


def _read(path: Path) -> Bundle | None:
    """Return the bundle that a file holds, or None where there is none that can be used."""
    try:
        stored = json.loads(read_bytes(path))
        return Bundle(
            _model(stored["model"]),
            Rulebook(map(_rule, stored["rules"])),
            program_of(stored["program"]),
            stored["versions"],
        )
    except (LexiqueError, OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def _written(found: Bundle) -> bytes:
    model = found.model
    document = {
        "model": {
            **vars(model),
            "properties": [each._asdict() for each in model.properties.values()],
        },
        "rules": [rule._asdict() for rule in found.rulebook],
        "program": plain_program(found.program),
        "versions": found.versions,
    }
    return json.dumps(document, separators=(",", ":")).encode("ascii")


def _model(stored: dict[str, Any]) -> DeclarationModel:
    properties = (
        Property(**{**each, "label": Text(*each["label"]), "comment": Text(*each["comment"])})
        for each in stored.pop("properties")
    )
    by_name = {each.name: each for each in properties}
    members, broader = (
        {iri: tuple(iris) for iri, iris in stored.pop(name).items()}
        for name in ("members", "broader")
    )
    return DeclarationModel(by_name, members, broader=broader, **stored)


def _rule(stored: dict[str, Any]) -> Rule:
    texts = {name: Text(*stored[name]) for name in ("message", "mend")}
    about = tuple(stored["about"])
    return Rule(**{**stored, **texts, "about": about, "severity": Severity(stored["severity"])})
