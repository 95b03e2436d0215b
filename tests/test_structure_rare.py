"""Forms of jobs, degrees and sections that are rare: no whole resume among the fixtures is written in them."""

from __future__ import annotations

import pytest

from skillgap.models.resume import Structure
from skillgap.readers import read_document
from skillgap.structure import read_structure


def _read(text: str, *, name: str = "a.txt") -> Structure:
    return read_structure(read_document(text.encode(), name=name, isolated=False), as_of="2026-06")


def _jobs(lines: str, *, heading: str = "Experience") -> list[tuple[str | None, str | None, str | None, str | None]]:
    found = _read(f"Jo Doelle\njo@example.com\n\n{heading}\n{lines}\n").jobs
    return [(job.title, job.organisation, job.since, job.until) for job in found]


def _degrees(lines: str) -> list[tuple[str | None, str | None, str | None]]:
    found = _read(f"Jo Doelle\njo@example.com\n\nEducation\n{lines}\n").education
    return [(degree.level, degree.field, degree.until) for degree in found]


def test_a_step_up_among_the_bullets_is_no_job_and_a_term_is() -> None:
    lines = "Engineer, Heron Robotics\t2019 – 2021\n• Built\n• Team lead, 2020\n• Teaching assistant, Summer 2019"
    assert [job[0] for job in _jobs(lines)] == ["Engineer", "Teaching assistant"]


def test_a_year_in_brackets_with_words_opens_no_job() -> None:
    (job,) = _jobs("Heron Robotics\t2017 – 2021\nSenior Analyst (promoted 2020)\n• Built things")
    assert job[1:] == ("Heron Robotics", "2017", "2021")


@pytest.mark.parametrize("below", ["", "Contractor to the following clients:\n"])
def test_two_groups_share_the_time_at_their_employer(below: str) -> None:
    lines = f"Heron Robotics\t2015 – 2023\n{below}Radar group\t2015 – 2019\n• radar\nSonar group\t2019 – 2023\n• sonar"
    assert _jobs(lines) == [
        ("Radar group", "Heron Robotics", "2015", "2019"),
        ("Sonar group", "Heron Robotics", "2019", "2023"),
    ]


def test_jobs_without_dates_have_a_title_and_two_lines_of_header() -> None:
    lines = "Senior Engineer\nHeron Robotics\nLeeds\n• Built\nJunior Engineer\nBantry Freight\n• Tested"
    assert [job[:2] for job in _jobs(lines)] == [
        ("Senior Engineer", "Heron Robotics"),
        ("Junior Engineer", "Bantry Freight"),
    ]


def test_a_heading_in_capitals_before_its_first_line_opens_a_section() -> None:
    text = (
        "Jo Doelle\n\nProfile\nEngineer.\nEXPERIENCE Engineer at Heron, 2019 – present\nBuilt it\n"
        "EDUCATION Master of Science, Rhön University, 2015\n"
    )
    assert [section.kind for section in _read(text).sections] == ["contact", "summary", "experience", "education"]


def test_jobs_below_a_list_of_skills_are_found_by_their_dates() -> None:
    found = _read("Jo Doelle\n\nSkills\nPython, SQL\n\n2019 – 2021\nQuality Lead | Heron Medical | Cork\n• audits\n")
    assert [section.kind for section in found.sections] == ["contact", "skills", "experience"]
    assert [(job.title, job.organisation) for job in found.jobs] == [("Quality Lead", "Heron Medical")]


def test_a_word_at_the_end_of_a_broken_sentence_is_no_heading() -> None:
    text = "Jo Doelle\n\nExperience\nEngineer, Heron\t2019 – 2021\nI wrote tests and\nSkills\nand more\n\nSkills\nSQL\n"
    assert [section.kind for section in _read(text).sections] == ["contact", "experience", "skills"]


def test_the_columns_of_a_table_may_hold_a_name_and_a_title_in_one_line() -> None:
    lines = "Period\tCompany and position\tTasks\n2019 – 2021\tHeron Labs, Engineer\tx\n2015 – 2019\tAcme, Tester\ty"
    assert _jobs(lines) == [("Engineer", "Heron Labs", "2019", "2021"), ("Tester", "Acme", "2015", "2019")]


def test_a_row_without_dates_goes_on_with_the_one_above() -> None:
    lines = "Period\tEmployer\tPosition\n2019 – 2021\tHeron\tEngineer\n\tof Leeds\tand more\n2015 – 2019\tAcme\tTester"
    assert [job[:2] for job in _jobs(lines)] == [("Engineer", "Heron"), ("Tester", "Acme")]


def test_an_end_that_is_no_date_leaves_the_beginning_alone() -> None:
    lines = "From\tTo\tEmployer\tPosition\n2019\tlater\tHeron\tEngineer\n2015\t2019\tAcme\tTester"
    assert _jobs(lines) == [("Engineer", "Heron", "2019", "2019"), ("Tester", "Acme", "2015", "2019")]


def test_projects_are_numbered_in_any_way() -> None:
    text = "Jo Doelle\n\nProjects\n1. Ledger replay, 2019\nPlays a day\n[2] Third thing\nyes it is\n\nSkills\nSQL\n"
    assert len(_read(text).projects) == 2


def test_voluntary_work_among_work_is_told_by_the_heading() -> None:
    text = "Jo Doelle\n\nWork and voluntary experience\nHelper, Heron, 2019 – 2021\n\nSkills\nSQL\n"
    assert [job.kind for job in _read(text).jobs] == ["volunteering"]


def test_an_impossible_month_is_said_and_not_counted() -> None:
    found = _read("Jo Doelle\n\nExperience\nEngineer, Heron, 13/2019 – 05/2020\n\nSkills\nSQL\n")
    assert [notice.code for notice in found.notices] == ["impossible_date"]
    assert [job.months for job in found.jobs] == [None]
    assert found.experience_months is None


def test_quoted_lines_of_markdown_are_read() -> None:
    found = _read("# Jo Doelle\n\n## Experience\n> Engineer, Heron\n> 2019 – 2021\n", name="a.md")
    assert [(job.title, job.organisation) for job in found.jobs] == [("Engineer", "Heron")]


def test_the_present_stands_below_its_beginning() -> None:
    assert _jobs("2019\n– present\nEngineer, Heron\n• built") == [("Engineer", "Heron", "2019", "present")]


def test_a_resume_with_its_date_is_read_as_of_that_day() -> None:
    found = _read("Jo Doelle\nCV, 12 March 2026\n\nExperience\nEngineer, Heron\t2019 – present\n")
    assert (found.as_of, found.as_of_source) == ("2026-03", "document")


@pytest.mark.parametrize(
    ("lines", "degrees"),
    [
        ("2011 – 2014 Polytechnic of Rhön, Robotics, not finished", [("bachelor", "Robotics", "2014")]),
        ("Polytechnic of Rhön, Robotics, 2011 – 2014, not finished", [("bachelor", "Robotics", "2014")]),
        ("MSc Statistics (2017), BSc Law (2015)", [("master", "Statistics", "2017"), ("bachelor", "Law", "2015")]),
        ("BSc Physics, University of Rhön, 2015\nCoursework at Master's level: law", [("bachelor", "Physics", "2015")]),
        ("BSc Physics, University of Rhön, 2015. Master thesis begun", [("bachelor", "Physics", "2015")]),
    ],
)  # fmt: skip
def test_what_stands_beside_a_degree_is_none(lines: str, degrees: list[tuple[str, str, str]]) -> None:
    assert _degrees(lines) == degrees


def test_what_is_too_short_or_too_long_is_no_certificate() -> None:
    told = "I have sat through a long evening of lessons on many things that are of no use to anybody and that "
    text = f"Jo Doelle\n\nCertifications\n• AWS Solutions Architect, 2021\n• {told * 2}\n• 2019\n• PMP\n"
    assert [one.name for one in _read(text).certifications] == ["AWS Solutions Architect", "PMP"]
