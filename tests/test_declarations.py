"""Declarations from end to end: one set in every format, root causes, privacy, what facts say."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pyoxigraph
import pytest

from lexique.declarations.pseudonyms import (
    FROM_NAME,
    OPAQUE,
    UUID,
    InitialsSurvey,
    Person,
    kind_of,
)
from lexique.declarations.validation import Settings, Validation, Validator
from lexique.declarations.values import Converter
from lexique.loading import load
from lexique.model import Finding, Severity
from lexique.namespaces import LEX, RDF, XSD
from lexique.reports import FORMATS, render

DAY = date(2026, 11, 21)
ROWS: list[dict[str, str]] = [
    {
        "personPseudonym": "6513270e-269e-4d37-b2a7-4de452e6b438", "role": "Patiente partenaire",
        "status": "Bénévole", "finess": "990000010", "level": "Partenariat",
        "validFrom": "01/09/2024", "note": "suivie pour F32.1",
    },
    {
        "personPseudonym": "d23f0824-128b-4f33-8c5c-7fd0a6a3a450", "role": "RU titulaire",
        "status": "Bénévole", "finess": "990000011", "body": "CDU",
        "mandateStart": "2020-12-01", "mandateEnd": "30/11/2025",
    },
    {
        "personPseudonym": "9531985d-5d9d-49f8-9818-e811892f902b", "role": "patients experts",
        "status": "BNV", "finess": "990000010", "validFrom": "31/02/2024",
    },
    {
        "personPseudonym": "36f675cc-81e7-4ef5-a8e2-5d940ed90475", "role": "Patient traceur",
        "status": "Salarié", "finess": "990000010", "charterSigned": "oui",
    },
    {
        "personPseudonym": "j.dupont", "role": "plombier", "status": "CDI",
        "finess": "75 071 2184", "trainingHours": "1,234.50", "adult": "peut-être",
    },
]  # fmt: skip
HEADINGS = {
    "personPseudonym": "Code personne", "role": "Fonction", "status": "Statut",
    "finess": "N° FINESS", "level": "Niveau d'engagement", "validFrom": "Date de début",
    "note": "Observations", "body": "Instance", "mandateStart": "Début du mandat",
    "mandateEnd": "Fin du mandat", "charterSigned": "Charte signée le",
    "trainingHours": "Nombre d'heures", "adult": "Majeur",
}  # fmt: skip


def kinds_of(people: Sequence[Person]) -> tuple[str, ...]:
    survey = InitialsSurvey()
    for person in people:
        survey.add(person.pseudonym)
    return tuple(kind_of(person, has_initials=survey.are_used) for person in people)


@cache
def validator() -> Validator:
    return Validator.bundled()


def validate(*paths: Path, **settings: object) -> Validation:
    return validator().validate([str(path) for path in paths], Settings(day=DAY, **settings))


def findings(*paths: Path, **settings: object) -> tuple[Finding, ...]:
    return validate(*paths, **settings).report.findings


def table(rows: Sequence[Mapping[str, str]]) -> list[list[str]]:
    names = [name for name in HEADINGS if any(name in row for row in rows)]
    return [
        [HEADINGS[name] for name in names],
        *([row.get(name, "") for name in names] for row in rows),
    ]


def as_csv(path: Path, separator: str = ";", encoding: str = "cp1252") -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(table(ROWS))
    path.write_bytes(text.getvalue().encode(encoding))


def as_workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [["Export du CHU de Valfleury"], [], *table(ROWS)]:
        book.active.append(row)
    book.save(path)


def as_json(path: Path) -> None:
    records = [{HEADINGS[name]: text for name, text in row.items()} for row in ROWS]
    if path.suffix == ".jsonl":
        path.write_text("".join(f"{json.dumps(record)}\n" for record in records))
    else:
        path.write_text(json.dumps(records, ensure_ascii=False, indent=1))


def as_rdf(path: Path) -> None:
    node = pyoxigraph.NamedNode
    triples = [
        triple
        for number, row in enumerate(ROWS)
        for subject in (node(f"http://example.org/d{number}"),)
        for triple in (
            pyoxigraph.Triple(subject, node(RDF.type), node(LEX["Declaration"])),
            *(
                pyoxigraph.Triple(subject, node(LEX[name]), pyoxigraph.Literal(text))
                for name, text in row.items()
            ),
        )
    ]
    kinds = {
        ".ttl": pyoxigraph.RdfFormat.TURTLE,
        ".nt": pyoxigraph.RdfFormat.N_TRIPLES,
        ".rdf": pyoxigraph.RdfFormat.RDF_XML,
        ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
    }
    path.write_bytes(pyoxigraph.serialize(triples, format=kinds[path.suffix]) or b"")


WRITERS: dict[str, Callable[[Path], None]] = {
    "x.csv": as_csv,
    "x.tsv": lambda path: as_csv(path, "\t", "utf-8"),
    "x.xlsx": as_workbook,
    "x.json": as_json,
    "x.jsonl": as_json,
    "x.ttl": as_rdf,
    "x.nt": as_rdf,
    "x.rdf": as_rdf,
    "x.jsonld": as_rdf,
}


def without_places(found: Sequence[Finding]) -> Counter[tuple[object, ...]]:
    return Counter(
        (item.rule, item.shape, item.severity, item.message, item.mend, item.value,
         item.source, item.safeguard, item.fingerprint)
        for item in found
    )  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
def test_one_set_of_declarations_gives_the_same_findings_in_every_format(
    name: str, tmp_path: Path
) -> None:
    as_csv(tmp_path / "reference.csv")
    WRITERS[name](tmp_path / name)
    reference = validate(tmp_path / "reference.csv").report
    report = validate(tmp_path / name).report

    assert report.n_checked == len(ROWS)
    assert report.n_conforming == reference.n_conforming
    assert without_places(report.findings) == without_places(reference.findings)
    assert {"R02", "R03", "R04", "R05", "R29", "R39", "R42", "R45", "R46", "VALUE-date"} <= {
        item.rule for item in report.findings
    }


def test_a_complete_export_has_nothing_to_report() -> None:
    """Seven roles with all that law and guidelines ask of them; invented numbers and persons."""
    report = validate(Path(__file__).parent / "data" / "complete.csv").report

    assert report.findings == ()
    assert report.n_conforming == report.n_checked == 7


def test_the_order_of_rows_changes_only_places(tmp_path: Path) -> None:
    for name, rows in (("a.jsonl", ROWS), ("b.jsonl", ROWS[::-1])):
        (tmp_path / name).write_text("".join(f"{json.dumps(row)}\n" for row in rows))

    assert without_places(findings(tmp_path / "a.jsonl")) == without_places(
        findings(tmp_path / "b.jsonl")
    )


def test_a_finding_names_line_heading_and_cell(tmp_path: Path) -> None:
    as_csv(tmp_path / "x.csv")
    as_workbook(tmp_path / "x.xlsx")
    in_csv = next(item for item in findings(tmp_path / "x.csv") if item.rule == "R03")
    in_xlsx = next(item for item in findings(tmp_path / "x.xlsx") if item.rule == "R03")

    assert (in_csv.location.line, in_csv.location.heading) == (5, "Fonction")
    assert (in_xlsx.location.cell, in_xlsx.location.row) == ("B7", 7)
    assert in_xlsx.location.sheet == "Sheet"


def test_a_missing_column_is_one_finding_and_a_missing_cell_one_for_each(tmp_path: Path) -> None:
    lines = ["Fonction;Statut", *["Représentant des usagers;bénévole"] * 40]
    (tmp_path / "x.csv").write_text("\n".join(lines))
    silent = [item for item in findings(tmp_path / "x.csv") if item.rule == "R05"]
    lines = [f"{line};{number if number == 1 else ''}" for number, line in enumerate(lines)]
    lines[0] = "Fonction;Statut;N° d'agrément"
    (tmp_path / "y.csv").write_text("\n".join(lines))
    spoken = [item for item in findings(tmp_path / "y.csv") if item.rule == "R05"]

    assert len(silent) == 1
    assert "40" in silent[0].message.fr
    assert len(spoken) == 39


def test_an_unreadable_value_is_not_blamed_for_its_consequences(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(
        "Fonction;Date de début;Date de fin\npatient partenaire;31/02/2024;01/01/2024\n"
    )
    rules = {item.rule for item in findings(tmp_path / "x.csv")}

    assert "VALUE-date" in rules
    assert not any(
        item.rule == "R42" and "avant" in item.message.fr for item in findings(tmp_path / "x.csv")
    )


def test_a_repeated_fault_of_one_value_is_counted_once(tmp_path: Path) -> None:
    rows = ["Fonction;Statut", *["patient traceur;bénévole"] * 5]
    (tmp_path / "x.csv").write_text("\n".join(rows))
    report = validate(tmp_path / "x.csv", select=("R03",)).report

    assert len(report.findings) == 5
    assert report.count(Severity.VIOLATION) == 1


def test_the_harmoniser_answers_in_how_to_mend(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(
        "Fonction;Statut\nmédiateur de santé/pair;CDI\npatient traceur;CDI\n"
    )
    mends = {
        item.rule: item.mend.fr for item in findings(tmp_path / "x.csv", select=("R01", "R03"))
    }

    assert "médiateur de santé-pair" in mends["R01"]
    assert "méthode" in mends["R03"]


def test_a_false_friend_cites_what_says_that_it_is_no_role(tmp_path: Path) -> None:
    names = ("patient traceur", "patiente simulée", "médiateur médecin", "expert-visiteur")
    (tmp_path / "x.csv").write_text("\n".join(["Fonction", *names]))
    cited = [item.source_label or "" for item in findings(tmp_path / "x.csv", select=("R03",))]

    assert [label.split(",")[-2:] for label in (cited[0], cited[1], cited[3])] == [
        [" Haute Autorité de santé", " 2014"],
        [" Université de Strasbourg", " 2023"],
        [" Haute Autorité de santé", " 2016"],
    ]
    assert cited[2] == "Code de la santé publique, article R. 1112-81"


def test_a_rule_on_an_unverified_point_says_so_in_every_form(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Fonction;FINESS\npatient partenaire;990000245\n")
    report = validate(tmp_path / "x.csv", select=("R39",)).report

    assert [item.verification for item in report.findings] == ["unverified"]
    for form in ("text", "csv", "html"):
        assert "point not verified" in render(report, form, language="en").decode()
    assert json.loads(render(report, "json"))["findings"][0]["verification"] == "unverified"


SEVERAL = {
    "training": ["formation ETP de 40 heures", "DU pair-aidance"],
    "trainingHours": ["40", "120,5"],
    "trainingDate": ["30/06/2024", "2025-06-15"],
    "domain": ["accès aux soins et prévention", "éducation thérapeutique"],
}


@pytest.mark.parametrize("mark", [" | ", "|", "; ", "\n"])
def test_several_values_of_one_cell_are_those_of_a_list(mark: str) -> None:
    model = validator().model
    converter = Converter(model, load())

    for name, texts in SEVERAL.items():
        item = model.properties[name]
        together = [value.term for value in converter.convert(item, mark.join(texts))]
        apart = [value.term for text in texts for value in converter.convert(item, text)]

        assert together == apart, name
        assert len(together) == len(texts)
        assert not [value for value in converter.convert(item, mark.join(texts)) if value.doubt]


def test_a_training_of_40_hours_counts_beside_a_shorter_one(tmp_path: Path) -> None:
    head = "Fonction;Programme d'ETP déclaré;Formation;Heures de formation\n"
    row = "patient intervenant en ETP;oui;formation ETP | gestes de secours;"
    (tmp_path / "x.csv").write_text(f"{head}{row}42 | 7\n{row}7\n")
    found = findings(tmp_path / "x.csv", select=("R14",))

    assert [item.location.line for item in found] == [3]


DESCRIBED = "Fonction;Statut;Domaine;Formation;Fondement;N° d'agrément;Niveau"


@pytest.mark.parametrize(
    ("row", "declared", "described"),
    [
        ("médiateur en santé;CDI;santé mentale;licence MSP;trouble psychique;;",
         "médiateur en santé", "médiateur de santé-pair"),
        ("patient partenaire;bénévole;gouvernance;formation de base RU;;N2021RN0099;",
         "patient partenaire", "représentant des usagers"),
        ("bénévole d'accompagnement;CDI;santé mentale;licence MSP;trouble psychique;;",
         "bénévole d’accompagnement", "médiateur de santé-pair"),
        ("patient intervenant en ETP;CDD;accès aux soins et prévention;DU médiation en santé;;;",
         "patient intervenant", "médiateur en santé"),
        ("pair-aidant familial;salarié;addictologie;certification patient expert addictions;"
         "addiction;;", "pair-aidant familial", "patient expert addictions"),
        ("patient témoin;indemnisé;éducation thérapeutique;ETP 40 h;maladie chronique;;partenariat",
         "patient témoin", "patient intervenant"),
    ],
)  # fmt: skip
def test_facts_that_describe_another_role_name_both(
    row: str, declared: str, described: str, tmp_path: Path
) -> None:
    (tmp_path / "x.csv").write_text(f"{DESCRIBED}\n{row}\n")
    found = findings(tmp_path / "x.csv", select=("PROFILE-role",))

    assert [item.message.fr for item in found] == [
        f"Déclaré\u00a0: {declared}\u00a0; les faits décrivent\u00a0: {described}."
    ]
    assert found[0].value == row.split(";")[0]
    assert "rien n’a été modifié" in found[0].mend.fr


@pytest.mark.parametrize(
    "row",
    [
        "médiateur de santé-pair;CDI;santé mentale;licence MSP;trouble psychique;;",
        "patient partenaire;bénévole;cancérologie;ETP 40 h;maladie chronique;;partenariat",
        "médiateur en santé;CDI;accès aux soins et prévention;;;;",
        "représentant des usagers;bénévole;gouvernance;formation de base RU;;N2021RN0099;",
        "pair-aidant;bénévole;santé mentale;DU pair-aidance;trouble psychique;;",
        "bénévole d'accompagnement;bénévole;soins palliatifs;;;;",
        "patient enseignant;CDI;enseignement;;maladie chronique;;",
        "patient partenaire;;;;;;",
    ],
)
def test_facts_that_fit_or_contradict_without_describing_another_role_are_silent(
    row: str, tmp_path: Path
) -> None:
    (tmp_path / "x.csv").write_text(f"{DESCRIBED}\n{row}\n")

    assert findings(tmp_path / "x.csv", select=("PROFILE-role",)) == ()


def test_american_dates_make_the_doubtful_ones_of_their_column_unreadable(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(
        "Fonction;Date de début;Date de fin\n"
        "patient partenaire;12/31/2024;03/04/2030\n"
        "patient partenaire;03/04/2024;31/12/2030\n"
        "patient partenaire;05/05/2024;03/04/2031\n"
    )
    found = findings(tmp_path / "x.csv", select=("VALUE-date",))

    assert [(item.location.line, item.value) for item in found] == [
        (2, "12/31/2024"),
        (3, "03/04/2024"),
    ]


# -- privacy ---------------------------------------------------------------------------------

MARKERS = ("Zylberstein", "184127645108946", "06 12 34 56 78", "anne@example.org", "schizophrénie")
PERSONAL = (
    "Nom;N° de sécurité sociale;Tél.;Courriel;Diagnostic;Fonction;Observations\n"
    + "Zylberstein Anne;184127645108946;06 12 34 56 78;anne@example.org;schizophrénie;"
    + "patiente partenaire;vu pour schizophrénie, Zylberstein, 184127645108946\n"
) * 1


def test_columns_that_should_not_be_there_are_findings(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(PERSONAL)
    found = [item for item in findings(tmp_path / "x.csv") if item.rule == "R44"]

    assert {item.location.heading for item in found} == {
        "Nom", "N° de sécurité sociale", "Tél.", "Courriel", "Diagnostic",
    }  # fmt: skip


def test_such_a_column_is_one_finding_however_many_rows(tmp_path: Path) -> None:
    header, row = PERSONAL.splitlines()
    (tmp_path / "x.csv").write_text("\n".join([header, *[row] * 30]))

    assert Counter(
        item.location.heading for item in findings(tmp_path / "x.csv") if item.rule == "R44"
    ) == Counter(["Nom", "N° de sécurité sociale", "Tél.", "Courriel", "Diagnostic"])


@pytest.mark.parametrize("form", [name for name in FORMATS if name != "xlsx"])
def test_no_personal_value_is_in_any_report(form: str, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(PERSONAL)
    report = validate(tmp_path / "x.csv").report
    written = render(report, form, language="fr").decode("utf-8", "replace")

    assert not [marker for marker in MARKERS if marker in written]


def test_personal_data_in_an_unknown_column_is_found_and_masked(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Fonction;Zut\npatient partenaire;NIR 1 84 12 76 451 089 46\n")
    found = [item for item in findings(tmp_path / "x.csv") if item.rule == "R45"]

    assert [item.location.heading for item in found] == ["Zut"]
    assert not found[0].is_quotable


def test_a_disease_in_a_coded_column_is_found_and_masked(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Fonction;Fondement\npair-aidant;schizophrénie\n")
    report = validate(tmp_path / "x.csv").report

    assert [item.rule for item in report.findings if item.value == "schizophrénie"] == ["R45"]
    assert b"schizophr" not in render(report, "json")


@pytest.mark.parametrize(
    ("pseudonym", "expected"),
    [
        ("6513270e-269e-4d37-b2a7-4de452e6b438", UUID),
        ("P0017", OPAQUE),
        ("pp-12", OPAQUE),
        ("0017", OPAQUE),
        ("x7k2q9", OPAQUE),
        ("Anne Martin", FROM_NAME),
        ("MARTIN_A", FROM_NAME),
        ("a.martin", FROM_NAME),
        ("Martin", FROM_NAME),
        ("J.D.", FROM_NAME),
        ("JD1965", FROM_NAME),
        ("anne@example.org", FROM_NAME),
    ],
)
def test_a_pseudonym_is_told_from_a_name(pseudonym: str, expected: str) -> None:
    assert kinds_of([Person(pseudonym)]) == (expected,)


def test_initials_are_told_from_a_code_by_the_rest_of_the_file() -> None:
    code = kinds_of([Person(f"PP-{number}") for number in range(5)])
    initials = kinds_of([Person(text) for text in ("AM-1", "JD-2", "LB-3", "ZK-4", "PR-5")])

    assert set(code) == {OPAQUE}
    assert set(initials) == {FROM_NAME}


def test_a_pseudonym_made_of_the_name_beside_it_is_found() -> None:
    assert kinds_of([Person("dup7", ("Dupont", "Luc"))]) == (OPAQUE,)
    assert kinds_of([Person("dupont7", ("Dupont", "Luc"))]) == (FROM_NAME,)
    assert kinds_of([Person("ld-7", ("Dupont", "Luc"))]) == (FROM_NAME,)


def test_a_pseudonym_that_is_no_uuid_is_one_remark_for_the_file(tmp_path: Path) -> None:
    rows = ["Code personne;Fonction", *(f"P{number};patient partenaire" for number in range(9))]
    (tmp_path / "x.csv").write_text("\n".join(rows))
    found = [item for item in findings(tmp_path / "x.csv") if item.rule == "R46"]

    assert [item.severity for item in found] == [Severity.INFO]


LONG = 60_000


@pytest.mark.parametrize("piece", ["x", "é", "1", "a.", "a@", " ", "; ", "' ", "1 84 12 ", "-"])
def test_a_long_text_in_any_column_is_read_at_once(piece: str, tmp_path: Path) -> None:
    text = ("a" + piece * (LONG // len(piece)) + "b").replace(";", "|")
    headings = table(ROWS)[0]
    (tmp_path / "x.csv").write_text(f"{';'.join(headings)}\n{';'.join([text] * len(headings))}\n")
    begun = time.perf_counter()
    found = findings(tmp_path / "x.csv")

    assert found
    assert time.perf_counter() - begun < 5


# -- several files, settings -----------------------------------------------------------------


def test_rules_over_several_declarations_see_all_files(tmp_path: Path) -> None:
    row = "Code personne;Fonction;Indemnité de formation\nX7;RU titulaire;oui\n"
    (tmp_path / "a.csv").write_text(row)
    (tmp_path / "b.csv").write_text(row)
    found = findings(tmp_path / "a.csv", tmp_path / "b.csv", select=("R10",))

    assert [Path(item.location.path or "").name for item in found] == ["a.csv", "b.csv"]


def test_a_subject_described_in_two_files_is_two_declarations(tmp_path: Path) -> None:
    for name in ("a.ttl", "b.nt"):
        as_rdf(tmp_path / f"x{Path(name).suffix}")
    report = validate(tmp_path / "x.ttl", tmp_path / "x.nt").report

    assert report.n_checked == 2 * len(ROWS)
    assert {Path(item.location.path or "").name for item in report.findings} == {"x.ttl", "x.nt"}


def test_a_record_with_two_roles_says_so(tmp_path: Path) -> None:
    record = {"engagements": [{"role": "patiente partenaire"}, {"role": "pair-aidante"}]}
    (tmp_path / "x.jsonl").write_text(json.dumps(record))
    found = findings(tmp_path / "x.jsonl", select=("R01",))

    assert [item.message.fr for item in found] == ["La déclaration nomme plusieurs rôles."]


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_being_judged(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.csv").write_bytes(b"\x00\x01")
    (tmp_path / "b.csv").write_text("Fonction\npatient traceur\n")
    report = validate(tmp_path / "a.csv", tmp_path / "b.csv").report

    assert report.n_checked == 1
    assert {"SYNTAX", "R03"} <= {item.rule for item in report.findings}


def test_a_rule_can_be_chosen_left_out_or_given_another_severity(tmp_path: Path) -> None:
    as_csv(tmp_path / "x.csv")
    only = {item.rule for item in findings(tmp_path / "x.csv", select=("R39", "PROFILE"))}
    without = {item.rule for item in findings(tmp_path / "x.csv", ignore=("R39", "MODEL"))}
    graver = findings(tmp_path / "x.csv", severities={"R39": Severity.VIOLATION})

    assert only == {"R39"}
    assert not {rule for rule in without if rule.startswith(("R39", "MODEL"))}
    assert {item.severity for item in graver if item.rule == "R39"} == {Severity.VIOLATION}


def test_the_key_of_an_rpps_number_is_only_checked_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Fonction;RPPS\npatient partenaire;10003461033\n")

    assert not [item for item in findings(tmp_path / "x.csv") if item.rule == "R41"]
    assert [item.rule for item in findings(tmp_path / "x.csv", select=("R41",))] == ["R41"]


def test_findings_stand_in_the_order_of_the_files_and_lines(tmp_path: Path) -> None:
    as_csv(tmp_path / "b.csv")
    as_csv(tmp_path / "a.csv")
    places = [
        (item.location.path, item.location.line or 0)
        for item in findings(tmp_path / "b.csv", tmp_path / "a.csv")
    ]

    assert places == sorted(places)


def test_every_message_is_a_sentence_in_both_languages(tmp_path: Path) -> None:
    as_csv(tmp_path / "x.csv")

    for item in findings(tmp_path / "x.csv"):
        for text in (item.message.fr, item.message.en, item.mend.fr, item.mend.en):
            assert re.search(r"[.!?…]$", text), text
            assert "{" not in text


def test_typed_literals_and_concepts_of_rdf_are_understood(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text(
        f"@prefix lex: <{LEX.iri}> . @prefix xsd: <{XSD.iri}> .\n"
        "@prefix r: <https://w3id.org/lexique/role/> . @prefix ex: <http://example.org/> .\n"
        'ex:a a lex:Declaration ; lex:role r:pair-aidant ; lex:validFrom "2024-02-31"^^xsd:date ;\n'
        '  lex:validTo "2024-W01"^^xsd:date ; lex:adult true .\n'
    )
    report = validate(tmp_path / "x.ttl", select=("VALUE", "LIT")).report

    assert [(item.rule, item.location.line) for item in report.findings] == [
        ("VALUE-date", 3),
        ("VALUE-date", 4),
    ]
    assert report.findings[0].location.focus_node == "http://example.org/a"
    assert report.findings[0].location.result_path == LEX["validFrom"]
