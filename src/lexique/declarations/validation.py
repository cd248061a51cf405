"""Files in, a report out: what `lexique validate` does, without the command line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from lexique.declarations.declaration import Declaration
from lexique.declarations.derived import with_derived
from lexique.declarations.findings import in_order, judge
from lexique.declarations.house import HouseWords
from lexique.declarations.mending import Mender
from lexique.declarations.profile import RULE_ID, Profiles
from lexique.declarations.properties import DeclarationModel
from lexique.declarations.reading import Export, Interpreter
from lexique.declarations.rulebook import Rulebook, shapes_to_run
from lexique.declarations.sources import Sources
from lexique.declarations.statements import OF_ANY_DOCUMENT
from lexique.errors import InputError
from lexique.lexicon import Lexicon
from lexique.messages import say
from lexique.model import Finding, Report, Severity, Source, Text
from lexique.namespaces import SKOS, SKOSXL
from lexique.rdf import RDF_EXTENSIONS, Kind, Literal, Triple, read_triples
from lexique.resources import shapes_folder, versions, vocabulary_files, vocabulary_folder
from lexique.shacl import Compiled, Result
from lexique.skos.checking import unreadable
from lexique.tables import KINDS, Reading

EXTENSIONS = frozenset(KINDS) | frozenset(item.lstrip(".") for item in RDF_EXTENSIONS)
"""Extensions, without dot, of the files that can hold declarations."""
_LONGEST_REASON = 200
_NOT_NEEDED = ("designations", "mappings", "frameworks")
"""Folders of the vocabulary that neither model nor shapes read."""
OF_READING = frozenset({RULE_ID, "CELL-formula", "CELL-number", "TABLE-", *OF_ANY_DOCUMENT})
"""Rules that no shape states: what reading finds, and what only the whole vocabulary can say."""
_SPOKEN = frozenset(
    (SKOS.definition, SKOS.scopeNote, SKOS.historyNote, SKOS.editorialNote, SKOSXL.literalForm)
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run reads and checks."""

    day: date
    """The day on which declarations are judged; never taken from the clock here."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """Rule id to the severity it is given instead of its own."""
    jurisdiction: str | None = None
    house: HouseWords = field(default_factory=HouseWords)
    reading: Reading = field(default_factory=Reading)
    rdf_kind: Kind | None = None
    """The syntax of every file, where the caller knows it better than its extension."""

    def with_kind(self, name: str) -> Settings:
        """Return the settings for inputs of the kind `name`: `csv`, `turtle` ..."""
        if name in set(Kind):
            return replace(self, rdf_kind=Kind(name))
        return replace(self, reading=replace(self.reading, kind=name))


@dataclass(frozen=True, slots=True)
class Validation:
    """A report, and what the user should know about how the files were read."""

    report: Report
    announcements: tuple[tuple[str, Text], ...] = ()
    """Path and sentence, in the order of the files."""


class Validator:
    """Vocabulary, model and shapes, ready to judge any number of files."""

    def __init__(
        self, lexicon: Lexicon, vocabulary: Iterable[Triple], shapes: Iterable[Triple]
    ) -> None:
        self._lexicon = lexicon
        self.all_triples = tuple(vocabulary)
        self.model = DeclarationModel.from_triples(self.all_triples)
        self.shapes = tuple(shapes)
        self.rulebook = Rulebook(self.shapes)
        self.vocabulary = tuple(item for item in self.all_triples if _is_for_shapes(item))
        """What of the vocabulary the paths of shapes can reach."""
        self._mender = Mender(self.model, lexicon)
        self._sources = Sources(lexicon)
        self._profiles = Profiles(lexicon, self.model)
        self._checks = lru_cache(maxsize=8)(self._compiled)

    @classmethod
    def bundled(cls, further_shapes: Iterable[Triple] = ()) -> Validator:
        """Return the validator of our vocabulary and shapes, and of a house's own shapes.

        Without shapes of a house it is one value that never changes: the same object each time.
        """
        return _bundled(tuple(further_shapes))

    @property
    def rule_ids(self) -> frozenset[str]:
        """The ids that a finding can have, and the names of the shapes behind them."""
        names = {rule.shape.rsplit("/", 1)[-1] for rule in self.rulebook}
        return frozenset({rule.id for rule in self.rulebook} | names | OF_READING)

    def validate(self, paths: Sequence[str], settings: Settings) -> Validation:
        """Return what is wrong in the declarations of the files, which are judged together.

        A file that cannot be read, or holds nothing to check, becomes a finding `SYNTAX`; the
        others are judged all the same.
        """
        exports, unread = self._read(paths, settings)
        declarations = _each_with_its_node(
            item
            for export in exports
            for item in with_derived(export.declarations, self.model, settings.day)
        )
        chosen = self.rulebook.chosen(select=settings.select, ignore=settings.ignore)
        judgement = judge(
            self._results(declarations, exports, chosen),
            declarations,
            rulebook=self.rulebook,
            model=self.model,
            mender=self._mender,
            sources=self._sources,
            severities=settings.severities,
            further=self._profiles.breaches(declarations) if _is_chosen(RULE_ID, settings) else (),
        )
        from_reading = [
            replace(finding, severity=settings.severities.get(finding.rule, finding.severity))
            for export in exports
            for finding in export.findings
            if _is_chosen(finding.rule, settings)
        ]
        report = Report(
            findings=in_order((*unread, *from_reading, *judgement.findings)),
            n_checked=len(declarations),
            n_conforming=judgement.n_conforming,
            versions=versions(),
            assessed_on=settings.day,
        )
        return Validation(report, tuple(_announcements(exports)))

    def _read(self, paths: Sequence[str], settings: Settings) -> tuple[list[Export], list[Finding]]:
        interpreter = Interpreter(
            self.model, self._lexicon, house=settings.house, jurisdiction=settings.jurisdiction
        )
        exports: list[Export] = []
        unread: list[Finding] = []
        for path in paths:
            number = 1 + sum(len(export.declarations) for export in exports)
            try:
                export = _read_one(path, interpreter, number, settings)
            except InputError as error:
                unread += [*error.findings, unreadable(error)]
                continue
            exports.append(export)
            if not export.declarations and not _is_any_grave(export.findings):
                unread.append(unreadable(_nothing_in(export.path)))
        return exports, unread

    def _results(
        self,
        declarations: Sequence[Declaration],
        exports: Iterable[Export],
        chosen: Collection[str],
    ) -> tuple[Result, ...]:
        if not declarations:
            return ()
        from lexique.shacl import ShapesError, results_of

        data = [triple for item in declarations for triple in item.triples()]
        data += [triple for export in exports for triple in export.other_triples]
        try:
            return results_of(self._checks(frozenset(chosen)), data)
        except ShapesError as error:
            raise InputError(
                say("the shapes cannot be used: {reason}", reason=str(error)[:_LONGEST_REASON]),
                mend=say("Correct the shapes given with --shapes."),
            ) from None

    def _compiled(self, chosen: frozenset[str]) -> Compiled:
        from lexique.shacl import compile_shapes

        return compile_shapes(shapes_to_run(self.shapes, self.rulebook, chosen), self.vocabulary)


def _read_one(path: str, interpreter: Interpreter, number: int, settings: Settings) -> Export:
    from lexique.declarations.statements import read_rdf
    from lexique.declarations.tables import read_table
    from lexique.rdf import kind_of

    syntax = settings.rdf_kind or (None if settings.reading.kind else kind_of(path))
    if syntax is not None:
        limits = settings.reading.limits
        return read_rdf(path, interpreter, first_number=number, kind=syntax, limits=limits)
    return read_table(path, interpreter, first_number=number, reading=settings.reading)


def _each_with_its_node(declarations: Iterable[Declaration]) -> list[Declaration]:
    """Return the declarations, each with a node of its own: two files may describe one subject."""
    found: dict[str, Declaration] = {}
    for item in declarations:
        again = item.node in found
        node = f"urn:lexique:declaration:again:{len(found)}" if again else item.node
        found[node] = replace(item, node=node)
    return list(found.values())


def _nothing_in(path: str) -> InputError:
    return InputError(
        say("there is nothing to check: the file holds no declaration"),
        mend=say("Fill in at least one row below the headings; `lexique template` shows them."),
        where=Source(path),
    )


def _is_any_grave(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.VIOLATION for finding in findings)


def _is_chosen(rule_id: str, settings: Settings) -> bool:
    if settings.select and not rule_id.startswith(settings.select):
        return False
    return not (settings.ignore and rule_id.startswith(settings.ignore))


def _announcements(exports: Iterable[Export]) -> Iterator[tuple[str, Text]]:
    for export in exports:
        for text in export.announcements:
            yield export.path, text


@lru_cache(maxsize=2)
def _bundled(further_shapes: tuple[Triple, ...]) -> Validator:
    from lexique.loading import load

    return Validator(load(), _our_vocabulary(), (*_our_shapes(), *further_shapes))


def bundled_model() -> DeclarationModel:
    """Return what our vocabulary says that a declaration may state."""
    return DeclarationModel.from_triples(_our_vocabulary())


def _our_vocabulary() -> Iterator[Triple]:
    top = vocabulary_folder()
    for path in vocabulary_files():
        if path.relative_to(top).parts[0] not in _NOT_NEEDED:
            yield from read_triples(path)


def _our_shapes() -> Iterator[Triple]:
    yield from read_triples(Path(shapes_folder()) / "declarations.ttl")


def _is_for_shapes(triple: Triple) -> bool:
    """Return whether a statement of the vocabulary can matter to a path of a shape."""
    is_label = isinstance(triple[2], Literal) and bool(triple[2].language)
    return not is_label and triple[1] not in _SPOKEN
