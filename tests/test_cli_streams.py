"""The command line against full, closed, odd and hostile streams, names and outputs.

What is about the streams, the locale or a signal starts a process of its own; the rest runs in this one.
"""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from skillgap import cli
from skillgap.cli import streams
from skillgap.whole import write_whole

ROOT = Path(__file__).resolve().parents[1]
RESUME = ROOT / "tests" / "fixtures" / "resumes" / "p3.txt"
OTHER = ROOT / "tests" / "fixtures" / "resumes" / "p5.txt"
FULL = pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs /dev/full")


def shell(command: str, *, cwd: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run a shell line in which `skillgap` is the command."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **variables}
    line = f'skillgap() {{ "{sys.executable}" -m skillgap "$@"; }}\n{command}'
    return subprocess.run(["bash", "-c", line], capture_output=True, env=environment, cwd=cwd, check=False, timeout=120)


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    returncode: int
    stderr: bytes


class Here:
    """Runs commands in this process, in the test's folder."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]) -> None:
        self._patch, self._captured = patch, captured
        patch.chdir(folder)

    def __call__(self, *arguments: str) -> Done:
        self._patch.setattr("sys.argv", ["skillgap", *arguments])
        with pytest.raises(SystemExit) as caught:
            cli.main()
        return Done(int(caught.value.code or 0), self._captured.readouterr().err.encode())


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    return Here(tmp_path, monkeypatch, capsys)


@FULL
@pytest.mark.parametrize("command", ["--help", "skills", "schema score"])
def test_a_full_stdout_is_one_line(command: str) -> None:
    done = shell(f"skillgap {command} > /dev/full")
    assert done.returncode == 3
    assert done.stderr == b"error: permission: can't write to standard output: No space left on device\n"


@pytest.mark.parametrize("command", ["--help", "skills"])
def test_a_closed_stdout_is_one_line(command: str) -> None:
    done = shell(f"skillgap {command} >&-")
    assert done.returncode == 3
    assert done.stderr == b"error: permission: can't write to standard output: Bad file descriptor\n"


@pytest.mark.parametrize("errors", ["2>&-", "2>/dev/full", ">&- 2>&- <&-"])
def test_a_broken_stderr_keeps_the_status(errors: str) -> None:
    assert shell(f"skillgap score nowhere.pdf {errors}").returncode == 3


def test_a_closed_stdin_is_empty() -> None:
    done = shell("skillgap score - <&-")
    assert done.returncode == 3
    assert done.stderr.startswith(b"error: empty: ")


def test_a_pipe_nobody_reads_is_no_error() -> None:
    done = shell("trap '' PIPE; { sleep 0.3; skillgap --help; echo $? >&2; } | true")
    assert done.stderr == b"0\n"


def test_output_is_utf8_whatever_the_locale() -> None:
    plain = shell("skillgap taxonomy show python", PYTHONIOENCODING="utf-8")
    for encoding in ("ascii", "latin-1"):
        other = shell("skillgap taxonomy show python", PYTHONIOENCODING=encoding, LC_ALL="C", PYTHONUTF8="0")
        assert (other.returncode, other.stderr) == (0, b"")
        assert other.stdout == plain.stdout


@FULL
def test_an_output_that_is_a_device_is_written_not_replaced() -> None:
    done = shell("skillgap schema score --output /dev/full")
    assert Path("/dev/full").is_char_device()
    assert done.returncode == 3
    assert done.stderr.startswith(b"error: permission: can't write /dev/full: No space left")


def test_an_output_that_is_a_pipe_is_written(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    streams.write(["a", "b"], pipe)
    reader.join(10)
    assert got == ["ab"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_an_output_that_is_a_link_stays_one(tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    real.write_text("old", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(real)
    streams.write(["new"], tmp_path / "link.txt")
    assert (tmp_path / "link.txt").is_symlink()
    assert real.read_text(encoding="utf-8") == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.txt", "real.txt"]


def test_what_is_written_whole_has_the_rights_of_other_files(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    old.touch(0o600)
    before = os.umask(0o022)
    try:
        for path in (new, old):
            write_whole(path, b"x")
    finally:
        os.umask(before)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (new, old)] == [0o644, 0o600]


@pytest.mark.parametrize(
    "command",
    [
        "score", "extract", "profile", "check", "role", "compare x", "evaluate", "taxonomy import esco",
        "score x --job", "rank x --job", "compare x y --job",
    ],
)  # fmt: skip
def test_an_output_that_is_the_input_is_refused(command: str, here: Here, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_bytes(RESUME.read_bytes())
    done = here(*command.split(), "mine.txt", "--output", "./mine.txt")
    assert done.returncode == 2
    assert b"is one of the inputs" in done.stderr
    assert mine.read_bytes() == RESUME.read_bytes()


def test_a_table_is_not_overwritten_by_its_own_batch(here: Here, tmp_path: Path) -> None:
    table = tmp_path / "table.jsonl"
    table.write_text(json.dumps({"text": "Python"}) + "\n", encoding="utf-8")
    done = here("batch", "table.jsonl", "--output", "table.jsonl")
    assert done.returncode == 2
    assert json.loads(table.read_text(encoding="utf-8")) == {"text": "Python"}


def test_a_bad_file_does_not_cost_the_others_their_report(here: Here, tmp_path: Path) -> None:
    done = here("score", str(RESUME), "nowhere.txt", str(OTHER), "--format", "json", "--output", "out.jsonl")
    assert done.returncode == 3
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["document"]["name"] for line in lines] == ["p3.txt", "p5.txt"]


def test_an_error_is_one_line_that_steers_no_terminal(here: Here, tmp_path: Path) -> None:
    name = "a\x1b[31m\nred\u202e\x07.pdf"
    (tmp_path / name).write_bytes(b"")
    done = here("score", name, "gone\x1b]0;x\x07\n.pdf")
    assert done.returncode == 3
    lines = done.stderr.decode().splitlines()
    assert [line.split(":")[1] for line in lines] == [" empty", " not_found"]
    assert not any(mark in done.stderr.decode() for mark in "\x1b\x07\u202e")


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_a_batch_writes_into_files_only(kind: str, here: Here, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    if kind == "folder":
        target.mkdir()
    else:
        os.mkfifo(target)
    done = here("batch", str(RESUME), "--output", "out.jsonl")
    assert done.returncode == 3
    assert done.stderr == b"error: permission: can't write out.jsonl: it is no regular file\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize("seconds", ["inf", "nan", "0", "-1", "1e300"])
def test_a_timeout_that_is_none_is_wrong_usage(seconds: str, here: Here) -> None:
    done = here("batch", str(RESUME), "--output", "out.jsonl", f"--timeout={seconds}")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_labelled_cases_nested_too_deep_are_the_cases_error(here: Here, tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text('{"a":' * 20_000 + "1" + "}" * 20_000, encoding="utf-8")
    done = here("evaluate", "deep.json")
    assert done.returncode == 4
    assert done.stderr.startswith(b"error: settings_invalid: deep.json")


@pytest.mark.parametrize(
    ("case", "lacks"),
    [
        ('{"skills": [], "not_held": []}', b"'id'"),
        ('{"id": "a", "skills": [{"name": "Go"}], "not_held": []}', b"'surfaces'"),
        ('{"id": "a", "skills": ["Go"], "not_held": []}', b"'name'"),
        ('{"id": "a", "skills": [], "not_held": [{"surface": "Go"}]}', b"'why'"),
        ('{"id": "a", "skills": [], "not_held": [], "experience": [{"start": "2020"}]}', b"'end'"),
    ],
)
def test_a_case_that_lacks_something_says_what(case: str, lacks: bytes, here: Here, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(case, encoding="utf-8")
    (tmp_path / "a.txt").write_text("Skills: Go", encoding="utf-8")
    done = here("evaluate", "a.json")
    assert done.returncode == 4
    assert done.stderr.startswith(b"error: settings_invalid: a.json")
    assert lacks in done.stderr
    assert b"docs/evaluation.md" in done.stderr


@pytest.mark.parametrize(
    "text",
    ["? [a, b]\n: 1\n", "category: language\nskills:\n  - ? {a: b}\n    : 1\n", "? &a [*a]\n: 1\n", "a: &a [*a]\n"],
)
@pytest.mark.parametrize("part", ["skills", "roles"])
def test_odd_yaml_is_the_taxonomys_error(text: str, part: str, here: Here, tmp_path: Path) -> None:
    (tmp_path / "skills").mkdir()
    (tmp_path / "roles").mkdir()
    (tmp_path / part / "a.yaml").write_text(text, encoding="utf-8")
    done = here("roles", "--taxonomy", ".")
    assert done.returncode == 4
    assert done.stderr.startswith(b"error: taxonomy_invalid: ")
    assert here("taxonomy", "check", ".").returncode == 4


@pytest.mark.parametrize("wait", [0.05, 0.1, 0.2, 0.4])
def test_stopped_while_it_loads_it_says_nothing(wait: float) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", "from skillgap.__main__ import main; import sys; print(flush=True); main()", "skills"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(wait)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode in (-signal.SIGINT, 130, 0)
    assert said == b""


def run_code(code: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False)


def test_stopped_inside_a_library_it_says_nothing() -> None:
    code = (
        "import skillgap.cli\n"
        "def run():\n"
        "    try:\n"
        "        raise KeyboardInterrupt\n"
        "    except KeyboardInterrupt as error:\n"
        "        raise SystemError('returned a result with an exception set') from error\n"
        "skillgap.cli.app = run\n"
        "skillgap.cli.main()\n"
    )
    done = run_code(code)
    assert (done.returncode, done.stderr) == (130, b"")


def test_stopped_inside_a_callback_it_says_nothing() -> None:
    code = (
        "import signal, sys, weakref\n"
        "import skillgap.cli\n"
        "class Thing: pass\n"
        "def run():\n"
        "    thing = Thing()\n"
        "    seen = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT))\n"
        "    del thing\n"
        "    print('went on')\n"
        "skillgap.cli.main = run\n"
        "from skillgap.__main__ import main\n"
        "main()\n"
    )
    done = run_code(code)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, b"", b"")


def test_what_is_odd_about_a_role_document_is_said(here: Here) -> None:
    done = here("role", str(RESUME), "--output", "role.yaml")
    assert done.returncode == 0
    assert done.stderr.count(b"notice: looks_like_resume: ") == 1
