"""Invented people, end to end: what is found against what a hiring manager wrote down beforehand."""

from __future__ import annotations

import datetime
import itertools
from functools import cache
from pathlib import Path

import pytest
import yaml

from skillgap.analyzer import Analyzer
from skillgap.models.document import DocumentInfo
from skillgap.models.fit import Fit
from skillgap.models.resume import Evidence, HeldSkill, Profile
from skillgap.scoring import Scorer
from skillgap.settings import Settings

TESTS = Path(__file__).parent
EXPECTED = yaml.safe_load((TESTS / "data" / "expected_fits.yaml").read_text(encoding="utf-8"))["people"]
RESUMES = TESTS / "fixtures" / "resumes"
TOP = 15
ROLES = (
    "distinguished-ml-engineer", "lead-ml-engineer", "lead-ml-performance-engineer", "ml-optimization-engineer",
    "staff-ml-infrastructure-engineer",
)  # fmt: skip


@cache
def analyzer() -> Analyzer:
    return Analyzer(settings=Settings(as_of=datetime.date(2025, 11, 1)), isolated=False)


@cache
def fits(person: str) -> tuple[Fit, ...]:
    return analyzer().score(RESUMES / f"{person}.docx").fits


def ranks(person: str) -> dict[str, int]:
    return {role: place for place, tier in enumerate(EXPECTED[person]["order"]) for role in tier}


def agreement() -> tuple[int, int]:
    """Count the pairs of roles that a manager puts in an order, and those that stand in that order."""
    right = pairs = 0
    for person in EXPECTED:
        places, scores = ranks(person), {fit.role.id: fit.score for fit in fits(person)}
        for first, second in itertools.combinations(places, 2):
            if places[first] != places[second]:
                pairs += 1
                right += (scores[first] - scores[second]) * (places[second] - places[first]) > 0
    return right, pairs


def found_missing(person: str) -> list[list[str]]:
    """List the expected missing skills (each a list of names that will do) that are among the top gaps."""
    best = EXPECTED[person]["order"][0][0]
    fit = next(fit for fit in fits(person) if fit.role.id == best)
    named = {ref.name.casefold() for gap in fit.gaps[:TOP] for ref in gap.any_of}
    aliases = {
        alias.casefold()
        for gap in fit.gaps[:TOP]
        for ref in gap.any_of
        for alias in analyzer().taxonomy.skills[ref.skill_id].aliases
    }
    return [names for names in EXPECTED[person]["missing"] if any(n.casefold() in named | aliases for n in names)]


def test_the_expectation_is_about_the_bundled_roles() -> None:
    roles = set(analyzer().taxonomy.roles)
    for person, expected in EXPECTED.items():
        assert set(expected["fit"]) == roles, person
        assert not expected["order"] or set(ranks(person)) == roles


def test_the_best_role_is_the_one_that_a_manager_would_name() -> None:
    right = [person for person in EXPECTED if ranks(person).get(fits(person)[0].role.id) == 0]
    assert len(right) >= 11, right


def test_roles_stand_in_the_order_that_a_manager_would_give() -> None:
    right, pairs = agreement()
    assert right / pairs >= 0.8, (right, pairs)


def test_the_missing_skills_that_a_manager_would_name_are_among_the_top_gaps() -> None:
    people = [person for person in EXPECTED if EXPECTED[person]["missing"]]
    found = {person: found_missing(person) for person in people}
    assert sum(map(len, found.values())) >= 0.5 * 5 * len(people), found


def test_a_nurse_has_no_evidence_for_any_role() -> None:
    assert {fit.verdict for fit in fits("p8")} == {"no evidence for this role"}


def listed_or_dated(ids: set[str], evidence: Evidence) -> Profile:
    skills = analyzer().taxonomy.skills
    dated = evidence == "dated"
    return Profile(
        document=DocumentInfo(name="made-up.txt", media_type="text/plain", sha256="0" * 64), as_of="2025-11",
        experience_months=144, experience_months_low=144, experience_months_high=144,
        skills=tuple(
            HeldSkill(
                skill_id=i, name=skills[i].name, category=skills[i].category, evidence=evidence,
                months=60 if dated else None, last_used="present" if dated else None, mentions=(),
            )
            for i in sorted(ids)
        ),
    )  # fmt: skip


@pytest.mark.parametrize("role_id", ROLES)
def test_a_list_of_all_that_a_role_requires_is_worth_less_than_two_thirds_of_it_in_work(role_id: str) -> None:
    taxonomy = analyzer().taxonomy
    scorer = Scorer(taxonomy, [taxonomy.role(role_id)])
    required = [row for row in taxonomy.role(role_id).requirements if row.importance == "required"]
    everything = {ref.skill_id for row in required for ref in row.any_of}
    two_thirds = {row.any_of[0].skill_id for number, row in enumerate(required) if number % 3}
    listed, dated = (
        scorer.scores(profile)[0].score
        for profile in (listed_or_dated(everything, "listed"), listed_or_dated(two_thirds, "dated"))
    )
    assert listed < 0.7 * dated


@pytest.mark.parametrize("person", sorted(EXPECTED))
def test_every_score_adds_up(person: str) -> None:
    for fit in fits(person):
        assert round(sum(row.earned for row in fit.contributions), 2) == fit.score
        assert fit.low <= fit.score <= fit.high


if __name__ == "__main__":
    print("order", agreement())
    for who in EXPECTED:
        print(who, [(fit.role.id, fit.score, fit.verdict) for fit in fits(who)])
        if EXPECTED[who]["missing"]:
            print("  found", found_missing(who), "of", EXPECTED[who]["missing"])
