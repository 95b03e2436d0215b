"""Results → shapes: bars, floating bars, time bars; shares of 100 from the left, so that a drawing fits any width."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from skillgap.models.fit import Contribution, Fit
from skillgap.models.resume import DegreeLevel, HeldSkill, Profile
from skillgap.report.codes import DEGREE_WORDS
from skillgap.report.wording import earning_rows, last_use, years_and_months
from skillgap.scoring.months import month_number

_MOST_SKILLS = 16
_MOST_OF_A_KIND = 6


class Bar(NamedTuple):
    """A stretch of a drawing, in percent of its width; `style` names its colour."""

    x: float
    width: float
    style: str = ""


class Step(NamedTuple):
    """A row of the waterfall: it starts where the row before it ended."""

    row: Contribution
    bar: Bar


class Share(NamedTuple):
    """A part of the 100 points."""

    style: str
    words: str
    points: float
    bar: Bar


class TimeRow(NamedTuple):
    """A row of the timeline: what, when in words, and its bars."""

    name: str
    dates: str
    length: str
    kind: str
    bars: tuple[Bar, ...]
    skill_id: str | None = None


class Timeline(NamedTuple):
    """Rows over years; `ticks` are where the years begin."""

    ticks: tuple[tuple[float, str], ...]
    entries: tuple[TimeRow, ...]
    skills: tuple[TimeRow, ...]
    undated: tuple[TimeRow, ...]


class HeatRow(NamedTuple):
    """A skill and what it would add to each role; `shade` is the gain as a share of the largest one.

    `to_show`: every role that lacks it calls for its use to be shown, and none for it to be learned.
    """

    name: str
    total: float
    cells: tuple[tuple[float, int], ...]
    to_show: bool = False


def waterfall(fit: Fit) -> tuple[Step, ...]:
    """Return the rows that earn points, the largest first, each floating on the sum of those before it."""
    steps, at = [], 0.0
    for row in earning_rows(fit):
        steps.append(Step(row, Bar(round(at, 2), max(row.earned, 0.15), row.level)))
        at += row.earned
    return tuple(steps)


def shares(fit: Fit) -> tuple[Share, ...]:
    """Split the 100 points into earned, lost by weak evidence, lost by gates and caps, and nothing found."""
    nothing = math.fsum(row.possible for row in fit.contributions if row.earned <= 0)
    shown = [row for row in fit.contributions if row.earned > 0]
    weak = math.fsum(row.possible * (1 - row.credit) for row in shown)
    factors = math.fsum(row.possible * row.credit - row.earned for row in shown)
    parts = (
        ("earned", "earned", fit.score),
        ("weak", "lost to weak or short evidence", weak),
        ("factor", "lost to gates and to the limit on soft skills", factors),
        ("nothing", "asked, and nothing found", nothing),
    )
    found, at = [], 0.0
    for style, words, points in parts:
        if points >= 0.005:
            found.append(Share(style, words, points, Bar(round(at, 2), round(points, 2), style)))
            at += points
    return tuple(found)


def heat_rows(fits: Sequence[Fit], roles: Sequence[str]) -> tuple[HeatRow, ...]:
    """Return what each missing skill adds to each role, the largest sum over these roles first, ties by name."""
    gains: dict[str, tuple[str, Mapping[str, float]]] = {}
    to_learn: set[str] = set()
    for fit in fits:
        for gap in fit.gaps:
            gains.setdefault(gap.best.skill_id, (gap.best.name, gap.gains or {fit.role.id: gap.gain}))
            if not gap.to_show:
                to_learn.add(gap.best.skill_id)
    most = max((value for _, by_role in gains.values() for value in by_role.values()), default=0.0)
    rows = []
    for skill_id, (name, by_role) in gains.items():
        values = [by_role.get(role, 0.0) for role in roles]
        if math.fsum(values) >= 0.05:  # less would stand there as +0.0
            cells = tuple((value, round(value / most * 100)) for value in values)
            rows.append(HeatRow(name, round(math.fsum(values), 2), cells, skill_id not in to_learn))
    return tuple(sorted(rows, key=lambda row: (-row.total, row.name.casefold())))


def timeline(
    profile: Profile,
    skills: Sequence[HeldSkill],
    *,
    worth: Mapping[str, float] = {},
    words: Callable[[str], str] = str,
) -> Timeline | None:
    """Draw dated jobs, studies and projects, and under them the skills that dated jobs show, the longest first.

    Of many skills the sixteen that are worth most (points by skill id) are drawn; what is worth none only without
    roles. A year without a month is drawn whole. More than six publications, activities or projects share one row.
    `words` masks a title. None where nothing is dated.
    """
    rows = _dated(profile, words)
    dated = [(row, row.span) for row in rows if row.span is not None]
    if not dated:
        return None
    first = min(start for _, (start, _) in dated) // 12 * 12
    last = max(*(end for _, (_, end) in dated), month_number(profile.as_of, end=True) or 0)
    width = last + 1 - first
    scale = 100 / width

    def bar(span: tuple[int, int], style: str) -> Bar:
        return Bar(round((span[0] - first) * scale, 2), max(round((span[1] - span[0] + 1) * scale, 2), 0.4), style)

    dated.sort(key=lambda pair: (-pair[1][1], -pair[1][0], pair[0].name))  # the latest first
    drawn = [row.drawn(bar) for row, _ in dated]
    for kind, plural in (("publication", "publications"), ("activity", "activities"), ("project", "projects")):
        drawn = _together(drawn, kind, plural)
    step = next(years for years in (1, 2, 5, 10, 20, 50, 100) if width / 12 / years <= 12 or years == 100)
    ticks = tuple(
        (round((month - first) * scale, 2), str(month // 12))
        for month in range(first, first + max(width - 6, 1), 12)
        if month // 12 % step == 0
    )
    return Timeline(
        ticks=ticks,
        entries=tuple(drawn),
        skills=_skill_rows(profile, _worthiest(skills, worth), bar),
        undated=tuple(row.drawn(bar) for row in rows if row.span is None and row.kind != "publication"),
    )


class _Dated(NamedTuple):
    """A job, project or study on its way to a row; `span` are its first and last month."""

    name: str
    dates: str
    length: str
    kind: str
    span: tuple[int, int] | None

    def drawn(self, bar: Callable[[tuple[int, int], str], Bar]) -> TimeRow:
        bars = (bar(self.span, self.kind),) if self.span else ()
        return TimeRow(self.name, self.dates, self.length, self.kind, bars)


def _dated(profile: Profile, words: Callable[[str], str]) -> list[_Dated]:
    """List jobs, projects and studies as they stand in the profile, their titles masked by `words`."""
    found = []
    for entries in (profile.jobs, profile.projects):
        for entry in entries:
            name = words(" · ".join(part for part in (entry.title, entry.organisation) if part))
            length = years_and_months(entry.months) if entry.months is not None else ""
            dates, span = _dates(entry.since, entry.until), _span(entry.since, entry.until, profile)
            found.append(
                _Dated(name or ("untitled job" if entry.kind == "job" else "untitled"), dates, length, entry.kind, span)
            )
    for degree in profile.education:
        name = words(" · ".join(part for part in (_degree(degree.level, degree.field), degree.institution) if part))
        dates, span = _dates(degree.since, degree.until), _span(degree.since, degree.until, profile)
        found.append(_Dated(name or "study", dates, "", "education", span))
    return found


def _together(rows: list[TimeRow], kind: str, plural: str) -> list[TimeRow]:
    """Draw many small things of a kind in one row at the end: forty papers are a density, not forty rows."""
    own = [row for row in rows if row.kind == kind]
    if len(own) <= _MOST_OF_A_KIND:
        return rows
    bars = tuple(sorted({bar for row in own for bar in row.bars}))
    first = min(row.dates for row in own).split(" – ")[0]
    last = max(row.dates.split(" – ")[-1] for row in own)
    row = TimeRow(f"{len(own)} {plural}", f"{first} – {last}", "", "", bars)
    return [row for row in rows if row.kind != kind] + [row]


def _worthiest(skills: Sequence[HeldSkill], worth: Mapping[str, float]) -> list[HeldSkill]:
    dated = [skill for skill in skills if skill.months and (not worth or worth.get(skill.skill_id, 0.0) > 0)]
    dated.sort(key=lambda skill: (-worth.get(skill.skill_id, 0.0), -(skill.months or 0), skill.name.casefold()))
    return sorted(dated[:_MOST_SKILLS], key=lambda skill: (-(skill.months or 0), skill.name.casefold()))


def _skill_rows(
    profile: Profile, skills: Sequence[HeldSkill], bar: Callable[[tuple[int, int], str], Bar]
) -> tuple[TimeRow, ...]:
    rows = []
    for skill in skills:
        jobs = [job for job in profile.jobs if any(job.start <= m.start < job.end for m in skill.mentions)]
        spans = [span for job in jobs if (span := _span(job.since, job.until, profile)) is not None]
        bars = tuple(bar(span, "skill") for span in sorted(set(spans)))
        if bars:
            rows.append(
                TimeRow(skill.name, last_use(skill), years_and_months(skill.months), "skill", bars, skill.skill_id)
            )
    return tuple(rows)


def _span(since: str | None, until: str | None, profile: Profile) -> tuple[int, int] | None:
    """Return the first and last month; one date alone is taken for both."""
    if since is None and until is None:
        return None
    present = month_number(profile.as_of)
    start = month_number(since or until, present=present)
    end = month_number(until or since, present=present, end=True)
    if start is None or end is None:
        return None
    return (start, end) if start <= end else (end, start)


def _dates(since: str | None, until: str | None) -> str:
    if since and until and since != until:
        return f"{since} – {until}"
    return since or until or "no dates"


def _degree(level: DegreeLevel | None, field: str | None) -> str:
    return " in ".join(part for part in (DEGREE_WORDS[level] if level else "", field or "") if part)
