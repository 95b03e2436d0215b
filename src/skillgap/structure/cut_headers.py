"""Rows of a section of work → the same rows, the headers whole that the width of the page has cut."""

from __future__ import annotations

from collections.abc import Sequence

from skillgap.structure.naming import EDGE
from skillgap.structure.rows import Row, begins_small, looks_like_header, title_words

_MOST = 4
"""Rows that a header may take."""
_LONGEST = 170
_WORDS = 9
"""Words that may stand before the date in a header's last row."""


def whole_headers(rows: Sequence[Row]) -> Sequence[Row]:
    """Join "GPU engineer, Teasel (cloud" and "for AI)\\t2021 – today": a row that can't open a header goes on with one.

    The title opens the first row; the range stands at the end of the last one, or alone in the row below.
    """
    whole: list[Row] = []
    at = 0
    for i, row in enumerate(rows):
        first, last = _cut_header(rows, i) if row.dates and i >= at else (i, i)
        if first < at or last == first:
            continue
        header = rows[first]
        for part in rows[first + 1 : last]:
            header = header.joined(part)
        header.whole = True
        whole += [*rows[at:first], header]
        at = last
    return [*whole, *rows[at:]] if whole else rows


def _cut_header(rows: Sequence[Row], i: int) -> tuple[int, int]:
    """Return the rows of the header that the range in row `i` belongs to, where it stands in several; else none."""
    row = rows[i]
    span = row.dates[0]
    before = row.text[: span.start].strip(EDGE)
    if span.single or row.bullet or len(row.text[span.end :].strip(EDGE)) > 12 or len(before.split()) > _WORDS:
        return i, i
    last = i if before else i - 1
    first = last
    while first > 0 and last - first < _MOST - 1 and _goes_on(rows[first - 1], rows[first]):
        first -= 1
    if first == last or not title_words(rows[first]) or rows[last].end - rows[first].start > _LONGEST:
        return i, i
    return first, last + 1


def _goes_on(before: Row, row: Row) -> bool:
    """Tell a row that begins in small letters, or inside a bracket, from one that opens a header."""
    inside = before.text.count("(") > before.text.count(")")
    if row.above or row.bullet or before.bullet:
        return False
    if before.dates and not (inside and before.text.rfind("(") < before.dates[0].start):
        return False  # "Engineer (permanent since 2022, first" goes on
    if row.start != before.end + 1 or before.heading or before.text[-1] in ".;:!?":
        return False
    if row.text[0].islower():
        # "with Balaton Insurance" is a header row of its own
        return begins_small(row.text) and not looks_like_header(row)
    return inside
