"""The report as a SHACL validation report in Turtle (W3C SHACL, section 3)."""

from __future__ import annotations

from lexique.model import Finding, Report, Severity
from lexique.namespaces import LEX, OWL, SH, XSD
from lexique.reports.style import Style, provenance

_SEVERITIES = {
    Severity.VIOLATION: "sh:Violation",
    Severity.WARNING: "sh:Warning",
    Severity.INFO: "sh:Info",
}
_HEAD = f"""@prefix owl: <{OWL.iri}> .
@prefix sh: <{SH.iri}> .
@prefix xsd: <{XSD.iri}> .
@prefix lex: <{LEX.iri}> .

"""


def render(report: Report, style: Style) -> bytes:
    """Return the report; `sh:conforms` is false at any result, whatever its severity."""
    conforms = "false" if report.findings else "true"
    lines = ["[]", "    a sh:ValidationReport ;", f"    sh:conforms {conforms} ;"]
    if report.assessed_on is not None:
        lines += [f'    lex:assessedOn "{report.assessed_on.isoformat()}"^^xsd:date ;']
    lines += [f"    owl:versionInfo {_literal(made.en)} ;" for made in [provenance(report)] if made]
    for finding in report.findings:
        lines += ["    sh:result ["]
        lines += [f"        {statement} ;" for statement in _statements(finding, style)]
        lines += ["    ] ;"]
    return (_HEAD + "\n".join([*lines, "."]) + "\n").encode()


def _statements(finding: Finding, style: Style) -> list[str]:
    place, value = finding.location, style.value_of(finding)
    statements = ["a sh:ValidationResult", f"sh:resultSeverity {_SEVERITIES[finding.severity]}"]
    if place.focus_node:
        statements.append(f"sh:focusNode {_node(place.focus_node)}")
    if place.result_path:
        statements.append(f"sh:resultPath {_node(place.result_path)}")
    if finding.shape:
        statements.append(f"sh:sourceShape {_node(finding.shape)}")
    if value is not None:
        statements.append(f"sh:value {_literal(value)}")
    statements += [f"sh:resultMessage {_literal(finding.message.fr)}@fr"]
    statements += [f"sh:resultMessage {_literal(finding.message.en)}@en"]
    return statements


def _node(name: str) -> str:
    is_iri = ":" in name and not any(character in name for character in ' <>"{}|\\^`\n\r\t')
    return f"<{name}>" if is_iri and not name.startswith("_:") else _literal(name)


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    for character, name in (("\n", "n"), ("\r", "r"), ("\t", "t")):
        escaped = escaped.replace(character, f"\\{name}")
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04X}" for c in escaped)
    return f'"{shown}"'
