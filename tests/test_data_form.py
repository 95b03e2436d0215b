"""The one form of the reviewed data files, and what the file of cues promises about itself."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest
import yaml

ROOT = Path(__file__).parents[1]
CUES = ROOT / "src/skillgap/extraction/data/assertion.json"


@pytest.fixture(scope="module")
def form() -> ModuleType:
    spec = importlib.util.spec_from_file_location("format_data", ROOT / "scripts/format_data.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MIXED = """
category: tool
skills:
  - name: "Blue Kiln"
    id: blue-kiln
    aliases:
      - 'Kiln'
      - "C#: the kiln"
  - id: kiln-os
    name: Kiln OS
    related: {blue-kiln: companion}
    aliases: [ONES, "yes", "1.5", Kiln operating system, Kiln system software,
      operating system of the kiln, kernel of Kiln]
    ambiguous:
      ONES: {unless: [loved ones], sense: "people; numbers", cues: [kiln]}
"""


def test_an_entry_has_one_form(form: ModuleType) -> None:
    assert form.skills_text(MIXED) == (
        "category: tool\n"
        "skills:\n"
        "  - {id: blue-kiln, name: Blue Kiln, aliases: [Kiln, 'C#: the kiln']}\n"
        "  - id: kiln-os\n"
        "    name: Kiln OS\n"
        "    aliases: [ONES, 'yes', '1.5', Kiln operating system, Kiln system software, operating system of the kiln,\n"
        "      kernel of Kiln]\n"
        "    related: {blue-kiln: companion}\n"
        "    ambiguous:\n"
        "      ONES: {sense: people; numbers, cues: [kiln], unless: [loved ones]}\n"
    )


def test_the_form_changes_no_data_and_stays_as_it_is(form: ModuleType) -> None:
    once = form.skills_text(MIXED)
    assert yaml.safe_load(once) == yaml.safe_load(MIXED)
    assert form.skills_text(once) == once


@pytest.mark.parametrize("text", ["# why\ncategory: tool\nskills: []\n", "category: tool # why\nskills: []\n"])
def test_a_comment_is_refused_not_lost(form: ModuleType, text: str) -> None:
    with pytest.raises(SystemExit, match="comment"):
        form.skills_text(text)


def test_cues_of_one_kind_become_one_group(form: ModuleType) -> None:
    cues = [
        {"language": "de", "status": "denied", "scope": "after", "phrases": ["ohne"]},
        {"language": "en", "status": "denied", "scope": "after", "phrases": ["without", "no"]},
        {"language": "en", "status": "denied", "scope": "after", "phrases": ["no"]},
    ]
    written = json.loads(form.words_text(json.dumps({"cues": cues})))["cues"]
    assert [group["language"] for group in written] == ["en", "de"]
    assert written[0]["phrases"] == ["no", "without"]


def test_every_scope_of_a_cue_says_what_it_means() -> None:
    data = json.loads(CUES.read_text("utf-8"))
    assert {cue["scope"] for cue in data["cues"]} == set(data["scopes"])


def test_no_key_of_a_data_file_stands_twice() -> None:
    """The loader takes the last one, and the words of the first are silently lost."""
    folders = ("src", "tests/data", "taxonomy/roles")
    for path in [path for folder in folders for path in sorted((ROOT / folder).rglob("*.yaml"))]:
        nodes = [yaml.compose(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))]
        while nodes:
            node = nodes.pop()
            if isinstance(node, yaml.MappingNode):
                keys = [key.value for key, _ in node.value]
                assert len(keys) == len(set(keys)), (path.name, node.start_mark.line, keys)
                nodes += [value for _, value in node.value]
            elif isinstance(node, yaml.SequenceNode):
                nodes += node.value


@pytest.mark.parametrize("path", sorted(ROOT.glob("src/**/*.json")), ids=lambda path: path.name)
def test_no_key_of_a_json_file_stands_twice(path: Path) -> None:
    def need_unique(pairs: list[tuple[str, object]]) -> None:
        keys = [key for key, _ in pairs]
        assert sorted(keys) == sorted(set(keys)), path.name

    json.loads(path.read_text("utf-8"), object_pairs_hook=need_unique)


@pytest.mark.parametrize("path", sorted(ROOT.glob("src/skillgap/*/data/*.yaml")), ids=lambda path: path.name)
def test_no_phrase_is_cut_where_yaml_begins_a_comment(path: Path) -> None:
    lines = (re.sub(r"""'[^']*'|"[^"]*\"""", "", line) for line in path.read_text("utf-8").splitlines())
    assert [line for line in lines if " #" in line and not line.lstrip().startswith("#")] == []
