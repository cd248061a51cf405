"""The words that a reader meets for codes which JSON and Turtle keep."""

from __future__ import annotations

from collections.abc import Mapping

from lexique.messages import say
from lexique.model import Severity, Status, Text

SEVERITY_WORDS: Mapping[Severity, Text] = {
    Severity.VIOLATION: say("violation"),
    Severity.WARNING: say("warning"),
    Severity.INFO: say("info"),
}
STATUS_WORDS: Mapping[Status, Text] = {
    Status.PREFERRED: say("preferred"),
    Status.ADMITTED: say("admitted"),
    Status.DEPRECATED: say("discouraged"),
    Status.SUPERSEDED: say("superseded"),
    Status.HIDDEN: say("hidden"),
}
"""Of a designation."""
VERIFICATION_WORDS: Mapping[str, Text] = {
    "verified": say("verified"),
    "second-hand": say("second-hand"),
    "unverified": say("unverified"),
}
"""Of a source."""
