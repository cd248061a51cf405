"""Every sentence exists in French and English, and the compiled catalogue is the written one."""

from __future__ import annotations

import io
import string
from pathlib import Path

import pytest
from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract

from lexique.messages import say, say_count

KEYWORDS: dict[str, tuple[int, ...] | None] = {"say": None, "say_count": (1, 2)}


@pytest.fixture(scope="module")
def spoken(root: Path) -> dict[str, str]:
    """Return every sentence in the code (singular form), with the place where it stands."""
    package = root / "src" / "lexique"
    return {
        (message if isinstance(message, str) else message[0]): f"{path.relative_to(root)}:{line}"
        for path in sorted(package.rglob("*.py"))
        for line, message, _, _ in extract("python", io.BytesIO(path.read_bytes()), KEYWORDS)
    }


@pytest.fixture(scope="module")
def catalogue(root: Path) -> Catalog:
    """Return the French catalogue as written."""
    path = root / "src/lexique/locale/fr/LC_MESSAGES/lexique.po"
    return pofile.read_po(io.BytesIO(path.read_bytes()), locale="fr")


def _fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_sentence_of_the_code_has_a_french_translation(
    spoken: dict[str, str], catalogue: Catalog
) -> None:
    missing = [
        f"{place}: {sentence!r}"
        for sentence, place in spoken.items()
        if not (entry := catalogue.get(sentence)) or not entry.string or entry.fuzzy
    ]

    assert not missing, "add them to locale/fr/LC_MESSAGES/lexique.po:\n" + "\n".join(missing)


def test_no_translation_is_left_of_a_sentence_that_is_gone(
    spoken: dict[str, str], catalogue: Catalog
) -> None:
    ours = [entry for entry in catalogue if entry.id and "click" not in entry.auto_comments]
    gone = [
        entry.id
        for entry in ours
        if (entry.id[0] if entry.pluralizable else entry.id) not in spoken
    ]

    assert not gone


def test_a_translation_has_the_fields_of_its_sentence(catalogue: Catalog) -> None:
    for entry in catalogue:
        if not entry.id:
            continue
        english = entry.id if entry.pluralizable else (entry.id,)
        french = entry.string if entry.pluralizable else (entry.string,)
        wanted = set().union(*(_fields(text) for text in english))

        for text in french:
            assert _fields(text) <= wanted, entry.id
        assert _fields(french[-1]) == _fields(english[-1]), entry.id


def test_the_compiled_catalogue_is_the_written_one(root: Path, catalogue: Catalog) -> None:
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue)

    shipped = (root / "src/lexique/locale/fr/LC_MESSAGES/lexique.mo").read_bytes()
    assert shipped == compiled.getvalue(), "run `make catalogue`"


def test_a_text_inside_a_sentence_speaks_the_language_around_it() -> None:
    inner = say("Commands")

    # Both catalogues of click use this sentence with one field.
    outer = say("Error: {message}", message=inner)

    assert outer.en == "Error: Commands"
    assert "Commandes" in outer.fr


def test_french_counts_zero_in_the_singular_and_english_in_the_plural() -> None:
    text = say_count("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 0,
                     possibility="a", possibilities="b")  # fmt: skip

    assert text.fr.startswith("Vouliez-vous dire a")
    assert text.en.startswith("(Did")
