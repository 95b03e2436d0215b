"""The bundled roles against their documents and against readings by hand; skipped where the documents are absent."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from measure_ads import Names
from measure_roles import GOLD, role_figures, seeds_folder
from skillgap.extraction import Extractor
from skillgap.models.role import Role
from skillgap.readers import read_document
from skillgap.roles import read_role
from skillgap.settings import ReadingSettings
from skillgap.taxonomy import load_taxonomy

SEEDS = seeds_folder()
IDS = {
    "000_94cb988dd1fb1b1e.txt": "lead-ml-performance-engineer",
    "001_9d34e870b690fe8b.txt": "lead-ml-engineer",
    "002_23e47e2845757334.txt": "staff-ml-infrastructure-engineer",
    "003_6369dc6ba139b71a.txt": "ml-optimization-engineer",
    "004_0573b33375e174a3.txt": "distinguished-ml-engineer",
}
READINGS: list[dict[str, Any]] = [yaml.safe_load(p.read_text(encoding="utf-8")) for p in sorted(GOLD.glob("*.yaml"))]
needs_seeds = pytest.mark.skipif(SEEDS is None, reason="the role documents are not part of the project")


@cache
def extractor() -> Extractor:
    """Return the bundled extractor."""
    return Extractor(load_taxonomy())


@cache
def role(name: str) -> Role:
    """Read a role document."""
    assert SEEDS is not None
    return read_role(read_document(SEEDS / name, settings=ReadingSettings(), isolated=False), extractor=extractor())


def test_the_five_roles_are_bundled_and_name_their_documents() -> None:
    roles = load_taxonomy().roles
    assert {r.source.name: r.id for r in roles.values() if r.source} == IDS


def test_no_requirement_of_a_bundled_role_lacks_its_proof() -> None:
    for bundled in load_taxonomy().roles.values():
        assert all(r.evidence for r in bundled.requirements)
        assert all(len(q.quote.split()) <= 8 for r in bundled.requirements for q in r.evidence)


@needs_seeds
@pytest.mark.parametrize("name", sorted(IDS))
def test_quotes_of_the_bundled_roles_stand_in_their_documents(name: str) -> None:
    assert SEEDS is not None
    data = (SEEDS / name).read_bytes()
    bundled = load_taxonomy().roles[IDS[name]]
    assert bundled.source is not None
    assert bundled.source.sha256 == hashlib.sha256(data).hexdigest()
    lines = [" ".join(line.split()) for line in data.decode().split("\n")]
    quotes = [q for r in bundled.requirements for q in r.evidence] + [q for g in bundled.gates for q in g.evidence]
    assert [q for q in quotes if q.quote not in lines[q.line - 1]] == []


@needs_seeds
@pytest.mark.parametrize("name", sorted(IDS))
def test_ids_come_from_the_documents(name: str) -> None:
    assert role(name).id == IDS[name]


@needs_seeds
@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading["id"])
def test_a_role_agrees_with_a_reading_by_hand(reading: dict[str, Any]) -> None:
    figures = role_figures(reading, role(reading["source"]["name"]), Names(extractor()))
    assert figures["precision"] >= 0.95, figures["extra"]
    assert figures["recall"] >= 0.92, figures["missed"]
    assert figures["importance"] >= 0.9, figures["wrong"]


@needs_seeds
@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading["id"])
def test_figures_and_gates_agree_with_a_reading_by_hand(reading: dict[str, Any]) -> None:
    found = role(reading["source"]["name"])
    names = Names(extractor())
    for wanted in reading["demand"]:
        ids = names.ids(wanted["name"])
        assert any(d.skill_id in ids and (d.value, d.line) == (wanted["value"], wanted["line"]) for d in found.demand)
    bands = {(s.low, s.high, s.line) for s in found.salary}
    assert {(s["low"], s["high"], s["line"]) for s in reading.get("salary", [])} <= bands
    certificates = {(c.name, c.line) for c in found.certifications}
    for wanted in reading.get("certifications", []):
        assert any(wanted["name"] in name and line == wanted["line"] for name, line in certificates)
    required = next(g for g in found.gates if g.kind == "education" and g.importance == "required")
    assert required.options[0].level == reading["gates"]["education"]["minimum"]
    ways = {(o.level, o.min_years) for g in found.gates if g.kind == "experience" for o in g.options}
    expected = reading["gates"]["experience"] or {"options": []}
    assert ways == {(level, years) for level, years in expected.get("options", [(None, expected.get("min_years"))])}
    steps = [(step.title, step.line) for step in found.career]
    for wanted in reading.get("career", []):
        assert any(wanted["title"] in title and line == wanted["line"] for title, line in steps)
    amounts = {amount for s in found.salary for amount in (s.low, s.high)}
    assert amounts.isdisjoint(reading.get("salary_is_not", []))
    assert len(found.demand) <= len(reading["demand"]) + len(reading.get("demand_optional", []))


@needs_seeds
@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading["id"])
def test_years_of_a_skill_agree_with_a_reading_by_hand(reading: dict[str, Any]) -> None:
    names = Names(extractor())
    found = role(reading["source"]["name"]).requirements
    for wanted in reading["requirements"]:
        years = {float(part) for part in str(wanted.get("min_years") or "0").split("|")} - {0.0}
        if years:
            ids = frozenset().union(*(names.ids(name) for name in wanted["any_of"]))
            assert any(r.min_years in years and ids & {s.skill_id for s in r.any_of} for r in found), wanted


@needs_seeds
def test_skill_lists_do_not_hold_what_is_no_skill() -> None:
    for name in IDS:
        quotes = {q.quote for r in role(name).requirements for q in r.evidence}
        assert quotes.isdisjoint({"Apple", "Meta", "Tesla", "Nvidia", "San Francisco", "Labor Statistics", "Outlook"})


def test_readings_hold_no_sentences() -> None:
    for path in Path(GOLD).glob("*.yaml"):
        text = path.read_text(encoding="utf-8").split("requirements:", 1)[1]
        assert all(len(part.split()) <= 8 for part in text.replace("[", ",").replace("]", ",").split(","))
