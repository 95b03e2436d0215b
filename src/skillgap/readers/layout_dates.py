"""What a date looks like, and rows → rows whose dates are whole."""

from __future__ import annotations

import re

from skillgap.readers.layout_rows import Row, Segment

DATE = re.compile(
    # The letters that these words begin with: most words of a page are told by the first.
    r"(?i)\b(?=[\dacdfhjmnopst])(?:(?:19|20)\d\d|present|current|today|now|heute|"
    r"since|seit|ongoing|date|to date|jan|feb|mar|apr|may|jun|jul|"
    r"aug|sep|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december|"
    r"\d{1,2}[/.]\d{2,4})\b"
)
_CUT_DATE = re.compile(r"(?:[-\u2010-\u2015]|\b(?:to|bis))\s*(?:[^\W\d_]{3,9}\.?)?$")
_POINT = r"(?:[^\W\d_]{3,9}\.? |\d{1,2}[./])?(?:19|20)\d\d"
_WHOLE_DATE = re.compile(
    rf"(?i){_POINT}\s*(?:[-\u2010-\u2015]|to|bis)\s*(?:present|today|current|heute|now|{_POINT})|"
    r"(?:[^\W\d_]{3,9}\.? |\d{1,2}[./])(?:19|20)\d\d"
)
_ONE_DATE = re.compile(_POINT)
MONTH = re.compile(
    r"(?i)(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–—].*)?\Z")
_SHORT = 18
"""Letters of the end of a date, at most."""
_DASHES = frozenset("-–—")
_END_OF_DATE = re.compile(r"(?i)(?:19|20)\d\d|present|today|current|heute|(?:[^\W\d_]{3,9}\.? )?(?:19|20)\d\d")


def _is_cut_date(one: str, two: str) -> bool:
    """Tell a range of dates that the end of a line has cut."""
    ends = len(two) <= 14 and _END_OF_DATE.fullmatch(two) is not None
    return ends and _CUT_DATE.search(one) is not None and DATE.search(one) is not None


def is_whole_date(text: str) -> bool:
    """Tell a text that is a range of dates, or a month, and nothing else."""
    return _WHOLE_DATE.fullmatch(text) is not None


def with_whole_dates(rows: list[Row]) -> list[Row]:
    """Move the end of a date up to its beginning: it was wider than its narrow column ("Oct 2020 – Dec", "2022").

    The column stands at the left of its rows, or at their right.
    """
    if not any(number and _may_end_date(row) for number, row in enumerate(rows)):
        return rows
    made: list[Row] = []
    for row in rows:
        rest = Row(row.y, list(row.segments))
        for at in (0, -1):
            if made and rest.segments and _ends_date(made[-1].segments, rest.segments, at):
                end = rest.segments.pop(at)
                date = made[-1].segments[at]
                whole = date._replace(text=f"{date.text} {end.text}", x1=max(date.x1, end.x1))
                made[-1].segments[at] = whole
        if rest.segments:
            made.append(rest)
    return made


def _may_end_date(row: Row) -> bool:
    return len(row.segments[0][0]) <= _SHORT or len(row.segments[-1][0]) <= _SHORT


def _ends_date(above: list[Segment], below: list[Segment], at: int) -> bool:
    """Tell whether the first (0) or last (-1) text of a row goes on with the date in its place in the row above."""
    date, end = above[at], below[at]
    if len(end.text) > _SHORT or len(above) < 2 or (abs(date.x0 - end.x0) >= 2.0 and abs(date.x1 - end.x1) >= 2.0):
        return False
    if end.y - date.y >= 2.0 * date.size:
        return False
    dash = end.text in _DASHES and is_whole_date(date.text)
    month = _YEAR.match(end.text) if MONTH.fullmatch(date.text) else None
    # "February 2014" over "– April 2018": the range was cut before its dash.
    until = end.text[0] in _DASHES and _ONE_DATE.fullmatch(date.text) and _END_OF_DATE.fullmatch(end.text[1:].lstrip())
    return dash or month is not None or bool(until) or _is_cut_date(date.text, end.text)
