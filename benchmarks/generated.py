"""Role declarations made up for measuring: as many as wanted, a share of them with faults.

Codes are drawn from our vocabulary, identifiers carry right keys, institutions have several
declarations each, a person now and then two. Faults are of two kinds: one thing wrong in a full
declaration, and the cases of the rules, each in turn. The same seed and number give the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, cycle, islice
from pathlib import Path
from typing import TextIO

from cases import Values, as_one, rule_cases

from lexique.namespaces import LEX, RDF, XSD
from lexique.rdf import BlankNode, Iri, Literal, Term, Triple, read_triples
from lexique.resources import vocabulary_files

FAULTS = 0.02
"""Share of the declarations in which one thing is wrong."""
CASES = 0.01
"""How often the case of a rule comes, which is two or three declarations."""
_DECLARATION = Iri(LEX["Declaration"])
_FIRST_DAY, _LAST_DAY = 2019, 2027
_UNITS = ("Oncologie", "Néphrologie", "Psychiatrie A", "Direction de la qualité", "Pneumologie")
_PROSE = ("accueil des patients", "co-animation d’ateliers", "relecture de documents", "formation")


def literal(text: str, datatype: str = "string") -> Literal:
    """Return a literal of XML Schema."""
    return Literal(text, "", Iri(XSD.iri + datatype))


def vocabulary() -> list[Triple]:
    """Return our whole vocabulary as triples."""
    return [triple for path in vocabulary_files() for triple in read_triples(path)]


@dataclass(slots=True)
class Generator:
    """Makes declarations from the codes of a vocabulary."""

    random: random.Random
    codes: dict[str, list[Iri]] = field(default_factory=dict)
    """Name of a class of the vocabulary to its members."""
    profiles: dict[tuple[Term, str], list[Iri]] = field(default_factory=dict)
    """Role and name of a property to the codes that the vocabulary states of them."""

    @classmethod
    def seeded(cls, seed: int, triples: list[Triple]) -> Generator:
        """Return a generator whose declarations depend on `seed` and the vocabulary only."""
        codes: dict[str, list[Iri]] = {}
        profiles: dict[tuple[Term, str], list[Iri]] = {}
        for subject, predicate, value in sorted(triples, key=repr):
            if predicate == RDF.type and isinstance(value, Iri) and isinstance(subject, Iri):
                name = LEX.name_of(value)
                if name:
                    codes.setdefault(name, []).append(subject)
            elif isinstance(value, Iri) and (name := LEX.name_of(predicate)):
                profiles.setdefault((subject, name), []).append(value)
        return cls(random.Random(seed), codes, profiles)

    def declarations(self, number: int) -> Iterator[tuple[Iri, Values]]:
        """Yield `number` declarations: focus node, and values by the name of the property."""
        made = self._endless(n_places=max(3, number // 20))
        for index, values in enumerate(islice(made, number)):
            yield Iri(f"https://example.org/declaration/{index:07}"), values

    def _endless(self, n_places: int) -> Iterator[Values]:
        cases = cycle(self.random.sample(rule_cases(), len(rule_cases())))
        for index in count():
            if self.random.random() < CASES:
                yield from as_one(next(cases), f"{index:07x}")
                continue
            values = self._sound(index, n_places)
            if self.random.random() < FAULTS:
                self.random.choice(_FAULTS)(self, values)
            yield values

    def _code(self, name: str) -> Term:
        return self.random.choice(self.codes[name])

    def _fitting(self, role: Term, name: str, kind: str) -> Term:
        """Return a code that the vocabulary asks of a role, or any where it asks none."""
        wanted = self.profiles.get((role, name))
        return self.random.choice(wanted) if wanted else self._code(kind)

    def _day(self) -> Literal:
        pick = self.random.randint
        year, month, day = pick(_FIRST_DAY, _LAST_DAY), pick(1, 12), pick(1, 28)
        return literal(f"{year}-{month:02}-{day:02}", "date")

    def _sound(self, index: int, n_places: int) -> Values:
        place = self.random.randrange(n_places)
        person = index if self.random.random() < 0.9 else self.random.randrange(index + 1)
        days = sorted((self._day(), self._day()), key=lambda day: day.value)
        role = self._code("Role")
        values: Values = {
            "role": [role],
            "outcome": [Iri("https://w3id.org/lexique/value/outcome-matched")],
            "sourceLabel": [literal(f"intitulé {self.random.randrange(400)}")],
            "personPseudonym": [literal(f"{person:032x}")],
            "status": [self._fitting(role, "exerciseStatus", "Status")],
            "finess": [literal(with_key(f"{750000000 // 10 + place:08}"))],
            "assessedOn": [literal("2026-11-21", "date")],
            "validFrom": [days[0]],
            "confidentiality": [days[0]],
            "companyLinks": [Iri("https://w3id.org/lexique/value/answer-no")],
            "supervision": [literal("true", "boolean")],
            "supportContact": [literal("cadre de santé")],
        }
        if self.random.random() < 0.3:
            values["validTo"] = [literal("2030-12-31", "date")]
        for name, chance, make in _OPTIONAL:
            if self.random.random() < chance:
                values[name] = make(self)
        if "training" in values:
            values["training"] = [self._fitting(role, "requiredTraining", "Training")]
        if "body" in values:
            values["commissionKey"] = [literal(f"{place}|cdu")]
            values["mandateStart"] = [days[0]]
            values["mandateEnd"] = [days[1]]
        if self.random.random() < 0.5:
            values["siret"] = [literal(with_key(with_key(f"{10000000 + place:08}") + "0001"))]
        return values


def with_key(digits: str) -> str:
    """Return digits followed by their Luhn key."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (1 if place % 2 else 2)
        total += number - 9 if number > 9 else number
    return digits + str(-total % 10)


def _codes(name: str) -> Callable[[Generator], list[Term]]:
    return lambda maker: [maker._code(name)]


def _days(maker: Generator) -> list[Term]:
    return [maker._day()]


def _flags(maker: Generator) -> list[Term]:
    return [literal(maker.random.choice(("true", "false")), "boolean")]


def _texts(*texts: str) -> Callable[[Generator], list[Term]]:
    return lambda maker: [literal(maker.random.choice(texts))]


_OPTIONAL: tuple[tuple[str, float, Callable[[Generator], list[Term]]], ...] = (
    ("level", 0.7, _codes("Level")),
    ("domain", 0.6, _codes("Domain")),
    ("training", 0.5, _codes("Training")),
    ("trainingHours", 0.3, lambda maker: [literal(str(maker.random.randrange(7, 120)), "decimal")]),
    ("trainingDate", 0.3, _days),
    ("mission", 0.6, lambda maker: maker.random.sample(maker.codes["Mission"], 2)),
    ("experienceBasis", 0.4, _codes("Experience")),
    ("body", 0.2, _codes("Body")),
    ("seat", 0.2, _codes("Seat")),
    ("mandatingAssociation", 0.3, _texts("Association A", "Association B", "Association C")),
    ("agreementNumber", 0.3, _texts("N2019RN0012", "N2022AG0003")),
    ("appointingAuthority", 0.2, _codes("AppointingAuthority")),
    ("interestsDeclaredOn", 0.2, _days),
    ("charterSigned", 0.3, _days),
    ("conventionDate", 0.2, _days),
    ("unit", 0.5, _texts(*_UNITS)),
    ("missionText", 0.3, _texts(*_PROSE)),
    ("note", 0.1, lambda maker: [literal(f"note libre {maker.random.randrange(100_000)}")]),
    ("recordAccess", 0.2, _flags),
    ("publication", 0.1, _flags),
    ("consentToPublication", 0.1, _days),
    ("adult", 0.3, lambda maker: [literal("true", "boolean")]),
    ("trainingIndemnity", 0.2, _flags),
    ("archived", 0.1, lambda maker: [literal("false", "boolean")]),
    ("etpProgrammeDeclared", 0.2, _flags),
    ("treatedInSameUnit", 0.2, _codes("Answer")),
)


def _without(name: str) -> Callable[[Generator, Values], None]:
    def fault(maker: Generator, values: Values) -> None:
        values.pop(name, None)

    return fault


def _with(name: str, *terms: Term) -> Callable[[Generator, Values], None]:
    def fault(maker: Generator, values: Values) -> None:
        values[name] = list(terms)

    return fault


def _twice(name: str) -> Callable[[Generator, Values], None]:
    def fault(maker: Generator, values: Values) -> None:
        values[name] = [*values.get(name, []), literal("encore")]

    return fault


_FAULTS: tuple[Callable[[Generator, Values], None], ...] = (
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
