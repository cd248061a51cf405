"""Counts, on a vocabulary small enough to count by hand."""

from __future__ import annotations

from lexique.lexicon import Lexicon
from lexique.rdf import Kind, read_statements
from lexique.views.statistics import statistics

VOCABULARY = b"""\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix lex: <https://w3id.org/lexique/ns#> .
@prefix role: <https://w3id.org/lexique/role/> .
@prefix neighbour: <https://w3id.org/lexique/neighbour/> .
@prefix source: <https://w3id.org/lexique/source/> .
@prefix term: <https://w3id.org/lexique/term/> .
@prefix value: <https://w3id.org/lexique/value/> .

role:a a skos:Concept , lex:Role ; lex:definitionSource source:book .
neighbour:b a skos:Concept , lex:Neighbour .
term:1 a skosxl:Label , lex:Designation ; skosxl:literalForm "MSP"@fr ; lex:designates role:a ;
  lex:administrativeStatus value:admitted ; lex:jurisdiction "FR" ; dcterms:source source:page .
term:2 a skosxl:Label , lex:Designation ; skosxl:literalForm "MSP"@fr ; lex:designates neighbour:b ;
  lex:administrativeStatus value:preferred ; lex:jurisdiction "FR" ; dcterms:source source:page .
term:3 a skosxl:Label , lex:Designation ; skosxl:literalForm "peer"@en ; lex:designates role:a ;
  lex:administrativeStatus value:preferred ; lex:jurisdiction "INT" ; dcterms:source source:page .
source:book a lex:Source ; dcterms:title "B"@fr ; lex:verification value:verified .
source:page a lex:Source ; dcterms:title "P"@fr ; lex:verification value:unverified .
source:idle a lex:Source ; dcterms:title "I"@fr ; lex:verification value:unverified .
"""


def test_concepts_designations_and_the_sources_in_use_are_counted() -> None:
    lexicon = Lexicon.from_statements(read_statements(VOCABULARY, kind=Kind.TURTLE))

    assert statistics(lexicon).to_dict() == {
        "concepts": {"neighbour": 1, "role": 1},
        "designations": 3,
        "ambiguous_forms": 1,
        "by_language": {"en": 1, "fr": 2},
        "by_jurisdiction": {"FR": 2, "INT": 1},
        "by_status": {"admitted": 1, "preferred": 2},
        "sources": {"unverified": 1, "verified": 1},
    }
