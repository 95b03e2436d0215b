"""The annotated people with headings of words that nobody knows: looks and content must tell the sections."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from skillgap.models.document import Document
from skillgap.readers import read_document
from skillgap.structure import read_structure

FOLDER = Path(__file__).parent / "evaluation"
PEOPLE = sorted(FOLDER.glob("*.json"))


def _key(text: str) -> str:
    return re.sub(r"\W", "", text).lower()


def _unknown(text: str) -> str:
    """Return other words of the same letters' kinds and cases."""
    chance = random.Random(text)

    def letter(sign: str) -> str:
        other = chance.choice("aeiou" if sign.lower() in "aeiouäöüéèáíóú" else "bcdfglmnprtv")
        return other.upper() if sign.isupper() else other

    return "".join(letter(sign) if sign.isalpha() else sign for sign in text)


def _without_headings(document: Document, headings: set[str]) -> Document:
    lines = [_unknown(line) if _key(line) in headings else line for line in document.text.split("\n")]
    return document.model_copy(update={"text": "\n".join(lines)})


def _counts(person: dict[str, Any], path: Path) -> tuple[int, int, bool]:
    """Return the jobs found, those right, and whether the levels of degrees are right."""
    headings = {_key(section["heading"]) for section in person["sections_list"] if section.get("heading")}
    document = _without_headings(read_document(path, isolated=False), headings)
    structure = read_structure(document, as_of=person.get("as_of") or "2026-06")
    wanted = [(job["start"] or None, job["end"] or None) for job in person["experience"]]
    jobs = [(job.since, job.until) for job in structure.jobs]
    jobs = [
        dates for dates, job in zip(jobs, structure.jobs, strict=True) if job.kind != "volunteering" or dates in wanted
    ]
    right = sum(min(jobs.count(dates), wanted.count(dates)) for dates in set(wanted))
    levels = {degree["level"] for degree in person.get("education", ())}
    optional = {"high_school", *(degree.level for degree in structure.education if degree.completed is False)} - levels
    return len(jobs), right, {degree.level for degree in structure.education if degree.level} - optional == levels


def test_a_line_over_an_employer_and_its_post_is_a_heading() -> None:
    text = (
        "# Ada Brasswick\n\n## What I did lately\n**Fenwick Looms (900 employees)**\n"
        "**Engineering manager, March 2023 to now**\n- Nine people.\n**Staff engineer, June 2020 to March 2023**\n"
        "- Forecasts.\n\n## Before\nDeveloper, Harbour Tea, Sept. 2012 to Dec. 2015: screens for clerks.\n\n"
        "## School\nMSc Physics, Fictional University, 2010 – 2012\n\n## The list, since you want one\nPython, SQL\n"
    )
    structure = read_structure(read_document(text.encode(), name="resume.md"), as_of="2026-06")
    assert [section.kind for section in structure.sections][-4:] == ["experience", "experience", "education", "skills"]
    assert [job.since for job in structure.jobs] == ["2023-03", "2020-06", "2012-09"]


@pytest.mark.parametrize("first", ["C", "F", "H", "J", "L"])
def test_jobs_and_degrees_are_found_under_unknown_headings(first: str) -> None:
    found = right = wanted = degrees = files = 0
    for annotation in PEOPLE:
        person = json.loads(annotation.read_text("utf-8"))
        if annotation.stem[0] != first or not person.get("sections_list"):
            continue
        # One file a person: the others hold the same words.
        path = next(path for path in sorted(FOLDER.glob(f"{annotation.stem}.*")) if path != annotation)
        jobs, good, level = _counts(person, path)
        found, right, degrees, files = found + jobs, right + good, degrees + level, files + 1
        wanted += len(person["experience"])
    assert 2 * right / (found + wanted) >= 0.93
    assert degrees / files >= 0.88


def test_capitals_between_short_lines_of_a_list_are_one_of_them() -> None:
    text = (
        "ADA EXAMPLE\n\nCORE COMPETENCIES\nIncident Response\nThreat Hunting\nMITRE ATT&CK\nWireshark\nPython\n\n"
        "EXPERIENCE\nAnalyst, Acme\n2019 - 2021\n"
    )
    kinds = [
        section.kind
        for section in read_structure(read_document(text.encode(), isolated=False), as_of="2026-06").sections
    ]
    assert kinds == ["contact", "skills", "experience"]


def _sections(text: str) -> list[tuple[str, str | None]]:
    structure = read_structure(read_document(text.encode(), isolated=False), as_of="2026-06")
    return [(section.kind, section.title) for section in structure.sections]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "items",
    [
        ["Python", "Analytical Skills", "Communication Skills", "Docker", "Interpersonal Skills", "AWS"],
        ["Matplotlib", "Pandas (Software)", "Go (tools)", "C#", "C++", "LINQ", "R (Programming Language)"],
        [
            "Research",
            "Teaching",
            "Public Speaking",
            "Volunteering",
            "Training",
            "Education",
            "Programming",
            "Consulting",
        ],
        ["Data Analysis", "C++", "Research", "Databases", "Publications", "Writing", "Leadership", "Tools", "SQL"],
    ],
)
def test_a_skill_a_line_that_reads_like_a_heading_is_one_of_the_list(items: list[str], between: str) -> None:
    text = f"Ada Example\n\nSkills\n{between.join(items)}\n\nEducation\nBSc Physics, 2015\n"
    assert _sections(text) == [("contact", None), ("skills", "Skills"), ("education", "Education")]


@pytest.mark.parametrize(
    ("heading", "body", "kind"),
    [
        ("Research", "MIT Media Lab\n2018 – 2020", "projects"),
        ("Interests", "Training\nReading", "interests"),
        ("Umiejętności (skills)", "Go\nRust", "skills"),
        ("Leadership", "Captain of the university's rowing team, elected twice", "volunteering"),
    ],
)
def test_a_section_behind_a_list_of_skills_opens(heading: str, body: str, kind: str) -> None:
    sections = _sections(f"Ada Example\n\nSkills\nPython\nSQL\n\n{heading}\n{body}\n\nEducation\nBSc Physics, 2015\n")
    assert (kind, heading) in sections


def test_capitals_are_headings_where_no_blank_line_parts_anything() -> None:
    text = (
        "Ada Example\nSUMMARY\nI keep databases.\nEXPERIENCE\nAnalyst, Acme\n2019 - 2021\nEDUCATION\nBSc, 2015\n"
        "WHAT I CARRY WITH ME\nOracle, PostgreSQL, Bash\nREFERENCES\nOn request\n"
    )
    sections = read_structure(read_document(text.encode(), isolated=False), as_of="2026-06").sections
    assert [section.title for section in sections][-2:] == ["WHAT I CARRY WITH ME", "REFERENCES"]


def test_a_list_of_projects_that_are_posts_is_work() -> None:
    text = (
        "Ada Example\nProject list (newest first)\n03/2022 – today: Insurance company, Leeds\nRole: ML engineer\n"
        "06/2019 – 02/2022: Machine builder, York\nRole: Data engineer\nFurther tools\nBash, Git\n"
    )
    structure = read_structure(read_document(text.encode(), isolated=False), as_of="2026-06")
    assert [job.title for job in structure.jobs] == ["ML engineer", "Data engineer"]
    assert [section.kind for section in structure.sections][1:] == ["experience", "skills"]
