"""Years that are asked in a field: only work in it counts, and what can't be told is open."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from skillgap import Analyzer
from skillgap.models.fit import GateResult

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
