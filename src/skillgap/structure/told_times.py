"""A line and the job around it → which of its words say when: "Go (since 2023)", "until 2020 we also had PHP"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from skillgap.structure.dates import find_dates
from skillgap.structure.language import LEX, alternation, norms
from skillgap.structure.months import DateSpan, Month, Period, Point, period_of

_CUT = re.compile(r"[,;()|•·\t]|[.!?](?=\s|\Z)")
_ENDS = frozenset(";|•·\t.!?")
_LABEL = re.compile(r".*(?::|[–—]|\s-)\s", re.DOTALL)
_COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ein": 1, "eine": 1, "zwei": 2, "drei": 3,
    "deux": 2, "trois": 3, "dos": 2, "tres": 3,
}  # fmt: skip
_LISTS = (
    "until", "firsts", "stints", "started", "lately", "last_month", "since_then", "before_then", "others_tell",
    "data_words", "yearly_versions",
)  # fmt: skip
_LAST_MONTH, _LATELY = 2, 6
"""The months, up to the present, of "started last month" and of "recently started"."""


class Told(NamedTuple):
    """`line[start:end]` happened from `since` to `until`, None where that is open; `line[at:stop]` says so."""

    start: int
    end: int
    since: Point | None
    until: Point | None
    at: int
    stop: int

    def names(self, line: str, start: int, end: int, *, alone: bool) -> bool:
        """Tell whether the time is said of `line[start:end]` itself, and not of a sentence that it stands in.

        `alone` asks that not even small words stand beside it: "on Bioconductor since 2021" is told of a package.
        """
        rest = [line[a:b] for a, b in ((self.start, min(start, self.at)), (max(end, self.stop), self.end)) if a < b]
        rest += [line[end : self.at]] if end < self.at else [line[self.stop : start]] if self.stop < start else []
        beside = {word for part in rest for word in norms(_LABEL.sub("", part)) if word.isalpha()}
        return not beside if alone else LEX.small.issuperset(beside)

    def within(self, period: Period, *, as_of: Month) -> Period | None:
        """Return the part of a period that is meant; None where the two don't meet."""
        since = self.since or Point(period.first, period.first, precise=True)
        told = period_of(DateSpan(0, 0, since, self.until), as_of=as_of)
        return told and told.meet(period)


class _Clause(NamedTuple):
    start: int
    end: int
    opener: str


class _Mark(NamedTuple):
    at: int
    stop: int
    since: Point | None
    until: Point | None


_YEAR = re.compile(r"[12](?<!\w.)(?:(?<=1)9|(?<=2)0)\d\d(?!\d)")
"""A year; what begins with one of few signs is found many times as fast as what begins at a word's edge."""


@cache
def _hint_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = {word for key in ("firsts", "lately", "last_month", "stints") for word in LEX.words[key]}
    return tuple((word, re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)) for word in sorted(words))


def lines_with_times(text: str) -> list[tuple[int, int]]:
    """Return where the lines stand, in order, that may say when: any other line says nothing."""
    lowered = text.lower()  # one pattern of all words would cost ten times as much, and few texts hold one
    hints = {found.start() for found in _YEAR.finditer(text)}
    hints.update(f.start() for word, pattern in _hint_words() if word in lowered for f in pattern.finditer(text))
    lines: list[tuple[int, int]] = []
    for at in sorted(hints):
        if not lines or at >= lines[-1][1]:
            end = text.find("\n", at)
            lines.append((text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)))
    return lines


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    one_of = {key: alternation(LEX.words[key]) for key in _LISTS}
    years, units = alternation(LEX.year_units), alternation({*LEX.year_units, *LEX.month_units})
    count, count2 = (rf"(?P<{name}>\d{{1,2}}|{alternation(_COUNTS)})" for name in ("count", "count2"))
    firsts, stints = one_of["firsts"], one_of["stints"]
    after, before = (one_of[key] for key in ("since_then", "before_then"))
    opens = r"\A\W*(?:(?:and|und|et)\s+)?"
    given = {
        "until": rf"\b(?:{one_of['until']})\s*\Z",
        "first": rf"\b(?:(?:{firsts})\s+{count}|{count2}\s+(?:{firsts}))\s+(?P<unit>{years})\b",
        "begun": rf"\b(?P<lately>{one_of['lately']})\s+(?:[\w+#.-]+\s+){{0,3}}(?:{one_of['started']})\b"
        rf"|\b(?:{one_of['started']})\b[^.;]{{0,60}}?\b(?P<month>{one_of['last_month']})\b",
        "stint": rf"\b{count}[-\s]+(?P<unit>{units})[-\s]+(?:\w+\s)?(?:{stints})\b",
        "data": rf"\b(?:{one_of['data_words']})\b\W*(?:\w+\W+)?\Z",
        "versions": rf"\b(?:{one_of['yearly_versions']})\b[\s\dR(.,/&–-]*(?:{one_of['until']}|\Z)",
        "others": rf"\b(?:{one_of['others_tell']})\b",
        "then": rf"{opens}(?P<open>{after})\b|\b(?P<close>{after})\W*\Z",
        "before": rf"{opens}(?P<open>{before})\b|\b(?P<close>{before})\W*\Z",
    }
    return {key: re.compile(pattern, re.IGNORECASE) for key, pattern in given.items()}


def told_times(line: str, *, job: Period | None, as_of: Month) -> list[Told]:
    """Return what a line says of when, left to right; `job` is the time of the job that it stands in."""
    marks = sorted(_marks(line, job, as_of), key=attrgetter("at"))
    if not marks:
        return []
    clauses = list(_clauses(line, marks))
    found: list[Told] = []
    open_from: int | None = None  # what stood before goes on to the next time told
    last: _Mark | None = None
    for i, clause in enumerate(clauses):
        mark = next((m for m in marks if clause.start <= m.at < clause.end), None) or _bare(line, clause, last)
        if clause.opener in _ENDS:
            open_from = None
        if mark is not None and _patterns()["others"].search(line, clause.start, mark.at):
            mark = None  # "reports that nobody opened since 2020"
        if mark is None:
            if open_from is not None and found:
                found[open_from] = found[open_from]._replace(end=clause.end)
            continue
        last, open_from = mark, None
        start, end = clause.start, clause.end
        before, behind = norms(line[start : mark.at]), norms(line[mark.stop : end])
        if not before and not behind and i and clause.opener not in _ENDS:
            if clause.opener != "(" and i + 1 < len(clauses) and clauses[i + 1].opener not in _ENDS:
                continue  # "in ESPnet and, since 2024, in NeMo"
            start = clauses[i - 1].start  # "Go (since 2023)"
        elif not before:
            open_from = len(found)
        found.append(Told(start, end, mark.since, mark.until, mark.at, mark.stop))
    return found


def _clauses(line: str, marks: Sequence[_Mark]) -> Iterator[_Clause]:
    start, opener = 0, ";"
    for cut in _CUT.finditer(line):
        if any(mark.at <= cut.start() < mark.stop for mark in marks):
            continue
        yield _Clause(start, cut.start(), opener)
        start, opener = cut.end(), cut[0]
    yield _Clause(start, len(line), opener)


def _bare(line: str, clause: _Clause, last: _Mark | None) -> _Mark | None:
    """Read "then Go" behind "PHP until 2020", "RabbitMQ before" behind "Kafka since 2021"."""
    if last is None:
        return None
    text = line[clause.start : clause.end]
    for key in ("then", "before"):
        found = _patterns()[key].search(text)
        if found is not None:
            at, stop = (clause.start + place for place in found.span("open" if found["open"] else "close"))
            if key == "then" and last.since is None:
                return _Mark(at, stop, last.until, None)
            if key == "before" and last.until is None:
                return _Mark(at, stop, None, last.since)
    return None


def _marks(line: str, job: Period | None, as_of: Month) -> Iterator[_Mark]:
    patterns = _patterns()
    for span in find_dates(line, as_of=as_of):
        before = line[: span.start]
        if span.flaw or patterns["data"].search(before) or patterns["versions"].search(before):
            continue
        if not span.single:
            yield _Mark(span.start, span.end, span.since, span.until)
        elif until := patterns["until"].search(before):
            yield _Mark(until.start(), span.end, None, span.until)
    if begun := patterns["begun"].search(line):
        if begun["month"]:
            since = Point(as_of + 1 - _LAST_MONTH, as_of + 1 - _LAST_MONTH, precise=True)
        else:
            since = Point(as_of + 1 - _LATELY, as_of, precise=False)
        yield _Mark(*begun.span("month" if begun["month"] else "lately"), since, None)
    if job is not None:
        yield from _parts(line, job)


def _parts(line: str, job: Period) -> Iterator[_Mark]:
    """Read "first two years" and "6 month secondment": parts of a job; first months are told of what was achieved."""
    if first := _patterns()["first"].search(line):
        end = job.first + _months(first["count"] or first["count2"], first["unit"]) - 1
        yield _Mark(*first.span(), None, Point(end, end, precise=True))
    if stint := _patterns()["stint"].search(line):
        since = job.last + 1 - _months(stint["count"], stint["unit"])
        yield _Mark(*stint.span(), Point(since, since, precise=True), None)


def _months(count: str, unit: str) -> int:
    number = _COUNTS.get(count.lower()) or int(count)
    return number * (12 if unit.lower() in LEX.year_units else 1)
