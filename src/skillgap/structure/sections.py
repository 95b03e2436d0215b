"""Rows → sections: by heading, by style, by content."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from skillgap.models.making import made
from skillgap.models.resume import Section, SectionKind
from skillgap.structure.certifications import lists_certificates, opens_with_exam, says_little
from skillgap.structure.heading_words import heading_title
from skillgap.structure.headings import Heading, find_headings, with_stops
from skillgap.structure.hidden import (
    find_hidden_studies,
    find_hidden_work,
    guess_kind,
    lists_languages,
    names_degree,
    tells_of_work,
)
from skillgap.structure.joined import is_of_courses, joins_projects, projects_among
from skillgap.structure.labels import own_skills, with_labels
from skillgap.structure.language import LEX
from skillgap.structure.rows import Row, Rows

_CONTACT = re.compile(r"@|https?://|www\.|\+\d{2}|\(?\d{3,5}\)?[ .-]\d{3}|linkedin|github\.com", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|my|I'm|I’m|ich|je|mi)\b")
_AND_MORE = re.compile(r"certif|training|licen|qualification|courses|further|zertifikat|weiterbildung", re.IGNORECASE)
_LISTS: tuple[SectionKind, ...] = ("skills", "languages", "interests", "certifications", "contact", "awards")
_NO_WORK: tuple[SectionKind, ...] = ("contact", "summary", "skills", "languages", "interests", "certifications")
_PERHAPS_WORK: tuple[SectionKind, ...] = ("volunteering", "awards", "interests", "publications", "references", "other")
_NO_STUDIES: tuple[SectionKind, ...] = ("education", "publications", "references", "projects")
_WITHOUT_COLUMNS: tuple[SectionKind, ...] = ("experience", "projects", "publications", "education")
_MANY, _NEARLY_ALL = 10, 0.9
"""How many paragraphs of a text, and what share of them, have a blank line before them where it is no sign."""


def find_sections(rows: Rows, *, length: int) -> list[tuple[Section, list[Row]]]:
    """Return the sections of a text of `length` characters, each with its rows."""
    if not rows:
        return [(Section(kind="other", title=None, start=0, end=length), [])] if length else []
    headings = find_headings(rows)
    _close_up(rows)
    skills = own_skills(rows, headings)
    if sum(heading.kind != "contact" for heading in headings) < 2:
        headings = _by_content(rows, headings, skills)
    headings = _with_new_columns(rows, _with_opening(rows, headings))
    headings = _parted(rows, headings, partial(with_labels, skills=skills))
    headings = _parted(rows, headings, _with_projects)
    headings = _parted(rows, headings, partial(_with_hidden_work, works=_has(headings, "experience")))
    rule = partial(_work_by_content, alone=not _has(headings, "experience"))
    headings = _parted(rows, headings, rule)
    if not _names_studies(rows, headings):
        headings = _parted(rows, headings, _with_hidden_studies)
    if not _has(headings, "certifications"):
        headings = _parted(rows, headings, _with_certificates)
    sections: list[tuple[Section, list[Row]]] = []
    start = first = 0
    for heading, stop in with_stops(headings, rows):
        end = rows[stop].line_start if stop < len(rows) else length
        section = made(Section, {"kind": heading.kind, "title": heading.title, "start": start, "end": end})
        sections.append((section, rows[first:stop]))
        start, first = end, stop
    return sections


def _close_up(rows: Rows) -> None:
    """Take blank lines for no sign where one stands before each paragraph, as converters write plain text."""
    own = [row for row in rows if not row.bullet]
    if rows[0].x0 is None and len(own) >= _MANY and sum(row.above for row in own) >= _NEARLY_ALL * len(own):
        for row in rows:
            row.above = False


Rule = Callable[[Rows, Heading, int], list[Heading]]
"""What says of a section, by its heading and the row behind its last, which sections it is."""


def _parted(rows: Rows, headings: list[Heading], rule: Rule) -> list[Heading]:
    """Put what a rule says of each section in its place."""
    return [part for heading, stop in with_stops(headings, rows) for part in rule(rows, heading, stop)]


def _has(headings: Sequence[Heading], kind: SectionKind) -> bool:
    return any(heading.kind == kind for heading in headings)


def _content(rows: Rows, heading: Heading, stop: int) -> list[Row]:
    """Return the rows of a section: where the content alone has told its kind, the first is content too."""
    return rows[heading.row.index + (heading.title is not None) : stop]


def _by_content(rows: Rows, known: list[Heading], skills: frozenset[int]) -> list[Heading]:
    """Cut a text with hardly any heading at its blank lines and guess each stretch."""
    opened = {heading.row.index: heading for heading in known}
    found: list[Heading] = []
    starts = [
        row.index
        for row, before in zip(rows, [rows[0], *rows], strict=False)
        if row.above or row.index in opened or (lists_languages(row) and LEX.headings.get(before.key) != "languages")
    ]
    for start, stop in pairwise([*starts, len(rows)]):
        if start in opened:
            found.append(opened[start])
            continue
        body = rows[start:stop]
        kind: SectionKind | None
        opening = [heading.kind for heading in found] == ["contact"]
        if start == 0 or (opening and any(_CONTACT.search(row.text) for row in body)):
            kind = "contact"
        else:
            kind = "skills" if start in skills else guess_kind(body, early=len(found) <= 2)
        if kind is not None and not (found and found[-1].kind == kind):
            found.append(Heading(body[0], kind, None))
    return found


def _with_opening(rows: Rows, headings: list[Heading]) -> list[Heading]:
    """Put the contact block before the first heading, and the summary that often follows it without a heading."""
    first = headings[0].row.index if headings else len(rows)
    if first == 0:
        return headings
    opening: list[Heading] = [Heading(rows[0], "contact", None)]
    for row in rows[1:first]:
        if row.prose and not _CONTACT.search(row.text) and (len(row.norms) >= 10 or _FIRST_PERSON.search(row.text)):
            start = row
            while start.index > 1 and not start.above and _runs_on(rows[start.index - 1]):
                start = rows[start.index - 1]
            opening.append(Heading(start, "summary", None))
            break
    return opening + headings


def _runs_on(row: Row) -> bool:
    return len(row.norms) >= 8 and not _CONTACT.search(row.text) and not row.header


def _with_new_columns(rows: Rows, headings: list[Heading]) -> list[Heading]:
    """Open a section where a new column starts without a heading: the owner's name, then often a summary."""
    largest = rows.largest
    if largest is not None and (
        largest < 1.3 * (rows.body_size or largest) or sum(row.size == largest for row in rows) > 3
    ):
        largest = None
    found: list[Heading] = []
    for i, (heading, stop) in enumerate(with_stops(headings, rows)):
        found.append(heading)
        following = headings[i + 1] if i + 1 < len(headings) else None
        if heading.kind in _WITHOUT_COLUMNS:
            found += _contact_column(rows, heading, stop)
            continue
        for row in rows[heading.row.index + 1 : stop]:
            if not row.above or _goes_down(rows[row.index - 1], row):
                continue
            rest = rows[row.index : stop]
            named = largest is not None and any(other.size == largest for other in rest[:2])
            named = named or _reopens(rest, following)
            if not named and not _far(row, heading.row):
                continue
            prose = next((other for other in rest if other.prose and not _CONTACT.search(other.text)), None)
            if not named and not (prose is not None and _tells(prose, row, heading)):
                continue
            if named and heading.kind != "contact":
                found.append(Heading(row, "contact", None))
            if prose is not None and not any(other.kind == "summary" for other in headings):
                while prose.index > row.index and _runs_on(rows[prose.index - 1]):
                    prose = rows[prose.index - 1]
                found.append(Heading(prose, "summary", None))
            break
    return found


def _goes_down(before: Row, row: Row) -> bool:
    """Tell what stands beside or below the line before it from a column, which begins higher up."""
    return before.page == row.page and before.top is not None and row.top is not None and row.top > before.top - 2


def _tells(prose: Row, row: Row, heading: Heading) -> bool:
    """Tell the summary at the head of a new column: it says "I", or it opens the column beside a sidebar's lists."""
    return _FIRST_PERSON.search(prose.text) is not None or (prose is row and heading.kind in _LISTS)


def _contact_column(rows: Rows, heading: Heading, stop: int) -> list[Heading]:
    """Find a sidebar behind the main column that begins with ways to reach the person."""
    for row in rows[heading.row.index + 1 : stop]:
        if row.above and _far(row, heading.row):
            near = rows[row.index : min(row.index + 3, stop)]
            if any("@" in other.text for other in near):
                return [Heading(row, "contact", None)]
    return []


def _with_hidden_work(rows: Rows, heading: Heading, stop: int, *, works: bool) -> list[Heading]:
    """Open a section where jobs stand under a heading that isn't theirs; `works` says that some stand under theirs."""
    if heading.kind not in _NO_WORK and (works or heading.kind not in ("education", "other")):
        return [heading]
    loose = heading.kind in ("contact", "summary", "education", "other")
    work = find_hidden_work(_content(rows, heading, stop), loose=loose)
    if work is None:
        return [heading]
    row, titled = work
    opened = Heading(row, "experience", heading_title(row) if titled else None)
    return [opened] if row is heading.row else [heading, opened]


def _with_projects(rows: Rows, heading: Heading, stop: int) -> list[Heading]:
    """Part the projects under "Courses and projects" from the courses, which are examined, as projects are not."""
    found = [heading]
    if heading.title is None or not joins_projects(heading.title):
        return found
    body = rows[heading.row.index + 1 : stop]
    # Below a project a course has no heading of its own that says so: studies prove as little.
    rest: SectionKind = "education" if is_of_courses(heading.title) else "certifications"
    for row, is_project in zip(body, projects_among(body, heading.title), strict=True):
        if is_project != (found[-1].kind == "projects"):
            found.append(Heading(row, "projects" if is_project else rest, None))
    return found


def _names_studies(rows: Rows, headings: Sequence[Heading]) -> bool:
    """Tell whether a section of studies names a degree: then no other is asked for some."""
    return any(
        heading.kind == "education" and any(map(names_degree, rows[heading.row.index : stop]))
        for heading, stop in with_stops(headings, rows)
    )


def _with_hidden_studies(rows: Rows, heading: Heading, stop: int) -> list[Heading]:
    """Open a section where degrees stand under a heading that isn't theirs."""
    found = [heading]
    if heading.kind in _NO_STUDIES:
        return found
    body = _content(rows, heading, stop)
    for first, last, titled in find_hidden_studies(body, works=heading.kind in ("experience", "volunteering")):
        row = body[first]
        if row is heading.row:
            found.pop()
        found.append(Heading(row, "education", heading_title(row) if titled else None))
        if last < len(body):
            found.append(Heading(body[last], heading.kind, None))
    return found


def _work_by_content(rows: Rows, heading: Heading, stop: int, *, alone: bool) -> list[Heading]:
    """Take for the work experience what tells of posts held for years: a freelancer's projects for clients.

    Where there is no other (`alone`), that are all projects, or a section whose heading only part of a word speaks for
    ("Clubs and companies").
    """
    body = rows[heading.row.index + 1 : stop]
    work = heading.kind == "projects" and (alone or _for_clients(heading.row)) and tells_of_work(body)
    if alone and heading.kind in _PERHAPS_WORK and heading.row.key not in LEX.headings:
        work = guess_kind(body, early=False) == "experience"
    return [heading._replace(kind="experience") if work else heading]


def _for_clients(row: Row) -> bool:
    """Tell "Selected client projects" and "Freelance projects"."""
    return row.has(LEX.phrases["self_employed"]) or any(norm.rstrip("s") in LEX.words["clients"] for norm in row.norms)


def _with_certificates(rows: Rows, heading: Heading, stop: int) -> list[Heading]:
    """Open a section where certificates stand among jobs or degrees, or follow those of "Education, certificates"."""
    body = _content(rows, heading, stop)
    if heading.kind == "experience":
        first = next((row for row in body[1:] if lists_certificates(row)), None)
        below = (
            next((row for row in rows[first.index + 1 : stop] if not lists_certificates(row)), None) if first else None
        )
        jobs = [heading._replace(row=below, title=None)] if below else []
        return [heading, Heading(first, "certifications", None), *jobs] if first else [heading]
    if heading.kind != "education":
        return [heading]
    if _AND_MORE.search(heading.title or "") is None:
        return _examinations(body, heading)
    last = max((n for n, row in enumerate(body) if row.school or row.degrees), default=-1)
    first = next((row for row in body[last + 1 :] if row.certified), None)
    return [heading, Heading(first, "certifications", None)] if first else [heading]


def _examinations(body: Sequence[Row], heading: Heading) -> list[Heading]:
    """Part the examinations that stand among degrees from them."""
    found = [heading]
    for row in body:
        exam, after = opens_with_exam(row), found[-1].kind == "certifications"
        if exam != after and not (after and says_little(row)):
            if row is found[-1].row:
                found.pop()
            found.append(Heading(row, "certifications" if exam else "education", None))
    return found


def _reopens(rest: Sequence[Row], following: Heading | None) -> bool:
    """Tell a name over a job title between a sidebar's lists and the summary: the head of the main column."""
    if following is None or following.kind not in ("summary", "experience") or not 2 <= len(rest) <= 5:
        return False
    return 2 <= len(rest[0].text.split()) <= 4 and rest[1].titled


def _far(row: Row, other: Row) -> bool:
    return row.x0 is not None and other.x0 is not None and abs(row.x0 - other.x0) > 40
