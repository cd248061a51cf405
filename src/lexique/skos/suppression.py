"""Findings that a terminologist has looked at: `# lexique: ignore[RULE] reason` in the Turtle.

At the end of a line it holds for that line; on a line of its own for the next line that is no
comment, and above the subject of a block for the whole block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lexique.messages import say
from lexique.model import Finding, Location, Severity
from lexique.rdf import RdfDocument
from lexique.rdf.kinds import Kind

_COMMENT = re.compile(r"#\s*lexique:\s*ignore\[([^\]]*)\][ \t]*([^\r\n]*)")


@dataclass(slots=True)
class Suppression:
    """One such comment: its rules, the lines it covers, and whether anything was found there."""

    path: str
    line: int
    rules: tuple[str, ...]
    reason: str
    first: int
    last: int
    used: set[str] = field(default_factory=set)

    def covers(self, finding: Finding) -> bool:
        """Return whether `finding` is one that this comment accepts."""
        location = finding.location
        return (
            location.path == self.path
            and location.line is not None
            and self.first <= location.line <= self.last
            and finding.rule in self.rules
        )


def without_suppressed(
    findings: Sequence[Finding], documents: Sequence[RdfDocument], *, is_partial: bool
) -> list[Finding]:
    """Return the findings that no comment accepts, and findings about the comments themselves.

    A fault between two statements is accepted at both when it is accepted at one. With
    `is_partial` (only some rules ran) a comment that accepts nothing is not remarked upon.
    """
    suppressions = [found for document in documents for found in _suppressions(document)]
    if not suppressions:
        return list(findings)
    accepted: set[str] = set()
    for finding in findings:
        for suppression in suppressions:
            if suppression.covers(finding):
                suppression.used.add(finding.rule)
                accepted.add(finding.fingerprint)
    kept = [finding for finding in findings if finding.fingerprint not in accepted]
    return kept + [
        remark for item in suppressions for remark in _remarks(item, is_partial=is_partial)
    ]


def _suppressions(document: RdfDocument) -> list[Suppression]:
    if document.kind is not Kind.TURTLE or "lexique:" not in document.text:
        return []
    from lexique.strict_json import Lines
    from lexique.turtle.tokens import TokenKind, tokenize

    lines = Lines(document.text, document.path)
    written = document.text.splitlines()
    found = []
    for token in tokenize(document.text):
        match = _COMMENT.match(token.text) if token.kind is TokenKind.COMMENT else None
        if match:
            line = lines.at(token.start).line or 1
            first, last = _lines_covered(written, line)
            rules = tuple(part.strip() for part in match[1].split(",") if part.strip())
            found.append(Suppression(document.path, line, rules, match[2].strip(), first, last))
    return found


def _lines_covered(written: list[str], line: int) -> tuple[int, int]:
    if not written[line - 1].lstrip().startswith("#"):
        return line, line
    first = line + 1
    while first <= len(written) and not written[first - 1].split("#")[0].strip():
        first += 1
    if first > len(written) or written[first - 1][:1].isspace():
        return first, first
    last = first
    while last < len(written) and written[last - 1].split("#")[0].rstrip()[-1:] != ".":
        last += 1
    return first, last


def _remarks(suppression: Suppression, *, is_partial: bool) -> list[Finding]:
    remarks = []
    location = Location(path=suppression.path, line=suppression.line)
    if not suppression.reason:
        remarks.append(
            Finding(
                rule="SUP-reason",
                severity=Severity.WARNING,
                message=say("this ignore comment gives no reason"),
                mend=say("Write the reason after the brackets."),
                location=location,
            )
        )
    unused = [rule for rule in suppression.rules if rule not in suppression.used]
    if unused and not is_partial:
        remarks.append(
            Finding(
                rule="SUP-unused",
                severity=Severity.INFO,
                message=say("nothing is found here for {rules}", rules=", ".join(unused)),
                mend=say("Remove the comment, or correct the rule id."),
                location=location,
            )
        )
    return remarks
