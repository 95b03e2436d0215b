"""Columns of a page whose sections begin without a heading."""

from __future__ import annotations

from skillgap.models.document import Box, Document, Line
from skillgap.structure import read_structure

Rows = list[tuple[float, bool, str]]
SIDEBAR: Rows = [
    (10, True, "CONTACT"), (9, False, "jd@example.com"), (9, False, "+49 30 000000"), (10, True, "SKILLS"),
    (9, False, "Python, SQL"), (9, False, "Docker"), (10, True, "LANGUAGES"), (9, False, "German"),
    (9, False, "English"),
]  # fmt: skip
JOBS: Rows = [
    (9, True, "Data Engineer, Acme GmbH"), (9, False, "2019 – present"), (9, False, "• Spark"),
    (9, True, "Analyst, Foo AG"), (9, False, "2016 – 2019"),
]  # fmt: skip
SUMMARY: Rows = [
    (9, False, "Data engineer with eight years in retail and energy, who likes small pipelines and"),
    (9, False, "clear contracts between teams."),
]
DEGREE: Rows = [(10, True, "EDUCATION"), (9, False, "BSc Physics, University of Marl, 2016")]


def page(*columns: tuple[float, Rows]) -> Document:
    """Lay columns side by side, each a block at its left edge."""
    text, lines = "", []
    for block, (left, rows) in enumerate(columns):
        for i, (size, bold, words) in enumerate(rows):
            text += "\n" if text else ""
            box = Box(page=1, x0=left, top=12 * i, x1=left + len(words) * 5, bottom=12 * i + 10)
            start, end = len(text), len(text) + len(words)
            lines.append(Line(start=start, end=end, box=box, size=size, bold=bold, block=block))
            text += words
    return Document(name="x.pdf", media_type="application/pdf", sha256="0" * 64, text=text, lines=tuple(lines))


def kinds(document: Document) -> list[str]:
    return [section.kind for section in read_structure(document, as_of="2026-06").sections]


def test_a_summary_opens_the_main_column() -> None:
    document = page((40, SIDEBAR), (220, [*SUMMARY, (10, True, "EXPERIENCE"), *JOBS]))
    assert kinds(document) == ["contact", "skills", "languages", "summary", "experience"]


def test_jobs_open_the_main_column() -> None:
    document = page((40, SIDEBAR), (220, [*JOBS, *DEGREE]))
    assert kinds(document) == ["contact", "skills", "languages", "experience", "education"]
    jobs = read_structure(document, as_of="2026-06").jobs
    assert [(job.since, job.until) for job in jobs] == [("2019", "present"), ("2016", "2019")]


def test_ways_to_reach_the_person_open_a_sidebar_behind() -> None:
    main: Rows = [(18, True, "Jane Doelle"), (10, True, "EXPERIENCE"), *JOBS, *DEGREE]
    document = page((40, main), (420, [*SIDEBAR[1:5]]))
    assert kinds(document) == ["contact", "experience", "education", "contact", "skills"]


def test_a_degree_too_long_for_its_column_is_one_degree() -> None:
    rows: Rows = [
        (10, True, "EDUCATION"),
        (9, True, "Graduate certificate in"),
        (9, True, "machine learning (evenings)"),
    ]
    document = page((40, [(18, True, "Jane Doelle"), (10, True, "EXPERIENCE"), *JOBS, *rows]))
    (degree,) = read_structure(document, as_of="2026-06").education
    assert (degree.level, degree.field) == ("diploma", "machine learning")


def test_a_name_in_two_large_lines_behind_a_list_of_tools_is_the_name() -> None:
    sidebar: Rows = [(10, True, "SKILLS"), (9, False, "Python, SQL"), (9, False, "Docker Kubernetes Terraform Airflow")]
    main: Rows = [(24, True, "JANE"), (24, True, "DOELLE-ROE"), (9, False, "Cambridge, Ohio"), *JOBS]
    document = page((40, sidebar), (220, main))
    personal = read_structure(document, as_of="2026-06").personal
    assert [document.text[p.start : p.end] for p in personal if p.kind == "name"] == ["JANE\nDOELLE-ROE"]


def test_a_trade_beside_a_post_is_no_town() -> None:
    document = page((40, [(18, True, "Jane Doelle"), (10, False, "Graduate, Data Science"), *SIDEBAR]))
    assert "address" not in {p.kind for p in read_structure(document, as_of="2026-06").personal}
