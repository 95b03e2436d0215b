"""One line of text → the dates and date ranges written in it."""

from __future__ import annotations

import re

from skillgap.structure.date_grammar import EXPECTED, DateParser
from skillgap.structure.date_parts import month_slip
from skillgap.structure.date_words import DateWords
from skillgap.structure.language import lexicon
from skillgap.structure.points import DateSpan, Month, Point, month_of, month_text

__all__ = [
    "DATE_HINT", "DateSpan", "Month", "Point", "find_dates", "find_duration", "find_month_span", "is_present",
    "month_of", "month_text",
]  # fmt: skip

DATE_HINT = re.compile(
    r"[\d'’‘`](?:(?:(?<=1)9|(?<=2)0)\d\d|(?<=['’‘`])\s?\d\d|(?<=\b\d)\d?\s?[/.]\s?\d\d\b"
    r"|(?<=[A-Za-z.][ -]\d)\d(?=\s?(?:[-–—→]|to\b)))"
)
"""A line without a match holds no date. All its ways begin with one set of signs, which makes the search four times
as fast as the plain alternatives: 1999, '99, 3/99, "Aug 98 –"."""

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
    r"(?<![\w/.,'’–-])(?P<m1>(?:[A-Z][a-z]{2,8}\.? )|(?:(?:0?[1-9]|1[0-2])[/.]))?(?P<y1>(?:19|20)\d\d)"
    r"(?: ?[–—-] ?(?:(?P<m2>(?:[A-Z][a-z]{2,8}\.? )|(?:(?:0?[1-9]|1[0-2])[/.]))?(?P<y2>(?:19|20)\d\d)"
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
    if found["m2"] and found["m2"][0].isdigit() and text[found.end("y1")] in "–—-":
        # 2019-05/2020 may be a month with its year in front.
        return None
    since, until = points
    before = text[: found.start()].rstrip()
    if since is None or (until is not None and until.last < since.first) or before[-1:].isdigit() or as_of < 0:
        return None
    if found["y2"] is None and found["now"] is None:
        until = since
    if before and _belongs(before, text[len(before) : found.start()], bare=found["m1"] is None):
        return None
    single = found["y2"] is None and found["now"] is None
    return DateSpan(found.start(), found.end(), since, until, single=single)


def _belongs(before: str, gap: str, *, bare: bool) -> bool:
    """Tell whether the word before may belong to the date ("since 2019 – 2020", "Marhc 2019", "Term of 2019")."""
    parts = before.rstrip(" ,(.:;|·[").rsplit(None, 1)
    word = parts[-1].strip("(.,") if parts else ""
    low = word.lower()
    if low in lexicon().date_words or low in EXPECTED or any(map(str.isdigit, word)):
        return True
    if word and not word[-1].isalnum() and word[-1] not in ")]":
        return True
    plain = word.isalpha() and (word.islower() or word.istitle() or word.isupper())
    touches = before[-1] not in ",(|·:;[" and "\t" not in gap and len(gap) < 2
    if (not plain and (touches or word.isalpha())) or (touches and not gap):
        return True
    # Before a bare year stands perhaps a mistyped month.
    return bare and plain and 3 < len(word) <= 10 and month_slip(lexicon(), low) is not None


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
    words = DateWords(text, as_of=0)
    months, after = words.duration(1 if words.texts[0] in "(·,|" else 0)
    rest = [word for word in words.texts[after : words.count] if word not in ").·,"]
    return months if not rest else None
