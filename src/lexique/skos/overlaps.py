"""Rules about labels and notations that several concepts share."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from lexique.messages import say
from lexique.model import Severity
from lexique.namespaces import SKOS
from lexique.rdf import Literal, Resource, Statement
from lexique.skos.properties import MAPPINGS
from lexique.skos.rule import Hit, rule
from lexique.skos.sources import ISO_25964, QSKOS
from lexique.skos.vocabulary import Vocabulary

Group = list[tuple[Resource, Statement]]


def _same_text(
    labels: Iterable[tuple[Resource, Literal, Statement]], vocabulary: Vocabulary
) -> Iterator[tuple[Literal, Group]]:
    """Yield each label text that several active concepts have, with those concepts."""
    concepts, deprecated = vocabulary.concepts, vocabulary.deprecated
    first: dict[Literal, tuple[Resource, Statement]] = {}
    groups: dict[Literal, dict[Resource, Statement]] = {}
    for resource, literal, statement in labels:
        if resource not in concepts or resource in deprecated:
            continue
        text = literal if literal.value.isascii() else _composed(literal)
        known = first.setdefault(text, (resource, statement))
        if known[0] != resource:
            groups.setdefault(text, dict([known])).setdefault(resource, statement)
    for literal, found in groups.items():
        yield literal, list(found.items())


def _composed(literal: Literal) -> Literal:
    return literal._replace(value=unicodedata.normalize("NFC", literal.value))


def _clusters(vocabulary: Vocabulary, group: Group, *, within: bool) -> Iterator[Group]:
    """Yield the members of `group` that share a scheme with its first (or are in another one)."""
    first = group[0][0]
    judge = vocabulary.share_scheme if within else vocabulary.differ_in_scheme
    others = [member for member in group[1:] if judge(first, member[0])]
    if others:
        yield [group[0], *others]


@rule(
    "LAB-dup-pref",
    Severity.VIOLATION,
    what=say("Two concepts of one scheme have different preferred labels."),
    why=say("A reader who is shown the label cannot tell which of the two is meant."),
    bad='ex:a a skos:Concept ; skos:prefLabel "chat"@fr . '
    'ex:b a skos:Concept ; skos:prefLabel "chat"@fr .',
    good='ex:a a skos:Concept ; skos:prefLabel "chat (animal)"@fr . '
    'ex:b a skos:Concept ; skos:prefLabel "chat (discussion)"@fr .',
    source=QSKOS,
)
def dup_pref(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Preferred labels shared by concepts of one scheme; NFC and NFD forms are the same."""
    for literal, group in _same_text(vocabulary.labels(SKOS.prefLabel), vocabulary):
        for members in _clusters(vocabulary, group, within=True):
            yield Hit(
                say(
                    "{names} share the preferred label “{text}”@{tag}",
                    names=vocabulary.names(resource for resource, _ in members),
                    text=literal.value,
                    tag=literal.language,
                ),
                say(
                    "Qualify the labels, such as “{text} (...)”, or merge the concepts.",
                    text=literal.value,
                ),
                tuple(statement for _, statement in members),
                value=literal.value,
                key=(literal.value, literal.language),
            )


@rule(
    "LAB-homograph",
    Severity.WARNING,
    what=say("A preferred label that concepts of several schemes share has a qualifier."),
    why=say("Out of its scheme, the label alone does not say which concept is meant."),
    bad='ex:a a skos:Concept ; skos:inScheme ex:s ; skos:prefLabel "avocat"@fr . '
    'ex:b a skos:Concept ; skos:inScheme ex:t ; skos:prefLabel "avocat"@fr .',
    good='ex:a a skos:Concept ; skos:inScheme ex:s ; skos:prefLabel "avocat (fruit)"@fr . '
    'ex:b a skos:Concept ; skos:inScheme ex:t ; skos:prefLabel "avocat (métier)"@fr .',
    source=ISO_25964,
)
def homograph(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Preferred labels shared across schemes by concepts that no mapping sets in relation."""
    for literal, group in _same_text(vocabulary.labels(SKOS.prefLabel), vocabulary):
        for members in _clusters(vocabulary, group, within=False):
            if _are_mapped(vocabulary, members):
                continue
            yield Hit(
                say(
                    "“{text}”@{tag} is the preferred label of {names}, in different schemes",
                    names=vocabulary.names(resource for resource, _ in members),
                    text=literal.value,
                    tag=literal.language,
                ),
                say("Add a qualifier in brackets where the two may be shown together."),
                tuple(statement for _, statement in members),
                value=literal.value,
                key=(literal.value, literal.language),
            )


def _are_mapped(vocabulary: Vocabulary, members: Group) -> bool:
    """Return whether mappings link the first member with each of the others."""
    first = members[0][0]
    linked = {statement.object for statement in vocabulary.of(first, *MAPPINGS)} | {
        resource for resource, _ in members[1:] if first in vocabulary.values(resource, *MAPPINGS)
    }
    return all(resource in linked for resource, _ in members[1:])


@rule(
    "LAB-pref-vs-alt",
    Severity.VIOLATION,
    what=say("The preferred label of a concept is no alternative label of another one."),
    why=say("A search for the label finds two concepts and prefers neither."),
    bad='ex:a a skos:Concept ; skos:prefLabel "chat"@fr . '
    'ex:b a skos:Concept ; skos:prefLabel "minet"@fr ; skos:altLabel "chat"@fr .',
    good='ex:a a skos:Concept ; skos:prefLabel "chat"@fr . '
    'ex:b a skos:Concept ; skos:prefLabel "minet"@fr ; skos:hiddenLabel "chat"@fr .',
    source=QSKOS,
)
def pref_vs_alt(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Alternative labels that are the preferred label of another concept of the scheme."""
    preferred: defaultdict[Literal, list[tuple[Resource, Statement]]] = defaultdict(list)
    for resource, literal, statement in vocabulary.labels(SKOS.prefLabel):
        if vocabulary.is_concept(resource) and resource not in vocabulary.deprecated:
            preferred[literal].append((resource, statement))
    for resource, literal, statement in vocabulary.labels(SKOS.altLabel):
        if resource in vocabulary.deprecated or not vocabulary.is_concept(resource):
            continue
        others = preferred.get(literal, ())
        if any(other == resource for other, _ in others):
            continue  # S13 speaks of it, and LAB-dup-pref of the others
        for other, other_statement in others:
            if vocabulary.share_scheme(resource, other):
                yield Hit(
                    say(
                        "“{text}”@{tag} is an alternative label of {name} and the preferred label "
                        "of {other}",
                        text=literal.value,
                        tag=literal.language,
                        name=vocabulary.name(resource),
                        other=vocabulary.name(other),
                    ),
                    say("Make it a skos:hiddenLabel of the first, or remove it there."),
                    (statement, other_statement),
                    value=literal.value,
                    key=(str(resource), str(other), literal.value, literal.language),
                )


@rule(
    "LAB-alt-vs-alt",
    Severity.INFO,
    what=say("Two concepts rarely share an alternative label."),
    why=say("It is legal and often true of homonyms; a search will find both."),
    bad='ex:a a skos:Concept ; skos:prefLabel "minet"@fr ; skos:altLabel "chat"@fr . '
    'ex:b a skos:Concept ; skos:prefLabel "clavardage"@fr ; skos:altLabel "chat"@fr .',
    good='ex:a a skos:Concept ; skos:prefLabel "minet"@fr ; skos:altLabel "chat"@fr . '
    'ex:b a skos:Concept ; skos:prefLabel "clavardage"@fr .',
    source=QSKOS,
)
def alt_vs_alt(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Alternative labels shared by concepts of one scheme."""
    for literal, group in _same_text(vocabulary.labels(SKOS.altLabel), vocabulary):
        for members in _clusters(vocabulary, group, within=True):
            yield Hit(
                say(
                    "{names} share the alternative label “{text}”@{tag}",
                    names=vocabulary.names(resource for resource, _ in members),
                    text=literal.value,
                    tag=literal.language,
                ),
                say("Nothing need be done if the word really has both senses."),
                tuple(statement for _, statement in members),
                value=literal.value,
                key=(literal.value, literal.language),
            )


@rule(
    "LAB-near-dup",
    Severity.INFO,
    what=say(
        "Preferred labels of different concepts differ by more than case, accents or hyphens."
    ),
    why=say("Readers take “pair-aidant” and “pair aidant” for one thing."),
    bad='ex:a a skos:Concept ; skos:prefLabel "pair-aidant"@fr . '
    'ex:b a skos:Concept ; skos:prefLabel "Pair aidant"@fr .',
    good='ex:a a skos:Concept ; skos:prefLabel "pair-aidant"@fr . '
    'ex:b a skos:Concept ; skos:prefLabel "patient partenaire"@fr .',
    source=ISO_25964,
)
def near_dup(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Preferred labels equal after folding; never more than info, since ß and ss may differ."""
    groups: defaultdict[tuple[str, str], dict[Resource, Statement]] = defaultdict(dict)
    texts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for resource, literal, statement in vocabulary.labels(SKOS.prefLabel):
        if vocabulary.is_concept(resource) and resource not in vocabulary.deprecated:
            key = (_folded(literal.value), literal.language)
            groups[key].setdefault(resource, statement)
            texts[key].add(unicodedata.normalize("NFC", literal.value))
    for key, members in groups.items():
        near = list(members.items())
        if len(near) < 2 or len(texts[key]) < 2:
            continue
        for cluster in _clusters(vocabulary, near, within=True):
            yield Hit(
                say(
                    "the labels of {names} differ only in case, accents, hyphens or spaces",
                    names=vocabulary.names(resource for resource, _ in cluster),
                ),
                say("Make the labels tell the concepts apart, or merge the concepts."),
                tuple(statement for _, statement in cluster),
                key=key,
            )


def _folded(text: str) -> str:
    """Return `text` without case, accents, ligatures, hyphens, apostrophes and spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return re.sub(r"[\s\-‐‑–'’.·]+", "", text.casefold())


@rule(
    "LAB-notation",
    Severity.VIOLATION,
    what=say("A notation belongs to one concept of the scheme."),
    why=say("A code that stands for two concepts identifies neither."),
    bad='ex:a a skos:Concept ; skos:notation "N1" . ex:b a skos:Concept ; skos:notation "N1" .',
    good='ex:a a skos:Concept ; skos:notation "N1" . ex:b a skos:Concept ; skos:notation "N2" .',
    source=QSKOS,
)
def notation(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Notations shared by concepts of one scheme."""
    codes = [
        (statement.subject, statement.object, statement)
        for statement in vocabulary.stating(SKOS.notation)
        if isinstance(statement.object, Literal)
    ]
    for literal, group in _same_text(codes, vocabulary):
        for members in _clusters(vocabulary, group, within=True):
            yield Hit(
                say(
                    "{names} share the notation “{text}”",
                    names=vocabulary.names(resource for resource, _ in members),
                    text=literal.value,
                ),
                say("Give each concept a notation of its own."),
                tuple(statement for _, statement in members),
                value=literal.value,
                key=(literal.value,),
            )
