"""The table of traps on the bundled taxonomy: what must be found, what must not, and whose it is."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from skillgap.extraction import Extractor
from skillgap.taxonomy import load_taxonomy

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "data" / "traps.jsonl").read_text("utf-8").splitlines()
]


@cache
def extractor() -> Extractor:
    return Extractor(load_taxonomy())


def test_the_table_is_long_and_names_real_skills() -> None:
    ids = {i for row in ROWS for key in ("find", "not", "planned", "denied", "other") for i in row.get(key, [])}
    assert len(ROWS) >= 400
    assert ids - set(extractor().taxonomy.skills) == set()


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['id']}-{row['about']}" for row in ROWS])
def test_trap(row: dict[str, Any]) -> None:
    mentions = extractor().mentions(row["text"])
    by_status: dict[str, set[str | None]] = {}
    for mention in mentions:
        assert row["text"][mention.start : mention.end] == mention.text
        by_status.setdefault(mention.status, set()).add(mention.skill_id)
    held = by_status.get("held", set())
    for status, key in (("held", "find"), ("planned", "planned"), ("denied", "denied"), ("other", "other")):
        assert set(row.get(key, [])) <= by_status.get(status, set()), [(m.text, m.status, m.reason) for m in mentions]
        if key != "find":
            assert not held & set(row.get(key, []))
    assert not held & set(row.get("not", [])), [(m.text, m.reason) for m in mentions if m.status == "held"]
