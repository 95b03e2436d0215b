"""The laws of the score, over made-up taxonomies, roles and profiles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring_strategies import EVIDENCE, IDS, held_skills, mention, profiles, roles, taxonomies
from skillgap.errors import ConfigurationError
from skillgap.models.fit import Fit
from skillgap.models.resume import Job
from skillgap.scoring import Scorer
from skillgap.settings import Credits, ScoringSettings

role_sets = st.tuples(roles("role-a"), roles("role-b"), roles("role-c"))


def by_role(fits):
    return {fit.role.id: fit for fit in fits}


@given(taxonomies(), role_sets, profiles())
def test_a_score_is_the_sum_of_its_contributions_and_lies_within_its_bounds(taxonomy, role_set, profile):
    fits = Scorer(taxonomy, role_set).fits(profile)
    assert [fit.role.id for fit in fits] == [
        fit.role.id for fit in sorted(fits, key=lambda fit: (-fit.score, fit.role.id))
    ]
    for fit in fits:
        assert round(sum(row.earned for row in fit.contributions), 2) == fit.score
        assert round(sum(row.possible for row in fit.contributions), 2) == 100
        assert 0 <= fit.low <= fit.score <= fit.high <= 100
        assert all(0 <= row.earned <= row.possible for row in fit.contributions)
        weighing = [gate.factor for gate in fit.gates]
        product = 1.0
        for factor in weighing:
            product *= factor
        assert fit.gate_factor == pytest.approx(product, abs=2e-4)


@given(taxonomies(), role_sets, profiles())
def test_a_row_follows_from_the_printed_numbers(taxonomy, role_set, profile):
    scorer = Scorer(taxonomy, role_set)
    for fit in scorer.fits(profile):
        first = scorer.index.role_start[[role.id for role in scorer.roles].index(fit.role.id)]
        for i, row in enumerate(fit.contributions):
            soft = fit.soft_factor if scorer.index.row_soft[first + i] else 1
            by_hand = row.possible * row.credit * soft * fit.gate_factor
            assert abs(by_hand - row.earned) <= 0.0101


@given(taxonomies(), role_sets, profiles())
def test_a_gain_equals_the_rescored_difference_for_every_role(taxonomy, role_set, profile):
    scorer = Scorer(taxonomy, role_set)
    fits = by_role(scorer.fits(profile))
    seen = set()
    for fit in fits.values():
        for gap in fit.gaps:
            assert gap.gain == gap.gains.get(fit.role.id, 0)
            if gap.by.skill_id in seen:
                continue
            seen.add(gap.by.skill_id)
            after = by_role(scorer.fits(scorer.holding(profile, [gap.by.skill_id]), gaps=False))
            rise = {name: round(after[name].score - fits[name].score, 2) for name in fits}
            assert {name: value for name, value in rise.items() if value} == dict(gap.gains)
            assert all(value >= 0 for value in rise.values())


@given(taxonomies(), role_sets, profiles(), st.data())
def test_one_more_skill_never_lowers_a_score(taxonomy, role_set, profile, data):
    scorer = Scorer(taxonomy, role_set)
    held = {skill.skill_id for skill in profile.skills}
    new = data.draw(st.sampled_from([skill_id for skill_id in IDS if skill_id not in held]))
    skill = data.draw(held_skills(new))
    before = by_role(scorer.fits(profile, gaps=False))
    after = by_role(scorer.fits(profile.model_copy(update={"skills": (*profile.skills, skill)}), gaps=False))
    for name in before:
        assert after[name].score >= before[name].score
        assert after[name].low >= before[name].low
        assert after[name].high >= before[name].high


@given(taxonomies(), role_sets, profiles(), st.data())
def test_stronger_evidence_never_lowers_a_score(taxonomy, role_set, profile, data):
    if not profile.skills:
        return
    scorer = Scorer(taxonomy, role_set)
    i = data.draw(st.integers(0, len(profile.skills) - 1))
    skill = profile.skills[i]
    rank = data.draw(st.integers(EVIDENCE.index(skill.evidence), 4))
    months = (
        data.draw(st.none() | st.integers(skill.months or 0, 300))
        if skill.months is None
        else (data.draw(st.integers(skill.months, 300)))
    )
    stronger = skill.model_copy(
        update={
            "evidence": EVIDENCE[rank],
            "months": months if rank >= 3 else skill.months,
            "months_low": months if rank >= 3 else skill.months_low,
            "months_high": max(months or 0, skill.months_high or 0) if rank >= 3 else skill.months_high,
            "last_used": "present" if rank >= 3 and months is not None else skill.last_used,
        }
    )
    skills = (*profile.skills[:i], stronger, *profile.skills[i + 1 :])
    before = by_role(scorer.fits(profile, gaps=False))
    after = by_role(scorer.fits(profile.model_copy(update={"skills": skills}), gaps=False))
    assert all(after[name].score >= before[name].score for name in before)


@given(taxonomies(), role_sets, profiles(), st.integers(0, 240))
def test_more_experience_and_a_further_degree_never_lower_a_score(taxonomy, role_set, profile, more):
    scorer = Scorer(taxonomy, role_set)
    before = by_role(scorer.fits(profile, gaps=False))
    months = (profile.experience_months or 0) + more
    changed = profile.model_copy(
        update={"experience_months": months, "experience_months_low": months, "experience_months_high": months}
    )
    after = by_role(scorer.fits(changed, gaps=False))
    assert all(after[name].score >= before[name].score for name in before)
    for level in ("high_school", "bachelor", "phd"):
        degree = profile.education[:1] or ()
        extra = {"level": level, "field": "Computing", "institution": None, "completed": True, "start": 0, "end": 1}
        from skillgap.models.resume import Education

        richer = profile.model_copy(update={"education": (*degree, *profile.education[1:], Education(**extra))})
        after = by_role(scorer.fits(richer, gaps=False))
        assert all(after[name].score >= before[name].score for name in before)


@given(taxonomies(), role_sets, profiles(), st.randoms(use_true_random=False))
def test_order_duplicates_and_wording_of_evidence_are_nothing(taxonomy, role_set, profile, random):
    skills = [
        skill.model_copy(
            update={
                "mentions": tuple(
                    m.model_copy(update={"text": m.text.swapcase(), "reason": "other words"})
                    for m in random.sample((*skill.mentions, *skill.mentions), 2 * len(skill.mentions))
                )
            }
        )
        for skill in profile.skills
    ]
    random.shuffle(skills)
    again = profile.model_copy(update={"skills": tuple(skills), "not_held": profile.not_held[::-1]})
    scorer = Scorer(taxonomy, role_set)
    first, second = scorer.fits(profile), scorer.fits(again)
    assert [(f.role.id, f.score, f.low, f.high, f.verdict) for f in first] == [
        (f.role.id, f.score, f.low, f.high, f.verdict) for f in second
    ]
    assert [[(r.level, r.earned, r.via) for r in f.contributions] for f in first] == [
        [(r.level, r.earned, r.via) for r in f.contributions] for f in second
    ]
    assert [[(g.gain, dict(g.gains), g.nearest) for g in f.gaps] for f in first] == [
        [(g.gain, dict(g.gains), g.nearest) for g in f.gaps] for f in second
    ]


@given(taxonomies(), role_sets, profiles())
def test_where_a_person_worked_or_studied_changes_nothing(taxonomy, role_set, profile):
    def renamed(entry):
        return entry.model_copy(update={"title": "Another", "organisation": "Elsewhere"})

    other = profile.model_copy(
        update={
            "document": profile.document.model_copy(update={"name": "another-name.pdf"}),
            "jobs": tuple(Job.model_validate(renamed(entry).model_dump()) for entry in profile.jobs),
            "education": tuple(
                entry.model_copy(update={"institution": "Other School", "since": "1990", "until": "1994"})
                for entry in profile.education
            ),
        }
    )
    scorer = Scorer(taxonomy, role_set)
    assert scorer.fits(profile) == scorer.fits(other)


@given(taxonomies(), role_sets, profiles())
def test_json_reads_back_equal(taxonomy, role_set, profile):
    for fit in Scorer(taxonomy, role_set).fits(profile):
        again = Fit.model_validate_json(fit.model_dump_json())
        assert again == fit
        assert again.model_dump_json() == fit.model_dump_json()


@given(taxonomies(), role_sets, profiles())
def test_naming_an_alternative_twice_changes_nothing(taxonomy, role_set, profile):
    doubled = [
        role.model_copy(
            update={
                "requirements": tuple(
                    r.model_copy(update={"any_of": (*r.any_of, r.any_of[0])}) for r in role.requirements
                )
            }
        )
        for role in role_set
    ]
    first, second = Scorer(taxonomy, role_set).scores(profile), Scorer(taxonomy, doubled).scores(profile)
    assert first == second


@given(taxonomies(), role_sets, profiles())
def test_scores_and_limited_fits_agree_with_fits(taxonomy, role_set, profile):
    scorer = Scorer(taxonomy, role_set)
    fits = scorer.fits(profile)
    assert [(f.role.id, f.score, f.low, f.high, f.verdict) for f in fits] == [tuple(s) for s in scorer.scores(profile)]
    assert scorer.fits(profile, limit=1) == fits[:1]


@given(taxonomies(), role_sets, profiles(), st.sampled_from(IDS))
def test_planned_denied_and_hidden_skills_earn_nothing(taxonomy, role_set, profile, skill_id):
    scorer = Scorer(taxonomy, role_set)
    more = profile.model_copy(
        update={
            "not_held": (*profile.not_held, mention(skill_id, status="planned")),
            "hidden_skills": (*profile.hidden_skills, skill_id),
        }
    )
    assert scorer.scores(profile) == scorer.scores(more)


@given(
    st.lists(st.floats(0, 1), min_size=9, max_size=9),
)
def test_settings_take_falling_credits_and_refuse_rising_ones(values):
    names = list(Credits.model_fields)[:7]
    falling = dict(zip(names, sorted(values[:7], reverse=True), strict=True))
    Credits(**falling, narrower=max(values[7:]), adjacent=min(values[7:]))
    given_order = dict(zip(names, values[:7], strict=True))
    if list(given_order.values()) != sorted(values[:7], reverse=True):
        with pytest.raises(ConfigurationError, match="never rise"):
            Credits(**given_order)


def test_recency_may_not_undo_a_level():
    with pytest.raises(ConfigurationError, match="dated_short"):
        ScoringSettings(recency_loss=0.5)
