"""What a slip of the pen in Turtle is called, and where it is shown."""

from __future__ import annotations

import pytest

from lexique.errors import InputError
from lexique.rdf import read_statements

HEAD = "@prefix ex: <http://e/> .\n@prefix skos: <http://s#> .\n\n"
"""Three lines: the texts below begin on line 4."""


def fault(text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        read_statements((HEAD + text).encode(), path="a.ttl")
    return caught.value


@pytest.mark.parametrize(
    ("text", "line", "column", "words", "mend"),
    [
        (
            'ex:a\n    a ex:C ;\n    skos:p "x"@fr ;\n\nex:b\n    a ex:C .\n',
            6,
            20,
            "the block of ex:a, begun on line 4, has no full stop before ex:b",
            "above line 8",
        ),
        (
            'ex:a\n    a ex:C ;\n    skos:p "x"@fr ;\n;\n\nex:b\n    skos:p "y"@fr .\n',
            7,
            1,
            "no full stop before ex:b",
            'Write "." instead of ";"',
        ),
        (
            "ex:a\n    a ex:C ;\n    skos:p ex:d .\n    skos:q ex:e ;\n.\n",
            6,
            17,
            "the full stop on line 6 closes the block",
            'Write ";"',
        ),
        (
            'ex:a\n    skos:p "x"@fr ,\n    skos:q "y"@fr .\n',
            5,
            19,
            "a comma stands before skos:q",
            'Write ";" instead of ","',
        ),
        (
            'ex:a\n    a ex:C ;\n    skos:p "x"@fr\n    skos:q "y"@fr .\n',
            6,
            18,
            "the statement before skos:q does not end",
            "at the end of line 6",
        ),
        ("ex:a skos:p “x”@fr .", 4, 13, "“ is no quotation mark of Turtle", "straight"),
        ("ex:a skos:p «x»@fr .", 4, 13, "« is no quotation mark", "straight"),
        ('ex:a\n\u00a0 skos:p "x"@fr .', 5, 1, "U+00A0", "plain space"),
        ('ex:a skos:p "x"fr .', 4, 16, "the language fr stands after the text without @", "@fr"),
        ('ex:a skos:p "le "GEM" ici"@fr .', 4, 18, "a quotation mark stands inside it", '\\"'),
        ("ex:a skso:p ex:b .", 4, 6, '"skso:" is not declared', "Write skos:"),
        ("ex:a dcterms:title ex:b .", 4, 6, '"dcterms:" is not', "<http://purl.org/dc/terms/>"),
        ("ex:a skos:p engagée .", 4, 13, "the word engagée", "in one piece"),
        ("ex:a skos:p ex:b ex:c .", 4, 18, "no sign stands between ex:b and ex:c", '","'),
        ('ex:a skos:p "x"@fr. ;\n.', 4, 19, "side by side", "Keep the one"),
        ("ex:a\n    a ex:C\n    skos:p ex:d .", 5, 11, "does not end", "end of line 5"),
        ("ex:a skos:p http://e/b .", 4, 13, "without < and >", "between < and >"),
        ("ex:a a ex:C ; // x\n.", 4, 15, "does not begin with /", "#"),
        ('ex:a skos:p "x"@français .', 4, 16, "@français is not well-formed", "@fr"),
        ('ex:a skos:p """x"@fr .\n\nex:b a ex:C .', 4, 13, "is not closed", '"""'),
        ("@prefix foo <http://f/> .", 4, 9, "the prefix foo has no colon", "foo:"),
        ("PREFIX foo: <http://f/> .", 4, 25, "PREFIX without @", "@prefix"),
        ("@predix foo: <http://f/> .", 4, 1, "no directive @predix", "Write @prefix."),
        ("ex:a skos:p - .", 4, 13, "without a number", "Write the number"),
        (
            'ex:a\n<<<<<<< HEAD\n    skos:p "x" ;\n=======\n    skos:p "y" ;\n>>>>>>> b\n.',
            5,
            1,
            "a conflict of git was left in the file, from line 5 to line 9",
            "Keep one of the two versions",
        ),
    ],
)
def test_a_slip_is_named_where_it_was_made(
    text: str, line: int, column: int, words: str, mend: str
) -> None:
    error = fault(text)

    assert words in error.what.en
    assert mend in error.mend.en
    assert error.where is not None
    assert (error.where.line, error.where.column) == (line, column)


def test_a_fault_inside_a_text_is_not_taken_for_its_end() -> None:
    assert "no escape" in fault('ex:a skos:p "dit \\d"@fr .').what.en


def test_statements_at_the_margin_are_not_taken_for_blocks() -> None:
    error = fault('ex:a\na ex:C ;\nskos:p "x"@fr ;\nskos:q ;\n.\n')

    assert "full stop" not in error.what.en
