"""Taxonomy files: reading, checking, compiling, comparing, crosswalks."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from skillgap.errors import ConfigurationError
from skillgap.models.skill import Skill
from skillgap.taxonomy import Taxonomy, bundled_folder, files, load_taxonomy, surface_key
from skillgap.taxonomy.check import check_taxonomy
from skillgap.taxonomy.crosswalk import merge_crosswalk, read_crosswalk
from skillgap.taxonomy.diff import diff_taxonomies
from skillgap.taxonomy.show import SkillEntryView, show_entry

CLEAN = """category: ml_framework
skills:
  - {id: deep-learning-framework, name: deep learning frameworks}
  - {id: pytorch, name: PyTorch, aliases: [torch library], broader: [deep-learning-framework]}
  - {id: keras, name: Keras, broader: [deep-learning-framework], related: {pytorch: alternative}}
"""
ROLE = """schema: skillgap.role/1
id: tester
title: Tester
requirements:
  - any_of: [{skill_id: pytorch, name: PyTorch}]
    importance: required
    weight: 0.6
  - any_of: [{skill_id: keras, name: Keras}]
    importance: preferred
    weight: 0.4
"""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@cache
def bundled() -> Taxonomy:
    """Return the bundled taxonomy, parsed once though the tests have caches of their own."""
    return load_taxonomy()


def write(folder: Path, skills: str = CLEAN, role: str = ROLE) -> Path:
    (folder / "skills").mkdir(parents=True, exist_ok=True)
    (folder / "roles").mkdir(exist_ok=True)
    (folder / "skills" / "frameworks.yaml").write_text(skills, encoding="utf-8")
    (folder / "roles" / "tester.yaml").write_text(role, encoding="utf-8")
    return folder


def add(line: str) -> str:
    return CLEAN + f"  - {line}\n"


PLANTED = [
    ("duplicate_id", add("{id: pytorch, name: Another, broader: [deep-learning-framework]}"), ROLE, 6),
    ("duplicate_surface", add("{id: x, name: py-torch, broader: [deep-learning-framework]}"), ROLE, 6),
    ("duplicate_alias", add("{id: x, name: Xyz, aliases: [Xyz], broader: [pytorch]}"), ROLE, 6),
    ("unknown_parent", add("{id: x, name: Xyz, broader: [nowhere]}"), ROLE, 6),
    ("unknown_related", add("{id: x, name: Xyz, broader: [keras], related: {nowhere: companion}}"), ROLE, 6),
    (
        "bad_instead",
        add(
            "{id: x, name: Xyz, broader: [keras], ambiguous: {Xyz: {sense: a file, cues: [a, b, c, d],"
            " against: [e], instead: nowhere}}}"
        ),
        ROLE,
        6,
    ),
    (
        "bad_instead",
        add("{id: x, name: Xyz, broader: [keras], ambiguous: {Xyz: {sense: a file, cues: [a, b, c], instead: keras}}}"),
        ROLE,
        6,
    ),
    ("related_to_itself", add("{id: x, name: Xyz, broader: [keras], related: {x: companion}}"), ROLE, 6),
    ("cycle", CLEAN.replace("name: deep learning frameworks}", "name: frames, broader: [keras]}"), ROLE, 3),
    ("orphan", add("{id: x, name: Xyz}"), ROLE, 6),
    ("ordinary_word", add("{id: x, name: Spark, broader: [keras]}"), ROLE, 6),
    ("short_without_cues", add("{id: x, name: R, broader: [keras]}"), ROLE, 6),
    ("few_cues", add("{id: x, name: R, broader: [keras], ambiguous: {R: {sense: a letter, cues: [CRAN]}}}"), ROLE, 6),
    (
        "ambiguous_unknown",
        add("{id: x, name: Xyz, broader: [keras], ambiguous: {Abc: {sense: a, cues: [a1, b2, c3]}}}"),
        ROLE,
        6,
    ),
    ("bad_surface", add("{id: x, name: Xyz, aliases: ['a  b'], broader: [keras]}"), ROLE, 6),
    ("bad_pattern", add("{id: x, name: Xyz, broader: [keras], shown_by: ['.. lead team']}"), ROLE, 6),
    ("bad_pattern", add("{id: x, name: Xyz, broader: [keras], shown_by: ['lead team &']}"), ROLE, 6),
    ("bad_pattern", add("{id: x, name: Xyz, broader: [keras], shown_by: ['# % uptime']}"), ROLE, 6),
    ("unknown_class", add("{id: x, name: Xyz, broader: [keras], shown_by: ['@bild .. team']}"), ROLE, 6),
    ("duplicate_key", add("{id: x, name: Xyz, name: Abc, broader: [keras]}"), ROLE, 6),
    ("entry_invalid", add("{id: Bad Id, name: Xyz, broader: [keras]}"), ROLE, 6),
    ("entry_invalid", add("{id: x, name: Xyz, broader: [keras], surprise: 1}"), ROLE, 6),
    ("file_broken", add("{id: x, name: [unclosed}"), ROLE, 6),
    ("file_broken", "category: tool\nskills: []\n", ROLE, 2),
    ("role_empty", CLEAN, ROLE.split("requirements:")[0] + "requirements: []\n", 2),
    ("weights", CLEAN, ROLE.replace("0.4", "0.7"), 2),
    ("role_unknown_skill", CLEAN, ROLE.replace("skill_id: keras", "skill_id: theano"), 8),
    ("role_stale_name", CLEAN, ROLE.replace("name: Keras", "name: keras 1"), 8),
]


def test_a_clean_folder_has_no_findings(tmp_path: Path) -> None:
    assert check_taxonomy(write(tmp_path)) == ()


@pytest.mark.parametrize(
    ("code", "skills", "role", "line"), PLANTED, ids=[f"{n}-{row[0]}" for n, row in enumerate(PLANTED)]
)
def test_each_planted_error_is_found_at_its_line(tmp_path: Path, code: str, skills: str, role: str, line: int) -> None:
    found = {finding.code: finding for finding in check_taxonomy(write(tmp_path, skills, role))}
    assert code in found
    assert found[code].line == line
    assert found[code].file == (
        "roles/tester.yaml" if "role" in code or code == "weights" else "skills/frameworks.yaml"
    )


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"frameworks\.yaml:6: ") as caught:
        load_taxonomy(write(tmp_path, add("{id: x, name: [unclosed}")))
    assert caught.value.code == "taxonomy_invalid"


def test_an_empty_role_never_loads(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="everybody would fit"):
        load_taxonomy(write(tmp_path, CLEAN, ROLE.split("requirements:")[0] + "requirements: []\n"))


@pytest.mark.parametrize(
    "nested", ["[" * 20_000, "a: &a [*a]\nskills: *a\ncategory: tool\n", "- 1\n", "\x00", "a: !!python/object:os {}"]
)
def test_hostile_yaml_is_a_clear_error(tmp_path: Path, nested: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_taxonomy(write(tmp_path, nested))
    assert caught.value.code == "taxonomy_invalid"


def test_a_missing_folder_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no folder"):
        load_taxonomy(tmp_path / "nowhere")


def test_the_compiled_form_is_the_same_taxonomy(tmp_path: Path) -> None:
    folder = write(tmp_path / "t")
    first = load_taxonomy(folder)
    assert list((tmp_path / "cache" / "skillgap").glob("taxonomy-*.json"))
    files.loaded.cache_clear()
    second = load_taxonomy(folder)
    assert (first.skills, first.roles, first.version) == (second.skills, second.roles, second.version)


def test_a_damaged_compiled_file_is_made_again(tmp_path: Path) -> None:
    folder = write(tmp_path / "t")
    load_taxonomy(folder)
    (cached,) = (tmp_path / "cache" / "skillgap").glob("taxonomy-*.json")
    for damage in (b"", b"{", b'{"skills": 3, "roles": []}', b"[" * 100_000):
        cached.write_bytes(damage)
        files.loaded.cache_clear()
        assert "pytorch" in load_taxonomy(folder).skills


def test_a_changed_file_changes_the_version(tmp_path: Path) -> None:
    before = load_taxonomy(write(tmp_path))
    after = load_taxonomy(write(tmp_path, add("{id: jax, name: JAX, broader: [deep-learning-framework]}")))
    assert before.version != after.version
    assert "jax" in after.skills


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert "pytorch" in load_taxonomy(write(tmp_path / "t")).skills


def test_derived_values_are_made_once(tmp_path: Path) -> None:
    taxonomy = load_taxonomy(write(tmp_path))
    made: list[int] = []

    def make() -> dict[str, int]:
        made.append(1)
        return {"skills": len(taxonomy.skills)}

    assert taxonomy.derived("count-1", make) == taxonomy.derived("count-1", make) == {"skills": 3}
    assert len(made) == 1
    assert Taxonomy(taxonomy.skills.values()).derived("count-1", make) == {"skills": 3}
    assert len(made) == 2


def test_diff_names_what_changed(tmp_path: Path) -> None:
    before = load_taxonomy(write(tmp_path))
    changed = CLEAN.replace("[torch library]", "[torch library, LibTorch]").replace("id: keras", "id: keras-3")
    role = ROLE.replace("skill_id: keras", "skill_id: keras-3").replace("title: Tester", "title: Checker")
    after = load_taxonomy(write(tmp_path, changed, role))
    lines = [str(change) for change in diff_taxonomies(before, after)]
    assert "skill keras: removed" in lines
    assert "skill keras-3: added" in lines
    assert "skill pytorch: aliases: [] → [LibTorch]" in lines
    assert "role tester: title: Tester → Checker" in lines
    assert "role tester: requires Keras: preferred, 40.0% → not asked" in lines
    assert diff_taxonomies(before, before) == ()


def test_show_finds_ids_and_spellings(tmp_path: Path) -> None:
    taxonomy = load_taxonomy(write(tmp_path))
    view = show_entry(taxonomy, "Torch-Library")
    assert isinstance(view, SkillEntryView)
    assert view.skill.id == "pytorch"
    assert [ref.skill_id for ref in view.broader] == ["deep-learning-framework"]
    assert [(r.skill.skill_id, r.relation) for r in view.related] == [("keras", "alternative")]
    assert [(use.role_id, use.weight) for use in view.roles] == [("tester", 0.6)]
    with pytest.raises(ConfigurationError, match="nearest: pytorch"):
        show_entry(taxonomy, "pytorhc")


ESCO = """conceptType,conceptUri,skillType,preferredLabel,altLabels,broaderConceptPT
KSC,http://data.europa.eu/esco/skill/2,knowledge,Keras (computer library),Keras techniques,library
KSC,http://data.europa.eu/esco/skill/1,knowledge,Torch Library,"a | b",library
KSC,http://data.europa.eu/esco/skill/3,knowledge,Haskell,Haskell techniques,computer programming
KSC,http://data.europa.eu/esco/skill/4,skill/competence,weld metal,,welding
"""
ONET = """O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand
15-1\tGoogle Keras software\t432\tDevelopment environment software\tN\tN
15-1\tAmazon Deep Racer ADR\t433\tCloud software\tY\tN
15-2\tPaper filing\t434\tOffice software\tN\tN
"""


def test_crosswalks_match_names_and_propose_the_rest(tmp_path: Path) -> None:
    taxonomy = load_taxonomy(write(tmp_path / "t"))
    (tmp_path / "esco.csv").write_text(ESCO, encoding="utf-8")
    (tmp_path / "onet.txt").write_text(ONET, encoding="utf-8")
    esco = read_crosswalk("esco", tmp_path / "esco.csv", taxonomy)
    assert {m.skill_id: m.external_id[-1] for m in esco.matches} == {"keras": "2", "pytorch": "1"}
    assert [proposal.name for proposal in esco.proposals] == ["Haskell"]
    onet = read_crosswalk("onet", tmp_path / "onet.txt", taxonomy)
    assert [(m.skill_id, m.external_id) for m in onet.matches] == [("keras", "432 Google Keras software")]
    assert [proposal.name for proposal in onet.proposals] == ["Amazon Deep Racer ADR"]

    text = merge_crosswalk(merge_crosswalk("", esco), onet)
    (tmp_path / "t" / "crosswalk.yaml").write_text(text, encoding="utf-8")
    keras = load_taxonomy(tmp_path / "t").skills["keras"]
    assert (keras.esco, keras.onet) == ("http://data.europa.eu/esco/skill/2", "432 Google Keras software")
    assert merge_crosswalk(text, onet) == text


def test_a_crosswalk_entry_for_no_skill_is_a_finding(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "crosswalk.yaml").write_text("# ids\ntheano: {esco: x}\n", encoding="utf-8")
    assert [(f.code, f.line) for f in check_taxonomy(folder)] == [("crosswalk_unknown", 2)]


def test_the_wrong_file_for_a_crosswalk_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="column 'altLabels' is missing"):
        read_crosswalk("esco", tmp_path / "other.csv", load_taxonomy(write(tmp_path / "t")))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("scikit-learn", "Scikit learn"),
        ("CI/CD", "CICD"),
        ("Node.js", "NodeJS"),
        ("R&D", "r and d"),
        ("A/B tests", "AB test"),
    ],
)
def test_spellings_meet_under_one_key(one: str, other: str) -> None:
    assert surface_key(one) == surface_key(other)


@pytest.mark.parametrize(("one", "other"), [("C", "C++"), ("C", "C#"), (".NET", "net"), ("AWS", "aw"), ("F#", "F")])
def test_signs_keep_names_apart(one: str, other: str) -> None:
    assert surface_key(one) != surface_key(other)


@given(st.text(max_size=30))
@example("ı")
def test_a_key_knows_no_case_and_no_outer_space(text: str) -> None:
    assert surface_key(f"  {text}\n") == surface_key(text)
    assert surface_key(surface_key(text).upper().lower()) == surface_key(surface_key(text))


def test_the_bundled_taxonomy_is_clean() -> None:
    findings = check_taxonomy()
    assert not findings, "\n".join(str(finding) for finding in findings)


def test_the_bundled_taxonomy_is_large_and_complete() -> None:
    taxonomy = bundled()
    assert len(taxonomy.skills) >= 2000
    assert len({skill.category for skill in taxonomy.skills.values()}) == 19
    assert (bundled_folder() / "SOURCES.md").is_file()
    assert sum(skill.esco is not None for skill in taxonomy.skills.values()) >= 150
    assert sum(skill.onet is not None for skill in taxonomy.skills.values()) >= 150


def test_skills_are_values() -> None:
    skill = Skill(id="x", name="X", category="tool")
    with pytest.raises(ValueError, match="frozen"):
        skill.name = "Y"  # type: ignore[misc]


def test_what_is_named_after_python_stands_below_it():
    taxonomy = bundled()
    tools = {"py-spy", "pycharm", "pydev", "pyfr", "pylon-sdk", "pymol", "pypi"}  # used without a line of Python
    for skill in taxonomy.skills.values():
        if re.match(r"Py[A-Z]|py[a-z-]+\b", skill.name) and skill.id not in tools:
            above, todo = set(), [skill.id]
            while todo:
                todo += taxonomy.skills[todo.pop()].broader
                above.update(todo)
            assert "python" in above, skill.id


def test_a_language_makes_no_kin_of_its_libraries():
    taxonomy = bundled()
    assert "python" in taxonomy.skills["pydantic"].broader
    assert "python" not in taxonomy.kin("pydantic")[1]
    assert "deep-learning-framework" in taxonomy.kin("pytorch")[1]


def test_a_folder_that_is_not_there_is_an_error_wherever_it_is_named(tmp_path: Path) -> None:
    for look in (check_taxonomy, load_taxonomy):
        with pytest.raises(ConfigurationError, match="is no folder") as caught:
            look(tmp_path / "nowhere")
        assert (caught.value.code, caught.value.hint) == ("taxonomy_invalid", "check the path")
