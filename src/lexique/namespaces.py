"""The IRIs we use, as plain strings: no RDF library is needed to name a term.

A namespace gives the IRI of a term as an attribute; a standard term that does not exist raises
AttributeError, so that a misspelt one is found at once and not in an empty answer.
"""

from __future__ import annotations

BASE = "https://w3id.org/lexique/"


class OpenNamespace:
    """A namespace whose terms are data (roles, sources ...): any name is a term."""

    def __init__(self, iri: str) -> None:
        self.iri = iri

    def __getitem__(self, name: str) -> str:
        return self.iri + name

    def name_of(self, iri: str) -> str | None:
        """Return the local name of `iri`, or None where it is of another namespace."""
        return iri[len(self.iri) :] if iri.startswith(self.iri) else None


class ClosedNamespace(OpenNamespace):
    """A namespace whose terms are known, as in a published ontology."""

    def __init__(self, iri: str, terms: str) -> None:
        super().__init__(iri)
        self.terms = frozenset(terms.split())

    def __getattr__(self, name: str) -> str:
        if name not in self.terms:
            raise AttributeError(f"{self.iri} defines no term {name!r}")
        return self.iri + name


ROLE = OpenNamespace(BASE + "role/")
SHAPE = OpenNamespace(BASE + "shape/")
SOURCE = OpenNamespace(BASE + "source/")
TERM = OpenNamespace(BASE + "term/")
VALUE = OpenNamespace(BASE + "value/")
LEVEL = OpenNamespace(BASE + "level/")

RDF = ClosedNamespace(
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type first rest nil langString List"
)
RDFS = ClosedNamespace(
    "http://www.w3.org/2000/01/rdf-schema#",
    "label comment seeAlso isDefinedBy subClassOf subPropertyOf domain range Class",
)
OWL = ClosedNamespace(
    "http://www.w3.org/2002/07/owl#", "deprecated versionInfo imports Ontology Class sameAs"
)
XSD = ClosedNamespace(
    "http://www.w3.org/2001/XMLSchema#",
    "string boolean integer decimal date dateTime anyURI gYear gYearMonth",
)
DCTERMS = ClosedNamespace(
    "http://purl.org/dc/terms/",
    "title description license creator publisher created modified issued source isReplacedBy "
    "replaces conformsTo subject language",
)
SKOS = ClosedNamespace(
    "http://www.w3.org/2004/02/skos/core#",
    "Concept ConceptScheme Collection OrderedCollection inScheme hasTopConcept topConceptOf "
    "prefLabel altLabel hiddenLabel notation note changeNote definition editorialNote example "
    "historyNote scopeNote semanticRelation broader narrower related broaderTransitive "
    "narrowerTransitive member memberList mappingRelation closeMatch exactMatch broadMatch "
    "narrowMatch relatedMatch",
)
SKOSXL = ClosedNamespace(
    "http://www.w3.org/2008/05/skos-xl#",
    "Label literalForm prefLabel altLabel hiddenLabel labelRelation",
)
SH = OpenNamespace("http://www.w3.org/ns/shacl#")
LEX = OpenNamespace(BASE + "ns#")

WELL_KNOWN: dict[str, tuple[str, ...]] = {
    "rdf": (RDF.iri,),
    "rdfs": (RDFS.iri,),
    "owl": (OWL.iri,),
    "xsd": (XSD.iri,),
    "skos": (SKOS.iri,),
    "skosxl": (SKOSXL.iri,),
    "sh": (SH.iri,),
    "dcterms": (DCTERMS.iri,),
    "dct": (DCTERMS.iri,),
    "dc": ("http://purl.org/dc/elements/1.1/", DCTERMS.iri),
    "foaf": ("http://xmlns.com/foaf/0.1/",),
    "prov": ("http://www.w3.org/ns/prov#",),
    "lex": (BASE + "ns#",),
    "lexique": (BASE,),
}
"""Prefix to the namespaces that it may stand for (https://prefix.cc)."""
