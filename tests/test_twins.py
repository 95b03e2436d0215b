"""The same resume in two formats shows the same skills: `data/twins.yaml`."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from skillgap.analyzer import Analyzer
from skillgap.settings import Settings

ROWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "twins.yaml").read_text("utf-8"))


@cache
def analyzer() -> Analyzer:
    return Analyzer(settings=Settings(as_of=datetime.date(2026, 6, 1)), isolated=False)


def held(text: str, *, resume: bool) -> frozenset[str | None]:
    """Return the ids of the skills that a text shows, read as a file or as a sentence."""
    if resume:
        return frozenset(skill.skill_id for skill in analyzer().profile(text.encode()).skills)
    mentions = analyzer().extractor.mentions(text)
    return frozenset(mention.skill_id for mention in mentions if mention.status == "held")


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_twins_show_the_same(row: dict[str, Any]) -> None:
    shown = [held(text, resume=row.get("resume", False)) for text in row["texts"]]
    for skills in shown:
        assert set(row.get("find", [])) <= skills
        assert skills.isdisjoint(row.get("not", []))
    assert len(set(shown)) == 1
