"""One report in every form: nothing lost, nothing leaked, the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import openpyxl
import pytest
from pyoxigraph import RdfFormat, parse

from lexique.model import Finding, Location, Report, Severity, Text
from lexique.reports import FORMATS, render

SECRET = "Jeanne Martin"
HOSTILE = "<script>alert(1)</script>\x1b]0;x\x07\u202e=1+1"


def _finding(rule: str = "R04", **changes: object) -> Finding:
    facts: dict[str, object] = {
        "rule": rule,
        "severity": Severity.VIOLATION,
        "message": Text(fr="Il manque l’association.", en="The association is missing."),
        "mend": Text(fr="Nommez l’association.", en="Name the association."),
        "location": Location(path="export.csv", line=17, column=5, row=17, heading="Fonction",
                             focus_node="urn:x:1", result_path="https://w3id.org/lexique/ns#role"),
        "shape": "https://w3id.org/lexique/shape/Declaration-role",
        "value": "RU titulaire",
        "is_quotable": True,
        "source": "https://w3id.org/lexique/source/csp-l-1114-1",
        "fingerprint": "abc",
    }  # fmt: skip
    return Finding(**{**facts, **changes})  # type: ignore[arg-type]


def _report(*findings: Finding) -> Report:
    versions = {"lexique": "0", "vocabulary": "0", "shapes": "0", "hash": "0"}
    return Report(findings=findings, n_checked=60, n_conforming=58, versions=versions)


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "xlsx"])
def test_the_same_report_gives_the_same_bytes_and_never_a_control_character(format: str) -> None:
    report = _report(_finding(), _finding("R01", value=HOSTILE))

    data = render(report, format)

    assert data == render(report, format)
    text = data.decode("utf-8-sig")
    assert not [c for c in text if (ord(c) < 0x20 and c not in "\n\r") or 0x7F <= ord(c) <= 0x9F]
    assert "\u202e" not in text


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "xlsx"])
def test_a_value_that_may_not_be_quoted_is_masked_in_every_format(format: str) -> None:
    report = _report(_finding(value=SECRET, is_quotable=False))

    hidden = render(report, format).decode()
    shown = render(report, format, show_values=True).decode()

    assert SECRET not in hidden
    assert f"•••• ({len(SECRET)})" in hidden or format in ("junit", "github", "sarif")
    assert SECRET in shown or format in ("junit", "github", "sarif")


def test_a_page_cites_each_source_where_it_belongs_and_links_to_it() -> None:
    law = _finding(source="urn:a", source_label="Loi A", source_url="https://example.org/a")
    guide = _finding(source="urn:b", source_label="Guide B", source_url="javascript:alert(1)")
    page = render(_report(law, guide, _finding("R05", source_label="Loi C")), "html").decode()

    assert page.index("Loi A") < page.index("Guide B") < page.index("Loi C")
    assert 'href="https://example.org/a">Loi A' in page
    assert "javascript" not in page


def test_a_page_says_once_what_the_messages_of_a_rule_have_in_common() -> None:
    def told(count: int) -> Text:
        return Text(fr=f"Il manque l’association. Cela vaut pour {count} lignes.", en="x")

    page = render(_report(_finding(message=told(3)), _finding(message=told(8))), "html").decode()
    summary = page[page.index("<summary>") : page.index("</summary>")]

    assert "Il manque l’association." in summary
    assert "Cela vaut" not in summary


def test_an_annotation_and_a_note_say_where_in_a_workbook() -> None:
    place = Location(path="à la fin.xlsx", sheet="Équipe", row=7)
    annotation = render(_report(_finding(location=place)), "github").decode()
    log = json.loads(render(_report(_finding(location=place)), "sarif"))
    where = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]

    assert "title=R04 Équipe!7::" in annotation
    assert where["artifactLocation"]["uri"] == "%C3%A0%20la%20fin.xlsx"


@pytest.mark.parametrize("format", FORMATS)
def test_every_form_states_the_day_on_which_it_was_judged(format: str) -> None:
    report = replace(_report(_finding()), assessed_on=date(2026, 2, 3))
    data = render(report, format)
    if format == "xlsx":
        rows = openpyxl.load_workbook(io.BytesIO(data)).active.values
        data = "\n".join(str(cell) for row in rows for cell in row).encode()

    assert b"2026-02-03" in data


@pytest.mark.parametrize("format", ["text", "json", "html", "sarif", "junit", "turtle", "github"])
def test_a_report_names_vocabulary_and_shapes_with_their_hash(format: str) -> None:
    versions = {"lexique": "1.2.3", "vocabulary": "4.5.6", "shapes": "7.8.9", "hash": "ab12"}
    told = render(replace(_report(_finding()), versions=versions), format).decode()

    assert not [version for version in versions.values() if version not in told]


@pytest.mark.parametrize(
    "value", ["jeanne.martin@example.org", "06 12 34 56 78", "+33 6 12 34 56 78",
              "2 84 05 2A 123 456 78", "184057512345678"],
)  # fmt: skip
def test_what_looks_personal_is_masked_even_in_a_column_that_may_be_quoted(value: str) -> None:
    assert value not in render(_report(_finding(value=value)), "json").decode()


@pytest.mark.parametrize(
    "value", ["750712184", "35600000000048", "médiateur en santé", "2025-01-31"]
)
def test_identifiers_of_organisations_roles_and_dates_do_not_look_personal(value: str) -> None:
    assert value in render(_report(_finding(value=value)), "json").decode()


def test_the_json_report_follows_the_schema_that_ships(root: Path) -> None:
    schema = json.loads((root / "src/lexique/schemas/report-1.json").read_text("utf-8"))
    document = json.loads(render(_report(_finding(), _finding(fingerprint="def")), "json"))

    jsonschema.validate(document, schema)
    assert document["checked"] == 60
    assert document["summary"] == {"violation": 2, "warning": 0, "info": 0}


def test_two_places_of_one_fault_are_counted_once() -> None:
    report = _report(_finding(), _finding(location=Location(path="export.csv", line=18)))

    document = json.loads(render(report, "json"))

    assert len(document["findings"]) == 2
    assert document["summary"]["violation"] == 1
    results = json.loads(render(report, "sarif"))["runs"][0]["results"]
    assert [len(result["locations"]) for result in results] == [2]


def test_a_fault_at_two_places_is_explained_at_the_first_only() -> None:
    elsewhere = Location(path="export.csv", line=19)

    text = render(_report(_finding(), _finding(location=elsewhere)), "text").decode()

    assert text.count("Il manque l’association.") == 2
    assert text.count("Nommez l’association.") == 1


def test_the_first_line_of_a_finding_says_place_severity_rule_and_what() -> None:
    lines = render(_report(_finding()), "text").decode().splitlines()

    assert lines[0] == "export.csv:17:5: violation: R04 Il manque l’association."
    assert lines[-1] == "60 déclarations contrôlées, 58 conformes\u00a0: 1 violation"


def test_the_text_report_speaks_english_when_asked() -> None:
    lines = render(_report(_finding()), "text", language="en").decode().splitlines()

    assert lines[0] == "export.csv:17:5: violation: R04 The association is missing."
    assert lines[-1] == "60 declarations checked, 58 conform: 1 violation"


def test_colour_comes_only_when_asked_for() -> None:
    assert b"\x1b[" not in render(_report(_finding()), "text")
    assert b"\x1b[31mviolation" in render(_report(_finding()), "text", colour=True)


def test_the_csv_report_opens_in_a_french_spreadsheet_and_holds_no_formula() -> None:
    data = render(_report(_finding(value="=1+1")), "csv")

    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:4] == ["règle", "gravité", "fichier", "ligne"]
    assert not [cell for cell in rows[1] if cell.startswith(("=", "+", "-", "@"))]


def test_the_html_report_needs_no_script_and_escapes_what_it_quotes() -> None:
    page = render(_report(_finding(value=HOSTILE)), "html").decode()

    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "default-src 'none'" in page
    assert 'lang="fr"' in page


def test_the_turtle_report_is_a_shacl_report_that_does_not_conform_at_any_severity() -> None:
    data = render(_report(_finding(severity=Severity.INFO)), "turtle")
    statements = {(t.predicate.value.rpartition("#")[2], getattr(t.object, "value", ""))
                  for t in parse(data, format=RdfFormat.TURTLE)}  # fmt: skip

    assert ("conforms", "false") in statements
    assert ("resultSeverity", "http://www.w3.org/ns/shacl#Info") in statements
    assert ("focusNode", "urn:x:1") in statements


def test_the_junit_report_fails_for_violations_only() -> None:
    report = _report(_finding(), _finding("R30", severity=Severity.WARNING))
    suite = ElementTree.fromstring(render(report, "junit")).find("testsuite")

    assert suite is not None
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")


def test_an_annotation_parts_what_is_wrong_from_how_to_mend_it() -> None:
    bare = _finding(message=Text(fr="il manque un point", en="a full stop is missing"))

    assert "il manque un point. Nommez l’association." in render(_report(bare), "github").decode()
    assert "association. Nommez" in render(_report(_finding()), "github").decode()


def test_github_annotations_cannot_be_forged_by_a_message() -> None:
    forged = Text(fr="a\n::error::b", en="a\n::error::b")
    lines = render(_report(_finding(message=forged)), "github").decode().splitlines()

    assert [line.startswith("::") for line in lines] == [True, False, False]
    assert lines[0].startswith("::error file=export.csv,line=17,col=5,title=R04::")
