"""Years that are asked in a field: only work in it counts, and what can't be told is open."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from skillgap import Analyzer, Settings
from skillgap.models.fit import GateResult
from skillgap.scoring.data_files import load_data

LINES = (Path(__file__).parent / "data" / "field_work.tsv").read_text(encoding="utf-8").splitlines()
CASES = [line.split("\t") for line in LINES if not line.startswith("#")]


@cache
def analyzer() -> Analyzer:
    return Analyzer()


def resume(jobs: str) -> str:
    lines, year = ["Ada Example", "", "Experience", ""], 2024
    for job in jobs.split(" / "):
        head, _, deed = job.partition(": ")
        years, _, title = head.partition(" ")
        lines += [f"{title}, Example Works", f"{year - int(years) + 1}-01 - {year}-12", f"- {deed}", ""]
        year -= int(years)
    return "\n".join(lines)


def gate(asked: str, jobs: str) -> GateResult:
    ad = f"Platform Person\n\nRequirements\n- {asked}\n- Git\n- Kubernetes\n"
    role = analyzer().role(ad.encode(), name="ad.txt")
    return next(
        g for g in analyzer().score(resume(jobs).encode(), name="a.txt", roles=[role]).fits[0].gates
        if g.kind == "experience"
    )  # fmt: skip


@pytest.mark.parametrize(("asked", "status", "jobs"), CASES)
def test_years_in_a_field_are_of_work_in_it(asked: str, status: str, jobs: str) -> None:
    found = gate(asked, jobs)
    assert (found.status, status != "unknown" or "of it surely in that field" in found.detail) == (status, True), found


AD = """Senior Routing Engineer

Requirements
- 6+ years of professional experience, at least 4 of them building machine learning systems
- Python and SQL
- Terraform and Kubernetes
- A/B testing
- Bachelor's degree in computer science or equivalent practical experience
"""


@pytest.mark.parametrize(
    ("jobs", "work", "field", "degree"),
    [
        # one of six skills makes nobody's work that of the post
        ("9 Payroll Clerk: Wrote SQL for the month's end", "unknown", "unknown", "unknown"),
        ("9 Campaign Manager: A/B testing of posters", "unknown", "unknown", "unknown"),
        ("9 Windows Administrator: Moved hosts to Kubernetes", "unknown", "unknown", "unknown"),
        # two of them do, or one that the title names
        ("9 Cloud Engineer: Terraform and Kubernetes", "met", "unknown", "met"),
        ("9 Python Developer: Wrote the billing in Python", "met", "unknown", "met"),
        # or one beside the title that the post has, whatever its grade
        ("9 Routing Engineer: Wrote SQL", "met", "unknown", "met"),
        ("9 Engineer: Wrote SQL", "unknown", "unknown", "unknown"),
        ("9 Sales Engineer: Wrote SQL", "unknown", "unknown", "unknown"),
        ("9 Machine Learning Engineer: Trained routing models in Python", "met", "met", "met"),
        # the part of the years that has to be in a field
        ("7 Python Developer: SQL and Python / 2 Machine Learning Engineer: Python and SQL", "met", "unknown", "met"),
        ("3 Florist: Bound wreaths / 6 Machine Learning Engineer: Python and SQL", "met", "met", "met"),
    ],
)
def test_what_makes_work_that_of_the_post(jobs: str, work: str, field: str, degree: str) -> None:
    role = analyzer().role(AD.encode(), name="ad.txt")
    text = resume(jobs) + "\nEducation\n\nBA History, Fulmar University, 2005 - 2008\n"
    gates = analyzer().score(text.encode(), name="a.txt", roles=[role]).fits[0].gates
    found = [gate.status for kind in ("experience", "education") for gate in gates if gate.kind == kind]
    assert found == [work, field, degree], gates


def test_a_role_that_requires_little_is_met_by_one_skill() -> None:
    role = analyzer().role(b"Clerk\n\nRequirements\n- 6 years of experience\n- SQL\n- Git\n", name="ad.txt")
    fit = (
        analyzer()
        .score(resume("9 Payroll Clerk: SQL for the month's end").encode(), name="a.txt", roles=[role])
        .fits[0]
    )
    assert [gate.status for gate in fit.gates] == ["met"]


def test_months_to_come_are_none_shown() -> None:
    page = """Ada Example

Experience

Data Engineer, Example Works, 2025-01 - 2027-12
- Built pipelines in Python

Shop Assistant, Example Market, 2022-01 - 2024-12
- Sold shoes
"""
    role = Analyzer().role(b"Data Engineer\n\nRequirements\n- 3 years as a data engineer\n- Python\n", name="ad.txt")
    report = Analyzer(settings=Settings(as_of=date(2025, 12, 15))).score(page, roles=[role])
    found = next(gate for gate in report.fits[0].gates if gate.kind == "experience")
    assert (found.status, "only 1 year of it surely in that field" in found.detail) == ("unknown", True), found


def test_trades_speak_of_known_skills() -> None:
    fields = load_data("trades")["fields"]
    known = Analyzer().taxonomy.skills
    named = [(field, skill) for field, told in fields.items() for skill in (field, *told.get("tools", ()))]
    assert [(field, skill) for field, skill in named if skill not in known] == []
    keys = {key for told in fields.values() for key in told}
    assert keys == {"titles", "near", "far", "open", "tools", "as"}


def test_no_degree_required_is_nothing_to_meet() -> None:
    role = Analyzer().role(
        b"Data Engineer\n\nRequirements\n- No degree required, we do not mind\n- Python\n- SQL\n", name="ad.txt"
    )
    report = Analyzer().score("Ada Example\n\nSkills\n\nPython, SQL\n", roles=[role])
    assert (len(role.gates), report.fits[0].gates) == (1, ())
