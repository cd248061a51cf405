"""Labels of resources, and how a message calls them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from lexique.messages import listed, say
from lexique.model import Text
from lexique.namespaces import DCTERMS, OWL, RDFS, SKOS, SKOSXL
from lexique.rdf import DOCUMENT_BASE, BlankNode, Iri, Literal, Resource, Statement, Term
from lexique.skos.properties import LABELS, XL_LABELS
from lexique.skos.statements import Statements


class Labelled(Statements):
    """Statements whose resources have labels and names."""

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
        wanted = list(resources)
        names = listed(self.name(resource) for resource in wanted[:limit])
        if len(wanted) <= limit:
            return names
        return say("{names} and {count} more", names=names, count=len(wanted) - limit)

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


_LONGEST_TITLE = 60


def shortened(text: str) -> str:
    """Return `text`, cut where a message would get too long."""
    return text if len(text) <= _LONGEST_TITLE else f"{text[: _LONGEST_TITLE - 1]}…"
