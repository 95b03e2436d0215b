"""Dates → months, counted from year 0."""

from __future__ import annotations

from functools import lru_cache

from skillgap.models.resume import Job
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
    since = month_number(job.since, present=as_of)
    until = month_number(job.until, present=as_of, end=True)
    if since is None or until is None or job.kind not in COUNTED:
        return None
    until = min(until, as_of)
    return (since, until) if since <= until else None
