"""What the library refuses: as a SkillgapError that says what to do, before anything is computed from it."""

from __future__ import annotations

import base64
import datetime
import json
import multiprocessing
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from skillgap import Analyzer, Profile, Settings, SkillgapError, Taxonomy, load_taxonomy, read_document, score
from skillgap.errors import InputError
from skillgap.evaluation import evaluate
from skillgap.models.role import Requirement, Role
from skillgap.models.skill import Skill, SkillRef
from skillgap.pipelines.batch import run_batch
from skillgap.pipelines.cache import why_unusable
from skillgap.pipelines.inputs import files_below, find_inputs
from skillgap.pipelines.rows import arrow_schema
from skillgap.pipelines.tables import Columns
from skillgap.roles.builder import write_files
from skillgap.scoring.learn import load_learned
from skillgap.settings import Credits, ReadingSettings, ScoringSettings
from skillgap.taxonomy import bundled_folder
from skillgap.taxonomy.check import check_taxonomy

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


def test_one_by_itself_is_one(analyzer: Analyzer, tmp_path: Path) -> None:
    (tmp_path / "cv.txt").write_text("Skills\nPython, SQL\n")
    path, one = tmp_path / "cv.txt", "lead-ml-engineer"
    assert [role.id for role in analyzer.roles(one)] == [role.id for role in analyzer.chosen(one)] == [one]
    assert analyzer.chosen(analyzer.taxonomy.role(one)) == analyzer.chosen(one)  # type: ignore[arg-type]
    assert [role.title for role in analyzer.roles(jobs=b"Data Engineer\n\nYou need Python.\n")] == ["Data Engineer"]
    assert [fit.role.id for fit in analyzer.score(path, roles=one).fits] == [one]
    assert len(analyzer.rank(str(path), role=analyzer.taxonomy.role(one)).candidates) == 1
    assert len(list(analyzer.profile_many(str(path), workers=1))) == 1


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf")])
def test_no_time_is_refused(analyzer: Analyzer, seconds: float) -> None:
    with pytest.raises(SkillgapError, match="settings_invalid: seconds"):
        analyzer.pool_limits(1, seconds)


def test_a_pyarrow_that_cannot_be_loaded_is_not_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "pyarrow"]:
        monkeypatch.delitem(sys.modules, name)
    (tmp_path / "pyarrow.py").write_text("raise ImportError('libarrow.so.1: no such file')")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(SkillgapError, match=r"can't be loaded: libarrow.so.1.*--force-reinstall pyarrow") as caught:
        arrow_schema()
    assert caught.value.exit_code == 5


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
    assert [error is None for error in files_below(str(locked)).found.values()] == [True, False]


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


def test_an_evaluation_counts_what_is_annotated_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    resume = "Experience\nEngineer, Example Ltd, 2019-01 - 2021-01\n- Built services in Python\n"
    case = {"id": "A1", "skills": [{"name": "Python", "surfaces": ["Python"], "type": "hard"}], "not_held": []}
    (tmp_path / "A1.txt").write_text(resume)
    (tmp_path / "A1.json").write_text(json.dumps(case))
    (tmp_path / "A1_twin.json").write_text(json.dumps({"basics": {}, "skills": [{"name": "Python"}]}))
    (tmp_path / "B1.json").write_text(json.dumps(case | {"id": "B1"}))
    (tmp_path / "other.json").write_text("{}")
    result = evaluate(tmp_path, analyzer=Analyzer(settings=Settings(as_of=DAY), isolated=False))
    assert result.summary()["jobs_f1"] == 1.0
    assert [message.split()[0] for message in result.left_out] == ["no", "other.json"]


def test_a_table_of_the_wrong_kind_is_a_failed_row(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"data": base64.b64encode(b"Skills\nPython, SQL\n" * 9).decode()}))
    (tmp_path / "b.csv").write_text("id,text\n1,Python\n")
    items = list(find_inputs([tmp_path / "a.jsonl", tmp_path / "b.csv"]).items)
    assert [item.error and item.error.code for item in items] == ["unreadable", None]
    with pytest.raises(InputError, match=r"unsupported_format: b\.csv is a table"):
        read_document(tmp_path / "b.csv", isolated=False)
    assert "--base64" in str(items[0].error)
    named = find_inputs([tmp_path / "a.jsonl"], columns=Columns(base64=True))
    assert [item.error for item in named.items] == [None]


def test_sources_of_many_keep_their_names_and_workers_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forks: None
) -> None:
    analyzer = Analyzer(Taxonomy([skill("a")]), settings=Settings(as_of=DAY))
    (tmp_path / "cv.txt").write_text("Skills\nPython\n")
    (found,) = analyzer.profile_many([str(tmp_path / "cv.txt")], workers=1)
    assert isinstance(found, Profile)
    assert found.document.name == "cv.txt"
    with pytest.raises(SkillgapError, match="at least 1"):
        list(analyzer.profile_many([b"Skills"], workers=0))
    monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)  # type: ignore[attr-defined]
    with pytest.raises(SkillgapError, match="daemonic"):
        list(analyzer.profile_many([b"Skills"], workers=1))


def test_roles_by_id_folders_as_text_and_empty_texts(tmp_path: Path) -> None:
    analyzer = Analyzer(Taxonomy([skill("a")], [role("r", "a")]), settings=Settings(as_of=DAY), isolated=False)
    assert [fit.role.id for fit in analyzer.score(b"Skills\nA\n", roles=["r"]).fits] == ["r"]
    with pytest.raises(SkillgapError, match="role_unknown"):
        analyzer.score(b"Skills\nA\n", roles=["q"])
    with pytest.raises(SkillgapError, match="empty"):
        analyzer.score("")
    with pytest.raises(SkillgapError, match="taxonomy_invalid"):
        load_taxonomy(str(tmp_path / "nowhere"))


class _Strange:
    def __init__(self, error: Exception | None = None) -> None:
        self.error = error

    def accepts(self, head: bytes, name: str) -> bool:
        if self.error is not None:
            raise self.error
        return True

    def read(self, data: bytes, *, name: str, limits: Any) -> Any:
        return None


@pytest.mark.parametrize("reader", [_Strange(), _Strange(RuntimeError("odd"))])
def test_a_faulty_reader_is_named(reader: _Strange) -> None:
    with pytest.raises(SkillgapError, match=r"unreadable: .*_Strange"):
        read_document(b"text", readers=[reader], isolated=False)


def test_a_cache_that_cannot_be_used_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert why_unusable(tmp_path / "file")
    assert why_unusable(tmp_path / "new") == ""


def test_what_is_no_role_is_refused(analyzer: Analyzer) -> None:
    for wrong in ("lead ml", Path("ad.txt"), 42):
        with pytest.raises(SkillgapError, match=r"role_unknown: "):
            analyzer.chosen([wrong])  # type: ignore[list-item]


@pytest.mark.parametrize("target", [-1, 101, float("nan")])
def test_a_target_outside_of_the_scale_is_refused(analyzer: Analyzer, target: float) -> None:
    with pytest.raises(SkillgapError, match=r"settings_invalid: target"):
        analyzer.score(b"Skills\nPython\n", roles="lead-ml-engineer", target=target)


@pytest.mark.parametrize(
    ("source", "told"), [("Python and SQL", True), ("resume.pdf", False), ("My resume.pdf", False)]
)
def test_a_text_that_is_taken_for_a_path_is_told_how_to_go_in(source: str, told: bool) -> None:
    with pytest.raises(SkillgapError, match="does not exist") as caught:
        read_document(source)
    assert ("given as bytes" in caught.value.hint) == told


def test_one_resume_is_scored_for_a_role_an_id_or_an_ad() -> None:
    resume, folder = b"Skills\nPython\n", bundled_folder()
    role = load_taxonomy().role("lead-ml-engineer")
    settings = Settings(as_of=DAY)
    reports = [score(resume, role=one, taxonomy=folder, settings=settings) for one in (role, role.id)]
    assert reports[0] == reports[1] == score(resume, role=role.id, settings=settings)


def test_paths_that_are_texts_are_paths(analyzer: Analyzer, tmp_path: Path) -> None:
    assert check_taxonomy(str(bundled_folder())) == ()
    for call in (lambda: evaluate("nowhere", analyzer=analyzer), lambda: load_learned("nowhere")):
        with pytest.raises(SkillgapError, match="nowhere"):
            call()
    (tmp_path / "cv.txt").write_text("Skills\nPython\n")
    assert run_batch(tmp_path / "cv.txt", str(tmp_path / "out.csv"), analyzer=analyzer, workers=1).done == 1


def test_candidates_are_named_by_their_files_else_by_their_number(analyzer: Analyzer, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "cv.txt").write_text("Skills\nPython\n")
    sources = [str(tmp_path / "a" / "cv.txt"), tmp_path / "b" / "cv.txt", b"Skills\nSQL\n", "nowhere.pdf", b""]
    report = analyzer.rank(sources, role="lead-ml-engineer")
    assert sorted(one.document.name for one in report.candidates) == ["a/cv.txt", "b/cv.txt", "source 3"]
    assert [failure.name for failure in report.failures] == ["nowhere.pdf", "source 5"]


def test_results_fit_on_a_screen_of_a_notebook(analyzer: Analyzer) -> None:
    report = analyzer.score(b"Skills\nPython, SQL, Java, Go, Rust, Kotlin\n")
    assert "skills=<6 HeldSkill>" in repr(report)
    assert "fits=<5 Fit>" in repr(report)
    assert max(map(len, map(repr, (report, *report.fits, analyzer.taxonomy)))) < 2_000
