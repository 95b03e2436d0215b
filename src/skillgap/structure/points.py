"""A written date as months: the values that dates are read into."""

from __future__ import annotations

from typing import NamedTuple

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
