"""Laws of the weights."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgap.models.role import Quote, Requirement, Role
from skillgap.models.skill import Skill, SkillRef
from skillgap.roles.weights import (
    COMMON_NOUN,
    DUTY,
    MENTIONED_SHARE,
    PARAPHRASE,
    RARITY_FLOOR,
    SAID_AGAIN,
    SOFT_SHARE,
    weigh,
)
from skillgap.scoring.weighing import weigh as score_weights
from skillgap.settings import ScoringSettings
from skillgap.taxonomy import Taxonomy

NO_SKILLS = Taxonomy([])
IDS = [f"skill-{n}" for n in range(12)]
requirement = st.builds(
    lambda ids, importance, soft, lines: Requirement(
        any_of=tuple(SkillRef(skill_id=i, name=i) for i in ids),
        importance=importance,
        weight=0,
        soft=soft,
        evidence=tuple(Quote(line=n, quote="x") for n in sorted(lines)),
    ),
    st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True),
    st.sampled_from(["required", "preferred", "mentioned"]),
    st.booleans(),
    st.sets(st.integers(1, 200), min_size=1, max_size=6),
)
requirements = st.lists(requirement, min_size=1, max_size=15)
roles = st.lists(
    st.builds(lambda n, r: Role(id=f"r{n}", title="R", requirements=tuple(r)), st.integers(0, 9), requirements),
    max_size=4,
)


@given(requirements, roles)
def test_weights_are_shares(own: list[Requirement], others: list[Role]) -> None:
    weighed = weigh(own, lines=200, others=others, taxonomy=NO_SKILLS)
    assert math.isclose(sum(r.weight for r in weighed), 1, abs_tol=1e-9)
    assert all(r.weight >= 0 for r in weighed)
    assert [r.any_of for r in weighed] == [r.any_of for r in own]


@given(requirements, roles)
def test_soft_and_mentioned_stay_inside_their_shares(own: list[Requirement], others: list[Role]) -> None:
    weighed = weigh(own, lines=200, others=others, taxonomy=NO_SKILLS)
    if any(r.importance == "required" and not r.soft for r in weighed):
        soft = sum(r.weight for r in weighed if r.soft and r.importance != "mentioned")
        mentioned = sum(r.weight for r in weighed if r.importance == "mentioned")
        assert soft <= SOFT_SHARE + 1e-4
        assert mentioned <= MENTIONED_SHARE + 1e-4


def one(skill_id: str, importance: str = "required") -> Requirement:
    """Make a requirement on line 10."""
    return Requirement.model_validate(
        {
            "any_of": [{"skill_id": skill_id, "name": skill_id}],
            "importance": importance,
            "weight": 0,
            "evidence": [{"line": 10, "quote": "x"}],
        }
    )


def test_what_every_role_asks_for_weighs_the_floor_of_what_only_one_asks_for() -> None:
    others = [Role(id=f"r{n}", title="R", requirements=(one("python"),)) for n in range(4)]
    everywhere, rare = weigh([one("python"), one("cuda")], lines=100, others=others, taxonomy=NO_SKILLS)
    assert math.isclose(everywhere.weight / rare.weight, RARITY_FLOOR, abs_tol=1e-5)


def test_required_weighs_twice_preferred() -> None:
    required, preferred = weigh([one("a"), one("b", "preferred")], lines=100, taxonomy=NO_SKILLS)
    assert math.isclose(required.weight, 2 * preferred.weight, abs_tol=1e-5)


TAXONOMY = Taxonomy(
    [
        Skill(id="clouds", name="Clouds", category="cloud", aliases=("cloud platforms",)),
        Skill(id="nimbus", name="Nimbus", category="cloud", broader=("clouds",)),
        Skill(id="cumulus", name="Cumulus", category="cloud", broader=("clouds",)),
        Skill(id="quality", name="Data quality", category="data_engineering", broader=("data",)),
        Skill(id="data", name="Data", category="data_engineering"),
        Skill(id="handling", name="Handling", category="data_engineering", broader=("data",), duty=True),
        Skill(id="practice", name="Practice", category="software_engineering", breadth=3),
        Skill(id="craft", name="Craft", category="software_engineering", breadth=3),
        Skill(id="lake", name="Lake", category="data_engineering", broader=("data",)),
        Skill(id="programming-language", name="Languages", category="language"),
        Skill(id="pythonic", name="Pythonic", category="language", broader=("programming-language",)),
        Skill(id="queries", name="Queries", category="language", broader=("data",)),
        Skill(id="torchlike", name="Torchlike", category="ml_framework", broader=("pythonic",)),
    ]
)


def wants(*ids: str, line: int, quote: str) -> Requirement:
    """Make a requirement that one line names."""
    return Requirement.model_validate(
        {
            "any_of": [{"skill_id": i, "name": TAXONOMY.skills[i].name} for i in ids], "importance": "required",
            "weight": 0, "evidence": [{"line": line, "quote": quote}],
        }
    )  # fmt: skip


def ratio(first: Requirement, second: Requirement) -> float:
    """Weigh two requirements against one another; the document is long, so that places hardly count."""
    one, two = weigh([first, second], lines=1_000_000, taxonomy=TAXONOMY)
    return one.weight / two.weight


def test_a_bullet_of_many_things_is_no_many_bullets() -> None:
    alone, *listed = weigh(
        [one("a"), *(one(i).model_copy(update={"evidence": (Quote(line=20, quote=i),)}) for i in "bcde")],
        lines=1_000_000,
        taxonomy=NO_SKILLS,
    )
    assert all(r.weight < 0.7 * alone.weight for r in listed)
    assert sum(r.weight for r in listed) > alone.weight


def test_lines_that_only_mention_make_a_demand_hardly_louder() -> None:
    lines = tuple(Quote(line=line, quote="b") for line in (10, 400, 500))
    twice = one("b").model_copy(update={"evidence": lines[:2]})
    told = one("b").model_copy(update={"evidence": lines, "passing": (400, 500)})
    once, more, most = (
        weigh([one("a"), b], lines=1_000_000, taxonomy=NO_SKILLS)[1].weight for b in (one("b"), told, twice)
    )
    assert once < more < most


def test_examples_are_the_demand_and_not_the_word_for_all_of_them() -> None:
    nimbus = wants("nimbus", line=5, quote="Nimbus")
    beside = ratio(wants("clouds", line=5, quote="Clouds"), nimbus)
    apart = ratio(wants("clouds", line=9, quote="Clouds"), nimbus)
    assert beside < 0.6 * apart
    either = wants("nimbus", "cumulus", line=5, quote="Nimbus")
    assert ratio(wants("clouds", line=9, quote="Clouds"), either) < 2 * SAID_AGAIN * apart


def test_a_language_is_asked_for_though_a_framework_in_it_is_too() -> None:
    assert math.isclose(
        ratio(wants("pythonic", line=5, quote="Pythonic"), wants("torchlike", line=5, quote="Torchlike")),
        1,
        rel_tol=1e-4,
    )


def test_names_weigh_more_than_common_nouns_and_these_more_than_duties() -> None:
    lake = wants("lake", line=5, quote="Lake")
    assert math.isclose(ratio(wants("quality", line=5, quote="data quality"), lake), COMMON_NOUN, rel_tol=1e-4)
    told = wants("quality", line=5, quote="make figures right")
    assert math.isclose(ratio(told, lake), PARAPHRASE, rel_tol=1e-4)


@pytest.mark.parametrize(
    ("ids", "factor"),
    [(["practice"], 1), (["practice", "lake"], 1), (["practice", "craft"], 0.36), (["handling"], DUTY)],
)
def test_a_demand_of_so_many_years_is_no_passing_word(ids: list[str], factor: float) -> None:
    lake = wants("lake", line=5, quote="Lake")
    years = wants(*ids, line=5, quote=TAXONOMY.skills[ids[0]].name.lower()).model_copy(update={"min_years": 4.0})
    assert math.isclose(ratio(years, lake), factor, rel_tol=1e-4)


def test_examples_of_a_demand_for_years_are_no_demand_in_its_place() -> None:
    years = wants("clouds", line=5, quote="Clouds").model_copy(update={"min_years": 4.0})
    assert math.isclose(ratio(years, wants("nimbus", "cumulus", line=5, quote="Nimbus")), 1, rel_tol=1e-4)


def test_what_everyone_in_the_trade_does_weighs_little() -> None:
    lake = wants("lake", line=5, quote="Lake")
    assert math.isclose(ratio(wants("handling", line=5, quote="Handling"), lake), DUTY, rel_tol=1e-4)
    either = wants("handling", "lake", line=5, quote="Handling")
    assert math.isclose(ratio(either, lake), 1, rel_tol=1e-4)


@pytest.mark.parametrize(("name", "factor"), [("pythonic", 1.7), ("torchlike", 1.7), ("nimbus", 1.7), ("queries", 1)])
def test_languages_frameworks_and_clouds_weigh_more(name: str, factor: float) -> None:
    lake = wants("lake", line=5, quote="Lake")
    assert math.isclose(ratio(wants(name, line=5, quote=name.title()), lake), factor, rel_tol=1e-4)


def test_a_wish_for_a_language_does_not_outweigh_what_is_asked_for() -> None:
    asked = wants("lake", line=5, quote="Lake")
    wish = wants("pythonic", line=9, quote="Pythonic")
    assert math.isclose(ratio(wish.model_copy(update={"importance": "preferred"}), asked), 0.5, rel_tol=1e-4)


def test_where_nothing_is_asked_for_what_is_told_counts_like_a_wish() -> None:
    told = wants("lake", line=5, quote="Lake").model_copy(update={"importance": "mentioned"})
    wish = wants("quality", line=9, quote="Data quality").model_copy(update={"importance": "preferred"})
    assert math.isclose(ratio(told, wish), 1, rel_tol=1e-4)


def test_an_either_or_spread_over_bullets_is_said_once() -> None:
    taxonomy = Taxonomy(
        [Skill(id=name, name=name.title(), category="tool") for name in ("saw", "axe", "adze", "plane")]
    )

    def share(lines: tuple[int, int, int]) -> float:
        names = ("saw", "axe", "adze")
        either = Requirement(
            any_of=tuple(SkillRef(skill_id=name, name=name.title()) for name in names),
            importance="preferred",
            weight=0.0,
            evidence=tuple(Quote(line=line, quote=name.title()) for line, name in zip(lines, names, strict=True)),
        )
        single = Requirement(
            any_of=(SkillRef(skill_id="plane", name="Plane"),), importance="required", weight=0.0,
            evidence=(Quote(line=9, quote="Plane"),),
        )  # fmt: skip
        return weigh((either, single), lines=10, taxonomy=taxonomy)[0].weight

    assert share((1, 2, 3)) == share((1, 1, 1))


@pytest.mark.parametrize(
    ("title", "share"), [("Engineering Manager", 0.4), ("Lead Engineer", 0.15), ("Engineer", 0.15)]
)
def test_leading_people_is_a_large_part_of_what_a_manager_is_asked_for(title: str, share: float) -> None:
    taxonomy = Taxonomy(
        [Skill(id="people", name="People", category="leadership"), Skill(id="saw", name="Saw", category="tool")]
    )
    asked = tuple(
        Requirement(any_of=(SkillRef(skill_id=i, name=i),), importance="required", weight=0.5)
        for i in ("people", "saw")
    )
    role = Role(id="x", title=title, requirements=asked)
    assert score_weights(role, taxonomy, settings=ScoringSettings()).cents == [share * 10_000, 10_000 - share * 10_000]
