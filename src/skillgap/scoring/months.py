"""Dates → months, counted from year 0."""

from __future__ import annotations

from functools import lru_cache

from skillgap.models.resume import Entry, Job, Profile, Project
from skillgap.structure.months import COUNTED


@lru_cache(maxsize=4096)
def month_number(date: str | None, *, present: int | None = None, end: bool = False) -> int | None:
    """Count months from year 0; a bare year is its January, or its December at the `end` of a span."""
    if not date:
        return None
    if date == "present":
        return present
    year, _, month = date.partition("-")
    return int(year) * 12 + (int(month) - 1 if month else 11 if end else 0)


def job_span(job: Job, as_of: int) -> tuple[int, int] | None:
    """Return the first and last month number that a job shows; None where it is undated or no work experience.

    Months after `as_of` are none yet.
    """
    return _span(job, as_of) if job.kind in COUNTED else None


def told_spans(profile: Profile, as_of: int) -> list[tuple[Project, tuple[int, int]]]:
    """Return the projects that are told apart from the job they are of, by its employer, with the months they show."""
    employers = {job.organisation for job in profile.jobs if job.organisation and job.kind in COUNTED}
    told = [one for one in profile.projects if one.kind == "project" and one.organisation in employers]
    return [(one, span) for one in told if (span := _span(one, as_of)) is not None]


def _span(entry: Entry, as_of: int) -> tuple[int, int] | None:
    since = month_number(entry.since, present=as_of)
    until = month_number(entry.until, present=as_of, end=True)
    if since is None or until is None:
        return None
    until = min(until, as_of)
    if entry.months and entry.months == entry.months_low:
        since = max(since, until - entry.months + 1)  # a length that stands beside bare years
    return (since, until) if since <= until else None
