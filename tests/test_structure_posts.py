"""What stands inside a post or beside it: clients, promotions, projects, service; and the order of day and month."""

from __future__ import annotations

import pytest

from skillgap.models.document import Box, Document, Line
from skillgap.models.resume import Structure
from skillgap.readers import read_document
from skillgap.structure import read_structure
from skillgap.structure.heading_words import named_kind
from skillgap.structure.rows import Row

HEAD = "Priya Example\npriya@example.com\n\n"
TAIL = "\n\nEDUCATION\n2004 – 2008\tBSc Physics, Fictional University\n\nSKILLS\nPython, SQL, Git\n"


def _read(text: str) -> Structure:
    return read_structure(read_document((HEAD + text + TAIL).encode(), name="resume.txt"), as_of="2026-06")


def _ranges(text: str) -> list[tuple[str | None, str | None]]:
    return [(job.since, job.until) for job in _read(text).jobs if job.kind == "job"]


@pytest.mark.parametrize("text", [" Skills / Tools", "  Education", " |"])
def test_a_row_that_begins_with_a_space_is_read(text: str) -> None:
    named_kind(Row(text))


@pytest.mark.parametrize(
    ("others", "month"),
    [("From 01/03/2015 to 31/10/2020", "2020-11"), ("From 03/01/2015 to 10/31/2020", "2020-02"), ("2015 – 2019", None)],
)
def test_the_other_dates_say_whether_days_come_first(others: str, month: str | None) -> None:
    jobs = _read(f"EXPERIENCE\nAnalyst, Northgate Mills\t02/11/2020 – present\n\nPlanner, Harbour Tea\t{others}\n").jobs
    assert jobs[0].since == (month or "2020-02")


@pytest.mark.parametrize("title", ["Position: Engineer -> Team Lead (2017/04)", "Role: Consultant, from 2016 Manager"])
def test_a_promotion_in_the_line_of_the_title_opens_no_job(title: str) -> None:
    assert _ranges(f"EXPERIENCE\n01/2013 – 05/2019\tNorthgate Mills Ltd\n{title}\n• Planned the looms.\n") == [
        ("2013-01", "2019-05")
    ]


def test_the_line_of_a_title_with_a_range_of_its_own_is_a_job() -> None:
    text = (
        "EXPERIENCE\nNorthgate Mills Ltd\t01/2013 – 05/2019\nRole: Analyst, 01/2013 – 12/2015\n• Counted.\n"
        "Role: Manager, 01/2016 – 05/2019\n• Planned.\n"
    )
    assert ("2016-01", "2019-05") in _ranges(text)


def test_numbered_projects_and_bracketed_clients_are_no_jobs() -> None:
    numbered = (
        "EXPERIENCE\n2021/04 - present\tNorthgate Mills Ltd\nPosition: Software Engineer\n\n"
        "[1] Store of patterns\t2021/04 - 2023/06\n• Kept the patterns.\n[2] Search of patterns\t2023/07 - present\n"
        "• Found them.\n\n2013/10 - 2021/03\tHarbour Tea Ltd\nPosition: Software Engineer\n• Weighed tea.\n"
    )
    assert _ranges(numbered) == [("2021-04", "present"), ("2013-10", "2021-03")]
    clients = (
        "EXPERIENCE\nLantern Advice\nSoftware Engineer\nMay 2021 - Present\n"
        "Ferry line (2025 - now): timetable in Python\n"
        "Tea importer (2021 - 2023): forecast of stock in R\nHarbour Tea\nAnalyst\nFebruary 2014 - April 2021\n"
        "Northgate Mills\nPlanner\nJanuary 2010 - January 2014\n"
    )
    assert _ranges(clients) == [("2021-05", "present"), ("2014-02", "2021-04"), ("2010-01", "2014-01")]


def test_a_remark_in_brackets_does_not_make_a_header_a_sentence() -> None:
    text = (
        "EXPERIENCE\n2009.09 - 2014.12 Harbour Tea, database administrator\n• Kept Oracle.\n"
        "2003.02 - 2009.08 Tango & Daughters (yes, that was the name, they sold pumps for gardens), administrator\n"
        "• Kept Windows.\n"
    )
    assert _ranges(text) == [("2009-09", "2014-12"), ("2003-02", "2009-08")]


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("Military service, Army of Freedonia, instructor and later officer\t1999 – 2003", "other"),
        ("NYSC (national service), Hilltop Secondary School, physics teacher · May 2017 – April 2018", "other"),
        ("Hilltop Secondary School, physics teacher (NYSC assignment) · May 2017 – April 2018", "job"),
        ("Software developer, military service\t2010 – 2012", "job"),
    ],
)
def test_who_serves_is_told_from_who_works(entry: str, kind: str) -> None:
    jobs = _read(f"EXPERIENCE\nAnalyst, Harbour Tea\tMay 2018 – present\n• Counted.\n\n{entry}\n• Served.\n").jobs
    assert jobs[-1].kind == kind


@pytest.mark.parametrize(
    ("line", "job"),
    [
        ("Summer 2018\tResearch intern, Aldgate Search, Leeds, May to August. Query rewriting with two networks and a "
         "decoder in C++ that somebody has replaced since then.", ("Research intern", "Aldgate Search")),
        ("Jan 2019 – May 2021\tSoftware Engineer, GPU Computing, Tamarack Seismic, Calgary",
         ("Software Engineer, GPU Computing", "Tamarack Seismic")),
        ("Jan 2019 – May 2021\tEngineer, Tamarack Computing, Calgary", ("Engineer", "Tamarack Computing")),
    ],
)  # fmt: skip
def test_a_row_names_its_post_and_firm(line: str, job: tuple[str, str]) -> None:
    text = f"{HEAD}EXPERIENCE\n2022 – 2024\tData Engineer, Acme Ltd, Leeds\n{line}\n"
    structure = read_structure(read_document(text.encode(), name="resume.txt"), as_of="2026-06")
    assert [(job.title, job.organisation) for job in structure.jobs][1:] == [job]


JOBS = [
    ("Software Engineer 2 — Jan 2019 – Aug 2025\nAcme Ltd, Leeds\n• Kept services.",
     [("Software Engineer 2", "Acme Ltd", "2019-01", "2025-08")]),
    ("Clinical Nurse Manager 1 — Jan 2019 – Aug 2025\nAcme Ltd, Leeds\n• Kept wards.",
     [("Clinical Nurse Manager 1", "Acme Ltd", "2019-01", "2025-08")]),
    ("DBA, Acme Ltd\tJan 2010 – Aug 2025\n• Kept Active Directory, SQL Server\n2012/2016, and the copies\n• Reports",
     [("DBA", "Acme Ltd", "2010-01", "2025-08")]),
    ("DBA, Acme Ltd\tJan 2010 – Aug 2025 (parental leave Jan – Jun 2022)\n• Kept SQL Server",
     [("DBA", "Acme Ltd", "2010-01", "2025-08")]),
    ("Intern, Acme Ltd\tSummer 2019, Summer 2020\n• Kept SQL Server",
     [("Intern", "Acme Ltd", "2019-06", "2019-08"), ("Intern", "Acme Ltd", "2020-06", "2020-08")]),
    ("Engineer, Acme Ltd\tStart: Feb 2027\n• To keep SQL Server\nDBA, Oak Ltd\tStart: Feb 2024\n• Kept SQL Server",
     [("DBA", "Oak Ltd", "2024-02", "2024-02")]),
    ("Acme AI | Senior Support Engineer\nJan 2010 – Aug 2025 | Leeds\n• Kept SQL Server",
     [("Senior Support Engineer", "Acme AI", "2010-01", "2025-08")]),
    ("Developer, Harbour Tea, Sept. 2012 to Dec. 2015: screens for the clerks of six houses in the town.",
     [("Developer", "Harbour Tea", "2012-09", "2015-12")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "jobs"), JOBS)
def test_a_post_with_its_firm_and_months(text: str, jobs: list[tuple[str, str, str, str]]) -> None:
    structure = read_structure(
        read_document(f"{HEAD}EXPERIENCE\n{text}\n".encode(), name="resume.txt"), as_of="2026-06"
    )
    assert [(job.title, job.organisation, job.since, job.until) for job in structure.jobs] == jobs


def test_a_date_of_its_own_is_no_project() -> None:
    text = (
        f"{HEAD}PROJECTS\nPaper reader\nLangChain, FAISS\n2025\n• Answers over papers\n2024\nTram delays\n• Open data\n"
        "2023\tCampus food app.\n• Flutter\n"
    )
    structure = read_structure(read_document(text.encode(), name="resume.txt"), as_of="2026-06")
    assert [(project.title, project.since) for project in structure.projects] == [
        ("Paper reader", "2025"), ("Tram delays", "2024"), ("Campus food app", "2023")
    ]  # fmt: skip


def test_an_expected_date_stands_over_its_degree() -> None:
    text = (
        f"{HEAD}EDUCATION\n2023 – 2027 (expected)\nBSc Physics, Fictional University, Leeds.\n• Courses: optics\n"
        "09/2025 – 01/2026\tErasmus exchange semester, Universidade da Costa Verde, Porto.\n"
    )
    structure = read_structure(read_document(text.encode(), name="resume.txt"), as_of="2026-06")
    assert [(degree.since, degree.until, degree.completed) for degree in structure.education] == [
        ("2023", "2027", False)
    ]


def test_bold_headings_have_a_size_of_their_own() -> None:
    rows = [
        ("Ada Brasswick", 22), ("Summary", 11), ("Nurse who counts things and tells what they are.", 0),
        ("Key Skills", 11), ("SQL, Excel", 0), ("Employment History", 11),
        ("Ward Sister, Acme Hospital\tOctober 2020 – now", 10),
        ("• Shifts", 0), ("Staff Nurse, Acme Hospital\tMay 2017 – June 2020", 10), ("• Care", 0),
        ("Care Assistant, Acme Home\t2014 – 2016", 10), ("• Care", 0), ("Data Ventures", 11),
        ("Readmissions in winter\t2025", 10), ("• pandas", 0), ("Waiting times\t2025", 10), ("• Power BI", 0),
        ("Education", 11), ("BSc Nursing, Fictional University\t2014", 10), ("Languages", 11), ("English, Welsh", 0),
        ("Interests", 11), ("Choir", 0), ("References", 11), ("On request", 0),
    ]  # fmt: skip
    lines, start = [], 0
    for number, (text, size) in enumerate(rows):
        box = Box(page=1, x0=50, top=15 * number, x1=50 + 5 * len(text), bottom=15 * number + 10)
        lines.append(Line(start=start, end=start + len(text), box=box, size=size or 10, bold=size > 0))
        start += len(text) + 1
    text = "\n".join(text for text, _ in rows)
    document = Document(name="x", media_type="application/pdf", sha256="0", text=text, lines=tuple(lines))
    structure = read_structure(document, as_of="2026-06")
    assert ("other", "Data Ventures") in [(section.kind, section.title) for section in structure.sections]
    assert len(structure.jobs) == 3


def test_a_lecture_for_physicists_is_no_post() -> None:
    text = (
        f"{HEAD}EXPERIENCE\n2022 – 2024\tData Engineer, Acme Ltd, Leeds\n"
        "Winter 2018\tScientific programming for physicists, a lecture in modern C++ with weekly reviews of the code\n"
    )
    structure = read_structure(read_document(text.encode(), name="resume.txt"), as_of="2026-06")
    assert len(structure.jobs) == 1


def test_a_civilian_service_below_a_degree_makes_no_work_of_the_studies() -> None:
    text = (
        "Project History\n02/2019 – today\tMaker of kettles\nRole: Lead Data Consultant\n• Forecast.\n"
        "10/2010 – 12/2018\tFoundry Freedonia AG\nRole: SQL Developer\n• Reports.\n\n"
        "Education\n10/2004 – 09/2009\tDiplom-Wirtschaftsinformatiker (FH),\nFachhochschule Musterstadt\n"
        "2003 – 2004\tCivilian service, ambulance\n"
    )
    structure = read_structure(read_document((HEAD + text).encode(), name="resume.txt"), as_of="2026-06")
    assert [(job.since, job.until) for job in structure.jobs] == [("2019-02", "present"), ("2010-10", "2018-12")]
    assert [degree.level for degree in structure.education] == ["diploma"]


def test_own_business_in_the_present_is_work_under_any_heading() -> None:
    text = (
        "WHO\nA keeper of databases, 49 years.\n\nWHAT I DO NOW\n"
        "01.2015 - today, self employed (Example Bt.), DBA for five to seven small firms in parallel\n"
        "• Tuned PostgreSQL.\n\nBEFORE\n2009.09 - 2014.12 Harbour Tea, database administrator\n• Kept Oracle.\n"
    )
    assert ("2015-01", "present") in _ranges(text)


@pytest.mark.parametrize(
    ("line", "levels"),
    [
        ("Executive programme in finance, 2019 (six weeks)", ["bachelor"]),
        ("Professional diploma in finance, 2019, 10 weeks", ["bachelor"]),
        ("Professional diploma in finance, 2019", ["bachelor", "diploma"]),
    ],
)
def test_a_course_of_weeks_is_no_degree(line: str, levels: list[str]) -> None:
    text = f"{HEAD}EDUCATION\nBSc Physics, Fictional University, 2010 – 2014\n{line}\n"
    structure = read_structure(read_document(text.encode(), name="resume.txt"), as_of="2026-06")
    assert [degree.level for degree in structure.education] == levels


@pytest.mark.parametrize("end", ["dropped after 3 terms", "one semester, quit (family)", "dropped in the second year"])
def test_studies_that_were_dropped_are_not_completed(end: str) -> None:
    text = f"{HEAD}EDUCATION\nBSc Physics, Fictional University, 2010 – 2014, {end}\n"
    structure = read_structure(read_document(text.encode(), name="resume.txt"), as_of="2026-06")
    assert [degree.completed for degree in structure.education] == [False]


def test_an_employer_in_bold_above_a_wrapped_title_heads_its_job() -> None:
    text = (
        "# EXPERIENCE\n\n**Northgate Mills, Lagos, Lead Engineer, April 2022 to date**\n- Kept looms.\n"
        "**Harbour Tea Ltd, Kano**\n**Analyst, later Senior, July 2018 – March 2022**\n- Weighed tea.\n"
        "**NYSC, Hilltop School, Jos**\n**Physics teacher, May 2017 – April 2018**\n- Taught.\n"
    )
    structure = read_structure(read_document((HEAD + text).encode(), name="resume.md"), as_of="2026-06")
    assert [(job.since, job.kind) for job in structure.jobs] == [
        ("2022-04", "job"), ("2018-07", "job"), ("2017-05", "other"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "levels"),
    [
        ("Postgrad Deep Learning 2022/23", ["bachelor", "diploma"]),
        ("Postgrad: MSc Statistics, Fictional University, 2015", ["bachelor", "master"]),
        ("Postgrad representative of the faculty", ["bachelor"]),
    ],
)
def test_a_postgrad_is_a_diploma_unless_it_names_more(line: str, levels: list[str]) -> None:
    text = f"{HEAD}EDUCATION\nBSc Physics, Fictional University, 2010 – 2014\n{line}\n"
    structure = read_structure(read_document(text.encode(), name="resume.txt"), as_of="2026-06")
    assert [degree.level for degree in structure.education] == levels


JOB = "EXPERIENCE\nEngineer, Heron Works, 2015 - 2020\n\n"


@pytest.mark.parametrize(
    ("before", "lines", "kinds"),
    [
        ("", "TEACHING EXPERIENCE\nPrimary School Teacher, Elm Grove School, 2010 - 2020\n- Year 4\n", ["job"]),
        ("", "TEACHING EXPERIENCE\nLecturer in Nursing, University of Tarn, 2012 - 2018\n- Wards\n", ["job"]),
        ("", "TEACHING EXPERIENCE\nCorporate IT Trainer, Brightline Ltd, 2012 - 2018\n- Excel courses\n", ["job"]),
        ("", "TEACHING EXPERIENCE\nHead of Mathematics, Tarn Comprehensive, Sep 2018 - Aug 2025\n- Excel\n", ["job"]),
        ("", "TEACHING EXPERIENCE\nAssistant Professor, Tarn College, 2012 - 2018\n- R\n", ["job"]),
        ("", "LEHRTÄTIGKEIT\nGrundschullehrerin, Gymnasium Wiek, 08/2012 - 07/2019\n- Unterricht\n", ["job"]),
        ("", "TEACHING EXPERIENCE\nTeaching Assistant, Statistics, University of Tarn, 2012 - 2014\n", ["teaching"]),
        ("", "TEACHING EXPERIENCE\nClassroom assistant, Elm Grove School, 2012 - 2014\n- Reading\n", ["teaching"]),
        ("", "TEACHING EXPERIENCE\nGuest lecturer, Statistics, University of Tarn, 2012 - 2014\n", ["teaching"]),
        ("", "TEACHING EXPERIENCE\nInstructor, Calculus, University of Tarn, Sep 2012 - Dec 2012\n", ["teaching"]),
        ("", "TEACHING EXPERIENCE\nInstructor, Calculus, University of Tarn, 2005 - 2007\n- Tests\n", ["teaching"]),
        (JOB, "TEACHING\nLecturer, Statistics, University of Tarn, 2016 - 2018\n- Tests\n", ["job", "teaching"]),
        (JOB, "TEACHING\nSchool Teacher, Elm Grove School, 2008 - 2014\n- Tests\n", ["job", "job"]),
    ],
)
def test_teaching_is_work_but_where_it_is_done_beside_work_or_studies(
    before: str, lines: str, kinds: list[str]
) -> None:
    assert [job.kind for job in _read(before + lines).jobs] == kinds
