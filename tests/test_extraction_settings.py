"""The same words in another setting (lines parted, cells, labels above) show the same skills."""

from __future__ import annotations

import datetime
from functools import cache

import pytest

from skillgap.analyzer import Analyzer
from skillgap.models.resume import Profile
from skillgap.settings import Settings

HEAD = "Katarzyna Thorvald\nkatarzyna@example.com\n\n"


@cache
def analyzer() -> Analyzer:
    return Analyzer(settings=Settings(as_of=datetime.date(2026, 6, 1)), isolated=False)


def profile_of(text: str) -> Profile:
    return analyzer().profile(HEAD + text, name="resume.txt")


def skills(text: str) -> set[str]:
    return {skill.skill_id or skill.name for skill in profile_of(text).skills}


@pytest.mark.parametrize(
    "lines",
    [
        "Mathematics, Bachelor of Science, Brackwater University\n2010 - 2013",
        "Brackwater University\n2010 - 2013\nMathematics\nBachelor of Science",
        "Brackwater University\nMathematics\n2010 - 2013\nBachelor of Science",
        "2010 - 2013\nBrackwater University\nMathematics\nBachelor of Science",
        "Brackwater University - Mathematics\nBachelor of Science\n2010 - 2013",
        "Brackwater University\n• Bachelor of Science\n• Mathematics\n• Grade: 1.4",
        "Brackwater University\nBachelor of Science Mathematics\n2010 - 2013",
        "Brackwater University, 2010 - 2013\n• Bachelor of Science · Mathematics",
    ],
)
def test_a_field_of_study_is_read_wherever_it_stands(lines: str) -> None:
    profile = profile_of(f"Education\n{lines}\nSkills\nPython, Docker\n")
    assert [(degree.field, degree.institution) for degree in profile.education] == [
        ("Mathematics", "Brackwater University")
    ]
    assert {skill.skill_id for skill in profile.skills} == {"python", "docker"}


def test_each_field_stays_with_its_degree() -> None:
    text = (
        "Education\nLower Fenn College\n2014 - 2016\nComputer Science\nMaster of Science\nCourses\n• Compilers\n"
        "Brackwater University\n2010 - 2013\nMathematics\nBachelor of Science\n"
    )
    degrees = [(d.level, d.field, d.institution, d.since) for d in profile_of(text).education]
    assert degrees == [
        ("master", "Computer Science", "Lower Fenn College", "2014"),
        ("bachelor", "Mathematics", "Brackwater University", "2010"),
    ]


@pytest.mark.parametrize("line", ["Master Data Science", "MASTER DATA SCIENCE", "Master\nData Science"])
def test_a_degree_manages_no_master_data(line: str) -> None:
    assert "master-data-management" not in skills(f"{line}\n\nExperience\nKept books\n")


def test_a_sentence_before_a_degree_is_no_field() -> None:
    (degree,) = profile_of("Education\nI read Physics (BSc) at Brackwater University, finished in 2018.\n").education
    assert degree.field is None
