"""docs/cli.md and docs/schema are what the program says of itself, and nothing in the docs is out of reach."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest
import yaml

import skillgap

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_docs", ROOT / "scripts" / "write_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_command_line_page_is_what_the_program_says(writer: ModuleType) -> None:
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == writer.cli_page(), "run python scripts/write_docs.py"


def test_the_readme_shows_what_is_printed(writer: ModuleType) -> None:
    written = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "$ skillgap score resume.pdf --job ad.txt\nresume.pdf · " in written
    assert written == writer.readme(), "run python scripts/write_docs.py"


def test_a_schema_lets_keys_of_later_versions_pass(writer: ModuleType) -> None:
    for name, text in writer.schema_files().items():
        assert '"additionalProperties": false' not in text, name


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("show", ["taxonomy", "show", "python"]), ("role", ["taxonomy", "show", "lead-ml-engineer"]),
     ("evaluate", ["evaluate", "A01.json"])],
)  # fmt: skip
def test_what_is_printed_holds_to_its_schema(
    name: str, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import jsonschema

    from skillgap import cli

    monkeypatch.chdir(tmp_path)
    Path("A01.txt").write_text("Skills\nPython\n")
    Path("A01.json").write_text('{"id": "A01", "skills": [], "not_held": []}')
    monkeypatch.setattr("sys.argv", ["skillgap", *arguments, "--format", "json"])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert not caught.value.code
    schema = json.loads((ROOT / "docs" / "schema" / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(capsys.readouterr().out) | {"added_later": 1}, schema)


def test_the_schemas_are_what_the_models_say(writer: ModuleType) -> None:
    files = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "schema").glob("*.json")}
    assert files == writer.schema_files(), "run python scripts/write_docs.py"
    for content in files.values():
        assert json.loads(content)["$schema"].startswith("https://json-schema.org/")


def test_every_command_of_the_docs_exists(writer: ModuleType) -> None:
    known = set(re.findall(r"^## (.+)$", writer.cli_page(), re.MULTILINE))
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for words in re.findall(r"`skillgap ([a-z]+(?: [a-z]+)?)", page.read_text(encoding="utf-8")):
            assert words in known or words.split()[0] in known, f"{page.name}: skillgap {words}"


def test_every_page_is_in_the_navigation() -> None:
    site = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    listed = {name for entry in site["nav"] for name in entry.values()}
    assert listed == {path.name for path in (ROOT / "docs").glob("*.md")}


def test_every_error_code_is_documented() -> None:
    from skillgap.errors import ERROR_CODES

    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)`", page, re.MULTILINE)) == set(ERROR_CODES)


def test_the_front_door_shows_what_it_offers_and_nothing_else() -> None:
    assert dir(skillgap) == sorted([*skillgap.__all__, "__version__"])
    assert all(getattr(skillgap, name) is not None for name in dir(skillgap))
    with pytest.raises(AttributeError, match="nope"):
        skillgap.nope  # noqa: B018
