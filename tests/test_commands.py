"""One table of cases drives the library and the command line alike."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import skillgap
from hostile.makers import docx, encrypted_pdf, paragraph
from skillgap import cli
from skillgap.cli import edge

ROOT = Path(__file__).resolve().parents[1]
RESUMES = ROOT / "tests" / "fixtures" / "resumes"
ROLE = "lead-ml-engineer"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"


@dataclass(frozen=True)
class Case:
    """A file (None: it doesn't exist), the error it gives (None: it is scored), and what the hint must say."""

    name: str
    content: Callable[[], bytes] | None
    code: str | None = None
    status: int = 0
    hint: str = ""


CASES = (
    Case("missing.pdf", None, "not_found", 3),
    Case("empty.pdf", lambda: b"", "empty", 3),
    Case("blank.txt", lambda: b" \n\t\n", "empty", 3),
    Case("picture.pdf", lambda: PNG, "unsupported_format", 3, "PDF"),
    Case("locked.pdf", lambda: encrypted_pdf("secret", "owner"), "encrypted", 3, "password"),
    Case("cut.docx", lambda: docx(paragraph("Python"))[:200], "unreadable", 3),
    Case("old.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unsupported_format", 3, "docx"),
    Case("good.txt", lambda: (RESUMES / "p3.txt").read_bytes()),
    Case("good.pdf", lambda: (RESUMES / "p2_typst-right.pdf").read_bytes()),
    Case("wrong_name.docx", lambda: (RESUMES / "p1.md").read_bytes()),
)


def made(case: Case, folder: Path) -> Path:
    path = folder / case.name
    if case.content is not None:
        path.write_bytes(case.content())
    return path


def command(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run the command line in this process and return its exit status."""
    monkeypatch.setattr("sys.argv", ["skillgap", *arguments])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    return int(caught.value.code or 0)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_library(case: Case, tmp_path: Path) -> None:
    path = made(case, tmp_path)
    if case.code is None:
        report = skillgap.score(path)
        assert len(report.fits) == 5
        assert report.profile.skills
        return
    with pytest.raises(skillgap.SkillgapError) as caught:
        skillgap.score(path)
    assert (caught.value.code, caught.value.exit_code) == (case.code, case.status)
    assert case.hint in caught.value.hint


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_command_line(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(case, tmp_path)
    assert command(monkeypatch, "score", str(path), "--format", "json") == case.status
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    if case.code is None:
        result = json.loads(out)
        assert result["schema"] == "skillgap.score/1"
        assert set(result) >= {"schema", "document", "profile", "fits", "provenance", "notices"}
        scores = [fit["score"] for fit in result["fits"]]
        assert scores == sorted(scores, reverse=True)
    else:
        assert out == ""
        errors = [line for line in err.splitlines() if line.startswith("error: ")]
        assert len(errors) == 1
        assert errors[0].startswith(f"error: {case.code}: ")


def test_a_bad_file_among_good_ones_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [made(case, tmp_path) for case in CASES if case.name in ("good.txt", "empty.pdf", "good.pdf")]
    assert command(monkeypatch, "score", *map(str, names), "--format", "json") == 3
    out, _ = capsys.readouterr()
    assert [json.loads(line)["document"]["name"] for line in out.splitlines()] == ["good.txt", "good.pdf"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    data = io.TextIOWrapper(io.BytesIO((RESUMES / "p6.json").read_bytes()))
    monkeypatch.setattr("sys.stdin", data)
    assert command(monkeypatch, "score", "-", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["document"]["name"] == "stdin"


def test_an_ad_on_standard_input_is_named_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Engineer\n\nRequirements\n- Python\n")))
    assert command(monkeypatch, "score", str(RESUMES / "p1.md"), "--job", "-", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["fits"][0]["role"]["title"] == "Engineer"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert command(monkeypatch, "score", str(RESUMES / "p1.md"), "--job", "-") == 3
    assert "stdin is empty" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", "-", "--job", "-"),
        ("score", "-", "-"),
        ("rank", "-", "--job", "-"),
        ("compare", "-", "-"),
        ("batch", "-", "--job", "-", "--output", "out.jsonl"),
        ("batch", "--files-from", "-", "--job", "-", "--output", "out.jsonl"),
    ],
)
def test_standard_input_is_read_once(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Skills\nPython\n")))
    assert command(monkeypatch, *arguments) == 2
    assert "standard input can be read once" in capsys.readouterr().err


def test_a_usage_line_shows_what_must_be_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, line in (
        ("batch", "skillgap batch [FILE|DIR]... --output OUT [OPTIONS]"),
        ("score", "skillgap score FILE... [OPTIONS]"),
    ):
        command(monkeypatch, name, "--help")
        assert line in capsys.readouterr().out


def test_a_section_in_parts_is_named_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    resume = tmp_path / "jo.txt"
    resume.write_text("Jo Brandt\n\nSkills\nPython\n\nTechnical Skills\nRust\n\nLanguages\nEnglish\n")
    command(monkeypatch, "check", str(resume))
    assert "sections: contact, skills, languages\n" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["rank", "batch"])
def test_commands_over_many_read_one_from_standard_input(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO((RESUMES / "p6.json").read_bytes())))
    output = tmp_path / "out.jsonl"
    options = ["--format", "json"] if name == "rank" else ["--workers", "1"]
    other = made(CASES[7], tmp_path)
    assert command(monkeypatch, name, "-", str(other), *options, "--role", ROLE, "--output", str(output)) == 0
    assert {'"name":"stdin"', '"name":"good.txt"'} <= set(re.findall(r'"name":"[a-z.]+"', _tight(output)))


def _tight(path: Path) -> str:
    return path.read_text().replace('": "', '":"')


def test_labelled_cases_are_not_read_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(monkeypatch, "evaluate", "-") == 2
    assert "standard input" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "folder_is_fine"),
    [
        ("score PATH", False), ("score --job PATH cv.txt", False), ("extract PATH", False), ("profile PATH", False),
        ("check PATH", False), ("role PATH", False), ("compare PATH cv.txt", False), ("compare cv.txt PATH", False),
        ("rank --job PATH cv.txt", False), (f"rank --role {ROLE} PATH", True), ("evaluate PATH", True),
        ("batch cv.txt --job PATH --output o.csv", False), ("batch --files-from PATH --output o.csv", False),
        ("batch @PATH --output o.csv", False), ("taxonomy build PATH --output o", False),
        ("taxonomy import esco PATH", False), ("taxonomy import onet PATH", False),
    ],
)  # fmt: skip
def test_every_command_says_of_a_path_what_is_wrong_with_it(
    arguments: str, folder_is_fine: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("cv.txt").write_text("Skills\nPython\n")
    Path("locked").touch()
    Path("folder").mkdir()
    opened = io.open

    def locked(file: object, *rest: Any, **more: Any) -> Any:  # root may read everything, so the mode would not do
        if Path(str(file)).name == "locked":
            raise PermissionError(errno.EACCES, "Permission denied", str(file))
        return opened(file, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(io, "open", locked)
    said = {"gone": "not_found: gone does not exist", "locked": "permission: locked may not be read"}
    for path, expected in (said if folder_is_fine else said | {"folder": "not_found: folder is a folder"}).items():
        assert command(monkeypatch, *arguments.replace("PATH", path).split()) == 3
        assert f"error: {expected} (" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["score", "good.txt", "--role", "lead-ml-enginer"], 4, "error: role_unknown: no role 'lead-ml-enginer'"),
        (["score", "good.txt", "--taxonomy", "nowhere"], 4, "error: taxonomy_invalid: "),
        (["score", "good.txt", "--format", "doc"], 2, "--format 'doc' is not one of"),
        (["score", "good.txt", "--as-of", "yesterday"], 2, "--as-of wants YYYY-MM-DD"),
        (["score", "good.txt", "--job", "gone.txt"], 3, "error: not_found: "),
        (["rank", "good.txt"], 2, "exactly one of --role and --job"),
        (["profile", "good.txt", "--format", "text"], 2, "json, jsonresume"),
        (["schema", "scores"], 4, "score"),
        (["score"], 2, "FILE"),
        (["scores", "good.txt"], 2, "scores"),
    ],
)
def test_wrong_usage_is_said(
    arguments: list[str],
    status: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made(CASES[7], tmp_path)
    monkeypatch.chdir(tmp_path)
    assert command(monkeypatch, *arguments) == status
    assert said in capsys.readouterr().err


def test_an_unknown_role_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(skillgap.SkillgapError) as caught:
        skillgap.score(made(CASES[7], tmp_path), role="lead-ml-enginer")
    assert "lead-ml-engineer" in caught.value.hint


@pytest.mark.parametrize("name", ["extract", "profile", "check", "role"])
def test_each_view_of_one_file_has_its_schema(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = ROOT / "examples" / ("ad.txt" if name == "role" else "resume.pdf")
    assert command(monkeypatch, name, str(file), "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["schema"] == f"skillgap.{name}/1"


def test_extracted_offsets_point_at_the_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(monkeypatch, "extract", str(ROOT / "examples" / "resume.pdf"), "--format", "json") == 0
    result = json.loads(capsys.readouterr().out)
    text = result["document"]["text"]
    assert result["mentions"]
    for mention in result["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]


def test_output_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.json"
    assert command(monkeypatch, "score", str(RESUMES / "p3.txt"), "--format", "json", "--output", str(target)) == 0
    assert json.loads(target.read_text(encoding="utf-8"))["fits"]
    assert command(monkeypatch, "score", str(RESUMES / "p3.txt"), "--output", str(tmp_path / "no" / "report")) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.json"]


def run(*arguments: str, seed: str = "0") -> subprocess.CompletedProcess[bytes]:
    """Run the command line as a process of its own."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        [sys.executable, "-m", "skillgap", *arguments], capture_output=True, env=environment, cwd=ROOT, check=True
    )


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    arguments = ("score", "examples/resume.pdf", "--as-of", "2026-06-15", "--format", "json")
    assert run(*arguments, seed="1").stdout == run(*arguments, seed="4242").stdout


def test_help_imports_neither_spacy_nor_scikit_learn() -> None:
    code = (
        "import sys; from skillgap import cli; sys.argv = ['skillgap', '--help']\n"
        "try:\n    cli.main()\nexcept SystemExit:\n    pass\n"
        "print(sorted({'spacy', 'sklearn', 'numpy', 'pydantic', 'pypdfium2'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_closed_pipe_is_no_error() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    script = f"{sys.executable} -m skillgap skills | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, env=environment, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_control_characters_never_reach_a_terminal() -> None:
    assert edge.plain("a\x1b[31mred\u202e\x07") == "a[31mred"


def test_no_help_shows_types_of_python(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    commands = [*"score extract profile check rank compare batch role roles skills evaluate schema".split()]
    groups = [[name] for name in commands] + [
        ["taxonomy", name] for name in ("build", "check", "show", "diff", "import")
    ]
    for group in groups:
        monkeypatch.setattr("sys.argv", ["skillgap", *group, "--help"])
        with pytest.raises(SystemExit):
            cli.main()
        text = capsys.readouterr().out
        assert re.search(r"Arguments:\n +\[?[A-Z]|esco\|onet", text), text
        assert not re.search(r"<\w|list\[|\bstr\b|\{", text), text


@pytest.mark.parametrize("group", [[], ["score"], ["taxonomy"], ["taxonomy", "show"]])
def test_help_has_a_short_name(
    group: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["skillgap", *group, "-h"])
    with pytest.raises(SystemExit):
        cli.main()
    assert "Show this message and exit." in capsys.readouterr().out


@pytest.mark.parametrize("group", [[], ["taxonomy"]])
def test_no_line_of_the_help_is_cut(
    group: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("sys.argv", ["skillgap", *group, "--help"])
    with pytest.raises(SystemExit):
        cli.main()
    commands = capsys.readouterr().out.partition("Commands:")[2]
    assert commands
    assert "..." not in commands
