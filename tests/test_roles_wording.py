"""How the words of an ad say how much a skill is wanted, and what its headings announce."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from skillgap.models.role import Role
from skillgap.models.skill import PRODUCT_CATEGORIES
from skillgap.readers import read_document
from skillgap.roles import read_role
from skillgap.roles.cues import heading_kind, words
from skillgap.roles.education import LEVELS
from skillgap.settings import ReadingSettings
from test_roles import bundled

DATA = Path(__file__).parent / "data"
LONG = 700


def entries(file: str) -> list[tuple[str, str]]:
    """Return the entries of a data file with the key that each stands under."""
    content = yaml.safe_load((DATA / file).read_text(encoding="utf-8"))
    return [(str(kind), str(text)) for kind, texts in content.items() for text in texts]


def role(lines: list[str]) -> Role:
    """Read an ad whose requirements are these bullets."""
    return read("Deck Hand\n\nRequirements\n" + "".join(f"- {line}\n" for line in lines))


def read(text: str) -> Role:
    """Read an ad."""
    document = read_document(text.encode(), name="ad.txt", settings=ReadingSettings(), isolated=False)
    return read_role(document, extractor=bundled())


@pytest.mark.parametrize(("wanted", "line"), entries("wishes.yaml"))
def test_how_much_a_bullet_wants_a_skill(wanted: str, line: str) -> None:
    found = {s.skill_id: r.importance for r in role(["Python", "SQL", line, "Java"]).requirements for s in r.any_of}
    assert found.get("docker", "none") == wanted
    assert found["python"] == found["sql"] == found["java"] == "required"


@pytest.mark.parametrize(("kind", "heading"), entries("headings.yaml"))
def test_what_a_heading_announces(kind: str, heading: str) -> None:
    found = heading_kind(heading)
    assert found is not None
    assert found[0] == kind or (kind, found[0]) == ("stack", "tools")


@pytest.mark.parametrize("mark", ["- ", ""])
@pytest.mark.parametrize(("_", "line"), entries("points.yaml"))
def test_a_point_of_a_list_announces_nothing(_: str, line: str, mark: str) -> None:
    lines = ["Strong Python", "Experience with Java", line, "Good knowledge of Rust", "Figma skills"]
    found = read("Deck Hand\n\nRequirements\n" + "".join(f"{mark}{text}\n" for text in lines))
    importance = {skill.skill_id: r.importance for r in found.requirements for skill in r.any_of}
    assert [importance.get(name) for name in ("python", "java", "rust", "figma")] == ["required"] * 4


@pytest.mark.parametrize(("wanted", "line"), entries("lists.yaml"))
def test_what_a_list_asks_for(wanted: str, line: str) -> None:
    named = {name.lower() for name in ("Go", "Rust", "Kotlin") if name in line}
    groups = [{skill.skill_id for skill in r.any_of} & named for r in role(["Figma", line, "Docker"]).requirements]
    groups = [group for group in groups if group]
    assert groups == [named] if wanted == "one" else sorted(map(len, groups)) == [1] * len(named)


@pytest.mark.parametrize(("wanted", "line"), entries("years.yaml"))
def test_what_years_are_asked_for(wanted: str, line: str) -> None:
    found = role(["Figma", line, "Java"])
    of_skill = {r.min_years for r in found.requirements if r.any_of[0].skill_id == "docker"}
    overall = {option.min_years for gate in found.gates for option in gate.options}
    if wanted == "skill":
        assert of_skill == {3.0}
    else:
        assert overall == ({3.0} if wanted == "overall" else set())


@pytest.mark.parametrize(("wanted", "line"), entries("degrees.yaml"))
def test_what_degree_is_asked_for(wanted: str, line: str) -> None:
    found = role(["Figma", line, "Java"])
    gate = next(gate for gate in found.gates if gate.kind == "education")
    levels = [option.level for option in gate.options if option.level]
    assert gate.or_experience == (wanted == "or_experience")
    assert wanted == "or_experience" or min(levels, key=LEVELS.index) == wanted
    assert {skill.skill_id for r in found.requirements for skill in r.any_of} == {"figma", "java"}


def rows(file: str) -> list[tuple[str, ...]]:
    """Return the columns of a table."""
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def lowest(found: Role, importance: str) -> str:
    gates = [gate for gate in found.gates if gate.kind == "education" and gate.importance == importance]
    levels = [option.level for gate in gates for option in gate.options if option.level]
    return min(levels, key=LEVELS.index, default="-")


@pytest.mark.parametrize(("required", "wished", "instead", "years", "bullets"), rows("gates.tsv"))
def test_ways_through_the_gates(required: str, wished: str, instead: str, years: str, bullets: str) -> None:
    found = role(["Figma", *bullets.split(" / "), "Java"])
    assert (lowest(found, "required"), lowest(found, "preferred")) == (required, wished)
    # "A BSc, or six years of experience" says how much experience will do.
    ways = [(gate, option) for gate in found.gates for option in gate.options if gate.kind == "education"]
    assert any(g.or_experience or (o.level is None and o.min_years) for g, o in ways) == (instead == "yes")
    experience = [gate for gate in found.gates if (gate.kind, gate.importance) == ("experience", "required")]
    asked = {f"{o.level or 'any'}:{o.min_years:g}" for gate in experience for o in gate.options if o.min_years}
    assert asked == set(years.split()) - {"-"}


@pytest.mark.parametrize(("wanted", "sentence"), entries("prose.yaml"))
def test_what_a_sentence_without_a_heading_asks_for(wanted: str, sentence: str) -> None:
    opening = f"Senior Cook\n\nBluegrass Kitchens makes soup for hospitals. {sentence} We sit in Ghent."
    found = read(f"{opening}\n\nYou have five years of Python behind you and you know SQL.\n")
    importance = {skill.skill_id: r.importance for r in found.requirements for skill in r.any_of}
    assert importance.get("docker", "none") == wanted
    assert importance["python"] == "required"


@pytest.mark.parametrize(("ids", "line"), entries("duties.yaml"))
def test_what_a_line_of_duties_names(ids: str, line: str) -> None:
    found = read(f"Colleague\n\nResponsibilities\n- Keep Zorn tidy\n- {line}\n- Feed Mia\n\nRequirements\n- Figma\n")
    named = {skill.skill_id for r in found.requirements for skill in r.any_of if r.importance == "mentioned"}
    assert set(ids.split()) <= named


@cache
def ids_by_name() -> dict[str, str]:
    """Return the ids of skills by their names and aliases in small letters; a name wins over an alias."""
    skills = bundled().taxonomy.skills.values()
    found = {alias.lower(): skill.id for skill in skills for alias in skill.aliases}
    return {**found, **{skill.name.lower(): skill.id for skill in skills}}


@pytest.mark.parametrize(("wanted", "line"), rows("alternatives.tsv"))
def test_which_skills_stand_for_each_other(wanted: str, line: str) -> None:
    groups = [{ids_by_name()[name.lower()] for name in group.split("|")} for group in wanted.split("; ")]
    named = set().union(*groups)
    found = [{skill.skill_id for skill in r.any_of} & named for r in role(["Figma", line, "Photoshop"]).requirements]
    assert sorted(map(sorted, filter(None, found))) == sorted(map(sorted, groups))


def test_tools_of_a_bracket_are_skills_outside_the_categories_of_products() -> None:
    skills = bundled().taxonomy.skills
    listed = words("tools_by_name")
    assert listed <= skills.keys()
    assert not {id for id in listed if skills[id].category in PRODUCT_CATEGORIES - {"os"}}


def ads(*files: str) -> list[dict[str, Any]]:
    """Return the ads of data files."""
    return [ad for file in files for ad in yaml.safe_load((DATA / file).read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    "ad",
    ads(
        *(
            "layouts.yaml",
            "letter_ads.yaml",
            "mails.yaml",
            "page_ads.yaml",
            "one_line_ads.yaml",
            "plain_ads.yaml",
            "run_in_ads.yaml",
            "table_ads.yaml",
        ),
        "terse_ads.yaml",
    ),
    ids=lambda ad: ad["name"],
)
def test_what_an_ad_of_some_layout_asks_for(ad: dict[str, Any]) -> None:
    text = ad["text"]
    kind = "html" if ad.get("html") else "md" if text.startswith(("#", "---", "**")) else "txt"
    document = read_document(text.encode(), name=f"ad.{kind}", settings=ReadingSettings(), isolated=False)
    drawn = read_role(document, extractor=bundled())
    assert drawn.title == ad.get("title", drawn.title)
    assert ("line_ends_lost" in {n.code for n in drawn.notices}) == ("\n" not in text.strip() and len(text) > LONG)
    found = {s.skill_id: r.importance for r in drawn.requirements for s in r.any_of}
    for importance in ("required", "preferred", "mentioned"):
        asked = ad.get(importance, [])
        assert {skill: found.get(skill) for skill in asked} == dict.fromkeys(asked, importance)
    assert not found.keys() & set(ad.get("absent", []))
    years = sorted({option.min_years for gate in drawn.gates if gate.kind == "experience" for option in gate.options})
    assert years == ad.get("years", years)


@pytest.mark.parametrize(("ids", "line"), entries("demands.yaml"))
def test_what_a_bullet_of_demands_names(ids: str, line: str) -> None:
    found = role(["Figma", line, "Photoshop"])
    named = {skill.skill_id for r in found.requirements for skill in r.any_of if r.importance == "required"}
    assert set(ids.split()) <= named


@pytest.mark.parametrize(("wanted", "line"), rows("skill_years.tsv"))
def test_whose_years_a_bullet_asks_for(wanted: str, line: str) -> None:
    asked = dict(pair.rsplit("=", 1) for pair in re.findall(r"\S[^=]*=\S+", wanted))
    found = role(["Figma", line, "Photoshop"])
    years = {s.skill_id: r.min_years for r in found.requirements for s in r.any_of}
    overall = {option.min_years for gate in found.gates if gate.kind == "experience" for option in gate.options}
    if "all" in asked:
        assert overall == set(map(float, asked.pop("all").split("+")))  # of which a part in a field
    named = {ids_by_name()[name.lower()]: None if figure == "-" else float(figure) for name, figure in asked.items()}
    assert {skill: years.get(skill, "absent") for skill in named} == named


@pytest.mark.parametrize(("wanted", "line"), rows("field_years.tsv"))
def test_which_work_the_years_asked_are_of(wanted: str, line: str) -> None:
    gates = [gate for gate in role(["Figma", line, "Photoshop"]).gates if gate.kind == "experience"]
    assert [", ".join(gate.fields) or "-" for gate in gates] == wanted.split("; ")


@pytest.mark.parametrize(("wanted", "line"), entries("departments.yaml"))
def test_departments_are_whom_one_works_with(wanted: str, line: str) -> None:
    found = {skill.skill_id for r in role(["Figma", line, "Photoshop"]).requirements for skill in r.any_of}
    assert ("marketing" in found) == (wanted == "skill")


@pytest.mark.parametrize(
    "head",
    [
        "# Network Engineer\n### Juniper Networks\n\nAt Juniper, we believe in sleep.",
        '---\ntitle: "Network Engineer"\ncompanyName: "Juniper"\n---\n\nJuniper is the maker of quiet routers.',
        "Network Engineer\nJuniper\n\nJoin Juniper and help ships talk.",
        "Network Engineer at Juniper\n\nJuniper Inc.\n\nJuniper's mission is that ships talk.",
    ],
)
def test_the_employers_name_is_no_skill(head: str) -> None:
    found = {skill.skill_id for r in read(f"{head}\n\nRequirements\n- Python\n").requirements for skill in r.any_of}
    assert found == {"python"}


def test_a_maker_that_is_not_the_employer_is_a_skill() -> None:
    found = {s.skill_id for r in role(["Juniper", "Routers of Juniper Networks"]).requirements for s in r.any_of}
    assert "juniper" in " ".join(found)


@pytest.mark.parametrize("line", entries("own_people.yaml"))
def test_ones_own_mentor_and_the_plan_to_hire_ask_for_nothing(line: tuple[str, str]) -> None:
    kind, text = line
    found = read(f"Colleague\n\nResponsibilities\n- Keep Zorn tidy\n- {text}\n- Feed Mia\n\nRequirements\n- Figma\n")
    named = {skill.skill_id for r in found.requirements for skill in r.any_of}
    assert bool({"mentoring", "hiring"} & named) == (kind == "duty")


@pytest.mark.parametrize(
    ("alone", "ways"),
    [
        ("Tableau", "Tableau, Power BI or Looker"),
        ("Tableau", "Tableau or similar BI tools"),
        ("Tableau", "QuickSight or Tableau"),
        ("Spark", "Spark, Databricks or EMR"),
        ("Snowflake", "Snowflake, BigQuery or Redshift"),
        ("PostgreSQL", "PostgreSQL or another relational database"),
        ("Airflow", "Airflow or another orchestration tool"),
        ("Kafka", "Kafka or Kinesis"),
        ("Java", "Java or Kotlin"),
    ],
)
def test_further_ways_make_no_demand_heavier(alone: str, ways: str) -> None:
    found = [role(["Python", f"Experience with {line}", "Excel"]).requirements for line in (alone, ways)]
    weights = [next(r.weight for r in asked if alone in str(r.evidence)) for asked in found]
    assert weights[1] <= weights[0] + 1e-6


def test_java_or_another_object_oriented_language_still_asks_for_a_language() -> None:
    weights = [
        next(r.weight for r in role(["SQL", line, "Excel"]).requirements if "Java" in str(r.evidence))
        for line in ("Java", "Java or another object-oriented language")
    ]
    assert weights[0] == weights[1]


@pytest.mark.parametrize(
    ("wanted", "line"),
    [
        ("required", "You speak Spanish"),
        ("mentioned", "We speak Spanish in the team"),
        ("mentioned", "Our team speaks English and Spanish"),
        ("preferred", "L'espagnol serait un plus"),
        ("preferred", "La maîtrise de l'espagnol est un atout"),
        ("preferred", "Spanisch wäre von Vorteil"),
        ("none", "Experience with Spanish customers"),
    ],
)
def test_how_much_a_bullet_wants_a_spoken_language(wanted: str, line: str) -> None:
    found = {s.skill_id: r.importance for r in role(["Python", line, "Java"]).requirements for s in r.any_of}
    assert found.get("spanish", "none") == wanted


@pytest.mark.parametrize(
    "line",
    [
        "Kafka, RabbitMQ, NATS, Pulsar: take your pick of two",
        "Two of the following: Kafka, RabbitMQ, NATS, Pulsar",
        "You know two of these: Kafka, RabbitMQ, NATS",
        "Pick two: Kafka, RabbitMQ, NATS",
        "Kafka, RabbitMQ, NATS (choose two)",
    ],
)
def test_two_of_a_list_are_asked_for(line: str) -> None:
    assert [(len(one.any_of) > 2, one.at_least) for one in role([line]).requirements] == [(True, 2)]
