"""Made-up declarations that break no rule: each states what its role asks for, and no more.

What a role asks for is read from the vocabulary (status, training, level, domain, experience,
mandate); what rules ask of representatives, volunteers, team members and the like is stated here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random
from uuid import UUID

from cases import DAY, Values

from lexique.namespaces import BASE, LEX, RDF, SKOS, VALUE, XSD
from lexique.rdf import Iri, Literal, Term, Triple

Part = Iterator[tuple[str, *tuple[Term, ...]]]
"""Names of properties, each with its values; what was stated before stays."""
_FIRST_DAY = date(2019, 1, 1)
_SPAN = (DAY - _FIRST_DAY).days
_REPEATED = 0.1
"""Share of the declarations of a person who has another one."""
_FIRST_FINESS, _FIRST_SIREN = 75_000_000, 10_000_000
_ODD = 0x9E3779B97F4A7C15F39CC0605CEDC835
"""Multiplied by it, numbers that follow each other look like those of UUIDs."""
_SEATS = 2
"""Full members, and alternates, of a commission des usagers."""
_UNITS = (
    *("Oncologie", "Néphrologie", "Psychiatrie A", "Direction de la qualité", "Pneumologie"),
    *("Cardiologie", "Maternité", "Service social", "Équipe mobile de soins palliatifs"),
)
_PROSE = (
    *("accueil des patients", "co-animation d’ateliers", "relecture de documents", "formation"),
    *("café des aidants", "permanence du mardi", "livret d’accueil"),
)
_CONTACTS = ("cadre de santé", "responsable de la qualité", "coordination du programme")
_ASSOCIATIONS = tuple(f"Association {letter}" for letter in "ABCDEFGH")
_NAMES = {
    "organisation-hospital": "Centre hospitalier n° {}",
    "organisation-medico-social": "Foyer n° {}",
    "organisation-primary-care": "Maison de santé n° {}",
    "organisation-university": "Université n° {}",
    "organisation-school": "Institut de formation n° {}",
}
_OF_LECTURERS = ("organisation-university", "organisation-school")
_COMPENSATION = {
    "aucun": ("none",),
    "benevole": ("none", "expenses"),
    "benevole-defraye": ("expenses",),
    "indemnise": ("indemnity",),
    "vacataire": ("fee",),
    "prestataire": ("fee",),
}
"""Status to what it is paid with, salary where it is not among them."""
_INTERESTS = (
    *("cci", "commission-has", "conseil-engagement-usagers", "cpp"),
    "instance-d-agence-sanitaire",
)
"""Bodies whose members declare their interests (L. 1451-1 and L. 1452-3 CSP)."""
_OF_THEIR_OWN = ("commission-des-usagers", "cvs", "cpts")
"""Bodies with rules of their own, which only the roles concerned get."""
_PARTNERSHIP = ("co-construction", "co-decision", "co-evaluation", "co-mise-en-oeuvre")


def literal(text: str, datatype: str = "string") -> Literal:
    """Return a literal of XML Schema."""
    return Literal(text, "", Iri(XSD.iri + datatype))


@cache
def code(group: str, slug: str) -> Iri:
    """Return the IRI of a concept of our vocabulary."""
    return Iri(f"{BASE}{group}/{slug}")


def with_key(digits: str) -> str:
    """Return digits followed by their Luhn key."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (1 if place % 2 else 2)
        total += number - 9 if number > 9 else number
    return digits + str(-total % 10)


@dataclass(frozen=True)
class Codes:
    """What declarations may state, as the vocabulary has it."""

    members: Mapping[str, Sequence[Iri]]
    """Name of a class to its members."""
    stated: Mapping[tuple[Term, str], Sequence[Term]]
    """Concept and local name of a property to its values."""
    broader: Mapping[Iri, Sequence[Iri]]

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Codes:
        """Return the codes that a vocabulary states, in an order that its files do not change."""
        members: dict[str, list[Iri]] = {}
        stated: dict[tuple[Term, str], list[Term]] = {}
        broader: dict[Iri, list[Iri]] = {}
        for subject, predicate, value in sorted(triples, key=repr):
            if not isinstance(subject, Iri):
                continue
            if predicate == SKOS.broader and isinstance(value, Iri):
                broader.setdefault(subject, []).append(value)
            if predicate == RDF.type and (name := LEX.name_of(str(value))):
                members.setdefault(name, []).append(subject)
            elif name := LEX.name_of(predicate):
                stated.setdefault((subject, name), []).append(value)
        return cls(members, stated, broader)

    def values(self, concept: Iri, name: str) -> list[Iri]:
        """Return the concepts that are a property of another one."""
        return [item for item in self.stated.get((concept, name), ()) if isinstance(item, Iri)]

    def with_broader(self, concept: Iri) -> set[Iri]:
        """Return a concept and everything broader."""
        above = (self.with_broader(item) for item in self.broader.get(concept, ()))
        return {concept}.union(*above)

    def with_narrower(self, kind: str, wanted: Iterable[Iri]) -> list[Iri]:
        """Return the members of a class that are one of the wanted concepts or narrower."""
        asked = set(wanted)
        return [item for item in self.members[kind] if self.with_broader(item) & asked]

    def profile(self, role: Iri) -> Profile:
        """Return what the vocabulary asks of a role."""
        experiences = set(self.values(role, "livedExperience"))
        if VALUE["experience-not-required"] in experiences:
            fitting = list(self.members["Experience"])
        else:
            fitting = [
                item
                for item in self.members["Experience"]
                if experiences & set(self.values(item, "livedExperience"))
            ]
        return Profile(
            role=role,
            kinds=frozenset(item.rsplit("/", 1)[-1] for item in self.with_broader(role)),
            statuses=self.with_narrower("Status", self.values(role, "exerciseStatus")),
            trainings=self.with_narrower("Training", self.values(role, "requiredTraining")),
            domains=self.with_narrower("Domain", self.values(role, "domain")),
            levels=self._levels(role),
            experiences=fitting,
            needs_contact_rules=VALUE["contact-core"] in self.values(role, "contact"),
            is_named=VALUE["mandate-authority"] in self.values(role, "mandate"),
            sits=VALUE["team-body"] in self.values(role, "teamPosition"),
        )

    def _levels(self, role: Iri) -> list[Iri]:
        bounds = (self.values(role, f"typical{end}Level") for end in ("Min", "Max"))
        lowest, highest = ([self._ordinal(item) for item in found] for found in bounds)
        return [
            item
            for item in self.members["Level"]
            if not lowest or not highest or lowest[0] <= self._ordinal(item) <= highest[0]
        ]

    def _ordinal(self, level: Iri) -> int:
        (number,) = self.stated[level, "ordinal"]
        return int(number.value) if isinstance(number, Literal) else 0


@dataclass(frozen=True)
class Profile:
    """What the vocabulary asks of a role."""

    role: Iri
    kinds: frozenset[str]
    """Slugs of the role and of everything broader."""
    statuses: list[Iri]
    trainings: list[Iri]
    domains: list[Iri]
    levels: list[Iri]
    experiences: list[Iri]
    needs_contact_rules: bool
    is_named: bool
    """True where an authority names the person, on the proposal of an accredited association."""
    sits: bool

    @property
    def is_volunteer(self) -> bool:
        """True for the volunteers that the code of public health speaks of."""
        return not self.kinds.isdisjoint(("benevole-associatif", "benevole-d-accompagnement"))

    @property
    def represents_users(self) -> bool:
        """True for representatives of users."""
        return "representant-des-usagers" in self.kinds

    @property
    def untrained(self) -> bool:
        """True where the role asks for no training."""
        return code("training", "aucune") in self.trainings


@dataclass
class Conforming:
    """Makes declarations that conform, of all roles that are engagements."""

    random: Random
    codes: Codes
    n_places: int
    _seated: Counter[tuple[int, Iri]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        yes, stated = literal("true", "boolean"), self.codes.stated
        self._profiles = [
            self.codes.profile(role)
            for role in self.codes.members["Role"]
            if yes in stated.get((role, "engagement"), ()) and (role, "abstract") not in stated
        ]

    def declaration(self, index: int) -> Values:
        """Return the declaration of that number; the person may have an earlier one."""
        profile = self.random.choice(self._profiles)
        is_new = self.random.random() >= _REPEATED
        person = index if is_new else self.random.randrange(index + 1)
        place, start = self.random.randrange(self.n_places), self._day(_SPAN)
        parts = (
            self._engagement(profile),
            self._identity(person, place),
            self._organisation(profile, place),
            self._training(profile, start),
            self._mandate(profile, place, start),
            self._period(start),
            self._safeguards(profile, start),
            self._answers(profile, is_new),
            self._texts(),
        )
        values: Values = {}
        for part in parts:
            for name, *terms in part:
                values.setdefault(name, terms)
        return values

    def _happens(self, chance: float) -> bool:
        return self.random.random() < chance

    def _day(self, n_days: int) -> date:
        """Return one of the last so many days."""
        return DAY - timedelta(days=self.random.randrange(n_days))

    def _near(self, day: date, earliest: int, latest: int) -> Literal:
        """Return a day so many days from another, today at the latest."""
        found = day + timedelta(days=self.random.randint(earliest, latest))
        return _dated(min(found, DAY))

    def _text(self, texts: Sequence[str]) -> Literal:
        return literal(self.random.choice(texts))

    def _engagement(self, profile: Profile) -> Part:
        yield "role", profile.role
        yield "outcome", code("value", "outcome-matched")
        yield "sourceLabel", literal(f"intitulé {self.random.randrange(400)}")
        status = self.random.choice(profile.statuses)
        yield "status", status
        if self._happens(0.3):
            paid = _COMPENSATION.get(status.rsplit("/", 1)[-1], ("salary",))
            yield "compensation", code("value", f"compensation-{self.random.choice(paid)}")
        missions = self.random.sample(self.codes.members["Mission"], 2)
        if self._happens(0.7):
            level = self.random.choice(profile.levels)
            yield "level", level
            if level == code("level", "partenariat"):
                # A partnership is one where something is done together (R29).
                missions[0] = code("mission", self.random.choice(_PARTNERSHIP))
                yield "mission", *dict.fromkeys(missions)
        if self._happens(0.6):
            yield "mission", *missions
        if self._happens(0.6):
            yield "domain", self.random.choice(profile.domains)
        if self._happens(0.4):
            yield "experienceBasis", self.random.choice(profile.experiences)

    def _identity(self, person: int, place: int) -> Part:
        yield "personPseudonym", literal(str(UUID(int=person * _ODD % 2**128, version=4)))
        yield "pseudonymKind", code("value", "pseudonym-uuid")
        yield "finess", literal(with_key(f"{_FIRST_FINESS + place:08}"))
        if self._happens(0.5):
            yield "siret", literal(with_key(with_key(f"{_FIRST_SIREN + place:08}") + "0001"))

    def _organisation(self, profile: Profile, place: int) -> Part:
        is_lecturer = "patient-enseignant" in profile.kinds
        if is_lecturer or self._happens(0.5):
            kind = self.random.choice(_OF_LECTURERS if is_lecturer else tuple(_NAMES))
            yield "organisationName", literal(_NAMES[kind].format(place))
            yield "organisationKind", code("value", kind)

    def _training(self, profile: Profile, start: date) -> Part:
        is_etp = "patient-intervenant-etp" in profile.kinds
        if profile.untrained and self._happens(0.5):
            return
        yield "training", self.random.choice(profile.trainings)
        if profile.untrained:
            return
        yield "trainingState", code("value", "training-held")
        if is_etp or self._happens(0.6):
            yield "trainingHours", literal(str(self.random.randrange(40, 160)), "decimal")
        if profile.represents_users or self._happens(0.5):
            # Representatives have six months for the basic training (R09).
            yield "trainingDate", self._near(start, -400, 150)

    def _mandate(self, profile: Profile, place: int, start: date) -> Part:
        if profile.is_named or (profile.is_volunteer and self._happens(0.7)):
            yield "mandatingAssociation", self._text(_ASSOCIATIONS)
        if profile.is_named:
            year = start.year - self.random.randint(1, 3)
            yield "agreementNumber", literal(f"N{year}RN{self.random.randrange(1, 400):04}")
            yield "agreementDecidedOn", _dated(date(year, self.random.randint(1, 12), 1))
        if profile.is_named or (profile.sits and self._happens(0.6)):
            yield "mandateStart", _dated(start)
            if profile.represents_users and self._happens(0.7):
                yield from self._commission(place, start)
            elif "representant-cvs" in profile.kinds:
                yield "body", code("body", "cvs")
                yield "seat", code("seat", "cvs-personnes-accompagnees")
            else:
                yield from self._body(start)

    def _commission(self, place: int, start: date) -> Part:
        """Yield a seat in the commission des usagers of a place, if there is one left."""
        seat = code("seat", self.random.choice(("titulaire", "suppleant")))
        if self._seated[place, seat] >= _SEATS:
            return
        self._seated[place, seat] += 1
        yield "body", code("body", "commission-des-usagers")
        yield "seat", seat
        yield "commissionKey", literal(f"finess {with_key(f'{_FIRST_FINESS + place:08}')}")
        yield "appointingAuthority", code("value", "authority-ars")
        yield "firstAppointment", _dated(start)
        end = start + timedelta(days=3 * 365)
        yield "mandateEnd", _dated(end)
        if end < DAY:
            yield "archived", literal("true", "boolean")

    def _body(self, start: date) -> Part:
        bodies = self.codes.members["Body"]
        body = self.random.choice(bodies)
        while body.rsplit("/", 1)[-1] in _OF_THEIR_OWN:
            body = self.random.choice(bodies)
        yield "body", body
        if self._happens(0.3):
            seat = self.random.choice(("president", "vice-president", "titulaire"))
            yield "seat", code("seat", seat)
        if body.rsplit("/", 1)[-1] in _INTERESTS:
            yield "interestsDeclaredOn", _dated(self._day(300))
            yield "interestsCoverFrom", self._near(start, -2500, -1900)
        if self._happens(0.5):
            authorities = self.codes.members["AppointingAuthority"]
            yield "appointingAuthority", self.random.choice(authorities)

    def _period(self, start: date) -> Part:
        yield "assessedOn", _dated(DAY)
        yield "validFrom", _dated(start)
        if self._happens(0.3):
            yield "validTo", literal("2030-12-31", "date")
        elif self._happens(0.1):
            yield "validTo", self._near(start, 0, 900)
            yield "archived", literal("true", "boolean")
        if self._happens(0.1):
            yield "archived", literal("false", "boolean")
        if self._happens(0.3):
            yield "recordedOn", self._near(start, 0, 60)

    def _safeguards(self, profile: Profile, start: date) -> Part:
        meets = profile.needs_contact_rules
        if meets or self._happens(0.6):
            yield "confidentiality", self._near(start, -60, 0)
            yield "companyLinks", code("value", "answer-no")
            yield "supervision", literal("true", "boolean")
            yield "supportContact", self._text(_CONTACTS)
        if profile.is_volunteer or self._happens(0.2):
            yield "conventionDate", self._near(start, -700, 0)
        is_etp = "patient-intervenant-etp" in profile.kinds
        if profile.is_volunteer or is_etp or self._happens(0.3):
            yield "charterSigned", self._near(start, -60, 0)
        if "mediateur-de-sante-pair" in profile.kinds:
            yield "treatedInSameUnit", code("value", "answer-no")
        if self._happens(0.2):
            yield "insurance", literal("true", "boolean")

    def _answers(self, profile: Profile, is_new: bool) -> Part:
        yes, no = literal("true", "boolean"), literal("false", "boolean")
        if not profile.kinds.isdisjoint(("patient-co-chercheur", "relecteur")):
            yield "projectReference", literal(f"projet {self.random.randrange(1000)}")
        if self._happens(0.2):
            yield "recordAccess", no
        if self._happens(0.1):
            yield "publication", yes
            yield "consentToPublication", _dated(self._day(900))
        if self._happens(0.2):
            yield "consentToProcessing", _dated(self._day(900))
        if self._happens(0.3):
            yield "adult", yes
        elif self._happens(0.02):
            yield "adult", no
            yield "parentalAgreement", yes
        if self._happens(0.2):
            # The indemnity is paid once to a person (R10).
            yield "trainingIndemnity", yes if is_new and profile.represents_users else no
        if self._happens(0.2):
            yield "etpProgrammeDeclared", self.random.choice((yes, no))

    def _texts(self) -> Part:
        if self._happens(0.5):
            yield "unit", self._text(_UNITS)
        if self._happens(0.3):
            yield "missionText", self._text(_PROSE)
        if self._happens(0.1):
            yield "note", literal(f"note libre {self.random.randrange(100_000)}")


def _dated(day: date) -> Literal:
    return literal(day.isoformat(), "date")
