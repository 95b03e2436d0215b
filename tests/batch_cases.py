"""Files, a role and a run of a batch, for the tests of batches."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from pathlib import Path

from skillgap.analyzer import Analyzer
from skillgap.models.role import Requirement, Role
from skillgap.models.skill import SkillRef
from skillgap.pipelines.batch import Summary, run_batch
from skillgap.pipelines.tables import ANY_COLUMN, Columns
from skillgap.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
RESUMES = ROOT / "tests" / "fixtures" / "resumes"
SETTINGS = Settings(as_of=datetime.date(2025, 6, 1))
ROLE = Role(
    id="made-up",
    title="Made-up role",
    requirements=(
        Requirement(any_of=(SkillRef(skill_id="python", name="Python"),), importance="required", weight=0.7),
        Requirement(any_of=(SkillRef(skill_id="sql", name="SQL"),), importance="preferred", weight=0.3),
    ),
)


def text_files(folder: Path, count: int) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"r{i:04}.txt" for i in range(count)]
    for i, path in enumerate(paths):
        path.write_text(f"Ada Example {i}\n\nSkills\nPython, SQL, Docker\n", encoding="utf-8")
    return paths


def batch(
    sources: Sequence[str | Path],
    output: Path,
    analyzer: Analyzer,
    *,
    workers: int = 2,
    resume: bool = False,
    columns: Columns = ANY_COLUMN,
    cache: Path | None = None,
) -> Summary:
    return run_batch(
        sources, output, analyzer=analyzer, roles=[ROLE], workers=workers, resume=resume, columns=columns, cache=cache
    )


def rows(output: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]


def names(output: Path) -> list[str]:
    return sorted(row["name"] if "name" in row else row["document"]["name"] for row in rows(output))  # type: ignore[index,call-overload,misc]
