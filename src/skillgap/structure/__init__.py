"""Document → Structure: sections, jobs, projects, degrees, certificates, and where personal data stands."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TypeVar

from skillgap.models.base import Notice
from skillgap.models.document import Document
from skillgap.models.making import made
from skillgap.models.resume import Certification, Education, Entry, Job, Project, Section, SectionKind, Structure
from skillgap.structure.assignments import clients_apart
from skillgap.structure.certifications import certificates_in_prose, read_certifications
from skillgap.structure.dates import Month, month_of, month_text
from skillgap.structure.document_date import document_date
from skillgap.structure.education import read_education
from skillgap.structure.heading_words import names_wishes
from skillgap.structure.hidden import has_letters
from skillgap.structure.language import LEX, guess_language, squash
from skillgap.structure.lines import read_rows
from skillgap.structure.months import job_periods, union, union_low
from skillgap.structure.owner import owner_names
from skillgap.structure.personal import find_personal, is_about_owner, without_names
from skillgap.structure.projects import ProjectKind, read_projects
from skillgap.structure.rows import Row
from skillgap.structure.sections import find_sections
from skillgap.structure.teaching import with_posts
from skillgap.structure.told_work import read_told_jobs, without_overlap
from skillgap.structure.work import read_jobs, without_repeats

__all__ = ["dated_entries", "read_structure"]

_OF_PROJECTS: Mapping[SectionKind, ProjectKind] = {"projects": "project", "publications": "publication"}
_TELLING: tuple[SectionKind, ...] = ("contact", "summary", "experience", "other")


def read_structure(document: Document, *, as_of: datetime.date | str) -> Structure:
    """Read the outline and the facts of a resume.

    `as_of` (a date or YYYY-MM) is what "present" means unless the document shows a date of its own.
    """
    today = month_of(as_of if isinstance(as_of, str) else as_of.isoformat())
    rows = read_rows(document, as_of=today)
    sections = find_sections(rows, length=len(document.text))
    kinds = [section.kind for section, within in sections for _ in within]
    now = document_date(rows, kinds, as_of=today)
    groups: list[tuple[Row | None, list[Job]]] = []
    listed: list[tuple[Row | None, list[Row], ProjectKind]] = []
    projects: list[Project] = []
    education: list[Education] = []
    certifications: list[Certification] = []
    notices: list[Notice] = []
    for section, within in sections:
        heading, body = _body(section, within)
        kind = section.kind
        if kind in ("certifications", "projects"):
            body = [row for row in body if not is_about_owner(row)]
        if kind in ("experience", "volunteering") or (kind == "other" and _is_teaching(heading)):
            work = read_jobs(body, heading=heading, volunteering=kind == "volunteering", as_of=now.month)
            groups.append((heading, work.jobs))
            projects += work.projects
            notices += work.notices
            education += read_education(work.studies, as_of=now.month) if work.studies else []
        elif kind == "education":
            education += read_education(body, as_of=now.month)
            certifications += certificates_in_prose(body, as_of=now.month)
        elif kind in _OF_PROJECTS:
            listed.append((heading, body, _OF_PROJECTS[kind]))
        elif kind == "certifications":
            certifications += read_certifications(body, as_of=now.month)
        elif kind in ("other", "awards", "summary", "skills"):
            certifications += certificates_in_prose(body, as_of=now.month)
    groups = with_posts(groups, education, document.text, as_of=now.month)
    clients = clients_apart(groups, as_of=now.month)
    projects += [
        made(Project, {**{key: getattr(job, key) for key in Entry.model_fields}, "kind": "project"}) for job in clients
    ]
    jobs = [job for _, held in groups for job in held if job not in clients]
    bare = all(document.text.count("\n", job.start, job.end) < 2 for job in jobs)
    for heading, body, told_as in listed:
        at_work = bare and heading is not None and LEX.words["own_projects"].isdisjoint(heading.norms)
        projects += read_projects(body, kind=told_as, jobs=jobs, at_work=at_work, as_of=now.month)
    if " I " in document.text or "\nI " in document.text or not jobs:
        jobs += _told_jobs(sections, jobs, as_of=now.month)
    if not education and rows and has_letters(rows[0]):
        education += read_education(rows[:1], as_of=now.month)
    jobs = without_repeats(jobs)
    if rows.run_together:
        notices.append(
            Notice(
                code="line_ends_lost",
                message="The lines of this text run together, as when it was pasted into a form: where they begin was"
                " worked out from headings, bullets and dates. The file itself reads better.",
            )
        )
    if now.ignored is not None:
        notices.append(
            Notice(
                code="stale_document_date",
                message=f"The document shows the date {month_text(now.ignored)}, before something it tells of: "
                "it was not used.",
            )
        )
    if now.month != today:
        shown = f'The document is of {month_text(now.month)}: "present" was taken as that month.'
        notices.append(Notice(code="document_date", message=shown))
    names = owner_names(rows, kinds)
    # Of a name of one word ("Max") it can't be told whether a title means it.
    whole = [name for name in names if " " in name]
    if any(document.text.find(name, document.text.find(name) + 1) >= 0 for name in whole):
        certifications = [
            one.model_copy(update={"name": without_names(one.name, whole) or "certificate"}) for one in certifications
        ]
        projects, jobs = _unnamed(projects, whole), _unnamed(jobs, whole)
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
            "personal": tuple(find_personal(sections, rows, document.text, names=names)),
            "wraps": tuple(rows.wraps),
            "wishes": tuple((one.start, one.end) for one, _ in sections if one.title and names_wishes(one.title)),
            "as_of": month_text(now.month),
            "as_of_source": now.source,
            "experience_months": months,
            "experience_months_low": union_low(periods) if periods else None,
            "experience_months_high": months,
            "language": guess_language(document.text),
            "notices": tuple(dict.fromkeys(notices)),
        },
    )


def dated_entries(structure: Structure) -> int:
    """Count the jobs and degrees that have a date: every resume has some, an ad hardly ever has one."""
    jobs = sum(job.since is not None for job in structure.jobs)
    return jobs + sum(degree.since is not None or degree.until is not None for degree in structure.education)


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
        if section.kind in _TELLING and (not jobs or _may_tell(within)):
            told = read_told_jobs([row for row in within if not row.furniture], as_of=as_of)
            found += without_overlap(told, jobs, as_of=as_of)
    return found


def _may_tell(rows: Sequence[Row]) -> bool:
    """Tell whether a sentence in the first person holds a date."""
    return any(row.dates and "I" in row.text.split() and row.prose for row in rows)


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
