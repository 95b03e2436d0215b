"""Ways of laying out a resume, each with its jobs and degrees: invented people, one file a layout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from skillgap.models.document import Box, Document, Line
from skillgap.models.resume import Structure
from skillgap.readers import read_document
from skillgap.structure import read_structure

FOLDER = Path(__file__).parent / "fixtures" / "layouts"
EXPECTED = json.loads((FOLDER / "expected.json").read_text("utf-8"))
WORK = Path(__file__).parent / "fixtures" / "work"
EXPECTED_WORK = json.loads((WORK / "expected.json").read_text("utf-8"))


def _read(text: str) -> Structure:
    document = Document(name="a", media_type="text/plain", sha256="0" * 64, text=text)
    return read_structure(document, as_of="2026-06")


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_jobs_and_degrees_of_a_layout(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    structure = _read(text)
    jobs = sorted([job.since, job.until] for job in structure.jobs if job.kind in ("job", "internship", "research"))
    assert jobs == EXPECTED[name]["jobs"]
    assert sorted(str(degree.level) for degree in structure.education) == EXPECTED[name]["levels"]


@pytest.mark.parametrize("name", sorted(EXPECTED_WORK))
def test_jobs_months_and_degrees_of_a_career(name: str) -> None:
    structure = read_structure(read_document(WORK / name, isolated=False), as_of="2026-06")
    jobs = sorted([job.since, job.until] for job in structure.jobs if job.kind in ("job", "internship", "research"))
    assert jobs == EXPECTED_WORK[name]["jobs"]
    assert structure.experience_months == EXPECTED_WORK[name]["months"]
    assert sorted(str(degree.level) for degree in structure.education) == EXPECTED_WORK[name]["levels"]


def test_every_layout_is_tested() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*EXPECTED, "expected.json"}
    assert {path.name for path in WORK.iterdir()} == {*EXPECTED_WORK, "expected.json"}


NAMES = """
Katarzyna (Kasia) Nowak|Katarzyna (Kasia) Nowak
张伟|张伟
张伟 (Wei Zhang)|张伟;Wei Zhang
Wei Zhang 张伟|Wei Zhang 张伟
山田 太郎|山田 太郎
김민준|김민준
Kim Min-jun (김민준)|Kim Min-jun;김민준
محمد العلي|محمد العلي
Мария Иванова|Мария Иванова
ΓΙΩΡΓΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ|ΓΙΩΡΓΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ
דוד כהן|דוד כהן
अनिल कुमार|अनिल कुमार
RESUME OF JOHN SMITHERS|JOHN SMITHERS
Curriculum Vitae – Jane Doelle|Jane Doelle
CV: Jane Doelle|Jane Doelle
Jane "JD" Doelle|Jane "JD" Doelle
Jane Doelle, PhD|Jane Doelle
Jane Doelle (she/her)|Jane Doelle
jane doelle|jane doelle
Jane Doelle, Data Scientist|Jane Doelle
María José de la Fuente y Álvarez|María José de la Fuente y Álvarez
Jean-Luc d'Arcy|Jean-Luc d'Arcy
Anirban Das|Anirban Das
Hi, I'm Jane Doelle|Jane Doelle
J A N E   D O E L L E|J A N E   D O E L L E
Data Platform|
Machine Learning Engineer|
Berlin|
"""


@pytest.mark.parametrize(("line", "names"), [row.split("|") for row in NAMES.strip().splitlines()])
def test_names_are_found_in_any_script(line: str, names: str) -> None:
    text = f"{line}\njd@example.com | +49 30 000000\n\nExperience\nTester, Acme, 2019 - present\n• Python\n"
    structure = _read(text)
    assert ";".join(text[p.start : p.end] for p in structure.personal if p.kind == "name") == names


@pytest.mark.parametrize(
    ("lines", "held", "planned"),
    [
        (
            "CISSP (2022) | GCIH | CompTIA Security+ CE | OSCP - attempted, not passed",
            ["CISSP", "GCIH", "CompTIA Security+ CE"],
            ["OSCP - attempted, not passed"],
        ),
        ("PMP (2016), CSM. CKA – exam booked", ["PMP", "CSM"], ["CKA – exam booked"]),
        ("Machine Learning | Coursera | 2020", ["Machine Learning"], []),
        (
            "AWS Certified Developer – Associate\nOracle Java SE 11",
            ["AWS Certified Developer – Associate", "Oracle Java SE 11"],
            [],
        ),
    ],
)
def test_certificates_named_in_one_line(lines: str, held: list[str], planned: list[str]) -> None:
    text = f"Jo Doelle\njo@example.com\n\nExperience\nTester, Acme, 2019 - present\n\nCertifications\n{lines}\n"
    found = _read(text).certifications
    assert [one.name for one in found if not one.planned] == held
    assert [one.name for one in found if one.planned] == planned


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Boston College, Boston, MA\nB.S. Physics, 2014", ["bachelor"]),
        ("Harbor Institute\tCambridge, MA\nMaster of Science in Physics\t2018 – 2020", ["master"]),
        ("Jackson State University, Jackson, MS, BS Mathematics, 2014", ["bachelor"]),
        ("Chesapeake State University    Baltimore, MD\nBachelor's Degree    05/2014", ["bachelor"]),
        ("University of Dundee, MA, 2014\nHarbor University, MD, 2019", ["master", "master"]),
    ],
)
def test_a_state_is_no_degree(text: str, levels: list[str]) -> None:
    assert [degree.level for degree in _read(f"Jo Doelle\n\nEducation\n{text}\n").education] == levels


def test_the_dates_of_two_jobs_are_no_running_line() -> None:
    lines, boxes = ["Jo Doelle", "Experience"], [(1, 0), (1, 20)]
    for number, (page, since, until) in enumerate([(1, "09/2021", "04/2024"), (2, "10/2019", "08/2021")]):
        lines += ["Systems Engineer, Heron Hosting", f"{since} – {until}", "• kept it running", "• wrote it down"]
        boxes += [(page, 100 * number + 40 + 12 * n) for n in range(4)]
    placed, start = [], 0
    for text, (page, top) in zip(lines, boxes, strict=True):
        box = Box(page=page, x0=40, top=top, x1=300, bottom=top + 10)
        placed.append(Line(start=start, end=start + len(text), box=box, size=10, block=page))
        start += len(text) + 1
    document = Document(
        name="a", media_type="application/pdf", sha256="0" * 64, text="\n".join(lines), lines=tuple(placed)
    )
    found = [(job.since, job.until) for job in read_structure(document, as_of="2026-06").jobs]
    assert found == [("2021-09", "2024-04"), ("2019-10", "2021-08")]


def test_capitals_between_blank_lines_head_a_section() -> None:
    structure = read_structure(read_document(WORK / "capitals_between_blanks.txt", isolated=False), as_of="2026-06")
    assert [(section.kind, section.title) for section in structure.sections if section.title] == [
        ("summary", "IN SHORT"),
        ("experience", "WHERE I WORKED"),
        ("skills", "THINGS I REACH FOR"),
        ("education", "SCHOOL"),
        ("languages", "LANGUAGES"),
    ]


def test_an_employer_cut_before_its_legal_form_is_whole() -> None:
    text = "Jo Doelle\n\nExperience\n04/2019 – today\tExpert, Radarwerk Neckar\nGmbH, Ulm\n• radar\n"
    (job,) = _read(text).jobs
    assert (job.title, job.organisation) == ("Expert", "Radarwerk Neckar GmbH")


def test_dates_wrapped_in_a_narrow_cell_are_one_range() -> None:
    text = (
        "Jo Doelle\n\nExperience\nMar 2021 –\tLead Engineer, Heron Robotics, Leeds\nPresent\n• batch jobs\n"
        "Jan 2018 – Feb\tEngineer, Whinchat Works, York\n2021\n• pipelines\n"
    )
    found = [(job.title, job.since, job.until) for job in _read(text).jobs]
    assert found == [("Lead Engineer", "2021-03", "present"), ("Engineer", "2018-01", "2021-02")]


def test_jobs_told_in_a_letter() -> None:
    document = read_document(WORK / "email_letter.txt", isolated=False)
    structure = read_structure(document, as_of="2026-06")
    assert [(job.title, job.organisation, job.kind) for job in structure.jobs] == [
        ("Senior Data Engineer", "Fjordkraft Analytics", "job"),
        ("Data Engineer", "Tromsø Shipping", "job"),
        ("intern", "Tromsø Shipping", "internship"),
    ]
    for job in structure.jobs:
        assert str(job.title) in document.text[job.start : job.end]
        assert document.text[job.organisation_start : job.organisation_end] == job.organisation


@pytest.mark.parametrize(
    "text",
    [
        "I am a student at the University of Somewhere since 2022.",
        "My brother worked as an engineer at Heron from 2018 to 2020.",
        "I would like to work as a data engineer at Heron from 2027 on.",
        "I have been a member of the chess club since 2015.",
    ],
)
def test_what_a_letter_tells_of_others_plans_and_clubs_is_no_job(text: str) -> None:
    assert _read(f"Hello,\n\n{text}\n").jobs == ()


def test_labels_in_capitals_beside_their_sections_open_them() -> None:
    text = (
        "Jo Doelle\njo@example.com\n\nPROFILE\tData engineer with years of moving bytes from here to there.\n"
        "\nEXPERIENCE\tLead Engineer\tMar 2021 – Present\nHeron Robotics\n\nSKILLS\tPython, Kafka\n"
    )
    kinds = [section.kind for section in _read(text).sections]
    assert kinds == ["contact", "summary", "experience", "skills"]


def test_a_place_below_dates_is_no_employer() -> None:
    text = "Jo Doelle\n\nExperience\nJan 2018 – Feb 2021\tEngineer\nYork\tWhinchat Works\n• Built\n"
    (job,) = _read(text).jobs
    assert job.organisation == "Whinchat Works"


def test_dates_at_the_ends_of_two_wrapped_lines_are_one_range() -> None:
    text = "Jo Doelle\n\nExperience\nEngineer, Works of\tJan 2018 –\nHumberside\tFeb 2021\n• Built\n"
    (job,) = _read(text).jobs
    assert (job.since, job.until) == ("2018-01", "2021-02")


def test_certificates_below_the_degrees_are_a_section_of_their_own() -> None:
    text = (
        "Jo Doelle\n\nExperience\nEngineer, Heron Works, 2019 - today\n\nEducation, certificates\n------\n"
        "2007 - 2011  BSc Informatics, University of Rhön\nOracle Certified Professional (2015)\n"
        "ITIL v3 Foundation (2010)\n"
        "\nTools by how often they are open\n-----\nPython, SQL, Kafka, dbt, Airflow, Terraform\n"
    )
    structure = _read(text)
    assert [section.kind for section in structure.sections][2:] == ["education", "certifications", "skills"]
    assert [certificate.name for certificate in structure.certifications] == [
        "Oracle Certified Professional",
        "ITIL v3 Foundation",
    ]


@pytest.mark.parametrize("place", ["York", "Portland, OR", "Leeds, UK", "São Paulo", "Remote / Berlin", "New York, NY"])
def test_a_place_is_no_employer(place: str) -> None:
    text = f"Jo Doelle\n\nExperience\nData Engineer, Whinchat Marshes\tJan 2018 – Feb 2021\n{place}\n• Built\n"
    (job,) = _read(text).jobs
    assert (job.title, job.organisation) == ("Data Engineer", "Whinchat Marshes")


def test_a_post_beside_a_job_stands_under_teaching() -> None:
    text = (
        "Jo Doelle\n\nExperience\nEngineer, Heron Works, 2010 - 2020\n\nTeaching, in parallel\n"
        'Evening lecturer, "Databases for working adults", Corrib Education, two evenings a week, Sept. 2021 – present '
        "(SQL, normalisation, ER modelling, a little Neo4j and other things).\n\nSkills\nSQL\n"
    )
    structure = _read(text)
    assert [(job.since, job.until, job.kind) for job in structure.jobs][1:] == [("2021-09", "present", "teaching")]
    assert structure.experience_months == 132


def test_dates_over_and_under_a_dash_are_one_range() -> None:
    text = "Jo Doelle\n\nExperience\nJan 2018\n–\nFeb 2021\nEngineer\nHeron Works\n• Built\n"
    (job,) = _read(text).jobs
    assert (job.title, job.since, job.until) == ("Engineer", "2018-01", "2021-02")


def test_schools_with_dates_above_their_degrees_are_theirs() -> None:
    text = (
        "Jo Doelle\n\nEducation\nUniversity of Humberside\t2013 – 2014\nMSc Computer Science\n"
        "University of Rhön\t2010 – 2013\nBSc Mathematics\n"
    )
    found = [(d.level, d.institution, d.since) for d in _read(text).education]
    assert found == [("master", "University of Humberside", "2013"), ("bachelor", "University of Rhön", "2010")]


def test_items_of_a_flexible_row_and_dates_in_a_cell_stand_apart(tmp_path: Path) -> None:
    path = tmp_path / "resume.html"
    path.write_text(
        "<html><head><style>.row{display:flex} .date{float:right}</style></head><body><h1>Jo Doelle</h1>"
        "<h2>Experience</h2><div class=row><b>Lead Engineer</b><span>Mar 2021 – Present</span></div>"
        "<div class=row><i>Heron Works</i><i>Leeds</i></div>"
        "<p>Engineer<span class=date>2018 – 2021</span></p><table><tr><td><b>Clerk</b><br>Plover Works"
        "<ul><li>filed</li></ul></td><td>Jan 2015 –<br>Dec 2017</td></tr></table></body></html>",
        encoding="utf-8",
    )
    assert read_document(path, isolated=False).text.splitlines()[2:] == [
        "Lead Engineer\tMar 2021 – Present", "Heron Works\tLeeds", "Engineer 2018 – 2021",
        "Clerk\tJan 2015 – Dec 2017", "Plover Works", "• filed",
    ]  # fmt: skip


def test_personal_labels_side_by_side_are_all_found() -> None:
    text = (
        "Jo Doelle\nNationality: German | Marital status: single | Date of birth: 1 May 1990\n\nSkills\nPython, SQL\n"
    )
    found = [(place.kind, text[place.start : place.end]) for place in _read(text).personal if place.kind != "name"]
    assert found == [("nationality", "German"), ("marital_status", "single"), ("birth_date", "1 May 1990")]


@pytest.mark.parametrize(
    "lines", ["From: 01/2021\nTo: 03/2023", "Joined: 01/2021\nLeft: 03/2023", "Inicio: 01/2021\nFecha de fin: 03/2023"]
)
def test_a_labelled_begin_over_a_labelled_end_is_one_range(lines: str) -> None:
    (job,) = _read(f"Jo Doelle\n\nExperience\nTester\nAcme\n{lines}\n• tests\n").jobs
    assert (job.title, job.since, job.until) == ("Tester", "2021-01", "2023-03")


@pytest.mark.parametrize("sign", [":", " -", " –", "\t"])
def test_a_line_with_its_own_heading_opens_a_section(sign: str) -> None:
    text = f"Jo Doelle\njo@example.com\n\nSkills\nPython, SQL\nLanguages{sign} English, French\n"
    assert [section.kind for section in _read(text).sections] == ["contact", "skills", "languages"]


def test_what_stands_in_a_line_below_a_degree_may_be_other_studies() -> None:
    text = "Studies\nTecnicatura in Sound Design, Instituto Alto, 2012–2014\n"
    text += "Started Physics at the public university, 2015, left after 2 semesters\n"
    assert [(degree.level, degree.field, degree.institution, degree.completed) for degree in _read(text).education] == [
        ("diploma", "Sound Design", "Instituto Alto", True),
        ("bachelor", "Physics", "public university", False),
    ]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("2008 – 2012\tB.Sc. (Hons.) Zoology, Second Class Upper, University of Lagoon-East", "Zoology"),
        ("MSc Speech & Language Processing 2020–21", "Speech & Language Processing"),
        ("MSc 2015 Statistics, Fulmar University", "Statistics"),
        ("Started a PhD (sparse codes) in 2013, left after a year.", "sparse codes"),
    ],
)
def test_the_field_of_a_degree_stops_at_its_date(line: str, field: str) -> None:
    assert [degree.field for degree in _read(f"Education\n{line}\n").education] == [field]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("PhD (Dr. rer. nat.) in Zoology, Fulmar University, 2013 – 2017", "Zoology"),
        ("Doctorate (Dr. rer. pol.) in Economics, Fulmar University, 2013 – 2017", "Economics"),
        ("Master (Diplom-Ingenieur) in Geodesy, TU Fulmar, 2010 - 2012", "Geodesy"),
        ("Master's degree (Laurea Magistrale) in Physics, Fulmar University, 2010 - 2012", "Physics"),
        ("MSc (Master of Research) Statistics, Fulmar University, 2015", "Statistics"),
        ("PhD (Dr. rer. nat.), Statistics, Fulmar University, 2015", "Statistics"),
        ("BSc (Applied Hydrogeology) in Fulmar, 2015", "Applied Hydrogeology"),
        ("MSc (Artificial Intelligence) in Fulmar, 2015", "Artificial Intelligence"),
    ],
)
def test_of_a_bracket_behind_a_degree_and_what_follows_one_is_the_field(line: str, field: str) -> None:
    assert [degree.field for degree in _read(f"Education\n{line}\n").education] == [field]


SPACED = """Ada Example

ada@example.com

Experience

6/2019 – 12/2022 Logistics service provider, Bremen

Role: Data Architect

- Built the warehouse

1/2015 – 5/2019 Example Works GmbH, Bremen

Role: Data Engineer

- Built pipelines

Education

University of Samples

BSc Statistics

2011 – 2014
"""


def test_blank_lines_before_every_line_say_nothing() -> None:
    def found(text: str) -> list[tuple[object, ...]]:
        structure = _read(text)
        jobs = [(job.title, job.organisation, job.since, job.until) for job in structure.jobs]
        return [*jobs, *((d.level, d.institution, d.since, d.until) for d in structure.education)]

    assert found(SPACED) == found(SPACED.replace("\n\n", "\n"))
    assert len(found(SPACED)) == 3
