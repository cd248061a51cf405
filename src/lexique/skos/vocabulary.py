"""A vocabulary as plain dictionaries: what every rule looks things up in.

Built in one pass over the statements; the closures that SKOS entails are worked out when asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from lexique.messages import say
from lexique.model import Text
from lexique.namespaces import BASE, DCTERMS, LEX, OWL, RDF, RDFS, SKOS, SKOSXL, VALUE
from lexique.rdf import (
    DOCUMENT_BASE,
    BlankNode,
    Iri,
    Literal,
    RdfDocument,
    Resource,
    Statement,
    Term,
)
from lexique.skos.hierarchy import Hierarchy, Links

LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
XL_LABELS = (SKOSXL.prefLabel, SKOSXL.altLabel, SKOSXL.hiddenLabel)
"""The same kinds in SKOS-XL, in the same order."""
NOTES = (
    SKOS.note,
    SKOS.changeNote,
    SKOS.definition,
    SKOS.editorialNote,
    SKOS.example,
    SKOS.historyNote,
    SKOS.scopeNote,
)
UPWARDS = (SKOS.broader, SKOS.broaderTransitive)
DOWNWARDS = (SKOS.narrower, SKOS.narrowerTransitive)
SEMANTIC = (*UPWARDS, *DOWNWARDS, SKOS.related, SKOS.semanticRelation)
MAPPINGS = (
    SKOS.closeMatch,
    SKOS.exactMatch,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    SKOS.relatedMatch,
    SKOS.mappingRelation,
)
SCHEME_LINKS = (SKOS.inScheme, SKOS.topConceptOf, SKOS.hasTopConcept)
_RELATIONS_AND_TYPE = {*SEMANTIC, SKOS.member, SKOS.hasTopConcept, RDF.type}
_WITHOUT_BLOCK = ("ns", "schema", "shape")
"""First parts of our addresses that the vocabulary does not describe."""
SKOS_CLASSES = (SKOS.Concept, SKOS.ConceptScheme, SKOS.Collection, SKOS.OrderedCollection)
_COLLECTIONS = (SKOS.Collection, SKOS.OrderedCollection)
_OTHERS = frozenset((SKOS.ConceptScheme, *_COLLECTIONS, SKOSXL.Label))
"""Classes of things that are no concept, even where a wrong link treats them as one."""

Index = Mapping[str, Mapping[Resource, list[Statement]]]


class Vocabulary:
    """The statements of some documents, by predicate and subject, and what SKOS entails of them.

    `context` documents are looked up (a scheme, a source in a file that is not being checked);
    rules report what stands in `documents` only. Of a subject that `documents` describe with its
    type, nothing is taken from the context: it may be an older state of the same block.
    """

    def __init__(
        self, documents: Sequence[RdfDocument], context: Sequence[RdfDocument] = ()
    ) -> None:
        self.documents = tuple(documents)
        self.context_paths = frozenset(document.path for document in context)
        self._index: defaultdict[str, defaultdict[Resource, list[Statement]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self.statements: list[Statement] = []
        several = len(documents) + len(context) > 1
        for number, document in enumerate(documents):
            self._add(_scoped(document.statements, number) if several else document.statements)
        typed = frozenset(self.types)
        del self.types
        for number, document in enumerate(context, start=len(documents)):
            self._add(
                statement
                for statement in _scoped(document.statements, number)
                if statement.subject not in typed
            )

    def _add(self, statements: Iterable[Statement]) -> None:
        index = self._index
        for statement in statements:
            index[statement.predicate][statement.subject].append(statement)
            self.statements.append(statement)

    # -- looking up ---------------------------------------------------------------------------

    def of(self, subject: Resource, *predicates: str) -> list[Statement]:
        """Return the statements about `subject` with one of `predicates`, in that order."""
        found: list[Statement] = []
        for predicate in predicates:
            by_subject = self._index.get(predicate)
            if by_subject is not None and subject in by_subject:
                found.extend(by_subject[subject])
        return found

    def stating(self, *predicates: str) -> Iterator[Statement]:
        """Yield every statement with one of `predicates`."""
        for predicate in predicates:
            for statements in self._index.get(predicate, {}).values():
                yield from statements

    def by_subject(self, predicate: str) -> Mapping[Resource, list[Statement]]:
        """Return subject to statements for one predicate."""
        return self._index.get(predicate, {})

    def values(self, subject: Resource, *predicates: str) -> list[Term]:
        """Return the objects of `of(subject, *predicates)`."""
        return [statement.object for statement in self.of(subject, *predicates)]

    def literals(self, subject: Resource, *predicates: str) -> list[Literal]:
        """Return the objects that are literals."""
        return [value for value in self.values(subject, *predicates) if isinstance(value, Literal)]

    @property
    def predicates(self) -> Iterable[str]:
        """Every predicate in use."""
        return self._index.keys()

    @cached_property
    def iris(self) -> dict[Iri, Statement]:
        """Every IRI in any position, and a statement that holds it."""
        found = {
            iri: statement
            for index in (self.first_statement, self.mentions)
            for iri, statement in index.items()
            if isinstance(iri, Iri)
        }
        for predicate, by_subject in self._index.items():
            statements = next(iter(by_subject.values()), [])
            if statements:
                found.setdefault(Iri(predicate), statements[0])
        return found

    def is_context(self, statement: Statement) -> bool:
        """Return whether `statement` stands in a file that is only looked up."""
        return statement.where is not None and statement.where.path in self.context_paths

    @cached_property
    def first_statement(self) -> dict[Resource, Statement]:
        """Subject to the first statement about it: where its block begins."""
        first: dict[Resource, Statement] = {}
        for statement in self.statements:
            first.setdefault(statement.subject, statement)
        return first

    @cached_property
    def about(self) -> dict[Resource, list[Statement]]:
        """Subject to every statement about it, in document order."""
        found: defaultdict[Resource, list[Statement]] = defaultdict(list)
        for statement in self.statements:
            found[statement.subject].append(statement)
        return found

    @cached_property
    def mentions(self) -> dict[Resource, Statement]:
        """Resource to the first statement that has it as object."""
        found: dict[Resource, Statement] = {}
        for statement in self.statements:
            if not isinstance(statement.object, Literal):
                found.setdefault(statement.object, statement)
        return found

    def anchor(self, resource: Resource) -> tuple[Statement, ...]:
        """Return the statement to show for `resource` itself: its first, else one naming it."""
        statement = self.first_statement.get(resource) or self.mentions.get(resource)
        return (statement,) if statement else ()

    # -- kinds of things ----------------------------------------------------------------------

    @cached_property
    def types(self) -> dict[Resource, set[Term]]:
        """Subject to the classes stated of it."""
        return {
            subject: {statement.object for statement in statements}
            for subject, statements in self.by_subject(RDF.type).items()
        }

    def instances(self, *classes: str) -> Iterator[Resource]:
        """Yield what is stated to be of one of `classes`, in document order."""
        wanted = set(classes)
        for subject, types in self.types.items():
            if not wanted.isdisjoint(types):
                yield subject

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

    # -- labels -------------------------------------------------------------------------------

    @cached_property
    def _labels(self) -> dict[str, Mapping[Resource, list[Statement]]]:
        """Label property to resource to labels, SKOS-XL labels dumbed down (S55 to S57)."""
        return {
            kind: self._with_dumbed_down(kind, self.by_subject(xl_kind))
            for kind, xl_kind in zip(LABELS, XL_LABELS, strict=True)
        }

    def _with_dumbed_down(
        self, kind: str, xl_labels: Mapping[Resource, list[Statement]]
    ) -> Mapping[Resource, list[Statement]]:
        plain = self.by_subject(kind)
        if not xl_labels:
            return plain
        labels = {resource: list(statements) for resource, statements in plain.items()}
        for resource, statements in xl_labels.items():
            stated = {statement.object for statement in plain.get(resource, ())}
            labels.setdefault(resource, []).extend(
                Statement(resource, Iri(kind), literal, statement.where)
                for statement in statements
                if not isinstance(statement.object, Literal)
                for literal in self.literals(statement.object, SKOSXL.literalForm)
                if literal not in stated
            )
        return labels

    def labels_by_resource(self, kind: str) -> Mapping[Resource, list[Statement]]:
        """Return the statements that give labels of one kind, SKOS-XL ones as plain ones.

        The object of a misstated label may be no literal (S12).
        """
        return self._labels[kind]

    def labels(self, kind: str) -> Iterator[tuple[Resource, Literal, Statement]]:
        """Yield the labels of one kind: resource, literal, the statement that gives it."""
        for resource, statements in self._labels[kind].items():
            for statement in statements:
                literal = statement.object
                if isinstance(literal, Literal):
                    yield resource, literal, statement

    def preferred(self, resource: Resource) -> dict[str, str]:
        """Return the preferred labels of `resource`, by language tag."""
        found: dict[str, str] = {}
        for statement in self._labels[SKOS.prefLabel].get(resource, ()):
            if isinstance(statement.object, Literal):
                found.setdefault(statement.object.language, statement.object.value)
        return found

    def name(self, resource: Term) -> Text:
        """Return how a message calls `resource`: its label, and its short IRI in brackets."""
        if isinstance(resource, Literal):
            return say("“{text}”", text=resource.value)
        short = self.short(resource)
        labels = self.preferred(resource) or self._form_or_title(resource)
        if not labels:
            return Text(short, short)
        first = next(iter(labels.values()))
        return say(
            "“{label}” ({short})",
            label=Text(labels.get("fr", first), labels.get("en", first)),
            short=short,
        )

    def _form_or_title(self, resource: Resource) -> dict[str, str]:
        """Return what a resource without SKOS label is called: a designation, a source ..."""
        return {
            literal.language: shortened(literal.value)
            for literal in self.literals(resource, SKOSXL.literalForm, RDFS.label, DCTERMS.title)
        }

    def names(self, resources: Iterable[Term], limit: int = 5) -> Text:
        """Return several names, joined; beyond `limit` their number."""
        listed = list(resources)
        names = [self.name(resource) for resource in listed[:limit]]
        joined = Text(", ".join(name.fr for name in names), ", ".join(name.en for name in names))
        if len(listed) <= limit:
            return joined
        return say("{names} and {count} more", names=joined, count=len(listed) - limit)

    def short(self, resource: Term) -> str:
        """Return `resource` as a prefixed name where a document declares its namespace.

        A relative IRI is shown as it is written.
        """
        if isinstance(resource, BlankNode):
            anchors = self.anchor(resource)
            line = anchors[0].where.line if anchors and anchors[0].where else None
            return f"[…]:{line}" if line else "[…]"
        if isinstance(resource, Literal):
            return f"“{resource.value}”"
        text = str(resource)
        for namespace, prefix in self.namespaces:
            if text.startswith(namespace) and len(text) > len(namespace):
                return f"{prefix}:{text[len(namespace) :]}"
        return f"<{text.removeprefix(DOCUMENT_BASE)}>"

    @cached_property
    def namespaces(self) -> list[tuple[str, str]]:
        """(namespace, prefix) as declared in the documents, longest namespace first."""
        found = {
            namespace: prefix
            for document in self.documents
            for prefix, namespace, _ in document.prefixes
        }
        for prefix, vocabulary in (("skos", SKOS), ("dcterms", DCTERMS), ("owl", OWL)):
            found.setdefault(vocabulary.iri, prefix)
        return sorted(found.items(), key=lambda item: (-len(item[0]), item))

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


_LONGEST_TITLE = 60


def shortened(text: str) -> str:
    """Return `text`, cut where a message would get too long."""
    return text if len(text) <= _LONGEST_TITLE else f"{text[: _LONGEST_TITLE - 1]}…"


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


def _scoped(statements: Iterable[Statement], number: int) -> Iterator[Statement]:
    """Yield statements whose blank nodes cannot be taken for those of another document."""
    for statement in statements:
        subject, predicate, value, where = statement
        if isinstance(subject, BlankNode) or isinstance(value, BlankNode):
            yield Statement(
                BlankNode(f"{number}.{subject}") if isinstance(subject, BlankNode) else subject,
                predicate,
                BlankNode(f"{number}.{value}") if isinstance(value, BlankNode) else value,
                where,
            )
        else:
            yield statement
