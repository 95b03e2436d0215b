"""Decisions → Learned: credits, weights and a calibrated probability fitted to a user's own past decisions.

Off by default. The fit is least squares with non-negative steps between levels and non-negative weights, so it is
monotone whatever the data say, and it is pulled towards the defaults as if these were `shrink` further cases: few
decisions change little. Cross-validation reports what the numbers are worth.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from pydantic import Field, ValidationError

from skillgap.errors import ConfigurationError
from skillgap.models.base import Frozen
from skillgap.models.resume import Profile
from skillgap.models.role import Requirement, Role
from skillgap.scoring.evidence import evidence_of
from skillgap.scoring.index import RoleIndex
from skillgap.scoring.match import Answer, match
from skillgap.scoring.months import month_number
from skillgap.scoring.points import ONE, Floats
from skillgap.scoring.scorer import Scorer
from skillgap.settings import Calibration, Credits, ScoringSettings

_LADDER = ("coursework", "listed", "used", "dated_unknown", "dated_short", "dated_enough", "certified")
_NONE = np.zeros(len(_LADDER))
_FEWEST = 10


class Decision(NamedTuple):
    """A case that the user decided: `good` is True for a candidate that they would take further."""

    profile: Profile
    role_id: str
    good: bool


class ReliabilityRow(Frozen):
    """Of `cases` that got a probability around `predicted`, the share `observed` was decided for."""

    cases: int
    predicted: float
    observed: float


class LearnReport(Frozen):
    """What cross-validation says; rank correlations are Spearman's between score and decision, on unseen cases."""

    decisions: int
    good: int
    folds: int
    rank_correlation: float
    rank_correlation_default: float
    brier: float
    brier_base_rate: float
    reliability: tuple[ReliabilityRow, ...]


class LearnedWeight(Frozen):
    """The weight of the requirement that asks for any of these skills."""

    any_of: tuple[str, ...]
    weight: float = Field(ge=0)


class Learned(Frozen):
    """A readable file of what was learned; `apply` puts it to use, the provenance then names it."""

    schema_: Literal["skillgap.learned/1"] = Field(default="skillgap.learned/1", alias="schema")
    name: str
    credits: Credits
    weights: Mapping[str, tuple[LearnedWeight, ...]]
    calibration: Calibration
    report: LearnReport

    def save(self, path: str | Path) -> None:
        """Write it as indented JSON."""
        Path(path).write_text(self.model_dump_json(indent=2) + "\n", encoding="utf-8")

    def apply(self, roles: Iterable[Role], settings: ScoringSettings) -> tuple[tuple[Role, ...], ScoringSettings]:
        """Return roles and settings that score as learned; roles that were not learned stay as they are."""
        change = {"credits": self.credits, "calibration": self.calibration, "weights_from": self.name}
        return tuple(map(self._weighed, roles)), ScoringSettings.model_validate({**dict(settings), **change})

    def _weighed(self, role: Role) -> Role:
        known = {entry.any_of: entry.weight for entry in self.weights.get(role.id, ())}
        requirements = tuple(
            requirement.model_copy(update={"weight": known.get(_key(requirement), requirement.weight)})
            for requirement in role.requirements
        )
        return role.model_copy(update={"requirements": requirements})


def load_learned(path: str | Path) -> Learned:
    """Read a saved file; raise `settings_invalid`."""
    try:
        return Learned.model_validate_json(Path(path).read_bytes())
    except (OSError, ValidationError, ConfigurationError) as error:
        raise ConfigurationError("settings_invalid", f"{path} is no file of learned weights: {error}") from error


def learn(
    scorer: Scorer, decisions: Sequence[Decision], *, name: str = "learned", shrink: float = 50.0, folds: int = 5
) -> Learned:
    """Fit credits, weights and calibration to decisions; raise `settings_invalid` for fewer than ten, or one kind only.

    The order of the decisions changes nothing but which fold a case falls into.
    """
    good = np.array([decision.good for decision in decisions], dtype=np.float64)
    fewest = int(min(good.sum(), len(good) - good.sum())) if len(good) else 0
    if len(good) < _FEWEST or fewest < 2:
        message = (
            f"learning needs {_FEWEST} decisions and two of either kind, got {len(good)} with {int(good.sum())} good"
        )
        raise ConfigurationError("settings_invalid", message)
    cases = _Cases(scorer, decisions)
    report = _validate(cases, good, shrink=shrink, folds=min(folds, fewest))
    everything = np.arange(len(good))
    model = _fit(cases, good, everything, shrink)
    return Learned(
        name=name,
        credits=model.credits(cases.settings),
        weights=model.weight_entries(cases.index),
        calibration=model.calibration,
        report=report,
    )


class _Cases:
    """Decisions as numbers. `rows[case]` maps a row of the index to its seven level shares, in points of the score."""

    def __init__(self, scorer: Scorer, decisions: Sequence[Decision]) -> None:
        self.index, self.settings = scorer.index, scorer.settings
        numbers = {role.id: number for number, role in enumerate(scorer.roles)}
        self.roles: list[int] = []
        self.rows: list[dict[int, Floats]] = []
        self.default_scores: list[float] = []
        for decision in decisions:
            if decision.role_id not in numbers:
                raise ConfigurationError("role_unknown", f"a decision names the role {decision.role_id!r}")
            number = numbers[decision.role_id]
            self.roles.append(number)
            found = match(decision.profile, self.index)
            as_of = month_number(decision.profile.as_of) or 0
            gate, soft = int(found.gate_factor[number]) / ONE, int(found.soft_factor[number]) / ONE
            rows = {}
            for row in self.index.rows_of(number):
                answers = [found.answers[ask] for ask in self.index.row_asks[row] if ask in found.answers]
                if answers:
                    best = max(answers, key=lambda answer: answer.credit)
                    factor = gate * (soft if self.index.row_soft[row] else 1.0) * self.index.row_cents[row] / 100
                    rows[row] = factor * self._shares(best, self.index.rows[row].min_years or None, as_of)
            self.rows.append(rows)
            self.default_scores.append(int(found.cents[number]) / 100)

    def _shares(self, answer: Answer, years: float | None, as_of: int) -> Floats:
        """Split a credit into the levels that it stands between, so that it is linear in the ladder's credits."""
        ladder, held = self.index.ladder, answer.held
        level = ladder.credit(evidence_of(held), years, as_of=as_of).level
        shares = np.zeros(len(_LADDER))
        if level == "dated_short":
            part = min(1.0, (held.months or 0) / ladder.months_asked(years))
            shares[_LADDER.index("dated_short")], shares[_LADDER.index("dated_enough")] = 1 - part, part
        else:
            shares[_LADDER.index(level)] = 1.0
        plain = float(shares @ _ladder_values(self.settings.credits))
        return shares * (answer.credit / ONE / plain) if plain > 0 else shares * 0.0

    def levels(self) -> Floats:
        """Return the points of each case by level: cases × 7."""
        return np.array([sum(rows.values(), np.zeros(len(_LADDER))) for rows in self.rows])


class _Model(NamedTuple):
    """Level credits (weakest first), a multiplier for each row, and the calibration."""

    ladder: Floats
    multipliers: Mapping[int, float]
    calibration: Calibration

    def scores(self, cases: _Cases) -> Floats:
        return np.array([
            math.fsum(float(shares @ self.ladder) * self.multipliers.get(row, 1.0) for row, shares in rows.items())
            for rows in cases.rows
        ])  # fmt: skip

    def credits(self, settings: ScoringSettings) -> Credits:
        values = dict(zip(_LADDER, (round(float(value), 4) for value in self.ladder), strict=True))
        default = settings.credits
        # A date that is read must not lower a score through recency.
        values["dated_unknown"] = min(
            values["dated_unknown"], values["dated_short"] * (1 - settings.recency_loss) // 1e-4 / 1e4
        )
        for weaker, stronger in (("used", "dated_unknown"), ("listed", "used"), ("coursework", "listed")):
            values[weaker] = min(values[weaker], values[stronger])
        return default.model_copy(update=values)

    def weight_entries(self, index: RoleIndex) -> dict[str, tuple[LearnedWeight, ...]]:
        entries = {}
        for number, role in enumerate(index.roles):
            rows = index.rows_of(number)
            if any(row in self.multipliers for row in rows):
                raw = [index.rows[row].weight * self.multipliers.get(row, 1.0) for row in rows]
                whole = math.fsum(raw) or 1.0
                entries[role.id] = tuple(
                    LearnedWeight(any_of=_key(index.rows[row]), weight=round(weight / whole, 6))
                    for row, weight in zip(rows, raw, strict=True)
                )
        return entries


def _fit(cases: _Cases, good: Floats, train: npt.NDArray[np.int64], shrink: float) -> _Model:
    """Fit the steps of the ladder, then the weights role by role, then the calibration, each on `train` only."""
    default = _ladder_values(cases.settings.credits)
    levels = cases.levels()[train]
    slope = _slope(levels @ default, good[train])
    # Steps between levels instead of levels: if no step is negative, no credit can rise.
    steps_of_case = np.array([[row[i:].sum() for i in range(len(_LADDER))] for row in levels])
    prior = np.diff(default, prepend=0.0)
    steps = _pulled(steps_of_case * slope, good[train], prior, shrink)
    ladder = np.cumsum(steps)
    ladder = ladder / ladder[-1] * default[-1] if ladder[-1] > 0 else default
    multipliers: dict[int, float] = {}
    for number in sorted({cases.roles[i] for i in train}):
        mine = np.array([i for i in train if cases.roles[i] == number])
        if len(mine) >= _FEWEST:
            rows = sorted({row for i in mine for row in cases.rows[i]})
            points = np.array([[float(cases.rows[i].get(row, _NONE) @ ladder) for row in rows] for i in mine])
            found = _pulled(points * slope, good[mine], np.ones(len(rows)), shrink)
            multipliers.update(zip(rows, (float(value) for value in found), strict=True))
    model = _Model(ladder, multipliers, Calibration(slope=0, intercept=0))
    return model._replace(calibration=_calibrate(model.scores(cases)[train], good[train]))


def _pulled(features: Floats, target: Floats, prior: Floats, shrink: float) -> Floats:
    """Solve non-negative least squares pulled towards `prior` with the weight of `shrink` cases.

    The pull of a feature is in proportion to its spread, so that units don't matter; a constant feature stays put.
    """
    from sklearn.linear_model import LinearRegression

    centred, wanted = features - features.mean(axis=0), target - target.mean()
    pull = np.sqrt(shrink) * np.sqrt((centred**2).mean(axis=0) + 1e-9)
    stacked = np.vstack([centred, np.diag(pull)])
    solved = LinearRegression(positive=True, fit_intercept=False).fit(stacked, np.concatenate([wanted, pull * prior]))
    return np.asarray(solved.coef_, dtype=np.float64)


def _slope(scores: Floats, good: Floats) -> float:
    """Return the rise of the good share per point; a small one where the decisions run against the score."""
    spread = float(((scores - scores.mean()) ** 2).sum())
    found = float(((scores - scores.mean()) * (good - good.mean())).sum()) / spread if spread > 0 else 0.0
    return max(found, 1e-3)


def _calibrate(scores: Floats, good: Floats) -> Calibration:
    from sklearn.linear_model import LogisticRegression

    spread = float(scores.std()) or 1.0
    middle = float(scores.mean())
    fitted = LogisticRegression(C=1.0).fit(((scores - middle) / spread).reshape(-1, 1), good)
    slope = float(fitted.coef_[0][0]) / spread
    if slope <= 0:
        share = (good.sum() + 1) / (len(good) + 2)
        return Calibration(slope=0.0, intercept=round(float(np.log(share / (1 - share))), 6))
    return Calibration(slope=round(slope, 6), intercept=round(float(fitted.intercept_[0]) - slope * middle, 6))


def _validate(cases: _Cases, good: Floats, *, shrink: float, folds: int) -> LearnReport:
    from sklearn.model_selection import StratifiedKFold

    scores, chances = np.zeros(len(good)), np.zeros(len(good))
    for train, test in StratifiedKFold(folds, shuffle=True, random_state=0).split(good.reshape(-1, 1), good):
        model = _fit(cases, good, train, shrink)
        scores[test] = model.scores(cases)[test]
        chances[test] = _chance(scores[test], model.calibration)
    share = float(good.mean())
    return LearnReport(
        decisions=len(good),
        good=int(good.sum()),
        folds=folds,
        rank_correlation=_spearman(scores, good),
        rank_correlation_default=_spearman(np.array(cases.default_scores), good),
        brier=round(float(((chances - good) ** 2).mean()), 4),
        brier_base_rate=round(share * (1 - share), 4),
        reliability=tuple(_reliability(chances, good)),
    )


def _chance(scores: Floats, calibration: Calibration) -> Floats:
    return np.asarray(1 / (1 + np.exp(-(calibration.slope * scores + calibration.intercept))))


def _reliability(chances: Floats, good: Floats) -> Iterable[ReliabilityRow]:
    bins = np.minimum((chances * 5).astype(int), 4)
    for number in range(5):
        inside = bins == number
        if inside.any():
            yield ReliabilityRow(
                cases=int(inside.sum()),
                predicted=round(float(chances[inside].mean()), 4),
                observed=round(float(good[inside].mean()), 4),
            )


def _spearman(first: Floats, second: Floats) -> float:
    from scipy.stats import rankdata

    # Nine digits, so that rounding noise makes no order.
    ranks = [rankdata(np.round(values, 9)) for values in (first, second)]
    if any(float(rank.std()) == 0 for rank in ranks):
        return 0.0
    return round(float(np.corrcoef(ranks[0], ranks[1])[0, 1]), 4)


def _ladder_values(credits: Credits) -> Floats:
    return np.array([float(getattr(credits, level)) for level in _LADDER])


def _key(requirement: Requirement) -> tuple[str, ...]:
    return tuple(ref.skill_id for ref in requirement.any_of)
