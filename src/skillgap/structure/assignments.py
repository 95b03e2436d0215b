"""Entries of a work section → the same without the clients and projects that are told inside a job."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skillgap.models.resume import Job
from skillgap.structure.entries import RawEntry, within
from skillgap.structure.language import lexicon, norms, squash
from skillgap.structure.months import written_period
from skillgap.structure.points import Month
from skillgap.structure.rows import Row, has_title_word, title_words

_LABELLED = re.compile(r"\W*[^\W\d_]+(?:\s+(?:name|title|details))?\s*(?:#?\s*\d{1,2}\b|[:\t]|[-–—]\s)", re.IGNORECASE)

_NUMBERED = re.compile(r"\W{0,2}\d{1,2}[\])]\s")


def without_assignments(entries: Sequence[RawEntry], rows: Sequence[Row]) -> list[RawEntry]:
    """Give the job what is told of its clients and projects; their dates are no jobs of their own.

    Forms, all with dates inside those of the job above: "Project #2" or "Client: …", names without a job title below a
    freelancer's post or below "Contracts so far:"; and the rows of a table of clients and periods.
    """
    if len(entries) < 2:
        return list(entries)
    tables = _client_tables(rows)
    kept: list[RawEntry] = []
    listing = False
    for entry in entries:
        job = kept[-1] if kept else None
        if job is None or job.title is None or job.title.score == 0 or entry.span is None:
            kept.append(entry)
            continue
        inside = job.span is not None and within(entry.span, job.span)
        listed = rows[entry.first].bullet and not rows[job.first].bullet
        opened = listing or _hires_out(job, rows) or _introduces(rows, entry.first)
        listing = inside and opened and (listed or _is_untitled(entry))
        if entry.first in tables or listing or (inside and _is_assignment(entry, rows)):
            kept[-1] = job._replace(last=max(job.last, entry.last))
        else:
            kept.append(entry)
    return kept


def clients_apart(groups: Sequence[tuple[Row | None, Sequence[Job]]], *, as_of: Month) -> list[Job]:
    """Return what stands as jobs but is told of another post: a freelancer's clients, with dates inside that post's.

    `groups` are the jobs of each section below its heading. A client has no job title; in a section where all entries
    are such ("Client work", "picked work"), it need only lack a title or an employer, and below a heading that speaks
    of clients any post may be theirs.
    """
    found: list[Job] = []
    freelance = [job for _, jobs in groups for job in jobs if _is_self_employed(job)]
    if not freelance and not any(heading is not None and _names_assignments(heading) for heading, _ in groups):
        return found
    for heading, jobs in groups:
        others = [job for _, held in groups if held is not jobs for job in held]
        own = _inside(jobs, freelance, as_of=as_of)
        named = heading is not None and _names_assignments(heading)
        apart = _inside(
            jobs, [job for job in others if _is_self_employed(job) or (named and _titled(job))], as_of=as_of
        )
        apart = [job for job in apart if job.organisation is None or not _titled(job)]
        found += jobs if len(apart) == len(jobs) else [job for job in own if not _titled(job)]
    return found


def _inside(jobs: Sequence[Job], posts: Sequence[Job], *, as_of: Month) -> list[Job]:
    """Return the jobs, freelancers' own ones left out, whose months lie inside those of a post."""
    outer = [period for post in posts if (period := written_period(post, as_of=as_of)) is not None]
    found: list[Job] = []
    for job in jobs if outer else ():
        own = written_period(job, as_of=as_of) if job.kind == "job" and not _is_self_employed(job) else None
        if own is not None and any(post.first <= own.first and own.last <= post.last for post in outer):
            found.append(job)
    return found


def _titled(job: Job) -> bool:
    return (job.title is not None and has_title_word(lexicon(), norms(job.title))) or _is_self_employed(job)


def _is_self_employed(job: Job) -> bool:
    return lexicon().phrases["self_employed"].has(f"{job.title or ''} {job.organisation or ''}")


def _names_assignments(row: Row) -> bool:
    words = lexicon().assignments
    return not words.isdisjoint(row.norms) or not words.isdisjoint(map(_singular, row.norms))


def _is_untitled(entry: RawEntry) -> bool:
    return entry.title is None or entry.title.score == 0


def _hires_out(job: RawEntry, rows: Sequence[Row]) -> bool:
    """Tell a freelancer's or contractor's post by the words of its header."""
    return any(row.has(lexicon().phrases["self_employed"]) for row in rows[job.first : job.body])


def _introduces(rows: Sequence[Row], first: int) -> bool:
    """Tell whether a line that opens a list stands above a row ("Contracts so far:", "Engagements")."""
    if first == 0:
        return False
    row = rows[first - 1]
    opens = row.text[-1] == ":" or _names_assignments(row)
    return opens and len(row.norms) <= 5 and not row.dates and not row.bullet


def _singular(norm: str) -> str:
    return norm.removesuffix("s")


def _is_assignment(entry: RawEntry, rows: Sequence[Row]) -> bool:
    """Tell a header that opens with "Client: …", "Project #2" or, without a job title, with "[2]"."""
    words = lexicon().assignments
    if _is_untitled(entry) and _NUMBERED.match(rows[entry.first].text) is not None:
        return True
    return any(
        not words.isdisjoint(row.norms[:1]) and _LABELLED.match(row.text) is not None
        for row in rows[entry.first : entry.body]
    )


def _client_tables(rows: Sequence[Row]) -> set[int]:
    """Return the places of rows that stand in a table headed "Client, Period, Assignment".

    A title or employer among its columns makes it a table of jobs. Cells may wrap: a line without a tab goes on with
    the row above it, as long as no line stands out or is a bullet.
    """
    found: set[int] = set()
    width = 0
    for i, row in enumerate(rows):
        cells = row.text.split("\t") if "\t" in row.text else ()
        if cells and _heads_clients(cells):
            width = len(cells)
            found.add(i)
        elif width:
            wraps = not cells and not (row.bold or row.dates or title_words(row))
            if row.bullet or row.heading or not (wraps or (len(cells) == width and not row.bold)):
                width = 0
            else:
                found.add(i)
    return found


def _heads_clients(cells: Sequence[str]) -> bool:
    lex = lexicon()
    if len(cells) < 2 or any(lex.field_labels.get(squash(cell)) in ("title", "employer") for cell in cells):
        return False
    firsts = [found[0] for cell in cells if (found := norms(cell))]
    return not lex.assignments.isdisjoint(firsts) and not lex.period_labels.isdisjoint(firsts)
