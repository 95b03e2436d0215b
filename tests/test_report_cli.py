"""The command line's view options: formats, several files, folders of pages, personal data."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from skillgap import cli

FIXTURES = Path(__file__).parent / "fixtures" / "resumes"
ONE, TWO = str(FIXTURES / "p4.md"), str(FIXTURES / "p1.md")


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int | str | None:
    monkeypatch.setattr("sys.argv", ["skillgap", *arguments, "--as-of", "2026-11-01"])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    return caught.value.code


def test_several_pages_go_into_a_folder_each_under_its_own_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "again").mkdir()
    twin = tmp_path / "again" / "p4.md"
    twin.write_bytes(Path(ONE).read_bytes())
    missing = str(tmp_path / "missing.pdf")
    folder = tmp_path / "pages"
    code = run(
        monkeypatch, "score", ONE, missing, str(twin), TWO, "--role", "lead-ml-engineer", "--format", "html",
        "--output", str(folder),
    )  # fmt: skip
    assert code == 3
    assert sorted(page.name for page in folder.iterdir()) == ["p1.md.html", "p4.md-2.html", "p4.md.html"]
    assert (folder / "p4.md.html").read_text() == (folder / "p4.md-2.html").read_text()
    assert ">p1.md<" in (folder / "p1.md.html").read_text()


def test_several_pages_without_a_folder_are_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "score", ONE, TWO, "--format", "html") == 2
    assert "--output DIR" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", [["score", ONE], ["rank", ONE, "--role", "lead-ml-engineer"], ["compare", ONE, TWO]]
)
def test_an_unknown_format_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert run(monkeypatch, *command, "--format", "pdf") == 2
    assert "markdown" in capsys.readouterr().err


def test_csv_of_several_files_is_one_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "score", ONE, TWO, "--role", "lead-ml-engineer", "--format", "csv") in (0, None)
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["file"] for row in rows} == {"p4.md", "p1.md"}


def test_a_page_is_blind_unless_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    resume = tmp_path / "cv.txt"
    resume.write_text("Maren Oduya\nmaren@example.com\n\nSkills\nPython, SQL\n")
    for flag, shown in (((), False), (("--show-personal",), True)):
        page = tmp_path / "page.html"
        assert run(monkeypatch, "score", str(resume), "--format", "html", "--output", str(page), *flag) in (0, None)
        assert ("Maren Oduya" in page.read_text()) is shown
        assert ("maren@example.com" in page.read_text()) is shown


@pytest.mark.parametrize(
    ("format", "words"),
    [("text", "reach 48"), ("markdown", "**To reach 48 points:**"), ("html", "To reach 48 points:")],
)
def test_a_target_names_the_fewest_skills_that_reach_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], format: str, words: str
) -> None:
    command = ["score", TWO, "--role", "lead-ml-performance-engineer"]
    assert run(monkeypatch, *command, "--target", "48", "--format", format) in (0, None)
    assert words in capsys.readouterr().out
    assert run(monkeypatch, *command, "--format", format) in (0, None)
    assert words not in capsys.readouterr().out


def test_a_target_that_is_reached_asks_for_nothing_and_a_wild_one_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["score", TWO, "--role", "lead-ml-performance-engineer", "--format", "json"]
    run(monkeypatch, *command, "--target", "1")
    assert json.loads(capsys.readouterr().out)["fits"][0]["to_target"] is None
    run(monkeypatch, *command, "--target", "48.5")
    way = json.loads(capsys.readouterr().out)["fits"][0]["to_target"]
    assert way["target"] == "48.5 points"
    assert way["skills"]
    assert run(monkeypatch, *command, "--target", "101") == 2
