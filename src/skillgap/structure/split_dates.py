"""Rows → rows: dates that stand over two lines, cells or terms put together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skillgap.structure.dates import DateSpan, Month, Point, find_dates, find_duration, find_month_span, is_present
from skillgap.structure.language import lexicon, squash
from skillgap.structure.naming import EDGE
from skillgap.structure.rows import Row, is_prose

_LABEL = re.compile(r"([^\W\d_][^:\t]{0,15}?)\s*[:\t]\s*")
_LABEL_BEFORE = re.compile(r"\b([^\W\d_]+(?: date)?):\s*\Z")
_LABEL_BEHIND = re.compile(r"[.,;|]?\s+([^\W\d_]+(?: date)?):\s*")
_SENTENCE = re.compile(r"[^.,;|)]+")
_DASHES = "-–—→~"
_SIGNS = re.compile(r"[-–—−→~/.'’]+")
_QUARTER = re.compile(r"[qhts][1-4]\Z")
_NARROW = 16
"""Characters of a first cell that may hold a part of a date and no more."""
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
        if rows[i].dates[0].single and ":" in rows[i].text:
            _join_labelled(rows[i])
        if len(rows[i].dates) == 2:
            _join_terms(rows[i])
            _join_stay(rows[i])
    for i in sorted({*dated, *(i - 1 for i in dated)}):
        if not 0 <= i < len(rows) - 1:
            continue
        row, following = rows[i], rows[i + 1]
        if not row.dates and not following.dates:
            continue
        labelled = len(row.text) < 40 and (":" in following.text or "\t" in following.text)
        if row.dates and labelled and _join_from_to(row, following):
            continue
        if row.dates and following.dates and row.dates[0].single:
            _join_cell_at_dash(row, following)
        if not _join_cut(rows, i, as_of=as_of) and len(row.text) <= 24 and len(following.text) <= 24:
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
    """Read two cells side by side as one range: "Acme\tClerk\tJun 2019\tAug 2024", "…\tSep 2024\tPresent\tLedgers"."""
    text = row.text
    for n, first in enumerate(row.dates):
        if not first.single or text[first.start - 1 : first.start] != "\t" or text[first.end : first.end + 1] != "\t":
            continue
        cell, tab, _ = text[first.end + 1 :].partition("\t")
        if tab and not first.since.precise:
            continue  # years among other cells may count anything
        if is_present(cell):
            row.dates[n:] = [DateSpan(first.start, first.end + 1 + len(cell), first.since, None), *row.dates[n + 1 :]]
        elif n + 1 < len(row.dates):
            second = row.dates[n + 1]
            alone = second.single and (second.start, second.end) == (first.end + 1, first.end + 1 + len(cell))
            if alone and second.since.last >= first.since.first:
                row.dates[n : n + 2] = [DateSpan(first.start, second.end, first.since, second.since)]
        return


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


def _join_labelled(row: Row) -> None:
    """Read "Start: September 2016. End: present." in one line as one range."""
    first, lex = row.dates[0], lexicon()
    label = _LABEL_BEFORE.search(row.text[: first.start])
    end = _LABEL_BEHIND.match(row.text, first.end)
    if label is None or squash(label[1]) not in lex.start_labels or end is None or squash(end[1]) not in lex.end_labels:
        return
    second = next((span for span in row.dates[1:] if span.start == end.end()), None)
    now = _SENTENCE.match(row.text, end.end())
    if second is not None and second.single and second.since.last >= first.since.first:
        row.dates[:2] = [DateSpan(label.start(), second.end, first.since, second.since)]
    elif second is None and now is not None and is_present(now[0]):
        row.dates[0] = DateSpan(label.start(), now.end(), first.since, None)


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


def _join_from_to(row: Row, following: Row) -> bool:
    """Read "From: 01/2021" over "To: Present"."""
    span, lex = row.dates[-1], lexicon()
    start, end = _LABEL.match(row.text), _LABEL.match(following.text)
    if start is None or squash(start[1]) not in lex.start_labels or row.text[span.end :].strip():
        return False
    if end is None or squash(end[1]) not in lex.end_labels:
        return False
    second = following.dates[0] if following.dates and following.dates[0].single else None
    if second is not None and not following.text[second.end :].strip() and second.since.last >= span.since.first:
        row.dates[-1] = DateSpan(0, span.end, span.since, second.since)
    elif is_present(following.text[end.end() :]):
        row.dates[-1] = DateSpan(0, span.end, span.since, None)
    else:
        return False
    following.dates.clear()
    following.furniture = True
    return True


def _join_cut(rows: Sequence[Row], i: int, *, as_of: Month) -> bool:
    """Read a date that the width of its line or cell has cut, where its rest stands in the cell below.

    Forms: "Clerk\tMay 2014 – June" over "2019", "…, Leipzig, Oct" over "2019 – Sept 2022", "Jan 2018 –" over "today",
    "March\tClerk" over "2019 – May\tbatch jobs" over "2022". A last cell goes on in the last one, a first in the first.
    """
    row, following = rows[i], rows[i + 1]
    if not following.dates and not _says_now(following.text):
        return False
    last, first = row.text.rfind("\t") + 1, row.text.find("\t")
    start = _open_tail(row, last, len(row.text), cell="\t" in following.text and not (row.bullet or is_prose(row)))
    if start is not None and _join_cells_below(rows, i, start, len(row.text), as_of=as_of):
        return True
    leads = 0 < first <= _NARROW and _open_tail(row, 0, first) == 0
    return leads and _join_cells_below(rows, i, 0, first, as_of=as_of)


def _says_now(text: str) -> bool:
    """Tell a line whose first cell is a word for the present."""
    cell = text if len(text) <= _NARROW else text[: _NARROW + 1].partition("\t")[0]
    return len(cell) <= _NARROW and is_present(cell)


def _join_cells_below(rows: Sequence[Row], i: int, start: int, end: int, *, as_of: Month) -> bool:
    """Join the words `start` to `end` of row `i` with the cells of the next two rows as far as they are one date."""
    row, joined = rows[i], rows[i].text[start:end]
    found: DateSpan | None = None
    for following in rows[i + 1 : i + 3]:
        cell = _cell_below(row, following, leads=end < len(row.text))
        rest = following.text[slice(*cell)] if cell else ""
        if not cell or not _may_meet(joined, rest) or _is_whole(following, cell):
            break
        whole = f"{joined}{rest}" if joined[-1] == "/" else f"{joined} {rest}"
        spans = find_dates(whole, as_of=as_of)
        if len(spans) != 1 or not spans[0].start < len(joined) < spans[0].end:
            break
        span, behind = spans[0], whole[spans[0].end :].strip(EDGE)
        dashed = not span.single and (joined[-1] in _DASHES or rest[0] in _DASHES)
        if behind and (len(following.text) > 60 or not (dashed or not any(map(str.isdigit, joined)))):
            break
        taken = cell[1] - (len(whole) - span.end)
        following.dates[:] = [date for date in following.dates if not cell[0] < date.end <= taken]
        following.furniture = not (following.text[: cell[0]] + following.text[taken:]).strip(EDGE)
        joined, found = whole, span
        if behind:
            break
    if found is None:
        return False
    kept = [date for date in row.dates if not start <= date.start < end]
    row.dates[:] = sorted([*kept, found._replace(start=start + found.start, end=end)])
    return True


def _is_whole(row: Row, cell: tuple[int, int]) -> bool:
    """Tell a range with its first month in a cell of its own: nothing of it stands above ("grew from 3 to 4.")."""
    span = next((span for span in row.dates if span.start == cell[0] > 0), None)
    return span is not None and not span.single and span.since.precise


def _may_meet(head: str, rest: str) -> bool:
    """Tell whether a date may go on from the end of one text to the beginning of the other."""
    lex, opening = lexicon(), rest[:12].split(" ", 1)[0].strip(",.;)").lower()
    closing = head[head.rfind(" ") + 1 :].lower()
    if closing[-1] in "0123456789)" and not _QUARTER.match(closing):
        return rest[:1] in _DASHES or opening in lex.date_phrase_starts
    if (closing,) in lex.present:
        return False
    return opening[:1].isdigit() or rest[:1] in "'’" or opening in lex.date_words


def _cell_below(row: Row, following: Row, *, leads: bool) -> tuple[int, int] | None:
    """Return where the cell below a row's first (`leads`) or last one stands in the next row; None where none can."""
    text = following.text
    if following.heading:
        return None
    if following.bullet and row.text[-1] not in _DASHES:
        return None
    if not leads:
        return text.rfind("\t") + 1, len(text)
    end = text.find("\t") if "\t" in text else len(text)
    return (0, end) if 0 < end <= _NARROW else None


def _open_tail(row: Row, begin: int, end: int, *, cell: bool = False) -> int | None:
    """Return where the words of a date begin that end at `end`, not before `begin`; None where other words do.

    Words without a figure ("Oct", "since") count only where they fill a cell or stand behind a sign that parts a
    header, or are a month over a `cell`: "went live in May" is told.
    """
    text, start = row.text, end
    while start > begin:
        cut = max(text.rfind(" ", begin, start - 1) + 1, begin)
        if not _is_date_word(text[cut:start].rstrip(" ")):
            break
        start = cut
    # A word may touch its date ("TexasSep 2015 –").
    start = min([start, *(span.start for span in row.dates if begin <= span.start < start <= span.end)])
    start += len(text[start:end]) - len(text[start:end].lstrip(" -–—(["))
    if start == end:
        return None
    before = text[begin:start].rstrip()
    named = _names_month(text[start:end]) or (begin == 0 and _names_start(text[start:end]))
    parted = before[-1:] in tuple(",(|·•;:[–—-") or ((cell or not before) and named)
    figures = any(map(str.isdigit, text[start:end])) and (begin > 0 or end < len(text) or not is_prose(row))
    return start if parted or figures else None


def _names_month(text: str) -> bool:
    lex, words = lexicon(), text.lower().replace(".", "").split()
    return any(word in lex.months or (word,) in lex.seasons or _QUARTER.match(word) for word in words)


def _names_start(text: str) -> bool:
    """Tell "since" alone; "From" may head a column."""
    words = tuple(text.lower().split())
    return words in lexicon().since and words not in lexicon().from_


def _is_date_word(word: str) -> bool:
    known, low = lexicon().date_words, word.strip(",()[].").lower()
    if low.isalpha():
        return low in known
    return bool(word) and all(
        not part or part.isdigit() or part in known or _QUARTER.match(part) for part in _SIGNS.split(low)
    )


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
