"""What RDF/XML must pass before pyoxigraph sees it: well-formed XML, no DTD, bounded depth.

expat reads the file first. It gives the line of every fault, which pyoxigraph does not, and it is
stopped at a DOCTYPE before any entity exists (billion laughs, XXE).
"""

from __future__ import annotations

import re
from xml.parsers import expat

from lexique.errors import InputError
from lexique.files import Limits
from lexique.messages import say
from lexique.model import Source, Text
from lexique.rdf.xml_places import SEPARATOR

_DECLARED_ENCODING = re.compile(rb"""\A(<\?xml[^>]*?)\sencoding\s*=\s*["']([\w.:-]+)["']""")
_CODECS = {"iso-8859-1": "latin-1", "iso-8859-15": "iso8859-15", "windows-1252": "cp1252"}


def to_utf8(data: bytes, path: str) -> bytes:
    """Return RDF/XML bytes in UTF-8, its encoding declaration taken away.

    XML may declare its encoding; pyoxigraph reads UTF-8 only. Raises InputError for an encoding
    that is not among ours, or for bytes that are not in it.
    """
    declared = _DECLARED_ENCODING.match(data)
    if declared is None:
        return data
    name = declared[2].decode("ascii").lower()
    body = declared[1] + data[declared.end() :]
    if name in ("utf-8", "us-ascii"):
        return body
    try:
        return body.decode(_CODECS[name]).encode()
    except (KeyError, UnicodeDecodeError):
        raise InputError(
            say("the file declares the encoding {name}, in which it cannot be read", name=name),
            mend=say("Save the file again in UTF-8."),
            where=Source(path, 1, 1),
        ) from None


def inspect(text: str, path: str, limits: Limits) -> None:
    """Raise InputError with its line if `text` is no well-formed, DTD-free, flat enough XML."""
    inspector = _Inspector(path, limits)
    try:
        inspector.parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        raise InputError(
            say("this is not well-formed XML: {reason}", reason=_reason(error)),
            mend=say("Mend the XML at this place."),
            where=Source(path, error.lineno, error.offset + 1),
        ) from None


class _Inspector:
    """Follows the elements of one file; raises at the first that is refused."""

    def __init__(self, path: str, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self.depth = 0
        self.parser = expat.ParserCreate("utf-8", namespace_separator=SEPARATOR)
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.StartElementHandler = self._enter
        self.parser.EndElementHandler = self._leave

    def _here(self) -> Source:
        return Source(self.path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def _refuse_doctype(self, *_declaration: object) -> None:
        raise InputError(
            say("the file has a document type declaration (DTD), which is refused"),
            mend=say("Remove the DOCTYPE and write the text of its entities out."),
            where=self._here(),
        )

    def _enter(self, name: str, _attributes: dict[str, str]) -> None:
        if self.depth == 0:
            self._require_namespace(name)
        self.depth += 1
        if self.depth > self.limits.nesting_depth:
            raise self.limits.exceeded("nesting_depth", self._here())

    def _leave(self, _name: str) -> None:
        self.depth -= 1

    def _require_namespace(self, name: str) -> None:
        if SEPARATOR not in name:
            raise InputError(
                say("the root element <{name}> is not RDF/XML", name=name[:40]),
                mend=say("Fetch the RDF file itself; a web page may have been saved in its place."),
                where=self._here(),
            )


def _reason(error: expat.ExpatError) -> Text:
    sentences = {
        expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]: say(
            "the closing tag does not match the opening one"
        ),
        expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]: say(
            "it ends before it is complete"
        ),
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN]: say(
            "it ends before it is complete"
        ),
        expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]: say(
            "the entity is not defined"
        ),
        expat.errors.codes[expat.errors.XML_ERROR_UNBOUND_PREFIX]: say(
            "the namespace prefix is not declared"
        ),
        expat.errors.codes[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: say(
            "an attribute stands twice in one element"
        ),
        expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]: say(
            "something follows the end of the root element"
        ),
        expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]: say(
            "a character is not allowed here (a bare & or < perhaps)"
        ),
    }
    return sentences.get(error.code) or Text(*(expat.ErrorString(error.code),) * 2)
