"""Rows of a section of work → jobs, and the activities and degrees that stand among them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from skillgap.models.base import Notice
from skillgap.models.making import made
from skillgap.models.resume import Job, JobKind, Project
from skillgap.structure.assignments import Parts, first_project, projects_below, told_projects, without_assignments
from skillgap.structure.dates import DateSpan, Month
from skillgap.structure.entries import RawEntry, entry_values, read_entries, within
from skillgap.structure.heading_words import named_kind, part_keys, stem_kind
from skillgap.structure.language import LEX, norms, squash
from skillgap.structure.months import COUNTED, date_values
from skillgap.structure.records import read_forms, read_tables
from skillgap.structure.rows import Row, has_title_word, is_post_word

_STUDIOUS = re.compile("research|teaching|academic|intern")


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
    guessed = default == "job" and (heading is None or not _names_work(heading))
    service = heading is not None and _is_service_heading(heading)
    entries, told = _entries_and_projects(rows)
    for entry in without_assignments(entries, rows):
        stray = guessed and _is_stray(entry, rows)
        if stray or _is_degree(entry, rows) or _is_study_time(rows[entry.first]):
            if not stray or any(row.degrees for row in rows[entry.first : entry.body]):
                studies += rows[entry.first : entry.last]
            continue
        kind = _kind(entry, rows, default)
        if kind is None:
            continue
        values = entry_values(entry, rows, as_of=as_of)
        if kind != "activity" and default != "volunteering":
            kind = "other" if _is_service(entry, rows, heading=service, months=values["months_low"]) else kind
        notices += _flaws(entry.span, as_of=as_of)
        if _is_ahead(entry.span, as_of=as_of):
            continue
        if kind == "activity":
            projects.append(made(Project, {**values, "kind": "activity"}))
        else:
            jobs += _jobs(entry, kind, values, as_of=as_of)
    return Work(jobs, told_projects(told, rows, jobs, as_of=as_of) + projects, notices, studies)


def _kind(entry: RawEntry, rows: Sequence[Row], default: JobKind) -> JobKind | Literal["activity"] | None:
    # Where only a date stands above, the line below tells.
    below = rows[entry.body].text if entry.body < entry.last else ""
    kind = kind_of_title(entry.title.text if entry.title else below, default)
    return "activity" if kind and default == "teaching" and not _is_post(entry) else kind


def _is_ahead(span: DateSpan | None, *, as_of: Month) -> bool:
    """Tell a job that is wished for or promised: "Database architect, from 01.01.2027"."""
    return span is not None and span.since.first > as_of and (span.single or span.until is None)


def _jobs(entry: RawEntry, kind: JobKind, values: Mapping[str, Any], *, as_of: Month) -> list[Job]:
    """Return the job of an entry, or one for each time of a post that was held more than once."""
    firm = entry.organisation
    whole = {
        **values,
        "kind": kind,
        "organisation_start": firm.start if firm else None,
        "organisation_end": firm.end if firm else None,
    }
    # What lies between two summers is no work; of what doesn't count it need not be told.
    if kind not in COUNTED or len(entry.stretches) < 2:
        return [made(Job, whole)]
    return [made(Job, {**whole, **date_values(time, as_of=as_of)}) for time in entry.stretches]


def _entries_and_projects(rows: Sequence[Row]) -> tuple[list[RawEntry], Parts]:
    """Return the entries of a section, and where the projects of a bare list of jobs begin and end below it."""
    first = first_project(rows)
    jobs = _entries(rows[:first]) if first else []
    told = projects_below(jobs, rows, first) if first else []
    every = _entries(rows)
    # A post among what seem to be projects is a job of its own, as those below it are.
    times = [job.span for job in jobs if job.span]
    posts = [entry.span for entry in every if told and entry.first > jobs[-1].first and entry.span]
    apart = all(any(within(span, time) for time in times) for span in posts)
    return (jobs, told) if told and apart else (every, [])


def _entries(rows: Sequence[Row]) -> list[RawEntry]:
    """Return the entries of a section: those of its tables and forms, and those around them."""
    tables = read_tables(rows)
    forms = [] if tables else read_forms(rows)
    entries: list[RawEntry] = []
    at = 0
    for first, last, held in [*tables, *forms, (len(rows), len(rows), [])]:
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
    header = rows[entry.first : entry.body]
    found = [norm for row in header for norm in row.norms]
    if "bootcamp" in found and any(hit.value == "bootcamp" for row in header for hit in row.degrees):
        return not has_title_word(found)
    if LEX.institutions.isdisjoint(found) or len(found) > 25 or not LEX.words["study_posts"].isdisjoint(found):
        return False
    degrees = any(hit.value in ("bachelor", "master", "phd") for row in header for hit in row.degrees)
    return degrees and not _holds_title(found)


def _is_study_time(row: Row) -> bool:
    """Tell "University studies, Kawa University": told among jobs, so that no gap is left."""
    return " ".join(norms(row.text.split(",", 1)[0].split("\t", 1)[0])) in LEX.words["times_of_study"]


def _names_work(heading: Row) -> bool:
    """Tell a heading that speaks of work in known words from one whose section is told by its content."""
    return named_kind(heading) == "experience" or stem_kind(heading) == "experience"


def _is_stray(entry: RawEntry, rows: Sequence[Row]) -> bool:
    """Tell what follows the jobs where no heading says so, a degree, a certificate or a project, from a job."""
    header = rows[entry.first : max(entry.body, entry.first + 1)]
    undated = entry.span is None or entry.span.single
    if any(row.certified for row in header):
        return undated
    titled = _holds_title([norm for row in header for norm in row.norms])
    return not titled and (undated or any(row.degrees for row in header))


def _holds_title(found: list[str]) -> bool:
    """Tell whether there are words of job titles that no degree has."""
    return has_title_word([norm for norm in found if norm not in ("master", "associate")])


def without_repeats(jobs: list[Job]) -> list[Job]:
    """Leave out a job that is shown twice, in an overview and in detail: the longer text stays."""
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
    words, others = (set(norms(f"{one.title or ''} {one.organisation or ''}")) for one in (job, other))
    return bool(words and others) and (words <= others or others <= words)


def _is_post(entry: RawEntry) -> bool:
    """Tell a post of someone who teaches from a course ("Probability, 2019–2021") and from those who were taught."""
    words = norms(entry.title.text) if entry.title else []
    return has_title_word([norm for norm in words if norm not in LEX.words["taught"]])


def _section_default(heading: Row | None) -> JobKind:
    """Say what the posts under a heading are, where their own titles don't."""
    if heading is None:
        return "job"
    key = heading.key
    others = [part for part in part_keys(heading.text)[1:] if not _STUDIOUS.search(part)]
    if any(LEX.headings.get(part) == "experience" for part in others):
        return "job"  # "Teaching & employment"
    if heading.has(LEX.phrases["teaching"]) and "research" not in key:
        return "teaching"
    if "volunt" in key:
        return "volunteering"
    if "research" in key and "intern" not in key and "work" not in key:
        return "research"
    return "internship" if key in LEX.keys["internships"] else "job"


def kind_of_title(text: str, default: JobKind) -> JobKind | Literal["activity"] | None:
    """Say what an entry of a title is; None for leave and other gaps, which are no work."""
    phrases = LEX.phrases
    # A row of its own: its words are read once for all the phrases.
    title = Row(text)
    if default == "job" and " ".join(title.norms) in LEX.words["memberships"]:
        return "activity"
    if LEX.kind_starts.isdisjoint(title.norms):
        return default
    leave = title.find(phrases["leave"])
    # Under "Teaching" a course is one that was given.
    activities = title.find(phrases["activity"]) if default != "teaching" else []
    said = {i for hit in leave for i in range(hit.first, hit.last)}  # "Carer (family)" is no job of a carer
    strong = (leave or activities) and any(i not in said and is_post_word(norm) for i, norm in enumerate(title.norms))
    if leave and not strong:
        return None
    if any(hit.value in LEX.words["never_a_job"] for hit in activities) or (activities and not strong):
        return "activity"
    if default == "volunteering":
        return "volunteering"
    if title.has(phrases["internship"]):
        return "internship"
    if title.has(phrases["volunteering"]):
        return "volunteering"
    teaching, research = title.find(phrases["teaching"]), title.find(phrases["research"])
    if default == "job" and (
        ({hit.value for hit in teaching} == {"lecturer"} and not title.has(phrases["casual"]))
        or ({hit.value for hit in teaching} == {"tutor"} and title.has(phrases["self_employed"]))
    ):
        return "job"  # a post, as a professor's or a freelancer's is; by the hour it is teaching beside a job
    if teaching and not (research and research[0].start < teaching[0].start):
        return "teaching"
    if research:
        return "research"
    return default


def _flaws(span: DateSpan | None, *, as_of: Month) -> list[Notice]:
    if span is None:
        return []
    found: list[Notice] = []
    since = span.since.since
    if span.flaw == "impossible_month":
        message = "A date has a month that does not exist; it was not counted."
        found.append(Notice(code="impossible_date", message=message))
    if span.flaw == "reversed":
        until = span.until.until if span.until else "present"
        message = f"A date range ends before it begins; it was read as {since} to {until}."
        found.append(Notice(code="reversed_dates", message=message))
    if span.since.first > as_of:
        message = f"An entry begins in {since}, after the day of reading; it was not counted."
        found.append(Notice(code="future_date", message=message))
    return found


_LONGEST = 36  # months: nowhere is anyone made to serve longer (South Korea's alternative service takes so many)
_LONGEST_NAMED = 48  # where an entry opens with "Military service": some stay on for a year as an officer


def _is_service_heading(heading: Row) -> bool:
    """Tell "Military service" and "Zivildienst" from "Work experience and military service"."""
    names = [squash(hit.value) for hit in heading.find(LEX.phrases["national_service"])]
    keys, military = part_keys(heading.text), LEX.keys["military_headings"]
    if not names and military.isdisjoint(keys):
        return False
    others = [key for key in keys if key not in military and not any(name in key for name in names)]
    return not any(LEX.headings.get(key) == "experience" for key in others)


def _is_service(entry: RawEntry, rows: Sequence[Row], *, heading: bool, months: int | None) -> bool:
    """Tell an entry of compulsory service; `heading`: it stands under one; `months`: its shortest reading.

    Conscription and the civilian service in its place are nobody's career; a career in arms and a trade plied in
    uniform ("software developer, military service") are.
    """
    phrases, words = LEX.phrases, LEX.words
    service = phrases["national_service"]
    header = rows[entry.first : max(entry.body, entry.first + 1)]
    if not heading and not any(row.has(service) for row in header):
        return False
    parts = [part.text for part in (entry.title, entry.organisation) if part is not None]
    # Where no word names a post, a title may be only a part of what stands there.
    found = list(map(Row, parts)) if entry.title is not None and entry.title.score else header
    opening = header[0].find(service)
    named = bool(opening) and opening[0].first == 0 and len(opening[0].value) > 3
    if not heading and not named and not any(row.has(service) for row in found):
        return False
    longest = _LONGEST_NAMED if named else _LONGEST
    serving: frozenset[str] = words["served_as"] if named else frozenset()
    if named and opening[0].value in words["corps"]:
        serving |= words["corps_posts"]
    if (months or 0) > longest or any(row.has(phrases["volunteer_forces"]) for row in header):
        return False
    for row in found:
        said = {i for hit in (*row.find(service), *row.find(phrases["ranks"])) for i in range(hit.first, hit.last)}
        if any(i not in said and norm not in serving and is_post_word(norm) for i, norm in enumerate(row.norms)):
            return False
    return True
