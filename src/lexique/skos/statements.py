"""Statements of some documents as plain dictionaries, built in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from lexique.namespaces import RDF
from lexique.rdf import BlankNode, Iri, Literal, RdfDocument, Resource, Statement, Term


class Statements:
    """The statements of some documents, by predicate and subject.

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
