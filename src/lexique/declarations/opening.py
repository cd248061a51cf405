"""What a run reads and checks, and how each of its files is opened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from lexique.declarations.exports import Export
from lexique.declarations.house import HouseWords
from lexique.declarations.interpreter import Interpreter
from lexique.declarations.properties import DeclarationModel
from lexique.lexicon import Lexicon
from lexique.model import Severity
from lexique.rdf.kinds import Kind, kind_of
from lexique.tables.sources import Reading


class Settings(NamedTuple):
    """What a run reads and checks."""

    day: date
    """The day on which declarations are judged; never taken from the clock here."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = {}
    """Rule id to the severity it is given instead of its own."""
    jurisdiction: str | None = None
    house: HouseWords = HouseWords()
    reading: Reading = Reading()
    rdf_kind: Kind | None = None
    """The syntax of every file, where the caller knows it better than its extension."""
    max_findings: int | None = None
    """How many findings are kept; all others are counted. None keeps all."""
    processes: int = 1
    """How many processes share a large export."""

    def with_kind(self, name: str) -> Settings:
        """Return the settings for inputs of the kind `name`: `csv`, `turtle` ..."""
        if name in set(Kind):
            return self._replace(rdf_kind=Kind(name))
        return self._replace(reading=self.reading._replace(kind=name))

    def interpreter(self, model: DeclarationModel, lexicon: Lexicon) -> Interpreter:
        """Return what reads headings and texts of this run."""
        return Interpreter(
            model, lexicon, day=self.day, house=self.house, jurisdiction=self.jurisdiction
        )


def opened(path: str, interpreter: Interpreter, number: int, settings: Settings) -> Export:
    """Return the declarations of a file, not yet surveyed; raises InputError as readers do."""
    syntax = settings.rdf_kind or (None if settings.reading.kind else kind_of(path))
    if syntax is None:
        from lexique.declarations.tables import read_table

        return read_table(path, interpreter, first_number=number, reading=settings.reading)
    if syntax is Kind.N_TRIPLES:
        from lexique.declarations.streamed import NTriplesExport, is_large

        if is_large(path):
            return NTriplesExport(path, interpreter, number)
    from lexique.declarations.statements import read_rdf

    limits = settings.reading.limits
    return read_rdf(path, interpreter, first_number=number, kind=syntax, limits=limits)
