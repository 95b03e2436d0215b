"""Sections, jobs, degrees, certificates and personal spans of invented resumes."""

# ruff: noqa: E501 (a resume reads better as one string than in pieces)
from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgap.models.document import Document
from skillgap.models.resume import Structure
from skillgap.readers import read_document
from skillgap.report.jsonresume import json_resume
from skillgap.structure import read_structure
from skillgap.structure.language import LANGUAGES, LEX, squash

DATA = Path(__file__).parent / "data"
FIXTURES = Path(__file__).parent / "fixtures" / "resumes"
SCHEMA = json.loads((DATA / "jsonresume_schema.json").read_text("utf-8"))


def document(text: str) -> Document:
    return Document(name="cv.txt", media_type="text/plain", sha256="0" * 64, text=text)


def read(text: str) -> Structure:
    return read_structure(document(text), as_of="2026-06")


def kinds(text: str) -> list[str]:
    return [section.kind for section in read(text).sections]


PLAIN = """Ottoline Brasswick
Riverton | ottoline@example.com | +44 20 5550 0199

PROFILE
Data engineer who likes quiet pipelines and short meetings.

EXPERIENCE
Senior Data Engineer, Fernhill Freight Ltd, Riverton      03/2021 - Present
- Moved forty nightly jobs to Airflow
- Wrote the Spark job that nobody has to restart
Data Engineer, Fernhill Freight Ltd      06/2018 - 02/2021
- Kept the warehouse in order
Parental leave      01/2018 - 05/2018
Data Analyst | Copperbeech Bank | 2015-2017
- Reports in SQL

VOLUNTEER WORK
Coach, Riverton Code Club, since 2019

EDUCATION
MSc Statistics, University of Riverton, 2013 - 2014
BSc (Hons) Mathematics, University of Riverton, 2010 - 2013

CERTIFICATIONS
- AWS Certified Developer - Associate, 2022
- Kubernetes administration, exam booked for autumn

SKILLS
Python, SQL, Spark, Airflow

LANGUAGES
English (native), Welsh (B2)
"""


def test_a_plain_resume_reads_as_a_person_reads_it() -> None:
    structure = read(PLAIN)
    assert [section.kind for section in structure.sections] == [
        "contact", "summary", "experience", "volunteering", "education", "certifications", "skills", "languages",
    ]  # fmt: skip
    jobs = [(job.kind, job.title, job.organisation, job.since, job.until, job.months) for job in structure.jobs]
    assert jobs == [
        ("job", "Senior Data Engineer", "Fernhill Freight Ltd", "2021-03", "present", 64),
        ("job", "Data Engineer", "Fernhill Freight Ltd", "2018-06", "2021-02", 33),
        ("job", "Data Analyst", "Copperbeech Bank", "2015", "2017", 36),
        ("volunteering", "Coach", "Riverton Code Club", "2019", "present", 90),
    ]
    assert structure.experience_months == 64 + 33 + 36
    assert structure.experience_months_low == 64 + 33 + 14
    degrees = [(degree.level, degree.field, degree.institution, degree.completed) for degree in structure.education]
    assert degrees == [
        ("master", "Statistics", "University of Riverton", True),
        ("bachelor", "Mathematics", "University of Riverton", True),
    ]
    certificates = [(c.name, c.date, c.planned) for c in structure.certifications]
    assert certificates[0] == ("AWS Certified Developer - Associate", "2022", False)
    assert certificates[1][2] is True
    assert {PLAIN[p.start : p.end] for p in structure.personal} >= {
        "Ottoline Brasswick", "ottoline@example.com", "+44 20 5550 0199",
    }  # fmt: skip
    assert (structure.as_of, structure.as_of_source, structure.language) == ("2026-06", "settings", "en")


def test_sections_cover_the_text_without_a_gap() -> None:
    sections = read(PLAIN).sections
    assert sections[0].start == 0
    assert sections[-1].end == len(PLAIN)
    assert all(a.end == b.start for a, b in pairwise(sections))


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("W O R K   H I S T O R Y", "experience"), ("E D U C AT I O N", "education"), ("💼 Experience", "experience"),
        ("## Work experience", "experience"), ("Skills:", "skills"), ("Where I have worked", "experience"), ("TOOLBOX", "skills"),
        ("Berufserfahrung", "experience"), ("AUSBILDUNG", "education"), ("Kenntnisse und Fähigkeiten", "skills"),
        ("Expérience professionnelle", "experience"), ("FORMATION", "education"), ("Centres d’intérêt", "interests"),
        ("Experiencia laboral", "experience"), ("FORMACIÓN ACADÉMICA", "education"), ("Aficiones", "interests"),
        ("Licenses & Certifications", "certifications"), ("OFF WORK", "interests"), ("Honors & Awards", "awards"),
        ("Selected Publications", "publications"), ("Open source & talks", "projects"), ("Referees", "references"),
    ],
)  # fmt: skip
def test_headings_in_many_words(heading: str, kind: str) -> None:
    text = f"Ada Brasswick\nada@example.com\n\n{heading}\nSomething stands here in the body, 2019\n\nSkills\nPython, Go, SQL, Rust\n"
    assert kind in kinds(text)


def test_languages_of_programs_are_not_human_languages() -> None:
    text = "Ada Brasswick\n\nSKILLS\nLanguages\nPython, C++, Go\nTools\nDocker\n\nLANGUAGES\nFrench, English\n"
    assert kinds(text) == ["contact", "skills", "languages"]


def test_a_line_can_carry_its_own_heading() -> None:
    text = "Ada Brasswick\n\nEXPERIENCE\nBaker, Loaf Ltd, 2019 - 2020\n\nOTHER\nLanguages: French, English\nReferences: on request\n"
    assert kinds(text)[-2:] == ["languages", "references"]


def test_no_headings_at_all() -> None:
    text = (
        "Ada Brasswick\nada@example.com\n\nI build small reliable services and I like to keep them that way for years.\n\n"
        "Software Engineer, Fernhill Ltd, 2018 - 2021\nBackend work in Go\n\n"
        "BSc Computer Science, University of Riverton, 2014 - 2017\n\nPython, Go, SQL, Docker, Kubernetes, Linux\n"
    )
    assert kinds(text) == ["contact", "summary", "experience", "education", "skills"]
    assert read(text).experience_months == 48


JOB_LAYOUTS = [
    "Data Engineer, Acme Ltd, Riverton\t01/2019 – 12/2020\n• Pipelines",
    "01/2019 – 12/2020\tData Engineer\nAcme Ltd, Riverton\n• Pipelines",
    "01/2019 – 12/2020\nData Engineer\nAcme Ltd, Riverton\n• Pipelines",
    "Acme Ltd\nData Engineer\nJan 2019 – Dec 2020\n• Pipelines",
    "Data Engineer\nAcme Ltd | Jan 2019 – Dec 2020\n• Pipelines",
    "Data Engineer @ Acme Ltd (Jan 2019 - Dec 2020)\n• Pipelines",
    "Data Engineer\n2019 – 2020\nAcme Ltd\n• Pipelines",
    "**Data Engineer**, Acme Ltd\n*Jan 2019 – Dec 2020*\n- Pipelines",
    "Data Engineer\nAcme Ltd\nDec 2020\nJan 2019\n• Pipelines",
    "Data Engineer, Acme Ltd\nJan 2019 –\nDec 2020\n• Pipelines",
    "Data Engineer, Acme Ltd\n2019 – 2020\nJan – Dec\n• Pipelines",
    "Data Engineer · Acme Ltd\nJan 2019 - Dec 2020 · 2 yrs\nRiverton\n• Pipelines",
]


@pytest.mark.parametrize("layout", JOB_LAYOUTS)
def test_one_job_in_many_layouts(layout: str) -> None:
    jobs = read(f"Ada Brasswick\n\nEXPERIENCE\n{layout}\n\nSKILLS\nPython, SQL, Go, Rust\n").jobs
    assert [(job.title, job.organisation, job.months) for job in jobs] == [("Data Engineer", "Acme Ltd", 24)]


def test_several_roles_at_one_employer() -> None:
    structure = read(
        "Ada Brasswick\n\nEXPERIENCE\nAcme Ltd\t2015 – 2020\nSenior Engineer\t01/2018 – 12/2020\n• Services\n"
        "Engineer\t01/2015 – 12/2017\n• More services\n\nSKILLS\nPython, SQL\n"
    )
    assert [(job.title, job.organisation, job.months) for job in structure.jobs] == [
        ("Senior Engineer", "Acme Ltd", 36), ("Engineer", "Acme Ltd", 36),
    ]  # fmt: skip
    assert structure.experience_months == 72


def test_concurrent_jobs_count_once() -> None:
    structure = read(
        "Ada Brasswick\n\nEXPERIENCE\nEngineer, Acme Ltd, 01/2019 – 12/2020\n• One\nConsultant, Bolt Ltd, 01/2019 – 12/2020\n• Two\n"
    )
    assert structure.experience_months == 24


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Software Engineering Intern", "internship"), ("Praktikant Softwareentwicklung", "internship"), ("Stagiaire", "internship"),
        ("Graduate Research Assistant", "research"), ("Wissenschaftlicher Mitarbeiter", "research"), ("Research Engineer", "job"),
        ("Teaching Assistant, Databases", "teaching"), ("Volunteer Developer", "volunteering"), ("Line Cook", "job"),
        ("Freelance Developer", "job"), ("Research Intern", "internship"),
    ],
)  # fmt: skip
def test_kinds_of_work(title: str, kind: str) -> None:
    jobs = read(f"Ada Brasswick\n\nEXPERIENCE\n{title}\n01/2019 – 06/2019\n• Things\n\nSKILLS\nPython, SQL\n").jobs
    assert [job.kind for job in jobs] == [kind]


@pytest.mark.parametrize(
    "title", ["Campus Ambassador", "Capstone Project", "Chess Club President", "Virtual Internship, Forage"]
)
def test_what_only_looks_like_a_job(title: str) -> None:
    structure = read(f"Ada Brasswick\n\nEXPERIENCE\n{title}\n01/2019 – 06/2019\n• Things\n\nSKILLS\nPython, SQL\n")
    assert structure.jobs == ()
    assert [project.kind for project in structure.projects] == ["activity"]
    assert structure.experience_months is None


DEGREES = [
    ("B.Tech, Electronics, Some Institute of Technology, 2015 - 2019", "bachelor", True),
    ("Licence Informatique, Université de Riverton, 2012 - 2015", "bachelor", True),
    ("Diplom-Informatiker, Technische Universität Riverton, 2001 - 2006", "master", True),
    ("Laurea Magistrale in Fisica, Università di Riverton, 2010 - 2012", "master", True),
    ("MSc Computer Science, University of Riverton, 2010 - 2011", "master", True),
    ("M.Eng. Robotics, University of Riverton, 2010 - 2011", "master", True),
    ("Dr. rer. nat., Physics, University of Riverton, 2010 - 2014", "phd", True),
    ("Ph.D. candidate, Linguistics, University of Riverton, 2023 - present", "phd", False),
    ("PhD in Biology, University of Riverton, expected 2027", "phd", False),
    ("B.Sc. Physics (not completed), University of Riverton, 2010 - 2012", "bachelor", False),
    ("Grado en Ingeniería Informática, Universidad de Riverton, 2010 - 2014", "bachelor", True),
    ("Máster en Ciencia de Datos, Universidad de Riverton, 2015 - 2016", "master", True),
    ("Abitur, Gymnasium Riverton, 2008", "high_school", True),
    ("Higher Secondary (Class XII), Riverton School, 2014", "high_school", True),
    ("12-week data science bootcamp, Riverton Code School, 2019", "bootcamp", True),
    ("Associate of Science, Riverton Community College, 2012", "diploma", True),
    ("Ausbildung zum Fachinformatiker, Berufsschule Riverton, 2008 - 2011", "diploma", True),
    ("Diplôme d'ingénieur, École centrale de Riverton, 2009 - 2012", "master", True),
    ("BA (Hons) History, University of Riverton, 2012-15", "bachelor", True),
    ("Master of Business Administration, Riverton Business School, 2018", "master", True),
]


@pytest.mark.parametrize(("line", "level", "completed"), DEGREES)
def test_degrees_of_the_world(line: str, level: str, completed: bool) -> None:
    degrees = read(f"Ada Brasswick\n\nEDUCATION\n{line}\n\nSKILLS\nPython, SQL, Go\n").education
    assert [(degree.level, degree.completed) for degree in degrees] == [(level, completed)]


STUDIES = [line.split("\t") for line in (DATA / "studies.tsv").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("level", "line"), STUDIES)
def test_the_level_of_studies_as_all_countries_write_them(level: str, line: str) -> None:
    degrees = read(f"Ada Brasswick\n\nEDUCATION\n{line}\n\nSKILLS\nPython, SQL, Go\n").education
    assert [degree.level for degree in degrees] == [level]


@pytest.mark.parametrize(
    "line", ["MBA & BBA, University of Riverton, 2015", "MBA and BSc, University of Riverton, 2015"]
)
def test_two_degrees_of_one_university_in_a_line(line: str) -> None:
    degrees = read(f"Ada Brasswick\n\nEDUCATION\n{line}\n\nSKILLS\nPython, SQL, Go\n").education
    assert [degree.level for degree in degrees] == ["master", "bachelor"]


EQUALS = [line.split("\t") for line in (DATA / "equal_degrees.tsv").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("level", "words", "line"), EQUALS)
def test_what_a_diploma_counts_as_and_by_which_words(level: str, words: str, line: str) -> None:
    (degree,) = read(f"Ada Brasswick\n\nEDUCATION\n{line}\n\nSKILLS\nPython, SQL, Go\n").education
    assert (degree.level, degree.counts_as, degree.counts_by) == ("diploma", level or None, words or None)


@pytest.mark.parametrize(
    ("line", "as_of"),
    [
        ("Last updated: February 2024", "2024-02"), ("CV as of April 2024", "2024-04"), ("Riverton, 12 March 2024", "2024-03"),
        ("Stand: 05/2024", "2024-05"), ("Date: 18/01/2024", "2024-01"), ("last edited 2024-11-03", "2024-11"),
    ],
)  # fmt: skip
def test_the_document_says_its_date(line: str, as_of: str) -> None:
    structure = read(
        f"Ada Brasswick\n\nEXPERIENCE\nEngineer, Acme Ltd, 01/2020 – present\n• Things\n\nSKILLS\nPython, SQL\n\n{line}\n"
    )
    assert (structure.as_of, structure.as_of_source) == (as_of, "document")


OWN_DATES = [
    line.split("\t") for line in (DATA / "document_dates.tsv").read_text("utf-8").splitlines() if line[0] != "#"
]


@pytest.mark.parametrize(("own", "lines"), OWN_DATES)
def test_which_date_is_the_document_s_own(own: str, lines: str) -> None:
    body = "Experience / Engineer, Foo Ltd, Jan 2020 - present / - Python"
    text = lines.replace("…", body).replace(" / / ", "\n\n").replace(" / ", "\n")
    structure = read(f"Ann Lee\n{text}\n")
    told = "document_date" in {notice.code for notice in structure.notices}
    assert (structure.as_of_source == "document", told) == (own == "yes", own == "yes")


def test_a_stated_duration_dates_the_document() -> None:
    structure = read(
        "Ada Brasswick\n\nEXPERIENCE\nEngineer, Acme Ltd\nMarch 2022 - Present (3 years 8 months)\n\nSKILLS\nPython\n"
    )
    assert (structure.as_of, structure.experience_months) == ("2025-10", 44)


def test_a_stale_date_is_ignored_and_said() -> None:
    structure = read(
        "Ada Brasswick\n\nEXPERIENCE\nEngineer, Acme Ltd, 01/2024 – present\n• X\n\nSKILLS\nPython\n\nLast updated: May 2020\n"
    )
    assert (structure.as_of, structure.as_of_source) == ("2026-06", "settings")
    assert "stale_document_date" in {notice.code for notice in structure.notices}


def test_impossible_dates_give_a_notice_and_no_months() -> None:
    structure = read("Ada Brasswick\n\nEXPERIENCE\nEngineer, Acme Ltd, 13/2019 – 15/2020\n• X\n\nSKILLS\nPython\n")
    assert structure.jobs[0].months is None
    assert "impossible_date" in {notice.code for notice in structure.notices}


def test_personal_data_is_located() -> None:
    text = (
        "Ada Brasswick-Oyelaran (she/her)\nHill Street 12, 70000 Riverton | ada@example.com | +49 711 5550 133\n"
        "Date of birth: 17.08.1990\nNationality: Martian\nMarital status: married\nlinkedin.com/in/ada-example\n\n"
        "EXPERIENCE\nEngineer, Acme Ltd, 01/2019 – 12/2020\n• Real-time chat with socket.io and Node.js\n"
    )
    found = {(p.kind, text[p.start : p.end]) for p in read(text).personal}
    assert found >= {
        ("name", "Ada Brasswick-Oyelaran"), ("gender", "(she/her)"), ("email", "ada@example.com"),
        ("phone", "+49 711 5550 133"), ("birth_date", "17.08.1990"), ("nationality", "Martian"),
        ("marital_status", "married"), ("url", "linkedin.com/in/ada-example"),
        ("address", "Hill Street 12, 70000 Riverton"),
    }  # fmt: skip
    assert not any("socket.io" in value for _, value in found)


def facts(structure: Structure) -> tuple[object, ...]:
    """Return what a structure says without where it stands."""
    jobs = [(job.kind, job.title, job.organisation, job.since, job.until, job.months) for job in structure.jobs]
    degrees = [(d.level, d.field, d.institution, d.since, d.until, d.completed) for d in structure.education]
    certificates = [(c.name, c.date, c.planned) for c in structure.certifications]
    kinds = [section.kind for section in structure.sections]
    return jobs, degrees, certificates, kinds, structure.experience_months, structure.as_of


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ottoline Brasswick\n", "Nnamdi Okonkwo-Castellanos\n"), ("Ottoline Brasswick\n", "Ottoline Brasswick (they/them)\n"),
        ("Riverton | ottoline", "12 Long Lane, Harbourton 70123 | nn"), ("\n\nPROFILE", "\nBorn: 17.08.1990\n\nPROFILE"),
        ("\n\nPROFILE", "\nDate of birth: 1 May 1975\nNationality: Martian\nGender: female\nPhoto: enclosed\n\nPROFILE"),
    ],
)  # fmt: skip
def test_facts_do_not_change_with_the_person(old: str, new: str) -> None:
    assert old in PLAIN
    assert facts(read(PLAIN.replace(old, new, 1))) == facts(read(PLAIN))


@given(
    st.permutations(
        ["Engineer, Acme Ltd, 01/2015 – 12/2016", "Analyst, Bolt Ltd, 06/2016 – 05/2018", "Cook, Loaf Ltd, 2019"]
    )
)
def test_order_of_jobs_does_not_matter(order: list[str]) -> None:
    body = "\n• Things done there\n".join(order)
    structure = read(f"Ada Brasswick\n\nEXPERIENCE\n{body}\n• Things\n\nSKILLS\nPython, SQL\n")
    assert structure.experience_months == 41 + 12


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), max_size=400))
def test_any_text_is_read_without_an_error(text: str) -> None:
    structure = read_structure(document(text), as_of="2026-06")
    assert "".join(text[s.start : s.end] for s in structure.sections) == text
    for item in (
        *structure.jobs,
        *structure.projects,
        *structure.education,
        *structure.certifications,
        *structure.personal,
    ):
        assert 0 <= item.start <= item.end <= len(text)


@pytest.mark.parametrize("person", ["p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8"])
def test_twins_say_the_same(person: str) -> None:
    """The same person in every format: same dates, months and degrees."""

    def core(structure: Structure) -> tuple[object, ...]:
        jobs = [(job.kind, job.organisation, job.since, job.until) for job in structure.jobs]
        return jobs, [(d.level, d.until) for d in structure.education], structure.experience_months

    paths = sorted(FIXTURES.glob(f"{person}[._]*"))
    read_ = {path.name: core(read_structure(read_document(path), as_of="2026-06")) for path in paths}
    assert len(paths) >= 2
    first = next(iter(read_.values()))
    assert {name: value for name, value in read_.items() if value != first} == {}
    assert first[2]


@pytest.mark.parametrize("name", ["p1.docx", "p2.docx", "p3.txt", "p4.md", "p5.docx", "p6.html", "p7.docx", "p8.docx"])
def test_json_resume_is_valid_and_reads_back(name: str) -> None:
    source = read_document(FIXTURES / name)
    structure = read_structure(source, as_of="2026-06")
    resume = json_resume(source, structure)
    jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(resume)
    again = read_document(json.dumps(resume, ensure_ascii=False).encode(), name="resume.json")
    assert facts(read_structure(again, as_of="2026-06"))[:3] == facts(structure)[:3]


def test_json_resume_keeps_the_date_of_the_document() -> None:
    source = document(PLAIN + "\nLast updated: May 2025\n")
    resume = json_resume(source, read_structure(source, as_of="2026-06"))
    assert resume["meta"]["lastModified"].startswith("2025-05")
    again = read_document(json.dumps(resume).encode(), name="resume.json")
    assert read_structure(again, as_of="2026-06").as_of == "2025-05"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_only_data(language: str) -> None:
    folder = Path(__file__).parents[1] / "src" / "skillgap" / "structure" / "languages"
    data = json.loads((folder / f"{language}.json").read_text("utf-8"))
    assert [len(names) > 0 for names in data["months"]] == [True] * 12
    assert {"experience", "education", "skills", "languages"} <= set(data["headings"])
    headings = [(squash(title), kind) for kind, titles in data["headings"].items() for title in titles]
    clashes = {key for key, kind in headings if {k for other, k in headings if other == key} != {kind}}
    assert clashes == set()
    assert all(key in LEX.headings for key, _ in headings)


LINKEDIN = """Contact
www.linkedin.com/in/odile-example (LinkedIn)

Top Skills
Machine Learning
Python

Certifications
AWS Certified Solutions Architect

Odile Brasswick
Head of Machine Learning at Fernhill
Lyon, France

Summary
I lead a team of nine people who ship models. Before that I wrote them myself.

Experience

Fernhill
5 years 3 months

Head of Machine Learning
March 2022 - Present (3 years 8 months)
Lyon, France
Lead the team that ranks parcels.

Senior Machine Learning Engineer
August 2020 - March 2022 (1 year 8 months)

Copperbeech Bank
Data Scientist
January 2017 - July 2020 (3 years 7 months)
Paris Area, France

Page 1 of 2

Education
University of Riverton
Master's degree, Computer Science · (2012 - 2014)
"""


def test_linkedin_export() -> None:
    structure = read(LINKEDIN)
    assert [section.kind for section in structure.sections] == [
        "contact", "skills", "certifications", "contact", "summary", "experience", "education",
    ]  # fmt: skip
    assert [(job.title, job.organisation, job.since) for job in structure.jobs] == [
        ("Head of Machine Learning", "Fernhill", "2022-03"),
        ("Senior Machine Learning Engineer", "Fernhill", "2020-08"),
        ("Data Scientist", "Copperbeech Bank", "2017-01"),
    ]
    assert (structure.as_of, structure.experience_months) == ("2025-10", 106)
    assert [c.name for c in structure.certifications] == ["AWS Certified Solutions Architect"]
    assert "Odile Brasswick" in {LINKEDIN[p.start : p.end] for p in structure.personal if p.kind == "name"}


def test_french_resume_with_the_end_year_above_the_start_year() -> None:
    structure = read(
        "Odile Brasswick\nodile@example.com\n\nEXPÉRIENCE PROFESSIONNELLE\n2024\n2022\nIngénieure MLOps\nFernhill, Lyon\n• Modèles\n"
        "2022\n2018\nDéveloppeuse backend\nCopperbeech, Paris\n• Services\n\nFORMATION\n2017\n2014\nLicence Informatique, Université de Riverton\n"
        "\nLANGUES\nFrançais, anglais\n"
    )
    assert [(job.title, job.organisation, job.since, job.until) for job in structure.jobs] == [
        ("Ingénieure MLOps", "Fernhill", "2022", "2024"), ("Développeuse backend", "Copperbeech", "2018", "2022"),
    ]  # fmt: skip
    assert [(d.level, d.since, d.until) for d in structure.education] == [("bachelor", "2014", "2017")]
    assert structure.language == "fr"


def test_a_school_in_brackets_is_the_school() -> None:
    degree = read("Jo Brandt\n\nEDUCATION\n2011-2013: Masters in Applied Physics (Tern College, Norway)\n").education[0]
    assert (degree.level, degree.field, degree.institution) == ("master", "Applied Physics", "Tern College")
    degree = read("Jo Brandt\n\nEDUCATION\n2011-2013: Master's degree in Physics, in Tern Academy, Norway\n").education[
        0
    ]
    assert (degree.field, degree.institution) == ("Physics", "Tern Academy")


def test_a_school_above_its_degree_comes_before_a_faculty_below() -> None:
    text = (
        "Jo Brandt\n\nEDUCATION\nTERN UNIVERSITY\nMEng in Computer Science\nDec 2014 | Tern, NO\n\n"
        "LARK UNIVERSITY\nBS in Computer Science\nMay 2013 | Lark, NO\nCollege of Engineering\n"
    )
    assert [degree.institution for degree in read(text).education] == ["TERN UNIVERSITY", "LARK UNIVERSITY"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Researcher, Lark Institute\tMar. 2024 - Exp. Jun. 2026", ("2024-03", "2026-06")),
        ("Researcher, Lark Institute\tMarch 2024 – expected June 2026", ("2024-03", "2026-06")),
    ],
)
def test_an_expected_end_closes_a_range(header: str, expected: tuple[str, str]) -> None:
    job = read(f"Jo Brandt\n\nEXPERIENCE\n{header}\n- Measured noise\n").jobs[0]
    assert (job.since, job.until) == expected


def test_two_titles_and_a_firm_that_begins_with_its_legal_form() -> None:
    job = read("Jo Brandt\n\nEXPERIENCE\n2019 - 2021:\tPLC Architect, UI Developer, (Tern, Norway)\n- Screens\n").jobs[
        0
    ]
    assert job.title == "PLC Architect, UI Developer"
    job = read("Jo Brandt\n\nEXPERIENCE\nLarkwood. Co., Ltd.\tSeoul\nArchitect\tJun. 2017 - May 2018\n- Plans\n").jobs[
        0
    ]
    assert (job.organisation or "").startswith("Larkwood")


def test_human_languages_are_no_address() -> None:
    structure = read("Jo Brandt\nLanguages: Norwegian, Dutch,\tUkrainian, Polish\n\nSKILLS\nPython\n")
    assert all(personal.kind != "address" for personal in structure.personal)


def test_initials_in_one_line_are_certificates_of_their_own() -> None:
    text = "Jo Brandt\n\nCERTIFICATIONS\nPMP (2016), CSM – expired 2021. CKA – exam booked for March.\n"
    found = [(c.name, c.date, c.planned) for c in read(text).certifications]
    assert found == [
        ("PMP", "2016", False),
        ("CSM – expired 2021", "2021", False),
        ("CKA – exam booked for March", None, True),
    ]
    one = read("Jo Brandt\n\nCERTIFICATIONS\nAWS Certified Developer, AWS, 2022\n").certifications
    assert len(one) == 1


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("CKA (2023), AWS Certified Developer (2020, expired)", ["CKA", "AWS Certified Developer"]),
        ("ITIL 4 Foundation (March 2021), PMP (05/2019)", ["ITIL 4 Foundation", "PMP"]),
        ("CCNA (200-301), CCNP (350-401)", ["CCNA (200-301)", "CCNP (350-401)"]),
    ],
)
def test_a_certificates_date_is_no_part_of_its_name(line: str, names: list[str]) -> None:
    found = read(f"Jo Brandt\n\nCERTIFICATIONS\n{line}\n").certifications
    assert [certificate.name for certificate in found] == names


@pytest.mark.parametrize(
    ("wrapped", "name"),
    [
        ("AWS Certified Machine\nLearning – Specialty (2024)", "AWS Certified Machine Learning – Specialty"),
        ("AWS Certified\nLearning – Specialty, 2024", "AWS Certified Learning – Specialty"),
    ],
)
def test_a_wrapped_certificate_is_no_heading(wrapped: str, name: str) -> None:
    structure = read(f"Jo Brandt\n\nSKILLS\nPython\n\nCERTIFICATIONS\n{wrapped}\n\nSUMMARY\nFour years of models.\n")
    assert [section.kind for section in structure.sections][1:] == ["skills", "certifications", "summary"]
    assert [certificate.name for certificate in structure.certifications] == [name]


def test_a_tab_is_no_part_of_a_certificates_name() -> None:
    text = "Jo Brandt\n\nCERTIFICATIONS\nPMP (2016), Driving licence\tB\n"
    assert all("\t" not in certificate.name for certificate in read(text).certifications)


def test_a_saint_is_part_of_the_employer() -> None:
    job = read("Jo Brandt\n\nEXPERIENCE\nTechnician, St. Ola's Hospital\tJan 2012 - Aug 2017\n- Printers\n").jobs[0]
    assert job.organisation == "St. Ola's Hospital"


def test_a_skill_with_its_certificate_in_brackets_makes_no_list_a_certificate() -> None:
    text = "Jo Brandt\n\nSKILLS\nR, SQL, Excel, Tableau, GCP (certified 2021), phlebotomy\n"
    assert read(text).certifications == ()


@pytest.mark.parametrize("count", ["12 endorsements", "99+ endorsements", "1 recommandation", "3 projects"])
def test_what_is_counted_opens_no_section(count: str) -> None:
    assert kinds(f"Ola Berg\n\nSkills\nKubernetes\n\n{count}\n\nLinux\n{count}\nHelm\n") == ["contact", "skills"]


def test_until_when_a_certificate_holds_is_not_when_it_was_issued() -> None:
    text = "Jo Brandt\n\nCERTIFICATIONS\nCKA, valid until 05/2027\nIBM Data Science Certificate\nIBM\nIssued Jan 2024\n"
    assert [(one.name, one.issuer, one.date) for one in read(text).certifications] == [
        ("CKA", None, None),
        ("IBM Data Science Certificate", "IBM", "2024-01"),
    ]
