"""Date ranges → months: unions that count every month once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from skillgap.structure.dates import DateSpan, Month


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


def period_of(span: DateSpan, *, as_of: Month) -> Period | None:
    """Return the months of a range up to `as_of`; None where it begins later.

    A year alone opens a range in January and closes it in December; the shortest reading is the other way round.
    """
    first = span.since.first
    if first > as_of:
        return None
    last = as_of if span.until is None else min(span.until.last, as_of)
    low_first = span.since.first if span.since.precise else span.since.last
    low_last = last if span.until is None or span.until.precise else span.until.first
    low_first, low_last = min(low_first, last), max(min(low_last, last), first)
    if low_last < low_first:
        low_last = low_first
    return Period(first, last, low_first, low_last)


def union(periods: Iterable[Period]) -> int:
    """Count the months that any period covers, on the widest reading."""
    return _count((period.first, period.last) for period in periods)


def union_low(periods: Iterable[Period]) -> int:
    """Count the months that any period covers, on the shortest reading."""
    return _count((period.low_first, period.low_last) for period in periods)


def _count(spans: Iterable[tuple[Month, Month]]) -> int:
    total, reached = 0, -1
    for first, last in sorted(spans):
        begin = max(first, reached + 1)
        if last >= begin:
            total += last - begin + 1
            reached = last
    return total
