"""Resumes whose line ends were lost, as when pasted into a form."""

from __future__ import annotations

import datetime

import pytest

from skillgap.readers import read_document
from skillgap.settings import ReadingSettings
from skillgap.structure import read_structure
from skillgap.structure.run_together import is_run_together

ENGLISH = """Max Mustermann
Testville, max@example.org

Summary
Data engineer who has built pipelines for ten years and likes to explain them to others.

Experience
Data Engineer, Example GmbH, Mar 2019 - present
• Built pipelines in Python and Spark on AWS for three teams of the company.
• Ran Kafka clusters

Analyst, Beispiel AG, 2015 - 2019
• Wrote SQL reports in Tableau

Education
BSc Computer Science, University of Testville, 2011 - 2015

Skills
Python, SQL, Docker, Kubernetes
"""
GERMAN = """Max Mustermann
Testhausen

Berufserfahrung
Softwareentwickler, Beispiel GmbH, 03/2019 – heute
• Entwicklung von Diensten in Java und Spring Boot, Betrieb auf Kubernetes in zwei Rechenzentren
• Betreuung der Datenbanken.

Werkstudent, Muster AG, 10/2016 – 02/2019
• Auswertungen in Python und SQL, Pflege der Berichte, Schulung von Kollegen in der Fachabteilung

Ausbildung
B.Sc. Informatik, Universität Testhausen, 2013 – 2016

Kenntnisse
Java, Python, SQL
"""
CAPITALS = ENGLISH.replace("Experience\n", "PROFESSIONAL EXPERIENCE\n").replace("Education\n", "EDUCATION\n")
CAPITALS = CAPITALS.replace("Skills\n", "TECHNICAL SKILLS\n").replace("Summary\n", "SUMMARY\n")
LAYOUTS = {
    "plain": ENGLISH,
    "capitals": CAPITALS,
    "colons": ENGLISH.replace("Experience\n", "Experience:\n").replace("Skills\n", "Skills:\n"),
    "dashes": ENGLISH.replace("• ", "- "),
    "no bullets": ENGLISH.replace("• ", ""),
    "own names": ENGLISH.replace("Experience\n", "Work History\n").replace("Skills\n", "Technical Skills\n"),
    "rules": ENGLISH.replace("Experience\n", "Experience\n----------\n").replace("Skills\n", "Skills\n-------\n"),
    "dates in brackets": ENGLISH.replace("Mar 2019 - present", "(Mar 2019 - Present)"),
    "german": GERMAN,
}


def read(text):
    document = read_document(text.encode(), name="a.txt", settings=ReadingSettings(), isolated=False)
    return read_structure(document, as_of=datetime.date(2026, 10, 1))


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_a_resume_without_line_ends_is_cut_at_headings_bullets_and_dates(text):
    whole, joined = read(text), read(" ".join(text.split()))
    assert [job.since for job in joined.jobs] == [job.since for job in whole.jobs]
    assert [job.title for job in joined.jobs] == [job.title for job in whole.jobs]
    assert [degree.level for degree in joined.education] == ["bachelor"]
    assert {"experience", "education", "skills"} <= {section.kind for section in joined.sections}
    assert [notice.code for notice in joined.notices] == ["line_ends_lost"]
    assert not whole.notices


@pytest.mark.parametrize(
    "text",
    [
        "I have experience with Python. " * 30,
        "My Experience. I studied at the University of Testville and learned a lot there. " * 9,
        "Python, SQL, Docker, Kubernetes, " * 30,
        ENGLISH + "A long paragraph that tells of work in many words. " * 30,
    ],
)
def test_long_paragraphs_are_no_lost_line_ends(text):
    assert not is_run_together(text)
