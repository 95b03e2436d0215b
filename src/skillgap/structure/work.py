"""Dated entries → jobs, projects and the months of experience."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from skillgap.models.base import Notice
from skillgap.models.making import made
from skillgap.models.resume import Entry, Job, JobKind, Project
from skillgap.structure.assignments import without_assignments
from skillgap.structure.dates import DateSpan, Month, Point, month_of
from skillgap.structure.entries import RawEntry, read_entries
from skillgap.structure.job_forms import read_forms
from skillgap.structure.job_tables import names_jobs, project_entries, read_tables, table_entries
from skillgap.structure.language import lexicon, norms, squash
from skillgap.structure.months import Period, period_of
from skillgap.structure.rows import Row, has_title_word, is_prose, looks_like_header, runs_on

COUNTED: tuple[JobKind, ...] = ("job", "internship", "research")
"""The kinds of work that add to the months of experience."""

WEAK_TITLES = frozenset(
    {
        "ambassador", "member", "captain", "president", "lead", "leader", "head", "representative", "mentor", "student",
        "contributor", "participant", "volunteer", "coordinator", "associate", "host", "server", "master", "officer",
        "founder", "secretary", "chair", "treasurer", "rep", "agent", "kaggle", "support", "editor", "writer", "coach",
    }
)  # fmt: skip
_STUDY_POSTS = frozenset({"thesis", "dissertation", "project", "studies", "visiting", "doctoral"})
_NUMBER = re.compile(r"[\[(]?\d{1,3}[.)\]]\s")
_NEVER_A_JOB = frozenset({"capstone", "virtual internship", "job simulation", "class representative", "hackathon"})


class Work(NamedTuple):
    """What a section of work holds; `studies` are the rows of degrees that stand among its jobs."""

    jobs: list[Job]
    projects: list[Project]
    notices: list[Notice]
    studies: list[Row]


def read_jobs(rows: Sequence[Row], *, heading: Row | None, volunteering: bool, as_of: Month) -> Work:
    """Return the jobs of one experience or volunteering section, and its entries that only look like jobs."""
    jobs: list[Job] = []
    projects: list[Project] = []
    notices: list[Notice] = []
    studies: list[Row] = []
    default = "volunteering" if volunteering else _section_default(heading)
    for entry in without_assignments(_entries(rows), rows):
        if _is_degree(entry, rows):
            studies += rows[entry.first : entry.last]
            continue
        below = rows[entry.body].text if entry.title is None and entry.body < entry.last else ""
        kind = _kind(entry, default, below=below if len(below) <= 80 else "")
        if kind is None:
            continue
        values = _values(entry, rows, as_of=as_of)
        notices.extend(_flaws(entry.span, as_of=as_of))
        if entry.span is not None and entry.span.until is None and entry.span.since.first > as_of:
            continue  # a job that is wished for or promised: "Database architect, from 01.01.2027"
        if kind == "activity":
            projects.append(made(Project, {**values, "kind": "activity"}))
        else:
            values["kind"] = kind
            values["organisation_start"] = entry.organisation.start if entry.organisation else None
            values["organisation_end"] = entry.organisation.end if entry.organisation else None
            jobs.append(made(Job, values))
    return Work(jobs, projects, notices, studies)


def _entries(rows: Sequence[Row]) -> list[RawEntry]:
    """Return the entries of a section: those of its tables and forms, and those around them."""
    tables = [table for table in read_tables(rows, dated=True) if names_jobs(table)]
    apart = [(table.first, table.last, table_entries(table, rows)) for table in tables]
    forms = [] if apart else read_forms(rows)
    if not apart and not forms:
        return read_entries(rows)
    entries: list[RawEntry] = []
    at = 0
    for first, last, held in [*(apart or forms), (len(rows), len(rows), [])]:
        between = _moved(read_entries(rows[at:first]), at)
        if forms and entries and not between:
            # What is told below a form goes on with it.
            entries[-1] = entries[-1]._replace(last=first)
        entries += between + held
        at = last
    return entries


def _moved(entries: list[RawEntry], by: int) -> list[RawEntry]:
    return [entry._replace(first=entry.first + by, body=entry.body + by, last=entry.last + by) for entry in entries]


def _is_degree(entry: RawEntry, rows: Sequence[Row]) -> bool:
    """Tell "MSc Statistics, Kawa University" from a job there: a degree, a school and no job title in its header."""
    lex = lexicon()
    header = rows[entry.first : entry.body]
    found = [norm for row in header for norm in row.norms]
    if "bootcamp" in found and any(hit.value == "bootcamp" for row in header for hit in row.find(lex.degrees)):
        return not has_title_word(lex, found)
    if lex.institutions.isdisjoint(found) or len(found) > 25 or not _STUDY_POSTS.isdisjoint(found):
        return False
    degrees = any(hit.value in ("bachelor", "master", "phd") for row in header for hit in row.find(lex.degrees))
    return degrees and not has_title_word(lex, [norm for norm in found if norm not in ("master", "associate")])


def read_projects(
    rows: Sequence[Row], *, kind: Literal["project", "publication", "activity"], as_of: Month
) -> list[Project]:
    """Return the projects or publications of a section: those of its tables, and those listed around them."""
    projects: list[Project] = []
    at = 0
    for table in read_tables(rows, dated=False):
        projects += _listed_projects(rows[at : table.first], kind=kind, as_of=as_of)
        projects += [
            made(Project, {**_values(entry, rows, as_of=as_of), "kind": kind}) for entry in project_entries(table, rows)
        ]
        at = table.last
    return projects + _listed_projects(rows[at:], kind=kind, as_of=as_of)


def _listed_projects(
    rows: Sequence[Row], *, kind: Literal["project", "publication", "activity"], as_of: Month
) -> list[Project]:
    """Return the projects that stand one below the other: each begins at a line that stands out, else at each item."""
    starts = [i for i, row in enumerate(rows) if _opens_project(rows, i, kind)]
    if not starts:
        starts = [i for i, row in enumerate(rows) if row.bullet or row.above or i == 0]
    projects: list[Project] = []
    for k, start in enumerate(starts):
        last = starts[k + 1] if k + 1 < len(starts) else len(rows)
        row = rows[start]
        span = next((span for other in rows[start : min(start + 2, last)] for span in other.dates), None)
        entry = RawEntry(None, None, span, start, start + 1, last)
        values = _values(entry, rows, as_of=as_of)
        values["title"] = _project_title(row, kind)
        projects.append(made(Project, {**values, "kind": kind}))
    return projects


def without_repeats(jobs: list[Job]) -> list[Job]:
    """Leave out a job that is shown twice, in an overview and in detail: the longer text stays."""
    if len({(job.since, job.until) for job in jobs}) == len(jobs):
        return jobs
    kept: list[Job] = []
    for job in jobs:
        twin = next((i for i, other in enumerate(kept) if _is_same(job, other)), None)
        if twin is None:
            kept.append(job)
        elif job.end - job.start > kept[twin].end - kept[twin].start:
            kept[twin] = job
    return kept


def _is_same(job: Job, other: Job) -> bool:
    """Tell one post told twice: equal dates, and the words of one title and employer stand in the other's."""
    if job.since is None or (job.since, job.until, job.kind) != (other.since, other.until, other.kind):
        return False
    words = [set(norms(f"{one.title or ''} {one.organisation or ''}")) for one in (job, other)]
    return bool(words[0] and words[1]) and (words[0] <= words[1] or words[1] <= words[0])


def job_periods(jobs: Iterable[Job], *, as_of: Month) -> list[Period]:
    """Return the months of the jobs that count as experience."""
    found = [written_period(job, as_of=as_of) for job in jobs if job.kind in COUNTED]
    return [period for period in found if period is not None]


def written_period(entry: Entry, *, as_of: Month) -> Period | None:
    """Return the months of an entry from its written dates; None where it has none or they are not counted."""
    if entry.since is None or entry.until is None or entry.months is None:
        return None
    until = None if entry.until == "present" else _point(entry.until)
    return period_of(DateSpan(0, 0, _point(entry.since), until), as_of=as_of)


def _point(date: str) -> Point:
    if len(date) == 4:
        return Point(int(date) * 12, int(date) * 12 + 11, precise=False)
    return Point(month_of(date), month_of(date), precise=True)


def _opens_project(rows: Sequence[Row], i: int, kind: str) -> bool:
    row = rows[i]
    listed = any(other.bullet or _numbered(other) for other in rows)
    if kind == "publication":
        return row.bullet or _numbered(row) or (not listed and not runs_on(rows, i))
    if row.heading or row.bold or row.marked:
        return not row.bullet or not any(other.marked or other.heading for other in rows)
    if _numbered(row):
        return True
    if row.bullet:
        return not any(not other.bullet for other in rows)
    if runs_on(rows, i) or is_prose(row):
        return False
    headed = any(other.bold or other.marked or other.heading for other in rows)
    dated = any(len(row.text) - span.end < 40 or span.start < 3 for span in row.dates) and len(row.norms) < 18
    return i == 0 or dated or (not headed and looks_like_header(row) and (row.above or len(row.norms) <= 8))


def _numbered(row: Row) -> bool:
    return row.text[0] in "[(0123456789" and _NUMBER.match(row.text) is not None


def _project_title(row: Row, kind: str) -> str | None:
    text = row.text
    if kind == "publication":
        return text[:160]
    cut = min((span.start for span in row.dates), default=len(text))
    for mark in (":", " – ", " - ", " — ", "(", " | ", "\t", ". "):
        at = text.find(mark, 2)
        if at > 0:
            cut = min(cut, at)
    return text[: max(cut, 0)].strip(" \t(,;:–—-|*.")[:120] or None


def _values(entry: RawEntry, rows: Sequence[Row], *, as_of: Month) -> dict[str, Any]:
    """Return the values of an `Entry`, in the order of its fields."""
    span = entry.span
    period = period_of(span, as_of=as_of) if span else None
    known = span if span is not None and span.flaw != "impossible_month" else None
    counted = period if known is not None else None
    return {
        "title": entry.title.text if entry.title else None,
        "organisation": entry.organisation.text if entry.organisation else None,
        "since": span.since.since if span else None,
        "until": (span.until.until if span.until else "present") if span else None,
        "months": counted.months if counted else None,
        "months_low": counted.low if counted else None,
        "months_high": counted.months if counted else None,
        "start": rows[entry.first].line_start,
        "end": rows[entry.last - 1].end,
    }


def _section_default(heading: Row | None) -> JobKind:
    if heading is None:
        return "job"
    lex = lexicon()
    key = squash(heading.text)
    if lex.phrases["teaching"].has(heading.text) and "research" not in key:
        return "teaching"
    if "volunt" in key or "ehrenamt" in key or "bénévol" in key:
        return "volunteering"
    if "research" in key and "intern" not in key and "work" not in key:
        return "research"
    if key in (
        "internships",
        "internship",
        "internshipexperience",
        "praktika",
        "stages",
        "prácticas",
        "pasantías",
        "placements",
    ):
        return "internship"
    return "job"


def _kind(entry: RawEntry, default: JobKind, *, below: str) -> JobKind | Literal["activity"] | None:
    """Say what an entry is; None for leave and other gaps, which are no work.

    `below` is the line below the header: it tells where only a date stands above.
    """
    lex = lexicon()
    # A row of its own: its words are read once for all the phrases.
    title = Row(0, 0, 0, entry.title.text if entry.title else below)
    if lex.kind_starts.isdisjoint(title.norms):
        return default
    phrases = lex.phrases
    leave = title.find(phrases["leave"])
    # Under "Teaching" a course is one that was given.
    activities = title.find(phrases["activity"]) if default != "teaching" else []
    service = title.has(phrases["national_service"])
    said = {i for hit in leave for i in range(hit.first, hit.last)}  # "Carer (family)" is no job of a carer
    strong = (leave or activities or service) and any(
        norm not in WEAK_TITLES and i not in said and (norm in lex.titles or norm.endswith(lex.title_suffixes))
        for i, norm in enumerate(title.norms)
    )
    if leave and not strong:
        return None
    if any(hit.value in _NEVER_A_JOB for hit in activities) or (activities and not strong):
        return "activity"
    if default == "volunteering":
        return "volunteering"
    if service and not strong and "r&d" not in title.norms:
        return "other"
    if title.has(phrases["internship"]):
        return "internship"
    if title.has(phrases["volunteering"]):
        return "volunteering"
    teaching, research = title.find(phrases["teaching"]), title.find(phrases["research"])
    if default == "job" and {hit.value for hit in teaching} == {"lecturer"} and not title.has(phrases["casual"]):
        return "job"  # a post, as a professor's is; by the hour it is teaching beside a job
    if teaching and not (research and research[0].start < teaching[0].start):
        return "teaching"
    if research:
        return "research"
    return default


def _flaws(span: DateSpan | None, *, as_of: Month) -> list[Notice]:
    if span is None:
        return []
    found: list[Notice] = []
    if span.flaw == "impossible_month":
        found.append(
            Notice(code="impossible_date", message="A date has a month that does not exist; it was not counted.")
        )
    if span.flaw == "reversed":
        found.append(
            Notice(
                code="reversed_dates",
                message=f"A date range ends before it begins; it was read as {span.since.since} to "
                f"{span.until.until if span.until else 'present'}.",
            )
        )
    if span.since.first > as_of:
        found.append(
            Notice(
                code="future_date",
                message=f"An entry begins in {span.since.since}, after the day of reading; it was not counted.",
            )
        )
    return found
