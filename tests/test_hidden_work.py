"""Jobs under headings of a person's own making, and the month that a contact line shows."""

from __future__ import annotations

import pytest

from skillgap.models.resume import Structure
from skillgap.readers import read_document
from skillgap.structure import read_structure

HEAD = "Priya Example\npriya@example.com{month}\n\n"
TAIL = "\n\nEDUCATION\n2010 – 2014\tBSc Physics\nFictional University\n\nSKILLS\nPython, SQL, Git\n"


def _read(text: str) -> Structure:
    return read_structure(read_document(text.encode(), name="resume.txt"), as_of="2026-06")


@pytest.mark.parametrize("heading", ["LEADERSHIP POSTS", "THE DAY JOB", "WHERE I HAVE BEEN"])
def test_jobs_after_a_summary_are_found_under_an_unknown_heading(heading: str) -> None:
    summary = "I build small teams and the tools that they need, and I stay until both work well without me.\n\n"
    jobs = "Mar 2019 – Dec 2022\tPlatform Engineer\nNorthgate Mills\n\n2016 – 2018\tAnalyst\nHarbour Tea"
    structure = _read(HEAD.format(month="") + summary + heading + "\n" + jobs + TAIL)
    assert [(job.since, job.until) for job in structure.jobs] == [("2019-03", "2022-12"), ("2016", "2018")]
    assert (heading, "experience") in [(section.title, section.kind) for section in structure.sections]


def test_a_dated_skill_is_no_job() -> None:
    structure = _read(HEAD.format(month="") + "SKILLS\nPython, expert, 2015 – 2020\nSQL, 2012 – 2020\n" + TAIL)
    assert structure.jobs == ()


@pytest.mark.parametrize("month", [" · March 2024", " | updated Mar 2024", ", 03/2024"])
def test_the_month_at_the_end_of_the_contact_line_dates_the_resume(month: str) -> None:
    jobs = "EXPERIENCE\nJan 2023 – present\tPlatform Engineer\nNorthgate Mills"
    assert _read(HEAD.format(month=month) + jobs + TAIL).experience_months == 15


JOBS = "EXPERIENCE\nPlatform Engineer, Northgate Mills\tMay 2019 – present\n"


@pytest.mark.parametrize(
    "line",
    [
        "• Moved the nightly reports (Pig,\n  Hive), from 2021 Scala and Spark on a cluster of forty nodes.\n",
        "Ledger replay, 2020–2021. A service that plays a day of bookings again for the auditors.\n",
        "Volunteer: I look after the website of a school.\nSince 2020, two hours a month.\n",
    ],
)
def test_a_date_inside_a_sentence_opens_no_job(line: str) -> None:
    structure = _read(HEAD.format(month="") + JOBS + line + TAIL)
    assert [(job.since, job.until) for job in structure.jobs] == [("2019-05", "present")]


def test_a_season_closes_the_line_of_an_employer_under_a_bold_title() -> None:
    jobs = "# EXPERIENCE\n**Shift Lead**\nCedar Diner · 2015 – 2018\n\n**Server**\nCedar Diner · Summer 2014\n"
    text = "# Priya Example\npriya@example.com\n\n" + jobs + "\n# EDUCATION\nBSc Physics, Fictional University, 2014\n"
    found = read_structure(read_document(text.encode(), name="resume.md"), as_of="2026-06").jobs
    assert [(job.since, job.until) for job in found] == [("2015", "2018"), ("2014-06", "2014-08")]


def test_a_column_of_dates_is_paired_with_the_titles_that_follow_it() -> None:
    dates = "2019 – 2022\n2016 – 2018\n\n"
    jobs = "**Platform Engineer**\nNorthgate Mills, Leeds\n- Ran the cluster\n\n**Analyst**\nHarbour Tea\n- Counted\n"
    text = "# Priya Example\npriya@example.com\n\n# EXPERIENCE\n" + dates + jobs + "\n# SKILLS\nPython, SQL\n"
    found = read_structure(read_document(text.encode(), name="resume.md"), as_of="2026-06").jobs
    assert [(job.title, job.organisation, job.since, job.until) for job in found] == [
        ("Platform Engineer", "Northgate Mills", "2019", "2022"),
        ("Analyst", "Harbour Tea", "2016", "2018"),
    ]


def test_the_school_of_a_preparatory_class_is_no_second_certificate() -> None:
    school = "FORMATION\n2014 – 2016\tClasses préparatoires MPSI\nLycée Imaginaire, Brest\n"
    found = _read(HEAD.format(month="") + JOBS + "\n" + school + "\nSKILLS\nPython, SQL\n").education
    assert [degree.level for degree in found] == ["diploma"]


@pytest.mark.parametrize("until", ["d.d.", "dags dato", "heden"])
def test_other_words_for_the_present(until: str) -> None:
    jobs = f"EXPERIENCE\nPlatform Engineer\nNorthgate Mills · 08.2021 – {until}\n"
    assert [job.until for job in _read(HEAD.format(month="") + jobs + TAIL).jobs] == ["present"]


def test_terms_that_follow_each_other_are_one_stretch() -> None:
    jobs = "EXPERIENCE\nTeaching Assistant, Compilers\tFall 2022, Spring 2023\nFictional University\n"
    found = _read(HEAD.format(month="") + jobs + TAIL).jobs
    assert [(job.kind, job.since, job.until) for job in found] == [("teaching", "2022-09", "2023-05")]


def test_awards_and_talks_under_volunteering_are_no_jobs() -> None:
    talks = "2023\tSpeaker, Northern Data Day\n2021\tCustomer award, category retail\n"
    lines = "COMMUNITY\n" + talks + "2019 – 2020\tMentor, Code Club\n"
    found = _read(HEAD.format(month="") + JOBS + "\n" + lines + TAIL)
    assert [job.kind for job in found.jobs] == ["job", "volunteering"]
