"""Rules about the hierarchy, relations and schemes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from lexique.messages import say
from lexique.model import Severity
from lexique.namespaces import SKOS
from lexique.rdf import Literal, Resource, Statement
from lexique.skos.properties import MAPPINGS, SEMANTIC
from lexique.skos.rule import Hit, Verdict, each, rule
from lexique.skos.sources import QSKOS
from lexique.skos.vocabulary import Vocabulary


@rule(
    "STR-cycle",
    Severity.VIOLATION,
    what=say("No concept is above itself, directly or through others."),
    why=say("A hierarchy with a loop has no top, and programs that follow it never end."),
    bad="ex:a skos:broader ex:b . ex:b skos:broader ex:a .",
    good="ex:a skos:broader ex:b .",
    source=QSKOS,
)
def cycle(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Loops of broader and narrower; the whole path is told."""
    for chain, members in vocabulary.hierarchy.loops:
        nodes = [_lower_end(statement) for statement in chain]
        path = " → ".join(vocabulary.short(node) for node in [*nodes, nodes[0]])
        yield Hit(
            say("{name} is above itself: {path}", name=vocabulary.name(nodes[0]), path=path),
            say("Remove the one link of the loop that is not true."),
            tuple(chain),
            value=path,
            key=tuple(sorted(members)),
        )


def _lower_end(statement: Statement) -> Resource:
    is_upward = statement.predicate in (SKOS.broader, SKOS.broaderTransitive)
    end = statement.subject if is_upward else statement.object
    assert not isinstance(end, Literal)
    return end


@rule(
    "STR-reflexive",
    Severity.WARNING,
    what=say("A concept is not broader than, related to or matched with itself."),
    why=say("The statement says nothing and is nearly always a slip of the pen."),
    bad="ex:a skos:related ex:a .",
    good="ex:a skos:related ex:b .",
    source=QSKOS,
)
@each(lambda vocabulary: vocabulary.stating(*SEMANTIC, *MAPPINGS))
def reflexive(vocabulary: Vocabulary, statement: Statement) -> Verdict:
    """Relations and mappings from a concept to itself."""
    if statement.subject != statement.object:
        return None
    return (
        say(
            "{name} has {property} to itself",
            name=vocabulary.name(statement.subject),
            property=vocabulary.short(statement.predicate),
        ),
        say("Remove the line, or write the concept that was meant."),
    )


@rule(
    "STR-redundant",
    Severity.INFO,
    what=say("A broader concept is stated once, not also through another one."),
    why=say("The longer way says it already; the short cut goes stale when the hierarchy changes."),
    bad="ex:a skos:broader ex:b , ex:c . ex:b skos:broader ex:c .",
    good="ex:a skos:broader ex:b . ex:b skos:broader ex:c .",
    source=QSKOS,
)
def redundant(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Stated parents that another stated parent leads to."""
    for statement, via in redundant_broader(vocabulary):
        yield Hit(
            say(
                "{upper} is above {lower} already through {via}",
                upper=vocabulary.name(statement.object),
                lower=vocabulary.name(statement.subject),
                via=vocabulary.name(via),
            ),
            say("Remove this skos:broader; lexique fix does it."),
            (statement,),
            value=str(statement.object),
        )


def redundant_broader(vocabulary: Vocabulary) -> Iterator[tuple[Statement, Resource]]:
    """Yield each stated broader that another parent implies, and that parent."""
    in_loops = vocabulary.hierarchy.in_loops
    for concept, parents in vocabulary.parents.items():
        if len(parents) < 2 or concept in in_loops:
            continue
        for parent, statement in parents.items():
            if statement.predicate != SKOS.broader or parent in in_loops:
                continue
            via = next(
                (
                    other
                    for other in parents
                    if other not in (parent, concept) and vocabulary.hierarchy.path(other, parent)
                ),
                None,
            )
            if via is not None:
                yield statement, via


@rule(
    "STR-orphan",
    Severity.INFO,
    what=say("In a hierarchy, every concept is linked to another one."),
    why=say("A concept without link is found by its label only."),
    bad="ex:a a skos:Concept ; skos:broader ex:b . ex:b a skos:Concept . ex:c a skos:Concept .",
    good="ex:a a skos:Concept ; skos:broader ex:b . ex:b a skos:Concept .",
    source=QSKOS,
    needs_all=True,
)
def orphan(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Active concepts without any relation, in a scheme most of whose concepts have some."""
    linked = set(vocabulary.hierarchy.links) | vocabulary.hierarchy.uppers
    for statement in vocabulary.stating(SKOS.related, SKOS.semanticRelation):
        linked.add(statement.subject)
        if not isinstance(statement.object, Literal):
            linked.add(statement.object)
    isolated = [concept for concept in vocabulary.active_concepts if concept not in linked]
    n_all = _by_scheme(vocabulary, vocabulary.active_concepts)
    n_isolated = _by_scheme(vocabulary, isolated)
    for concept in isolated:
        schemes = _by_scheme(vocabulary, (concept,))
        if any(2 * n_isolated[scheme] <= n_all[scheme] for scheme in schemes):
            yield Hit(
                say("{name} is linked to no other concept", name=vocabulary.name(concept)),
                say("Add skos:broader or skos:related."),
                vocabulary.anchor(concept),
                path=SKOS.broader,
            )


def _by_scheme(
    vocabulary: Vocabulary, concepts: Iterable[Resource]
) -> Counter[frozenset[Resource] | Resource]:
    """Return how many of `concepts` each scheme has; those of no scheme count as one."""
    schemes_of, none = vocabulary.schemes_of, (frozenset[Resource](),)
    return Counter(scheme for concept in concepts for scheme in schemes_of.get(concept, none))


@rule(
    "STR-unreachable",
    Severity.WARNING,
    what=say("Every concept lies below a top concept of its scheme."),
    why=say("A reader who opens the scheme from its top never meets it."),
    bad="ex:t skos:topConceptOf ex:s . ex:s a skos:ConceptScheme . "
    "ex:x a skos:Concept ; skos:inScheme ex:s ; skos:broader ex:t . "
    "ex:a a skos:Concept ; skos:inScheme ex:s .",
    good="ex:t skos:topConceptOf ex:s . ex:s a skos:ConceptScheme . "
    "ex:a a skos:Concept ; skos:inScheme ex:s ; skos:broader ex:t .",
    source="https://w3id.org/vocpub#2.3.3",
    needs_all=True,
)
def unreachable(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Active concepts from which no way up ends at a top concept, in schemes that have some."""
    topped = {
        scheme for top in vocabulary.top_concepts for scheme in vocabulary.schemes_of.get(top, ())
    }
    if not vocabulary.parents:
        return
    # What lies below a concept that is not described is that concept's fault.
    gone = {
        parent
        for parents in vocabulary.parents.values()
        for parent in parents
        if not vocabulary.is_described(parent)
    }
    reachable = _below(vocabulary, gone | set(vocabulary.top_concepts))
    for concept in vocabulary.active_concepts:
        schemes = vocabulary.schemes_of.get(concept, frozenset())
        if not topped.isdisjoint(schemes) and concept not in reachable:
            yield Hit(
                say("{name} is below no top concept of its scheme", name=vocabulary.name(concept)),
                say("Add skos:broader towards a top concept, or make it one by skos:topConceptOf."),
                vocabulary.anchor(concept),
                path=SKOS.broader,
            )


def _below(vocabulary: Vocabulary, tops: set[Resource]) -> set[Resource]:
    children: defaultdict[Resource, list[Resource]] = defaultdict(list)
    for concept, parents in vocabulary.parents.items():
        for parent in parents:
            children[parent].append(concept)
    reached = set(tops)
    waiting = list(tops)
    for concept in waiting:
        for child in children.get(concept, ()):
            if child not in reached:
                reached.add(child)
                waiting.append(child)
    return reached


@rule(
    "STR-clusters",
    Severity.INFO,
    what=say("The concepts of a scheme hang together."),
    why=say("A group without link to the rest was perhaps forgotten when something was moved."),
    bad="ex:a skos:inScheme ex:s ; skos:broader ex:b . ex:b skos:inScheme ex:s . "
    "ex:c skos:inScheme ex:s ; skos:broader ex:d . ex:d skos:inScheme ex:s . "
    "ex:e skos:inScheme ex:s ; skos:broader ex:b .",
    good="ex:a skos:inScheme ex:s ; skos:broader ex:b . ex:b skos:inScheme ex:s .",
    source=QSKOS,
    needs_all=True,
)
def clusters(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Groups of linked concepts apart from the largest one that hold no top concept."""
    parent: dict[Resource, Resource] = {}

    def root(node: Resource) -> Resource:
        while (above := parent.setdefault(node, node)) != node:
            parent[node] = parent[above]
            node = above
        return node

    for statement in vocabulary.stating(*SEMANTIC):
        if not isinstance(statement.object, Literal):
            parent[root(statement.subject)] = root(statement.object)
    groups: defaultdict[Resource, list[Resource]] = defaultdict(list)
    for node in list(parent):
        groups[root(node)].append(node)
    largest = max(groups.values(), key=len, default=[])
    for members in groups.values():
        has_top = any(member in vocabulary.top_concepts for member in members)
        if members is largest or has_top or not vocabulary.share_scheme(members[0], largest[0]):
            continue
        yield Hit(
            say(
                "{count} concepts hang together with nothing else: {names}",
                count=len(members),
                names=vocabulary.names(sorted(members)),
            ),
            say("Link one of them to the rest by skos:broader or skos:related."),
            vocabulary.anchor(min(members)),
            key=tuple(sorted(members)),
        )


@rule(
    "STR-valueless",
    Severity.INFO,
    what=say("Concepts with the same broader concept need not be stated related."),
    why=say("Siblings are near one another already; the link adds nothing."),
    bad="ex:a skos:broader ex:c ; skos:related ex:b . ex:b skos:broader ex:c .",
    good="ex:a skos:broader ex:c . ex:b skos:broader ex:c .",
    source=QSKOS,
)
def valueless(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Related siblings."""
    seen: set[frozenset[Resource]] = set()
    for statement in vocabulary.stating(SKOS.related):
        one, other = statement.subject, statement.object
        if isinstance(other, Literal) or frozenset((one, other)) in seen:
            continue
        common = vocabulary.parents.get(one, {}).keys() & vocabulary.parents.get(other, {}).keys()
        if common:
            seen.add(frozenset((one, other)))
            yield Hit(
                say(
                    "{one} and {other} are related and both below {parent}",
                    one=vocabulary.name(one),
                    other=vocabulary.name(other),
                    parent=vocabulary.name(min(common)),
                ),
                say("Keep skos:related only if it says more than the common broader concept."),
                (statement,),
                key=tuple(sorted((one, other))),
            )


def _inverse_gaps(vocabulary: Vocabulary, forward: str, backward: str) -> list[Statement]:
    """Return the statements of `forward` without their `backward`, if most do state both ways.

    A vocabulary that states one side only is complete: SKOS entails the other.
    """
    stated = {(statement.subject, statement.object) for statement in vocabulary.stating(backward)}
    if not stated:
        return []
    ahead = [
        statement
        for statement in vocabulary.stating(forward)
        if statement.subject != statement.object and not isinstance(statement.object, Literal)
    ]
    gaps = [statement for statement in ahead if (statement.object, statement.subject) not in stated]
    return gaps if 2 * len(gaps) < len(ahead) else []


INVERSES = (
    (SKOS.related, SKOS.related),
    (SKOS.broader, SKOS.narrower),
    (SKOS.narrower, SKOS.broader),
    (SKOS.topConceptOf, SKOS.hasTopConcept),
    (SKOS.hasTopConcept, SKOS.topConceptOf),
)


def missing_inverses(vocabulary: Vocabulary) -> Iterator[tuple[Statement, str]]:
    """Yield each statement whose inverse is left out where most are not, and that inverse."""
    for forward, backward in INVERSES:
        for statement in _inverse_gaps(vocabulary, forward, backward):
            yield statement, backward


@rule(
    "STR-inverse",
    Severity.INFO,
    what=say("Where a vocabulary states relations from both sides, it does so throughout."),
    why=say("Programs that do not reason show the relation on one side only."),
    bad="ex:a skos:related ex:b . ex:b skos:related ex:a . ex:c skos:related ex:d . "
    "ex:d skos:related ex:c . ex:a skos:related ex:c .",
    good="ex:a skos:related ex:b . ex:b skos:related ex:a .",
    source="https://www.w3.org/TR/skos-reference/#S23",
)
def inverse(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Missing inverses of related, broader, narrower and top concepts (S8, S23, S25)."""
    from lexique.rdf import Iri

    for statement, backward in missing_inverses(vocabulary):
        yield Hit(
            say(
                "{target} lacks {property} {name}, which the other side states",
                target=vocabulary.name(statement.object),
                property=vocabulary.short(Iri(backward)),
                name=vocabulary.name(statement.subject),
            ),
            say("Add the inverse statement; lexique fix does it."),
            (statement,),
            value=str(statement.object),
        )
