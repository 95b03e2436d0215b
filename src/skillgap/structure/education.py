"""Rows of an education section → degrees: level, field, institution, dates, completed or not."""

from __future__ import annotations

from collections.abc import Sequence

from skillgap.models.making import made
from skillgap.models.resume import Education
from skillgap.structure.dates import DateSpan, Month
from skillgap.structure.degrees import Degree, counts_by_school, degree_rows, find_degrees, is_table_head
from skillgap.structure.fields import field_of, find_institution, names_study, study_of
from skillgap.structure.language import LEX, Hit, norms
from skillgap.structure.rows import Row, names_platform


def read_education(rows: Sequence[Row], *, as_of: Month) -> list[Education]:
    """Return the degrees of one education section, heading left out, in text order."""
    rows = degree_rows(rows)
    degrees = find_degrees(rows)
    if not degrees:
        return []
    # Whether dates and schools stand above their degree shows at the first one.
    opening = rows[: degrees[0].at]
    dates_above = any(_bare_date(row) or (row.dates and row.school) for row in opening)
    schools_above = any(row.school for row in opening)
    limits = [0, *(degree.at + 1 for degree in degrees[:-1])]
    firsts = [
        _first_row(rows, degree.at, limit, dates_above=dates_above, schools_above=schools_above)
        for degree, limit in zip(degrees, limits, strict=True)
    ]
    lasts = [max(degree.at + 1, first) for degree, first in zip(degrees, [*firsts[1:], len(rows)], strict=True)]
    return [
        _education(rows, degree, first, last, as_of=as_of)
        for degree, first, last in zip(degrees, firsts, lasts, strict=True)
    ]


def _first_row(rows: Sequence[Row], at: int, limit: int, *, dates_above: bool, schools_above: bool) -> int:
    """Return the first row of a degree: the school, the dates and the field may stand above it."""
    degree, below = rows[at], rows[at + 1 : at + 2]
    school_below = any(row.school and not row.above for row in below)
    dates_below = any(row.dates and not row.degrees for row in below)
    first, beside = at, 0
    while first > limit and at - first < 2 + beside:
        row = rows[first - 1]
        if not beside and (
            _is_study(row, degree)
            or (schools_above and _is_field(rows, first - 1, limit))
            or (dates_above and first - 2 >= limit and _is_place_below(row, rows[first - 2]))
        ):
            first, beside = first - 1, 1
            continue
        if (row.bullet and not row.marked) or row.prose:
            break
        if rows[first].above and not (_bare_date(row) or (row.heading and not rows[first].heading)):
            break
        dated = bool(row.dates) and not degree.dates and (dates_above or not dates_below)
        dated = dated and (dates_above if _bare_date(row) else row.header)
        if not dated and not (row.school and not degree.school and (schools_above or not school_below)):
            break
        first -= 1
    return first


def _is_place_below(row: Row, above: Row) -> bool:
    """Tell a short line right below a date that stands alone: where the studies were."""
    plain = not (row.dates or row.bullet or row.above or row.school)
    return plain and _bare_date(above) and len(row.norms) <= 4 and row.header


def _is_study(row: Row, degree: Row) -> bool:
    """Tell "Studium der Chemie" over "Abschluss: Master of Science" from other studies, which have their own dates."""
    apart = (row.dates and degree.dates) or (row.school and degree.school) or row.degrees or row.bullet
    return not apart and study_of(row.text) is not None and not row.has(LEX.phrases["incomplete"])


def _is_field(rows: Sequence[Row], i: int, limit: int) -> bool:
    """Tell whether row `i` names the field of study of the degree below it: what it is taught at stands over it."""
    row = rows[i]
    if row.bullet or not names_study(row):
        return False
    over = [other for other in reversed(rows[max(limit, i - 2) : i]) if not _bare_date(other)]
    return bool(over) and over[0].school and not over[0].degrees


def _bare_date(row: Row) -> bool:
    beside = sum(len(norm) + 2 for norm in row.norms if norm in LEX.words["expected"])
    return bool(row.dates) and len(row.text) - sum(span.end - span.start for span in row.dates) - beside <= 7


def _education(rows: Sequence[Row], degree: Degree, first: int, last: int, *, as_of: Month) -> Education:
    row, above, below = rows[degree.at], rows[first : degree.at], rows[degree.at + 1 : last]
    near = [row, *above, *below[:3]] if any(map(_bare_date, above)) else [row, *below[:3], *above]
    span = degree.span
    if span is None:
        told = (row for row in near if row.dates and (not row.prose or study_of(row.text) is not None))
        span = next((row.dates[0] for row in told), None)
    # Cells of one table row may stand on lines of their own.
    others = [cell for cell in near[:3] if not (cell.degrees or _is_course(cell) or _is_apart(cell, row))]
    completed = _completed([row, *(cell for cell in others if cell is not row)], span, as_of=as_of)
    if any(other.school for other in above):
        # A school that heads its entry is named before a faculty or the next school below.
        near = [row, *reversed(above), *below[:3]]
    cell = _school_cell(rows, degree.at)
    institution = cell or find_institution([other for other in near if not is_table_head(other)])
    since, until = _period(span, begun=completed is False and _is_begun(row, span), as_of=as_of)
    name, name_start, name_end = institution or (None, None, None)
    by_school = counts_by_school(row, degree, name)
    return made(
        Education,
        {
            "level": "diploma" if by_school else degree.level,
            "field": field_of(_without(row, cell) if cell else row, degree.hit, above=above[::-1], below=below),
            "institution": name,
            "since": since,
            "until": until,
            "completed": completed,
            "counts_as": degree.equal.value if degree.equal else "bachelor" if by_school else None,
            "counts_by": _equal_words(row.text, degree.hit, degree.equal) if degree.equal else by_school,
            "institution_start": name_start,
            "institution_end": name_end,
            "start": rows[first].line_start,
            "end": rows[last - 1].end,
        },
    )


def _period(span: DateSpan | None, *, begun: bool, as_of: Month) -> tuple[str | None, str | None]:
    """Return since when and until when; a single date is the end, but where it says when something was `begun`."""
    if span is None:
        return None, None
    if begun:
        return span.since.since, None  # when it was left is not told
    if span.single or (span.until is None and span.since.first > as_of):
        return None, span.since.until
    return span.since.since, "present" if span.until is None else span.until.until


def _is_begun(row: Row, span: DateSpan | None) -> bool:
    """Tell "I started an MBA in 2023 and stopped": its only date is that of the beginning."""
    alone = span is not None and span.single and len(row.dates) == 1
    return alone and not LEX.words["started"].isdisjoint(norms(row.text[: row.dates[0].start]))


def _school_cell(rows: Sequence[Row], at: int) -> tuple[str, int, int] | None:
    """Return the school of a row of a table by the column that the table's head names: "Degree | Institute | Year"."""
    row, first = rows[at], at
    while first and "\t" in rows[first].text and not is_table_head(rows[first]):
        first -= 1
    if first == at or not is_table_head(rows[first]):
        return None
    columns, cells = rows[first].text.split("\t"), row.text.split("\t")
    named = [i for i, column in enumerate(columns) if not LEX.institutions.isdisjoint(norms(column))]
    if len(named) != 1 or len(columns) != len(cells) or not any(map(str.isalpha, cells[named[0]])):
        return None
    start = row.start + sum(len(cell) + 1 for cell in cells[: named[0]])
    name = cells[named[0]].split(", ", 1)[0].rstrip()  # its town stands behind
    return name, start, start + len(name)


def _without(row: Row, cell: tuple[str, int, int]) -> Row:
    """Return the part of a row of a table before or behind a cell, whichever names the degree."""
    before = row.stretch(0, cell[1] - row.start)
    return before if before.degrees else row


def _is_course(row: Row) -> bool:
    """Tell a certificate or a course below a degree: of the degree it says nothing that it is still going on."""
    return row.has(LEX.phrases["certificate"]) or names_platform(row)


def _is_apart(row: Row, degree: Row) -> bool:
    """Tell a line of other studies or of a post, with dates of its own, from one that goes on with a degree's."""
    return degree.school and (row.school or row.titled)


def _equal_words(text: str, hit: Hit, equal: Hit) -> str:
    """Return the words of a degree up to those that say what it counts as ("Diplom Informatik (FH)")."""
    words = text[hit.start : max(hit.end, equal.end)]
    return f"{words})" if words.count("(") > words.count(")") else words


def _completed(cells: Sequence[Row], span: DateSpan | None, *, as_of: Month) -> bool | None:
    found = [norm for row in cells for norm in row.norms]
    for phrases in (LEX.phrases["incomplete"], LEX.phrases["ongoing"]):
        if not phrases.firsts.isdisjoint(found) and phrases.has(" ".join(row.text for row in cells), found):
            return False
    if span is None:
        return None
    return span.until is not None and span.until.first <= as_of
