"""Teaching posts → those that earned a living, which are work like any other.

A teacher's years at a school are a career. A teaching assistant's and a guest lecturer's posts and the courses that
somebody gives beside a job or their own studies are none: they show what one knows, not for how long one worked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from skillgap.models.resume import Education, Job
from skillgap.structure.language import LEX, norms
from skillgap.structure.months import Month, Period, covered_months, job_periods, period_between, written_period
from skillgap.structure.rows import Row

_LEAST = 9
"""Months of a school's year; a course takes a term."""
_HEADER = 2
"""Lines of an entry that may say how one taught there."""
_BULLETS = ("•", "-", "*")


Group = tuple[Row | None, list[Job]]
"""A section's heading and its jobs."""


def with_posts(groups: list[Group], education: Iterable[Education], text: str, *, as_of: Month) -> list[Group]:
    """Return the groups with teaching posts as jobs that have most of their months for themselves.

    What lies in the time of another job or of the person's own studies is taught beside it.
    """
    jobs = [job for _, held in groups for job in held]
    if not any(job.kind == "teaching" for job in jobs):
        return groups
    beside = job_periods(jobs, as_of=as_of)
    studies = (period_between(degree.since, degree.until, as_of=as_of) for degree in education)
    beside += [period for period in studies if period is not None]
    return [
        (heading, [_as_post(job) if _is_post(job, text) and _is_alone(job, beside, as_of) else job for job in held])
        for heading, held in groups
    ]


def _as_post(job: Job) -> Job:
    return job.model_copy(update={"kind": "job"})


def _is_post(job: Job, text: str) -> bool:
    """Tell "Teacher of Chemistry, Elm Grove School" from an assistant's, a guest's and an hourly post."""
    if job.kind != "teaching" or job.organisation is None or (job.months or 0) < _LEAST:
        return False
    title, lines = job.title or "", text[job.start : job.end].split("\n")[:_HEADER]
    header = " ".join(line for line in lines if not line.lstrip().startswith(_BULLETS))
    found = norms(title)
    named = {hit.value for hit in LEX.phrases["teaching"].find(title, found)}
    if not named <= LEX.words["teaching_posts"] or LEX.phrases["casual"].has(header):
        return False
    # An assistant professor is no teacher's assistant.
    return not LEX.words["professors"].isdisjoint(found) or LEX.words["no_teachers"].isdisjoint(found)


def _is_alone(job: Job, beside: Sequence[Period], as_of: Month) -> bool:
    """Tell a post that has most of its months for itself."""
    own = written_period(job, as_of=as_of)
    if own is None:
        return False
    shared = [both for period in beside if (both := own.meet(period)) is not None]
    return 2 * covered_months((both.first, both.last) for both in shared) <= own.months
