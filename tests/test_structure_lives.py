"""Whole resumes: jobs with their dates, months of work, degrees.

`data/lives.yaml` and the files of `data/lives` are whole lives, `data/careers.yaml` holds single layouts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from skillgap.models.document import Document
from skillgap.models.resume import Structure
from skillgap.readers import read_document
from skillgap.structure import read_structure

DATA = Path(__file__).parent / "data"
LIVES = yaml.safe_load((DATA / "lives.yaml").read_text("utf-8"))
CAREERS = yaml.safe_load((DATA / "careers.yaml").read_text("utf-8"))
CONTACT = "Jo Doelle\njo@example.com\n\n"
FILES = sorted(path for path in (DATA / "lives").iterdir() if path.suffix != ".yaml")


def _text(text: str) -> Document:
    return Document(name="life", media_type="text/plain", sha256="0" * 64, text=text)


def _worked(structure: Structure) -> list[str]:
    return sorted(f"{job.since}/{job.until}" for job in structure.jobs if job.kind in ("job", "internship", "research"))


def _check(document: Document, life: dict[str, Any]) -> None:
    structure = read_structure(document, as_of="2026-06")
    assert _worked(structure) == sorted(life["jobs"])
    assert structure.experience_months == life["months"]
    degrees = [degree for degree in structure.education if degree.level != "high_school"]
    assert sorted(f"{d.level}{'-' * (d.completed is False)}" for d in degrees) == sorted(life["levels"])


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life["name"])
def test_a_life_in_text(life: dict[str, Any]) -> None:
    markup = life["text"].startswith(("# ", "## ")) or "\n## " in life["text"]
    _check(
        read_document(life["text"].encode(), name="life.md", isolated=False) if markup else _text(life["text"]), life
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_life_in_a_file(path: Path) -> None:
    _check(read_document(path, isolated=False), yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8")))


@pytest.mark.parametrize("career", CAREERS, ids=lambda career: f"{career['class']}: {career['name']}")
def test_jobs_and_degrees_of_a_career(career: dict[str, Any]) -> None:
    structure = read_structure(_text(CONTACT + career["text"]), as_of="2026-06")
    assert _worked(structure) == career["jobs"]
    assert sorted(str(degree.level) for degree in structure.education) == career["levels"]
