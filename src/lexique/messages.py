"""Every sentence the program says, in French and English.

The English sentence stands in the code, as the argument of `say`; the French one in the gettext
catalogue `locale/fr/LC_MESSAGES/lexique.po`. A test holds code, `.po` and `.mo` in step.
"""

from __future__ import annotations

import gettext
import struct
from collections.abc import Iterable
from functools import cache
from typing import Any

from lexique.bundled import PACKAGE
from lexique.model import Text

LOCALES = f"{PACKAGE}/locale"


class _Catalogue(gettext.NullTranslations):
    """A compiled catalogue whose sentences stay encoded until one is asked for.

    The class of the standard library decodes them all: a tenth of a cold start.
    Source: GNU gettext manual, *The Format of GNU MO Files*.
    """

    def _parse(self, fp: Any) -> None:
        data = fp.read()
        order = "<" if data[0] == 0xDE else ">"
        _, _, count, originals, translations = struct.unpack_from(f"{order}5I", data)

        def texts(table: int) -> list[bytes]:
            numbers = struct.unpack_from(f"{order}{2 * count}I", data, table)
            places = zip(numbers[::2], numbers[1::2], strict=True)
            return [data[start : start + length] for length, start in places]

        self._written = dict(zip(texts(originals), texts(translations), strict=True))

    def gettext(self, message: str) -> str:
        """Return the translation of `message`, else `message`."""
        found = self._written.get(message.encode())
        return message if found is None else found.decode()

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the French form for `n`: the singular for 0 and 1."""
        found = self._written.get(f"{msgid1}\0{msgid2}".encode())
        forms = [msgid1, msgid2] if found is None else found.decode().split("\0")
        return forms[n > 1]


@cache
def _french() -> gettext.NullTranslations:
    return gettext.translation(
        "lexique", LOCALES, languages=["fr"], class_=_Catalogue, fallback=True
    )


def say(sentence: str, /, **values: object) -> Text:
    """Return `sentence` in both languages, with `values` put in (`str.format` fields).

    `sentence` is a literal, so that the catalogue can be extracted; a value that is a `Text`
    appears in the language of the sentence around it.
    """
    return Text(
        fr=_filled(_french().gettext(sentence), values, "fr"),
        en=_filled(sentence, values, "en"),
    )


def _filled(template: str, values: dict[str, object], language: str) -> str:
    if not values:
        return template
    spoken = {
        name: value.in_language(language) if isinstance(value, Text) else value
        for name, value in values.items()
    }
    return template.format(**spoken)


def say_count(one: str, many: str, count: int, /, **values: object) -> Text:
    """Return `one` or `many` by the plural rule of each language, with `count` put in.

    French uses the singular for 0 and 1, English for 1 only.
    """
    return Text(
        fr=_filled(_french().ngettext(one, many, count), {"count": count, **values}, "fr"),
        en=_filled(one if count == 1 else many, {"count": count, **values}, "en"),
    )


def listed(items: Iterable[Text | str], *, quoted: bool = False, between: str = ", ") -> Text:
    """Return `items` side by side, with the quotation marks and spaces of each language."""
    said = [item if isinstance(item, Text) else Text(item, item) for item in items]
    if quoted:
        said = [Text(f"«\u00a0{item.fr}\u00a0»", f"“{item.en}”") for item in said]
    in_french = between.replace(";", "\u00a0;")
    return Text(in_french.join(item.fr for item in said), between.join(item.en for item in said))


def labelled(name: Text | str, value: Text | str) -> Text:
    """Return `name: value`, with the space that French puts before a colon."""
    return say("{name}: {value}", name=name, value=value)
