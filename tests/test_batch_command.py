"""The command that runs a batch: what it says, and what it leaves out."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from batch_cases import text_files
from skillgap import cli
from skillgap.pipelines.inputs import find_inputs

pytestmark = pytest.mark.usefixtures("forks")


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
    assert said.out.count("ad.txt") == said.out.count("note: ad.txt is the ad itself: left out") == 1
    assert "tool.py" not in said.out
    assert said.err.count("left out in folders (hidden, links, programs, tables): 7") == 1
    assert run_cli(["score", str(folder / "ad.txt"), "--job", str(folder / "ad.txt")], monkeypatch) == 0
    assert "ad.txt is the document that the role" in capsys.readouterr().out
    rows = str(tmp_path / "rows.csv")
    assert run_cli(["batch", str(folder), "--job", str(folder / "ad.txt"), "--output", rows], monkeypatch) == 0
    assert f"{folder / 'ad.txt'} is the ad itself: left out" in capsys.readouterr().err
    assert "ad.txt" not in Path(rows).read_text()


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
