"""Headings, degrees and jobs where people say them in their own words and places."""

from __future__ import annotations

import pytest

from skillgap.models.resume import Structure
from skillgap.readers import read_document
from skillgap.structure import read_structure

NAME = "Ada Brasswick\nada@example.com\n\n"
JOBS = "Platform Engineer, Northgate Mills, May 2019 – present\nAnalyst, Harbour Tea, 2016 – 2018\n\n"
STUDY = "BSc Physics, University of Riverton, 2012 – 2016\n\n"
BOTH = [("2019-05", "present"), ("2016-01", "2019-04")]
TOOLS = "TOOLS\nPython, SQL, Git\n"


def _read(text: str, name: str = "resume.txt") -> Structure:
    return read_structure(read_document(text.encode(), name=name), as_of="2026-06")


@pytest.mark.parametrize(
    ("work", "study"),
    [
        ("My work so far", "My studies so far"),
        ("A. Employment", "B. Education"),
        ("II. The jobs", "III. The degrees"),
        ("Erfarenhet / Experience", "Utbildning / Education"),
        ("Mahi (work)", "Ako (education)"),
        ("Esperienze lavorative", "Istruzione"),
        ("Werkervaring", "Opleiding"),
        ("Doświadczenie zawodowe", "Wykształcenie"),
    ],
)
def test_sections_headed_in_own_words(work: str, study: str) -> None:
    structure = _read(f"{NAME}{work}\n{JOBS}{study}\n{STUDY}{TOOLS}")
    assert [(section.kind, section.title) for section in structure.sections][1:3] == [
        ("experience", work),
        ("education", study),
    ]


@pytest.mark.parametrize(
    "place",
    [
        "PROFILE\nI build calm pipelines.\nBSc Physics, University of Riverton, 2016\n\n",
        "CERTIFICATES\n• BSc Physics, University of Riverton, 2016\n• First aid, 2020\n\n",
        "Book stuff\nBSc Physics, University of Riverton, 2016\n\n",
    ],
)
def test_a_degree_is_found_where_no_section_of_education_is(place: str) -> None:
    degrees = _read(f"{NAME}EXPERIENCE\n{JOBS}{place}{TOOLS}").education
    assert [(degree.level, degree.institution) for degree in degrees] == [("bachelor", "University of Riverton")]


def test_letters_behind_the_name_are_degrees_where_nothing_else_tells_of_any() -> None:
    text = f"Ada Brasswick, MSc, BSc\nada@example.com\n\nEXPERIENCE\n{JOBS}{TOOLS}"
    assert [degree.level for degree in _read(text).education] == ["master", "bachelor"]
    named = _read(f"Ada Brasswick, MSc\nada@example.com\n\nEXPERIENCE\n{JOBS}EDUCATION\n{STUDY}{TOOLS}")
    assert [degree.level for degree in named.education] == ["bachelor"]


@pytest.mark.parametrize(
    "line",
    [
        "MS Excel, MS Office, 2016",
        "Scrum Master, 2019",
        "Master data management, 2012 – 2016",
        "HGV licence, 2012",
        "White card; driver licence C",
    ],
)
def test_words_that_only_look_like_a_degree(line: str) -> None:
    assert _read(f"{NAME}EXPERIENCE\n{JOBS}EDUCATION\n{STUDY}{line}\n\n{TOOLS}").education[1:] == ()


@pytest.mark.parametrize(
    ("line", "levels"),
    [
        ("BSc → MSc in Physics, University of Riverton, 2012 – 2017", ["bachelor", "master"]),
        ("Both from the University of Riverton: BA and MSc, 2017", ["bachelor", "master"]),
        ("Ph.D. program in Physics, Riverton University, 2012–2017 (left with the master's)", ["phd"]),
        ("MPhil/PhD Physics, Riverton University, 2012–2017", ["phd"]),
        ("Ingeniero (Master's level), Riverton University, 2012–2017", ["master"]),
        ("MSc Physics (bachelor thesis on bees), Riverton University, 2012–2017", ["master"]),
    ],
)
def test_degrees_of_one_line(line: str, levels: list[str]) -> None:
    degrees = _read(f"{NAME}EXPERIENCE\n{JOBS}EDUCATION\n{line}\n\n{TOOLS}").education
    assert [degree.level for degree in degrees] == levels


@pytest.mark.parametrize(
    ("lines", "dates"),
    [
        ("2019 May - Engineer, Acme\nJan 2016 - Apr 2019 Analyst, Bolt\n", BOTH),
        ("Engineer, Acme, May 2019 / present\n", [("2019-05", "present")]),
        ("Engineer, Acme, May 2019 onwards\n", [("2019-05", "present")]),
        ("Engineer, Acme, from May 2019 and still there\n", [("2019-05", "present")]),
        ("Engineer, Acme, 2019+\n", [("2019", "present")]),
        ("2019 (May) to now: Engineer, Acme\n", [("2019-05", "present")]),
        ("05.2019–… Engineer, Acme\n", [("2019-05", "present")]),
        ("Acme\tEngineer\tMay 2019\tJun 2020\n", [("2019-05", "2020-06")]),
        ("Acme\tEngineer\tMay 2019\tPresent\n", [("2019-05", "present")]),
        ("Engineer, Acme (May 2019–ongoing; dbt, Spark)\n", [("2019-05", "present")]),
        ("Engineer, Acme (May 2019 - present). Analyst, Bolt (Jan 2016 - Apr 2019).\n", BOTH),
    ],
)  # fmt: skip
def test_a_job_that_goes_on_is_said_in_many_ways(lines: str, dates: list[tuple[str, str]]) -> None:
    structure = _read(f"{NAME}EXPERIENCE\n{lines}\nEDUCATION\n{STUDY}{TOOLS}")
    assert [(job.since, job.until) for job in structure.jobs] == dates


def test_the_only_open_date_is_not_the_latest_is_left_as_it_is() -> None:
    lines = "May 2012 - Engineer, Acme\nJan 2016 - Apr 2019 Analyst, Bolt\n"
    assert [job.until for job in _read(f"{NAME}EXPERIENCE\n{lines}\nEDUCATION\n{STUDY}{TOOLS}").jobs] == [
        "2012-05",
        "2019-04",
    ]


def test_a_sentence_adds_the_job_that_no_list_shows_and_no_other() -> None:
    told = "I was a network engineer at Bolt from September 2010 to December 2015. I have been an engineer since 2019."
    structure = _read(f"{NAME}{told}\n\nEXPERIENCE\n{JOBS}EDUCATION\n{STUDY}{TOOLS}")
    assert sorted((job.since, job.until) for job in structure.jobs) == [
        ("2010-09", "2015-12"),
        ("2016", "2018"),
        ("2019-05", "present"),
    ]


@pytest.mark.parametrize("title", ["Carer (family)", "Parental leave", "Full-time carer", "Out of work, travelling"])
def test_time_that_is_no_work(title: str) -> None:
    lines = (
        f"May 2021 – present — Engineer — Acme\nMay 2019 – Apr 2021 — {title}\nJan 2016 – Apr 2019 — Analyst — Bolt\n"
    )
    assert len(_read(f"{NAME}EXPERIENCE\n{lines}\nEDUCATION\n{STUDY}{TOOLS}").jobs) == 2


def test_whole_years_beside_the_present_agree_with_the_day_of_reading() -> None:
    structure = _read(f"{NAME}EXPERIENCE\nEngineer, Acme, May 2020 to the present (6 yrs)\n\nEDUCATION\n{STUDY}{TOOLS}")
    assert (structure.as_of, structure.as_of_source) == ("2026-06", "settings")


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Since 2019 I have been part of the rescue team of the city and do", "Volunteer work"),
        ("- Wrote the planner of duties that is used by the Red Cross and its", "Volunteers"),
        ("- Wrote the guide on how all teams of the company should list their", "Skills"),
        ("- Moved the portal of the ministry of science, research and higher", "Education"),
    ],
)
def test_the_rest_of_a_sentence_is_no_heading(line: str, rest: str) -> None:
    text = (
        "Jan Example\njan@example.com\n\nExperience\nData Engineer, Example GmbH, 2019 - 2023\n"
        f"- Built pipelines in Python for the railway and its many stations\n{line}\n{rest}\n- Ran Kafka\n\n"
        "Education\nBSc Computer Science, Example University, 2012 - 2015\n\nSkills\nPython\n"
    )
    assert [section.kind for section in _read(text).sections] == ["contact", "experience", "education", "skills"]


@pytest.mark.parametrize(
    ("heading", "lines", "certificates", "projects"),
    [
        (
            "Courses and projects",
            "- Coursera: Statistics, 2022\n- Project: trams of Leeds. Python, pandas\n- Built a seed shop in Django\n",
            ["Coursera: Statistics"],
            2,
        ),
        ("Courses & Projects", "Functional programming in Scala, 2020\nBuilt a quiz in Elm\n", [], 1),
        (
            "Certifications and Projects",
            "CKA, 2022\nTide clock: Rust on a Pico\nAWS Certified Developer, 2023\nChat bot in Go with Redis\n",
            ["CKA", "AWS Certified Developer"],
            2,
        ),
        ("Training and side projects", "First aid course, 2019\nTide clock: Rust on a Pico\n", ["First aid course"], 1),
        ("Projects & Certifications", "Weather App\n- Built with React\nCKA, 2022\n", ["CKA"], 1),
        ("Kurse und Projekte", "- Udemy: Docker, 2021\n- Projekt: Gartenplaner in Django\n", ["Udemy: Docker"], 1),
        ("Courses and certificates", "Python in Depth, 2021\nCKA, 2022\n", ["Python in Depth", "CKA"], 0),
        ("Education and projects", STUDY.strip() + "\nFinal project: tide model in Fortran\n", [], 0),
    ],
)
def test_projects_beside_certificates_are_none(
    heading: str, lines: str, certificates: list[str], projects: int
) -> None:
    structure = _read(f"{NAME}Experience\n{JOBS}{heading}\n{lines}\nLANGUAGES\nFrench, Dutch\n")
    assert [certificate.name for certificate in structure.certifications] == certificates
    assert len(structure.projects) == projects


@pytest.mark.parametrize(
    ("heading", "wishes"),
    [
        ("Looking for", True),
        ("What I would like from my next job", True),
        ("Next steps", True),
        ("Wonach ich als Nächstes suche", True),
        ("Ce que je recherche pour la suite", True),
        ("Qué busco ahora", True),
        ("Objective", False),
        ("What I built next", False),
        ("Next.js projects", False),
    ],
)
def test_a_section_of_wishes_is_no_part_of_the_job_above(heading: str, wishes: bool) -> None:
    structure = _read(f"{NAME}Experience\n{JOBS}{heading}\nA team that ships Elixir\n\n{TOOLS}")
    found = [(section.start, section.end) for section in structure.sections if section.title == heading]
    assert (structure.wishes == tuple(found) and bool(found)) is wishes


@pytest.mark.parametrize(
    ("line", "since", "until"),
    [
        ("I started an MBA in 2021 and stopped after one term.", "2021", None),
        ("Dropped out of a PhD in chemistry in 2012.", None, "2012"),
        ("MSc Physics, University of Riverton, started 2014, finished 2016.", None, None),
    ],
)
def test_the_date_of_studies_broken_off_says_what_it_is_of(line: str, since: str | None, until: str | None) -> None:
    told = "BSc Economics, University of Wick, 2008. Certified Scrum Master (2016)."
    degrees = _read(f"{NAME}EXPERIENCE\n{JOBS}EDUCATION\n{told} {line}\n").education
    assert [(degree.since, degree.until) for degree in degrees if not degree.completed] == (
        [(since, until)] if since or until else []
    )


@pytest.mark.parametrize(
    "course",
    [
        "Frontend Masters: Canvas in Depth; currently enrolled",
        "Backend Masters: Go services, ongoing",
        "Udemy: C, ongoing",
    ],
)
def test_a_course_that_goes_on_says_nothing_of_the_degree_above(course: str) -> None:
    degrees = _read(
        f"{NAME}EXPERIENCE\n{JOBS}EDUCATION\nBSc Geology, University of Wick, 2006 – 2009\n{course}\n"
    ).education
    assert [(degree.level, degree.completed) for degree in degrees] == [("bachelor", True)]


def test_what_stands_between_two_degrees_in_a_line_is_of_neither() -> None:
    line = (
        "University of Wick, BMath 2006–2011. Certified ScrumMaster (2016). Tarn School of Management: Strategic "
        "Finance for Managers, a five-day course, 2022. I started an MBA in 2023 and stopped after one term."
    )
    degrees = _read(f"{NAME}EXPERIENCE\n{JOBS}EDUCATION\n{line}\n").education
    assert [(degree.level, degree.institution, degree.since, degree.until) for degree in degrees] == [
        ("bachelor", "University of Wick", "2006", "2011"),
        ("master", None, "2023", None),
    ]
