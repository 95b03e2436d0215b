"""Careers in the layouts of `data/careers.yaml`: every job with its dates, every degree with its level."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from skillgap.models.document import Document
from skillgap.structure import read_structure

CAREERS = yaml.safe_load((Path(__file__).parent / "data" / "careers.yaml").read_text("utf-8"))
CONTACT = "Jo Doelle\njo@example.com\n\n"


@pytest.mark.parametrize("career", CAREERS, ids=lambda career: f"{career['class']}: {career['name']}")
def test_jobs_and_degrees_of_a_career(career: dict[str, Any]) -> None:
    document = Document(name="a", media_type="text/plain", sha256="0" * 64, text=CONTACT + career["text"])
    structure = read_structure(document, as_of="2026-06")
    jobs = sorted(f"{job.since}/{job.until}" for job in structure.jobs if job.kind in ("job", "internship", "research"))
    assert jobs == career["jobs"]
    assert sorted(str(degree.level) for degree in structure.education) == career["levels"]
