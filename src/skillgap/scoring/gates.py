"""Gate × Profile → GateResult: degree and years, met, unmet or unknown, and what that makes of the points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from skillgap.models.fit import GateResult
from skillgap.models.resume import DegreeLevel, Education, Job, Profile
from skillgap.models.role import Gate, GateOption
from skillgap.scoring.evidence import month_number
from skillgap.scoring.points import ONE, whole
from skillgap.settings import ScoringSettings

Status = Literal["met", "unmet", "unknown"]

_RANK: dict[DegreeLevel, int] = {
    "high_school": 0, "bootcamp": 1, "diploma": 1, "bachelor": 2, "master": 3, "phd": 4,
}  # fmt: skip
_DEGREE: dict[DegreeLevel, str] = {
    "high_school": "high-school diploma", "bootcamp": "bootcamp", "diploma": "diploma", "bachelor": "bachelor's degree",
    "master": "master's degree", "phd": "Ph.D.",
}  # fmt: skip
_LOOSE_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "area",
        "areas",
        "degree",
        "discipline",
        "field",
        "fields",
        "in",
        "of",
        "or",
        "other",
        "related",
        "science",
        "similar",
        "sciences",
        "study",
        "technical",
        "the",
    ]
)
_COMPUTING = frozenset(
    [
        "algorithms",
        "analytics",
        "artificial",
        "computational",
        "computer",
        "computing",
        "cybernetics",
        "data",
        "informatics",
        "informatik",
        "information",
        "intelligence",
        "learning",
        "machine",
        "robotics",
        "software",
        "systems",
        "wirtschaftsinformatik",
    ]
)


class Verdict(NamedTuple):
    """One gate decided; factors are ten-thousandths of every point (as shown, at worst, at best)."""

    status: Status
    detail: str
    point: int
    low: int
    high: int


class Gates(NamedTuple):
    """All gates of a role decided, and the factors that weigh."""

    results: tuple[GateResult, ...]
    point: int
    low: int
    high: int


class Work(NamedTuple):
    """Months of work: all of it (as read, least, most) and the part that shows a skill of the role."""

    total: int | None
    least: int
    most: int
    relevant: int | None


def job_span(job: Job, as_of: int) -> tuple[int, int] | None:
    """Return a job's first and last month number, or None where it is undated or no work experience."""
    since = month_number(job.since, present=as_of)
    until = month_number(job.until, present=as_of, end=True)
    if since is None or until is None or until < since or job.kind not in ("job", "internship", "research"):
        return None
    return since, until


def union_months(spans: Sequence[tuple[int, int]]) -> int:
    """Count the months that any span covers; both end months count, overlaps once."""
    months, covered = 0, -1
    for since, until in sorted(spans):
        months += max(0, until - max(since - 1, covered))
        covered = max(covered, until)
    return months


def decide_gates(
    gates: Sequence[Gate],
    profile: Profile,
    *,
    relevant: Callable[[], int | None],
    settings: ScoringSettings,
) -> Gates:
    """Decide all gates; of several required gates of one kind only the lowest factor weighs, preferred ones never.

    `relevant` counts the months of work that show a skill of the role (None: the profile holds no dated jobs); it is
    asked for only when a gate needs it.
    """
    if not gates:
        return Gates((), ONE, ONE, ONE)
    verdicts = [_decide(gate, profile, relevant, settings) for gate in gates]
    weighing: dict[str, int] = {}
    point = low = high = ONE
    for kind in ("education", "experience"):
        required = [i for i, gate in enumerate(gates) if gate.kind == kind and gate.importance == "required"]
        if required:
            weighing[kind] = min(required, key=lambda i: (verdicts[i].point, i))
            point = point * verdicts[weighing[kind]].point // ONE
            low = low * min(verdicts[i].low for i in required) // ONE
            high = high * min(verdicts[i].high for i in required) // ONE
    results = tuple(
        GateResult(
            kind=gate.kind,
            status=verdict.status,
            importance=gate.importance,
            detail=verdict.detail,
            evidence=gate.evidence,
            factor=verdict.point / ONE if weighing.get(gate.kind) == i else 1.0,
        )
        for i, (gate, verdict) in enumerate(zip(gates, verdicts, strict=True))
    )
    return Gates(results, point, min(low, point), max(high, point))


def _decide(gate: Gate, profile: Profile, relevant: Callable[[], int | None], settings: ScoringSettings) -> Verdict:
    work = Work(
        profile.experience_months,
        _first(profile.experience_months_low, profile.experience_months, 0),
        _first(profile.experience_months_high, profile.experience_months, 0),
        relevant() if any(option.min_years for option in gate.options) else None,
    )
    verdicts = [_option(gate, option, profile, work, settings) for option in gate.options]
    order = {"met": 0, "unknown": 1, "unmet": 2}
    best = min(verdicts, key=lambda verdict: (order[verdict.status], -verdict.point))
    return Verdict(
        best.status,
        best.detail,
        max(verdict.point for verdict in verdicts),
        max(verdict.low for verdict in verdicts),
        max(verdict.high for verdict in verdicts),
    )


def _option(gate: Gate, option: GateOption, profile: Profile, work: Work, settings: ScoringSettings) -> Verdict:
    parts = []
    if option.level is not None:
        parts.append(_degree(gate, option.level, profile.education, work, settings))
    if option.min_years:
        parts.append(_years(option.min_years, work, settings))
    if not parts:
        return Verdict("met", "nothing asked", ONE, ONE, ONE)
    statuses = [part.status for part in parts]
    status: Status = "unmet" if "unmet" in statuses else "unknown" if "unknown" in statuses else "met"
    point = low = high = ONE
    for part in parts:
        point, low, high = point * part.point // ONE, low * part.low // ONE, high * part.high // ONE
    return Verdict(status, "; ".join(part.detail for part in parts), point, low, high)


def _years(min_years: float, work: Work, settings: ScoringSettings) -> Verdict:
    asked = min_years * 12
    loss = whole(settings.experience_loss)

    def factor(months: float) -> int:
        return ONE - loss + int(loss * min(1.0, months / asked))

    wanted = f"{_number(min_years)} years asked"
    if work.total is None:
        return Verdict("unknown", f"{wanted}; no dates of work could be read", ONE - loss, ONE - loss, ONE)
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
    loss = whole(settings.education_loss)
    wanted = f"{_DEGREE[level]} asked" + (f" in {_listing(gate.fields)}" if gate.fields else "")
    held = [entry for entry in education if entry.level is not None and entry.completed is not False]
    enough = [entry for entry in held if entry.level is not None and _RANK[entry.level] >= _RANK[level]]
    in_field = [entry for entry in enough if not gate.fields or _field_fits(entry.field, gate.fields)]
    if in_field:
        best = in_field[0]
        sure = any(entry.completed for entry in in_field)
        return Verdict("met", f"{wanted}; {_name(best)} held", ONE, ONE if sure else ONE - loss, ONE)
    if gate.or_experience and work.total is not None and work.total >= settings.equivalent_years * 12:
        detail = f"{wanted}, or equivalent experience; {_span(work.total)} of work shown"
        return Verdict("met", detail, ONE, ONE - loss if work.least < settings.equivalent_years * 12 else ONE, ONE)
    if enough:
        detail = f"{wanted}; {_name(enough[0])} held, whether that is a related field is open"
        return Verdict("unknown", detail, ONE - loss // 2, ONE - loss, ONE)
    if held:
        best = max(held, key=lambda entry: _RANK[entry.level or "high_school"])
        one_short = _RANK[level] - _RANK[best.level or "high_school"] == 1
        point = ONE - loss // 2 if one_short else ONE - loss
        status: Status = "unknown" if gate.or_experience else "unmet"
        return Verdict(status, f"{wanted}; {_name(best)} held", point, point, ONE if gate.or_experience else point)
    under_way = [entry for entry in education if entry.level is not None]
    found = f"{_name(under_way[0])} not completed" if under_way else "no degree found in the resume"
    sure_lack = bool(under_way) and not gate.or_experience
    return Verdict(
        "unmet" if sure_lack else "unknown",
        f"{wanted}; {found}",
        ONE - loss,
        ONE - loss,
        ONE - loss if sure_lack else ONE,
    )


def _field_fits(field: str | None, fields: Sequence[str]) -> bool:
    """Tell whether a field of study shares a word that means something with one of `fields`."""
    if field is None:
        return False
    words, wanted = _words(field), set[str]().union(*map(_words, fields))
    # Role texts say "or a related field" as a matter of course: the computing subjects are related to one another.
    return bool(words & wanted or (words & _COMPUTING and wanted & _COMPUTING))


def _words(text: str) -> set[str]:
    return {word.strip(".,;()") for word in text.casefold().replace("/", " ").split()} - _LOOSE_WORDS


def _name(entry: Education) -> str:
    name = _DEGREE[entry.level] if entry.level else "degree"
    return f"{name} in {entry.field}" if entry.field else name


def _listing(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]


def _span(months: float) -> str:
    years, rest = divmod(int(months), 12)
    parts = [f"{years} year{'s' * (years != 1)}"] if years else []
    if rest or not years:
        parts.append(f"{rest} month{'s' * (rest != 1)}")
    return " ".join(parts)


def _number(value: float) -> str:
    return f"{value:g}"


def _first(*values: int | None) -> int:
    return next((value for value in values if value is not None), 0)
