"""Rules about labels and notations."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher

from lexique.messages import say
from lexique.model import LANGUAGES, Severity
from lexique.namespaces import LEX, SKOS, SKOSXL
from lexique.rdf import Iri, Literal, Resource, Statement
from lexique.skos.properties import LABELS, NOTES
from lexique.skos.rule import Hit, Verdict, each_text, rule, text_of
from lexique.skos.sources import QSKOS
from lexique.skos.terms import misspelling
from lexique.skos.vocabulary import Vocabulary

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
    what=say("Every concept and collection has a preferred label."),
    why=say("Without it a program can only show an address."),
    bad="ex:a a skos:Concept .",
    good='ex:a a skos:Concept ; skos:prefLabel "chat"@fr .',
    source=QSKOS,
    needs_all=True,
)
def missing_pref(vocabulary: Vocabulary) -> Iterator[Hit]:
    """Described concepts and stated collections without a label of their own (schemes: MET-title).

    One that is misstated (S12), misspelt (NS) or an empty SKOS-XL label (XL-1) is no second fault.
    """
    named = (SKOS.Concept, SKOS.Collection, SKOS.OrderedCollection)
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
        yield Hit(
            say("{name} has no preferred label", name=vocabulary.short(resource)),
            say('Add a line such as: skos:prefLabel "..."@fr ;'),
            vocabulary.anchor(resource),
            path=SKOS.prefLabel,
        )


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
                        "{name} has no preferred label in language {language}",
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
    if literal.value.isprintable():  # the quick answer for nearly all
        return None
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
