"""Rules about the rest of our model: groups, characteristics, neighbours, sources, references."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lexique.messages import say
from lexique.model import LANGUAGES, Severity, Text
from lexique.namespaces import BASE, DCTERMS, LEX, RDF, RDFS, SKOS, VALUE
from lexique.rdf import BlankNode, Iri, Literal, Resource, Statement, Term
from lexique.rdf.lexical import is_well_typed
from lexique.skos.missing import led_to_nothing
from lexique.skos.properties import MAPPINGS, SEMANTIC
from lexique.skos.rule import Hit, rule
from lexique.skos.sources import SSSOM
from lexique.skos.vocabulary import Vocabulary

MODEL = "https://w3id.org/lexique/ns#"

GROUPS = {
    "role": ("Role", "roles"),
    "person": ("PersonClass", "roles"),
    "neighbour": ("Neighbour", "neighbours"),
    "level": ("Level", "levels"),
    "domain": ("Domain", "domains"),
    "status": ("Status", "statuses"),
    "training": ("Training", "trainings"),
    "mission": ("Mission", "missions"),
    "safeguard": ("Safeguard", "safeguards"),
    "experience": ("Experience", "experiences"),
    "seat": ("Seat", "seats"),
    "body": ("Body", "bodies"),
}
"""First part of the address of a concept, its class, and the scheme that it is in."""

CHARACTERISTICS = (
    "livedExperience", "sameSituation", "contact", "addressee", "mandate", "requiredTraining",
    "exerciseStatus", "teamPosition", "voice", "domain", "legalAnchor", "engagement",
)  # fmt: skip
"""What every role states (C1 to C9, C11 to C13); C10 has a rule of its own."""

_CODE_LISTS = {
    "livedExperience": "experience", "sameSituation": "situation", "contact": "contact",
    "addressee": "addressee", "mandate": "mandate", "teamPosition": "team", "voice": "voice",
    "levelApplicability": "level", "legalAnchor": "anchor", "neighbourKind": "kind",
}  # fmt: skip
"""Property to the code list of its values (the part of their name before the first hyphen)."""

_VERIFICATIONS = (VALUE["verified"], VALUE["second-hand"], VALUE["unverified"])


def _typed(vocabulary: Vocabulary, *names: str) -> Iterator[Resource]:
    """Yield the checked resources of our classes with these names."""
    for resource in vocabulary.instances(*(LEX[name] for name in names)):
        if not vocabulary.is_context(vocabulary.first_statement[resource]):
            yield resource


def _lacking(
    vocabulary: Vocabulary,
    resource: Resource,
    missing: Sequence[str],
    mend: Text,
    path: str | None = None,
) -> Hit:
    """Return the breach of a block that lacks statements of the properties `missing`."""
    return Hit(
        say("{name} lacks: {missing}", name=vocabulary.name(resource), missing=", ".join(missing)),
        mend,
        vocabulary.anchor(resource),
        path=path,
        key=(str(resource),),
    )


def _languages(vocabulary: Vocabulary, subject: Resource, predicate: str) -> set[str]:
    return {literal.language for literal in vocabulary.literals(subject, predicate)}


@rule(
    "LEX-group",
    Severity.VIOLATION,
    what=say("Address, class and scheme of a concept agree."),
    why=say("The group decides what a name that leads to the concept is answered with."),
    bad="role:chat a skos:Concept , lex:Neighbour ; skos:inScheme lexique:neighbours .",
    good="role:chat a skos:Concept , lex:Role ; skos:inScheme lexique:roles .",
    source=MODEL,
    is_ours=True,
)
def group(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Concepts of our groups whose class or scheme is not that of the group."""
    for concept in vocabulary.described_concepts:
        name = concept.removeprefix(BASE).split("/")[0]
        if name not in GROUPS or concept not in vocabulary.types:
            continue
        class_name, scheme = GROUPS[name]
        is_right = {SKOS.Concept, LEX[class_name]} <= vocabulary.types[concept]
        schemes = vocabulary.schemes_of.get(concept, frozenset())
        if not is_right or schemes != {BASE + scheme}:
            yield Hit(
                say(
                    "{name} should be a skos:Concept and lex:{class_name} in lexique:{scheme}",
                    name=vocabulary.name(concept),
                    class_name=class_name,
                    scheme=scheme,
                ),
                say("Correct the class or the scheme, or move the concept to its own group."),
                tuple(vocabulary.of(concept, RDF.type, SKOS.inScheme)),
                key=(str(concept),),
            )


@rule(
    "LEX-term",
    Severity.VIOLATION,
    what=say("Every term of our ontology that is used is defined in it."),
    why=say("A misspelt property is no error for RDF: its values just vanish."),
    bad='role:chat a lex:Role ; lex:reeson "x"@fr . lex:reason a rdf:Property .',
    good='role:chat lex:reason "x"@fr . lex:reason a rdf:Property .',
    source=MODEL,
    is_ours=True,
    needs_all=True,
)
def term(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Properties and classes of our namespace that the ontology does not hold."""
    from difflib import get_close_matches

    defined = [iri for iri in vocabulary.types if iri.startswith(LEX.iri)]
    if not defined:
        return
    known = frozenset(defined)
    uses = [
        (Iri(predicate), statement)
        for predicate in list(vocabulary.predicates)
        if predicate.startswith(LEX.iri) and predicate not in known
        for statement in vocabulary.stating(predicate)
    ]
    uses += [
        (Iri(str(statement.object)), statement)
        for statement in vocabulary.stating(RDF.type)
        if str(statement.object).startswith(LEX.iri) and statement.object not in known
    ]
    for iri, statement in uses:
        near = get_close_matches(iri, defined, n=1, cutoff=0.8)
        yield Hit(
            say("our ontology has no term {name}", name=vocabulary.short(iri)),
            say("Write {near}.", near=vocabulary.short(Iri(near[0])))
            if near
            else say("Define it in vocab/ontology.ttl, or use a term that is there."),
            (statement,),
            value=str(iri),
        )


@rule(
    "LEX-reference",
    Severity.VIOLATION,
    what=say("What a statement refers to in our namespace is described."),
    why=say("A reference to nothing is a misspelling or a block that was forgotten."),
    bad="role:chat a lex:Role ; lex:domain domain:sion .",
    good="role:chat a lex:Role ; lex:domain domain:soin . domain:soin a lex:Domain .",
    source=MODEL,
    is_ours=True,
    needs_all=True,
)
def reference(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Objects below our base of which nothing is said.

    Those that relations lead to have STR-dangling, those that designations lead to MAP-total.
    """
    yield from led_to_nothing(vocabulary, but={*SEMANTIC, SKOS.member, LEX["designates"]})


@rule(
    "LEX-untyped",
    Severity.VIOLATION,
    what=say("What is stated of a subject of ours stands beside its type."),
    why=say("A mapping or a label without the block of its concept is what a deletion leaves."),
    bad="role:chat skos:closeMatch <http://example.com/x> . role:chien a lex:Role .",
    good="role:chat a skos:Concept , lex:Role ; skos:closeMatch <http://example.com/x> .",
    source=MODEL,
    is_ours=True,
    needs_all=True,
)
def untyped(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Subjects of our namespace that no block gives a type."""
    for subject, statement in vocabulary.first_statement.items():
        if subject in vocabulary.missing:
            continue  # reported where something leads to it
        if subject.startswith(BASE) and not vocabulary.is_described(subject):
            yield Hit(
                say(
                    "something is stated of {name}, but no block says what it is",
                    name=vocabulary.short(subject),
                ),
                say(
                    "If it was deleted, put it back with owl:deprecated true; nothing published "
                    "is ever deleted. If it was renamed, correct the identifier."
                ),
                (statement,),
                value=str(subject),
                key=(str(subject),),
            )


@rule(
    "LEX-range",
    Severity.VIOLATION,
    what=say("A property of our ontology has values of the kind that the ontology asks for."),
    why=say("A source where a level should be cannot be compared or shown."),
    bad="lex:domain a rdf:Property ; rdfs:range lex:Domain . "
    "role:chat a lex:Role ; lex:domain status:benevole . status:benevole a lex:Status .",
    good="lex:domain a rdf:Property ; rdfs:range lex:Domain . "
    "role:chat a lex:Role ; lex:domain domain:soin . domain:soin a lex:Domain .",
    source=MODEL,
    is_ours=True,
)
def range_(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Values outside the stated rdfs:range: classes, texts with language, datatypes."""
    for statement in list(vocabulary.stating(RDFS.range)):
        ranges = vocabulary.values(statement.subject, RDFS.range)
        if not statement.subject.startswith(LEX.iri) or len(ranges) != 1:
            continue
        for use in vocabulary.stating(str(statement.subject)):
            if not _is_in_range(vocabulary, use.object, str(ranges[0])):
                yield Hit(
                    say(
                        "{property} of {name} should be a {range}",
                        property=vocabulary.short(use.predicate),
                        name=vocabulary.short(use.subject),
                        range=vocabulary.short(ranges[0]),
                    ),
                    say("Write a value of that kind."),
                    (use,),
                    value=use.object.value if isinstance(use.object, Literal) else str(use.object),
                )


def _is_in_range(vocabulary: Vocabulary, value: Term, wanted: str) -> bool:
    if isinstance(value, Literal):
        if wanted == RDF.langString:
            return bool(value.language)
        return value.datatype == wanted and is_well_typed(value.value, wanted)
    if wanted.startswith("http://www.w3.org/2001/XMLSchema#") or wanted == RDF.langString:
        return False
    classes = vocabulary.types.get(value)
    # Of what is not described, LEX-reference speaks.
    return not classes or any(_is_below(vocabulary, kind, wanted) for kind in classes)


def _is_below(vocabulary: Vocabulary, kind: Term, wanted: str) -> bool:
    seen: set[Term] = set()
    waiting = [kind]
    for current in waiting:
        if current == wanted:
            return True
        if not isinstance(current, Literal) and current not in seen:
            seen.add(current)
            waiting += vocabulary.values(current, RDFS.subClassOf)
    return False


@rule(
    "LEX-code",
    Severity.VIOLATION,
    what=say("A characteristic has values of its own code list."),
    why=say("Two roles can be compared only by values of the same list."),
    bad="role:chat a lex:Role ; lex:voice value:team-member .",
    good="role:chat a lex:Role ; lex:voice value:voice-none .",
    source=MODEL,
    is_ours=True,
)
def code(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Values whose name does not begin with the code list of the property."""
    for name, code_list in _CODE_LISTS.items():
        for statement in vocabulary.stating(LEX[name]):
            if not str(statement.object).startswith(VALUE[f"{code_list}-"]):
                yield Hit(
                    say(
                        "{property} of {name} takes values value:{list}-..., not {value}",
                        property=vocabulary.short(statement.predicate),
                        name=vocabulary.name(statement.subject),
                        list=code_list,
                        value=vocabulary.short(statement.object),
                    ),
                    say("Choose a value of the list in vocab/values.ttl."),
                    (statement,),
                    value=str(statement.object),
                )


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
    for role in _typed(vocabulary, "Role"):
        abstract = vocabulary.literals(role, LEX["abstract"])
        if role in vocabulary.deprecated or any(item.value == "true" for item in abstract):
            continue
        missing = [name for name in CHARACTERISTICS if not vocabulary.of(role, LEX[name])]
        if not vocabulary.of(role, LEX["typicalMinLevel"], LEX["levelApplicability"]):
            missing.append("typicalMinLevel")
        if missing:
            mend = say("State each; where nothing is required there is a value that says so.")
            named = [f"lex:{name}" for name in missing]
            yield _lacking(vocabulary, role, named, mend, path=LEX[missing[0]])


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
    for role in _typed(vocabulary, "Role", "PersonClass"):
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
    for resource in _typed(vocabulary, "Neighbour", "PersonClass"):
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
            yield _lacking(vocabulary, resource, missing, mend, path=LEX["reason"])


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
    for resource in _typed(vocabulary, "Distinction"):
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
            yield _lacking(vocabulary, resource, missing, say("Complete the block."))


@rule(
    "LEX-source",
    Severity.VIOLATION,
    what=say("A source has a title, and says how well it was verified."),
    why=say("Nothing unverified is stated as a fact; the reader must be able to see it."),
    bad="source:x a lex:Source .",
    good='source:x a lex:Source ; dcterms:title "Livre"@fr ; lex:verification value:verified .',
    source=MODEL,
    is_ours=True,
)
def source(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Sources without title or verification, or verified in an unknown way."""
    for resource in _typed(vocabulary, "Source", "LegalText"):
        missing = [] if vocabulary.of(resource, DCTERMS.title) else ["dcterms:title"]
        found = vocabulary.values(resource, LEX["verification"])
        if len(found) != 1 or found[0] not in _VERIFICATIONS:
            missing.append("lex:verification")
        if missing:
            yield _lacking(
                vocabulary, resource, missing, say("Complete the block in vocab/sources.ttl.")
            )


@rule(
    "LEX-source-unused",
    Severity.INFO,
    what=say("Every source is used."),
    why=say("A source that nothing rests on was perhaps forgotten in a block."),
    bad='source:x a lex:Source ; dcterms:title "Livre"@fr ; lex:verification value:verified .',
    good='source:x a lex:Source ; dcterms:title "Livre"@fr . '
    "role:a lex:definitionSource source:x .",
    source=MODEL,
    is_ours=True,
    needs_all=True,
)
def source_unused(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Sources to which no statement refers."""
    for resource in _typed(vocabulary, "Source", "LegalText"):
        if resource not in vocabulary.mentions:
            yield Hit(
                say("nothing refers to {name}", name=vocabulary.short(resource)),
                say("Refer to it where it is used, or remove it before it is published."),
                vocabulary.anchor(resource),
                key=(str(resource),),
            )


@rule(
    "LEX-created",
    Severity.VIOLATION,
    what=say("Every concept says when it was made."),
    why=say("Who reads an old export must know whether the concept existed then."),
    bad="role:chat a skos:Concept , lex:Role .",
    good='role:chat a skos:Concept , lex:Role ; dcterms:created "2026-11-21"^^xsd:date .',
    source=MODEL,
    is_ours=True,
)
def created(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Stated concepts without date of creation."""
    for concept in vocabulary.described_concepts:
        is_stated = SKOS.Concept in vocabulary.types.get(concept, ())
        if is_stated and not vocabulary.of(concept, DCTERMS.created):
            yield Hit(
                say("{name} has no date of creation", name=vocabulary.name(concept)),
                say('Add dcterms:created "2026-11-21"^^xsd:date with the day of its making.'),
                vocabulary.anchor(concept),
                path=DCTERMS.created,
            )


@rule(
    "LEX-blank",
    Severity.VIOLATION,
    what=say("There is no blank node but the list of an ordered collection."),
    why=say("What has no identifier cannot be referred to, compared or kept over versions."),
    bad="role:chat a lex:Role ; lex:domain [ a lex:Domain ] .",
    good="role:chat a lex:Role ; lex:domain domain:soin .",
    source=MODEL,
    is_ours=True,
)
def blank(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Blank nodes outside lists."""
    for statement in vocabulary.statements:
        is_list = statement.predicate in (SKOS.memberList, RDF.rest, RDF.first)
        if isinstance(statement.object, BlankNode) and not is_list:
            yield Hit(
                say(
                    "{property} of {name} leads to a blank node",
                    property=vocabulary.short(statement.predicate),
                    name=vocabulary.short(statement.subject),
                ),
                say("Give it an identifier of its own."),
                (statement,),
                value="[]",
            )


@rule(
    "LEX-block",
    Severity.VIOLATION,
    what=say("What is stated of one subject stands in one block of one file."),
    why=say("Two blocks go out of step; who edits one does not see the other."),
    bad='role:chat a lex:Role . role:chien a lex:Role . role:chat lex:reason "x"@fr .',
    good='role:chat a lex:Role ; lex:reason "x"@fr . role:chien a lex:Role .',
    source=MODEL,
    is_ours=True,
)
def block(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Subjects met again after another subject, mappings and ontology files excepted.

    A mapping stands with its target vocabulary, so it may be in a file of its own.
    """
    mapping = {
        SKOS.exactMatch,
        SKOS.closeMatch,
        SKOS.broadMatch,
        SKOS.narrowMatch,
        SKOS.relatedMatch,
    }
    blocks: defaultdict[Resource, list[Statement]] = defaultdict(list)
    previous: Resource | None = None
    for statement in vocabulary.statements:
        subject = statement.subject
        if isinstance(subject, Iri) and statement.predicate not in mapping:
            if subject != previous:
                blocks[subject].append(statement)
            previous = subject
    for subject, starts in blocks.items():
        if len(starts) > 1:
            yield Hit(
                say(
                    "{name} is described in {count} places",
                    name=vocabulary.short(subject),
                    count=len(starts),
                ),
                say("Put all its statements into one block; lexique fmt does it within a file."),
                tuple(starts),
                key=(str(subject),),
            )


@rule(
    "MAP-justified",
    Severity.VIOLATION,
    what=say("A mapping to another vocabulary says what was verified, and by which source."),
    why=say("A wrong identifier is worse than none; the reader must know how sure it is."),
    bad="role:chat a skos:Concept , lex:Role ; skos:exactMatch <http://example.com/x> .",
    good="role:chat a skos:Concept , lex:Role ; skos:exactMatch <http://example.com/x> . "
    "<https://w3id.org/lexique/mapping/m> a lex:Mapping ; rdf:subject role:chat ; "
    "rdf:predicate skos:exactMatch ; rdf:object <http://example.com/x> ; "
    'lex:mappingVerification "x"@fr ; dcterms:source source:x .',
    source=SSSOM,
    is_ours=True,
)
def justified(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Mapping statements to other vocabularies without a lex:Mapping that justifies them."""
    justified_triples = set()
    for mapping in vocabulary.instances(LEX["Mapping"]):
        if vocabulary.of(mapping, LEX["mappingVerification"]) and vocabulary.of(
            mapping, DCTERMS.source
        ):
            parts = [
                vocabulary.values(mapping, RDF.iri + name)[:1]
                for name in ("subject", "predicate", "object")
            ]
            justified_triples.add(tuple(part[0] if part else None for part in parts))
    for statement in vocabulary.stating(*MAPPINGS):
        triple = (statement.subject, statement.predicate, statement.object)
        if not str(statement.object).startswith(BASE) and triple not in justified_triples:
            yield Hit(
                say(
                    "{property} of {name} has no lex:Mapping that says what was verified",
                    property=vocabulary.short(statement.predicate),
                    name=vocabulary.name(statement.subject),
                ),
                say(
                    "Add the block with rdf:subject, rdf:predicate, rdf:object, "
                    "lex:mappingVerification and dcterms:source."
                ),
                (statement,),
                value=str(statement.object),
            )
