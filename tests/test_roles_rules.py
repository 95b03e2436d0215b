"""Rules of reading roles that few documents reach, each with a document that does."""

from __future__ import annotations

import pytest

from skillgap.models.role import Requirement
from skillgap.models.skill import SkillRef
from skillgap.roles.outline import read_outline
from skillgap.roles.weights import weigh
from skillgap.roles.years import read_years
from test_roles import asked, bundled, document, read


def test_a_table_may_say_what_is_not_needed() -> None:
    rows = "Skill\tLevel\nGit\tRequired\nTerraform\tDesired\nScala\tNot required\n"
    assert asked(read(f"Engineer\n\nSkills\n\n{rows}")) == {"git": "required", "terraform": "preferred"}


def test_a_person_specification_marks_essential_and_desirable_by_letters() -> None:
    rows = "| Criterion | E/D |\n|---|---|\n| Python | E |\n| Docker | D |\n| Linux | E |\n"
    assert asked(read(f"Engineer\n\nPerson specification\n\n{rows}")) == {
        "python": "required", "linux": "required", "docker": "preferred",
    }  # fmt: skip


@pytest.mark.parametrize("line", ["3 years of experience and you know Docker", "3+ years' experience, you know Docker"])
def test_years_of_experience_and_what_one_knows_besides(line: str) -> None:
    role = read(f"Engineer\n\nRequirements\n- {line}\n")
    assert [r.min_years for r in role.requirements] == [None]
    assert [gate.options[0].min_years for gate in role.gates] == [3.0]


def test_a_part_of_the_years_is_read_once() -> None:
    text = "5+ years of programming, at least 3+ of them in Rust"
    assert [(claim.years, claim.part) for claim in read_years(text, 0, len(text))] == [(5.0, False), (3.0, True)]


def test_a_line_of_endless_demands_stays_cheap() -> None:
    text = "5+ years of Rust " * 500
    assert len(read_years(text, 0, len(text))) == 40


@pytest.mark.parametrize("stop", [" ", ". ", ""])
def test_an_endless_line_is_cut(stop: str) -> None:
    items = read_outline(document("Engineer\n\nRequirements\n" + f"Rust{stop}" * 5_000))
    assert max(item.end - item.start for item in items) <= 6_000
    assert items[-1].end >= len(f"Rust{stop}".strip()) * 5_000


@pytest.mark.parametrize("pay", ["Salary: $4 and more.", "The salary grows by $500 a year."])
def test_what_nobody_can_live_on_is_no_salary(pay: str) -> None:
    assert read(f"Engineer\n\nRequirements\n- Python\n\nSalary\n{pay}\n").salary == ()


def test_what_no_line_proves_and_what_no_taxonomy_knows_weighs_by_its_importance() -> None:
    needs = [
        Requirement(any_of=(SkillRef(skill_id=skill, name=skill),), importance=importance, weight=0)
        for skill, importance in (("zorn", "required"), ("blorp", "preferred"))
    ]
    weights = [need.weight for need in weigh(needs, lines=10, taxonomy=bundled().taxonomy)]
    assert weights == pytest.approx([2 / 3, 1 / 3], abs=1e-6)


def test_where_all_is_bounded_nothing_is() -> None:
    soft = Requirement(any_of=(SkillRef(skill_id="zorn", name="zorn"),), importance="required", weight=0, soft=True)
    assert [need.weight for need in weigh([soft], lines=1, taxonomy=bundled().taxonomy)] == [1.0]


@pytest.mark.parametrize(
    ("lines", "ways"),
    [
        (
            "- Must have one of the following:\n  - 2+ years of experience in soups\n  - A Master's degree in Soups",
            "master or",
        ),
        (
            "- Bachelor's degree with 7+ yrs of experience, MSCS preferred with 5+ yrs of experience",
            "bachelor 7, master 5",
        ),
        ("You will be educated to PhD level (or have the equivalent experience).", "phd or"),
    ],
)
def test_degrees_and_the_ways_around_them(lines: str, ways: str) -> None:
    gates = read(f"Engineer\n\nRequirements\n- Python\n{lines}\n- SQL\n").gates
    degrees = [gate for gate in gates if gate.kind == "education" and gate.importance == "required"]
    levels = [option.level or "" for gate in degrees for option in gate.options]
    years = [
        f"{o.level} {o.min_years:g}" for gate in gates if gate.kind == "experience" for o in gate.options if o.level
    ]
    around = [*levels, "or"] if any(gate.or_experience for gate in degrees) else levels
    assert ways in (" ".join(around), ", ".join(years))


def test_the_pay_of_similar_jobs_is_not_this_one_s() -> None:
    ad = "Engineer\n\nSalary: £50,000 - £60,000\n\nRequirements\n- Python\n\nSimilar jobs\n- Java Developer - £70k\n"
    assert [band.high for band in read(ad).salary] == [60_000]


@pytest.mark.parametrize(
    "heading", ["You:", "You probably:", "You likely have:", "Sounds like you?", "You'll love this if you"]
)
def test_who_is_spoken_to_is_asked_for_what_follows(heading: str) -> None:
    role = read(
        f"AI Engineer\n\nWe are nine people.\n\n{heading}\n- have shipped Kubernetes operators\n- live in Rust\n"
    )
    assert {requirement.importance for requirement in role.requirements} == {"required"}


@pytest.mark.parametrize(
    "line", ["Bootcamp graduates welcome", "PhD students are very welcome", "High school leavers encouraged to apply"]
)
def test_who_may_apply_all_the_same_is_no_gate(line: str) -> None:
    assert read(f"Engineer\n\nRequirements\n- Python\n- {line}\n").gates == ()


@pytest.mark.parametrize(
    "line",
    [
        "Education may be substituted at the entry level ONLY: Ph.D. or two full years of graduate study",
        "We don't look at degrees",
        "Degrees are overrated; show us code",
        "You may or may not have a degree",
        "We care about what you can do, not about degrees",
        "Degree: none needed",
    ],
)
def test_a_degree_that_is_not_asked_for_is_no_gate(line: str) -> None:
    gates = read(f"Engineer\n\nRequirements\n- Python\n- {line}\n- SQL\n").gates
    assert not [option for gate in gates for option in gate.options if option.level or option.min_years]
