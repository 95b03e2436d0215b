"""Batches: every file exactly once, whatever is in it and wherever the run is stopped."""

from __future__ import annotations

import csv
import datetime
import gzip
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from faulty_reader import FaultyReader
from skillgap import cli, pool
from skillgap.analyzer import Analyzer
from skillgap.errors import ConfigurationError, InputError
from skillgap.models.fit import Failure
from skillgap.models.resume import Profile
from skillgap.models.role import Requirement, Role
from skillgap.models.skill import SkillRef
from skillgap.pipelines.batch import Summary, run_batch
from skillgap.pipelines.inputs import find_inputs
from skillgap.pipelines.rows import FIELDS, csv_rows
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


@pytest.fixture(autouse=True)
def _forks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork also where the test runner has (sleeping) threads: spawned processes load for seconds."""
    monkeypatch.setattr(pool, "can_fork", lambda: True)


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(settings=SETTINGS)


@pytest.fixture(scope="module")
def faulty() -> Analyzer:
    reading = SETTINGS.reading.model_copy(update={"seconds": 6.0, "memory_bytes": 400_000_000})
    return Analyzer(settings=SETTINGS.model_copy(update={"reading": reading}), readers=[FaultyReader()])


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


def test_rows_are_what_score_gives(tmp_path: Path, analyzer: Analyzer) -> None:
    summary = batch([RESUMES], tmp_path / "out.jsonl", analyzer)
    paths = sorted(path for path in RESUMES.iterdir() if not path.name.startswith("."))
    assert (summary.done, summary.failures) == (len(paths), {})
    expected = {analyzer.score(path, roles=[ROLE]).model_dump_json() for path in paths}
    assert set((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == expected


def test_compressed_lines_are_the_same_lines_and_can_be_gone_on_with(tmp_path: Path, analyzer: Analyzer) -> None:
    text_files(tmp_path / "in", 3)
    (tmp_path / "in" / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    output = tmp_path / "out.jsonl.gz"
    batch([tmp_path / "in"], output, analyzer)
    output.write_bytes(output.read_bytes() + b"\x1f\x8bhalf a member")
    shutil.copy(RESUMES / "p1.md", tmp_path / "in")
    summary = batch([tmp_path / "in"], output, analyzer, resume=True)
    assert (summary.before, summary.done) == (4, 1)
    batch([tmp_path / "in"], tmp_path / "out.jsonl", analyzer)
    lines = (tmp_path / "out.jsonl").read_bytes().splitlines()
    assert sorted(gzip.decompress(output.read_bytes()).splitlines()) == sorted(lines)
    assert len(lines) == 5


def test_faults_are_rows_and_cost_nothing_else(tmp_path: Path, faulty: Analyzer) -> None:
    text_files(tmp_path / "in", 60)
    words = {"sleep": "timeout", "spin": "timeout", "eat": "out_of_memory", "abort": "crashed", "exit": "crashed"}
    for word in [*words, "raise"]:
        (tmp_path / "in" / f"{word}.txt").write_text(f"fault:{word}:", encoding="utf-8")
    (tmp_path / "in" / "empty.txt").touch()
    (tmp_path / "in" / "once.txt").write_text(f"fault:once:{tmp_path / 'marker'}", encoding="utf-8")
    summary = batch([tmp_path / "in"], tmp_path / "out.jsonl", faulty)
    found = rows(tmp_path / "out.jsonl")
    assert len(found) == summary.done == 68
    assert len(set(names(tmp_path / "out.jsonl"))) == 68
    failures = {str(row["name"]): row["code"] for row in found if row["schema"] == "skillgap.failure/1"}
    expected = {f"{word}.txt": code for word, code in words.items()}
    assert failures == expected | {"raise.txt": "unreadable", "empty.txt": "empty"}
    assert (tmp_path / "marker").exists()


def test_names_are_relative_unique_and_never_paths(tmp_path: Path, analyzer: Analyzer) -> None:
    text_files(tmp_path / "a", 2)
    text_files(tmp_path / "b" / "deep", 1)
    (tmp_path / "a" / ".hidden.txt").write_text("Python\n")
    (tmp_path / "a" / "link.txt").symlink_to(tmp_path / "a" / "r0000.txt")
    os.mkfifo(tmp_path / "a" / "pipe.txt")
    with zipfile.ZipFile(tmp_path / "a" / "more.zip", "w") as archive:
        archive.writestr("../../evil.txt", "Skills\nPython\n")
        archive.writestr("x/one.txt", "Skills\nPython\n")
        archive.writestr("__MACOSX/._one.txt", "noise")
        archive.writestr("folder/", "")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("x/one.txt", "Skills\nSQL\n")
    (tmp_path / "a" / "broken.zip").write_bytes(b"PK\x03\x04 no archive")
    (tmp_path / "a" / "plain").write_text("Skills\nPython\n")
    arguments = [tmp_path / "a", tmp_path / "b", tmp_path / "a" / "r0000.txt", tmp_path / "gone.txt", "no-[x]*.txt"]
    summary = batch([*arguments[:4], tmp_path / str(arguments[4])], tmp_path / "a" / "out.jsonl", analyzer)
    assert names(tmp_path / "a" / "out.jsonl") == [
        "a/broken.zip", "a/more.zip/evil.txt", "a/more.zip/x/one.txt", "a/more.zip/x/one.txt#2", "a/plain",
        "a/r0000.txt", "a/r0001.txt", "b/deep/r0000.txt", "gone.txt", "no-[x]*.txt",
    ]  # fmt: skip
    assert summary.failures == {"not_found": 2, "unreadable": 1}
    assert summary.left_out == 3
    assert not list(tmp_path.rglob("evil*"))


def test_a_zip_bomb_is_too_large(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"0" * 3_000_000)
        archive.writestr("fine.txt", "Skills\nPython\n")
    reading = SETTINGS.reading.model_copy(update={"max_bytes": 1_000_000})
    small = Analyzer(settings=SETTINGS.model_copy(update={"reading": reading}))
    assert batch([tmp_path / "bomb.zip"], tmp_path / "out.jsonl", small).failures == {"too_large": 1}


def test_json_lines_are_read_row_by_row(tmp_path: Path, analyzer: Analyzer) -> None:
    table = tmp_path / "people.jsonl"
    lines = [
        json.dumps({"id": "p1", "text": "Skills\nPython\n"}),
        "not json",
        json.dumps({"id": "p2", "text": "/etc/passwd"}),
        json.dumps({"id": "p3", "text": None}),
        json.dumps(["no object"]),
        json.dumps({"id": "p4", "text": 5}),
    ]
    table.write_text("\n".join(lines), encoding="utf-8")
    batch([table], tmp_path / "out.jsonl", analyzer, columns=Columns(name="id"))
    found = {str(row.get("name") or row["document"]["name"]): row for row in rows(tmp_path / "out.jsonl")}  # type: ignore[index,call-overload]
    assert set(found) == {"p1", "p2", "p3", "people.jsonl#2", "people.jsonl#5", "people.jsonl#6"}
    assert found["p2"]["document"]["media_type"] == "text/plain"  # type: ignore[index,call-overload]
    assert {name: row["code"] for name, row in found.items() if "code" in row} == {
        "p3": "empty", "people.jsonl#2": "unreadable", "people.jsonl#5": "unreadable", "people.jsonl#6": "unreadable",
    }  # fmt: skip


def test_a_column_that_is_not_there_is_said(tmp_path: Path, analyzer: Analyzer) -> None:
    table = tmp_path / "people.jsonl"
    table.write_text('{"cv": "Python"}\n')
    with pytest.raises(ConfigurationError, match="no column 'text'"):
        batch([table], tmp_path / "out.jsonl", analyzer)
    for columns in (Columns("text", None, False), Columns("cv", "id", False)):
        with pytest.raises(ConfigurationError, match=r"no column '(text|id)'"):
            batch([table], tmp_path / "out.jsonl", analyzer, columns=columns)


def test_parquet_in_and_out(tmp_path: Path, analyzer: Analyzer) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    from skillgap.pipelines.rows import arrow_schema

    paths = sorted(RESUMES.glob("p1*"))
    contents = [*(path.read_bytes() for path in paths), b""]
    labels = [*(path.name for path in paths), "nothing"]
    parquet.write_table(pyarrow.table({"cv": contents, "who": labels}), tmp_path / "in.parquet")
    summary = batch(
        [tmp_path / "in.parquet"], tmp_path / "out.parquet", analyzer, columns=Columns(content="cv", name="who")
    )
    assert summary.failures == {"empty": 1}
    table = parquet.read_table(tmp_path / "out.parquet")
    assert table.schema.equals(arrow_schema())
    assert table.schema.names == list(FIELDS)
    found = {row["name"]: row for row in table.to_pylist()}
    assert set(found) == set(labels)
    for path in paths:
        report = analyzer.score(path, roles=[ROLE])
        assert found[path.name]["best_score"] == report.fits[0].score
        assert [skill["skill_id"] for skill in found[path.name]["skills"]] == [
            s.skill_id for s in report.profile.skills
        ]
    again = batch([tmp_path / "in.parquet"], tmp_path / "out.parquet", analyzer, resume=True,
                  columns=Columns(content="cv", name="who"))  # fmt: skip
    assert (again.done, again.before) == (0, len(labels))


def test_csv_holds_no_formula(tmp_path: Path, analyzer: Analyzer) -> None:
    for name in ("=1+1.txt", "+a.txt", "-b.txt", "@c.txt", "\td.txt", 'e"f.txt', "g\nh.txt", "ok.txt"):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text("Skills\nPython\n")
    (tmp_path / "in" / "=broken.txt").touch()
    batch([tmp_path / "in"], tmp_path / "out.csv", analyzer)
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8") as stream:
        found = list(csv.DictReader(stream))
    assert len(found) == 9
    assert Counter(row["status"] for row in found) == {"ok": 8, "failed": 1}
    for row in found:
        assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for value in row.values())
    assert {row["role_id"] for row in found} == {"made-up", ""}


def test_a_csv_line_has_a_cell_for_each_column() -> None:
    row = dict.fromkeys(FIELDS) | {"name": "x", "status": "failed", "skills": [], "fits": []}
    assert csv_rows(row).count(",") == 16


def test_a_name_that_is_no_unicode_is_shown_escaped(tmp_path: Path, analyzer: Analyzer) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / os.fsdecode(b"caf\xe9.txt")).write_text("Skills\nPython\n")
    batch([tmp_path / "in"], tmp_path / "out.jsonl", analyzer)
    assert names(tmp_path / "out.jsonl") == ["caf\\xe9.txt"]


def test_resume_adds_only_what_is_missing(tmp_path: Path, analyzer: Analyzer) -> None:
    paths = text_files(tmp_path / "in", 20)
    output = tmp_path / "out.jsonl"
    for path in paths[10:]:
        path.rename(tmp_path / path.name)
    assert batch([tmp_path / "in"], output, analyzer).done == 10
    before = output.read_bytes()
    for path in paths[10:]:
        (tmp_path / path.name).rename(path)
    summary = batch([tmp_path / "in"], output, analyzer, resume=True)
    assert (summary.before, summary.done) == (10, 10)
    assert output.read_bytes().startswith(before)
    assert len(set(names(output))) == 20


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
def test_any_cut_of_output_and_journal_is_mended(tmp_path: Path, analyzer: Analyzer, ending: str) -> None:
    if ending == "parquet":
        pytest.importorskip("pyarrow")
    text_files(tmp_path / "in", 6)
    output = tmp_path / f"out.{ending}"
    batch([tmp_path / "in"], output, analyzer, workers=1)
    body = tmp_path / "out.parquet.rows" if ending == "parquet" else output
    whole, journal = body.read_bytes(), Path(f"{output}.journal").read_bytes()
    entries = [json.loads(line) for line in journal.splitlines()[1:-1]]
    for cut in range(0, len(journal), 37):
        kept = [entry[1] for entry in entries[: max(0, journal[:cut].count(b"\n") - 1)]]
        # What a crash leaves: a journal cut anywhere, and an output at least as long as it says.
        Path(f"{output}.journal").write_bytes(journal[:cut])
        body.write_bytes(whole[: (kept[-1] if kept else 0) + 200])
        if ending == "parquet":
            output.unlink(missing_ok=True)
        if cut < len(journal.splitlines()[0]) and ending != "parquet":
            body.unlink()
        batch([tmp_path / "in"], output, analyzer, workers=1, resume=True)
        assert sorted(body.read_bytes().splitlines()) == sorted(whole.splitlines())


def test_an_unfinished_output_is_not_overwritten(tmp_path: Path, analyzer: Analyzer) -> None:
    text_files(tmp_path / "in", 3)
    output, journal = tmp_path / "out.jsonl", tmp_path / "out.jsonl.journal"
    batch([tmp_path / "in"], output, analyzer)
    batch([tmp_path / "in"], output, analyzer)
    assert len(rows(output)) == 3
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:3]))
    with pytest.raises(ConfigurationError, match="unfinished"):
        batch([tmp_path / "in"], output, analyzer)
    other = Analyzer(settings=Settings(as_of=datetime.date(2024, 1, 1)))
    with pytest.raises(ConfigurationError, match="begun with another day"):
        batch([tmp_path / "in"], output, other, resume=True)
    journal.unlink()
    with pytest.raises(ConfigurationError, match="no journal"):
        batch([tmp_path / "in"], output, analyzer, resume=True)


def test_the_cache_gives_the_same_and_reads_nothing_again(tmp_path: Path, analyzer: Analyzer) -> None:
    cache = tmp_path / "cache"
    first, second, third = (tmp_path / f"{n}.jsonl" for n in "123")
    shutil.copytree(RESUMES, tmp_path / "in")
    batch([tmp_path / "in"], first, analyzer, cache=cache)
    entries = sorted(cache.rglob("*.json"))
    stamps = [path.stat().st_mtime_ns for path in entries]
    assert len(entries) == len(rows(first))
    (tmp_path / "in" / "p1.docx").rename(tmp_path / "in" / "renamed.docx")
    batch([tmp_path / "in"], second, analyzer, cache=cache)
    assert [path.stat().st_mtime_ns for path in entries] == stamps
    same = {line.replace('"p1.docx"', '"renamed.docx"') for line in first.read_text(encoding="utf-8").splitlines()}
    assert set(second.read_text(encoding="utf-8").splitlines()) == same
    for path in entries:
        path.write_bytes(path.read_bytes()[:50])
    batch([tmp_path / "in"], third, analyzer, cache=cache)
    assert sorted(third.read_bytes().splitlines()) == sorted(second.read_bytes().splitlines())


def test_an_output_of_unknown_kind_is_refused(tmp_path: Path, analyzer: Analyzer) -> None:
    with pytest.raises(ConfigurationError, match="unknown ending"):
        batch([tmp_path], tmp_path / "out.xlsx", analyzer)


def test_an_output_that_cannot_be_written_is_an_error_with_a_hint(tmp_path: Path, analyzer: Analyzer) -> None:
    with pytest.raises(InputError) as caught:
        batch([RESUMES], tmp_path / "no" / "out.jsonl", analyzer)
    assert caught.value.code == "not_found"
    assert f"the folder {tmp_path / 'no'} does not exist" in caught.value.message
    assert "--resume" in caught.value.hint


def test_profile_many_keeps_the_order(faulty: Analyzer, tmp_path: Path) -> None:
    paths = text_files(tmp_path, 30)
    (tmp_path / "abort.txt").write_text("fault:abort:", encoding="utf-8")
    sources = [*paths[:10], tmp_path / "abort.txt", "Skills\nPython\n", b"", tmp_path / "gone.txt", *paths[10:]]
    found = list(faulty.profile_many(sources, workers=2))
    assert [type(result) for result in found[10:14]] == [Failure, Profile, Failure, Failure]
    assert [result.code for result in found if isinstance(result, Failure)] == ["crashed", "empty", "not_found"]
    named = [result.document.name for result in found if isinstance(result, Profile)]
    assert named == [path.name for path in paths[:10]] + ["source 12"] + [path.name for path in paths[10:]]
    assert found[0] == faulty.profile(paths[0])
    assert isinstance(found[11], Profile)
    assert [skill.skill_id for skill in found[11].skills] == ["python"]


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "skillgap", "batch", *map(str, arguments), "--as-of", "2025-06-01"]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def test_killed_with_nine_and_resumed_is_the_same(tmp_path: Path) -> None:
    text_files(tmp_path / "in", 150)
    shutil.copy(RESUMES / "p1_typst.pdf", tmp_path / "in")
    (tmp_path / "in" / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    subprocess.run(command(tmp_path / "in", "--output", tmp_path / "whole.jsonl"), env=environment(), check=False,
                   capture_output=True)  # fmt: skip
    output = tmp_path / "out.jsonl"
    kills = 0
    for wait in (0.0, 0.05, 0.15, 0.3):
        process = subprocess.Popen(
            command(tmp_path / "in", "--output", output, "--resume"), env=environment(), stderr=subprocess.DEVNULL
        )
        size = output.stat().st_size if output.exists() else 0
        deadline = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < deadline:
            if output.exists() and output.stat().st_size > size:
                time.sleep(wait)
                process.kill()
                kills += 1
                break
            time.sleep(0.005)
        process.wait()
    done = subprocess.run(
        command(tmp_path / "in", "--output", output, "--resume"), env=environment(), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert kills
    assert done.returncode == 3, done.stderr
    assert sorted(output.read_bytes().splitlines()) == sorted((tmp_path / "whole.jsonl").read_bytes().splitlines())
    assert len(rows(output)) == 152


def test_a_full_disk_ends_clean_and_resumes(tmp_path: Path) -> None:
    text_files(tmp_path / "in", 80)
    output = tmp_path / "out.jsonl"

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    done = subprocess.run(
        command(tmp_path / "in", "--output", output), env=environment() | {"XDG_CACHE_HOME": str(tmp_path / "c")},
        preexec_fn=small, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.startswith("error: permission: can't write")
    assert "Traceback" not in done.stderr
    done = subprocess.run(command(tmp_path / "in", "--output", output, "--resume"), env=environment(),
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(set(names(output))) == len(rows(output)) == 80


def test_ctrl_c_ends_clean_and_resumes(tmp_path: Path) -> None:
    text_files(tmp_path / "in", 400)
    output = tmp_path / "out.jsonl"
    process = subprocess.Popen(
        command(tmp_path / "in", "--output", output), env=environment(), stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    journal = Path(f"{output}.journal")
    while not journal.exists():
        assert process.poll() is None
        time.sleep(0.01)
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130, said
    assert said.startswith("stopped: ")
    assert "Traceback" not in said
    done = subprocess.run(command(tmp_path / "in", "--output", output, "--resume"), env=environment(),
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(set(names(output))) == len(rows(output)) == 400


def run_cli(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["skillgap", *arguments])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    return int(caught.value.code or 0)


def test_the_command_says_what_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = text_files(tmp_path / "in", 3)
    (tmp_path / "list.txt").write_text("\n".join(map(str, paths[:2])) + "\n\n")
    output = str(tmp_path / "out.jsonl")
    assert run_cli(["batch", f"@{tmp_path / 'list.txt'}", "--output", output, "--workers", "1"], monkeypatch) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"done: 2 in {output}: 2 scored, 0 failed; ")
    (tmp_path / "in" / "empty.txt").touch()
    options = ["--files-from", str(tmp_path / "list.txt"), "--output", output, "--workers", "1", "--resume"]
    assert run_cli(["batch", str(tmp_path / "in"), *options], monkeypatch) == 3
    assert "3 scored, 1 failed (empty 1); 2 were there before" in capsys.readouterr().err
    assert run_cli(["batch", str(tmp_path / "in")], monkeypatch) == 2
    assert run_cli(["batch", "--output", output], monkeypatch) == 2
    assert run_cli(["batch", "--files-from", "gone.txt", "--output", output], monkeypatch) == 3


def test_what_no_one_named_and_no_one_sends_is_no_resume(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    text_files(folder, 2)
    for name in (
        "tool.py",
        "notes.ipynb",
        "rows.jsonl",
        "rows.jsonl.gz",
        "rows.csv",
        "rows.csv.journal",
        ".hidden.txt",
    ):
        (folder / name).write_text("Python, SQL\n")
    for name in ("resume", "v1.2 final", "old.doc"):
        (folder / name).write_text("Skills: Python, SQL\n")
    found = [item.name for item in find_inputs([folder]).items]
    assert found == ["old.doc", "r0000.txt", "r0001.txt", "resume", "v1.2 final"]
    assert find_inputs([folder]).left_out == 7
    assert [item.name for item in find_inputs([folder / "tool.py"]).items] == ["tool.py"]
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a/r.txt", "Python")
        archive.writestr("a/tool.py", "import this")
    assert [item.name for item in find_inputs([tmp_path / "all.zip"]).items] == ["all.zip/a/r.txt"]
    (folder / "ad.txt").write_text("Data engineer\n\nRequirements\n- Python\n- SQL\n")
    assert run_cli(["rank", str(folder), "--job", str(folder / "ad.txt")], monkeypatch) == 0
    said = capsys.readouterr()
    assert "ad.txt" not in said.out
    assert "tool.py" not in said.out
    assert said.err.count("left out in folders (hidden, links, programs, tables): 7") == 1


def test_a_batch_of_nothing_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    assert run_cli(["batch", str(tmp_path / "in"), "--output", str(tmp_path / "out.csv")], monkeypatch) == 0
    assert capsys.readouterr().err.startswith(f"done: no resume found for {tmp_path / 'out.csv'}; ")


def test_the_bar_tells_rate_and_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    from skillgap.cli.batches import _bar
    from skillgap.pipelines.batch import Progress

    show = _bar()
    show(Progress(done=50, before=0, failed=2, total=200, seconds=10.0))
    assert capsys.readouterr().err == "\r\x1b[K[#####...............] 50/200  5.0 a second, 0:30 left, 2 failed"
    show(Progress(done=51, before=0, failed=2, total=200, seconds=10.1))
    assert capsys.readouterr().err == ""
    show(Progress(done=200, before=0, failed=2, total=200, seconds=40.0))
    assert capsys.readouterr().err.endswith("\r\x1b[K")
