"""Profile × Role → Fit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from skillgap.models.base import Notice
from skillgap.models.fit import NO_EVIDENCE, Contribution, Fit, Gap, RoleRef
from skillgap.models.making import made
from skillgap.models.resume import HeldSkill, Profile
from skillgap.models.role import Role
from skillgap.models.skill import Category
from skillgap.scoring.blanks import Blanks
from skillgap.scoring.explain import Explainer
from skillgap.scoring.gaps import find_gains, find_gaps
from skillgap.scoring.gates import gate_results
from skillgap.scoring.index import RoleIndex
from skillgap.scoring.match import Match, match
from skillgap.scoring.points import ONE, Ints, row_cents
from skillgap.settings import Calibration, ScoringSettings
from skillgap.taxonomy.graph import Taxonomy


class RoleScore(NamedTuple):
    """A score without its explanation."""

    role_id: str
    score: float
    low: float
    high: float
    verdict: str


class Scorer:
    """Scores profiles against roles; made once, then only read.

    Raises `taxonomy_invalid` for a role that holds no requirement. Of two roles with one id the later one counts, so
    that a job ad or an edited role file may stand in for a bundled role.
    """

    def __init__(self, taxonomy: Taxonomy, roles: Iterable[Role], *, settings: ScoringSettings | None = None) -> None:
        self.settings = ScoringSettings() if settings is None else settings
        self.taxonomy = taxonomy
        self.index = RoleIndex(taxonomy, {role.id: role for role in roles}.values(), settings=self.settings)
        self.roles = self.index.roles
        self._blanks = Blanks(self.index)
        self._refs = tuple(RoleRef(id=role.id, title=role.title) for role in self.roles)

    def __reduce__(self) -> tuple[object, ...]:
        # What is worked out stays behind: another process works it out again.
        return partial(Scorer, settings=self.settings), (self.taxonomy, self.roles)

    def scores(self, profile: Profile) -> tuple[RoleScore, ...]:
        """Score all roles without explaining them: best first, ties by role id."""
        if not self.roles:
            return ()
        found = match(profile, self.index)
        return tuple(self._score(i, found) for i in _best_first(found))

    def fits(self, profile: Profile, *, limit: int | None = None, gaps: bool = True) -> tuple[Fit, ...]:
        """Score and explain roles: best first, ties by role id; `limit` explains only the best ones.

        The gains of the gaps are over all roles of the scorer, explained or not.
        """
        if not self.roles:
            return ()
        found = match(profile, self.index)
        gains = find_gains(found, self.index, begun=begun(profile)) if gaps else None
        explainer = Explainer(profile, self.index, self._blanks)
        worths = self._worths(found)
        fits = []
        for i in _best_first(found)[:limit]:
            rows = self.index.rows_of(i)
            answers = explainer.answers(rows, found)
            role_gaps = () if gains is None else find_gaps(rows, answers, gains, explainer)
            cents = row_cents(worths[rows.start : rows.stop], int(found.cents[i]))
            contributions = tuple(explainer.rows(i, answers, cents))
            fits.append(self._fit(i, found, contributions, role_gaps, explainer.notices + self.roles[i].notices))
        return tuple(fits)

    def holding(self, profile: Profile, skill_ids: Sequence[str]) -> Profile:
        """Return the profile as it would be with these skills held in full: recent dated work, long enough for all
        roles. This is what a gap's `gain` means by "held"."""  # fmt: skip
        months = max(self.settings.enough_months, int(self.index.most_years * 12) + 1)
        skills = {skill.skill_id: skill for skill in profile.creditable}
        for skill_id in skill_ids:
            skills[skill_id] = self._held_in_full(skill_id, skills.get(skill_id), months)
        held = tuple(skills[skill_id] for skill_id in sorted(skills))
        return profile.model_copy(update={"skills": held, "foundations": ()})

    def _held_in_full(self, skill_id: str, known: HeldSkill | None, months: int) -> HeldSkill:
        if known is not None:
            months = max(months, known.months or 0)
            change = {
                "evidence": "certified" if known.evidence == "certified" else "dated",
                "months": months,
                "months_low": months,
                "months_high": max(months, known.months_high or 0),
                "last_used": "present",
            }
            return known.model_copy(update=change)
        skill = self.taxonomy.skills.get(skill_id)
        name: str = skill_id if skill is None else skill.name
        category: Category = "tool" if skill is None else skill.category
        return HeldSkill(
            skill_id=skill_id, name=name, category=category, evidence="dated", months=months,
            months_low=months, months_high=months, last_used="present", mentions=(),
        )  # fmt: skip

    def _worths(self, found: Match) -> Ints:
        """Return what each row is worth, in units of 1/UNIT cent."""
        role, arrays = self.index.row_role, self.index.arrays
        possible = arrays.hard * ONE + arrays.soft * found.soft_factor[role]
        return found.credits * possible * found.gate_factor[role]

    def _fit(
        self,
        role: int,
        found: Match,
        contributions: tuple[Contribution, ...],
        gaps: tuple[Gap, ...],
        notices: tuple[Notice, ...],
    ) -> Fit:
        _, score, low, high, verdict = self._score(role, found)
        values = {
            "role": self._refs[role],
            "score": score,
            "low": low,
            "high": high,
            "verdict": verdict,
            "contributions": contributions,
            "gates": gate_results(self.index.gates[role], found.gates[role]),
            "gaps": gaps,
            "notices": notices,
            "gate_factor": int(found.gate_factor[role]) / ONE,
            "soft_factor": int(found.soft_factor[role]) / ONE,
            "probability": _probability(score, self.settings.calibration),
            "to_target": None,
        }
        return made(Fit, values)

    def _score(self, role: int, found: Match) -> RoleScore:
        score, low, high = (int(cents[role]) / 100 for cents in (found.cents, found.low_cents, found.high_cents))
        return RoleScore(self.roles[role].id, score, low, high, self._verdict(role, score, found))

    def _verdict(self, role: int, score: float, found: Match) -> str:
        hard_possible = int(self.index.arrays.hard_possible[role])
        shown = int(found.hard[role]) / hard_possible if hard_possible else int(found.soft[role]) / ONE / ONE
        if shown < self.settings.no_evidence_below:
            return NO_EVIDENCE
        if score < self.settings.weak_below:
            return "weak fit"
        if score < self.settings.partial_below:
            return "partial fit"
        return "good fit" if score < self.settings.good_below else "strong fit"


def begun(profile: Profile) -> frozenset[str]:
    """Return the skills that the resume shows in any way, or says to be under way."""
    planned = (mention.skill_id for mention in profile.not_held if mention.status == "planned")
    return frozenset(filter(None, planned)).union(skill.skill_id for skill in profile.creditable)


def _best_first(found: Match) -> list[int]:
    cents = found.cents.tolist()
    # Roles are in id order, and sorting keeps the order of equals.
    return sorted(range(len(cents)), key=lambda i: -cents[i])


def _probability(score: float, calibration: Calibration | None) -> float | None:
    if calibration is None:
        return None
    # Four digits: the last bits of exp differ between machines.
    return round(1 / (1 + math.exp(-max(-700.0, calibration.slope * score + calibration.intercept))), 4)
