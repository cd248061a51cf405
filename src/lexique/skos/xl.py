"""Rules about SKOS-XL labels."""

from __future__ import annotations

from collections.abc import Iterator

from lexique.messages import say
from lexique.model import Severity
from lexique.namespaces import SKOS, SKOSXL
from lexique.rdf import Iri, Literal
from lexique.skos.integrity import both_kinds, of_both
from lexique.skos.properties import LABELS, XL_LABELS
from lexique.skos.rule import Hit, rule
from lexique.skos.sources import REFERENCE
from lexique.skos.vocabulary import Vocabulary


@rule(
    "SKOS-XL-1",
    Severity.VIOLATION,
    what=say("A skosxl:Label has exactly one literal form."),
    why=say("The literal form is the label itself."),
    bad='ex:l a skosxl:Label ; skosxl:literalForm "a"@fr , "b"@fr .',
    good='ex:l a skosxl:Label ; skosxl:literalForm "a"@fr .',
    source=REFERENCE + "S52",
    is_condition=True,
)
def xl_1(vocabulary: Vocabulary) -> Iterator[Hit]:
    """XL labels with no literal form, or several."""
    for label in vocabulary.instances(SKOSXL.Label):
        forms = vocabulary.of(label, SKOSXL.literalForm)
        if len({statement.object for statement in forms}) != 1:
            yield Hit(
                say(
                    "{name} has {count} literal forms; it needs exactly one",
                    name=vocabulary.short(label),
                    count=len(forms),
                ),
                say("Write one skosxl:literalForm; make another label for another form."),
                tuple(forms) or vocabulary.anchor(label),
                path=SKOSXL.literalForm,
                key=(str(label),),
            )


@rule(
    "SKOS-XL-2",
    Severity.VIOLATION,
    what=say("A skosxl:Label is no concept, concept scheme or collection."),
    why=say("A term is not the thing that it names."),
    bad='ex:l a skosxl:Label , skos:Concept ; skosxl:literalForm "a"@fr .',
    good='ex:l a skosxl:Label ; skosxl:literalForm "a"@fr .',
    source=REFERENCE + "S48",
    is_condition=True,
)
def xl_2(vocabulary: Vocabulary) -> Iterator[Hit]:
    """XL labels that are something else as well."""
    labels = {label: vocabulary.anchor(label)[0] for label in vocabulary.instances(SKOSXL.Label)}
    for others in (vocabulary.concepts, vocabulary.schemes, vocabulary.collections):
        for resource, causes in of_both(labels, others):
            name = vocabulary.name(resource)
            message = say("{name} is both a SKOS-XL label and something else", name=name)
            yield both_kinds(resource, causes, message)


@rule(
    "SKOS-XL-3",
    Severity.WARNING,
    what=say("A SKOS-XL label also stands as plain label."),
    why=say("Most SKOS programs read plain labels only."),
    bad='ex:a skosxl:prefLabel ex:l . ex:l a skosxl:Label ; skosxl:literalForm "a"@fr .',
    good='ex:a skosxl:prefLabel ex:l ; skos:prefLabel "a"@fr . '
    'ex:l a skosxl:Label ; skosxl:literalForm "a"@fr .',
    source=REFERENCE + "S55",
)
def xl_3(vocabulary: Vocabulary) -> Iterator[Hit]:
    """XL labels without their plain label."""
    for kind, xl_kind in zip(LABELS, XL_LABELS, strict=True):
        for statement in vocabulary.stating(xl_kind):
            if isinstance(statement.object, Literal):
                continue
            plain = vocabulary.literals(statement.subject, kind)
            # A second preferred label has a rule of its own, S14.
            taken = {label.language for label in plain} if kind == SKOS.prefLabel else set()
            for form in vocabulary.literals(statement.object, SKOSXL.literalForm):
                if form not in plain and form.language not in taken:
                    yield Hit(
                        say(
                            "the SKOS-XL label “{text}” of {name} has no plain label",
                            text=form.value,
                            name=vocabulary.name(statement.subject),
                        ),
                        say(
                            "Add {property} with the same text and language.",
                            property=vocabulary.short(Iri(kind)),
                        ),
                        (statement,),
                        value=form.value,
                    )
