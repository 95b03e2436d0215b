"""Rows of a section of projects or publications → projects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from skillgap.models.making import made
from skillgap.models.resume import Job, Project
from skillgap.structure.assignments import forms_of_projects, project_name, told_projects
from skillgap.structure.dates import Month
from skillgap.structure.entries import RawEntry, entry_values
from skillgap.structure.rows import Row, alone

ProjectKind = Literal["project", "publication"]

_QUOTED = re.compile(r"[\"“”„«‘]\s?([^\"“”„«»]{12,}?)[,.]?\s?[\"”“»’](?=\W|\Z)")
_DOTTED = r"(?:[^\W\d_]\.[ -]?)+"
_WORD = r"[A-ZÀ-Ý][\w'’-]+"
_SURNAME = rf"(?:(?:[a-z]{{2,3}} ){{0,2}}{_WORD})"
_ENDS = r"(?=\s*[,.:;&(]|\s(?:and|und|y|et)\s)"
_AUTHOR = rf"(?:{_DOTTED} ?{_SURNAME}(?: {_WORD}{_ENDS})?|{_SURNAME},? (?:{_DOTTED}|[A-Z]{{1,3}}\b\.?))"
_AUTHORS = re.compile(
    rf"(?:[\[(]?\d{{1,3}}[.)\]]\s+)?{_AUTHOR}(?:(?:\s*[,;&]\s*|\s+)(?:and |und |y |et |& ?)?(?:{_AUTHOR}|et al\.?))*"
    r"(?:\s*[,.:;]|\s)+(?:\(?(?:19|20)\d\d[a-z]?\)?[,.:;\s]+)?"
)
"""Who wrote it, before its title: names are no part of a profile."""
_NUMBER = re.compile(r"[\[(]?\d{1,3}[.)\]]\s")


class _Style(NamedTuple):
    """How a section sets off its projects: whether any of its rows does so."""

    listed: bool
    """By a bullet or a number."""
    mixed: bool
    """By not being a bullet."""
    headed: bool
    """By a heading's mark, by size or by bold letters."""


def read_projects(
    rows: Sequence[Row], *, kind: ProjectKind, jobs: Sequence[Job] = (), at_work: bool = False, as_of: Month
) -> list[Project]:
    """Return what stands one below the other: each begins at a line that stands out, else at each item.

    Forms ("Project #1", role, duration) are of the one of the `jobs` that they name; `at_work` takes those of any
    job's time for that job's: below a bare list of jobs all work is told as projects.
    """
    if kind == "project" and (forms := forms_of_projects(rows)):
        return told_projects(forms, rows, jobs, as_of=as_of, by_time=at_work)
    style = _Style(
        listed=any(row.bullet or _numbered(row) for row in rows),
        mixed=any(not row.bullet for row in rows),
        headed=any(row.bold or row.marked or row.heading for row in rows),
    )
    opens = _opens_publication if kind == "publication" else _opens_project
    starts = [i for i in range(len(rows)) if opens(rows, i, style)]
    if not starts:
        starts = [i for i, row in enumerate(rows) if row.bullet or row.above or i == 0]
    projects: list[Project] = []
    for start, last in pairwise([*starts, len(rows)]):
        # A date of its own stands over the name, or below it and the list of tools.
        under = start + 1 < last and alone(rows[start]) is not None and _of_it(rows[start + 1])
        row = rows[start + under]
        span = next(
            (span for other in rows[start : min(start + 3, last)] for span in other.dates if _of_it(other)), None
        )
        values = entry_values(RawEntry(None, None, span, start, start + 1, last), rows, as_of=as_of)
        title = _publication(row.text) if kind == "publication" else _title(row)
        projects.append(made(Project, {**values, "title": title, "kind": kind}))
    return projects


def _opens_publication(rows: Sequence[Row], i: int, style: _Style) -> bool:
    return rows[i].bullet or _numbered(rows[i]) or not style.listed


def _opens_project(rows: Sequence[Row], i: int, style: _Style) -> bool:
    row = rows[i]
    if alone(row) is not None:
        return i == 0 or (not _of_it(rows[i - 1]) and not _opens_project(rows, i - 1, style))
    if row.heading or row.bold or row.marked:
        return True
    if row.bullet or _numbered(row):
        return not (row.bullet and style.mixed)
    if row.prose:
        return False
    if i and alone(rows[i - 1]) is not None and _opens_project(rows, i - 1, style):
        return False
    dated = any(len(row.text) - span.end < 40 for span in row.dates)
    tools = i > 0 and "," in row.text and _of_it(rows[i - 1])  # below the name
    return i == 0 or dated or (not style.headed and not tools and row.header and len(row.norms) <= 8)


def _of_it(row: Row) -> bool:
    """Tell the lines at the head of a project from what was done in it."""
    return not row.bullet and not row.prose


def _publication(text: str) -> str:
    """Return the title of a paper: what stands in quotes, else what follows its authors."""
    if (quoted := _QUOTED.search(text)) is not None:
        return quoted[1][:160]
    authors = _AUTHORS.match(text)
    return (text[authors.end() :] if authors else text)[:160] or text[:160]


def _numbered(row: Row) -> bool:
    return row.text[0] in "[(0123456789" and _NUMBER.match(row.text) is not None


def _title(row: Row) -> str | None:
    """Return what stands before the first sign or date that parts a name from what is said of it."""
    if labelled := project_name(row):
        return labelled[:120]
    text = row.text
    opens = next((span.end for span in row.dates if not span.start), 0)
    text = text[opens:].lstrip(" \t,.:;|–—-")
    cut = min((span.start - len(row.text) + len(text) for span in row.dates if span.start), default=len(text))
    for mark in (":", " – ", " - ", " — ", "(", " | ", "\t", ". "):
        at = text.find(mark, 2)
        if at > 0:
            cut = min(cut, at)
    return text[: max(cut, 0)].strip(" \t(,;:–—-|*.")[:120] or None
