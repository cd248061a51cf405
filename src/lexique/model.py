"""The values that flow through lexique: immutable, typed, without behaviour of their own.

Nothing here reads a file, knows RDF or prints.
Names follow SKOS (concept, label, scheme), ISO 1087 (designation) and SHACL (finding, severity).
"""

# No `from __future__ import annotations` where a look-up needs NamedTuples at once: typing
# compiles each annotation that is a string, which takes twelve times as long as the class itself.

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lexique.finding import Finding as Finding
    from lexique.finding import Location as Location
    from lexique.finding import Report as Report

LANGUAGES = ("fr", "en")
"""The languages in which lexique speaks; French first, the vocabulary's own."""

Context = str | Mapping[str, str] | None
"""What stands around a name: a sentence, or the other cells of a record by heading."""


class Text(NamedTuple):
    """One sentence in each language of the product."""

    fr: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the sentence in `language` (`fr` or `en`); any other language gets French."""
        return self.en if language == "en" else self.fr

    def to_dict(self) -> dict[str, str]:
        """Return `{"fr": ..., "en": ...}`, as `contract` JSON has it."""
        return {"fr": self.fr, "en": self.en}


class Source(NamedTuple):
    """A place in a file; line and column start at 1, columns count code points."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)


class Group(StrEnum):
    """The kind of thing a concept is: the `scheme` of a reading.

    The first is the only one that makes an outcome `matched`.
    """

    ROLE = "role"
    PERSON = "person"
    NEIGHBOUR = "neighbour"
    LEVEL = "level"
    DOMAIN = "domain"
    STATUS = "status"
    TRAINING = "training"
    MISSION = "mission"
    SAFEGUARD = "safeguard"
    EXPERIENCE = "experience"
    SEAT = "seat"
    BODY = "body"
    VALUE = "value"
    PROPERTY = "property"
    CONCEPT = "concept"
    """Any concept of a vocabulary that is not ours."""


class Status(StrEnum):
    """Administrative status of a designation (ISO 1087, TBX), and two kinds for plain SKOS."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    HIDDEN = "hidden"
    """A skos:hiddenLabel of a vocabulary that does not rate its terms."""


class Outcome(StrEnum):
    """What harmonising a text gave; see `contract` for the exact sense of each."""

    MATCHED = "matched"
    AMBIGUOUS = "ambiguous"
    NOT_A_ROLE = "not-a-role"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    """How grave a finding is, in SHACL's terms."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


class Reference(NamedTuple):
    """Where a statement of the vocabulary comes from (a `lex:Source`)."""

    iri: str
    title: str
    issuer: str = ""
    year: str = ""
    url: str = ""
    verification: str = "unverified"
    """`verified`, `second-hand` or `unverified`."""


class Designation(NamedTuple):
    """One term standing for one concept in one jurisdiction and language (ISO 1087)."""

    iri: str
    form: str
    language: str
    concept_iri: str
    status: Status
    jurisdiction: str = ""
    """ISO 3166 code, `EU`, `INT`; empty in a vocabulary that does not say."""
    attested_forms: tuple[str, ...] = ()
    source_iris: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    """Words of the neighbourhood that select this reading."""
    needs_cue: bool = False
    """True where the form alone never decides (abbreviations, short forms)."""
    term_type: str = "full-form"
    flagged: Text | None = None
    """A reservation about the form, for its readers."""

    def __repr__(self) -> str:
        rated = ", ".join(part for part in (self.status, self.jurisdiction, self.language) if part)
        return f"<Designation {self.form!r} of {self.concept_iri} ({rated})>"


class Concept(NamedTuple):
    """A unit of thought, identified by its IRI.

    The mappings are keyed by language tag; `statements` holds every other value, keyed by the
    local name of the property, as IRIs or texts in document order.
    """

    iri: str
    slug: str
    group: Group
    pref_labels: Mapping[str, str]
    alt_labels: Mapping[str, tuple[str, ...]]
    hidden_labels: Mapping[str, tuple[str, ...]]
    definitions: Mapping[str, str]
    scope_notes: Mapping[str, tuple[str, ...]]
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    scheme_iris: tuple[str, ...] = ()
    characteristics: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Local name of a delimiting property (`livedExperience`) to the IRIs of its values."""
    engagement: bool = True
    deprecated: bool = False
    statements: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    def label(self, language: str = "fr") -> str:
        """Return the preferred label in `language`, else in another language, else the slug."""
        return (
            self.pref_labels.get(language)
            or next((self.pref_labels[tag] for tag in LANGUAGES if tag in self.pref_labels), "")
            or next(iter(self.pref_labels.values()), self.slug)
        )

    def to_dict(self, language: str = "fr") -> dict[str, str]:
        """Return what names a concept wherever the contract names one: slug, scheme, label."""
        return {"slug": self.slug, "scheme": str(self.group), "label": self.label(language)}

    def __repr__(self) -> str:
        return f"<Concept {self.group}:{self.slug} {self.label()!r}>"


class Reading(NamedTuple):
    """One concept that a text can stand for, and what makes it so."""

    concept: Concept
    designation: Designation | None
    cue: str | None = None
    """The word of the context, or the question, that selects this reading."""

    def to_dict(self, language: str = "fr") -> dict[str, str | None]:
        """Return the `readings` item of the contract."""
        return {
            **self.concept.to_dict(language),
            "status": str(self.designation.status) if self.designation else None,
            "cue": self.cue,
        }


class Facet(NamedTuple):
    """What a title says besides the role: a status, domain, training, level or seat."""

    concept: Concept
    surface: str

    def to_dict(self, language: str = "fr") -> dict[str, str]:
        """Return the `facets` item: slug, scheme, label and the words it was read from."""
        return {
            **self.concept.to_dict(language),
            "surface": self.surface,
        }


class Reason(NamedTuple):
    """Why an outcome is what it is: a stable code and a sentence."""

    code: str
    text: Text

    def to_dict(self) -> dict[str, str]:
        """Return `{"code", "fr", "en"}`."""
        return {"code": self.code, **self.text.to_dict()}


class Suggestion(NamedTuple):
    """A near designation offered for an unknown text; never an answer by itself."""

    concept: Concept
    form: str
    score: float
    """Likeness, 0 to 1."""
    reason: Reason

    def to_dict(self, language: str = "fr") -> dict[str, object]:
        """Return the `suggestions` item of the contract."""
        return {
            **self.concept.to_dict(language),
            "form": self.form,
            "score": round(self.score, 4),
            "reason": self.reason.to_dict(),
        }


class Resolution(NamedTuple):
    """What one text was found to name, and why."""

    text: str
    outcome: Outcome
    readings: tuple[Reading, ...]
    score: float | None
    """Share of the text that the answer explains, 0 to 1; None where nothing was found."""
    steps: tuple[str, ...]
    """Codes of the normalising steps taken, alphabetical."""
    facets: tuple[Facet, ...]
    reason: Reason
    suggestions: tuple[Suggestion, ...] = ()
    has_homonym_in_body: bool = False
    """Whether a body beside a clear name makes another role of it (see `depends_on_context`)."""

    @property
    def depends_on_context(self) -> bool:
        """Whether the rest of a record may decide otherwise than the name alone.

        A clear name is settled, unless it is another role in some body: *représentant des usagers*
        in a conseil de la vie sociale.
        """
        is_settled = self.outcome in (Outcome.MATCHED, Outcome.UNKNOWN)
        return self.has_homonym_in_body or not is_settled

    @property
    def concepts(self) -> tuple[str, ...]:
        """Slugs of the readings, best first, then alphabetical; each once."""
        return tuple(dict.fromkeys(reading.concept.slug for reading in self.readings))

    @property
    def concept(self) -> Concept | None:
        """The one role of a `matched` outcome, else None."""
        return self.readings[0].concept if self.outcome is Outcome.MATCHED else None

    def to_dict(self, language: str = "fr") -> dict[str, object]:
        """Return the object of `lexique map --format jsonl`; every key is always there."""
        return {
            "text": self.text,
            "outcome": str(self.outcome),
            "concepts": list(self.concepts),
            "readings": [reading.to_dict(language) for reading in self.readings],
            "score": None if self.score is None else round(self.score, 4),
            "steps": list(self.steps),
            "facets": [facet.to_dict(language) for facet in self.facets],
            "reason": self.reason.to_dict(),
            "suggestions": [item.to_dict(language) for item in self.suggestions],
        }

    def explain(self, language: str = "fr") -> str:
        """Return why the answer is what it is, in full: readings, sources, steps."""
        from lexique.explaining import explain

        return explain(self, language)

    def __repr__(self) -> str:
        named = " | ".join(self.concepts) or "nothing"
        return f"<Resolution {self.text!r}: {self.outcome} {named} ({self.reason.text.en})>"


class Mention(NamedTuple):
    """A role named in a running text; offsets are code points of that text, end excluded."""

    start: int
    end: int
    surface: str
    resolution: Resolution

    def to_dict(self, language: str = "fr") -> dict[str, object]:
        """Return the object of `lexique annotate --format jsonl`."""
        answer = self.resolution.to_dict(language)
        del answer["text"]
        return {"start": self.start, "end": self.end, "surface": self.surface, **answer}


def __getattr__(name: str) -> Any:
    """Return `Finding`, `Location` or `Report`, which most look-ups can do without."""
    if name in ("Finding", "Location", "Report"):
        from lexique import finding

        return getattr(finding, name)
    raise AttributeError(f"module 'lexique.model' has no attribute {name!r}")
