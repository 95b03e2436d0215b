"""What the library refuses: as a SkillgapError that says what to do, before anything is computed from it."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from skillgap import Settings, SkillgapError, Taxonomy
from skillgap.models.role import Requirement, Role
from skillgap.models.skill import Skill, SkillRef
from skillgap.pipelines.inputs import files_below, find_inputs
from skillgap.pipelines.rows import arrow_schema
from skillgap.roles.builder import write_files
from skillgap.settings import Credits, ReadingSettings, ScoringSettings

DAY = datetime.date(2025, 6, 1)


def skill(skill_id: str, *broader: str) -> Skill:
    return Skill(id=skill_id, name=skill_id.upper(), category="tool", broader=broader)


def role(role_id: str, *asked: str) -> Role:
    needs = [Requirement(any_of=(SkillRef(skill_id=a, name=a),), importance="required", weight=1.0) for a in asked]
    return Role(id=role_id, title="Engineer", requirements=tuple(needs))


@pytest.mark.parametrize(
    ("make", "code", "said"),
    [
        (lambda: Settings(), "settings_invalid", "as_of"),  # type: ignore[call-arg]
        (lambda: Settings(as_of=DAY, unknown=1), "settings_invalid", "unknown"),  # type: ignore[call-arg]
        (lambda: Settings(as_of=DAY, reading={"seconds": -1}), "settings_invalid", "seconds"),  # type: ignore[arg-type]
        (lambda: ReadingSettings(seconds=-1), "settings_invalid", "ReadingSettings.seconds"),
        (lambda: Credits(listed=2), "settings_invalid", "never rise"),
        (lambda: ScoringSettings(recency_loss=0.5), "settings_invalid", "dated_short"),
        (lambda: Taxonomy([skill("a"), skill("a")]), "taxonomy_invalid", "'a'"),
        (lambda: Taxonomy([skill("a", "zz")]), "taxonomy_invalid", "'zz' is no skill"),
        (lambda: Taxonomy([skill("a", "b"), skill("b", "a")]), "taxonomy_invalid", "circle"),
        (lambda: Taxonomy([skill("a")], [role("r", "zz")]), "taxonomy_invalid", "'zz' is no skill"),
        (lambda: Taxonomy([skill("a")], [role("r")]), "taxonomy_invalid", "no requirement"),
        (lambda: Taxonomy([skill("a")], [role("r", "a"), role("r", "a")]), "taxonomy_invalid", "'r'"),
    ],
)
def test_what_cannot_be_used_is_said(make: Callable[[], Any], code: str, said: str) -> None:
    with pytest.raises(SkillgapError) as caught:
        make()
    assert caught.value.code == code
    assert said in str(caught.value)


def test_a_schema_of_arrow_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SkillgapError, match="missing_dependency"):
        arrow_schema()


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one resume and one folder that may not be read, also where the tests run as root."""
    (tmp_path / "in" / "locked").mkdir(parents=True)
    (tmp_path / "in" / "cv.txt").write_text("Skills\nPython\n")
    scan = os.scandir

    def refuse(path: str) -> Any:
        if path.endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    return tmp_path / "in"


def test_a_folder_that_may_not_be_read_is_a_row(locked: Path) -> None:
    found = find_inputs([locked])
    items = {item.name: item.error for item in found.items}
    assert (found.total, found.left_out, items["cv.txt"]) == (2, 0, None)
    error = items["locked"]
    assert error is not None
    assert error.code == "permission"
    assert [entry and entry[1] is None for entry in files_below(str(locked))] == [True, False]


def test_a_taxonomy_that_cannot_be_written_names_the_path(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for output in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(SkillgapError, match=r"permission: can't write .*file"):
            write_files(output, {"build.json": "{}"})


def test_a_full_disk_names_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(SkillgapError, match=f"permission: can't write {tmp_path}: No space"):
        write_files(tmp_path, {"build.json": "{}"})
