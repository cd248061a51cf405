"""The rules of declarations as the shapes graph states them: severity, words, source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from lexique.messages import say
from lexique.model import Severity, Text
from lexique.namespaces import DCTERMS, LEX, SH, XSD
from lexique.rdf import Iri, Literal, Term, Triple

SEVERITIES = {
    SH["Violation"]: Severity.VIOLATION,
    SH["Warning"]: Severity.WARNING,
    SH["Info"]: Severity.INFO,
}
_HOUSE = "HOUSE"
"""What the rule of a shape is called that a house adds and does not name."""
_TRUE = Literal("true", "", Iri(XSD.boolean))


class Rule(NamedTuple):
    """One shape as a rule that a reader can act on."""

    shape: str
    id: str
    severity: Severity
    message: Text
    mend: Text
    about: tuple[str, ...] = ()
    """Names of the properties that the rule is about, sorted."""
    source: str | None = None
    verification: str | None = None
    safeguard: str | None = None
    is_enabled: bool = True
    is_reported_once: bool = False


class Rulebook:
    """The rules of a shapes graph, by shape; shapes without severity and message are conditions."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: Mapping[str, Rule] = {rule.shape: rule for rule in rules}

    @classmethod
    def from_triples(cls, shapes: Iterable[Triple]) -> Rulebook:
        """Return the rules that a shapes graph states."""
        described: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in shapes:
            described[subject][predicate].append(value)
        return cls(
            _rule(shape, values)
            for shape, values in sorted(described.items())
            if SH["severity"] in values or SH["message"] in values
        )

    def __iter__(self) -> Iterator[Rule]:
        """Yield the rules, by shape."""
        return iter(self.rules.values())

    def rule_of(self, shape: str, messages: Iterable[tuple[str, str]] = ()) -> Rule:
        """Return the rule of a shape; for one that states no words, those of the result."""
        found = self.rules.get(shape)
        if found is not None:
            return found
        spoken = dict(messages)
        anyone = next(iter(spoken.values()), "")
        return Rule(
            shape=shape,
            id=_HOUSE,
            severity=Severity.VIOLATION,
            message=Text(fr=spoken.get("fr", anyone), en=spoken.get("en", anyone)),
            mend=say("See the shape that asks for it."),
        )

    def chosen(
        self, *, select: Collection[str] = (), ignore: Collection[str] = ()
    ) -> frozenset[str]:
        """Return the shapes that a run checks; ids may be given by their beginning (`PROFILE`).

        A rule that is off by default runs only where `select` names it in full.
        """
        return frozenset(
            rule.shape
            for rule in self
            if not _matches(rule, ignore)
            and (_matches(rule, select) if select else True)
            and (rule.is_enabled or rule.id in select or _name(rule.shape) in select)
        )


def shapes_to_run(
    shapes: Iterable[Triple], rulebook: Rulebook, chosen: Collection[str]
) -> Iterator[Triple]:
    """Yield the shapes graph with exactly the chosen rules switched on."""
    off = rulebook.rules.keys() - set(chosen)
    for triple in shapes:
        if triple[0] not in rulebook.rules or triple[1] != SH["deactivated"]:
            yield triple
    for shape in sorted(off):
        yield (Iri(shape), Iri(SH["deactivated"]), _TRUE)


def _matches(rule: Rule, names: Collection[str]) -> bool:
    """Return whether one of `names` is the id, its beginning, or the name of the shape."""
    return any(
        rule.id == name
        or _name(rule.shape) == name
        or (not name[-1:].isdigit() and rule.id.startswith(name))
        for name in names
    )


def _name(shape: str) -> str:
    return shape.rsplit("/", 1)[-1]


def _rule(shape: str, values: Mapping[str, list[Term]]) -> Rule:
    def first(predicate: str) -> str | None:
        found = next(iter(values.get(predicate, ())), None)
        return found.value if isinstance(found, Literal) else found

    safeguard, source = first(LEX["safeguard"]), first(DCTERMS.source)
    mend = _text(values.get(LEX["mend"], ()))
    return Rule(
        shape=shape,
        id=first(LEX["rule"]) or f"{_HOUSE}-{_name(shape.rstrip('/').replace('#', '/'))}",
        severity=SEVERITIES.get(first(SH["severity"]) or "", Severity.VIOLATION),
        message=_text(values.get(SH["message"], ())),
        mend=mend if mend.en else say("See the shape that asks for it."),
        about=tuple(
            sorted(str(item).removeprefix(LEX.iri) for item in values.get(LEX["about"], ()))
        ),
        source=source,
        verification=_slug(first(LEX["verification"])),
        safeguard=_slug(safeguard),
        is_enabled=first(LEX["enabledByDefault"]) != "false",
        is_reported_once=first(LEX["reportedOnce"]) == "true",
    )


def _slug(iri: str | None) -> str | None:
    return iri.rsplit("/", 1)[-1] if iri else None


def _text(literals: Iterable[Term]) -> Text:
    spoken = {item.language: item.value for item in literals if isinstance(item, Literal)}
    anyone = next((spoken[tag] for tag in ("en", "fr", "") if tag in spoken), "")
    return Text(fr=spoken.get("fr", anyone), en=spoken.get("en", anyone))
