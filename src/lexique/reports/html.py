"""The report as one self-contained HTML page: printable, accessible, without script or network.

Root causes come first; severities are filtered by check boxes and style sheet alone, so that the
page needs no script and its content security policy allows none.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from importlib.resources import files
from itertools import takewhile

from jinja2 import Environment, StrictUndefined

from lexique.messages import say
from lexique.model import Finding, Report
from lexique.printing import printable
from lexique.reports.style import (
    SEVERITIES,
    Style,
    by_root_cause,
    count_checked,
    count_conforming,
    count_findings,
    count_hidden,
    place_of,
    provenance,
)

_SENTENCE_END = re.compile(r"(?<=[.!?]) ")
_SHOWN_PER_RULE = 1000
"""More places of one rule than a person can read; the rest is counted."""


def render(report: Report, style: Style) -> bytes:
    """Return the page in UTF-8; every value is escaped."""
    templates = files("lexique.reports") / "templates"
    sheet = (templates / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string((templates / "report.html").read_text(encoding="utf-8"))
    page = template.render(
        language=style.language,
        style_sheet=sheet,
        style_digest=digest,
        words={name: style.tell(text) for name, text in _WORDS.items()},
        counts=[
            style.tell(count)
            for count in (
                count_checked(report),
                count_conforming(report),
                count_findings(report),
                count_hidden(report),
            )
            if count
        ],
        severities=[
            {"name": str(item), "word": style.severity(item), "count": report.count(item)}
            for item in SEVERITIES
        ],
        rules=[_rule(rule, findings, style) for rule, findings in by_root_cause(report)],
        provenance=style.tell(made) if (made := provenance(report)) else "",
    )
    return page.encode("utf-8", "xmlcharrefreplace")


_WORDS = {
    "title": say("Control report"),
    "show": say("Show"),
    "rules": say("What was found"),
    "rule": say("Rule"),
    "place": say("Place"),
    "value": say("Value"),
    "mend": say("How to mend it"),
    "source": say("Source"),
    "safeguard": say("Safeguard"),
    "times": say("number of findings"),
    "nothing": say("Nothing to report."),
    "personal": say(
        "A role name can reveal an illness: keep this report as you keep the data it is about."
    ),
    "more": say("more, in the JSON and CSV reports"),
}


def _rule(rule: str, findings: list[Finding], style: Style) -> dict[str, object]:
    first = findings[0]
    summary = _common([style.tell(item.message) for item in findings])
    has_one_source = len({item.source for item in findings}) == 1
    gravest = min((item.severity for item in findings), key=SEVERITIES.index)
    return {
        "name": rule,
        "severity": str(gravest),
        "word": style.severity(gravest),
        "summary": printable(summary),
        "basis": _basis(first, style) if has_one_source else None,
        "safeguard": style.safeguard_of(first),
        "count": len(findings),
        "hidden": max(0, len(findings) - _SHOWN_PER_RULE),
        "places": [
            _place(item, summary, style)
            | {"basis": None if has_one_source else _basis(item, style)}
            for item in findings[:_SHOWN_PER_RULE]
        ],
    }


def _common(messages: list[str]) -> str:
    """Return the sentences with which all messages of a rule begin."""
    sentences = zip(*(_SENTENCE_END.split(item) for item in messages), strict=False)
    return " ".join(first for first, *others in takewhile(_are_equal, sentences))


def _are_equal(texts: Sequence[str]) -> bool:
    return len(set(texts)) == 1


def _basis(finding: Finding, style: Style) -> dict[str, str]:
    """Return what a finding rests on, and where that can be read."""
    link = finding.source_url or finding.source or ""
    is_address = link.startswith(("http://", "https://"))
    return {"text": printable(style.source_of(finding)), "link": link if is_address else ""}


def _place(finding: Finding, said: str, style: Style) -> dict[str, object]:
    """Return one place of a rule, of whose findings `said` is told already."""
    place = place_of(finding.location) or finding.location.focus_node or ""
    heading = finding.location.heading
    return {
        "place": printable(place),
        "heading": printable(heading) if heading else "",
        "severity": str(finding.severity),
        "value": printable(style.value_of(finding) or "", limit=200),
        "message": printable(style.tell(finding.message).removeprefix(said).strip()),
        "mend": printable(style.tell(finding.mend)),
    }
