"""A line → its tokens: words, numbers, dashes, apostrophes, and what the date rules ask of each."""

from __future__ import annotations

import re

from skillgap.structure.language import LEX
from skillgap.structure.months import Month

_TOKEN = re.compile(
    r"(?P<num>\d+)|(?P<word>[^\W\d_](?:\.[^\W\d_])+\b|[^\W\d_]+)|(?P<dash>->|=>|[-–—−‒―‐‑~→➔➝⟶]+)"
    r"|(?P<apos>['’‘`´])|(?P<dots>\.\.+|…)|(?P<other>\S)"
)
_MIXED = re.compile(r"[A-ZÀ-Þ](?:(?<=[a-zß-ÿ][A-ZÀ-Þ])|[A-ZÀ-Þ][a-zß-ÿ])")
"""What a word has in it that touches another: a capital behind a small letter, or two before one."""
EARLIEST_YEAR, LATEST_YEAR = 1950, 2100
_YEARS = frozenset(map(str, range(EARLIEST_YEAR, LATEST_YEAR)))
_ROMANS = {word: n for n, word in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}
_AFTER_ROMANS = frozenset("/.")
_JOINS = frozenset({",", "&", "and", "und", "et", "y"})
"""What stands between years and months of a duration."""
_PAD = [""] * 8
"""Rules look a few tokens ahead; padding spares them the question whether there are any."""


class DateWords:
    """The tokens of one line, as lists in step: kind, text, text in lower case, start, end."""

    def __init__(self, text: str, *, as_of: Month, days_first: bool | None = None) -> None:
        self.text = text
        self.as_of = as_of
        self.days_first = days_first
        found = list(_TOKEN.finditer(text))
        self.kinds = [token.lastgroup or "" for token in found]
        self.texts = [token[0] for token in found]
        self.starts = [token.start() for token in found]
        self.ends = [token.end() for token in found]
        for i in range(len(found) - 1, -1, -1) if _MIXED.search(text) else ():
            word = self.texts[i]
            if len(word) > 3 and not (word.islower() or word.istitle() or word.isupper()) and self.kinds[i] == "word":
                self._part_glued(i, word)
        self.count = len(self.kinds)
        if not _ROMANS.keys().isdisjoint(self.texts):
            self._count_in_romans()
        self.kinds += _PAD
        self.texts += _PAD
        self.lows = [word.lower() for word in self.texts]

    def _count_in_romans(self) -> None:
        """Write Roman months as numbers: "VI/2021", and the first of "IV – IX/2016"."""
        for i in range(self.count - 3, -1, -1):
            number = _ROMANS.get(self.texts[i])
            if number is None:
                continue
            month = self.joined(i) and self.texts[i + 1] in _AFTER_ROMANS and self.joined(i + 1) and self.is_year(i + 2)
            before = self.kinds[i + 1] == "dash" and self.two_digits(i + 2)
            if month or (before and self.texts[i + 3 : i + 4] == ["/"]):
                self.kinds[i], self.texts[i] = "num", f"{number:02}"

    def _part_glued(self, i: int, word: str) -> None:
        """Part a right-aligned date from the word that it touches ("Austin TXAug. 2019")."""
        if word.lower() in LEX.date_starts:
            return
        at = next((i for i in range(len(word) - 1, 0, -1) if word[i].isupper()), 1)
        middle = self.starts[i] + at
        self.kinds.insert(i, "word")
        self.texts[i : i + 1] = word[:at], word[at:]
        self.starts.insert(i + 1, middle)
        self.ends.insert(i, middle)

    def phrase(self, i: int, table: frozenset[tuple[str, ...]]) -> int | None:
        """Return the index after the longest phrase of the table that starts at token `i`."""
        if self.kinds[i] != "word" or self.lows[i] not in LEX.date_phrase_starts:
            return None
        sequence: list[str] = []
        best: int | None = None
        for j in range(i, min(i + 8, self.count)):
            if self.kinds[j] == "word":
                sequence.append(self.lows[j])
                if tuple(sequence) in table:
                    best = j + 1
                if len(sequence) == 4:
                    break
            elif not (self.kinds[j] == "apos" or (self.texts[j] == "-" and self.joined(j - 1))):
                break
        return best

    def words(self, i: int, size: int) -> tuple[str, ...] | None:
        """Return the `size` words from token `i`; None where anything else stands among them."""
        if self.kinds[i : i + size] != ["word"] * size:
            return None
        return tuple(self.lows[i : i + size])

    def joined(self, i: int) -> bool:
        """Tell whether token `i` and the next stand without a space between."""
        return i + 1 < self.count and self.ends[i] == self.starts[i + 1]

    def is_year(self, i: int) -> bool:
        return self.texts[i] in _YEARS

    def two_digits(self, i: int) -> bool:
        return self.kinds[i] == "num" and len(self.texts[i]) == 2

    def short_year(self, i: int) -> int:
        """Complete a year of two digits: at most ten years ahead."""
        short = int(self.texts[i])
        return 2000 + short if 2000 + short <= self.as_of // 12 + 10 else 1900 + short

    def duration(self, i: int) -> tuple[int | None, int]:
        """Read "3 yrs 2 mos" at token `i`, in months."""
        total: int | None = None
        for units, factor in ((LEX.year_units, 12), (LEX.month_units, 1)):
            j = i + (total is not None and self.lows[i] in _JOINS)
            if self.kinds[j] == "num" and len(self.texts[j]) <= 2 and self.lows[j + 1] in units:
                total = (total or 0) + int(self.texts[j]) * factor
                i = j + 2
                if self.texts[i] == ".":
                    i += 1
        return total, i
