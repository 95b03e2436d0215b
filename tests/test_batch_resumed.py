"""Batches that go on where a run was stopped, and the cache: nothing lost, nothing written twice."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import signal
import time
from pathlib import Path

import pytest

import forked
from batch_cases import RESUMES, batch, names, rows, text_files
from skillgap.analyzer import Analyzer
from skillgap.errors import ConfigurationError
from skillgap.settings import Settings

pytestmark = pytest.mark.usefixtures("forks")


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
    for cut in range(0, len(journal), 89):
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


def command(folder: Path, output: Path, *options: str) -> list[str | Path]:
    return ["batch", folder, "--output", output, "--as-of", "2025-06-01", "--role", "lead-ml-engineer", *options]


def test_killed_with_nine_and_resumed_is_the_same(tmp_path: Path) -> None:
    text_files(tmp_path / "in", 80)
    shutil.copy(RESUMES / "p1_typst.pdf", tmp_path / "in")
    (tmp_path / "in" / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    errors = tmp_path / "errors"
    assert forked.finish(forked.start(*command(tmp_path / "in", tmp_path / "whole.jsonl"), errors=errors)) == 3
    output = tmp_path / "out.jsonl"
    resumed = command(tmp_path / "in", output, "--resume")
    kills = 0
    for wait in (0.0, 0.01, 0.05, 0.1):
        size = output.stat().st_size if output.exists() else 0
        process = forked.start(*resumed, errors=errors)
        deadline = time.monotonic() + 60
        while process.is_alive() and time.monotonic() < deadline:
            if output.exists() and output.stat().st_size > size:
                time.sleep(wait)
                process.kill()
                break
            time.sleep(0.002)
        kills += forked.finish(process) == -signal.SIGKILL
    done = forked.finish(forked.start(*resumed, errors=errors))
    assert kills
    assert done == 3, errors.read_text()
    assert sorted(output.read_bytes().splitlines()) == sorted((tmp_path / "whole.jsonl").read_bytes().splitlines())
    assert len(rows(output)) == 82


def test_a_full_disk_ends_clean_and_resumes(tmp_path: Path) -> None:
    text_files(tmp_path / "in", 24)
    output, errors = tmp_path / "out.jsonl", tmp_path / "errors"
    begun = forked.start(*command(tmp_path / "in", output), errors=errors, file_bytes=50_000)
    assert forked.finish(begun) == 3
    said = errors.read_text(encoding="utf-8")
    assert said.startswith("error: permission: can't write")
    assert "Traceback" not in said
    resumed = forked.start(*command(tmp_path / "in", output, "--resume"), errors=errors)
    assert forked.finish(resumed) == 0, errors.read_text()
    assert len(set(names(output))) == len(rows(output)) == 24


def test_ctrl_c_ends_clean_and_resumes(tmp_path: Path) -> None:
    text_files(tmp_path / "in", 100)
    output, errors = tmp_path / "out.jsonl", tmp_path / "errors"
    process = forked.start(*command(tmp_path / "in", output), errors=errors)
    while not (output.exists() and output.stat().st_size):
        assert process.is_alive()
        time.sleep(0.002)
    assert process.pid is not None
    os.killpg(process.pid, signal.SIGINT)
    assert forked.finish(process) == 130, errors.read_text()
    said = errors.read_text(encoding="utf-8")
    assert said.startswith("stopped: ")
    assert "Traceback" not in said
    assert len(rows(output)) < 100
    resumed = forked.start(*command(tmp_path / "in", output, "--resume"), errors=errors)
    assert forked.finish(resumed) == 0, errors.read_text()
    assert len(set(names(output))) == len(rows(output)) == 100
