"""Career guides in shapes that the bundled ones don't have: what they ask for, their titles, what is in demand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from skillgap.models.role import Role
from skillgap.readers import read_document
from skillgap.roles import read_role
from skillgap.roles.titles import read_title
from skillgap.settings import ReadingSettings
from test_roles import bundled

GUIDES = yaml.safe_load((Path(__file__).parent / "data" / "guides.yaml").read_text(encoding="utf-8"))


def read(text: str, *, name: str = "guide.md") -> Role:
    """Read a guide."""
    document = read_document(text.encode(), name=name, settings=ReadingSettings(), isolated=False)
    return read_role(document, extractor=bundled())


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide["name"])
def test_a_guide_asks_for_what_it_says(guide: dict[str, Any]) -> None:
    role = read(guide["text"], name=guide.get("file", "guide.md"))
    assert role.title == guide["title"]
    found = {"/".join(sorted(s.skill_id for s in r.any_of)): r.importance for r in role.requirements}
    for importance in ("required", "preferred", "mentioned"):
        wanted = {"/".join(sorted(ask.split("/"))) for ask in guide.get(importance, ())}
        assert wanted <= {key for key, level in found.items() if level == importance}, importance
    named = {skill_id for key in found for skill_id in key.split("/")}
    assert named & set(guide.get("never", ())) == set()
    demand = {(d.skill_id, d.value) for d in role.demand}
    assert set(guide.get("demand", {}).items()) <= demand


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("41% of postings mention Kubernetes and 38% mention Terraform.", {"kubernetes": 41, "terraform": 38}),
        ("41% of job ads ask for Kubernetes and 12% Pulumi.", {"kubernetes": 41, "pulumi": 12}),
        ("The skills listed most often in job postings are SQL (61%) and Python (58%).", {"sql": 61, "python": 58}),
        ("Python and SQL appear in 82% and 60% of postings, respectively.", {"python": 82, "sql": 60}),
        ("In 5,000 job postings, Docker came up in 45% and Helm in 9%.", {"docker": 45, "helm": 9}),
        ("More than 70 percent of employers want Python skills.", {"python": 70}),
        ("55% of data engineering jobs require Spark.", {"apache-spark": 55}),
        ("A third (34%) of postings require AWS.", {"aws": 34}),
        ("Only 12% of job ads offer remote work; Python is a must.", {}),
        ("Employment is projected to grow 17% until 2033, and Python is popular.", {}),
    ],
)  # fmt: skip
def test_a_share_belongs_to_the_skills_beside_it(sentence: str, figures: dict[str, float]) -> None:
    role = read(f"# DevOps Engineer\n\n## Market demand\n\n{sentence}\n\n## Requirements\n\n- Go\n- Bash\n")
    assert {d.skill_id: d.value for d in role.demand} == figures


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Registered Nurse (ICU)", "Registered Nurse (ICU)"),
        ("Primary School Teacher", "Primary School Teacher"),
        ("How to Become a Data Analyst: Skills, Salary and Career Path", "Data Analyst"),
        ("What Does a Cybersecurity Analyst Do? 2025 Career Guide", "Cybersecurity Analyst"),
        ("Data Engineer Career Guide: Skills, Salary, Outlook", "Data Engineer"),
        ("Job profile: Social worker", "Social worker"),
        ("Job description — UX Writer", "UX Writer"),
        ("Becoming a Site Reliability Engineer", "Site Reliability Engineer"),
        ("Data Scientist | Career Guide | Example University", "Data Scientist"),
        ("The Complete Guide to Becoming a Product Manager", "Product Manager"),
        ("Front-End Developer Roadmap 2024", "Front-End Developer"),
        ("The back-end developer", "Back-end developer"),
        ("Data Engineer Job Description/Roles", "Data Engineer"),
        ("JOB PROFILE\nCyber security analyst", "Cyber security analyst"),
        ("Becoming a front-end developer: your questions answered", "Front-end developer"),
        ("# Six Questions You Always Wanted to Ask about Embedded Engineers", "Embedded Engineer"),
        ("Acme Ltd", "Guide"),
    ],
)
def test_a_title_is_what_stands_inside_its_wrapping(line: str, title: str) -> None:
    document = read_document(f"{line}\n\nWhat it takes\n".encode(), name="guide.txt", isolated=False)
    assert read_title(document)[0] == title
