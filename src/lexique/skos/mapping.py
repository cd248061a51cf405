"""Rules about mappings to other vocabularies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lexique.messages import say
from lexique.model import Severity
from lexique.namespaces import SKOS
from lexique.rdf import Literal, Resource, Statement
from lexique.skos.properties import MAPPINGS
from lexique.skos.rule import Hit, rule
from lexique.skos.sources import SSSOM
from lexique.skos.vocabulary import Vocabulary


@rule(
    "MAP-predicate",
    Severity.WARNING,
    what=say("Two concepts are mapped to one another in one way."),
    why=say("Exact, close, broader and related exclude or weaken one another."),
    bad="ex:a skos:broadMatch <http://example.com/x> ; skos:narrowMatch <http://example.com/x> .",
    good="ex:a skos:broadMatch <http://example.com/x> .",
    source=SSSOM,
)
def predicate(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Pairs with several mapping properties, other than those SKOS-S46 and S27 judge."""
    judged = {SKOS.exactMatch, SKOS.relatedMatch}
    pairs: defaultdict[tuple[Resource, Resource], list[Statement]] = defaultdict(list)
    for statement in vocabulary.stating(*MAPPINGS):
        if not isinstance(statement.object, Literal):
            pairs[statement.subject, statement.object].append(statement)
    for (one, other), statements in pairs.items():
        kinds = {statement.predicate for statement in statements}
        is_judged = SKOS.exactMatch in kinds and kinds != {SKOS.exactMatch, SKOS.closeMatch}
        if len(kinds) > 1 and not is_judged and not (kinds & judged and len(kinds - judged) > 1):
            yield Hit(
                say(
                    "{one} is mapped to {other} in {count} ways",
                    one=vocabulary.name(one),
                    other=vocabulary.name(other),
                    count=len(kinds),
                ),
                say("Keep the one mapping that is true."),
                tuple(statements),
                key=(str(one), str(other)),
            )


@rule(
    "MAP-conflict",
    Severity.WARNING,
    what=say("Two concepts of one scheme do not match the same outside concept exactly."),
    why=say("They would then be one concept; one of the matches is only close or broader."),
    bad="ex:a skos:exactMatch <http://example.com/x> . "
    "ex:b skos:exactMatch <http://example.com/x> .",
    good="ex:a skos:exactMatch <http://example.com/x> . "
    "ex:b skos:closeMatch <http://example.com/x> .",
    source=SSSOM,
)
def conflict(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Exact matches of several described concepts to one target, and of one to several targets.

    Several targets count only within one outside namespace.
    """
    by_target: defaultdict[Resource, list[Statement]] = defaultdict(list)
    by_source: defaultdict[tuple[Resource, str], list[Statement]] = defaultdict(list)
    for statement in vocabulary.stating(SKOS.exactMatch):
        target = statement.object
        if isinstance(target, Literal) or statement.subject in vocabulary.deprecated:
            continue
        by_target[target].append(statement)
        namespace = target[: max(target.rfind("#"), target.rfind("/")) + 1]
        by_source[statement.subject, namespace].append(statement)
    for target, statements in by_target.items():
        subjects = list(dict.fromkeys(statement.subject for statement in statements))
        if len(subjects) > 1 and vocabulary.share_scheme(subjects[0], subjects[1]):
            yield Hit(
                say(
                    "{names} all match {target} exactly",
                    names=vocabulary.names(subjects),
                    target=vocabulary.name(target),
                ),
                say("Keep one exactMatch; make the others closeMatch, broadMatch or narrowMatch."),
                tuple(statements),
                key=(str(target),),
            )
    for (concept, _), statements in by_source.items():
        targets = list(dict.fromkeys(statement.object for statement in statements))
        if len(targets) > 1:
            yield Hit(
                say(
                    "{name} matches {targets} exactly, all of one vocabulary",
                    name=vocabulary.name(concept),
                    targets=vocabulary.names(targets),
                ),
                say("Keep one exactMatch; make the others closeMatch, broadMatch or narrowMatch."),
                tuple(statements),
                key=(str(concept), *map(str, targets)),
            )
