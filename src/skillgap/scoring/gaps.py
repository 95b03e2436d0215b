"""Match → Gap: what is missing, and what each skill would add to every role's score, recomputed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np

from skillgap.models.fit import Gap
from skillgap.scoring.explain import Explainer, level_reason
from skillgap.scoring.index import RoleIndex
from skillgap.scoring.making import all_made
from skillgap.scoring.match import Answer, Match
from skillgap.scoring.points import Ints, cents_of, soft_factors, totals, whole

_MET = frozenset({"certified", "dated_enough"})


Found = tuple[float, int, str, dict[str, Any]]
"""A gap on its way: its gain below 0 (to sort by), its row, the skill to add, its values."""


class Gains(NamedTuple):
    """The points above 0 that each asked skill would add: by skill id and role id, by role id and skill id."""

    of_skill: Mapping[str, Mapping[str, float]]
    of_role: Mapping[str, Mapping[str, float]]


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
    of_skill: dict[str, dict[str, float]] = {}
    names, role_ids = index.asked_skills, [role.id for role in index.roles]
    of_role: dict[str, dict[str, float]] = {role_id: {} for role_id in role_ids}
    mine, last = dict[str, float](), -1
    # Pairs are sorted by skill.
    for skill, number, gain in zip(
        reach.pair_skill[some].tolist(), role[some].tolist(), (gained[some] / 100).tolist(), strict=True
    ):
        if skill != last:
            last, name = skill, names[skill]
            mine = of_skill[name] = {}
        role_id = role_ids[number]
        mine[role_id] = of_role[role_id][name] = gain
    return Gains(of_skill, of_role)


def find_gaps(
    role_id: str, rows: range, answers: Mapping[int, Answer], gains: Gains, explainer: Explainer
) -> tuple[Gap, ...]:
    """List what a role asks for and the profile does not fully show, most gain first, ties in the role's order.

    What is merely mentioned and would add next to nothing is no gap; its row says that it wasn't found.
    """
    index = explainer.index
    least = index.settings.mentioned_gap_from
    nearest, notes, ref = explainer.nearest, explainer.notes, explainer.ref
    of_skill, mine = gains.of_skill, gains.of_role[role_id]
    found: list[Found] = []
    for row, (skill_id, any_of, importance) in zip(rows, index.row_heads[rows.start : rows.stop], strict=True):
        answer = answers.get(row)
        if answer is not None and answer.level in _MET:
            continue
        if skill_id is None or answer is not None or skill_id in notes:
            gap = _gap(row, role_id, answer, gains, explainer)
            if gap is not None:
                found.append((-gap["gain"], row, gap["by"].skill_id, gap))
            continue
        # Most rows ask for one skill that nothing answers, and finding gaps is a third of a score's time.
        gain = mine.get(skill_id, 0.0)
        if gain < least and importance == "mentioned":
            continue
        near = nearest.get(skill_id)
        values = {
            "any_of": any_of,
            "importance": importance,
            "gain": gain,
            "gains": of_skill.get(skill_id, _NOTHING),
            "nearest": None if near is None else ref(near),
            "reason": "not found",
            "by": any_of[0],
        }
        found.append((-gain, row, skill_id, values))
    # Rows stand in the role's order, and sorting keeps the order of equals.
    found.sort(key=itemgetter(0))
    repeated = _repeated(found, index, notes)
    return tuple(all_made(Gap, [values for _, row, _, values in found if row not in repeated]))


def _gap(row: int, role_id: str, answer: Answer | None, gains: Gains, explainer: Explainer) -> dict[str, Any] | None:
    """Return the values of any requirement's gap, None where it is met."""
    requirement = explainer.index.rows[row]
    if answer is not None and not _is_gap(answer, requirement.min_years, explainer.index):
        return None
    skills = explainer.index.row_skills[row]
    mine, nearest = gains.of_role[role_id], explainer.nearest
    by, gain, near = skills[0], 0.0, None
    for skill_id in skills:
        gained = mine.get(skill_id, 0.0)
        if gained > gain:
            by, gain = skill_id, gained
        if near is None:
            near = nearest.get(skill_id)
    if gain < explainer.index.settings.mentioned_gap_from and requirement.importance == "mentioned":
        return None
    if answer is not None and answer.route.kind != "own":
        near = answer.held.skill_id
    return {
        "any_of": requirement.any_of,
        "importance": requirement.importance,
        "gain": gain,
        "gains": gains.of_skill.get(by, _NOTHING),
        "nearest": None if near is None else explainer.ref(near),
        "reason": _reason(skills, requirement.min_years, answer, explainer),
        "by": next(ref for ref in requirement.any_of if ref.skill_id == by)
        if by != skills[0]
        else requirement.any_of[0],
    }


def _repeated(found: Sequence[Found], index: RoleIndex, notes: Mapping[str, str]) -> frozenset[int]:
    """Find the rows that a gap above them closes or says more strongly; `found` is most gain first.

    "AWS or Azure" beside "AWS", where AWS is what to add for both; "containers" below Docker, which shows them; a
    mere mention of grid search below hyperparameter tuning, which it gains by being a kind of. What `notes` say
    something of (planned, denied, hidden) is never left out for its family's sake.
    """
    by_skill: dict[str, list[int]] = {}
    alike, akin, ranks = index.rows_alike, index.rows_akin, index.row_ranks
    for _, row, skill_id, _ in found:
        if row in alike:
            by_skill.setdefault(skill_id, []).append(row)
    repeated: set[int] = set()
    for rows in by_skill.values():
        if len(rows) > 1:
            # Of the narrowest ones the one that is asked for most strongly stays.
            rows.sort(key=lambda row: (len(index.row_skills[row]), ranks[row], row))
            names = [set(index.row_skills[row]) for row in rows]
            repeated.update(rows[i] for i in range(1, len(rows)) if any(names[j] <= names[i] for j in range(i)))
    strongest: dict[str, int] = {}
    above: dict[str, int] = {}
    for _, row, skill_id, _ in found:
        if row not in akin or row in repeated:
            continue
        skills, rank, parents = index.row_skills[row], ranks[row], index.parents.get(skill_id, ())
        said = False
        for skill in skills:
            if above.get(skill, _NEVER) <= rank:
                said = True
        for parent in parents:
            if strongest.get(parent, _NEVER) < rank:
                said = True
        if said and notes.keys().isdisjoint(skills):
            repeated.add(row)
            continue
        for skill in (skill_id, *parents):
            if above.get(skill, _NEVER) > rank:
                above[skill] = rank
        for skill in skills:
            if strongest.get(skill, _NEVER) > rank:
                strongest[skill] = rank
    return frozenset(repeated)


_NEVER = 9
_NOTHING: Mapping[Any, Any] = {}


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
