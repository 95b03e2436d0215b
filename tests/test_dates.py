"""Written date ranges and what they mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillgap.structure.dates import find_dates, find_duration, month_of, month_text
from skillgap.structure.months import Period, period_of, union, union_low

AS_OF = month_of("2026-06")
TABLE = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data" / "date_ranges.tsv").read_text("utf-8").splitlines()[1:]
]


def test_the_table_is_long() -> None:
    assert len(TABLE) >= 300
    assert len({text for text, *_ in TABLE}) == len(TABLE)


@pytest.mark.parametrize(("text", "since", "until"), TABLE, ids=[text for text, *_ in TABLE])
def test_written_range(text: str, since: str, until: str) -> None:
    found = find_dates(text, as_of=AS_OF)
    assert [(span.since.since, span.until.until if span.until else "present") for span in found] == [(since, until)]


@pytest.mark.parametrize(("text", "since", "until"), TABLE, ids=[text for text, *_ in TABLE])
def test_range_in_a_title_line(text: str, since: str, until: str) -> None:
    """Text around a range does not change what it means."""
    line = f"Software Engineer, Acme Ltd\t{text}"
    found = find_dates(line, as_of=AS_OF)
    assert [(span.since.since, span.until.until if span.until else "present") for span in found] == [(since, until)]


@pytest.mark.parametrize(
    "text",
    [
        "C++ (11/14/17/20), C", "served 2000+ users", "mAP50 0.61 -> 0.83", "p99 240 ms to 85 ms", "$2019 saved",
        "IEC 62304",
        "RFC2045 parser", "24/7 on call", "version 3.8.18", "9,000 units, 3 bricked", "CGPA 8.42/10", "from 14 to 5",
        "+49 711 5550 133", "scaled from 10 to 20 nodes", "3 of 45 credits", "may 20 people", "+353 1 555 0119",
        "1.3–1.9x",
    ],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert find_dates(text, as_of=AS_OF) == []


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("3 yrs 2 mos", 38), ("(2 years)", 24), ("· 1 yr 9 mos", 21), ("11 months", 11), ("1 Jahr 3 Monate", 15),
        ("3 yrs. 2 mos.", 38), ("2 ans et 4 mois", 28), ("3 años", 36), ("2 people", None), ("2 years of Python", None),
        ("", None),
    ],
)  # fmt: skip
def test_duration(text: str, months: int | None) -> None:
    assert find_duration(text) == months


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Mar – present 2020", ["2020"]), ("Mar – May, since 2020", ["2020"]), ("Mar – Jun 20", []),
        ("12/05/1234 – 2020", ["2020"]), ("Jan 2020 – Mar 2022 (2 people)", ["2020-01"]), ("2019 (Aug–Jun)", ["2019"]),
    ],
)  # fmt: skip
def test_months_without_a_year_and_other_figures_are_no_dates(text: str, dates: list[str]) -> None:
    assert [span.since.since for span in find_dates(text, as_of=AS_OF)] == dates


def test_a_stated_duration_belongs_to_its_range() -> None:
    (span,) = find_dates("Mar 2022 – Present (3 years 8 months)", as_of=AS_OF)
    assert span.stated == 44


@pytest.mark.parametrize(
    ("text", "flaw"),
    [("13/2020 - 05/2021", "impossible_month"), ("2022 - 2019", "reversed"), ("May 2021 – Jan 2020", "reversed")],
)
def test_flaws_are_marked(text: str, flaw: str) -> None:
    assert [span.flaw for span in find_dates(text, as_of=AS_OF)] == [flaw]


def test_day_and_month_order_follows_the_line() -> None:
    def month(text: str) -> str:
        return find_dates(text, as_of=AS_OF)[0].since.since

    assert month("05/06/2020 - 25/12/2021") == "2020-06"
    assert month("05/06/2020 - 12/25/2021") == "2020-05"
    assert month("01/06/2020") == "2020-06"
    assert month("06/01/2020") == "2020-06"
    assert month("05.06.2020") == "2020-06"


def test_year_only_ranges_are_wide() -> None:
    (span,) = find_dates("2013–2015", as_of=AS_OF)
    period = period_of(span, as_of=AS_OF)
    assert period is not None
    assert (period.low, period.months) == (14, 36)


months = st.integers(min_value=1990 * 12, max_value=AS_OF)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first, last = sorted((draw(months), draw(months)))
    low_first = draw(st.integers(first, last))
    return Period(first, last, low_first, draw(st.integers(low_first, last)))


@given(st.lists(periods(), max_size=8), periods())
def test_adding_a_job_never_lowers_the_total(held: list[Period], more: Period) -> None:
    assert union([*held, more]) >= union(held)
    assert union_low([*held, more]) >= union_low(held)


@given(st.lists(periods(), max_size=8), st.randoms(use_true_random=False))
def test_order_of_jobs_is_nothing(held: list[Period], random: object) -> None:
    shuffled = list(held)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert union(shuffled) == union(held)
    assert union_low(shuffled) == union_low(held)


@given(st.lists(periods(), min_size=1, max_size=8))
def test_overlap_counts_once(held: list[Period]) -> None:
    covered = {month for period in held for month in range(period.first, period.last + 1)}
    assert union(held) == len(covered)
    assert union([*held, *held]) == union(held)
    assert union_low(held) <= union(held)
    assert max(period.months for period in held) <= union(held) <= sum(period.months for period in held)


@given(months, months)
def test_numeric_months_read_back(a: int, b: int) -> None:
    first, last = sorted((a, b))
    text = f"{month_text(first)[5:]}/{month_text(first)[:4]} – {month_text(last)[5:]}/{month_text(last)[:4]}"
    (span,) = find_dates(text, as_of=AS_OF)
    assert span.until is not None
    assert (span.since.first, span.until.last) == (first, last)
    period = period_of(span, as_of=AS_OF)
    assert period is not None
    assert period.months == last - first + 1


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for span in find_dates(f"{text} 2019", as_of=AS_OF):
        assert 0 <= span.start < span.end <= len(text) + 5
        if span.until is not None:
            assert span.since.first <= span.until.last
