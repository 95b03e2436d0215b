"""Rows of a section that isn't about work → where jobs begin in it nevertheless."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skillgap.structure.anchors import is_role, is_version, names_post
from skillgap.structure.heading_looks import may_open
from skillgap.structure.hidden_studies import names_degree
from skillgap.structure.language import LEX
from skillgap.structure.rows import Row
from skillgap.structure.split_dates import alone

_FIRST_PERSON = re.compile(r"\b(?:I|my|we|our)\b")
_OWN_BOSS = re.compile(r"[\s,:;–—-]*(?:self[- ]?employed|freelanc)", re.IGNORECASE)
_LEAST = 24
"""Months of what may be a career: a student's projects take less."""
_MAIL = re.compile(r"[\w.+-]@\w")


def find_hidden_work(body: Sequence[Row], *, loose: bool) -> tuple[Row, bool] | None:
    """Return the row where jobs begin and whether it is their heading; None where there are none.

    Headings of a person's own making ("the day job") and columns that a reader weaves together leave jobs in the
    contact lines, the summary or a sidebar's lists. `loose` takes plain lines too, else the job title must stand out.
    """
    for i, row in enumerate(body):
        if not row.dates or row.bullet or all(span.single or is_version(row, span) for span in row.dates):
            continue
        if (
            (row.prose and not _heads(row))
            or len(row.norms) > 24
            or row.has(LEX.phrases["availability"])
            or _MAIL.search(row.text)
        ):
            continue
        at = _title(body, i)
        if at is None or not (loose or body[at].bold or body[at].marked or body[at].heading):
            continue
        studies = any(names_degree(other) for other in body[at : i + 2] if other is row or not other.dates)
        if studies and not _is_own_boss(row):  # who is self-employed as "DBA" keeps databases
            continue
        for above in (at - 1, at - 2):
            if above >= 0 and _is_heading(body[above], body[at]):
                return body[above], True
        return body[at], False
    return None


def _heads(row: Row) -> bool:
    """Tell "From April 2017 till March 2020, analyst at Acme" from a sentence: little but the title stands beside."""
    span = next(span for span in row.dates if not span.single)
    if names_post(row, span) or _is_own_boss(row):
        return True
    before, after = row.text[: span.start].split(), row.text[span.end :].split()
    return not _FIRST_PERSON.search(row.text) and min(len(before), len(after)) <= 2 and len(before) + len(after) <= 12


def _is_own_boss(row: Row) -> bool:
    """Tell "01.2015 – today, self-employed, database work for small firms"."""
    span = row.dates[0]
    return span.start == 0 and not span.single and _OWN_BOSS.match(row.text, span.end) is not None


def tells_of_work(body: Sequence[Row]) -> bool:
    """Tell a freelancer's "Projects" that are the whole career: dated posts of two years or more, each with a title."""
    months, posts, dated = 0, 0, 0
    for i, row in enumerate(body):
        span = next((span for span in row.dates if not span.single), None)
        if span is None or row.bullet or row.prose:
            continue
        dated += 1
        if any(other.titled and (other is row or is_role(other)) for other in body[i : i + 3]):
            posts += 1
            months += (span.until.last if span.until else span.since.last + 12) - span.since.first
    return posts >= 2 and posts >= 0.6 * dated and months >= _LEAST


def _title(body: Sequence[Row], i: int) -> int | None:
    """Find the row with the job title for the dates in row `i`: the row itself or one of the two above it."""
    if _is_own_boss(body[i]) or body[i].titled:
        return i
    for at in (i - 1, i - 2):
        if at < 0 or not body[at].header or body[at].prose or _is_dated(body[at]):
            return None
        if body[at].titled and len(body[at].norms) <= 10:
            return at
    return None


def _is_dated(row: Row) -> bool:
    """Tell a line with a range of its own and words beside it: its title is its own, too."""
    return any(not span.single for span in row.dates) and alone(row) is None


def _is_heading(row: Row, title: Row) -> bool:
    """Tell a heading over a job from its employer: it stands out more than the job title does."""
    larger = row.marked and (row.size or 0.0) > (title.size or 0.0)
    higher = row.heading is not None and (title.heading is None or row.heading < title.heading)
    return may_open(row) and (higher or larger or (row.capitals and not title.capitals))
