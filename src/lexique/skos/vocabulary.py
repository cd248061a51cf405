"""What SKOS says and entails of the things in a vocabulary: what every rule looks up.

Built in one pass over the statements; the closures that SKOS entails are worked out when asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from lexique.namespaces import BASE, LEX, OWL, RDF, SKOS, SKOSXL, VALUE
from lexique.rdf import Iri, Literal, Resource, Statement
from lexique.skos.hierarchy import Hierarchy, Links
from lexique.skos.naming import Labelled
from lexique.skos.properties import DOWNWARDS, LABELS, MAPPINGS, NOTES, SEMANTIC, UPWARDS

_RELATIONS_AND_TYPE = {*SEMANTIC, SKOS.member, SKOS.hasTopConcept, RDF.type}
_WITHOUT_BLOCK = ("ns", "schema", "shape")
"""First parts of our addresses that the vocabulary does not describe."""
_COLLECTIONS = (SKOS.Collection, SKOS.OrderedCollection)
_OTHERS = frozenset((SKOS.ConceptScheme, *_COLLECTIONS, SKOSXL.Label))
"""Classes of things that are no concept, even where a wrong link treats them as one."""


class Vocabulary(Labelled):
    """The concepts, schemes and collections of some documents, and their hierarchy."""

    @cached_property
    def concepts(self) -> dict[Resource, Statement]:
        """Every concept, stated or entailed by SKOS (S5, S8, S19, S20), and what makes it one.

        A stated type comes before an entailment.
        """
        found: dict[Resource, Statement] = {}
        for statement in self.stating(RDF.type):
            if statement.object == SKOS.Concept:
                found.setdefault(statement.subject, statement)
        for statement in self.stating(*SEMANTIC, *MAPPINGS):
            subject, _, value, _ = statement
            if subject not in found:
                found[subject] = statement
            if value not in found and not isinstance(value, Literal):
                found[value] = statement
        for statement in self.stating(SKOS.topConceptOf):
            found.setdefault(statement.subject, statement)
        for statement in self.stating(SKOS.hasTopConcept):
            if not isinstance(statement.object, Literal):
                found.setdefault(statement.object, statement)
        return found

    @cached_property
    def schemes(self) -> dict[Resource, Statement]:
        """Every concept scheme, stated or entailed (S4 to S6), and what makes it one."""
        found: dict[Resource, Statement] = {}
        for statement in self.stating(RDF.type):
            if statement.object == SKOS.ConceptScheme:
                found.setdefault(statement.subject, statement)
        for statement in self.stating(SKOS.inScheme, SKOS.topConceptOf):
            if not isinstance(statement.object, Literal):
                found.setdefault(statement.object, statement)
        for statement in self.stating(SKOS.hasTopConcept):
            found.setdefault(statement.subject, statement)
        return found

    @cached_property
    def collections(self) -> dict[Resource, Statement]:
        """Every collection, stated or entailed (S29, S31, S33), and what makes it one."""
        found: dict[Resource, Statement] = {}
        for statement in self.stating(RDF.type):
            if statement.object in _COLLECTIONS:
                found.setdefault(statement.subject, statement)
        for statement in self.stating(SKOS.member, SKOS.memberList):
            found.setdefault(statement.subject, statement)
        return found

    def is_concept(self, resource: Resource) -> bool:
        """Return whether `resource` is judged as a concept: it is one, or nothing says otherwise.

        Whatever has a label or note and no type may be one.
        """
        return resource in self.concepts or resource not in self.types

    @cached_property
    def described_concepts(self) -> list[Resource]:
        """What is judged as a concept and has SKOS statements here.

        Mere mapping targets have none; a scheme or collection that a wrong link makes a concept is
        judged as what it is stated to be.
        """
        described = dict.fromkeys(
            concept
            for concept, cause in self.concepts.items()
            if concept in self.first_statement
            and (cause.predicate == RDF.type or _OTHERS.isdisjoint(self.types.get(concept, ())))
        )
        for predicate in (*LABELS, *NOTES, SKOS.notation, SKOS.inScheme):
            described.update(
                (subject, None)
                for subject in self.by_subject(predicate)
                if subject not in self.types
            )
        return [
            concept
            for concept in described
            if self.is_described(concept) and not self._is_elsewhere(concept)
        ]

    def is_described(self, resource: Resource) -> bool:
        """Return whether the documents say what `resource` is.

        Of what is in our namespace a mapping or a stray line is not enough: its block is gone.
        """
        if resource.startswith(BASE) and self.is_ours:
            return resource in self.types
        return resource in self.first_statement

    @cached_property
    def missing(self) -> dict[Resource, list[Statement]]:
        """What statements lead to and nothing is said of, with those statements.

        Relations come first, then designations, then any other statement of our own vocabulary.
        """
        found: defaultdict[Resource, list[Statement]] = defaultdict(list)
        for statement in self.stating(*SEMANTIC, SKOS.member, SKOS.hasTopConcept):
            if not isinstance(statement.object, Literal):
                found[statement.object].append(statement)
        if self.is_ours:
            others = [item for item in self.statements if _refers_to_ours(item)]
            for statement in sorted(others, key=lambda item: item.predicate != LEX["designates"]):
                found[Iri(str(statement.object))].append(statement)
        return {
            target: statements
            for target, statements in found.items()
            if not self.is_described(target)
        }

    def _is_elsewhere(self, resource: Resource) -> bool:
        return bool(self.context_paths) and self.is_context(self.first_statement[resource])

    @cached_property
    def deprecated(self) -> frozenset[Resource]:
        """What is stated to be `owl:deprecated true`."""
        return frozenset(
            statement.subject
            for statement in self.stating(OWL.deprecated)
            if isinstance(statement.object, Literal)
            and statement.object.value.strip().lower() in ("true", "1")
        )

    @cached_property
    def active_concepts(self) -> list[Resource]:
        """The described concepts that are not deprecated."""
        return [concept for concept in self.described_concepts if concept not in self.deprecated]

    @cached_property
    def schemes_of(self) -> dict[Resource, frozenset[Resource]]:
        """Concept to its schemes, by inScheme, topConceptOf or hasTopConcept (S7, S8)."""
        found: defaultdict[Resource, set[Resource]] = defaultdict(set)
        for statement in self.stating(SKOS.inScheme, SKOS.topConceptOf):
            if not isinstance(statement.object, Literal):
                found[statement.subject].add(statement.object)
        for statement in self.stating(SKOS.hasTopConcept):
            if not isinstance(statement.object, Literal):
                found[statement.object].add(statement.subject)
        return {concept: frozenset(schemes) for concept, schemes in found.items()}

    def share_scheme(self, one: Resource, other: Resource) -> bool:
        """Return whether both are in one scheme; a vocabulary without schemes counts as one.

        Coded values of ours share a scheme, but values of different code lists never meet.
        """
        if not self.schemes_of:
            return True
        if _code_list(one) != _code_list(other):
            return False
        nothing: frozenset[Resource] = frozenset()
        return not self.schemes_of.get(one, nothing).isdisjoint(self.schemes_of.get(other, nothing))

    def differ_in_scheme(self, one: Resource, other: Resource) -> bool:
        """Return whether both are in schemes and share none."""
        own, others = self.schemes_of.get(one), self.schemes_of.get(other)
        return bool(own and others and own.isdisjoint(others))

    @cached_property
    def top_concepts(self) -> dict[Resource, Statement]:
        """Top concepts, stated from either side (S8)."""
        found = {statement.subject: statement for statement in self.stating(SKOS.topConceptOf)}
        for statement in self.stating(SKOS.hasTopConcept):
            if not isinstance(statement.object, Literal):
                found.setdefault(statement.object, statement)
        return found

    # -- hierarchy ----------------------------------------------------------------------------

    @property
    def parents(self) -> Links:
        """Concept to its stated broader concepts (broader, or narrower from the other side)."""
        return self.hierarchy.links

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """The hierarchy as stated: broader, and narrower from the other side."""
        return Hierarchy(self._upward_links(UPWARDS, DOWNWARDS))

    @cached_property
    def hierarchy_with_matches(self) -> Hierarchy:
        """The same with broadMatch and narrowMatch, which SKOS makes broader and narrower (S41)."""
        if not self.by_subject(SKOS.broadMatch) and not self.by_subject(SKOS.narrowMatch):
            return self.hierarchy
        upwards, downwards = (*UPWARDS, SKOS.broadMatch), (*DOWNWARDS, SKOS.narrowMatch)
        return Hierarchy(self._upward_links(upwards, downwards))

    def _upward_links(self, upwards: Iterable[str], downwards: Iterable[str]) -> Links:
        links: defaultdict[Resource, dict[Resource, Statement]] = defaultdict(dict)
        for statement in self.stating(*upwards):
            if not isinstance(statement.object, Literal):
                links[statement.subject].setdefault(statement.object, statement)
        for statement in self.stating(*downwards):
            if not isinstance(statement.object, Literal):
                links[statement.object].setdefault(statement.subject, statement)
        return dict(links)

    @cached_property
    def is_ours(self) -> bool:
        """Whether this is the vocabulary of lexique: concepts typed by our ontology."""
        ours = BASE + "ns#"
        return any(
            isinstance(kind, Iri) and kind.startswith(ours)
            for types in self.types.values()
            for kind in types
        )


def _refers_to_ours(statement: Statement) -> bool:
    """Return whether the object is in our namespace and should have a block there."""
    target = statement.object
    return (
        isinstance(target, Iri)
        and target.startswith(BASE)
        and statement.predicate not in _RELATIONS_AND_TYPE
        and target.removeprefix(BASE).split("/")[0].split("#")[0] not in _WITHOUT_BLOCK
    )


def _code_list(resource: Resource) -> str | None:
    """Return the code list of one of our values (`voice` of `value:voice-none`), else None."""
    return (
        resource.removeprefix(VALUE.iri).split("-")[0] if resource.startswith(VALUE.iri) else None
    )
