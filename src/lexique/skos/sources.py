"""What the rules rest on, where several rest on one source."""

from __future__ import annotations

MODEL = "https://w3id.org/lexique/ns#"
REFERENCE = "https://www.w3.org/TR/skos-reference/#"
QSKOS = "https://github.com/cmader/qSKOS/wiki/Quality-Issues"
ROBOT = "https://robot.obolibrary.org/report_queries/"
SKOSMOS = "https://github.com/NatLibFi/Skosmos/wiki/Data-Model"
SSSOM = "https://mapping-commons.github.io/sssom/"
ISO_25964 = "ISO 25964-1"
ISO_704 = "ISO 704"
ISO_1087 = "ISO 1087, ISO 30042"
"""The texts of the ISO standards were not read: the rules are as commonly reported."""
