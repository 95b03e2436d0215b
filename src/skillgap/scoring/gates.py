"""Gate × Profile → GateResult: degree and years, met, unmet or unknown, and what that makes of the points."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from skillgap.models.fit import GateResult, GateStatus
from skillgap.models.making import made
from skillgap.models.resume import DegreeLevel, Education, Profile
from skillgap.models.role import Gate, GateOption
from skillgap.scoring.degrees import DEGREE_RANK, degree_asked, degree_held, degree_name, degree_rank, field_fits
from skillgap.scoring.points import ONE, whole
from skillgap.settings import ScoringSettings


class Factors(NamedTuple):
    """What a degree and years make of every point, in ten-thousandths; kept apart, for each may weigh only once."""

    degree: int
    years: int


FULL = Factors(ONE, ONE)


class Verdict(NamedTuple):
    """One gate decided; the factors as shown, at worst and at best."""

    status: GateStatus
    detail: str
    point: Factors
    low: Factors
    high: Factors


class Decided(NamedTuple):
    """A gate with all its ways: status and words of the best way, and the factors of each."""

    status: GateStatus
    detail: str
    points: tuple[Factors, ...]
    lows: tuple[Factors, ...]
    highs: tuple[Factors, ...]


class Gates(NamedTuple):
    """All gates of a role decided, what each makes of the points, and the factors that weigh."""

    decided: tuple[Decided, ...]
    factors: tuple[int, ...]
    point: int
    low: int
    high: int


class Work(NamedTuple):
    """Months of work: all of it (as read, least, most) and the part that shows a skill of the role."""

    total: int | None
    least: int
    most: int
    relevant: int | None


def decide_gates(
    gates: Sequence[Gate],
    profile: Profile,
    *,
    relevant: int | None,
    settings: ScoringSettings,
) -> Gates:
    """Decide all gates; of several required gates of one kind only the lowest factor weighs, preferred ones never.

    `relevant` is the months of work that show a skill of the role (None: the profile holds no dated jobs).
    """
    if not gates:
        return Gates((), (), ONE, ONE, ONE)
    work = Work(
        profile.experience_months,
        _first(profile.experience_months_low, profile.experience_months, 0),
        _first(profile.experience_months_high, profile.experience_months, 0),
        relevant,
    )
    decided = tuple([_decide(gate, profile.education, work, settings) for gate in gates])
    required = [i for i, gate in enumerate(gates) if gate.importance == "required"]
    factors = [ONE] * len(gates)
    if not required:
        return Gates(decided, tuple(factors), ONE, ONE, ONE)
    ways = _best_ways([decided[i].points for i in required])
    by_degree = min(range(len(required)), key=lambda k: ways[k].degree)
    by_years = min(range(len(required)), key=lambda k: ways[k].years)
    factors[required[by_degree]] = ways[by_degree].degree
    factors[required[by_years]] = factors[required[by_years]] * ways[by_years].years // ONE
    point = _together(ways)
    low = _together(_best_ways([decided[i].lows for i in required]))
    high = _together(_best_ways([decided[i].highs for i in required]))
    return Gates(decided, tuple(factors), point, min(low, point), max(high, point))


def gate_results(gates: Sequence[Gate], decided: Gates) -> tuple[GateResult, ...]:
    """Say of each gate of a role how it was decided."""
    return tuple(map(_result, gates, decided.decided, decided.factors))


def question_of(gate: Gate) -> tuple[object, ...]:
    """Return what decides a gate: gates that differ in their quotes alone get one answer."""
    return gate.kind, gate.importance, gate.options, gate.fields, gate.or_experience


def _together(ways: Sequence[Factors]) -> int:
    """Weigh a degree once and years once, however many gates ask for them."""
    degree, years = ways[0]
    for way in ways:
        if way.degree < degree:
            degree = way.degree
        if way.years < years:
            years = way.years
    return degree * years // ONE


def _best_ways(options: Sequence[tuple[Factors, ...]]) -> tuple[Factors, ...]:
    """Take the way through each gate that is best for all of them together; ties go to the first.

    Looked at one by one, a gate could prefer a way that another one punishes, and more years could lower a score.
    """
    options = [ways[:1] if len(set(ways)) == 1 else ways for ways in options]
    if all(len(ways) == 1 for ways in options):
        return tuple([ways[0] for ways in options])
    while math.prod(map(len, options)) > _COMBINATIONS:
        longest = max(range(len(options)), key=lambda i: len(options[i]))
        options = [(max(ways),) if i == longest else ways for i, ways in enumerate(options)]
    return max(itertools.product(*options), key=_together)


_COMBINATIONS = 1_000


def _result(gate: Gate, verdict: Decided, factor: int) -> GateResult:
    values = {
        "kind": gate.kind,
        "status": verdict.status,
        "importance": gate.importance,
        "detail": verdict.detail,
        "evidence": gate.evidence,
        "factor": factor / ONE,
    }
    return made(GateResult, values)


def _decide(gate: Gate, education: Sequence[Education], work: Work, settings: ScoringSettings) -> Decided:
    verdicts = [_option(gate, option, education, work, settings) for option in gate.options]
    said = verdicts[0]
    if len(verdicts) > 1:
        said = min(verdicts, key=lambda verdict: (_STATUS_ORDER[verdict.status], -_together([verdict.point])))
    return Decided(
        said.status, said.detail, tuple([v.point for v in verdicts]), tuple([v.low for v in verdicts]),
        tuple([v.high for v in verdicts]),
    )  # fmt: skip


_STATUS_ORDER: dict[GateStatus, int] = {"met": 0, "unknown": 1, "unmet": 2}


def _option(
    gate: Gate, option: GateOption, education: Sequence[Education], work: Work, settings: ScoringSettings
) -> Verdict:
    parts = []
    if option.level is not None:
        parts.append(_degree(gate, option.level, education, work, settings))
    if option.min_years:
        parts.append(_years(option.min_years, work, settings))
    if not parts:
        return Verdict("met", "nothing asked", FULL, FULL, FULL)
    if len(parts) == 1:
        return parts[0]
    statuses = [part.status for part in parts]
    status: GateStatus = "unmet" if "unmet" in statuses else "unknown" if "unknown" in statuses else "met"
    point, low, high = (
        Factors(min(side.degree for side in sides), min(side.years for side in sides))
        for sides in ([part.point for part in parts], [part.low for part in parts], [part.high for part in parts])
    )
    # Both are asked together: say of each whether it holds, or years enough would look refused.
    detail = "; ".join(f"{_PART_WORDS[part.status]}: {part.detail}" for part in parts)
    return Verdict(status, f"a degree and years asked together; {detail}", point, low, high)


_PART_WORDS: dict[GateStatus, str] = {"met": "met", "unmet": "unmet", "unknown": "open"}


def _years(min_years: float, work: Work, settings: ScoringSettings) -> Verdict:
    asked = min_years * 12
    loss = whole(settings.experience_loss)

    def factor(months: float) -> Factors:
        return Factors(ONE, ONE - loss + int(loss * min(1.0, months / asked)))

    wanted = f"{min_years:g} year{'s' * (min_years != 1)} asked"
    if work.total is None:
        return Verdict("unknown", f"{wanted}; no dates of work could be read", factor(0), factor(0), FULL)
    # A job that names no skill of the role may still be one in the field: half is enough, less leaves it open.
    counted = work.total if work.relevant is None else min(work.total, work.relevant / settings.relevant_share)
    least = min(counted, work.least)
    point, low, high = factor(counted), factor(least), factor(max(work.most, counted))
    shown = f"{_span(work.total)} of work shown"
    if work.most < asked:
        return Verdict("unmet", f"{wanted}; {shown}", point, low, high)
    if counted < asked <= work.total:
        detail = f"{wanted}; {shown}, but only {_span(work.relevant or 0)} of it show a skill that this role asks for"
        return Verdict("unknown", detail, point, low, high)
    if work.least < asked:
        detail = f"{wanted}; {shown}, between {_span(work.least)} and {_span(work.most)} by how the dates are read"
        return Verdict("unknown", detail, point, low, high)
    return Verdict("met", f"{wanted}; {shown}", point, low, high)


def _degree(
    gate: Gate, level: DegreeLevel, education: Sequence[Education], work: Work, settings: ScoringSettings
) -> Verdict:
    half, none = _degree_factors(settings.education_loss)
    wanted = degree_asked(level, gate.fields)
    held = [entry for entry in education if entry.level is not None and entry.completed is not False]
    enough = [entry for entry in held if degree_rank(entry) >= DEGREE_RANK[level]]
    in_field = [entry for entry in enough if not gate.fields or field_fits(entry.field, gate.fields)]
    if in_field:
        best = in_field[0]
        sure = any(entry.completed for entry in in_field)
        return Verdict("met", f"{wanted}; {degree_held(best, level)}", FULL, FULL if sure else none, FULL)
    if gate.or_experience and work.total is not None and work.total >= settings.equivalent_years * 12:
        detail = f"{wanted}, or equivalent experience; {_span(work.total)} of work shown"
        sure = work.least >= settings.equivalent_years * 12
        return Verdict("met", detail, FULL, FULL if sure else none, FULL)
    if enough:
        detail = f"{wanted}; {degree_held(enough[0], level)}, whether that is a related field is open"
        return Verdict("unknown", detail, half, none, FULL)
    if held:
        best = max(held, key=degree_rank)
        one_short = DEGREE_RANK[level] - degree_rank(best) == 1
        point = half if one_short else none
        status: GateStatus = "unknown" if gate.or_experience else "unmet"
        high = FULL if gate.or_experience else point
        return Verdict(status, f"{wanted}; {degree_name(best)} held", point, point, high)
    under_way = [entry for entry in education if entry.level is not None]
    found = f"{degree_name(under_way[0])} not completed" if under_way else "no degree found in the resume"
    sure_lack = bool(under_way) and not gate.or_experience
    status = "unmet" if sure_lack else "unknown"
    return Verdict(status, f"{wanted}; {found}", none, none, none if sure_lack else FULL)


@lru_cache(maxsize=16)
def _degree_factors(education_loss: float) -> tuple[Factors, Factors]:
    """Return what half the loss and all of it make of the points."""
    loss = whole(education_loss)
    return Factors(ONE - loss // 2, ONE), Factors(ONE - loss, ONE)


def _span(months: float) -> str:
    years, rest = divmod(int(months), 12)
    parts = [f"{years} year{'s' * (years != 1)}"] if years else []
    if rest or not years:
        parts.append(f"{rest} month{'s' * (rest != 1)}")
    return " ".join(parts)


def _first(*values: int | None) -> int:
    return next((value for value in values if value is not None), 0)
