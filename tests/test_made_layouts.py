"""What a resume says is read the same in whatever layout it stands: `make laws` tries many more (MADE_LAYOUTS)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import pytest

from made_layouts import FACTS, Layout, expected_jobs, layouts, written
from skillgap.readers import read_document
from skillgap.structure import read_structure

COUNT = int(os.environ.get("MADE_LAYOUTS", "120"))


@pytest.mark.parametrize("layout", list(layouts(COUNT, seed=7)), ids=lambda layout: "-".join(vars(layout).values()))
def test_jobs_degrees_and_sections_are_read_in_any_layout(layout: Layout) -> None:
    for facts in FACTS:
        document = read_document(
            written(facts, layout).encode(), name="a.html" if layout.form == "html" else "a.txt", isolated=False
        )
        structure = read_structure(document, as_of="2026-06")
        assert sorted((job.since, job.until) for job in structure.jobs) == expected_jobs(facts)
        jobs = {f"{job.span[0][0]}-{job.span[0][1]:02}": job for job in facts.jobs}
        for job in structure.jobs:
            assert job.title == jobs[str(job.since)].what
            assert jobs[str(job.since)].who in str(job.organisation)
        assert sorted(str(degree.level) for degree in structure.education) == sorted(facts.levels)
        assert {"experience", "education", "skills"} <= {section.kind for section in structure.sections}
