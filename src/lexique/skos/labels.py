"""Rules about labels and notations."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher

from lexique.messages import say
from lexique.model import LANGUAGES, Severity
from lexique.namespaces import LEX, SKOS, SKOSXL
from lexique.rdf import Iri, Literal, Resource, Statement
from lexique.skos.rule import Hit, Verdict, each_text, rule, text_of
from lexique.skos.terms import misspelling
from lexique.skos.vocabulary import LABELS, MAPPINGS, NOTES, Vocabulary

QSKOS = "https://github.com/cmader/qSKOS/wiki/Quality-Issues"
ISO_25964 = "ISO 25964-1"
_BLANKS = "\u00a0\u2007\u202f\u2000-\u2006\u2008-\u200a\u3000"
_SPACES = re.compile(rf"^[\s{_BLANKS}]|[\s{_BLANKS}]$|[ {_BLANKS}]{{2,}}")
_FRENCH_SPACES = re.compile(r"(?<=\S)[\u00a0\u202f](?=[;:!?»%])|(?<=«)[\u00a0\u202f](?=\S)")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_LANGUAGE_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+",
)
_MARKUP = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>|<!--")
_WRONG_TAGS = {
    "uk-en": "en-gb",
    "en-uk": "en-gb",
    "jp": "ja",
    "cz": "cs",
    "gr": "el",
    "dk": "da",
    "se": "sv",
    "cn": "zh",
    "fra": "fr",
    "fre": "fr",
    "eng": "en",
    "ger": "de",
    "deu": "de",
    "spa": "es",
    "ita": "it",
    "nld": "nl",
    "dut": "nl",
    "por": "pt",
}


def _texts(vocabulary: Vocabulary) -> Iterator[Statement]:
    """Yield the labels and notes; what a copy of SKOS itself says of its terms is not judged."""
    for statement in vocabulary.stating(*LABELS, *NOTES):
        if not statement.subject.startswith(SKOS.iri):
            yield statement


def _all_labels(vocabulary: Vocabulary) -> Iterator[Statement]:
    for kind in LABELS:
        for _, _, statement in vocabulary.labels(kind):
            yield statement


@rule(
    "LAB-missing-pref",
    Severity.VIOLATION,
    what=say("Every concept, concept scheme and collection has a preferred label."),
    why=say("Without it a program can only show an address."),
    bad="ex:a a skos:Concept .",
    good='ex:a a skos:Concept ; skos:prefLabel "chat"@fr .',
    source=QSKOS,
    needs_all=True,
)
def missing_pref(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Described concepts and stated schemes and collections without a label of their own.

    One that is misstated (S12), misspelt (NS) or an empty SKOS-XL label (XL-1) is no second fault.
    """
    named = (SKOS.Concept, SKOS.ConceptScheme, SKOS.Collection, SKOS.OrderedCollection)
    stated = [*vocabulary.described_concepts, *vocabulary.instances(*named)]
    labelled = {
        *vocabulary.labels_by_resource(SKOS.prefLabel),
        *vocabulary.by_subject(SKOSXL.prefLabel),
        *misspelling(vocabulary, SKOS.prefLabel),
    }
    for resource in dict.fromkeys(stated):
        # A withdrawn concept that lost its labels has a rule of its own, DEP-history.
        if resource in labelled or resource in vocabulary.deprecated:
            continue
        if resource in vocabulary.schemes and _has_title(vocabulary, resource):
            continue
        yield Hit(
            say("{name} has no preferred label", name=vocabulary.short(resource)),
            say('Add a line such as: skos:prefLabel "..."@fr ;'),
            vocabulary.anchor(resource),
            path=SKOS.prefLabel,
        )


def _has_title(vocabulary: Vocabulary, scheme: Resource) -> bool:
    titles = (
        "http://purl.org/dc/terms/title",
        "http://purl.org/dc/elements/1.1/title",
        "http://www.w3.org/2000/01/rdf-schema#label",
    )
    return bool(vocabulary.of(scheme, *titles))


@rule(
    "LAB-missing-lang",
    Severity.VIOLATION,
    what=say("Every concept has a preferred label in each language of the vocabulary."),
    why=say("A reader of that language would see a label of another one, or none."),
    bad='ex:a a skos:Concept ; skos:prefLabel "chat"@fr . '
    'ex:b a skos:Concept ; skos:prefLabel "chien"@fr , "dog"@en . '
    'ex:c a skos:Concept ; skos:prefLabel "cheval"@fr , "horse"@en . '
    'ex:d a skos:Concept ; skos:prefLabel "âne"@fr , "donkey"@en .',
    good='ex:a a skos:Concept ; skos:prefLabel "chat"@fr , "cat"@en . '
    'ex:b a skos:Concept ; skos:prefLabel "chien"@fr , "dog"@en .',
    source=QSKOS,
    needs_all=True,
)
def missing_lang(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Concepts without a label in a language that most concepts have (ours: French and English)."""
    languages_of = _languages_of_labels(vocabulary)
    for language in _expected_languages(vocabulary, languages_of.values()):
        for concept, languages in languages_of.items():
            if language not in languages:
                yield Hit(
                    say(
                        "{name} has no preferred label in {language}",
                        name=vocabulary.name(concept),
                        language=language,
                    ),
                    say('Add a line such as: skos:prefLabel "..."@{language} ;', language=language),
                    vocabulary.anchor(concept),
                    path=SKOS.prefLabel,
                    key=(str(concept), language),
                )


def _languages_of_labels(vocabulary: Vocabulary) -> dict[Resource, set[str]]:
    """Return each active concept that has a preferred label, and the languages of these.

    A wrong tag (LAB-bad-tag) stands for the right one; a language in which a designation of ours
    gives a label counts as there (LEX-labels).
    """
    found = {
        concept: {right_tag(tag) for tag in vocabulary.preferred(concept)}
        for concept in vocabulary.active_concepts
    }
    for statement in vocabulary.stating(LEX["designates"]):
        forms = vocabulary.literals(statement.subject, SKOSXL.literalForm)
        if found.get(Iri(str(statement.object))):
            found[Iri(str(statement.object))].update(form.language for form in forms)
    return {concept: languages for concept, languages in found.items() if languages}


def _expected_languages(vocabulary: Vocabulary, labelled: Collection[set[str]]) -> list[str]:
    """Return the languages every concept should have: ours, or those of most concepts.

    In a foreign vocabulary a language counts when at least three of four labelled concepts have
    it, so that a translation under way gives no thousand findings.
    """
    if vocabulary.is_ours:
        return list(LANGUAGES)
    counts = Counter(tag for tags in labelled for tag in tags if tag)
    return sorted(tag for tag, count in counts.items() if 4 * count >= 3 * len(labelled))


@rule(
    "LAB-no-tag",
    Severity.VIOLATION,
    what=say("A label or note has a language tag."),
    why=say("Without it no program can choose the text for its reader."),
    bad='ex:a skos:prefLabel "chat" .',
    good='ex:a skos:prefLabel "chat"@fr .',
    source=QSKOS,
)
@each_text(_texts)
def no_tag(vocabulary: Vocabulary, statement: Statement, literal: Literal) -> Verdict:
    """Labels, definitions and notes that are plain strings."""
    if literal.language or not literal.datatype.endswith("#string"):
        return None
    return (
        say(
            "“{text}” of {name} has no language tag",
            text=literal.value[:60],
            name=vocabulary.short(statement.subject),
        ),
        say("Add the language after the text, such as @fr."),
    )


@rule(
    "LAB-bad-tag",
    Severity.VIOLATION,
    what=say("A language tag is a well-formed tag of BCP 47."),
    why=say("Programs look for fr, not for fra or french."),
    bad='ex:a skos:prefLabel "chat"@fra .',
    good='ex:a skos:prefLabel "chat"@fr .',
    source="https://www.rfc-editor.org/info/bcp47",
)
@each_text(_texts)
def bad_tag(_: Vocabulary, statement: Statement, literal: Literal) -> Verdict:
    """Tags that are not well-formed, or that stand for a language by another code than its own."""
    tag = literal.language
    better = right_tag(tag)
    is_wrong = better != tag or len(tag.split("-")[0]) > 3 or not _LANGUAGE_TAG.fullmatch(tag)
    if not tag or not is_wrong:
        return None
    return (
        say(
            "the language tag @{tag} of “{text}” is none of BCP 47",
            tag=tag,
            text=literal.value[:60],
        ),
        say("Write @{tag}.", tag=better) if better != tag else say("Write a tag such as @fr."),
    )


def right_tag(tag: str) -> str:
    """Return the tag of BCP 47 for a language whose code is another one's or longer, else `tag`.

    >>> right_tag("eng"), right_tag("en-gb")
    ('en', 'en-gb')
    """
    return _WRONG_TAGS.get(tag) or _WRONG_TAGS.get(tag.split("-")[0]) or tag


@rule(
    "LAB-empty",
    Severity.VIOLATION,
    what=say("A label is not empty."),
    why=say("An empty label names nothing and hides the address that would be shown instead."),
    bad='ex:a skos:prefLabel ""@fr .',
    good='ex:a skos:prefLabel "chat"@fr .',
    source=QSKOS,
)
@each_text(_all_labels)
def empty(vocabulary: Vocabulary, statement: Statement, literal: Literal) -> Verdict:
    """Labels without any visible character."""
    if shown(literal.value):
        return None
    return (
        say("a label of {name} is empty", name=vocabulary.short(statement.subject)),
        say("Write the label, or remove the line."),
    )


@rule(
    "LAB-space",
    Severity.VIOLATION,
    what=say("A label has no space before, after or twice in a row."),
    why=say("Two labels that look the same would be two texts for every program."),
    bad='ex:a skos:prefLabel "chat "@fr .',
    good='ex:a skos:prefLabel "chat"@fr .',
    source=QSKOS,
)
@each_text(_all_labels)
def space(vocabulary: Vocabulary, statement: Statement, literal: Literal) -> Verdict:
    """Spaces at the ends, doubled, or no-break where French typography asks for none."""
    text = _FRENCH_SPACES.sub(" ", literal.value)
    is_odd = _SPACES.search(text) or "\u00a0" in text or "\u202f" in text
    if not is_odd or not text.strip():
        return None
    return (
        say(
            "the label “{text}” of {name} has a space too many or a no-break space",
            text=literal.value,
            name=vocabulary.short(statement.subject),
        ),
        say("Leave one plain space between words; lexique fix does it."),
    )


@rule(
    "LAB-format",
    Severity.VIOLATION,
    what=say("A label holds no tab, line end, control or invisible character."),
    why=say("Such characters cannot be typed in a search and may upset terminals and tables."),
    bad='ex:a skos:prefLabel "cha\\u200Bt"@fr .',
    good='ex:a skos:prefLabel "chat"@fr .',
    source=QSKOS,
)
@each_text(_all_labels)
def format_(vocabulary: Vocabulary, statement: Statement, literal: Literal) -> Verdict:
    """Control characters, zero-width characters, bidi marks, soft hyphens."""
    found = [
        character
        for character in dict.fromkeys(literal.value)
        if unicodedata.category(character) in ("Cc", "Co", "Cn", "Zl", "Zp")
        or _UNSEEN.match(character)
    ]
    if not found:
        return None
    return (
        say(
            "the label “{text}” of {name} holds {characters}, which nobody sees",
            text=shown(literal.value),
            name=vocabulary.short(statement.subject),
            characters=", ".join(f"U+{ord(character):04X}" for character in found),
        ),
        say("Remove these characters."),
    )


@rule(
    "LAB-markup",
    Severity.WARNING,
    what=say("A label or note is plain text, without HTML or template code."),
    why=say("A web page that shows it unescaped would run it."),
    bad='ex:a skos:prefLabel "<b>chat</b>"@fr .',
    good='ex:a skos:prefLabel "chat"@fr .',
    source="https://cwe.mitre.org/data/definitions/79.html",
)
@each_text(_texts)
def markup(vocabulary: Vocabulary, statement: Statement, literal: Literal) -> Verdict:
    """HTML tags in labels and notes."""
    if "<" not in literal.value or not _MARKUP.search(literal.value):
        return None
    return (
        say("a text of {name} holds HTML", name=vocabulary.short(statement.subject)),
        say("Write the text without tags."),
    )


@rule(
    "LAB-unicode",
    Severity.WARNING,
    what=say("A label is in Unicode NFC, in one script, with one kind of apostrophe."),
    why=say("Labels that look the same would be different texts."),
    bad='ex:a skos:prefLabel "ro\u0302le"@fr .',
    good='ex:a skos:prefLabel "rôle"@fr .',
    source="https://www.unicode.org/reports/tr15/",
)
def unicode_(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Labels not in NFC, words of mixed scripts, and the rarer of two kinds of apostrophe."""
    rarer = _rarer_apostrophe(vocabulary)
    for statement in _all_labels(vocabulary):
        text, resource = text_of(statement.object), statement.subject
        if text.isascii() and rarer not in text:
            continue
        if not unicodedata.is_normalized("NFC", text):
            what = say(
                "the label “{text}” of {name} is not in Unicode NFC",
                text=text,
                name=vocabulary.short(resource),
            )
            mend = say("Type the accented letters as one character; lexique fix does it.")
        elif _mixes_scripts(text):
            what = say(
                "the label “{text}” of {name} mixes letters of several scripts in one word",
                text=text,
                name=vocabulary.short(resource),
            )
            mend = say("Type the word again with the letters of its language.")
        elif rarer in text:
            what = say(
                "the label “{text}” of {name} has the apostrophe that most labels do not use",
                text=text,
                name=vocabulary.short(resource),
            )
            mend = say("Use one apostrophe throughout, ’ or '.")
        else:
            continue
        yield Hit(what, mend, (statement,), value=text)


_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['\u2019](?=[^\W\d_])")


def _rarer_apostrophe(vocabulary: Vocabulary) -> str:
    """Return the apostrophe less used between letters, or a text that occurs nowhere."""
    counts = {"'": 0, "\u2019": 0}
    for statement in _all_labels(vocabulary):
        for mark in _APOSTROPHE.findall(text_of(statement.object)):
            counts[mark] += 1
    if not all(counts.values()):
        return "\x00"
    return min(counts, key=lambda mark: (counts[mark], mark))


# Letters of one script that are drawn like one of another (Unicode TR 39, the common ones).
_LOOKALIKES = {
    "LATIN": frozenset("aceijopsxyABCEHIKMNOPSTXYZ"),
    "CYRILLIC": frozenset("асеорхуіјѕАВСЕНІКМОРЅТХУ"),
    "GREEK": frozenset("οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"),
}


def _mixes_scripts(text: str) -> bool:
    """Return whether a word holds letters that only look like those of its own script.

    A foreign letter that looks like none of them (uvbyβ, Lyα) is meant as it is.
    """
    for word in re.findall(r"[^\W\d_]{2,}", text):
        scripts = [unicodedata.name(letter, "?").split(" ")[0] for letter in word]
        own = max(_LOOKALIKES, key=scripts.count)
        foreign = {
            (letter, script)
            for letter, script in zip(word, scripts, strict=True)
            if script != own and script in _LOOKALIKES
        }
        if foreign and all(letter in _LOOKALIKES[script] for letter, script in foreign):
            return True
    return False


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


def is_alike(one: str, other: str) -> bool:
    """Return whether two texts are one with a slip of the pen in it.

    >>> is_alike("membre de GEM", "membre du GEM"), is_alike("pair", "patient")
    (True, False)
    """
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


_ALIKE = 0.85


def shown(text: str) -> str:
    """Return what a reader sees of `text`: one plain space between words, NFC."""
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())


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
