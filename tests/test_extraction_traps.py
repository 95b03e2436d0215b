"""The table of traps on the bundled taxonomy: what must be found, what must not, and whose it is."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from skillgap import cli
from skillgap.analyzer import Analyzer
from skillgap.extraction import Extractor
from skillgap.settings import Settings
from skillgap.taxonomy import load_taxonomy

FILES = {
    path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for path in sorted((Path(__file__).parent / "data").glob("traps*.jsonl"))
}
TRADES = yaml.safe_load((Path(__file__).parent / "data" / "other_trades.yaml").read_text("utf-8"))
ROWS: list[dict[str, Any]] = [row for rows in FILES.values() for row in rows]
"""A row with a `heading` is about what stands under it, and means nothing outside a resume."""


@cache
def extractor() -> Extractor:
    return Extractor(load_taxonomy())


def test_the_table_is_long_and_names_real_skills() -> None:
    ids = {i for row in ROWS for key in ("find", "not", "planned", "denied", "other") for i in row.get(key, [])}
    assert len(ROWS) >= 4_950
    assert ids - set(extractor().taxonomy.skills) == set()


def resume_with(text: str, *, heading: str | None = None) -> str:
    """Put a trap into a bullet of an invented resume, or under a heading of its own."""
    head = "Jarmila Vesela\njarmila@example.com\n\nSummary\n\nEngineer, eight years.\n\nExperience\n\n"
    job = f"{head}Engineer, Mlynske Kolo, Brno\nJan 2019 - Dec 2022\n\n- Kept the books.\n"
    return f"{job}\n{heading}\n\n- {text}\n" if heading else f"{job}- {text}\n"


def fits(row: dict[str, Any], found: Iterable[tuple[str | None, str]]) -> bool:
    """Compare skill ids and statuses with a row of the table."""
    by_status: dict[str, set[str | None]] = {}
    for skill_id, status in found:
        by_status.setdefault(status, set()).add(skill_id)
    held = by_status.get("held", set())
    away = {status: set(row.get(status, [])) for status in ("planned", "denied", "other")}
    return (
        set(row.get("find", [])) <= held
        and held.isdisjoint(set(row.get("not", [])).union(*away.values()))
        and all(ids <= by_status.get(status, set()) for status, ids in away.items())
    )


@pytest.mark.parametrize("name", FILES)
def test_traps(name: str) -> None:
    wrong = []
    for row in FILES[name]:
        mentions = extractor().mentions(row["text"])
        assert all(row["text"][mention.start : mention.end] == mention.text for mention in mentions)
        if "heading" not in row and not fits(row, [(mention.skill_id, mention.status) for mention in mentions]):
            wrong.append((row["id"], row["about"], row["text"]))
    assert wrong == []


@pytest.mark.parametrize("text", ["About you: Excel in making things clear", "You: Excel in building dashboards"])
def test_what_a_label_asks_for_is_a_verb(text: str) -> None:
    assert "excel" not in {mention.name.lower() for mention in extractor().mentions(text)}


@cache
def analyzer() -> Analyzer:
    return Analyzer(settings=Settings(as_of=datetime.date(2026, 6, 1)), isolated=False)


@pytest.mark.parametrize("name", FILES)
def test_traps_inside_a_resume(name: str) -> None:
    wrong = []
    for row in FILES[name]:
        report = analyzer().extract(resume_with(row["text"], heading=row.get("heading")).encode())
        if not fits(row, [(mention.skill_id, mention.status) for mention in report.mentions]):
            wrong.append((row["id"], row["about"], row["text"]))
    assert wrong == []


@pytest.mark.parametrize("row", ROWS[::400], ids=[row["id"] for row in ROWS[::400]])
def test_traps_on_the_command_line(row: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "resume.txt"
    path.write_text(resume_with(row["text"], heading=row.get("heading")), encoding="utf-8")
    done = CliRunner().invoke(cli.app, ["extract", str(path), "--format", "json"])
    assert done.exit_code == 0
    assert fits(row, [(mention["skill_id"], mention["status"]) for mention in json.loads(done.stdout)["mentions"]])


@pytest.mark.parametrize("row", TRADES, ids=[f"{k} {row['trade']}" for k, row in enumerate(TRADES)])
def test_words_mean_what_the_trade_of_a_resume_means(row: dict[str, Any]) -> None:
    work = "".join(f"- {line}\n" for line in row["jobs"])
    job = f"Fennick Ozgrove\n\nExperience\n\n{row['trade']}, Mlynske Kolo, Brno\nJan 2019 - Dec 2022\n\n{work}"
    listed = f"{job}\nSkills\n\n{', '.join(row['skills'])}\n"
    apart = f"{job}\nSkills\n\n" + "".join(f"- {skill}\n" for skill in row["skills"])
    for text in (listed, apart):
        assert fits(row, [(mention.skill_id, mention.status) for mention in analyzer().extract(text.encode()).mentions])
