"""Scores of single, made-up cases: each rule on the smallest profile that shows it."""

from __future__ import annotations

import pytest
from hypothesis import given

from scoring_strategies import job, mention
from skillgap.errors import ConfigurationError
from skillgap.models.document import DocumentInfo
from skillgap.models.fit import CompareReport, RankReport
from skillgap.models.resume import Education, HeldSkill, Profile
from skillgap.models.role import Gate, GateOption, Requirement, Role
from skillgap.models.skill import Skill, SkillRef
from skillgap.scoring import Scorer, compare, rank, smallest_set
from skillgap.scoring.weighing import names_skill
from skillgap.settings import Credits, ScoringSettings
from skillgap.taxonomy.graph import Taxonomy
from test_scoring_laws import calm, profiles, role_sets, taxonomies


def skill(skill_id, category="library", **more):
    return Skill(id=skill_id, name=skill_id.replace("-", " ").title(), category=category, **more)


TAXONOMY = Taxonomy([
    skill("frameworks", "ml_method"),
    skill("torchlike", broader=("frameworks",), related={"flowlike": "alternative"}, aliases=("tl",)),
    skill("flowlike", broader=("frameworks",)),
    skill("clouds", "cloud"),
    skill("nimbus", "cloud", broader=("clouds",)),
    skill("cumulus", "cloud", broader=("clouds",)),
    skill("wording", "ml_method"),
    skill("entities", "ml_method", broader=("wording",)),
    skill("labels", "ml_method"),
    skill("query", "database"),
    skill("boxes", "devops_mlops"),
    skill("kernels", "performance"),
    skill("talking", "soft_skill"),
    skill("listening", "soft_skill"),
    skill("leading", "leadership"),
])  # fmt: skip


def asks(*skill_ids, weight=1.0, importance="required", **more):
    refs = tuple(TAXONOMY.ref(skill_id) for skill_id in skill_ids)
    return Requirement(any_of=refs, importance=importance, weight=weight, **more)


def role(*requirements, role_id="maker", gates=()):
    return Role(id=role_id, title=role_id.title(), requirements=requirements, gates=gates)


def holds(skill_id, evidence="dated", months=48, *, last_used="present", start=10, method="exact", **more):
    known = TAXONOMY.skills[skill_id]
    if evidence not in ("dated", "certified"):
        months = last_used = None
    return HeldSkill(
        skill_id=skill_id, name=known.name, category=known.category, evidence=evidence, months=months,
        last_used=last_used, mentions=(mention(skill_id, known.category, start=start, method=method),), **more,
    )  # fmt: skip


def resume(*skills, months=60, name="a.txt", **more):
    return Profile(
        document=DocumentInfo(name=name, media_type="text/plain", sha256="0" * 64), as_of="2025-06", skills=skills,
        experience_months=months, experience_months_low=months, experience_months_high=months, **more,
    )  # fmt: skip


def fit(profile, *requirements, gates=(), settings=None):
    return Scorer(TAXONOMY, [role(*requirements, gates=gates)], settings=settings).fits(profile)[0]


def row(held, requirement):
    return fit(resume(*held), requirement).contributions[0]


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


SENIOR = (
    asks("torchlike", "flowlike"), asks("nimbus", "cumulus"), asks("query"), asks("boxes"), asks("kernels"),
    asks("frameworks"), asks("talking", soft=True, weight=2), asks("leading", weight=2),
)  # fmt: skip
YEARS = Gate(kind="experience", options=(GateOption(min_years=5),))
DEGREE = Gate(kind="education", options=(GateOption(level="bachelor"),), fields=("Computer Science",))


def test_a_list_of_every_skill_scores_clearly_below_two_thirds_in_dated_work():
    every = [
        "torchlike",
        "flowlike",
        "nimbus",
        "cumulus",
        "query",
        "boxes",
        "kernels",
        "frameworks",
        "talking",
        "leading",
    ]
    listed = fit(resume(*[holds(s, "listed") for s in every], months=None), *SENIOR, gates=(YEARS,))
    worked = fit(
        resume(*[holds(s, months=20) for s in ("torchlike", "nimbus", "query", "leading")]), *SENIOR, gates=(YEARS,)
    )
    assert worked.score > 1.5 * listed.score


def test_soft_skills_are_bounded_and_count_only_beside_hard_ones():
    soft_only = resume(holds("talking"), holds("listening"), holds("leading"))
    result = fit(soft_only, *SENIOR)
    assert result.score == 0
    assert result.verdict == "no evidence for this role"
    hard = [holds(s) for s in ("torchlike", "nimbus", "query", "boxes", "kernels")]
    without, with_soft = fit(resume(*hard), *SENIOR), fit(resume(*hard, *soft_only.skills), *SENIOR)
    assert with_soft.score - without.score == pytest.approx(21, abs=0.01)
    assert with_soft.soft_factor == 1
    soft_gap = next(gap for gap in fit(resume(*hard[:1]), *SENIOR).gaps if gap.any_of[0].skill_id == "talking")
    assert 0 < soft_gap.gain < 10


def test_a_role_of_soft_skills_only_is_scored_without_caps():
    result = fit(resume(holds("talking")), asks("talking", soft=True), asks("listening", soft=True))
    assert result.score == 50


@pytest.mark.parametrize(
    ("months", "status", "factor"),
    [(60, "met", 1.0), (30, "unmet", 0.725), (0, "unmet", 0.45), (None, "unknown", 0.45)],
)
def test_the_years_gate_warns_and_weighs(months, status, factor):
    result = fit(resume(holds("query"), months=months), asks("query"), gates=(YEARS,))
    assert (result.gates[0].status, result.gates[0].factor, result.score) == (status, factor, factor * 100)
    assert result.high == (100 if status == "unknown" else result.score)


def test_years_in_another_field_leave_the_gate_open():
    jobs = (job("2010-01", "2019-12", 0, 500), job("2020-01", "2020-12", 500, 900))
    result = fit(resume(holds("query", start=600), months=132, jobs=jobs), asks("query"), gates=(YEARS,))
    assert result.gates[0].status == "unknown"
    assert "only 1 year of it show a skill" in result.gates[0].detail
    in_field = fit(resume(holds("query", start=60), months=132, jobs=jobs), asks("query"), gates=(YEARS,))
    assert in_field.gates[0].status == "met"


def degree(level, field="Computer Science", *, completed=True):
    return Education(level=level, field=field, completed=completed, start=0, end=1)


@pytest.mark.parametrize(
    ("education", "status", "factor"),
    [
        ((degree("bachelor"),), "met", 1.0),
        ((degree("phd", "Informatics"),), "met", 1.0),
        ((degree("bachelor", "Nursing"),), "unknown", 0.95),
        ((degree("diploma"),), "unmet", 0.95),
        ((degree("high_school", None),), "unmet", 0.9),
        ((degree("bachelor", completed=False),), "unmet", 0.9),
        ((), "unknown", 0.9),
    ],
)
def test_the_degree_gate(education, status, factor):
    result = fit(resume(holds("query"), education=education), asks("query"), gates=(DEGREE,))
    assert (result.gates[0].status, result.gate_factor) == (status, factor)


def test_a_diploma_that_counts_as_a_bachelors_meets_its_gate_and_is_one_short_of_a_masters():
    held = degree("diploma", "Informatik").model_copy(update={"counts_as": "bachelor", "counts_by": "Diplom (FH)"})
    result = fit(resume(holds("query"), education=(held,)), asks("query"), gates=(DEGREE,))
    assert (result.gates[0].status, result.gate_factor) == ("met", 1.0)
    assert result.gates[0].detail.endswith(
        "diploma in Informatik held, which counts as a bachelor's degree (“Diplom (FH)”)"
    )
    above = Gate(kind="education", options=(GateOption(level="master"),))
    result = fit(resume(holds("query"), education=(held,)), asks("query"), gates=(above,))
    assert (result.gates[0].status, result.gate_factor) == ("unmet", 0.95)


def test_a_conditional_gate_takes_any_of_its_ways():
    gate = Gate(
        kind="experience", options=(GateOption(level="phd", min_years=4), GateOption(level="master", min_years=7))
    )
    for education, months, status in (
        ((degree("phd"),), 50, "met"),
        ((degree("master"),), 50, "unmet"),
        ((degree("master"),), 90, "met"),
        ((degree("bachelor"),), 90, "unmet"),
        ((), 90, "unknown"),
        ((degree("phd"),), None, "unknown"),
    ):
        result = fit(resume(holds("query"), months=months, education=education), asks("query"), gates=(gate,))
        assert result.gates[0].status == status, (education, months, result.gates[0].detail)


@pytest.mark.parametrize(
    ("field", "status"),
    [
        ("Natural Language Processing", "met"), ("Language Technology", "met"), ("Informatique", "met"),
        ("English Language", "unknown"), ("Food Processing", "unknown"),
    ],
)  # fmt: skip
def test_fields_of_computing_are_related_to_computer_science(field, status):
    result = fit(resume(holds("query"), education=(degree("master", field),)), asks("query"), gates=(DEGREE,))
    assert result.gates[0].status == status


def test_experience_may_stand_in_for_a_degree_where_the_role_says_so():
    gate = DEGREE.model_copy(update={"or_experience": True})
    assert fit(resume(holds("query"), months=60), asks("query"), gates=(gate,)).gates[0].status == "met"
    assert fit(resume(holds("query"), months=12), asks("query"), gates=(gate,)).gates[0].status == "unknown"


def test_a_preferred_gate_never_weighs_and_two_of_a_kind_weigh_once():
    preferred = DEGREE.model_copy(update={"importance": "preferred"})
    result = fit(resume(holds("query")), asks("query"), gates=(preferred, DEGREE, DEGREE))
    assert result.gate_factor == 0.9
    assert [gate.factor for gate in result.gates] == [1.0, 0.9, 1.0]


def test_gaps_tell_lacking_from_planned_denied_hidden_and_listed():
    profile = resume(
        holds("boxes", "listed"), holds("kernels", months=12), holds("query"),
        not_held=(
            mention("torchlike", status="planned", text="Torchlike"), mention("nimbus", status="denied", text="Nimbus"),
        ),
        hidden_skills=("clouds",),
    )  # fmt: skip
    result = fit(
        profile, asks("boxes"), asks("kernels", min_years=4), asks("torchlike"), asks("nimbus"), asks("clouds"),
        asks("cumulus"), asks("query"),
    )  # fmt: skip
    reasons = {gap.any_of[0].skill_id: gap.reason for gap in result.gaps}
    assert reasons == {
        "boxes": "only listed: nothing shows its use",
        "kernels": "12 months shown, 48 asked",
        "torchlike": "not held yet: “Torchlike”",
        "nimbus": "said not to be held: “Nimbus”",
        "clouds": "only in hidden text, which earns nothing",
        "cumulus": "not found",
    }
    assert [gap.gain for gap in result.gaps] == sorted((gap.gain for gap in result.gaps), reverse=True)
    looked = result.contributions[2].looked_at[0]
    assert looked.name == "Torchlike"
    assert looked.outcome.startswith("not held yet")


def test_a_mere_choice_never_stands_for_a_skill_that_is_required_alone():
    # "entities" gains most by the weightier row above it; when a mention brings it up, the requirement names it.
    gaps = fit(
        resume(holds("query")), asks("query"), asks("wording", "torchlike", weight=4), asks("entities", weight=2),
        asks("entities", "labels", weight=0.5, importance="mentioned"),
    ).gaps  # fmt: skip
    assert gaps[0].importance == "required"
    assert [ref.skill_id for ref in gaps[0].any_of] == ["entities"]


def test_absence_names_what_was_looked_for():
    looked = fit(resume(holds("query")), asks("torchlike")).contributions[0].looked_at
    assert [(look.name, look.outcome) for look in looked] == [("Torchlike", "not found; also looked for: tl")]


def test_an_empty_resume_is_not_read_as_no_gaps():
    result = fit(resume(), asks("query"))
    assert (result.score, result.verdict, len(result.gaps)) == (0, "no evidence for this role", 1)
    assert [notice.code for notice in result.notices] == ["no_skills"]


def test_verdicts_rise_with_the_score():
    words = [
        fit(
            resume(*[holds("query", months=48)] * bool(i)), asks("query", weight=i), asks("boxes", weight=10 - i)
        ).verdict
        for i in range(1, 10)
    ]
    order = ["no evidence for this role", "weak fit", "partial fit", "good fit", "strong fit"]
    assert [order.index(word) for word in words] == sorted(order.index(word) for word in words)
    assert set(words) == set(order[1:])


def test_gains_name_all_roles():
    scorer = Scorer(
        TAXONOMY,
        [role(asks("query"), asks("boxes"), role_id="a"), role(asks("query"), asks("kernels", weight=3), role_id="b")],
    )
    fits = {found.role.id: found for found in scorer.fits(resume(holds("boxes"), holds("kernels")))}
    gap = fits["a"].gaps[0]
    assert (gap.by.skill_id, gap.gain, dict(gap.gains)) == ("query", 50, {"a": 50, "b": 25})


def test_a_role_without_requirements_is_refused():
    with pytest.raises(ConfigurationError, match="'maker' holds no requirement"):
        Scorer(TAXONOMY, [role()])


def test_unknown_role_ids_name_the_nearest():
    scorer = Scorer(TAXONOMY, [role(asks("query"))])
    with pytest.raises(ConfigurationError, match="nearest: maker"):
        smallest_set(scorer, resume(), "makr", target=50)


def test_a_later_role_stands_in_for_an_earlier_one_of_the_same_id():
    scorer = Scorer(TAXONOMY, [role(asks("query")), role(asks("boxes"))])
    assert [r.requirements[0].any_of[0].skill_id for r in scorer.roles] == ["boxes"]


def test_the_smallest_set_is_found_and_proven():
    scorer = Scorer(
        TAXONOMY,
        [
            role(
                asks("frameworks", weight=3),
                asks("torchlike", weight=3),
                asks("query", weight=2),
                asks("boxes", weight=2),
            )
        ],
    )
    found = smallest_set(scorer, resume(), "maker", target=55)
    assert [ref.skill_id for ref in found.skills] == ["torchlike"]
    assert (found.before, found.after, found.reached, found.proven) == (0, 57, True, True)
    found = smallest_set(scorer, resume(), "maker", target=75)
    assert len(found.skills) == 2
    assert found.proven
    nothing = smallest_set(scorer, resume(holds("torchlike")), "maker", target=40)
    assert (nothing.skills, nothing.reached, nothing.proven) == ((), True, True)


def test_a_target_behind_a_gate_is_not_reached():
    scorer = Scorer(TAXONOMY, [role(asks("query"), asks("boxes"), gates=(YEARS,))])
    found = smallest_set(scorer, resume(months=0), "maker", target=90)
    assert (found.reached, found.after, len(found.skills)) == (False, 45, 2)


def test_another_role_can_be_put_first():
    scorer = Scorer(
        TAXONOMY,
        [
            role(asks("query"), asks("boxes"), asks("kernels"), asks("frameworks"), role_id="a"),
            role(asks("nimbus"), asks("query"), role_id="b"),
        ],
    )
    profile = resume(holds("boxes"), holds("kernels"))
    found = smallest_set(scorer, profile, "b")
    assert found.reached
    assert found.scores["b"] > found.scores["a"]
    assert [ref.skill_id for ref in found.skills] == ["nimbus", "query"]


@calm
@given(taxonomies(), role_sets, profiles())
def test_a_found_set_does_what_it_says(taxonomy, role_set, profile):
    scorer = Scorer(taxonomy, role_set)
    found = smallest_set(scorer, profile, "role-a", target=60)
    held = scorer.holding(profile, [ref.skill_id for ref in found.skills])
    scores = {score.role_id: score.score for score in scorer.scores(held)}
    assert scores == dict(found.scores)
    assert found.reached == (scores["role-a"] >= 60)
    if found.reached and found.proven and len(found.skills) == 2:
        for skill_id in scorer.index.role_rows[0]:  # a set is of skills that the role names
            one = {s.role_id: s.score for s in scorer.scores(scorer.holding(profile, [skill_id]))}
            assert one["role-a"] < 60


def test_ranking_says_ties_and_overlaps():
    scorer = Scorer(TAXONOMY, [role(asks("query", min_years=4), asks("boxes"))])
    profiles_to_rank = [
        resume(holds("query", months=24, months_low=20, months_high=60), name="wide.txt"),
        resume(holds("query", months=30), name="sure.txt"),
        resume(holds("boxes", "listed"), name="c.txt"),
        resume(holds("boxes", "listed"), name="b.txt"),
    ]
    report = rank(scorer, profiles_to_rank)
    assert [(c.document.name, c.rank, c.tied) for c in report.candidates] == [
        ("sure.txt", 1, False), ("wide.txt", 2, False), ("b.txt", 3, True), ("c.txt", 3, True),
    ]  # fmt: skip
    assert [(c.best_rank, c.worst_rank) for c in report.candidates] == [(1, 2), (1, 2), (3, 4), (3, 4)]
    assert [c.overlaps_next for c in report.candidates] == [True, False, True, False]
    assert [notice.code for notice in report.notices] == ["tie", "overlap"]
    assert rank(scorer, profiles_to_rank[::-1]) == report
    assert RankReport.model_validate_json(report.model_dump_json()) == report
    with pytest.raises(ConfigurationError, match="one role"):
        rank(Scorer(TAXONOMY, []), profiles_to_rank)


def test_comparing_two_drafts_adds_up():
    scorer = Scorer(TAXONOMY, [role(asks("query"), asks("boxes"), asks("kernels"), gates=(YEARS,))])
    old = resume(holds("query", "listed"), holds("boxes"), months=30)
    new = resume(holds("query", months=30), holds("kernels", "used"), months=60)
    report = compare(scorer, old, new)
    change = report.roles[0]
    assert round(sum(found.difference for found in change.rows), 2) == change.difference
    assert round(change.new_score - change.old_score, 2) == change.difference
    assert [(s.skill_id, s.old, s.new) for s in report.skills] == [
        ("boxes", "dated", None), ("kernels", None, "used"), ("query", "listed", "dated"),
    ]  # fmt: skip
    assert [(gate.old, gate.new) for gate in change.gates] == [("unmet", "met")]
    assert CompareReport.model_validate_json(report.model_dump_json()) == report
    same = compare(scorer, old, old)
    assert (same.skills, same.roles[0].rows, same.roles[0].difference) == ((), (), 0)


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


def test_a_spoken_language_is_bounded_and_counts_only_beside_hard_skills():
    taxonomy = Taxonomy(
        [
            Skill(id="french", name="French", category="human_language"),
            Skill(id="craft", name="Craft", category="library"),
        ]
    )
    wants = [Requirement(any_of=(taxonomy.ref(i),), importance="required", weight=1) for i in ("french", "craft")]
    speaks, works = (
        HeldSkill(skill_id=i, name=i, category=category, evidence="dated", months=48, last_used="present", mentions=())
        for i, category in (("french", "human_language"), ("craft", "library"))
    )
    scorer = Scorer(taxonomy, [role(*wants)])
    alone = scorer.fits(resume(speaks))[0]
    assert (alone.score, alone.verdict) == (0, "no evidence for this role")
    assert scorer.fits(resume(works))[0].score == 90
    assert scorer.fits(resume(speaks, works))[0].score == 100


def test_what_the_title_names_is_worth_its_floor():
    wants = (asks("query", weight=1), asks("boxes", weight=49), asks("kernels", weight=50))
    named, unnamed = (Role(id="maker", title=title, requirements=wants) for title in ("Senior Query Maker", "Maker"))
    profile = resume(holds("query"))
    assert [Scorer(TAXONOMY, [r]).fits(profile)[0].score for r in (named, unnamed)] == [10, 1]


@pytest.mark.parametrize(
    ("title", "name", "aliases", "named"),
    [
        ("Lead Machine Learning Engineer", "Machine learning", (), True),
        ("Data Engineer (Berlin)", "Data Engineering", (), True),
        ("Backend Developer", "Backend Development", (), True),
        ("C++ Developer", "C", (), False),
        ("C++/Python Developer", "Python", (), True),
        ("Staff ML Engineer", "Machine learning", ("ML",), True),
        ("Rusty Gate Keeper", "Rust", (), False),
    ],
)
def test_a_title_names_a_skill_by_whole_words(title, name, aliases, named):
    assert names_skill(title, Skill(id="x", name=name, category="language", aliases=aliases)) is named


def test_a_mention_that_gains_by_a_weightier_row_is_no_gap():
    taxonomy = Taxonomy(
        [
            Skill(id="wide", name="Wide", category="ml_method"),
            Skill(id="narrow", name="Narrow", category="ml_method", broader=("wide",)),
            Skill(id="tool", name="Tool", category="tool", broader=("wide",)),
        ]
    )

    def wanted(skill_id, weight):
        return Requirement(any_of=(taxonomy.ref(skill_id),), importance="required", weight=weight)

    concept = Scorer(taxonomy, [role(wanted("wide", 8), wanted("narrow", 2))]).fits(resume())[0]
    assert [(gap.by.skill_id, gap.gain) for gap in concept.gaps] == [("wide", 80)]
    # A tool can be got hold of: it is named, and with it the subject that it shows.
    thing = Scorer(taxonomy, [role(wanted("wide", 8), wanted("tool", 2))]).fits(resume())[0]
    assert [(gap.by.skill_id, gap.gain) for gap in thing.gaps] == [("tool", 92)]


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


def test_who_never_led_lacks_more_where_the_title_says_lead():
    wants = (asks("query", weight=19), asks("leading", weight=1))
    plain = Role(id="maker", title="Query Maker", requirements=wants)
    lead = Role(id="maker", title="Lead Query Maker", requirements=wants)
    profile = resume(holds("query"))
    assert [Scorer(TAXONOMY, [r]).fits(profile)[0].score for r in (plain, lead)] == [95, 85]
    misleading = Role(id="maker", title="Query Leading-Edge Maker", requirements=wants)
    assert Scorer(TAXONOMY, [misleading]).fits(profile)[0].score == 95


def test_a_degree_weighs_once_though_two_gates_ask_for_it():
    years = Gate(kind="experience", options=(GateOption(level="master", min_years=5),))
    master = Gate(kind="education", options=(GateOption(level="master"),))
    result = fit(resume(holds("query"), education=(degree("bachelor"),)), asks("query"), gates=(years, master))
    assert (result.gate_factor, [gate.factor for gate in result.gates]) == (0.95, [0.95, 1.0])


def test_a_gap_that_another_one_closes_is_not_repeated():
    wanted = (asks("nimbus", "cumulus"), asks("nimbus", importance="preferred"), asks("query", "boxes"))
    gaps = fit(resume(), *wanted).gaps
    assert [[ref.skill_id for ref in gap.any_of] for gap in gaps] == [["nimbus"], ["query", "boxes"]]
    assert gaps[0].gain == 66.67


def test_what_is_merely_mentioned_and_adds_next_to_nothing_is_no_gap():
    result = fit(resume(), asks("query", weight=999), asks("boxes", weight=1, importance="mentioned"))
    assert [gap.by.skill_id for gap in result.gaps] == ["query"]
    assert result.contributions[1].looked_at[0].outcome == "not found"


def test_a_verdict_means_the_same_points_however_much_a_document_asks_for():
    many = Taxonomy([Skill(id=f"s{i:02}", name=f"S{i}", category="library") for i in range(60)])
    wants = [Requirement(any_of=(many.ref(s),), importance="required", weight=1) for s in many.skills]
    held = [
        HeldSkill(skill_id=s, name=s, category="library", evidence="dated", months=48, last_used="present", mentions=())
        for s in list(many.skills)[:21]
    ]
    long = Scorer(many, [role(*wants)]).fits(resume(*held))[0]
    short = Scorer(many, [role(*wants[:5], *wants[-10:])]).fits(resume(*held))[0]
    assert (long.score, short.score) == (pytest.approx(35, abs=0.1), pytest.approx(33.3, abs=0.1))
    assert long.verdict == short.verdict == "partial fit"


def test_a_listed_skill_with_a_relative_in_dated_work_earns_more_but_less_than_shown_use():
    backed = holds("query", "listed").model_copy(update={"backed_by": TAXONOMY.ref("boxes")})
    alone, spoken_for, used = (
        fit(resume(skill), asks("query")) for skill in (holds("query", "listed"), backed, holds("query", "used"))
    )
    assert (alone.score, spoken_for.score, used.score) == (30, 45, 55)
    assert (alone.low, alone.high, spoken_for.low, spoken_for.high) == (20, 62, 30, 62)
    assert "speaks for it" in spoken_for.gaps[0].reason


def test_one_gap_of_a_family_is_named():
    torch = [gap.any_of[0].skill_id for gap in fit(resume(), asks("torchlike"), asks("frameworks")).gaps]
    assert torch == ["torchlike"]
    hint = asks("torchlike").model_copy(update={"importance": "mentioned"})
    assert [gap.any_of[0].skill_id for gap in fit(resume(), asks("frameworks", weight=9), hint).gaps] == ["frameworks"]


def test_settings_change_the_score_as_they_say():
    settings = ScoringSettings(credits=Credits(listed=0.1, coursework=0.1))
    assert fit(resume(holds("query", "listed")), asks("query"), settings=settings).score == 10


def test_an_unknown_skill_id_in_a_role_is_scored_as_not_found():
    odd = Requirement(any_of=(SkillRef(skill_id="no-such", name="No Such"),), importance="required", weight=1)
    result = Scorer(TAXONOMY, [role(odd, asks("query"))]).fits(resume(holds("query")))[0]
    assert result.score == 50
    assert result.gaps[0].any_of[0].name == "No Such"
