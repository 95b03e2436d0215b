"""Gates: degrees, years and certificates, met, unmet or unknown, and what they make of the points."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from scoring_cases import DEGREE, TAXONOMY, YEARS, asks, fit, holds, resume, role
from scoring_strategies import job, mention
from skillgap import Analyzer, Settings
from skillgap.models.resume import Certification, Education, HeldSkill
from skillgap.models.role import Gate, GateOption, Requirement, RoleCertification
from skillgap.models.skill import Skill, SkillRef
from skillgap.scoring import Scorer
from skillgap.scoring.certificates import likeness
from skillgap.scoring.degrees import field_fits
from skillgap.taxonomy.graph import Taxonomy

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize(
    ("months", "status", "factor"),
    [(60, "met", 1.0), (30, "unmet", 0.725), (0, "unmet", 0.45), (None, "unknown", 0.45)],
)
def test_the_years_gate_warns_and_weighs(months, status, factor):
    result = fit(resume(holds("query"), months=months), asks("query"), gates=(YEARS,))
    assert (result.gates[0].status, result.gates[0].factor, result.score) == (status, factor, factor * 100)
    assert result.high == (100 if status == "unknown" else result.score)


def test_years_in_another_field_leave_the_gate_open():
    jobs = (job("2010-01", "2019-12", 0, 500), job("2020-01", "2020-12", 500, 900))
    result = fit(resume(holds("query", start=600), months=132, jobs=jobs), asks("query"), gates=(YEARS,))
    assert result.gates[0].status == "unknown"
    assert "only 1 year of it show enough skills" in result.gates[0].detail
    in_field = fit(resume(holds("query", start=60), months=132, jobs=jobs), asks("query"), gates=(YEARS,))
    assert in_field.gates[0].status == "met"


def test_a_clearance_makes_no_job_one_in_the_field():
    guard, clearance = (
        Requirement(any_of=(SkillRef(skill_id=i, name=i),), importance="required", weight=1.0)
        for i in ("query", "security-clearance")
    )
    taxonomy = Taxonomy(
        [*TAXONOMY.skills.values(), Skill(id="security-clearance", name="Clearance", category="domain")]
    )
    cleared = HeldSkill(
        skill_id="security-clearance", name="Clearance", category="domain", evidence="dated", months=120,
        last_used="present", mentions=(mention("security-clearance", "domain", start=60),),
    )  # fmt: skip
    profile = resume(cleared, months=120, jobs=(job("2010-01", "2019-12", 0, 500),))
    found = Scorer(taxonomy, [role(guard, clearance, gates=(YEARS,))]).fits(profile)[0]
    assert found.gates[0].status == "unknown"


def degree(level, field="Computer Science", *, completed=True):
    return Education(level=level, field=field, completed=completed, start=0, end=1)


@pytest.mark.parametrize(
    ("education", "status", "factor"),
    [
        ((degree("bachelor"),), "met", 1.0),
        ((degree("phd", "Informatics"),), "met", 1.0),
        ((degree("bachelor", "Nursing"),), "unknown", 0.95),
        ((degree("diploma"),), "unmet", 0.95),
        ((degree("high_school", None),), "unmet", 0.9),
        ((degree("bachelor", completed=False),), "unmet", 0.9),
        ((), "unknown", 0.9),
    ],
)
def test_the_degree_gate(education, status, factor):
    result = fit(resume(holds("query"), education=education), asks("query"), gates=(DEGREE,))
    assert (result.gates[0].status, result.gate_factor) == (status, factor)


@pytest.mark.parametrize(
    ("held", "status", "factor"),
    [("diploma", "met", 1.0), ("bachelor", "met", 1.0), ("bootcamp", "unmet", 0.95), ("high_school", "unmet", 0.95)],
)
def test_weeks_of_a_bootcamp_are_no_diploma_of_a_trade(held, status, factor):
    trade = Gate(kind="education", options=(GateOption(level="diploma"),))
    result = fit(resume(holds("query"), education=(degree(held),)), asks("query"), gates=(trade,))
    assert (result.gates[0].status, result.gate_factor) == (status, factor)


@pytest.mark.parametrize(
    ("until", "beside", "words"),
    [
        ("2099-05", (), "bachelor's degree in Computer Science under way, expected 2099-05"),
        ("present", (), "bachelor's degree in Computer Science under way"),
        ("2012", (), "bachelor's degree in Computer Science not completed"),
        (
            "2099",
            (degree("high_school", None),),
            "high-school diploma held, bachelor's degree in Computer Science under way, expected 2099",
        ),
    ],
)
def test_a_degree_under_way_is_none_that_was_left(until, beside, words):
    begun = degree("bachelor", completed=False).model_copy(update={"until": until})
    result = fit(resume(holds("query"), education=(begun, *beside)), asks("query"), gates=(DEGREE,))
    assert result.gates[0].detail.endswith(words)


def test_a_diploma_that_counts_as_a_bachelors_meets_its_gate_and_is_one_short_of_a_masters():
    held = degree("diploma", "Informatik").model_copy(update={"counts_as": "bachelor", "counts_by": "Diplom (FH)"})
    result = fit(resume(holds("query"), education=(held,)), asks("query"), gates=(DEGREE,))
    assert (result.gates[0].status, result.gate_factor) == ("met", 1.0)
    assert result.gates[0].detail.endswith(
        "diploma in Informatik held, which counts as a bachelor's degree (“Diplom (FH)”)"
    )
    above = Gate(kind="education", options=(GateOption(level="master"),))
    result = fit(resume(holds("query"), education=(held,)), asks("query"), gates=(above,))
    assert (result.gates[0].status, result.gate_factor) == ("unmet", 0.95)


def test_a_conditional_gate_takes_any_of_its_ways():
    gate = Gate(
        kind="experience", options=(GateOption(level="phd", min_years=4), GateOption(level="master", min_years=7))
    )
    for education, months, status in (
        ((degree("phd"),), 50, "met"),
        ((degree("master"),), 50, "unmet"),
        ((degree("master"),), 90, "met"),
        ((degree("bachelor"),), 90, "unmet"),
        ((), 90, "unknown"),
        ((degree("phd"),), None, "unknown"),
    ):
        result = fit(resume(holds("query"), months=months, education=education), asks("query"), gates=(gate,))
        assert result.gates[0].status == status, (education, months, result.gates[0].detail)


@pytest.mark.parametrize(
    ("field", "status"),
    [
        ("Natural Language Processing", "met"), ("Language Technology", "met"), ("Informatique", "met"),
        ("English Language", "unknown"), ("Food Processing", "unknown"),
    ],
)  # fmt: skip
def test_fields_of_computing_are_related_to_computer_science(field, status):
    result = fit(resume(holds("query"), education=(degree("master", field),)), asks("query"), gates=(DEGREE,))
    assert result.gates[0].status == status


def test_experience_may_stand_in_for_a_degree_where_the_role_says_so():
    gate = DEGREE.model_copy(update={"or_experience": True})
    assert fit(resume(holds("query"), months=60), asks("query"), gates=(gate,)).gates[0].status == "met"
    assert fit(resume(holds("query"), months=12), asks("query"), gates=(gate,)).gates[0].status == "unknown"


def test_a_preferred_gate_never_weighs_and_two_of_a_kind_weigh_once():
    preferred = DEGREE.model_copy(update={"importance": "preferred"})
    result = fit(resume(holds("query")), asks("query"), gates=(preferred, DEGREE, DEGREE))
    assert result.gate_factor == 0.9
    assert [gate.factor for gate in result.gates] == [1.0, 0.9, 1.0]


def test_a_degree_weighs_once_though_two_gates_ask_for_it():
    years = Gate(kind="experience", options=(GateOption(level="master", min_years=5),))
    master = Gate(kind="education", options=(GateOption(level="master"),))
    result = fit(resume(holds("query"), education=(degree("bachelor"),)), asks("query"), gates=(years, master))
    assert (result.gate_factor, [gate.factor for gate in result.gates]) == (0.95, [0.95, 1.0])


@pytest.mark.parametrize(
    ("held", "asked", "fits"),
    [
        ("Mathematics", "Maths", True), ("Wirtschaftsmathematik", "Mathematics", True), ("Informatik", "CS", True),
        ("Computer Science", "IT", True), ("Elektrotechnik", "Electrical Engineering", True), ("EECS", "EE", True),
        ("Statistik", "Stats", True), ("EECS", "Computer Science", True), ("History", "CS", False),
        ("Physical Therapy", "Physics", False), ("Applied Arts", "Applied Mathematics", False),
        ("Nursing Studies", "Business Studies", False), ("Mathematics", "Statistics", True),
        ("Actuarial Science", "Mathematics", True), ("Physics", "Statistics", False),
        ("Physics", "numerate subject", True), ("Computer Science", "numerate discipline", True),
        ("Mechanical Engineering", "STEM subject", True), ("Biology", "STEM", True), ("Biology", "numerate", False),
        ("Geography", "numerate subject", False), ("History", "STEM subject", False),
    ],
)  # fmt: skip
def test_a_field_in_short_or_in_another_language_is_the_same(held, asked, fits):
    assert field_fits(held, (asked,)) is fits


CERTIFICATE_NAMES = list(csv.DictReader((DATA / "certificates.tsv").read_text("utf-8").splitlines(), delimiter="\t"))


@pytest.mark.parametrize("case", CERTIFICATE_NAMES, ids=lambda case: f"{case['asked']}: {case['held']}")
def test_a_certificate_is_known_by_its_names(case):
    assert (likeness(case["asked"], case["held"]) or "-") == case["likeness"]


def certified(name, **more):
    return Certification(name=name, start=0, end=1, **more)


CISSP = RoleCertification(name="CISSP", importance="required", line=3)
EITHER = (CISSP.model_copy(update={"one_of": 0}), CISSP.model_copy(update={"name": "CISM", "one_of": 0}))


@pytest.mark.parametrize(
    ("asked", "held", "status", "factor"),
    [
        ((CISSP,), (certified("CISSP"),), "met", 1.0),
        ((CISSP,), (certified("CISM"),), "unmet", 0.9),
        ((CISSP,), (), "unknown", 0.9),
        ((CISSP,), (certified("CISSP", expired=True),), "unmet", 0.9),
        ((CISSP,), (certified("CISSP, exam booked", planned=True),), "unmet", 0.9),
        ((CISSP.model_copy(update={"otherwise": "later"}),), (certified("PMP"),), "unknown", 0.95),
        ((CISSP.model_copy(update={"otherwise": "equivalent"}),), (certified("PMP"),), "unknown", 0.95),
        (EITHER, (certified("CISM, ISACA"),), "met", 1.0),
        (EITHER, (certified("PMP"),), "unmet", 0.9),
        ((CISSP, CISSP.model_copy(update={"name": "PMP"})), (certified("PMP"),), "unmet", 0.9),
        ((CISSP.model_copy(update={"importance": "preferred"}),), (certified("PMP"),), "unmet", 1.0),
        ((CISSP.model_copy(update={"name": "driving licence"}),), (), "unknown", 1.0),
        ((CISSP.model_copy(update={"name": "valid driver's license"}),), (certified("PMP"),), "unknown", 1.0),
        (
            (CISSP.model_copy(update={"name": "AWS Certified Solutions Architect – Professional"}),),
            (certified("AWS Certified Solutions Architect"),), "unknown", 0.95,
        ),
    ],
)  # fmt: skip
def test_the_certificate_gate(asked, held, status, factor):
    maker = role(asks("query")).model_copy(update={"certifications": asked})
    result = Scorer(TAXONOMY, [maker]).fits(resume(holds("query"), certifications=held))[0]
    assert (result.gates[0].kind, result.gates[0].status, result.gate_factor) == ("certification", status, factor)
    assert result.gates[0].evidence[0].line == 3


@pytest.mark.parametrize(
    ("section", "line", "status"),
    [
        ("Certifications", "CISSP, 2021-2099", "met"),
        ("Certifications", "CISSP-ISSAP", "met"),
        ("Certifications", "CISSP 2015 - present", "met"),
        ("Summary", "Security analyst, CISSP.", "met"),
        ("Summary", "Analyst. Passed the CISSP exam in 2021.", "met"),
        ("Certifications", "Passed the CISSP exam in 2021", "met"),
        ("Summary", "Analyst. CISSP exam in March.", "unmet"),
        ("Certifications", "CISSP exam in spring", "unmet"),
        ("Certifications", "CISSP, valid until 2024", "unmet"),
        ("Certifications", "CISSP (2015-2018)", "unmet"),
        ("Certifications", "CISSP - not renewed", "unmet"),
        ("Certifications", "CISSP (inactive)", "unmet"),
        ("Certifications", "Formerly CISSP", "unmet"),
        ("Certifications", "CISSP, expired 08/2025", "unmet"),
        ("Certifications", "CISSP voucher purchased", "unmet"),
        ("Certifications", "CISSP training, 2024", "unknown"),
        ("Certifications", "CISSP study group leader", "unknown"),
        ("Certifications", "Attended CISSP bootcamp", "unknown"),
        ("Certifications", "CISSP (Associate of ISC2)", "unknown"),
        ("Experience\nAnalyst, Kelso, 01/2019 - present", "- Prepared three colleagues for the CISSP exam", "unknown"),
        ("Experience\nAnalyst, Kelso, 01/2019 - present", "- Tutored juniors towards the CISSP", "unknown"),
    ],
)  # fmt: skip
def test_a_certificate_counts_while_it_holds_and_is_no_course_for_it(section, line, status):
    asked = role(asks("query")).model_copy(update={"certifications": (CISSP,)})
    profile = Analyzer(settings=Settings(as_of=date(2026, 11, 1)), isolated=False).profile(
        f"Ben Kelso\n\n{section}\n{line}\n"
    )
    assert Scorer(TAXONOMY, [asked]).fits(profile)[0].gates[0].status == status


@pytest.mark.parametrize(
    ("asked", "lines", "said"),
    [
        ("Terraform Associate", "Skills\nTerraform modules, Kubernetes", "no certificate found in the resume"),
        ("ITIL Foundation", "Skills\nITIL, Terraform", "ITIL named, whether it is certified is open"),
        (
            "Google Professional Machine Learning Engineer",
            "Experience\nSenior Machine Learning Engineer, Kelso Ltd, 01/2019 - present\n- Built models",
            "no certificate found in the resume",
        ),
        (
            "AWS Certified Solutions Architect - Professional",
            "Summary\nI am an AWS Certified Solutions Architect Professional and passed the CKA exam in 2022.",
            "AWS Certified Solutions Architect Professional held",
        ),
    ],
)
def test_what_the_gate_says_of_names_outside_of_lists(asked, lines, said):
    asked = role(asks("query")).model_copy(update={"certifications": (CISSP.model_copy(update={"name": asked}),)})
    profile = Analyzer(settings=Settings(as_of=date(2026, 11, 1)), isolated=False).profile(f"Ben Kelso\n\n{lines}\n")
    assert Scorer(TAXONOMY, [asked]).fits(profile)[0].gates[0].detail.endswith(said)


def test_certificates_that_are_merely_mentioned_are_no_gate():
    maker = role(asks("query")).model_copy(
        update={"certifications": (CISSP.model_copy(update={"importance": "mentioned"}),)}
    )
    assert Scorer(TAXONOMY, [maker]).fits(resume(holds("query")))[0].gates == ()


@pytest.mark.parametrize(("kinds", "status"), [(("job", "job"), "met"), (("job", "internship"), "unknown")])
def test_an_internship_leaves_the_years_open(kinds, status):
    jobs = (job("2019-01", "2021-12", 0, 500), job("2017-01", "2018-06", 500, 900))
    jobs = tuple(one.model_copy(update={"kind": kind}) for one, kind in zip(jobs, kinds, strict=True))
    four = Gate(kind="experience", options=(GateOption(min_years=4),))
    result = fit(resume(holds("query", start=60), months=54, jobs=jobs), asks("query"), gates=(four,))
    assert result.gates[0].status == status
    assert ("1 year 6 months of it as an intern" in result.gates[0].detail) is (status == "unknown")
