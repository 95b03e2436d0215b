"""Levels and credits: what each kind of evidence earns, alone, through kin, and in fields."""

from __future__ import annotations

import pytest

from scoring_cases import TAXONOMY, asks, fit, holds, resume, role, row
from scoring_strategies import mention
from skillgap.models.resume import HeldSkill
from skillgap.models.role import Requirement
from skillgap.models.skill import Skill, SkillRef
from skillgap.scoring import Scorer
from skillgap.taxonomy.graph import Taxonomy


@pytest.mark.parametrize(
    ("held", "years", "level", "credit"),
    [
        (holds("query", "certified", None, last_used=None), None, "certified", 1.0),
        (holds("query", months=48), None, "dated_enough", 1.0),
        (holds("query", months=48), 4, "dated_enough", 1.0),
        (holds("query", months=24), 4, "dated_short", 0.875),
        (holds("query", months=6), None, "dated_short", 0.875),
        (holds("query", months=None), 4, "dated_unknown", 0.62),
        (holds("query", "certified", None, last_used=None), 4, "dated_unknown", 0.62),
        (holds("query", "used"), 4, "used", 0.55),
        (holds("query", "listed"), None, "listed", 0.3),
        (holds("query", "coursework"), None, "coursework", 0.2),
        (holds("boxes"), None, "not_found", 0.0),
    ],
)
def test_levels_and_their_credits(held, years, level, credit):
    found = row([held], asks("query", min_years=years))
    assert (found.level, found.credit, found.earned) == (level, credit, round(credit * 100, 2))


@pytest.mark.parametrize(
    ("last_used", "credit"),
    [("present", 1.0), ("2022-06", 1.0), ("2018-12", 0.925), ("2005-01", 0.85), ("2015", 0.8609), (None, 0.85)],
)
def test_skills_fade_slowly(last_used, credit):
    found = row([holds("query", last_used=last_used)], asks("query"))
    assert found.credit == pytest.approx(credit, abs=2e-4)


def test_a_narrower_skill_shows_most_of_the_broad_one_and_not_the_other_way_round():
    found = row([holds("torchlike")], asks("frameworks"))
    assert (found.level, found.earned, found.via.skill_id) == ("narrower", 90, "torchlike")
    found = row([holds("clouds")], asks("nimbus"))
    assert (found.level, found.earned, found.via) == ("not_found", 0, None)
    assert "Clouds is held, which is broader" in found.looked_at[0].outcome


@pytest.mark.parametrize(("held", "asked"), [("torchlike", "flowlike"), ("flowlike", "torchlike")])
def test_a_skill_that_does_the_same_job_is_a_near_gap_and_earns_little(held, asked):
    result = fit(resume(holds(held)), asks(asked), asks("query"))
    assert (result.contributions[0].level, result.contributions[0].earned) == ("adjacent", 10)
    gap = next(gap for gap in result.gaps if gap.any_of[0].skill_id == asked)
    assert gap.nearest.skill_id == held
    assert gap.gain == 40
    assert gap.reason.endswith("which is near to it")


def test_alternatives_count_once_and_the_best_one_decides():
    both = fit(resume(holds("nimbus"), holds("cumulus", "listed")), asks("cumulus", "nimbus"), asks("query"))
    one = fit(resume(holds("nimbus")), asks("cumulus", "nimbus"), asks("query"))
    assert both.score == one.score == 50
    assert both.contributions[0].via.skill_id == "nimbus"


def test_of_several_skills_asked_for_each_one_adds_its_part():
    asked = asks("cumulus", "query", "boxes", at_least=2)
    none, one, two = (fit(resume(*held), asked) for held in ((), (holds("query"),), (holds("query"), holds("boxes"))))
    assert [result.score for result in (none, one, two)] == [0, 50, 100]
    assert one.contributions[0].level == "partly"
    assert (one.gaps[0].gain, one.gaps[0].reason) == (50, "Query is shown, but more of them are asked for")
    assert one.gaps[0].by.skill_id in ("cumulus", "boxes")
    assert two.contributions[0].level == "dated_enough"
    assert two.gaps == ()


def test_more_than_there_are_can_not_be_asked_for():
    assert fit(resume(holds("query")), asks("query", at_least=3)).score == 100


def test_a_skill_alone_counts_only_where_its_name_is_sure():
    result = fit(resume(holds("query", method="fuzzy")), asks("query"))
    assert (result.low, result.score, result.high) == (0, 100, 100)


def test_bounds_take_unread_years_both_ways():
    result = fit(resume(holds("query", months=None, last_used=None)), asks("query", min_years=3))
    assert (result.low, result.score, result.high) == (55, 62, 100)
    result = fit(resume(holds("query", months=24, months_low=12, months_high=36)), asks("query", min_years=3))
    assert result.low < result.score < result.high == 100
    stated = fit(resume(holds("query", "listed", stated_years=6.0)), asks("query", min_years=3))
    assert (stated.score, stated.high) == (30, 100)


def test_any_kind_shows_a_family_and_some_kinds_show_a_field():
    kinds = [Skill(id=f"k{i}", name=f"K{i}", category="library", broader=("all",)) for i in range(4)]
    held = [
        HeldSkill(skill_id=k.id, name=k.name, category=k.category, evidence="dated", months=48, last_used="present",
                  mentions=()) for k in kinds
    ]  # fmt: skip
    whole = held[0].model_copy(update={"skill_id": "all", "name": "All"})
    found = {}
    for breadth in (None, 3):
        taxonomy = Taxonomy([Skill(id="all", name="All", category="library", breadth=breadth), *kinds])
        wants = Requirement(any_of=(taxonomy.ref("all"),), importance="required", weight=1)
        scorer = Scorer(taxonomy, [role(wants)])
        found[breadth] = [scorer.fits(resume(*held[:n]))[0].score for n in (1, 2, 3, 4)]
        assert scorer.fits(resume(whole))[0].score == 100
        listed = [skill.model_copy(update={"evidence": "listed", "months": None}) for skill in held]
        assert scorer.fits(resume(*listed))[0].score == pytest.approx({None: 27, 3: 40}[breadth], abs=0.1)
        if breadth:
            result = scorer.fits(resume(held[0], listed[1]))[0]
            assert result.contributions[0].level == "narrower"
            assert (
                result.gaps[0].reason
                == "shown in part, through K0 and 1 more of its skills: a field this wide takes more"
            )
            assert result.gaps[0].gain == pytest.approx(56.7, abs=0.1)
    assert found == {None: [90, 90, 90, 90], 3: [33.34, 66.68, 100, 100]}


def test_a_field_beside_alternatives_is_shown_by_the_best_of_its_skills():
    taxonomy = Taxonomy(
        [
            Skill(id="field", name="Field", category="ml_method", breadth=4),
            Skill(id="other", name="Other", category="ml_method"),
            Skill(id="part", name="Part", category="library", broader=("field",)),
        ]
    )
    wants = Requirement(any_of=(taxonomy.ref("field"), taxonomy.ref("other")), importance="required", weight=1)
    held = holds("query").model_copy(update={"skill_id": "part", "name": "Part"})
    assert Scorer(taxonomy, [role(wants)]).fits(resume(held))[0].score == 90


@pytest.mark.parametrize(
    ("stated", "evidence", "credit"),
    [("fluent", "listed", 1), (None, "listed", 1), ("B1", "listed", 1), ("basic", "listed", 0.3), ("A2", "listed", 0.3),
     ("nociones", "listed", 0.3), ("Grundkenntnisse", "listed", 0.3), ("débutant", "listed", 0.3),
     (None, "coursework", 0.2), ("native", "dated", 1)],
)  # fmt: skip
def test_a_list_is_where_spoken_languages_stand(stated, evidence, credit):
    taxonomy = Taxonomy([Skill(id="french", name="French", category="human_language")])
    wants = Requirement(any_of=(taxonomy.ref("french"),), importance="required", weight=1)
    held = HeldSkill(
        skill_id="french", name="French", category="human_language", evidence=evidence, stated_level=stated,
        months=3 if evidence == "dated" else None, mentions=(mention("french"),),
    )  # fmt: skip
    result = Scorer(taxonomy, [role(wants)]).fits(resume(held))[0]
    assert (result.score, bool(result.gaps)) == (credit * 100, credit < 1)


def test_each_further_step_of_the_hierarchy_shows_a_little_less():
    deep = Taxonomy([
        Skill(id="maths", name="Maths", category="math"),
        Skill(id="stats", name="Stats", category="math", broader=("maths",)),
        Skill(id="rmse", name="RMSE", category="math", broader=("stats",)),
    ])  # fmt: skip
    wants = Requirement(any_of=(deep.ref("maths"),), importance="required", weight=1)
    held = HeldSkill(
        skill_id="rmse", name="RMSE", category="math", evidence="dated", months=48, last_used="present", mentions=()
    )
    result = Scorer(deep, [role(wants)]).fits(resume(held))[0]
    assert (result.score, result.gaps) == (81, ())


def test_a_listed_skill_with_a_relative_in_dated_work_earns_more_but_less_than_shown_use():
    backed = holds("query", "listed").model_copy(update={"backed_by": TAXONOMY.ref("boxes")})
    alone, spoken_for, used = (
        fit(resume(skill), asks("query")) for skill in (holds("query", "listed"), backed, holds("query", "used"))
    )
    assert (alone.score, spoken_for.score, used.score) == (30, 45, 55)
    assert (alone.low, alone.high, spoken_for.low, spoken_for.high) == (20, 62, 30, 62)
    assert "speaks for it" in spoken_for.gaps[0].reason


def test_an_unknown_skill_id_in_a_role_is_scored_as_not_found():
    odd = Requirement(any_of=(SkillRef(skill_id="no-such", name="No Such"),), importance="required", weight=1)
    result = Scorer(TAXONOMY, [role(odd, asks("query"))]).fits(resume(holds("query")))[0]
    assert result.score == 50
    assert result.gaps[0].any_of[0].name == "No Such"


def test_of_what_shows_as_much_the_one_that_is_shown_longest_is_named() -> None:
    for months in ((20, 90), (90, 20)):
        held = [holds("cumulus", months=months[0]), holds("nimbus", months=months[1])]
        via = row(held, asks("clouds")).via
        assert via is not None
        assert via.skill_id == ("nimbus" if months[1] > months[0] else "cumulus")
    via = row([holds("cumulus", months=40), holds("nimbus", months=40)], asks("clouds")).via
    assert via is not None
    assert via.skill_id == "cumulus"
