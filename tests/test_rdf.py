"""The reader boundary of RDF: what is refused, where, and what comes out of the rest."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from lexique.errors import InputError
from lexique.rdf import BlankNode, Iri, Kind, Literal, read_document, read_statements, read_triples
from lexique.rdf.lexical import is_well_typed

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_XML = (
    '<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:skos="http://www.w3.org/2004/02/skos/core#">\n'
    '<skos:Concept rdf:about="http://example.org/a">\n'
    '<skos:prefLabel xml:lang="fr">chat</skos:prefLabel>\n</skos:Concept>\n</rdf:RDF>\n'
)


def refused(data: bytes | str, path: str) -> tuple[int | None, str]:
    """Return line and sentence of the error that reading `data` raises."""
    raw = data if isinstance(data, bytes) else data.encode()
    with pytest.raises(InputError) as caught:
        read_document(raw, path=path)
    assert caught.value.where is not None
    assert caught.value.where.path == path
    return caught.value.where.line, caught.value.what.en


def _nasty(kinds: set[str]) -> list[dict[str, str]]:
    manifest = Path(__file__).parents[2] / "shared" / "nasty" / "MANIFEST.tsv"
    if not manifest.is_file():
        return []
    with manifest.open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream, delimiter="\t") if row["kind"] in kinds]


@pytest.mark.parametrize(
    "row", _nasty({"turtle", "ntriples", "rdfxml", "jsonld"}), ids=lambda row: row["file"]
)
def test_a_nasty_file_is_refused_at_its_line_or_read(shared: Path, row: dict[str, str]) -> None:
    data = (shared / "nasty" / row["file"]).read_bytes()

    if row["expect"] != "reject":
        read_document(data, path=row["file"])
        return
    line, sentence = refused(data, row["file"])
    assert row["line"] in ("-", str(line))
    assert sentence.isprintable()
    assert len(sentence) < 200


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('@prefix ex: <http://e/> .\nex:a ex:p "b"\nex:c ex:p "d" .\n', 3, 'expected " ."'),
        ('@prefix ex: <http://e/> .\nex:a ex:p "b"\n', 2, 'expected " ."'),
        ('@prefix ex: <http://e/> .\nex:a exx:p "b" .\n', 2, '"exx:" is not declared'),
        ('@prefix ex: <http://e/> .\nex:a ex:p "b .\n', 2, "not closed"),
        ('@prefix ex: <http://e/> .\nex:a ex:p """b .\n\n', 2, "not closed"),
        ("@prefix ex: <http://e/> .\nex:a ex:p ;\n ex:q 1 .\n", 2, "expected a value"),
        ('@prefix ex: <http://e/> .\nex:a ex:p "b"@ .\n', 2, "language tag"),
        ("@prefix ex: <http://e/> .\nex:a ex:p [ ex:q 1 .\n", 2, "bracket"),
        ("@prefix ex: <http://e/> .\n<http://e/a b> ex:q 1 .\n", 2, "U+0020"),
        ("@prefix ex: <http://e/> .\nex:a ex:q bonjour .\n", 2, "the word bonjour stands alone"),
        ("@prefix ex: <http://e/> .\n<< ex:a ex:b ex:c >> ex:d ex:e .\n", 2, "Turtle 1.1"),
    ],
)
def test_a_turtle_error_says_what_was_expected_and_where(text: str, line: int, words: str) -> None:
    found_line, sentence = refused(text, "a.ttl")

    assert found_line == line
    assert words in sentence


@pytest.mark.parametrize(
    ("data", "path", "line"),
    [
        (b"\xff\xfe<\x00", "a.ttl", 1),
        ('ex:a "é"\n'.encode("cp1252"), "a.ttl", 1),
        (b"PK\x03\x04rest", "a.ttl", 1),
        (b'{"@id": "a"}', "a.ttl", 1),
        (b'<?xml version="1.0"?><a/>', "a.ttl", 1),
        (b'{"a": 1,\n "a": 2}', "a.jsonld", 2),
        (b'{"@context": {"a": "b:x", "b": "a:y"}, "a": 1}', "a.jsonld", 1),
        (b'{"@context": {"@import": "http://e/"}}', "a.jsonld", 1),
        (b'{"a": [1,\n 2\n', "a.jsonld", 2),
        (b'{"a": -Infinity}', "a.jsonld", 1),
        (b'<?xml version="1.0"?>\n<!DOCTYPE x>\n<x/>', "a.rdf", 2),
        (RDF_XML.replace("</skos:prefLabel>", "</skos:altLabel>").encode(), "a.rdf", 4),
        (RDF_XML.replace("chat", "ch&eacute;").encode(), "a.rdf", 4),
        (RDF_XML[:-5].encode(), "a.rdf", 6),
        (b"<http://a> <http://p> <b> .", "a.nt", 1),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(data: bytes, path: str, line: int) -> None:
    assert refused(data, path)[0] == line


def test_a_file_of_an_unknown_extension_is_refused() -> None:
    with pytest.raises(InputError, match="extension"):
        read_document(b"", path="a.docx")


@pytest.mark.parametrize("depth", [150, 900])
def test_deep_turtle_within_the_limit_is_read(depth: int) -> None:
    text = "<http://a> <http://p> " + "[ <http://p> " * depth + "1" + " ]" * depth + " ."

    assert len(read_statements(text.encode(), path="a.ttl")) == depth + 1


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ("<http://a> <http://p> " + "[ <http://p> " * 1100 + "1" + " ]" * 1100 + " .", "a.ttl"),
        ("".join(f"@prefix p{n}: <http://e/{n}> .\n" for n in range(1100)), "a.ttl"),
        ('{"http://p":' * 200 + "1" + "}" * 200, "a.jsonld"),
        ('<a xmlns="http://e/">' * 1100 + "</a>" * 1100, "a.rdf"),
    ],
)
def test_what_exceeds_a_limit_names_the_limit(data: str, path: str) -> None:
    assert "limit" in refused(data, path)[1]


FORMS = {
    "a.ttl": "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    '<http://example.org/a> a skos:Concept ; skos:prefLabel "chat"@fr .',
    "a.nt": "<http://example.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    "<http://www.w3.org/2004/02/skos/core#Concept> .\n<http://example.org/a> "
    '<http://www.w3.org/2004/02/skos/core#prefLabel> "chat"@fr .',
    "a.rdf": RDF_XML,
    "a.jsonld": '{"@id": "http://example.org/a", "@type": '
    '"http://www.w3.org/2004/02/skos/core#Concept", '
    '"http://www.w3.org/2004/02/skos/core#prefLabel": {"@value": "chat", "@language": "fr"}}',
}


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("path", FORMS)
def test_every_syntax_gives_the_same_statements(path: str, bom: bytes) -> None:
    data = bom + FORMS[path].encode()

    statements = read_statements(data, path=path)

    assert {item[:3] for item in statements} == {
        (
            Iri("http://example.org/a"),
            Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
            Iri("http://www.w3.org/2004/02/skos/core#Concept"),
        ),
        (
            Iri("http://example.org/a"),
            Iri("http://www.w3.org/2004/02/skos/core#prefLabel"),
            Literal("chat", "fr", Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")),
        ),
    }
    assert {item[:3] for item in statements} == set(read_triples(data, path=path))
    assert all(item.where and item.where.line for item in statements)


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ("<a> <http://p> <#b> .", "a.ttl"),
        ('{"@id": "a", "http://p": {"@id": "#b"}}', "a.jsonld"),
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://">'
            '<rdf:Description rdf:about="a"><e:p rdf:resource="#b"/></rdf:Description></rdf:RDF>',
            "a.rdf",
        ),
    ],
)
def test_a_relative_address_never_becomes_a_local_path(data: str, path: str) -> None:
    (statement,) = read_statements(data.encode(), path=path)

    assert statement.subject == "urn:lexique:document:a"
    assert statement.object == "urn:lexique:document:#b"


def test_statements_about_statements_are_refused_without_positions_too() -> None:
    with pytest.raises(InputError, match=r"RDF 1\.2"):
        list(read_triples(b"<< <http://a> <http://b> <http://c> >> <http://d> 1 .", path="a.ttl"))


def test_a_declared_base_is_used() -> None:
    (statement,) = read_statements(b"@base <http://e/x/> . <a> <../p> <> .", path="a.ttl")

    assert statement[:3] == ("http://e/x/a", "http://e/p", "http://e/x/")


def test_rdf_xml_in_a_declared_encoding_is_read() -> None:
    text = RDF_XML.replace('"1.0"', '"1.0" encoding="ISO-8859-1"').replace("chat", "rôle")

    statements = read_statements(text.encode("latin-1"), path="a.rdf")

    assert "rôle" in {item.object.value for item in statements if isinstance(item.object, Literal)}


def test_json_ld_keys_without_meaning_are_told_with_their_lines() -> None:
    text = (
        '{"@context": {"label": "http://e/label", "map": {"@id": "http://e/m", '
        '"@container": "@language"}},\n "@id": "http://e/a", "label": "x",\n "role": "y",\n'
        ' "map": {"fr": "z"}}'
    )

    document = read_document(text.encode(), path="a.jsonld")

    assert [(key.key, key.line) for key in document.dropped_keys] == [("role", 3)]
    assert len(document.statements) == 2


def test_blank_nodes_of_our_parser_never_meet_labelled_ones() -> None:
    statements = read_statements(b"_:b1 <http://p> [ <http://q> 1 ] .", path="a.ttl")

    assert len({item.subject for item in statements if isinstance(item.subject, BlankNode)}) == 2


def test_bytes_can_be_read_with_a_kind() -> None:
    (statement,) = read_statements(b"<http://a> <http://p> 1 .", path="-", kind=Kind.TURTLE)

    assert statement.object == Literal("1", "", Iri(XSD + "integer"))


@pytest.mark.parametrize(
    ("text", "datatype", "is_right"),
    [
        ("2024-02-29", "date", True),
        ("2024-02-30", "date", False),
        ("2023-02-29", "date", False),
        ("12024-01-01", "date", True),
        ("-0044-03-15", "date", True),
        ("2024-W01", "date", False),
        ("31/12/2024", "date", False),
        ("2024-01-01T10:00", "dateTime", False),
        ("2024-01-01T24:00:00Z", "dateTime", True),
        ("2024-01-01T10:00:00+14:30", "dateTime", False),
        ("24", "gYear", False),
        ("2024", "gYear", True),
        ("oui", "boolean", False),
        ("1", "boolean", True),
        ("1,5", "decimal", False),
        ("+1.", "decimal", True),
        ("1e3", "decimal", False),
        ("1e3", "double", True),
        ("300", "unsignedByte", False),
        ("-1", "nonNegativeInteger", False),
        ("9" * 5000, "positiveInteger", True),
        ("P1Y", "duration", True),
        ("P", "duration", False),
        ("anything", "string", True),
    ],
)
def test_lexical_forms_are_judged_as_xml_schema_does(
    text: str, datatype: str, is_right: bool
) -> None:
    assert is_well_typed(text, XSD + datatype) is is_right


def _places(text: str, path: str) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    """Return (local name of the property, value) to line and column."""
    return {
        (re.split(r"[#/]", predicate)[-1], value.value if isinstance(value, Literal) else value): (
            where.line,
            where.column,
        )
        for _, predicate, value, where in read_statements(text.encode(), path=path)
        if where is not None
    }


def test_statements_of_rdf_xml_stand_where_their_elements_do() -> None:
    places = _places(
        """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns:skos="http://www.w3.org/2004/02/skos/core#" xml:base="http://example.org/v">
 <skos:Concept rdf:about="#a" skos:notation="N1">
   <skos:prefLabel xml:lang="fr">é</skos:prefLabel> <skos:altLabel xml:lang="FR">é</skos:altLabel>
   <skos:broader rdf:resource="#b"/>
   <skos:related><skos:Concept rdf:ID="c"><skos:note>x</skos:note></skos:Concept></skos:related>
 </skos:Concept>
 <rdf:Description rdf:nodeID="z">
   <skos:example xml:lang="fr">y</skos:example></rdf:Description>
</rdf:RDF>""",
        "a.rdf",
    )

    assert places["notation", "N1"] == (4, 2)
    assert places["prefLabel", "é"] == (5, 4)
    assert places["altLabel", "é"] == (5, 53)
    assert places["broader", "http://example.org/v#b"] == (6, 4)
    assert places["related", "http://example.org/v#c"] == (7, 4)
    assert places["note", "x"] == (7, 43)
    assert places["example", "y"] == (10, 4)


def test_statements_of_json_ld_stand_where_their_keys_do() -> None:
    places = _places(
        """{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "id": "@id",
  "pref": {"@id": "skos:prefLabel", "@container": "@language"},
  "up": {"@id": "skos:broader", "@type": "@id"}, "@base": "http://example.org/"},
 "@graph": [{"id": "a", "@type": "skos:Concept",
   "pref": {"fr": ["un", "deux"], "en": "one"},
   "skos:altLabel": {"@value": "trois", "@language": "fr"},
   "up": ["b", "c"],
   "skos:related": {"id": "d", "skos:note": "x"}}]}""",
        "a.jsonld",
    )

    assert places["type", "http://www.w3.org/2004/02/skos/core#Concept"] == (4, 25)
    assert places["prefLabel", "un"] == (5, 20)
    assert places["prefLabel", "deux"] == (5, 26)
    assert places["prefLabel", "one"] == (5, 35)
    assert places["altLabel", "trois"] == (6, 4)
    assert places["broader", "http://example.org/c"] == (7, 16)
    assert places["related", "http://example.org/d"] == (8, 4)
    assert places["note", "x"] == (8, 32)


def test_what_cannot_be_told_from_the_elements_has_the_place_of_its_subject() -> None:
    places = _places(
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">
  <rdf:Description rdf:about="http://e/a">
    <e:list rdf:parseType="Collection"><rdf:Description rdf:about="http://e/b"/></e:list>
    <e:xml rdf:parseType="Literal"><b>x</b></e:xml>
  </rdf:Description>
</rdf:RDF>""",
        "a.rdf",
    )

    assert {place for (name, _), place in places.items() if name in ("list", "xml")} == {(2, 3)}


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        (
            "@prefix a: <http://e/> . PREFIX skos: <http://s#>\na:b a:c a:d .",
            "a.ttl",
            [("a", "http://e/", 1, 1), ("skos", "http://s#", 1, 26)],
        ),
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"\n'
            '  xmlns:skos="http://s#"/>',
            "a.rdf",
            [
                ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", 1, 10),
                ("skos", "http://s#", 2, 3),
            ],
        ),
        ('{"@context": {"skos": "http://s#"}}', "a.jsonld", [("skos", "http://s#", 1, 15)]),
    ],
)
def test_prefixes_are_known_with_their_places(
    text: str, path: str, expected: list[tuple[str, str, int, int]]
) -> None:
    prefixes = read_document(text.encode(), path=path).prefixes

    assert [(p, n, where.line, where.column) for p, n, where in prefixes] == expected


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"@context": {"@base": "h/ttp://x/"}, "@id": "a", "http://p": "x"}', "a.jsonld"),
        ('{"@id": "a b", "http://p": {"@id": "c d"}}', "a.jsonld"),
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/" '
            'xml:base="h/ttp://x"><rdf:Description rdf:about="#a"><e:p>x</e:p></rdf:Description>'
            "</rdf:RDF>",
            "a.rdf",
        ),
    ],
)
def test_an_address_that_is_none_does_not_stop_the_search_for_places(text: str, path: str) -> None:
    try:
        read_statements(text.encode(), path=path)
    except InputError as error:
        assert error.where is not None
