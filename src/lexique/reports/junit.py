"""The report as JUnit XML: one suite a file, one case a rule that fired there."""

from __future__ import annotations

from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lexique.model import Finding, Report, Severity
from lexique.printing import printable
from lexique.reports.json_ import assessed_on
from lexique.reports.style import Style, place_of


def render(report: Report, style: Style) -> bytes:
    """Return the XML; violations fail, warnings and remarks are told in `system-out`."""
    suites = Element("testsuites", name="lexique")
    ordered = sorted(report.findings, key=lambda item: (item.location.path or "", item.rule))
    for path, in_file in groupby(ordered, lambda item: item.location.path or ""):
        _provenance(_suite(suites, path, list(in_file), style), report)
    if not report.findings:
        suite = SubElement(suites, "testsuite", name="lexique", tests="1", failures="0")
        SubElement(suite, "testcase", classname="lexique", name=report.subject)
        _provenance(suite, report)
    indent(suites)
    xml = tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}\n'.encode()


def _provenance(suite: Element, report: Report) -> None:
    """Put first in a suite with what its cases can be had again: versions, hash, and the day."""
    stated = {**report.versions, "assessed_on": assessed_on(report)}
    properties = Element("properties")
    for name, value in stated.items():
        if value:
            SubElement(properties, "property", name=name, value=value)
    suite.insert(0, properties)


def _suite(suites: Element, path: str, findings: list[Finding], style: Style) -> Element:
    cases = [(rule, list(items)) for rule, items in groupby(findings, lambda item: item.rule)]
    failing = sum(any(item.severity is Severity.VIOLATION for item in items) for _, items in cases)
    suite = SubElement(
        suites, "testsuite", name=printable(path), tests=str(len(cases)), failures=str(failing)
    )
    for rule, items in cases:
        case = SubElement(suite, "testcase", classname=printable(path), name=rule)
        told = "\n".join(_line(item, style) for item in items)
        if any(item.severity is Severity.VIOLATION for item in items):
            message = printable(style.tell(items[0].message))
            SubElement(case, "failure", message=message, type=rule).text = told
        else:
            SubElement(case, "system-out").text = told
    return suite


def _line(finding: Finding, style: Style) -> str:
    words = (place_of(finding.location), style.tell(finding.message), style.tell(finding.mend))
    return printable(" ".join(word for word in words if word))
