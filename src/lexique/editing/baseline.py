"""A baseline: the findings that are known already, so that only new ones fail a run."""

from __future__ import annotations

import json
from dataclasses import replace

from lexique.errors import UseError
from lexique.messages import say
from lexique.model import Report, Source
from lexique.namespaces import BASE

SCHEMA = f"{BASE}schema/baseline-1.json"


def baseline_of(report: Report) -> bytes:
    """Return the baseline file for all findings of `report`, sorted by rule and fingerprint."""
    known = {
        finding.fingerprint: finding.rule for finding in report.findings if finding.fingerprint
    }
    entries = [
        {"rule": rule, "fingerprint": fingerprint}
        for fingerprint, rule in sorted(known.items(), key=lambda item: (item[1], item[0]))
    ]
    return json.dumps({"schema": SCHEMA, "known": entries}, indent=2).encode() + b"\n"


def known_fingerprints(data: bytes, path: str) -> frozenset[str]:
    """Return the fingerprints that a baseline file holds; raises UseError if it is none."""
    try:
        document = json.loads(data)
        return frozenset(entry["fingerprint"] for entry in document["known"])
    except (ValueError, KeyError, TypeError):
        raise UseError(
            say("this is no baseline file"),
            mend=say("Make one with --write-baseline FILE."),
            where=Source(path),
        ) from None


def without_known(report: Report, known: frozenset[str]) -> Report:
    """Return `report` without the findings that are known; unreadable inputs always stay."""
    return replace(
        report,
        findings=tuple(
            finding
            for finding in report.findings
            if finding.rule == "SYNTAX" or finding.fingerprint not in known
        ),
    )
