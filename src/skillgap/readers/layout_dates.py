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
_WHOLE_DATE = re.compile(
    r"(?i)(?:[^\W\d_]{3,9}\.? |\d{1,2}[./])?(?:19|20)\d\d\s*(?:[-\u2010-\u2015]|to|bis)\s*"
    r"(?:present|today|current|heute|now|(?:[^\W\d_]{3,9}\.? |\d{1,2}[./])?(?:19|20)\d\d)|"
    r"(?:[^\W\d_]{3,9}\.? |\d{1,2}[./])(?:19|20)\d\d"
)
_END_OF_DATE = re.compile(r"(?i)(?:19|20)\d\d|present|today|current|heute|(?:[^\W\d_]{3,9}\.? )?(?:19|20)\d\d")


def is_cut_date(one: str, two: str) -> bool:
    """Tell a range of dates that the end of a line has cut."""
    ends = len(two) <= 14 and _END_OF_DATE.fullmatch(two) is not None
    return ends and _CUT_DATE.search(one) is not None and DATE.search(one) is not None


def is_whole_date(text: str) -> bool:
    """Tell a text that is a range of dates, or a month, and nothing else."""
    return _WHOLE_DATE.fullmatch(text) is not None


def with_whole_dates(rows: list[Row]) -> list[Row]:
    """Move the end of a date up to its beginning: it was wider than its narrow column ("Oct 2020 – Dec", "2022")."""
    found = [
        number
        for number, row in enumerate(rows)
        if number and len(row.segments[0][0]) <= 14 and _ends_date(rows[number - 1].segments, row.segments)
    ]
    if not found:
        return rows
    made = [Row(row.y, list(row.segments)) for row in rows]
    for number in found:
        one, two = made[number - 1], made[number]
        end = two.segments.pop(0)
        date = one.segments[0]
        one.segments[0] = date._replace(text=f"{date.text} {end.text}", x1=max(date.x1, end.x1))
    return [row for row in made if row.segments]


def _ends_date(above: list[Segment], below: list[Segment]) -> bool:
    date, end = above[0], below[0]
    return (
        len(above) > 1
        and abs(date.x0 - end.x0) < 2.0
        and end.y - date.y < 2.0 * date.size
        and is_cut_date(date.text, end.text)
        and (len(below) == 1 or abs(below[1].x0 - above[1].x0) < 2.0)
    )
