"""Transcripts, invoices and letters given as resumes: what was failed is not held, and a notice says what was given."""
# ruff: noqa: E501 (a line of a document reads better whole)

from __future__ import annotations

import pytest

from skillgap import Analyzer, Settings

TRANSCRIPT = """TRANSCRIPT OF RECORDS
Student No: 1234
CS101  Programming (Java)      20 cr   B+
CS110  Discrete Mathematics    20 cr   A
{}
CS215  Databases (SQL)         20 cr   B
"""
INVOICE = (
    "INVOICE No. 17\nTo: Dairy Ltd\nItem   Qty   Total\nKubernetes support   12   1140.00\nSubtotal 1140.00  VAT 20%\n"
)
LETTER = "Dear Ms Vega,\n\nI am writing to apply for the position of analyst. I use SQL.\n\nKind regards\nA. Example\n"
BRIEF = "Sehr geehrte Frau Brandt,\n\nmit Interesse habe ich Ihre Stellenanzeige gelesen. Ich arbeite mit SQL.\n\nMit freundlichen Grüßen\nA. Beispiel\n"
CARTA = "Estimados señores:\n\nMe dirijo a ustedes por el puesto de analista. Uso SQL.\n\nQuedo a su disposición. Atentamente,\nInés\n"
RECHNUNG = (
    "Rechnung\nRechnungsnummer: 4\nMenge 3, Beratung Kubernetes\nMwSt 19 %\nGesamtbetrag 300 EUR, zahlbar sofort\n"
)


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(settings=Settings(as_of="2026-10-01"), isolated=False)


@pytest.mark.parametrize(
    ("row", "held"),
    [
        ("CS220  Kubernetes   20 cr   F", False),
        ("Kubernetes   5 ECTS  nicht bestanden", False),
        ("Kubernetes   5 ECTS  bestanden", True),
        ("Kubernetes 101 - Fail", False),
        ("Kubernetes\t6\tF", False),
        ("Kubernetes: failed", False),
        ("Kubernetes | 10 | FX", False),
        ("CS300 Kubernetes   10 cr   F (failed)", False),
        ("Kubernetes      no aprobado", False),
        ("CS999 Kubernetes  20 cr  A", True),
        ("Kubernetes clusters that never failed", True),
        ("Operated Kubernetes at Fleet F", True),
    ],
)
def test_a_course_that_was_failed_is_not_held(analyzer: Analyzer, row: str, held: bool) -> None:
    profile = analyzer.profile(TRANSCRIPT.format(row).encode(), name="a.txt")
    assert ("kubernetes" in {skill.skill_id for skill in profile.skills}) is held
    assert {"java", "sql"} <= {skill.skill_id for skill in profile.skills}


@pytest.mark.parametrize(
    "entry",
    [
        "BSc Computer Science, University of Eastmoor, 2021 - 2024 (award not yet conferred)",
        "BSc Computer Science, University of Eastmoor, expected 2027",
        "BSc in Computer Science (pending), University of Eastmoor, 2024",
        "BSc Computer Science, University of Eastmoor, 2021 - 2024\nAward: not yet conferred",
        "BSc Computer Science, University of Eastmoor, 2021 - 2025, degree to be awarded",
        "B.Sc. Informatik, Universität Testhausen, 2021 - 2025, Abschluss ausstehend",
        "BSc Computer Science, University of Eastmoor, 2021 - 2024, awaiting results",
        "BSc Computer Science, University of Eastmoor, 2020 - 2023, failed final exams",
    ],
)
def test_a_degree_that_is_not_conferred_is_not_held(analyzer: Analyzer, entry: str) -> None:
    profile = analyzer.profile(f"Max Mustermann\n\nEducation\n{entry}\n\nSkills\nPython\n".encode(), name="a.txt")
    assert [degree.completed for degree in profile.education] == [False]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TRANSCRIPT.format("CS220 Linux  20 cr  A") + "GPA 3.4, ECTS 60\n", "looks_like_other"),
        (INVOICE, "looks_like_other"),
        (RECHNUNG, "looks_like_other"),
        (LETTER, "looks_like_other"),
        (BRIEF, "looks_like_other"),
        (CARTA, "looks_like_other"),
        ("Max Mustermann\n\nSkills\nPython, SQL, invoice processing\n", None),
        ("Max Mustermann\n\nSkills\nPython\n\nEducation\nGPA 3.4\n", None),
        (
            "Max Mustermann\n\nExperience\nClerk, Dairy Ltd, 2019 - 2021\n- Invoices, VAT, IBAN, due dates, subtotals\n",
            None,
        ),
    ],
)
def test_what_is_no_resume_says_so(analyzer: Analyzer, text: str, code: str | None) -> None:
    notices = [notice.code for notice in analyzer.profile(text.encode(), name="a.txt").notices]
    assert notices == ([code] if code else [])
