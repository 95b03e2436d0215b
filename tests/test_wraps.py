"""A line that the width of the page parts from the one before it goes on with it, and says the same as unwrapped."""

from __future__ import annotations

import datetime
import sys
import textwrap
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from hostile.makers import docx, paragraph
from skillgap.analyzer import Analyzer
from skillgap.models.document import Box, Document, Line
from skillgap.readers import read_document
from skillgap.settings import Settings
from skillgap.structure import read_structure
from skillgap.structure.dates import month_of
from skillgap.structure.lines import read_rows

WRAPPED = [
    ("Led the group that moved all of its services to the new", "Kubernetes cluster"),
    ("Firmware for the sensors of the plant in C and", "Rust"),
    ("(conversational), Arabic", "(basic)"),
    ("TensorFlow Developer", "Certificate, in progress"),
    ("Engineer at the works of the town, Radarwerk Neckar", "GmbH, Ulm"),
    ("Senior engineer, Oct 2019 –", "May 2021"),
    ("Ported the networks for speech and for images to the", "NPU"),
    ("Bell ringing, and secretary of the parish theatre. STEM", "ambassador: I teach soldering"),
    ("QA engineer, Pennywhistle Payments, Galway Sept 2022", "– now"),
    ("Cyber operations technician, third class, Fort Bragg OCT", "2017 - PRESENT"),
    ("University of Information Systems, a Bachelor of", "Information Systems\t2013 - 2017"),
    ("Lightning talk on the prologues, a meeting of many, Oct", "2023"),
    ("GCIA (2019); Security Plus. Booked for spring, not sat:", "OSCP"),
]
APART = [
    ("Kubernetes", "Docker"),
    ("C: Kubernetes, Go, scikit-learn, C language (reading only)", "none: PyTorch"),
    ("Built dashboards that nobody at the firm had asked for", "Migrated jobs to Airflow"),
    ("Built the ranking of the shop with PyTorch and Kafka, live.", "Led a team"),
    ("Languages: Python, SQL, Go, and Bash for what is small", "Frameworks: PyTorch, Spark"),
    ("Data engineer, Acme | Leeds | March 2022 – present", "dbt, Snowflake"),
    ("Engineer, Acme (Jan 2021 – May 2023, Perth)", "laid off (Nov 2020 – Dec 2020)"),
    ("Loonwave Subscriptions, Toronto, ON", "Jan 2024 – present"),
    ("aug 2012 – mar 2017: clerk at a bank, with many customers", "mar 2017 – jan 2019: analyst"),
    ("Machine learning for the forecasts of a chain of kiosks", "SKILLS"),
    ("Driving licence; hobbies: choir and a van of 1986 to mend", "Leeds, 12.02.2024"),
]


def page(*texts: str) -> Document:
    """Set lines below each other; one more of the full width stands above them, and ends."""
    lines, start = [], 0
    rows = ["Ended, with all the width that the column has to give to it.", *texts]
    for number, text in enumerate(rows):
        box = Box(page=1, x0=0, top=12 * number, x1=5 * len(text), bottom=12 * number + 10)
        lines.append(Line(start=start, end=start + len(text), box=box, size=10))
        start += len(text) + 1
    return Document(name="x", media_type="application/pdf", sha256="0", text="\n".join(rows), lines=tuple(lines))


@pytest.mark.parametrize(("above", "below"), WRAPPED)
def test_a_wrapped_line_is_no_row(above: str, below: str) -> None:
    rows = read_rows(page(above, below), as_of=month_of("2026-06"))
    assert [row.text for row in rows[1:]] == [f"{above} {below}"]
    assert read_structure(page(above, below), as_of="2026-06").wraps == (62 + len(above),)


@pytest.mark.parametrize(("above", "below"), APART)
def test_a_line_of_its_own_is_a_row(above: str, below: str) -> None:
    rows = read_rows(page(above, below), as_of=month_of("2026-06"))
    assert [row.text for row in rows[1:]] == [above, below]


RESUME = """Jo Doelle
jo@example.com

Experience

Data Engineer, Acme GmbH
2019 – present

I moved the nightly loads of the whole warehouse from Oracle to Snowflake, wrote the tests in pytest and look after \
the orchestration, which is Airflow; I have never worked with Kubernetes, Terraform or any of the tools that the \
platform team of the firm uses, and the dashboards in Tableau were built by the analysts before my time.
"""


@pytest.mark.parametrize("width", [44, 60, 80, 100])
def test_the_same_sentence_says_the_same_whatever_wraps(width: int) -> None:
    analyzer = Analyzer(settings=Settings(as_of=datetime.date(2026, 6, 1)), isolated=False)
    paragraphs = RESUME.split("\n")
    wrapped = "\n".join(line for text in paragraphs for line in (textwrap.wrap(text, width) or [""]))
    said = [
        [(mention.skill_id, mention.status) for mention in analyzer.extract(text.encode()).mentions]
        for text in (RESUME, wrapped)
    ]
    assert said[0] == said[1] != []


def test_wrapped_text_in_an_office_document_is_whole_too() -> None:
    lines = [line for text in RESUME.split("\n") for line in (textwrap.wrap(text, 60) or [""])]
    document = read_document(docx("".join(map(paragraph, lines))), name="a.docx", isolated=False)
    whole = read_rows(document, as_of=month_of("2026-06"))
    assert len(whole) == len(list(filter(None, RESUME.split("\n"))))


def test_what_a_degree_teaches_is_coursework_beside_a_thesis_too() -> None:
    analyzer = Analyzer(settings=Settings(as_of=datetime.date(2026, 6, 1)), isolated=False)
    text = "Jo Doelle\n\nEducation\nMSc Mathematics, University of Marl, 2019, thesis on tides\n"
    foundations = analyzer.profile(text.encode()).foundations
    assert {skill.evidence for skill in foundations} == {"coursework"}
