"""One line of text → the dates and date ranges written in it: the grammar of what stands between written dates."""

from __future__ import annotations

import re

from skillgap.structure.date_parts import DateParts, Part, days_come_first
from skillgap.structure.date_words import DateWords
from skillgap.structure.language import LEX
from skillgap.structure.months import DateSpan, Month, Point, month_of, month_text

__all__ = [
    "DATE_HINT", "DateSpan", "Month", "Point", "days_come_first", "find_dates", "find_duration", "find_month_span",
    "is_present", "month_of", "month_text",
]  # fmt: skip

DATE_HINT = re.compile(
    r"[0-9'’‘`](?:(?:(?<=1)9|(?<=2)0)[0-9]{2}|(?<=['’‘`])[^\S\n]?[0-9]{2}|(?<=\b[0-9])[0-9]?[^\S\n]?[/.][^\S\n]?[0-9]{2}\b"
    r"|(?<=[A-Za-z.][ -][0-9])[0-9](?=\s?(?:[-–—→]|to\b))"
    r"|(?<=(?:an|eb|ar|pr|ay|un|ul|ug|ep|pt|ct|ov|ec)[0-9])[0-9]\b"
    r"|(?<=(?:mer|ter|ing|umn|all) [0-9])[0-9](?=[\t)|,;]|\s*(?:\n|\Z)))"
)
"""A line without a match holds no date. All its ways begin with one set of signs, which makes the search four times
as fast as the plain alternatives: 1999, '99, 3/99, "Aug 98 –", "Aug98", "Summer 99"."""

_LETTERS = re.compile(r"[^\W\d_]+")
_DURATION = re.compile(r"\d\+?\s?[^\W\d_]")
_OPENS = frozenset({"word", "num", "apos"})
_NAMES = frozenset({"AB", "CA"})
"""A Swedish firm, not the German "ab"; California, not "ca."."""


class DateParser(DateParts):
    """Reads the tokens of one line; made for that line."""

    def spans(self) -> list[DateSpan]:
        found: list[DateSpan] = []
        date_starts = LEX.date_starts
        reached = 0
        for i, (kind, low) in enumerate(zip(self.kinds, self.lows, strict=True)):
            if i < reached or kind not in _OPENS:
                continue
            if kind == "word" and low not in date_starts and not self._may_be_misspelt(i):
                continue
            result = self._range_at(i)
            if result is not None:
                span, reached = result
                found.append(span)
        return found

    def _range_at(self, begin: int) -> tuple[DateSpan, int] | None:
        """Read the range or the single date that begins at a token; return the index behind it, too."""
        number = self.kinds[begin] == "num"
        if number and begin and self.joined(begin - 1) and self.texts[begin - 1] in "/.":
            return None
        i, since_word = self._behind_lead(begin)
        part = self._part(i)
        if part is None:
            return None
        start = self.starts[begin]
        if self.kinds[i] == "num" and part.year is None and self.kinds[part.next + 1] == "word" and part.next == i + 1:
            return None  # "Software Engineer 2 – Jan 2019 – Aug 2025": a grade, no month
        span = self._closed(part, start)
        if span:
            return self._to_school_year(*span) if self.texts[part.next] == "/" else span
        if part.year is None or (part.weak and not self._open_from_short_year(i, part)):
            return None
        within = self._months_in_brackets(part, part.year, start)
        if within:
            return within
        point = self._point(part, None)
        if point.precise and (lasted := self._lasted(begin, since=since_word)) is not None:
            at, months = lasted
            ends = (point.first, point.last + months - 1) if since_word else (point.first - months + 1, point.last)
            since, until = (Point(month, month, precise=True) for month in ends)
            return DateSpan(self.starts[at], self.ends[part.next - 1], since, until), part.next
        open_end = self._open_dash(part.next) or (self._open_before_name(part.next) if begin == 0 else None)
        if open_end or since_word:
            after = open_end or part.next
            stated, after = self._stated(after)
            return DateSpan(start, self.ends[after - 1], point, None, stated=stated, flaw=part.flaw), after
        return self._alone(i, part, point)

    def _behind_lead(self, i: int) -> tuple[int, bool]:
        """Return the index behind "since", "from:" and the like, and whether the range goes on to the present."""
        if self.kinds[i] != "word" or self.lows[i] not in LEX.date_phrase_starts or self.texts[i] in _NAMES:
            return i, False
        since = self.phrase(i, LEX.since)
        after = since or self.phrase(i, LEX.from_) or i
        while i < after < self.count and self.texts[after] in ".:":
            after += 1
        return after, since is not None

    def _alone(self, i: int, part: Part, point: Point) -> tuple[DateSpan, int] | None:
        """Read a date without a second one; a length beside it may tell how long it went on."""
        start = self.starts[i]
        stated, after = self._stated(part.next)
        if stated is None and not point.precise and (length := self._length_before(i)) is not None:
            at, stated = length
            start = self.starts[at]
        end = self.ends[after - 1]
        if not point.precise and part.first is None and self._looks_like_number(i, part.next):
            return None
        if stated is not None and stated > 1 and point.first == point.last:  # "March 2019 (6 months)"
            until = Point(point.first + stated - 1, point.first + stated - 1, precise=True)
            return DateSpan(start, end, point, until, flaw=part.flaw), after
        return DateSpan(start, end, point, point, single=True, stated=stated, flaw=part.flaw), after

    def _lasted(self, i: int, *, since: bool) -> tuple[int, int] | None:
        """Read the duration before "from Feb 2020" (`since`) or "(until June 2020)": its place and its months."""
        before = next((k for k in (i - 1, i - 2) if k > 0 and self.phrase(k, LEX.to) == i), None)
        end = i if since else before
        return None if end is None else self._duration_before(end - (self.texts[end - 1] in ("(", ",")))

    def _length_before(self, i: int) -> tuple[int, int] | None:
        """Read the length in "(6 months, 2017)", "9 months | 2020" and "3 months in 2016": its place and its months."""
        if i < 3 or not (self.texts[i - 1] in (",", "|", "·") or self.lows[i - 1] in LEX.small):
            return None
        return self._duration_before(i - 1)

    def _duration_before(self, end: int) -> tuple[int, int] | None:
        for at in range(max(0, end - 6), end):
            months, after = self.duration(at) if self.kinds[at] == "num" else (None, 0)
            if months and after == end:
                return at, months
        return None

    def _months_in_brackets(self, part: Part, year: int, start: int) -> tuple[DateSpan, int] | None:
        """Read "2019 (Jun–Aug)"."""
        i = part.next
        if part.first is not None or self.texts[i] != "(" or self.kinds[i + 2] != "dash" or self.texts[i + 4] != ")":
            return None
        first, last = LEX.months.get(self.lows[i + 1]), LEX.months.get(self.lows[i + 3])
        if first is None or last is None or last < first:
            return None
        since, until = year * 12 + first - 1, year * 12 + last - 1
        points = Point(since, since, precise=True), Point(until, until, precise=True)
        return DateSpan(start, self.ends[i + 4], *points), i + 5

    def _to_school_year(self, span: DateSpan, i: int) -> tuple[DateSpan, int]:
        """Read "2019/20 – 2021/22" up to its last year."""
        after = i + 1 if self.kinds[i] == "dash" else self.phrase(i, LEX.to)
        if after is None or not self.is_year(after):
            return span, i
        year = int(self.texts[after])
        if self._second_year(after + 1, year) == after + 1:
            return span, i
        last = (year + 1) * 12
        return span._replace(end=self.ends[after + 2], until=Point(last, last + 11, precise=False)), after + 3

    def _closed(self, part: Part, start: int) -> tuple[DateSpan, int] | None:
        """Read separator and second date after the first one."""
        after = self._separator(part)
        if after is None:
            return None
        now = self.phrase(after, LEX.present)
        if now is not None:
            if part.year is None:
                return None
            stated, end = self._stated(now)
            since = self._point(part, None)
            return DateSpan(start, self.ends[end - 1], since, None, stated=stated, flaw=part.flaw), end
        if self.lows[after] in LEX.words["expected"]:
            after += 2 if self.texts[after + 1] == "." else 1
        second = self._part(after, first=part)
        if second is None or (part.year is None and second.year is None):
            return None
        again = (
            self.lows[part.next] in LEX.words["and"]
            or self.texts[part.next] == ","
            or self.text[start : start + 7].lower() in LEX.words["summers"]
        )
        if again and part.first and part.last and part.last > part.first and second.first is None:
            # "Summers 2018 and 2019", "summers of 2016–2020": the second year means the same months.
            second = second._replace(first=part.first, last=part.last, rolls=part.rolls)
        left, right = self._point(part, second), self._point(second, part)
        flaw = part.flaw or second.flaw
        if right.last < left.first:
            left, right, flaw = right, left, flaw or "reversed"
        stated, end = self._stated(second.next)
        return DateSpan(start, self.ends[end - 1], left, right, stated=stated, flaw=flaw), end

    def _separator(self, part: Part) -> int | None:
        i = part.next
        if self.texts[i] == ")" and self.kinds[i + 1] == "dash":
            i += 1
        if self.texts[i] == "." and self.kinds[i + 1] in ("dash", "word"):
            i += 1
        if self.texts[i] == "," and (self.kinds[i + 1] == "dash" or self.phrase(i + 1, LEX.to)):
            i += 1
        elif self.texts[i] == "," and self.is_year(i + 1) and part.first and part.last and part.last > part.first:
            return i + 1  # "Autumn 2018, 2020"
        kind = self.kinds[i]
        if kind in ("dash", "dots"):
            i += 1
            while self.kinds[i] in ("dash", "dots"):
                i += 1
            if self.texts[i] == "(":
                i += 1
            return self.phrase(i, LEX.to) or i if self.kinds[i] == "word" and not self.phrase(i, LEX.present) else i
        if (
            self.texts[i] == "/" and part.year is not None
            and (self._year_or_month_follows(i + 1) or self.phrase(i + 1, LEX.present))
        ):  # fmt: skip
            return i + 1
        if kind == "word":
            now = self.phrase(i, LEX.present)
            after = self.phrase(i, LEX.to)
            if after and self.texts[after] == ":":
                after += 1
            if now and not after:
                return i
            if after and self.kinds[after] in ("num", "word", "apos"):
                return after
        return None

    def _year_or_month_follows(self, i: int) -> bool:
        return (
            self.is_year(i)
            or self.lows[i] in LEX.months
            or (self.kinds[i] == "num" and self.texts[i + 1] in ("/", ".", "-") and self.is_year(i + 2))
            or (self.two_digits(i) and self.joined(i - 1) and int(self.texts[i]) > 12)
        )

    def _open_dash(self, i: int) -> int | None:
        """Return the index after a dash that nothing follows: it stands for the present."""
        if self.texts[i] == "+" and self.joined(i - 1) and not self.text[self.ends[i] :].strip(" .)"):
            return i + 1  # "Planner, City of Saltmarsh, 2014+"
        if self.kinds[i] == self.kinds[i + 1] == "dots":
            return i + 2  # "2024-02 .. ......."
        if self.kinds[i] != "dash":
            return None
        if self.kinds[i + 1] == "dots" and (self.joined(i) or not self.text[self.ends[i + 1] :].strip()):
            return i + 2
        rest = self.text[self.ends[i] :]
        return i + 1 if not rest.strip() or rest.lstrip(" ")[0] in "\t)|,;:]?" or rest.startswith("   ") else None

    def _open_from_short_year(self, i: int, part: Part) -> bool:
        """Tell "Sep 23–" at the end of a line or cell, which is no day of a month."""
        return self.kinds[i] == "word" and self._open_dash(part.next) is not None

    def _open_before_name(self, i: int) -> int | None:
        """Read "2023– Principal Engineer" at a line's start: the dash belongs to the year alone."""
        if self.kinds[i] != "dash" or not self.joined(i - 1) or self.joined(i) or self.kinds[i + 1] != "word":
            return None
        return i + 1 if self.texts[i + 1][0].isupper() and self.lows[i + 1] not in LEX.date_starts else None

    def _stated(self, i: int) -> tuple[int | None, int]:
        """Read a duration after the range; the index stays where there is none."""
        j = i
        if j < self.count and self.texts[j] in ")":
            j += 1
        if j < self.count and self.texts[j] in ("(", "·", ",", "|", ":", "[", "•", "=", "-", "–", "/", "∙"):
            j += 1
        months, after = self.duration(j)
        if months is None:
            return None, i
        if self.texts[after] in (")", "]"):
            after += 1
        return months, after

    def _point(self, part: Part, other: Part | None) -> Point:
        year = part.year
        if year is None:
            # The caller has seen that one of the two carries a year.
            assert other is not None
            assert other.year is not None
            assert part.first is not None
            year = other.year
            if other.first is not None and other.next > part.next and part.first > other.first:
                year -= 1
            elif other.first is not None and other.next < part.next and part.first < other.first:
                year += 1
        if part.first is None or part.last is None:
            return Point(year * 12, year * 12 + 11, precise=False)
        return Point(year * 12 + part.first - 1, (year + part.rolls) * 12 + part.last - 1, precise=True)

    def _looks_like_number(self, i: int, after: int) -> bool:
        """Tell a count or code ("2000+ users", "$2019", "RFC-2045", "2000 GPUs") from a year standing alone."""
        start, end = self.starts[i], self.ends[after - 1]
        before, behind = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        return (
            before in ("$", "€", "£", "#", ".", "_")
            or behind in ("+", "%", "_")
            or behind.isalpha()
            or before.isalnum()
        )


def find_dates(text: str, *, as_of: Month, days_first: bool | None = None) -> list[DateSpan]:
    """Return the dates of a line from left to right; `days_first` is what the document's other dates say."""
    hints = [m.span() for m in DATE_HINT.finditer(text)]
    if not hints:
        return []
    found: list[DateSpan] = []
    for first, last in _stretches(hints):
        # Long paragraphs are read only around their years.
        begin = text.rfind(" ", 0, first - 40) + 1 if first > 40 else 0
        end = text.find(" ", last + 40) if last + 40 < len(text) else -1
        stretch = text[begin : end if end >= 0 else len(text)]
        spans = DateParser(stretch, as_of=as_of, days_first=days_first).spans()
        found += [span.moved(begin) for span in spans] if begin else spans
    return found


def _stretches(hints: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join hints that may belong to one range; between stretches lies too much text for that."""
    joined = [hints[0]]
    for start, end in hints[1:]:
        if start - joined[-1][1] > 90:
            joined.append((start, end))
        else:
            joined[-1] = (joined[-1][0], end)
    return joined


def find_month_span(text: str) -> tuple[int, int] | None:
    """Read months without years ("(Mar – Aug)"), as stands under a line of years."""
    found = [LEX.months.get(m.group().lower()) for m in _LETTERS.finditer(text)]
    return (found[0], found[1]) if len(found) == 2 and found[0] and found[1] else None


def is_present(text: str) -> bool:
    """Tell whether the text is only a word for the present."""
    return tuple(_LETTERS.findall(text.lower())) in LEX.present and not any(c.isdigit() for c in text)


def find_duration(text: str) -> int | None:
    """Read a duration that fills the text ("3 yrs 2 mos", "(2 years)"), in months."""
    if len(text) > 32 or not _DURATION.search(text):
        return None
    words = DateWords(text, as_of=0)
    months, after = words.duration(1 if words.texts[0] in "(·,|" else 0)
    rest = [word for word in words.texts[after : words.count] if word not in ").·,"]
    return months if not rest else None
