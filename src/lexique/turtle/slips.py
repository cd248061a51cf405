"""The slip of the pen behind a syntax error of Turtle, where the text shows which one it is.

A parser stops at the first token that does not fit, which is often far from the slip: without the
full stop of a block, it complains of the second word of the next one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from difflib import get_close_matches

from lexique.errors import InputError
from lexique.messages import say
from lexique.model import Source, Text
from lexique.namespaces import WELL_KNOWN
from lexique.strict_json import Lines
from lexique.turtle.tokens import TRIVIA, Token, TokenKind, tokenize

_CONFLICT = re.compile(r"^(?:<{7} .*|={7}|>{7} .*)$", re.MULTILINE)
_QUOTES = "“”„«»‘’‹›"
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")
_NAMES = (TokenKind.NAME, TokenKind.IRI)
_LONGEST_QUOTE = 40
_FAR = 3
"""How many tokens after the slip the parser may stop."""
_STATEMENT = 3
"""Tokens that make a first statement: subject, property, value."""


def slip_at(text: str, where: Source) -> InputError | None:
    """Return what was most likely meant where a parser stopped, or None where nothing shows it."""
    if where.line is None or where.column is None:
        return None
    scene = _Scene(text, where)
    for recognise in _SLIPS:
        found = recognise(scene)
        if found is not None:
            return found
    return None


class _Scene:
    """The text up to where the parser stopped."""

    def __init__(self, text: str, where: Source) -> None:
        self.text = text
        self.lines = Lines(text, where.path)
        self.offset = self.lines.offset(where.line or 1, where.column or 1)
        end = text.find("\n", self.offset)
        read = tokenize(text[: end if end >= 0 else len(text)])
        tokens = [token for token in read if token.kind not in TRIVIA]
        self.before = [token for token in tokens if token.start < self.offset]
        self.here = next((token for token in tokens if token.start >= self.offset), None)

    @property
    def just_before(self) -> Token | None:
        """The token before the place."""
        return self.before[-1] if self.before else None

    @property
    def word(self) -> str:
        """The letters at the place, those that no name may have among them."""
        found = re.compile(r"\w*").match(self.text, self.offset)
        return found[0][:_LONGEST_QUOTE] if found else ""

    def begins_with(self, *beginnings: str) -> bool:
        """Return whether one of `beginnings` stands at the place."""
        return self.text.startswith(beginnings, self.offset)

    @property
    def last(self) -> Sequence[Token]:
        """The tokens around the place: the last few before it, and the one at it."""
        return [*self.before[-_FAR:], *([self.here] if self.here else [])]

    def before_token(self, token: Token) -> Token | None:
        """Return the token before `token`, which is one of the last."""
        tokens = [*self.before, *([self.here] if self.here else [])]
        place = tokens.index(token)
        return tokens[place - 1] if place else None

    def line_of(self, token: Token) -> int:
        return self.lines.at(token.start).line or 1

    def indent_of(self, token: Token) -> int | None:
        """Return how far `token` is indented, or None where it is not the first on its line."""
        start = self.lines.start_of_line(token.start)
        return None if self.text[start : token.start].strip() else token.start - start

    def block(self) -> Sequence[Token]:
        """Return the tokens of the block that is open at the place."""
        stops = [index for index, token in enumerate(self.before) if token.text == "."]
        return self.before[stops[-1] + 1 :] if stops else self.before

    def fault(self, what: Text, mend: Text, offset: int) -> InputError:
        return InputError(what, mend=mend, where=self.lines.at(offset))


def _conflict(scene: _Scene) -> InputError | None:
    markers = list(_CONFLICT.finditer(scene.text))
    if not any(marker[0].startswith("<") for marker in markers):
        return None
    return scene.fault(
        say(
            "a conflict of git was left in the file, from line {first} to line {last}",
            first=scene.lines.at(markers[0].start()).line,
            last=scene.lines.at(markers[-1].start()).line,
        ),
        say("Keep one of the two versions, and remove the lines <<<<<<<, ======= and >>>>>>>."),
        markers[0].start(),
    )


def _odd_character(scene: _Scene) -> InputError | None:
    character = scene.text[scene.offset : scene.offset + 1]
    if character and character in _QUOTES:
        return scene.fault(
            say("{found} is no quotation mark of Turtle", found=character),
            say('Write the text between straight quotation marks, such as "text"@fr.'),
            scene.offset,
        )
    if character and character not in " \t\r\n" and unicodedata.category(character) in ("Zs", "Cf"):
        return scene.fault(
            say(
                "an invisible character (U+{code}) stands here, such as a no-break space",
                code=f"{ord(character):04X}",
            ),
            say("Remove it, or type a plain space in its place."),
            scene.offset,
        )
    return None


def _other_syntax(scene: _Scene) -> InputError | None:
    """Recognise what another language would write so: comments, addresses, prefixes."""
    before = scene.just_before
    if scene.begins_with("//", "/*"):
        return scene.fault(
            say("a comment does not begin with / in Turtle"),
            say("Write # before it."),
            scene.offset,
        )
    if scene.begins_with("http://", "https://"):
        return scene.fault(
            say("an address stands here without < and >"),
            say("Write it between < and >."),
            scene.offset,
        )
    if before is not None and before.text.lower() in ("@prefix", "prefix") and scene.word:
        return scene.fault(
            say("the prefix {prefix} has no colon", prefix=scene.word),
            say("Write {prefix}: with a colon.", prefix=scene.word),
            scene.offset,
        )
    if scene.begins_with("@") and not scene.block() and scene.here is not None:
        near = get_close_matches(scene.here.text, ("@prefix", "@base"), n=1)
        if near:
            mend = say("Write {term}.", term=near[0])
            what = say("Turtle has no directive {found}", found=scene.here.text)
            return scene.fault(what, mend, scene.offset)
    words = [token.text for token in scene.before[-3:]]
    if scene.begins_with(".") and words and words[0].lower() == "prefix":
        return scene.fault(
            say("PREFIX without @ has no full stop after it"),
            say("Remove the full stop, or write @prefix."),
            scene.offset,
        )
    return None


def _open_long_text(scene: _Scene) -> InputError | None:
    mark = scene.text[scene.offset : scene.offset + 3]
    if mark not in ('"""', "'''") or scene.here is None or scene.here.start != scene.offset:
        return None
    if scene.here.text.startswith(mark) and len(scene.here.text) > len(mark):
        return None
    return scene.fault(
        say("the text that begins here with {mark} is not closed", mark=mark),
        say("Write {mark} where it ends.", mark=mark),
        scene.offset,
    )


def _after_text(scene: _Scene) -> InputError | None:
    """Recognise what touches the end of a text: a language without @, an inner quotation mark."""
    text, found = scene.just_before, scene.here
    if text is None or found is None or found.start != scene.offset:
        return None
    if scene.offset != text.start + len(text.text):
        return None
    if text.kind is TokenKind.AT_WORD:
        return scene.fault(
            say("the language tag {tag} is not well-formed", tag=text.text + scene.word),
            say("Write a tag of BCP 47 after @, such as @fr or @pt-br."),
            text.start,
        )
    if text.kind is not TokenKind.STRING:
        return None
    if _LANGUAGE.fullmatch(found.text):
        return scene.fault(
            say("the language {tag} stands after the text without @", tag=found.text),
            say("Write @{tag}.", tag=found.text),
            found.start,
        )
    mark = text.text[-1]
    return scene.fault(
        say(
            "the text ends before {found}: a quotation mark stands inside it",
            found=scene.word or found.text[:_LONGEST_QUOTE],
        ),
        say("Write \\{mark} for a quotation mark inside a text, or use « and ».", mark=mark),
        found.start,
    )


def _no_full_stop(scene: _Scene) -> InputError | None:
    """Recognise a new block, at the margin, below a block whose statements are indented."""
    block = scene.block()
    is_indented = any(scene.indent_of(token) for token in block)
    for token in scene.last if is_indented else ():
        before = scene.before_token(token)
        if token.kind not in _NAMES or scene.indent_of(token) != 0:
            continue
        if before is None or before.text == "." or token is block[0]:
            continue
        what = say(
            "the block of {subject}, begun on line {line}, has no full stop before {next}",
            subject=block[0].text[:_LONGEST_QUOTE],
            line=scene.line_of(block[0]),
            next=token.text[:_LONGEST_QUOTE],
        )
        if before.text == ";" and scene.indent_of(before) == 0:
            return scene.fault(what, say('Write "." instead of ";".'), before.start)
        mend = say('Write "." on a line of its own above line {line}.', line=scene.line_of(token))
        return scene.fault(what, mend, before.start + len(before.text))
    return None


def _early_full_stop(scene: _Scene) -> InputError | None:
    """Recognise an indented statement after a full stop that was meant to be a semicolon."""
    block = scene.block()
    if scene.begins_with(";", ",") and scene.just_before and scene.just_before.text == ".":
        return scene.fault(
            say("a full stop and another sign stand side by side"),
            say("Keep the one that is meant."),
            scene.just_before.start,
        )
    stop = scene.before_token(block[0]) if 0 < len(block) <= _FAR else None
    if stop is None or not scene.indent_of(block[0]) or scene.indent_of(stop) == 0:
        return None
    line = scene.line_of(stop)
    return scene.fault(
        say("the full stop on line {line} closes the block, which goes on below", line=line),
        say('Write ";" instead of ".".'),
        stop.start,
    )


def _comma(scene: _Scene) -> InputError | None:
    """Recognise a comma at the end of a line that is followed by another property."""
    for token in scene.last:
        before = scene.before_token(token)
        if before is None or before.text != "," or scene.indent_of(token) is None:
            continue
        if token.kind in _NAMES and token is not scene.here:
            return scene.fault(
                say(
                    "a comma stands before {name}, which begins another statement",
                    name=token.text[:_LONGEST_QUOTE],
                ),
                say('Write ";" instead of ",".'),
                before.start,
            )
    return None


def _no_semicolon(scene: _Scene) -> InputError | None:
    """Recognise a statement below one that no sign ends, or two values without a comma."""
    before, found = scene.just_before, scene.here
    if before is None or found is None or found.start != scene.offset:
        return None
    if before.kind is TokenKind.SIGN or len(scene.block()) < _STATEMENT:
        return None
    indent = scene.indent_of(found)
    if indent is None and found.kind in (*_NAMES, TokenKind.STRING):
        return scene.fault(
            say(
                "no sign stands between {value} and {next}",
                value=before.text[:_LONGEST_QUOTE],
                next=found.text[:_LONGEST_QUOTE],
            ),
            say('Write "," between two values, or ";" before another property.'),
            found.start,
        )
    if found.kind not in _NAMES or not indent:
        return None
    return scene.fault(
        say(
            "the statement before {next} does not end, and the block goes on below",
            next=found.text[:_LONGEST_QUOTE],
        ),
        say('Write ";" at the end of line {line}.', line=scene.line_of(before)),
        before.start + len(before.text),
    )


def _prefix(scene: _Scene) -> InputError | None:
    """Recognise a prefix that is misspelt, or well known and not declared."""
    found = scene.here
    if found is None or found.kind is not TokenKind.NAME or found.start != scene.offset:
        return None
    prefix = found.text.partition(":")[0]
    declared = [
        token.text[:-1]
        for token in scene.before
        if token.kind is TokenKind.NAME
        and (before := scene.before_token(token)) is not None
        and before.text.lower() in ("@prefix", "prefix")
    ]
    if prefix in declared:
        return None
    near = get_close_matches(prefix, declared, n=1)
    if prefix in WELL_KNOWN:
        mend = say(
            "Declare it at the top: @prefix {prefix}: <{namespace}> .",
            prefix=prefix,
            namespace=WELL_KNOWN[prefix][0],
        )
    elif near:
        mend = say("Write {near}:, if that is what was meant, or declare it.", near=near[0])
    else:
        return None
    return scene.fault(
        say('the prefix "{prefix}:" is not declared', prefix=prefix), mend, found.start
    )


def _bare_word(scene: _Scene) -> InputError | None:
    found = scene.here
    if found is None or found.kind is not TokenKind.WORD or found.start != scene.offset:
        return None
    return scene.fault(
        say(
            "the word {found} stands alone: it is neither a name with a prefix nor a text",
            found=scene.word,
        ),
        say("Write a text between quotation marks, and a name in one piece: prefix:name."),
        found.start,
    )


_SLIPS: tuple[Callable[[_Scene], InputError | None], ...] = (
    _conflict,
    _odd_character,
    _other_syntax,
    _open_long_text,
    _after_text,
    _no_full_stop,
    _early_full_stop,
    _comma,
    _no_semicolon,
    _prefix,
    _bare_word,
)
