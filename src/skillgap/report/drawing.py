"""Results → shapes: bars, floating bars, time bars; shares of 100 from the left, so that a drawing fits any width."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from skillgap.models.fit import Contribution, Fit
from skillgap.models.resume import DegreeLevel, Entry, HeldSkill, Profile
from skillgap.report.wording import DEGREE_WORDS, last_use, years_and_months


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
    """A skill and what it would add to each role; `shade` is the gain as a share of the largest one."""

    name: str
    total: float
    cells: tuple[tuple[float, int], ...]


def waterfall(fit: Fit) -> tuple[Step, ...]:
    """Return the rows that earn points, the largest first, each floating on the sum of those before it."""
    steps, at = [], 0.0
    for row in sorted((row for row in fit.contributions if row.earned > 0), key=lambda row: -row.earned):
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
    for fit in fits:
        for gap in fit.gaps:
            ref = gap.by if gap.by is not None else gap.any_of[0]
            gains.setdefault(ref.skill_id, (ref.name, gap.gains or {fit.role.id: gap.gain}))
    most = max((value for _, by_role in gains.values() for value in by_role.values()), default=0.0)
    rows = []
    for name, by_role in gains.values():
        values = [by_role.get(role, 0.0) for role in roles]
        if math.fsum(values) >= 0.05:  # less would stand there as +0.0
            cells = tuple((value, round(value / most * 100)) for value in values)
            rows.append(HeatRow(name, round(math.fsum(values), 2), cells))
    return tuple(sorted(rows, key=lambda row: (-row.total, row.name.casefold())))


def timeline(
    profile: Profile,
    skills: Sequence[HeldSkill],
    *,
    worth: Mapping[str, float] = {},
    words: Callable[[str], str] = str,
    most_skills: int = 16,
) -> Timeline | None:
    """Draw dated jobs, studies and projects, and under them the skills that dated jobs show, the longest first.

    Of many skills those that are worth most (points by skill id) are drawn. A year without a month is drawn whole.
    More than six publications, activities or projects share one row. `words` masks a title. None where nothing
    is dated.
    """
    as_of = _month(profile.as_of, profile.as_of, last=True)
    groups: tuple[tuple[str, Iterable[Entry]], ...] = (("job", profile.jobs), ("project", profile.projects))
    spans: list[tuple[str, str, str, str, tuple[int, int] | None]] = []
    for group, entries in groups:
        for entry in entries:
            name = " · ".join(part for part in (entry.title, entry.organisation) if part) or group
            kind = getattr(entry, "kind", group)
            length = years_and_months(entry.months) if entry.months is not None else ""
            spans.append(
                (
                    words(name) if name != group else f"untitled {group}",
                    _dates(entry.since, entry.until),
                    length,
                    kind,
                    _span(entry.since, entry.until, profile),
                )
            )
    for degree in profile.education:
        name = " · ".join(part for part in (_degree(degree.level, degree.field), degree.institution) if part)
        dates = _dates(degree.since, degree.until)
        spans.append((words(name) or "study", dates, "", "education", _span(degree.since, degree.until, profile)))
    dated = [span for *_, span in spans if span is not None]
    if not dated:
        return None
    first = min(start for start, _ in dated) // 12 * 12
    width = max(max(end for _, end in dated), as_of) + 1 - first
    scale = 100 / width

    def bar(span: tuple[int, int], style: str) -> Bar:
        return Bar(round((span[0] - first) * scale, 2), max(round((span[1] - span[0] + 1) * scale, 2), 0.4), style)

    rows = [
        (span, TimeRow(name, dates, length, kind, (bar(span, kind),) if span else ()))
        for name, dates, length, kind, span in spans
    ]
    ordered = sorted((pair for pair in rows if pair[0] is not None), key=lambda pair: (-_end(pair[0]), pair[1].name))
    drawn = [row for _, row in ordered]
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
        skills=_skill_rows(profile, _worthiest(skills, worth, most_skills), bar),
        undated=tuple(row for span, row in rows if span is None and row.kind != "publication"),
    )


def _together(rows: list[TimeRow], kind: str, plural: str, *, most: int = 6) -> list[TimeRow]:
    """Draw many small things of a kind in one row at the end: forty papers are a density, not forty rows."""
    own = [row for row in rows if row.kind == kind]
    if len(own) <= most:
        return rows
    bars = tuple(sorted({bar for row in own for bar in row.bars}))
    first = min(row.dates for row in own).split(" – ")[0]
    last = max(row.dates.split(" – ")[-1] for row in own)
    row = TimeRow(f"{len(own)} {plural}", f"{first} – {last}", "", "", bars)
    return [row for row in rows if row.kind != kind] + [row]


def _worthiest(skills: Sequence[HeldSkill], worth: Mapping[str, float], most: int) -> list[HeldSkill]:
    dated = [skill for skill in skills if skill.months]
    dated.sort(key=lambda skill: (-worth.get(skill.skill_id, 0.0), -(skill.months or 0), skill.name.casefold()))
    return sorted(dated[:most], key=lambda skill: (-(skill.months or 0), skill.name.casefold()))


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
    start = _month(since or until or "", profile.as_of, last=False)
    end = _month(until or since or "", profile.as_of, last=True)
    return (start, end) if start <= end else (end, start)


def _month(date: str, as_of: str, *, last: bool) -> int:
    if date == "present":
        date = as_of
    year, _, month = date.partition("-")
    return int(year) * 12 + (int(month) - 1 if month else 11 if last else 0)


def _end(span: tuple[int, int] | None) -> int:
    return span[1] * 10_000 + span[0] if span else 0


def _dates(since: str | None, until: str | None) -> str:
    if since and until and since != until:
        return f"{since} – {until}"
    return since or until or "no dates"


def _degree(level: DegreeLevel | None, field: str | None) -> str:
    return " in ".join(part for part in (DEGREE_WORDS[level] if level else "", field or "") if part)
