"""Files in, a report out: what `lexique validate` does, without the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from functools import lru_cache
from typing import NamedTuple

from lexique.collecting import rarely_collected
from lexique.declarations.breaches import Causes
from lexique.declarations.bundle import Bundle, bundle
from lexique.declarations.data import Records, ResultsByNode
from lexique.declarations.declaration import Declaration
from lexique.declarations.exports import NO_QUESTION, Export
from lexique.declarations.findings import Judging, Tally, Wording, in_order
from lexique.declarations.mending import Mender
from lexique.declarations.opening import Settings as Settings
from lexique.declarations.opening import opened
from lexique.declarations.profile import RULE_ID, Profiles
from lexique.declarations.sources import Sources
from lexique.declarations.subjects import OF_ANY_DOCUMENT
from lexique.errors import InputError
from lexique.finding import EngineNote, Finding, Report
from lexique.lexicon import Lexicon
from lexique.messages import say
from lexique.model import Severity, Source, Text
from lexique.rdf.kinds import RDF_EXTENSIONS
from lexique.rdf.terms import Iri, Triple
from lexique.shacl.compiled import Compiled
from lexique.shacl.records import Record
from lexique.tables.sources import KINDS
from lexique.unreadable import unreadable

EXTENSIONS = frozenset(KINDS) | frozenset(item.lstrip(".") for item in RDF_EXTENSIONS)
"""Extensions, without dot, of the files that can hold declarations."""
_LONGEST_REASON = 200
Tick = Callable[[int, int], None]
"""Is told how many steps were just done, and how many there are in all."""
OF_READING = frozenset({RULE_ID, "CELL-formula", "CELL-number", "TABLE-", *OF_ANY_DOCUMENT})
"""Rules that no shape states: what reading finds, and what only the whole vocabulary can say."""


class Validation(NamedTuple):
    """A report, and what the user should know about how the files were read."""

    report: Report
    announcements: tuple[tuple[str, Text], ...] = ()
    """Path and sentence, in the order of the files."""


class Validator:
    """Vocabulary, model and rules, ready to judge any number of files."""

    def __init__(self, lexicon: Lexicon, known: Bundle) -> None:
        self.model, self.rulebook, self._program, self._versions = known
        self._lexicon = lexicon
        self._wording = Wording(self.model, Mender(self.model, lexicon), Sources(lexicon))
        self._profiles = Profiles(lexicon, self.model)
        self._checks = lru_cache(maxsize=8)(self._chosen_checks)

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

    def validate(
        self, paths: Sequence[str], settings: Settings, *, tick: Tick | None = None
    ) -> Validation:
        """Return what is wrong in the declarations of the files, which are judged together.

        A file that cannot be read, or holds nothing to check, becomes a finding `SYNTAX`; the
        others are judged all the same. Declarations are read as often as needed and never held.
        `tick` is told how many steps were just done, and how many there are in all.
        """
        tally = Tally(settings.max_findings)
        judging = Judging(self.rulebook, self._wording, tally, settings.severities)
        with rarely_collected(), ExitStack() as resources:
            exports, unread = self._opened(paths, settings, resources)
            for finding in unread:
                tally.add(finding, always=True)
            notes = self._judged(Records(exports, settings), judging, tick)
            announced = tuple(
                (each.path, text) for each in exports for text in each.announcements()
            )
        n_checked = sum(export.reader.facts.n_entries for export in exports)
        report = Report(
            findings=in_order(tally.kept),
            n_checked=n_checked,
            n_conforming=n_checked - judging.n_failing,
            versions=self._versions,
            assessed_on=settings.day,
            totals=tally.totals(),
            notes=notes,
        )
        return Validation(report, announced)

    def _opened(
        self, paths: Sequence[str], settings: Settings, resources: ExitStack
    ) -> tuple[list[Export], list[Finding]]:
        """Return the files that can be read, surveyed, and what is wrong with the others."""
        interpreter = settings.interpreter(self.model, self._lexicon)
        weighs_roles = _is_chosen(RULE_ID, settings)
        question = self._profiles.question if weighs_roles else NO_QUESTION
        exports: list[Export] = []
        unread: list[Finding] = []
        number = 1
        for path in paths:
            try:
                export = opened(path, interpreter, number, settings)
                resources.callback(export.close)
                export.survey(question)
            except InputError as error:
                unread += [*error.findings, unreadable(error)]
                continue
            exports.append(export)
            number += export.reader.facts.n_entries
            if not export.reader.facts.n_entries and not _is_any_grave(export.findings()):
                unread.append(unreadable(_nothing_in(export)))
        _set_apart([export for export in exports if export.is_rdf])
        return exports, unread

    def _judged(
        self, records: Records, judging: Judging, tick: Tick | None
    ) -> tuple[EngineNote, ...]:
        """Have all records judged, and what is found taken by `judging`."""
        settings = records.settings
        for export in records.exports:
            for finding in export.findings():
                if _is_chosen(finding.rule, settings):
                    judging.oddity(finding, always=True)
        if not any(export.reader.facts.n_entries for export in records.exports):
            return ()
        from lexique.shacl.errors import ShapesError

        chosen = self.rulebook.chosen(select=settings.select, ignore=settings.ignore)

        def step(number: int) -> None:
            if tick is not None:  # each record passes twice: through the engine, and to be judged
                tick(number, 2 * len(records))

        try:
            checks = self._checks(chosen)
            with checks.run(records, processes=records.n_processes, tick=step) as found:
                self._take(records, ResultsByNode(found), judging, step)
        except ShapesError as error:
            raise InputError(
                say("the shapes cannot be used: {reason}", reason=str(error)[:_LONGEST_REASON]),
                mend=say("Correct the shapes given with --shapes."),
            ) from None
        return tuple(EngineNote(str(note.shape), note.judge, note.reason) for note in checks.notes)

    def _take(
        self,
        records: Records,
        results: ResultsByNode,
        judging: Judging,
        step: Callable[[int], None],
    ) -> None:
        """Give `judging` every declaration with its results, and the results for other nodes."""
        settings = records.settings
        for export in records.exports:
            causes = Causes(export.reader.facts.stated)
            for item, is_odd in zip(export.items(), export.odd, strict=True):
                step(1)
                if isinstance(item, Record):
                    for result in results.of(item.focus):
                        judging.elsewhere(result)
                    continue
                found = results.of(item.node)
                if found or is_odd:  # few are: nothing else is made of the others
                    pieces = export.reader.pieces(item)
                    declaration = Declaration.of(item, pieces)
                    further = self._profiles.breaches(declaration, pieces) if is_odd else ()
                    judging.take(declaration, found, further, causes)
                for finding in export.oddities(item):
                    if _is_chosen(finding.rule, settings):
                        judging.oddity(finding)
            judging.end_file(causes)
        for result in results.rest():
            judging.elsewhere(result)

    def _chosen_checks(self, chosen: frozenset[str]) -> Compiled:
        off = self.rulebook.rules.keys() - chosen
        properties = (Iri(item.iri) for item in self.model.properties.values())
        return Compiled(self._program.without(off), properties)


def _set_apart(exports: Sequence[Export]) -> None:
    """Give each declaration a node of its own: two files may describe one subject."""
    if len(exports) < 2:
        return
    seen: set[str] = set()
    for export in exports:
        nodes = frozenset(export.nodes())
        export.set_apart = nodes & seen
        seen |= nodes


def _nothing_in(export: Export) -> InputError:
    return InputError(
        say("there is nothing to check: the file holds no declaration"),
        mend=say("Give each declaration the type lex:Declaration, or a role (lex:role).")
        if export.is_rdf
        else say("Fill in at least one row below the headings; `lexique template` shows them."),
        where=Source(export.path),
    )


def _is_any_grave(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.VIOLATION for finding in findings)


def _is_chosen(rule_id: str, settings: Settings) -> bool:
    if settings.select and not rule_id.startswith(settings.select):
        return False
    return not (settings.ignore and rule_id.startswith(settings.ignore))


@lru_cache(maxsize=2)
def _bundled(further_shapes: tuple[Triple, ...]) -> Validator:
    from lexique.loading import load

    return Validator(load(), bundle(further_shapes))
