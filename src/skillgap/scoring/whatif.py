"""Profile × target → SkillSet: the fewest skills that reach a score, or put another role first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from numbers import Real
from operator import add

import numpy as np

from skillgap.errors import ConfigurationError
from skillgap.models.fit import RoleRef, SkillSet
from skillgap.models.resume import Profile
from skillgap.scoring.gaps import find_gains, find_more, find_rises
from skillgap.scoring.index import RoleIndex
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
    search = _Search(scorer, profile, role, None if target is None else round(target * 100))
    before = search.cents([])
    chosen = search.greedy()
    done, proven = search.reaches(chosen), not chosen
    if done and chosen:
        chosen = search.thinned(chosen)
        chosen, proven = (chosen, len(chosen) == 1) if target is None else search.smaller(chosen)
        chosen = search.first_named(chosen)
    after = search.cents(chosen)
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


class _Search:
    """The skills that a role names, and what sets of them make of a profile's scores.

    `target` is in cents; None asks for more than every other role has.
    """

    def __init__(self, scorer: Scorer, profile: Profile, role: int, target: int | None) -> None:
        self._scorer, self._index, self._profile = scorer, scorer.index, profile
        self._role, self._target = role, target
        self._choices = [scorer.index.row_skills[row] for row in scorer.index.rows_of(role)]
        asked = {skill_id for skills in self._choices for skill_id in skills}
        self._candidates = sorted(skill_id for skill_id in asked if skill_id in scorer.taxonomy.skills)

    def cents(self, skills: Sequence[str]) -> list[int]:
        """Return what each role is worth with these skills held in full."""
        return self._with(skills).cents.tolist()  # type: ignore[no-any-return]

    def reaches(self, skills: Sequence[str]) -> bool:
        """Tell whether these skills are enough."""
        return self._is_reached(self.cents(skills))

    def _with(self, skills: Sequence[str]) -> Match:
        return match(self._scorer.holding(self._profile, skills), self._index)

    def _is_reached(self, cents: Sequence[int]) -> bool:
        own = cents[self._role]
        if self._target is not None:
            return own >= self._target
        return all(own > value for role, value in enumerate(cents) if role != self._role)

    def _merit(self, cents: Sequence[int]) -> int:
        if self._target is not None:
            return cents[self._role]
        return cents[self._role] - max((value for role, value in enumerate(cents) if role != self._role), default=0)

    def greedy(self) -> list[str]:
        """Take skills until the target is reached or nothing helps."""
        # Whom the gaps tell to learn Airflow, a way should not send to Dagster for the Python that it is written in.
        return self._greedy(self._candidates, self._greedy(self._named_by_gaps(), []))

    def _named_by_gaps(self) -> list[str]:
        """Return the skills that the role's gaps name: of a choice the one to be learned."""
        index, rows = self._index, self._index.rows_of(self._role)
        gains = find_gains(match(self._profile, index), index, begun=begun(self._profile))
        named = {index.asked_skills[number] for number in gains.skill[rows.start : rows.stop].tolist()}
        return [skill for skill in self._candidates if skill in named]

    def _greedy(self, skills: Sequence[str], chosen: Sequence[str]) -> list[str]:
        """Add the skill that helps most again and again; ties go to the first id."""
        ids = [entry.id for entry in self._scorer.roles]
        chosen = list(chosen)
        while True:
            found = self._with(chosen)
            now = found.cents.tolist()
            if self._is_reached(now):
                return chosen
            # One look at all gains scores the role with each further skill.
            gains = find_gains(found, self._index).of_skill
            tried = []
            for skill in skills:
                gained = gains[self._index.skill_numbers[skill]]
                values = [value + round(100 * gained.get(name, 0.0)) for name, value in zip(ids, now, strict=True)]
                tried.append((self._merit(values), skill))
            best = max(tried, key=lambda item: item[0], default=(self._merit(now), ""))
            if best[0] <= self._merit(now):
                return chosen
            chosen.append(best[1])

    def thinned(self, chosen: list[str]) -> list[str]:
        """Drop skills that later ones made needless."""
        for skill in list(chosen):
            rest = [other for other in chosen if other != skill]
            if self.reaches(rest):
                chosen = rest
        return chosen

    def first_named(self, chosen: list[str]) -> list[str]:
        """Put what the role names first in a choice in the place of a later name, where it does as well.

        "Kubernetes, Jenkins or Terraform" asks for Kubernetes before all; Jenkins may add a hundredth of a point more.
        """
        for skill in list(chosen):
            for first, *others in self._choices:
                swapped = [first if one == skill else one for one in chosen]
                if skill in others and first not in chosen and self.reaches(swapped):
                    chosen = swapped
                    break
        return chosen

    def smaller(self, chosen: list[str]) -> tuple[list[str], bool]:
        """Look for a set with one skill less until none can exist; return the smallest one and whether that is proven.

        Only with a target.
        """
        bounds = _Bounds(match(self._profile, self._index), self._index, self._role)
        target, rises = self._target or 0, bounds.rises
        helpful = [skill for skill in self._candidates if skill in rises]
        ranked = sorted(helpful, key=lambda skill: (-sum(rises[skill]), skill))
        tries = 0

        def search(skills: list[str], start: int, size: int) -> list[str] | None:
            nonlocal tries
            if len(skills) == size:
                tries += 1
                # To match a profile takes a hundred times as long as to see that a set can't be it.
                return skills if bounds.together(skills) >= target and self.reaches(skills) else None
            for i in range(start, len(ranked)):
                if tries >= _TRIES or bounds.apart(skills, ranked[i:], size) < target:
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


class _Bounds:
    """What skills could make of a role at most, without matching the profile anew.

    `rises` is what each skill that helps adds to the role's hard and soft sums.
    """

    def __init__(self, found: Match, index: RoleIndex, role: int) -> None:
        reach, rows = index.reach, index.rows_of(role)
        self._index, self._found, self._of = index, found, slice(role, role + 1)
        hard, soft = find_rises(found, index)
        self.rises = {
            index.asked_skills[int(reach.pair_skill[i])]: (int(hard[i]), int(soft[i]))
            for i in np.flatnonzero((reach.pair_role == role) & (hard + soft > 0))
        }
        # Skills add up only in rows for fields or for several skills; in all others the best of them counts.
        adds = np.zeros(len(index.rows), dtype=bool)
        adds[reach.row[reach.fields.entry]] = True
        adds[list(index.several)] = True
        own = slice(rows.start, rows.stop)
        self._adds, self._hard, self._soft = adds[own], index.arrays.hard[own], index.arrays.soft[own]
        more = find_more(found, index)
        self._more: dict[str, Ints] = {}
        for entry in np.flatnonzero((reach.row >= rows.start) & (reach.row < rows.stop) & (more > 0)):
            name = index.asked_skills[int(reach.skill[entry])]
            self._more.setdefault(name, np.zeros(len(rows), dtype=np.int64))[reach.row[entry] - rows.start] = more[
                entry
            ]

    def apart(self, skills: Sequence[str], others: Iterable[str], size: int) -> int:
        """Bound the cents of `skills` and enough of the `others` for a set of `size`, as if no two shared a row."""
        left = size - len(skills)
        hard, soft = zip(*[self.rises[skill] for skill in others], strict=True)
        sums = (sum(sorted(side, reverse=True)[:left]) for side in (hard, soft))
        own = (sum(self.rises[skill][side] for skill in skills) for side in (0, 1))
        return self._cents(*map(add, own, sums))

    def together(self, skills: Sequence[str]) -> int:
        """Bound the cents of several skills, row by row."""
        each = np.array([self._more[skill] for skill in skills])
        all_of_them = np.where(self._adds, each.sum(axis=0), each.max(axis=0))
        return self._cents(int(all_of_them @ self._hard), int(all_of_them @ self._soft))

    def _cents(self, more_hard: int, more_soft: int) -> int:
        found, of = self._found, self._of
        hard, soft = found.hard[of] + more_hard, found.soft[of] + more_soft
        needs = whole(self._index.settings.soft_needs)
        factors = soft_factors(hard, self._index.arrays.hard_possible[of], needs)
        return int(cents_of(totals(hard, soft, factors, found.gate_factor[of]))[0])
