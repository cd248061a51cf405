"""English titles: what stands last is the head, whatever stands before it.

Expected concepts: `concepts-intl` of the evidence, section 1 (who is who) and 3 (false friends).
"""

from __future__ import annotations

import pytest

from lexique.loading import load
from lexique.model import Group, Outcome

LEXICON = load()


def roles_said(text: str) -> set[str]:
    """Return the slugs of the roles among the readings."""
    found = LEXICON.harmonise(text)
    return {item.concept.slug for item in found.readings if item.concept.group is Group.ROLE}


@pytest.mark.parametrize(
    "tail",
    [
        "Band 3",
        "Level II",
        "II",
        "30 hours",
        "full time",
        "vacancy",
        "post",
        "x2",
        "since 2021",
        "(Band 4)",
        "– Perinatal (Band 3)",
        "intern",
    ],
)
def test_grade_hours_and_contract_leave_an_english_role_what_it_is(tail: str) -> None:
    assert roles_said(f"Peer Support Worker {tail}") == {"pair-aidant-professionnel"}


@pytest.mark.parametrize(
    "title",
    [
        "Patient Expert Center",
        "Patient Expert Training",
        "Patient Advisory Council",
        "Patient Advisory Council Coordinator",
        "Patient leader programme",
        "Patient leader network",
        "Lived Experience Leadership",
        "Peer mentoring",
        "PPI Coordinator",
        "Standardised patient educator",
        "Patient and carer workforce",
        "Service user and carer committee",
        "Community Advisor",
        "Cancer research nurse",
        "Tenant representative",
        "Employee representative",
        "No lived experience practitioner",
        "Mock patient tutor",
        "Sales representative",
        "Research volunteer",
        "Lived experience volunteer",
    ],
)
def test_another_english_head_is_no_role(title: str) -> None:
    assert roles_said(title) == set()
    assert LEXICON.harmonise(title).outcome in (Outcome.NOT_A_ROLE, Outcome.UNKNOWN)


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Bank Expert by Experience", {"expert-du-vecu"}),
        ("Carer Expert by Experience", {"expert-du-vecu"}),
        ("Young People's Peer Support Worker", {"pair-aidant-professionnel"}),
        ("NICE patient expert", {"patient-expert", "patient-partenaire"}),
        ("Lead patient leader", {"patient-leader"}),
        ("Regional patient leader", {"patient-leader"}),
        ("EUPATI patient expert", {"patient-expert"}),
        ("Lead CHW", {"agent-de-sante-communautaire"}),
        ("Cancer navigator", {"navigateur-patient"}),
        ("PPI group member", {"contributeur-public"}),
        ("Patient Advisor – Mental Health Program", {"patient-conseiller"}),
    ],
)
def test_what_stands_before_an_english_head_leaves_it_what_it_is(
    title: str, slugs: set[str]
) -> None:
    assert roles_said(title) == slugs


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Family/Carer Peer Support Worker", {"pair-aidant-familial"}),
        ("Patient/Family Advisor", {"patient-conseiller"}),
        ("patient, family and carer advisors", {"patient-conseiller"}),
        ("consumer or carer consultants", {"patient-conseiller"}),
        ("Consumer and community advisor", {"patient-conseiller"}),
        ("Client and family partner", {"patient-partenaire", "aidant-partenaire"}),
    ],
)
def test_english_names_side_by_side_share_their_head(title: str, slugs: set[str]) -> None:
    assert roles_said(title) == slugs


@pytest.mark.parametrize("joint", [" and ", " / ", ", "])
def test_a_complete_english_name_lends_its_words_to_no_other(joint: str) -> None:
    found = LEXICON.harmonise(f"patient research partner{joint}family caregiver")

    assert found.concepts == ("aidant-familial", "patient-co-chercheur")
    assert found.reason.code == "coordination"


def test_a_member_of_a_body_is_told_by_the_body() -> None:
    found = LEXICON.harmonise("Patient panel member")

    assert (found.outcome, found.concepts) == (Outcome.NOT_A_ROLE, ("comite-de-patients",))


def test_a_staff_title_is_not_read_as_a_french_role() -> None:
    """*Coordinator* is English; a *patient coordinator* is clerical staff, no patient."""
    assert roles_said("patient coordinator") == set()


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Service user consultant", {"patient-conseiller"}),
        ("Service user rep", {"representant-des-usagers"}),
        ("Representatives of users on hospital boards", {"representant-des-usagers"}),
        ("representatives of patient organisations", {"representant-des-usagers"}),
        ("Lay reps", {"membre-profane"}),
        ("Lay panellists", {"membre-profane"}),
        ("Lay co-applicant", {"patient-co-chercheur"}),
        # NICE and G-I-N: patients and carers sit as lay members, on nobody's behalf.
        ("Patient and carer members", {"membre-profane"}),
        ("Patient co-applicants", {"patient-co-chercheur"}),
        ("Carer rep", {"representant-des-usagers"}),
        ("Peer companion", {"pair-aidant"}),
        ("Peer Support Companion", {"pair-aidant"}),
        ("Family Peer Support Partner", {"pair-aidant-familial"}),
        ("Peer Recovery Worker", {"pair-aidant-professionnel"}),
        ("Parent carers", {"aidant-familial"}),
        ("Lived experience support worker", {"pair-aidant-professionnel"}),
        ("We are hiring a peer support worker", {"pair-aidant-professionnel"}),
        ("Serving as a lay member", {"membre-profane"}),
        ("Mentors for other families", {"pair-aidant"}),
        ("Researchers with lived experience", {"patient-co-chercheur"}),
        ("Partners in research", {"patient-co-chercheur"}),
        ("Volunteers in peer support", {"pair-aidant"}),
        ("Representative of service users and carers", {"representant-des-usagers"}),
        ("Certified Family Peers", {"pair-aidant-familial"}),
        ("Peer Support Worker (Carer)", {"pair-aidant-familial"}),
        ("Peer Support Worker – Carers", {"pair-aidant-familial"}),
        ("Peer Support Worker to young carers", {"pair-aidant-professionnel"}),
        ("Peer-to-peer mentor", {"pair-aidant"}),
        ("Senior PPI partner", {"contributeur-public"}),
        ("Lead patient and family advisor", {"patient-conseiller"}),
        ("Patient and public involvement (PPI) contributor", {"contributeur-public"}),
    ],
)
def test_an_english_title_may_say_the_same_in_other_words(title: str, slugs: set[str]) -> None:
    assert roles_said(title) == slugs


@pytest.mark.parametrize(
    "title",
    ["Experts in Mental Health Ltd", "Service user", "Service users", "Lived experience lead"],
)
def test_what_is_said_in_general_makes_no_role(title: str) -> None:
    assert roles_said(title) == set()


@pytest.mark.parametrize("added", ["diplômé", "diplome", "retraité", "formé"])
def test_french_adjectives_make_no_english_title(added: str) -> None:
    assert roles_said(f"patient expert {added}") == roles_said("patient expert")


@pytest.mark.parametrize(
    "build",
    [
        "no {}",
        "who are {}s?",
        "introducing {}s",
        "The {}: a review",
        "What is a {}?",
        "{} Handbook",
    ],
)
@pytest.mark.parametrize("name", ["peer support worker", "lay member", "expert by experience"])
def test_who_only_is_spoken_of_is_not_named(build: str, name: str) -> None:
    plural = name.replace("expert", "experts") if "{}s" in build and "expert" in name else name
    title = build.replace("{}s", "{}") if plural != name else build

    assert roles_said(title.format(plural)) == set()


@pytest.mark.parametrize("build", ["{} Ann Lee", "{} Leeds", "{} needed", "{} wanted"])
def test_whose_post_it_is_or_that_it_is_open_changes_no_role(build: str) -> None:
    assert roles_said(build.format("peer support worker")) == {"pair-aidant-professionnel"}
