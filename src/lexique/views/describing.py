"""Everything the vocabulary says about one concept, in one value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lexique.lexicon import Lexicon
from lexique.model import LANGUAGES, Concept, Designation, Reference, Text
from lexique.views.comparing import ComparedRow, Difference, compared_rows

MAPPINGS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
NOTES = ("historyNote", "editorialNote", "example")


@dataclass(frozen=True, slots=True)
class Description:
    """A concept with all that is around it."""

    concept: Concept
    broader: tuple[Concept, ...]
    narrower: tuple[Concept, ...]
    related: tuple[Concept, ...]
    mistaken_for: tuple[Concept, ...]
    mistaken_by: tuple[Concept, ...]
    """Neighbours that are taken for this concept."""
    characteristics: tuple[ComparedRow, ...]
    differences: tuple[Difference, ...]
    designations: tuple[Designation, ...]
    references: tuple[Reference, ...]

    def to_dict(self, language: str = "fr") -> dict[str, object]:
        """Return the description in one language; texts of the vocabulary in all of theirs."""
        concept = self.concept
        return {
            "slug": concept.slug,
            "scheme": str(concept.group),
            "iri": concept.iri,
            "label": concept.label(language),
            "labels": dict(concept.pref_labels),
            "definition": dict(concept.definitions),
            "scope_notes": {tag: list(texts) for tag, texts in concept.scope_notes.items()},
            "notes": {
                name: {tag: list(notes_of(concept, name, tag)) for tag in LANGUAGES}
                for name in NOTES
            },
            "reason": {tag: note for tag in LANGUAGES for note in notes_of(concept, "reason", tag)},
            "engagement": concept.engagement,
            "deprecated": concept.deprecated,
            **{
                name: [f"{item.group}:{item.slug}" for item in getattr(self, name)]
                for name in ("broader", "narrower", "related", "mistaken_for", "mistaken_by")
            },
            "characteristics": [
                {
                    "characteristic": row.name,
                    "label": row.label.in_language(language),
                    "values": [text.in_language(language) for text in row.values[0]],
                }
                for row in self.characteristics
            ],
            "differences": [
                {"from": item.second.slug, "text": item.text.in_language(language)}
                for item in self.differences
            ],
            "designations": [_plain_designation(item) for item in self.designations],
            "mappings": {
                name: list(concept.statements[name])
                for name in MAPPINGS
                if name in concept.statements
            },
            "sources": [item._asdict() for item in self.references],
        }


def _plain_designation(item: Designation) -> dict[str, object]:
    """Return what a reader of JSON needs of a designation."""
    return {
        "form": item.form,
        "language": item.language,
        "jurisdiction": item.jurisdiction,
        "status": str(item.status),
        "cues": list(item.cues),
        "needs_cue": item.needs_cue,
        "sources": list(item.source_iris),
    }


def notes_of(concept: Concept, name: str, language: str) -> tuple[str, ...]:
    """Return the notes of a kind in one language."""
    return concept.statements.get(f"{name}@{language}", ())


def describe(lexicon: Lexicon, name: str) -> Description:
    """Return everything about the concept with this slug, IRI or name; raises UseError."""
    concept = lexicon.named(name)
    narrower, mistaken_by, differences = [], [], []
    for other in lexicon.concepts():
        if concept.iri in other.broader:
            narrower.append(other)
        if concept.iri in other.statements.get("mistakenFor", ()):
            mistaken_by.append(other)
        said = lexicon.distinction(concept, other) if other.iri != concept.iri else None
        if said is not None:
            differences.append(Difference(concept, other, Text(fr=said["fr"], en=said["en"])))
    sources = (
        *concept.statements.get("definitionSource", ()),
        *concept.statements.get("source", ()),
    )
    return Description(
        concept=concept,
        broader=_concepts(lexicon, concept.broader),
        narrower=tuple(narrower),
        related=_concepts(lexicon, concept.related),
        mistaken_for=_concepts(lexicon, concept.statements.get("mistakenFor", ())),
        mistaken_by=tuple(mistaken_by),
        characteristics=compared_rows(lexicon, [concept]),
        differences=tuple(differences),
        designations=lexicon.designations_of(concept),
        references=tuple(
            reference
            for iri in dict.fromkeys(sources)
            if (reference := lexicon.reference(iri)) is not None
        ),
    )


def _concepts(lexicon: Lexicon, iris: Iterable[str]) -> tuple[Concept, ...]:
    return tuple(item for iri in iris if (item := lexicon.concept(iri)) is not None)
