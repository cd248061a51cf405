"""Role declarations made up for measuring: as many as wanted, a share of them with faults.

Codes are drawn from our vocabulary, institutions have several declarations each, a person now and
then two. They conform (`conforming.py`) but for about one in twenty, of two kinds: one thing wrong
in a full declaration, and the cases of the rules (`cases.py`), each in turn. The same seed and
number give the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, cycle, islice
from pathlib import Path
from typing import TextIO

from cases import Values, as_one, rule_cases
from conforming import Codes, Conforming, literal

from lexique.namespaces import LEX, RDF, XSD
from lexique.rdf import BlankNode, Iri, Literal, Term, Triple, read_triples
from lexique.resources import vocabulary_files

FAULTS = 0.03
"""Share of the declarations in which one thing is wrong."""
CASES = 0.012
"""How often the case of a rule comes, which is two or three declarations."""
_DECLARATION = Iri(LEX["Declaration"])


def vocabulary() -> list[Triple]:
    """Return our whole vocabulary as triples."""
    return [triple for path in vocabulary_files() for triple in read_triples(path)]


@dataclass(frozen=True, slots=True)
class Generator:
    """Makes declarations from the codes of a vocabulary."""

    random: random.Random
    codes: Codes

    @classmethod
    def seeded(cls, seed: int, triples: list[Triple]) -> Generator:
        """Return a generator whose declarations depend on `seed` and the vocabulary only."""
        return cls(random.Random(seed), Codes.of(triples))

    def declarations(self, number: int) -> Iterator[tuple[Iri, Values]]:
        """Yield `number` declarations: focus node, and values by the name of the property."""
        made = self._endless(n_places=max(3, number // 20))
        for index, values in enumerate(islice(made, number)):
            yield Iri(f"https://example.org/declaration/{index:07}"), values

    def _endless(self, n_places: int) -> Iterator[Values]:
        conforming = Conforming(self.random, self.codes, n_places)
        cases = cycle(self.random.sample(rule_cases(), len(rule_cases())))
        for index in count():
            if self.random.random() < CASES:
                yield from as_one(next(cases), f"{index:07x}")
                continue
            values = conforming.declaration(index)
            if self.random.random() < FAULTS:
                self.random.choice(_FAULTS)(values)
            yield values


def _without(name: str) -> Callable[[Values], None]:
    def fault(values: Values) -> None:
        values.pop(name, None)

    return fault


def _with(name: str, *terms: Term) -> Callable[[Values], None]:
    def fault(values: Values) -> None:
        values[name] = list(terms)

    return fault


def _twice(name: str) -> Callable[[Values], None]:
    def fault(values: Values) -> None:
        values[name] = [*values.get(name, []), literal("encore")]

    return fault


_FAULTS: tuple[Callable[[Values], None], ...] = (
    _without("role"),
    _without("status"),
    _without("personPseudonym"),
    _without("finess"),
    _twice("personPseudonym"),
    _twice("status"),
    _with("role", Iri("https://example.org/no-role")),
    _with("finess", literal("75071218X")),
    _with("finess", literal("750712185")),
    _with("siret", literal("12345678901234")),
    # No ill-typed date where dates are compared: there, pySHACL departs from the Recommendation.
    _with("benefitDate", literal("2024-13-45", "date")),
    _with("validFrom", literal("2031-01-01", "date")),
    _with("note", literal("suivi pour un diabète, 06 12 34 56 78")),
    _with("nir", literal("1 84 12 76 451 089 46")),
    _with("diagnosis", literal("asthme")),
    _with("status", literal("salarié")),
    _with("recordAccess", literal("oui", "boolean")),
    _with("trainingHours", literal("quarante", "decimal")),
    _with("rna", literal("X123")),
    _with("email", literal("a@example.org")),
)


def triples_of(focus: Iri, values: Values) -> Iterator[Triple]:
    """Yield a declaration as triples."""
    yield focus, Iri(RDF.type), _DECLARATION
    for name, terms in values.items():
        for term in dict.fromkeys(terms):
            yield focus, Iri(LEX[name]), term


def n_triples(triple: Triple) -> str:
    """Return a triple as a line of N-Triples."""
    subject, predicate, value = triple
    return f"{_written(subject)} <{predicate}> {_written(value)} .\n"


def _written(term: Term) -> str:
    if not isinstance(term, Literal):
        return f"_:{term}" if isinstance(term, BlankNode) else f"<{term}>"
    text = term.value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    if term.language:
        return f'"{text}"@{term.language}'
    return f'"{text}"' if term.datatype == XSD.string else f'"{text}"^^<{term.datatype}>'


def write(path: Path, number: int, seed: int = 1) -> None:
    """Write `number` declarations as N-Triples; the vocabulary is not among them."""
    maker = Generator.seeded(seed, vocabulary())
    with path.open("w", encoding="utf-8") as out:
        _write_to(out, maker, number)


def _write_to(out: TextIO, maker: Generator, number: int) -> None:
    for focus, values in maker.declarations(number):
        out.writelines(n_triples(triple) for triple in triples_of(focus, values))
