"""Many role documents → a taxonomy folder: the same bytes, only what stands in the documents, proposals."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import yaml

from skillgap.errors import ConfigurationError
from skillgap.models.document import Document
from skillgap.models.role import Role
from skillgap.roles.builder import BuiltTaxonomy, build_taxonomy, role_yaml
from skillgap.taxonomy import load_taxonomy
from skillgap.taxonomy.check import check_taxonomy
from test_roles import bundled, document

ENGINEER = """Data Engineer

Requirements
- Python and SQL
- Experience with Apache Kafka, Zorbex, and Apache Airflow
- Strong communication skills

Nice to have
- Terraform (Pulumi or Ansible)
"""
ANALYST = """Data Analyst

Requirements
- SQL, Tableau or Power BI
- Python is a plus
- Strong communication skills
"""


def build(*documents: Document, output: Path | None = None) -> BuiltTaxonomy:
    """Build from documents."""
    return build_taxonomy(documents, taxonomy=bundled().taxonomy, extractor=bundled(), output=output)


A, B = document(ENGINEER, "engineer.txt"), document(ANALYST, "analyst.txt")


def test_the_same_documents_give_the_same_bytes_in_any_order() -> None:
    assert build(A, B).files == build(B, A).files


def test_the_folder_loads_and_is_clean(tmp_path: Path) -> None:
    built = build(A, B, output=tmp_path)
    loaded = load_taxonomy(tmp_path)
    assert sorted(loaded.roles) == ["data-analyst", "data-engineer"]
    assert [loaded.roles[r.id] for r in built.roles] == list(built.roles)
    assert check_taxonomy(tmp_path) == ()
    assert {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()} == set(built.files)


def test_only_skills_of_the_documents_and_their_ancestors() -> None:
    built = build(A, B)
    named = {s.skill_id for role in built.roles for r in role.requirements for s in r.any_of}
    ids = {skill.id for skill in built.skills}
    assert named <= ids
    assert ids == named.union(*(bundled().taxonomy.ancestors(i) for i in named))
    assert all(set(skill.related) <= ids and set(skill.broader) <= ids for skill in built.skills)


def test_one_changed_document_changes_only_its_role_and_the_weights() -> None:
    before = {role.id: role for role in build(A, B).roles}
    changed = document(ANALYST.replace("Python is a plus", "R is a plus"), "analyst.txt")
    after = {role.id: role for role in build(A, changed).roles}
    assert before["data-analyst"] != after["data-analyst"]
    plain = [
        role.model_copy(update={"requirements": tuple(r.model_copy(update={"weight": 0}) for r in role.requirements)})
        for role in (before["data-engineer"], after["data-engineer"])
    ]
    assert plain[0] == plain[1]


def test_sources_are_named_with_their_hashes() -> None:
    content = json.loads(build(A, B).files["build.json"])
    assert content["sources"] == [
        {"name": "analyst.txt", "sha256": B.sha256, "role": "data-analyst"},
        {"name": "engineer.txt", "sha256": A.sha256, "role": "data-engineer"},
    ]


def test_an_unknown_name_in_a_list_of_skills_is_proposed_and_stays_out() -> None:
    built = build(A, B)
    proposal = next(p for p in built.proposals if p.name == "Zorbex")
    assert [(e.document, e.line, e.quote) for e in proposal.evidence] == [("engineer.txt", 5, "Zorbex")]
    assert proposal.category == "data_engineering"
    assert all("zorbex" not in skill.id for skill in built.skills)
    assert any(row["name"] == "Zorbex" for row in yaml.safe_load(built.files["proposals.yaml"])["proposals"])


def test_an_unknown_phrase_that_is_a_bullet_of_its_own_is_proposed_with_a_category_and_parent() -> None:
    text = "Engineer\n\nRequirements\n- Python\n- Zorbian lattice modelling\n- both technical and clear\n"
    named = {p.name: p for p in build(document(text, "a.txt")).proposals}
    assert named["Zorbian lattice modelling"].category is not None
    assert named["Zorbian lattice modelling"].parent is not None
    assert not any("both" in name or "clear" in name for name in named)


def test_two_documents_of_one_title_get_two_ids() -> None:
    other = document(ENGINEER.replace("Terraform", "Docker"), "other.txt")
    assert [role.id for role in build(A, other).roles] == ["data-engineer", "data-engineer-2"]


def test_a_role_reads_back_from_its_own_file() -> None:
    for role in build(A, B).roles:
        assert Role.model_validate(yaml.safe_load(role_yaml(role))) == role


def test_files_of_an_earlier_build_go(tmp_path: Path) -> None:
    build(A, B, output=tmp_path)
    kept = tmp_path / "roles" / "mine.yaml"
    kept.write_text("by hand")
    build(A, output=tmp_path)
    assert sorted(p.name for p in (tmp_path / "roles").iterdir()) == ["data-engineer.yaml", "mine.yaml"]


def test_what_a_person_changed_since_a_build_is_kept_beside_what_is_written_anew(tmp_path: Path) -> None:
    assert build(A, B, output=tmp_path).kept == ()
    for name in ("data-analyst", "data-engineer"):
        file = tmp_path / "roles" / f"{name}.yaml"
        file.write_text(file.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
    again = build(A, output=tmp_path)
    assert again.kept == ("roles/data-analyst.yaml", "roles/data-engineer.yaml")
    assert (tmp_path / "roles" / "data-analyst.yaml.edited").read_text(encoding="utf-8").endswith("# by hand\n")
    assert sorted(load_taxonomy(tmp_path).roles) == ["data-engineer"]


def test_a_build_file_names_no_file_outside_its_folder(tmp_path: Path) -> None:
    output, outside = tmp_path / "built", tmp_path / "mine.yaml"
    build(A, output=output)
    outside.write_text("by hand", encoding="utf-8")
    made = json.loads((output / "build.json").read_text(encoding="utf-8"))
    for digest in ("another", hashlib.sha256(b"by hand").hexdigest()):
        made["files"] = {"../mine.yaml": digest, "roles/../../mine.yaml": digest}
        (output / "build.json").write_text(json.dumps(made), encoding="utf-8")
        assert build(A, output=output).kept == ()
        assert outside.read_text(encoding="utf-8") == "by hand"


def test_what_is_rare_weighs_more_than_what_every_role_asks_for() -> None:
    role = next(role for role in build(A, B).roles if role.id == "data-engineer")
    weights = {r.any_of[0].skill_id: r.weight for r in role.requirements}
    assert weights["apache-kafka"] > weights["sql"]


def test_no_documents_is_an_error() -> None:
    with pytest.raises(ConfigurationError):
        build()


def test_a_document_without_requirements_stops_the_build() -> None:
    with pytest.raises(ConfigurationError, match=r"sea\.txt"):
        build(A, document("The sea was calm that morning.\n", "sea.txt"))
