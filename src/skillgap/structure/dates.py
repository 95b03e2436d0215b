"""One line of text → the dates and date ranges written in it."""

from __future__ import annotations

import re

from skillgap.structure.date_grammar import DateParser
from skillgap.structure.language import lexicon
from skillgap.structure.points import DateSpan, Month, Point, month_of, month_text

__all__ = [
    "DATE_HINT", "DateSpan", "Month", "Point", "find_dates", "find_duration", "find_month_span", "is_present",
    "month_of", "month_text",
]  # fmt: skip

DATE_HINT = re.compile(
    r"(?:19|20)\d\d|['’‘`]\s?\d\d|\b\d{1,2}\s?[/.]\s?\d\d\b|(?<=[A-Za-z.][ -])\d\d(?=\s?(?:[-–—→]|to\b))"
)
"""A line without a match holds no date; the parser need not look at it."""

_DURATION = re.compile(r"\d\+?\s?[^\W\d_]")


def find_dates(text: str, *, as_of: Month, day_first: bool | None = None) -> list[DateSpan]:
    """Return the dates of a line from left to right; `day_first` decides 03/04/2020 (None: by what the line shows)."""
    hints = [m.span() for m in DATE_HINT.finditer(text)]
    if not hints:
        return []
    if len(hints) <= 2 and (quick := _common_form(text, hints, as_of=as_of)) is not None:
        return [quick]
    found: list[DateSpan] = []
    for first, last in _stretches(hints):
        # Long paragraphs are read only around their years.
        begin = text.rfind(" ", 0, first - 26) + 1 if first > 26 else 0
        end = text.find(" ", last + 40) if last + 40 < len(text) else -1
        spans = DateParser(text[begin : end if end >= 0 else len(text)], as_of=as_of, day_first=day_first).spans()
        found += [span._replace(start=span.start + begin, end=span.end + begin) for span in spans] if begin else spans
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


_COMMON = re.compile(
    r"(?<![\w/.,'’–-])(?P<m1>(?:[A-Z][a-z]{2,8}\.? )|(?:(?:0?[1-9]|1[0-2])/))?(?P<y1>(?:19|20)\d\d)"
    r"(?: ?[–—-] ?(?:(?P<m2>(?:[A-Z][a-z]{2,8}\.? )|(?:(?:0?[1-9]|1[0-2])/))?(?P<y2>(?:19|20)\d\d)"
    r"|(?P<now>[Pp]resent|[Nn]ow|[Cc]urrent)))?"
    r"(?=\)?[ ,;|]*\Z|\t|\)[ ,;|\t]*\Z)"
)


def _common_form(text: str, hints: list[tuple[int, int]], *, as_of: Month) -> DateSpan | None:
    """Read "Jan 2020 – Mar 2022", "01/2020 - present", "2019–2022" or "2019" at the end of a line, as the parser would.

    Most dates are written so; reading them by one pattern costs a tenth of the parser.
    """
    found = _COMMON.search(text, max(0, hints[0][0] - 14))
    if found is None or found.start() > hints[0][0] or found.end() < hints[-1][1]:
        return None
    months = lexicon().months
    points: list[Point | None] = []
    for month, year in ((found["m1"], found["y1"]), (found["m2"], found["y2"])):
        if year is None:
            points.append(None)
            continue
        base = int(year) * 12
        if month is None:
            points.append(Point(base, base + 11, precise=False))
            continue
        named = int(month[:-1]) if month[0].isdigit() else months.get(month.rstrip(". ").lower())
        if named is None:
            return None
        points.append(Point(base + named - 1, base + named - 1, precise=True))
    since, until = points
    before = text[: found.start()].rstrip()
    if since is None or (until is not None and until.last < since.first) or before[-1:].isdigit() or as_of < 0:
        return None
    if found["y2"] is None and found["now"] is None:
        until = since
    gap = text[len(before) : found.start()]
    if before and before[-1] not in ",(|·:;[" and "\t" not in gap and len(gap) < 2:
        # The word before may belong to the date ("since 2019 – 2020", "März 2019 – 2020").
        return None
    if before and _last_word(before) in lexicon().date_starts:
        return None
    single = found["y2"] is None and found["now"] is None
    return DateSpan(found.start(), found.end(), since, until, single=single)


def _last_word(text: str) -> str:
    parts = text.rstrip(" ,(.").rsplit(None, 1)
    return parts[-1].strip("(.,").lower() if parts else ""


def find_month_span(text: str) -> tuple[int, int] | None:
    """Read months without years ("(Mar – Aug)"), as stands under a line of years."""
    found = [lexicon().months.get(m.group().lower()) for m in re.finditer(r"[^\W\d_]+", text)]
    if len(found) == 2 and found[0] and found[1]:
        return found[0], found[1]
    return None


def is_present(text: str) -> bool:
    """Tell whether the text is only a word for the present."""
    return tuple(re.findall(r"[^\W\d_]+", text.lower())) in lexicon().present and not any(c.isdigit() for c in text)


def find_duration(text: str) -> int | None:
    """Read a duration that fills the text ("3 yrs 2 mos", "(2 years)"), in months."""
    if len(text) > 32 or not _DURATION.search(text):
        return None
    parser = DateParser(text, as_of=0, day_first=None)
    start = 1 if parser.tokens[0].text in "(·,|" else 0
    months, after = parser.duration(start)
    rest = [token for token in parser.tokens[after:] if token.text not in ").·,"]
    return months if not rest else None
