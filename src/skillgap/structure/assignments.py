"""Entries of a work section → the same without the clients and projects that are told inside a job."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from skillgap.models.resume import Job
from skillgap.structure.entries import RawEntry, within
from skillgap.structure.language import LEX, norms, squash
from skillgap.structure.months import Month, Period, written_period
from skillgap.structure.rows import Row, has_title_word

_LABELLED = re.compile(r"\W*[^\W\d_]+(?:\s+(?:name|title|details))?\s*(?:#?\s*\d{1,2}\b|[:\t]|[-–—]\s)", re.IGNORECASE)

_FIELD = re.compile(r"[:\t]")
_NUMBERED = re.compile(r"\W{0,2}\d{1,2}[\])]\s")


def without_assignments(entries: Sequence[RawEntry], rows: Sequence[Row]) -> list[RawEntry]:
    """Give the job what is told of its clients and projects; their dates are no jobs of their own.

    Forms, all with dates inside those of the job above: "Project #2" or "Client: …", names without a job title below
    a freelancer's post, below "Contracts so far:" or in a numbered list.
    """
    kept: list[RawEntry] = []
    for entry in entries:
        job = kept[-1] if kept else None
        if (
            job is not None and job.title is not None and job.title.score and job.span and entry.span
            and within(entry.span, job.span) and _is_assignment(entry, job, rows)
        ):  # fmt: skip
            kept[-1] = job._replace(last=max(job.last, entry.last))
        else:
            kept.append(entry)
    return kept


class Told(NamedTuple):
    """A project: its rows `first` to `last` (excluded), and the job whose title, employer or time it names."""

    first: int
    last: int
    job: RawEntry | None


def first_project(rows: Sequence[Row]) -> int | None:
    """Return the first row that a label heads as a project: "Project #1", "Project: Harbour"."""
    return next((i for i, row in enumerate(rows) if head_key(row)), None)


def projects_below(jobs: Sequence[RawEntry], rows: Sequence[Row], first: int) -> list[Told]:
    """Return the projects from row `first` on below a bare list of jobs: they are any job's, not the last one's.

    "Senior Engineer, Acme, 2021 – date" and "Engineer, Birch, 2018 – 2021" over "Project #1", "Project #2", each with
    a role. None where more than its head is told of a job.
    """
    if len(jobs) < 2 or not all(job.span and job.last - job.body <= (job is jobs[-1]) for job in jobs):
        return []
    starts = [i for i in range(first, len(rows)) if head_key(rows[i]) == head_key(rows[first])]
    if len(starts) < 2 and not rows[first].above:
        return []  # the last job's own
    return [Told(at, stop, _job_of(rows[at:stop], jobs)) for at, stop in pairwise([*starts, len(rows)])]


def head_key(row: Row) -> str:
    """Return the letters of a label that heads a project: "Project #2", "Project: Harbour"; none of other rows."""
    label = _LABELLED.match(row.text) if not LEX.assignments.isdisjoint(row.norms[:1]) else None
    return squash(label[0]) if label else ""


def _job_of(rows: Sequence[Row], jobs: Sequence[RawEntry]) -> RawEntry | None:
    """Return the only job whose title, employer or time a project names: "Role: Senior Engineer", "Company: Acme"."""
    fields = [_FIELD.split(row.text, maxsplit=1) for row in rows]
    said = {
        " ".join(norms(field[-1]))
        for field in fields
        if LEX.field_labels.get(squash(field[0])) in ("title", "employer")
    }
    named = [job for job in jobs if any(part and " ".join(norms(part.text)) in said for part in job[:2])]
    if not named:
        span = next((span for row in rows for span in row.dates if not span.single), None)
        named = [job for job in jobs if span and job.span and within(span, job.span)]
    return named[0] if len(named) == 1 else None


def clients_apart(groups: Sequence[tuple[Row | None, Sequence[Job]]], *, as_of: Month) -> list[Job]:
    """Return what stands as jobs but is told of another post: a freelancer's clients, with dates inside that post's.

    `groups` are the jobs of each section below its heading. A client has no job title; in a section where all entries
    are such ("Client work", "picked work"), it need only lack a title or an employer, and below a heading that speaks
    of clients any post may be theirs.
    """
    named = [heading is not None and _names_assignments(heading) for heading, _ in groups]
    if not any(named) and not any(_is_self_employed(job) for _, jobs in groups for job in jobs):
        return []
    posts = [[_post(job, as_of=as_of) for job in jobs] for _, jobs in groups]
    freelance = [(post, held) for held in posts for post in held if post.free]
    found: list[Job] = []
    for mine, is_named in zip(posts, named, strict=True):
        around = [(post, held) for held in posts for post in held if post.titled] if is_named else freelance
        apart = _inside(mine, [post for post, held in around if held is not mine])
        apart = [post for post in apart if post.job.organisation is None or not post.titled]
        if len(apart) < len(mine):
            apart = [post for post in _inside(mine, [post for post, _ in freelance]) if not post.titled]
        found += [post.job for post in apart]
    return found


class _Post(NamedTuple):
    job: Job
    period: Period | None
    free: bool
    titled: bool


def _post(job: Job, *, as_of: Month) -> _Post:
    free = _is_self_employed(job)
    titled = free or (job.title is not None and has_title_word(norms(job.title)))
    return _Post(job, written_period(job, as_of=as_of), free, titled)


def _inside(posts: Sequence[_Post], others: Iterable[_Post]) -> list[_Post]:
    """Return the posts, freelancers' own ones left out, whose months lie inside those of another."""
    outer = {(post.period.first, post.period.last) for post in others if post.period is not None}
    return [
        post
        for post in posts
        if post.period is not None and post.job.kind == "job" and not post.free
        and any(first <= post.period.first and post.period.last <= last for first, last in outer)
    ]  # fmt: skip


def _is_self_employed(job: Job) -> bool:
    return LEX.phrases["self_employed"].has(f"{job.title or ''} {job.organisation or ''}")


def _names_assignments(row: Row) -> bool:
    return any(not LEX.assignments.isdisjoint((norm, norm.removesuffix("s"))) for norm in row.norms)


def _is_assignment(entry: RawEntry, job: RawEntry, rows: Sequence[Row]) -> bool:
    """Tell "Client: …" and "Project #2" or, without a job title, "[2]" and what a freelancer or "Projects:" lists."""
    words, hired = LEX.assignments, LEX.phrases["self_employed"]
    if entry.title is None or not entry.title.score:
        opened = any(row.text[-1] == ":" and _names_assignments(row) for row in rows[job.body : entry.first])
        listed = opened or _NUMBERED.match(rows[entry.first].text) is not None
        if listed or any(row.has(hired) for row in rows[job.first : job.body]):
            return True
    header = rows[entry.first : entry.body]
    return any(not words.isdisjoint(row.norms[:1]) and _LABELLED.match(row.text) is not None for row in header)
