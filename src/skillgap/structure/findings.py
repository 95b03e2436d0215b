"""Document, Structure → what a machine could not tell of sections, jobs and dates, and how to mend it."""

from __future__ import annotations

from bisect import bisect_right

from skillgap.models.document import Document, Finding
from skillgap.models.resume import SectionKind, Structure
from skillgap.structure.language import LEX, squash

# What a reader looks for first; without them, nothing can be said of that side of a person.
_EXPECTED: tuple[tuple[SectionKind, str], ...] = (
    ("experience", "Experience"),
    ("education", "Education"),
    ("skills", "Skills"),
)
_DATES = {
    "impossible_date": "write dates as 03/2021 or Mar 2021, both ends of each job",
    "reversed_dates": "put the earlier date first",
    "future_date": "mark what is planned as planned",
    "stale_document_date": "bring the date of the resume up to date",
}


def check_structure(document: Document, structure: Structure) -> tuple[Finding, ...]:
    """Return the findings in a fixed order: sections, jobs, dates, contact."""
    return (*_sections(structure), *_jobs(document, structure), *_dates(structure), *_contact(structure))


def _sections(structure: Structure) -> list[Finding]:
    kinds = {section.kind for section in structure.sections}
    titled = [section for section in structure.sections if section.title]
    if not titled:
        return [
            Finding(
                code="no_headings",
                message="no section heading was recognised; sections were told by their content",
                advice="give each section a heading on a line of its own: Experience, Education, Skills",
            )
        ]
    findings = [
        Finding(
            code="section_missing",
            message=f"no section was recognised as {name.lower()}",
            advice=f'head it "{name}", on a line of its own',
        )
        for kind, name in _EXPECTED
        if kind not in kinds
    ]
    known = LEX.headings
    odd = [str(one.title) for one in titled if one.kind == "other" and squash(str(one.title)) not in known]
    if odd:
        names = ", ".join(f'"{title.strip()}"' for title in odd[:5])
        message = f"headings of no known kind: {names}"
        advice = "a usual word tells a machine what follows; what stands here is read, but counts as prose"
        findings.append(Finding(code="odd_heading", message=message, advice=advice))
    return findings


def _jobs(document: Document, structure: Structure) -> list[Finding]:
    findings = []
    for job in structure.jobs:
        if job.since is None:
            name = job.title or document.text[job.start : job.end].split("\n", 1)[0][:60]
            findings.append(
                Finding(
                    code="undated_job",
                    message=f'no dates were read for "{name.strip()}"',
                    advice="write both ends beside the title, as Mar 2021 – Present: undated work proves no months",
                    page=_page(document, job.start),
                )
            )
    return findings


def _dates(structure: Structure) -> list[Finding]:
    return [
        Finding(code=notice.code, message=notice.message, advice=_DATES[notice.code], page=notice.page)
        for notice in structure.notices
        if notice.code in _DATES
    ]


def _contact(structure: Structure) -> list[Finding]:
    if any(span.kind in ("email", "phone") for span in structure.personal):
        return []
    advice = "write an e-mail address or phone number as text, not as a picture or icon"
    return [Finding(code="no_contact", message="no e-mail address or phone number was read", advice=advice)]


def _page(document: Document, offset: int) -> int | None:
    starts = [line.start for line in document.lines]
    place = bisect_right(starts, offset) - 1
    box = document.lines[place].box if place >= 0 else None
    return box.page if box else None
