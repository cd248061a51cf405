"""Rules about definitions and notes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from lexique.messages import say
from lexique.model import LANGUAGES, Severity, Text
from lexique.namespaces import DCTERMS, LEX, SKOS, VALUE
from lexique.rdf import Iri, Literal, Resource, Statement
from lexique.skos.rule import Hit, Verdict, each_text, rule
from lexique.skos.sources import ISO_704, QSKOS, ROBOT
from lexique.skos.terms import misspelling
from lexique.skos.vocabulary import Vocabulary

_EXPLAINING = (SKOS.definition, SKOS.scopeNote, SKOS.note)
_WORDS = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"(?<![A-ZÀ-Ý])(?<!\b[a-z]\.[a-z])[.!?]\s+(?=[A-ZÀ-Ý«“])")
_ARTICLES = {
    "fr": ("le ", "la ", "les ", "l’", "l'", "un ", "une ", "des ", "du "),
    "en": ("a ", "an ", "the "),
    "de": ("der ", "die ", "das ", "ein ", "eine "),
}
_NEGATIONS = ("ce qui n’est pas", "qui n’est pas", "n’est pas", "not a ", "not an ", "non ")
_FEWEST_WORDS, _MOST_WORDS = 4, 60


def _definitions(vocabulary: Vocabulary) -> Iterator[tuple[Statement, Literal]]:
    """Yield the definitions of active concepts that are texts.

    What is typed and no concept (a class, a property) has its own ways of defining.
    """
    for statement in vocabulary.stating(SKOS.definition):
        subject, value = statement.subject, statement.object
        is_other = subject in vocabulary.types and subject not in vocabulary.concepts
        if isinstance(value, Literal) and subject not in vocabulary.deprecated and not is_other:
            yield statement, value


def _defining(vocabulary: Vocabulary) -> Iterator[Statement]:
    return (statement for statement, _ in _definitions(vocabulary))


@rule(
    "DEF-missing",
    Severity.WARNING,
    what=say("Every concept has a definition, or a note that says what is meant."),
    why=say("A label alone is understood differently by each reader."),
    bad='ex:a a skos:Concept ; skos:prefLabel "chat"@fr .',
    good='ex:a a skos:Concept ; skos:prefLabel "chat"@fr ; '
    'skos:definition "félin domestique."@fr .',
    source=QSKOS,
    needs_all=True,
)
def missing(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Active concepts without definition, scope note or note; ours need a definition proper.

    A coded value of ours may be plain (yes, no); a misspelt property has a rule of its own (NS).
    """
    needed = (SKOS.definition,) if vocabulary.is_ours else _EXPLAINING
    explained = {
        statement.subject
        for statement in vocabulary.stating(*needed)
        if not isinstance(statement.object, Literal) or statement.object.value.strip()
    }
    explained.update(misspelling(vocabulary, SKOS.definition))
    for concept in vocabulary.active_concepts:
        is_code = LEX["Value"] in vocabulary.types.get(concept, ()) or concept.startswith(VALUE.iri)
        if not is_code and concept not in explained:
            yield Hit(
                say("{name} has no definition", name=vocabulary.name(concept)),
                say('Add a line such as: skos:definition "..."@fr ;'),
                vocabulary.anchor(concept),
                path=SKOS.definition,
            )


@rule(
    "DEF-multiple",
    Severity.VIOLATION,
    what=say("A concept has one definition in each language."),
    why=say("Two definitions are two concepts, or one that is not settled."),
    bad='ex:a skos:definition "félin domestique."@fr , "animal de compagnie."@fr .',
    good='ex:a skos:definition "félin domestique."@fr .',
    source=ROBOT + "multiple_definitions",
)
def multiple(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Several definitions in one language."""
    groups: defaultdict[tuple[Resource, str], list[Statement]] = defaultdict(list)
    for statement, literal in _definitions(vocabulary):
        groups[statement.subject, literal.language].append(statement)
    for (concept, language), statements in groups.items():
        if len({statement.object for statement in statements}) > 1:
            yield Hit(
                say(
                    "{name} has {count} definitions in language {language}",
                    name=vocabulary.name(concept),
                    count=len(statements),
                    language=language,
                ),
                say("Keep one; make the others skos:scopeNote or skos:example."),
                tuple(statements),
                key=(str(concept), language),
            )


@rule(
    "DEF-duplicate",
    Severity.VIOLATION,
    what=say("Two concepts have different definitions."),
    why=say("What is defined alike is one concept, or one of the two was copied and forgotten."),
    bad='ex:a skos:definition "félin sauvage."@fr . ex:b skos:definition "félin sauvage."@fr .',
    good='ex:a skos:definition "félin domestique."@fr . ex:b skos:definition "félin sauvage."@fr .',
    source=ROBOT + "duplicate_definition",
)
def duplicate(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Definitions that several concepts have word for word."""
    groups: defaultdict[Literal, dict[Resource, Statement]] = defaultdict(dict)
    for statement, literal in _definitions(vocabulary):
        groups[literal].setdefault(statement.subject, statement)
    for literal, found in groups.items():
        if len(found) > 1:
            yield Hit(
                say("{names} have the same definition", names=vocabulary.names(found)),
                say("Say in each definition what sets the concept apart, or merge the concepts."),
                tuple(found.values()),
                value=literal.value,
                key=(literal.value, literal.language),
            )


@rule(
    "DEF-lang",
    Severity.WARNING,
    what=say("A definition stands in each language of the vocabulary."),
    why=say("Readers of the other language would have the label without its meaning."),
    bad='ex:a skos:definition "félin domestique."@fr . '
    'ex:b skos:definition "félin sauvage."@fr , "wild feline."@en . '
    'ex:c skos:definition "canidé domestique."@fr , "domestic canine."@en . '
    'ex:d skos:definition "canidé sauvage."@fr , "wild canine."@en .',
    good='ex:a skos:definition "félin domestique."@fr , "domestic feline."@en .',
    source=QSKOS,
)
def language(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Defined concepts without definition in a language that most definitions have."""
    tags: defaultdict[Resource, set[str]] = defaultdict(set)
    first: dict[Resource, Statement] = {}
    for statement, literal in _definitions(vocabulary):
        tags[statement.subject].add(literal.language)
        first.setdefault(statement.subject, statement)
    counts = Counter(tag for found in tags.values() for tag in found if tag)
    expected = (
        list(LANGUAGES)
        if vocabulary.is_ours
        else sorted(tag for tag, count in counts.items() if 4 * count >= 3 * len(tags))
    )
    misspelt = set(misspelling(vocabulary, SKOS.definition))  # SKOS-NS speaks of them
    for concept, found in tags.items():
        for tag in expected if concept not in misspelt else ():
            if tag not in found:
                yield Hit(
                    say(
                        "{name} has no definition in language {language}",
                        name=vocabulary.name(concept),
                        language=tag,
                    ),
                    say('Add a line such as: skos:definition "..."@{language} ;', language=tag),
                    (first[concept],),
                    key=(str(concept), tag),
                )


def _folded_words(text: str) -> list[str]:
    return _WORDS.findall(unicodedata.normalize("NFC", text).casefold())


@rule(
    "DEF-circular",
    Severity.WARNING,
    what=say("A definition does not use the label that it defines."),
    why=say("Who does not know the word learns nothing; put in place of the label it never ends."),
    bad='ex:a skos:prefLabel "pair-aidant"@fr ; '
    'skos:definition "personne formée comme pair-aidant."@fr .',
    good='ex:a skos:prefLabel "pair-aidant"@fr ; '
    'skos:definition "personne rétablie qui en soutient d’autres."@fr .',
    source=ISO_704,
)
def circular(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Definitions that hold the concept's own preferred label as words; pairs that open with one
    another's label.
    """
    opening: dict[tuple[str, str], Resource] = {}
    for resource, literal, _ in vocabulary.labels(SKOS.prefLabel):
        opening[" ".join(_folded_words(literal.value)), literal.language] = resource
    begins_with: dict[tuple[Resource, str], Resource] = {}
    for statement, literal in _definitions(vocabulary):
        words = _folded_words(literal.value)
        label = vocabulary.preferred(statement.subject).get(literal.language, "")
        own = _folded_words(label)
        if own and f" {' '.join(own)} " in f" {' '.join(words)} ":
            yield Hit(
                say(
                    "the definition of {name} uses the label that it defines",
                    name=vocabulary.name(statement.subject),
                ),
                say("Say what the concept is by a broader one and what sets it apart."),
                (statement,),
                value=literal.value,
            )
        for length in range(min(6, len(words)), 0, -1):
            other = opening.get((" ".join(words[:length]), literal.language))
            if other is not None:
                begins_with[statement.subject, literal.language] = other
                break
    yield from _mutual(vocabulary, begins_with)


def _mutual(
    vocabulary: Vocabulary, begins_with: dict[tuple[Resource, str], Resource]
) -> Iterator[Hit]:
    for (concept, tag), other in begins_with.items():
        if concept < other and begins_with.get((other, tag)) == concept:
            yield Hit(
                say(
                    "{one} and {other} are defined by each other",
                    one=vocabulary.name(concept),
                    other=vocabulary.name(other),
                ),
                say("Define one of the two by something else."),
                tuple(
                    statement
                    for resource in (concept, other)
                    for statement in vocabulary.of(resource, SKOS.definition)
                    if isinstance(statement.object, Literal) and statement.object.language == tag
                ),
                key=(str(concept), str(other), tag),
            )


@rule(
    "DEF-source",
    Severity.VIOLATION,
    what=say("A definition names the source on which it leans."),
    why=say("A reader must be able to judge where it comes from."),
    bad='ex:a a skos:Concept ; skos:definition "félin domestique."@fr . '
    'ex:b a skos:Concept ; skos:definition "félin sauvage."@fr ; dcterms:source ex:book .',
    good='ex:a a skos:Concept ; skos:definition "félin domestique."@fr ; dcterms:source ex:book .',
    source="https://w3id.org/vocpub#2.3.4",
)
def source(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Defined concepts without source: ours always, others where sources are given at all."""
    sourcing: tuple[str, ...] = (LEX["definitionSource"],)
    if not vocabulary.is_ours:
        sourcing = (
            DCTERMS.source,
            "http://purl.org/dc/elements/1.1/source",
            "http://www.w3.org/ns/prov#wasDerivedFrom",
        )
        if not any(
            vocabulary.is_concept(concept)
            for predicate in sourcing
            for concept in vocabulary.by_subject(predicate)
        ):
            return
    seen: set[Resource] = set()
    for statement, _ in _definitions(vocabulary):
        concept = statement.subject
        if concept in seen or not vocabulary.is_concept(concept):
            continue
        seen.add(concept)
        if not vocabulary.of(concept, *sourcing):
            yield Hit(
                say("the definition of {name} has no source", name=vocabulary.name(concept)),
                say(
                    "Add a line such as: {property} source:... ;",
                    property=vocabulary.short(Iri(sourcing[0]))
                    if not vocabulary.is_ours
                    else "lex:definitionSource",
                ),
                (statement,),
                path=sourcing[0],
                key=(str(concept),),
            )


@rule(
    "DEF-case",
    Severity.INFO,
    what=say("Definitions begin alike: all with a capital or all without."),
    why=say("A mixture looks careless in a printed list."),
    bad='ex:a skos:definition "félin domestique."@fr . ex:b skos:definition "félin sauvage."@fr . '
    'ex:c skos:definition "Canidé."@fr .',
    good='ex:a skos:definition "félin domestique."@fr . ex:c skos:definition "canidé."@fr .',
    source=ROBOT + "lowercase_definition",
)
def case(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Definitions that begin otherwise than most; ours begin with a small letter."""
    yield from _odd_ones(
        vocabulary,
        lambda text: text[:1].isupper() and not text[:2].isupper(),
        expected=False,
        what=say("begins with a capital"),
        otherwise=say("begins without a capital"),
    )


@rule(
    "DEF-stop",
    Severity.INFO,
    what=say("Definitions end alike: all with a full stop or all without."),
    why=say("A mixture looks careless in a printed list."),
    bad='ex:a skos:definition "félin domestique."@fr . ex:b skos:definition "félin sauvage."@fr . '
    'ex:c skos:definition "canidé"@fr .',
    good='ex:a skos:definition "félin domestique."@fr . ex:c skos:definition "canidé."@fr .',
    source=QSKOS,
)
def stop(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Definitions that end otherwise than most; ours end with a full stop."""
    yield from _odd_ones(
        vocabulary,
        lambda text: text.rstrip().endswith((".", "!", "?", "…")),
        expected=True,
        what=say("ends with a full stop"),
        otherwise=say("ends without a full stop"),
    )


def _odd_ones(
    vocabulary: Vocabulary,
    test: Callable[[str], bool],
    *,
    expected: bool,
    what: Text,
    otherwise: Text,
) -> Iterator[Hit]:
    """Yield the definitions for which `test` is not what it is for most of their language."""
    answers: defaultdict[str, list[tuple[Statement, bool]]] = defaultdict(list)
    for statement, literal in _definitions(vocabulary):
        answers[literal.language].append((statement, test(literal.value)))
    for found in answers.values():
        n_true = sum(answer for _, answer in found)
        usual = expected if vocabulary.is_ours else 2 * n_true > len(found)
        for statement, answer in found:
            if answer is not usual:
                yield Hit(
                    say(
                        "the definition of {name} {what}, unlike the others",
                        name=vocabulary.name(statement.subject),
                        what=what if answer else otherwise,
                    ),
                    say("Write it as the other definitions are written."),
                    (statement,),
                )


@rule(
    "DEF-article",
    Severity.WARNING,
    what=say("A definition begins with its genus, without article."),
    why=say("So it can be put in the place of the label."),
    bad='ex:a a skos:Concept ; skos:definition "une personne qui soigne."@fr .',
    good='ex:a a skos:Concept ; skos:definition "personne qui soigne."@fr .',
    source=ISO_704,
    is_ours=True,
)
@each_text(_defining)
def article(vocabulary: Vocabulary, statement: Statement, literal: Literal) -> Verdict:
    """Definitions that open with an article; a coded value is defined by a clause."""
    articles = _ARTICLES.get(literal.language[:2], ())
    is_code = statement.subject.startswith(VALUE.iri)
    if is_code or not literal.value.lower().startswith(articles):
        return None
    return (
        say(
            "the definition of {name} opens with an article",
            name=vocabulary.name(statement.subject),
        ),
        say("Begin with the genus: “personne qui ...”, “person who ...”."),
    )


@rule(
    "DEF-length",
    Severity.WARNING,
    what=say("A definition is one sentence of reasonable length."),
    why=say("What goes beyond genus and difference belongs in a note."),
    bad='ex:a a skos:Concept ; skos:definition "personne qui soigne. Elle est formée."@fr .',
    good='ex:a a skos:Concept ; skos:definition "personne formée qui soigne."@fr .',
    source=ISO_704,
    is_ours=True,
)
@each_text(_defining)
def length(vocabulary: Vocabulary, statement: Statement, literal: Literal) -> Verdict:
    """Definitions of several sentences, of less than four words or more than sixty."""
    name = vocabulary.name(statement.subject)
    n_words = len(_WORDS.findall(literal.value))
    if _SENTENCE_END.search(literal.value):
        what = say("the definition of {name} has several sentences", name=name)
    elif not _FEWEST_WORDS <= n_words <= _MOST_WORDS:
        what = say("the definition of {name} has {count} words", name=name, count=n_words)
    else:
        return None
    return what, say("Keep one sentence of genus and difference; move the rest to skos:scopeNote.")


@rule(
    "DEF-negative",
    Severity.INFO,
    what=say("A definition says what the concept is, not what it is not."),
    why=say("What something is not leaves open what it is."),
    bad='ex:a a skos:Concept ; skos:definition "non professionnel qui aide un proche."@fr .',
    good='ex:a a skos:Concept ; skos:definition "proche qui aide sans en faire métier."@fr .',
    source=ISO_704,
    is_ours=True,
)
@each_text(_defining)
def negative(vocabulary: Vocabulary, statement: Statement, literal: Literal) -> Verdict:
    """Definitions that open with a negation."""
    if not literal.value.lower().startswith(_NEGATIONS):
        return None
    return (
        say(
            "the definition of {name} opens with a negation",
            name=vocabulary.name(statement.subject),
        ),
        say("Begin with the genus and say what sets the concept apart."),
    )
