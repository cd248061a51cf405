"""The rules of `check`: their catalogue, their examples, and the SKOS Reference's own examples."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lexique.model import Report, Severity
from lexique.rdf import Kind, read_document
from lexique.rules import as_markdown
from lexique.skos.catalogue import rules
from lexique.skos.checking import Settings, check
from lexique.skos.rule import Rule

PREFIXES = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <http://example.org/> .
@prefix distinction: <https://w3id.org/lexique/distinction/> .
@prefix domain: <https://w3id.org/lexique/domain/> .
@prefix lex: <https://w3id.org/lexique/ns#> .
@prefix level: <https://w3id.org/lexique/level/> .
@prefix lexique: <https://w3id.org/lexique/> .
@prefix neighbour: <https://w3id.org/lexique/neighbour/> .
@prefix role: <https://w3id.org/lexique/role/> .
@prefix source: <https://w3id.org/lexique/source/> .
@prefix status: <https://w3id.org/lexique/status/> .
@prefix term: <https://w3id.org/lexique/term/> .
@prefix training: <https://w3id.org/lexique/training/> .
@prefix value: <https://w3id.org/lexique/value/> .
"""
SKOS_PREFIX = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"


def report_on(example: str, *, profile: str = "skos", select: str = "") -> Report:
    """Return what `check` says of a Turtle (or JSON-LD) example, common prefixes understood."""
    if example.startswith("{"):
        document = read_document(example.encode(), path="a.jsonld", kind=Kind.JSON_LD)
    else:
        skos = "" if "@prefix skos:" in example else SKOS_PREFIX
        text = PREFIXES + skos + example
        document = read_document(text.encode(), path="a.ttl", kind=Kind.TURTLE)
    settings = Settings(profile=profile, select=(select,) if select else ())
    return check([document], settings)


def rules_found(report: Report, severity: Severity | None = None) -> set[str]:
    return {
        finding.rule
        for finding in report.findings
        if severity is None or finding.severity is severity
    }


WITH_EXAMPLES = [rule for rule in rules() if rule.bad]


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.id)
def test_the_bad_example_of_a_rule_breaks_it_and_the_good_one_does_not(rule: Rule) -> None:
    bad = report_on(rule.bad, profile="lexique", select=rule.id)
    good = report_on(rule.good, profile="lexique", select=rule.id)

    assert rule.id in rules_found(bad)
    assert rule.id not in rules_found(good)


def test_rule_ids_are_unique_and_well_formed() -> None:
    ids = [rule.id for rule in rules()]

    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Z]+-[A-Za-z0-9-]+", rule_id) for rule_id in ids)


def test_only_conditions_of_the_skos_reference_are_violations_outside_our_profile() -> None:
    for rule in rules():
        if rule.severity_in("skos") is Severity.VIOLATION:
            assert rule.is_condition, rule.id
            assert rule.id.startswith("SKOS-"), rule.id


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        ("ex12", "SKOS-S14"),
        ("ex13", "SKOS-S13"),
        ("ex14", "SKOS-S13"),
        ("ex15", "SKOS-S13"),
        ("ex26", "SKOS-S27"),
        ("ex27", "SKOS-S27"),
        ("ex28", "SKOS-S27"),
        ("ex29", "SKOS-S27"),
        ("ex45", "SKOS-S37"),
        ("ex46", "SKOS-S37"),
        ("ex47", "SKOS-S37"),
        ("ex52", "SKOS-S46"),
        ("ex53", "SKOS-S46"),
        ("ex59", "SKOS-S27"),
        ("ex60", "SKOS-S27"),
        ("ex61", "SKOS-S27"),
    ],
)
def test_an_inconsistent_example_of_the_skos_reference_is_caught(
    shared: Path, example: str, expected: str
) -> None:
    path = shared / "corpora" / "skos-reference-examples" / "invalid" / f"{example}.ttl"

    report = check([read_document(path)], Settings(profile="skos"))

    assert expected in rules_found(report, Severity.VIOLATION)


def test_the_consistent_examples_of_the_skos_reference_have_no_violation(shared: Path) -> None:
    paths = sorted((shared / "corpora" / "skos-reference-examples" / "valid").glob("*.ttl"))
    found = {
        path.name: rules_found(
            check([read_document(path)], Settings(profile="skos")), Severity.VIOLATION
        )
        for path in paths
    }

    assert len(paths) == 35
    assert found == {path.name: set() for path in paths}


def test_the_two_faults_of_the_astronomy_thesaurus_are_found(shared: Path) -> None:
    document = read_document(shared / "corpora" / "unified-astronomy-thesaurus.rdf")

    report = check([document], Settings(profile="skos"))

    violations = [f for f in report.findings if f.severity is Severity.VIOLATION]
    assert {finding.rule for finding in violations} == {"SKOS-S27"}
    assert len({finding.fingerprint for finding in violations}) == 2
    assert all(finding.location.line for finding in violations)
    assert report.n_checked == 2372


@pytest.mark.parametrize(
    ("name", "n_concepts"),
    [("unesco-thesaurus.ttl", 4420), ("stw-thesaurus.ttl", 6244), ("lom_role.ttl", 15)],
)
def test_a_sound_thesaurus_has_no_violation(shared: Path, name: str, n_concepts: int) -> None:
    report = check([read_document(shared / "corpora" / name)], Settings(profile="skos"))

    assert rules_found(report, Severity.VIOLATION) == set()
    assert report.n_checked == n_concepts


# The pitfalls P1 to P10 that make a checker hated (threads of qSKOS, Talisman, SkoHub and others).


def test_p1_labels_that_differ_in_case_or_sharp_s_are_different() -> None:
    report = report_on(
        'ex:a a skos:Concept ; skos:prefLabel "Hound"@en ; skos:altLabel "hound"@en ; '
        'skos:hiddenLabel "HOUND"@en . '
        'ex:b a skos:Concept ; skos:prefLabel "Strasse"@de ; skos:altLabel "Straße"@de .'
    )

    assert rules_found(report, Severity.VIOLATION) == set()


def test_p2_hidden_labels_take_no_part_in_overlaps() -> None:
    report = report_on(
        'ex:a a skos:Concept ; skos:prefLabel "chat"@fr . '
        'ex:b a skos:Concept ; skos:prefLabel "chien"@fr ; skos:hiddenLabel "chat"@fr .'
    )

    assert not rules_found(report) & {"LAB-pref-vs-alt", "LAB-dup-pref", "LAB-alt-vs-alt"}


def test_p3_alternative_homonyms_are_a_remark_only() -> None:
    report = report_on(
        'ex:a a skos:Concept ; skos:prefLabel "minet"@fr ; skos:altLabel "chat"@fr . '
        'ex:b a skos:Concept ; skos:prefLabel "clavardage"@fr ; skos:altLabel "chat"@fr .'
    )

    assert {f.severity for f in report.findings if f.rule == "LAB-alt-vs-alt"} == {Severity.INFO}


def test_p4_a_cluster_is_told_by_the_names_of_its_members() -> None:
    report = report_on(
        "ex:a skos:broader ex:b . ex:c skos:broader ex:b . ex:d skos:related ex:e . "
        'ex:d skos:prefLabel "lune"@fr .',
        select="STR-clusters",
    )

    assert "“lune”" in report.findings[0].message.en
    assert "«\u00a0lune\u00a0»" in report.findings[0].message.fr or report.findings


def test_p5_an_inverse_stated_on_one_side_is_enough() -> None:
    report = report_on(
        'ex:s a skos:ConceptScheme ; skos:prefLabel "s"@fr . '
        'ex:t a skos:Concept ; skos:prefLabel "t"@fr ; skos:topConceptOf ex:s . '
        'ex:a a skos:Concept ; skos:prefLabel "a"@fr ; skos:inScheme ex:s ; skos:broader ex:t .'
    )

    structure = {rule for rule in rules_found(report) if rule.startswith("STR")}
    assert structure == set()


def test_p6_a_fault_of_most_concepts_is_reported_once() -> None:
    concepts = "".join(
        f'ex:c{number} a skos:Concept ; skos:prefLabel "c{number}"@fr . ' for number in range(200)
    )

    findings = [f for f in report_on(concepts).findings if f.rule == "DEF-missing"]

    assert len(findings) == 1
    assert "199" in findings[0].message.en


def test_p6_labels_given_as_skos_xl_are_labels() -> None:
    report = report_on(
        "ex:a a skos:Concept ; skosxl:prefLabel ex:l . "
        'ex:l a skosxl:Label ; skosxl:literalForm "chat"@fr .'
    )

    assert "LAB-missing-pref" not in rules_found(report)


def test_p7_every_finding_has_a_rule_and_a_place() -> None:
    report = report_on('ex:a skos:prefLabel "b"@fr , "c"@fr , " d "@fr ; skos:broader ex:a .')

    assert report.findings
    assert all(f.rule and f.location.line and f.location.column for f in report.findings)


def test_p8_the_severity_that_is_asked_for_is_the_one_reported() -> None:
    text = PREFIXES + SKOS_PREFIX + 'ex:a skos:prefLabel "b"@fr , "c"@fr .'
    document = read_document(text.encode(), path="a.ttl", kind=Kind.TURTLE)

    report = check(
        [document], Settings(select=("SKOS-S14",), severities={"SKOS-S14": Severity.INFO})
    )

    assert {finding.severity for finding in report.findings} == {Severity.INFO}


def test_p9_rules_can_be_chosen_by_family() -> None:
    example = 'ex:a skos:prefLabel "b"@fr , " c"@fr ; skos:broader ex:a .'

    assert {rule.split("-")[0] for rule in rules_found(report_on(example, select="LAB"))} == {"LAB"}


def test_p10_the_catalogue_in_the_documentation_is_the_one_in_the_code(root: Path) -> None:
    for language, name in (("en", "rules.md"), ("fr", "rules.fr.md")):
        written = (root / "docs" / "reference" / name).read_text(encoding="utf-8")
        assert written == as_markdown(language), "run python -m lexique.rules"


# Places


def test_each_place_of_a_fault_is_told_and_counted_once() -> None:
    example = 'ex:a\n    skos:prefLabel "love"@en ;\n    skos:prefLabel "adoration"@en .'
    first = PREFIXES.count("\n") + SKOS_PREFIX.count("\n") + 2

    report = report_on(example, select="SKOS-S14")

    places = [(f.location.line, f.location.column) for f in report.findings]
    assert places == [(first, 5), (first + 1, 5)]
    assert len({finding.fingerprint for finding in report.findings}) == 1
    assert report.count(Severity.VIOLATION) == 1


@pytest.mark.parametrize(
    ("example", "line", "column"),
    [
        ('ex:a skos:prefLabel "x "@fr .', 1, 6),
        ('ex:a\n  skos:altLabel "ok"@fr ,\n    "x "@fr .', 3, 5),
        ('ex:a skos:definition """one\ntwo"""@fr ; # note "\n  skos:altLabel "x "@fr .', 3, 3),
        ('ex:a skos:altLabel "a"@fr . ex:b skos:altLabel "x "@fr .', 1, 34),
        ('ex:a ex:p [ ex:q 1 ;\n skos:altLabel "x "@fr ] .', 2, 2),
        ('ex:a ex:p ( 1 2\n 3 ) ;\n skos:altLabel "x "@fr .', 3, 2),
        ('ex:a skos:altLabel\n      "x "@fr .', 2, 7),
        ('ex:a # about "a" ; .\n  skos:altLabel "x "@fr .', 2, 3),
    ],
)
def test_a_statement_is_found_at_its_line_and_column(example: str, line: int, column: int) -> None:
    before = (PREFIXES + SKOS_PREFIX).count("\n")

    report = report_on(example, select="LAB-space")

    places = [(f.location.line, f.location.column) for f in report.findings]
    assert places == [(before + line, column)]


def test_a_fingerprint_survives_moved_lines() -> None:
    example = 'ex:a skos:prefLabel "b "@fr .'

    one = report_on(example, select="LAB-space").findings[0]
    other = report_on("\n\n\n" + example, select="LAB-space").findings[0]

    assert one.location.line != other.location.line
    assert one.fingerprint == other.fingerprint


def test_findings_do_not_depend_on_the_order_of_statements() -> None:
    blocks = [
        'ex:a a skos:Concept ; skos:prefLabel "x"@fr ; skos:broader ex:b .',
        'ex:b a skos:Concept ; skos:prefLabel "x"@fr ; skos:broader ex:a .',
        'ex:c a skos:Concept ; skos:related ex:a ; skos:altLabel "x"@fr .',
    ]

    forward = report_on("\n".join(blocks))
    backward = report_on("\n".join(reversed(blocks)))

    assert {(f.rule, f.fingerprint) for f in forward.findings} == {
        (f.rule, f.fingerprint) for f in backward.findings
    }


# Suppressions


def test_an_ignore_comment_hides_a_finding_of_its_line() -> None:
    report = report_on('ex:a skos:altLabel "x "@fr . # lexique: ignore[LAB-space] as printed')

    assert not rules_found(report) & {"LAB-space", "SUP-reason", "SUP-unused"}


def test_an_ignore_comment_above_a_subject_covers_its_block() -> None:
    report = report_on(
        "\n# lexique: ignore[LAB-space] as printed\nex:a\n"
        '    skos:altLabel "x "@fr ;\n    skos:altLabel "y "@fr ;\n.\n'
        'ex:b\n    skos:altLabel "z "@fr ;\n.\n',
        select="LAB-space",
    )

    assert [finding.value for finding in report.findings] == ["z "]


def test_an_ignore_comment_without_reason_or_use_is_remarked_upon() -> None:
    report = report_on('ex:a skos:altLabel "x"@fr . # lexique: ignore[LAB-space]')

    assert {"SUP-reason", "SUP-unused"} <= rules_found(report)


_A = 'ex:a a skos:Concept ; skos:prefLabel "a"@fr ; skos:definition "premier."@fr'
_B = 'ex:b a skos:Concept ; skos:prefLabel "b"@fr ; skos:definition "second."@fr .'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f'{_A} ; skos:related ex:g . ex:g a skos:Collection ; skos:prefLabel "g"@fr .',
            "SKOS-S37",
        ),
        (
            f"{_A} ; skos:inScheme ex:s ; skos:related ex:s . ex:s a skos:ConceptScheme .",
            "SKOS-S20",
        ),
        (f"{_A} ; skos:inScheme ex:b . {_B}", "SKOS-S4"),
        (f"{_A} ; a skos:Collection ; skos:related ex:b . {_B}", "SKOS-S37"),
        ('ex:a a skos:Concept ; skos:prefLabel ex:b ; skos:definition "x."@fr .', "SKOS-S12"),
        (
            'ex:a a skos:Concept ; skos:prefLabel "2024-13-01"^^xsd:date ; '
            'skos:definition "x."@fr .',
            "SKOS-S12",
        ),
        ('ex:a a skos:Concept ; skos:prefLable "a"@fr ; skos:definition "x."@fr .', "SKOS-NS"),
        ('ex:a a skos:Concept ; skos:prefLabel "a"@fr ; skos:defintion "x."@fr .', "SKOS-NS"),
        (
            'ex:a a skos:Concept ; skosxl:prefLabel ex:l ; skos:definition "x."@fr . '
            "ex:l a skosxl:Label .",
            "SKOS-XL-1",
        ),
        (f'{_A} ; skos:altLabel "a"@fr .', "SKOS-S13"),
        (f"{_A} ; skos:broader ex:b ; skos:related ex:b . {_B}", "SKOS-S27"),
        (f"{_A} ; skos:broader ex:a .", "STR-reflexive"),
        (f"{_A} ; skos:exactMatch ex:b ; skos:broadMatch ex:b . {_B}", "SKOS-S46"),
        (f'{_A} ; dcterms:created "31/12/2024"^^xsd:date .', "LIT-datatype"),
        (f'{_A} ; owl:deprecated "oui" .', "DEP-boolean"),
    ],
)
def test_one_defect_is_reported_by_one_rule(text: str, expected: str) -> None:
    found = {rule for rule in rules_found(report_on(text)) if not rule.startswith("MET-")}

    assert found == {expected}


def test_a_relative_address_is_shown_as_it_is_written() -> None:
    report = report_on('<rel> a skos:Concept ; skos:prefLabel "a"@fr .', select="ID-relative")

    (finding,) = report.findings
    assert "<rel>" in finding.message.en
    assert finding.value == "rel"
    assert finding.location.focus_node == "urn:lexique:document:rel"


_ROLE = (
    'role:chat a skos:Concept , lex:Role ; skos:inScheme lexique:roles ; skos:prefLabel "chat"@fr .'
)
_TERM = (
    'term:chat--chat--fr a skosxl:Label , lex:Designation ; skosxl:literalForm "chat"@fr ; '
    "lex:administrativeStatus value:preferred ; lex:designates role:chat ; "
    'lex:jurisdiction "FR" ; dcterms:source source:x .'
)


def _about_labels(text: str) -> list[tuple[str, str]]:
    report = report_on(text, profile="lexique")
    wanted = ("LEX-labels", "LAB-", "SKOS-S14", "MAP-total", "STR-dangling", "LEX-reference")
    return sorted(
        {
            (finding.rule, finding.message.en)
            for finding in report.findings
            if finding.rule.startswith(wanted) and finding.severity is not Severity.INFO
        }
    )


def test_a_label_mistyped_by_hand_is_one_finding_that_says_what_was_meant() -> None:
    role = _ROLE.replace('"chat"@fr', '"chatt"@fr')

    assert [item for item in _about_labels(role + _TERM) if item[0] == "LEX-labels"] == [
        (
            "LEX-labels",
            "the label “chatt”@fr of role:chat should be “chat”@fr, as its designation says",
        )
    ]


@pytest.mark.parametrize(
    ("label", "rule"),
    [
        ('"chat"@fra', "LAB-bad-tag"),
        ('"chat "@fr', "LAB-space"),
        ('"ch\\u200Bat"@fr', "LAB-format"),
        ('"chat"@fr , "minet"@fr', "SKOS-S14"),
    ],
)
def test_a_label_that_another_rule_judges_is_not_reported_for_its_designation(
    label: str, rule: str
) -> None:
    found = {name for name, _ in _about_labels(_ROLE.replace('"chat"@fr', label) + _TERM)}

    assert rule in found
    assert "LEX-labels" not in found


def test_a_concept_that_is_gone_is_reported_once_whatever_leads_to_it() -> None:
    text = (
        f"{_TERM} role:chaton a skos:Concept , lex:Role ; skos:broader role:chat . "
        "neighbour:a a skos:Concept , lex:Neighbour ; lex:mistakenFor role:chat . "
        "role:chat skos:closeMatch <http://example.com/chat> ."
    )

    found = [item for item in _about_labels(text) if "role:chat," in item[1]]

    assert found == [
        (
            "STR-dangling",
            "skos:broader of role:chaton leads to role:chat, of which nothing is said; "
            "so do 2 other statements",
        )
    ]
