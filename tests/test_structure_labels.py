"""Lines that carry a heading of their own: `data/labelled_lines.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from skillgap.readers import read_document
from skillgap.structure import read_structure

LINES = yaml.safe_load((Path(__file__).parent / "data" / "labelled_lines.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", LINES, ids=lambda case: case["name"])
def test_a_label_opens_a_section(case: dict[str, Any]) -> None:
    document = read_document(f"Jo Doelle\njo@example.com\n\n{case['text']}".encode(), name="a.txt", isolated=False)
    found = read_structure(document, as_of="2026-06")
    assert [section.kind for section in found.sections][1:] == case["sections"]
    assert len(found.jobs) == case["jobs"]
    assert [one.name for one in found.certifications] == case.get("certificates", [])
