"""Laws of the weights."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from skillgap.models.role import Quote, Requirement, Role
from skillgap.models.skill import SkillRef
from skillgap.roles.weights import MENTIONED_SHARE, RARITY_FLOOR, SOFT_SHARE, weigh

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
    weighed = weigh(own, lines=200, others=others)
    assert math.isclose(sum(r.weight for r in weighed), 1, abs_tol=1e-9)
    assert all(r.weight >= 0 for r in weighed)
    assert [r.any_of for r in weighed] == [r.any_of for r in own]


@given(requirements, roles)
def test_soft_and_mentioned_stay_inside_their_shares(own: list[Requirement], others: list[Role]) -> None:
    weighed = weigh(own, lines=200, others=others)
    hard_asked = [r for r in weighed if not r.soft and r.importance != "mentioned"]
    if hard_asked:
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
    everywhere, rare = weigh([one("python"), one("cuda")], lines=100, others=others)
    assert math.isclose(everywhere.weight / rare.weight, RARITY_FLOOR, abs_tol=1e-5)


def test_required_weighs_twice_preferred() -> None:
    required, preferred = weigh([one("a"), one("b", "preferred")], lines=100)
    assert math.isclose(required.weight, 2 * preferred.weight, abs_tol=1e-5)
