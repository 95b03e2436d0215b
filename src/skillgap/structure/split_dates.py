"""Rows → rows: dates that stand over two lines, cells or terms put together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skillgap.structure.dates import DateSpan, Month, Point, find_dates, find_month_span, is_present
from skillgap.structure.language import LEX, squash
from skillgap.structure.rows import EDGE, Row, alone

_LABEL = re.compile(r"([^\W\d_][^:\t]{0,15}?)\s*[:\t]\s*")
_LABEL_BEFORE = re.compile(r"\b([^\W\d_]+(?: date)?):\s*\Z")
_LABEL_BEHIND = re.compile(r"[.,;|]?\s+([^\W\d_]+(?: date)?):\s*")
_AND = frozenset({",", "&", "+", "/", "and", "und", "et", "y"})
_SENTENCE = re.compile(r"[^.,;|)]+")
_DASHES = "-–—→~"
_SIGNS = re.compile(r"[-–—−→~/.'’]+")
_QUARTER = re.compile(r"[qhts][1-4]\Z")
_NARROW = 16
"""Characters of a first cell that may hold a part of a date and no more."""


def join_split_dates(rows: Sequence[Row], *, as_of: Month) -> None:
    """Put together ranges written in two cells or over two lines, on the first of the two rows."""
    dated = [row.index for row in rows if row.dates]
    for i in dated:
        if "\t" in rows[i].text or ":" in rows[i].text or len(rows[i].dates) > 1:
            _join_in_line(rows[i])
    for i in sorted({*dated, *(i - 1 for i in dated)}):
        if not 0 <= i < len(rows) - 1:
            continue
        row, following = rows[i], rows[i + 1]
        if not _join_cut(rows, i, as_of=as_of) and len(row.text) <= 32 and len(following.text) <= 32:
            _join_stacked(row, following)


def _join_in_line(row: Row) -> None:
    """Read two single dates of a line as one range where only a cell's edge, a label or "and" stands between.

    Forms: "Acme\tClerk\tJun 2019\tAug 2024", "2019\tPresent\tLedgers", "Start: May 2016. End: present", "Fall 2024,
    Spring 2025".
    """
    for n, first in enumerate(row.dates):
        if not first.single:
            continue
        second = row.dates[n + 1] if n + 1 < len(row.dates) and row.dates[n + 1].single else None
        if second is not None and _follows(row, first, second):
            row.dates[n : n + 2] = [DateSpan(first.start, second.end, first.since, second.since)]
            return
        start, end = _between(row, first)
        now = _SENTENCE.match(row.text, end) if end else None
        cell = now[0].partition("\t")[0] if now else ""
        if cell and is_present(cell):
            row.dates[n] = DateSpan(start, end + len(cell), first.since, None)
            return
        if end and second is not None and second.start == end and second.since.last >= first.since.first:
            row.dates[n : n + 2] = [DateSpan(start, second.end, first.since, second.since)]
            return


def _between(row: Row, first: DateSpan) -> tuple[int, int]:
    """Return where a range would begin that has its first date there, and where its end would stand; 0 for nowhere."""
    text = row.text
    before = _LABEL_BEFORE.search(text[: first.start]) if ":" in text else None
    behind = _LABEL_BEHIND.match(text, first.end) if before else None
    if before and behind and squash(before[1]) in LEX.start_labels and squash(behind[1]) in LEX.end_labels:
        return before.start(), behind.end()
    alone = text[first.start - 1 : first.start] in ("", "\t") and text[first.end : first.end + 1] == "\t"
    return first.start, first.end + 1 if alone else 0


def _follows(row: Row, first: DateSpan, second: DateSpan) -> bool:
    """Tell terms, or years at a line's start, that follow each other within a year."""
    terms = all(1 <= span.since.last - span.since.first < 11 for span in (first, second))
    years = first.start == 0 and not (first.since.precise or second.since.precise)
    joined = row.text[first.end : second.start].strip() in _AND
    apart = second.since.first - first.since.first
    return joined and ((terms and 0 < apart < 12) or (years and 0 < apart <= 12))


def _join_cut(rows: Sequence[Row], i: int, *, as_of: Month) -> bool:
    """Read a date that the width of its line or cell has cut, where its rest stands in the cell below.

    Forms: "Clerk\tMay 2014 – June" over "2019", "…, Leipzig, Oct" over "2019 – Sept 2022", "Jan 2018 –" over "today",
    "March\tClerk" over "2019 – May\tbatch jobs" over "2022". A last cell goes on in the last one, a first in the first.
    """
    row, following = rows[i], rows[i + 1]
    if not following.dates and not _says_now(following.text):
        return False
    last, first = row.text.rfind("\t") + 1, row.text.find("\t")
    if _may_open(following.text[following.text.rfind("\t") + 1 :]):
        start = _open_tail(row, last, len(row.text), cell="\t" in following.text and not (row.bullet or row.prose))
        if start is not None and _join_cells_below(rows, i, start, len(row.text), as_of=as_of):
            return True
    leads = 0 < first <= _NARROW and _open_tail(row, 0, first) == 0
    return leads and _join_cells_below(rows, i, 0, first, as_of=as_of)


def _may_open(rest: str) -> bool:
    """Tell by its first word whether a text can be the rest of a date."""
    word = rest[:12].split(" ", 1)[0].strip(",.;)").lower()
    return rest[:1].isdigit() or rest[:1] in _DASHES + "'’" or word in LEX.date_words


def _says_now(text: str) -> bool:
    """Tell a line whose first cell is a word for the present."""
    cell = text if len(text) <= _NARROW else text[: _NARROW + 1].partition("\t")[0]
    return len(cell) <= _NARROW and is_present(cell)


def _join_cells_below(rows: Sequence[Row], i: int, start: int, end: int, *, as_of: Month) -> bool:
    """Join the words `start` to `end` of row `i` with the cells of the next two rows as far as they are one date."""
    row, joined = rows[i], rows[i].text[start:end]
    found: DateSpan | None = None
    for following in rows[i + 1 : i + 3]:
        cell = _cell_below(following, leads=end < len(row.text))
        rest = following.text[slice(*cell)] if cell else ""
        if not cell or not rest or _is_whole(following, cell):
            break
        whole = f"{joined} {rest}"
        spans = find_dates(whole, as_of=as_of)
        if len(spans) != 1 or not spans[0].start < len(joined) < spans[0].end:
            break
        span = spans[0]
        taken = cell[1] - (len(whole) - span.end)
        following.dates[:] = [date for date in following.dates if not cell[0] < date.end <= taken]
        following.furniture = not (following.text[: cell[0]] + following.text[taken:]).strip(EDGE)
        joined, found = whole, span
    if found is None:
        return False
    kept = [date for date in row.dates if not start <= date.start < end]
    row.dates[:] = sorted([*kept, found._replace(start=start + found.start, end=end)])
    return True


def _is_whole(row: Row, cell: tuple[int, int]) -> bool:
    """Tell a range with its first month in a cell of its own: nothing of it stands above ("grew from 3 to 4.")."""
    span = next((span for span in row.dates if span.start == cell[0] > 0), None)
    return span is not None and not span.single and span.since.precise


def _cell_below(following: Row, *, leads: bool) -> tuple[int, int] | None:
    """Return where the cell below a row's first (`leads`) or last one stands in the next row; None where none can."""
    text = following.text
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
    named = _names_month(text[start:end])
    parted = before[-1:] in tuple(",(|·•;:[–—-") or ((cell or not before) and named)
    figures = any(map(str.isdigit, text[start:end])) and (begin > 0 or end < len(text) or not row.prose)
    return start if parted or figures else None


def _names_month(text: str) -> bool:
    words = text.lower().replace(".", "").split()
    return any(word in LEX.months or (word,) in LEX.seasons or _QUARTER.match(word) for word in words)


def _is_date_word(word: str) -> bool:
    known, low = LEX.date_words, word.strip(",()[].").lower()
    if low.isalpha():
        return low in known
    return bool(word) and all(
        not part or part.isdigit() or part in known or _QUARTER.match(part) for part in _SIGNS.split(low)
    )


def _join_stacked(row: Row, following: Row) -> None:
    """Read a range whose ends stand alone in two lines, the latest first or last: "2024" over "2022", "To: …" below.

    The months of a range of years may stand below it, too: "2019 – 2020" over "Jan – Dec".
    """
    first, second = _edge(row), _edge(following)
    if first is not None and second is not None and first[0] == second[0]:
        dates = [date for _, date in (first, second) if date is not None]
        if dates:
            until = max(dates) if len(dates) == 2 else None
            row.dates[:] = [DateSpan(0, len(row.text), min(dates), until)]
            following.dates.clear()
            following.furniture = True
    elif (years := alone(row)) is not None and not years.since.precise and years.until and not following.dates:
        months = find_month_span(following.text)
        opens, closes = (years.since.first + months[0] - 1, years.until.first + months[1] - 1) if months else (0, -1)
        if opens <= closes:
            row.dates[-1] = DateSpan(0, len(row.text), Point(opens, opens, True), Point(closes, closes, True))


def _edge(row: Row) -> tuple[bool, Point | None] | None:
    """Return one end of a range that stands alone in its line: whether it is labelled, and its date, None for now."""
    text = row.text
    label = _LABEL.match(text)
    labelled = label is not None and squash(label[1]) in LEX.start_labels | LEX.end_labels
    start = label.end() if label is not None and labelled else 0
    if not row.dates and is_present(text[start:].lstrip("-–— ")):
        return labelled, None
    span = row.dates[0] if len(row.dates) == 1 and (row.dates[0].single or labelled) else None
    if span is None or text[start : span.start].strip(EDGE) or text[span.end :].strip(EDGE):
        return None
    return labelled, span.since
