"""Years that are asked in a field: only work in it counts, and what can't be told is open."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from skillgap import Analyzer, Settings
from skillgap.models.fit import GateResult
from skillgap.scoring.data_files import load_data

LINES = (Path(__file__).parent / "data" / "field_work.tsv").read_text(encoding="utf-8").splitlines()
CASES = [line.split("\t") for line in LINES if not line.startswith("#")]


@cache
def analyzer() -> Analyzer:
    return Analyzer()


def resume(jobs: str) -> str:
    lines, year = ["Ada Example", "", "Experience", ""], 2024
    for job in jobs.split(" / "):
        head, _, deed = job.partition(": ")
        years, _, title = head.partition(" ")
        lines += [f"{title}, Example Works", f"{year - int(years) + 1}-01 - {year}-12", f"- {deed}", ""]
        year -= int(years)
    return "\n".join(lines)


def gate(asked: str, jobs: str) -> GateResult:
    ad = f"Platform Person\n\nRequirements\n- {asked}\n- Git\n- Kubernetes\n"
    role = analyzer().role(ad.encode(), name="ad.txt")
    return next(
        g for g in analyzer().score(resume(jobs).encode(), name="a.txt", roles=[role]).fits[0].gates
        if g.kind == "experience"
    )  # fmt: skip


@pytest.mark.parametrize(("asked", "status", "jobs"), CASES)
def test_years_in_a_field_are_of_work_in_it(asked: str, status: str, jobs: str) -> None:
    found = gate(asked, jobs)
    assert (found.status, status != "unknown" or "of it surely in that field" in found.detail) == (status, True), found


def test_months_to_come_are_none_shown() -> None:
    page = """Ada Example

Experience

Data Engineer, Example Works, 2025-01 - 2027-12
- Built pipelines in Python

Shop Assistant, Example Market, 2022-01 - 2024-12
- Sold shoes
"""
    role = Analyzer().role(b"Data Engineer\n\nRequirements\n- 3 years as a data engineer\n- Python\n", name="ad.txt")
    report = Analyzer(settings=Settings(as_of=date(2025, 12, 15))).score(page, roles=[role])
    found = next(gate for gate in report.fits[0].gates if gate.kind == "experience")
    assert (found.status, "only 1 year of it surely in that field" in found.detail) == ("unknown", True), found


def test_trades_speak_of_known_skills() -> None:
    fields = load_data("trades")["fields"]
    known = Analyzer().taxonomy.skills
    named = [(field, skill) for field, told in fields.items() for skill in (field, *told.get("tools", ()))]
    assert [(field, skill) for field, skill in named if skill not in known] == []
    keys = {key for told in fields.values() for key in told}
    assert keys == {"titles", "near", "open", "tools", "as"}


def test_no_degree_required_is_nothing_to_meet() -> None:
    role = Analyzer().role(
        b"Data Engineer\n\nRequirements\n- No degree required, we do not mind\n- Python\n- SQL\n", name="ad.txt"
    )
    report = Analyzer().score("Ada Example\n\nSkills\n\nPython, SQL\n", roles=[role])
    assert (len(role.gates), report.fits[0].gates) == (1, ())
