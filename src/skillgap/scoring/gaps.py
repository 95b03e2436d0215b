"""Match → Gap: what is missing, and what each skill would add to every role's score, recomputed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

import numpy as np

from skillgap.models.fit import Gap
from skillgap.models.skill import SkillRef
from skillgap.scoring.explain import Explainer, level_reason, made
from skillgap.scoring.index import RoleIndex
from skillgap.scoring.match import Answer, Match
from skillgap.scoring.points import Ints, cents_of, soft_factors, totals, whole

_MET = frozenset({"certified", "dated_enough"})


Gains = Mapping[str, Mapping[str, float]]
"""The points that each asked skill would add: skill id → role id → points above 0."""


def find_rises(match: Match, index: RoleIndex) -> tuple[Ints, Ints]:
    """Return what each pair of `index.reach` would add to its role's hard and soft sums."""
    reach = index.reach
    more = np.maximum(reach.value - match.credits[reach.row], 0)
    pairs = len(reach.pair_role)
    # bincount adds floats; the sums are whole numbers below 2^53, so nothing is lost.
    hard = np.bincount(reach.pair_of_entry, weights=more * reach.hard, minlength=pairs).astype(np.int64)
    soft = np.bincount(reach.pair_of_entry, weights=more * reach.soft, minlength=pairs).astype(np.int64)
    return hard, soft


def find_gains(match: Match, index: RoleIndex) -> Gains:
    """Rescore every role with every asked skill held in full, one skill at a time."""
    reach, arrays = index.reach, index.arrays
    role = reach.pair_role
    hard, soft = find_rises(match, index)
    hard += match.hard[role]
    soft += match.soft[role]
    factors = soft_factors(hard, arrays["hard_possible"][role], whole(index.settings.soft_needs))
    gained = cents_of(totals(hard, soft, factors, match.gate_factor[role])) - match.cents[role]
    some = np.flatnonzero(gained)
    points: dict[str, dict[str, float]] = {}
    names, roles = index.asked_skills, index.roles
    for skill, number, gain in zip(
        reach.pair_skill[some].tolist(), role[some].tolist(), (gained[some] / 100).tolist(), strict=True
    ):
        name = names[skill]
        if name in points:
            points[name][roles[number].id] = gain
        else:
            points[name] = {roles[number].id: gain}
    return points


def find_gaps(
    role_id: str, rows: range, answers: Mapping[int, Answer], gains: Gains, explainer: Explainer
) -> tuple[Gap, ...]:
    """List what a role asks for and the profile does not fully show, most gain first, ties in the role's order."""
    index = explainer.index
    nearest, refs, notes = explainer.nearest, explainer.refs, explainer.notes
    found: list[Gap] = []
    for row in rows:
        answer = answers.get(row)
        requirement = index.rows[row]
        if answer is not None and not _is_gap(answer, requirement.min_years, index):
            continue
        skills = index.row_skills[row]
        by, gain, near = 0, 0.0, None
        for i, skill_id in enumerate(skills):
            held_near = nearest.get(skill_id)
            if near is None and held_near is not None:
                near = refs[held_near]
            skill_points = gains.get(skill_id)
            if skill_points is not None:
                gained = skill_points.get(role_id, 0.0)
                if gained > gain:
                    by, gain = i, gained
        reason = "not found"
        if answer is not None or notes:
            reason = _reason(skills, requirement.min_years, answer, explainer)
            if answer is not None and answer.route.kind != "own":
                near = refs[answer.held.skill_id]
        any_of = requirement.any_of
        values: dict[str, Any] = {
            "any_of": any_of,
            "importance": requirement.importance,
            "gain": gain,
            "gains": gains.get(skills[by], _NOTHING),
            "nearest": near,
            "reason": reason,
            "by": any_of[0] if by == 0 else _ref(any_of, skills[by]),
        }
        found.append(made(Gap, values))
    # Sorting keeps the order of equals.
    found.sort(key=attrgetter("gain"), reverse=True)
    return tuple(found)


_NOTHING: Mapping[Any, Any] = {}


def _ref(any_of: Sequence[SkillRef], skill_id: str) -> SkillRef:
    return next(ref for ref in any_of if ref.skill_id == skill_id)


def _is_gap(answer: Answer, min_years: float | None, index: RoleIndex) -> bool:
    if answer.level in _MET or (answer.level == "dated_short" and not min_years):
        return False
    # Deep in a hierarchy, or through a mere list, a narrower skill shows little of the broad one.
    return answer.level != "narrower" or answer.credit < index.ladder.used


def _reason(skills: Sequence[str], min_years: float | None, answer: Answer | None, explainer: Explainer) -> str:
    reason = level_reason(answer, explainer.index, min_years)
    if answer is None or answer.route.kind == "adjacent":
        notes = [explainer.notes[skill_id] for skill_id in skills if skill_id in explainer.notes]
        if notes:
            return notes[0] if answer is None else f"{notes[0]}; {reason}"
    return reason
