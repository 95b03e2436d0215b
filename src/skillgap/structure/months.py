"""Dates and ranges as months: what is written, what it covers, and unions that count every month once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from skillgap.models.resume import Entry, Job, JobKind

Month = int
"""Months since year 0: year * 12 + month - 1."""


class Point(NamedTuple):
    """A written date: `first` to `last` is all it may mean; `precise` when the month itself is written.

    A point of a term ("Summer 2019") starts at `first` when it opens a range and ends at `last` when it closes one.
    """

    first: Month
    last: Month
    precise: bool

    @property
    def since(self) -> str:
        return month_text(self.first) if self.precise else str(self.first // 12)

    @property
    def until(self) -> str:
        return month_text(self.last) if self.precise else str(self.last // 12)


class DateSpan(NamedTuple):
    """A date range at `start:end` of the line; `until` None is the present.

    `single` marks one date standing alone, which is a range only where the layout says so. `stated` is a duration
    written beside it, in months. `flaw` is "reversed" or "impossible_month" when the text can't be meant so.
    """

    start: int
    end: int
    since: Point
    until: Point | None
    single: bool = False
    stated: int | None = None
    flaw: str | None = None

    def moved(self, by: int) -> DateSpan:
        """Return the same dates, `by` characters further to the right."""
        return DateSpan(self.start + by, self.end + by, self.since, self.until, self.single, self.stated, self.flaw)


def month_text(month: Month) -> str:
    """Write a month as YYYY-MM."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def month_of(date: str) -> Month:
    """Read YYYY-MM or YYYY-MM-DD."""
    return int(date[:4]) * 12 + int(date[5:7]) - 1


COUNTED: tuple[JobKind, ...] = ("job", "internship", "research")
"""The kinds of work that add to the months of experience."""


class Period(NamedTuple):
    """Months from `first` to `last`, both counted; the low bounds are the shortest reading of the same words."""

    first: Month
    last: Month
    low_first: Month
    low_last: Month

    @property
    def months(self) -> int:
        return self.last - self.first + 1

    @property
    def low(self) -> int:
        return max(1, self.low_last - self.low_first + 1)

    def holds(self, other: Period) -> bool:
        """Tell whether another period, on its shortest reading, lies inside this one."""
        return self.first <= other.low_first and other.low_last <= self.last

    def meet(self, other: Period) -> Period | None:
        """Return the months of both; None where they share none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        if first > last:
            return None
        low_first, low_last = max(self.low_first, other.low_first), min(self.low_last, other.low_last)
        return Period(first, last, min(low_first, last), max(low_last, first))


def period_of(span: DateSpan, *, as_of: Month) -> Period | None:
    """Return the months of a range up to `as_of`; None where it begins later.

    A year alone opens a range in January and closes it in December; the shortest reading is the other way round. A
    length stated beside bare years ("2019, 4 months") is taken at its word, up to the last month, unless it is only one
    year less the other ("2019 – 2021, 2 years"), as LinkedIn works out.
    """
    first = span.since.first
    if first > as_of:
        return None
    last = as_of if span.until is None else min(span.until.last, as_of)
    low_first = span.since.first if span.since.precise else span.since.last
    low_last = last if span.until is None or span.until.precise else span.until.first
    low_first, low_last = min(low_first, last), max(min(low_last, last), first)
    low_last = max(low_last, low_first)
    told = span.stated if span.stated != 12 * (last // 12 - first // 12) else None
    if told is not None and low_last - low_first < told <= last - first:
        low_first = first = last - told + 1
        low_last = last
    return Period(first, last, low_first, low_last)


def date_values(span: DateSpan | None, *, as_of: Month) -> dict[str, Any]:
    """Return a range as the values of an `Entry`, in the order of its fields: both dates and the months, if any."""
    period = period_of(span, as_of=as_of) if span is not None and span.flaw != "impossible_month" else None
    return {
        "since": span.since.since if span else None,
        "until": (span.until.until if span.until else "present") if span else None,
        "months": period.months if period else None,
        "months_low": period.low if period else None,
        "months_high": period.months if period else None,
    }


def job_periods(jobs: Iterable[Job], *, as_of: Month) -> list[Period]:
    """Return the months of the jobs that count as experience."""
    return written_periods((job for job in jobs if job.kind in COUNTED), as_of=as_of)


def written_periods(entries: Iterable[Entry], *, as_of: Month) -> list[Period]:
    """Return the months of the entries that have any."""
    return [period for entry in entries if (period := written_period(entry, as_of=as_of)) is not None]


def written_period(entry: Entry, *, as_of: Month) -> Period | None:
    """Return the months of an entry from its written dates; None where it has none or they are not counted."""
    if entry.since is None or entry.until is None or entry.months is None:
        return None
    stated = entry.months if entry.months_low == entry.months else None
    return period_between(entry.since, entry.until, stated=stated, as_of=as_of)


def period_between(since: str | None, until: str | None, *, stated: int | None = None, as_of: Month) -> Period | None:
    """Return the months between two written dates; None where one is missing or they are not counted."""
    if since is None or until is None:
        return None
    last = None if until == "present" else _point(until)
    return period_of(DateSpan(0, 0, _point(since), last, stated=stated), as_of=as_of)


def _point(date: str) -> Point:
    if len(date) == 4:
        return Point(int(date) * 12, int(date) * 12 + 11, precise=False)
    return Point(month_of(date), month_of(date), precise=True)


def union(periods: Iterable[Period]) -> int:
    """Count the months that any period covers, on the widest reading."""
    return covered_months((period.first, period.last) for period in periods)


def union_low(periods: Iterable[Period]) -> int:
    """Count the months that any period covers, on the shortest reading."""
    return covered_months((period.low_first, period.low_last) for period in periods)


def covered_months(spans: Iterable[tuple[Month, Month]]) -> int:
    """Count the months that any span covers; both end months count, overlaps once."""
    total, reached = 0, -1
    for first, last in sorted(spans):
        begin = max(first, reached + 1)
        if last >= begin:
            total += last - begin + 1
            reached = last
    return total
