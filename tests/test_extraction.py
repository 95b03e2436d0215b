"""The public verb on a small taxonomy: names, spellings, meaning, status, offsets."""

from __future__ import annotations

from typing import Any

import pytest

from skillgap.extraction import Extractor
from skillgap.models.resume import Section, Structure
from skillgap.models.skill import Skill
from skillgap.taxonomy import Taxonomy


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
