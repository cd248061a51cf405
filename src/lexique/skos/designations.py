"""Rules about our designations: who says what, where, how it is rated, and on what ground."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lexique.errors import OwnDataError
from lexique.messages import say
from lexique.model import Severity, Status, Text
from lexique.namespaces import BASE, DCTERMS, LEX, OWL, SKOS, SKOSXL, TERM, VALUE
from lexique.rdf import Iri, Literal, Resource, Statement, Term
from lexique.skos.deprecation import has_successor_or_reason
from lexique.skos.missing import MOST_PLACES, led_to, led_to_nothing
from lexique.skos.rule import Hit, Rule, rule
from lexique.skos.sources import ISO_1087, SSSOM
from lexique.skos.vocabulary import Vocabulary

STATUSES = tuple(VALUE[str(status)] for status in Status if status is not Status.HIDDEN)
_JURISDICTION = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?|INT")
_CONCEPT, _FORM, _STATUS = LEX["designates"], SKOSXL.literalForm, LEX["administrativeStatus"]
_JURISDICTIONS = LEX["jurisdiction"]


def designations(vocabulary: Vocabulary) -> Iterator[Resource]:
    """Yield every designation of the checked files."""
    for term in vocabulary.instances(LEX["Designation"]):
        if not vocabulary.is_context(vocabulary.first_statement[term]):
            yield term


def _term_rule(
    rule_id: str,
    predicate: str,
    *,
    what: Text,
    message: Text,
    mend: Text,
    bad: str,
    good: str,
    most: int | None = 1,
) -> Rule:
    """Return a rule that each designation has one value of `predicate` (up to `most`)."""

    def check(vocabulary: Vocabulary) -> Iterator[Hit]:
        for term in designations(vocabulary):
            stated = vocabulary.of(term, predicate)
            if not stated or (most is not None and len(stated) > most):
                yield Hit(
                    say("{name}: {message}", name=vocabulary.short(term), message=message),
                    mend,
                    tuple(stated) or vocabulary.anchor(term),
                    path=predicate,
                    key=(str(term),),
                )

    return rule(
        rule_id,
        Severity.VIOLATION,
        what=what,
        why=say("Without it a name cannot be brought to its concept, or not with a reason."),
        bad=bad,
        good=good,
        source=ISO_1087,
        is_ours=True,
    )(check)


_GOOD = (
    'term:chat--chat--fr a lex:Designation ; skosxl:literalForm "chat"@fr ; '
    'lex:designates role:chat ; lex:administrativeStatus value:preferred ; lex:jurisdiction "FR" ; '
    "dcterms:source source:x . role:chat a skos:Concept ."
)

concept = _term_rule(
    "TERM-concept",
    _CONCEPT,
    what=say("A designation stands for one concept."),
    message=say("it designates no concept, or several"),
    mend=say("Write one lex:designates; make a second designation for a second reading."),
    bad='term:chat--chat--fr a lex:Designation ; skosxl:literalForm "chat"@fr .',
    good=_GOOD,
)
status = _term_rule(
    "TERM-status",
    _STATUS,
    what=say("A designation has one administrative status."),
    message=say("its status is missing, or there are several"),
    mend=say("Write lex:administrativeStatus value:preferred, admitted, deprecated or superseded."),
    bad='term:chat--chat--fr a lex:Designation ; skosxl:literalForm "chat"@fr .',
    good=_GOOD,
)
jurisdiction = _term_rule(
    "TERM-jurisdiction",
    _JURISDICTIONS,
    what=say("A designation belongs to one jurisdiction."),
    message=say("its jurisdiction is missing, or there are several"),
    mend=say('Write lex:jurisdiction "FR", with an ISO 3166 code, "EU" or "INT".'),
    bad='term:chat--chat--fr a lex:Designation ; skosxl:literalForm "chat"@fr .',
    good=_GOOD,
)
source = _term_rule(
    "TERM-source",
    DCTERMS.source,
    what=say("A designation names the sources that attest it."),
    message=say("it has no source"),
    mend=say("Add dcterms:source with the place where the name was met."),
    bad='term:chat--chat--fr a lex:Designation ; skosxl:literalForm "chat"@fr .',
    good=_GOOD,
    most=None,
)


@rule(
    "TERM-values",
    Severity.VIOLATION,
    what=say("Status and jurisdiction of a designation are among those that are known."),
    why=say("An unknown code would be treated as none."),
    bad='term:chat--chat--fr a lex:Designation ; lex:jurisdiction "UK" .',
    good=_GOOD,
    source=ISO_1087,
    is_ours=True,
)
def values(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Statuses that are none of the four, codes that are no ISO 3166 code (UK is GB)."""
    for term in designations(vocabulary):
        for statement in vocabulary.of(term, _STATUS):
            if statement.object not in STATUSES:
                yield Hit(
                    say("{name} has an unknown status", name=vocabulary.short(term)),
                    say("Write value:preferred, admitted, deprecated or superseded."),
                    (statement,),
                    value=str(statement.object),
                )
        for statement in vocabulary.of(term, _JURISDICTIONS):
            code = _text(statement)
            if not _JURISDICTION.fullmatch(code) or code == "UK":
                yield Hit(
                    say(
                        "{name} has the unknown jurisdiction “{code}”",
                        name=vocabulary.short(term),
                        code=code,
                    ),
                    say("Write an ISO 3166 code in capitals (FR, CA-QC, GB), EU or INT."),
                    (statement,),
                    value=code,
                )


def _text(statement: Statement) -> str:
    value = statement.object
    return value.value if isinstance(value, Literal) else str(value)


@rule(
    "TERM-iri",
    Severity.VIOLATION,
    what=say("The identifier of a designation says its form, concept and jurisdiction."),
    why=say("term:<form>--<concept>--<jurisdiction> is unique, readable and can be found by hand."),
    bad="term:chat--chien--fr a lex:Designation ; lex:designates role:chat ; "
    'lex:jurisdiction "FR" .',
    good=_GOOD,
    source="https://www.w3.org/TR/cooluris/",
    is_ours=True,
)
def iri(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Identifiers whose middle or last part is not that of the concept and jurisdiction stated.

    Where a form is the same in two languages, the language follows the jurisdiction (`be-nl`).
    """
    for term in designations(vocabulary):
        parts = (TERM.name_of(term) or "").split("--")
        concepts = [
            value for value in vocabulary.values(term, _CONCEPT) if not isinstance(value, Literal)
        ]
        codes = [_text(statement).lower() for statement in vocabulary.of(term, _JURISDICTIONS)]
        if not concepts or not codes:
            continue
        tags = [form.language for form in vocabulary.literals(term, _FORM)]
        codes += [f"{code}-{tag}" for code in codes for tag in tags]
        slugs = _slugs(concepts[0])
        is_right = len(parts) == 3 and parts[0] and parts[1] in slugs and parts[2] in codes
        if not is_right:
            yield Hit(
                say(
                    "{name} does not say its concept ({concept}) and jurisdiction ({code})",
                    name=vocabulary.short(term),
                    concept=min(slugs, key=len),
                    code=codes[0],
                ),
                say(
                    "Name it term:<form>--{concept}--{code}.",
                    concept=min(slugs, key=len),
                    code=codes[0],
                ),
                vocabulary.anchor(term),
                value=str(term),
                key=(str(term),),
            )


def _slugs(concept: Resource) -> set[str]:
    """Return how an identifier may name a concept: its slug, alone or after its group."""
    name = concept.removeprefix(BASE).removeprefix("ns#")
    group, _, slug = name.rpartition("/")
    folded = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", slug).lower()
    return {
        slug,
        slug.lower(),
        folded,
        f"{group}-{slug}",
        f"property-{folded}",
        f"property-{slug.lower()}",
    }


@rule(
    "TERM-preferred",
    Severity.VIOLATION,
    what=say("A concept has one preferred designation in each jurisdiction and language."),
    why=say("The preferred label is derived from it."),
    bad='term:a--chat--fr a lex:Designation ; skosxl:literalForm "a"@fr ; '
    'lex:designates role:chat ; lex:administrativeStatus value:preferred ; lex:jurisdiction "FR" . '
    'term:b--chat--fr a lex:Designation ; skosxl:literalForm "b"@fr ; '
    'lex:designates role:chat ; lex:administrativeStatus value:preferred ; lex:jurisdiction "FR" .',
    good=_GOOD,
    source=ISO_1087,
    is_ours=True,
)
def preferred(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Several preferred designations of one concept, jurisdiction and language."""
    groups: defaultdict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for term, key in _keys(vocabulary):
        for statement in vocabulary.of(term, _STATUS):
            if statement.object == VALUE["preferred"]:
                groups[key[:3]].append(statement)
    for (concept_iri, code, language), statements in groups.items():
        if len(statements) > 1:
            yield Hit(
                say(
                    "{count} designations of {concept} are preferred ({code}, {language}): {names}",
                    count=len(statements),
                    concept=concept_iri.removeprefix(BASE),
                    code=code,
                    language=language,
                    names=", ".join(vocabulary.short(item.subject) for item in statements),
                ),
                say("Keep one preferred; make the others admitted."),
                tuple(statements),
                key=(concept_iri, code, language),
            )


def _keys(vocabulary: Vocabulary) -> Iterator[tuple[Resource, tuple[str, str, str, str]]]:
    """Yield each designation with its concept, jurisdiction, language and form."""
    for term in designations(vocabulary):
        for concept_iri in vocabulary.values(term, _CONCEPT):
            for code in vocabulary.literals(term, _JURISDICTIONS):
                for form in vocabulary.literals(term, _FORM):
                    yield term, (str(concept_iri), code.value, form.language, form.value)


@rule(
    "TERM-duplicate",
    Severity.VIOLATION,
    what=say("A form stands once for a concept in a jurisdiction and language."),
    why=say("Two blocks for one designation go out of step."),
    bad='term:a--chat--fr a lex:Designation ; skosxl:literalForm "chat"@fr ; '
    'lex:designates role:chat ; lex:jurisdiction "FR" . '
    'term:b--chat--fr a lex:Designation ; skosxl:literalForm "chat"@fr ; '
    'lex:designates role:chat ; lex:jurisdiction "FR" .',
    good=_GOOD,
    source=ISO_1087,
    is_ours=True,
)
def duplicate(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Designations with one form, concept, jurisdiction and language."""
    groups: defaultdict[tuple[str, str, str, str], dict[Resource, None]] = defaultdict(dict)
    for term, key in _keys(vocabulary):
        groups[key].setdefault(term)
    for key, terms in groups.items():
        if len(terms) > 1:
            yield Hit(
                say(
                    "“{form}” stands twice for {concept} in {code}",
                    form=key[3],
                    concept=key[0].removeprefix(BASE),
                    code=key[1],
                ),
                say("Merge the two blocks."),
                tuple(vocabulary.anchor(term)[0] for term in terms),
                value=key[3],
                key=key,
            )


@rule(
    "TERM-language",
    Severity.VIOLATION,
    what=say("The form of a designation is a text with its language."),
    why=say("Without language no label can be derived from it."),
    bad='term:chat--chat--fr a lex:Designation ; skosxl:literalForm "chat" .',
    good=_GOOD,
    source=ISO_1087,
    is_ours=True,
)
def language(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Literal and attested forms and cues without language tag, or no text at all."""
    for term in designations(vocabulary):
        for statement in vocabulary.of(term, _FORM, LEX["attestedForm"], LEX["cue"]):
            value = statement.object
            if not isinstance(value, Literal) or not value.language or not value.value.strip():
                yield Hit(
                    say("a form of {name} has no language", name=vocabulary.short(term)),
                    say("Write the form with its language tag, such as @fr."),
                    (statement,),
                    value=_text(statement),
                )


@rule(
    "MAP-total",
    Severity.VIOLATION,
    what=say(
        "Every designation leads to a concept that is in use, or to one that has a successor."
    ),
    why=say("An old name must reach something that can be used today."),
    bad="term:a--chat--fr a lex:Designation ; lex:designates role:chat . "
    "role:chat a skos:Concept ; owl:deprecated true .",
    good=_GOOD,
    source=SSSOM,
    is_ours=True,
    needs_all=True,
)
def total(vocabulary: Vocabulary) -> Iterator[Hit]:
    """What designations lead to and is described nowhere, or withdrawn without successor."""
    yield from led_to_nothing(vocabulary, {_CONCEPT})
    withdrawn: defaultdict[Term, list[Statement]] = defaultdict(list)
    for term in designations(vocabulary):
        for statement in vocabulary.of(term, _CONCEPT):
            if statement.object in vocabulary.deprecated:
                withdrawn[statement.object].append(statement)
    for target, statements in withdrawn.items():
        assert not isinstance(target, Literal)
        if not has_successor_or_reason(vocabulary, target):
            yield Hit(
                led_to(vocabulary, statements, say("which is withdrawn without successor")),
                say("Let it designate a concept in use, or name the successor of that one."),
                (*vocabulary.of(target, OWL.deprecated), *statements[:MOST_PLACES]),
                value=str(target),
                key=(str(target),),
            )


@rule(
    "MAP-functional",
    Severity.INFO,
    what=say("A form with two readings in a jurisdiction says by cues which one is meant."),
    why=say("Without a cue the answer stays ambiguous, which may be the truth."),
    bad='term:a--chat--fr a lex:Designation ; skosxl:literalForm "a"@fr ; '
    'lex:designates role:chat ; lex:jurisdiction "FR" . '
    'term:a--chien--fr a lex:Designation ; skosxl:literalForm "a"@fr ; '
    'lex:designates role:chien ; lex:jurisdiction "FR" .',
    good=_GOOD,
    source=SSSOM,
    is_ours=True,
)
def functional(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Forms that stand for several concepts where no reading has a cue."""
    readings: defaultdict[tuple[str, str, str], dict[str, Resource]] = defaultdict(dict)
    for term, (concept_iri, code, tag, form) in _keys(vocabulary):
        readings[code, tag, form].setdefault(concept_iri, term)
    for (code, tag, form), terms in readings.items():
        if len(terms) > 1 and not any(vocabulary.of(term, LEX["cue"]) for term in terms.values()):
            yield Hit(
                say(
                    "“{form}”@{tag} stands for {count} concepts in {code} and no cue decides: "
                    "{names}",
                    form=form,
                    tag=tag,
                    count=len(terms),
                    code=code,
                    names=", ".join(iri.removeprefix(BASE) for iri in terms),
                ),
                say("Add lex:cue with words that select one reading, if there are any."),
                tuple(vocabulary.anchor(term)[0] for term in terms.values()),
                value=form,
                key=(code, tag, form),
            )


@rule(
    "MAP-roundtrip",
    Severity.VIOLATION,
    what=say("The preferred label of a concept, read as a name, gives that concept."),
    why=say("What lexique writes in a list must be understood when the list comes back."),
    bad='role:chat a skos:Concept , lex:Role ; skos:prefLabel "l’une"@fr . '
    'term:l-une--chat--fr a skosxl:Label , lex:Designation ; skosxl:literalForm "l’une"@fr ; '
    'lex:designates role:chat ; lex:jurisdiction "FR" ; '
    "lex:administrativeStatus value:preferred .",
    good='role:chat a skos:Concept , lex:Role ; skos:prefLabel "chat"@fr . '
    'term:chat--chat--fr a skosxl:Label , lex:Designation ; skosxl:literalForm "chat"@fr ; '
    'lex:designates role:chat ; lex:jurisdiction "FR" ; '
    "lex:administrativeStatus value:preferred .",
    source=SSSOM,
    is_ours=True,
    needs_all=True,
)
def roundtrip(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Preferred labels that are not read as their concept, be it one reading of several."""
    from lexique.lexicon import Lexicon

    try:
        lexicon = Lexicon.from_statements(vocabulary.statements)
    except OwnDataError:
        return  # LEX-labels reports the labels that clash.
    named = {statement.object for statement in vocabulary.stating(_CONCEPT)}
    for concept, literal, statement in vocabulary.labels(SKOS.prefLabel):
        if concept not in named or concept in vocabulary.deprecated:
            continue
        readings = [reading.concept for reading in lexicon.harmonise(literal.value).readings]
        if concept not in [reading.iri for reading in readings]:
            yield Hit(
                say(
                    "the label “{text}” of {name} is read as {read}",
                    text=literal.value,
                    name=vocabulary.short(concept),
                    read=vocabulary.names(Iri(reading.iri) for reading in readings),
                )
                if readings
                else say(
                    "the label “{text}” of {name} is not understood when it is read as a name",
                    text=literal.value,
                    name=vocabulary.short(concept),
                ),
                say("Choose another preferred label, or give the other reading a cue."),
                (statement,),
                value=literal.value,
            )
