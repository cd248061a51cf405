"""pyoxigraph's syntax errors, said in words: what was expected, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from lexique.errors import InputError
from lexique.messages import say
from lexique.model import Source, Text
from lexique.rdf.kinds import Kind

Sentences: TypeAlias = tuple[Text, Text]
_LONGEST_QUOTE = 40
_UNDERSCORED_TAG = re.compile(r"""["']@[A-Za-z0-9-]*_[A-Za-z0-9_-]?.?$""")


def syntax_error(error: SyntaxError, text: str, path: str, kind: Kind) -> InputError:
    """Return the InputError for what pyoxigraph says of `text`, at its place where it is known."""
    where = _place(error, text, path)
    if kind is Kind.TURTLE:
        from lexique.turtle.slips import slip_at

        if (slip := slip_at(text, where)) is not None:
            return slip
    message = str(error.args[0])
    if "Unexpected end of file" in message and _opens_string(error, text):
        message = "Line jumps are not allowed"  # the same fault on the last line
    if "Unexpected character" in message and _breaks_language_tag(error, text):
        message = "language tag"
    what, mend = _in_words(message)
    return InputError(what, mend=mend, where=where)


def _opens_string(error: SyntaxError, text: str) -> bool:
    """Return whether a quotation mark stands where the error begins."""
    lines = text.split("\n")
    if not error.lineno or not error.offset or error.lineno > len(lines):
        return False
    return lines[error.lineno - 1][error.offset - 1 :].startswith(('"', "'"))


def _breaks_language_tag(error: SyntaxError, text: str) -> bool:
    """Return whether the error stands in a language tag written with an underscore (`@fr_FR`)."""
    lines = text.split("\n")
    if not error.lineno or not error.offset or error.lineno > len(lines):
        return False
    return bool(_UNDERSCORED_TAG.search(lines[error.lineno - 1][: error.offset]))


def _place(error: SyntaxError, text: str, path: str) -> Source:
    """Return where the error is; an unexpected end is on the last line that holds something."""
    line, column = error.lineno, error.offset
    if line is None:
        return Source(path)
    last = text.rstrip().count("\n") + 1
    if line > last:
        return Source(path, last, len(text.rstrip().rsplit("\n", 1)[-1]) + 1)
    return Source(path, line, column)


def _in_words(message: str) -> Sentences:
    detail = re.sub(
        r"^Parser error .*?columns? \d+( and \d+)?( and line \d+ column \d+)?: ",
        "",
        message,
        flags=re.DOTALL,
    )
    for pattern, sentences in _KNOWN:
        match = re.search(pattern, detail, re.DOTALL)
        if match:
            return sentences(*(group[:_LONGEST_QUOTE] for group in match.groups("")))
    return (
        say("syntax error: {detail}", detail=detail[:120]),
        say("Mend the syntax at this place."),
    )


_KNOWN: tuple[tuple[str, Callable[..., Sentences]], ...] = (
    (
        r"A dot is expected at the end|(?:must|should) be followed by a dot",
        lambda: (
            say('expected " ." (or " ;", " ,") before this: the statement above has no end'),
            say('Close the statement above with " .", or with " ;" if it goes on here.'),
        ),
    ),
    (
        r"The prefix (\S*): has not been declared",
        lambda prefix: (
            say('the prefix "{prefix}:" is not declared', prefix=prefix),
            say(
                "Correct the prefix, or declare it at the top: @prefix {prefix}: <...> .",
                prefix=prefix,
            ),
        ),
    ),
    (
        r"Line jumps are not allowed",
        lambda: (
            say("the text is not closed: expected a quotation mark before the end of the line"),
            say('Add the missing ", or write a text of several lines between """ and """.'),
        ),
    ),
    (
        r"Unexpected end",
        lambda: (
            say("the file ends in the middle of a statement"),
            say('Close what is open: a statement ends with " .", a text with a quotation mark.'),
        ),
    ),
    (
        r"(?:subject|predicate|object) of a triple must|in the middle of triples",
        lambda: (
            say("expected a whole statement on this line: subject, predicate, object and a dot"),
            say("Write <subject> <predicate> <object> . on one line."),
        ),
    ),
    (
        r"^(.*) is not a valid RDF object",
        lambda found: (
            say(
                "expected a value (an IRI, a prefixed name, a text in quotes, a number), "
                "found {found}",
                found=found,
            ),
            say("Write the missing value, or take the sign before it away."),
        ),
    ),
    (
        r"^(.*) is not a valid predicate",
        lambda found: (
            say("expected a property (a prefixed name or an IRI), found {found}", found=found),
            say("Write the property, or close the statement before it."),
        ),
    ),
    (
        r"^(.*) is not a valid subject",
        lambda found: (
            say("expected the subject of a new statement, found {found}", found=found),
            say('Check the end of the statement before: " ." closes it, " ;" continues it.'),
        ),
    ),
    (
        r"should end with a ']'",
        lambda: (
            say('expected "]": the bracket opened before is not closed'),
            say('Close the bracket with "]".'),
        ),
    ),
    (
        r"language code|subtag|language tag",
        lambda: (
            say("the language tag is not well-formed"),
            say("Write a tag of BCP 47 after @, such as @fr or @pt-br."),
        ),
    ),
    (
        r"Invalid IRI code point '(.)'",
        lambda found: (
            say(
                "the address (IRI) holds the character {found}, which is not allowed",
                found=f"U+{ord(found):04X}",
            ),
            say("Remove it or write it percent-encoded; check that the address ends with >."),
        ),
    ),
    (
        r"No scheme found",
        lambda: (
            say("the address (IRI) is relative; a whole one is expected here"),
            say("Write the whole address, with http:// or urn: before it."),
        ),
    ),
    (
        r"Unexpected escape character '(.*?)'",
        lambda found: (
            say("{found} is no escape that may stand in a text", found=found),
            say('Write \\\\ for a backslash, \\" for a quotation mark, \\n for a line end.'),
        ),
    ),
    (
        r"not a valid unicode character",
        lambda: (
            say("the escape stands for no character"),
            say("Write the character itself, or the escape of a real one."),
        ),
    ),
    (
        r"Expecting a datatype IRI after \^\^",
        lambda: (
            say("expected a datatype after ^^"),
            say("Write a datatype such as xsd:date after ^^, or take ^^ away."),
        ),
    ),
    (
        r"(?:integer|decimal|number|exponent|double) should not be empty",
        lambda: (
            say("a sign (+ or -) stands here without a number"),
            say("Write the number, or take the sign away."),
        ),
    ),
    (
        r"Cyclic IRI mapping",
        lambda: (
            say("the JSON-LD context is cyclic: a term is defined by itself"),
            say("Define each term of the context by a whole address."),
        ),
    ),
    (
        r"Object values must be followed|Array values must be followed|a value was expected",
        lambda: (
            say("this is not JSON: a comma, a closing bracket or a value is missing"),
            say("Mend the JSON at this place."),
        ),
    ),
    (
        r"error while parsing IRI '(.*?)'",
        lambda found: (
            say("{found} is no valid address (IRI)", found=found),
            say("Write the whole address without spaces, or percent-encode them."),
        ),
    ),
    (
        r"not allowed at the beginning of a prefix name|Unexpected character",
        lambda: (
            say("a character stands here that is not allowed in this place"),
            say(
                'Texts stand between straight quotation marks ("), names have no accents or spaces '
                "before the colon."
            ),
        ),
    ),
)
"""Pattern of pyoxigraph's message, and the sentences (what, mend) made of its groups."""
