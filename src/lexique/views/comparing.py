"""Two or more concepts side by side, computed from their characteristics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from lexique.errors import UseError
from lexique.messages import say
from lexique.model import Concept, Text
from lexique.vocabulary.characteristics import CHARACTERISTICS, value_text
from lexique.vocabulary.lexicon_data import LexiconData


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One characteristic of all concepts compared."""

    name: str
    label: Text
    values: tuple[tuple[Text, ...], ...]
    """For each concept its values, sorted; empty where the vocabulary states none."""
    differs: bool

    def to_dict(self, language: str = "fr") -> dict[str, object]:
        """Return the row in one language."""
        return {
            "characteristic": self.name,
            "label": self.label.in_language(language),
            "differs": self.differs,
            "values": [[text.in_language(language) for text in cell] for cell in self.values],
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """What the vocabulary says sets two concepts apart."""

    first: Concept
    second: Concept
    text: Text


@dataclass(frozen=True, slots=True)
class Comparison:
    """Concepts side by side; rows that differ come first."""

    concepts: tuple[Concept, ...]
    rows: tuple[ComparedRow, ...]
    differences: tuple[Difference, ...]

    def to_dict(self, language: str = "fr") -> dict[str, object]:
        """Return the comparison in one language."""
        return {
            "concepts": [
                {
                    **concept.to_dict(language),
                    "definition": concept.definitions.get(language),
                }
                for concept in self.concepts
            ],
            "rows": [row.to_dict(language) for row in self.rows],
            "differences": [
                {
                    "between": [item.first.slug, item.second.slug],
                    "text": item.text.in_language(language),
                }
                for item in self.differences
            ],
        }

    def __repr__(self) -> str:
        names = " | ".join(concept.slug for concept in self.concepts)
        return f"<Comparison of {names}: {sum(row.differs for row in self.rows)} differences>"


def compare(lexicon: LexiconData, concepts: Iterable[Concept]) -> Comparison:
    """Return the comparison of `concepts`, each once; see `Lexicon.compare`."""
    chosen = tuple({concept.iri: concept for concept in concepts}.values())
    if len(chosen) < 2:
        raise UseError(
            say("there is nothing to compare"), mend=say("Name two different concepts or more.")
        )
    rows = compared_rows(lexicon, chosen)
    return Comparison(chosen, rows, tuple(_differences(lexicon, chosen)))


def compared_rows(lexicon: LexiconData, concepts: Sequence[Concept]) -> tuple[ComparedRow, ...]:
    """Return each characteristic that some of `concepts` state; those that differ first."""
    rows = []
    for item in CHARACTERISTICS:
        stated = [concept.characteristics.get(item.name, ()) for concept in concepts]
        if any(stated):
            cells = tuple(
                tuple(sorted((value_text(lexicon, iri) for iri in cell), key=lambda text: text.fr))
                for cell in stated
            )
            differs = len({frozenset(cell) for cell in stated}) > 1
            rows.append(ComparedRow(item.name, item.label(), cells, differs))
    return tuple(sorted(rows, key=lambda row: not row.differs))


def _differences(lexicon: LexiconData, concepts: Sequence[Concept]) -> list[Difference]:
    found = []
    for first, second in combinations(concepts, 2):
        said = lexicon.distinction(first, second)
        if said is not None:
            found.append(Difference(first, second, Text(fr=said["fr"], en=said["en"])))
    return found
