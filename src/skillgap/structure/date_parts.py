"""Tokens → one written date: a month, a day, a quarter, a season, a year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from skillgap.structure.date_words import EARLIEST_YEAR, LATEST_YEAR, DateWords
from skillgap.structure.language import LEX

_SIGNS = "/.-–—‐‑‒−"
"""What may stand between a year and its month."""
_YEAR_SIGNS, _MONTH_SIGNS = frozenset("年년"), frozenset("月월")
_SLASHES, _STOPS = frozenset("/-"), frozenset(".,")
_DAY_AND_MONTH = re.compile(r"(?<![\d/.-])(\d\d?)[/-](\d\d?)[/-]\Z")
_DAY_MONTH_YEAR = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d\d)\b")


def days_come_first(text: str, years: Iterable[int]) -> bool | None:
    """Tell by all dates of a document whether days come before months ("31/10/2020"); None where they don't say.

    `years` are the places where its years may begin.
    """
    first = second = False
    for at in years:
        if text[at - 1 : at] not in _SLASHES:
            continue
        found = _DAY_AND_MONTH.search(text, max(0, at - 7), at)
        if found is not None:
            first = first or 12 < int(found[1]) < 32
            second = second or 12 < int(found[2]) < 32
    return first if first != second else None


class Part(NamedTuple):
    """A date as far as its own words tell: the year or the month may be missing, `weak` needs a range to be one."""

    year: int | None
    first: int | None
    last: int | None
    next: int
    weak: bool = False
    flaw: str | None = None
    rolls: bool = False


class DateParts(DateWords):
    """Reads one date that begins at a token."""

    def _part(self, i: int, *, first: Part | None = None) -> Part | None:
        """Read the date at token `i`; `first` is the one that a range began with."""
        if i >= self.count:
            return None
        kind = self.kinds[i]
        if kind == "word":
            return self._word_part(i)
        if kind == "apos":
            year = self._year_cut_short(i)
            return Part(year, None, None, i + 2) if year is not None else None
        if kind == "num":
            return self._number_part(i, first=first)
        return None

    def _word_part(self, i: int) -> Part | None:
        word = self.lows[i]
        month = LEX.months.get(word) or (_month_slip(word) if self._may_be_misspelt(i) else None)
        if month:
            return self._month_part(i, month)
        if word == "fy" and self.is_year(i + 1):
            return Part(int(self.texts[i + 1]), None, None, i + 2)
        if len(word) == 1 and word in "qhts" and self.kinds[i + 1] == "num" and self.joined(i):
            return self._numbered_part(i + 1, 3 if word in "qt" else 6)
        return self._season_part(i)

    def _numbered_part(self, i: int, width: int) -> Part | None:
        """Read the "3/2020" of "Q3/2020", "H2 2020", "T1 2020": a part of a year of so many months."""
        number = int(self.texts[i])
        year, after = self._year_after(i + 1, separators="/-,.'’")
        if year is None or not 1 <= number <= 12 // width:
            return None
        return Part(year, (number - 1) * width + 1, number * width, after)

    def _season_part(self, i: int) -> Part | None:
        for size in (3, 2, 1):
            names = self.words(i, size)
            months = LEX.seasons.get(names) if names else None
            if months is None:
                continue
            year, after = self._year_after(i + size, separators="-,.")
            if year is None:
                year, after = self._bare_short_year(i, after), after + 1
            if year is None:
                continue
            if (named := self._month_in_brackets(after)) is not None:
                return Part(year, named, named, after + 3)
            behind = self._second_year(after, year)
            if behind != after and months == (12, 2):
                # "Winter 2023/24" with both its years is a term, from October to March.
                months = (10, 3)
            return Part(year, *months, behind, rolls=months[1] < months[0])
        return None

    def _month_part(self, i: int, month: int) -> Part:
        after = i + 1
        if self.texts[after] == "." and self.joined(i):
            after += 1
        day = self.kinds[after] == "num" and len(self.texts[after]) <= 2 and int(self.texts[after]) <= 31
        if day:
            behind = after + 1
            if self.lows[behind] in LEX.day_suffix:
                behind += 1
            if self.texts[behind] in (",", "."):
                behind += 1
            if self.is_year(behind):
                return Part(int(self.texts[behind]), month, month, behind + 1)
        year, end = self._year_after(after, separators="-,./–")
        if year is not None:
            return Part(year, month, month, end)
        short = after + (self.texts[after] in ("-", "/") and self.joined(after))
        if self.two_digits(short):
            return Part(self.short_year(short), month, month, short + 1, weak=True)
        return Part(None, month, month, after)

    def _number_part(self, i: int, *, first: Part | None) -> Part | None:
        width = len(self.texts[i])
        value = int(self.texts[i]) if width <= 4 else -1
        if width == 4 and EARLIEST_YEAR <= value < LATEST_YEAR:
            return self._year_part(i, value)
        if width > 2 or value < 0:
            return None
        sep, behind = self.texts[i + 1], i + 2
        if sep and sep in "/.-–" and self.kinds[behind] == "num" and (sep in "/." or self.joined(i)):
            other = self.texts[behind]
            if len(other) == 4 and self.is_year(behind):
                if self._is_list_number(i):
                    return None
                if 1 <= value <= 12:
                    return Part(int(other), value, value, behind + 1)
                return Part(int(other), None, None, behind + 1, flaw="impossible_month")
            if len(other) <= 2 and self.texts[behind + 1] == sep and self.kinds[behind + 2] == "num":
                if len(self.texts[behind + 2]) == 2 and width + len(other) < 4:
                    # 3.8.18 is a version; a date with a short year has two digits throughout.
                    return None
                return self._day_part(value, int(other), behind + 2)
            if len(other) == 2 and sep in "/." and 1 <= value <= 12 and self.texts[behind + 1] not in ("/", "%"):
                return Part(self.short_year(behind), value, value, behind + 1, weak=True)
        after = i + 1
        if self.texts[after] in (".", "º") or self.lows[after] in LEX.day_suffix:
            after += 1
        while self.lows[after] in LEX.glue:
            after += 1
        month = LEX.months.get(self.lows[after]) if self.kinds[after] == "word" else None
        if month and 1 <= value <= 31:
            part = self._month_part(after, month)
            if part.year is not None and not part.weak:
                return part
        if first is not None and first.year is not None and width == 2 and first.first is None:
            year = first.year // 100 * 100 + value
            year += 100 if year < first.year else 0
            if year - first.year <= 60 and self.texts[i + 1] not in ("/", "%") and self.kinds[i + 1] != "num":
                return Part(year, None, None, i + 1)
        if first is None and 1 <= value <= 12 and self.kinds[i + 1] == "dash":
            return Part(None, value, value, i + 1, weak=True)
        return None

    def _year_part(self, i: int, year: int) -> Part:
        sep = self.texts[i + 1]
        if sep and sep in _SIGNS and self.joined(i) and self.joined(i + 1) and self.kinds[i + 2] == "num":
            other = self.texts[i + 2]
            if len(other) <= 2 and 1 <= int(other) <= 12 and not self._is_year_end(i, year, other):
                after = i + 3
                if (
                    self.texts[after] == sep
                    and self.kinds[after + 1] == "num"
                    and len(self.texts[after + 1]) <= 2
                    and self.joined(after)
                ):
                    after += 2
                return Part(year, int(other), int(other), after)
        if (named := self._month_in_brackets(i + 1)) is not None:
            return Part(year, named, named, i + 4)
        tied = sep == "-" and self.joined(i) and self.joined(i + 1)  # "2022-Mar"
        after = i + 1 + (sep in (",", ".", "/") or tied)
        if self.kinds[after] == "word":
            word = self.lows[after]
            month = LEX.months.get(word)
            owned = self.is_year(after + 1) or (self.texts[after + 1] in (".", ",") and self.is_year(after + 2))
            if month and not owned:
                return Part(year, month, month, after + 1 + (self.texts[after + 1] == "." and self.joined(after)))
            if word in _YEAR_SIGNS:
                return self._signed_part(i, year)
            behind = after + 1
            closes = self.kinds[behind] in ("", "dash") or self.texts[behind] in ")|,·" or self.phrase(behind, LEX.to)
            if closes and not owned and (season := LEX.seasons.get((word,))):
                return Part(year, *season, behind, rolls=season[1] < season[0])
            if word == "q" and self.kinds[after + 1] == "num" and self.texts[after + 1] in "1234":
                quarter = int(self.texts[after + 1])
                return Part(year, quarter * 3 - 2, quarter * 3, after + 2)
        return Part(year, None, None, i + 1)

    def _signed_part(self, i: int, year: int) -> Part:
        """Read "2019年3月" and "2019년 3월"."""
        if self.kinds[i + 2] == "num" and self.texts[i + 3] in _MONTH_SIGNS and 1 <= int(self.texts[i + 2]) <= 12:
            month = int(self.texts[i + 2])
            return Part(year, month, month, i + 4)
        return Part(year, None, None, i + 2)

    def _is_list_number(self, i: int) -> bool:
        """Tell "1. 2015 to now" from "5. 2015 – 8. 2016": the number of a list, not a month."""
        if i or self.texts[1] != "." or self.joined(1):
            return False
        after = 4 if self.kinds[3] == "dash" else self.phrase(3, LEX.to)
        if after is None:
            return False
        return self.is_year(after) or (self.texts[0] == "1" and self.phrase(after, LEX.present) is not None)

    def _is_year_end(self, i: int, year: int, other: str) -> bool:
        """Tell 2011-12 and 2008–11 (years) from 2011-09 and 2021–11 (a month).

        With a hyphen only a lone pair of years that follow each other is one; with a longer dash all that may be a
        later year, unless a range goes on behind it ("2008–11 to 2010–03").
        """
        sep, later = self.texts[i + 1], int(other) - year % 100
        if sep in "/-.":
            return sep != "." and later == 1 and self._stands_alone(i)
        after = i + 4 if self.kinds[i + 3] == "dash" else self.phrase(i + 3, LEX.to)
        opens = after is not None and self.is_year(after) and not self.joined(i + 2)
        closes = i > 0 and (self.kinds[i - 1] == "dash" or (self.lows[i - 1],) in LEX.to)
        return len(other) < 2 or (later > 0 and not opens and (not closes or self.joined(i - 1)))

    def _stands_alone(self, i: int) -> bool:
        """Tell a pair of numbers without a range before or behind it."""
        behind = self.kinds[i + 3]
        before = self.kinds[i - 1] if i else ""
        return behind != "dash" and before != "dash" and self.phrase(i + 3, LEX.to) is None

    def _day_part(self, a: int, b: int, i: int) -> Part | None:
        text = self.texts[i]
        if len(text) not in (2, 4) or (len(text) == 4 and not self.is_year(i)):
            return None
        year = int(text) if len(text) == 4 else self.short_year(i)
        if self.texts[i + 1] == "/":
            return None
        if a > 31 or b > 31 or (a > 12 and b > 12) or not a or not b:
            return Part(year, None, None, i + 1, flaw="impossible_month")
        if a > 12:
            month = b
        elif b > 12:
            month = a
        elif (day_first := self._days_first()) is not None:
            month = b if day_first else a
        elif self.texts[i - 1] == ".":
            month = b
        else:
            # 01/06/2020 is the first of June: people give the first of a month, and 06/01/2020 is that in the US.
            month = b if a == 1 else a
        return Part(year, month, month, i + 1)

    def _days_first(self) -> bool | None:
        """Tell by the line's dates, else the document's, whether days come before months; None where none tells."""
        for found in _DAY_MONTH_YEAR.finditer(self.text):
            if int(found[1]) > 12:
                return True
            if int(found[2]) > 12:
                return False
        return self.days_first

    def _may_be_misspelt(self, i: int) -> bool:
        """Tell a word that may be a mistyped month: a year follows."""
        texts = self.texts
        return 3 < len(texts[i]) <= 10 and self.is_year(i + 1 + (texts[i + 1] in _STOPS))

    def _year_after(self, i: int, *, separators: str) -> tuple[int | None, int]:
        if (
            self.texts[i]
            and self.texts[i] in separators
            and self.kinds[i] != "apos"
            and (self.kinds[i] != "dash" or self.joined(i))
        ):
            i += 1
        while self.lows[i] in LEX.glue and self.kinds[i] == "word":
            i += 1
        if self.is_year(i):
            return int(self.texts[i]), i + 1
        if self.kinds[i] == "apos":
            year = self._year_cut_short(i)
            if year is not None:
                return year, i + 2
        return None, i

    def _bare_short_year(self, i: int, after: int) -> int | None:
        """Read "Summer 17" where a line or cell ends or a dash follows; else 17 may count anything."""
        if not self.two_digits(after) or not self.texts[i][0].isupper():
            return None
        behind = self.text[self.ends[after] : self.ends[after] + 3].lstrip(" ")[:1]
        return self.short_year(after) if not behind or behind in "\t)|,;–-" else None

    def _month_in_brackets(self, i: int) -> int | None:
        """Read the month of "Spring 2023 (April)" and "2018 (May) to 2019 (June)"."""
        if self.texts[i] != "(" or self.texts[i + 2] != ")":
            return None
        return LEX.months.get(self.lows[i + 1])

    def _second_year(self, i: int, year: int) -> int:
        """Skip the "/20" of a winter term 2019/20."""
        if self.texts[i] == "/" and self.kinds[i + 1] == "num" and int(self.texts[i + 1]) % 100 == (year + 1) % 100:
            return i + 2
        return i

    def _year_cut_short(self, i: int) -> int | None:
        """Read the year behind an apostrophe: "'19"."""
        if not self.two_digits(i + 1) or self.text[self.ends[i + 1] : self.ends[i + 1] + 1].isalpha():
            return None
        return self.short_year(i + 1)


def _month_slip(word: str) -> int | None:
    """Return the month whose name is one slip from the word."""
    for name, number in LEX.long_months.get(word[0], ()):
        if abs(len(name) - len(word)) <= 1 and _one_slip(word, name):
            return number
    return None


def _one_slip(a: str, b: str) -> bool:
    """Tell whether one letter was left out, added, changed or swapped with its neighbour."""
    if len(a) > len(b):
        a, b = b, a
    i = 0
    while i < len(a) and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        return a[i + 1 :] == b[i + 1 :] or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])
    return a[i:] == b[i + 1 :]
