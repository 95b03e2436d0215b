"""Whole roles: caps and floors, verdicts, ranking and comparing."""

from __future__ import annotations

import pickle

import pytest

from scoring_cases import TAXONOMY, YEARS, asks, fit, holds, resume, role
from skillgap.errors import ConfigurationError
from skillgap.models.fit import CompareReport, RankReport
from skillgap.models.resume import HeldSkill
from skillgap.models.role import Requirement, Role
from skillgap.models.skill import Skill
from skillgap.scoring import Scorer, compare, rank, smallest_set
from skillgap.scoring.weighing import names_skill
from skillgap.settings import Credits, ScoringSettings
from skillgap.taxonomy.graph import Taxonomy

SENIOR = (
    asks("torchlike", "flowlike"), asks("nimbus", "cumulus"), asks("query"), asks("boxes"), asks("kernels"),
    asks("frameworks"), asks("talking", soft=True, weight=2), asks("leading", weight=2),
)  # fmt: skip


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


def test_a_used_scorer_goes_to_other_processes():
    scorer, person = Scorer(TAXONOMY, [role(*SENIOR)]), resume(holds("torchlike"), holds("talking"))
    fits = scorer.fits(person)
    assert pickle.loads(pickle.dumps(scorer)).fits(person) == fits


def test_a_role_of_soft_skills_only_is_scored_without_caps():
    result = fit(resume(holds("talking")), asks("talking", soft=True), asks("listening", soft=True))
    assert result.score == 50


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
    assert [Scorer(TAXONOMY, [r]).fits(profile)[0].score for r in (named, unnamed)] == [12, 1]


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


def test_settings_change_the_score_as_they_say():
    settings = ScoringSettings(credits=Credits(listed=0.1, coursework=0.1))
    assert fit(resume(holds("query", "listed")), asks("query"), settings=settings).score == 10
