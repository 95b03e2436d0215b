"""Match → Gap: what is missing, and what each skill would add to every role's score, recomputed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from skillgap.models.fit import Gap
from skillgap.models.skill import SkillRef
from skillgap.scoring.explain import Explainer, level_reason, made
from skillgap.scoring.index import RoleIndex
from skillgap.scoring.match import Answer, Match
from skillgap.scoring.points import cents_of, soft_factors, totals, whole

_MET = frozenset({"certified", "dated_enough"})


class Gains(NamedTuple):
    """The cents that each asked skill would add: skill id → role number → cents above 0."""

    cents: Mapping[str, Mapping[int, int]]
    points: Mapping[str, Mapping[str, float]]


def find_gains(match: Match, index: RoleIndex) -> Gains:
    """Rescore every role with every asked skill held in full, one skill at a time."""
    reach, arrays = index.reach, index.arrays
    more = np.maximum(reach.value - match.credits[reach.row], 0)
    pairs = len(reach.pair_role)
    # bincount adds floats; the sums are whole numbers below 2^53, so nothing is lost.
    hard = np.bincount(reach.pair_of_entry, weights=more * arrays["hard"][reach.row], minlength=pairs).astype(np.int64)
    soft = np.bincount(reach.pair_of_entry, weights=more * arrays["soft"][reach.row], minlength=pairs).astype(np.int64)
    role = reach.pair_role
    hard += match.hard[role]
    soft += match.soft[role]
    factors = soft_factors(hard, arrays["hard_possible"][role], whole(index.settings.soft_needs))
    gained = cents_of(totals(hard, soft, factors, match.gate_factor[role])) - match.cents[role]
    cents: dict[str, dict[int, int]] = {}
    points: dict[str, dict[str, float]] = {}
    names, roles = index.asked_skills, index.roles
    some = np.flatnonzero(gained)
    for skill, number, gain in zip(
        reach.pair_skill[some].tolist(), role[some].tolist(), gained[some].tolist(), strict=True
    ):
        name = names[skill]
        if name not in cents:
            cents[name], points[name] = {}, {}
        cents[name][number] = gain
        points[name][roles[number].id] = gain / 100
    return Gains(cents, points)


def find_gaps(role: int, rows: Sequence[int], match: Match, gains: Gains, explainer: Explainer) -> tuple[Gap, ...]:
    """List what a role asks for and the profile does not fully show, most gain first, ties in the role's order."""
    index = explainer.index
    found: list[tuple[int, int, Gap]] = []
    for row in rows:
        answer = explainer.answer(row, match)
        requirement = index.rows[row]
        if answer is not None and not _is_gap(answer, requirement.min_years, index):
            continue
        best, gain = requirement.any_of[0], 0
        for ref in requirement.any_of:
            gained = gains.cents.get(ref.skill_id, _NOTHING).get(role, 0)
            if gained > gain:
                best, gain = ref, gained
        values: dict[str, Any] = {
            "any_of": requirement.any_of,
            "importance": requirement.importance,
            "gain": gain / 100,
            "gains": gains.points.get(best.skill_id, _NOTHING),
            "nearest": _nearest(requirement.any_of, answer, explainer),
            "reason": _reason(requirement.any_of, requirement.min_years, answer, explainer),
            "by": best,
        }
        found.append((-gain, row, made(Gap, values)))
    found.sort(key=lambda item: item[:2])
    return tuple([gap for _, _, gap in found])


_NOTHING: Mapping[Any, Any] = {}


def _is_gap(answer: Answer, min_years: float | None, index: RoleIndex) -> bool:
    if answer.level in _MET or (answer.level == "dated_short" and not min_years):
        return False
    # Deep in a hierarchy, or through a mere list, a narrower skill shows little of the broad one.
    return answer.level != "narrower" or answer.credit < index.ladder.used


def _nearest(any_of: Sequence[SkillRef], answer: Answer | None, explainer: Explainer) -> SkillRef | None:
    if answer is not None and answer.route.kind != "own":
        return SkillRef.model_construct(skill_id=answer.held.skill_id, name=answer.held.name)
    for ref in any_of:
        near = explainer.nearest.get(ref.skill_id)
        if near is not None:
            return SkillRef.model_construct(skill_id=near[0], name=explainer.held[near[0]].name)
    return None


def _reason(any_of: Sequence[SkillRef], min_years: float | None, answer: Answer | None, explainer: Explainer) -> str:
    reason = level_reason(answer, explainer.index, min_years)
    if answer is None or answer.route.kind == "adjacent":
        notes = [explainer.notes[ref.skill_id] for ref in any_of if ref.skill_id in explainer.notes]
        if notes:
            return notes[0] if answer is None else f"{notes[0]}; {reason}"
    return reason
