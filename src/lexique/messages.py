"""Every sentence the program says, in French and English.

The English sentence stands in the code, as the argument of `say`; the French one in the gettext
catalogue `locale/fr/LC_MESSAGES/lexique.po`. A test holds code, `.po` and `.mo` in step.
"""

from __future__ import annotations

import gettext
import os
from functools import cache

from lexique.model import Text

# Without pathlib, which takes longer to import than a look-up takes to answer.
LOCALES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "locale")  # noqa: PTH100, PTH118, PTH120


@cache
def _french() -> gettext.NullTranslations:
    return gettext.translation("lexique", LOCALES, languages=["fr"], fallback=True)


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
