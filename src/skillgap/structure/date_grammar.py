"""Tokens of a line → dates: the grammar of written dates."""

from __future__ import annotations

import re
from typing import NamedTuple

from skillgap.structure.language import Lexicon, lexicon
from skillgap.structure.points import DateSpan, Month, Point

_TOKEN = re.compile(
    r"(?P<num>\d+)|(?P<word>[^\W\d_](?:\.[^\W\d_])+\b|[^\W\d_]+)|(?P<dash>->|=>|[-–—−‒―‐‑~→➔➝⟶]+)|(?P<apos>['’‘`´])|(?P<dots>\.\.+|…)|(?P<other>\S)"
)
_DAY_MONTH_YEAR = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d\d)\b")
_EXPECTED = frozenset({"exp", "expected", "est", "anticipated", "approx", "ca", "circa", "voraussichtlich", "vsl"})
_EARLIEST_YEAR, _LATEST_YEAR = 1950, 2100


class Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


class _Part(NamedTuple):
    """A date as far as its own words tell: the year or the month may be missing, `weak` needs a range to be one."""

    year: int | None
    first: int | None
    last: int | None
    next: int
    weak: bool = False
    flaw: str | None = None
    rolls: bool = False


class DateParser:
    """Reads the tokens of one line; made for that line."""

    def __init__(self, text: str, *, as_of: Month, day_first: bool | None) -> None:
        self.lexicon: Lexicon = lexicon()
        self.text = text
        self.as_of = as_of
        self.tokens = _tokens(text)
        # Rules look a few tokens ahead; padding spares them the question whether there are any.
        self.kinds = [token.kind for token in self.tokens] + [""] * 8
        self.texts = [token.text for token in self.tokens] + [""] * 8
        self.day_first = day_first if day_first is not None else self._day_first()

    def _day_first(self) -> bool | None:
        for m in _DAY_MONTH_YEAR.finditer(self.text):
            if int(m[1]) > 12:
                return True
            if int(m[2]) > 12:
                return False
        return None

    def spans(self) -> list[DateSpan]:
        found: list[DateSpan] = []
        i = 0
        while i < len(self.tokens):
            token = self.tokens[i]
            if token.kind == "word":
                skip = token.text.lower() not in self.lexicon.date_starts and not self._slip_possible(i)
            else:
                skip = token.kind not in ("num", "apos")
            if skip:
                i += 1
                continue
            result = self._range_at(i)
            if result is None:
                i += 1
            else:
                span, i = result
                found.append(span)
        return found

    def _range_at(self, i: int) -> tuple[DateSpan, int] | None:
        begin = i
        token = self.tokens[i]
        since_word = False
        if token.kind == "word":
            after = self._phrase(i, self.lexicon.since)
            if after:
                since_word, i = True, after
            else:
                i = self._phrase(i, self.lexicon.from_) or i
            while i < len(self.tokens) and self.tokens[i].text in ".:" and i > begin:
                i += 1
        elif token.kind == "num" and i and self._joined(i - 1) and self.tokens[i - 1].text in "/.":
            return None
        part = self._part(i)
        if part is None:
            return None
        start = self.tokens[begin].start
        span = self._closed(part, start)
        if span:
            return span
        if part.year is None or part.weak:
            return None
        within = self._months_in_brackets(part, start)
        if within:
            return within
        point = self._point(part, None)
        open_end = self._open_dash(part.next)
        if open_end or since_word:
            after = open_end or part.next
            stated, after = self._stated(after)
            end = self.tokens[after - 1].end
            return DateSpan(start, end, point, None, stated=stated, flaw=part.flaw), after
        if begin != i:
            start = self.tokens[i].start
        end = self.tokens[part.next - 1].end
        if not point.precise and part.first is None and self._looks_like_number(i, part.next):
            return None
        return DateSpan(start, end, point, point, single=True, flaw=part.flaw), part.next

    def _months_in_brackets(self, part: _Part, start: int) -> tuple[DateSpan, int] | None:
        """Read "2019 (Jun–Aug)"."""
        i = part.next
        if part.first is not None or part.year is None or self._text(i) != "(" or self._kind(i + 2) != "dash":
            return None
        months = self.lexicon.months
        first, last = months.get(self._text(i + 1).lower()), months.get(self._text(i + 3).lower())
        if first is None or last is None or last < first or self._text(i + 4) != ")":
            return None
        since, until = part.year * 12 + first - 1, part.year * 12 + last - 1
        span = DateSpan(
            start, self.tokens[i + 4].end, Point(since, since, precise=True), Point(until, until, precise=True)
        )
        return span, i + 5

    def _closed(self, part: _Part, start: int) -> tuple[DateSpan, int] | None:
        """Read separator and second date after the first one."""
        after = self._separator(part)
        if after is None:
            return None
        now = self._phrase(after, self.lexicon.present)
        if now is not None:
            if part.year is None:
                return None
            stated, end = self._stated(now)
            return DateSpan(
                start, self.tokens[end - 1].end, self._point(part, None), None, stated=stated, flaw=part.flaw
            ), end
        if self._text(after).lower() in _EXPECTED:
            after += 2 if self._text(after + 1) == "." else 1
        second = self._part(after, year_before=part.year, first=part)
        if second is None:
            return None
        if part.year is None and second.year is None:
            return None
        if second.weak and not part.weak and part.year is None:
            return None
        left, right = self._point(part, second), self._point(second, part)
        flaw = part.flaw or second.flaw
        if right.last < left.first:
            left, right, flaw = right, left, flaw or "reversed"
        stated, end = self._stated(second.next)
        return DateSpan(start, self.tokens[end - 1].end, left, right, stated=stated, flaw=flaw), end

    def _part(self, i: int, *, year_before: int | None = None, first: _Part | None = None) -> _Part | None:
        if i >= len(self.tokens):
            return None
        token = self.tokens[i]
        if token.kind == "word":
            return self._word_part(i, token)
        if token.kind == "apos":
            year = self._short_year(i)
            return _Part(year, None, None, i + 2) if year is not None else None
        if token.kind == "num":
            return self._number_part(i, token, year_before=year_before, first=first)
        return None

    def _word_part(self, i: int, token: Token) -> _Part | None:
        word = token.text.lower()
        month = self.lexicon.months.get(word) or self._misspelt(i, word)
        if month:
            return self._month_part(i, month)
        if len(word) == 1 and word in "qhts" and self._kind(i + 1) == "num" and self._joined(i):
            number, width = int(self.tokens[i + 1].text), 3 if word in "qt" else 6
            if 1 <= number <= 12 // width:
                year, after = self._year_after(i + 2, separators="/-,.'’")
                if year is not None:
                    return _Part(year, (number - 1) * width + 1, number * width, after)
            return None
        for size in (3, 2, 1):
            names = self._words(i, size)
            months = self.lexicon.seasons.get(names) if names else None
            if months:
                year, after = self._year_after(i + size, separators="-,.")
                if year is not None:
                    after = self._second_year(after, year)
                    return _Part(year, months[0], months[1], after, rolls=months[1] < months[0])
        return None

    def _month_part(self, i: int, month: int) -> _Part:
        after = i + 1
        if self._text(after) == "." and self._joined(i):
            after += 1
        day = self._kind(after) == "num" and len(self._text(after)) <= 2 and int(self._text(after)) <= 31
        if day:
            behind = after + 1
            if self._text(behind).lower() in self.lexicon.day_suffix:
                behind += 1
            if self._text(behind) in (",", "."):
                behind += 1
            if self._kind(behind) == "num" and self._is_year(behind):
                return _Part(int(self._text(behind)), month, month, behind + 1)
        year, end = self._year_after(after, separators="-,./–")
        if year is not None:
            return _Part(year, month, month, end)
        if self._kind(after) == "num" and len(self._text(after)) == 2:
            return _Part(self._century(int(self._text(after))), month, month, after + 1, weak=True)
        if (
            self._text(after) in ("-", "/")
            and self._kind(after + 1) == "num"
            and len(self._text(after + 1)) == 2
            and self._joined(after)
        ):
            return _Part(self._century(int(self._text(after + 1))), month, month, after + 2, weak=True)
        return _Part(None, month, month, after)

    def _number_part(self, i: int, token: Token, *, year_before: int | None, first: _Part | None) -> _Part | None:
        value = int(token.text) if len(token.text) <= 4 else -1
        if len(token.text) == 4 and _EARLIEST_YEAR <= value < _LATEST_YEAR:
            return self._year_part(i, value)
        if len(token.text) > 2 or value < 0:
            return None
        sep, behind = self._text(i + 1), i + 2
        if sep and sep in "/.-–" and self._kind(behind) == "num" and (sep in "/." or self._joined(i)):
            other = self._text(behind)
            if len(other) == 4 and self._is_year(behind):
                if 1 <= value <= 12:
                    return _Part(int(other), value, value, behind + 1)
                return _Part(int(other), None, None, behind + 1, flaw="impossible_month")
            if len(other) <= 2 and self._text(behind + 1) == sep and self._kind(behind + 2) == "num":
                if len(self._text(behind + 2)) == 2 and len(token.text) + len(other) < 4:
                    # 3.8.18 is a version; a date with a short year has two digits throughout.
                    return None
                return self._day_part(value, int(other), behind + 2)
            if len(other) == 2 and sep in "/." and 1 <= value <= 12 and self._text(behind + 1) not in ("/", "%"):
                return _Part(self._century(int(other)), value, value, behind + 1, weak=True)
        after = i + 1
        if self._text(after) in (".", "º") or self._text(after).lower() in self.lexicon.day_suffix:
            after += 1
        while self._text(after).lower() in self.lexicon.glue:
            after += 1
        month = self.lexicon.months.get(self._text(after).lower()) if self._kind(after) == "word" else None
        if month and 1 <= value <= 31:
            part = self._month_part(after, month)
            if part.year is not None and not part.weak:
                return part
        if first is not None and year_before is not None and len(token.text) == 2 and first.first is None:
            year = year_before // 100 * 100 + value
            year += 100 if year < year_before else 0
            if year - year_before <= 60 and self._text(i + 1) not in ("/", "%") and self._kind(i + 1) != "num":
                return _Part(year, None, None, i + 1)
        if first is None and 1 <= value <= 12 and self._kind(i + 1) == "dash":
            return _Part(None, value, value, i + 1, weak=True)
        return None

    def _year_part(self, i: int, year: int) -> _Part:
        sep = self._text(i + 1)
        if sep and sep in "/.-" and self._joined(i) and self._joined(i + 1) and self._kind(i + 2) == "num":
            other = self._text(i + 2)
            if len(other) <= 2 and 1 <= int(other) <= 12 and not self._school_year(i, year, int(other)):
                after = i + 3
                if (
                    self._text(after) == sep
                    and self._kind(after + 1) == "num"
                    and len(self._text(after + 1)) <= 2
                    and self._joined(after)
                ):
                    after += 2
                return _Part(year, int(other), int(other), after)
        after = i + 1 + (self._text(i + 1) in (",", ".", "/"))
        if self._kind(after) == "word":
            word = self._text(after).lower()
            month = self.lexicon.months.get(word)
            owned = self._is_year(after + 1) or (self._text(after + 1) in (".", ",") and self._is_year(after + 2))
            if month and not owned:
                return _Part(year, month, month, after + 1 + (self._text(after + 1) == "." and self._joined(after)))
            if word == "q" and self._kind(after + 1) == "num" and self._text(after + 1) in "1234":
                quarter = int(self._text(after + 1))
                return _Part(year, quarter * 3 - 2, quarter * 3, after + 2)
        return _Part(year, None, None, i + 1)

    def _school_year(self, i: int, year: int, other: int) -> bool:
        """Tell 2011-12 (two years) from 2011-09 (a month): a lone pair of years that follow each other."""
        if other != (year + 1) % 100 or self._text(i + 1) == ".":
            return False
        behind = self._kind(i + 3)
        before = self.tokens[i - 1].kind if i else ""
        return behind != "dash" and before != "dash" and self._phrase(i + 3, self.lexicon.to) is None

    def _day_part(self, a: int, b: int, i: int) -> _Part | None:
        text = self._text(i)
        if len(text) not in (2, 4) or (len(text) == 4 and not self._is_year(i)):
            return None
        year = int(text) if len(text) == 4 else self._century(int(text))
        if self._text(i + 1) == "/":
            return None
        if a > 31 or b > 31 or (a > 12 and b > 12) or not a or not b:
            return _Part(year, None, None, i + 1, flaw="impossible_month")
        if a > 12:
            month = b
        elif b > 12:
            month = a
        elif self.day_first is not None:
            month = b if self.day_first else a
        elif self._text(i - 1) in "./" and self._text(i - 1) == ".":
            month = b
        else:
            # 01/06/2020 is the first of June: people give the first of a month, and 06/01/2020 is that in the US.
            month = a if b == 1 else b if a == 1 else a
        return _Part(year, month, month, i + 1)

    def _separator(self, part: _Part) -> int | None:
        i = part.next
        if self._text(i) == ")" and self._kind(i + 1) == "dash":
            i += 1
        if self._text(i) == "." and self._kind(i + 1) in ("dash", "word"):
            i += 1
        if self._text(i) == "," and (self._kind(i + 1) == "dash" or self._phrase(i + 1, self.lexicon.to)):
            i += 1
        kind = self._kind(i)
        if kind in ("dash", "dots"):
            i += 1
            while self._kind(i) in ("dash", "dots") or self._text(i) == ">":
                i += 1
            if self._text(i) == "(":
                i += 1
            return (
                self._phrase(i, self.lexicon.to) or i
                if self._kind(i) == "word" and not self._phrase(i, self.lexicon.present)
                else i
            )
        if self._text(i) == "/" and part.year is not None and self._year_or_month_follows(i + 1):
            return i + 1
        if kind == "word":
            now = self._phrase(i, self.lexicon.present)
            after = self._phrase(i, self.lexicon.to)
            if now and (not after or (now > after + 0 and self._phrase(after, self.lexicon.present) is None)):
                return i
            if after and self._kind(after) in ("num", "word", "apos"):
                return after
        return None

    def _year_or_month_follows(self, i: int) -> bool:
        return (
            self._is_year(i)
            or self._text(i).lower() in self.lexicon.months
            or (self._kind(i) == "num" and len(self._text(i)) == 2 and self._joined(i - 1) and int(self._text(i)) > 12)
        )

    def _open_dash(self, i: int) -> int | None:
        """Return the index after a dash that nothing follows: it stands for the present."""
        if self._kind(i) != "dash":
            return None
        rest = self.text[self.tokens[i].end :]
        return i + 1 if not rest.strip() or rest.lstrip(" ")[0] in "\t)|,;]?" or rest.startswith("   ") else None

    def _stated(self, i: int) -> tuple[int | None, int]:
        """Read a duration after the range; the index stays where there is none."""
        j = i
        if j < len(self.tokens) and self._text(j) in ")":
            j += 1
        if j < len(self.tokens) and self._text(j) in ("(", "·", ",", "|", ":", "[", "•", "=", "-", "–", "/", "∙"):
            j += 1
        months, after = self.duration(j)
        if months is None:
            return None, i
        if self._text(after) in (")", "]"):
            after += 1
        return months, after

    def duration(self, i: int) -> tuple[int | None, int]:
        """Read "3 yrs 2 mos" at token `i`, in months."""
        total: int | None = None
        for units, factor in ((self.lexicon.year_units, 12), (self.lexicon.month_units, 1)):
            j = (
                i + 1
                if total is not None and (self._text(i) == "," or self._text(i).lower() in ("and", "und", "et", "y"))
                else i
            )
            if self._kind(j) == "num" and len(self._text(j)) <= 2 and self._text(j + 1).lower() in units:
                total = (total or 0) + int(self._text(j)) * factor
                i = j + 2
                if self._text(i) == ".":
                    i += 1
        return total, i

    def _point(self, part: _Part, other: _Part | None) -> Point:
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

    def _slip_possible(self, i: int) -> bool:
        return 3 < len(self.tokens[i].text) <= 10 and self._is_year(i + 1 + (self._text(i + 1) in (".", ",")))

    def _misspelt(self, i: int, word: str) -> int | None:
        """Read a mistyped month, only where a year follows and the word is one slip from a month's name."""
        if not self._slip_possible(i):
            return None
        for name, number in self.lexicon.long_months.get(word[0], ()):
            if abs(len(name) - len(word)) <= 1 and _one_slip(word, name):
                return number
        return None

    def _year_after(self, i: int, *, separators: str) -> tuple[int | None, int]:
        if (
            self._text(i)
            and self._text(i) in separators
            and self._kind(i) != "apos"
            and (self._kind(i) != "dash" or self._joined(i))
        ):
            i += 1
        while self._text(i).lower() in self.lexicon.glue and self._kind(i) == "word":
            i += 1
        if self._is_year(i):
            return int(self._text(i)), i + 1
        if self._kind(i) == "apos":
            year = self._short_year(i)
            if year is not None:
                return year, i + 2
        return None, i

    def _second_year(self, i: int, year: int) -> int:
        """Skip the "/20" of a winter term 2019/20."""
        if self._text(i) == "/" and self._kind(i + 1) == "num" and int(self._text(i + 1)) % 100 == (year + 1) % 100:
            return i + 2
        return i

    def _short_year(self, i: int) -> int | None:
        text = self._text(i + 1)
        behind = self.text[self.tokens[i + 1].end : self.tokens[i + 1].end + 1] if text else ""
        if self._kind(i + 1) == "num" and len(text) == 2 and not behind.isalpha():
            return self._century(int(text))
        return None

    def _century(self, short: int) -> int:
        return 2000 + short if 2000 + short <= self.as_of // 12 + 10 else 1900 + short

    def _is_year(self, i: int) -> bool:
        text = self._text(i)
        return self._kind(i) == "num" and len(text) == 4 and _EARLIEST_YEAR <= int(text) < _LATEST_YEAR

    def _looks_like_number(self, i: int, after: int) -> bool:
        """Tell a count or code ("2000+ users", "$2019", "RFC-2045", "2000 GPUs") from a year standing alone."""
        start, end = self.tokens[i].start, self.tokens[after - 1].end
        before, behind = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        return (
            before in ("$", "€", "£", "#", ".", "_")
            or behind in ("+", "%", "_")
            or behind.isalpha()
            or before.isalnum()
        )

    def _phrase(self, i: int, table: frozenset[tuple[str, ...]]) -> int | None:
        """Return the index after the longest phrase of the table that starts at token `i`."""
        if self._kind(i) != "word":
            return None
        sequence: list[str] = []
        best: int | None = None
        for j in range(i, min(i + 8, len(self.tokens))):
            token = self.tokens[j]
            if token.kind == "word":
                sequence.append(token.text.lower())
                if tuple(sequence) in table:
                    best = j + 1
                if len(sequence) == 4:
                    break
            elif not (token.kind == "apos" or (token.text == "-" and self._joined(j - 1))):
                break
        return best

    def _words(self, i: int, size: int) -> tuple[str, ...] | None:
        if i + size > len(self.tokens) or any(self.tokens[j].kind != "word" for j in range(i, i + size)):
            return None
        return tuple(self.tokens[j].text.lower() for j in range(i, i + size))

    def _kind(self, i: int) -> str:
        return self.kinds[i]

    def _text(self, i: int) -> str:
        return self.texts[i]

    def _joined(self, i: int) -> bool:
        """Tell whether token `i` and the next stand without a space between."""
        return i + 1 < len(self.tokens) and self.tokens[i].end == self.tokens[i + 1].start


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    for m in _TOKEN.finditer(text):
        kind, word, start = m.lastgroup or "", m.group(), m.start()
        glued = kind == "word" and len(word) > 3 and not (word.islower() or word.istitle() or word.isupper())
        if glued and word.lower() not in lexicon().date_starts:
            # A right-aligned date may touch the word before it ("Austin TXAug. 2019").
            cut = next((i for i in range(len(word) - 1, 0, -1) if word[i].isupper()), 1)
            tokens.append(Token(kind, word[:cut], start, start + cut))
            word, start = word[cut:], start + cut
        tokens.append(Token(kind, word, start, m.end()))
    return tokens


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
