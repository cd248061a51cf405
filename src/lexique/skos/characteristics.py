"""Rules about what delimits concepts: characteristics, levels, reasons, distinctions."""

from __future__ import annotations

from collections.abc import Iterator

from lexique.messages import say
from lexique.model import LANGUAGES, Severity
from lexique.namespaces import DCTERMS, LEX
from lexique.rdf import Literal, Resource, Statement
from lexique.skos.incomplete import lacking, typed
from lexique.skos.rule import Hit, rule
from lexique.skos.sources import MODEL
from lexique.skos.vocabulary import Vocabulary

CHARACTERISTICS = (
    "livedExperience", "sameSituation", "contact", "addressee", "mandate", "requiredTraining",
    "exerciseStatus", "teamPosition", "voice", "domain", "legalAnchor", "engagement",
)  # fmt: skip
"""What every role states (C1 to C9, C11 to C13); C10 has a rule of its own."""


@rule(
    "LEX-characteristics",
    Severity.VIOLATION,
    what=say("A role states every delimiting characteristic."),
    why=say("Comparing, identifying and checking declarations rest on them."),
    bad="role:chat a skos:Concept , lex:Role ; lex:voice value:voice-none .",
    good="role:chat a skos:Concept , lex:Role ; lex:livedExperience value:experience-own ; "
    "lex:sameSituation value:situation-usual ; lex:contact value:contact-core ; "
    "lex:addressee value:addressee-peers ; lex:mandate value:mandate-none ; "
    "lex:requiredTraining training:aucune ; lex:exerciseStatus status:benevole ; "
    "lex:teamPosition value:team-member ; lex:voice value:voice-none ; lex:domain domain:soin ; "
    "lex:legalAnchor value:anchor-none ; lex:engagement true ; "
    "lex:levelApplicability value:level-not-applicable .",
    source=MODEL,
    is_ours=True,
)
def characteristics(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Roles that leave characteristics out, one finding a role; abstract and withdrawn ones may."""
    for role in typed(vocabulary, "Role"):
        abstract = vocabulary.literals(role, LEX["abstract"])
        if role in vocabulary.deprecated or any(item.value == "true" for item in abstract):
            continue
        missing = [name for name in CHARACTERISTICS if not vocabulary.of(role, LEX[name])]
        if not vocabulary.of(role, LEX["typicalMinLevel"], LEX["levelApplicability"]):
            missing.append("typicalMinLevel")
        if missing:
            mend = say("State each; where nothing is required there is a value that says so.")
            named = [f"lex:{name}" for name in missing]
            yield lacking(vocabulary, role, named, mend, path=LEX[missing[0]])


@rule(
    "LEX-levels",
    Severity.VIOLATION,
    what=say(
        "A role has a lowest and a highest level, in order, or says that levels do not apply."
    ),
    why=say("Half a range, or one that is upside down, cannot be compared with a declaration."),
    bad="role:chat a lex:Role ; lex:typicalMinLevel level:partenariat .",
    good="role:chat a lex:Role ; lex:typicalMinLevel level:a ; lex:typicalMaxLevel level:b . "
    "level:a lex:ordinal 1 . level:b lex:ordinal 2 .",
    source=MODEL,
    is_ours=True,
    needs_all=True,
)
def levels(vocabulary: Vocabulary) -> Iterator[Hit]:
    """One end only, both ends and “not applicable”, or a lowest above the highest."""
    for role in typed(vocabulary, "Role", "PersonClass"):
        lowest = _distinct(vocabulary, role, "typicalMinLevel")
        highest = _distinct(vocabulary, role, "typicalMaxLevel")
        neither = _distinct(vocabulary, role, "levelApplicability")
        if (len(lowest), len(highest), len(neither)) in ((1, 1, 0), (0, 0, 1), (0, 0, 0)):
            ends = [_ordinal(vocabulary, item) for item in (*lowest, *highest)]
            if len(ends) < 2 or ends[0] <= ends[1]:
                continue
        yield Hit(
            say("the levels of {name} are incomplete or upside down", name=vocabulary.name(role)),
            say("State lex:typicalMinLevel and lex:typicalMaxLevel, or lex:levelApplicability."),
            (*lowest, *highest, *neither),
            key=(str(role),),
        )


def _distinct(vocabulary: Vocabulary, role: Resource, name: str) -> list[Statement]:
    """Return the statements of a property, those that say the same once (LEX-block tells)."""
    return list({item.object: item for item in vocabulary.of(role, LEX[name])}.values())


def _ordinal(vocabulary: Vocabulary, statement: Statement) -> int:
    target = statement.object
    if isinstance(target, Literal):
        return 0
    found = vocabulary.literals(target, LEX["ordinal"])
    return int(found[0].value) if found and found[0].value.isdigit() else 0


@rule(
    "LEX-reason",
    Severity.VIOLATION,
    what=say("A neighbour and a class of persons say why they are no role, in both languages."),
    why=say("Who wrote the name gets the reason as an answer."),
    bad="neighbour:chat a skos:Concept , lex:Neighbour ; lex:neighbourKind value:kind-staff .",
    good="neighbour:chat a skos:Concept , lex:Neighbour ; lex:neighbourKind value:kind-staff ; "
    'lex:reason "est un animal."@fr ; lex:reason "is an animal."@en .',
    source=MODEL,
    is_ours=True,
)
def reason(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Neighbours and person classes without reason in French or English, or without kind."""
    for resource in typed(vocabulary, "Neighbour", "PersonClass"):
        if resource in vocabulary.deprecated:
            continue
        missing = [
            f"lex:reason @{tag}"
            for tag in LANGUAGES
            if tag not in _languages(vocabulary, resource, LEX["reason"])
        ]
        is_neighbour = LEX["Neighbour"] in vocabulary.types[resource]
        if is_neighbour and len(vocabulary.of(resource, LEX["neighbourKind"])) != 1:
            missing.append("lex:neighbourKind")
        if missing:
            mend = say("Say in one sentence why this is no role.")
            yield lacking(vocabulary, resource, missing, mend, path=LEX["reason"])


@rule(
    "LEX-distinction",
    Severity.VIOLATION,
    what=say("A distinction stands between two roles, in both languages, with a source."),
    why=say("It is shown where the two are compared."),
    bad="distinction:a--b a lex:Distinction ; lex:between role:a .",
    good="distinction:a--b a lex:Distinction ; lex:between role:a ; lex:between role:b ; "
    'lex:difference "x"@fr ; lex:difference "x"@en ; dcterms:source source:x .',
    source=MODEL,
    is_ours=True,
)
def distinction(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Distinctions that miss a role, a language, a source, or whose name is not theirs."""
    for resource in typed(vocabulary, "Distinction"):
        roles = sorted(
            str(value).rpartition("/")[2] for value in vocabulary.values(resource, LEX["between"])
        )
        missing = [] if len(roles) == 2 else ["lex:between"]
        spoken = _languages(vocabulary, resource, LEX["difference"])
        missing += [f"lex:difference @{tag}" for tag in LANGUAGES if tag not in spoken]
        if not vocabulary.of(resource, DCTERMS.source):
            missing.append("dcterms:source")
        if not missing and resource.rpartition("/")[2] not in (
            "--".join(roles),
            "--".join(reversed(roles)),
        ):
            missing.append("distinction:" + "--".join(roles))
        if missing:
            yield lacking(vocabulary, resource, missing, say("Complete the block."))


def _languages(vocabulary: Vocabulary, subject: Resource, predicate: str) -> set[str]:
    return {literal.language for literal in vocabulary.literals(subject, predicate)}
