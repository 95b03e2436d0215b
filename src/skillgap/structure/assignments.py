"""Entries of a work section → the same without the clients and projects that are told inside a job."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from skillgap.models.making import made
from skillgap.models.resume import Job, Project
from skillgap.structure.entries import RawEntry, entry_values, within
from skillgap.structure.language import LEX, norms, squash
from skillgap.structure.months import Month, Period, written_period
from skillgap.structure.records import kind_of_label
from skillgap.structure.rows import Row, has_title_word

_LABELLED = re.compile(r"\W*[^\W\d_]+(?:\s+(?:name|title|details))?\s*(?:#?\s*\d{1,2}\b|[:\t]|[-–—]\s)", re.IGNORECASE)

_FIELD = re.compile(r"[:\t]")
_NUMBERED = re.compile(r"\W{0,2}\d{1,2}[\])]\s")
_ASKED = frozenset({"date", "title", "employer"})
"""What the labels of a project's form ask for, of which one at least stands there."""
_DATES = ("since", "until", "months", "months_low", "months_high")


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


Parts = list[tuple[int, int]]
"""The first row of each project and the one behind its last."""


def first_project(rows: Sequence[Row]) -> int | None:
    """Return the first row that a label heads as a project: "Project #1", "Project: Harbour"."""
    return next((i for i, row in enumerate(rows) if _head_key(row)), None)


def projects_below(jobs: Sequence[RawEntry], rows: Sequence[Row], first: int) -> Parts:
    """Return the projects from row `first` on below a bare list of jobs: they are any job's, not the last one's.

    "Senior Engineer, Acme, 2021 – date" and "Engineer, Birch, 2018 – 2021" over "Project #1", "Project #2", each with
    a role. None where more than its head is told of a job.
    """
    if len(jobs) < 2 or not all(job.span and job.last - job.body <= (job is jobs[-1]) for job in jobs):
        return []
    parts = _parts(rows, first)
    return parts if len(parts) > 1 or rows[first].above else []  # else it is the last job's own


def forms_of_projects(rows: Sequence[Row]) -> Parts:
    """Return the projects of a section of forms alone: "Project #1" or "Client: …" over role and duration."""
    first = first_project(rows)
    parts = _parts(rows, first) if first is not None and first < 2 else []
    filled = [any(_label_kind(row) in _ASKED for row in rows[start + 1 : stop]) for start, stop in parts]
    return parts if all(filled) else []


def told_projects(
    parts: Parts, rows: Sequence[Row], jobs: Sequence[Job], *, as_of: Month, by_time: bool = True
) -> list[Project]:
    """Return projects with their own dates, or else their job's, and with the employer of the job that they are of.

    That is the only job whose title or employer a project names ("Role: Senior Engineer", "Company: Acme"), or else,
    `by_time`, the only one whose time holds the project's.
    """
    periods = [(job, written_period(job, as_of=as_of)) for job in jobs] if parts else []
    projects: list[Project] = []
    for start, stop in parts:
        dated = ((row, span) for row in rows[start:stop] for span in row.dates)
        span = next((span for row, span in dated if not span.single or _label_kind(row) == "date"), None)
        values = entry_values(RawEntry(None, None, span, start, start, stop), rows, as_of=as_of)
        project = made(Project, {**values, "title": _name(rows[start:stop]), "kind": "project"})
        own = written_period(project, as_of=as_of)
        said = _said(rows[start:stop])
        of = [(job, time) for job, time in periods if not said.isdisjoint(map(_plain, (job.title, job.organisation)))]
        if own is not None:
            of = [(job, time) for job, time in of or (periods if by_time else []) if time and time.holds(own)]
        if len(of) == 1:
            job = of[0][0]
            dates = {key: getattr(job, key) for key in _DATES} if own is None else {}
            project = project.model_copy(update={"organisation": job.organisation, **dates})
        projects.append(project)
    return projects


def _parts(rows: Sequence[Row], first: int) -> Parts:
    """Return the projects that begin with the label of row `first`, each with what stands below it."""
    key = _head_key(rows[first])
    starts = [i for i in range(first, len(rows)) if _head_key(rows[i]) == key]
    return list(pairwise([*starts, len(rows)]))


def _head_key(row: Row) -> str:
    """Return the letters of a label that heads a project: "Project #2", "Project: Harbour"; none of other rows."""
    label = _LABELLED.match(row.text) if not LEX.assignments.isdisjoint(row.norms[:1]) else None
    return squash(label[0]) if label else ""


def _label_kind(row: Row) -> str:
    field = _FIELD.split(row.text, maxsplit=1)
    return kind_of_label(field[0].strip()) if len(field) > 1 else ""


def _name(rows: Sequence[Row]) -> str:
    """Return what a project is called: by its label, else by the client's, else as its first line has it."""
    heads = [(_head_key(row), name) for row in rows if (name := project_name(row))]
    clients = tuple(map(squash, LEX.words["clients"]))
    called = [name for key, name in heads if not key.startswith(clients)] or [name for _, name in heads]
    return called[0] if called else rows[0].text


def project_name(row: Row) -> str:
    """Return what stands behind a label that heads a project; nothing of other rows."""
    return _FIELD.split(row.text, maxsplit=1)[-1].strip() if _FIELD.search(row.text) and _head_key(row) else ""


def _said(rows: Sequence[Row]) -> frozenset[str]:
    """Return the roles and employers that a project's fields name."""
    fields = (_FIELD.split(row.text, maxsplit=1) for row in rows)
    named = (field[-1] for field in fields if LEX.field_labels.get(squash(field[0])) in ("title", "employer"))
    return frozenset(filter(None, map(_plain, named)))


def _plain(text: str | None) -> str:
    return " ".join(norms(text)) if text else ""


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
