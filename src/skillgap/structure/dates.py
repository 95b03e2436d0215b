"""One line of text → the dates and date ranges written in it."""

from __future__ import annotations

import re

from skillgap.structure.date_grammar import DateParser
from skillgap.structure.date_parts import days_come_first
from skillgap.structure.date_words import DateWords
from skillgap.structure.language import LEX
from skillgap.structure.points import DateSpan, Month, Point, month_of, month_text

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


def find_dates(text: str, *, as_of: Month, days_first: bool | None = None) -> list[DateSpan]:
    """Return the dates of a line from left to right; `days_first` is what the document's other dates say."""
    hints = [m.span() for m in DATE_HINT.finditer(text)]
    if not hints:
        return []
    found: list[DateSpan] = []
    for first, last in _stretches(hints):
        # Long paragraphs are read only around their years.
        begin = text.rfind(" ", 0, first - 26) + 1 if first > 26 else 0
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
    if len(found) == 2 and found[0] and found[1]:
        return found[0], found[1]
    return None


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
