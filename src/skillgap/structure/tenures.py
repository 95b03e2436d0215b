"""Rows of a section of work → employers that stand above their posts with the time spent there in all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from skillgap.structure.dates import DateSpan, find_duration
from skillgap.structure.naming import Part, says_form, trim_part
from skillgap.structure.rows import Row

_BESIDE = " · "
"""What LinkedIn writes between an employer, how one works there, and for how long."""
_BETWEEN = 2
"""Lines between the employer's time and its first post's title: where it is, how one works there."""


class Post(NamedTuple):
    """A post at an employer above: its head begins in row `first`, with its title."""

    first: int
    employer: Part


def tells_time(row: Row) -> bool:
    """Tell a line that ends in the time spent somewhere: "3 years", "Acme · Full-time · 5 yrs 3 mos"."""
    return not row.dates and row.text[:1] != "(" and _time(row) is not None


def _time(row: Row) -> int | None:
    return find_duration(row.text.rpartition(_BESIDE)[2])


def posts_below(rows: Sequence[Row], anchors: Sequence[tuple[Row, DateSpan]]) -> dict[int, Post]:
    """Return the posts of employers that stand above several, by the index of the row with their dates.

    The employer's time tells which they are: whose lengths it holds. What was done there may stand between two posts
    in a line that looks like an employer's. A post with its employer's line between title and dates is one of its own.
    """
    found: dict[int, Post] = {}
    at = {row.index: i for i, row in enumerate(rows)}
    for over, row in enumerate(rows):
        employer = _employer(rows, over) if tells_time(row) else None
        if employer is None:
            continue
        left, before = _time(row) or 0, over
        for anchor, span in anchors:
            here = at[anchor.index]
            if here <= over:
                continue
            title = _title(rows, before, here)
            first = before == over
            if title is None or (first and title - over > _BETWEEN + 1):
                break
            # Each length is rounded up.
            if not first and not (_alone(rows, title) if span.stated is None else span.stated <= left + 1):
                break
            found[anchor.index] = Post(title, employer)
            left -= (span.stated or 0) - 1
            before = here
    for anchor, _ in anchors:
        here = at[anchor.index]
        firm = _firm_with_form(rows[here - 1]) if here > 1 else None
        below = here + 1 < len(rows) and rows[here + 1].titled and rows[here + 1].header
        if firm and rows[here - 2].header and (rows[here - 2].titled or not below):
            found[anchor.index] = Post(here - 2, firm)
    return found


def _employer(rows: Sequence[Row], over: int) -> Part | None:
    """Return the employer in the line with its time or above it: "Acme" over "Full-time · 5 yrs 3 mos"."""
    opening = rows[over].text.split(_BESIDE, 1)[0]
    if says_form(opening) or find_duration(opening) is not None:
        if not over:
            return None
        over -= 1
    return trim_part(rows[over], 0, len(rows[over].text.split(_BESIDE, 1)[0]))


def _title(rows: Sequence[Row], before: int, here: int) -> int | None:
    """Return the row right above the dates in row `here`, how one worked there left out; None for an employer's."""
    at = here - 1
    while at > before and says_form(rows[at].text):
        at -= 1
    row = rows[at]
    named = row.header and not (row.dates or row.bullet or _firm_with_form(row) or tells_time(row))
    return at if at > before and named else None


def _firm_with_form(row: Row) -> Part | None:
    """Return the employer in "Acme · Full-time", which stands between a title and its dates."""
    name, beside, form = row.text.partition(_BESIDE)
    return trim_part(row, 0, len(name)) if beside and says_form(form) and not (row.dates or says_form(name)) else None


def _alone(rows: Sequence[Row], title: int) -> bool:
    """Tell a title that nothing like an employer stands above."""
    return rows[title].above or not rows[title - 1].header
