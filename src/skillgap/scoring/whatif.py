"""Profile × target → SkillSet: the fewest skills that reach a score, or put another role first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from numbers import Real

import numpy as np

from skillgap.errors import ConfigurationError
from skillgap.models.fit import RoleRef, SkillSet
from skillgap.models.resume import Profile
from skillgap.scoring.gaps import find_gains, find_more, find_rises
from skillgap.scoring.match import Match, match
from skillgap.scoring.points import Ints, cents_of, soft_factors, totals, whole
from skillgap.scoring.scorer import Scorer, begun
from skillgap.taxonomy.graph import nearest

_TRIES = 400
"""Sets rescored at most while looking for a smaller one."""


def smallest_set(scorer: Scorer, profile: Profile, role_id: str, *, target: float | None = None) -> SkillSet:
    """Find the fewest skills named by a role that bring it to `target` points, or, without a target, to first place.

    A first place is one that is shared with no other role.

    Skills are taken one by one by what they add, those that the gaps name before others; then the set is thinned, then
    smaller sets are searched, the bound being that no skill adds more to the sums beside others than alone. Raises
    `role_unknown`, and `settings_invalid` for a target outside of 0 to 100.
    """
    need_target(target)
    role = _role_number(scorer, role_id)
    reached = _by_score(role, round(target * 100)) if target is not None else _by_place(role)
    candidates = _candidates(scorer, role)

    def cents(skills: Sequence[str]) -> list[int]:
        return [int(value) for value in match(scorer.holding(profile, skills), scorer.index).cents]

    before = cents([])
    # Whom the gaps tell to learn Airflow, a way should not send to Dagster for the Python that it is written in.
    chosen: list[str] = []
    for skills in (_named_by_gaps(scorer, profile, role, candidates), candidates):
        chosen = _greedy(scorer, profile, role, skills, reached, rivals=target is None, chosen=chosen)
    proven = not chosen
    done = reached(cents(chosen))
    if done and chosen:
        chosen = _thinned(chosen, cents, reached)
        if target is None:
            proven = len(chosen) == 1
        else:
            chosen, proven = _smaller(scorer, profile, role, round(target * 100), chosen, candidates, cents)
        chosen = _first_named(scorer, role, chosen, cents, reached)
    after = cents(chosen)
    return SkillSet(
        role=RoleRef(id=scorer.roles[role].id, title=scorer.roles[role].title),
        target="first place" if target is None else f"{target:g} points",
        before=before[role] / 100,
        after=after[role] / 100,
        reached=done,
        proven=proven,
        skills=tuple(scorer.taxonomy.ref(skill_id) for skill_id in chosen),
        scores={entry.id: value / 100 for entry, value in zip(scorer.roles, after, strict=True)},
    )


def need_target(target: float | None) -> None:
    """Raise `settings_invalid` for what is no number of points."""
    number = isinstance(target, Real) and not isinstance(target, bool)
    if target is not None and not (number and 0 <= target <= 100):
        raise ConfigurationError("settings_invalid", f"target {target!r}: a score is between 0 and 100")


def _role_number(scorer: Scorer, role_id: str) -> int:
    for number, role in enumerate(scorer.roles):
        if role.id == role_id:
            return number
    hint = nearest(role_id, [role.id for role in scorer.roles])
    raise ConfigurationError("role_unknown", f"no role {role_id!r} among those scored", hint=hint)


def _by_score(role: int, target_cents: int) -> Callable[[list[int]], bool]:
    return lambda cents: cents[role] >= target_cents


def _by_place(role: int) -> Callable[[list[int]], bool]:
    return lambda cents: all(cents[role] > value for i, value in enumerate(cents) if i != role)


def _candidates(scorer: Scorer, role: int) -> list[str]:
    asked = {skill_id for row in scorer.index.rows_of(role) for skill_id in scorer.index.row_skills[row]}
    return sorted(skill_id for skill_id in asked if skill_id in scorer.taxonomy.skills)


def _named_by_gaps(scorer: Scorer, profile: Profile, role: int, candidates: Sequence[str]) -> list[str]:
    """Return the skills that the role's gaps name: of a choice the one to be learned."""
    index, rows = scorer.index, scorer.index.rows_of(role)
    gains = find_gains(match(profile, index), index, begun=begun(profile))
    named = {index.asked_skills[number] for number in gains.skill[rows.start : rows.stop].tolist()}
    return [skill for skill in candidates if skill in named]


def _greedy(
    scorer: Scorer,
    profile: Profile,
    role: int,
    candidates: Sequence[str],
    reached: Callable[[list[int]], bool],
    *,
    rivals: bool,
    chosen: Sequence[str] = (),
) -> list[str]:
    """Take the skill that helps most until the target is reached or nothing helps; ties go to the first id."""
    index = scorer.index
    ids = [entry.id for entry in scorer.roles]

    def merit(values: Sequence[int]) -> int:
        best_other = max((value for i, value in enumerate(values) if i != role), default=0)
        return values[role] - best_other if rivals else values[role]

    chosen = list(chosen)
    while True:
        found = match(scorer.holding(profile, chosen), index)
        now = [int(value) for value in found.cents]
        if reached(now):
            return chosen
        # One look at all gains scores the role with each further skill.
        gains = find_gains(found, index).of_skill
        tried = []
        for skill in candidates:
            gained = gains[index.skill_numbers[skill]]
            values = [value + round(100 * gained.get(name, 0.0)) for name, value in zip(ids, now, strict=True)]
            tried.append((merit(values), skill))
        best = max(tried, key=lambda item: item[0], default=(merit(now), ""))
        if best[0] <= merit(now):
            return chosen
        chosen.append(best[1])


def _thinned(
    chosen: list[str], cents: Callable[[Sequence[str]], list[int]], reached: Callable[[list[int]], bool]
) -> list[str]:
    """Drop skills that later ones made needless."""
    for skill in list(chosen):
        rest = [other for other in chosen if other != skill]
        if reached(cents(rest)):
            chosen = rest
    return chosen


def _first_named(
    scorer: Scorer,
    role: int,
    chosen: list[str],
    cents: Callable[[Sequence[str]], list[int]],
    reached: Callable[[list[int]], bool],
) -> list[str]:
    """Put what the role names first in a choice in the place of a later name, where it does as well.

    "Kubernetes, Jenkins or Terraform" asks for Kubernetes before all; Jenkins may add a hundredth of a point more.
    """
    rows = [row_skills for row in scorer.index.rows_of(role) if len(row_skills := scorer.index.row_skills[row]) > 1]
    for skill in list(chosen):
        for first, *others in rows:
            swapped = [first if one == skill else one for one in chosen]
            if skill in others and first not in chosen and reached(cents(swapped)):
                chosen = swapped
                break
    return chosen


def _smaller(
    scorer: Scorer,
    profile: Profile,
    role: int,
    target_cents: int,
    chosen: list[str],
    candidates: Sequence[str],
    cents: Callable[[Sequence[str]], list[int]],
) -> tuple[list[str], bool]:
    """Look for a set with one skill less until none can exist; return the smallest one and whether that is proven."""
    found = match(profile, scorer.index)
    rises = _rises(scorer, found, role)
    ranked = sorted((skill for skill in candidates if rises.get(skill)), key=lambda skill: (-sum(rises[skill]), skill))
    tries = 0
    most = _ceiling(scorer, found, role)

    def could(skills: Sequence[str], more: Sequence[str], size: int) -> bool:
        left = size - len(skills)
        hard = sum(rises[s][0] for s in skills) + sum(sorted((rises[s][0] for s in more), reverse=True)[:left])
        soft = sum(rises[s][1] for s in skills) + sum(sorted((rises[s][1] for s in more), reverse=True)[:left])
        return _cents_with(scorer, found, role, hard, soft) >= target_cents

    def search(skills: list[str], start: int, size: int) -> list[str] | None:
        nonlocal tries
        if len(skills) == size:
            tries += 1
            # To match a profile takes a hundred times as long as to see that a set can't be it.
            return skills if most(skills) >= target_cents and cents(skills)[role] >= target_cents else None
        for i in range(start, len(ranked)):
            if tries >= _TRIES or not could(skills, ranked[i:], size):
                return None
            better = search([*skills, ranked[i]], i + 1, size)
            if better is not None:
                return better
        return None

    while len(chosen) > 1:
        better = search([], 0, len(chosen) - 1)
        if better is None:
            return chosen, tries < _TRIES
        chosen = better
    return chosen, True


def _rises(scorer: Scorer, found: Match, role: int) -> dict[str, tuple[int, int]]:
    reach = scorer.index.reach
    hard, soft = find_rises(found, scorer.index)
    names = scorer.index.asked_skills
    return {
        names[int(reach.pair_skill[i])]: (int(hard[i]), int(soft[i]))
        for i in np.flatnonzero((reach.pair_role == role) & (hard + soft > 0))
    }


def _ceiling(scorer: Scorer, found: Match, role: int) -> Callable[[Sequence[str]], int]:
    """Return what bounds the cents of several skills together: they add up only in rows for fields or for several
    skills, and in all others the best of them counts."""  # fmt: skip
    index, reach, rows = scorer.index, scorer.index.reach, scorer.index.rows_of(role)
    more = find_more(found, index)
    added = np.zeros(len(index.rows), dtype=bool)
    added[reach.row[reach.fields.entry]] = True
    added[list(index.several)] = True
    gains: dict[str, Ints] = {}
    for entry in np.flatnonzero((reach.row >= rows.start) & (reach.row < rows.stop) & (more > 0)):
        name = index.asked_skills[int(reach.skill[entry])]
        gains.setdefault(name, np.zeros(len(rows), dtype=np.int64))[reach.row[entry] - rows.start] = more[entry]
    own = slice(rows.start, rows.stop)
    hard, soft, adds = index.arrays["hard"][own], index.arrays["soft"][own], added[own]

    def most(skills: Sequence[str]) -> int:
        each = np.array([gains[skill] for skill in skills])
        together = np.where(adds, each.sum(axis=0), each.max(axis=0))
        return _cents_with(scorer, found, role, int(together @ hard), int(together @ soft))

    return most


def _cents_with(scorer: Scorer, found: Match, role: int, more_hard: int, more_soft: int) -> int:
    hard, soft = found.hard[role : role + 1] + more_hard, found.soft[role : role + 1] + more_soft
    possible = scorer.index.arrays["hard_possible"][role : role + 1]
    factors = soft_factors(hard, possible, whole(scorer.settings.soft_needs))
    return int(cents_of(totals(hard, soft, factors, found.gate_factor[role : role + 1]))[0])
