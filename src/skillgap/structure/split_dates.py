"""Rows → rows: dates that stand over two lines, cells or terms put together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skillgap.structure.dates import DateSpan, Month, Point, find_dates, find_duration, find_month_span, is_present
from skillgap.structure.language import lexicon, squash
from skillgap.structure.naming import EDGE
from skillgap.structure.rows import Row

_LABEL = re.compile(r"([^\W\d_][^:\t]{0,15}?)\s*[:\t]\s*")
_LAST_MONTH = re.compile(r"(?:[,(|\t–—-] ?|  )([^\W\d_]{3,9})\.?\Z")
_DASHED_CELL = re.compile(r"\s?[-–—](?=\s+[A-ZÀ-Ý])")
_OPENING = re.compile(r"(?:In|From|Since) \Z")
_STAYED = re.compile(r"\b(?:I|we)\b.*\b(?:until|till|up to|before I left in|and left in|leaving in)\s*$")


def join_split_dates(rows: Sequence[Row], *, as_of: Month) -> None:
    """Put together ranges written over two lines, on the first of the two rows.

    Forms: "2021 –" over "2023"; "2023" over "2021" (latest first); years over months; a duration below its range.
    Rows are working copies of one reading, not values: only this and `find_headings`, which takes ornaments for no
    bullets, change them after they are read.
    """
    dated = [row.index for row in rows if row.dates]
    for i in dated:
        if "\t" in rows[i].text and rows[i].dates[0].single:
            _join_cells(rows[i])
            _join_columns(rows[i])
        if len(rows[i].dates) == 2:
            _join_terms(rows[i])
            _join_stay(rows[i])
    for i in sorted({*dated, *(i - 1 for i in dated)}):
        if not 0 <= i < len(rows) - 1:
            continue
        row, following = rows[i], rows[i + 1]
        if not row.dates and not following.dates:
            continue
        if following.dates and following.dates[0].start == 0 and not following.dates[0].since.precise:
            _join_month(row, following, as_of=as_of)
        if row.dates and len(row.text) < 40:
            _join_from_to(row, following)
        if row.dates and "\t" in row.text and len(following.text.partition("\t")[0]) <= 12:
            _join_wrapped_cell(row, following, as_of=as_of)
        if row.dates and following.dates and row.dates[0].single:
            _join_cell_at_dash(row, following)
        if row.dates and following.dates and (row.dates[-1].until is None or following.text[0] in "-–—→"):
            _join_at_dash(row, following, as_of=as_of)
        elif len(row.text) <= 24 and len(following.text) <= 24:
            _join_stacked(row, following)
        if row.dates and row.dates[-1].stated is None and (months := find_duration(following.text)) is not None:
            row.dates[-1] = row.dates[-1]._replace(stated=months)


def _join_cells(row: Row) -> None:
    """Read the cells of a table's columns "From" and "To" as one range."""
    first = row.dates[0]
    if row.text[: first.start].strip():
        return
    cell, _, rest = row.text[first.end :].lstrip(" ").removeprefix("\t").partition("\t")
    if len(row.dates) > 1 and row.dates[1].single and not row.text[first.end : row.dates[1].start].strip():
        second = row.dates[1]
        if second.since.last >= first.since.first:
            row.dates[:2] = [DateSpan(first.start, second.end, first.since, second.since)]
    elif rest and is_present(cell):
        row.dates[0] = DateSpan(first.start, row.text.index(cell, first.end) + len(cell), first.since, None)


def _join_columns(row: Row) -> None:
    """Read the last two cells of "Acme\tClerk\tJun 2019\tAug 2024" or "…\tSep 2024\tPresent" as one range."""
    first = row.dates[0]
    if (
        not first.single
        or row.text[first.start - 1 : first.start] != "\t"
        or row.text[first.end : first.end + 1] != "\t"
    ):
        return
    last = row.text[first.end + 1 :]
    if is_present(last):
        row.dates[:] = [DateSpan(first.start, len(row.text), first.since, None)]
    elif len(row.dates) == 2 and row.dates[1].single and row.dates[1].start == first.end + 1:
        second = row.dates[1]
        if second.end == len(row.text) and second.since.last >= first.since.first:
            row.dates[:] = [DateSpan(first.start, second.end, first.since, second.since)]


def _join_terms(row: Row) -> None:
    """Read terms that follow each other ("Fall 2024, Spring 2025"), and years at a line's start, as one stretch."""
    first, second = row.dates
    between = row.text[first.end : second.start].strip()
    if between not in (",", "&", "+", "/", "and", "und", "et", "y") or not (first.single and second.single):
        return
    term = all(1 <= span.since.last - span.since.first < 11 for span in row.dates)
    years = first.start == 0 and not (first.since.precise or second.since.precise)
    if (term or years) and 0 < second.since.first - first.since.first <= 12:
        row.dates[:] = [DateSpan(first.start, second.end, first.since, second.until or second.since)]


def _join_stay(row: Row) -> None:
    """Read "In July 2016 I joined Acme as an analyst and stayed until March 2020" as one range."""
    if len(row.dates) < 2:
        return
    first, second = row.dates
    between = row.text[first.end : second.start]
    if not (first.single and second.single) or first.since.first > second.since.first or ". " in between:
        return
    opening = _OPENING.search(row.text[: first.start])
    if opening is not None and _STAYED.search(between):
        row.dates[:] = [DateSpan(opening.start(), first.end, first.since, second.since)]


def _join_wrapped_cell(row: Row, following: Row, *, as_of: Month) -> None:
    """Read a narrow cell: "Mar 2021 –\tLead Engineer" over "Present", "Jan 2018 – Feb\tEngineer" over "2021".

    The other cell of the row may go on beside it: "Oct 2020 – Dec\tAnalyst, Acme. Reports" over "2022\tof losses".
    """
    span = row.dates[0]
    if span.start or not row.text[span.end :].lstrip(" ").startswith("\t"):
        return
    cell, _, beside = following.text.partition("\t")
    dated = following.dates and not cell[: following.dates[0].start].strip(EDGE)
    if not is_present(cell) and not (dated and not cell[following.dates[0].end :].strip(EDGE)):
        return
    joined = find_dates(f"{row.text[: span.end]} {cell}", as_of=as_of)
    if len(joined) == 1 and not joined[0].single and joined[0].end > span.end:
        row.dates[0] = joined[0]._replace(end=span.end)
        following.dates[:] = [other for other in following.dates if other.start > len(cell)]
        following.furniture = not beside


def _join_from_to(row: Row, following: Row) -> None:
    """Read "From: 01/2021" over "To: Present"."""
    span, lex = row.dates[-1], lexicon()
    start, end = _LABEL.match(row.text), _LABEL.match(following.text)
    if start is None or squash(start[1]) not in lex.start_labels or row.text[span.end :].strip():
        return
    if end is None or squash(end[1]) not in lex.end_labels:
        return
    second = following.dates[0] if following.dates and following.dates[0].single else None
    if second is not None and not following.text[second.end :].strip() and second.since.last >= span.since.first:
        row.dates[-1] = DateSpan(0, span.end, span.since, second.since)
    elif is_present(following.text[end.end() :]):
        row.dates[-1] = DateSpan(0, span.end, span.since, None)
    else:
        return
    following.dates.clear()
    following.furniture = True


def _join_month(row: Row, following: Row, *, as_of: Month) -> None:
    """Read "…, Leipzig, Oct" over "2019 – Sept 2022": the width of the page has cut the first month off its year."""
    month = _LAST_MONTH.search(row.text)
    if month is None or month[1].lower() not in lexicon().months or following.bullet:
        return
    year = following.text[: following.dates[0].end]
    joined = find_dates(f"{month[1]} {year}", as_of=as_of)
    if len(joined) == 1 and joined[0].start == 0 and joined[0].since.precise:
        row.dates.append(joined[0]._replace(start=month.start(1), end=len(row.text)))
        del following.dates[0]
        following.furniture = following.text[len(year) :].strip(EDGE) == ""


def _join_at_dash(row: Row, following: Row, *, as_of: Month) -> None:
    span, second = row.dates[-1], following.dates[0]
    # The ends of two cells side by side: "… University of\t2013 –" over "Humberside\t2014".
    cells = row.text[span.start - 1 : span.start] == following.text[second.start - 1 : second.start] == "\t"
    cells = cells and not following.text[second.end :].strip()
    cut = row.text[span.end :].strip() or (second.start > 3 and not cells)
    dash = row.text[span.start : span.end].rstrip()[-1:] in "-–—→~" or following.text[0] in "-–—→"
    if cut or not dash or len(following.text) > 60:
        return
    joined = find_dates(row.text[span.start :] + " " + following.text[second.start if cells else 0 :], as_of=as_of)
    if joined and not joined[0].single and joined[0].until is not None:
        row.dates[-1] = joined[0]._replace(start=span.start, end=span.end)
        del following.dates[0]


def _join_cell_at_dash(row: Row, following: Row) -> None:
    """Read a narrow cell "2011 Oct - Technician" over "2016 Jul\tAcme": the second date stands below the first."""
    span, second = row.dates[0], following.dates[0]
    if span.start or second.start or not second.single or following.text[second.end : second.end + 1] != "\t":
        return
    dash = _DASHED_CELL.match(row.text, span.end)
    if dash is not None and span.since.first <= second.since.first and len(row.dates) == len(following.dates) == 1:
        row.dates[0] = DateSpan(0, dash.end(), span.since, second.since)
        del following.dates[0]


def _join_stacked(row: Row, following: Row) -> None:
    first, second = alone(row), alone(following)
    if first is not None and second is not None and first.single and second.single and row.block == following.block:
        earlier, later = sorted((first.since, second.since))
        row.dates[-1] = DateSpan(0, len(row.text), earlier, later)
        following.dates.clear()
        following.furniture = True
    elif second is not None and second.single and is_present(row.text):
        row.dates.append(DateSpan(0, len(row.text), second.since, None))
        following.dates.clear()
        following.furniture = True
    elif first is not None and first.single and is_present(following.text.lstrip("-–— ")):
        row.dates[-1] = DateSpan(0, len(row.text), first.since, None)
        following.furniture = True
    elif first is not None and not first.since.precise and first.until is not None and not following.dates:
        months = find_month_span(following.text)
        if months:
            opens, closes = first.since.first + months[0] - 1, first.until.first + months[1] - 1
            if opens <= closes:
                since, until = Point(opens, opens, precise=True), Point(closes, closes, precise=True)
                row.dates[-1] = DateSpan(0, len(row.text), since, until)


def alone(row: Row) -> DateSpan | None:
    """Return the date of a row that holds nothing else."""
    if len(row.dates) != 1 or row.text[: row.dates[0].start].strip(EDGE) or row.text[row.dates[0].end :].strip(EDGE):
        return None
    return row.dates[0]
