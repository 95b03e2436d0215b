"""Job ads of many shapes and three languages, read as a person reads them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from skillgap.models.role import Gate, Requirement, Role
from skillgap.readers import read_document
from skillgap.roles import read_role
from skillgap.settings import ReadingSettings
from test_roles import bundled

FOLDER = Path(__file__).parent / "data" / "ads"
CASES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
EXTRA = 0.25
"""Concepts that the expected lists leave out may be found too, but not many."""


@cache
def role(file: str) -> Role:
    """Read an ad."""
    return read_role(read_document(FOLDER / file, settings=ReadingSettings(), isolated=False), extractor=bundled())


def written(requirement: Requirement) -> str:
    """Write a requirement as expected.yaml does."""
    ids = "/".join(sorted(skill.skill_id for skill in requirement.any_of))
    return ids + (f" {requirement.min_years:g}" if requirement.min_years else "")


def gate(gate: Gate) -> str:
    """Write a gate as expected.yaml does."""
    ways = " | ".join(f"{option.level or 'any'} {option.min_years or ''}".strip() for option in gate.options)
    return f"{gate.kind} {gate.importance} {ways}" + (" or experience" if gate.or_experience else "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_what_an_ad_asks_for(case: dict[str, Any]) -> None:
    found = role(case["file"])
    for importance in ("required", "preferred", "mentioned"):
        got = {written(r) for r in found.requirements if r.importance == importance}
        assert set(case.get(importance, [])) <= got, importance
    asked = [r for r in found.requirements if r.importance != "mentioned"]
    expected = len(case.get("required", [])) + len(case.get("preferred", []))
    assert len(asked) <= expected * (1 + EXTRA) + 1, sorted(map(written, asked))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_what_an_ad_does_not_ask_for(case: dict[str, Any]) -> None:
    named = {skill.skill_id for r in role(case["file"]).requirements for skill in r.any_of}
    assert named.isdisjoint(case["never"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_title_and_gates_of_an_ad(case: dict[str, Any]) -> None:
    found = role(case["file"])
    assert found.title == case["title"]
    assert [gate(g) for g in found.gates] == case.get("gates", [])
