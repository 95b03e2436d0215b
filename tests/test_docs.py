"""Every code block of the README and the docs runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from skillgap import cli

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(\w*)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
KNOWN = {"python", "sh", "text", "json", "yaml", "toml", "csv"}


def blocks(language: str) -> list[object]:
    """List (page, code) of a language's fenced blocks."""
    return [
        pytest.param(page, match.group(3), id=f"{page.relative_to(ROOT)}:{number}")
        for page in PAGES
        for number, match in enumerate(FENCE.finditer(page.read_text(encoding="utf-8")))
        if match.group(1) == language
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_block_names_a_language_that_is_checked(page: Path) -> None:
    languages = {match.group(1) for match in FENCE.finditer(page.read_text(encoding="utf-8"))}
    assert languages <= KNOWN


@pytest.mark.parametrize(("page", "code"), blocks("python"))
def test_python_blocks_run(page: Path, code: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(workspace(tmp_path))
    exec(compile(code, str(page), "exec"), {"__name__": "__main__"})


@pytest.mark.parametrize(("page", "code"), blocks("sh"))
def test_shell_blocks_run(page: Path, code: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(workspace(tmp_path))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for line in code.replace("\\\n", " ").splitlines():
        words = shlex.split(line, comments=True)
        if not words:
            continue
        if words[0] == "make":
            assert words[1] in targets
        elif words[0] == "skillgap":
            run(words[1:], monkeypatch)
        else:
            assert words[:2] in (["pip", "install"], ["apt-get", "install"]), f"{page}: {line!r} is not checked"


def workspace(folder: Path) -> Path:
    """Make a folder where the names that the docs use exist: what lies in the examples, and the taxonomy."""
    for name in ("examples", "taxonomy", "examples/resumes"):
        (folder / Path(name).name).symlink_to(ROOT / name)
    for name in ("resume.pdf", "ad.txt"):
        (folder / name).write_bytes((ROOT / "examples" / name).read_bytes())
    return folder


def run(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a command as the docs write it; it must succeed."""
    monkeypatch.setattr("sys.argv", ["skillgap", *arguments])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert caught.value.code in (0, None), arguments
