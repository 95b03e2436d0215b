"""Document → Structure: sections, jobs, projects, degrees, certificates, and where personal data stands."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TypeVar

from skillgap.models.base import Notice
from skillgap.models.document import Document
from skillgap.models.making import made
from skillgap.models.resume import Certification, Education, Entry, Job, Project, Section, SectionKind, Structure
from skillgap.structure.assignments import clients_apart
from skillgap.structure.certifications import certificates_in_prose, read_certifications
from skillgap.structure.dates import Month, month_of, month_text
from skillgap.structure.document_date import DocumentDate, document_date
from skillgap.structure.education import read_education
from skillgap.structure.heading_words import names_wishes
from skillgap.structure.hidden import has_letters
from skillgap.structure.language import LEX, guess_language, squash
from skillgap.structure.lines import read_rows
from skillgap.structure.months import job_periods, union, union_low
from skillgap.structure.owner import owner_names
from skillgap.structure.personal import find_personal, is_about_owner, without_names
from skillgap.structure.projects import ProjectKind, read_projects
from skillgap.structure.rows import Row, Rows
from skillgap.structure.sections import find_sections
from skillgap.structure.teaching import Group, with_posts
from skillgap.structure.told_work import read_told_jobs, without_overlap
from skillgap.structure.work import read_jobs, without_repeats

__all__ = ["dated_entries", "read_structure"]

_OF_PROJECTS: Mapping[SectionKind, ProjectKind] = {"projects": "project", "publications": "publication"}
_WITH_CERTIFICATES: tuple[SectionKind, ...] = ("other", "awards", "summary", "skills")
"""Sections whose sentences may name a certificate."""
_TELLING: tuple[SectionKind, ...] = ("contact", "summary", "experience", "other")
"""Sections whose sentences may tell of a job."""


def read_structure(document: Document, *, as_of: datetime.date | str) -> Structure:
    """Read the outline and the facts of a resume.

    `as_of` (a date or YYYY-MM) is what "present" means unless the document shows a date of its own.
    """
    text = document.text
    today = month_of(as_of if isinstance(as_of, str) else as_of.isoformat())
    rows = read_rows(document, as_of=today)
    sections = find_sections(rows, length=len(text))
    kinds = [section.kind for section, within in sections for _ in within]
    now = document_date(rows, kinds, as_of=today)
    found = _read_sections(sections, as_of=now.month)
    groups = with_posts(found.groups, found.education, text, as_of=now.month)
    clients = clients_apart(groups, as_of=now.month)
    jobs = [job for _, held in groups for job in held if job not in clients]
    projects = [*found.projects, *map(_as_project, clients), *_listed_projects(found.listed, jobs, text, now.month)]
    if " I " in text or "\nI " in text or not jobs:
        jobs += _told_jobs(sections, jobs, as_of=now.month)
    education = found.education
    if not education and rows and has_letters(rows[0]):
        education = read_education(rows[:1], as_of=now.month)
    jobs, certifications = without_repeats(jobs), found.certifications
    names = owner_names(rows, kinds)
    # Of a name of one word ("Max") it can't be told whether a title means it.
    whole = [name for name in names if " " in name]
    if any(text.find(name) != text.rfind(name) for name in whole):
        projects, jobs = _unnamed(projects, whole), _unnamed(jobs, whole)
        certifications = [
            one.model_copy(update={"name": without_names(one.name, whole) or "certificate"}) for one in certifications
        ]
    periods = job_periods(jobs, as_of=now.month)
    months = union(periods) if periods else None
    return made(
        Structure,
        {
            "sections": tuple(section for section, _ in sections),
            "jobs": tuple(jobs),
            "projects": tuple(sorted(projects, key=attrgetter("start"))),
            "education": tuple(education),
            "certifications": tuple(certifications),
            "personal": tuple(find_personal(sections, rows, text, names=names)),
            "wraps": tuple(rows.wraps),
            "wishes": tuple((one.start, one.end) for one, _ in sections if one.title and names_wishes(one.title)),
            "as_of": month_text(now.month),
            "as_of_source": now.source,
            "experience_months": months,
            "experience_months_low": union_low(periods) if periods else None,
            "experience_months_high": months,
            "language": guess_language(text),
            "notices": tuple(dict.fromkeys([*found.notices, *_notices(rows, now, today)])),
        },
    )


def dated_entries(structure: Structure) -> int:
    """Count the jobs and degrees that have a date: every resume has some, an ad hardly ever has one."""
    jobs = sum(job.since is not None for job in structure.jobs)
    return jobs + sum(degree.since is not None or degree.until is not None for degree in structure.education)


@dataclass(slots=True)
class _Found:
    """What the sections of a document hold, each read by itself; `listed` are the projects still to be read."""

    groups: list[Group] = field(default_factory=list)
    listed: list[tuple[Row | None, list[Row], ProjectKind]] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    education: list[Education] = field(default_factory=list)
    certifications: list[Certification] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def _read_sections(sections: Sequence[tuple[Section, Sequence[Row]]], *, as_of: Month) -> _Found:
    found = _Found()
    for section, within in sections:
        heading, body = _body(section, within)
        kind = section.kind
        if kind in ("certifications", "projects"):
            body = [row for row in body if not is_about_owner(row)]
        if kind in ("experience", "volunteering") or (kind == "other" and _is_teaching(heading)):
            work = read_jobs(body, heading=heading, volunteering=kind == "volunteering", as_of=as_of)
            found.groups.append((heading, work.jobs))
            found.projects += work.projects
            found.notices += work.notices
            found.education += read_education(work.studies, as_of=as_of) if work.studies else []
        elif kind == "education":
            found.education += read_education(body, as_of=as_of)
            found.certifications += certificates_in_prose(body, as_of=as_of)
        elif kind in _OF_PROJECTS:
            found.listed.append((heading, body, _OF_PROJECTS[kind]))
        elif kind == "certifications":
            found.certifications += read_certifications(body, as_of=as_of)
        elif kind in _WITH_CERTIFICATES:
            found.certifications += certificates_in_prose(body, as_of=as_of)
    return found


def _as_project(job: Job) -> Project:
    return made(Project, {**{key: getattr(job, key) for key in Entry.model_fields}, "kind": "project"})


def _listed_projects(
    listed: Sequence[tuple[Row | None, Sequence[Row], ProjectKind]], jobs: Sequence[Job], text: str, as_of: Month
) -> list[Project]:
    """Read the sections of projects; below a bare list of jobs they tell of the work."""
    bare = all(text.count("\n", job.start, job.end) < 2 for job in jobs)
    found: list[Project] = []
    for heading, body, kind in listed:
        at_work = bare and heading is not None and LEX.words["own_projects"].isdisjoint(heading.norms)
        found += read_projects(body, kind=kind, jobs=jobs, at_work=at_work, as_of=as_of)
    return found


def _notices(rows: Rows, now: DocumentDate, today: Month) -> Iterator[Notice]:
    """Yield what a reader should know of the text's lines and of its date."""
    if rows.run_together:
        yield Notice(
            code="line_ends_lost",
            message="The lines of this text run together, as when it was pasted into a form: where they begin was"
            " worked out from headings, bullets and dates. The file itself reads better.",
        )
    if now.ignored is not None:
        shown = month_text(now.ignored)
        message = f"The document shows the date {shown}, before something it tells of: it was not used."
        yield Notice(code="stale_document_date", message=message)
    if now.month != today:
        shown = month_text(now.month)
        message = f'The document is of {shown}: "present" was taken as that month.'
        yield Notice(code="document_date", message=message)


AnEntry = TypeVar("AnEntry", bound=Entry)


def _unnamed(entries: Iterable[AnEntry], names: Sequence[str]) -> list[AnEntry]:
    """Take the owner's names out of titles and employers: they never enter a profile."""
    told = ("title", "organisation")
    return [
        entry.model_copy(update={key: without_names(getattr(entry, key), names) for key in told}) for entry in entries
    ]


def _told_jobs(sections: Sequence[tuple[Section, Sequence[Row]]], listed: Sequence[Job], *, as_of: Month) -> list[Job]:
    """Return the jobs that sentences tell of and no list shows; of a list's own sections only first-person ones."""
    found: list[Job] = []
    for section, within in sections:
        jobs = [*listed, *found]
        # Beside listed jobs only a sentence in the first person with a date may tell of another.
        if section.kind in _TELLING and (
            not jobs or any(row.dates and "I" in row.text.split() and row.prose for row in within)
        ):
            told = read_told_jobs([row for row in within if not row.furniture], as_of=as_of)
            found += without_overlap(told, jobs, as_of=as_of)
    return found


def _is_teaching(heading: Row | None) -> bool:
    """Tell a section of teaching posts from one that mixes teaching with other things."""
    if heading is None:
        return False
    aside = heading.norms[0] == "teaching" and LEX.words["beside_teaching"].issuperset(heading.norms[1:])
    plain = "," not in heading.text and len(heading.norms) <= 3
    return (plain or aside) and heading.has(LEX.phrases["teaching"])


def _body(section: Section, rows: Sequence[Row]) -> tuple[Row | None, list[Row]]:
    """Part a section's heading row from the rows below it; running heads and feet are left out."""
    body = [row for row in rows if not row.furniture]
    # A line with its own label ("Languages: French") is heading and content in one.
    title = section.title
    if not body or title is None:
        return None, body
    label, tab, _ = body[0].text.partition("\t")
    if tab and squash(label) == squash(title):
        # A table holds headings in its first column.
        return body[0].stretch(0, len(label)), [body[0].stretch(len(label) + 1, len(body[0].text)), *body[1:]]
    if body[0].text != title and body[0].key != squash(title):
        return None, body
    return body[0], body[1:]
