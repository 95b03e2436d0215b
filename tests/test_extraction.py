"""The public verb on a small taxonomy: names, spellings, meaning, status, offsets."""

from __future__ import annotations

from typing import Any

import pytest

from skillgap.extraction import Extractor
from skillgap.models.resume import Section, Structure
from skillgap.models.skill import Skill
from skillgap.taxonomy import Taxonomy, load_taxonomy


def skill(id_: str, name: str, category: str = "tool", **rest: Any) -> Skill:
    return Skill.model_validate({"id": id_, "name": name, "category": category, **rest})


SKILLS = [
    skill("python", "Python", "language"),
    skill("java", "Java", "language"),
    skill("javascript", "JavaScript", "language", aliases=["JS"]),
    skill("c++", "C++", "language"),
    skill("c#", "C#", "language"),
    skill("sql", "SQL", "language"),
    skill("r", "R", "language", ambiguous={"R": {"sense": "a letter", "cues": ["ggplot2", "tidyverse", "statistics"]}}),
    skill("go", "Go", "language", ambiguous={"Go": {"sense": "to go", "cues": ["goroutines", "gRPC", "Golang"]}}),
    skill("rust", "Rust", "language", ambiguous={"Rust": {"sense": "corrosion", "cues": ["cargo", "tokio"]}}),
    skill("scikit-learn", "scikit-learn", "ml_framework", aliases=["sklearn"]),
    skill("pytorch", "PyTorch", "ml_framework", aliases=["torch"]),
    skill("kubernetes", "Kubernetes", "devops_mlops", aliases=["k8s"]),
    skill("git", "Git"),
    skill("github", "GitHub"),
    skill("github-actions", "GitHub Actions", "devops_mlops"),
    skill("cloudwatch", "CloudWatch", "cloud", aliases=["Amazon CloudWatch"]),
    skill("postgresql", "PostgreSQL", "database", aliases=["Postgres"]),
    skill("fine-tuning", "fine-tuning", "ml_method"),
    skill("unit-testing", "unit testing", "software_engineering"),
    skill("integration-testing", "integration testing", "software_engineering"),
    skill("team-leadership", "Team leadership", "leadership", shown_by=["lead|manage .. team of #"]),
    skill(
        "latency-optimization",
        "Latency",
        "performance",
        shown_by=["@cut|lower & p99|response-time|latency-of", "#|many millisecond saved"],
    ),
    skill("sharding", "Sharding", "database", shown_by=["@split|shard .. table|tables"]),
    skill("german", "German", "human_language"),
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(Taxonomy(SKILLS))


def found(extractor: Extractor, text: str, status: str = "held") -> list[str | None]:
    return [mention.skill_id for mention in extractor.mentions(text) if mention.status == status]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Python, C++ and C#", ["python", "c++", "c#"]),
        ("SQL(Postgres)", ["sql", "postgresql"]),
        ("Python|Java", ["python", "java"]),
        ("GitHub Actions", ["github-actions"]),
        ("JavaScript", ["javascript"]),
        ("scikit learn, Scikit-Learn, ScikitLearn, sklearn", ["scikit-learn"] * 4),
        ("Cloud Watch alarms", ["cloudwatch"]),
        ("Post-\ngreSQL", ["postgresql"]),
        ("Python3 and python 3.11", ["python", "python"]),
        ("Kuberntes and Pytroch", ["kubernetes", "pytorch"]),
        ("Fine-tuned models", ["fine-tuning"]),
        ("unit and integration tests", ["unit-testing", "integration-testing"]),
        ("led a cross-functional team of 6", ["team-leadership"]),
        ("carved the orders table up; decomposing two wide tables", ["sharding", "sharding"]),
        ("split the work; the table stayed", []),
        ("lowered the p99 of search; response times were finally halved", ["latency-optimization"] * 2),
        ("40 milliseconds saved", ["latency-optimization"]),
        ("halved the team; the response times stayed. The budget was cut", []),
        ("Go, Python, R", ["go", "python", "r"]),
        ("ready to go; R&D of rust removal", []),
        ("Рython with a Cyrillic letter", ["python"]),
        ("see github.com/someone or mail git@example.com", []),
        ("no SQL", []),
        ("German (native)", ["german"]),
        ("a German company", []),
    ],
)
def test_finds_what_a_reader_would(extractor: Extractor, text: str, ids: list[str]) -> None:
    assert found(extractor, text) == ids


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("currently learning Rust with cargo", "planned"),
        ("Next up: Kubernetes", "planned"),
        ("Kubernetes (learning)", "planned"),
        ("no experience with Kubernetes", "denied"),
        ("Kubernetes: not used", "denied"),
        ("handed the build portal to the Java team", "other"),
        ("Zofka did the Java front-end", "other"),
    ],
)
def test_says_whose_it_is(extractor: Extractor, text: str, status: str) -> None:
    assert [mention.status for mention in extractor.mentions(text)] == [status]


def test_a_cue_ends_with_its_clause(extractor: Extractor) -> None:
    text = "No experience with Java, but strong Python. Currently learning Rust, using SQL daily."
    assert [(m.name, m.status) for m in extractor.mentions(text)] == [
        ("Java", "denied"),
        ("Python", "held"),
        ("Rust", "planned"),
        ("SQL", "held"),
    ]


def test_a_text_may_end_with_a_soft_skill_of_two_words_and_a_blank(extractor: Extractor) -> None:
    assert found(extractor, "strong team leadership ") == ["team-leadership"]


def test_offsets_reasons_and_sections(extractor: Extractor) -> None:
    text = "Skills\nGo, Python\nInterests\nGo, PyTorch\n"
    structure = Structure(
        sections=(
            Section(kind="skills", title="Skills", start=0, end=18),
            Section(kind="interests", title="Interests", start=18, end=len(text)),
        ),
        as_of="2026-01",
    )
    mentions = extractor.mentions(text, structure=structure)
    assert [(m.text, m.section, m.status) for m in mentions] == [
        ("Go", "skills", "held"),
        ("Python", "skills", "held"),
        ("PyTorch", "interests", "planned"),
    ]
    assert all(text[m.start : m.end] == m.text and m.reason for m in mentions)


OFFICE = """Jo Quill

Coordinator, Brightwater Trust, Jan 2019 - Mar 2023
- Kept the diary of three directors, answered some forty letters a week and looked after the stock room
- {}
- Welcomed visitors, made the tea and knew where everything was

Assistant, Fennimore and Sons, Feb 2014 - Dec 2018
- Served people at the counter and on the telephone, in the mornings and on Saturdays
- Wrote invoices by hand and held the deliveries against the notes
- Helped two new colleagues to find their way in their early weeks

I like order, plain words and early mornings, and I leave places tidier than they were. For eleven years I have kept
the papers of other people in the public and the private sector, and nothing that was given to me was ever lost.
"""
PIPELINES = OFFICE.replace(
    "Kept the diary", "Wrote Spark and Airflow pipelines in Python and Scala on AWS, kept the diary"
)


@pytest.fixture(scope="module")
def bundled() -> Extractor:
    return Extractor(load_taxonomy())


@pytest.mark.parametrize(
    ("initials", "sentence"),
    [
        ("UCB", "Visiting student at UCB in the spring of 2019"),
        ("DOE", "Worked with three DOE laboratories"),
        ("EMR", "Wrote down what was done in the EMR at the bedside"),
        ("SES", "Members of the SES approved the plan"),
        ("ATO", "Lodged returns with the ATO for eighty people"),
        ("AUC", "Taught at AUC in Cairo"),
        ("ORC", "Painted ORC figures for a shop window"),
        ("HFM", "Drove for the HFM union"),
        ("VDI", "Paid dues to the VDI since 2015"),
        ("WBS", "Went to evening classes at WBS in Warwick"),
    ],
)
def test_initials_without_company_are_of_another_trade(bundled: Extractor, initials: str, sentence: str) -> None:
    text = OFFICE.format(sentence)
    held = [m.text for m in bundled.mentions(text, resume=True) if m.status == "held"]
    assert initials not in held


@pytest.mark.parametrize("sentence", ["Ran nightly EMR jobs", "Sent a million mails through SES", "Served MVP users"])
def test_initials_among_their_own_kind_are_the_skill(bundled: Extractor, sentence: str) -> None:
    initials = next(word for word in sentence.split() if word.isupper())
    text = PIPELINES.format(sentence)
    assert initials in [m.text for m in bundled.mentions(text, resume=True) if m.status == "held"]
