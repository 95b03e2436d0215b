"""Resumes whose line ends were lost, as when pasted into a form."""

from __future__ import annotations

import datetime

import pytest

from skillgap.readers import read_document
from skillgap.settings import ReadingSettings
from skillgap.structure import read_structure
from skillgap.structure.dates import month_of
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
DATES_FIRST = """Max Mustermann
geboren am 12.03.1992 in Testhausen

Berufserfahrung
05/2020 – heute  Data Engineer, Beispiel AG, Testhausen
- Aufbau von Datenpipelines mit Apache Airflow und dbt auf Snowflake
- Entwicklung von Python-Skripten und Optimierung von SQL-Abfragen
02/2017 – 04/2020 BI-Entwickler, Stadtwerke Testhausen
- Berichte in Power BI

Ausbildung
2013 – 2017 B.Sc. Wirtschaftsinformatik, Universität Testhausen

Kenntnisse
Python, SQL
"""
FRENCH = """Max Exemple
Développeur full stack

Expériences professionnelles
Janvier 2020 - aujourd'hui : Développeur web, Atelier Exemple, Testville
- Développement d'interfaces en React et d'API en Node.js
- Migration d'une base MySQL vers PostgreSQL

Formation
2017-2019 Licence Informatique, Université de Testville

Compétences
React, Node.js, accueil de stagiaires, documentation technique
"""
SPANISH = """Max Ejemplo
Ciudad Prueba

Experiencia laboral
Enero 2020 - actualidad: Desarrollador web, Ejemplo SL
- Desarrollo de interfaces en React y servicios en Node.js para tres equipos
- Migración de una base MySQL a PostgreSQL

Formación
2014 - 2018 Grado en Ingeniería Informática, Universidad de Prueba

Habilidades
React, Node.js, documentación técnica, atención al cliente
"""
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
    "dates first": DATES_FIRST,
    "french": FRENCH,
    "spanish": SPANISH,
    "work experience": ENGLISH.replace("Experience\n", "Work experience\n").replace("Skills\n", "Technical skills\n"),
}
# Lost in part: between blank lines, and behind a place.
CERTIFIED = (
    CAPITALS.replace("• ", "- ")
    + """
CERTIFICATIONS
AWS Certified Solutions Architect - Professional (2023, valid to 2026-12)
Certified Kubernetes Administrator (CKA), 2022
HashiCorp Certified: Terraform Associate (expired March 2024)
"""
)
PARTS = {
    "blank lines kept": CERTIFIED,
    "plain headings": CERTIFIED.replace("PROFESSIONAL EXPERIENCE", "Work experience").replace("EDUCATION", "Education"),
    "german": DATES_FIRST,
    "french": FRENCH,
}


AS_OF = month_of("2026-10")


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
    codes = [notice.code for notice in whole.notices]
    assert [notice.code for notice in joined.notices] == ["line_ends_lost", *codes]


@pytest.mark.parametrize("text", PARTS.values(), ids=PARTS)
def test_line_ends_that_are_lost_in_part_are_restored(text):
    joined = "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))
    half = text.index("- ", text.index("- ") + 20)
    behind = text[:half] + " ".join(text[half:].split())
    whole = read(text)
    for part in map(read, (joined, behind)):
        assert [(job.title, job.since) for job in part.jobs] == [(job.title, job.since) for job in whole.jobs]
        assert [one.since for one in part.education] == [one.since for one in whole.education]
        assert [(one.date, one.expired) for one in part.certifications] == [
            (one.date, one.expired) for one in whole.certifications
        ]
        assert "line_ends_lost" in [notice.code for notice in part.notices]


@pytest.mark.parametrize(
    "text",
    [
        "Education: BSc → MSc in Computer Engineering, University of Testville, with a prize, 2014 → 2019",
        "I have experience with Python. " * 30,
        "My Experience. I studied at the University of Testville and learned a lot there. " * 9,
        "Python, SQL, Docker, Kubernetes, " * 30,
        ENGLISH + "A long paragraph that tells of work in many words. " * 30,
    ],
)
def test_long_paragraphs_are_no_lost_line_ends(text):
    assert not is_run_together(text, range(len(text)), as_of=AS_OF)
