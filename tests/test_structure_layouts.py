"""Ways of laying out a resume, each with its jobs and degrees: invented people, one file a layout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from skillgap.models.document import Document
from skillgap.structure import read_structure

FOLDER = Path(__file__).parent / "fixtures" / "layouts"
EXPECTED = json.loads((FOLDER / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_jobs_and_degrees_of_a_layout(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    structure = read_structure(
        Document(name=name, media_type="text/plain", sha256="0" * 64, text=text), as_of="2026-06"
    )
    jobs = sorted([job.since, job.until] for job in structure.jobs if job.kind in ("job", "internship", "research"))
    assert jobs == EXPECTED[name]["jobs"]
    assert sorted(str(degree.level) for degree in structure.education) == EXPECTED[name]["levels"]


def test_every_layout_is_tested() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*EXPECTED, "expected.json"}
