"""Jobs and projects told in tables with a head: each cell is what its column says."""

from __future__ import annotations

import html

import pytest

from skillgap.models.resume import Structure
from skillgap.readers import read_document
from skillgap.structure import read_structure

Row = list[str | list[str]]


def read(text: str, *, name: str = "resume.txt") -> Structure:
    return read_structure(read_document(text.encode(), name=name, isolated=False), as_of="2026-06")


def structure(title: str, head: list[str], rows: list[Row]) -> Structure:
    """Return the structure of a page with one table; a cell that is a list has a paragraph for each text."""

    def cell(held: str | list[str]) -> str:
        texts = [held] if isinstance(held, str) else held
        return "<td>" + "".join(f"<p>{html.escape(text)}</p>" for text in texts if text) + "</td>"

    table = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in [head, *rows])
    page = (
        f"<h1>Jo Doelle</h1><p>jo@example.com</p><h2>{title}</h2><table>{table}</table><h2>Languages</h2><p>English</p>"
    )
    return read(page, name="resume.html")


def jobs(found: Structure) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [(job.title, job.organisation, job.since, job.until) for job in found.jobs]


DONE = "Built the model registry and the approval flow for thirty models, with one-click rollback of each."


def test_client_and_role_in_one_cell() -> None:
    found = structure(
        "Assignments",
        ["Period", "Client & role", "What was done", "Environment"],
        [
            ["Mar 2024 – present", ["Harbour Insurance Ltd", "ML engineer"], DONE, "MLflow, Python"],
            ["Feb 2022 – Jan 2024", ["Lead data engineer", "Northern Water Agency"], DONE, "Kafka"],
            ["Jun 2019 – Dec 2021", ["Canal Bank", "ML engineer"], DONE, "Seldon"],
        ],
    )
    assert jobs(found) == [
        ("ML engineer", "Harbour Insurance Ltd", "2024-03", "present"),
        ("Lead data engineer", "Northern Water Agency", "2022-02", "2024-01"),
        ("ML engineer", "Canal Bank", "2019-06", "2021-12"),
    ]
    assert found.experience_months == 28 + 24 + 31


def test_dates_in_the_last_column() -> None:
    found = structure(
        "Employment",
        ["Employer", "Position", "Duties", "From – to"],
        [
            ["Skerry Telecom", "Principal data scientist", "Churn models with LightGBM", "Feb 2020 – present"],
            ["Isle Bank", "Data scientist for risk", "Scorecards in Python and SAS", "Sep 2015 – Jan 2020"],
        ],
    )
    assert jobs(found) == [
        ("Principal data scientist", "Skerry Telecom", "2020-02", "present"),
        ("Data scientist for risk", "Isle Bank", "2015-09", "2020-01"),
    ]


def test_a_row_without_dates_goes_on_with_the_one_above() -> None:
    found = structure(
        "Experience",
        ["Period", "Company", "Role", "Tasks"],
        [
            ["2020 – 2024", "Tarn Energy plc", "Data engineer", "Lakehouse on Delta Lake"],
            ["", "", "", "Catalogue with DataHub"],
            ["2016 – 2019", "Fell Retail", "Developer", "Web shop"],
        ],
    )
    assert [job[:2] for job in jobs(found)] == [("Data engineer", "Tarn Energy plc"), ("Developer", "Fell Retail")]


def test_a_table_of_skills_is_no_table_of_jobs() -> None:
    found = structure("Skills", ["Skill", "Years", "Last used"], [["Python", "8", "2026"], ["Java", "6", "2023"]])
    assert not found.jobs
    assert not found.projects


def test_what_was_done_is_no_employer() -> None:
    row = "Data Analyst, Example Works and Daughters\tCleaned the data of nine systems with SQL; wrote all the tests."
    text = f"Jo Doelle\njo@example.com\n\nExperience\n2018 – 2021\t{row}\n"
    found = read(text)
    assert jobs(found) == [("Data Analyst", "Example Works and Daughters", "2018", "2021")]


def test_a_form_of_labels() -> None:
    form = [
        ("Dates", "May 2020 – present"),
        ("Occupation or position held", "Machine learning engineer"),
        ("Main activities and responsibilities", "Trained models for speech with PyTorch"),
        ("Name and address of employer", "Lark Speech GmbH, Example Street 4, Bonn"),
        ("Dates", "Jan 2016 – Apr 2020"),
        ("Occupation or position held", "Data engineer"),
        ("Main activities and responsibilities", "Moved forty jobs to Snowflake"),
        ("Name and address of employer", "Quarry Logistics SA, Sample Road 9, Namur"),
    ]
    lines = "\n".join(f"{label}\t{value}" for label, value in form)
    text = f"Jo Doelle\njo@example.com\n\nWork experience\n{lines}\n"
    found = read(text)
    assert jobs(found) == [
        ("Machine learning engineer", "Lark Speech GmbH", "2020-05", "present"),
        ("Data engineer", "Quarry Logistics SA", "2016-01", "2020-04"),
    ]
    assert text[found.jobs[0].start : found.jobs[0].end].endswith("Bonn")


def test_items_below_a_form_are_of_its_job() -> None:
    items = "\n".join(f"- wrote part {n} of the ledger in Java" for n in range(6))
    forms = "\n\n".join(
        f"Company: {firm}\nDesignation: {post}\nDuration: {dates}\nResponsibilities:\n{items}"
        for firm, post, dates in [
            ("Acme Ltd", "Java Developer", "Jan 2020 – Mar 2022"),
            ("Example Works", "Trainee", "2018 – 2019"),
        ]
    )
    text = f"Jo Doelle\njo@example.com\n\nExperience\n{forms}\n"
    found = read(text)
    assert [job[:3] for job in jobs(found)] == [
        ("Java Developer", "Acme Ltd", "2020-01"),
        ("Trainee", "Example Works", "2018"),
    ]
    assert all("part 5" in text[job.start : job.end] for job in found.jobs)


TABLES: list[tuple[str, list[str], list[Row]]] = [
    (
        "Work history",
        ["Employer", "Job title", "Start", "End", "Achievements"],
        [["Acme Ltd", "Engineer", "Jan 2020", "Present", "Cut costs"], ["Beta", "Trainee", "2018", "Dec 2019", "Ran"]],
    ),
    (
        "Experience",
        ["Duration", "Organization & Designation"],
        [["Jan 2020 – Present", ["Acme Ltd", "Engineer"]], ["2018 – Dec 2019", ["Beta", "Trainee"]]],
    ),
    (
        "Berufserfahrung",
        ["Firma", "Position", "Von", "Bis"],
        [["Acme Ltd", "Engineer", "01/2020", "heute"], ["Beta", "Trainee", "2018", "12/2019"]],
    ),
]


@pytest.mark.parametrize(("title", "head", "rows"), TABLES)
def test_heads_in_many_words(title: str, head: list[str], rows: list[Row]) -> None:
    assert jobs(structure(title, head, rows)) == [
        ("Engineer", "Acme Ltd", "2020-01", "present"),
        ("Trainee", "Beta", "2018", "2019-12"),
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "Profile\tData scientist\nExperience\tData Analyst, Kelso Ltd, 2019 - 2021\n• Reports\n"
            "Education\tBSc Physics, University of Leeds, 2013 - 2016\nSkills\tPython, SQL\nLanguages\tFrench\n",
            ["contact", "summary", "experience", "education", "skills", "languages"],
        ),
        (
            "EXPERIENCE\nData Analyst, Kelso Ltd, 2019 - 2021\n- Reports\nEDUCATION\n"
            "BSc Physics, University of Leeds, 2013 - 2016\nSkills\tPython, SQL\n",
            ["contact", "experience", "education", "skills"],
        ),
        (
            "EXPERIENCE\nData Analyst, Kelso Ltd, 2019 - 2021\nSkills\tPython\n- Reports\n"
            "Analyst, Halm Ltd, 2016 - 2018\nSkills\tSQL\n- Reports\nEDUCATION\nBSc Physics, Leeds, 2013 - 2016\n",
            ["contact", "experience", "education"],
        ),
    ],
)
def test_skills_beside_their_heading_are_no_part_of_a_degree(text: str, kinds: list[str]) -> None:
    assert [section.kind for section in read("Ola Berg\n" + text).sections] == kinds
