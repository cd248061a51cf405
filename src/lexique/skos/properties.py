"""The properties of SKOS, by what they are for."""

from __future__ import annotations

from lexique.namespaces import SKOS, SKOSXL

LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
XL_LABELS = (SKOSXL.prefLabel, SKOSXL.altLabel, SKOSXL.hiddenLabel)
"""The same kinds in SKOS-XL, in the same order."""
NOTES = (
    SKOS.note,
    SKOS.changeNote,
    SKOS.definition,
    SKOS.editorialNote,
    SKOS.example,
    SKOS.historyNote,
    SKOS.scopeNote,
)
UPWARDS = (SKOS.broader, SKOS.broaderTransitive)
DOWNWARDS = (SKOS.narrower, SKOS.narrowerTransitive)
SEMANTIC = (*UPWARDS, *DOWNWARDS, SKOS.related, SKOS.semanticRelation)
MAPPINGS = (
    SKOS.closeMatch,
    SKOS.exactMatch,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    SKOS.relatedMatch,
    SKOS.mappingRelation,
)
SCHEME_LINKS = (SKOS.inScheme, SKOS.topConceptOf, SKOS.hasTopConcept)
